"""A line of text that shortens itself to the room there is."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

__all__ = ["ElidedLabel", "plain_tip"]


def plain_tip(words: str) -> str:
    """Words that somebody typed, as a tooltip: Qt takes ``<b>`` in one for bold."""
    if "<" not in words:
        return words
    return f"<p>{escape(words).replace(chr(10), '<br>')}</p>"


class ElidedLabel(QLabel):
    """Shows as much of its text as fits, and all of it as a tooltip."""

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = self.contentsRect()
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, box.width())
        self.setToolTip(plain_tip(self.text()) if words != self.text() else "")
        painter.setPen(self.palette().windowText().color())
        painter.drawText(box, self.alignment(), words)
        painter.end()
