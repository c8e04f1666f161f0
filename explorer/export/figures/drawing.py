"""A figure composed: what stands where on its page. The body's picture itself comes later."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from explorer.export.borrowed_stage import BorrowedStage
from explorer.export.figures.fonts import Fonts
from explorer.export.figures.layout import lay_out, said_of
from explorer.export.figures.leaders import Leader, Pixel, Wish, lay_out_leaders
from explorer.export.figures.names import Named, Seen, out_of_sight
from explorer.export.figures.page import (
    LabelText,
    Page,
    ink,
    label_text,
    row_words,
)
from explorer.export.figures.picture import body_extent
from explorer.export.figures.shapes import Drawing, Ink, Line, Sign
from explorer.export.figures.spec import FigureSpec
from explorer.export.ink_style import InkStyle, draw_symbol, draw_warning
from explorer.export.painting import paint_overlay
from explorer.scene.layering import OPAQUE
from explorer.scene.overlay import COMPASS_CENTRE, Overlay
from explorer.scene.palette import Palette
from explorer.scene.stage import Stage
from explorer.session.view_state import ViewState

__all__ = ["Composed", "compose"]

_PAPER = (255, 255, 255)


@dataclass(frozen=True, slots=True)
class Composed:
    """A figure without its picture, and sentences on what could not be done as it was wished."""

    drawing: Drawing
    notes: tuple[str, ...]


def compose(lent: BorrowedStage, spec: FigureSpec, kept: Seen | None = None) -> Composed:
    """Lay a figure out. The stage then shows its state, at a size of its own.

    Parameters
    ----------
    kept
        What was found in sight when it was last laid out on this stage: then it is quick.

    Raises
    ------
    ExplorerError
        When it cannot be, or the texts leave no room for the body.
    """
    spec, stage = spec.checked(), lent.stage
    width, height = spec.size.pixels
    laid = lay_out(lent, spec, kept)
    page, fonts, style, scale = laid.page, laid.fonts, laid.style, laid.scale
    names = tuple(_on_page(name, page, scale) for name in laid.names)
    left, right = (page.body[0] + x * scale for x in body_extent(stage))
    leaders, texts = _lead(names, page, fonts, (left, right))
    notes = _notes(stage, spec, names, len(leaders))
    words = list(page.words)
    for leader in leaders:
        words += row_words(texts[leader.number], fonts, leader.box, leader.side == "left", style)
    signs: list[Sign] = [_overlay_sign(laid.overlay, page, scale, style), *page.signs]
    if page.compass is not None:
        signs.append(_compass_sign(laid.overlay, page.compass, scale, style))
    fonts.check_letters(row for w in words for row in w.lines)
    drawing = Drawing(
        width,
        height,
        fonts.family,
        None if spec.transparent else _background(spec, stage.palette),
        page.body,
        page.soft,
        tuple(_line(leader, names[leader.number], style) for leader in leaders),
        tuple(signs),
        tuple(words),
        spec.title or _subject_name(stage, lent.state),
        said_of(stage, spec),
    )
    return Composed(drawing, (*fonts.notes, *notes))


def _on_page(name: Named, page: Page, scale: float) -> Named:
    x, y = page.body[0] + name.pixel[0] * scale, page.body[1] + name.pixel[1] * scale
    return replace(name, pixel=(x, y), radius=name.radius * scale)


def _lead(
    names: Sequence[Named], page: Page, fonts: Fonts, extent: tuple[float, float]
) -> tuple[tuple[Leader, ...], list[LabelText]]:
    """Places for the names, first with what is said under them, else without."""
    x = [extent[0], extent[1], *(n.pixel[0] for n in names)]
    columns = page.columns(fonts, (min(x), max(x)))
    for details in (True, False):
        texts = [label_text(fonts, page.room, n.text, n.detail if details else "") for n in names]
        wishes = [Wish(n.pixel, t.size) for n, t in zip(names, texts, strict=True)]
        leaders = lay_out_leaders(wishes, *columns, page.gap, page.port)
        if len(leaders) == len(names):
            break
    return leaders, texts


def _line(leader: Leader, name: Named, style: InkStyle) -> Line:
    """The line of a name, from the rim of the sign that stands there."""
    p, s = style.palette, style.scale
    start, bend, end = leader.path
    points: tuple[Pixel, ...] = (start, bend, end)
    if name.radius:
        length = math.dist(start, bend)
        if length > name.radius:
            t = name.radius / length
            first = start[0] + (bend[0] - start[0]) * t, start[1] + (bend[1] - start[1]) * t
            points = (first, bend, end)
    dot = 0.0 if name.radius else 2.1 * s
    return Line(points, 1.0 * s, ink(p.text, 0.9), ink(p.halo, 0.7), dot)


def _overlay_sign(overlay: Overlay, page: Page, scale: float, style: InkStyle) -> Sign:
    """Markers and needles, as in the window but plain markers as vectors, too."""
    drawn = replace(style, scale=overlay.scale)
    marked = tuple(m for m in overlay.markers if m.state != "plain")
    rest = replace(overlay, markers=marked, labels=(), compass=(), names=())

    def paint(painter: QPainter) -> None:
        painter.save()
        x, y, w, h = page.body
        painter.setClipRect(QRectF(x, y, w, h))
        painter.translate(x, y)
        painter.scale(scale, scale)
        for marker in overlay.markers:
            if marker.state == "plain":
                painter.setOpacity(marker.strength)
                radius = marker.radius * overlay.scale
                draw_symbol(painter, marker.x, marker.y, radius, marker.kind, drawn)
                if marker.warned:
                    draw_warning(painter, marker.x, marker.y, radius, drawn)
        painter.setOpacity(1.0)
        paint_overlay(painter, rest, drawn)
        painter.restore()

    return paint


def _compass_sign(
    overlay: Overlay, place: tuple[float, float], scale: float, style: InkStyle
) -> Sign:
    """The directions of the body round a place of the page."""
    drawn = replace(style, scale=overlay.scale)
    # An axis that points at the eye would be a line without length, which a PDF does not bear.
    letters = tuple(replace(c, x=c.x + 1e-3) for c in overlay.compass)
    alone = Overlay(overlay.width, overlay.height, compass=letters, scale=overlay.scale)

    def paint(painter: QPainter) -> None:
        painter.save()
        painter.translate(*place)
        painter.scale(scale, scale)
        away = COMPASS_CENTRE * overlay.scale
        painter.translate(-away, away - overlay.height)
        paint_overlay(painter, alone, drawn)
        painter.restore()

    return paint


def _background(spec: FigureSpec, palette: Palette) -> Ink:
    if spec.background is None:
        return ink(palette.background if spec.dark else _PAPER)
    red, green, blue = (int(spec.background[i : i + 2], 16) for i in (1, 3, 5))
    return red, green, blue, 1.0


def _subject_name(stage: Stage, state: ViewState) -> str:
    subject, atlas = state.subject, stage.atlas
    if subject is None:
        return "Trigger Point Explorer"
    if subject.id in atlas.points:
        return atlas.point_name(subject.id)
    record = atlas.find(subject.id)
    return str(getattr(record, "name", "") or getattr(record, "title", "") or subject.id)


def _notes(stage: Stage, spec: FigureSpec, names: Sequence[Named], placed: int) -> list[str]:
    notes = []
    problem = stage.take_problem()
    if problem is not None:
        notes.append(str(problem))
    if placed < len(names):
        left = ", ".join(n.text for n in names[placed:])
        notes.append(f"There was no room for {len(names) - placed} of the names: {left}.")
    hidden = out_of_sight(stage, spec, tuple(names))
    if hidden:
        notes.append(f"Not seen from here, so not named: {', '.join(hidden)}.")
    solid = stage.has_skin and spec.view.skin_opacity >= OPAQUE and not spec.view.xray
    # Lit muscles are asked for as a matter of course beside points: then nothing is wanting.
    if solid and ("structures" in spec.labels or spec.labels == ("muscles",)):
        notes.append("No muscle or bone can be seen through the skin, so none is named.")
    return notes
