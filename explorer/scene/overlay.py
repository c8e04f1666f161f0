"""What is drawn over the picture in flat ink: markers, names, compass. Pure data, no painter.

The window and the stills hand the same :class:`Overlay` to the same painter, so that a saved
picture never differs from what was seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt

from explorer.scene.camera import Lens
from explorer.scene.label_layout import Box, Label, Name, lay_out, place_labels
from explorer.scene.marker_sizes import MARKER_STATES, MarkerState

__all__ = [
    "COMPASS_CENTRE",
    "COMPASS_RADIUS",
    "MARKER_STATES",
    "Box",
    "CompassLetter",
    "Label",
    "Marker",
    "MarkerKind",
    "MarkerState",
    "Name",
    "Needle",
    "Overlay",
    "Spot",
    "compass",
    "compass_box",
    "place_labels",
]

Array = npt.NDArray[np.float64]
MarkerKind = Literal["central", "attachment", "other"]

#: The compass's disc and how far its centre is from left and foot of the picture (logical pixels).
COMPASS_RADIUS, COMPASS_CENTRE = 36.0, 46.0


@dataclass(frozen=True, slots=True)
class Marker:
    """A trigger point's sign at a pixel: a ring with a cross, or with a dot at an attachment.

    ``radius`` is in logical pixels; ``strength`` is how solid it is drawn, 0 to 1; one that is
    ``warned`` of lies near a danger area.
    """

    index: int
    x: float
    y: float
    kind: MarkerKind
    state: MarkerState
    radius: float
    strength: float = 1.0
    warned: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """The pixel of a place that tells one of the compared points, by its number, from others."""

    x: float
    y: float
    number: int


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
    """Everything flat that lies over one picture.

    Attributes
    ----------
    names
        What the ``labels`` were laid out from, the most important first.
    painted
        Left and right pixel of what is painted, which names keep clear of where they can.
    scale
        Picture pixels to a logical one.
    """

    width: int
    height: int
    markers: tuple[Marker, ...] = ()
    labels: tuple[Label, ...] = ()
    compass: tuple[CompassLetter, ...] = ()
    needles: tuple[Needle, ...] = ()
    names: tuple[Name, ...] = ()
    painted: tuple[float, float] | None = None
    scale: float = 1.0
    spots: tuple[Spot, ...] = ()

    def clear_of(self, taken: Sequence[Box]) -> Overlay:
        """The same, with its names laid out clear of boxes of the picture (pixels).

        The window has its buttons there, a still its legend; the compass is always kept clear.
        """
        if not self.names:
            return self
        if self.compass:
            taken = [*taken, compass_box(self.height, self.scale)]
        width, height = self.width, self.height
        labels = lay_out(self.names, width, height, self.scale, self.painted, taken)
        return replace(self, labels=labels)


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


def compass_box(height: float, scale: float) -> Box:
    """Where the compass is in a picture of this height."""
    low, side = COMPASS_CENTRE - COMPASS_RADIUS, 2 * COMPASS_RADIUS
    return (low * scale, height - (low + side) * scale, side * scale, side * scale)
