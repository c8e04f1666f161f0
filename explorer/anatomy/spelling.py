"""How alike words are: folded for comparison, told apart by slips of the fingers."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Container, Iterable

__all__ = ["Speller", "fold", "letters_apart", "plain_words", "rejoined", "stem"]

#: From this length on a word is guessed at all, and from the second one two slips are forgiven.
_ONE_SLIP, _TWO_SLIPS = 4, 9
#: Nobody mistypes a longer word, and comparing it would take long.
_LONGEST = 24
_TOKEN = re.compile(r"[^\W_]+|[.,;:!?()/&+]")
_DASH = re.compile(r"\s[-\u2013\u2014]+\s")
_PLURALS = {"feet": "foot", "calves": "calf", "tooth": "teeth", "halves": "half", "gums": "gum"}


def fold(text: str) -> str:
    """Lower case without accents, as words are compared."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def plain_words(text: str) -> list[str]:
    """A text as folded words and marks of punctuation, apostrophes left out."""
    joined = fold(text.replace("\u2019", "'")).replace("'", "").replace("\n", " . ")
    return _TOKEN.findall(_DASH.sub(" , ", joined))


def rejoined(words: Iterable[str], names: Container[str]) -> list[str]:
    """Words that were written apart, joined as names have them: "tail bone"."""
    joined: list[str] = []
    for word in words:
        before = joined[-1] if joined else ""
        if len(word) > 2 and len(before) > 2 and before != "back" and before + word in names:
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def letters_apart(a: str, b: str, limit: int) -> int:
    """Letters added, left out, changed or swapped between two words; ``limit + 1`` when more."""
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        current = [i]
        for j, y in enumerate(b, 1):
            cost = min(row[j] + 1, current[j - 1] + 1, row[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            current.append(cost)
        if min(current) > limit:
            return limit + 1
        before, row = row, current
    return row[-1]


def stem(word: str) -> str:
    """A word without the endings of plural, past and ``-ing``, so that its forms compare equal."""
    if word in _PLURALS:
        return _PLURALS[word]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls":
                word = word[:-1]
            break
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


class Speller:
    """Takes a mistyped word for the known word it must have been.

    Parameters
    ----------
    vocabulary
        Words that are understood.
    sound
        Other words that are spelled well: they are left alone and never guessed.
    """

    def __init__(self, vocabulary: Iterable[str], sound: Iterable[str] = ()) -> None:
        self._known = frozenset(vocabulary)
        self._sound = frozenset(sound) | self._known
        shortened: dict[str, set[str]] = defaultdict(set)
        for word in self._known:
            if _ONE_SLIP - 1 <= len(word) <= _LONGEST:
                for form in _shortened(word, _forgiven(word)):
                    shortened[form].add(word)
        self._shortened = dict(shortened)

    def knows(self, word: str) -> bool:
        """Whether a word is spelled well."""
        return word in self._sound

    def correct(self, word: str) -> str | None:
        """The word itself if it is known, the one it is a slip of, or None."""
        if word in self._sound:
            return word
        limit = _forgiven(word)
        if not limit or len(word) > _LONGEST or not word.isalpha():
            return None
        nearest: tuple[int, bool, int, str] | None = None
        for form in _shortened(word, limit):
            for known in self._shortened.get(form, ()):
                distance = letters_apart(word, known, limit)
                if distance > limit or len(known) < _ONE_SLIP - (len(word) > _ONE_SLIP):
                    continue
                other_start = word[0] != known[0]
                # The first letter is rarely the slip, so it must be the only one.
                if other_start and (distance > 1 or len(word) < 5):
                    continue
                # A first letter that was left out is as likely as any other slip.
                other_start = other_start and known[1:] != word
                rank = (distance, other_start, -len(set(word) & set(known)), known)
                nearest = rank if nearest is None else min(nearest, rank)
        return nearest[3] if nearest else None


def _forgiven(word: str) -> int:
    return 0 if len(word) < _ONE_SLIP else 1 if len(word) < _TWO_SLIPS else 2


def _shortened(word: str, limit: int) -> set[str]:
    """A word, and what is left of it when up to ``limit`` letters fall out."""
    forms, last = {word}, {word}
    for _ in range(limit):
        last = {w[:i] + w[i + 1 :] for w in last for i in range(len(w))}
        forms |= last
    return forms
