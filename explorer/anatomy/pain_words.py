"""What people mean by the words they have for their pain.

>>> understand(atlas, "burning at the bottom of my right heel in the morning")  # doctest: +SKIP
Said(regions={'heel_bottom': 1.0}, ..., qualities=('burning',), sides=('right',), ...)
"""

from __future__ import annotations

import functools
import re
from types import MappingProxyType

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import Side
from explorer.anatomy.pain_complaints import Complaints
from explorer.anatomy.pain_flags import FLAG_WORDS, flags_in
from explorer.anatomy.pain_phrases import AS_DENIED, DENIAL, IDIOMS, TIMES, turn_idioms
from explorer.anatomy.pain_places import Places
from explorer.anatomy.pain_said import EXAMPLE, Said, helpful_sentence
from explorer.anatomy.pain_vocabulary import (
    DIRECTIONS,
    ENGLISH,
    FEELINGS,
    FOREIGN,
    NOISE,
    PAIN_WORDS,
    PLAIN,
    SPLITTERS,
    WHEN,
)
from explorer.anatomy.pain_where import Where
from explorer.anatomy.spelling import Speller, plain_words, rejoined

__all__ = ["EXAMPLE", "Said", "helpful_sentence", "understand"]

#: Longer texts are read up to here.
_LONGEST = 1000
_QUALITIES = ("ache", "burning", "tingling", "stabbing", "numb")
_ONLY = re.compile(
    r"\b(?:only|just|solely|purely)(?: (?!right\b|left\b)\w+){0,3} (right|left)\b"
    r"|\b(right|left)(?: side)? (?:only|alone)\b"
)
_DENIED = re.compile(re.escape(AS_DENIED) + r"\S+")


def understand(atlas: Atlas, text: str) -> Said:
    """What a text says about a pain; nothing where it is not understood.

    The first call for an atlas gathers its words and takes longer.
    """
    return _reader(atlas).read(text[:_LONGEST])


@functools.lru_cache(maxsize=4)
def _reader(atlas: Atlas) -> _Reader:
    return _Reader(atlas)


class _Reader:
    def __init__(self, atlas: Atlas) -> None:
        self._places = Places(atlas)
        self._where = Where(atlas, self._places)
        self._complaints = Complaints(atlas, self._places.vocabulary)
        self._flags = tuple(c.id for c in atlas.knowledge.cautions if c.kind == "red_flag")
        understood = {*DIRECTIONS, *FEELINGS, *PAIN_WORDS, *SPLITTERS, *NOISE, *ENGLISH, *WHEN}
        patterns = [g for ways in FLAG_WORDS.values() for _, groups in ways for g in groups]
        patterns += [pattern.pattern for _, pattern in TIMES]
        patterns += [pattern.pattern for pattern, _ in IDIOMS] + [DENIAL.pattern, _ONLY.pattern]
        understood |= {w for p in patterns for w in re.findall(r"[a-z]{3,}", p)}
        understood |= {"right", "left", "cannot", "pins", "needles", "both", "without", "never"}
        understood |= self._places.vocabulary | self._complaints.vocabulary
        self._speller = Speller(understood, _prose(atlas) | PLAIN)

    def read(self, text: str) -> Said:
        typed = [part for word in plain_words(text) for part in self._cut(word)]
        spelled = [self._speller.correct(w) if w[0].isalnum() else w for w in typed]
        unknown = tuple(t for t, s in zip(typed, spelled, strict=True) if s is None)
        spoken = [t for t in typed if t[0].isalpha()]
        # Another language may share a word with English, but not its little ones.
        lost = sum(1 for word in unknown if word[0].isalpha())
        foreign = (lost > 1 and 2 * lost >= len(spoken)) or not FOREIGN.isdisjoint(unknown)
        if foreign and not any(w in ENGLISH for w in typed):
            return Said(unknown=tuple(dict.fromkeys(spoken)))
        known = [s for s in spelled if s is not None]
        told = " ".join(rejoined(known, self._places.vocabulary))
        marked = DENIAL.sub(_denied, turn_idioms(told))
        words = _DENIED.sub(" ", marked).split()
        plain = " ".join(words)
        denied = " ".join(w[1:] if w[0] == AS_DENIED else "." for w in marked.split())
        complaints = self._complaints.find(words)
        regions, refused = self._where.find(words, denied, complaints)
        sides, side_faults = _sides(plain, denied)
        qualities = _feelings(plain)
        faults = [*side_faults]
        if refused:
            faults.append(f"You say it is at the {refused}, and that it is not there.")
        refused_feelings = [q for q in _feelings(denied) if q in qualities]
        faults += [f"You say you feel it as {q} and that you do not." for q in refused_feelings]
        deep, on_skin = _has(plain, "deep deeply"), _has(plain, "onskin")
        if deep and on_skin:
            faults.append("You say it is deep inside and that it is on the skin.")
        before_idioms = _DENIED.sub(" ", DENIAL.sub(_denied, told.replace("cant ", "cannot ")))
        return Said(
            regions=MappingProxyType(regions),
            complaints=MappingProxyType(complaints),
            qualities=qualities,
            sides=sides,
            deep=None if deep == on_skin else deep,
            flags=MappingProxyType(flags_in(f"{before_idioms} | {plain}", self._flags)),
            times=tuple(name for name, pattern in TIMES if pattern.search(before_idioms)),
            unknown=tuple(dict.fromkeys(unknown)),
            contradictions=tuple(faults),
        )

    def _cut(self, word: str) -> list[str]:
        """Two words of the body's that were written as one."""
        if word.isalpha() and 7 < len(word) < 25 and not self._speller.knows(word):
            if self._speller.correct(word) is not None:
                return [word]
            names = self._places.vocabulary
            for i in range(3, len(word) - 2):
                halves = [word[:i], word[i:]]
                right = [half in names for half in halves]
                # One of the two may hold a slip as well.
                if all(right) or (any(right) and min(i, len(word) - i) > 4):
                    spelled = [self._speller.correct(half) or "" for half in halves]
                    if names.issuperset(spelled):
                        return spelled
        return [word]


def _denied(match: re.Match[str]) -> str:
    return " " + " ".join(AS_DENIED + w for w in match["denied"].split()) + " "


def _sides(plain: str, denied: str) -> tuple[tuple[Side, ...], list[str]]:
    both = _has(plain, "bothsides")
    sides: tuple[Side, ...] = ("right", "left")
    said = tuple(s for s in sides if both or _has(plain, s))
    not_said = [s for s in sides if _has(denied, s)]
    faults = [
        f"You say it is on the {s} and that it is not on the {s}." for s in not_said if s in said
    ]
    for match in _ONLY.finditer(plain):
        only = match[1] or match[2]
        for other in said:
            if other != only:
                faults.append(f"You say it is on the {other} and that it is only on the {only}.")
    return said, list(dict.fromkeys(faults))


def _feelings(plain: str) -> tuple[str, ...]:
    felt = {FEELINGS[word] for word in plain.split() if word in FEELINGS}
    return tuple(q for q in _QUALITIES if q in felt)


def _has(plain: str, words: str) -> bool:
    return not set(plain.split()).isdisjoint(words.split())


def _prose(atlas: Atlas) -> frozenset[str]:
    """Words that are spelled well, from what the knowledge base says in sentences."""
    kb = atlas.knowledge
    texts = [m.summary + m.overload + m.prevention for m in kb.muscles]
    texts += [p.sensation + p.self_care for p in kb.trigger_points]
    texts += [c.summary + c.first_steps for c in kb.complaints]
    texts += [f"{c.title} {c.text} {c.advice}" for c in kb.cautions]
    texts += [s.text for page in kb.guide for s in page.sections]
    return frozenset(re.findall(r"[a-z]+", " ".join(texts).lower()))
