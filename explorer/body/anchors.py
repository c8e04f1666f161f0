"""Words for a place -> a point of the topology.

An anchor is resolved once, on the reference figure, into a triangle of the base topology with
barycentric weights; every other figure shares the topology, so the place follows it there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.anatomy.model import Anchor, Direction
from explorer.errors import ExplorerError

__all__ = ["BODY_AXES", "REFERENCE_FIGURE", "AnchorResolver", "SkinPoint", "direction_vector"]

Array = npt.NDArray[np.float64]

#: Triangles tried for each of many places.
_TRIED = 24
#: The figure on which words are turned into places.
REFERENCE_FIGURE = "male"

#: Body axes of the RIGHT side (x to the body's left, y posterior, z superior).
BODY_AXES: Mapping[str, tuple[float, float, float]] = {
    "anterior": (0.0, -1.0, 0.0),
    "posterior": (0.0, 1.0, 0.0),
    "superior": (0.0, 0.0, 1.0),
    "inferior": (0.0, 0.0, -1.0),
    "medial": (1.0, 0.0, 0.0),
    "lateral": (-1.0, 0.0, 0.0),
}
_PARTS = {
    "antero": "anterior",
    "postero": "posterior",
    "supero": "superior",
    "infero": "inferior",
}


def direction_vector(direction: Direction) -> Array:
    """Unit vector of a direction on the right side; ``posterolateral`` is halfway between."""
    if direction in BODY_AXES:
        return np.array(BODY_AXES[direction])
    for prefix, first in _PARTS.items():
        if direction.startswith(prefix):
            second = direction[len(prefix) :]
            v = np.add(BODY_AXES[first], BODY_AXES[second])
            return np.asarray(v / np.linalg.norm(v), dtype=np.float64)
    raise ValueError(f"no direction is called {direction!r}")


@dataclass(frozen=True, slots=True)
class SkinPoint:
    """A point on the skin of the topology: base vertices of a triangle and their weights."""

    vertices: tuple[int, int, int]
    weights: tuple[float, float, float]

    def on(self, base_vertices: npt.NDArray[np.floating]) -> Array:
        """Where it lies on a figure, mm (3,)."""
        return np.asarray(
            np.asarray(self.weights) @ np.asarray(base_vertices[list(self.vertices)], float)
        )

    def mirrored(self, mirror: npt.NDArray[np.integer[Any]]) -> SkinPoint:
        """The same point on the other side."""
        a, b, c = (int(mirror[i]) for i in self.vertices)
        return SkinPoint((a, b, c), self.weights)


class AnchorResolver:
    """Turns anchors into skin points of the right side.

    Parameters
    ----------
    landmarks
        Landmark id -> its place on the reference figure, mm, right side or midline.
    vertices, triangles
        Base vertices of the reference figure (n, 3), mm, and the base triangles (m, 3).
    """

    def __init__(
        self,
        landmarks: Mapping[str, Array],
        vertices: npt.NDArray[np.floating],
        triangles: npt.NDArray[np.integer[Any]],
    ) -> None:
        self._landmarks = landmarks
        self._triangles = triangles
        self._corners = np.asarray(vertices, float)[triangles]
        a, b, c = self._corners[:, 0], self._corners[:, 1], self._corners[:, 2]
        normal = np.cross(b - a, c - a)
        self._normals = normal / np.maximum(np.linalg.norm(normal, axis=1), 1e-12)[:, None]
        self._centres = self._corners.mean(axis=1)
        self._tree: Any = None
        self._radius = np.linalg.norm(self._corners - self._centres[:, None], axis=2).max(axis=1)

    def place(self, anchor: Anchor) -> Array:
        """Weighted mean of the landmarks with its shift, before it is put on the skin (3,), mm."""
        missing = [name for name in anchor.landmarks if name not in self._landmarks]
        if missing:
            raise ExplorerError(
                f"No landmark is called {missing[0]!r}.",
                "`trigger-point-explorer list landmarks` names them all.",
            )
        total = sum(anchor.landmarks.values())
        points = [self._landmarks[name] for name in anchor.landmarks]
        place = np.sum(
            [p * w for p, w in zip(points, anchor.landmarks.values(), strict=True)], axis=0
        )
        place = place / total
        for name, amount in anchor.shift.items():
            if name in BODY_AXES:
                place = place + amount * np.array(BODY_AXES[name])
                continue
            if len(points) < 2:
                raise ExplorerError(
                    f"A shift {name!r} needs a line between two landmarks.",
                    "Name a second landmark, or shift along a body axis.",
                )
            line = points[1] - points[0]
            line = line / max(float(np.linalg.norm(line)), 1e-9)
            if name == "across":  # at right angles to the line, in the frontal plane, to lateral
                line = np.cross(line, BODY_AXES["posterior"])
                line = line / max(float(np.linalg.norm(line)), 1e-9)
                line = line if line[0] < 0 else -line
            place = place + amount * line
        return np.asarray(place, dtype=np.float64)

    def resolve(self, anchor: Anchor) -> SkinPoint:
        """The skin point of an anchor."""
        place = self.place(anchor)
        if anchor.facing is not None:
            hit = self._along(place, direction_vector(anchor.facing))
            if hit is not None:
                return hit
        return self.nearest(place)

    def nearest(self, place: Array) -> SkinPoint:
        """The nearest point of the skin."""
        reach = np.linalg.norm(self._centres - place, axis=1)
        bound = float((reach + self._radius).min())
        near = np.flatnonzero(reach - self._radius <= bound)
        weights, points = _closest(place, self._corners[near])
        best = int(np.argmin(np.linalg.norm(points - place, axis=1)))
        return self._skin_point(int(near[best]), weights[best])

    def nearest_all(self, places: Array) -> tuple[SkinPoint, ...]:
        """The nearest points of the skin to (n, 3) places, fifty times as fast as one by one.

        Only the triangles whose centres are nearest are tried, which on a mesh of even triangles
        misses the true one by less than a millimetre.
        """
        from scipy.spatial import cKDTree

        if self._tree is None:
            self._tree = cKDTree(self._centres)
        _, near = self._tree.query(places, k=min(_TRIED, len(self._centres)))
        tried = near.shape[1]
        each = np.repeat(np.asarray(places, float), tried, axis=0)
        weights, points = _closest(each, self._corners[near.ravel()])
        best = np.linalg.norm(points - each, axis=1).reshape(near.shape).argmin(axis=1)
        return tuple(
            self._skin_point(int(near[i, b]), weights[i * tried + b]) for i, b in enumerate(best)
        )

    def _along(self, place: Array, direction: Array) -> SkinPoint | None:
        """Where the line through ``place`` along ``direction`` leaves the body, nearest to it.

        Only faces that look along the direction count, so a limb's far side is never taken.
        """
        offset = self._centres - place
        beside = offset - (offset @ direction)[:, None] * direction
        near = np.flatnonzero(
            (np.einsum("ij,ij->i", beside, beside) <= self._radius**2)
            & (self._normals @ direction > 0)
        )
        if not len(near):
            return None
        a, b, c = (self._corners[near, k] for k in range(3))
        e1, e2 = b - a, c - a
        p = np.cross(direction, e2)
        det = np.einsum("ij,ij->i", e1, p)
        safe = np.where(np.abs(det) < 1e-12, 1e-12, det)
        s = place - a
        u = np.einsum("ij,ij->i", s, p) / safe
        q = np.cross(s, e1)
        v = (q @ direction) / safe
        t = np.einsum("ij,ij->i", e2, q) / safe
        hit = np.flatnonzero((u >= -1e-9) & (v >= -1e-9) & (u + v <= 1 + 1e-9))
        if not len(hit):
            return None
        best = int(hit[np.argmin(np.abs(t[hit]))])
        return self._skin_point(
            int(near[best]), np.array([1 - u[best] - v[best], u[best], v[best]])
        )

    def _skin_point(self, triangle: int, weights: Array) -> SkinPoint:
        i, j, k = (int(n) for n in self._triangles[triangle])
        clipped = np.clip(weights, 0.0, 1.0)
        clipped = clipped / clipped.sum()
        return SkinPoint((i, j, k), (float(clipped[0]), float(clipped[1]), float(clipped[2])))


def _closest(p: Array, corners: Array) -> tuple[Array, Array]:
    """Barycentric weights and closest points on triangles (m, 3, 3) of ``p`` (3,) or (m, 3).

    Source: Ericson, Real-Time Collision Detection, 2005, section 5.1.5, done for all at once by
    taking the best of the face and its three edges.
    """
    a, b, c = corners[:, 0], corners[:, 1], corners[:, 2]
    e1, e2 = b - a, c - a
    d11 = np.einsum("ij,ij->i", e1, e1)
    d12 = np.einsum("ij,ij->i", e1, e2)
    d22 = np.einsum("ij,ij->i", e2, e2)
    s = p - a
    s1 = np.einsum("ij,ij->i", s, e1)
    s2 = np.einsum("ij,ij->i", s, e2)
    det = np.maximum(d11 * d22 - d12 * d12, 1e-18)
    v = (d22 * s1 - d12 * s2) / det
    w = (d11 * s2 - d12 * s1) / det
    face = np.column_stack([1 - v - w, v, w])
    inside = np.asarray((face >= 0).all(axis=1))
    weights = np.where(inside[:, None], face, 0.0)
    distance: Array = np.linalg.norm(_mix(face, corners) - p, axis=1)
    distance[~inside] = np.inf
    for i, j in ((0, 1), (1, 2), (2, 0)):
        edge = corners[:, j] - corners[:, i]
        length = np.maximum(np.einsum("ij,ij->i", edge, edge), 1e-18)
        t = np.clip(np.einsum("ij,ij->i", p - corners[:, i], edge) / length, 0, 1)
        candidate = np.zeros_like(weights)
        candidate[:, i], candidate[:, j] = 1 - t, t
        reach = np.linalg.norm(_mix(candidate, corners) - p, axis=1)
        better = np.flatnonzero(reach < distance)
        weights[better], distance[better] = candidate[better], reach[better]
    return weights, _mix(weights, corners)


def _mix(weights: Array, corners: Array) -> Array:
    return np.asarray(np.einsum("ij,ijk->ik", weights, corners))
