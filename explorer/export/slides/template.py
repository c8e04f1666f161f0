"""A slide as it comes from a layout of the deck, and where things stand on it. All in points."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from explorer.export.slides.text import clean

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide

__all__ = [
    "BODY",
    "COVER_AUTHOR",
    "COVER_TITLE",
    "FOOT",
    "NUMBER",
    "SIZE",
    "TITLE",
    "Box",
    "new_slide",
]

#: Left, top, width and height.
Box = tuple[float, float, float, float]
#: Width and height of a slide: 16 to 9.
SIZE = (960.0, 540.0)
TITLE: Box = (40, 20, 880, 44)
BODY: Box = (40, 100, 880, 400)
FOOT: Box = (40, 513, 790, 18)
NUMBER: Box = (840, 513, 80, 18)
COVER_TITLE: Box = (56, 150, 520, 130)
COVER_AUTHOR: Box = (56, 306, 520, 60)


def new_slide(deck: Presentation, layout: str, title: str, size: float, foot: str = "") -> Slide:
    """A slide with its title, its number, and a line at its foot; ``layout`` is a name."""
    from pptx.util import Pt

    slide: Any = deck.slides.add_slide(deck.slide_layouts.get_by_name(layout))
    heading = slide.shapes.title.text_frame
    heading.text = clean(title)
    for paragraph in heading.paragraphs:
        for run in paragraph.runs:
            run.font.size = Pt(size)
    # The library leaves foot and number on the layout: they are brought over, as programs do.
    for shape in slide.slide_layout.placeholders:
        kind = shape._element.ph.get("type")
        if kind == "sldNum" or (kind == "ftr" and foot):
            copy = deepcopy(shape._element)
            number = max(s.shape_id for s in slide.shapes) + 1
            copy.nvSpPr.cNvPr.set("id", str(number))
            slide.shapes._spTree.append(copy)
            if kind == "ftr":
                slide.shapes[-1].text_frame.text = clean(foot)
    made: Slide = slide
    return made
