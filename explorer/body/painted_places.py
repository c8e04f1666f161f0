"""What is painted at some places of the skin: strokes laid over one another as distances.

Each stroke is the distance to its outline; painting joins outlines, erasing cuts them. A painter
draws sharp rims of one width from that, on as fine a mesh as it likes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.anatomy.pain import QUALITIES, PainStroke
from explorer.body.brush_reach import Sweep
from explorer.body.pain_skin import SOFT

__all__ = ["MARGIN", "Laid", "PaintedPlaces"]

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

#: Outlines that come nearer than about half of this flow together, mm.
_FLOW = 3.0
#: Outlines are told apart up to this far outside of them, mm.
MARGIN = 4.0


@dataclass(frozen=True, slots=True, eq=False)
class Laid:
    """A finished stroke: which places (k,) it came near, and their distance (k,) to it, mm."""

    ids: Ints
    distance: Floats


@dataclass(slots=True, eq=False)
class _Paint:
    """Distance (n,) to the outline of what hurts at the surface and deep inside, mm, negative
    inside; how much it hurts (n,), and how (n,), a number in ``QUALITIES``."""

    surface: Floats
    deep: Floats
    intensity: Floats
    quality: npt.NDArray[np.int8]

    @classmethod
    def none(cls, count: int) -> _Paint:
        far = np.full(count, MARGIN, np.float32)
        return cls(far, far.copy(), np.zeros(count, np.float32), np.zeros(count, np.int8))

    def grown(self, count: int) -> _Paint:
        """With places added that nothing is painted on."""
        new = _Paint.none(count)
        for name in ("surface", "deep", "intensity", "quality"):
            old = getattr(self, name)
            getattr(new, name)[: len(old)] = old
        return new

    def copy_from(self, other: _Paint, ids: Ints) -> None:
        for name in ("surface", "deep", "intensity", "quality"):
            getattr(self, name)[ids] = getattr(other, name)[ids]

    def lay(self, stroke: PainStroke, radius: float, ids: Ints, distance: Floats) -> None:
        """Lay a stroke over what is painted at some places."""
        surface, deep, before = self.surface[ids], self.deep[ids], self.intensity[ids]
        if stroke.erase:
            self.surface[ids] = _cut(surface, distance)
            self.deep[ids] = _cut(deep, distance)
            return
        outline = np.minimum(surface, deep)
        share = np.clip(0.5 - distance / np.float32(radius * SOFT), 0.0, 1.0)
        mixed = before * (1 - share) + stroke.intensity * share
        alone = np.where(distance < outline, np.float32(stroke.intensity), before)
        self.intensity[ids] = np.where(outline > 0, alone, mixed)
        inside = distance < 0
        self.quality[ids[inside]] = QUALITIES.index(stroke.quality)
        mine, other = (self.deep, self.surface) if stroke.deep else (self.surface, self.deep)
        mine[ids] = _joined(mine[ids], distance)
        other[ids] = _cut(other[ids], distance)


class PaintedPlaces:
    """Places on one figure's skin, of which more may be added, and what is painted there.

    Arrays have room for more places than there are; ``points`` is another array after it was
    enlarged.
    """

    def __init__(self) -> None:
        self.points = np.zeros((0, 3), np.float32)
        self.normals = np.zeros((0, 3), np.float32)
        self.shown = _Paint.none(0)
        self._below = _Paint.none(0)
        self._current = np.zeros(0, np.float32)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, points: Floats, normals: Floats) -> None:
        """Add places (k, 3); memory grows in leaps."""
        count = self._count + len(points)
        if count > len(self.points):
            room = max(3 * len(self.points) // 2, count, 4096)
            for name in ("points", "normals"):
                new = np.zeros((room, 3), np.float32)
                new[: self._count] = getattr(self, name)[: self._count]
                setattr(self, name, new)
            self.shown, self._below = self.shown.grown(room), self._below.grown(room)
            current = np.full(room, MARGIN, np.float32)
            current[: self._count] = self._current[: self._count]
            self._current = current
        self.points[self._count : count] = points
        self.normals[self._count : count] = normals
        self._count = count

    def sweep(self, ids: Ints, sweep: Sweep, radius: float) -> Ints:
        """Note a sweep of the brush; those places that it came nearer to than any before it."""
        apart = sweep.distance(self.points[ids]) - np.float32(radius)
        nearer = apart < self._current[ids]
        ids = ids[nearer]
        self._current[ids] = apart[nearer]
        return ids

    def show(self, stroke: PainStroke, radius: float, ids: Ints) -> None:
        """Lay the stroke in hand, as far as it has come, over the finished ones."""
        self.shown.copy_from(self._below, ids)
        self.shown.lay(stroke, radius, ids, self._current[ids])

    def finish(self) -> Laid:
        """Put the stroke in hand down among the finished ones."""
        ids = np.flatnonzero(self._current < MARGIN)
        laid = Laid(ids, self._current[ids])
        self._below.copy_from(self.shown, ids)
        self._current[ids] = MARGIN
        return laid

    def clear(self) -> None:
        """Nothing is painted."""
        self.shown, self._below = (_Paint.none(len(self.points)) for _ in range(2))
        self._current[:] = MARGIN

    def lay_again(self, stroke: PainStroke, radius: float, laid: Laid) -> None:
        """Lay a stroke that was finished before."""
        self._below.lay(stroke, radius, laid.ids, laid.distance)
        self.shown.copy_from(self._below, laid.ids)


def _cut(outline: Floats, distance: Floats) -> Floats:
    """An outline without what lies within a stroke."""
    return np.asarray(np.clip(-distance, outline, MARGIN), np.float32)


def _joined(a: Floats, b: Floats) -> Floats:
    """The smaller distance, with a soft passage where both are alike.

    Source: Quilez, Smooth minimum (quadratic polynomial), 2013.
    """
    near = np.maximum(np.float32(_FLOW) - np.abs(a - b), 0.0)
    near[np.maximum(a, b) >= MARGIN] = 0.0  # there is but one
    return np.asarray(np.minimum(a, b) - near * near / np.float32(4 * _FLOW), np.float32)
