"""The outside of a skin, as evenly spread points with normals.

Skins from atlases are seldom one clean surface: they are cracked, have inner shells, and look
inwards here and there. So the base is matched to points of what can be seen from outside, and the
mesh itself is needed only to lay the last millimetre onto it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.errors import ExplorerError

__all__ = ["OuterSkin", "look_at_outside", "spread"]

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

SAMPLES = 260_000
#: Directions from which the body is looked at; a face seen from fewer than this share of those in
#: front of it is an inner shell.
_VIEWS, _SEEN = 72, 0.06
_BIN_MM, _BEHIND_MM, _FAR_BEHIND_MM = 2.5, 1.2, 12.0
#: A hole lets one look at backs, from this share of all directions; as much of the skin may do so.
_INTO, _HOLE = 0.03, 0.003


@dataclass(frozen=True, slots=True, eq=False)
class OuterSkin:
    """What is seen of a skin.

    Attributes
    ----------
    vertices, triangles
        The triangles on the outside, looking outwards; mm.
    points, normals
        (p, 3) spread over them, denser where the mesh is finer; normals are smoothed.
    on_triangle
        (p,) triangle of each point.
    """

    vertices: Floats
    triangles: npt.NDArray[np.int64]
    points: Floats
    normals: Floats
    on_triangle: npt.NDArray[np.int64]

    def only(self, kept: Mask) -> OuterSkin:
        """The same with fewer points (p,)."""
        return OuterSkin(
            self.vertices,
            self.triangles,
            self.points[kept],
            self.normals[kept],
            self.on_triangle[kept],
        )


def look_at_outside(
    vertices: npt.NDArray[np.floating[Any]],
    triangles: npt.NDArray[np.integer[Any]],
    check: Callable[[], None],
) -> OuterSkin:
    """Find the outside of a skin; ``check`` is called often and may raise.

    Raises
    ------
    ExplorerError
        When large parts are missing, so that one looks into the body.
    """
    from scipy.spatial import cKDTree

    v, t = _merged(np.asarray(vertices, float), np.asarray(triangles, np.int64))
    check()
    points, normals, at = spread(v, t, SAMPLES)
    front, back = _seen(points, normals, check)
    turned = _turned(t, at, front, back, len(v))
    t[turned] = t[turned][:, ::-1]
    flip = turned[at]
    normals[flip] *= -1
    front[flip], back[flip] = back[flip], front[flip]
    views = np.maximum(_VIEWS / 2, 1)
    tree = cKDTree(points)
    check()
    near = _neighbours(tree, points, 8, check)
    alike = np.einsum("pkc,pc->pk", normals[near], normals) > 0.5
    openness = (front[near] * alike).sum(axis=1) / alike.sum(axis=1) / views
    outside = openness >= _SEEN
    _refuse_holes(points, front, back, outside)
    smooth = (normals[near] * alike[..., None]).sum(axis=1)
    smooth /= np.linalg.norm(smooth, axis=1, keepdims=True)
    seen = np.bincount(at, outside, len(t)) > 0.5 * np.bincount(at, minlength=len(t))
    bare = np.bincount(at, minlength=len(t)) == 0  # too small for a point: ask the nearest one
    if bare.any():
        seen[bare] = outside[tree.query(v[t[bare]].mean(axis=1))[1]]
    number = np.cumsum(seen) - 1
    kept = seen[at] & outside
    return OuterSkin(v, t[seen], points[kept], smooth[kept], number[at[kept]])


def _merged(
    vertices: Floats, triangles: npt.NDArray[np.int64]
) -> tuple[Floats, npt.NDArray[np.int64]]:
    """Corners within a hundredth of a millimetre become one; empty triangles go."""
    grid = np.round(vertices * 100).astype(np.int64)
    _, first, number = np.unique(grid, axis=0, return_index=True, return_inverse=True)
    t = number.ravel()[triangles]
    v = vertices[first]
    a, b, c = (v[t[:, k]] for k in range(3))
    return v, t[np.linalg.norm(np.cross(b - a, c - a), axis=1) > 1e-4]


def spread(
    v: Floats, t: npt.NDArray[np.int64], count: int
) -> tuple[Floats, Floats, npt.NDArray[np.int64]]:
    """Evenly spaced points, always the same ones, with normals and triangles."""
    a, b, c = (v[t[:, k]] for k in range(3))
    cross = np.cross(b - a, c - a)
    area = np.linalg.norm(cross, axis=1)
    share = area * _detail((a + b + c) / 3)
    edges = np.cumsum(share)
    at = np.searchsorted(edges / edges[-1], (np.arange(count) + 0.5) / count)
    k = np.arange(count)
    u, w = (k * 0.7548776662466927) % 1.0, (k * 0.5698402909980532) % 1.0
    over = u + w > 1
    u[over], w[over] = 1 - u[over], 1 - w[over]
    points = a[at] + u[:, None] * (b - a)[at] + w[:, None] * (c - a)[at]
    return points, (cross / area[:, None])[at], at


def _detail(centres: Floats) -> Floats:
    """How much denser points are wanted: on head, hands and feet, which have the finest shapes."""
    low, high = centres.min(axis=0), centres.max(axis=0)
    up = (centres[:, 2] - low[2]) / (high[2] - low[2])
    aside = np.abs(centres[:, 0] - (low[0] + high[0]) / 2) / (high[0] - low[0])
    fine = (up > 0.87) | (up < 0.05) | ((aside > 0.33) & (up < 0.6))
    return np.where(fine, 4.0, 1.0)


def _seen(points: Floats, normals: Floats, check: Callable[[], None]) -> tuple[Floats, Floats]:
    """From how many directions each point is seen from its front and from its back (p,).


    All points are dropped into square bins across each direction; those near the top of their bin
    are seen. Directions come in pairs of mirror images, so that a symmetric body is seen alike.
    """
    front, back = np.zeros((2, len(points)))
    for toward in _directions():
        check()
        across = np.cross(toward, [0.0, 0.0, 1.0] if abs(toward[2]) < 0.9 else [0.0, 1.0, 0.0])
        across /= np.linalg.norm(across)
        grid = np.floor(points @ np.column_stack([across, np.cross(toward, across)]) / _BIN_MM)
        row, column = (grid - grid.min(axis=0)).astype(np.int64).T + 1
        height = points @ toward
        top = np.full((row.max() + 2, column.max() + 2), -np.inf)
        np.maximum.at(top, (row, column), height)
        tops = top  # of the bins around: one may happen to be empty above an inner shell
        for axis in (0, 1):
            one, other = np.roll(tops, 1, axis), np.roll(tops, -1, axis)
            tops = np.maximum(tops, np.maximum(one, other))
        facing = normals @ toward
        open_ = height > top[row, column] - _BEHIND_MM
        open_ &= height > tops[row, column] - _FAR_BEHIND_MM
        front += open_ & (facing > 0.15)
        back += open_ & (facing < -0.15)
    return front, back


def _directions() -> Floats:
    """Spread over the sphere in mirror pairs."""
    k = np.arange(_VIEWS // 2) + 0.5
    z = 1 - 2 * k / (_VIEWS // 2)
    angle = (k * 0.6180339887498949 % 1.0 - 0.5) * np.pi
    ring = np.sqrt(1 - z * z)
    half = np.column_stack([ring * np.cos(angle), ring * np.sin(angle), z])
    return np.concatenate([half, half * [-1.0, 1.0, 1.0]])


def _turned(
    t: npt.NDArray[np.int64], at: npt.NDArray[np.int64], front: Floats, back: Floats, count: int
) -> Mask:
    """Triangles of pieces that are seen from their back rather than from their front."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    rows, columns = t.ravel(), t[:, [1, 2, 0]].ravel()
    graph = coo_matrix((np.ones(len(rows), bool), (rows, columns)), shape=(count, count))
    piece = connected_components(graph, directed=False)[1][t[:, 0]]
    excess = np.bincount(piece[at], back - front, piece.max() + 1)
    return np.asarray(excess[piece] > 0)


def _neighbours(
    tree: Any, points: Floats, count: int, check: Callable[[], None]
) -> npt.NDArray[np.int64]:
    rows = []
    for start in range(0, len(points), 65_536):
        check()
        rows.append(tree.query(points[start : start + 65_536], k=count)[1])
    return np.concatenate(rows)


def _refuse_holes(points: Floats, front: Floats, back: Floats, outside: Mask) -> None:
    looked_into = (back > _INTO * _VIEWS) & (back > front)
    if looked_into.sum() > _HOLE * outside.sum():
        where = np.median(points[looked_into], axis=0)
        raise ExplorerError(
            "The skin is open: one sees its inside at about "
            f"{where[2] - points[:, 2].min():.0f} mm above the floor.",
            "Close the holes of the skin, or give the skin of a whole body.",
        )
