"""What the words for a place mean on a figure: fingers, levels, lines between landmarks.

A rule measures the marker of the right side and gives a number and the span that it may have.
Where a row writes no other give, a length may be a third shorter or longer (9 mm at least), and
halfway is 0.36 to 0.64 of the way: hands and words are no finer. Lengths grow with the figure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

FINGER = 18.0
THUMB = 22.0
HAND = 85.0
#: The height at which a finger is that broad, mm.
GROWN = 1750.0

#: x to the body's left: on the right side the way out is negative.
WAYS: Mapping[str, tuple[float, float, float]] = {
    "up": (0, 0, 1),
    "down": (0, 0, -1),
    "out": (-1, 0, 0),
    "in": (1, 0, 0),
    "forward": (0, -1, 0),
    "back": (0, 1, 0),
}


@dataclass(frozen=True)
class Measured:
    """A number with the span that the words leave it."""

    what: str
    value: float
    low: float
    high: float

    @property
    def fits(self) -> bool:
        return self.low <= self.value <= self.high

    def __str__(self) -> str:
        return f"{self.what} is {self.value:.2f}, not from {self.low:.2f} to {self.high:.2f}"


@dataclass(frozen=True)
class Body:
    """Where landmarks and markers lie on the right side of a figure, mm, and its height."""

    name: str
    landmarks: Mapping[str, Array]
    markers: Mapping[str, Array]
    height: float

    def mm(self, length: float) -> float:
        return length * self.height / GROWN


Rule = Callable[[Body, Array], Measured]
#: A point, the words of its text, and what they mean.
Row = tuple[str, str, *tuple[Rule, ...]]


def between(
    a: str,
    b: str,
    low: float = 0.36,
    high: float = 0.64,
    off: float = 0.5,
    along: str | None = None,
) -> Rule:
    """On the way from a to b: the share of it, no further beside it than a share of its length.

    The skin bulges between two landmarks, hence so much to the side; with ``along`` only the way
    up, down, in ... counts, where it bulges too far.
    """

    def rule(body: Body, marker: Array) -> Measured:
        start, way = body.landmarks[a], body.landmarks[b] - body.landmarks[a]
        if along is not None:
            axis = np.array(WAYS[along], float)
            share = float((marker - start) @ axis / (way @ axis))
            return Measured(f"the share of the way {along} from {a} to {b}", share, low, high)
        share = float((marker - start) @ way / (way @ way))
        beside = float(np.linalg.norm(marker - start - share * way) / np.linalg.norm(way))
        if beside > off:
            return Measured(f"the way beside the line from {a} to {b}", beside, 0, off)
        return Measured(f"the share of the way from {a} to {b}", share, low, high)

    return rule


def beyond(way: str, mark: str, length: float, give: float | None = None) -> Rule:
    """So far up, down, in, out, forward or back of a landmark; give or take."""

    def rule(body: Body, marker: Array) -> Measured:
        far = float((marker - body.landmarks[mark]) @ np.array(WAYS[way]))
        loose = body.mm(max(9.0, 0.34 * length) if give is None else give)
        mm = body.mm(length)
        return Measured(f"{way} of {mark}, mm,", far, mm - loose, mm + loose)

    return rule


def away(mark: str, length: float, give: float | None = None) -> Rule:
    """So far from a landmark in whatever direction; give or take."""

    def rule(body: Body, marker: Array) -> Measured:
        far = float(np.linalg.norm(marker - body.landmarks[mark]))
        loose = body.mm(max(9.0, 0.34 * length) if give is None else give)
        mm = body.mm(length)
        return Measured(f"away from {mark}, mm,", far, mm - loose, mm + loose)

    return rule


def beside(a: str, b: str, length: float, give: float | None = None) -> Rule:
    """So far beside the line from a to b, whichever way."""

    def rule(body: Body, marker: Array) -> Measured:
        way = body.landmarks[b] - body.landmarks[a]
        offset = marker - body.landmarks[a]
        far = float(np.linalg.norm(offset - (offset @ way) / (way @ way) * way))
        loose = body.mm(max(9.0, 0.34 * length) if give is None else give)
        mm = body.mm(length)
        return Measured(f"beside {a} to {b}, mm,", far, mm - loose, mm + loose)

    return rule


def near(mark: str, within: float = 25.0) -> Rule:
    """At a landmark, over it, just beside it."""

    def rule(body: Body, marker: Array) -> Measured:
        far = float(np.linalg.norm(marker - body.landmarks[mark]))
        return Measured(f"away from {mark}, mm,", far, 0, body.mm(within))

    return rule


def level(mark: str, other: str | None = None, give: float = 12.0) -> Rule:
    """At the height of a landmark, or between the heights of two."""

    def rule(body: Body, marker: Array) -> Measured:
        heights = [body.landmarks[m][2] for m in (mark, other or mark)]
        loose = body.mm(give)
        return Measured("the height, mm,", marker[2], min(heights) - loose, max(heights) + loose)

    return rule


def side(way: str, mark: str, least: float = 2.0) -> Rule:
    """On that side of a landmark."""

    def rule(body: Body, marker: Array) -> Measured:
        far = float((marker - body.landmarks[mark]) @ np.array(WAYS[way]))
        return Measured(f"{way} of {mark}, mm,", far, body.mm(least), np.inf)

    return rule


def from_midline(length: float, give: float = 9.0) -> Rule:
    """So far from the middle of the body."""

    def rule(body: Body, marker: Array) -> Measured:
        mm, loose = body.mm(length), body.mm(give)
        return Measured("from the midline, mm,", -float(marker[0]), mm - loose, mm + loose)

    return rule
