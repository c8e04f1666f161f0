"""One page of what will be written, as large as there is room for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

__all__ = ["Drawn", "PreviewCanvas"]

_AIR = 2
#: How much of a page that is out of date is still seen.
_FADED = 0.35


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page that was drawn.

    Attributes
    ----------
    paint
        Paints it so many units wide.
    words
        What is said of it below.
    said
        What is on it, for those who cannot see it.
    """

    paint: Callable[[QPainter, float], None]
    words: str = ""
    said: str = ""


class PreviewCanvas(QWidget):
    """The page itself; arrows and wheel turn pages.

    Signals
    -------
    stepped
        -1 or 1.
    """

    stepped = Signal(int)

    def __init__(self, aspect: float, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("preview")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(300, 180)
        self._aspect = aspect
        self._drawn: Drawn | None = None
        self._image: QImage | None = None
        self._words = ""
        self._faded = False
        self._turned = 0

    def show_page(self, drawn: Drawn) -> None:
        """Show a page."""
        if drawn is not self._drawn:
            self._drawn, self._image = drawn, None
            self.setAccessibleDescription(drawn.said)
        self._words, self._faded = "", False
        self.update()

    def say(self, words: str) -> None:
        """Show no page but a sentence."""
        self._drawn = self._image = None
        self._words = words
        self.update()

    def fade(self) -> None:
        """What is shown is about to be drawn anew."""
        self._faded = True
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(720, round(720 / self._aspect))

    def box(self) -> QRectF:
        """Where the page is."""
        room = QRectF(self.rect()).adjusted(_AIR, _AIR, -_AIR, -_AIR)
        width = float(int(min(room.width(), room.height() * self._aspect)))
        height = float(round(width / self._aspect))
        left = float(int(room.left() + (room.width() - width) / 2))
        return QRectF(left, float(int(room.top() + (room.height() - height) / 2)), width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = self.box()
        if self._drawn is not None:
            painter.setOpacity(_FADED if self._faded else 1.0)
            painter.drawImage(box.topLeft(), self._picture(self._drawn, box.size().toSize()))
        elif self._words or self._faded:
            painter.setPen(self.palette().placeholderText().color())
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(box.adjusted(24, 12, -24, -12), flags, self._words or "Drawing…")
        focused = self.hasFocus()
        colours = self.palette()
        painter.setOpacity(1.0)
        painter.setPen(QPen((colours.accent() if focused else colours.mid()).color(), 1.0))
        painter.drawRect(box.adjusted(-0.5, -0.5, 0.5, 0.5))
        painter.end()

    def _picture(self, drawn: Drawn, size: QSize) -> QImage:
        """The page at the size there is room for; painted once for each."""
        ratio = self.devicePixelRatioF()
        wanted = size * ratio
        if self._image is None or self._image.size() != wanted:
            image = QImage(wanted, QImage.Format.Format_RGB32)
            painter = QPainter(image)
            # To the last row: a page is seldom just so many pixels high.
            painter.scale(1.0, wanted.height() * self._aspect / wanted.width())
            try:
                drawn.paint(painter, float(wanted.width()))
            finally:
                painter.end()
            self._image = image
        self._image.setDevicePixelRatio(ratio)
        return self._image

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._turned += event.angleDelta().y()
        if abs(self._turned) >= 120:
            self.stepped.emit(-1 if self._turned > 0 else 1)
            self._turned = 0
        event.accept()
