"""What is drawn over the picture in flat ink: markers, names, compass. Pure data, no painter.

The window and the stills hand the same :class:`Overlay` to the same painter, so that a saved
picture never differs from what was seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from explorer.scene.camera import Lens

__all__ = [
    "MARKER_STATES",
    "CompassLetter",
    "Label",
    "Marker",
    "Needle",
    "Overlay",
    "compass",
    "place_labels",
]

Array = npt.NDArray[np.float64]


MarkerKind = Literal["central", "attachment", "other"]
MarkerState = Literal["plain", "shown", "hovered", "selected"]
#: In the order they are drawn, so that the selected one is never covered.
MARKER_STATES: tuple[MarkerState, ...] = ("plain", "shown", "hovered", "selected")


@dataclass(frozen=True, slots=True)
class Marker:
    """A trigger point's sign at a pixel: a ring with a cross, or with a dot at an attachment."""

    index: int
    x: float
    y: float
    kind: MarkerKind
    state: MarkerState


@dataclass(frozen=True, slots=True)
class Label:
    """A name with its leader line: from the anchor pixel to the near edge of the text box."""

    text: str
    detail: str
    anchor: tuple[float, float]
    box: tuple[float, float, float, float]
    side: Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Needle:
    """A fine line from a marker's pixel to that of the place which pressing reaches."""

    start: tuple[float, float]
    end: tuple[float, float]
    selected: bool


@dataclass(frozen=True, slots=True)
class CompassLetter:
    """A body direction in the orientation indicator: pixels from its centre, -1..1 depth."""

    letter: str
    x: float
    y: float
    depth: float


@dataclass(frozen=True, slots=True)
class Overlay:
    """Everything flat that lies over one picture."""

    width: int
    height: int
    markers: tuple[Marker, ...] = ()
    labels: tuple[Label, ...] = ()
    compass: tuple[CompassLetter, ...] = ()
    needles: tuple[Needle, ...] = ()


_DIRECTIONS = (
    ("L", (1.0, 0.0, 0.0)),
    ("R", (-1.0, 0.0, 0.0)),
    ("P", (0.0, 1.0, 0.0)),
    ("A", (0.0, -1.0, 0.0)),
    ("S", (0.0, 0.0, 1.0)),
    ("I", (0.0, 0.0, -1.0)),
)


def compass(lens: Lens, radius: float) -> tuple[CompassLetter, ...]:
    """The six body directions as seen, farthest first."""
    eye = np.subtract(lens.pose.position, lens.pose.focal_point)
    back = eye / max(float(np.linalg.norm(eye)), 1e-9)
    right = np.cross(np.asarray(lens.pose.view_up, float), back)
    right /= max(float(np.linalg.norm(right)), 1e-9)
    up = np.cross(back, right)
    letters = [
        CompassLetter(
            name,
            float(np.dot(right, d)) * radius,
            -float(np.dot(up, d)) * radius,
            float(np.dot(back, d)),
        )
        for name, d in _DIRECTIONS
    ]
    return tuple(sorted(letters, key=lambda c: c.depth))


def place_labels(
    anchors: Sequence[tuple[float, float]],
    sizes: Sequence[tuple[float, float]],
    texts: Sequence[tuple[str, str]],
    width: float,
    height: float,
    gap: float = 8.0,
    reach: float = 70.0,
    painted: tuple[float, float] | None = None,
) -> tuple[Label, ...]:
    """Put a box beside each anchor, on its nearer side, so that none overlap or leave the page.

    Boxes of one side form a column ordered as their anchors are, so leader lines do not cross.
    What does not fit is left out, the lowest in the list first. Columns stay outside of what is
    ``painted`` (its left and right pixel) where the page has room for that.
    """
    columns: dict[Literal["left", "right"], list[int]] = {"left": [], "right": []}
    middle = float(np.mean([a[0] for a in anchors])) if anchors else width / 2
    for i, (x, _) in enumerate(anchors):
        w = sizes[i][0]
        side: Literal["left", "right"] = "right" if x >= middle else "left"
        if side == "right" and x + reach + w > width and x - reach - w > 0:
            side = "left"
        elif side == "left" and x - reach - w < 0 and x + reach + w < width:
            side = "right"
        columns[side].append(i)
    labels: list[Label] = []
    for side, members in columns.items():
        while sum(sizes[i][1] + gap for i in members) > height - gap and members:
            members.remove(max(members))
        members.sort(key=lambda i: anchors[i][1])
        tops = _spread(
            [anchors[i][1] - sizes[i][1] / 2 for i in members],
            [sizes[i][1] for i in members],
            height,
            gap,
        )
        if not members:
            continue
        if side == "right":
            edge = max(anchors[i][0] for i in members) + reach
            if painted is not None:
                edge = max(edge, painted[1] + 2 * gap)
            edge = min(edge, width - gap - max(sizes[i][0] for i in members))
        else:
            edge = min(anchors[i][0] for i in members) - reach
            if painted is not None:
                edge = min(edge, painted[0] - 2 * gap)
            edge = max(edge, gap + max(sizes[i][0] for i in members))
        for i, top in zip(members, tops, strict=True):
            w, h = sizes[i]
            left = edge if side == "right" else edge - w
            left = float(np.clip(left, gap, max(gap, width - gap - w)))
            labels.append(Label(texts[i][0], texts[i][1], anchors[i], (left, top, w, h), side))
    return tuple(labels)


def _spread(
    wanted: Sequence[float], heights: Sequence[float], height: float, gap: float
) -> list[float]:
    """Tops near the wanted ones, in order, without overlap, inside the page."""
    tops = list(wanted)
    floor = gap
    for i, h in enumerate(heights):
        tops[i] = max(tops[i], floor)
        floor = tops[i] + h + gap
    ceiling = height - gap
    for i in range(len(tops) - 1, -1, -1):
        tops[i] = min(tops[i], ceiling - heights[i])
        ceiling = tops[i] - gap
    return [max(t, gap) if i == 0 else t for i, t in enumerate(tops)]
