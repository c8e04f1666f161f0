"""Connectivity of the shared topology: mirrored triangles, edges, one Loop step, eyeballs."""

from __future__ import annotations

import numpy as np
from makehuman import Array, Ints


def split_quads(quads: Ints, mirror: Ints, vertices: Array) -> Ints:
    """Split quads (n, 4) into triangles (2n, 3) that are exactly mirror symmetric.

    Each quad is cut along its shorter diagonal in the rest `vertices`; the partner of a quad takes
    the partner of that diagonal, so rounding cannot make the two sides differ.
    """
    row = {tuple(sorted(corners)): k for k, corners in enumerate(quads.tolist())}
    triangles = np.empty((len(quads), 2, 3), np.int64)
    done = np.zeros(len(quads), bool)
    for k, quad in enumerate(quads):
        if done[k]:
            continue
        a, b, c, d = quad.tolist()
        short = np.linalg.norm(vertices[a] - vertices[c]) <= np.linalg.norm(
            vertices[b] - vertices[d]
        )
        pair = [[a, b, c], [a, c, d]] if short else [[b, c, d], [b, d, a]]
        other = row[tuple(sorted(mirror[quad].tolist()))]
        if other == k:
            raise ValueError(f"quad {k} lies across the midline and has no symmetric diagonal")
        triangles[k] = pair
        triangles[other] = mirror[np.array(pair)][:, ::-1]
        done[[k, other]] = True
    return triangles.reshape(-1, 3)


def edge_tables(triangles: Ints) -> tuple[Ints, Ints, Ints]:
    """Edges of a closed triangle surface.

    Returns
    -------
    edges
        (e, 2), lower vertex first, sorted.
    opposite
        (e, 2), the two vertices across each edge.
    triangle_edges
        (t, 3), the edge from corner 0 to 1, 1 to 2, 2 to 0.
    """
    corner = triangles[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2)
    across = triangles[:, [2, 0, 1]].ravel()
    low, high = corner.min(1), corner.max(1)
    key, inverse, counts = np.unique(
        low * (triangles.max() + 1) + high, return_inverse=True, return_counts=True
    )
    if (counts != 2).any():
        raise ValueError("the surface is not closed: an edge has other than two faces")
    opposite = across[np.argsort(inverse, kind="stable")].reshape(-1, 2)
    edges = np.stack(np.divmod(key, triangles.max() + 1), 1)
    return edges, opposite, inverse.reshape(-1, 3)


def loop_step(
    vertices: Array, triangles: Ints, tables: tuple[Ints, Ints, Ints]
) -> tuple[Array, Ints]:
    """One step of Loop subdivision of a closed surface; old vertices keep their numbers."""
    edges, opposite, sides = tables
    count = len(vertices)
    ring = np.zeros_like(vertices)
    np.add.at(ring, edges[:, 0], vertices[edges[:, 1]])
    np.add.at(ring, edges[:, 1], vertices[edges[:, 0]])
    valence = np.bincount(edges.ravel(), minlength=count)[:, None]
    beta = np.where(valence == 3, 3 / 16, 3 / (8 * valence))  # Warren's weights
    even = (1 - valence * beta) * vertices + beta * ring
    odd = 0.375 * vertices[edges].sum(1) + 0.125 * vertices[opposite].sum(1)
    return np.concatenate([even, odd]), subdivided(triangles, sides, count)


def subdivided(triangles: Ints, sides: Ints, count: int) -> Ints:
    """The four triangles of each triangle: its three corners, then the middle, (4t, 3)."""
    i, j, k = triangles.T
    ij, jk, ki = sides.T + count
    four = [[i, ij, ki], [j, jk, ij], [k, ki, jk], [ij, jk, ki]]
    return np.array(four).transpose(2, 0, 1).reshape(-1, 3)


def normals(vertices: Array, triangles: Ints) -> Array:
    """Area-weighted unit vertex normals (n, 3)."""
    a, b, c = vertices[triangles].transpose(1, 0, 2)
    face = np.cross(b - a, c - a)
    total = np.zeros_like(vertices)
    for corner in triangles.T:
        np.add.at(total, corner, face)
    return np.asarray(total / np.linalg.norm(total, axis=1, keepdims=True))
