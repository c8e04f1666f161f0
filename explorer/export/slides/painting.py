"""A slide painted as office programs will show it: what a preview draws."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QImage, QPainter, QPen, QTextLayout, QTextOption

from explorer.export.ink_style import colour
from explorer.export.slides.content import (
    LEADER,
    PANEL_ALPHA,
    PANEL_EDGE,
    Group,
    Leader,
    Line,
    Panel,
    Part,
    Picture,
    Rule,
    SlideContent,
    Text,
)
from explorer.export.slides.template import (
    COVER_AUTHOR,
    COVER_TITLE,
    FOOT,
    NUMBER,
    SIZE,
    TITLE,
    Box,
)
from explorer.export.slides.text import FONT, LINE
from explorer.scene.palette import LIGHT

__all__ = ["paint_slide"]

#: The grey of foot and number, and of what stands under the title of a cover, in the template.
_FOOT_INK = (137, 139, 140)
_AUTHOR_SIZE, _FOOT_SIZE = 18.0, 10.0
#: Radius of the dot at the end of a line, in widths of the line.
_DOT = 1.0
#: Where letters stand in their line, in sizes of the font, and a width that breaks no line.
_BASELINE, _ENDLESS = 0.98, 1e5


def paint_slide(painter: QPainter, content: SlideContent, number: int, width: float) -> None:
    """Paint a slide ``width`` units wide, from the painter's origin.

    Parameters
    ----------
    number
        Which slide of its deck it is, from 1.
    """
    painter.save()
    painter.scale(width / SIZE[0], width / SIZE[0])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    whole = QRectF(0, 0, *SIZE)
    painter.setClipRect(whole)
    painter.fillRect(whole, colour(LIGHT.background))
    for part in content.parts:
        _paint(painter, part)
    # Placeholders lie under what is added to a slide, but nothing of it covers them.
    if content.is_cover:
        title: Line = (content.title, content.size, True, LIGHT.text)
        _paragraphs(painter, COVER_TITLE, [title], stands="foot")
        author: Line = (content.below, _AUTHOR_SIZE, False, _FOOT_INK)
        _paragraphs(painter, COVER_AUTHOR, [author] if content.below else [])
    else:
        title = (content.title, content.size, True, LIGHT.text)
        _paragraphs(painter, TITLE, [title], stands="middle")
    if content.foot:
        foot: Line = (content.foot, _FOOT_SIZE, False, _FOOT_INK)
        _paragraphs(painter, FOOT, [foot], stands="middle")
    counted: Line = (str(number), _FOOT_SIZE, False, _FOOT_INK)
    _paragraphs(painter, NUMBER, [counted], stands="middle", right=True)
    painter.restore()


def _paint(painter: QPainter, part: Part) -> None:
    match part:
        case Picture():
            _picture(painter, part)
        case Text():
            _paragraphs(painter, part.box, part.lines, part.gap)
        case Panel():
            _panel(painter, part)
        case Leader():
            _leader(painter, part)
        case Rule():
            painter.fillRect(QRectF(*part.box), colour(LIGHT.essential))
        case Group():
            for inner in part.parts:
                _paint(painter, inner)


def _picture(painter: QPainter, part: Picture) -> None:
    box = QRectF(*part.box)
    on_device = painter.deviceTransform().mapRect(box)
    size = max(1, round(on_device.width())), max(1, round(on_device.height()))
    painter.drawImage(box, _scaled(part.png, size))


@functools.lru_cache(maxsize=24)
def _scaled(png: bytes, size: tuple[int, int]) -> QImage:
    """A picture as large as it is painted: painters that make one smaller leave steps at edges."""
    image = QImage.fromData(png)
    image = image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    keep, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    return image.scaled(*size, keep, smooth)


def _panel(painter: QPainter, panel: Panel) -> None:
    width, strength = PANEL_EDGE
    painter.setPen(QPen(colour(panel.edge, strength), width))
    painter.setBrush(colour(panel.ground, PANEL_ALPHA))
    painter.drawRoundedRect(QRectF(*panel.box), panel.corner, panel.corner)
    x, y, w, h = panel.box
    across, down = panel.pad
    inner = x + across, y + down, w - 2 * across, h - 2 * down
    _paragraphs(painter, inner, panel.lines, stands="middle", wraps=False)


def _leader(painter: QPainter, leader: Leader) -> None:
    width, strength = LEADER
    ink = colour(leader.colour, strength)
    painter.setPen(QPen(ink, width))
    painter.drawLine(QLineF(QPointF(*leader.start), QPointF(*leader.end)))
    if leader.dot:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawEllipse(QPointF(*leader.end), _DOT * width, _DOT * width)


def _paragraphs(
    painter: QPainter,
    box: Box,
    lines: Iterable[Line],
    gap: float = 0.0,
    *,
    stands: str = "head",
    right: bool = False,
    wraps: bool = True,
) -> None:
    """Paragraphs of a box, which begin at its head, stand in its middle or end at its foot."""
    x, y, width, height = box
    laid: list[tuple[QTextLayout, Line, float]] = []
    top = 0.0
    for line in lines:
        for number, paragraph in enumerate(line[0].split("\n")):
            if laid and number == 0:
                top += gap
            layout = _layout(paragraph, line, width if wraps else _ENDLESS, right)
            laid.append((layout, line, top))
            top += layout.lineCount() * line[1] * LINE
    spare = {"head": 0.0, "middle": (height - top) / 2, "foot": height - top}[stands]
    for layout, (_, _, _, ink), above in laid:
        painter.setPen(colour(ink))
        layout.draw(painter, QPointF(x, y + spare + above))


def _layout(words: str, line: Line, width: float, right: bool) -> QTextLayout:
    _, size, bold, _ = line
    font = QFont(FONT)
    font.setPixelSize(round(size))  # a unit of the painter is a point of the slide
    font.setBold(bold)
    # Letters as wide as they are in print, however small the preview is.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    option = QTextOption(Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft)
    option.setUseDesignMetrics(True)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(words, font)
    layout.setTextOption(option)
    layout.beginLayout()
    while (row := layout.createLine()).isValid():
        row.setLineWidth(width)
        baseline = ((layout.lineCount() - 1) * LINE + _BASELINE) * size
        row.setPosition(QPointF(0.0, baseline - row.ascent()))
    layout.endLayout()
    return layout
