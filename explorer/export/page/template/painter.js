// The body in WebGL: skin with zones and a lit region, eyes, stippled spillover, fibres.

// Throws where the browser has no WebGL.
function makePainter(canvas, topology, stipple, look) {
  const wanted = { antialias: true, alpha: false, powerPreference: "high-performance" };
  const gl = canvas.getContext("webgl2", wanted) || canvas.getContext("webgl", wanted);
  if (!gl) throw new Error("no WebGL");
  const programs = {};
  for (const [name, source] of Object.entries(SHADERS)) programs[name] = makeProgram(gl, source);
  const skinIndex = indexBuffer(gl, topology.triangles);
  const eyeIndex = indexBuffer(gl, topology.eyeTriangles);
  const iris = floatBuffer(gl, Float32Array.from(topology.iris, (v) => v / 255));
  const dotPlaces = { corners: wordsOf(stipple.corners), weights: bytesOf(stipple.weights) };
  const bodies = new Map();
  const painted = { zone: null, region: null, dots: null, fibres: null, strength: 0.88 };
  let body = null;

  function bodyOf(figure) {
    if (!bodies.has(figure)) {
      bodies.set(figure, {
        figure,
        places: floatBuffer(gl, figure.places),
        normals: floatBuffer(gl, figure.normals),
        open: floatBuffer(gl, Float32Array.from(figure.openness, (v) => v / 255)),
        eyes: floatBuffer(gl, figure.eyes),
        eyeNormals: floatBuffer(gl, figure.eyeNormals),
      });
    }
    return bodies.get(figure);
  }

  function steps(field) {
    return floatBuffer(gl, Float32Array.from(field, (v) => v / 255));
  }

  function free(part) {
    for (const value of Object.values(part || {})) {
      if (value instanceof WebGLBuffer) gl.deleteBuffer(value);
    }
  }

  const none = steps(new Uint8Array(topology.total).fill(255));

  return {
    setFigure(figure) {
      body = bodyOf(figure);
    },
    // What lies on the skin; fields in steps of 8 bits over the finer mesh, or null.
    setPaint({ essential, spillover, region, strength, course }) {
      for (const name of ["zone", "region"]) if (painted[name]) gl.deleteBuffer(painted[name]);
      free(painted.dots);
      free(painted.fibres);
      painted.zone = essential && steps(essential);
      painted.region = region && steps(region);
      painted.strength = strength;
      painted.dots = spillover && makeDots(gl, body.figure, dotPlaces, spillover, essential, look);
      painted.fibres = course.length ? makeFibres(gl, course) : null;
    },
    // `fade` is how much of what lies on the skin is there yet, 0 to 1.
    draw(lens, palette, fade, ratio) {
      const { figure } = body;
      gl.viewport(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight);
      gl.clearColor(...rgb(palette.background), 1);
      gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
      gl.enable(gl.DEPTH_TEST);
      gl.enable(gl.CULL_FACE);
      const centre = figure.low.map((c, k) => (c + figure.high[k]) / 2);
      const radius = size(minus(figure.high, figure.low)) / 2 + 5;
      const away = size(minus(lens.eye, centre));
      const clip = clipMatrix(lens, Math.max(away - radius, 15), away + radius);
      const lights = look.lights.map((light) => {
        const [x, y, z] = light.towards;
        return unit(plus(plus(scaled(lens.right, x), lens.up, y), lens.back, z));
      });
      const common = {
        u_clip: clip,
        u_light0: lights[0],
        u_light1: lights[1],
        u_colour0: look.lights[0].colour,
        u_colour1: look.lights[1].colour,
        u_eye: lens.eye,
      };
      const { materials, zone } = look;
      gl.disable(gl.BLEND);
      use(gl, programs.skin, { ...common,
        u_material: materials.skin,
        u_film: materials.film,
        u_skin: rgb(palette.skin),
        u_shadow: rgb(palette.skin_shadow),
        u_red: rgb(palette.essential),
        u_tint: rgb(palette.region),
        u_zoneRange: [zone.inner, zone.outer, zone.edge],
        u_strength: painted.zone ? painted.strength * fade : 0,
        u_tinted: painted.region ? 1 : 0,
      }, {
        a_place: [body.places, 3],
        a_normal: [body.normals, 3],
        a_open: [body.open, 1],
        a_zone: [painted.zone || none, 1],
        a_region: [painted.region || none, 1],
      });
      drawIndexed(gl, skinIndex);
      use(gl, programs.eyes, { ...common,
        u_material: materials.eyes,
        u_white: rgb(palette.eye_white),
        u_irisInk: rgb(palette.eye_iris),
      }, { a_place: [body.eyes, 3], a_normal: [body.eyeNormals, 3], a_iris: [iris, 1] });
      drawIndexed(gl, eyeIndex);
      gl.enable(gl.BLEND);
      gl.blendFuncSeparate(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA, gl.ONE, gl.ONE);
      gl.depthMask(false);
      gl.enable(gl.POLYGON_OFFSET_FILL);
      gl.polygonOffset(-2, -2);
      if (painted.dots && painted.dots.index.count) {
        const pixel = lens.distance / lens.focal / ratio; // mm of one pixel
        use(gl, programs.dots, { ...common,
          u_material: materials.dots,
          u_ink: rgb(palette.spillover),
          u_soft: within((0.7 * pixel) / look.dot.radius, 0.02, 0.5),
          u_fade: fade,
        }, {
          a_place: [painted.dots.places, 3],
          a_normal: [painted.dots.normals, 3],
          a_corner: [painted.dots.corners, 2],
        });
        drawIndexed(gl, painted.dots.index);
      }
      if (painted.fibres) {
        use(gl, programs.fibres, {
          u_clip: clip, u_ink: rgb(palette.marker_edge), u_fade: fade,
        }, { a_place: [painted.fibres.places, 3], a_alpha: [painted.fibres.alpha, 1] });
        drawIndexed(gl, painted.fibres.index);
      }
      gl.disable(gl.POLYGON_OFFSET_FILL);
      gl.depthMask(true);
    },
    // The colour of a pixel of the last picture, from the lower left; draw first in the same task.
    pixel(x, y) {
      const colour = new Uint8Array(4);
      gl.readPixels(x, y, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, colour);
      return Array.from(colour);
    },
  };
}
