"""How long an atlas takes and how large it gets, before it is drawn."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Estimate", "estimate", "measured_pace", "size_words", "time_words"]

#: Seconds of one core for a plate: for any, and for each million pixels.
_PLATE, _MEGAPIXEL = 0.22, 0.38
#: Seconds until the first plate of a process is begun, and of one core for a page of the book.
_START, _PAGE = 3.5, 0.12
#: Bytes of a plate of a million pixels, how they grow with it, and of the book for each plate.
_BYTES, _GROWTH, _BOOK_BYTES = 270_000, 0.72, 200_000
#: What was measured counts so much against what was known before, and within these limits.
_NEW, _SLOWEST, _FASTEST = 0.7, 20.0, 0.05
#: From so few plates nothing is learnt: the start outweighs them.
_ENOUGH = 4


@dataclass(frozen=True, slots=True)
class Estimate:
    """Of plates that are still to be drawn: seconds, and bytes of plates and book."""

    seconds: float
    bytes: int


def estimate(
    plates: int, missing: int, size: tuple[int, int], workers: int, pace: float = 1.0
) -> Estimate:
    """How long the missing plates of an atlas take, and how large they and its book are.

    Parameters
    ----------
    workers
        Processes that draw at the same time, each on a core of its own.
    pace
        How much slower this computer is than the one that the figures come from.
    """
    drawing = missing * _seconds(size) / max(1, min(workers, missing))
    start = _START if missing else 1.0
    return Estimate(
        pace * (start + drawing + plates * _PAGE),
        round(missing * _BYTES * _megapixels(size) ** _GROWTH + plates * _BOOK_BYTES),
    )


def measured_pace(
    before: float, drawn: int, size: tuple[int, int], workers: int, seconds: float
) -> float:
    """The pace of this computer after it has drawn some plates."""
    if drawn < _ENOUGH or seconds <= 0:
        return before
    usual = _START + drawn * _seconds(size) / max(1, min(workers, drawn))
    pace = min(_SLOWEST, max(_FASTEST, seconds / usual))
    return round(_NEW * pace + (1 - _NEW) * before, 3)


def time_words(seconds: float) -> str:
    """A time for people: about how long."""
    if seconds < 50:
        return f"about {max(5, 5 * round(seconds / 5))} seconds"
    minutes = seconds / 60
    if minutes < 1.5:
        return "about a minute"
    if minutes < 50:
        return f"about {round(minutes) if minutes < 10 else 5 * round(minutes / 5)} minutes"
    hours = minutes / 60
    return "about an hour" if hours < 1.3 else f"about {hours:.1f} hours".replace(".0 ", " ")


def size_words(count: int) -> str:
    """How large a file is, for people."""
    if count < 1_000_000:
        return f"{max(10, 10 * round(count / 10_000))} kB"
    if count < 10_000_000:
        return f"{count / 1e6:.1f} MB"
    if count < 1_000_000_000:
        return f"{round(count / 1e6)} MB"
    return f"{count / 1e9:.1f} GB"


def _seconds(size: tuple[int, int]) -> float:
    return _PLATE + _MEGAPIXEL * _megapixels(size)


def _megapixels(size: tuple[int, int]) -> float:
    return size[0] * size[1] / 1e6
