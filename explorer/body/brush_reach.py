"""Where a brush comes on the skin of one figure: the way it went, and what it can touch there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.anatomy.pain import PainStroke
from explorer.body.figure import Figure
from explorer.body.pain_skin import FACING, USUAL_HEIGHT
from explorer.body.surface_distance import SurfaceGraph
from explorer.body.topology import load_topology

__all__ = ["BrushReach", "Sweep"]

Array = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

#: A sweep of the brush is cut into pieces no longer than so many of its radii.
_PIECE = 0.75
#: A leap of more radii than this over the background is no stroke: the brush was lifted.
_LEAP = 6.7


@dataclass(frozen=True, slots=True, eq=False)
class Sweep:
    """A short way of the brush in a straight line: its ends, mm (3,), and a vertex beside it."""

    start: Array
    end: Array
    vertex: int

    def distance(self, points: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """How far points (k, 3) are from it (k,), mm."""
        along = (self.end - self.start).astype(np.float32)
        offset = points - self.start.astype(np.float32)
        long = float(along @ along)
        if long > 0:
            share = np.clip(offset @ along / np.float32(long), 0.0, 1.0)
            offset = offset - share[:, None] * along
        return np.asarray(np.sqrt(np.einsum("ij,ij->i", offset, offset)))


class BrushReach:
    """Answers for one figure."""

    def __init__(self, figure: Figure, graph: SurfaceGraph) -> None:
        self._graph = graph
        self._scale = figure.info.height_mm / USUAL_HEIGHT
        t, v = np.asarray(graph.triangles, np.int64), graph.vertices
        sides = np.stack([np.linalg.norm(v[t[:, i]] - v[t[:, i - 1]], axis=1) for i in range(3)])
        #: Length of each triangle's longest edge (m,), mm, and of the longest at each vertex (n,).
        self.longest = sides.max(axis=0)
        self._edge = np.zeros(len(v))
        np.maximum.at(self._edge, t, self.longest[:, None])
        self._order = np.argsort(t.ravel(), kind="stable") // 3
        self._start = np.concatenate([[0], np.cumsum(np.bincount(t.ravel(), minlength=len(v)))])

    def radius(self, stroke: PainStroke) -> float:
        """The brush's radius on this figure, mm."""
        return stroke.radius_mm * self._scale

    def sweeps(self, stroke: PainStroke, first: int = 0) -> list[Sweep]:
        """The way of a stroke from one of its places on, and its mirror image if it is wanted.

        From 0 on it begins with a dab at the first place.
        """
        subdivision = load_topology().subdivision
        places = stroke.places[first:]
        corners, weights = subdivision.locate_all(
            np.array([p.vertices for p in places], np.int32),
            np.array([p.weights for p in places], float),
        )
        found: list[Sweep] = []
        for mirrored in (False, True) if stroke.both else (False,):
            own = np.asarray(subdivision.mirror)[corners] if mirrored else corners
            points = (self._graph.vertices[own] * weights[:, :, None]).sum(axis=1)
            beside = own[np.arange(len(own)), np.argmax(weights, axis=1)]
            if first == 0:
                found.append(Sweep(points[0], points[0], int(beside[0])))
            for a, b, last in zip(points, points[1:], beside[1:], strict=False):
                found += self._between(a, b, int(last), self.radius(stroke))
        return found

    def _between(self, a: Array, b: Array, last: int, radius: float) -> list[Sweep]:
        length = float(np.linalg.norm(b - a))
        if length > _LEAP * radius:
            return [Sweep(b, b, last)]
        pieces = max(1, int(np.ceil(length / (_PIECE * radius))))
        ends = a + (b - a) * np.linspace(0, 1, pieces + 1)[:, None]
        if pieces > 1:
            # The straight way cuts through a ridge: back to the skin, where the brush went.
            nearest = self._graph.tree.query(ends[1:-1])[1]
            normal = self._graph.normals[nearest]
            off = ((ends[1:-1] - self._graph.vertices[nearest]) * normal).sum(axis=1)
            ends[1:-1] -= off[:, None] * normal
        beside = self._graph.tree.query((ends[:-1] + ends[1:]) / 2)[1].tolist()
        beside[-1] = last
        return [Sweep(p, q, v) for p, q, v in zip(ends, ends[1:], beside, strict=False)]

    def around(self, sweep: Sweep, reach: float) -> Ints:
        """Vertices that face the same way as the brush and hang together where it is (k,).

        Where the mesh is coarse a little farther away than ``reach``: the corners of every
        triangle that lies within it.
        """
        v, normals = self._graph.vertices, self._graph.normals
        more = float(self._edge[sweep.vertex])
        middle = (sweep.start + sweep.end) / 2
        half = float(np.linalg.norm(sweep.end - sweep.start)) / 2
        near = np.asarray(self._graph.tree.query_ball_point(middle, reach + more + half), np.int64)
        apart = sweep.distance(v[near].astype(np.float32)) - np.minimum(self._edge[near], more)
        near = near[(apart < reach) & (normals[near] @ normals[sweep.vertex] > FACING)]
        if sweep.vertex not in near:
            near = np.append(near, sweep.vertex)
        return near[self._graph.together(near, sweep.vertex)]

    def triangles(self, vertices: Ints) -> Ints:
        """Numbers of the triangles that touch some vertices, each once."""
        first, last = self._start[vertices], self._start[vertices + 1]
        count = last - first
        steps = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
        touched = np.zeros(len(self.longest), bool)
        touched[self._order[np.repeat(first, count) + steps]] = True
        return np.flatnonzero(touched)
