"""A picture of what will be made, drawn anew a moment after something was changed."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from explorer.errors import ExplorerError

__all__ = ["PreviewPicture"]

#: So long (ms) nothing may change before it is drawn: typing stays fluid.
_REST = 150
#: What takes longer (s) shows the cursor of a busy program.
_SLOW = 0.3

Draw = Callable[[int, int], QImage | None]


class PreviewPicture(QLabel):
    """Draws itself in the room that it has.

    Parameters
    ----------
    draw
        Gives the picture for a room of width and height in device pixels, which it need not fill;
        None when there is nothing to be shown.

    Signals
    -------
    drawn
        After the picture was drawn, or could not be.
    """

    drawn = Signal()

    def __init__(self, name: str, empty: str, draw: Draw, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setObjectName("preview")
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setMinimumSize(180, 180)
        self._empty = empty
        self._draw = draw
        self._seconds = 0.0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._now)

    def sizeHint(self) -> QSize:
        return QSize(380, 460)

    @property
    def waiting(self) -> bool:
        """Whether it is about to be drawn anew."""
        return self._rest.isActive()

    def ask(self) -> None:
        """Something was changed: draw it before long."""
        self._rest.start(_REST)

    def stop(self) -> None:
        """Draw no more."""
        self._rest.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.ask()

    def _now(self) -> None:
        ratio = self.devicePixelRatioF()
        room = self.contentsRect()
        slow = self._seconds > _SLOW
        if slow:
            QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        began = time.perf_counter()
        try:
            image = self._draw(int(room.width() * ratio), int(room.height() * ratio))
        except ExplorerError as error:
            self.setText(str(error))
        else:
            self._show(image, ratio)
        finally:
            if slow:
                QGuiApplication.restoreOverrideCursor()
        self._seconds = time.perf_counter() - began
        self.drawn.emit()

    def _show(self, image: QImage | None, ratio: float) -> None:
        if image is None:
            self.setText(self._empty)
            return
        picture = QPixmap.fromImage(image)
        picture.setDevicePixelRatio(ratio)
        self.setPixmap(picture)
