// What is shown: paint on the skin, markers that can be seen, one picture after the other.

const view = () => views[at];
const shownMarks = () => (alone && selected >= 0 ? [selected] : view().shown);

function figure() {
  const id = view().figure;
  if (!figures.has(id)) figures.set(id, makeFigure(topology, data.figures[id]));
  return figures.get(id);
}

function merged(numbers, level) {
  let field = null;
  for (const k of numbers) {
    const zone = figure().data.zones[marks[k].point][level];
    if (zone) field = fieldOf(topology, zone, marks[k].side === "left", field);
  }
  return field;
}

function paint() {
  if (!painter) return;
  const numbers = shownMarks();
  const zoned = view().zones || alone ? numbers : [];
  const essential = merged(zoned, "essential");
  const region = !alone && view().region && figure().data.regions[view().region];
  let course = alone ? "" : view().course;
  if (selected >= 0 && view().courses) course = `${marks[selected].muscle} ${marks[selected].side}`;
  painter.setFigure(figure());
  painter.setPaint({
    essential,
    spillover: merged(zoned, "spillover"),
    region: region ? fieldOf(topology, region, false, null) : null,
    strength: Math.max(...numbers.map((k) => marks[k].strength), 0) || 0.88,
    course: course ? courseOf(figure(), course) : [],
  });
  painted = [];
  const border = (-look.zone.inner / (look.zone.outer - look.zone.inner)) * 255;
  if (essential) essential.forEach((step, v) => { if (step < border && v % 5 === 0) painted.push(v); });
  fade = { start: calm.matches ? -Infinity : performance.now() };
}

// Which markers can be seen, with their pixels and states.
function visibleMarks(lens) {
  const shown = new Set(shownMarks());
  const named = view().labels;
  const crowded = lens.width < NARROW && shown.size > 2;
  const body = figure();
  const found = [];
  marks.forEach((mark, k) => {
    const wanted = view().markers && (view().sides === "both" || view().sides === mark.side);
    if (!wanted && !shown.has(k) && k !== selected) return;
    const place = body.marks[k].slice(0, 3);
    const pixel = lens.project(place);
    if (pixel.depth <= 0 || pixel.x < -8 || pixel.y < -8 || pixel.x > lens.width + 8 || pixel.y > lens.height + 8) return;
    const towards = unit(minus(lens.eye, place));
    if (dot(towards, body.marks[k].slice(3)) <= GRAZING) return;
    if (body.rays.blocked(plus(place, towards, CLEARANCE), lens.eye)) return;
    const plain = shown.has(k) ? "shown" : "plain";
    const state = k === selected ? "selected" : k === hovered ? "hovered" : plain;
    const lit = state === "selected" || state === "hovered";
    found.push({ ...pixel, k, state, kind: mark.kind, name: mark.name, side: mark.side,
      named: lit || (named && state === "shown" && !crowded) });
  });
  return found;
}

function draw(now) {
  asked = false;
  if (flight) {
    const t = (now - flight.start) / flight.lasts;
    pose = t >= 1 ? flight.end : fly(flight.begin, flight.end, t);
    if (t >= 1) flight = null;
  }
  const faded = within((now - fade.start) / 260, 0, 1);
  const moving = Boolean(flight) || faded < 1 || performance.now() < resting;
  const [width, height, ratio] = fitCanvases(moving);
  if (!painter || !width || !height) return;
  const lens = makeLens(pose, width, height);
  painter.draw(lens, palette(), faded, bodyCanvas.height / height);
  last = ink.draw({
    lens,
    ratio,
    palette: palette(),
    marks: visibleMarks(lens),
    names: true,
    painted: extent(lens),
    taken: taken(height),
    compass: true,
  });
  crisp = !moving;
  if (flight || faded < 1) ask();
  else if (moving) setTimeout(ask, REST_MS + 10);
}

function ask() {
  if (!asked) {
    asked = true;
    requestAnimationFrame(draw);
  }
}

// The body gets twice the screen's pixels while nothing moves: edges as crisp as in print.
function fitCanvases(moving) {
  const ratio = Math.min(window.devicePixelRatio || 1, 2.5);
  const { clientWidth: width, clientHeight: height } = stage;
  const finer = moving ? ratio : Math.max(ratio, SHARP);
  for (const [canvas, scale] of [[bodyCanvas, finer], [byId("ink"), ratio]]) {
    const [wide, high] = [Math.round(width * scale), Math.round(height * scale)];
    if (canvas.width !== wide || canvas.height !== high) [canvas.width, canvas.height] = [wide, high];
  }
  return [width, height, ratio];
}

// Left and right pixel of what is painted, which names keep clear of.
function extent(lens) {
  if (!painted.length) return null;
  const { places } = figure();
  let [low, high] = [Infinity, -Infinity];
  for (const v of painted) {
    const { x, depth } = lens.project(places.subarray(3 * v, 3 * v + 3));
    if (depth > 0) [low, high] = [Math.min(low, x), Math.max(high, x)];
  }
  return low > high ? null : [low, high];
}

// Boxes of the picture where something else stands.
function taken(height) {
  const corner = stage.getBoundingClientRect();
  const boxes = [compassBox(height)];
  for (const id of ["tools", "legend"]) {
    const { left, top, width, height: high } = byId(id).getBoundingClientRect();
    if (width) boxes.push([left - corner.left, top - corner.top, width, high]);
  }
  return boxes;
}
