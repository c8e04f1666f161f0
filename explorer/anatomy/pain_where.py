"""Where a pain is said to be, clause by clause: what is named, denied, or told in passing."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.pain_places import Described, Places, describe
from explorer.anatomy.pain_said import CLEAR
from explorer.anatomy.pain_vocabulary import PAIN_WORDS, SPLITTERS, WHEN

__all__ = ["Where"]

#: A place that is named while telling what one does: "when I lift my arm".
_IN_PASSING = 0.4
#: A place on the way from one that hurts to another.
_ON_THE_WAY = 0.35
#: A region of a complaint that is named by no word, against the complaint itself.
_BY_COMPLAINT = 0.5
#: A place named in the words of a complaint that is felt elsewhere: "cannot turn my head".
_FELT_ELSEWHERE = 0.2
#: From here on a complaint tells which part is meant, and from there on where it is felt, which
#: it does sooner where a place is named only in passing.
_STRONG, _SURE = 0.75, 0.95
#: The parts of a limb in their order, by the area of their regions.
_LIMBS = (
    ("low_back", "buttock", "thigh", "knee", "leg", "ankle", "foot", "toes"),
    ("hip", "thigh", "knee", "leg", "ankle", "foot", "toes"),
    ("neck", "shoulder", "arm", "elbow", "forearm", "wrist", "hand", "fingers"),
)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words between two splitters, the one before them, and whether they tell what one does."""

    words: tuple[str, ...]
    after: str
    passing: bool


class Where:
    """Finds the regions that sentences mean.

    Parameters
    ----------
    atlas
        Its regions are found, in the light of its complaints.
    places
        Finds the regions that a few words name.
    """

    def __init__(self, atlas: Atlas, places: Places) -> None:
        self._atlas = atlas
        self._places = places

    def find(
        self, words: Iterable[str], denied: str, complaints: Mapping[str, float]
    ) -> tuple[dict[str, float], str]:
        """Regions that are named and not denied, and the name of one that is both."""
        pieces = list(_pieces(words))
        found = self._named(pieces)
        told = any(not p.passing and self._places.find(describe(p.words)) for p in pieces)
        said_parts = describe(list(words)).parts
        refused = ""
        for piece in _pieces(denied.split()):
            read = describe(piece.words)
            if not self._places.find(read):
                # "Knee pain but not at the front" denies the front of the knee.
                read = Described(said_parts, read.directions) if read.directions else read
            removed = self._places.find(read)
            both = [r for r, weight in removed.items() if weight > 0.75 and found.get(r, 0) > 0.75]
            if both and set(found) <= set(removed):
                refused = " and the ".join(self._atlas.regions[r].name for r in both[:2])
            found = {r: w for r, w in found.items() if r not in removed or refused}
        return self._with_complaints(found, complaints, _SURE if told else _STRONG), refused

    def _named(self, pieces: Sequence[_Piece]) -> dict[str, float]:
        found: dict[str, float] = {}
        passing: dict[str, float] = {}
        before: tuple[Described, dict[str, float]] | None = None
        for piece, following in itertools.zip_longest(pieces, pieces[1:]):
            read = describe(piece.words)
            next_parts = describe(following.words).parts if following is not None else ()
            read = self._completed(read, next_parts, before, following, piece)
            regions = self._places.find(read)
            if not regions:
                continue
            if piece.after == "to" and before is not None and not piece.passing:
                for region in self._way(before[1], regions):
                    found.setdefault(region, _ON_THE_WAY)
            into = passing if piece.passing else found
            for region, weight in regions.items():
                into[region] = max(into.get(region, 0.0), weight)
            before = (read, regions)
        # What one does matters only where nothing else says where it hurts.
        share = _IN_PASSING if found else 1.0
        for region, weight in passing.items():
            found[region] = max(found.get(region, 0.0), weight * share)
        return found

    def _completed(
        self,
        read: Described,
        next_parts: tuple[str, ...],
        before: tuple[Described, dict[str, float]] | None,
        following: _Piece | None,
        piece: _Piece,
    ) -> Described:
        """Words that lean on those beside them: "ring and little finger", "front and side of"."""
        joined = following is not None and following.after in ("and", "or", ",")
        if not read.parts and read.directions - {"around", "deep"}:
            if joined and next_parts and piece.after in ("", "and", "or", ","):
                return Described(next_parts, read.directions)
            if before is not None:
                return Described(before[0].parts, read.directions)
        if read.parts and joined and next_parts and not self._places.knows(read.parts):
            longer = Described((*read.parts, next_parts[-1]), read.directions)
            if self._places.knows(longer.parts):
                return longer
        return read

    def _way(self, start: Mapping[str, float], end: Mapping[str, float]) -> Iterator[str]:
        """Regions between two places on a limb, on the faces on which these lie."""
        regions = self._atlas.regions
        ends = [regions[r] for r in (*start, *end)]
        views = {r.view for r in ends} if len(ends) < 5 else {regions[next(iter(end))].view}
        for limb in _LIMBS:
            first = [limb.index(regions[r].area) for r in start if regions[r].area in limb]
            last = [limb.index(regions[r].area) for r in end if regions[r].area in limb]
            if first and last:
                low, high = sorted((first[0], last[0]))
                between = limb[low + 1 : high]
                yield from (r.id for r in regions.values() if r.area in between and r.view in views)
                return

    def _with_complaints(
        self, found: dict[str, float], complaints: Mapping[str, float], sure: float
    ) -> dict[str, float]:
        """Regions in the light of the complaints: these tell which part of a knee is meant."""
        strong = {c: match for c, match in complaints.items() if match >= _STRONG}
        places = {c: self._atlas.complaints[c].regions for c in strong}
        felt = {r for c, regions in places.items() if strong[c] >= sure for r in regions}
        if felt and not felt & found.keys():
            found = {r: weight * _FELT_ELSEWHERE for r, weight in found.items()}
        elif felt:
            # "Tennis elbow" does not mean the inner elbow as well.
            found = {r: w if r in felt or w >= 0.9 else w * 0.6 for r, w in found.items()}
        for regions in places.values():
            for i, region in enumerate(regions):
                if 0 < found.get(region, 0.0) < 0.98 - 0.005 * i:
                    found[region] = min(0.98 - 0.005 * i, found[region] + 0.12 * 0.8**i)
        if max(found.values(), default=0.0) < CLEAR:
            for complaint, match in strong.items():
                for i, region in enumerate(places[complaint]):
                    weight = _BY_COMPLAINT * match * 0.93**i
                    found[region] = max(found.get(region, 0.0), weight)
        order = {r: i for i, r in enumerate(self._atlas.regions)}
        ranked = sorted(found.items(), key=lambda f: (-round(f[1], 4), order[f[0]]))
        return {region: round(weight, 4) for region, weight in ranked}


def _pieces(words: Iterable[str]) -> Iterator[_Piece]:
    piece: list[str] = []
    after, passing = "", False
    for word in itertools.chain(words, (".",)):
        if word not in SPLITTERS and word[0].isalnum() and word not in WHEN:
            piece.append(word)
            continue
        if piece:
            start = _own_clause(piece) if passing else 0
            if start:
                yield _Piece(tuple(piece[:start]), after, True)
            yield _Piece(tuple(piece[start:]), after, passing and not start)
            piece = []
            after = ""
        if not word[0].isalnum():
            after, passing = ",", False
        else:
            after = "to" if word in ("into", "onto", "to", "towards", "toward") else word
            passing = word in WHEN or (passing and word in ("and", "or", "to", "from", "with"))


def _own_clause(words: list[str]) -> int:
    """Where in "when I lift my arm my shoulder hurts" the pain begins to be told; 0 for nowhere."""
    hurts = max((i for i, word in enumerate(words) if word in PAIN_WORDS), default=0)
    starts = [i for i, word in enumerate(words[:hurts]) if word in ("my", "the")]
    return starts[-1] if len(starts) > 1 else 0
