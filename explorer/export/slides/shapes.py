"""The content of slides written into a deck, as shapes that can be edited."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from explorer.export.slides.content import (
    LEADER,
    PANEL_ALPHA,
    PANEL_EDGE,
    Colour,
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
from explorer.export.slides.template import new_slide
from explorer.export.slides.text import clean

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide

__all__ = ["add_slide"]


def add_slide(deck: Presentation, content: SlideContent) -> Slide:
    """Write one slide at the end of a deck."""
    slide = new_slide(deck, content.layout, content.title, content.size, content.foot)
    if content.is_cover:
        below = slide.placeholders[1]
        if content.below:
            below.text_frame.text = clean(content.below)
        else:
            below._element.getparent().remove(below._element)
    panels: dict[Panel, Any] = {}
    for part in content.parts:
        shape = _add(slide, part, panels)
        if isinstance(part, Panel):
            panels[part] = shape
    if content.notes:
        spoken: Any = slide.notes_slide.notes_text_frame
        spoken.text = clean(content.notes)
    return slide


def _add(slide: Slide, part: Part, panels: dict[Panel, Any]) -> Any:
    match part:
        case Picture():
            return _add_picture(slide, part)
        case Text():
            return _add_text(slide, part)
        case Panel():
            return _add_panel(slide, part)
        case Leader():
            return _add_leader(slide, part, panels[part.panel])
        case Rule():
            return _add_rule(slide, part)
        case Group():
            shapes = [_add(slide, inner, panels) for inner in part.parts]
            group = slide.shapes.add_group_shape(shapes)
            group.name = clean(part.name)
            return group


def _add_picture(slide: Slide, part: Picture) -> Any:
    from pptx.util import Pt

    x, y, w, h = (Pt(v) for v in part.box)
    picture: Any = slide.shapes.add_picture(io.BytesIO(part.png), x, y, w, h)
    picture.name = clean(part.name)
    picture._element.nvPicPr.cNvPr.set("descr", clean(part.words))
    return picture


def _add_text(slide: Slide, part: Text) -> Any:
    from pptx.util import Pt

    x, y, w, h = (Pt(v) for v in part.box)
    shape = slide.shapes.add_textbox(x, y, w, h)
    shape.name = clean(part.name)
    _write(shape, part.lines, part.gap)
    shape.text_frame.word_wrap = True
    return shape


def _add_panel(slide: Slide, part: Panel) -> Any:
    from pptx.enum.shapes import MSO_SHAPE
    from pptx.util import Pt

    x, y, w, h = (Pt(v) for v in part.box)
    panel = slide.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, x, y, w, h)
    panel.name = clean(part.name)
    panel.adjustments[0] = part.corner / max(min(part.box[2:]), 1.0)
    _plain(panel)
    panel.fill.solid()
    panel.fill.fore_color.rgb = _rgb(part.ground)
    _set_alpha(panel._element.spPr, PANEL_ALPHA)
    _stroke(panel.line, part.edge, PANEL_EDGE[0], PANEL_EDGE[1])
    if part.lines:
        _write(panel, part.lines, pad=part.pad)
        panel.text_frame.word_wrap = False
    return panel


def _add_rule(slide: Slide, part: Rule) -> Any:
    from pptx.enum.dml import MSO_THEME_COLOR
    from pptx.enum.shapes import MSO_SHAPE
    from pptx.util import Pt

    x, y, w, h = (Pt(v) for v in part.box)
    bar = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, x, y, w, h)
    bar.name = "Bar"
    _plain(bar)
    bar.fill.solid()
    bar.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1
    bar.line.fill.background()
    return bar


def _add_leader(slide: Slide, part: Leader, panel: Any) -> Any:
    from pptx.enum.shapes import MSO_CONNECTOR
    from pptx.oxml.ns import qn
    from pptx.util import Pt

    (x0, y0), (x1, y1) = part.start, part.end
    line = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, Pt(x0), Pt(y0), Pt(x1), Pt(y1))
    line.name = clean(part.name)
    _plain(line)
    _stroke(line.line, part.colour, LEADER[0], LEADER[1])
    if part.dot:
        ln = line.line._get_or_add_ln()
        ln.append(ln.makeelement(qn("a:tailEnd"), {"type": "oval", "w": "sm", "len": "sm"}))
    line.begin_connect(panel, part.site)
    return line


def _write(
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
