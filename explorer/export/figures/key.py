"""The legend of a figure as rows of samples with their words, and the scale of certainty."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from explorer.anatomy.atlas import Atlas
from explorer.export.figures.fonts import Fonts
from explorer.export.figures.shapes import Align, Ink, Part, Sign, Words
from explorer.export.ink_style import InkStyle, colour
from explorer.export.legend import draw_swatch, legend_rows
from explorer.session.view_state import PointRef, ViewState

__all__ = ["Key", "Sample", "certainty_samples", "lay_key", "legend_samples"]

_WORDS = 0.92
#: Sample, the air behind it and the air between two of them, in logical pixels.
_SAMPLE, _HIGH, _AIR, _BETWEEN = 24.0, 14.0, 7.0, 20.0
#: Rows of the legend that explain signs of points.
_POINTS = ("central", "attachment")
_GRADES = (("A", "several trials"), ("B", "small studies"), ("C", "practice tradition"))


@dataclass(frozen=True, slots=True)
class Sample:
    """Words with a painted sample before them, or a ``letter`` in a box, or nothing."""

    words: str
    part: Part
    paint: Callable[[QPainter, QRectF], None] | None = None
    letter: str = ""
    filled: bool = False


def legend_samples(
    state: ViewState, atlas: Atlas, has_skin: bool, kinds: Container[str], style: InkStyle
) -> tuple[Sample, ...]:
    """What the picture's colours and signs mean; of signs of points only the ``kinds`` in it."""

    def painted(kind: str) -> Callable[[QPainter, QRectF], None]:
        return lambda painter, box: draw_swatch(painter, kind, box, style)

    rows = legend_rows(state, atlas, has_skin)
    return tuple(
        Sample(words, "legend", painted(kind))
        for kind, words in rows
        if kind not in _POINTS or kind in kinds
    )


def certainty_samples(
    refs: Iterable[PointRef], atlas: Atlas, style: InkStyle
) -> tuple[Sample, ...]:
    """How well patterns can be supported; the boxes of those that are shown are filled."""
    evidence = [atlas.points[ref.point].evidence for ref in refs if ref.point in atlas.points]
    if not evidence:
        return ()
    grades = {e.grade for e in evidence}

    def box_of(filled: bool) -> Callable[[QPainter, QRectF], None]:
        return lambda painter, box: _box(painter, box, filled, style)

    samples = [Sample("How well supported:", "certainty")]
    for letter, words in _GRADES:
        filled = letter in grades
        samples.append(Sample(words, "certainty", box_of(filled), letter, filled))
    return tuple(samples)


def _box(painter: QPainter, box: QRectF, filled: bool, style: InkStyle) -> None:
    p, s = style.palette, style.scale
    painter.setPen(QPen(colour(p.text_soft), 1.0 * s))
    painter.setBrush(colour(p.selected) if filled else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, 3 * s, 3 * s)


@dataclass(frozen=True, slots=True)
class _Placed:
    sample: Sample
    x: float
    row: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Key:
    """Samples in rows, ``height`` pixels high, to be put at any height of the page."""

    placed: tuple[_Placed, ...]
    height: float
    fonts: Fonts
    style: InkStyle

    def words_at(self, top: float) -> list[Words]:
        """All words, below ``top``."""
        s, p, size = self.style.scale, self.style.palette, self.fonts.size(_WORDS)
        leading, ascent = self.fonts.leading(size), self.fonts.ascent(size)
        words = []

        def add(
            lines: tuple[str, ...], x: float, y: float, ink: Ink, part: Part, align: Align
        ) -> None:
            words.append(Words(lines, x, y + ascent, size, ink, part, False, align, leading))

        for each in self.placed:
            sample, y = each.sample, top + each.row
            after = (_SAMPLE + _AIR) * s if sample.paint is not None else 0.0
            add(each.lines, each.x + after, y, (*p.text, 1.0), sample.part, "start")
            if sample.letter:
                letter = p.halo if sample.filled else p.text
                middle = each.x + _SAMPLE * s / 2
                add((sample.letter,), middle, y, (*letter, 1.0), sample.part, "middle")
        return words

    def signs_at(self, top: float) -> list[Sign]:
        """All samples, below ``top``."""
        s, leading = self.style.scale, self.fonts.leading(self.fonts.size(_WORDS))
        signs: list[Sign] = []
        for each in self.placed:
            paint = each.sample.paint
            if paint is not None:
                high = (_HIGH if not each.sample.letter else _HIGH + 2.0) * s
                y = top + each.row + (leading - high) / 2
                signs.append(_at(paint, QRectF(each.x, y, _SAMPLE * s, high)))
        return signs


def _at(paint: Callable[[QPainter, QRectF], None], box: QRectF) -> Sign:
    return lambda painter: paint(painter, box)


def lay_key(
    samples: Sequence[Sample], fonts: Fonts, style: InkStyle, left: float, room: float
) -> Key:
    """Samples one behind the other, in as many rows as they need."""
    s, size = style.scale, fonts.size(_WORDS)
    leading = fonts.leading(size)
    x, row, deepest = left, 0.0, 1
    placed = []
    for sample in samples:
        before = (_SAMPLE + _AIR) * s if sample.paint is not None else 0.0
        lines = fonts.wrapped(sample.words, size, room - before)
        width = before + max(fonts.width(line, size) for line in lines)
        if x > left and x + width > left + room:
            x, row, deepest = left, row + deepest * leading + 5 * s, 1
        placed.append(_Placed(sample, x, row, lines))
        deepest = max(deepest, len(lines))
        x += width + _BETWEEN * s
    return Key(tuple(placed), row + deepest * leading, fonts, style)
