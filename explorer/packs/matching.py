"""From names and concept ids to the muscles of the knowledge base.

Rather no match than a wrong one.

A name matches a muscle when it has the same words as one of the muscle's names, in any order and
spelling. A name that says *head* or *part* may have words of position besides, provided that the
rest is one muscle and no more: the long head of biceps brachii is biceps brachii, but a lateral
part of trapezius could be any of its three.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import Muscle
from explorer.packs.bone_names import bone_name, bone_slug, is_midline
from explorer.packs.identity import Identity, Layer, skipped
from explorer.packs.other_muscles import is_other_muscle, lies_near_the_skin
from explorer.packs.plain_names import PlainName, plain_name, slug

__all__ = ["Matcher"]

Key = tuple[str, ...]

#: Words that only tell which part of a muscle it is.
_PLACES = frozenset(
    [
        "long",
        "short",
        "lateral",
        "medial",
        "superficial",
        "deep",
        "oblique",
        "transvers",
        "clavicular",
        "sternal",
        "humeral",
        "ulnar",
        "radial",
        "anterior",
        "posterior",
        "superior",
        "inferior",
        "upper",
        "lower",
        "middle",
        "intermediate",
        "vertical",
        "straight",
        "acromial",
        "spinal",
        "abdominal",
        "costal",
        "sternocostal",
        "ascending",
        "descending",
        "internal",
        "external",
        "1",
        "2",
        "3",
        "4",
        "5",
    ]
)
_RANKS = frozenset("12345")
#: What a knowledge base may call a muscle but a stranger's file may mean otherwise.
_AMBIGUOUS = frozenset(
    (word,)
    for word in (
        *("biceps", "triceps", "quadriceps", "flexor", "extensor"),
        *("temporal", "frontal", "occipital", "nasal"),  # bones
    )
)
_SKIN = frozenset({("skin",), ("body",), ("integument",), ("cutis",), ("body", "skin"),
                   ("human", "skin"), ("body", "human"), ("outer", "skin"), ("body", "surface"),
                   ("common", "integument")})  # fmt: skip
_SKIN_FMA = "FMA7163"
_MUSCLE_FMA = frozenset({"FMA5022", "FMA10474", "FMA85453"})  # muscle, zone of one, head of one
_BONE_FMA = frozenset({"FMA5018"})
#: In no body's muscles though the names of their parts could be: heart, bowel.
_INNER = re.compile(r"\b(papillary|ventricle|heart|penis|junction|gyrus)\b")


class Matcher:
    """Finds what a mesh is; built once for a knowledge base."""

    def __init__(self, atlas: Atlas) -> None:
        self.muscles = atlas.muscles
        self._own: dict[Key, list[str]] = defaultdict(list)
        self._other: dict[Key, list[str]] = defaultdict(list)
        self._concept: dict[str, list[str]] = defaultdict(list)
        for muscle in atlas.muscles.values():
            for text in _own_names(muscle):
                _add(self._own, text, muscle.id)
            for text in getattr(muscle, "other_names", ()):
                _add(self._other, text, muscle.id)
            for concept in re.findall(r"FMA\d+", muscle.fma_id or ""):
                self._concept[concept].append(muscle.id)

    def identify(self, name: str, concepts: Iterable[str] = ()) -> Identity:
        """What a mesh of this name and these FMA concepts (the narrowest first) is."""
        plain = plain_name(name)
        ids = tuple(concepts)
        if plain.attachment:
            return skipped(plain.text, "marks an attachment or a label")
        if _SKIN_FMA in ids or plain.words in _SKIN:
            return Identity("skin", "skin", "Skin", "", None, True, "deep", (), "name")
        muscles, how, whole = self._muscles(plain, ids)
        if muscles:
            return self._muscle(plain, muscles, how, whole)
        bone = bone_name(plain)
        if bone is not None or _BONE_FMA.intersection(ids):
            own = bone or plain.text
            how = "name" if bone else "concept"
            return Identity(
                "bone", bone_slug(own), own, "", plain.side, is_midline(own), "bones", (), how
            )
        by_concept = bool(_MUSCLE_FMA.intersection(ids))
        if is_other_muscle(plain) or (by_concept and not _INNER.search(plain.text.casefold())):
            layer: Layer = "superficial" if lies_near_the_skin(plain) else "deep"
            own, latin = _readable(plain.text)
            how = "concept" if by_concept else "name"
            return Identity("muscle", slug(own), own, latin, plain.side, False, layer, (), how)
        return skipped(plain.text, "is not known as a muscle, a bone or the skin")

    def _muscle(
        self, plain: PlainName, muscles: tuple[str, ...], how: str, whole: bool
    ) -> Identity:
        first = self.muscles[muscles[0]]
        named = (plain.text, "") if whole else (first.name, first.latin)
        id = slug(plain.text) if whole else first.id
        return Identity(
            "muscle", id, *named, plain.side, not first.paired, first.layer, muscles, how
        )

    def _muscles(self, plain: PlainName, concepts: Key) -> tuple[tuple[str, ...], str, bool]:
        """Ids of muscles, how they were found, and whether the mesh is several of them whole."""
        own = self._own.get(plain.words, [])
        other = self._other.get(plain.words, [])
        by_concept = next((self._concept[c] for c in concepts if c in self._concept), [])
        if by_concept:
            # The file's own word for what it is; names may add what it is a part of.
            agreed = [*by_concept, *own, *other] if {*own, *other} & {*by_concept} else by_concept
            return _unique(agreed), "concept", False
        if own:
            return _unique([*own, *other]), "name", False
        if other:
            return _unique(other), "name", len(set(other)) > 1
        part = self._part(plain)
        return part, "part", False

    def _part(self, plain: PlainName) -> tuple[str, ...]:
        """The one muscle that this is a part of, by taking away words of position."""
        ranks = _RANKS.intersection(plain.words)
        loose = [word for word in plain.words if word in (_PLACES if plain.part else ranks)]
        for count in range(1, min(len(loose), 4) + 1):
            found: set[str] = set()
            for taken in combinations(loose, count):
                rest = tuple(sorted((Counter(plain.words) - Counter(taken)).elements()))
                found.update(self._own.get(rest, ()))
                found.update(self._other.get(rest, ()))
            if found:
                return tuple(found) if len(found) == 1 else ()
        return ()


def _own_names(muscle: Muscle) -> Iterable[str]:
    yield muscle.id.replace("_", " ")
    for text in (muscle.name, muscle.latin):
        yield text
        yield re.sub(r"\s*\(.*?\)", "", text)
        yield from re.findall(r"\(([^)]*\s[^)]*)\)", text)


def _add(index: dict[Key, list[str]], text: str, id: str) -> None:
    words = plain_name(text).words
    if words and words not in _AMBIGUOUS and id not in index[words]:
        index[words].append(id)


def _unique(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


def _readable(text: str) -> tuple[str, str]:
    """English and Latin name of a muscle that only the file knows."""
    plain = re.sub(r"\s+(muscles?)$", "", text, flags=re.IGNORECASE)
    if re.match(r"(musculus|musculi) ", text, flags=re.IGNORECASE):
        short = re.sub(r"^(musculus|musculi) ", "", text, flags=re.IGNORECASE)
        return short[:1].upper() + short[1:], text
    return plain, ""
