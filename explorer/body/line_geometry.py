"""Where a straight line goes through a surface, and how far it passes from it.

Exact to rounding, for surfaces as anatomy files have them: cracked, with shells inside one
another, triangles twice over, any of them turned inside out.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["across", "blocks", "boxes_met", "hits", "is_inside", "nearest_to_segment"]

Array = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Triangles = npt.NDArray[np.integer[Any]]

#: A surface is sorted into blocks of this size, mm.
BLOCK = 40.0


def across(direction: Array) -> Array:
    """A frame (3, 3) of which the last row is the unit ``direction``."""
    aside = np.eye(3)[int(np.argmin(np.abs(direction)))]
    first = np.cross(direction, aside)
    first /= np.linalg.norm(first)
    return np.array([first, np.cross(direction, first), direction])


def hits(framed: Array, triangles: Triangles) -> tuple[npt.NDArray[np.intp], Array, Bools]:
    """Where the third axis goes through triangles.

    Whether it does is decided by the signs of the edges as seen along the axis, so that it never
    slips through between two triangles that share an edge, welded or not.
    Source: Woop, Benthin, Wald, Watertight ray/triangle intersection, 2013.

    Parameters
    ----------
    framed
        (n, 3) vertices in a frame whose third axis is the line.
    triangles
        (m, 3).

    Returns
    -------
    (h,) numbers of the triangles met, (h,) their places along the axis, and whether the axis
    enters there (the triangle faces against it), all in the order of the places.
    """
    met: npt.NDArray[np.intp] = np.arange(len(triangles))
    for axis in (0, 1):  # most lie wholly on one side of the line
        beyond = (framed[:, axis] > 0)[triangles[met]]
        met = met[beyond.any(axis=1) & ~beyond.all(axis=1)]
    corners = framed[triangles[met]]
    u, v = corners[:, :, 0], corners[:, :, 1]
    after = [1, 2, 0]
    edge = u * v[:, after] - v * u[:, after]  # of corners 0-1, 1-2, 2-0, opposite 2, 0, 1
    total = edge.sum(axis=1)
    through = ((edge >= 0).all(axis=1) | (edge <= 0).all(axis=1)) & (total != 0)
    met, edge, total = met[through], edge[through], total[through]
    weights = edge[:, after] / total[:, None]
    places = np.einsum("ij,ij->i", weights, corners[through, :, 2])
    order = np.argsort(places, kind="stable")
    return met[order], places[order], total[order] < 0


def boxes_met(start: Array, direction: Array, length: float, boxes: Array) -> list[int]:
    """Numbers of the boxes (k, 2, 3), low and high corner, that a line touches."""
    if not len(boxes):
        return []
    steep = np.where(np.abs(direction) < 1e-12, 1e-12, direction)
    slabs = (boxes - start) / steep
    enter = slabs.min(axis=1).max(axis=1)
    leave = slabs.max(axis=1).min(axis=1)
    # The box of nothing is nan, which compares as out of the way.
    near = (enter <= leave + 1e-6) & (leave >= -1e-6) & (enter <= length + 1e-6)
    return [int(number) for number in np.flatnonzero(near)]


def blocks(
    vertices: npt.NDArray[np.floating[Any]], triangles: npt.NDArray[np.integer[Any]]
) -> tuple[Array, npt.NDArray[np.intp], Array]:
    """A surface sorted into blocks, so that a line looks at few of its triangles.

    Returns
    -------
    Corners (m, 3, 3) of the triangles block by block, the number of the first of each block and of
    the end (b + 1,), and the boxes of the blocks (b, 2, 3).
    """
    corners = np.asarray(vertices, float)[triangles]
    cells = np.floor(corners.mean(axis=1) / BLOCK).astype(np.int64)
    order = np.lexsort(cells.T)
    corners, cells = corners[order], cells[order]
    change = (np.diff(cells, axis=0) != 0).any(axis=1)
    first = np.concatenate([[0], np.flatnonzero(change) + 1, [len(corners)]])
    low = np.minimum.reduceat(corners.min(axis=1), first[:-1], axis=0)
    high = np.maximum.reduceat(corners.max(axis=1), first[:-1], axis=0)
    return corners, first, np.stack([low, high], axis=1)


def is_inside(place: Array, vertices: npt.NDArray[np.floating[Any]], triangles: Triangles) -> bool:
    """Whether a place lies in the flesh of a surface.

    By the solid angle that the surface fills as seen from there, which a crack changes little.
    Source: Van Oosterom, Strackee, The solid angle of a plane triangle, 1983.
    """
    corners = np.asarray(vertices, float)[triangles] - place
    a, b, c = corners[:, 0], corners[:, 1], corners[:, 2]
    la, lb, lc = (np.linalg.norm(x, axis=1) for x in (a, b, c))
    top = np.einsum("ij,ij->i", a, np.cross(b, c))
    bottom = (
        la * lb * lc
        + np.einsum("ij,ij->i", a, b) * lc
        + np.einsum("ij,ij->i", b, c) * la
        + np.einsum("ij,ij->i", c, a) * lb
    )
    turns = float(np.arctan2(top, bottom).sum()) / (2 * np.pi)
    return abs(turns) > 0.5


def nearest_to_segment(
    start: Array, end: Array, vertices: npt.NDArray[np.floating[Any]], triangles: Triangles
) -> tuple[float, float, Array]:
    """The least distance between a segment and triangles that it does not go through.

    Returns
    -------
    The distance, the share 0..1 of the segment where it is reached, and the place (3,) on the
    triangles. (inf, 0, start) when there are none.
    """
    if not len(triangles):
        return float("inf"), 0.0, start
    corners = np.asarray(vertices, float)[triangles]
    centres = corners.mean(axis=1)
    radius = np.linalg.norm(corners - centres[:, None], axis=2).max(axis=1)
    reach = _to_segment(centres, start, end)
    near = reach - radius <= float((reach + radius).min())
    corners = corners[near]
    found = [
        _between(start, end, corners[:, i], corners[:, j]) for i, j in ((0, 1), (1, 2), (2, 0))
    ]
    found += [_under(start, 0.0, corners), _under(end, 1.0, corners)]
    distance, share, place = (np.concatenate(part) for part in zip(*found, strict=True))
    best = int(np.argmin(distance))
    return float(distance[best]), float(share[best]), np.asarray(place[best])


def _to_segment(places: Array, start: Array, end: Array) -> Array:
    line = end - start
    share = np.clip((places - start) @ line / max(float(line @ line), 1e-18), 0, 1)
    return np.asarray(np.linalg.norm(places - start - share[:, None] * line, axis=1))


def _between(start: Array, end: Array, a: Array, b: Array) -> tuple[Array, Array, Array]:
    """Distance, share and place between one segment and many, (m, 3) from ``a`` to ``b``.

    Source: Ericson, Real-Time Collision Detection, 2005, section 5.1.9.
    """
    d1, d2, r = end - start, b - a, start - a
    long1 = max(float(d1 @ d1), 1e-18)
    long2 = np.maximum(np.einsum("ij,ij->i", d2, d2), 1e-18)
    along, c, f = d2 @ d1, r @ d1, np.einsum("ij,ij->i", d2, r)
    det = long1 * long2 - along * along
    s = np.where(det > 1e-12 * long1 * long2, along * f - c * long2, 0.0)
    s = np.clip(s / np.maximum(det, 1e-12 * long1 * long2), 0, 1)
    t = np.clip((along * s + f) / long2, 0, 1)
    s = np.clip((along * t - c) / long1, 0, 1)
    place = a + t[:, None] * d2
    return np.linalg.norm(start + s[:, None] * d1 - place, axis=1), s, place


def _under(end: Array, share: float, corners: Array) -> tuple[Array, Array, Array]:
    """Distance, share and foot of one end of the segment on the triangles it stands above."""
    a = corners[:, 0]
    normal = np.cross(corners[:, 1] - a, corners[:, 2] - a)
    normal /= np.maximum(np.linalg.norm(normal, axis=1), 1e-18)[:, None]
    height = np.einsum("ij,ij->i", end - a, normal)
    foot = end - height[:, None] * normal
    sides = [
        np.einsum(
            "ij,ij->i",
            np.cross(corners[:, (k + 1) % 3] - corners[:, k], foot - corners[:, k]),
            normal,
        )
        for k in range(3)
    ]
    above = np.all(np.array(sides) > 0, axis=0)
    distance = np.where(above, np.abs(height), np.inf)
    return distance, np.full(len(corners), share), foot
