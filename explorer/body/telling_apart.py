"""Telling patterns of pain apart: where only one of them hurts, where several do.

Everything is said in signed distance fields over the skin, mm, negative inside, as zones are. A
point has two zones: the essential one hurts in nearly everybody, the spillover in some.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.anatomy.model import Side
from explorer.body.zone_fields import ZoneFields
from explorer.body.zones import FIELD_LIMIT

__all__ = ["Pattern", "best_spot", "only", "pattern_of", "shared", "spills", "which"]

Field = npt.NDArray[np.float32]

#: A spot that tells apart lies at least so deep in the one zone and so far outside all others, mm:
#: a fingertip's width, as a client points no finer.
LEAST_INSIDE, LEAST_OUTSIDE = 3.0, 8.0
#: Deeper inside than this a place is not better known to hurt, mm.
_DEEP = 15.0


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """Where one point refers to: distances (n,) to its essential zone and to its spillover, mm."""

    essential: Field
    spillover: Field

    @property
    def whole(self) -> Field:
        """Distance (n,) to both zones taken together, mm."""
        return np.minimum(self.essential, self.spillover)


def pattern_of(zones: ZoneFields, point: str, side: Side, count: int) -> Pattern:
    """The pattern of a point on one side of a figure with so many vertices.

    A zone that the point does not have is far from everywhere.
    """
    far = np.full(count, FIELD_LIMIT, np.float32)
    essential = zones.field(point, side, "essential")
    spillover = zones.field(point, side, "spillover")
    return Pattern(far if essential is None else essential, far if spillover is None else spillover)


def which(patterns: Sequence[Pattern]) -> npt.NDArray[np.int8]:
    """What each of k patterns does at each place (k, n): 2 essential, 1 spillover, 0 nothing."""
    return np.array(
        [np.where(p.essential < 0, 2, np.where(p.spillover < 0, 1, 0)) for p in patterns], np.int8
    )


def only(patterns: Sequence[Pattern], number: int) -> Field:
    """Distance (n,) to where one pattern's essential zone lies and no other one's."""
    others = [p.essential for i, p in enumerate(patterns) if i != number]
    return np.asarray(np.maximum.reduce([patterns[number].essential, *(-f for f in others)]))


def shared(patterns: Sequence[Pattern]) -> Field:
    """Distance (n,) to where the essential zones of two or more patterns lie."""
    fields = np.sort(np.array([p.essential for p in patterns]), axis=0)
    return np.asarray(fields[1])


def spills(pattern: Pattern) -> Field:
    """Distance (n,) to where a pattern only spills over."""
    return np.asarray(np.maximum(pattern.spillover, -pattern.essential))


def best_spot(
    pattern: Pattern,
    others: Sequence[Pattern],
    reachable: npt.NDArray[np.bool_] | None = None,
) -> int | None:
    """The vertex that best tells a pattern from others, or None when there is none.

    Deep inside its essential zone and far outside of everything that the others reach.

    Parameters
    ----------
    reachable
        (n,) where a finger can point to; everywhere when None.
    """
    if not others:
        return None
    outside = np.minimum.reduce([other.whole for other in others])
    inside = -pattern.essential
    good = (inside >= LEAST_INSIDE) & (outside >= LEAST_OUTSIDE)
    if reachable is not None:
        good &= reachable
    if not good.any():
        return None
    # Both count, the lesser more: a place hard by a border tells nothing apart.
    inside = np.minimum(inside, _DEEP)
    worth = np.minimum(inside, outside) + 0.25 * np.maximum(inside, outside)
    return int(np.argmax(np.where(good, worth, -np.inf)))
