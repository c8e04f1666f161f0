"""Where names go: in columns beside what they name, clear of one another and of all else."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

__all__ = ["Box", "Label", "Name", "lay_out", "place_labels"]

#: Left, top, width and height in pixels.
Box = tuple[float, float, float, float]
LabelSide = Literal["left", "right"]
Pixel = tuple[float, float]
Spans = list[tuple[float, float]]

_GAP, _REACH, _REACH_UNDER_CURSOR = 8.0, 64.0, 30.0


@dataclass(frozen=True, slots=True)
class Label:
    """A name with its leader line: from the anchor pixel to the near edge of the text box."""

    text: str
    detail: str
    anchor: tuple[float, float]
    box: Box
    side: LabelSide

    @property
    def landing(self) -> tuple[float, float]:
        """The pixel of the box's edge where the leader line ends."""
        (ax, ay), (x, y, w, h) = self.anchor, self.box
        if x < ax < x + w:
            return ax, (y if ay < y else y + h)
        return (x if self.side == "right" else x + w), y + h / 2


@dataclass(frozen=True, slots=True)
class Name:
    """A name that wants a place: what it says, the pixel of what it names, the box it needs.

    One ``under_cursor`` comes and goes: it is put near its anchor, and moves no other name.
    """

    text: str
    detail: str
    anchor: tuple[float, float]
    size: tuple[float, float]
    under_cursor: bool = False


def lay_out(
    names: Sequence[Name],
    width: float,
    height: float,
    scale: float,
    painted: tuple[float, float] | None,
    taken: Sequence[Box],
) -> tuple[Label, ...]:
    """Labels for names, the most important first; those that find no room are left out."""
    gap = _GAP * scale
    staying = [n for n in names if not n.under_cursor]
    labels = place_labels(
        [n.anchor for n in staying],
        [n.size for n in staying],
        [(n.text, n.detail) for n in staying],
        width,
        height,
        gap,
        _REACH * scale,
        painted,
        taken,
    )
    # Alone, beside its anchor: what found no room in a column, then what is under the cursor.
    placed = {(label.text, label.detail, label.anchor) for label in labels}
    dots: list[Box] = [(*n.anchor, 0.0, 0.0) for n in names]
    for name in sorted(names, key=lambda n: n.under_cursor):
        if (name.text, name.detail, name.anchor) in placed:
            continue
        others = [*taken, *dots, *(label.box for label in labels)]
        for label in _alone(name, (width, height, gap), scale, others):
            if name.under_cursor or not any(_cross(label, other) for other in labels):
                labels = (*labels, label)
                break
    return labels


def _alone(
    name: Name, page: tuple[float, float, float], scale: float, others: Sequence[Box]
) -> Iterator[Label]:
    """Where one name can be, on its nearer side of the page first."""
    sides: list[LabelSide] = ["left", "right"]
    if name.anchor[0] >= page[0] / 2:
        sides.reverse()
    reach = (_REACH_UNDER_CURSOR if name.under_cursor else _REACH) * scale
    if name.size[0] > page[0] - 2 * page[2]:
        return
    for side in sides:
        edge = name.anchor[0] + (reach if side == "right" else -reach)
        boxes = _column([name.anchor], [name.size], side, edge, page, others)
        if boxes is not None:
            yield Label(name.text, name.detail, name.anchor, boxes[0], side)


def place_labels(
    anchors: Sequence[tuple[float, float]],
    sizes: Sequence[tuple[float, float]],
    texts: Sequence[tuple[str, str]],
    width: float,
    height: float,
    gap: float = 8.0,
    reach: float = 70.0,
    painted: tuple[float, float] | None = None,
    taken: Sequence[Box] = (),
) -> tuple[Label, ...]:
    """Put a box beside each anchor, on its nearer side, so that none overlap or leave the page.

    Boxes of one side form a column in the order of their anchors, so that leader lines do not
    cross; where they would, two names change places. No box covers an anchor or what is ``taken``.
    What does not fit is left out, the last in the list first. Columns stay outside of what is
    ``painted`` (its left and right pixel) where the page has room for that.
    """
    columns: dict[LabelSide, list[int]] = {"left": [], "right": []}
    middle = float(np.mean([a[0] for a in anchors])) if anchors else width / 2
    for i, (x, _) in enumerate(anchors):
        w, h = sizes[i]
        if w > width - 2 * gap or h > height - 2 * gap:
            continue
        side: LabelSide = "right" if x >= middle else "left"
        if side == "right" and x + reach + w > width and x - reach - w > 0:
            side = "left"
        elif side == "left" and x - reach - w < 0 and x + reach + w < width:
            side = "right"
        columns[side].append(i)
    labels: list[Label] = []
    others: list[Box] = [*taken, *((x, y, 0.0, 0.0) for x, y in anchors)]
    # The column that holds the most important name has the first choice.
    for side, members in sorted(columns.items(), key=lambda c: min(c[1], default=len(anchors))):
        boxes: list[Box] | None = None
        while members:
            places = [anchors[i] for i in members]
            if side == "right":
                edge = max(x for x, _ in places) + reach
                edge = edge if painted is None else max(edge, painted[1] + 2 * gap)
            else:
                edge = min(x for x, _ in places) - reach
                edge = edge if painted is None else min(edge, painted[0] - 2 * gap)
            own = [sizes[i] for i in members]
            boxes = _column(places, own, side, edge, (width, height, gap), others)
            if boxes is not None:
                break
            members.remove(max(members))
        made = [
            Label(*texts[i], anchors[i], box, side)
            for i, box in zip(members, boxes or (), strict=True)
        ]
        labels += sorted(made, key=lambda label: label.box[1])
        others += [label.box for label in made]
    return tuple(labels)


def _column(
    anchors: Sequence[tuple[float, float]],
    sizes: Sequence[tuple[float, float]],
    side: LabelSide,
    edge: float,
    page: tuple[float, float, float],
    others: Sequence[Box],
) -> list[Box] | None:
    """Boxes of one column in the order given, or None when they do not all find room.

    They begin (``side`` right) or end at the ``edge``; a wide one begins sooner.
    """
    width, height, gap = page
    lefts = [edge if side == "right" else edge - w for w, _ in sizes]
    lefts = [min(max(x, gap), width - gap - w) for x, (w, _) in zip(lefts, sizes, strict=True)]
    blocked = [
        [
            (y - gap, y + h + gap)
            for x, y, w, h in others
            if x - gap < left + own < x + w + gap + own
        ]
        for left, (own, _) in zip(lefts, sizes, strict=True)
    ]

    def stacked(order: list[int]) -> dict[int, float] | None:
        tops = _stack(
            [anchors[i][1] - sizes[i][1] / 2 for i in order],
            [sizes[i][1] for i in order],
            [blocked[i] for i in order],
            height,
            gap,
        )
        return None if tops is None else dict(zip(order, tops, strict=True))

    def box(i: int, top: float) -> Box:
        return (lefts[i], top, *sizes[i])

    order = sorted(range(len(anchors)), key=lambda i: anchors[i][1])
    tops = stacked(order)
    if tops is None:
        return None
    for _ in order:
        lines = [Label("", "", anchors[i], box(i, tops[i]), side) for i in order]
        pairs = itertools.combinations(range(len(order)), 2)
        pair = next((p for p in pairs if _cross(lines[p[0]], lines[p[1]])), None)
        if pair is None:
            break
        a, b = pair
        order[a], order[b] = order[b], order[a]
        new = stacked(order)
        if new is None:
            break
        tops = new
    return [box(i, tops[i]) for i in range(len(anchors))]


def _stack(
    wanted: Sequence[float],
    heights: Sequence[float],
    blocked: Sequence[Spans],
    height: float,
    gap: float,
) -> list[float] | None:
    """Tops near the wanted ones, in order, apart by a gap, off what is blocked, on the page.

    First as if there were room everywhere; then each is pushed down to where it is free, and from
    the foot of the page up again, which finds room for all whenever there is any.
    """
    tops = _apart(wanted, heights, gap)
    floor = gap
    for i, h in enumerate(heights):
        tops[i] = max(tops[i], floor)
        for low, high in sorted(blocked[i]):
            if tops[i] < high and tops[i] + h > low:
                tops[i] = high
        floor = tops[i] + h + gap
    ceiling = height - gap
    for i in range(len(tops) - 1, -1, -1):
        tops[i] = min(tops[i], ceiling - heights[i])
        for low, high in sorted(blocked[i], key=lambda span: -span[1]):
            if tops[i] < high and tops[i] + heights[i] > low:
                tops[i] = low - heights[i]
        ceiling = tops[i] - gap
    return None if tops and tops[0] < gap - 1e-6 else tops


def _apart(wanted: Sequence[float], heights: Sequence[float], gap: float) -> list[float]:
    """The tops nearest to the wanted ones (least squares) that keep order and distance."""
    steps = np.concatenate([[0.0], np.cumsum([h + gap for h in heights])])[: len(wanted)].tolist()
    groups: list[tuple[float, int]] = []  # mean of what its members want, and their number
    for top, step in zip(wanted, steps, strict=True):
        mean, count = top - step, 1
        while groups and groups[-1][0] > mean:
            before, many = groups.pop()
            mean, count = (before * many + mean * count) / (many + count), many + count
        groups.append((mean, count))
    means = [mean for mean, count in groups for _ in range(count)]
    return [mean + step for mean, step in zip(means, steps, strict=True)]


def _cross(a: Label, b: Label) -> bool:
    """Whether the leader lines of two labels cross."""

    def turn(p: Pixel, q: Pixel, r: Pixel) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    p, q, r, s = a.anchor, a.landing, b.anchor, b.landing
    return turn(p, q, r) * turn(p, q, s) < 0 and turn(r, s, p) * turn(r, s, q) < 0
