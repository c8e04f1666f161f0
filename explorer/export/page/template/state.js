// What the page holds and what it shows now; the files after this one read and change it.

const CLICK_RADIUS = 13; // a click may miss a marker's centre by this many pixels
const TOUCH_RADIUS = 24;
const CLICK_SLACK = 5;
const DEGREES_PER_PIXEL = 0.38;
const TURN = 12;
const FINE = 3;
const ZOOM = 1.16;
const FLIGHT_MS = 900;
const CLEARANCE = 2.5; // a marker is hidden when skin lies this much nearer to the eye (mm)
const GRAZING = 0.04;
const REST_MS = 120;
const SHARP = 2;
const NARROW = 560; // a stage narrower than this has no room for many names
const FROM = { front: [0, -1, 0], back: [0, 1, 0], right: [-1, 0, 0], left: [1, 0, 0] };

const byId = (id) => document.getElementById(id);
const data = JSON.parse(byId("data").textContent);
const { look, views } = data;
const marks = data.marks.map(([point, side]) => ({ point, side, ...data.points[point] }));
const stage = byId("stage");
const bodyCanvas = byId("body");
const panel = byId("panel");
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
const night = window.matchMedia("(prefers-color-scheme: dark)");
const palette = () => look.palettes[night.matches ? "dark" : "light"];

let topology = null;
let painter = null;
const ink = makeInk(byId("ink"), look);
const figures = new Map();

let at = 0; // the view
let pose = views[0].camera;
let selected = -1;
let alone = false; // whether only the selected point is shown
let hovered = -1;
let home = true; // whether the camera stands where the view put it
let flight = null;
let fade = { start: 0 };
let asked = false;
let crisp = false; // whether the last picture was drawn with more pixels than the screen has
let resting = 0;
let painted = []; // vertices of the essential zones, some of them
let last = { marks: [], labels: [] };
