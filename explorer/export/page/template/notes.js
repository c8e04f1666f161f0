// The notes beside the body: views, the list of points, the legend, cards.

function open(number, { fly: flies = true } = {}) {
  at = within(number, 0, views.length - 1);
  selected = view().selected;
  alone = false;
  hovered = -1;
  byId("view-title").textContent = view().title;
  fill(byId("notes"), `view-${at}`);
  byId("count").textContent = `${at + 1} of ${views.length}`;
  byId("back").disabled = at === 0;
  byId("next").disabled = at === views.length - 1;
  for (const button of byId("contents-list").querySelectorAll("button")) {
    button.setAttribute("aria-current", Number(button.dataset.view) === at ? "step" : "false");
  }
  listPoints();
  showCard();
  panel.scrollTop = 0;
  paint();
  if (flies) moveTo(framed());
  else pose = framed();
  home = true;
  say(`View ${at + 1} of ${views.length}: ${view().title}`);
  ask();
}

function select(k, { focus = false } = {}) {
  selected = k;
  alone = k >= 0;
  if (k < 0) {
    selected = view().selected;
    alone = false;
  }
  listPoints();
  showCard();
  paint();
  if (k >= 0) {
    byId("card").scrollIntoView({ block: "start", behavior: calm.matches ? "auto" : "smooth" });
    if (focus) byId("card-body").focus({ preventScroll: true });
    say(`${marks[k].name}, ${marks[k].side}`);
  }
  ask();
}

// Choose a point from a list or a link: turn to it where it cannot be seen.
function show(k) {
  select(k, { focus: true });
  if (!painter) return;
  const lens = makeLens(pose, Math.max(stage.clientWidth, 1), Math.max(stage.clientHeight, 1));
  if (visibleMarks(lens).some((mark) => mark.k === k)) return;
  const [x, y, z, ...normal] = figure().marks[k];
  moveTo(focusOn(pose, [x, y, z], normal));
  home = false;
}

function listPoints() {
  const list = byId("points");
  list.replaceChildren();
  const numbers = view().shown.length ? view().shown : [];
  for (const k of numbers.length > 1 ? numbers : []) {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.className = `point ${marks[k].kind}`;
    button.textContent = marks[k].name;
    const side = document.createElement("span");
    side.textContent = marks[k].side;
    button.append(side);
    button.setAttribute("aria-pressed", String(k === selected));
    button.addEventListener("click", () => (k === selected && alone ? select(-1) : show(k)));
    item.append(button);
    list.append(item);
  }
  byId("points-part").hidden = !list.children.length || (view().asks && !alone);
  showLegend();
}

function showLegend() {
  const numbers = shownMarks();
  const has = {
    essential: numbers.some((k) => zoneOf(k, "essential")),
    spillover: numbers.some((k) => zoneOf(k, "spillover")),
    central: numbers.some((k) => marks[k].kind === "central"),
    attachment: numbers.some((k) => marks[k].kind !== "central"),
  };
  for (const row of byId("legend").children) row.hidden = !has[row.dataset.row];
  byId("legend").hidden = !view().legend || !Object.values(has).some(Boolean);
}

function zoneOf(k, level) {
  return (view().zones || alone) && data.figures[view().figure].zones[marks[k].point][level];
}

function showCard() {
  const mark = selected >= 0 ? marks[selected] : null;
  const template = mark ? `card-${mark.point}` : view().about;
  byId("card").hidden = !template;
  byId("close").hidden = !alone;
  byId("card-kind").textContent = mark ? "Trigger point" : "About";
  if (!template) return;
  fill(byId("card-body"), template, mark ? mark.side : view().side);
  const name = byId("card-body").querySelector("h3");
  name.hidden = name.textContent.toLowerCase() === view().title.toLowerCase(); // it stands above
}

function fill(place, template, side = "") {
  place.replaceChildren(byId(template).content.cloneNode(true));
  for (const word of place.querySelectorAll(".side")) word.textContent = side;
}

function say(words) {
  byId("status").textContent = words;
}
