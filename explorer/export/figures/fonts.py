"""The font of a figure: which one there is, how wide words are in it, and where they break."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetricsF, QRawFont, QTextLayout

from explorer.errors import ExplorerError

__all__ = ["Fonts", "figure_font"]

_USUAL = "Sans Serif"


@functools.lru_cache(maxsize=128)
def figure_font(family: str, size: int, bold: bool = False) -> QFont:
    """A font of ``size`` pixels whose letters are as wide at any scale."""
    font = QFont(family)
    font.setPixelSize(size)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    # Joined letters are found by no search in a PDF.
    font.setFeature(QFont.Tag("liga"), 0)
    return font


class Fonts:
    """Measures words.

    Parameters
    ----------
    family
        The wanted font, or empty; ``family`` is then the one that is used, and ``notes`` say where
        it is another.
    base
        Size of names in pixels.

    Raises
    ------
    ExplorerError
        When this computer has no font at all.
    """

    def __init__(self, family: str, base: float) -> None:
        self.base = base
        self.notes: list[str] = []
        families = QFontDatabase.families()
        if not families:
            raise ExplorerError(
                "This computer has no font, so nothing could be written on the figure.",
                "Install one, such as DejaVu Sans.",
            )
        wanted = next((f for f in families if f.lower() == family.strip().lower()), None)
        self.family = wanted or QFontInfo(QFont(_USUAL)).family()
        if family.strip() and wanted is None:
            self.notes.append(
                f"The font {family.strip()!r} is not installed; {self.family} was used."
            )

    def size(self, role: float) -> int:
        """Pixels of a text that is ``role`` times as large as names."""
        return max(1, round(self.base * role))

    def metrics(self, size: int, bold: bool = False) -> QFontMetricsF:
        """Widths and heights."""
        return QFontMetricsF(figure_font(self.family, size, bold))

    def width(self, text: str, size: int, bold: bool = False) -> float:
        """How wide a row of words is."""
        return self.metrics(size, bold).horizontalAdvance(text)

    def leading(self, size: int, bold: bool = False) -> float:
        """From one baseline to the next."""
        return self.metrics(size, bold).height()

    def ascent(self, size: int, bold: bool = False) -> float:
        """From the top of a row to its baseline."""
        return self.metrics(size, bold).ascent()

    def wrapped(self, text: str, size: int, room: float, bold: bool = False) -> tuple[str, ...]:
        """The words in rows no wider than ``room``; a word that is wider is broken."""
        metrics = self.metrics(size, bold)
        rows: list[str] = []
        for word in text.split():
            joined = f"{rows[-1]} {word}" if rows else word
            if rows and metrics.horizontalAdvance(joined) <= room:
                rows[-1] = joined
                continue
            while metrics.horizontalAdvance(word) > room and len(word) > 1:
                cut = len(word) - 1
                while cut > 1 and metrics.horizontalAdvance(word[:cut]) > room:
                    cut -= 1
                rows.append(word[:cut])
                word = word[cut:]
            rows.append(word)
        return tuple(rows)

    def check_letters(self, texts: Iterable[str]) -> None:
        """Note letters that no installed font has."""
        font = figure_font(self.family, self.size(1.0))
        own = QRawFont.fromFont(font)
        seen = sorted({c for text in texts for c in text if not c.isspace()})
        missing = [c for c in seen if not own.supportsCharacter(ord(c)) and not _drawable(c, font)]
        if missing:
            shown = "".join(missing[:12])
            self.notes.append(f"No installed font has these letters of the figure: {shown}")


def _drawable(letter: str, font: QFont) -> bool:
    """Whether some other font steps in for a letter."""
    layout = QTextLayout(letter, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    glyphs = [index for run in layout.glyphRuns() for index in run.glyphIndexes()]
    return bool(glyphs) and all(glyphs)
