"""From what a client showed and said to the question that the source finder answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from explorer.anatomy.model import Side
from explorer.anatomy.pain import QUALITIES, Pain, RegionRef
from explorer.anatomy.question import Painted, Question

if TYPE_CHECKING:
    from explorer.anatomy.pain_words import Said

__all__ = ["question_of", "shown_sides"]

#: A place that was only put into words counts a little less than one that was pointed at.
SAID = 0.9


def question_of(
    pain: Pain,
    said: Said | None = None,
    painted: Painted | None = None,
    tried: Mapping[tuple[str, Side], bool] | None = None,
    complaints: Iterable[str] = (),
) -> Question:
    """Join the ways in which a pain was shown.

    Parameters
    ----------
    said
        What the words of the pain mean.
    painted
        What the strokes of the pain cover on the figure.
    complaints
        Complaints that were chosen by name.
    """
    regions: dict[RegionRef, float] = dict.fromkeys(pain.regions, 1.0)
    fitting = dict.fromkeys(complaints, 1.0)
    qualities = list(pain.qualities)
    qualities += [s.quality for s in pain.strokes if not s.erase and s.quality != "ache"]
    if said is not None:
        named = {ref.region for ref in regions}
        for region, weight in said.regions.items():
            if region not in named:
                for ref in _on(region, said.sides or shown_sides(pain, painted)):
                    regions[ref] = SAID * weight if pain.regions or painted else weight
        for id, match in said.complaints.items():
            fitting[id] = max(fitting.get(id, 0.0), match)
        qualities += [q for q in QUALITIES if q in said.qualities]
    flags = tuple(said.flags) if said is not None else ()
    return Question(regions, fitting, tuple(dict.fromkeys(qualities)), painted, tried or {}, flags)


def shown_sides(pain: Pain, painted: Painted | None) -> tuple[Side, ...]:
    """The sides on which something was marked or painted."""
    sides = {ref.side for ref in pain.regions}
    if painted is not None:
        sides |= {side for _, side in painted.regions}
    return tuple(side for side in ("right", "left") if side in sides)


def _on(region: str, sides: tuple[Side, ...]) -> tuple[RegionRef, ...]:
    return tuple(RegionRef(region, side) for side in sides) or (RegionRef(region),)
