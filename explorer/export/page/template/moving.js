// Where the camera goes by itself: flights, and a view's pose for the shape of this stage.

function moveTo(end, lasts = FLIGHT_MS) {
  if (calm.matches || !painter) {
    flight = null;
    pose = end;
  } else {
    flight = { begin: pose, end, start: performance.now(), lasts };
  }
  ask();
}

function gesture(next) {
  flight = null;
  home = false;
  pose = next;
  resting = performance.now() + REST_MS;
  ask();
}

// A view's pose for the shape of this stage: what it shows must not be cut off at the sides, nor
// lie under buttons that reach across a narrow one.
function framed() {
  const camera = view().camera;
  const { clientWidth: width, clientHeight: height } = stage;
  if (!painter || !width || !height) return camera;
  const lens = makeLens(camera, 2, 2);
  const body = figure();
  let wide = 0;
  let tall = 0;
  const reach = (place, most) => {
    const { x, y, depth } = lens.project(place);
    if (depth <= 0 || Math.abs(y - 1) > 1) return;
    wide = Math.max(wide, Math.min(Math.abs(x - 1), most));
    tall = Math.max(tall, Math.abs(y - 1));
  };
  for (const v of painted) reach(body.places.subarray(3 * v, 3 * v + 3), 1.6);
  for (const k of view().shown) reach(body.marks[k].slice(0, 3), 1.6);
  if (!wide) {
    for (let v = 0; v < topology.count; v += 20) reach(body.places.subarray(3 * v, 3 * v + 3), 0.9);
  }
  const tools = byId("tools");
  const covered = tools.offsetWidth > 0.6 * width ? tools.offsetTop + tools.offsetHeight : 0;
  const free = Math.max(1 - (2 * covered) / height, 0.4);
  const factor = Math.max(1, (wide * 1.12 * height) / width, covered ? (tall * 1.04) / free : 0);
  const { back, distance } = axesOf(camera);
  return { ...camera, position: plus(camera.focal, back, distance * factor) };
}

function goHome() {
  moveTo(framed());
  home = true;
}

function lookFrom(side) {
  const { low, high } = figure();
  const { back, distance } = axesOf(pose);
  const whole = dot(back, FROM[side]) > 0.999; // a second press shows the whole body
  if (whole) {
    const focal = low.map((c, k) => (c + high[k]) / 2);
    const tall = (high[2] - low[2]) / 2;
    const across = (high[0] - low[0]) / 2;
    const half = Math.max(tall, (across * stage.clientHeight) / Math.max(stage.clientWidth, 1));
    const far = (half * 1.06) / Math.tan((pose.angle * Math.PI) / 360) + 150;
    moveTo({ ...pose, focal, position: plus(focal, FROM[side], far), up: [0, 0, 1] });
  } else {
    moveTo({ ...pose, position: plus(pose.focal, FROM[side], distance), up: [0, 0, 1] });
  }
  home = false;
}
