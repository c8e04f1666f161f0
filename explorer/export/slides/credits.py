"""The last slides: whose work is in the deck, what it is not, and where it is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from explorer.anatomy.atlas import Atlas
from explorer.export.credits import CREDITS, SCHEMATIC, caption, pack_credit
from explorer.export.slides.content import PLAIN, Line, SlideContent, Text
from explorer.export.slides.notes import citation, sources_of
from explorer.export.slides.shapes import add_slide
from explorer.export.slides.template import Box
from explorer.export.slides.text import height_of
from explorer.scene.palette import LIGHT
from explorer.session.view_state import ViewState

if TYPE_CHECKING:
    from pptx.presentation import Presentation

__all__ = ["add_credits", "credit_lines", "credit_slides"]

_LEFT: Box = (40, 92, 380, 404)
_RIGHT: Box = (456, 92, 464, 404)
#: Two columns of sources on the slides that follow.
_COLUMNS: tuple[Box, Box] = ((40, 92, 424, 404), (496, 92, 424, 404))
#: Sizes of sources: as large as lets all of them stand beside the credits, else the first.
_SIZES, _GAP = (11.0, 10.0, 9.0), 5.0


def credit_lines(atlas: Atlas, states: Sequence[ViewState]) -> list[Line]:
    """What must be said of all that the states show: what it is not, and whose work it is."""
    packs = dict.fromkeys(filter(None, (pack_credit(state.figure) for state in states)))
    schematic = any(caption(state) == SCHEMATIC for state in states)
    knowledge = atlas.knowledge
    lines: list[Line] = [
        (knowledge.disclaimer, 15.0, True, LIGHT.text),
        ("The red zones show where pain is commonly described, not where it must be.", *_body()),
        (
            f"Content: {knowledge.title}, {knowledge.version}, {knowledge.licence}.",
            *_body(),
        ),
        (CREDITS, *_body()),
    ]
    lines += [(words, *_body()) for words in packs]
    if schematic:
        lines.append((f"{SCHEMATIC}.", *_body()))
    return lines


def credit_slides(
    atlas: Atlas, states: Sequence[ViewState], *, sources: bool = True
) -> tuple[SlideContent, ...]:
    """One slide with credits and sources, and further ones where there are many sources."""
    cited = [citation(reference) for reference in sources_of(atlas, states)] if sources else []
    first = Text(_LEFT, tuple(credit_lines(atlas, states)), "Credits", 10.0)
    title, parts = "Credits and sources" if cited else "Credits", [first]
    size = next((s for s in _SIZES if _held(cited, _RIGHT, s) == len(cited)), _SIZES[0])
    columns: tuple[Box, ...] = (_RIGHT,)
    slides: list[SlideContent] = []
    while True:
        for column in columns:
            taken = _held(cited, column, size)
            lines: list[Line] = [(words, size, False, LIGHT.text) for words in cited[:taken]]
            if lines:
                parts.append(Text(column, tuple(lines), "Sources", _GAP))
            cited = cited[taken:]
        slides.append(SlideContent(PLAIN, title, 28.0, parts=tuple(parts)))
        if not cited:
            return tuple(slides)
        title, parts, columns = "Sources, continued", [], _COLUMNS


def add_credits(
    deck: Presentation, atlas: Atlas, states: Sequence[ViewState], *, sources: bool = True
) -> None:
    """Write the slides with credits and sources."""
    for content in credit_slides(atlas, states, sources=sources):
        add_slide(deck, content)


def _held(citations: Sequence[str], column: Box, size: float) -> int:
    """How many of the citations a column holds at a size of type; at least one."""
    room = column[3]
    for number, words in enumerate(citations):
        room -= height_of(words, size, column[2]) + _GAP
        if room < 0:
            return max(number, 1)
    return len(citations)


def _body() -> tuple[float, bool, tuple[int, int, int]]:
    return 12.0, False, LIGHT.text_soft
