"""The one topology that all figures share, and its smooth subdivision.

Vertex numbers are those of the MakeHuman base mesh (0..13379), so whatever is tied to a vertex or
to a triangle follows every figure. Shown skins are one Loop subdivision of it.
"""

from __future__ import annotations

import functools
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
    """

    base_count: int
    triangles: Ints
    mirror: Ints
    edges: Ints
    wings: Ints
    valence: Ints
    edge_of_corner: Ints
    base_triangles: Ints

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
        row = _triangle_rows(self).get(frozenset(vertices))
        if row is None:
            raise ValueError(f"{vertices} is no triangle of the base mesh")
        corners = self.base_triangles[row].tolist()
        at = dict(zip(vertices, weights, strict=True))
        w = [at[c] for c in corners]
        # edge_of_corner[t, k] is the edge point between corner k and the next one.
        mid = (self.edge_of_corner[row] + self.base_count).tolist()
        for k in range(3):
            if w[k] >= 0.5:
                following, before = (k + 1) % 3, (k + 2) % 3
                return (
                    (corners[k], mid[k], mid[before]),
                    (2 * w[k] - 1, 2 * w[following], 2 * w[before]),
                )
        # In the middle sub-triangle each edge point counts what the corner across lacks of a half.
        return (mid[0], mid[1], mid[2]), (1 - 2 * w[2], 1 - 2 * w[0], 1 - 2 * w[1])


@functools.lru_cache(maxsize=4)
def _triangle_rows(subdivision: Subdivision) -> dict[frozenset[int], int]:
    return {frozenset(t): i for i, t in enumerate(subdivision.base_triangles.tolist())}


@dataclass(frozen=True, slots=True, eq=False)
class Topology:
    """The base mesh: (q, 4) quads, (2q, 3) triangles, (v,) mirror partners, and the eyes.

    Triangles look outwards and are split so that the mirror image of each is one too.
    """

    quads: Ints
    triangles: Ints
    mirror: Ints
    eye_triangles: Ints
    subdivision: Subdivision


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
    edge_of_corner = edge_of_half.reshape(-1, 3)
    mid = edge_of_corner + count
    a, b, c = t.T
    ab, bc, ca = mid.T
    fine = np.stack(
        [
            np.column_stack([a, ab, ca]),
            np.column_stack([b, bc, ab]),
            np.column_stack([c, ca, bc]),
            np.column_stack([ab, bc, ca]),
        ],
        axis=1,
    ).reshape(-1, 3)
    valence = np.bincount(edges.ravel(), minlength=count)
    partner = mirror.astype(np.int64)[edges]
    partner_key = partner.min(axis=1) * count + partner.max(axis=1)
    edge_partner = np.searchsorted(sorted_key[::2], partner_key)
    full_mirror = np.concatenate([mirror.astype(np.int64), edge_partner + count])
    return Subdivision(
        count,
        *(
            x.astype(np.int32)
            for x in (fine, full_mirror, edges, wings, valence, edge_of_corner, triangles)
        ),
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
        with np.load(path, allow_pickle=False) as file:
            quads = file["quads"].astype(np.int32)
            triangles = file["triangles"].astype(np.int32)
            mirror = file["mirror"].astype(np.int32)
            eyes = file["eye_triangles"].astype(np.int32)
        return Topology(quads, triangles, mirror, eyes, subdivide(triangles, mirror))
    except (OSError, ValueError, KeyError, EOFError) as error:
        raise ExplorerError(
            f"The body's mesh in {path} could not be read: {error}.",
            "Install the explorer again to get its own files back.",
        ) from error
