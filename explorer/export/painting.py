"""Flat ink over a picture: markers, names, legend and compass, drawn by QPainter.

The window paints with this onto its widget and a still onto its image, at any scale: one unit is
one logical pixel times ``scale``, so a saved 4K picture is the window's picture, only sharper.
"""

from __future__ import annotations

import functools
import math

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QPainterPath, QPen

from explorer.export.ink_style import InkStyle, colour, draw_symbol, draw_warning
from explorer.export.legend import (
    LEGEND_ROWS,
    Rows,
    legend_box,
    legend_rows,
    legend_size,
    paint_legend,
)
from explorer.scene.overlay import (
    COMPASS_CENTRE,
    COMPASS_RADIUS,
    Box,
    CompassLetter,
    Label,
    Marker,
    MarkerKind,
    Needle,
    Overlay,
    Spot,
)

__all__ = [
    "LEGEND_ROWS",
    "InkStyle",
    "caption_box",
    "label_size",
    "legend_box",
    "legend_rows",
    "legend_size",
    "paint_caption",
    "paint_legend",
    "paint_overlay",
]

#: Plain markers are drawn from a stock of pictures; their sizes (logical pixels) and strengths
#: are rounded to so much.
_SIZE_STEP, _STRENGTH_STEP = 0.2, 0.125


@functools.lru_cache(maxsize=512)
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
    for spot in overlay.spots:
        _spot(painter, spot, style)
    stock: dict[tuple[MarkerKind, int, int, bool], QImage] = {}
    for marker in overlay.markers:
        if marker.state != "plain":
            _marker(painter, marker, style)
            continue
        # Hundreds of plain markers: one small picture each kind, seven times as fast as ellipses.
        size, strength = round(marker.radius / _SIZE_STEP), round(marker.strength / _STRENGTH_STEP)
        key = marker.kind, size, strength, marker.warned
        sprite = stock.get(key)
        if sprite is None:
            sprite = stock[key] = _sprite(*key, style)
        half = sprite.width() / 2
        painter.drawImage(QPoint(round(marker.x - half), round(marker.y - half)), sprite)
    for label in overlay.labels:
        _box(painter, label, style)
    if overlay.compass:
        _compass(painter, overlay, style)


@functools.lru_cache(maxsize=512)
def _sprite(kind: MarkerKind, size: int, strength: int, warned: bool, style: InkStyle) -> QImage:
    """A plain marker as a small picture with nothing around it; size and strength in steps."""
    radius = size * _SIZE_STEP * style.scale
    side = 2 * math.ceil(radius + (7.0 if warned else 2.0) * style.scale)
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_symbol(painter, side / 2, side / 2, radius, kind, style)
    if warned:
        draw_warning(painter, side / 2, side / 2, radius, style)
    if strength * _STRENGTH_STEP < 1.0:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
        painter.fillRect(image.rect(), colour((0, 0, 0), strength * _STRENGTH_STEP))
    painter.end()
    return image


def _marker(painter: QPainter, marker: Marker, style: InkStyle) -> None:
    p, s = style.palette, style.scale
    radius = marker.radius * s
    centre = QPointF(marker.x, marker.y)
    if marker.state == "selected":
        painter.setPen(QPen(colour(p.selected), 2.6 * s))
        painter.setBrush(colour(p.halo, 0.55))
        painter.drawEllipse(centre, radius + 4.4 * s, radius + 4.4 * s)
    elif marker.state == "hovered":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(p.selected, 0.45))
        painter.drawEllipse(centre, radius + 4.0 * s, radius + 4.0 * s)
    draw_symbol(painter, marker.x, marker.y, radius, marker.kind, style)
    if marker.warned:
        draw_warning(painter, marker.x, marker.y, radius, style)


def _spot(painter: QPainter, spot: Spot, style: InkStyle) -> None:
    """A target in the colour of the compared point: a disc in a ring."""
    s, ink = style.scale, colour(style.palette.compared[spot.number])
    centre = QPointF(spot.x, spot.y)
    painter.setPen(QPen(colour((255, 255, 255), 0.9), 4.6 * s))
    painter.setBrush(colour((255, 255, 255), 0.9))
    painter.drawEllipse(centre, 6.5 * s, 6.5 * s)
    painter.setPen(QPen(ink, 2.0 * s))
    painter.drawEllipse(centre, 6.5 * s, 6.5 * s)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawEllipse(centre, 2.6 * s, 2.6 * s)


def _needle(painter: QPainter, needle: Needle, style: InkStyle) -> None:
    p, s = style.palette, style.scale
    start, end = QPointF(*needle.start), QPointF(*needle.end)
    ink = colour(p.selected if needle.selected else p.text)
    for tone, width, radius in ((colour(p.halo, 0.85), 3.4, 4.2), (ink, 1.5, 2.9)):
        painter.setPen(QPen(tone, width * s, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(start, end)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tone)
        painter.drawEllipse(end, radius * s, radius * s)


def _leader(painter: QPainter, label: Label, style: InkStyle) -> None:
    start, end = QPointF(*label.anchor), QPointF(*label.landing)
    for tone, width in (
        (colour(style.palette.halo, 0.8), 3.2),
        (colour(style.palette.text, 0.85), 1.2),
    ):
        painter.setPen(QPen(tone, width * style.scale))
        painter.drawLine(start, end)


def _box(painter: QPainter, label: Label, style: InkStyle) -> None:
    p, s = style.palette, style.scale
    x, y, w, h = label.box
    painter.setPen(QPen(colour(p.text, 0.22), 1.0 * s))
    painter.setBrush(colour(p.halo, 0.92))
    painter.drawRoundedRect(QRectF(x, y, w, h), 5 * s, 5 * s)
    first, second = style.font(12.5, bold=True), style.font(11.0)
    metrics = QFontMetricsF(first)
    painter.setFont(first)
    painter.setPen(colour(p.text))
    painter.drawText(QPointF(x + 9 * s, y + 4 * s + metrics.ascent()), label.text)
    if label.detail:
        painter.setFont(second)
        painter.setPen(colour(p.text_soft))
        baseline = y + 4 * s + metrics.height() + QFontMetricsF(second).ascent()
        painter.drawText(QPointF(x + 9 * s, baseline), label.detail)


def _compass(painter: QPainter, overlay: Overlay, style: InkStyle) -> None:
    p, s = style.palette, style.scale
    centre = QPointF(COMPASS_CENTRE * s, overlay.height - COMPASS_CENTRE * s)
    painter.setPen(QPen(colour(p.text, 0.14), 1.0 * s))
    painter.setBrush(colour(p.halo, 0.35))
    painter.drawEllipse(centre, COMPASS_RADIUS * s, COMPASS_RADIUS * s)
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
        painter.setPen(QPen(colour(p.text_soft, 0.7 * strength), 1.4 * s))
        painter.drawLine(centre, centre + QPointF(letter.x, letter.y) * 0.62)
    painter.setPen(colour(p.text, strength))
    width = metrics.horizontalAdvance(letter.letter)
    painter.drawText(
        QPointF(place.x() - width / 2, place.y() + metrics.capHeight() / 2), letter.letter
    )


def caption_box(width: float, height: float, style: InkStyle, rows: Rows = LEGEND_ROWS) -> Box:
    """Where the caption may be: at the foot, between the compass and a legend of these rows."""
    s = style.scale
    left, right = 84 * s, width - legend_size(style, rows)[0] - 28 * s
    return left, height - 22 * s, max(right - left, 0.0), 22 * s


def paint_caption(
    painter: QPainter,
    width: float,
    height: float,
    words: str,
    style: InkStyle,
    rows: Rows = LEGEND_ROWS,
) -> None:
    """Draw a quiet line at the foot of a picture, between compass and a legend of these rows."""
    if not words:
        return
    p, s = style.palette, style.scale
    font = style.font(10.5)
    metrics = QFontMetricsF(font)
    left, _, room, _ = caption_box(width, height, style, rows)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
    outline = QPainterPath()
    outline.addText(QPointF(left, height - 9 * s), font, shown)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.strokePath(outline, QPen(colour(p.halo, 0.8), 2.4 * s))
    painter.fillPath(outline, colour(p.text_soft))
