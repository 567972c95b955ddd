// A button that takes one small file. Its size is checked before it is read, and again by Python.
function render({ model, el }) {
  const input = document.createElement("input"), label = document.createElement("label"), said = document.createElement("p");
  Object.assign(input, { type: "file", accept: ".toml", className: "c2-file" });
  label.append(model.get("label"), input);
  label.className = "c2-upload";
  said.className = "c2-help";
  input.onchange = async () => {
    const [file] = input.files;
    if (!file) return;
    const small = file.size <= model.get("largest");
    model.set("size", file.size);
    model.set("name", file.name);
    model.set("content", new DataView(small ? await file.arrayBuffer() : new ArrayBuffer(0)));
    model.set("count", model.get("count") + 1);
    model.save_changes();
    said.textContent = file.name;
    input.value = "";
  };
  el.append(label, said);
}
export default { render };
