"""What stands on a slide: pictures, words, panels and lines. All places are in points."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from explorer.export.slides.template import Box
from explorer.export.slides.text import clean

if TYPE_CHECKING:
    from pptx.slide import Slide

__all__ = ["Line", "add_line", "add_panel", "add_picture", "add_rule", "add_text", "write"]

Colour = tuple[int, int, int]
#: A line of text: words, size, bold, colour.
Line = tuple[str, float, bool, Colour]


def add_picture(slide: Slide, png: bytes, box: Box, name: str, words: str) -> Any:
    """A picture; ``words`` say what is on it to those who cannot see it."""
    from pptx.util import Pt

    x, y, w, h = (Pt(v) for v in box)
    picture: Any = slide.shapes.add_picture(io.BytesIO(png), x, y, w, h)
    picture.name = clean(name)
    picture._element.nvPicPr.cNvPr.set("descr", clean(words))
    return picture


def add_text(slide: Slide, box: Box, lines: Sequence[Line], name: str, gap: float = 0.0) -> Any:
    """A box of words, one paragraph a line; ``gap`` points stand between them."""
    from pptx.util import Pt

    x, y, w, h = (Pt(v) for v in box)
    shape = slide.shapes.add_textbox(x, y, w, h)
    shape.name = clean(name)
    write(shape, lines, gap)
    shape.text_frame.word_wrap = True
    return shape


def add_panel(
    slide: Slide, box: Box, name: str, corner: float, ground: Colour, edge: Colour
) -> Any:
    """A light panel with round corners and a hardly seen edge, which can hold words."""
    from pptx.enum.shapes import MSO_SHAPE
    from pptx.util import Pt

    x, y, w, h = (Pt(v) for v in box)
    panel = slide.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, x, y, w, h)
    panel.name = clean(name)
    panel.adjustments[0] = corner / max(min(box[2:]), 1.0)
    _plain(panel)
    panel.fill.solid()
    panel.fill.fore_color.rgb = _rgb(ground)
    _set_alpha(panel._element.spPr, 0.92)
    _stroke(panel.line, edge, 0.75, 0.22)
    return panel


def add_rule(slide: Slide, box: Box) -> None:
    """A quiet bar in the colour of the zones."""
    from pptx.enum.dml import MSO_THEME_COLOR
    from pptx.enum.shapes import MSO_SHAPE
    from pptx.util import Pt

    x, y, w, h = (Pt(v) for v in box)
    bar = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, x, y, w, h)
    bar.name = "Bar"
    _plain(bar)
    bar.fill.solid()
    bar.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1
    bar.line.fill.background()


def add_line(
    slide: Slide,
    start: tuple[float, float],
    end: tuple[float, float],
    name: str,
    colour: Colour,
    *,
    dot: bool = False,
) -> Any:
    """A straight line; with a ``dot`` at its end."""
    from pptx.enum.shapes import MSO_CONNECTOR
    from pptx.oxml.ns import qn
    from pptx.util import Pt

    line = slide.shapes.add_connector(
        MSO_CONNECTOR.STRAIGHT, Pt(start[0]), Pt(start[1]), Pt(end[0]), Pt(end[1])
    )
    line.name = clean(name)
    _plain(line)
    _stroke(line.line, colour, 1.0, 0.85)
    if dot:
        ln = line.line._get_or_add_ln()
        ln.append(ln.makeelement(qn("a:tailEnd"), {"type": "oval", "w": "sm", "len": "sm"}))
    return line


def write(
    shape: Any, lines: Sequence[Line], gap: float = 0.0, pad: tuple[float, float] = (0.0, 0.0)
) -> None:
    """Put lines into a shape, ``pad`` points from its edges; padded ones stand in the middle."""
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Pt

    frame = shape.text_frame
    frame.margin_left = frame.margin_right = Pt(pad[0])
    frame.margin_top = frame.margin_bottom = Pt(pad[1])
    if pad[1]:
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    for number, (words, size, bold, colour) in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        if gap and number:
            paragraph.space_before = Pt(gap)
        run = paragraph.add_run()
        run.text = clean(words)
        run.font.size, run.font.bold = Pt(size), bold
        run.font.color.rgb = _rgb(colour)


def _plain(shape: Any) -> None:
    """Take away what the theme adds to a shape: shadows, and text in the colour of the ground."""
    from pptx.oxml.ns import qn

    style = shape._element.find(qn("p:style"))
    if style is not None:
        shape._element.remove(style)


def _rgb(colour: Colour) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor(*colour)


def _stroke(line: Any, colour: Colour, width: float, alpha: float) -> None:
    from pptx.util import Pt

    line.width = Pt(width)
    line.color.rgb = _rgb(colour)
    _set_alpha(line._get_or_add_ln(), alpha)


def _set_alpha(properties: Any, alpha: float) -> None:
    """The library knows no transparency: it is written into the colour itself."""
    from pptx.oxml.ns import qn

    colour = properties.find(f"{qn('a:solidFill')}/{qn('a:srgbClr')}")
    colour.append(colour.makeelement(qn("a:alpha"), {"val": str(round(alpha * 100_000))}))
