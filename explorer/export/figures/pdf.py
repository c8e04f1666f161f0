"""A figure as PDF: the body as a picture in it, lines as lines and words as real text."""

from __future__ import annotations

import re
import uuid

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSizeF, QUuid
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter

from explorer import __version__
from explorer.errors import ExplorerError
from explorer.export.figures.png import paint_drawing
from explorer.export.figures.shapes import Drawing

__all__ = ["figure_pdf"]

#: Fine enough for any line; what is drawn is scaled to it.
_RESOLUTION = 1200
#: A document's id comes from what it says, as it must not change from run to run.
_NAMES = uuid.UUID("5d0ad7a4-6f0e-4c53-9a37-4d1f4c7a8e10")
#: No date, so that the same figure is the same file; as long as what it stands for.
_DATES = (
    (re.compile(rb"\(D:\d{14}[^)]{0,8}\)"), b"D:20000101000000Z"),
    (
        re.compile(rb'(?<=Date=")\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[^"<]{0,8}(?=")'),
        b"2000-01-01T00:00:00Z",
    ),
)


def figure_pdf(drawing: Drawing, body: QImage, millimetres: tuple[float, float]) -> bytes:
    """The figure as the bytes of a PDF file of one page.

    Parameters
    ----------
    millimetres
        Width and height of the page.
    """
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setCreator(f"Trigger Point Explorer {__version__}")
    writer.setTitle(drawing.title)
    writer.setResolution(_RESOLUTION)
    writer.setDocumentId(QUuid(f"{{{uuid.uuid5(_NAMES, _fingerprint(drawing))}}}"))
    size = QSizeF(*millimetres)
    match = QPageSize.SizeMatchPolicy.ExactMatch
    writer.setPageSize(QPageSize(size, QPageSize.Unit.Millimeter, "Figure", match))
    writer.setPageMargins(QMarginsF(), QPageLayout.Unit.Millimeter)
    painter = QPainter()
    if not painter.begin(writer):
        raise ExplorerError("The figure could not be made into a PDF.", "Choose a smaller size.")
    try:
        # Without loss: a JPEG would put dirt round the body.
        painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        painter.scale(writer.width() / drawing.width, writer.height() / drawing.height)
        paint_drawing(painter, drawing, body)
    finally:
        painter.end()
    return _undated(bytes(content.data()))


def _fingerprint(drawing: Drawing) -> str:
    words = [line for each in drawing.words for line in each.lines]
    return "\n".join([drawing.title, f"{drawing.width} {drawing.height}", *words])


def _undated(content: bytes) -> bytes:
    for pattern, date in _DATES:
        for match in pattern.finditer(content):
            dated = _as_long(match.group(), date)
            content = content[: match.start()] + dated + content[match.end() :]
    return content


def _as_long(found: bytes, date: bytes) -> bytes:
    """The date in as many bytes, so that the places of all else in the file stay true."""
    if found.startswith(b"("):
        return b"(" + date[: len(found) - 2].ljust(len(found) - 2) + b")"
    return date[: len(found)].ljust(len(found))
