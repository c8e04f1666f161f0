"""How a figure's page is divided: title above, legend and credits below, names beside the body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from explorer.errors import ExplorerError
from explorer.export.figures.fonts import Fonts
from explorer.export.figures.key import Key, Sample, lay_key
from explorer.export.figures.leaders import Box, Column
from explorer.export.figures.shapes import Align, Ink, Part, Sign, Words
from explorer.export.figures.spec import FigureSpec
from explorer.export.ink_style import InkStyle

__all__ = ["WIDEST_NAMES", "LabelText", "Page", "ink", "label_text", "lay_page", "row_words"]

#: Sizes of texts, as times the size of names.
TITLE, SUBTITLE, DETAIL, CREDITS = 1.5, 1.12, 0.88, 0.72
#: Distances, as times the size of names.
_MARGIN, _BELOW_TITLE, _ABOVE_FOOT, _GAP = 1.3, 0.7, 0.8, 0.5
#: From text to line, from line's end to its bend, from bend to body.
_AIR, _STUB, _CLEAR = 0.35, 1.0, 0.4
#: Over how much a body that is cut by the edge of its part of the page fades away.
_FADE = 2.4
#: The widest that names of one side may be, and the least part of the page that the body keeps.
WIDEST_NAMES, _LEAST_BODY = 0.26, 0.25
#: From left or foot of the body's part of the page to the compass's middle, and its whole height.
COMPASS = 40.0


def ink(rgb: tuple[int, int, int], alpha: float = 1.0) -> Ink:
    """A colour of the palette."""
    return (*rgb, alpha)


@dataclass(frozen=True, slots=True)
class LabelText:
    """A name in rows, what is said under it in rows, and the box that both need."""

    lines: tuple[str, ...]
    detail: tuple[str, ...]
    size: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Page:
    """A divided page, in pixels.

    Attributes
    ----------
    body
        Where the body is, whole pixels.
    soft
        Over how many pixels its picture fades away at the left, the top, the right and below.
    room
        How wide names may be.
    port
        From the top of a name to the middle of its first row.
    """

    body: Box
    soft: tuple[float, float, float, float]
    room: float
    words: tuple[Words, ...]
    signs: tuple[Sign, ...]
    margin: float
    top: float
    port: float
    gap: float
    compass: tuple[float, float] | None

    def columns(self, fonts: Fonts, extent: tuple[float, float]) -> tuple[Column, Column]:
        """Where names may stand, close to a body that reaches from left to right."""
        base = fonts.base
        x, y, w, h = self.body
        reach = (_STUB + _CLEAR) * base
        left = max(x - reach, extent[0] - 2 * reach)
        right = min(x + w + reach, extent[1] + 2 * reach)
        bottom = y + h - 0.2 * base
        free = bottom if self.compass is None else self.compass[1] - (bottom - self.compass[1])
        stub = _STUB * base
        return (
            Column(left, left + stub, self.top, free),
            Column(right, right - stub, self.top, bottom),
        )


def label_text(fonts: Fonts, room: float, text: str, detail: str) -> LabelText:
    """A name broken into rows so that its box is no wider than ``room``."""
    size, small = fonts.size(1.0), fonts.size(DETAIL)
    room -= _AIR * fonts.base
    lines = fonts.wrapped(text, size, room, True)
    under = fonts.wrapped(detail, small, room)
    widest = max(
        (fonts.width(row, s, bold) for rows, s, bold in ((lines, size, True), (under, small, False))
         for row in rows),
        default=0.0,
    )  # fmt: skip
    high = len(lines) * fonts.leading(size, True) + len(under) * fonts.leading(small)
    return LabelText(lines, under, (widest + _AIR * fonts.base, high))


def row_words(
    text: LabelText, fonts: Fonts, box: Box, left: bool, style: InkStyle
) -> tuple[Words, ...]:
    """A placed name as words: flush with the line that ends at it."""
    x, y, w, _ = box
    size, small = fonts.size(1.0), fonts.size(DETAIL)
    air = _AIR * fonts.base
    at, align = (x + w - air, "end") if left else (x + air, "start")
    down = len(text.lines) * fonts.leading(size, True)
    rows: tuple[tuple[tuple[str, ...], float, int, Ink, bool], ...] = (
        (text.lines, y, size, ink(style.palette.text), True),
        (text.detail, y + down, small, ink(style.palette.text_soft), False),
    )
    return tuple(
        _words(fonts, lines, at, top, each, colour, "label", bold, align)  # type: ignore[arg-type]
        for lines, top, each, colour, bold in rows
        if lines
    )


def _words(
    fonts: Fonts,
    lines: tuple[str, ...],
    x: float,
    top: float,
    size: int,
    colour: Ink,
    part: Part,
    bold: bool = False,
    align: Align = "start",
) -> Words:
    leading = fonts.leading(size, bold)
    y = top + fonts.ascent(size, bold)
    return Words(lines, x, y, size, colour, part, bold, align, leading)


def lay_page(
    spec: FigureSpec,
    fonts: Fonts,
    style: InkStyle,
    widest: float,
    key: Sequence[Sequence[Sample]],
    credits: str,
    compass: float,
) -> Page:
    """Divide the page.

    Parameters
    ----------
    widest
        Width of the widest name's box; nought when nothing is named.
    key
        Rows of the legend, each of samples.
    credits
        What is printed at the foot.
    compass
        How many times as large as in the window the compass is.

    Raises
    ------
    ExplorerError
        When the texts leave no room for the body.
    """
    width, height = spec.size.pixels
    base, p = fonts.base, style.palette
    margin = _MARGIN * base
    room = width - 2 * margin
    words: list[Words] = []
    top = margin
    for text, role, bold, colour in (
        (spec.title, TITLE, True, p.text),
        (spec.subtitle, SUBTITLE, False, p.text_soft),
    ):
        size = fonts.size(role)
        lines = fonts.wrapped(text, size, room, bold)
        if lines:
            words.append(_words(fonts, lines, margin, top, size, ink(colour), "title", bold))
            top += len(lines) * fonts.leading(size, bold)
    head = top + _BELOW_TITLE * base if words else 0.0
    foot = height - 0.7 * margin
    small = fonts.size(CREDITS)
    lines = fonts.wrapped(credits, small, room)
    if lines:
        foot -= len(lines) * fonts.leading(small)
        words.append(_words(fonts, lines, margin, foot, small, ink(p.text_soft), "credits"))
    signs: list[Sign] = []
    for row in reversed(key):
        laid: Key = lay_key(row, fonts, style, margin, room)
        foot -= laid.height + 0.35 * base
        words += laid.words_at(foot)
        signs += laid.signs_at(foot)
    bottom = foot - _ABOVE_FOOT * base if (lines or key) else float(height)
    side = margin + widest + (_STUB + _CLEAR) * base if widest else 0.0
    body = (
        round(side),
        round(head),
        round(width - side) - round(side),
        round(bottom) - round(head),
    )
    if body[3] < _LEAST_BODY * height or body[2] < _LEAST_BODY * width:
        raise ExplorerError(
            f"The texts leave no room for the body on a figure of {spec.size}.",
            "Choose a larger figure, smaller letters or fewer texts.",
        )
    away = COMPASS * compass
    place = (margin / 2 + away, body[1] + body[3] - away) if spec.compass else None
    port = fonts.leading(fonts.size(1.0), True) / 2
    top = head if head else margin
    fade = _FADE * base
    sides = fade if widest else 0.0
    soft = sides, fade / 2 if head else 0.0, sides, fade / 2 if lines or key else 0.0
    gap = _GAP * base
    return Page(body, soft, widest, tuple(words), tuple(signs), margin, top, port, gap, place)
