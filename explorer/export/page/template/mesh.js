// The body: unpacked, subdivided once by Loop's rule, with normals. Undoes page_packing.py.

function bytesOf(text) {
  const raw = atob(text);
  const bytes = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
  return bytes;
}

function wordsOf(text) {
  return new Uint16Array(bytesOf(text).buffer);
}

// Places in mm from steps of a box.
function placesOf(text, box) {
  const steps = wordsOf(text);
  const places = new Float32Array(steps.length);
  for (let i = 0; i < steps.length; i++) places[i] = box.low[i % 3] + steps[i] * box.step[i % 3];
  return places;
}

// Unit vectors from the unfolded octahedron.
function normalsOf(text) {
  const flat = bytesOf(text);
  const normals = new Float32Array((flat.length / 2) * 3);
  for (let i = 0; i < flat.length / 2; i++) {
    let x = (flat[2 * i] / 255) * 2 - 1;
    let y = (flat[2 * i + 1] / 255) * 2 - 1;
    const z = 1 - Math.abs(x) - Math.abs(y);
    if (z < 0) {
      const before = x;
      x = (1 - Math.abs(y)) * (before < 0 ? -1 : 1);
      y = (1 - Math.abs(before)) * (y < 0 ? -1 : 1);
    }
    const length = Math.hypot(x, y, z) || 1;
    normals.set([x / length, y / length, z / length], 3 * i);
  }
  return normals;
}

// The base mesh and its finer one: `count` base vertices in their order, then one for each edge,
// edges in the order of their lower and then their higher end.
function makeTopology(data) {
  const { count } = data;
  const corners = wordsOf(data.triangles);
  const next = (i) => (i % 3 === 2 ? i - 2 : i + 1);
  const key = (a, b) => Math.min(a, b) * count + Math.max(a, b);
  const sorted = new Uint32Array(corners.length);
  for (let i = 0; i < corners.length; i++) sorted[i] = key(corners[i], corners[next(i)]);
  sorted.sort();
  const edges = sorted.filter((value, i) => i === 0 || value !== sorted[i - 1]);
  const edgeOf = (a, b) => {
    const wanted = key(a, b);
    let low = 0;
    let high = edges.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (edges[middle] < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const edgeAfter = new Uint32Array(corners.length);
  for (let i = 0; i < corners.length; i++) edgeAfter[i] = edgeOf(corners[i], corners[next(i)]);
  const triangles = new Uint16Array(corners.length * 4);
  for (let t = 0; t < corners.length; t += 3) {
    const [a, b, c] = corners.subarray(t, t + 3);
    const [ab, bc, ca] = [0, 1, 2].map((k) => count + edgeAfter[t + k]);
    triangles.set([a, ab, ca, b, bc, ab, c, ca, bc, ab, bc, ca], 4 * t);
  }
  const baseMirror = wordsOf(data.mirror);
  const mirror = new Uint16Array(count + edges.length);
  mirror.set(baseMirror);
  for (let e = 0; e < edges.length; e++) {
    const a = Math.floor(edges[e] / count);
    const b = edges[e] % count;
    mirror[count + e] = count + edgeOf(baseMirror[a], baseMirror[b]);
  }
  return {
    count,
    total: count + edges.length,
    corners,
    edges,
    edgeAfter,
    triangles,
    mirror,
    eyeTriangles: wordsOf(data.eyes),
    iris: bytesOf(data.iris),
  };
}

// Loop, Smooth subdivision surfaces based on triangles, 1987 (Warren's weights).
function subdivide(topology, base) {
  const { count, total, corners, edges, edgeAfter } = topology;
  const around = new Float64Array(3 * count);
  const valence = new Uint16Array(count);
  const fine = new Float32Array(3 * total);
  for (let e = 0; e < edges.length; e++) {
    const a = Math.floor(edges[e] / count);
    const b = edges[e] % count;
    valence[a]++;
    valence[b]++;
    for (let k = 0; k < 3; k++) {
      around[3 * a + k] += base[3 * b + k];
      around[3 * b + k] += base[3 * a + k];
      fine[3 * (count + e) + k] = 0.375 * (base[3 * a + k] + base[3 * b + k]);
    }
  }
  for (let i = 0; i < corners.length; i++) {
    const opposite = corners[i % 3 === 0 ? i + 2 : i - 1];
    const edge = count + edgeAfter[i];
    for (let k = 0; k < 3; k++) fine[3 * edge + k] += 0.125 * base[3 * opposite + k];
  }
  for (let v = 0; v < count; v++) {
    const n = valence[v];
    const beta = n === 3 ? 3 / 16 : 3 / (8 * Math.max(n, 1));
    for (let k = 0; k < 3; k++) {
      fine[3 * v + k] = (1 - n * beta) * base[3 * v + k] + beta * around[3 * v + k];
    }
  }
  return fine;
}

// A number for each base vertex, carried to the finer mesh as it is.
function interpolate(topology, values) {
  const { count, total, edges } = topology;
  const fine = new Uint8Array(total);
  fine.set(values);
  for (let e = 0; e < edges.length; e++) {
    fine[count + e] = (values[Math.floor(edges[e] / count)] + values[edges[e] % count]) / 2;
  }
  return fine;
}

// Unit normals, each triangle weighted by its area.
function vertexNormals(places, triangles) {
  const normals = new Float32Array(places.length);
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = [3 * triangles[t], 3 * triangles[t + 1], 3 * triangles[t + 2]];
    const ux = places[b] - places[a], uy = places[b + 1] - places[a + 1], uz = places[b + 2] - places[a + 2];
    const vx = places[c] - places[a], vy = places[c + 1] - places[a + 1], vz = places[c + 2] - places[a + 2];
    const nx = uy * vz - uz * vy, ny = uz * vx - ux * vz, nz = ux * vy - uy * vx;
    for (const v of [a, b, c]) {
      normals[v] += nx;
      normals[v + 1] += ny;
      normals[v + 2] += nz;
    }
  }
  for (let v = 0; v < normals.length; v += 3) {
    const length = Math.hypot(normals[v], normals[v + 1], normals[v + 2]) || 1;
    for (let k = 0; k < 3; k++) normals[v + k] /= length;
  }
  return normals;
}

// One figure, ready to be drawn and asked.
function makeFigure(topology, data) {
  const places = subdivide(topology, placesOf(data.places, data.box));
  const eyes = placesOf(data.eyes, data.eyeBox);
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  for (let i = 0; i < places.length; i++) {
    low[i % 3] = Math.min(low[i % 3], places[i]);
    high[i % 3] = Math.max(high[i % 3], places[i]);
  }
  return {
    name: data.name,
    places,
    normals: vertexNormals(places, topology.triangles),
    openness: interpolate(topology, bytesOf(data.openness)),
    eyes,
    eyeNormals: vertexNormals(eyes, topology.eyeTriangles),
    low,
    high,
    marks: data.marks,
    rays: makeRays(places, topology.triangles),
    data,
  };
}

// A distance field over the finer mesh in steps of 8 bits, 255 being far outside.
function fieldOf(topology, sparse, mirrored, into) {
  const field = into || new Uint8Array(topology.total).fill(255);
  if (!sparse) return field;
  const where = wordsOf(sparse.where);
  const steps = bytesOf(sparse.steps);
  for (let i = 0; i < where.length; i++) {
    const v = mirrored ? topology.mirror[where[i]] : where[i];
    field[v] = Math.min(field[v], steps[i]);
  }
  return field;
}

// The fibres of a muscle as lines on the skin.
function courseOf(figure, key) {
  const data = figure.data.courses[key];
  if (!data) return [];
  const places = placesOf(data.places, figure.data.box);
  const normals = normalsOf(data.normals);
  let start = 0;
  return data.lengths.map((count, i) => {
    const line = {
      places: places.subarray(3 * start, 3 * (start + count)),
      normals: normals.subarray(3 * start, 3 * (start + count)),
      deep: data.deep[i],
    };
    start += count;
    return line;
  });
}
