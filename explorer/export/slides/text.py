"""Words on slides: what can be written, how wide it is, and what fits."""

from __future__ import annotations

import functools
import math
import re

from PySide6.QtGui import QFont, QFontMetricsF

__all__ = ["FONT", "clean", "fitted", "height_of", "lines_of", "shortened", "width_of"]

#: Every office program has it, or one of the same widths.
FONT = "Arial"
#: Height of a line, and of a paragraph's gap, in sizes of its font.
LINE, GAP = 1.2, 0.35
#: Fonts are measured large, and a little room is left for programs that draw them wider.
_MEASURED, _SLACK = 100.0, 1.03
#: Width of a letter in sizes of its font where no font is installed to be measured.
_USUAL = 0.56
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """The text without what cannot stand in an XML file; line breaks stay."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
    return _FORBIDDEN.sub("", plain)


@functools.lru_cache(maxsize=2048)
def width_of(text: str, size: float, bold: bool = False) -> float:
    """Width of one line in points; needs a QGuiApplication."""
    font = QFont(FONT)
    font.setPixelSize(int(_MEASURED))
    font.setBold(bold)
    width = QFontMetricsF(font).horizontalAdvance(text) or _USUAL * _MEASURED * len(text)
    return width * _SLACK * size / _MEASURED


def lines_of(text: str, size: float, width: float, bold: bool = False) -> int:
    """How many lines a text takes, broken between words."""
    count = 0
    for paragraph in text.split("\n"):
        count += 1
        taken = 0.0
        for word in paragraph.split(" "):
            own = width_of(f"{word} ", size, bold)
            if taken and taken + own > width:
                count += 1
                taken = 0.0
            count += max(0, math.ceil(own / width) - 1)  # a word longer than a line
            taken += own
    return count


def height_of(text: str, size: float, width: float, bold: bool = False) -> float:
    """Height of a paragraph with the gap after it, in points."""
    return (lines_of(text, size, width, bold) * LINE + GAP) * size


def fitted(
    text: str, sizes: tuple[float, ...], width: float, height: float, bold: bool = False
) -> tuple[str, float]:
    """The text at the largest size at which it fits a box; cut at the smallest if it must be."""
    for size in sizes:
        if lines_of(text, size, width, bold) * size * LINE <= height:
            return text, size
    size = sizes[-1]
    return shortened(text, size, width, max(1, int(height / (size * LINE))), bold), size


def shortened(text: str, size: float, width: float, lines: int, bold: bool = False) -> str:
    """The text, or as much of its beginning as so many lines hold."""
    if lines_of(text, size, width, bold) <= lines:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if lines_of(text[:middle].rstrip() + "…", size, width, bold) <= lines:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + "…"
