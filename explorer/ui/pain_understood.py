"""What was understood of the words for a pain, item by item, each of which can be taken back."""

from __future__ import annotations

import re
from typing import Literal

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.pain_said import CLEAR, Said
from explorer.anatomy.pain_words import understand

__all__ = ["Item", "item_words", "items", "without"]

#: A kind and an id or word of it.
Item = tuple[Literal["region", "complaint", "quality", "side", "time"], str]

#: So many places are shown; a vague word may mean twenty.
PLACES = 6
#: Complaints that fit less well than this are hints to the ranking and not worth a chip.
FITS = 0.75
#: Words that are taken out together at most, before all of them are.
_LONGEST_RUN = 6
_QUALITY_WORDS = {
    "ache": "aching",
    "burning": "burning",
    "tingling": "tingling",
    "stabbing": "stabbing",
    "numb": "numb",
}


def items(said: Said) -> tuple[Item, ...]:
    """What is worth showing of what was understood, places first."""
    places = [r for r, weight in said.regions.items() if weight >= CLEAR] or list(said.regions)
    sides = said.sides if len(said.sides) == 1 else ("both",) if said.sides else ()
    return (
        *(("region", r) for r in places),
        *(("complaint", c) for c, match in said.complaints.items() if match >= FITS),
        *(("side", s) for s in sides),
        *(("quality", q) for q in said.qualities),
        *(("time", t) for t in said.times),
    )


def item_words(atlas: Atlas, item: Item) -> str:
    """What stands on the chip of an item."""
    kind, id = item
    if kind == "region":
        return atlas.regions[id].name
    if kind == "complaint":
        return atlas.complaints[id].name
    if kind == "side":
        return "both sides" if id == "both" else f"{id} side"
    return _QUALITY_WORDS.get(id, id)


def without(atlas: Atlas, text: str, item: Item) -> tuple[str, tuple[str, ...]]:
    """A text with the words taken out that an item was understood from.

    Returns
    -------
    text, regions
        What is left, and the regions that went with those words though they were not meant: one
        word may stand for several places.
    """
    shown = items(understand(atlas, text))
    before = set(shown)
    spans = [match.span() for match in re.finditer(r"\S+", text)]
    best: tuple[int, str, set[Item]] | None = None
    for length in (*range(1, min(_LONGEST_RUN, len(spans)) + 1), len(spans)):
        for first in range(len(spans) - length + 1):
            start, end = spans[first][0], spans[first + length - 1][1]
            left = f"{text[:start].rstrip()} {text[end:].lstrip()}".strip()
            now = set(items(understand(atlas, left)))
            if item in now:
                continue
            lost = before - now - {item}
            cost = sum(1 if kind == "region" else 3 for kind, _ in lost) + len(now - before)
            if best is None or cost < best[0]:
                best = cost, left, lost
        if best is not None and best[0] == 0:
            break
    if best is None:
        return "", ()
    return best[1], tuple(i[1] for i in shown if i[0] == "region" and i in best[2])
