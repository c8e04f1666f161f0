// Flat ink over the body: markers, names with leader lines, the compass. Drawn crisp on its own canvas.

const FONT = '-apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif';
const BETWEEN = 1.6;
const COMPASS = { radius: 36, centre: 46, letters: 24 };

const css = (colour, alpha = 1) => `rgba(${colour[0]}, ${colour[1]}, ${colour[2]}, ${alpha})`;

function makeInk(canvas, look) {
  const pen = canvas.getContext("2d");
  return {
    // Everything flat of one picture; gives back the markers with their radii.
    draw({ lens, ratio, palette, marks, names, painted, taken, compass }) {
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      pen.clearRect(0, 0, lens.width, lens.height);
      pen.lineCap = "round";
      const drawn = sized(marks, lens, look.markers);
      const labels = names ? laidOut(pen, drawn, lens, painted, taken) : [];
      for (const label of labels) leader(pen, label, palette);
      for (const mark of drawn) marker(pen, mark, palette, look.markers);
      for (const label of labels) nameBox(pen, label, palette);
      if (compass) drawCompass(pen, lens, palette);
      return { marks: drawn, labels };
    },
  };
}

// Radii: smaller from afar, and none covers another. Selected and shown ones go before all.
function sized(marks, lens, radii) {
  const order = ["plain", "shown", "hovered", "selected"];
  const sorted = [...marks].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || b.depth - a.depth);
  const done = [];
  for (const mark of [...sorted].reverse()) {
    const share = within((lens.focal / Math.max(mark.depth, 1) - 0.08) / 0.54, 0, 1);
    let radius = mark.state === "plain" ? mix(radii.dot, radii.plain, share) : radii[mark.state];
    if (mark.state === "plain") {
      for (const other of done) {
        const room = Math.hypot(mark.x - other.x, mark.y - other.y) - other.radius - BETWEEN;
        if (room < radius) radius = Math.max(radii.dot, room);
      }
    }
    done.push({ ...mark, radius });
  }
  return done.reverse();
}

function marker(pen, mark, palette, radii) {
  const { x, y, radius, state } = mark;
  if (state === "selected") {
    disc(pen, x, y, radius + 4.4, css(palette.halo, 0.55));
    ring(pen, x, y, radius + 4.4, css(palette.selected), 2.6);
  } else if (state === "hovered") {
    disc(pen, x, y, radius + 4, css(palette.selected, 0.45));
  }
  const slender = within(radius / radii.plain, 0.6, 1);
  disc(pen, x, y, radius, css(palette.marker_fill));
  ring(pen, x, y, radius, css(palette.marker_edge, 0.95), 1.25 * slender);
  if (mark.kind === "central" && radius >= 2.9) {
    const arm = radius * 0.5;
    pen.strokeStyle = css(palette.marker_core);
    pen.lineWidth = 1.7 * slender;
    pen.beginPath();
    pen.moveTo(x - arm, y - arm);
    pen.lineTo(x + arm, y + arm);
    pen.moveTo(x - arm, y + arm);
    pen.lineTo(x + arm, y - arm);
    pen.stroke();
  } else {
    disc(pen, x, y, radius * (radius < 2.9 ? 0.66 : 0.44), css(palette.marker_core));
  }
}

function disc(pen, x, y, radius, ink) {
  pen.fillStyle = ink;
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fill();
}

function ring(pen, x, y, radius, ink, width) {
  pen.strokeStyle = ink;
  pen.lineWidth = width;
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.stroke();
}

function laidOut(pen, marks, lens, painted, taken) {
  const named = marks.filter((m) => m.named).reverse();
  const most = Math.min(300, lens.width * 0.56);
  const names = named.map((m) => {
    pen.font = `600 12.5px ${FONT}`;
    const title = shortened(pen, m.name, most);
    let w = pen.measureText(title).width;
    pen.font = `11px ${FONT}`;
    w = Math.max(w, pen.measureText(m.side).width);
    return { title, detail: m.side, x: m.x, y: m.y, w: w + 18, h: 38 };
  });
  return placeNames(names, lens.width, lens.height, painted, taken);
}

function shortened(pen, words, most) {
  if (pen.measureText(words).width <= most) return words;
  let count = words.length;
  while (count > 1 && pen.measureText(`${words.slice(0, count)}…`).width > most) count--;
  return `${words.slice(0, count).trimEnd()}…`;
}

function leader(pen, label, palette) {
  for (const [ink, width] of [[css(palette.halo, 0.8), 3.2], [css(palette.text, 0.85), 1.2]]) {
    pen.strokeStyle = ink;
    pen.lineWidth = width;
    pen.beginPath();
    pen.moveTo(label.x, label.y);
    pen.lineTo(...label.end);
    pen.stroke();
  }
}

function nameBox(pen, label, palette) {
  const [x, y, w, h] = label.box;
  pen.beginPath();
  const r = 5;
  pen.moveTo(x + r, y);
  pen.arcTo(x + w, y, x + w, y + h, r);
  pen.arcTo(x + w, y + h, x, y + h, r);
  pen.arcTo(x, y + h, x, y, r);
  pen.arcTo(x, y, x + w, y, r);
  pen.closePath();
  pen.fillStyle = css(palette.halo, 0.92);
  pen.fill();
  pen.strokeStyle = css(palette.text, 0.22);
  pen.lineWidth = 1;
  pen.stroke();
  pen.textBaseline = "alphabetic";
  pen.textAlign = "left";
  pen.font = `600 12.5px ${FONT}`;
  pen.fillStyle = css(palette.text);
  pen.fillText(label.title, x + 9, y + 16.5);
  pen.font = `11px ${FONT}`;
  pen.fillStyle = css(palette.text_soft);
  pen.fillText(label.detail, x + 9, y + 31);
}

const compassBox = (height) => {
  const low = COMPASS.centre - COMPASS.radius;
  return [low, height - low - 2 * COMPASS.radius, 2 * COMPASS.radius, 2 * COMPASS.radius];
};

function drawCompass(pen, lens, palette) {
  const x = COMPASS.centre;
  const y = lens.height - COMPASS.centre;
  disc(pen, x, y, COMPASS.radius, css(palette.halo, 0.35));
  ring(pen, x, y, COMPASS.radius, css(palette.text, 0.14), 1);
  const letters = [["L", [1, 0, 0]], ["R", [-1, 0, 0]], ["P", [0, 1, 0]], ["A", [0, -1, 0]], ["S", [0, 0, 1]], ["I", [0, 0, -1]]]
    .map(([letter, way]) => ({
      letter,
      x: dot(lens.right, way) * COMPASS.letters,
      y: -dot(lens.up, way) * COMPASS.letters,
      depth: dot(lens.back, way),
    }))
    .sort((a, b) => a.depth - b.depth);
  pen.font = `600 11px ${FONT}`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  for (const found of letters) {
    const strength = 0.25 + (0.75 * (found.depth + 1)) / 2;
    if ("LPS".includes(found.letter)) {
      pen.strokeStyle = css(palette.text_soft, 0.7 * strength);
      pen.lineWidth = 1.4;
      pen.beginPath();
      pen.moveTo(x, y);
      pen.lineTo(x + found.x * 0.62, y + found.y * 0.62);
      pen.stroke();
    }
    pen.fillStyle = css(palette.text, strength);
    pen.fillText(found.letter, x + found.x, y + found.y);
  }
}
