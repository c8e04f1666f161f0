"""A field to choose one of several words."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QComboBox, QWidget

__all__ = ["FlatComboBox"]


class FlatComboBox(QComboBox):
    """A combo box in the window's own look: a sheet cannot colour the arrow.

    Parameters
    ----------
    widest
        How wide it wants to be at the most (logical pixels), however long its words are.
    """

    def __init__(self, parent: QWidget | None = None, widest: int = 400) -> None:
        super().__init__(parent)
        self._widest = widest

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self.palette()
        edge = colours.accent() if self.hasFocus() else colours.mid()
        painter.setPen(QPen(edge.color(), 1.0))
        painter.setBrush(colours.midlight() if self.underMouse() else colours.button())
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        group = QPalette.ColorGroup.Normal if self.isEnabled() else QPalette.ColorGroup.Disabled
        painter.setPen(colours.color(group, QPalette.ColorRole.ButtonText))
        box = self.rect().adjusted(10, 0, -24, 0)
        words = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, box.width()
        )
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.setPen(QPen(colours.placeholderText().color(), 1.6))
        x, y = self.width() - 15.0, self.height() / 2 + 2.0
        painter.drawPolyline([QPointF(x - 4, y - 4), QPointF(x, y), QPointF(x + 4, y - 4)])
        painter.end()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(min(hint.width() + 10, self._widest), max(hint.height(), 30))
