// The hand that turns the body and presses buttons: mouse, touch, keys.

const held = new Map();
let moved = 0;
let pinch = null;

function spot(event) {
  const { left, top } = bodyCanvas.getBoundingClientRect();
  return { x: event.clientX - left, y: event.clientY - top };
}

function markAt({ x, y }, radius) {
  let best = -1;
  let nearest = radius;
  for (const mark of last.marks) {
    const distance = Math.hypot(mark.x - x, mark.y - y);
    if (distance <= nearest) [best, nearest] = [mark.k, distance];
  }
  return best;
}

function skinAt({ x, y }) {
  const lens = makeLens(pose, stage.clientWidth, stage.clientHeight);
  return figure().rays.hit(lens.eye, lens.ray(x, y), 30000);
}

function grip() {
  const [a, b] = [...held.values()];
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, apart: Math.max(Math.hypot(a.x - b.x, a.y - b.y), 1) };
}

bodyCanvas.addEventListener("pointerdown", (event) => {
  bodyCanvas.setPointerCapture(event.pointerId);
  held.set(event.pointerId, spot(event));
  if (held.size === 1) moved = 0;
  else moved = Infinity;
  pinch = held.size === 2 ? grip() : null;
});

bodyCanvas.addEventListener("pointermove", (event) => {
  const now = spot(event);
  const before = held.get(event.pointerId);
  if (!before) {
    const under = markAt(now, CLICK_RADIUS);
    bodyCanvas.classList.toggle("over", under >= 0);
    if (under !== hovered) {
      hovered = under;
      ask();
    }
    return;
  }
  held.set(event.pointerId, now);
  const [dx, dy] = [now.x - before.x, now.y - before.y];
  moved += Math.hypot(dx, dy);
  if (held.size === 2 && pinch) {
    const next = grip();
    const panned = pan(pose, next.x - pinch.x, next.y - pinch.y, stage.clientHeight);
    gesture(zoom(panned, next.apart / pinch.apart));
    pinch = next;
  } else if (held.size === 1 && moved > CLICK_SLACK) {
    const shifts = event.shiftKey || event.buttons & 6;
    if (shifts) gesture(pan(pose, dx, dy, stage.clientHeight));
    else gesture(orbit(pose, dx * DEGREES_PER_PIXEL, -dy * DEGREES_PER_PIXEL));
  }
});

function release(event) {
  const was = held.get(event.pointerId);
  held.delete(event.pointerId);
  pinch = null;
  if (!was || event.type === "pointercancel" || moved > CLICK_SLACK || held.size) return;
  const under = markAt(was, event.pointerType === "touch" ? TOUCH_RADIUS : CLICK_RADIUS);
  if (under >= 0 && event.button === 0) select(under);
}

bodyCanvas.addEventListener("pointerup", release);
bodyCanvas.addEventListener("pointercancel", release);
bodyCanvas.addEventListener("pointerleave", () => {
  if (hovered >= 0) {
    hovered = -1;
    ask();
  }
});
bodyCanvas.addEventListener("contextmenu", (event) => event.preventDefault());
bodyCanvas.addEventListener("dblclick", (event) => {
  const place = painter && markAt(spot(event), CLICK_RADIUS) < 0 && skinAt(spot(event));
  if (place) {
    const { back, distance } = axesOf(pose);
    home = false;
    moveTo({ ...pose, focal: place, position: plus(place, back, Math.max(distance / 1.8, NEAREST)) });
  }
});
bodyCanvas.addEventListener("wheel", (event) => {
  event.preventDefault();
  if (!painter) return;
  const notches = within(-event.deltaY / (event.deltaMode === 1 ? 3 : 100), -3, 3);
  gesture(zoom(pose, ZOOM ** notches, skinAt(spot(event))));
}, { passive: false });

bodyCanvas.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const step = event.shiftKey ? FINE : TURN;
  const turns = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] };
  if (turns[event.key]) gesture(orbit(pose, ...turns[event.key]));
  else if (event.key === "+" || event.key === "=") gesture(zoom(pose, ZOOM));
  else if (event.key === "-" || event.key === "_") gesture(zoom(pose, 1 / ZOOM));
  else if (event.key === "0" || event.key === "Home") goHome();
  else return;
  event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const reading = panel.contains(document.activeElement);
  if (event.key === "n" || (event.key === "PageDown" && !reading)) open(at + 1);
  else if (event.key === "b" || (event.key === "PageUp" && !reading)) open(at - 1);
  else if (event.key === "Escape" && alone) select(-1);
  else return;
  event.preventDefault();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-point]");
  if (!button) return;
  const { point } = button.dataset;
  const side = selected >= 0 ? marks[selected].side : view().side;
  const same = marks.findIndex((m) => m.point === point && m.side === side);
  show(same >= 0 ? same : marks.findIndex((m) => m.point === point));
});

byId("close").addEventListener("click", () => select(-1));
byId("back").addEventListener("click", () => open(at - 1));
byId("next").addEventListener("click", () => open(at + 1));
byId("home").addEventListener("click", goHome);
byId("nearer").addEventListener("click", () => moveTo(zoom(pose, 1.4), 220));
byId("farther").addEventListener("click", () => moveTo(zoom(pose, 1 / 1.4), 220));
for (const button of byId("tools").querySelectorAll("[data-from]")) {
  button.addEventListener("click", () => lookFrom(button.dataset.from));
}
