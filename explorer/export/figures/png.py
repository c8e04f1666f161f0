"""A figure painted: by QPainter onto a picture, and from there as PNG."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen, QPolygonF

from explorer import __version__
from explorer.errors import ExplorerError
from explorer.export.figures.fonts import figure_font
from explorer.export.figures.shapes import Drawing, Ink, Line, Words

__all__ = ["encode_figure_png", "paint_drawing", "paint_figure"]

#: Effort of the compression, which loses nothing: half the time for a tenth more bytes.
_QUALITY = 55
_METRES_PER_INCH = 0.0254


def paint_figure(drawing: Drawing, body: QImage, scale: float = 1.0) -> QImage:
    """The whole figure as a picture with true alpha, ``scale`` times as large as its page.

    The body's picture may be painted on itself: it is not for further use.
    """
    width, height = round(drawing.width * scale), round(drawing.height * scale)
    rest: QImage | None
    on_clear = drawing.background is None and drawing.picture == (0, 0, width, height)
    if on_clear:  # nothing lies behind or beside the body: to copy it would cost a second at 8K
        image, rest = body, None
    else:
        image = QImage(width, height, QImage.Format.Format_RGBA8888)
        if image.isNull():
            raise ExplorerError(
                f"A picture of {width} x {height} pixels does not fit the memory that is free.",
                "Choose a smaller size.",
            )
        image.fill(Qt.GlobalColor.transparent)
        rest = body
    painter = QPainter(image)
    try:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, scale != 1.0)
        painter.scale(scale, scale)
        paint_drawing(painter, drawing, rest)
    finally:
        painter.end()
    return image


def paint_drawing(painter: QPainter, drawing: Drawing, body: QImage | None) -> None:
    """Paint a figure, one unit of the painter to a pixel of the page; the body if it is given."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    if drawing.background is not None:
        painter.fillRect(QRectF(0, 0, drawing.width, drawing.height), _colour(drawing.background))
    if body is not None:
        painter.drawImage(QRectF(*drawing.picture), body)
    for line in drawing.lines:
        _line(painter, line)
    for sign in drawing.signs:
        painter.save()
        sign(painter)
        painter.restore()
    for words in drawing.words:
        _words(painter, words, drawing.family)


def encode_figure_png(image: QImage, drawing: Drawing, dpi: float) -> bytes:
    """A painted figure as PNG with its resolution, title, credits and disclaimer."""
    per_metre = round(dpi / _METRES_PER_INCH)
    image.setDotsPerMeterX(per_metre)
    image.setDotsPerMeterY(per_metre)
    for key, words in (
        ("Title", drawing.title),
        ("Software", f"Trigger Point Explorer {__version__}"),
        ("Copyright", drawing.said),
    ):
        image.setText(key, words)
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG", _QUALITY):  # type: ignore[call-overload]
        raise ExplorerError("The figure could not be encoded as PNG.", "Choose a smaller size.")
    return bytes(content.data())


def _colour(ink: Ink) -> QColor:
    return QColor(ink[0], ink[1], ink[2], round(255 * ink[3]))


def _line(painter: QPainter, line: Line) -> None:
    points = QPolygonF([QPointF(*point) for point in line.points])
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for tone, width, dot in (
        (line.halo, 3 * line.width, line.dot + line.width),
        (line.ink, line.width, line.dot),
    ):
        join, cap = Qt.PenJoinStyle.RoundJoin, Qt.PenCapStyle.FlatCap
        painter.setPen(QPen(_colour(tone), width, Qt.PenStyle.SolidLine, cap, join))
        painter.drawPolyline(points)
        if line.dot:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(_colour(tone))
            painter.drawEllipse(QPointF(*line.points[0]), dot, dot)
            painter.setBrush(Qt.BrushStyle.NoBrush)


def _words(painter: QPainter, words: Words, family: str) -> None:
    font = figure_font(family, words.size, words.bold)
    painter.setFont(font)
    painter.setPen(_colour(words.ink))
    share = {"start": 0.0, "middle": 0.5, "end": 1.0}[words.align]
    metrics = QFontMetricsF(font)
    for row, text in enumerate(words.lines):
        x = words.x - share * metrics.horizontalAdvance(text)
        painter.drawText(QPointF(x, words.y + row * words.leading), text)
