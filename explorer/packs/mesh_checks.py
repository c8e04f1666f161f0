"""What every mesh must be, whatever format it came in."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.errors import ExplorerError

__all__ = ["LARGEST", "MOST_TRIANGLES", "EmptyMesh", "checked", "damaged"]

#: No coordinate of a body lies further out, whatever the unit (1 km in mm).
LARGEST = 1e6
#: No structure needs more, and no body needs more than five times as many.
MOST_TRIANGLES = 4_000_000
_AGAIN = "Export it again, or leave it out of the file."


class EmptyMesh(ExplorerError):  # noqa: N818 - no error where there are other meshes
    """A mesh without a single triangle; it is left out and named in the report."""

    def __init__(self, name: str) -> None:
        super().__init__(f"The mesh {name!r} is empty.", _AGAIN)


def damaged(name: str, what: str) -> ExplorerError:
    """The error of a mesh that cannot be used."""
    return ExplorerError(f"The mesh {name!r} {what}.", _AGAIN)


def checked(
    name: str, vertices: npt.NDArray[Any], triangles: npt.NDArray[Any]
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.int32]]:
    """The same mesh, (n, 3) float32 and (m, 3) int32, with only the vertices in use.

    Raises
    ------
    EmptyMesh
        When it has no triangles.
    ExplorerError
        When it is far too large, has coordinates that are no numbers or are absurdly large, or
        triangles of vertices that do not exist.
    """
    if not len(vertices) or not len(triangles):
        raise EmptyMesh(name)
    if vertices.ndim != 2 or vertices.shape[1] != 3 or triangles.shape[1:] != (3,):
        raise damaged(name, "is no mesh of triangles in space")
    if max(len(vertices), len(triangles)) > MOST_TRIANGLES:
        raise damaged(name, "has far more triangles than a structure of the body needs")
    if not np.isfinite(vertices).all():
        raise damaged(name, "has coordinates that are no numbers")
    if np.abs(vertices).max() > LARGEST:
        raise damaged(name, "has coordinates that are absurdly large")
    low, high = int(triangles.min()), int(triangles.max())
    if low < 0 or high >= len(vertices):
        wrong = low if low < 0 else high
        raise damaged(name, f"names vertex {wrong} of only {len(vertices)}")
    used = np.zeros(len(vertices), bool)
    used[triangles.ravel()] = True
    number = np.cumsum(used) - 1
    return (
        vertices[used].astype(np.float32),
        np.asarray(number[triangles], np.int32),
    )
