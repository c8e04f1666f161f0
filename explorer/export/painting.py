"""Flat ink over a picture: markers, names, legend and compass, drawn by QPainter.

The window paints with this onto its widget and a still onto its image, at any scale: one unit is
one logical pixel times ``scale``, so a saved 4K picture is the window's picture, only sharper.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPen

from explorer.scene.overlay import CompassLetter, Label, Marker, MarkerKind, Needle, Overlay
from explorer.scene.palette import Palette

__all__ = [
    "LEGEND_ROWS",
    "InkStyle",
    "label_size",
    "legend_size",
    "paint_caption",
    "paint_legend",
    "paint_overlay",
]

LEGEND_ROWS = (
    ("essential", "Essential zone"),
    ("spillover", "Spillover zone"),
    ("central", "Point in a muscle belly"),
    ("attachment", "Point near an attachment"),
)
_MARKER_RADIUS = {"plain": 4.6, "shown": 6.2, "hovered": 6.8, "selected": 7.6}


@dataclass(frozen=True, slots=True)
class InkStyle:
    """How ink is drawn: theme, scale, and the font family."""

    palette: Palette
    scale: float = 1.0
    family: str = "Sans Serif"

    def font(self, size: float, *, bold: bool = False) -> QFont:
        """A font of ``size`` logical pixels."""
        font = QFont(self.family)
        font.setPixelSize(max(1, round(size * self.scale)))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font


def _colour(rgb: tuple[int, int, int], alpha: float = 1.0) -> QColor:
    return QColor(rgb[0], rgb[1], rgb[2], round(255 * alpha))


def label_size(style: InkStyle, title: str, detail: str) -> tuple[float, float]:
    """Width and height of a label's box, in picture pixels."""
    s = style.scale
    first = QFontMetricsF(style.font(12.5, bold=True))
    second = QFontMetricsF(style.font(11.0))
    width = max(first.horizontalAdvance(title), second.horizontalAdvance(detail)) + 18 * s
    return width, first.height() + (second.height() if detail else 0.0) + 8 * s


def paint_overlay(painter: QPainter, overlay: Overlay, style: InkStyle) -> None:
    """Draw needles, markers, names and compass."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    for label in overlay.labels:
        _leader(painter, label, style)
    for needle in overlay.needles:
        _needle(painter, needle, style)
    sprites: dict[str, QImage] = {}
    for marker in overlay.markers:
        if marker.state != "plain":
            _marker(painter, marker, style)
            continue
        # Hundreds of plain markers: one small picture each kind, seven times as fast as ellipses.
        if marker.kind not in sprites:
            sprites[marker.kind] = _sprite(marker.kind, style)
        sprite = sprites[marker.kind]
        half = sprite.width() / 2
        painter.drawImage(QPoint(round(marker.x - half), round(marker.y - half)), sprite)
    for label in overlay.labels:
        _box(painter, label, style)
    if overlay.compass:
        _compass(painter, overlay, style)


def _sprite(kind: MarkerKind, style: InkStyle) -> QImage:
    """A plain marker as a small picture with nothing around it."""
    side = 2 * math.ceil((_MARKER_RADIUS["plain"] + 2.0) * style.scale)
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _marker(painter, Marker(0, side / 2, side / 2, kind, "plain"), style)
    painter.end()
    return image


def _marker(painter: QPainter, marker: Marker, style: InkStyle) -> None:
    p, s = style.palette, style.scale
    radius = _MARKER_RADIUS[marker.state] * s
    centre = QPointF(marker.x, marker.y)
    core = _colour(p.marker_core)
    if marker.state == "selected":
        painter.setPen(QPen(_colour(p.selected), 2.6 * s))
        painter.setBrush(_colour(p.halo, 0.55))
        painter.drawEllipse(centre, radius + 4.4 * s, radius + 4.4 * s)
    elif marker.state == "hovered":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_colour(p.selected, 0.45))
        painter.drawEllipse(centre, radius + 4.0 * s, radius + 4.0 * s)
    painter.setPen(QPen(_colour(p.marker_edge, 0.95), 1.25 * s))
    painter.setBrush(_colour(p.marker_fill))
    painter.drawEllipse(centre, radius, radius)
    draw_sign(painter, marker.x, marker.y, radius, marker.kind, core, s)


def draw_sign(
    painter: QPainter, x: float, y: float, radius: float, kind: str, colour: QColor, scale: float
) -> None:
    """The sign inside a marker's ring: a cross in the belly, a dot at an attachment."""
    if kind == "central":
        arm = radius * 0.50
        painter.setPen(QPen(colour, 1.7 * scale, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(x - arm, y - arm), QPointF(x + arm, y + arm))
        painter.drawLine(QPointF(x - arm, y + arm), QPointF(x + arm, y - arm))
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(x, y), radius * 0.44, radius * 0.44)


def _needle(painter: QPainter, needle: Needle, style: InkStyle) -> None:
    p, s = style.palette, style.scale
    start, end = QPointF(*needle.start), QPointF(*needle.end)
    ink = _colour(p.selected if needle.selected else p.text)
    for colour, width, radius in ((_colour(p.halo, 0.85), 3.4, 4.2), (ink, 1.5, 2.9)):
        painter.setPen(QPen(colour, width * s, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(start, end)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(end, radius * s, radius * s)


def _leader(painter: QPainter, label: Label, style: InkStyle) -> None:
    x, y, w, h = label.box
    end = QPointF(x if label.side == "right" else x + w, y + h / 2)
    start = QPointF(*label.anchor)
    for colour, width in (
        (_colour(style.palette.halo, 0.8), 3.2),
        (_colour(style.palette.text, 0.85), 1.2),
    ):
        painter.setPen(QPen(colour, width * style.scale))
        painter.drawLine(start, end)


def _box(painter: QPainter, label: Label, style: InkStyle) -> None:
    p, s = style.palette, style.scale
    x, y, w, h = label.box
    painter.setPen(QPen(_colour(p.text, 0.22), 1.0 * s))
    painter.setBrush(_colour(p.halo, 0.92))
    painter.drawRoundedRect(QRectF(x, y, w, h), 5 * s, 5 * s)
    first, second = style.font(12.5, bold=True), style.font(11.0)
    metrics = QFontMetricsF(first)
    painter.setFont(first)
    painter.setPen(_colour(p.text))
    painter.drawText(QPointF(x + 9 * s, y + 4 * s + metrics.ascent()), label.text)
    if label.detail:
        painter.setFont(second)
        painter.setPen(_colour(p.text_soft))
        baseline = y + 4 * s + metrics.height() + QFontMetricsF(second).ascent()
        painter.drawText(QPointF(x + 9 * s, baseline), label.detail)


def _compass(painter: QPainter, overlay: Overlay, style: InkStyle) -> None:
    p, s = style.palette, style.scale
    centre = QPointF(46 * s, overlay.height - 46 * s)
    painter.setPen(QPen(_colour(p.text, 0.14), 1.0 * s))
    painter.setBrush(_colour(p.halo, 0.35))
    painter.drawEllipse(centre, 36 * s, 36 * s)
    font = style.font(11.0, bold=True)
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    for letter in overlay.compass:
        _compass_letter(painter, letter, centre, metrics, style)


def _compass_letter(
    painter: QPainter,
    letter: CompassLetter,
    centre: QPointF,
    metrics: QFontMetricsF,
    style: InkStyle,
) -> None:
    p, s = style.palette, style.scale
    strength = 0.25 + 0.75 * (letter.depth + 1) / 2
    place = centre + QPointF(letter.x, letter.y)
    if letter.letter in "LPS":  # the positive axes are drawn, so that turning is seen at a glance
        painter.setPen(QPen(_colour(p.text_soft, 0.7 * strength), 1.4 * s))
        painter.drawLine(centre, centre + QPointF(letter.x, letter.y) * 0.62)
    painter.setPen(_colour(p.text, strength))
    width = metrics.horizontalAdvance(letter.letter)
    painter.drawText(
        QPointF(place.x() - width / 2, place.y() + metrics.capHeight() / 2), letter.letter
    )


def legend_size(style: InkStyle) -> tuple[float, float]:
    """Width and height of the legend in picture pixels."""
    metrics = QFontMetricsF(style.font(11.5))
    width = max(metrics.horizontalAdvance(text) for _, text in LEGEND_ROWS)
    return width + 54 * style.scale, (len(LEGEND_ROWS) * 20 + 16) * style.scale


def paint_legend(painter: QPainter, right: float, bottom: float, style: InkStyle) -> None:
    """Draw the legend with its lower right corner at a pixel."""
    p, s = style.palette, style.scale
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width, height = legend_size(style)
    x, y = right - width, bottom - height
    painter.setPen(QPen(_colour(p.text, 0.14), 1.0 * s))
    painter.setBrush(_colour(p.halo, 0.82))
    painter.drawRoundedRect(QRectF(x, y, width, height), 6 * s, 6 * s)
    font = style.font(11.5)
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    for row, (kind, text) in enumerate(LEGEND_ROWS):
        middle = y + (8 + 20 * row + 10) * s
        _swatch(painter, kind, QRectF(x + 10 * s, middle - 7 * s, 24 * s, 14 * s), style)
        painter.setPen(_colour(p.text))
        painter.setFont(font)
        painter.drawText(QPointF(x + 44 * s, middle + metrics.capHeight() / 2), text)


def paint_caption(
    painter: QPainter, width: float, height: float, words: str, style: InkStyle
) -> None:
    """Draw a quiet line at the foot of a picture, between compass and legend."""
    if not words:
        return
    p, s = style.palette, style.scale
    font = style.font(10.5)
    metrics = QFontMetricsF(font)
    left, right = 84 * s, width - legend_size(style)[0] - 28 * s
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(right - left, 0.0))
    outline = QPainterPath()
    outline.addText(QPointF(left, height - 9 * s), font, shown)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.strokePath(outline, QPen(_colour(p.halo, 0.8), 2.4 * s))
    painter.fillPath(outline, _colour(p.text_soft))


def _swatch(painter: QPainter, kind: str, box: QRectF, style: InkStyle) -> None:
    p, s = style.palette, style.scale
    if kind in ("central", "attachment"):
        radius = 5.6 * s
        painter.setPen(QPen(_colour(p.marker_edge), 1.25 * s))
        painter.setBrush(_colour(p.marker_fill))
        painter.drawEllipse(box.center(), radius, radius)
        centre = box.center()
        draw_sign(painter, centre.x(), centre.y(), radius, kind, _colour(p.marker_core), s)
        return
    outline = QPainterPath()
    outline.addRoundedRect(box, 3 * s, 3 * s)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillPath(outline, _colour(p.skin))
    if kind == "essential":
        painter.fillPath(outline, _colour(p.essential, 0.88))
        return
    painter.save()
    painter.setClipPath(outline)
    painter.setBrush(_colour(p.spillover))
    step = 5.2 * s
    for j in range(math.ceil(box.height() / step) + 1):
        for i in range(math.ceil(box.width() / step) + 1):
            offset = step / 2 if j % 2 else 0.0
            painter.drawEllipse(
                QPointF(box.left() + 2 * s + i * step + offset, box.top() + 2 * s + j * step * 0.9),
                1.45 * s,
                1.45 * s,
            )
    painter.restore()
