"""Simple muscles with known answers: tubes, boxes and sheets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.body.structures import Structure, Structures, structure_id
from explorer.body.topology import vertex_normals

Array = npt.NDArray[np.float64]
Mesh = tuple[Array, npt.NDArray[np.integer[Any]]]

BOX_TRIANGLES = np.array(
    [
        [0, 2, 1], [0, 3, 2], [4, 5, 6], [4, 6, 7], [0, 1, 5], [0, 5, 4],
        [1, 2, 6], [1, 6, 5], [2, 3, 7], [2, 7, 6], [3, 0, 4], [3, 4, 7],
    ]
)  # fmt: skip


def box(low: Sequence[float], high: Sequence[float]) -> Mesh:
    """A box with outward triangles."""
    (x0, y0, z0), (x1, y1, z1) = low, high
    corners = [
        (x0, y0, z0), (x1, y0, z0), (x1, y1, z0), (x0, y1, z0),
        (x0, y0, z1), (x1, y0, z1), (x1, y1, z1), (x0, y1, z1),
    ]  # fmt: skip
    return np.array(corners, float), BOX_TRIANGLES


def tube(start: Sequence[float], end: Sequence[float], radius: float, sides: int = 32) -> Mesh:
    """A closed tube."""
    a, b = np.array(start, float), np.array(end, float)
    axis = (b - a) / np.linalg.norm(b - a)
    aside = np.cross(axis, np.eye(3)[int(np.argmin(np.abs(axis)))])
    aside /= np.linalg.norm(aside)
    turn = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    ring = radius * (np.outer(np.cos(turn), aside) + np.outer(np.sin(turn), np.cross(axis, aside)))
    rows = np.linspace(0, 1, 12)
    vertices = np.concatenate([*(a + s * (b - a) + ring for s in rows), [a], [b]])
    i = np.arange(sides)
    j = (i + 1) % sides
    wall = [
        np.column_stack(part) + row * sides
        for row in range(len(rows) - 1)
        for part in ((i, j, j + sides), (i, j + sides, i + sides))
    ]
    top = (len(rows) - 1) * sides
    caps = [
        np.column_stack([j, i, np.full(sides, len(vertices) - 2)]),
        np.column_stack([i + top, j + top, np.full(sides, len(vertices) - 1)]),
    ]
    return vertices, np.concatenate([*wall, *caps])


def cracked(mesh: Mesh, wide: float = 0.0) -> Mesh:
    """Every triangle with corners of its own, shrunk about its middle by ``wide`` (a share)."""
    corners = mesh[0][mesh[1]]
    middle = corners.mean(axis=1, keepdims=True)
    corners = middle + (corners - middle) * (1 - wide)
    return corners.reshape(-1, 3), np.arange(corners.shape[0] * 3).reshape(-1, 3)


def flesh(
    name: str,
    mesh: Mesh,
    side: Any = "right",
    muscles: tuple[str, ...] | None = None,
    kind: Any = "muscle",
) -> tuple[Any, ...]:
    """A part for ``Structures.merged``."""
    vertices, triangles = mesh[0].astype(np.float32), mesh[1].astype(np.int32)
    own = ((name,) if muscles is None else muscles) if kind == "muscle" else ()
    layer: Any = "superficial" if kind == "muscle" else "bones"
    item = Structure(structure_id(kind, name, side), name, "", kind, side, layer, own, "pack")
    return item, vertices, vertex_normals(vertices, triangles), triangles


def merged(*parts: tuple[Any, ...]) -> Structures:
    return Structures.merged(parts)  # type: ignore[arg-type]
