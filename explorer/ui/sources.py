"""The sources of a pain, beside the notes: one page in the notes' own dress."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QTextDocument,
)
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from explorer.ui.markup import style_sheet
from explorer.ui.theme import LIGHT, Theme

__all__ = ["SourcesView"]

_MARGIN = 18
_BAR = (104, 5)


def _own_sheet(theme: Theme, scale: float) -> str:
    small = max(8, round(11.5 * scale))
    return f"""
    td.head {{ padding: 9px 0 1px 0; }}
    td.number {{ padding: 9px 9px 0 0; }}
    td.answer {{ padding: 1px 0 9px 14px; white-space: nowrap; }}
    span.fit {{ color: {theme.soft}; font-size: {small}px; }}
    """


class SourcesView(QWidget):
    """Shows pages of HTML; setters in, signals out.

    Signals
    -------
    link_clicked
        The address of a link.
    hovered
        The address of the link under the pointer; empty when there is none.
    """

    link_clicked = Signal(str)
    hovered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._theme = LIGHT
        self._scale = 1.0
        self._html = ""
        self._kind = ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.browser = _Browser(self)
        self.browser.anchorClicked.connect(lambda url: self.link_clicked.emit(url.toString()))
        self.browser.highlighted.connect(lambda url: self.hovered.emit(url.toString()))
        layout.addWidget(self.browser)
        self.setFocusProxy(self.browser)

    @property
    def plain_text(self) -> str:
        """What the page says, without its layout."""
        return self.browser.toPlainText()

    @property
    def kind(self) -> str:
        """Which kind of page is shown."""
        return self._kind

    def set_dress(self, theme: Theme, scale: float) -> None:
        """Set the colours and the size of the text, 1 being the usual."""
        if (theme, scale) != (self._theme, self._scale):
            self._theme, self._scale = theme, scale
            html, self._html = self._html, ""
            self.show_page(self._kind, html)

    def show_page(self, kind: str, html: str) -> None:
        """Show a page; the reader keeps his place while its kind stays."""
        if html == self._html:
            return
        bar = self.browser.verticalScrollBar()
        keep = bar.value() if kind == self._kind else 0
        self._html, self._kind = html, kind
        document = self.browser.document()
        document.setDefaultStyleSheet(
            style_sheet(self._theme, self._scale) + _own_sheet(self._theme, self._scale)
        )
        font = QFont(self.font())
        font.setPixelSize(round(13.5 * self._scale))
        document.setDefaultFont(font)
        self.browser.colours = (self._theme.accent, self._theme.line)
        self.browser.setHtml(html)
        self._fit()
        bar.setValue(keep)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        spare = max(0, self.width() - 2 * _MARGIN - round(82 * 13.5 * 0.52 * self._scale))
        frame = self.browser.document().rootFrame()
        form = frame.frameFormat()
        form.setLeftMargin(_MARGIN)
        form.setRightMargin(_MARGIN + spare)
        form.setTopMargin(12)
        form.setBottomMargin(28)
        frame.setFrameFormat(form)


class _Browser(QTextBrowser):
    """Draws the bars of the scores itself, sharp at every scale of the screen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.colours = (LIGHT.accent, LIGHT.line)
        self.setAccessibleName("Sources")
        self.setOpenLinks(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.document().setIndentWidth(15)

    def loadResource(self, kind: int, url: QUrl | str) -> Any:
        address = QUrl(url)
        if kind == QTextDocument.ResourceType.ImageResource.value and address.scheme() == "bar":
            steps = address.path()
            return _bar(int(steps) / 20 if steps.isdigit() else 0.0, *self.colours)
        return super().loadResource(kind, url)

    def leaveEvent(self, event: Any) -> None:
        self.highlighted.emit(QUrl())  # Qt tells of links left for other words, not for the edge
        super().leaveEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if not self.anchorAt(event.position().toPoint()):
            self.highlighted.emit(QUrl())


def _bar(share: float, full: str, empty: str) -> QImage:
    ratio = 3.0
    width, height = _BAR
    image = QImage(
        round(width * ratio), round(height * ratio), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for part, colour in ((1.0, empty), (min(1.0, share), full)):
        painter.setBrush(QColor(colour))
        box = QRectF(0, 0, image.width() * part, image.height())
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    painter.end()
    return image
