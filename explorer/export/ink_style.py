"""What all flat ink shares: colours, scale, fonts, and the signs of the two kinds of points."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF

from explorer.scene.marker_sizes import MARKER_RADIUS
from explorer.scene.palette import Palette

__all__ = ["InkStyle", "colour", "draw_sign", "draw_symbol", "draw_warning"]

#: Below this radius (logical pixels) a sign is drawn as a mere dot: a cross would be a blot.
_LEGIBLE = 2.9


@dataclass(frozen=True, slots=True)
class InkStyle:
    """How ink is drawn: theme, scale, and the font family."""

    palette: Palette
    scale: float = 1.0
    family: str = "Sans Serif"

    def font(self, size: float, *, bold: bool = False) -> QFont:
        """A font of ``size`` logical pixels."""
        return _font(self.family, max(1, round(size * self.scale)), bold)


@functools.lru_cache(maxsize=64)
def _font(family: str, pixels: int, bold: bool) -> QFont:
    font = QFont(family)
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font


def colour(rgb: tuple[int, int, int], alpha: float = 1.0) -> QColor:
    """A palette's colour for Qt."""
    return QColor(rgb[0], rgb[1], rgb[2], round(255 * alpha))


def draw_symbol(
    painter: QPainter, x: float, y: float, radius: float, kind: str, style: InkStyle
) -> None:
    """A point's ring with its sign inside; ``radius`` is in picture pixels."""
    p, s = style.palette, style.scale
    slender = min(1.0, max(0.6, radius / (MARKER_RADIUS["plain"] * s)))
    painter.setPen(QPen(colour(p.marker_edge, 0.95), 1.25 * s * slender))
    painter.setBrush(colour(p.marker_fill))
    painter.drawEllipse(QPointF(x, y), radius, radius)
    sign = kind if radius >= _LEGIBLE * s else "dot"
    draw_sign(painter, x, y, radius, sign, colour(p.marker_core), s * slender)


def draw_sign(
    painter: QPainter, x: float, y: float, radius: float, kind: str, ink: QColor, scale: float
) -> None:
    """The sign inside a marker's ring: a cross in the belly, a dot at an attachment."""
    if kind == "central":
        arm = radius * 0.50
        painter.setPen(QPen(ink, 1.7 * scale, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(x - arm, y - arm), QPointF(x + arm, y + arm))
        painter.drawLine(QPointF(x - arm, y + arm), QPointF(x + arm, y - arm))
        return
    share = 0.66 if kind == "dot" else 0.44
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawEllipse(QPointF(x, y), radius * share, radius * share)


def draw_warning(painter: QPainter, x: float, y: float, radius: float, style: InkStyle) -> None:
    """An amber triangle at the upper right of a marker: something in danger lies near."""
    p, s = style.palette, style.scale
    half = max(2.2 * s, min(4.2 * s, 0.72 * radius))
    centre = QPointF(x + 0.78 * radius + 0.3 * half, y - 0.78 * radius - 0.3 * half)
    corners = ((0.0, -1.1), (1.05, 0.75), (-1.05, 0.75))
    painter.setPen(QPen(colour(p.marker_edge, 0.95), 0.9 * s))
    painter.setBrush(colour(p.danger))
    painter.drawPolygon(QPolygonF([centre + QPointF(a, b) * half for a, b in corners]))
