"""An empty deck: wide, light, calm, with few layouts, and with its colours and fonts as a theme."""

from __future__ import annotations

import importlib.util
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from explorer.errors import ExplorerError
from explorer.export.slides.template import (
    BODY,
    COVER_AUTHOR,
    COVER_TITLE,
    FOOT,
    NUMBER,
    SIZE,
    TITLE,
    Box,
)
from explorer.export.slides.text import FONT, clean
from explorer.scene.palette import LIGHT

if TYPE_CHECKING:
    from pptx.presentation import Presentation

__all__ = ["HOW_TO_INSTALL", "MISSING", "has_library", "new_deck"]

MISSING = "Slides need python-pptx, which is not installed."
HOW_TO_INSTALL = 'Install it with: pip install "trigger-point-explorer[slides]"'

#: Layouts that stay: title slide, title and text, title only, blank.
_KEPT = (0, 1, 5, 6)
_COLOURS = {
    "dk1": LIGHT.text,
    "lt1": (255, 255, 255),
    "dk2": LIGHT.text_soft,
    "lt2": LIGHT.background,
    "accent1": LIGHT.essential,
    "accent2": LIGHT.selected,
    "accent3": LIGHT.pain,
    "accent4": LIGHT.synergist,
    "accent5": LIGHT.antagonist,
    "accent6": LIGHT.lit,
    "hlink": LIGHT.selected,
    "folHlink": LIGHT.text_soft,
}


def _hexadecimal(colour: tuple[int, int, int]) -> str:
    """A palette's colour as office files write it."""
    return "{:02X}{:02X}{:02X}".format(*colour)


def has_library() -> bool:
    """Whether python-pptx, which writes decks, is installed."""
    return importlib.util.find_spec("pptx") is not None


def new_deck(title: str, author: str, comments: str) -> Presentation:
    """A presentation without slides.

    Raises
    ------
    ExplorerError
        When python-pptx, which writes it, is not installed.
    """
    try:
        from pptx import Presentation
        from pptx.util import Pt
    except ImportError as error:
        raise ExplorerError(MISSING, HOW_TO_INSTALL) from error
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(SIZE[0]), Pt(SIZE[1])
    _set_theme(deck)
    for number in sorted(set(range(len(deck.slide_layouts))) - set(_KEPT), reverse=True):
        deck.slide_layouts.remove(deck.slide_layouts[number])
    _set_master(deck)
    now = datetime.now(UTC).replace(tzinfo=None)
    about = deck.core_properties
    about.title, about.author, about.last_modified_by = (
        clean(words)[:255] for words in (title, author, author)
    )
    about.subject, about.keywords = "Trigger points", ""
    about.comments = comments
    about.created = about.modified = now
    about.revision = 1
    return deck


def _set_theme(deck: Presentation) -> None:
    """Our colours and font as the theme, so that they can be changed in one place."""
    master = deck.slide_master.part
    theme = next(r.target_part for r in master.rels.values() if r.reltype.endswith("/theme"))
    xml = theme.blob.decode("utf-8")
    for name, colour in _COLOURS.items():
        new = f'<a:{name}><a:srgbClr val="{_hexadecimal(colour)}"/></a:{name}>'
        xml = re.sub(rf"<a:{name}>.*?</a:{name}>", new, xml)
    xml = xml.replace('<a:latin typeface="Calibri"/>', f'<a:latin typeface="{FONT}"/>')
    xml = xml.replace('name="Office Theme"', 'name="Trigger Point Explorer"')
    theme._blob = xml.encode("utf-8")


def _set_master(deck: Presentation) -> None:
    """Places, sizes and colours of titles, feet and numbers, on master and layouts."""
    master = deck.slide_master
    master.background.fill.solid()
    master.background.fill.fore_color.theme_color = _theme("BACKGROUND_2")
    title_style = master._element.find(".//{*}titleStyle/{*}lvl1pPr")
    title_style.set("algn", "l")
    title_style.find("{*}defRPr").set("sz", "2800")
    title_style.find("{*}defRPr").set("b", "1")
    for number, style in enumerate(master._element.findall(".//{*}bodyStyle/*"), 1):
        if number <= 5:
            style.find("{*}defRPr").set("sz", str(1800 - 200 * min(number - 1, 2)))
    for page in (master, *deck.slide_layouts):
        cover = page is not master and page.name == "Title Slide"
        for shape in list(page.placeholders):
            kind = shape._element.ph.get("type", "obj")
            if kind == "dt":
                shape._element.getparent().remove(shape._element)
            elif page is master or cover or kind in ("ftr", "sldNum"):
                _place(shape, kind)


def _place(shape: Any, kind: str) -> None:
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Pt

    boxes: dict[str, Box] = {
        "title": TITLE,
        "ctrTitle": COVER_TITLE,
        "subTitle": COVER_AUTHOR,
        "ftr": FOOT,
        "sldNum": NUMBER,
    }
    box = boxes.get(kind, BODY)
    shape.left, shape.top, shape.width, shape.height = (Pt(v) for v in box)
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    if kind == "ctrTitle":
        frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    elif kind == "subTitle":
        frame.vertical_anchor = MSO_ANCHOR.TOP
        for style in shape._element.findall(".//{*}lstStyle/*"):
            style.set("algn", "l")
    if kind in ("ftr", "sldNum"):
        style = shape._element.find(".//{*}lstStyle/{*}lvl1pPr")
        if style is not None:
            style.set("algn", "l" if kind == "ftr" else "r")
            style.find("{*}defRPr").set("sz", "1000")
        for paragraph in frame.paragraphs:
            paragraph.alignment = PP_ALIGN.LEFT if kind == "ftr" else PP_ALIGN.RIGHT


def _theme(name: str) -> Any:
    from pptx.enum.dml import MSO_THEME_COLOR

    return getattr(MSO_THEME_COLOR, name)
