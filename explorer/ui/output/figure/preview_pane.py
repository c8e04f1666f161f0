"""The page of a figure as it will be, as large as there is room for it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

__all__ = ["FigurePreviewPane"]

#: Air round the page, and the side of one field of the checkerboard (logical pixels).
_AIR, _FIELD = 10, 9
#: How much of a page that is out of date is still seen.
_FADED = 0.35


class FigurePreviewPane(QWidget):
    """``resized`` tells that there is room for another size of page."""

    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("figurePreview")
        self.setAccessibleName("Preview of the figure")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(260, 180)
        self._picture: QImage | None = None
        self._clear = False
        self._faded = False

    @property
    def picture(self) -> QImage | None:
        """What is shown, in device pixels."""
        return self._picture

    @property
    def faded(self) -> bool:
        """Whether what is shown is no longer what would be made."""
        return self._faded

    @property
    def room(self) -> tuple[int, int]:
        """Device pixels that a page may have."""
        ratio = self.devicePixelRatioF()
        sides = (self.width() - 2 * _AIR, self.height() - 2 * _AIR)
        return max(1, int(sides[0] * ratio)), max(1, int(sides[1] * ratio))

    def show_picture(self, picture: QImage, *, clear: bool) -> None:
        """Show a page.

        Parameters
        ----------
        clear
            Whether there is nothing behind the body: a checkerboard stands for it.
        """
        self._picture, self._clear, self._faded = picture, clear, False
        self.update()

    def fade(self) -> None:
        """The page cannot be made as it was wished: the last one that could pales."""
        self._faded = True
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(760, 560)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture is None:
            return
        painter = QPainter(self)
        box = self._page_box(self._picture)
        painter.setOpacity(_FADED if self._faded else 1.0)
        if self._clear:
            _paint_checks(painter, box, self.palette().base().color())
        ratio = self.devicePixelRatioF()
        same = round(box.width() * ratio) == self._picture.width()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not same)
        painter.drawImage(box, self._picture)
        painter.setPen(QPen(self.palette().mid().color(), 1.0))
        painter.drawRect(box.adjusted(-0.5, -0.5, 0.5, 0.5))
        painter.end()

    def _page_box(self, picture: QImage) -> QRectF:
        """Where the page is: in the middle, on whole device pixels so that it stays crisp."""
        ratio = self.devicePixelRatioF()
        room = self.room
        scale = min(room[0] / picture.width(), room[1] / picture.height())
        if abs(scale - 1.0) * max(room) < 2:
            scale = 1.0
        width, height = picture.width() * scale, picture.height() * scale
        left = round((self.width() * ratio - width) / 2) / ratio
        top = round((self.height() * ratio - height) / 2) / ratio
        return QRectF(left, top, width / ratio, height / ratio)


def _paint_checks(painter: QPainter, box: QRectF, ground: QColor) -> None:
    """Fields of two greys, which stand for nothing."""
    other = ground.darker(112) if ground.lightness() > 127 else ground.lighter(135)
    painter.save()
    painter.setClipRect(box)
    painter.fillRect(box, ground)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(other)
    for row in range(int(box.height() / _FIELD) + 1):
        for column in range(row % 2, int(box.width() / _FIELD) + 1, 2):
            painter.drawRect(
                QRectF(box.left() + column * _FIELD, box.top() + row * _FIELD, _FIELD, _FIELD)
            )
    painter.restore()
