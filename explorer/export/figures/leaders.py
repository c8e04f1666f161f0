"""Names in two columns beside a picture, with leader lines that cannot cross: boundary labelling.

The names go left or right of the body by a vertical cut through what they name, so lines of one
side never meet those of the other. In a column each name, from the top one down, is given to what a
line turning downwards round the place of the name meets first. All that is still without a name
then lies below that line, as do the places left, so no later line can cross it: the sweep for
straight leaders of Bekos, Kaufmann, Symvonis and Wolff, "Boundary labeling" (2007).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

__all__ = ["Box", "Column", "Leader", "Pixel", "Wish", "lay_out_leaders"]

#: Left, top, width and height in pixels.
Box = tuple[float, float, float, float]
Pixel = tuple[float, float]
Side = Literal["left", "right"]

#: So often places and order are fitted to each other before names are simply stacked.
_ROUNDS = 16
_SAME_ANGLE = 1e-9


@dataclass(frozen=True, slots=True)
class Wish:
    """A name that wants a place: the pixel of what it names, and the box its text needs."""

    anchor: Pixel
    size: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Column:
    """Where names may stand on one side: from ``top`` to ``bottom``, flush with ``edge``.

    Lines bend at ``bend``, which lies between the edge and everything that is named, and go on
    level from there.
    """

    edge: float
    bend: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Leader:
    """A placed name: which wish it is, where its text stands, and its line from body to text."""

    number: int
    side: Side
    box: Box
    path: tuple[Pixel, Pixel, Pixel]


def lay_out_leaders(
    wishes: Sequence[Wish], left: Column, right: Column, gap: float, port: float
) -> tuple[Leader, ...]:
    """Places for names, the most important first; the last ones are left out if there is no room.

    Parameters
    ----------
    wishes
        Their anchors lie between the bends of both columns.
    gap
        Least distance between two names of a column.
    port
        How far below the top of its text a line ends: the middle of the first row of words.
    """
    chosen = list(range(len(wishes)))
    while chosen:
        cut = _best_cut([wishes[i] for i in chosen], left, right, gap, port)
        if cut is not None:
            break
        chosen.pop()
    else:
        return ()
    order = sorted(chosen, key=lambda i: wishes[i].anchor)
    sides: tuple[tuple[Side, Column, list[int]], ...] = (
        ("left", left, order[:cut]),
        ("right", right, order[cut:]),
    )
    placed: list[Leader] = []
    for side, column, members in sides:
        own = [wishes[i] for i in members]
        for k, top in _column(own, column, gap, port):
            width, height = own[k].size
            x = column.edge - width if side == "left" else column.edge
            path = (own[k].anchor, (column.bend, top + port), (column.edge, top + port))
            placed.append(Leader(members[k], side, (x, top, width, height), path))
    return tuple(placed)


def _best_cut(
    wishes: Sequence[Wish], left: Column, right: Column, gap: float, port: float
) -> int | None:
    """How many names, counted from the left of the picture, go left; None when no cut has room.

    The one with the shortest lines, taken as if names were stacked in the order of height.
    """
    order = sorted(wishes, key=lambda wish: wish.anchor)
    best: tuple[float, int] | None = None
    for cut in range(len(order) + 1):
        cost = 0.0
        for column, members in ((left, order[:cut]), (right, order[cut:])):
            if _total(members, gap) > column.bottom - column.top + 1e-6:
                break
            rows = sorted(members, key=lambda wish: wish.anchor[1])
            for wish, top in zip(rows, _stack(rows, column, gap, port), strict=True):
                x, y = wish.anchor
                cost += math.hypot(x - column.bend, y - top - port)
        else:
            if best is None or cost < best[0] - 1e-9:
                best = cost, cut
    return None if best is None else best[1]


def _total(members: Sequence[Wish], gap: float) -> float:
    return sum(w.size[1] for w in members) + gap * max(len(members) - 1, 0)


def _column(
    wishes: Sequence[Wish], column: Column, gap: float, port: float
) -> list[tuple[int, float]]:
    """Number and top of each name, from the top of the column down."""
    order = sorted(range(len(wishes)), key=lambda i: wishes[i].anchor[1])
    for _ in range(_ROUNDS):
        tops = _stack([wishes[i] for i in order], column, gap, port)
        swept = _sweep(wishes, column, [top + port for top in tops])
        if swept == order:  # each name has the very place it was chosen for
            return list(zip(order, tops, strict=True))
        order = swept
    # Places that do not depend on the order beforehand: one below the other, from a fixed top.
    room = column.bottom - column.top - _total(wishes, gap)
    wanted = [wish.anchor[1] for wish in wishes]
    middle = sum(wanted) / max(len(wanted), 1) - _total(wishes, gap) / 2
    top = min(max(middle, column.top), column.top + room)
    left, placed = list(range(len(wishes))), []
    while left:
        i = _next(wishes, left, (column.bend, top + port))
        left.remove(i)
        placed.append((i, top))
        top += wishes[i].size[1] + gap
    return placed


def _sweep(wishes: Sequence[Wish], column: Column, ports: Sequence[float]) -> list[int]:
    """Which name goes to which of the places, from the top one down."""
    left, order = list(range(len(wishes))), []
    for y in ports:
        i = _next(wishes, left, (column.bend, y))
        left.remove(i)
        order.append(i)
    return order


def _next(wishes: Sequence[Wish], left: Sequence[int], place: Pixel) -> int:
    """What a line that turns downwards round a place meets first, the nearest of equals."""
    x, y = place

    def angle(i: int) -> float:
        ax, ay = wishes[i].anchor
        return math.atan2(ay - y, abs(ax - x))

    lowest = min(angle(i) for i in left)
    equals = [i for i in left if angle(i) <= lowest + _SAME_ANGLE]
    return min(equals, key=lambda i: (math.dist(wishes[i].anchor, place), i))


def _stack(rows: Sequence[Wish], column: Column, gap: float, port: float) -> list[float]:
    """Tops for names in this order, nearest to level lines (least squares), within the column."""
    steps, step = [], 0.0
    for wish in rows:
        steps.append(step)
        step += wish.size[1] + gap
    groups: list[tuple[float, int]] = []  # mean of what its members want, and their number
    for wish, before in zip(rows, steps, strict=True):
        mean, count = wish.anchor[1] - port - before, 1
        while groups and groups[-1][0] > mean:
            above, many = groups.pop()
            mean, count = (above * many + mean * count) / (many + count), many + count
        groups.append((mean, count))
    highest = column.top
    lowest = max(highest, column.bottom - _total(rows, gap))
    means = [min(max(mean, highest), lowest) for mean, count in groups for _ in range(count)]
    return [mean + before for mean, before in zip(means, steps, strict=True)]
