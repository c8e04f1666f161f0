"""Pages of a PDF in millimetres: real text laid out as HTML, and pictures. Whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Literal

from PySide6.QtCore import QIODevice, QMarginsF, QRectF, QSaveFile, QSizeF, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)

from explorer import __version__
from explorer.errors import ExplorerError

__all__ = ["FAMILIES", "PAPERS", "Block", "Paper", "PdfPages", "require_pdf"]

Paper = Literal["A4", "Letter"]
#: Width and height in mm.
PAPERS: Mapping[Paper, tuple[float, float]] = MappingProxyType(
    {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}
)
#: Fonts that read well on paper; the first that is there is taken.
FAMILIES = ("Noto Sans", "Open Sans", "Liberation Sans", "Helvetica", "Arial", "Sans Serif")
#: Dots per inch of the layout. Pictures keep their own pixels.
_RESOLUTION = 600
_PER_MM = _RESOLUTION / 25.4
_NO_IMAGES: Mapping[str, QImage] = MappingProxyType({})


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Text that was laid out at a width, and how high it came out (mm)."""

    document: QTextDocument
    width: float
    height: float


class PdfPages:
    """A PDF that is being written; use it in a ``with`` statement.

    The file is there when the statement ends well. Otherwise nothing is, or what was before.

    Raises
    ------
    ExplorerError
        On entering, when the file cannot be written; on leaving, when the disk is full.
    """

    def __init__(self, path: Path, title: str, paper: Paper = "A4") -> None:
        self._path = path
        self._file = QSaveFile(str(path))
        self._writer = QPdfWriter(self._file)
        size = QPageSize(QSizeF(*PAPERS[paper]), QPageSize.Unit.Millimeter, paper)
        self._writer.setPageLayout(
            QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
        )
        self._writer.setResolution(_RESOLUTION)
        self._writer.setTitle(title)
        self._writer.setCreator(f"Trigger Point Explorer {__version__}")
        self._painter: QPainter | None = None
        self.width, self.height = PAPERS[paper]
        self.pages = 1

    def __enter__(self) -> PdfPages:
        if not self._file.open(QIODevice.OpenModeFlag.WriteOnly):
            raise self._failed()
        self._painter = QPainter(self._writer)
        if not self._painter.isActive():
            raise self._failed()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._painter is not None:
            self._painter.end()
        self._painter = None
        if error is not None:
            self._file.cancelWriting()
            self._file.commit()
        elif not self._file.commit():
            raise self._failed()

    def _failed(self) -> ExplorerError:
        reason = self._file.errorString().rstrip(".") or "it cannot be opened"
        return ExplorerError(
            f"{self._path} could not be written: {reason}.",
            "Choose a folder you may write to, with room left on the disk.",
        )

    @property
    def painter(self) -> QPainter:
        """The painter of the present page, whose unit is a dot; see :meth:`box`."""
        assert self._painter is not None, "the file is not being written"
        return self._painter

    def new_page(self) -> None:
        """Go on to the next page."""
        self._writer.newPage()
        self.pages += 1

    def block(
        self,
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
        document.documentLayout().setPaintDevice(self._writer)
        document.setDefaultFont(_font(points))
        document.setDefaultStyleSheet(sheet)
        for name, image in images.items():
            document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(name), image)
        document.setHtml(html)
        document.setTextWidth(width * _PER_MM)
        return Block(document, width, document.size().height() / _PER_MM)

    def draw(self, block: Block, x: float, y: float) -> None:
        """Draw a block with its upper left corner at a place of the page (mm)."""
        self.painter.save()
        self.painter.translate(x * _PER_MM, y * _PER_MM)
        block.document.drawContents(self.painter)
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
        return QRectF(x * _PER_MM, y * _PER_MM, width * _PER_MM, height * _PER_MM)


def _font(points: float) -> QFont:
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPointSizeF(points)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def require_pdf(path: Path) -> None:
    """Refuse a file name that does not end in .pdf, before any work is done.

    Raises
    ------
    ExplorerError
        When it does not.
    """
    if path.suffix.lower() != ".pdf":
        raise ExplorerError(
            f"This is written as PDF, but {path.name!r} ends in {path.suffix or 'nothing'}.",
            "Let the name end in .pdf.",
        )
