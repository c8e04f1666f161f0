"""The one topology that all figures share, and its smooth subdivision.

Vertex numbers are those of the MakeHuman base mesh (0..13379), so whatever is tied to a vertex or
to a triangle follows every figure. Shown skins are one Loop subdivision of it.
"""

from __future__ import annotations

import functools
import hashlib
import zipfile
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from explorer.body.resources import meshes_dir
from explorer.errors import ExplorerError

__all__ = ["Subdivision", "Topology", "load_topology", "subdivide", "vertex_normals"]

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True, eq=False)
class Subdivision:
    """One Loop step of a closed triangle mesh.

    The first ``base_count`` vertices are the base vertices in their order, the rest one per edge.

    Attributes
    ----------
    triangles
        (4m, 3).
    mirror
        (n,) number of each vertex's partner on the other side.
    edges
        (e, 2) ends of each edge, low number first.
    wings
        (e, 2) the two corners opposite each edge.
    valence
        (base_count,) number of edges at each base vertex.
    edge_of_corner
        (m, 3) the edge from corner 0 to 1, 1 to 2 and 2 to 0 of each base triangle.
    """

    base_count: int
    triangles: Ints
    mirror: Ints
    edges: Ints
    wings: Ints
    valence: Ints
    edge_of_corner: Ints

    @property
    def vertex_count(self) -> int:
        """Number of vertices of the subdivided mesh."""
        return self.base_count + len(self.edges)

    def smooth(self, values: Floats) -> Floats:
        """Loop's rule for positions: (base_count, k) -> (vertex_count, k).

        Source: Loop, Smooth subdivision surfaces based on triangles, 1987 (Warren's weights).
        """
        a, b = self.edges[:, 0], self.edges[:, 1]
        ends = values[a] + values[b]
        middle = 0.375 * ends + 0.125 * (values[self.wings[:, 0]] + values[self.wings[:, 1]])
        around = np.empty((self.base_count, values.shape[1]), float)
        for k in range(values.shape[1]):
            around[:, k] = np.bincount(a, values[b, k], minlength=self.base_count)
            around[:, k] += np.bincount(b, values[a, k], minlength=self.base_count)
        beta = np.where(self.valence == 3, 3 / 16, 3 / (8 * np.maximum(self.valence, 1)))[:, None]
        kept = (1 - self.valence[:, None] * beta) * values + beta * around
        return cast(Floats, np.concatenate([kept, middle]).astype(values.dtype))

    def interpolate(self, values: Floats) -> Floats:
        """Plain linear interpolation of a scalar field: (base_count,) -> (vertex_count,)."""
        middle = (values[self.edges[:, 0]] + values[self.edges[:, 1]]) / 2
        return cast(Floats, np.concatenate([values, middle]))

    def locate(
        self, vertices: tuple[int, int, int], weights: tuple[float, float, float]
    ) -> tuple[tuple[int, int, int], tuple[float, float, float]]:
        """A point of a base triangle -> the sub-triangle it falls in, and its weights there.

        Raises
        ------
        ValueError
            When the three vertices are no triangle of the base mesh.
        """
        i, j, k = vertices
        a, b, c = weights
        ij, jk, ki = (self._edge_point(*pair) for pair in ((i, j), (j, k), (k, i)))
        if k not in self.wings[ij - self.base_count]:
            raise ValueError(f"{vertices} is no triangle of the base mesh")
        # A corner's sub-triangle holds what lies in that corner's half; the edge points of the
        # middle one count what the corner across lacks of a half.
        if a >= 0.5:
            return (i, ij, ki), (2 * a - 1, 2 * b, 2 * c)
        if b >= 0.5:
            return (ij, j, jk), (2 * a, 2 * b - 1, 2 * c)
        if c >= 0.5:
            return (ki, jk, k), (2 * a, 2 * b, 2 * c - 1)
        return (ij, jk, ki), (1 - 2 * c, 1 - 2 * a, 1 - 2 * b)

    def locate_all(self, vertices: Ints, weights: Floats) -> tuple[Ints, Floats]:
        """:meth:`locate` for many points at once: (n, 3) and (n, 3) -> the same.

        Raises
        ------
        ValueError
            When some vertices are no triangle of the base mesh.
        """
        v = np.asarray(vertices, np.int64)
        w = np.asarray(weights, float)
        pairs = np.sort(np.stack([v, v[:, [1, 2, 0]]], axis=2).reshape(-1, 2), axis=1)
        keys = self.edges[:, 0].astype(np.int64) * self.base_count + self.edges[:, 1]
        wanted = pairs[:, 0] * self.base_count + pairs[:, 1]
        at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        if (keys[at] != wanted).any():
            raise ValueError("some of these are no triangles of the base mesh")
        edge = at.reshape(-1, 3)  # between corners 0-1, 1-2, 2-0
        if not (self.wings[edge[:, 0]] == v[:, 2:]).any(axis=1).all():
            raise ValueError("some of these are no triangles of the base mesh")
        mid = edge + self.base_count
        fine_vertices = np.stack([mid[:, 0], mid[:, 1], mid[:, 2]], axis=1)
        fine_weights = 1 - 2 * w[:, [2, 0, 1]]
        for k in range(3):
            following, before = (k + 1) % 3, (k + 2) % 3
            rows = w[:, k] >= 0.5
            fine_vertices[rows] = np.stack([v[rows, k], mid[rows, k], mid[rows, before]], axis=1)
            fine_weights[rows] = np.stack(
                [2 * w[rows, k] - 1, 2 * w[rows, following], 2 * w[rows, before]], axis=1
            )
        return fine_vertices.astype(np.int32), fine_weights

    def _edge_point(self, a: int, b: int) -> int:
        """Number of the subdivided vertex on the edge between two base vertices."""
        low, high = min(a, b), max(a, b)
        first, end = np.searchsorted(self.edges[:, 0], (low, low + 1))
        at = int(first) + int(np.searchsorted(self.edges[first:end, 1], high))
        if at == end or self.edges[at, 1] != high:
            raise ValueError(f"{a} and {b} share no edge of the base mesh")
        return self.base_count + at


@dataclass(frozen=True, slots=True, eq=False)
class Topology:
    """The base mesh: (q, 4) quads, (2q, 3) triangles, (v,) mirror partners, and the eyes.

    Triangles look outwards and are split so that the mirror image of each is one too.

    Attributes
    ----------
    eye_triangles
        (t, 3), the left eyeball's and then the right one's, numbered on their own.
    eye_iris
        (n,) falling with the angle from the line of sight, 1 at the centre of the pupil, 0 on
        the white.
    """

    quads: Ints
    triangles: Ints
    mirror: Ints
    eye_triangles: Ints
    eye_iris: npt.NDArray[np.float32]
    subdivision: Subdivision

    def fingerprint(self) -> str:
        """Tells this mesh from any other: places that were stored belong to one of them."""
        return hashlib.sha256(self.triangles.astype("<i4").tobytes()).hexdigest()[:16]

    @property
    def midline(self) -> npt.NDArray[np.bool_]:
        """True for the base vertices of the median plane, (v,)."""
        return cast(npt.NDArray[np.bool_], self.mirror == np.arange(len(self.mirror)))


def subdivide(triangles: Ints, mirror: Ints) -> Subdivision:
    """Prepare one Loop step of a closed mesh.

    Raises
    ------
    ValueError
        When the mesh is not closed (an edge has other than two triangles).
    """
    count = int(triangles.max()) + 1
    t = triangles.astype(np.int64)
    start, end = t.ravel(), t[:, [1, 2, 0]].ravel()
    opposite = t[:, [2, 0, 1]].ravel()
    low, high = np.minimum(start, end), np.maximum(start, end)
    key = low * count + high
    order = np.argsort(key, kind="stable")
    sorted_key = key[order]
    if len(key) % 2 or (sorted_key[::2] != sorted_key[1::2]).any():
        raise ValueError("the mesh is not closed: an edge has other than two triangles")
    if (sorted_key[2::2] == sorted_key[1:-1:2]).any():
        raise ValueError("the mesh is not closed: an edge has more than two triangles")
    edges = np.column_stack([low[order[::2]], high[order[::2]]])
    wings = np.column_stack([opposite[order[::2]], opposite[order[1::2]]])
    edge_of_half = np.empty(len(key), np.int64)
    edge_of_half[order] = np.repeat(np.arange(len(edges)), 2)
    return _assemble(triangles, mirror, edges, wings, edge_of_half.reshape(-1, 3))


def _assemble(
    triangles: npt.NDArray[Any],
    mirror: npt.NDArray[Any],
    edges: npt.NDArray[Any],
    wings: npt.NDArray[Any],
    edge_of_corner: npt.NDArray[Any],
) -> Subdivision:
    """Build the subdivision from its edge tables; `edges` are sorted, low number first."""
    count = len(mirror)
    corner = triangles.astype(np.int32)
    mid = edge_of_corner.astype(np.int32) + np.int32(count)
    fine = np.empty((len(corner), 4, 3), np.int32)
    fine[:, :3, 0] = corner
    fine[:, :3, 1] = mid
    fine[:, :3, 2] = mid[:, [2, 0, 1]]
    fine[:, 3] = mid
    partner = mirror.astype(np.int64)[edges]
    partner_key = partner.min(axis=1) * count + partner.max(axis=1)
    # Sorting the partners' keys pairs them with the sorted edges; faster than searching each.
    edge_partner = np.empty(len(edges), np.int64)
    edge_partner[np.argsort(partner_key)] = np.arange(count, count + len(edges))
    return Subdivision(
        base_count=count,
        triangles=fine.reshape(-1, 3),
        mirror=np.concatenate([mirror, edge_partner]).astype(np.int32),
        edges=edges.astype(np.int32),
        wings=wings.astype(np.int32),
        valence=np.bincount(edges.ravel(), minlength=count).astype(np.int32),
        edge_of_corner=edge_of_corner.astype(np.int32),
    )


def vertex_normals(vertices: Floats, triangles: Ints) -> npt.NDArray[np.float32]:
    """Unit normals (n, 3), each triangle weighted by its area."""
    v = np.asarray(vertices, np.float32)
    a, b, c = (v[triangles[:, k]] for k in range(3))
    face = np.cross(b - a, c - a)
    normals = np.empty(v.shape, np.float32)
    flat = triangles.ravel()
    for k in range(3):
        normals[:, k] = np.bincount(flat, np.repeat(face[:, k], 3), minlength=len(v))
    length = np.sqrt(np.einsum("ij,ij->i", normals, normals))
    return cast(npt.NDArray[np.float32], normals / np.maximum(length, 1e-12)[:, None])


@functools.cache
def load_topology() -> Topology:
    """The topology of all figures.

    Raises
    ------
    ExplorerError
        When the topology file is missing or damaged.
    """
    path = meshes_dir() / "topology.npz"
    try:
        with path.open("rb") as handle, np.load(handle) as file:
            table = {name: file[name] for name in file.files}
        triangles, mirror = table["triangles"].astype(np.int32), table["mirror"].astype(np.int32)
        return Topology(
            table["quads"].astype(np.int32),
            triangles,
            mirror,
            table["eye_triangles"].astype(np.int32),
            table["eye_iris"],
            # The recipe stores the edge tables: finding them takes longer than reading them.
            _assemble(
                triangles, mirror, table["edges"], table["edge_opposite"], table["triangle_edges"]
            ),
        )
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise ExplorerError(
            f"The body's mesh in {path} could not be read: {error}.",
            "Install the explorer again to get its own files back.",
        ) from error
