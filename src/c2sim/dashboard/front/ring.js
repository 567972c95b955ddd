// A ring of arrows: thick where much happened, blue where the next one rises, orange where it falls, dashed where
// no size is on record. Text is set with textContent only.
const SVG = "http://www.w3.org/2000/svg";
const HIGH = 430, NARROW = 430, USUAL = 640; // narrow where there is little room, so that words stay large

function make(name, attributes, text) {
  const node = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
  if (text !== undefined) node.textContent = text;
  return node;
}

function place(index, count, wide) {
  const turn = (2 * Math.PI * index) / count - Math.PI / 2;
  return { x: wide / 2 + (wide / 2 - (wide === NARROW ? 66 : 105)) * Math.cos(turn), y: HIGH / 2 + 150 * Math.sin(turn) };
}

// A curve that bulges outward, and stops short of both labels.
function curve(from, to, wide) {
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  const across = Math.hypot(middle.x - wide / 2, middle.y - HIGH / 2) < 40;
  const level = !across && Math.abs(from.y - to.y) < 1; // both labels are in its way: it goes round below them
  const bulge = level ? 0.75 : 0.32;
  const out = { x: middle.x + (middle.x - wide / 2) * bulge, y: middle.y + (middle.y - HIGH / 2) * bulge };
  const at = (t) => ({
    x: (1 - t) ** 2 * from.x + 2 * t * (1 - t) * out.x + t ** 2 * to.x,
    y: (1 - t) ** 2 * from.y + 2 * t * (1 - t) * out.y + t ** 2 * to.y,
  });
  const points = [];
  const [first, last] = !across ? [0.22, wide === NARROW ? 0.62 : 0.72] : wide === NARROW ? [0.2, 0.42] : [0.3, 0.6]; // short of wide labels
  for (let t = first; t <= last; t += 0.02) points.push(at(t));
  if (across) return { points, label: { x: middle.x, y: middle.y - (wide === NARROW ? 52 : 34) }, pull: 0 };
  return { points, label: at(0.5), pull: level ? 0.62 : wide === NARROW ? 0.45 : 0.38 };
}

function arrow(one, from, to, largest, wide) {
  const group = make("g", {});
  const { points, label, pull } = curve(from, to, wide);
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
    const inward = { x: label.x + (wide / 2 - label.x) * pull, y: label.y + (HIGH / 2 - label.y) * pull };
    group.append(make("text", { x: inward.x, y: inward.y, class: "c2-ring-size" }, one.text));
    group.append(make("text", { x: inward.x, y: inward.y + 19, class: "c2-ring-against" }, one.against));
  }
  return group;
}

// How wide a word is, as front/pages.css sets it.
function extent(text, wide) {
  const pen = document.createElement("canvas").getContext("2d"), page = document.querySelector(".v-application") || document.body;
  pen.font = `600 ${wide === NARROW ? 18.5 : 17}px ${getComputedStyle(page).fontFamily}`;
  return pen.measureText(text).width;
}

function label(text, at, wide) {
  const group = make("g", {});
  const half = 16 + extent(text, wide) / 2;
  const x = Math.max(half + 4, Math.min(wide - half - 4, at.x));
  group.append(make("rect", { x: x - half, y: at.y - 19, width: 2 * half, height: 38, rx: 19, class: "c2-ring-node" }));
  group.append(make("text", { x, y: at.y + 6, class: "c2-ring-name" }, text));
  return group;
}

function render({ model, el }) {
  let drawn = 0;
  const width = () => ((el.clientWidth || window.innerWidth) < 480 ? NARROW : USUAL);
  const show = () => {
    const links = model.get("links"), wide = (drawn = width());
    const kind = wide === NARROW ? "c2-ring c2-ring-narrow" : "c2-ring";
    const svg = make("svg", { viewBox: `0 0 ${wide} ${HIGH}`, class: kind, role: "img", "aria-label": model.get("title") });
    const largest = Math.max(1, ...links.map((one) => Math.abs(one.size ?? 0)));
    const names = [...new Set(links.map((one) => one.start))];
    const places = new Map(names.map((name, index) => [name, place(index, names.length, wide)]));
    links.forEach((one) => svg.append(arrow(one, places.get(one.start), places.get(one.end), largest, wide)));
    places.forEach((at, name) => svg.append(label(name, at, wide)));
    el.replaceChildren(svg);
  };
  const seen = new ResizeObserver(() => { if (width() !== drawn) show(); });
  seen.observe(el);
  model.on("change:links", show);
  show();
  return () => { seen.disconnect(); model.off("change:links", show); };
}
export default { render };
