"""Pages one below the other, as wide as there is room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

__all__ = ["PaperView"]

_MARGIN, _GAP = 16, 14
#: Wider pages are no easier to read (logical pixels).
_WIDEST = 1000


class PaperView(QScrollArea):
    """Shows pictures of pages; scrolls with wheel and keys.

    Signals
    -------
    width_changed
        Pages of another width are wanted; until they come, those that are there are stretched.
    """

    width_changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pages")
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there: a bar that comes and goes would change the width, and so itself.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._sheets = _Sheets(self)
        self.setWidget(self._sheets)
        self._width = 0

    @property
    def pages(self) -> tuple[QImage, ...]:
        """The pages that are shown."""
        return tuple(self._sheets.images)

    @property
    def page_pixels(self) -> int:
        """How wide a page has to be to be crisp (device pixels)."""
        return round(self._page_width() * self.devicePixelRatioF())

    def show_pages(self, images: Sequence[QImage]) -> None:
        """Show pages; the reader keeps the place."""
        self._sheets.images = list(images)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        if self.page_pixels != self._width:
            self._width = self.page_pixels
            self.width_changed.emit()

    def _page_width(self) -> int:
        return max(120, min(_WIDEST, self.viewport().width() - 2 * _MARGIN))

    def _fit(self) -> None:
        self._sheets.page_width = self._page_width()
        self._sheets.resize(QSize(self.viewport().width(), self._sheets.full_height()))
        self._sheets.update()


class _Sheets(QWidget):
    """The paper itself, with a hair of an edge."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.images: list[QImage] = []
        self.page_width = 400

    def full_height(self) -> int:
        """How high all pages are together."""
        heights = [box.bottom() for box in self.boxes()]
        return round(max(heights, default=0)) + _MARGIN

    def boxes(self) -> list[QRectF]:
        """Where each page stands."""
        found, y = [], float(_MARGIN)
        x = round((self.width() - self.page_width) / 2)
        for image in self.images:
            height = round(self.page_width * image.height() / max(1, image.width()))
            found.append(QRectF(x, y, self.page_width, height))
            y += height + _GAP
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        edge = QPen(self.palette().mid().color(), 1)
        for box, image in zip(self.boxes(), self.images, strict=True):
            if not box.intersects(QRectF(event.rect())):
                continue
            ratio = self.devicePixelRatioF()
            if image.width() == round(box.width() * ratio):
                crisp = QImage(image)
                crisp.setDevicePixelRatio(ratio)
                painter.drawImage(box.topLeft(), crisp)
            else:
                painter.drawImage(box, image)
            painter.setPen(edge)
            painter.drawRect(box.adjusted(-1, -1, 0, 0))
        painter.end()
