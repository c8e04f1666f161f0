"""All ink over a picture of the stage: markers, names, legend and caption, clear of each other.

The window and saved pictures are inked by this one function, so that they never differ.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QPainter

from explorer.export.painting import (
    InkStyle,
    caption_box,
    label_size,
    legend_box,
    legend_rows,
    paint_caption,
    paint_legend,
    paint_overlay,
)
from explorer.scene.overlay import Box
from explorer.scene.stage import Stage
from explorer.session.view_state import ViewState

__all__ = ["paint_picture_ink"]


def paint_picture_ink(
    painter: QPainter,
    stage: Stage,
    state: ViewState,
    style: InkStyle,
    *,
    labels: bool,
    legend: bool,
    caption: str,
    taken: Sequence[Box] = (),
) -> tuple[Box, ...]:
    """Draw the ink over the stage's present picture.

    Parameters
    ----------
    taken
        Boxes of the picture (pixels) where something else stands.

    Returns
    -------
    taken
        All boxes that names kept clear of, legend and caption among them.
    """
    width, height = stage.size
    rows = legend_rows(state, stage.atlas, stage.has_skin) if legend else ()
    box = legend_box(width, height, style, rows)
    boxes = (
        *taken,
        *(() if box is None else (box,)),
        *((caption_box(width, height, style, rows),) if caption else ()),
    )
    overlay = stage.overlay(
        lambda title, detail: label_size(style, title, detail), style.scale, labels, boxes
    )
    paint_overlay(painter, overlay, style)
    if box is not None:
        x, y, w, h = box
        paint_legend(painter, x + w, y + h, style, rows)
    paint_caption(painter, width, height, caption, style, rows)
    return boxes
