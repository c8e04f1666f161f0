"""Which complaints a few words name: by their names and what people call them."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Container, Sequence
from dataclasses import dataclass

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.pain_phrases import turn_idioms
from explorer.anatomy.pain_places import says_face
from explorer.anatomy.pain_vocabulary import DIRECTIONS, FILLERS, PAIN_WORDS
from explorer.anatomy.spelling import plain_words, rejoined, stem

__all__ = ["Complaints"]

#: A match below this is none, and no more than so many are given.
_LEAST, _MOST = 0.5, 8
#: How much a word for pain tells: nearly every complaint has one.
_PAIN, _PAIN_WEIGHT = "pain", 0.25
#: How far words that are spread over a complaint's names match it, against those of one name.
_SPREAD = 0.7
_ENDS = frozenset(".,;:!?()")


@dataclass(frozen=True, slots=True)
class _Phrase:
    complaint: str
    words: frozenset[str]
    weight: float


class Complaints:
    """Finds complaints by words.

    Parameters
    ----------
    atlas
        Its complaints are what can be found.
    names
        Words that may have been written apart.
    """

    def __init__(self, atlas: Atlas, names: Container[str]) -> None:
        self.vocabulary: set[str] = set()
        said: list[tuple[str, frozenset[str]]] = []
        self._all_words: dict[str, set[str]] = defaultdict(set)
        self._name: dict[str, frozenset[str]] = {}
        for complaint in atlas.knowledge.complaints:
            for text in (complaint.name, *complaint.also_called):
                words = rejoined(plain_words(text), names)
                self.vocabulary.update(w for w in words if w.isalpha())
                telling = _telling(turn_idioms(" ".join(words)).split())
                if telling - {_PAIN} - DIRECTIONS.keys():
                    said.append((complaint.id, telling))
                    self._all_words[complaint.id] |= telling
            self._name[complaint.id] = _telling(rejoined(plain_words(complaint.name), names))
        count = Counter(word for words in self._all_words.values() for word in words)
        total = math.log(len(self._all_words) + 1.5)
        self._weight = {
            w: math.log((len(self._all_words) + 1.5) / n) / total for w, n in count.items()
        }
        self._weight[_PAIN] = _PAIN_WEIGHT
        self._phrases = [_Phrase(id, words, self._sum(words)) for id, words in said]
        self._with_word: dict[str, list[int]] = defaultdict(list)
        for i, phrase in enumerate(self._phrases):
            for word in phrase.words:
                self._with_word[word].append(i)
        self._order = {c.id: i for i, c in enumerate(atlas.knowledge.complaints)}

    def find(self, words: Sequence[str]) -> dict[str, float]:
        """Complaints that are named, each with how well, 0..1; best first."""
        found: dict[str, float] = {}
        for sentence in _sentences(words):
            for complaint, match in self._in_sentence(_telling(sentence)).items():
                found[complaint] = max(found.get(complaint, 0.0), match)
        ranked = sorted(found.items(), key=lambda f: (-round(f[1], 3), self._order[f[0]]))
        return {c: round(match, 3) for c, match in ranked[:_MOST] if match >= _LEAST}

    def _in_sentence(self, said: frozenset[str]) -> dict[str, float]:
        known = frozenset(w for w in said if w in self._weight)
        telling = known - {_PAIN}
        if not telling:
            return {}
        whole = self._sum(known)
        found: dict[str, float] = {}
        for i in {i for word in telling for i in self._with_word[word]}:
            phrase = self._phrases[i]
            shared = self._sum(phrase.words & known)
            covered = shared / phrase.weight
            match = covered**1.5 * (0.75 + 0.25 * shared / whole)
            found[phrase.complaint] = max(found.get(phrase.complaint, 0.0), match)
        for complaint in found:
            if not telling & self._name[complaint]:
                continue
            spread = self._sum(known & self._all_words[complaint]) / whole
            if len(known & self._all_words[complaint] - {_PAIN}) > 1:
                found[complaint] = max(found[complaint], _SPREAD * spread)
        return found

    def _sum(self, words: frozenset[str]) -> float:
        return sum(self._weight[word] for word in words)


def _telling(words: Sequence[str]) -> frozenset[str]:
    telling = set()
    for i, word in enumerate(words):
        if word in PAIN_WORDS:
            telling.add(_PAIN)
        elif word == "back" and not says_face(words[i + 1 : i + 3]):
            telling.add("spine")
        elif word[0].isalnum() and word not in FILLERS:
            telling.add(DIRECTIONS.get(word) or stem(word))
    return frozenset(telling)


def _sentences(words: Sequence[str]) -> list[list[str]]:
    sentences: list[list[str]] = [[]]
    for word in words:
        if word in _ENDS:
            sentences.append([])
        else:
            sentences[-1].append(word)
    return [*(s for s in sentences if s), [w for w in words if w not in _ENDS]]
