// WebGL in few words: programs, buffers, drawing.

const rgb = (colour) => colour.map((c) => c / 255);

function makeProgram(gl, source) {
  const program = gl.createProgram();
  for (const [type, text] of [[gl.VERTEX_SHADER, source.vertex], [gl.FRAGMENT_SHADER, source.fragment]]) {
    const shader = gl.createShader(type);
    gl.shaderSource(shader, text);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) {
    throw new Error(gl.getProgramInfoLog(program) || "the shaders do not link");
  }
  const names = (kind, info, locate) => {
    const found = {};
    for (let i = 0; i < gl.getProgramParameter(program, kind); i++) {
      const { name, type } = info.call(gl, program, i);
      found[name] = { type, at: locate.call(gl, program, name) };
    }
    return found;
  };
  return {
    program,
    uniforms: names(gl.ACTIVE_UNIFORMS, gl.getActiveUniform, gl.getUniformLocation),
    attributes: names(gl.ACTIVE_ATTRIBUTES, gl.getActiveAttrib, gl.getAttribLocation),
  };
}

function use(gl, { program, uniforms, attributes }, values, arrays) {
  gl.useProgram(program);
  for (const [name, { type, at }] of Object.entries(uniforms)) {
    if (type === gl.FLOAT_MAT4) gl.uniformMatrix4fv(at, false, values[name]);
    else if (type === gl.FLOAT_VEC4) gl.uniform4fv(at, values[name]);
    else if (type === gl.FLOAT_VEC3) gl.uniform3fv(at, values[name]);
    else gl.uniform1f(at, values[name]);
  }
  for (let i = 0; i < 8; i++) gl.disableVertexAttribArray(i);
  for (const [name, { at }] of Object.entries(attributes)) {
    const [buffer, count] = arrays[name];
    gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
    gl.enableVertexAttribArray(at);
    gl.vertexAttribPointer(at, count, gl.FLOAT, false, 0, 0);
  }
}

function floatBuffer(gl, values) {
  const buffer = gl.createBuffer();
  gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
  gl.bufferData(gl.ARRAY_BUFFER, values, gl.STATIC_DRAW);
  return buffer;
}

function indexBuffer(gl, values) {
  const buffer = gl.createBuffer();
  gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, buffer);
  gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, Uint16Array.from(values), gl.STATIC_DRAW);
  return { buffer, count: values.length };
}

function drawIndexed(gl, { buffer, count }) {
  gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, buffer);
  gl.drawElements(gl.TRIANGLES, count, gl.UNSIGNED_SHORT, 0);
}
