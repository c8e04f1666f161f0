"""One plate of the atlas, drawn from its entry in the plan and from nothing else."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter, QPen

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import KnowledgeBase
from explorer.errors import ExplorerError
from explorer.export.atlas.plan import (
    BEST,
    KEY_WORD,
    PLATE_SIDE,
    Plate,
    figure_digest,
    plate_key,
    plate_words,
)
from explorer.export.credits import caption, credits_of
from explorer.export.ink_style import InkStyle, colour
from explorer.export.picture_ink import paint_picture_ink
from explorer.export.plates import gui, plate_state
from explorer.export.stills import encode_png
from explorer.scene.camera import View
from explorer.scene.framing import frame_shown
from explorer.scene.palette import DARK, LIGHT
from explorer.scene.stage import Stage
from explorer.session.view_state import PointRef, ViewState

__all__ = ["HIDDEN", "MARKER_WORD", "PlatePainter", "plate_picture"]

#: Under what a plate's file says whether its marker can be seen, and what it says if it cannot.
MARKER_WORD, HIDDEN = "Marker", "hidden"
Colour = tuple[int, int, int]
#: Size of the picture that the ink is made for.
_INK_HEIGHT = 620.0
#: A plate is averaged over so many sub-pixel frames.
_SUBPIXELS = 8


class PlatePainter:
    """Draws plates one after the other; the stage is made once and kept.

    What was drawn before leaves no trace: the same entry gives the same bytes in every process.
    """

    def __init__(self, knowledge: KnowledgeBase, cache: Path | None = None) -> None:
        self._atlas = Atlas(knowledge)
        self._cache = cache
        self._open = ExitStack()
        self._open.enter_context(gui())
        self._stage: Stage | None = None
        self._state: ViewState | None = None
        self._digests: dict[str, str] = {}

    def draw(self, plate: Plate) -> bytes:
        """The plate's PNG file.

        Raises
        ------
        ExplorerError
            When the figure is not there, nothing can be drawn, or the plan was made from another
            version of the program or its figures than this process has.
        """
        try:
            return self._drawn(plate)
        except BaseException:
            # The stage may stand between two states; the next plate gets a fresh one.
            self._drop_stage()
            raise

    def _drawn(self, plate: Plate) -> bytes:
        state = plate_state(self._atlas, plate.id, PLATE_SIDE, plate.figure)
        stage = self._show(state)
        self._require_same(stage, plate)
        image = plate_picture(stage, self._show, state, plate)
        image.setText(KEY_WORD, plate.key)
        return encode_png(image, f"{self._atlas.point_name(plate.id)}, {plate_words(plate)}")

    def close(self) -> None:
        """Give the graphics memory back."""
        self._drop_stage()
        self._open.close()

    def _drop_stage(self) -> None:
        if self._stage is not None:
            self._stage.close()
        self._stage = self._state = None

    def _show(self, state: ViewState) -> Stage:
        if self._stage is None or self._state is None:
            self._stage = Stage(self._atlas, state, self._cache)
        else:
            self._stage.update(self._state, state)
        self._state = state
        return self._stage

    def _require_same(self, stage: Stage, plate: Plate) -> None:
        """A worker of a cluster may have been installed long ago."""
        if plate.figure not in self._digests:
            self._digests[plate.figure] = figure_digest(stage.placed.figure)
        digest, size = self._digests[plate.figure], (plate.width, plate.height)
        if plate_key(self._atlas, plate.id, digest, plate.view, size, plate.dark) != plate.key:
            raise ExplorerError(
                "A process that draws plates has another version of the program or its figures.",
                "Install the same version on every machine of the cluster.",
            )


def plate_picture(
    stage: Stage, show: Callable[[ViewState], object], state: ViewState, plate: Plate
) -> QImage:
    """A plate as a picture, with credits and whether its marker is seen as its words.

    The stage is left at the plate's size and in its colours.

    Parameters
    ----------
    show
        Shows a state on the stage, which now shows ``state``.
    """
    view = None if plate.view == BEST else cast(View, plate.view)
    pose = frame_shown(stage, state.shown, plate.width / plate.height, None, view)
    framed = replace(state, camera=pose)
    show(framed)
    image = _frame(stage, plate)
    numbers = stage.visible()[0].tolist()
    seen = stage.index_of(PointRef(plate.id, PLATE_SIDE)) in numbers
    _ink(image, stage, framed, plate, stage.atlas.point_name(plate.id), seen=seen)
    image.setText("Copyright", credits_of(framed))
    image.setText(MARKER_WORD, "seen" if seen else HIDDEN)
    return image


def _ink(
    image: QImage, stage: Stage, state: ViewState, plate: Plate, name: str, *, seen: bool
) -> None:
    """Title, marker and legend, larger than in a still: a plate is often seen small, or on paper.

    The title stands in a corner: a name beside the marker would cover what the plate is about.
    """
    scale = min(image.height(), image.width() * 0.9) / _INK_HEIGHT
    style = InkStyle(DARK if plate.dark else LIGHT, scale)
    painter = QPainter(image)
    try:
        words = caption(state)
        paint_picture_ink(painter, stage, state, style, labels=False, legend=True, caption=words)
        lines = [(name, style.font(17, bold=True), style.palette.text)]
        small, soft = style.font(11.5), style.palette.text_soft
        lines.append((f"{PLATE_SIDE.capitalize()} side, {plate_words(plate)}", small, soft))
        if not seen:
            lines.append(("The point lies on the far side in this view.", small, soft))
        _title(painter, lines, image.width(), style)
    finally:
        painter.end()


def _title(
    painter: QPainter, lines: list[tuple[str, QFont, Colour]], width: int, style: InkStyle
) -> None:
    """Lines in a box in the upper left corner."""
    s, p = style.scale, style.palette
    room = width - 44 * s
    kept = [
        (QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, room), font, ink)
        for words, font, ink in lines
    ]
    metrics = [QFontMetricsF(font) for _, font, _ in kept]
    wide = max(m.horizontalAdvance(row[0]) for m, row in zip(metrics, kept, strict=True))
    painter.setPen(QPen(colour(p.text, 0.14), 1.0 * s))
    painter.setBrush(colour(p.halo, 0.86))
    high = sum(m.height() for m in metrics) + 10 * s
    painter.drawRoundedRect(QRectF(12 * s, 12 * s, wide + 20 * s, high), 6 * s, 6 * s)
    y = 17 * s
    for (words, font, ink), m in zip(kept, metrics, strict=True):
        painter.setFont(font)
        painter.setPen(colour(ink))
        painter.drawText(QPointF(22 * s, y + m.ascent()), words)
        y += m.height()


def _frame(stage: Stage, plate: Plate) -> QImage:
    """The body without any ink."""
    stage.set_palette(DARK if plate.dark else LIGHT)
    stage.set_size(plate.width, plate.height)
    frame = stage.average(_SUBPIXELS)
    height, width = frame.shape[:2]
    if (width, height) != (plate.width, plate.height):
        raise ExplorerError(
            f"The graphics driver could not draw {plate.width} x {plate.height} pixels.",
            "Choose a smaller --size.",
        )
    image = QImage(frame.data, width, height, 4 * width, QImage.Format.Format_RGBA8888)
    # Nothing shines through a plate; without that channel a third of the time to save it is saved.
    return image.convertToFormat(QImage.Format.Format_RGB32)
