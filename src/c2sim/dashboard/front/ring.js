// A ring of arrows: thick where much happened, blue where the next one rises, orange where it falls, dashed where
// no size is on record. Text is set with textContent only.
const SVG = "http://www.w3.org/2000/svg";
const WIDE = window.innerWidth < 620 ? 430 : 640, HIGH = 430; // narrow on a phone, so that words stay large

function make(name, attributes, text) {
  const node = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
  if (text !== undefined) node.textContent = text;
  return node;
}

function place(index, count) {
  const turn = (2 * Math.PI * index) / count - Math.PI / 2;
  return { x: WIDE / 2 + (WIDE / 2 - (WIDE < 600 ? 66 : 105)) * Math.cos(turn), y: HIGH / 2 + 150 * Math.sin(turn) };
}

// A curve that bulges outward, and stops short of both labels.
function curve(from, to) {
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  const out = { x: middle.x + (middle.x - WIDE / 2) * 0.32, y: middle.y + (middle.y - HIGH / 2) * 0.32 };
  const at = (t) => ({
    x: (1 - t) ** 2 * from.x + 2 * t * (1 - t) * out.x + t ** 2 * to.x,
    y: (1 - t) ** 2 * from.y + 2 * t * (1 - t) * out.y + t ** 2 * to.y,
  });
  const points = [];
  const across = Math.hypot(middle.x - WIDE / 2, middle.y - HIGH / 2) < 40;
  const [first, last] = !across ? [0.22, 0.78] : WIDE < 600 ? [0.2, 0.42] : [0.3, 0.6]; // short of wide labels
  for (let t = first; t <= last; t += 0.02) points.push(at(t));
  return { points, label: across ? { x: middle.x, y: middle.y - 34 } : at(0.5), across };
}

function arrow(one, from, to, largest) {
  const group = make("g", {});
  const { points, label, across } = curve(from, to);
  const known = one.size !== null;
  const width = known ? 2.5 + 11 * Math.sqrt(Math.abs(one.size) / largest) : 2;
  const kind = !known ? "c2-ring-rule" : one.size < 0 ? "c2-ring-lowers" : "c2-ring-raises";
  const d = points.map((p, i) => `${i ? "L" : "M"}${p.x.toFixed(1)},${p.y.toFixed(1)}`).join(" ");
  group.append(make("path", { d, class: kind, "stroke-width": width, fill: "none" }));
  const end = points[points.length - 1], before = points[points.length - 3];
  const turn = (Math.atan2(end.y - before.y, end.x - before.x) * 180) / Math.PI;
  const tip = 7 + width * 0.9;
  group.append(make("path", { d: `M0,${-tip} L${1.5 * tip},0 L0,${tip} Z`, class: `${kind} c2-ring-tip`,
    transform: `translate(${end.x.toFixed(1)},${end.y.toFixed(1)}) rotate(${turn.toFixed(1)})` }));
  if (known) {
    const pull = across ? 0 : 0.3;
    const inward = { x: label.x + (WIDE / 2 - label.x) * pull, y: label.y + (HIGH / 2 - label.y) * pull };
    group.append(make("text", { x: inward.x, y: inward.y, class: "c2-ring-size" }, one.text));
    group.append(make("text", { x: inward.x, y: inward.y + 19, class: "c2-ring-against" }, one.against));
  }
  return group;
}

function label(text, at) {
  const group = make("g", {});
  const half = 14 + 5.1 * text.length;
  const x = Math.max(half + 4, Math.min(WIDE - half - 4, at.x));
  group.append(make("rect", { x: x - half, y: at.y - 19, width: 2 * half, height: 38, rx: 19, class: "c2-ring-node" }));
  group.append(make("text", { x, y: at.y + 6, class: "c2-ring-name" }, text));
  return group;
}

function render({ model, el }) {
  const show = () => {
    const links = model.get("links");
    const svg = make("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, class: "c2-ring", role: "img", "aria-label": model.get("title") });
    const largest = Math.max(1, ...links.map((one) => Math.abs(one.size ?? 0)));
    const names = [...new Set(links.map((one) => one.start))];
    const places = new Map(names.map((name, index) => [name, place(index, names.length)]));
    links.forEach((one) => svg.append(arrow(one, places.get(one.start), places.get(one.end), largest)));
    places.forEach((at, name) => svg.append(label(name, at)));
    el.replaceChildren(svg);
  };
  model.on("change:links", show);
  show();
  return () => model.off("change:links", show);
}
export default { render };
