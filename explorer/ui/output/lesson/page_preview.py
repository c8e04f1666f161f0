"""A view of a web page as a browser shows it: the body, and beside it what is said of it."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace
from html import escape

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen, QTextDocument

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.pain import NO_PAIN
from explorer.export.legend import Rows, legend_box, legend_rows, paint_legend
from explorer.export.page.body import Mark
from explorer.export.page.cards import point_card, subject_card
from explorer.export.page.text import Words
from explorer.export.page.views import PageView
from explorer.export.painting import InkStyle, label_size, paint_overlay
from explorer.export.showing import Showing
from explorer.session.view_state import ViewState
from explorer.ui.theme import Theme

__all__ = ["ASPECT", "PagePicture", "as_on_page", "paint_page", "take_view"]

#: Size of the browser's window, and of the notes and the steps in it (logical pixels).
_SIZE, _PANEL, _STEPS = (1280.0, 800.0), 410.0, 60.0
ASPECT = _SIZE[0] / _SIZE[1]
_BODY = _SIZE[0] - _PANEL, _SIZE[1]
#: Pixels of the picture to a logical one, and frames that it is averaged over.
_FINE, _SUBPIXELS = 1.25, 4
_TOOLS = "Front    Back    Right    Left    +    −    Reset"
_PAD = 22.0


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A view drawn for its preview.

    ``notes`` is HTML of what stands beside the body.
    """

    body: QImage
    notes: str


def as_on_page(state: ViewState) -> ViewState:
    """What a page shows of a state; it cannot show the rest."""
    return replace(
        state, skin_opacity=1.0, xray=False, pain=NO_PAIN, compared=(), danger=False, support="all"
    )


def take_view(
    show: Showing, atlas: Atlas, view: PageView, marks: Container[Mark], theme: Theme, title: str
) -> PagePicture:
    """Draw a view.

    Parameters
    ----------
    marks
        The points of the page; no others have markers.
    """
    state = as_on_page(view.state)
    stage = show.stage
    show.show(state)
    stage.set_palette(theme.scene)
    stage.set_size(round(_BODY[0] * _FINE), round(_BODY[1] * _FINE))
    frame = stage.average(_SUBPIXELS)
    height, width = frame.shape[:2]
    image = QImage(frame.data, width, height, 4 * width, QImage.Format.Format_RGBX8888).copy()
    style = InkStyle(theme.scene, _FINE)
    rows = _legend(atlas, state, stage.has_skin)
    legend = legend_box(width, height, style, rows)
    overlay = stage.overlay(
        lambda name, detail: label_size(style, name, detail),
        _FINE,
        state.labels,
        () if legend is None else (legend,),
    )
    found = [(m, stage.ref(m.index)) for m in overlay.markers]
    there = tuple(m for m, ref in found if (ref.point, ref.side) in marks)
    painter = QPainter(image)
    try:
        paint_overlay(painter, replace(overlay, markers=there), style)
        if legend is not None:
            paint_legend(painter, legend[0] + legend[2], legend[1] + legend[3], style, rows)
    finally:
        painter.end()
    return PagePicture(image, _notes(atlas, view, title))


def paint_page(
    painter: QPainter, picture: PagePicture, theme: Theme, place: tuple[int, int], width: float
) -> None:
    """Paint a view so wide.

    Parameters
    ----------
    place
        Which view it is, from 1, and of how many.
    """
    painter.save()
    painter.scale(width / _SIZE[0], width / _SIZE[0])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(QRectF(0, 0, *_BODY), picture.body)
    _paint_tools(painter, theme)
    left = _BODY[0]
    painter.fillRect(QRectF(left, 0, _PANEL, _SIZE[1]), QColor(theme.surface))
    painter.setPen(QPen(QColor(theme.line), 1.0))
    painter.drawLine(QPointF(left, 0), QPointF(left, _SIZE[1]))
    foot = _SIZE[1] - (_STEPS if place[1] > 1 else 0.0)
    painter.save()
    painter.setClipRect(QRectF(left, 0, _PANEL, foot))
    painter.translate(left + _PAD, _PAD)
    _document(picture.notes, theme).drawContents(painter)
    painter.restore()
    if place[1] > 1:
        _paint_steps(painter, theme, place)
    painter.restore()


def _paint_tools(painter: QPainter, theme: Theme) -> None:
    painter.setPen(QPen(QColor(theme.line), 1.0))
    painter.setBrush(QColor(theme.raised))
    box = QRectF(12.5, 12.5, 332, 39)
    painter.drawRoundedRect(box, 9, 9)
    painter.setPen(QColor(theme.soft))
    painter.setFont(_font(13))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, _TOOLS)


def _paint_steps(painter: QPainter, theme: Theme, place: tuple[int, int]) -> None:
    left, top = _BODY[0], _SIZE[1] - _STEPS
    painter.setPen(QPen(QColor(theme.line), 1.0))
    painter.drawLine(QPointF(left, top), QPointF(_SIZE[0], top))
    painter.setFont(_font(15))
    number, count = place
    middle = Qt.AlignmentFlag.AlignCenter
    back = QRectF(left + _PAD + 0.5, top + 10.5, 90, 39)
    further = QRectF(_SIZE[0] - _PAD - 90.5, top + 10.5, 90, 39)
    painter.setBrush(QColor(theme.raised))
    painter.drawRoundedRect(back, 7, 7)
    painter.setPen(QColor(theme.text if number > 1 else theme.soft))
    painter.drawText(back, middle, "Back")
    painter.setPen(QColor(theme.soft))
    painter.drawText(QRectF(left, top, _PANEL, _STEPS), middle, f"{number} of {count}")
    painter.setOpacity(1.0 if number < count else 0.45)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.accent))
    painter.drawRoundedRect(further, 7, 7)
    painter.setPen(QColor(theme.accent_text))
    painter.drawText(further, middle, "Next")
    painter.setOpacity(1.0)


def _legend(atlas: Atlas, state: ViewState, has_skin: bool) -> Rows:
    """What the page's legend says: only what can be seen in the view."""
    points = [atlas.points[r.point] for r in state.shown if r.point in atlas.points]
    there: set[str] = {zone.level for point in points for zone in point.zones}
    there |= {"central" if point.kind == "central" else "attachment" for point in points}
    rows = legend_rows(state, atlas, has_skin) if state.legend else ()
    return tuple(row for row in rows if row[0] in there)


def _notes(atlas: Atlas, view: PageView, title: str) -> str:
    """What the page says beside a view: its title, notes, points, and the card that is open."""
    words = Words(atlas, ())
    state = view.state
    subject = state.subject
    parts = []
    if title != view.title:
        parts.append(f'<p class="sub small">{escape(title)}</p>')
    parts += [f"<h1>{escape(view.title)}</h1>", words.paragraphs(view.notes)]
    known = list(dict.fromkeys(r for r in state.shown if r.point in atlas.points))
    if len(known) > 1 and not view.asks:
        rows = "".join(
            f'<li>{escape(atlas.point_name(r.point))} <span class="sub">{r.side}</span></li>'
            for r in known
        )
        parts.append(f'<p class="sub"><b>Points of this view</b></p><ul>{rows}</ul>')
    card, kind = "", "About"
    if subject is not None and subject.kind == "point" and subject.id in atlas.points:
        card, kind = point_card(words, atlas.points[subject.id]), "Trigger point"
    elif subject is not None:
        card = subject_card(words, subject.kind, subject.id)
    if card:
        side = subject.side if subject is not None else ""
        card = card.replace(f"<h3>{escape(view.title)}</h3>", "", 1)  # it stands above
        card = card.replace('<span class="side"></span>', side)
        parts.append(f'<hr><p class="small"><b>{kind}</b></p>{card}')
    return "".join(parts)


def _document(html: str, theme: Theme) -> QTextDocument:
    document = QTextDocument()
    document.setDefaultFont(_font(15))
    document.setDocumentMargin(0)
    document.setDefaultStyleSheet(
        f"* {{ color: {theme.text}; }} h1 {{ font-size: 22px; font-weight: 600; }} "
        f"h3 {{ font-size: 20px; font-weight: 600; }} "
        f"h4 {{ font-size: 15px; font-weight: 600; margin-top: 14px; }} "
        f".sub, .small, dt {{ color: {theme.soft}; }} .small {{ font-size: 13px; }} "
        f".essential {{ color: {theme.danger}; }} .spillover {{ color: {theme.soft}; }}"
    )
    document.setHtml(f'<body style="color: {theme.text}">{html}</body>')
    document.setPageSize(QSizeF(_PANEL - 2 * _PAD, -1))
    document.setTextWidth(_PANEL - 2 * _PAD)
    return document


def _font(pixels: int) -> QFont:
    font = QFont()
    font.setPixelSize(pixels)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
