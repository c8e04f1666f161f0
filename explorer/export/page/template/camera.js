// Where the viewer stands and how a gesture moves him, as in the program's camera.
// A pose is {position, focal, up, angle}: mm in the body frame, z up; pixels have y down.

const NEAREST = 120;
const FARTHEST = 20000;
const POLE = Math.cos(Math.PI / 180); // sine of the steepest view of the turntable

const plus = (a, b, s = 1) => [a[0] + b[0] * s, a[1] + b[1] * s, a[2] + b[2] * s];
const minus = (a, b) => plus(a, b, -1);
const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const scaled = (a, s) => [a[0] * s, a[1] * s, a[2] * s];
const cross = (a, b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
const size = (a) => Math.hypot(a[0], a[1], a[2]);
const unit = (a) => scaled(a, 1 / Math.max(size(a), 1e-12));
const mix = (a, b, t) => a + (b - a) * t;
const within = (x, low, high) => Math.min(Math.max(x, low), high);
const smooth = (t) => { const s = within(t, 0, 1); return s * s * (3 - 2 * s); };

// Rodrigues' rotation around a unit axis.
function turned(v, axis, radians) {
  const c = Math.cos(radians);
  const s = Math.sin(radians);
  return plus(plus(scaled(v, c), cross(axis, v), s), axis, dot(axis, v) * (1 - c));
}

// Right, up and backward unit vectors, and the distance to the focal place.
function axesOf(pose) {
  const away = minus(pose.position, pose.focal);
  const back = unit(away);
  const right = unit(cross(pose.up, back));
  return { right, up: cross(back, right), back, distance: size(away) };
}

// A drag to the right and up turns the body by these degrees; the head stays up.
function orbit(pose, rightDeg, upDeg) {
  const { right, back, distance } = axesOf(pose);
  const axis = [0, 0, 1];
  const limit = Math.asin(POLE);
  const wanted = within(Math.asin(within(back[2], -1, 1)) - (upDeg * Math.PI) / 180, -limit, limit);
  let level = [right[0], right[1], 0];
  if (size(level) < 1e-6) level = Math.abs(back[2]) < 0.999 ? cross(axis, back) : [1, 0, 0];
  level = unit(level);
  const turn = (-rightDeg * Math.PI) / 180;
  const outward = plus(scaled(cross(level, axis), Math.cos(wanted)), axis, Math.sin(wanted));
  const newBack = turned(outward, axis, turn);
  const newLevel = turned(level, axis, turn);
  return { ...pose, position: plus(pose.focal, newBack, distance), up: unit(cross(newBack, newLevel)) };
}

function pan(pose, dx, dy, height) {
  const { right, up, distance } = axesOf(pose);
  const perPixel = (2 * distance * Math.tan((pose.angle * Math.PI) / 360)) / Math.max(height, 1);
  const shift = plus(scaled(right, -dx * perPixel), up, dy * perPixel);
  return { ...pose, position: plus(pose.position, shift), focal: plus(pose.focal, shift) };
}

// Come nearer by a factor, keeping a place (mm) where it is in the picture.
function zoom(pose, factor, at) {
  const { back, distance } = axesOf(pose);
  const wanted = within(distance / factor, NEAREST, FARTHEST);
  const focal = at ? plus(at, minus(pose.focal, at), wanted / distance) : pose.focal;
  return { ...pose, focal, position: plus(focal, back, wanted) };
}

// Look at a place from in front of its normal.
function focusOn(pose, place, normal) {
  const { distance } = axesOf(pose);
  const lifted = unit([normal[0], normal[1], normal[2] * 0.6]);
  lifted[2] = within(lifted[2], -POLE, POLE);
  const back = unit(lifted);
  let level = cross([0, 0, 1], back);
  if (size(level) < 1e-6) level = [1, 0, 0];
  return { ...pose, focal: place, position: plus(place, back, distance), up: unit(cross(back, unit(level))) };
}

// The pose at t in 0..1 of a smooth flight that swings around, not through, the body.
function fly(start, end, t) {
  const s = smooth(t);
  const a = axesOf(start);
  const b = axesOf(end);
  const focal = start.focal.map((c, k) => mix(c, end.focal[k], s));
  const back = swing(a.back, b.back, s);
  let up = swing(a.up, b.up, s);
  up = unit(minus(up, scaled(back, dot(up, back))));
  const distance = Math.exp(mix(Math.log(a.distance), Math.log(b.distance), s));
  return { position: plus(focal, back, distance), focal, up, angle: mix(start.angle, end.angle, s) };
}

function swing(a, b, s) {
  const angle = Math.acos(within(dot(a, b), -1, 1));
  if (angle < 1e-6) return b;
  let axis = cross(a, b);
  if (size(axis) < 1e-6) axis = Math.abs(a[2]) < 0.9 ? [0, 0, 1] : [1, 0, 0];
  return turned(a, unit(axis), angle * s);
}

// A pose seen through a picture of width x height pixels.
function makeLens(pose, width, height) {
  const axes = axesOf(pose);
  const focal = height / (2 * Math.tan((pose.angle * Math.PI) / 360));
  return {
    ...axes,
    eye: pose.position,
    width,
    height,
    focal,
    // Pixel and distance in front of the eye.
    project(place) {
      const v = minus(place, pose.position);
      const depth = -dot(v, axes.back);
      const safe = Math.abs(depth) < 1e-9 ? 1e-9 : depth;
      return {
        x: width / 2 + (dot(v, axes.right) / safe) * focal,
        y: height / 2 - (dot(v, axes.up) / safe) * focal,
        depth,
      };
    },
    // Unit direction of the line of sight through a pixel.
    ray(x, y) {
      const sideways = scaled(axes.right, (x - width / 2) / focal);
      return unit(minus(plus(sideways, axes.up, -(y - height / 2) / focal), axes.back));
    },
  };
}

// World to clip space, column by column, for a body between two distances from the eye.
function clipMatrix(lens, near, far) {
  const { right, up, back, eye, width, height, focal } = lens;
  const sx = (2 * focal) / width;
  const sy = (2 * focal) / height;
  const a = (far + near) / (near - far);
  const b = (2 * far * near) / (near - far);
  const m = new Float32Array(16);
  for (let k = 0; k < 3; k++) {
    m[4 * k] = right[k] * sx;
    m[4 * k + 1] = up[k] * sy;
    m[4 * k + 2] = back[k] * a;
    m[4 * k + 3] = -back[k];
  }
  m[12] = -dot(right, eye) * sx;
  m[13] = -dot(up, eye) * sy;
  m[14] = -dot(back, eye) * a + b;
  m[15] = dot(back, eye);
  return m;
}
