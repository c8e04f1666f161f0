"""The legend: what the colours and signs of a picture mean, as many rows as it shows of them."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QPainterPath, QPen

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.support import SUPPORT_WORDS
from explorer.export.film_swatches import draw_film, pain_rows
from explorer.export.ink_style import InkStyle, colour, draw_symbol, draw_warning
from explorer.scene.films import compared
from explorer.scene.layering import OPAQUE
from explorer.scene.overlay import Box
from explorer.scene.roles import selected_muscle
from explorer.session.view_state import PointRef, ViewState

__all__ = [
    "LEGEND_ROWS",
    "Rows",
    "draw_swatch",
    "legend_box",
    "legend_rows",
    "legend_size",
    "paint_legend",
]

#: (what is shown as a sample, words).
Rows = Sequence[tuple[str, str]]

_ZONES = (("essential", "Essential zone"), ("spillover", "Spillover zone"))
_POINTS = (
    ("central", "Point in a muscle belly"),
    ("attachment", "Point near an attachment"),
)
#: What is said of points on solid skin.
LEGEND_ROWS = (*_ZONES, *_POINTS)
_DANGER = (
    ("danger", "Danger area: press with care or not at all"),
    ("warned", "Point near a danger area"),
)
_MARGIN = 14.0


def legend_rows(state: ViewState, atlas: Atlas, has_skin: bool = True) -> Rows:
    """What a state shows and a legend explains; nothing when there is nothing to explain.

    ``has_skin`` is whether the body has a skin, and with it points and zones.
    """
    lit = _lit_rows(state, atlas) if _sees_inside(state, atlas, has_skin) else ()
    shown = has_skin and bool(state.shown)
    told_apart = compared(state, atlas) if has_skin else ()
    rows: list[tuple[str, str]] = []
    if told_apart:
        rows += _told_apart_rows(told_apart, atlas)
    elif shown and state.zones:
        rows += _ZONES
    if has_skin:
        rows += pain_rows(state.pain)
        if state.danger:
            rows += _DANGER if state.markers or shown else _DANGER[:1]
    if shown or (lit and has_skin and state.markers):
        rows += _POINTS
    if has_skin and state.markers and state.support != "all":
        rows.append(("filter", SUPPORT_WORDS[state.support]))
    return (*rows, *lit)


def _told_apart_rows(refs: Sequence[PointRef], atlas: Atlas) -> Rows:
    """Which hatch is which point's, with its side where that tells more than the name."""
    one_side = len({ref.side for ref in refs}) == 1
    rows = []
    for number, ref in enumerate(refs):
        name = atlas.point_name(ref.point)
        side = "" if one_side else f", {ref.side}"
        rows.append((f"only{number}", f"Only {name}{side}"))
    shared = "Both" if len(refs) == 2 else "Two or all three"
    return (*rows, ("shared", shared), ("spilt", "Fine lines: spillover"))


def _sees_inside(state: ViewState, atlas: Atlas, has_skin: bool) -> bool:
    """Whether muscles and bones can be seen: no skin, faded skin, or a window in it."""
    if not has_skin or state.skin_opacity < OPAQUE:
        return True
    subject, points = state.subject, atlas.points
    if subject is None or not state.xray:
        return False
    if subject.kind == "point":
        return subject.id in points
    of_muscle = (points[r.point].muscle for r in state.shown if r.point in points)
    return subject.kind == "muscle" and subject.id in of_muscle


def _lit_rows(state: ViewState, atlas: Atlas) -> Rows:
    """The selected muscle or bone, and if they are shown those that help or work against it."""
    subject = state.subject
    if subject is not None and subject.kind == "structure":
        kind = "bone" if subject.id.startswith("bone:") else "muscle"
        return (("lit", f"Selected {kind}"),)
    chosen = selected_muscle(state, atlas)
    if chosen is None:
        return ()
    rows = [("lit", "Selected muscle")]
    muscle = atlas.muscles[chosen[0]]
    if state.related and muscle.synergists:
        rows.append(("synergist", "Synergist, helps it"))
    if state.related and muscle.antagonists:
        rows.append(("antagonist", "Antagonist, opposes it"))
    return tuple(rows)


def legend_size(style: InkStyle, rows: Rows = LEGEND_ROWS) -> tuple[float, float]:
    """Width and height of the legend in picture pixels; nought without rows."""
    if not rows:
        return 0.0, 0.0
    return _size(style, tuple(rows))


@functools.lru_cache(maxsize=32)
def _size(style: InkStyle, rows: tuple[tuple[str, str], ...]) -> tuple[float, float]:
    metrics = QFontMetricsF(style.font(11.5))
    width = max(metrics.horizontalAdvance(text) for _, text in rows)
    return width + 54 * style.scale, (len(rows) * 20 + 16) * style.scale


def legend_box(width: float, height: float, style: InkStyle, rows: Rows) -> Box | None:
    """Where the legend is in a picture: its lower right corner."""
    if not rows:
        return None
    w, h = legend_size(style, rows)
    return width - w - _MARGIN * style.scale, height - h - _MARGIN * style.scale, w, h


def paint_legend(
    painter: QPainter, right: float, bottom: float, style: InkStyle, rows: Rows = LEGEND_ROWS
) -> None:
    """Draw the legend with its lower right corner at a pixel."""
    if rows:
        width, height = legend_size(style, rows)
        # Dozens of stipples and words that seldom change: drawn once, kept as a picture.
        painter.drawImage(
            QPoint(round(right - width) - 1, round(bottom - height) - 1),
            _picture(style, tuple(rows)),
        )


@functools.lru_cache(maxsize=8)
def _picture(style: InkStyle, rows: tuple[tuple[str, str], ...]) -> QImage:
    """The legend with a pixel of nothing around it."""
    p, s = style.palette, style.scale
    width, height = legend_size(style, rows)
    image = QImage(
        math.ceil(width) + 2, math.ceil(height) + 2, QImage.Format.Format_ARGB32_Premultiplied
    )
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(1, 1)
    painter.setPen(QPen(colour(p.text, 0.14), 1.0 * s))
    painter.setBrush(colour(p.halo, 0.86))
    painter.drawRoundedRect(QRectF(0, 0, width, height), 6 * s, 6 * s)
    font = style.font(11.5)
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    for row, (kind, text) in enumerate(rows):
        middle = (8 + 20 * row + 10) * s
        draw_swatch(painter, kind, QRectF(10 * s, middle - 7 * s, 24 * s, 14 * s), style)
        painter.setPen(colour(p.text))
        painter.drawText(QPointF(44 * s, middle + metrics.capHeight() / 2), text)
    painter.end()
    return image


def draw_swatch(painter: QPainter, kind: str, box: QRectF, style: InkStyle) -> None:
    """Draw the sample of a row: what stands before its words."""
    p, s = style.palette, style.scale
    if kind in ("central", "attachment"):
        draw_symbol(painter, box.center().x(), box.center().y(), 5.6 * s, kind, style)
        return
    if kind == "filter":
        _funnel(painter, box.center(), style)
        return
    if kind == "warned":
        draw_symbol(
            painter, box.center().x() - 2 * s, box.center().y() + s, 5 * s, "central", style
        )
        draw_warning(painter, box.center().x() - 2 * s, box.center().y() + s, 5 * s, style)
        return
    outline = QPainterPath()
    outline.addRoundedRect(box, 3 * s, 3 * s)
    painter.setPen(Qt.PenStyle.NoPen)
    muscles = {"lit": p.lit, "synergist": p.synergist, "antagonist": p.antagonist}
    if kind in muscles:
        painter.fillPath(outline, colour(muscles[kind]))
        return
    painter.fillPath(outline, colour(p.skin))
    if kind == "essential":
        painter.fillPath(outline, colour(p.essential, 0.88))
        return
    if draw_film(painter, kind, box, style):
        return
    painter.save()
    painter.setClipPath(outline)
    painter.setBrush(colour(p.spillover))
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


def _funnel(painter: QPainter, middle: QPointF, style: InkStyle) -> None:
    """The sign of a filter."""
    corners = ((-6.0, -5.5), (6.0, -5.5), (1.6, 0.2), (1.6, 5.8), (-1.6, 4.0), (-1.6, 0.2))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(style.palette.text, 0.62))
    painter.drawPolygon([middle + QPointF(x, y) * style.scale for x, y in corners])
