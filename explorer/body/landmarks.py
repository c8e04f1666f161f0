"""Named anatomical landmarks on the topology."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from explorer.body.anchors import SkinPoint
from explorer.body.resources import meshes_dir
from explorer.errors import ExplorerError

__all__ = ["Landmark", "landmark_places", "load_landmarks"]

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Landmark:
    """A place an anatomist can put a finger on.

    ``point`` is on the right side, or on the midline; the left one is its mirror image.
    """

    id: str
    name: str
    area: str
    side: Literal["midline", "paired"]
    kind: Literal["bone", "surface", "muscle"]
    bone: str | None
    point: SkinPoint


def landmark_places(base_vertices: npt.NDArray[np.floating]) -> dict[str, Array]:
    """Where every landmark lies on a body, mm (3,): right side or midline."""
    return {id: mark.point.on(base_vertices) for id, mark in load_landmarks().items()}


@functools.cache
def load_landmarks() -> dict[str, Landmark]:
    """All landmarks by id, in the order of the body from head to foot.

    Raises
    ------
    ExplorerError
        When the landmarks file is missing or damaged.
    """
    path = meshes_dir() / "landmarks.json"
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))["landmarks"]
        return {
            row["id"]: Landmark(
                row["id"],
                row["name"],
                row["area"],
                row["side"],
                row["kind"],
                row["bone"],
                SkinPoint(tuple(row["vertices"]), tuple(row["weights"])),
            )
            for row in rows
        }
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ExplorerError(
            f"The landmarks in {path} could not be read: {error}.",
            "Install the explorer again to get its own files back.",
        ) from error
