// What is spread on the skin as geometry of its own: stippled spillover, a muscle's fibres.

// Small squares on the skin, drawn as discs, where the spillover is and no essential zone.
// One draw call numbers 65,536 corners, so no more than a quarter of that many dots.
function makeDots(gl, figure, stipple, spillover, essential, look) {
  const { inner, outer } = look.zone;
  const border = ((0 - inner) / (outer - inner)) * 255;
  const clear = ((2.5 - inner) / (outer - inner)) * 255;
  const chosen = [];
  const { corners, weights } = stipple;
  const at = (field, d, w) =>
    field[corners[3 * d]] * w[0] + field[corners[3 * d + 1]] * w[1] + field[corners[3 * d + 2]] * w[2];
  for (let d = 0; d < corners.length / 3 && chosen.length < 16383; d++) {
    const w = [weights[2 * d] / 255, weights[2 * d + 1] / 255, 0];
    w[2] = 1 - w[0] - w[1];
    if (at(spillover, d, w) < border && (!essential || at(essential, d, w) > clear)) chosen.push([d, w]);
  }
  const reach = look.dot.radius * 1.3; // room for the soft edge
  const places = new Float32Array(12 * chosen.length);
  const normals = new Float32Array(12 * chosen.length);
  const square = new Float32Array(8 * chosen.length);
  const index = new Uint16Array(6 * chosen.length);
  chosen.forEach(([d, w], i) => {
    let centre = [0, 0, 0];
    let normal = [0, 0, 0];
    for (let c = 0; c < 3; c++) {
      const v = 3 * corners[3 * d + c];
      centre = plus(centre, figure.places.subarray(v, v + 3), w[c]);
      normal = plus(normal, figure.normals.subarray(v, v + 3), w[c]);
    }
    normal = unit(normal);
    centre = plus(centre, normal, look.dot.lift);
    const across = unit(cross(normal, Math.abs(normal[0]) < 0.9 ? [1, 0, 0] : [0, 1, 0]));
    const along = cross(normal, across);
    [[-1, -1], [1, -1], [1, 1], [-1, 1]].forEach(([x, y], k) => {
      places.set(plus(plus(centre, across, x * reach), along, y * reach), 12 * i + 3 * k);
      normals.set(normal, 12 * i + 3 * k);
      square.set([x * 1.3, y * 1.3], 8 * i + 2 * k);
    });
    index.set([0, 1, 2, 0, 2, 3].map((k) => 4 * i + k), 6 * i);
  });
  return {
    places: floatBuffer(gl, places),
    normals: floatBuffer(gl, normals),
    corners: floatBuffer(gl, square),
    index: indexBuffer(gl, index),
  };
}

// Ribbons of a width in mm, thin and faint towards their ends; deep ones are dashed.
const FIBRE = { width: 1.1, lift: 0.35, alpha: 0.42, dash: 5.0, gap: 3.5, step: 1.5 };

function makeFibres(gl, lines) {
  const places = [];
  const alphas = [];
  const index = [];
  for (const line of lines) {
    const { points, normals, at } = resampled(line);
    const whole = at[at.length - 1] || 1;
    const first = places.length / 3;
    points.forEach((point, i) => {
      const along = minus(points[Math.min(i + 1, points.length - 1)], points[Math.max(i - 1, 0)]);
      const t = at[i] / whole;
      const taper = within(Math.min(t, 1 - t) / 0.18, 0, 1);
      const half = (FIBRE.width / 2) * (0.35 + 0.65 * taper);
      const across = scaled(unit(cross(normals[i], along)), half);
      const middle = plus(point, normals[i], FIBRE.lift);
      places.push(...minus(middle, across), ...plus(middle, across));
      alphas.push(...[0, 0].fill(FIBRE.alpha * (0.25 + 0.75 * taper)));
      const drawn = !line.deep || at[i] % (FIBRE.dash + FIBRE.gap) < FIBRE.dash;
      if (i < points.length - 1 && drawn) {
        const v = first + 2 * i;
        index.push(v, v + 2, v + 3, v, v + 3, v + 1);
      }
    });
  }
  return {
    places: floatBuffer(gl, Float32Array.from(places)),
    alpha: floatBuffer(gl, Float32Array.from(alphas)),
    index: indexBuffer(gl, index),
  };
}

// A line's places and normals at even steps, and how far along each is (mm).
function resampled(line) {
  const count = line.places.length / 3;
  const place = (i) => Array.from(line.places.subarray(3 * i, 3 * i + 3));
  const normal = (i) => Array.from(line.normals.subarray(3 * i, 3 * i + 3));
  const lengths = [0];
  for (let i = 1; i < count; i++) lengths.push(lengths[i - 1] + size(minus(place(i), place(i - 1))));
  const whole = lengths[count - 1];
  const steps = Math.max(2, Math.floor(whole / FIBRE.step) + 1);
  const found = { points: [], normals: [], at: [] };
  let i = 0;
  for (let s = 0; s < steps; s++) {
    const at = (whole * s) / (steps - 1);
    while (i < count - 2 && lengths[i + 1] < at) i++;
    const t = within((at - lengths[i]) / Math.max(lengths[i + 1] - lengths[i], 1e-9), 0, 1);
    found.points.push(plus(scaled(place(i), 1 - t), place(i + 1), t));
    found.normals.push(unit(plus(scaled(normal(i), 1 - t), normal(i + 1), t)));
    found.at.push(at);
  }
  return found;
}
