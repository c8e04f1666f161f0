"""Pages as pictures for the screen, line for line what a PDF or a printer shows."""

from __future__ import annotations

from types import TracebackType

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QPainter, QTextDocument

from explorer.export.paper import DOTS_PER_INCH, PER_MM, Block, Pages, Paper

__all__ = ["PagePictures"]

#: Sizes in HTML are pixels, so many to the inch.
_HTML_PIXELS = 96
#: A picture with more pixels than this on each of the page's own would glitter.
_FINEST = 2.0


class PagePictures(Pages):
    """Pages that are painted on pictures; use it in a ``with`` statement.

    Parameters
    ----------
    pixels
        Width of each page in device pixels.

    Attributes
    ----------
    images
        The pages, complete when the statement has ended.
    """

    def __init__(self, paper: Paper, pixels: int) -> None:
        super().__init__(paper)
        self._size = pixels, round(pixels * self.height / self.width)
        self._scale = pixels / (self.width * PER_MM)
        self._painter: QPainter | None = None
        self.images: list[QImage] = []

    def __enter__(self) -> PagePictures:
        self._begin()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.painter.end()
        self._painter = None

    @property
    def painter(self) -> QPainter:
        assert self._painter is not None, "the pages are not being painted"
        return self._painter

    def new_page(self) -> None:
        self.painter.end()
        self._begin()
        self.pages += 1

    def _begin(self) -> None:
        page = QImage(*self._size, QImage.Format.Format_RGB32)
        page.fill(Qt.GlobalColor.white)
        self.images.append(page)
        self._painter = QPainter(page)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._painter.scale(self._scale, self._scale)

    def draw(self, block: Block, x: float, y: float) -> None:
        self._fit_pictures(block)
        super().draw(block, x, y)

    def _fit_pictures(self, block: Block) -> None:
        """Put pictures of about the right number of pixels in the place of the full ones.

        The layout stays, for sizes stand in the HTML.
        """
        if not block.images:
            return
        for form in block.document.allFormats():
            if not form.isImageFormat():
                continue
            name, wide = form.toImageFormat().name(), form.toImageFormat().width()
            full = block.images.get(name)
            if full is None:
                continue
            wanted = round(_FINEST * wide * DOTS_PER_INCH / _HTML_PIXELS * self._scale)
            wanted = min(max(wanted, 1), full.width())
            if block.in_place.get(name, full.width()) == wanted:
                continue
            smooth = Qt.TransformationMode.SmoothTransformation
            fitting = full.scaledToWidth(wanted, smooth) if wanted < full.width() else full
            block.document.addResource(
                QTextDocument.ResourceType.ImageResource, QUrl(name), fitting
            )
            block.in_place[name] = wanted
