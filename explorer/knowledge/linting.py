"""Faults of content that no schema can see, reported only where they are certain."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.anatomy.model import KnowledgeBase, TriggerPoint
from explorer.knowledge.faults import Fault
from explorer.knowledge.lint_claims import claims
from explorer.knowledge.lint_orphans import orphans
from explorer.knowledge.lint_repeats import repeats
from explorer.knowledge.lint_texts import hard_to_read, links, missing

__all__ = ["questionable"]


def questionable(knowledge: KnowledgeBase) -> tuple[Fault, ...]:
    """What is missing, claimed without right, repeated, hard to read, unused or contradictory."""
    return (
        *claims(knowledge),
        *missing(knowledge),
        *links(knowledge),
        *hard_to_read(knowledge),
        *repeats(knowledge),
        *orphans(knowledge),
        *_regions(knowledge),
        *_points(knowledge),
    )


def _regions(knowledge: KnowledgeBase) -> Iterator[Fault]:
    deep = {r.id for r in knowledge.regions if r.depth == "deep"}
    for i, region in enumerate(knowledge.regions):
        here = f"$.regions[{i}].points_at"
        if region.points_at in (None, region.id):  # itself: a patch of skin and what is under it
            continue
        if region.depth == "surface":
            yield Fault(here, "a patch of skin is where one points; leave it out or make it null")
        elif region.points_at in deep:
            yield Fault(here, f"expected a patch of skin; {region.points_at!r} is deep itself")


def _points(knowledge: KnowledgeBase) -> Iterator[Fault]:
    said: dict[str, str] = {}
    for i, point in enumerate(knowledge.trigger_points):
        here = f"$.trigger_points[{i}]"
        words = " ".join(point.location.split()).casefold()
        if words and words in said:
            yield Fault(f"{here}.location", f"the same words as for {said[words]!r}")
        elif words:
            said[words] = point.id
        yield from _zones(here, point)


def _zones(here: str, point: TriggerPoint) -> Iterator[Fault]:
    if point.zone_kind != "none" and not point.zones:
        yield Fault(f"{here}.zones", f"expected a zone, as the point refers {point.zone_kind}")
    levels: set[str] = set()
    for j, zone in enumerate(point.zones):
        if zone.level in levels:
            yield Fault(f"{here}.zones[{j}].level", f"there is a second {zone.level} zone")
        levels.add(zone.level)
        if not zone.strokes and not zone.fill:
            yield Fault(f"{here}.zones[{j}]", "nothing is painted: it needs strokes or fill")
