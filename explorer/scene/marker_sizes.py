"""How large each marker is drawn: smaller from afar, and a dot where it would cover another."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Literal

import numpy as np
import numpy.typing as npt

__all__ = ["MARKER_RADIUS", "MARKER_STATES", "MarkerState", "plain_radii", "uncrowded"]

Array = npt.NDArray[np.float64]

MarkerState = Literal["plain", "shown", "hovered", "selected"]
#: In the order they are drawn, so that the selected one is never covered.
MARKER_STATES: tuple[MarkerState, ...] = ("plain", "shown", "hovered", "selected")
#: Radius of the full sign in logical pixels.
MARKER_RADIUS: Mapping[MarkerState, float] = {
    "plain": 4.6,
    "shown": 6.2,
    "hovered": 6.8,
    "selected": 7.6,
}
#: Radius of the smallest dot in logical pixels.
DOT = 1.9
#: A plain marker is a dot up to the first scale (logical pixels a millimetre), full from the
#: second one on.
_FAR, _NEAR = 0.08, 0.62
#: Between two markers stays this much of the body (logical pixels).
_BETWEEN = 1.6


def plain_radii(pixels_per_mm: Array) -> Array:
    """Radii (k,) of plain markers, logical pixels, by the scale (k,) of the picture at each."""
    share = np.clip((pixels_per_mm - _FAR) / (_NEAR - _FAR), 0.0, 1.0)
    return np.asarray(DOT + (MARKER_RADIUS["plain"] - DOT) * share)


def uncrowded(pixels: Array, radii: Array, fixed: npt.NDArray[np.bool_]) -> Array:
    """Radii (k,) shrunk so that no marker covers one that goes before it; never below a dot.

    A marker grows with the room that those before it leave, so it does not jump when one zooms.

    Parameters
    ----------
    pixels
        (k, 2) in logical pixels.
    radii
        (k,) wanted, logical pixels.
    fixed
        (k,) those that keep their size and go before all; of the others the later ones, which
        are nearer to the eye, go before the earlier ones.
    """
    given = (np.asarray(pixels, np.float32), np.asarray(radii, float), np.asarray(fixed, bool))
    return _uncrowded(*(part.tobytes() for part in given)).copy()


@functools.lru_cache(maxsize=4)
def _uncrowded(pixels: bytes, radii: bytes, fixed: bytes) -> Array:
    """What was found last is kept: a picture at rest is painted many times."""
    places = np.frombuffer(pixels, np.float32).reshape(-1, 2)
    first = np.frombuffer(fixed, bool)
    order = np.lexsort((-np.arange(len(first)), ~first))
    x, y = places[order].T
    distance = np.hypot(x[:, None] - x, y[:, None] - y)
    found = np.frombuffer(radii)[order].tolist()
    near = np.tril(distance < np.float32(2.0 * max(found, default=0.0) + _BETWEEN), -1)
    near[: int(first.sum())] = False
    later, before = np.nonzero(near)
    rows = zip(later.tolist(), before.tolist(), distance[later, before].tolist(), strict=True)
    for i, j, apart in rows:
        room = max(DOT, apart - found[j] - _BETWEEN)
        if room < found[i]:
            found[i] = room
    shrunk = np.empty(len(order))
    shrunk[order] = found
    return shrunk
