"""The legend of a slide: samples as pictures draw them, words that can be edited, in one group."""

from __future__ import annotations

import functools

from PySide6.QtGui import QImage, QPainter

from explorer.export.ink_style import InkStyle
from explorer.export.legend import Rows, legend_rows, legend_size, paint_legend
from explorer.export.slides.content import Group, Line, Panel, Picture, Text
from explorer.export.slides.template import Box
from explorer.export.slides.text import LINE, width_of
from explorer.export.stills import encode_png
from explorer.scene.palette import LIGHT
from explorer.scene.stage import Stage
from explorer.session.view_state import ViewState

__all__ = ["legend_parts", "legend_place", "rows_of", "swatch"]

_SIZE, _ROW, _PAD = 11.0, 18.0, 6.0
#: Room for the sample before the words, and right of them.
_BEFORE, _AFTER = 36.0, 12.0
#: Width and height of a sample on the slide.
_SAMPLE = (19.2, 11.2)
#: From the right edge and the foot of the picture.
_RIGHT, _FOOT = 40.0, 4.0
#: Where the sample is in a painted legend of one row (logical pixels), and how large it is drawn.
_PAINTED, _DRAWN = (10, 11, 24, 14), 8.0


def rows_of(stage: Stage, state: ViewState) -> Rows:
    """What the legend of a view says; nothing where it has none."""
    return legend_rows(state, stage.atlas, stage.has_skin) if state.legend else ()


def legend_place(rows: Rows, picture: Box) -> Box | None:
    """Where the legend is on a slide: the lower right corner of its picture."""
    if not rows:
        return None
    width = max(width_of(words, _SIZE) for _, words in rows) + _BEFORE + _AFTER
    height = len(rows) * _ROW + 2 * _PAD
    x, y, w, h = picture
    return x + w - _RIGHT - width, y + h - _FOOT - height, width, height


def legend_parts(box: Box, rows: Rows) -> Group:
    """What the colours and signs mean."""
    x, y, w, _ = box
    parts: list[Panel | Picture | Text] = [
        Panel(box, "Legend ground", 5.0, LIGHT.halo, LIGHT.text),
    ]
    for number, (kind, words) in enumerate(rows):
        middle = y + _PAD + _ROW * (number + 0.5)
        sample = (x + 9, middle - _SAMPLE[1] / 2, *_SAMPLE)
        parts.append(Picture(swatch(kind), sample, f"Sample {words}", words))
        line: Line = (words, _SIZE, False, LIGHT.text)
        height = _SIZE * LINE
        place = (x + _BEFORE, middle - height / 2, w - _BEFORE, height)
        parts.append(Text(place, (line,), f"Legend {words}"))
    return Group(tuple(parts), "Legend")


@functools.cache
def swatch(kind: str) -> bytes:
    """The sample of one row as a PNG, just as pictures show it."""
    style = InkStyle(LIGHT, _DRAWN)
    rows = ((kind, ""),)
    width, height = legend_size(style, rows)
    image = QImage(round(width), round(height), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    try:
        paint_legend(painter, width, height, style, rows)
    finally:
        painter.end()
    x, y, w, h = (round(v * _DRAWN) for v in _PAINTED)
    return encode_png(image.copy(x, y, w, h), kind)
