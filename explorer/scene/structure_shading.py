"""What lies on the surface of muscles and bones and never changes: hollows, tendons, fibres.

Computed once for a body (a fraction of a second for half a million triangles), so that frames need
neither ambient occlusion nor a shader: neighbouring muscles are told apart by the shade between
them, ends of muscles are pale as tendons are, and fibres run along the belly.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from explorer.body.bake import content_key, load_baked, save_baked
from explorer.body.structures import Structures

__all__ = ["FIBRE_PERIOD", "Shading", "baked_shading", "fibre_pattern", "shade"]

Floats = npt.NDArray[np.float32]

#: After this many millimetres across a belly the pattern of its fibres repeats.
FIBRE_PERIOD = 22.0
#: Edge of the cells (mm) in which it is counted how much surface lies about.
_CELL = 6.0
#: How far in front of a place and behind it (mm) it is looked how much surface there is.
_REACH = (9.0, -3.0)
#: The share in front from which on a place loses light, and at which none is left.
_FREE, _CLOSED = 0.17, 0.58
_SLICES = 14
_ORDER = {"bones": 0, "deep": 1, "superficial": 2}


@dataclass(frozen=True, slots=True, eq=False)
class Shading:
    """Numbers per vertex (n,): openness to light 0..1, belly 0 to tendon 1, place across (mm)."""

    light: Floats
    tendon: Floats
    across: Floats


def shade(structures: Structures) -> Shading:
    """Look a body's structures over."""
    count = len(structures.vertices)
    tendon, across = np.zeros(count, np.float32), np.zeros(count, np.float32)
    for i, item in enumerate(structures.items):
        own = slice(structures.first_vertex[i], structures.first_vertex[i + 1])
        if item.kind == "muscle" and own.stop - own.start > 24:
            tendon[own], across[own] = _grain(structures.vertices[own])
    if structures.grain is not None:  # what is known is better than what the shape suggests
        said = np.isfinite(structures.grain[:, 0])
        tendon[said], across[said] = structures.grain[said].T
    return Shading(_light(structures), tendon, across)


def baked_shading(structures: Structures, cache: Path | None, name: str) -> Shading:
    """The shading of a body, from the ``cache`` where it has been computed before."""
    if cache is None:
        return shade(structures)
    name = "shading-" + "".join(c if c.isalnum() or c in "-_" else "-" for c in name)
    layers = repr([item.layer for item in structures.items]).encode()
    # Not the triangles: hashing them too would take longer than drawing the first frame.
    grain = b"" if structures.grain is None else structures.grain.tobytes()
    shape = structures.vertices.tobytes(), structures.first_triangle.tobytes()
    key = content_key([*shape, layers, grain])
    baked = load_baked(cache, name, key)
    if baked is None:
        shading = shade(structures)
        steps = {"light": shading.light, "tendon": shading.tendon}
        rows = {n: np.round(255 * v).astype(np.uint8) for n, v in steps.items()}
        save_baked(cache, name, key, {**rows, "across": shading.across.astype(np.float16)})
        return shading
    whole = {n: np.asarray(row, np.float32) for n, row in baked.items()}
    share = np.float32(255)
    return Shading(whole["light"] / share, whole["tendon"] / share, whole["across"])


def fibre_pattern(texels: int, strength: float) -> npt.NDArray[np.float64]:
    """Lightness (texels,) around 1 over one period across a belly; it repeats without a seam."""
    t = np.arange(texels) / texels * 2 * np.pi
    # Fixed waves of bundles and fibres: no random numbers, so every picture is the same.
    waves = ((3, 0.9, 0.5), (7, 0.2, 0.8), (11, 2.1, 1.0), (17, 4.0, 0.8))
    wave = sum(a * np.sin(n * t + p) for n, p, a in waves)
    return np.asarray(1.0 + strength * wave / 2.2)


def _grain(vertices: Floats) -> tuple[Floats, Floats]:
    """How much of a tendon each vertex is, and its place across the fibres in mm.

    The muscle is cut into slices along its longest axis; lines of equal share of a slice's width
    run together where it narrows, as fibres do towards a tendon.
    """
    v = vertices.astype(float)
    v -= v.mean(axis=0)
    _, axes = np.linalg.eigh(v.T @ v)
    along, wide, thick = v @ axes[:, 2], v @ axes[:, 1], v @ axes[:, 0]
    low, high = float(along.min()), float(along.max())
    t = (along - low) / max(high - low, 1e-9)
    slices = min(_SLICES, max(4, len(v) // 40))
    which = np.minimum((t * slices).astype(int), slices - 1)
    count = np.maximum(np.bincount(which, minlength=slices), 1)
    places = (np.arange(slices) + 0.5) / slices

    def mean(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        return np.bincount(which, values, minlength=slices) / count

    wide -= np.interp(t, places, mean(wide))
    thick -= np.interp(t, places, mean(thick))
    width = np.sqrt(mean(wide**2)) + 0.5
    girth = np.sqrt(mean(wide**2) + mean(thick**2)) + 0.5
    share = wide / np.interp(t, places, width)
    across = share * float(np.median(width)) + 0.4 * thick
    slender = 1 - np.clip((np.interp(t, places, girth / girth.max()) - 0.2) / 0.3, 0, 1)
    end = np.clip((np.abs(t - 0.5) - 0.28) / 0.2, 0, 1)
    tendon = np.maximum(slender * (0.35 + 0.65 * end), np.clip(end * 1.6 - 1.0, 0, 1) * 0.55)
    return tendon.astype(np.float32), across.astype(np.float32)


def _light(structures: Structures) -> Floats:
    """Openness (n,): how much less surface lies in front of a place than behind it.

    Only the same and deeper layers count: what is taken off must leave no shadow behind. A share
    and not an amount, so that a thin muscle over bone is no darker than a thick one.
    """
    triangles, vertices = structures.triangles, structures.vertices
    a, b, c = (vertices[triangles[:, i]] for i in range(3))
    area = np.linalg.norm(np.cross(b - a, c - a), axis=1) / 2
    low = vertices.min(axis=0, initial=0.0) - 4 * _CELL
    shape = tuple(
        int(n) + 4 for n in (vertices.max(axis=0, initial=0.0) + 4 * _CELL - low) // _CELL
    )
    places = (vertices - low) / np.float32(_CELL)
    cell = _flat((a + b + c) / np.float32(3) - low, shape)
    order = np.array([_ORDER[item.layer] for item in structures.items], int)
    of_triangle = np.repeat(order, np.diff(structures.first_triangle))
    of_vertex = np.repeat(order, np.diff(structures.first_vertex))
    light = np.ones(len(vertices), np.float32)
    total = np.zeros(shape, np.float32)
    for layer in range(3):
        own = of_triangle == layer
        total += np.bincount(cell[own], area[own], minlength=total.size).reshape(shape)
        mine = np.flatnonzero(of_vertex == layer)
        if not len(mine):
            continue
        field, normals = _blurred(total), structures.normals[mine]
        front, behind = (
            _sample(field, places[mine] + normals * np.float32(reach / _CELL)) for reach in _REACH
        )
        share = front / np.maximum(front + behind, 1e-3)
        light[mine] = 1 - np.clip((share - _FREE) / (_CLOSED - _FREE), 0, 1)
    return light


def _flat(offset: Floats, shape: tuple[int, ...]) -> npt.NDArray[np.int32]:
    """Number of the cell in which each offset (mm) lies."""
    x, y, z = (offset / np.float32(_CELL)).astype(np.int32).T
    return np.asarray((x * shape[1] + y) * shape[2] + z, np.int32)


def _sample(field: Floats, places: Floats) -> Floats:
    """Trilinear look-up at places given in cells."""
    places = places - np.float32(0.5)
    base = np.floor(places).astype(np.int32)
    (fx, fy, fz), (x, y, z) = (places - base).T, base.T
    ny, nz = field.shape[1:]
    flat, first = field.ravel(), (x * ny + y) * nz + z
    value = np.zeros(len(places), np.float32)
    for dx, wx in ((0, 1 - fx), (1, fx)):
        for dy, wy in ((0, 1 - fy), (1, fy)):
            start = first + (dx * ny + dy) * nz
            value += wx * wy * (flat[start] * (1 - fz) + flat[start + 1] * fz)
    return value


def _blurred(field: Floats) -> Floats:
    """A small soft blur along each axis."""
    for axis in range(3):
        soft = field * np.float32(0.5)
        head, tail = [slice(None)] * 3, [slice(None)] * 3
        head[axis], tail[axis] = slice(1, None), slice(None, -1)
        soft[tuple(head)] += field[tuple(tail)] * np.float32(0.25)
        soft[tuple(tail)] += field[tuple(head)] * np.float32(0.25)
        field = soft
    return field
