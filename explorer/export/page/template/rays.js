// Lines of sight against the skin: a tree of boxes over its triangles.

const LEAF = 6;

function makeRays(places, triangles) {
  const count = triangles.length / 3;
  const centres = new Float32Array(3 * count);
  for (let t = 0; t < count; t++) {
    for (let k = 0; k < 3; k++) {
      centres[3 * t + k] =
        (places[3 * triangles[3 * t] + k] +
          places[3 * triangles[3 * t + 1] + k] +
          places[3 * triangles[3 * t + 2] + k]) / 3;
    }
  }
  const order = new Uint32Array(count).map((_, i) => i);
  // Each node: its box, then first and number of its triangles, or its first child and 0.
  const boxes = [];
  const links = [];
  const open = [[add(), 0, count]];

  function add() {
    boxes.push(0, 0, 0, 0, 0, 0);
    links.push(0, 0);
    return links.length / 2 - 1;
  }

  while (open.length) {
    const [node, start, end] = open.pop();
    const low = [Infinity, Infinity, Infinity];
    const high = [-Infinity, -Infinity, -Infinity];
    for (let i = start; i < end; i++) {
      for (let c = 0; c < 3; c++) {
        const v = 3 * triangles[3 * order[i] + c];
        for (let k = 0; k < 3; k++) {
          low[k] = Math.min(low[k], places[v + k]);
          high[k] = Math.max(high[k], places[v + k]);
        }
      }
    }
    for (let k = 0; k < 3; k++) {
      boxes[6 * node + k] = low[k];
      boxes[6 * node + 3 + k] = high[k];
    }
    if (end - start <= LEAF) {
      links[2 * node] = start;
      links[2 * node + 1] = end - start;
      continue;
    }
    const size = [0, 1, 2].map((k) => high[k] - low[k]);
    const axis = size.indexOf(Math.max(...size));
    const middle = (low[axis] + high[axis]) / 2;
    let at = start;
    for (let i = start; i < end; i++) {
      if (centres[3 * order[i] + axis] < middle) {
        [order[i], order[at]] = [order[at], order[i]];
        at++;
      }
    }
    if (at === start || at === end) at = (start + end) >> 1;
    const child = add();
    add();
    links[2 * node] = child;
    open.push([child, start, at], [child + 1, at, end]);
  }
  const tree = { places, triangles, order, boxes: new Float32Array(boxes), links: new Uint32Array(links) };
  return {
    // The nearest place that a line from `from` along `way` meets within `reach`, or null.
    hit: (from, way, reach) => cast(tree, from, way, reach, false),
    // Whether anything lies between two places.
    blocked: (from, to) => cast(tree, from, to.map((c, k) => c - from[k]), 1, true) !== null,
  };
}

function cast(tree, from, way, reach, any) {
  const { places, triangles, order, boxes, links } = tree;
  const stack = [0];
  let nearest = reach;
  let found = null;
  while (stack.length) {
    const node = stack.pop();
    let enter = 0;
    let leave = nearest;
    for (let k = 0; k < 3; k++) {
      const inverse = 1 / way[k];
      let a = (boxes[6 * node + k] - from[k]) * inverse;
      let b = (boxes[6 * node + 3 + k] - from[k]) * inverse;
      if (a > b) [a, b] = [b, a];
      if (a > enter) enter = a;
      if (b < leave) leave = b;
    }
    if (enter > leave) continue;
    const first = links[2 * node];
    const count = links[2 * node + 1];
    if (!count) {
      stack.push(first, first + 1);
      continue;
    }
    for (let i = first; i < first + count; i++) {
      const t = meets(places, triangles, order[i], from, way);
      if (t > 1e-6 && t < nearest) {
        nearest = t;
        found = from.map((c, k) => c + way[k] * t);
        if (any) return found;
      }
    }
  }
  return found;
}

// Möller and Trumbore's test; how far along the line, or -1.
function meets(places, triangles, triangle, from, way) {
  const a = 3 * triangles[3 * triangle];
  const b = 3 * triangles[3 * triangle + 1];
  const c = 3 * triangles[3 * triangle + 2];
  const ux = places[b] - places[a], uy = places[b + 1] - places[a + 1], uz = places[b + 2] - places[a + 2];
  const vx = places[c] - places[a], vy = places[c + 1] - places[a + 1], vz = places[c + 2] - places[a + 2];
  const px = way[1] * vz - way[2] * vy, py = way[2] * vx - way[0] * vz, pz = way[0] * vy - way[1] * vx;
  const det = ux * px + uy * py + uz * pz;
  if (Math.abs(det) < 1e-12) return -1;
  const sx = from[0] - places[a], sy = from[1] - places[a + 1], sz = from[2] - places[a + 2];
  const u = (sx * px + sy * py + sz * pz) / det;
  if (u < 0 || u > 1) return -1;
  const qx = sy * uz - sz * uy, qy = sz * ux - sx * uz, qz = sx * uy - sy * ux;
  const v = (way[0] * qx + way[1] * qy + way[2] * qz) / det;
  if (v < 0 || u + v > 1) return -1;
  return (vx * qx + vy * qy + vz * qz) / det;
}
