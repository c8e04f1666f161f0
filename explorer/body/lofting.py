"""Schematic flesh: a belly along one strand, a sheet spanned between several.

Both are grids, ``ROWS`` steps along the muscle by a number of steps across, offset to both sides
of the middle surface. They are schematic on purpose: their place and spread are told by the
course, their bulk is smooth.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["Flesh", "belly", "sheet", "smooth_curve"]

Array = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]

#: Steps along a muscle, round a belly, and round one as slender as a tendon of a finger.
ROWS, RING, SLENDER = 25, 16, 8
#: The thickness of the sharp border of a sheet, and of the thinnest tendon (mm).
_EDGE, _THIN = 0.8, 1.2
#: Half the width (mm) up to which a belly counts as slender.
_SLENDER_HALF = 6.0


@dataclass(frozen=True, slots=True, eq=False)
class Flesh:
    """A closed surface.

    Attributes
    ----------
    vertices
        (n, 3) mm.
    triangles
        (m, 3), outward.
    along
        (n,) 0 at the origin, 1 at the insertion.
    across
        (n,) place across the fibres, mm.
    middle
        (ROWS, 3) the curve through the middle of it.
    fibres
        Curves (ROWS, 3) on the middle surface from origin to insertion.
    """

    vertices: Array
    triangles: Ints
    along: Array
    across: Array
    middle: Array
    fibres: tuple[Array, ...]


def smooth_curve(places: Array, count: int = ROWS) -> Array:
    """A curve (count, 3) through places (k, 3), at equal steps of its length.

    Centripetal Catmull-Rom: it passes through every place and never loops between close ones.
    Source: Yuksel, Schaefer, Keyser, Parameterization and applications of Catmull-Rom curves, 2011.
    """
    p = np.asarray(places, float)
    fine = _through(p[None], np.linspace(0, 1, 16 * (len(p) - 1) + 1))[0]
    return _resampled(fine, count)


def _through(places: Array, at: Array) -> Array:
    """Many such curves at once: through (b, k, 3) places, at (c,) fractions of them: (b, c, 3)."""
    k = places.shape[1]
    if k == 2:
        t = at[None, :, None]
        return np.asarray(places[:, :1] * (1 - t) + places[:, 1:] * t)
    first, last = 2 * places[:, :1] - places[:, 1:2], 2 * places[:, -1:] - places[:, -2:-1]
    p = np.concatenate([first, places, last], axis=1)
    step = np.sqrt(np.maximum(np.linalg.norm(np.diff(p, axis=1), axis=2), 1e-9))
    knots = np.concatenate([np.zeros((len(p), 1)), np.cumsum(step, axis=1)], axis=1)
    t = knots[:, 1:2] + at[None] * (knots[:, k : k + 1] - knots[:, 1:2])
    piece = (t[:, :, None] >= knots[:, None, 2:k]).sum(axis=2)
    row = np.arange(len(p))[:, None]
    a, b, c, d = (p[row, piece + j] for j in range(4))
    t0, t1, t2, t3 = (knots[row, piece + j][..., None] for j in range(4))
    t = t[..., None]
    ab = (t1 - t) / (t1 - t0) * a + (t - t0) / (t1 - t0) * b
    bc = (t2 - t) / (t2 - t1) * b + (t - t1) / (t2 - t1) * c
    cd = (t3 - t) / (t3 - t2) * c + (t - t2) / (t3 - t2) * d
    abc = (t2 - t) / (t2 - t0) * ab + (t - t0) / (t2 - t0) * bc
    bcd = (t3 - t) / (t3 - t1) * bc + (t - t1) / (t3 - t1) * cd
    return np.asarray((t2 - t) / (t2 - t1) * abc + (t - t1) / (t2 - t1) * bcd)


def _resampled(line: Array, count: int) -> Array:
    length = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    at = np.linspace(0.0, length[-1], count)
    return np.column_stack([np.interp(at, length, line[:, k]) for k in range(3)])


def belly(strand: Array, outward: Array, width: Array, thickness: Array) -> Flesh:
    """A spindle of elliptic section along one strand.

    Parameters
    ----------
    strand
        (k, 3) places from origin to insertion, mm.
    outward
        (3,) or (ROWS, 3) the way out of the body: the thin axis of the section.
    width, thickness
        Full axes of the section (mm) at equal steps from origin to insertion.
    """
    middle = smooth_curve(strand)
    tangent = _unit(np.gradient(middle, axis=0))
    out = np.broadcast_to(np.asarray(outward, float), middle.shape)
    out = _unit(out - np.einsum("ij,ij->i", out, tangent)[:, None] * tangent)
    out = _unit(_smoothed(out))
    side = np.cross(tangent, out)
    half_w, half_t = _profile(width) / 2, _profile(thickness) / 2
    ring = RING if max(half_w.max(), half_t.max()) > _SLENDER_HALF else SLENDER
    angle = np.linspace(0, 2 * np.pi, ring, endpoint=False)
    rings = (
        middle[:, None]
        + side[:, None] * (half_w[:, None] * np.cos(angle))[..., None]
        + out[:, None] * (half_t[:, None] * np.sin(angle))[..., None]
    )
    spread = (-0.66, -0.33, 0.0, 0.33, 0.66)
    fibres = tuple(middle + side * (half_w * s)[:, None] for s in spread)
    # Measured where the belly is widest: fibres draw together towards its tendons.
    across = np.concatenate([np.tile(half_w.max() * np.cos(angle), ROWS), [0.0, 0.0]])
    vertices, triangles, along = _tube(rings)
    return Flesh(vertices, triangles, along, across, middle, fibres)


def sheet(strands: list[Array], outward: Array, thickness: Array, fibres: int = 9) -> Flesh:
    """A sheet spanned between strands, thin at both borders.

    Parameters
    ----------
    strands
        At least two, each (k, 3) from origin to insertion, from one border to the other, mm.
    outward
        (3,) or (ROWS, 3) the way out of the body, to tell the two faces apart.
    """
    lines = np.array([smooth_curve(s) for s in strands])
    across = max(7, 2 * len(strands) + 1)
    grid = _spanned(lines, across)  # (across, ROWS, 3)
    along = np.gradient(grid, axis=1)
    over = np.gradient(grid, axis=0)
    normal = np.cross(along, over)
    flat = np.linalg.norm(normal, axis=2, keepdims=True) < 1e-6
    out = np.broadcast_to(np.asarray(outward, float), grid.shape[1:])[None]
    normal = np.where(flat, np.broadcast_to(out, normal.shape), normal)
    normal = _unit(normal)
    # One sign for the whole sheet: a fold must not turn a part of it inside out.
    if float(np.einsum("ijk,ijk->", normal, np.broadcast_to(out, normal.shape))) < 0:
        normal = -normal
    v = np.linspace(-1, 1, across)
    rim = np.sqrt(np.clip(1 - np.abs(v) ** 3.0, 0, 1))
    bulk = np.maximum(_profile(thickness)[None] * rim[:, None], _EDGE) / 2
    upper, lower = grid + normal * bulk[..., None], grid - normal * bulk[..., None]
    rings = np.concatenate([upper, lower[::-1]]).transpose(1, 0, 2)
    lines_across = _spanned(lines, fibres + 2)[1:-1]
    widest = grid[:, int(np.argmax(np.linalg.norm(grid[-1] - grid[0], axis=1)))]
    reach = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(widest, axis=0), axis=1))])
    places = np.tile(np.concatenate([reach, reach[::-1]]), ROWS)
    vertices, triangles, length = _tube(rings, strip=True)
    return Flesh(vertices, triangles, length, places, grid[across // 2], tuple(lines_across))


def _spanned(lines: Array, count: int) -> Array:
    """Between strands (k, ROWS, 3), ``count`` lines at equal steps: (count, ROWS, 3)."""
    return np.asarray(
        _through(lines.transpose(1, 0, 2), np.linspace(0, 1, count)).transpose(1, 0, 2)
    )


def _profile(values: Array) -> Array:
    """Numbers at equal steps, spread smoothly over the rows (ROWS,)."""
    v = np.atleast_1d(np.asarray(values, float))
    if len(v) == 1:
        return np.full(ROWS, max(float(v[0]), _THIN))
    x = np.linspace(0, len(v) - 1, ROWS)
    i = np.clip(x.astype(int), 0, len(v) - 2)
    t = x - i
    t = t * t * (3 - 2 * t)  # never beyond the numbers given
    return np.asarray(np.maximum(v[i] * (1 - t) + v[i + 1] * t, _THIN))


def _tube(rings: Array, *, strip: bool = False) -> tuple[Array, Ints, Array]:
    """Vertices, outward triangles and place along of rings (rows, k, 3), closed at both ends.

    A round end is closed by a fan from its centre, that of a sheet by a ``strip`` from face to
    face: an origin that bends round the nape must not be bridged by a plate.
    """
    rows, k = rings.shape[:2]
    vertices = np.concatenate([rings.reshape(-1, 3), rings[[0, -1]].mean(axis=1)])
    along = np.concatenate([np.repeat(np.linspace(0, 1, rows), k), [0.0, 1.0]])
    r, c = np.meshgrid(np.arange(rows - 1), np.arange(k), indexing="ij")
    a, b = r * k + c, r * k + (c + 1) % k
    quads = np.stack([a, b, b + k, a, b + k, a + k], axis=-1).reshape(-1, 3)
    last = (rows - 1) * k
    if strip:
        i = np.arange(k // 2 - 1)
        j = k - 1 - i
        first = np.concatenate([np.stack(t, axis=1) for t in ((i, j, i + 1), (i + 1, j, j - 1))])
        end = last + first[:, ::-1]
        vertices, along = vertices[:-2], along[:-2]
    else:
        ring = np.arange(k)
        first = np.stack([np.full(k, rows * k), (ring + 1) % k, ring], axis=1)
        end = np.stack([np.full(k, rows * k + 1), last + ring, last + (ring + 1) % k], axis=1)
    triangles = np.concatenate([quads, first, end])
    corner = vertices[triangles] - vertices.mean(axis=0)
    if float(np.einsum("ij,ij->", corner[:, 0], np.cross(corner[:, 1], corner[:, 2]))) < 0:
        triangles = triangles[:, ::-1]
    return vertices, np.ascontiguousarray(triangles, np.int32), along


def _smoothed(rows: Array, rounds: int = 4) -> Array:
    for _ in range(rounds):
        inner = (rows[:-2] + 2 * rows[1:-1] + rows[2:]) / 4
        rows = np.concatenate([rows[:1], inner, rows[-1:]])
    return rows


def _unit(v: Array) -> Array:
    return np.asarray(v / np.maximum(np.linalg.norm(v, axis=-1, keepdims=True), 1e-12))
