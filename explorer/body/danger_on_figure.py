"""Danger areas of one figure, and which points press near them: made once and kept."""

from __future__ import annotations

import functools
import threading

import numpy as np
import numpy.typing as npt

from explorer.anatomy.model import Side
from explorer.body.danger_areas import (
    DangerTube,
    Nearness,
    all_near,
    danger_tubes,
    pressing_path,
    skin_over,
)
from explorer.body.placement import PlacedAtlas

__all__ = ["DangerOnFigure", "danger_on"]


class DangerOnFigure:
    """All parts take some tenths of a second when first asked for, in whatever thread.

    Parameters
    ----------
    placed
        The atlas on that figure.
    """

    def __init__(self, placed: PlacedAtlas) -> None:
        self._placed = placed
        self._lock = threading.Lock()
        self._near: tuple[tuple[Nearness, ...], ...] | None = None

    @functools.cached_property
    def tubes(self) -> tuple[DangerTube, ...]:
        """Vessels, nerves and organs of both sides."""
        return danger_tubes(self._placed.atlas, self._placed.figure)

    @functools.cached_property
    def over(self) -> npt.NDArray[np.float32]:
        """Depth (n,) mm of the nearest danger area under each vertex of the shown skin."""
        return skin_over(self.tubes, self._placed.figure)

    @property
    def ready(self) -> bool:
        """Whether :meth:`near` answers at once."""
        return self._near is not None

    def prepare(self, stop: threading.Event | None = None) -> None:
        """Measure all points ahead, for a background thread."""
        if stop is None or not stop.is_set():
            self.near_all()

    def near_all(self) -> tuple[tuple[Nearness, ...], ...]:
        """What each point of ``placed.points`` presses near, nearest first."""
        with self._lock:
            if self._near is None:
                paths = [pressing_path(p) for p in self._placed.points]
                self._near = tuple(all_near(paths, self.tubes))
            return self._near

    def near(self, point: str, side: Side) -> tuple[Nearness, ...]:
        """What one point presses near, nearest first."""
        return self.near_all()[self._placed.index_of(point, side)]


@functools.lru_cache(maxsize=8)
def danger_on(placed: PlacedAtlas) -> DangerOnFigure:
    """The danger areas of a figure."""
    return DangerOnFigure(placed)
