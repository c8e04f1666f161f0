"""The body that the base figure is wrapped onto, and whether it can be one at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.body.structures import Structures
from explorer.errors import ExplorerError

__all__ = ["TargetBody", "check_skin"]

Floats = npt.NDArray[np.float64]

_FEWEST = 4000
_SHORTEST, _TALLEST = 1200.0, 2300.0
_POSITION = "The body must stand upright in anatomical position: arms beside it, palms forward."


@dataclass(frozen=True, slots=True, eq=False)
class TargetBody:
    """A body of one's own: its skin, and the muscles and bones under it.

    Attributes
    ----------
    skin_vertices, skin_triangles
        (n, 3) mm in the body frame, origin on the floor, and (m, 3).
    structures
        Named bones say where landmarks belong; without any the skin alone must do.
    """

    skin_vertices: npt.NDArray[np.floating[Any]]
    skin_triangles: npt.NDArray[np.integer[Any]]
    structures: Structures


def check_skin(vertices: npt.NDArray[np.floating[Any]], triangles: npt.NDArray[Any]) -> None:
    """Refuse what is no standing human body.

    Raises
    ------
    ExplorerError
        With the first thing that is wrong.
    """
    v, t = np.asarray(vertices), np.asarray(triangles)
    if v.ndim != 2 or v.shape[1] != 3 or t.ndim != 2 or t.shape[1] != 3 or not len(v):
        raise ExplorerError(
            "The skin is no surface of triangles.", "Choose another mesh as the skin."
        )
    if not np.isfinite(v).all():
        raise ExplorerError(
            "The skin has corners that lie nowhere (not a number).", "Repair or export it again."
        )
    if len(t) and (t.min() < 0 or t.max() >= len(v)):
        raise ExplorerError(
            "The skin's triangles name corners that it does not have.", "Export it again."
        )
    if len(t) < _FEWEST:
        raise ExplorerError(
            f"The skin has only {len(t)} triangles, too few to tell fingers apart.",
            f"Give a skin of at least {_FEWEST} triangles.",
        )
    corners = v[t].astype(float)
    area = np.linalg.norm(
        np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1
    )
    if not area.sum() > 0:
        raise ExplorerError("The skin has no surface at all.", "Choose another mesh as the skin.")
    _check_proportions(corners.mean(axis=1), area / area.sum())


def _check_proportions(centres: Floats, share: Floats) -> None:
    width, depth, height = np.ptp(centres, axis=0)
    if not _SHORTEST <= height <= _TALLEST:
        raise ExplorerError(
            f"The skin is {height / 1000:.2f} m tall, which no standing adult is.",
            f"{_POSITION} Check the unit and which axis points up.",
        )
    if not 0.2 < width / height < 0.75 or not 0.08 < depth / height < 0.4:
        raise ExplorerError(
            f"The skin is {width:.0f} mm wide and {depth:.0f} mm deep at a height of "
            f"{height:.0f} mm: that is no body in anatomical position.",
            f"{_POSITION}",
        )
    up = (centres[:, 2] - centres[:, 2].min()) / height
    middle = np.average(centres[:, 0], weights=share)
    left = centres[:, 0] > middle
    sides = share[left].sum()
    if not 0.4 < sides < 0.6 or not 0.6 < np.ptp(centres[left, 0]) / (width / 2) < 1.4:
        raise ExplorerError(
            "The skin is not the same on the left and on the right: half of it may be missing.",
            "Give the skin of a whole body.",
        )
    share_legs, share_head = share[up < 0.45].sum(), share[up > 0.87].sum()
    legs = (up > 0.1) & (up < 0.4)
    between = np.abs(centres[legs, 0] - middle) < 0.004 * height
    gap = share[legs][between].sum() / max(share[legs].sum(), 1e-12)
    if not (0.2 < share_legs < 0.62 and 0.02 < share_head < 0.2 and gap < 0.03):
        raise ExplorerError(
            "The skin has not the two legs, the trunk and the head of a standing body.",
            _POSITION,
        )
    _check_facing(centres, up)


def _check_facing(centres: Floats, up: Floats) -> None:
    """Feet reach further to the front of the shins than to their back."""
    foot, shin = centres[up < 0.03], centres[(up > 0.08) & (up < 0.15)]
    if not len(foot) or not len(shin):
        raise ExplorerError("The skin has no feet or no shins.", _POSITION)
    middle = np.median(shin[:, 1])
    if middle - foot[:, 1].min() < foot[:, 1].max() - middle:
        raise ExplorerError(
            "The body looks to the back.",
            "Turn it round: the front of the body is at negative y in the pack's frame.",
        )
