"""Pages in millimetres: text laid out as HTML, and pictures, on whatever takes paint.

Text is laid out once, in dots of a fixed size, and painted smaller or larger afterwards; so a PDF,
a printer and a picture on the screen show the same lines.
"""

from __future__ import annotations

import functools
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from PySide6.QtCore import QRectF, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QImage,
    QPainter,
    QPalette,
    QTextDocument,
)

__all__ = ["DOTS_PER_INCH", "FAMILIES", "PAPERS", "PER_MM", "Block", "Pages", "Paper", "lay_block"]

Paper = Literal["A4", "Letter"]
#: Width and height in mm.
PAPERS: Mapping[Paper, tuple[float, float]] = MappingProxyType(
    {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}
)
#: Fonts that read well on paper; the first that is there is taken.
FAMILIES = ("Noto Sans", "Open Sans", "Liberation Sans", "Helvetica", "Arial", "Sans Serif")
#: Dots per inch of the layout. Pictures keep their own pixels.
DOTS_PER_INCH = 600
PER_MM = DOTS_PER_INCH / 25.4
_NO_IMAGES: Mapping[str, QImage] = MappingProxyType({})


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Text that was laid out at a width, and how high it came out (mm).

    Attributes
    ----------
    images
        Its pictures by their ``src``.
    in_place
        How wide (pixels) those pictures are that stand in the document now; see
        :class:`explorer.export.page_pictures.PagePictures`.
    """

    document: QTextDocument
    width: float
    height: float
    images: Mapping[str, QImage]
    in_place: dict[str, int] = field(default_factory=dict)


def lay_block(
    html: str,
    width: float,
    points: float,
    sheet: str = "",
    images: Mapping[str, QImage] = _NO_IMAGES,
) -> Block:
    """Lay out HTML at a width (mm) in a size of font (points); images by their ``src``."""
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setUseDesignMetrics(True)
    document.setDocumentMargin(0)
    document.documentLayout().setPaintDevice(_dots())
    document.setDefaultFont(_font(points))
    document.setDefaultStyleSheet(sheet)
    for name, image in images.items():
        document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(name), image)
    document.setHtml(html)
    document.setTextWidth(width * PER_MM)
    return Block(document, width, document.size().height() / PER_MM, images)


@functools.cache
def _dots() -> QImage:
    """What text is measured on, wherever it is painted in the end."""
    device = QImage(1, 1, QImage.Format.Format_RGB32)
    device.setDotsPerMeterX(round(PER_MM * 1000))
    device.setDotsPerMeterY(round(PER_MM * 1000))
    return device


def _font(points: float) -> QFont:
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPointSizeF(points)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


class Pages(ABC):
    """Pages of one paper, painted one after the other.

    Those who paint see dots: ``DOTS_PER_INCH`` of them to the inch, from the upper left corner.
    """

    def __init__(self, paper: Paper) -> None:
        self.width, self.height = PAPERS[paper]
        self.pages = 1

    @property
    @abstractmethod
    def painter(self) -> QPainter:
        """The painter of the present page, whose unit is a dot; see :meth:`box`."""

    @abstractmethod
    def new_page(self) -> None:
        """Go on to the next page."""

    def block(
        self,
        html: str,
        width: float,
        points: float,
        sheet: str = "",
        images: Mapping[str, QImage] = _NO_IMAGES,
    ) -> Block:
        """Lay out HTML at a width (mm) in a size of font (points); images by their ``src``."""
        return lay_block(html, width, points, sheet, images)

    def draw(self, block: Block, x: float, y: float) -> None:
        """Draw a block with its upper left corner at a place of the page (mm)."""
        self.painter.save()
        self.painter.translate(x * PER_MM, y * PER_MM)
        # Ink is black, whatever colours the window has.
        context = QAbstractTextDocumentLayout.PaintContext()
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Text, QColor(0, 0, 0))
        context.palette = palette
        block.document.documentLayout().draw(self.painter, context)
        self.painter.restore()

    def picture(self, image: QImage, x: float, y: float, width: float, height: float) -> None:
        """Draw a picture as large as fits a box (mm), in its middle."""
        share = min(width / max(image.width(), 1), height / max(image.height(), 1))
        w, h = image.width() * share, image.height() * share
        box = self.box(x + (width - w) / 2, y + (height - h) / 2, w, h)
        self.painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.painter.drawImage(box, image, QRectF(image.rect()))

    def fill(self, colour: QColor, x: float, y: float, width: float, height: float) -> None:
        """Fill a box (mm)."""
        self.painter.fillRect(self.box(x, y, width, height), colour)

    def box(self, x: float, y: float, width: float, height: float) -> QRectF:
        """A box in mm in the painter's dots."""
        return QRectF(x * PER_MM, y * PER_MM, width * PER_MM, height * PER_MM)
