"""A view of one figure carried to another: the same place, as large, from the same direction."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import numpy as np
import numpy.typing as npt

from explorer.session.view_state import CameraPose

__all__ = ["carried"]

Array = npt.NDArray[np.float64]
#: A body is at most so much larger or smaller than another.
_LEAST, _MOST = 0.5, 2.0


def carried(
    pose: CameraPose, old: npt.NDArray[np.floating], new: npt.NDArray[np.floating]
) -> CameraPose:
    """The pose that shows of another body what this one shows.

    Parameters
    ----------
    old, new
        (n, 3) places of the same vertices on both bodies, mm. Those near what is looked at count.
    """
    before, after = np.asarray(old, float), np.asarray(new, float)
    focal = np.asarray(pose.focal_point, float)
    back = np.asarray(pose.position, float) - focal
    half = float(np.linalg.norm(back)) * np.tan(np.radians(pose.view_angle) / 2)
    apart = ((before - focal) ** 2).sum(axis=1)
    weights = np.exp((apart.min() - apart) / (2 * max(half, 1.0) ** 2))
    weights /= weights.sum()
    middle, new_middle = weights @ before, weights @ after
    spread = weights @ ((before - middle) ** 2).sum(axis=1)
    new_spread = weights @ ((after - new_middle) ** 2).sum(axis=1)
    ratio = float(np.clip(np.sqrt(new_spread / max(float(spread), 1e-9)), _LEAST, _MOST))
    new_focal = new_middle + (focal - middle) * ratio
    return replace(pose, position=_three(new_focal + back * ratio), focal_point=_three(new_focal))


def _three(v: Array) -> tuple[float, float, float]:
    return cast(tuple[float, float, float], tuple(float(c) for c in v))
