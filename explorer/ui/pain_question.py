"""From everything that was shown and said to one question for the source finder."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import Side
from explorer.anatomy.pain import QUALITIES, Pain, Quality, RegionRef
from explorer.anatomy.pain_said import CLEAR, Said, helpful_sentence
from explorer.anatomy.pain_words import understand
from explorer.anatomy.question import Painted, Question
from explorer.body.pain_on_figure import PainOnFigure
from explorer.session.view_state import PointRef

__all__ = [
    "Told",
    "ask",
    "quality_of",
    "said_of",
    "sentences",
    "table_ready",
    "tell",
    "understood_words",
]

#: A painted region is told of from this share on.
TOLD_SHARE = 0.08
#: From this share of the skin on a painting says no longer where it hurts.
EVERYWHERE = 0.5
#: So many places are named in the line of what was understood.
_NAMED = 5
_NOTHING = Said()


@dataclass(frozen=True, slots=True)
class Told:
    """What a pain tells.

    Attributes
    ----------
    regions
        Named regions, marked or said, and how surely each is meant.
    painted
        Region and side -> share of it that was painted, most first.
    share
        How much of the whole skin was painted, 0..1.
    area
        What was painted, as the ranking needs it; None where nothing was, or where the zones of
        the body are not yet at hand (``waiting``).
    unknown
        Marked places that this atlas does not have.
    """

    pain: Pain
    said: Said = _NOTHING
    regions: Mapping[RegionRef, float] = field(default_factory=dict)
    qualities: tuple[Quality, ...] = ()
    painted: Mapping[tuple[str, Side], float] = field(default_factory=dict)
    share: float = 0.0
    area: Painted | None = None
    waiting: bool = False
    unknown: tuple[str, ...] = ()

    @property
    def places(self) -> tuple[str, ...]:
        """Every region that hurts, the surest first."""
        named = [r.region for r, weight in self.regions.items() if weight >= CLEAR]
        painted = [r for (r, _), share in self.painted.items() if share >= TOLD_SHARE]
        return tuple(dict.fromkeys((*named, *painted))) or tuple(
            dict.fromkeys(r.region for r in self.regions)
        )

    @property
    def nothing(self) -> bool:
        """Whether no place and no complaint is known, so that nothing can be ranked."""
        return not (self.regions or self.said.complaints or self.painted)

    @property
    def everywhere(self) -> bool:
        """Whether about the whole body was painted."""
        return self.share > EVERYWHERE


def said_of(atlas: Atlas, pain: Pain) -> Said:
    """What the words of a pain say."""
    return _understood(atlas, pain.words) if pain.words.strip() else _NOTHING


@functools.lru_cache(maxsize=4)
def _understood(atlas: Atlas, words: str) -> Said:
    return understand(atlas, words)  # asked for at each frame while something is painted


def quality_of(pain: Pain, said: Said) -> Quality:
    """How the pain feels as the page shows it: as chosen, else as said, else an ache."""
    chosen = pain.qualities or tuple(q for q in QUALITIES if q in said.qualities)
    return chosen[0] if chosen else "ache"


def tell(atlas: Atlas, pain: Pain, on: PainOnFigure | None) -> Told:
    """Gather what a pain tells.

    Parameters
    ----------
    on
        The shown figure; needed where something was painted.
    """
    said = said_of(atlas, pain)
    regions: dict[RegionRef, float] = {}
    for region, weight in said.regions.items():
        sides = said.sides if atlas.regions[region].paired else ()
        for ref in [RegionRef(region, side) for side in sides] or [RegionRef(region)]:
            regions[ref] = max(regions.get(ref, 0.0), weight)
    for ref in pain.regions:
        if ref.region in atlas.regions:
            regions[ref] = 1.0
    laid = [s for s in pain.strokes if not s.erase]
    felt = {*said.qualities, *pain.qualities, *(s.quality for s in laid)}
    told = Told(
        pain,
        said,
        dict(sorted(regions.items(), key=lambda item: -item[1])),
        tuple(q for q in QUALITIES if q in felt),
        unknown=tuple(r.region for r in pain.regions if r.region not in atlas.regions),
    )
    return told if on is None or not laid else _painted(told, on)


def _painted(told: Told, on: PainOnFigure) -> Told:
    from explorer.body.pain_skin import painted_regions

    skin = on.painted(told.pain.strokes)
    if skin.empty:
        return told
    pain = on.cells.pain(skin.intensity)
    shares = painted_regions(pain, on.cells)
    ready = table_ready(on)
    return replace(
        told,
        painted=shares,
        share=float(on.cells.area[pain > 0].sum() / on.cells.area.sum()),
        area=Painted(on.table, pain, shares) if ready else None,
        waiting=not ready,
    )


def table_ready(on: PainOnFigure) -> bool:
    """Whether the zones of a figure are at hand; to make them takes seconds where none is baked."""
    return "table" in vars(on)


def ask(atlas: Atlas, told: Told, tried: tuple[tuple[PointRef, bool], ...]) -> Question:
    """The question that a told pain asks."""
    return Question(
        told.regions,
        dict(told.said.complaints),
        told.qualities,
        told.area,
        {(ref.point, ref.side): brought for ref, brought in tried if ref.point in atlas.points},
    )


def understood_words(atlas: Atlas, told: Told) -> str:
    """One line of what was understood: "temple (left), behind the eye; painted: neck; burning"."""
    parts = []
    sides: dict[str, list[Side]] = {}
    for ref, weight in told.regions.items():
        if weight >= CLEAR or len(sides) == 0:
            sides.setdefault(ref.region, []).extend([ref.side] if ref.side != "both" else [])
    if sides:
        parts.append(_places(atlas, sides))
    painted: dict[str, list[Side]] = {}
    for (region, side), share in told.painted.items():
        if share >= TOLD_SHARE or not painted:
            painted.setdefault(region, []).append(side)
    if painted:
        parts.append(f"painted: {_places(atlas, painted)}")
    if told.said.complaints and not told.said.regions:
        best = next(iter(told.said.complaints))
        parts.append(atlas.complaints[best].name)
    feelings = [{"ache": "aching"}.get(q, q) for q in told.qualities]
    if feelings and (feelings != ["aching"] or told.said.qualities):
        parts.append(" and ".join(feelings))
    parts += told.said.times
    return "; ".join(parts)


def sentences(told: Told) -> tuple[str, ...]:
    """What to tell about a pain that says nothing, too much, or two things at once."""
    found = []
    if told.unknown:
        count = len(told.unknown)
        places = "A marked place is" if count == 1 else f"{count} marked places are"
        found.append(f"{places} not known to this atlas and left out of the search.")
    if told.everywhere:
        found.append(
            "About the whole body is painted, and that points nowhere in particular. Erase or "
            "clear it, and paint only what hurts most. Pain all over the body is a thing to talk "
            "over with a doctor."
        )
    elif told.pain.strokes and not told.painted and not told.regions:
        found.append(
            "Nothing of what was painted is left. Take the brush and drag over the body where "
            "it hurts."
        )
    if told.pain.words.strip():
        sentence = helpful_sentence(told.said)
        named_otherwise = told.painted or told.pain.regions
        if sentence and (told.said.contradictions or told.said.unknown or not named_otherwise):
            found.append(sentence)
    return tuple(found)


def _places(atlas: Atlas, places: Mapping[str, list[Side]]) -> str:
    """Places with their sides; a side that all of them share is said once."""
    known = {r: frozenset(s) for r, s in places.items() if r in atlas.regions}
    sided = {r: s if atlas.regions[r].paired else frozenset() for r, s in known.items()}
    shared = set(sided.values()) - {frozenset()}
    once = len(shared) == 1 and len([s for s in sided.values() if s]) > 1
    names = []
    for region, on in sided.items():
        name = atlas.regions[region].name.split(":")[0].split(",")[0]
        names.append(name if once or not on else f"{name} ({_side_words(on)})")
    more = len(names) - _NAMED
    words = ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")
    if not once:
        return words
    side = _side_words(next(iter(shared)))
    return f"{words}, on {'both sides' if side == 'both sides' else f'the {side}'}"


def _side_words(sides: frozenset[Side]) -> str:
    return "both sides" if len(sides) > 1 else next(iter(sides))
