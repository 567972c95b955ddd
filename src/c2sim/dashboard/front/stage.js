// Plays two films side by side: without a programme, and with the plan. Everything a week needs is here already,
// so playing and scrubbing ask nothing of the server. The week is told to the page through --c2-at (0 to 1),
// and to Python when it rests.

function read(view) {
  if (!view || view.byteLength < 12) return null;
  const bytes = view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength);
  const [n, weeks, ties] = new Uint32Array(bytes, 0, 3);
  let at = 12;
  const take = (Kind, length) => {
    const size = length * Kind.BYTES_PER_ELEMENT;
    const found = new Kind(bytes.slice(at, at + size));
    at += size;
    return found;
  };
  const film = { n, weeks, ties };
  film.seats = take(Float32Array, 2 * n);
  film.stress = take(Uint8Array, n * (weeks + 1));
  film.hope = take(Uint8Array, n * (weeks + 1));
  film.active = take(Uint8Array, n * (weeks + 1));
  film.ends = take(Uint16Array, 4 * ties);
  film.kinds = take(Uint8Array, ties);
  return film;
}

// Calm is blue, strained is orange: told apart with any kind of colour sight (Okabe and Ito), pale in the middle.
const CALM = [0, 114, 178], MIDDLE = [205, 196, 178], STRAINED = [213, 94, 0];
const SHADES = Array.from({ length: 64 }, (_, i) => {
  const t = i / 63, [a, b, u] = t < 0.5 ? [CALM, MIDDLE, 2 * t] : [MIDDLE, STRAINED, 2 * t - 1];
  return `rgb(${a.map((c, k) => Math.round(c + (b[k] - c) * u)).join(",")})`;
});
const shade = (stress) => SHADES[Math.max(0, Math.min(63, Math.round(((stress / 255 - 0.25) / 0.6) * 63)))];

function make(tag, className, text) {
  const node = document.createElement(tag);
  node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

function layout(width, height, film) {
  const side = Math.min(width, height) - 12;
  const stretch = Math.min(1.5, (width - 12) / side);
  return {
    x: (i) => (width - side * stretch) / 2 + film.seats[i] * side * stretch,
    y: (i) => (height - side) / 2 + film.seats[film.n + i] * side,
    size: Math.max(1.9, side / 84),
  };
}

// Points of the screen to one of the page; larger text magnifies the page itself.
function density(canvas) {
  return (window.devicePixelRatio || 1) * (canvas.currentCSSZoom || 1);
}

function draw(canvas, film, week, picked) {
  const ratio = density(canvas), width = canvas.clientWidth, height = canvas.clientHeight;
  if (!width || !film) return;
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  const pen = canvas.getContext("2d"), place = layout(width, height, film), whole = Math.floor(week);
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width, height);
  pen.drawImage(tiesOf(canvas, film, place, whole), 0, 0, width, height);
  drawPeople(pen, canvas, film, place, week, picked);
}

// Ties change from week to week and not between: they are drawn once a week, and copied from then on.
function tiesOf(canvas, film, place, week) {
  const style = getComputedStyle(canvas), kept = canvas.kept || (canvas.kept = { sheet: document.createElement("canvas") });
  const key = [week, canvas.width, canvas.height, style.getPropertyValue("--c2-tie-near")].join();
  if (kept.film === film && kept.key === key) return kept.sheet;
  Object.assign(kept, { film, key });
  Object.assign(kept.sheet, { width: canvas.width, height: canvas.height });
  const pen = kept.sheet.getContext("2d"), ratio = density(canvas);
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  drawTies(pen, canvas, film, place, week);
  return kept.sheet;
}

function drawTies(pen, canvas, film, place, week) {
  const style = getComputedStyle(canvas), T = film.ties;
  const near = new Path2D(), across = new Path2D();
  for (let t = 0; t < T; t++) {
    if (film.ends[2 * T + t] > week) break; // in the order of their first weeks
    if (film.ends[3 * T + t] <= week) continue;
    const path = film.kinds[t] === 0 ? near : across, a = film.ends[t], b = film.ends[T + t];
    path.moveTo(place.x(a), place.y(a));
    path.lineTo(place.x(b), place.y(b));
  }
  pen.lineWidth = 0.6;
  pen.strokeStyle = style.getPropertyValue("--c2-tie-near");
  pen.stroke(near);
  pen.strokeStyle = style.getPropertyValue("--c2-tie-across");
  pen.stroke(across);
}

function drawPeople(pen, canvas, film, place, week, picked) {
  const whole = Math.floor(week), next = Math.min(film.weeks, whole + 1), part = week - whole, n = film.n;
  const ink = getComputedStyle(canvas).getPropertyValue("--c2-ink");
  for (let i = 0; i < n; i++) {
    const blend = (levels) => levels[whole * n + i] * (1 - part) + levels[next * n + i] * part;
    const radius = place.size * (0.55 + (1.3 * blend(film.hope)) / 255);
    pen.beginPath();
    pen.arc(place.x(i), place.y(i), radius, 0, 6.2832);
    pen.fillStyle = shade(blend(film.stress));
    pen.fill();
    if (film.active[whole * n + i] || i === picked) {
      pen.lineWidth = i === picked ? 2.5 : 1;
      pen.strokeStyle = ink;
      pen.beginPath();
      pen.arc(place.x(i), place.y(i), radius + (i === picked ? 3 : 1), 0, 6.2832);
      pen.stroke();
    }
  }
}

function panel(title, note) {
  const box = make("figure", "c2-panel"), head = make("figcaption", "c2-panel-head");
  head.append(make("strong", "", title), make("span", "c2-muted", note));
  const canvas = make("canvas", "c2-net");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", `${title}: homes on their streets, the ties between residents, and their stress.`);
  box.append(head, canvas);
  return { box, canvas };
}

function tile(measure) {
  const box = make("div", "c2-kpi"), value = make("div", "c2-kpi-value"), against = make("div", "c2-kpi-against");
  box.append(make("div", "c2-kpi-label", measure.label), value, against);
  return { box, show: (week) => {
    const one = measure.chosen[week], other = measure.without[week];
    value.textContent = one === null ? "–" : one.toFixed(measure.digits);
    if (one === null || other === null) { against.textContent = "none yet"; box.dataset.sense = ""; return; }
    const gap = Number((one - other).toFixed(measure.digits)), good = measure.better === "up" ? gap > 0 : gap < 0;
    const sign = gap > 0 ? "+" : gap < 0 ? "−" : "±";
    against.replaceChildren(`${sign}${Math.abs(gap).toFixed(measure.digits)} `, make("span", "c2-whole", "vs none"));
    box.dataset.sense = gap === 0 || !measure.better ? "" : good ? "good" : "bad";
  } };
}

function render({ model, el }) {
  el.classList.add("c2-stage");
  const strip = make("div", "c2-kpis"), pair = make("div", "c2-pair");
  const left = panel("Without", "no programme"), right = panel("With this plan", "same people, same luck");
  pair.append(left.box, right.box);
  const controls = make("div", "c2-controls");
  const play = make("button", "c2-button c2-play", "▶ Play"), back = make("button", "c2-button", "‹"), on = make("button", "c2-button", "›");
  back.setAttribute("aria-label", "One week back");
  on.setAttribute("aria-label", "One week on");
  const scrub = make("input", "c2-scrub"), label = make("output", "c2-week");
  Object.assign(scrub, { type: "range", min: 0, step: 1 });
  scrub.setAttribute("aria-label", "Week");
  const speed = make("button", "c2-button", "1×");
  speed.setAttribute("aria-label", "Speed");
  const picture = make("button", "c2-button", "PNG");
  picture.setAttribute("aria-label", "Save the picture as PNG");
  [speed, picture].forEach((one) => one.classList.add("c2-extra"));
  controls.append(play, back, on, scrub, label, speed, picture);
  el.append(strip, controls, pair);

  let films = [], tiles = [], at = model.get("week"), playing = false, last = 0, told = 0, pace = 1, frame = 0, said = -1, alive = true;
  const end = () => { const curtain = model.get("curtain"), all = films[1] ? films[1].weeks : 0; return curtain >= 0 ? Math.min(curtain, all) : all; };
  // While it plays only the marks themselves move: a value at the root would have the style of the whole page
  // worked out again in every frame. At rest it stands there as well, for marks that are made later.
  const marks = document.getElementsByClassName("c2-playhead");
  const mark = (part) => {
    for (const one of marks) one.style.setProperty("--c2-at", part);
    if (!playing) document.documentElement.style.setProperty("--c2-at", part);
  };
  const paint = () => {
    if (!films[0] || !films[1]) return;
    draw(left.canvas, films[0], Math.min(at, films[0].weeks), model.get("picked"));
    draw(right.canvas, films[1], at, model.get("picked"));
    mark(at / films[1].weeks);
    const week = Math.floor(at);
    if (week === said && Number(scrub.value) === week) return;
    said = week;
    label.textContent = `week ${week} / ${films[1].weeks}`;
    scrub.value = week;
    tiles.forEach((one) => one.show(week));
  };
  const tell = () => { told = performance.now(); model.set("week", Math.floor(at)); model.save_changes(); };
  const later = () => { if (!frame) frame = requestAnimationFrame(tick); };
  function tick(now) {
    frame = 0;
    if (!alive) return;
    if (playing) {
      at = Math.min(end(), at + (Math.max(0, Math.min(100, now - last)) / 1000) * 12 * pace);
      last = now;
      el.dataset.frames = Number(el.dataset.frames || 0) + 1;
      if (at >= end()) stop();
      else if (now - told > 1000) tell();
    }
    paint();
    if (playing) later();
  }
  function stop() { playing = false; play.textContent = "▶ Play"; el.dataset.playing = ""; tell(); later(); }
  function start() {
    if (at >= end()) at = 0;
    playing = true; last = performance.now(); play.textContent = "❚❚ Pause"; el.dataset.playing = "yes"; later();
  }
  const go = (week) => { at = Math.max(0, Math.min(end(), week)); if (playing) stop(); else tell(); later(); };
  play.onclick = () => (playing ? stop() : start());
  back.onclick = () => go(Math.ceil(at) - 1);
  on.onclick = () => go(Math.floor(at) + 1);
  scrub.oninput = () => { at = Math.min(end(), Number(scrub.value)); if (playing) stop(); later(); };
  scrub.onchange = () => go(Number(scrub.value));
  speed.onclick = () => { pace = pace === 1 ? 2 : pace === 2 ? 0.5 : 1; speed.textContent = pace === 0.5 ? "½×" : `${pace}×`; };
  picture.onclick = () => {
    const both = document.createElement("canvas"), a = left.canvas, b = right.canvas, pen = both.getContext("2d");
    Object.assign(both, { width: a.width + b.width, height: Math.max(a.height, b.height) });
    pen.fillStyle = getComputedStyle(left.box).backgroundColor;
    pen.fillRect(0, 0, both.width, both.height);
    pen.drawImage(a, 0, 0);
    pen.drawImage(b, a.width, 0);
    const link = document.createElement("a");
    Object.assign(link, { href: both.toDataURL("image/png"), download: `week_${Math.floor(at)}.png` });
    link.click();
  };
  const keys = (event) => {
    if (event.target.closest("input, textarea, button, a, select, [contenteditable], [role=listbox]")) return;
    if (event.key === " ") { event.preventDefault(); play.click(); }
    if (event.key === "ArrowRight") go(Math.floor(at) + 1);
    if (event.key === "ArrowLeft") go(Math.ceil(at) - 1);
  };
  const pick = (side) => (event) => {
    const film = films[side === right ? 1 : 0];
    if (!film) return;
    const place = layout(side.canvas.clientWidth, side.canvas.clientHeight, film);
    const box = side.canvas.getBoundingClientRect(), scale = side.canvas.clientWidth / box.width;
    const x = (event.clientX - box.left) * scale, y = (event.clientY - box.top) * scale;
    let best = -1, near = 14 * 14;
    for (let i = 0; i < film.n; i++) {
      const gap = (place.x(i) - x) ** 2 + (place.y(i) - y) ** 2;
      if (gap < near) { near = gap; best = i; }
    }
    if (best < 0) return;
    model.set("picked", best);
    model.save_changes();
    later();
  };
  right.canvas.onclick = pick(right);
  left.canvas.onclick = pick(left);
  const load = () => {
    films = [read(model.get("film_without")), read(model.get("film_chosen"))];
    if (!films[1]) return;
    scrub.max = films[1].weeks;
    at = Math.min(at, end());
    strip.replaceChildren();
    tiles = JSON.parse(model.get("measures")).map((one) => { const made = tile(one); strip.append(made.box); return made; });
    said = -1;
    el.dataset.shown = model.get("token");
    later();
  };
  const jump = () => { const week = model.get("week"); if (!playing && Math.floor(at) !== week) { at = Math.min(end(), week); later(); } };
  const shorten = () => { if (at > end()) { at = end(); } later(); };
  model.on("change:token", load);
  model.on("change:week", jump);
  model.on("change:curtain", shorten);
  model.on("change:picked", later);
  window.addEventListener("keydown", keys);
  const seen = new ResizeObserver(later);
  seen.observe(el);
  const themed = new MutationObserver(later);
  const app = document.querySelector(".v-application"); // the stage itself may not be on the page yet
  if (app) themed.observe(app, { attributes: true, attributeFilter: ["class"] });
  load();
  return () => {
    alive = false;
    cancelAnimationFrame(frame);
    seen.disconnect();
    themed.disconnect();
    window.removeEventListener("keydown", keys);
    model.off("change:token", load);
    model.off("change:week", jump);
    model.off("change:curtain", shorten);
    model.off("change:picked", later);
  };
}
export default { render };
