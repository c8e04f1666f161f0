"""Which regions a few words name: parts of the body, and the directions that tell them apart.

A name such as "lower outer thigh" is a part (thigh) with directions (lower, outer). What people
say is read in the same way, so that "outside of my thigh" means both regions on that face, and
"the thigh" all of them, without a list of every way to say so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import Region
from explorer.anatomy.pain_phrases import turn_idioms
from explorer.anatomy.pain_vocabulary import (
    DIRECTIONS,
    FEELINGS,
    HEADS_TOO_WIDE,
    MEANT_BY,
    NOISE,
    PAIN_WORDS,
    VIEWS,
)
from explorer.anatomy.spelling import plain_words, rejoined, stem

__all__ = ["Described", "Places", "describe", "says_face"]

#: Compounds of a direction and the back, and the direction.
_BACKS = {"upperback": "upper", "midback": "middle", "lowback": "lower"}
#: How sure a region is, by how many the words may mean as well as this one.
_SHARED = ((1, 1.0), (2, 0.9), (4, 0.8), (6, 0.7), (9, 0.6), (99, 0.5))
#: A region whose name says more than the words, where another is named exactly by them.
_BESIDE_EXACT = 0.4
#: Directions that lead away from a part: what is above the knee is not the knee.
_BESIDE = frozenset(("above", "behind", "beside", "between", "under"))
#: A direction that the part does not have, such as "lower knee".
_LOST = 0.85
#: Words that name only the last word of a name: "finger" of "ring finger".
_HEAD_ONLY = 0.75


@dataclass(frozen=True, slots=True)
class Described:
    """Words read as parts of the body (in their order) and directions."""

    parts: tuple[str, ...]
    directions: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Name:
    region: str
    parts: frozenset[str]
    head: str
    directions: frozenset[str]
    view: str


def describe(words: Sequence[str]) -> Described:
    """Read words, idioms already turned, as parts and directions."""
    parts: list[str] = []
    directions: set[str] = set()
    for i, word in enumerate(words):
        if word == "back" and not says_face(words[i + 1 : i + 3]):
            parts.append("back")
        elif word == "within":
            directions.add("within")
        elif word in DIRECTIONS:
            directions.add(DIRECTIONS[word])
        elif _is_part(word):
            parts.append(stem(word))
    return Described(tuple(dict.fromkeys(parts)), frozenset(directions))


def says_face(following: Sequence[str]) -> bool:
    """Whether "back" before these words is a direction, and not the back itself."""
    if following and following[0] in ("of", "rim", "part", "side", "corner", "fold", "edge"):
        return True
    if tuple(following) in (("and", "side"), ("and", "sides"), ("and", "front")):
        return True
    return bool(following) and _is_part(following[0])


def _is_part(word: str) -> bool:
    return word.isalnum() and not (
        word in NOISE or word in PAIN_WORDS or word in FEELINGS or word in DIRECTIONS
    )


class Places:
    """Finds regions by words.

    Parameters
    ----------
    atlas
        Its regions, their names and other words are what can be found.
    """

    def __init__(self, atlas: Atlas) -> None:
        texts = [text for r in atlas.knowledge.regions for text in (r.name, *r.other_words)]
        self.vocabulary = frozenset(w for t in texts for w in plain_words(t) if w.isalnum())
        names = [name for region in atlas.knowledge.regions for name in self._names(region)]
        self._by_parts: dict[frozenset[str], list[_Name]] = defaultdict(list)
        self._by_head: defaultdict[str, list[_Name]] = defaultdict(list)
        for name in names:
            self._by_parts[name.parts].append(name)
            if len(name.parts) > 1 and "between" not in name.directions:
                self._by_head[name.head].append(name)
        self._of_part: dict[str, list[frozenset[str]]] = defaultdict(list)
        for parts in self._by_parts:
            for part in parts:
                self._of_part[part].append(parts)
        self._order = {r.id: i for i, r in enumerate(atlas.knowledge.regions)}

    def find(self, said: Described) -> dict[str, float]:
        """Regions that are named, each with how surely it is meant, 0..1; best first."""
        found: dict[str, float] = {}
        for parts in self.named_parts(said.parts):
            names = self._by_parts.get(parts)
            sure = 1.0
            if names is None:
                (head,) = parts
                names, sure = self._by_head[head], _HEAD_ONLY
            for region, weight in self._choose(names, said.directions).items():
                found[region] = max(found.get(region, 0.0), weight * sure)
        return dict(sorted(found.items(), key=lambda f: (-f[1], self._order[f[0]])))

    def knows(self, parts: Sequence[str]) -> bool:
        """Whether a part has a name that is made of these words, all or some of them."""
        said = frozenset(parts)
        return any(p <= said for part in said for p in self._of_part.get(part, ()))

    def named_parts(self, parts: Sequence[str]) -> list[frozenset[str]]:
        """The longest names of parts that are made of some words, none inside another."""
        said = frozenset(parts)
        known = {p for part in said for p in self._of_part.get(part, ()) if p <= said}
        where = {part: i for i, part in enumerate(parts)}

        def rank(name: frozenset[str]) -> tuple[int, int, int]:
            places = [where[part] for part in name]
            return -len(name), max(places) - min(places), -max(places)

        chosen: list[frozenset[str]] = []
        taken: frozenset[str] = frozenset()
        for name in sorted(known, key=rank):
            left = name - taken
            # "Base" of "base of the skull" is not at the same time the base of the neck.
            if left and (left == name or left not in known):
                chosen.append(name)
                taken |= name
        if not chosen:
            heads = [p for p in parts if self._is_head(p)]
            chosen = [frozenset((head,)) for head in heads[-1:]]
        return chosen

    def _is_head(self, part: str) -> bool:
        """Whether several parts are called so with a word before: index, ring, little finger."""
        return (
            part not in HEADS_TOO_WIDE and len({n.parts for n in self._by_head.get(part, ())}) > 1
        )

    def _choose(self, names: Sequence[_Name], said: frozenset[str]) -> dict[str, float]:
        """Among the names of one part those that the directions fit best."""
        fits: dict[str, tuple[float, bool]] = {}
        within = [n for n in names if all(_said(d, said) for d in n.directions & _BESIDE)]
        for name in within or names:
            fit = sum(_fit(direction, name) for direction in said)
            # "Inside my knee" is the inner knee or the joint: whatever the part has of the two.
            exact = all(_said(d, said) for d in name.directions)
            fits[name.region] = max(fits.get(name.region, (0.0, False)), (fit, exact))
        best = max(fit for fit, _ in fits.values())
        chosen = {r: exact for r, (fit, exact) in fits.items() if fit > best - 0.06}
        exacts = sum(chosen.values())
        lost = max(0, len(said - {"within", "deep", "between"}) - round(best + 0.3))
        many = exacts or len(chosen)
        shared = next(weight for count, weight in _SHARED if many <= count) * _LOST**lost
        return {
            region: shared if exact or not exacts else shared * _BESIDE_EXACT
            for region, exact in chosen.items()
        }

    def _names(self, region: Region) -> Iterator[_Name]:
        view = VIEWS.get(region.view, "")
        for text in (region.name, *region.other_words):
            for words in _split(text):
                words = turn_idioms(" ".join(rejoined(words, self.vocabulary))).split()
                read = describe(words)
                if not read.parts:
                    continue
                head = read.parts[-1] if "of" not in words else _head(words)
                yield _Name(region.id, frozenset(read.parts), head, read.directions, view)
                for part in frozenset(read.parts) & _BACKS.keys():
                    parts = frozenset(read.parts) - {part} | {"back"}
                    directions = read.directions | {_BACKS[part]}
                    yield _Name(region.id, parts, "back", directions, view)


def _head(words: Sequence[str]) -> str:
    """The noun that a name such as "palm side of the ring finger" is about."""
    read = describe(words[len(words) - words[::-1].index("of") :])
    return read.parts[-1] if read.parts else ""


def _split(text: str) -> Iterator[list[str]]:
    """The names in a text that gives several: "breast and nipple", "shin and front of the leg"."""
    words = plain_words(text)
    first = words[: words.index("and")] if "and" in words else []
    whole = "between" in words or all(word in DIRECTIONS for word in first)
    piece: list[str] = []
    for word in words:
        if not word[0].isalnum() or (word == "and" and not whole):
            yield piece
            piece = []
        else:
            piece.append(word)
    yield piece


def _said(wanted: str, said: frozenset[str]) -> bool:
    """Whether a direction of a name is among those that are said, in whatever word."""
    if wanted in said or any(wanted in MEANT_BY.get(s, ()) for s in said):
        return True
    return "within" in said and wanted in ("deep", "inner")


def _fit(said: str, name: _Name) -> float:
    """How well a direction fits a name: 1 the same word, less by another word or by the view."""
    if said in name.directions:
        return 1.0
    if said == "within":
        return 1.0 if name.directions & {"deep", "inner"} else 0.0
    if name.view == said:
        return 0.95
    meant = MEANT_BY.get(said, frozenset())
    if meant & name.directions:
        return 0.9
    return 0.85 if name.view in meant else 0.0
