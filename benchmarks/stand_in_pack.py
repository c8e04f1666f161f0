"""A body's worth of muscles and bones, made up: what a full pack costs without having one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from explorer.body.structures import Structures

__all__ = ["stand_in"]

#: How many there are of each layer, how deep under the skin (mm), and how long and thick (mm).
_LAYERS = {
    "superficial": (140, 14.0, 70.0, 11.0),
    "deep": (270, 26.0, 50.0, 8.0),
    "bones": (270, 38.0, 40.0, 9.0),
}
#: Rows of quads on each: half a million triangles in all.
_ROWS = 14


def stand_in(skin: Any, normals: Any) -> Structures:
    """Spindles under a skin (n, 3), spread evenly over its vertices; always the same."""
    from explorer.body.structures import Structure, Structures

    spindle, spindle_normals, triangles = _spindle()
    parts = []
    for layer, (count, depth, length, thickness) in _LAYERS.items():
        kind = "bone" if layer == "bones" else "muscle"
        for number, row in enumerate(np.linspace(0, len(skin) - 1, count).astype(int)):
            name = f"stand-in {layer} {number}"
            structure = Structure(
                f"{kind}:{layer}_{number}", name, "", kind, None, layer, (), "pack"
            )  # type: ignore[arg-type]
            size = np.array([thickness, thickness, length])
            vertices = skin[row] - normals[row] * depth + spindle * size
            outward = spindle_normals / size
            outward /= np.linalg.norm(outward, axis=1)[:, None]
            parts.append(
                (structure, vertices.astype(np.float32), outward.astype(np.float32), triangles)
            )
    return Structures.merged(parts)


def _spindle() -> tuple[Any, Any, Any]:
    """Vertices, normals and outward triangles of a ball of radius 1."""
    columns = 2 * _ROWS
    polar, around = np.meshgrid(
        np.linspace(0, np.pi, _ROWS + 1), np.linspace(0, 2 * np.pi, columns + 1), indexing="ij"
    )
    places = np.stack(
        [np.sin(polar) * np.cos(around), np.sin(polar) * np.sin(around), np.cos(polar)], axis=2
    ).reshape(-1, 3)
    number = np.arange(len(places)).reshape(_ROWS + 1, columns + 1)
    a, b = number[:-1, :-1].ravel(), number[1:, :-1].ravel()
    c, d = number[1:, 1:].ravel(), number[:-1, 1:].ravel()
    triangles = np.concatenate([np.stack([a, b, c], 1), np.stack([a, c, d], 1)])
    return places, places, triangles.astype(np.int32)
