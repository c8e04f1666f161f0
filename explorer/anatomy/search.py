"""Typo-tolerant search over everything the knowledge base names.

Plain words in, records out: English and Latin muscle names, points, regions and the words people
use for them, complaints, techniques, cautions and the guide. No index file: a few hundred names
are tokenised once, in about ten milliseconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from explorer.anatomy.atlas import AREA_NAMES, Atlas
from explorer.anatomy.spelling import fold, letters_apart

__all__ = ["Hit", "HitKind", "SearchIndex", "fold"]

HitKind = Literal["muscle", "point", "complaint", "region", "technique", "caution", "guide"]

#: Kinds of equal match come in this order; a complaint is what most people type.
_ORDER: tuple[HitKind, ...] = (
    "complaint",
    "muscle",
    "point",
    "region",
    "technique",
    "guide",
    "caution",
)
#: Words that say nothing about what is meant.
_NOISE = frozenset(
    (
        "a", "an", "and", "at", "between", "for", "from", "i", "in", "is", "it", "my", "of", "on",
        "or", "the", "to", "when", "with",
    )
)  # fmt: skip
#: Words for pain itself: they ask for a complaint, but do not tell which.
_PAIN = frozenset(
    (
        "ache", "aches", "aching", "hurt", "hurting", "hurts", "pain", "painful", "pains", "sore",
        "soreness", "tender",
    )
)  # fmt: skip
#: What a kind is worth beyond its words; a pain that is typed asks for complaints still more.
_BONUS: dict[HitKind, float] = {"complaint": 0.12, "muscle": 0.08, "point": 0.04}
_ASKED = 0.2
_WORD = re.compile(r"[a-z0-9]+")
#: A name's own words weigh more than its other names, and those more than what is said about it.
_NAME, _OTHER, _ABOUT = 1.0, 0.85, 0.45


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(text)))


@dataclass(frozen=True, slots=True)
class Hit:
    """One record that was found: ``title`` names it, ``detail`` says what it is."""

    kind: HitKind
    id: str
    title: str
    detail: str
    score: float


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: HitKind
    id: str
    title: str
    detail: str
    words: tuple[tuple[str, float], ...]
    title_words: tuple[str, ...]


class SearchIndex:
    """Finds records by what people type.

    Parameters
    ----------
    atlas
        What is searched.
    """

    def __init__(self, atlas: Atlas) -> None:
        self._entries = tuple(_entries(atlas))
        self._vocabulary = frozenset(w for e in self._entries for w, _ in e.words)

    def search(self, query: str, limit: int = 40) -> tuple[Hit, ...]:
        """Records that match every word of a query, best first.

        Each word may be the beginning of a name's word or hold a slip of the fingers (one from
        four letters on, two from eight). When no record has all the words, those with most of
        them are given.
        """
        typed = _words(query)
        in_pain = any(w in _PAIN for w in typed)
        telling = tuple(w for w in typed if w not in _NOISE and w not in _PAIN)
        wanted = telling or tuple(w for w in typed if w not in _NOISE) or typed
        if not wanted:
            return ()
        likeness = [self._likeness(word) for word in wanted]
        hits: list[tuple[int, Hit]] = []
        for entry in self._entries:
            parts = [
                max((like.get(word, 0.0) * weight for word, weight in entry.words), default=0.0)
                for like in likeness
            ]
            found = sum(1 for part in parts if part > 0)
            if not found:
                continue
            score = sum(parts) / len(wanted)
            # A short title that is fully named beats a long one that merely holds the words.
            named = sum(
                1 for t in entry.title_words if any(like.get(t, 0.0) > 0.6 for like in likeness)
            )
            score += 0.25 * named / max(len(entry.title_words), 1) + _BONUS.get(entry.kind, 0.0)
            if in_pain and entry.kind == "complaint":
                score += _ASKED
            hits.append((found, Hit(entry.kind, entry.id, entry.title, entry.detail, score)))
        if not hits:
            return ()
        most = max(found for found, _ in hits)
        chosen = [hit for found, hit in hits if found == most]
        chosen.sort(key=lambda h: (-round(h.score, 2), _ORDER.index(h.kind), h.title, h.id))
        return tuple(chosen[:limit])

    def _likeness(self, typed: str) -> dict[str, float]:
        """How well each known word fits a typed one: 1 the same, 0 left out."""
        slips = 0 if len(typed) < 4 else 1 if len(typed) < 8 else 2
        like: dict[str, float] = {}
        for word in self._vocabulary:
            if word == typed:
                like[word] = 1.0
            elif word.startswith(typed):
                like[word] = 0.75 + 0.2 * len(typed) / len(word)
            elif slips and word[0] == typed[0]:
                distance = letters_apart(typed, word, slips)
                if distance <= slips:
                    like[word] = 0.68 - 0.12 * distance
                elif (
                    len(word) > len(typed)
                    and letters_apart(typed, word[: len(typed)], slips) <= slips
                ):
                    like[word] = 0.42
            elif slips and len(typed) >= 5 and letters_apart(typed, word, 1) <= 1:
                like[word] = 0.5  # the first letter itself may be the slip
            if word not in like and len(typed) >= 5 and typed in word:
                like[word] = 0.55
        return like


def _entry(
    kind: HitKind,
    id: str,
    title: str,
    detail: str,
    others: Iterable[str] = (),
    about: Iterable[str] = (),
) -> _Entry:
    weights: dict[str, float] = {}
    for texts, weight in (((title,), _NAME), (others, _OTHER), (about, _ABOUT)):
        for text in texts:
            for word in _words(text):
                if word not in _NOISE:
                    weights.setdefault(word, weight)
    title_words = tuple(w for w in _words(title) if w not in _NOISE and w not in _PAIN)
    return _Entry(kind, id, title, detail, tuple(weights.items()), title_words)


def _entries(atlas: Atlas) -> Iterator[_Entry]:
    kb = atlas.knowledge
    for complaint in kb.complaints:
        detail = ", ".join(complaint.also_called) or "Complaint"
        about = [atlas.regions[r].name for r in complaint.regions]
        yield _entry(
            "complaint", complaint.id, complaint.name, detail, complaint.also_called, about
        )
    for muscle in kb.muscles:
        others = [muscle.latin, muscle.group.replace("_", " ")]
        area = AREA_NAMES.get(muscle.area, "")
        yield _entry("muscle", muscle.id, muscle.name, muscle.latin, others, [area])
    for point in kb.trigger_points:
        owner = atlas.muscles[point.muscle]
        regions = [atlas.regions[r].name for z in point.zones for r in z.regions]
        yield _entry(
            "point",
            point.id,
            atlas.point_name(point.id),
            "felt in: " + ", ".join(regions[:3]) if regions else point.location,
            [owner.latin, f"trp {point.label[3:]}"],
            regions,
        )
    for region in kb.regions:
        count = len(atlas.points_referring_to(region.id))
        detail = f"region, {count} {'point refers' if count == 1 else 'points refer'} here"
        others = [region.latin, *region.other_words]
        yield _entry("region", region.id, _capital(region.name), detail, others)
    for technique in kb.techniques:
        yield _entry("technique", technique.id, technique.name, technique.what, [technique.tool])
    for page in kb.guide:
        headings = [s.heading for s in page.sections]
        yield _entry("guide", page.id, page.title, page.lead, (), headings)
    for caution in kb.cautions:
        yield _entry("caution", caution.id, caution.title, caution.text)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
