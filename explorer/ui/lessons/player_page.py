"""The page that fills the screen while a lesson is played: the body, and the caption below it."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.ui.lessons.caption import Caption
from explorer.ui.lessons.player_fade import Curtain, Dissolve, Hint
from explorer.ui.viewport import Viewport

__all__ = ["PlayerPage"]

#: Names over the body are as large as in a window of this height, and grow with the page.
_USUAL_HEIGHT = 600
_LARGEST_INK = 2.4


class PlayerPage(QWidget):
    """Holds the body as a guest; ``curtain``, ``hint`` and ``dissolve`` lie over it."""

    def __init__(self, viewport: Viewport, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("player")
        self.setAccessibleName("Lesson")
        self._viewport = viewport
        self.caption = Caption(self)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.caption)
        self.dissolve = Dissolve(viewport, self)
        self.hint = Hint(self)
        self.curtain = Curtain(self)
        self.hide()

    @property
    def letters(self) -> int:
        """How large a line over the body is written (pixels)."""
        return max(14, round(0.021 * self.height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.caption.set_page_height(self.height())
        self._viewport.ink_size = min(_LARGEST_INK, max(1.0, self.height() / _USUAL_HEIGHT))
        self._viewport.schedule()
        self.dissolve.finish()
        self.curtain.setGeometry(self.rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self.palette().window().color()))
        painter.end()
