// Tells Python what only the browser knows: its address, and whether its system is dark.
function render({ model, el }) {
  el.style.display = "none";
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  model.set("address", window.location.origin + window.location.pathname);
  model.set("dark", dark.matches);
  model.set("ready", true);
  model.save_changes();
}
export default { render };
