"""The ink over the window's picture, clear of what floats there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from explorer.export.ink_style import InkStyle
from explorer.export.picture_ink import paint_picture_ink
from explorer.scene.overlay import Box
from explorer.scene.stage import Stage
from explorer.session.view_state import ViewState

__all__ = ["floating_boxes", "paint_window_ink"]


def floating_boxes(widget: QWidget, ratio: float) -> tuple[Box, ...]:
    """Device pixels of the buttons and cards that float over a widget."""
    children = widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    boxes = []
    for child in children:
        if child.isVisible() and not child.isWindow():
            g = child.geometry()
            boxes.append((g.x() * ratio, g.y() * ratio, g.width() * ratio, g.height() * ratio))
    return tuple(boxes)


def paint_window_ink(
    painter: QPainter, widget: QWidget, stage: Stage, state: ViewState, words: str, style: InkStyle
) -> tuple[Box, ...]:
    """Draw markers, names, legend and caption; returns the boxes that names kept clear of."""
    ratio = widget.devicePixelRatioF()
    # Ink is laid out in device pixels, as the stage's picture is.
    painter.scale(1 / ratio, 1 / ratio)
    return paint_picture_ink(
        painter,
        stage,
        state,
        style,
        labels=state.labels,
        legend=state.legend,
        caption=words,
        taken=floating_boxes(widget, ratio),
    )
