"""What a figure is made of, before it is PNG, SVG or PDF: a picture, lines, signs and words.

All places are in pixels of the page, from its upper left corner.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtGui import QPainter

from explorer.export.figures.leaders import Box, Pixel

__all__ = ["Drawing", "Ink", "Line", "Sign", "Words"]

#: Red, green, blue (0 to 255) and how solid (0 to 1).
Ink = tuple[int, int, int, float]
Align = Literal["start", "middle", "end"]
Part = Literal["title", "label", "legend", "certainty", "credits"]


@dataclass(frozen=True, slots=True)
class Line:
    """A bent line with a paler, wider one under it, and a dot at its first place if that is wanted.

    ``halo`` is the ink of the wider one, three times as wide.
    """

    points: tuple[Pixel, ...]
    width: float
    ink: Ink
    halo: Ink
    dot: float = 0.0


@dataclass(frozen=True, slots=True)
class Words:
    """Rows of words: ``x`` is where they start, end or have their middle, ``y`` the first baseline.

    ``size`` and ``leading``, the distance from row to row, are in pixels.
    """

    lines: tuple[str, ...]
    x: float
    y: float
    size: int
    ink: Ink
    part: Part
    bold: bool = False
    align: Align = "start"
    leading: float = 0.0


#: Something small that is painted by the very code that paints it in the window.
Sign = Callable[[QPainter], None]


@dataclass(frozen=True, slots=True)
class Drawing:
    """One figure, all of it but the body's picture, which goes into ``picture``.

    Attributes
    ----------
    family
        The font.
    background
        None where there is nothing behind the body.
    soft
        Over how many pixels the picture fades away at its left, top, right and lower edge.
    said
        Credits and disclaimer, whether they are printed or not.
    """

    width: int
    height: int
    family: str
    background: Ink | None
    picture: Box
    soft: tuple[float, float, float, float]
    lines: tuple[Line, ...]
    signs: tuple[Sign, ...]
    words: tuple[Words, ...]
    title: str
    said: str
