// The plan on a line of weeks: a row an intervention, a bar from its start to its end, a tick each time it
// happened, and above them the weeks in which a pathway step held. Choosing a row tells Python its id.

function make(tag, className, text) {
  const node = document.createElement(tag);
  node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

function bar(from, until, weeks, className) {
  const node = make("span", className);
  node.style.left = `${(100 * from) / weeks}%`;
  node.style.width = `max(4px, ${(100 * (until - from)) / weeks}%)`;
  return node;
}

function row(one, weeks, chosen, choose) {
  const node = make("button", "c2-row");
  node.dataset.id = one.id;
  node.dataset.step = one.step ?? "";
  node.setAttribute("aria-pressed", String(one.id === chosen));
  node.setAttribute("aria-label", `${one.label}, ${one.when}`);
  node.title = one.when;
  const track = make("span", "c2-track");
  if (one.weeks.length) {
    track.append(bar(one.weeks[0], one.until, weeks, "c2-bar"));
    one.weeks.forEach((week) => track.append(bar(week, week, weeks, "c2-tick")));
  } else track.append(make("span", "c2-never", one.when));
  node.append(make("span", "c2-badge", one.step ? String(one.step) : "·"), make("span", "c2-name", one.label), track);
  node.onclick = () => choose(one.id === chosen ? "" : one.id);
  return node;
}

function steps(held, weeks) {
  const node = make("div", "c2-steps");
  held.forEach((one) => {
    const line = make("div", "c2-steprow");
    line.title = one.name;
    const track = make("span", "c2-track");
    one.spans.forEach(([from, until]) => track.append(bar(from, until, weeks, "c2-held")));
    if (!one.spans.length) track.append(make("span", "c2-never", one.never));
    line.append(make("span", "c2-badge", String(one.number)), make("span", "c2-name", one.name), track);
    node.append(line);
  });
  return node;
}

function render({ model, el }) {
  el.classList.add("c2-timeline");
  const choose = (id) => { model.set("chosen", id); model.save_changes(); };
  const show = () => {
    const weeks = model.get("weeks"), focused = el.contains(document.activeElement) ? document.activeElement.dataset.id : "";
    const rows = JSON.parse(model.get("rows")).map((one) => row(one, weeks, model.get("chosen"), choose));
    const held = make("div", "c2-block"), plan = make("div", "c2-block");
    held.append(make("h3", "c2-label", "Pathway steps held"), steps(JSON.parse(model.get("steps")), weeks), make("div", "c2-playhead"));
    plan.append(make("h3", "c2-label", "What is done"), ...rows, make("div", "c2-playhead"));
    if (!rows.length) plan.append(make("p", "c2-muted", "Nothing is done."));
    el.replaceChildren(held, plan);
    rows.filter((one) => focused && one.dataset.id === focused).forEach((one) => one.focus());
  };
  const names = ["change:rows", "change:steps", "change:chosen", "change:weeks"];
  names.forEach((name) => model.on(name, show));
  show();
  return () => names.forEach((name) => model.off(name, show));
}
export default { render };
