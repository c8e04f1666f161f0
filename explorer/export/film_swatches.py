"""Samples in the legend of what lies over the skin: pain, patterns told apart, danger areas."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from explorer.anatomy.pain import QUALITIES, QUALITY_WORDS, Pain
from explorer.export.ink_style import InkStyle, colour

__all__ = ["draw_film", "pain_rows"]


def pain_rows(pain: Pain) -> tuple[tuple[str, str], ...]:
    """What a legend says of painted pain: its kinds, and where there are several its depths."""
    strokes = [stroke for stroke in pain.strokes if not stroke.erase]
    rows = []
    for quality in QUALITIES:
        if any(stroke.quality == quality for stroke in strokes):
            rows.append((f"pain {quality}", f"Pain, {QUALITY_WORDS[quality].lower()}"))
    if any(stroke.deep for stroke in strokes):
        rows.append(("pain deep", "Soft rim: deep inside"))
    if pain.regions:
        rows.append(("pain region", "Region that hurts"))
    return tuple(rows)


def draw_film(painter: QPainter, kind: str, box: QRectF, style: InkStyle) -> bool:
    """Draw a sample, if it is one of a film."""
    p, s = style.palette, style.scale
    outline = QPainterPath()
    outline.addRoundedRect(box, 3 * s, 3 * s)
    painter.save()
    painter.setClipPath(outline)
    known = True
    if kind.startswith("pain "):
        _pain(painter, kind.removeprefix("pain "), box, outline, style)
    elif kind.startswith("only"):
        number = int(kind.removeprefix("only"))
        ink = p.compared[number]
        painter.fillRect(box, colour(ink, 0.24))
        _lines(painter, box, "/\\-"[number], colour(ink, 0.92), 5.0 * s, 1.9 * s)
        _rim(painter, outline, colour(ink), 1.6 * s)
    elif kind == "shared":
        painter.fillRect(box, colour(p.compared_shared, 0.24))
        for slant in "/\\":
            _lines(painter, box, slant, colour(p.compared_shared, 0.92), 5.0 * s, 1.4 * s)
        _rim(painter, outline, colour(p.compared_shared), 1.6 * s)
    elif kind == "spilt":
        _lines(painter, box, "/", colour(p.compared[0], 0.85), 5.0 * s, 0.9 * s)
        _rim(painter, outline, colour(p.compared[0], 0.5), 1.0 * s)
    elif kind == "danger":
        painter.fillRect(box, colour(p.danger, 0.2))
        _lines(painter, box, "/", colour(p.danger, 0.8), 9.0 * s, 4.5 * s)
        _rim(painter, outline, colour(p.danger), 1.2 * s)
    else:
        known = False
    painter.restore()
    return known


def _pain(
    painter: QPainter, what: str, box: QRectF, outline: QPainterPath, style: InkStyle
) -> None:
    p, s = style.palette, style.scale
    ink = colour(p.pain_ink)
    if what == "deep":
        for inset, alpha in ((0.0, 0.12), (1.5, 0.14), (3.0, 0.16), (4.5, 0.2)):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(p.pain, alpha))
            part = box.adjusted(inset * s, inset * s, -inset * s, -inset * s)
            painter.drawRoundedRect(part, 4 * s, 4 * s)
        return
    painter.fillRect(box, colour(p.pain, 0.22 if what == "region" else 0.52))
    _rim(painter, outline, ink, 2.0 * s)
    painter.setPen(QPen(ink, 1.3 * s, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for x in (box.left() + box.width() * share for share in (0.3, 0.7)):
        at = QPointF(x, box.center().y())
        for a, b in _SIGNS.get(what, ()):
            painter.drawLine(at + QPointF(*a) * s, at + QPointF(*b) * s)
        if what == "tingling":
            painter.drawEllipse(at, 2.9 * s, 2.9 * s)


_Line = tuple[tuple[float, float], tuple[float, float]]
#: Lines of the signs, y downwards.
_SIGNS: dict[str, tuple[_Line, ...]] = {
    "burning": (((-2.6, -2.6), (2.6, 2.6)), ((-2.6, 2.6), (2.6, -2.6))),
    "stabbing": (((-1.5, 3.4), (1.5, -3.4)),),
    "numb": (((-2.9, -1.4), (2.9, -1.4)), ((-2.9, 1.4), (2.9, 1.4))),
}


def _rim(painter: QPainter, outline: QPainterPath, ink: QColor, width: float) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(ink, width))
    painter.drawPath(outline)


def _lines(
    painter: QPainter, box: QRectF, slant: str, ink: QColor, spacing: float, width: float
) -> None:
    """Hatch a box."""
    painter.setPen(QPen(ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    if slant == "-":
        y = box.top() + spacing / 2
        while y < box.bottom():
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
            y += spacing
        return
    height = box.height()
    step = spacing * 2**0.5
    x = box.left() - height
    while x < box.right() + step:
        foot, top = (box.bottom(), box.top()) if slant == "/" else (box.top(), box.bottom())
        painter.drawLine(QPointF(x, foot), QPointF(x + height, top))
        x += step
