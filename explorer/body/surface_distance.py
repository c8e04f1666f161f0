"""Distance over the skin: from places, along paths, to patches.

What was measured (see docs/decisions): a plain shortest path over mesh edges is 11 mm off at
120 mm, one over edges and unfolded diagonals 2.5 mm, a straight line through space 2.4 mm, but
the straight line leaks across gaps (jaw to neck, finger to finger). So zones use the straight
line where the path over the surface confirms it, and the path where it does not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import numpy.typing as npt

__all__ = ["SurfaceGraph", "surface_graph"]

Array = npt.NDArray[np.float64]
Indices = npt.NDArray[np.integer[Any]]

#: A straight line is trusted while the way over the surface is not much longer than it.
LEAK_RATIO = 1.35
LEAK_SLACK_MM = 14.0
#: A line longer than this (mm) is tightened with its points so many times too far apart, for so
#: many rounds at each; a shorter one for so many rounds with all of its points.
LONG_MM = 48.0
COARSENESS, ROUNDS, SHORT_ROUNDS = (16, 8, 4, 2, 1), 12, 60


def _unfolded(vertices: Array, triangles: Indices) -> tuple[Indices, Indices, Array]:
    """Edges and the diagonals across each pair of triangles laid flat, with their lengths."""
    count = len(vertices)
    corners = triangles.astype(np.int64)
    half = np.concatenate(
        [corners[:, [0, 1, 2]], corners[:, [1, 2, 0]], corners[:, [2, 0, 1]]]
    )  # edge start, edge end, opposite corner
    low = np.minimum(half[:, 0], half[:, 1])
    high = np.maximum(half[:, 0], half[:, 1])
    key = low * count + high
    order = np.argsort(key, kind="stable")
    key, low, high, opposite = key[order], low[order], high[order], half[order, 2]
    first = np.flatnonzero(key[1:] == key[:-1])
    start, end = low[first], high[first]
    a, b = opposite[first], opposite[first + 1]
    p = vertices[start]
    edge = vertices[end] - p
    length = np.linalg.norm(edge, axis=1)
    along = edge / np.maximum(length, 1e-9)[:, None]

    def flat(corner: Indices) -> tuple[Array, Array]:
        offset = vertices[corner] - p
        x = np.einsum("ij,ij->i", offset, along)
        return x, np.linalg.norm(offset - x[:, None] * along, axis=1)

    xa, ya = flat(a)
    xb, yb = flat(b)
    crossing = xa + (xb - xa) * ya / np.maximum(ya + yb, 1e-9)
    inside = (crossing > 0) & (crossing < length)
    diagonal = np.hypot(xa - xb, ya + yb)
    rows = np.concatenate([start, a[inside]])
    columns = np.concatenate([end, b[inside]])
    return rows, columns, np.concatenate([length, diagonal[inside]])


@dataclass(frozen=True, slots=True, eq=False)
class SurfaceGraph:
    """The skin of one figure as a graph that distances run over.

    Attributes
    ----------
    vertices
        (n, 3) mm.
    normals
        (n, 3) unit outward normals.
    graph
        ``scipy.sparse.csr_matrix`` (n, n): lengths of edges and unfolded diagonals, mm. It holds
        both directions, so searches may take it as directed: undirected, scipy would transpose it
        at every call (3 ms).
    tree
        ``scipy.spatial.cKDTree`` of the vertices.
    """

    vertices: Array
    normals: Array
    triangles: Indices
    graph: Any
    tree: Any

    def distance(self, sources: Indices, limit: float) -> Array:
        """Way over the surface from the nearest source to each vertex (n,), inf past ``limit``."""
        from scipy.sparse.csgraph import dijkstra

        return cast(
            Array,
            dijkstra(
                self.graph,
                directed=True,
                indices=np.unique(sources),
                limit=limit,
                min_only=True,
            ),
        )

    def together(self, vertices: Indices, vertex: int) -> npt.NDArray[np.bool_]:
        """Which of some vertices (k,) hang together with one of them, over the others alone."""
        from scipy.sparse.csgraph import connected_components

        part = self.graph[vertices][:, vertices]
        _, label = connected_components(part, directed=False)
        return np.asarray(label == label[np.flatnonzero(vertices == vertex)[0]])

    def path(self, start: int, end: int) -> Indices:
        """Vertices of the shortest way from ``start`` to ``end``, both included."""
        from scipy.sparse.csgraph import dijkstra

        straight = float(np.linalg.norm(self.vertices[start] - self.vertices[end]))
        limit = 2.0 * straight + 60.0
        for reach in (limit, np.inf):
            _, before = dijkstra(
                self.graph, directed=True, indices=start, limit=reach, return_predecessors=True
            )
            if end == start or before[end] >= 0:
                break
        way = [end]
        while way[-1] != start:
            step = int(before[way[-1]])
            if step < 0:
                raise ValueError(f"no way over the surface from vertex {start} to {end}")
            way.append(step)
        return np.array(way[::-1])

    def _local_skin(self, passed: Indices) -> Callable[[Array], Array]:
        """How to carry points onto the skin around some vertices, and onto no other skin.

        Through the tangent plane at the nearest vertex.
        """
        from scipy.spatial import cKDTree

        around = np.flatnonzero(np.isfinite(self.distance(passed, 45.0)))
        tree = cKDTree(self.vertices[around])

        def carry(points: Array) -> Array:
            nearest = around[tree.query(points)[1]]
            normal = self.normals[nearest]
            offset = np.einsum("ij,ij->i", points - self.vertices[nearest], normal)
            return cast(Array, points - offset[:, None] * normal)

        return carry

    def polyline(
        self, waypoints: Array, vertices: Indices | None = None, spacing: float = 3.0
    ) -> tuple[Array, Array, Indices]:
        """A smooth line over the skin through waypoints.

        Parameters
        ----------
        vertices
            (k,) a vertex beside each waypoint. Where skin touches skin (arm and chest) the nearest
            vertex through space may lie on the other one, so whoever knows should say.

        Returns
        -------
        points, progress, seeds
            (m, 3) points about ``spacing`` mm apart, (m,) the waypoint number each lies at (0 at
            the first, 1 at the second, fractions between), and the vertices along the way.
        """
        nearest = self.tree.query(waypoints)[1] if vertices is None else np.asarray(vertices)
        if len(waypoints) == 1:
            return waypoints.copy(), np.zeros(1), nearest
        pieces: list[Array] = []
        seeds: list[Indices] = []
        progress: list[Array] = []
        for i in range(len(waypoints) - 1):
            passed = self.path(int(nearest[i]), int(nearest[i + 1]))
            seeds.append(passed)
            onto = self._local_skin(passed)
            way = self.vertices[passed]
            way = np.vstack([waypoints[i], way[1:-1], waypoints[i + 1]])
            line = _tightened(way, spacing, onto)
            last = i == len(waypoints) - 2
            t = np.linspace(0, 1, len(line))
            pieces.append(line if last else line[:-1])
            progress.append(i + (t if last else t[:-1]))
        return np.concatenate(pieces), np.concatenate(progress), np.concatenate(seeds)

    def distance_to_line(self, line: Array, seeds: Indices, limit: float) -> tuple[Array, Indices]:
        """Distance of each vertex to a line over the skin, and the nearest line point.

        Straight through space where the way over the surface from ``seeds`` (vertices along the
        line) confirms it, else over the surface; inf past ``limit``.
        """
        from scipy.spatial import cKDTree

        lower, upper = line.min(axis=0) - limit, line.max(axis=0) + limit
        near = np.flatnonzero(((self.vertices > lower) & (self.vertices < upper)).all(axis=1))
        distance = np.full(len(self.vertices), np.inf)
        index = np.zeros(len(self.vertices), dtype=np.int64)
        straight, which = cKDTree(line).query(self.vertices[near], distance_upper_bound=limit)
        found = np.isfinite(straight)
        near, straight, which = near[found], straight[found], which[found]
        over = self.distance(seeds, LEAK_RATIO * limit + LEAK_SLACK_MM)[near]
        leaks = over > LEAK_RATIO * straight + LEAK_SLACK_MM
        distance[near] = np.where(leaks, over, straight)
        index[near] = which
        return distance, index

    def smooth(self, values: Array, rounds: int) -> Array:
        """Average each vertex with its neighbours, ``rounds`` times."""
        from scipy.sparse import csr_matrix

        ones = csr_matrix(
            (np.ones_like(self.graph.data), self.graph.indices, self.graph.indptr),
            shape=self.graph.shape,
        )
        count = np.asarray(ones.sum(axis=1)).ravel()
        for _ in range(rounds):
            values = 0.5 * values + 0.5 * (ones @ values) / count
        return values


def _tightened(way: Array, spacing: float, onto: Callable[[Array], Array]) -> Array:
    """The line one would draw by hand: the way over edges zigzags.

    A few rounds of tightening, put back on the skin. A round reaches no farther than the next
    point, so long ways are straightened with few points before many.
    """
    length = float(np.linalg.norm(np.diff(way, axis=0), axis=1).sum())
    line = way
    for coarseness in COARSENESS if length > LONG_MM else (1,):
        if coarseness > 1 and length < 2 * coarseness * spacing:
            continue
        line = _resample(line, coarseness * spacing)
        rounds = ROUNDS if length > LONG_MM else min(SHORT_ROUNDS, 6 * len(line))
        for number in range(rounds):
            line[1:-1] += 0.5 * ((line[:-2] + line[2:]) / 2 - line[1:-1])
            if len(line) > 2 and (number % 3 == 2 or number == rounds - 1):
                line[1:-1] = onto(line[1:-1])
    return line


def _resample(line: Array, spacing: float) -> Array:
    step = np.linalg.norm(np.diff(line, axis=0), axis=1)
    s = np.concatenate([[0.0], np.cumsum(step)])
    count = max(2, int(np.ceil(s[-1] / spacing)) + 1)
    t = np.linspace(0, s[-1], count)
    return np.column_stack([np.interp(t, s, line[:, k]) for k in range(3)])


def surface_graph(vertices: Array, normals: Array, triangles: Indices) -> SurfaceGraph:
    """Prepare a skin for distances.

    Parameters
    ----------
    vertices
        (n, 3) mm.
    normals
        (n, 3) unit normals.
    triangles
        (m, 3) vertex indices of a closed surface.
    """
    from scipy.sparse import coo_matrix
    from scipy.spatial import cKDTree

    points = np.asarray(vertices, float)
    rows, columns, lengths = _unfolded(points, triangles)
    count = len(points)
    graph = coo_matrix(
        (
            np.concatenate([lengths, lengths]),
            (np.concatenate([rows, columns]), np.concatenate([columns, rows])),
        ),
        shape=(count, count),
    ).tocsr()
    return SurfaceGraph(points, np.asarray(normals, float), triangles, graph, cKDTree(points))
