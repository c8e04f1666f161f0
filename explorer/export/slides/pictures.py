"""The picture of a slide: body and markers drawn, names laid out but left to the slide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QImage, QPainter

from explorer.export.credits import caption, credits_of
from explorer.export.ink_style import InkStyle
from explorer.export.painting import paint_overlay
from explorer.export.stills import StillOptions, encode_png
from explorer.scene.overlay import COMPASS_CENTRE, Box, CompassLetter, Marker, Overlay
from explorer.scene.palette import LIGHT
from explorer.scene.stage import MeasureText, Stage
from explorer.session.view_state import PointRef, ViewState

__all__ = ["LOGICAL", "SlidePicture", "compass_picture", "concealed", "take_picture"]

#: Points of a slide to one logical pixel of the ink: larger than on a screen, to be seen from the
#: last row.
LOGICAL = 0.8
#: The body fades out towards upper and lower edge over this share of the height: a hard cut in the
#: middle of a slide looks like a fault.
_FADE = (0.10, 0.07)
#: In this share of where it fades so little of the body is left that no marker stands on it.
_GONE = 0.6


@dataclass(frozen=True, slots=True)
class SlidePicture:
    """A picture without ground or words, and the words that belong over it.

    Attributes
    ----------
    png
        Markers are drawn; names and compass are not.
    overlay
        Pixels of the markers and boxes of the names, for that very picture.
    seen
        The shown points whose markers can be seen.
    caption
        Whose work the body is, where that must be said beside it.
    """

    png: bytes
    overlay: Overlay
    seen: tuple[PointRef, ...]
    caption: str


def concealed(state: ViewState) -> ViewState:
    """The same view without what gives its answer away: names, zones and all that explains them."""
    return replace(
        state,
        labels=False,
        legend=False,
        zones=False,
        compared=(),
        course=False,
        related=False,
        danger=False,
    )


def take_picture(
    stage: Stage,
    state: ViewState,
    size: tuple[int, int],
    measure: MeasureText,
    scale: float,
    taken: Sequence[Box] = (),
    subpixels: int = 8,
) -> SlidePicture:
    """Draw the state that the stage shows.

    Parameters
    ----------
    size
        Width and height in pixels.
    measure
        Width and height in pixels of the box that a name and its detail need.
    scale
        Pixels to one logical pixel of the ink.
    taken
        Boxes of the picture (pixels) that names keep clear of.
    subpixels
        Over so many frames it is averaged.
    """
    options = StillOptions(*size, transparent=True).checked()
    stage.set_palette(LIGHT, transparent=True)
    stage.set_size(options.width, options.height)
    frame = stage.average(subpixels)
    image = _image(_faded(frame))
    overlay = stage.overlay(measure, scale, taken=taken)
    markers = tuple(m for m in overlay.markers if _stays(m, frame))
    inked = replace(overlay, labels=(), names=(), compass=(), markers=markers)
    painter = QPainter(image)
    try:
        paint_overlay(painter, inked, InkStyle(LIGHT, scale))
    finally:
        painter.end()
    image.setText("Copyright", credits_of(state))
    seen = tuple(stage.ref(m.index) for m in overlay.markers if m.state != "plain")
    png = encode_png(image, "Trigger Point Explorer")
    return SlidePicture(png, overlay, seen, caption(state))


def compass_picture(letters: tuple[CompassLetter, ...], scale: float) -> bytes:
    """The compass as a small picture of its own; its letters stand as far apart as they were."""
    side = round(2 * COMPASS_CENTRE * scale)
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    try:
        paint_overlay(painter, Overlay(side, side, compass=letters), InkStyle(LIGHT, scale))
    finally:
        painter.end()
    return encode_png(image, "Compass")


def _faded(frame: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """The frame (height, width, 4), fading out at the upper or lower edge that cuts the body."""
    height = len(frame)
    rows = (np.arange(height) + 0.5) / height
    strength = np.ones(height)
    if frame[0, :, 3].any():
        strength = np.minimum(strength, rows / _FADE[0])
    if frame[-1, :, 3].any():
        strength = np.minimum(strength, (1 - rows) / _FADE[1])
    strength = strength * strength * (3 - 2 * strength)
    faded = frame.copy()
    faded[..., 3] = np.round(frame[..., 3] * strength[:, None])
    return faded


def _stays(marker: Marker, frame: npt.NDArray[np.uint8]) -> bool:
    """Whether a marker is drawn: plain ones go with the body where it fades out."""
    height = len(frame)
    head = _FADE[0] * height * _GONE if frame[0, :, 3].any() else 0.0
    foot = _FADE[1] * height * _GONE if frame[-1, :, 3].any() else 0.0
    return marker.state != "plain" or head <= marker.y <= height - foot


def _image(frame: npt.NDArray[np.uint8]) -> QImage:
    height, width = frame.shape[:2]
    return QImage(frame.data, width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()
