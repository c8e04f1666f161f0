// Where names go: in columns beside what they name, clear of one another, as in the program.
// A name is {title, detail, x, y, w, h}; a box is [left, top, width, height] in pixels.

const GAP = 8;
const REACH = 64;

function placeNames(names, width, height, painted, taken) {
  const fits = names.filter((n) => n.w <= width - 2 * GAP && n.h <= height - 2 * GAP);
  if (!fits.length) return [];
  const middle = fits.reduce((sum, n) => sum + n.x, 0) / fits.length;
  const columns = { left: [], right: [] };
  for (const name of fits) {
    let side = name.x >= middle ? "right" : "left";
    if (side === "right" && name.x + REACH + name.w > width && name.x - REACH - name.w > 0) side = "left";
    else if (side === "left" && name.x - REACH - name.w < 0 && name.x + REACH + name.w < width) side = "right";
    columns[side].push(name);
  }
  const others = [...taken, ...fits.map((n) => [n.x, n.y, 0, 0])];
  const labels = [];
  const most = (members) => Math.min(...members.map((n) => names.indexOf(n)), Infinity);
  for (const side of Object.keys(columns).sort((a, b) => most(columns[a]) - most(columns[b]))) {
    const members = columns[side];
    while (members.length) {
      const xs = members.map((n) => n.x);
      let edge;
      if (side === "right") {
        edge = Math.max(...xs) + REACH;
        if (painted) edge = Math.max(edge, painted[1] + 2 * GAP);
      } else {
        edge = Math.min(...xs) - REACH;
        if (painted) edge = Math.min(edge, painted[0] - 2 * GAP);
      }
      const made = column(members, side, edge, width, height, others);
      if (made) {
        labels.push(...made);
        others.push(...made.map((label) => label.box));
        break;
      }
      members.pop();
    }
  }
  return labels;
}

function column(members, side, edge, width, height, others) {
  const lefts = members.map((n) => within(side === "right" ? edge : edge - n.w, GAP, width - GAP - n.w));
  const blocked = members.map((n, i) =>
    others
      .filter(([x, , w]) => x - GAP < lefts[i] + n.w && lefts[i] < x + w + GAP)
      .map(([, y, , h]) => [y - GAP, y + h + GAP]));
  const order = members.map((_, i) => i).sort((a, b) => members[a].y - members[b].y);
  const labelsFor = (tops) =>
    order.map((i, place) => {
      const n = members[i];
      const box = [lefts[i], tops[place], n.w, n.h];
      const inside = box[0] < n.x && n.x < box[0] + n.w;
      const end = inside
        ? [n.x, n.y < box[1] ? box[1] : box[1] + n.h]
        : [side === "right" ? box[0] : box[0] + n.w, box[1] + n.h / 2];
      return { ...n, box, end };
    });
  const stacked = () => stack(order.map((i) => members[i]), order.map((i) => blocked[i]), height);
  let tops = stacked();
  if (!tops) return null;
  for (let tries = 0; tries < order.length; tries++) {
    const labels = labelsFor(tops);
    const pair = crossing(labels);
    if (!pair) break;
    const [a, b] = pair;
    [order[a], order[b]] = [order[b], order[a]];
    const again = stacked();
    if (!again) {
      [order[a], order[b]] = [order[b], order[a]];
      break;
    }
    tops = again;
  }
  return labelsFor(tops);
}

function crossing(labels) {
  const turn = (p, q, r) => (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]);
  for (let a = 0; a < labels.length; a++) {
    for (let b = a + 1; b < labels.length; b++) {
      const [p, q] = [[labels[a].x, labels[a].y], labels[a].end];
      const [r, s] = [[labels[b].x, labels[b].y], labels[b].end];
      if (turn(p, q, r) * turn(p, q, s) < 0 && turn(r, s, p) * turn(r, s, q) < 0) return [a, b];
    }
  }
  return null;
}

// Tops near the wanted ones, in order, apart by a gap, off what is blocked, on the page.
function stack(names, blocked, height) {
  const tops = apart(names);
  let floor = GAP;
  names.forEach((n, i) => {
    tops[i] = Math.max(tops[i], floor);
    for (const [low, high] of [...blocked[i]].sort((a, b) => a[0] - b[0])) {
      if (tops[i] < high && tops[i] + n.h > low) tops[i] = high;
    }
    floor = tops[i] + n.h + GAP;
  });
  let ceiling = height - GAP;
  for (let i = names.length - 1; i >= 0; i--) {
    tops[i] = Math.min(tops[i], ceiling - names[i].h);
    for (const [low, high] of [...blocked[i]].sort((a, b) => b[1] - a[1])) {
      if (tops[i] < high && tops[i] + names[i].h > low) tops[i] = low - names[i].h;
    }
    ceiling = tops[i] - GAP;
  }
  return tops.length && tops[0] < GAP - 1e-6 ? null : tops;
}

// The tops nearest to the wanted ones (least squares) that keep order and distance.
function apart(names) {
  let step = 0;
  const steps = names.map((n) => {
    const before = step;
    step += n.h + GAP;
    return before;
  });
  const groups = [];
  names.forEach((n, i) => {
    let group = [n.y - n.h / 2 - steps[i], 1];
    while (groups.length && groups[groups.length - 1][0] > group[0]) {
      const [before, many] = groups.pop();
      group = [(before * many + group[0] * group[1]) / (many + group[1]), many + group[1]];
    }
    groups.push(group);
  });
  const means = groups.flatMap(([mean, count]) => Array(count).fill(mean));
  return means.map((mean, i) => mean + steps[i]);
}
