// The beginning: everything is there, the first view opens.

function begin() {
  topology = topology || makeTopology(data.topology);
  painter = makePainter(bodyCanvas, topology, data.stipple, look);
}

function listContents() {
  views.forEach((each, number) => {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.view = String(number);
    button.textContent = each.title;
    button.addEventListener("click", () => {
      byId("contents").open = false;
      open(number);
    });
    item.append(button);
    byId("contents-list").append(item);
  });
  byId("steps").hidden = views.length < 2;
  byId("page-title").hidden = byId("page-title").textContent === views[0].title;
}

try {
  begin();
} catch (error) {
  painter = null;
  stage.classList.add("bare");
  byId("trouble").hidden = false;
}
bodyCanvas.addEventListener("webglcontextlost", (event) => {
  event.preventDefault();
  painter = null;
});
bodyCanvas.addEventListener("webglcontextrestored", () => {
  begin();
  paint();
  ask();
});
night.addEventListener("change", ask);
new ResizeObserver(() => {
  if (home && !flight) pose = framed();
  ask();
}).observe(stage);
listContents();
open(0, { fly: false });

// For tests and for whoever embeds the page: what is shown, nothing to change it with.
window.explorerPage = Object.freeze({
  ready: () => Boolean(painter) && !asked && !flight && crisp,
  view: () => at,
  pose: () => JSON.parse(JSON.stringify(pose)),
  selected: () => (selected >= 0 ? [marks[selected].point, marks[selected].side] : null),
  marks: () => last.marks.map(({ k, x, y, state, radius }) => ({ point: marks[k].point, side: marks[k].side, x, y, state, radius })),
  labels: () => last.labels.map(({ title, detail, box }) => ({ title, detail, box })),
  vertices: (from, to) => Array.from(figure().places.subarray(3 * from, 3 * to)),
  normals: (from, to) => Array.from(figure().normals.subarray(3 * from, 3 * to)),
});
