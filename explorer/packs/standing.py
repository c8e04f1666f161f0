"""Where a body stands: the origin on the floor, between the feet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.packs.body_plan import HEIGHTS
from explorer.packs.orientation import Placed

__all__ = ["origin_of"]

Floats = npt.NDArray[np.float64]

_WHOLE = 1200.0
_FOOT_HEIGHT = 80.0
#: Share of a foot's length that lies behind the origin, as in the built-in figures.
_BEHIND = 0.245
_SOLE = 12.0  # mm of skin and fat under the bones of a heel
_TOO_FEW = "The file holds only a part of a body; it stands where that part is in a man of 1.75 m."


def origin_of(meshes: Sequence[Placed], skin: npt.NDArray[Any] | None) -> tuple[Floats, str]:
    """The point (3,) of a body in its axes (mm) that becomes the origin, and a note.

    Parameters
    ----------
    meshes
        What is known, in the body's axes, mm.
    skin
        Vertices (n, 3) of the skin; None where there is none.
    """
    low = np.min([m.low for m in meshes], axis=0)
    high = np.max([m.high for m in meshes], axis=0)
    x = _midline(meshes, skin, low, high)
    if skin is not None:
        feet = skin[skin[:, 2] < skin[:, 2].min() + _FOOT_HEIGHT]
        return np.array([x, _between(feet[:, 1]), skin[:, 2].min()], float), ""
    if high[2] - low[2] >= _WHOLE:
        feet_meshes = [m for m in meshes if m.low[2] < low[2] + _FOOT_HEIGHT / 2]
        ends = np.array([[m.low[1], m.high[1]] for m in feet_meshes if m.high[2] < low[2] + 150])
        y = _between(ends.ravel()) if len(ends) else (low[1] + high[1]) / 2
        return np.array([x, y, low[2] - _SOLE]), ""
    rises = [m.middle[2] - HEIGHTS[m.identity.slug] for m in meshes if m.identity.slug in HEIGHTS]
    z = float(np.median(rises)) if rises else low[2]
    return np.array([x, (low[1] + high[1]) / 2, min(z, low[2])]), _TOO_FEW


def _between(y: npt.NDArray[Any]) -> float:
    return float(y.max() - _BEHIND * (y.max() - y.min()))


def _midline(
    meshes: Sequence[Placed], skin: npt.NDArray[Any] | None, low: Floats, high: Floats
) -> float:
    """Halfway between what has both sides; else where the midline bones are."""
    sides: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for m in meshes:
        if m.identity.side is not None:
            sides[m.identity.slug][m.identity.side].append(float(m.middle[0]))
    pairs = [
        (np.mean(both["left"]) + np.mean(both["right"])) / 2
        for both in sides.values()
        if both["left"] and both["right"]
    ]
    if pairs:
        return float(np.median(pairs))
    middles = [float(m.middle[0]) for m in meshes if m.identity.midline]
    if skin is not None:
        return float((skin[:, 0].min() + skin[:, 0].max()) / 2)
    return float(np.median(middles)) if middles else float((low[0] + high[0]) / 2)
