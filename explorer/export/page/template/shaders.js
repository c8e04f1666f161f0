// The shaders. They are of the first version, which WebGL 2 understands too.

const LIT = `
precision highp float;
uniform vec3 u_light0, u_light1, u_colour0, u_colour1, u_eye;
uniform vec4 u_material;  // ambient, diffuse, specular, power
varying vec3 v_place, v_normal;

vec3 lit(vec3 ink, vec4 material) {
  vec3 n = normalize(v_normal);
  vec3 eye = normalize(u_eye - v_place);
  vec3 light = vec3(material.x);
  vec3 d = vec3(max(dot(n, u_light0), 0.0), max(dot(n, u_light1), 0.0), 0.0);
  light += material.y * (d.x * u_colour0 + d.y * u_colour1);
  float s0 = pow(max(dot(reflect(-u_light0, n), eye), 1e-5), material.w) * step(1e-6, d.x);
  float s1 = pow(max(dot(reflect(-u_light1, n), eye), 1e-5), material.w) * step(1e-6, d.y);
  light += material.z * (s0 * u_colour0 + s1 * u_colour1);
  return ink * light;
}
`;

const PASS = `
attribute vec3 a_place, a_normal;
uniform mat4 u_clip;
varying vec3 v_place, v_normal;
void place() { v_place = a_place; v_normal = a_normal; gl_Position = u_clip * vec4(a_place, 1.0); }
`;

const SHADERS = {
  skin: {
    vertex: `${PASS}
      attribute float a_open, a_zone, a_region;
      varying float v_open, v_zone, v_region;
      void main() { v_open = a_open; v_zone = a_zone; v_region = a_region; place(); }`,
    fragment: `${LIT}
      uniform vec3 u_skin, u_shadow, u_red, u_tint, u_zoneRange;
      uniform vec4 u_film;
      uniform float u_strength, u_tinted;
      varying float v_open, v_zone, v_region;
      void main() {
        float depth = pow(clamp(v_open, 0.0, 1.0), 0.75);
        float d = mix(u_zoneRange.x, u_zoneRange.y, v_zone);
        float weight = (1.0 - smoothstep(-u_zoneRange.z, u_zoneRange.z, d)) * u_strength;
        weight *= 0.86 + 0.14 * (1.0 - smoothstep(-24.0, -3.0, d));
        vec3 body = mix(u_shadow, u_skin, depth);
        vec3 ink = mix(body, u_red * (0.62 + 0.38 * depth), weight);
        vec3 colour = lit(ink, u_material);
        if (u_tinted > 0.0) {
          float r = mix(u_zoneRange.x, u_zoneRange.y, v_region);
          float inside = 1.0 / (1.0 + exp(clamp(r / 0.9, -40.0, 40.0)));
          float rim = exp(-(r + 1.2) * (r + 1.2) / 3.0);
          float alpha = clamp(0.34 * inside + 0.45 * rim, 0.0, 0.85);
          colour = mix(colour, lit(u_tint, u_film), alpha);
        }
        gl_FragColor = vec4(colour, 1.0);
      }`,
  },
  eyes: {
    vertex: `${PASS}
      attribute float a_iris;
      varying float v_iris;
      void main() { v_iris = a_iris; place(); }`,
    fragment: `${LIT}
      uniform vec3 u_white, u_irisInk;
      varying float v_iris;
      void main() {
        vec3 ink = mix(u_white, u_irisInk, clamp((v_iris - 0.15) / 0.25, 0.0, 1.0));
        ink = mix(ink, vec3(0.102), clamp((v_iris - 0.72) / 0.12, 0.0, 1.0));
        gl_FragColor = vec4(lit(ink, u_material), 1.0);
      }`,
  },
  dots: {
    vertex: `${PASS}
      attribute vec2 a_corner;
      varying vec2 v_corner;
      void main() { v_corner = a_corner; place(); }`,
    fragment: `${LIT}
      uniform vec3 u_ink;
      uniform float u_soft, u_fade;
      varying vec2 v_corner;
      void main() {
        float alpha = 1.0 - smoothstep(1.0 - u_soft, 1.0 + u_soft, length(v_corner));
        if (alpha <= 0.004) discard;
        gl_FragColor = vec4(lit(u_ink, u_material), alpha * u_fade);
      }`,
  },
  fibres: {
    vertex: `
      attribute vec3 a_place;
      attribute float a_alpha;
      uniform mat4 u_clip;
      varying float v_alpha;
      void main() { v_alpha = a_alpha; gl_Position = u_clip * vec4(a_place, 1.0); }`,
    fragment: `
      precision highp float;
      uniform vec3 u_ink;
      uniform float u_fade;
      varying float v_alpha;
      void main() { gl_FragColor = vec4(u_ink, v_alpha * u_fade); }`,
  },
};
