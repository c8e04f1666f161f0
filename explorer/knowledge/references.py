"""Cross references inside a knowledge base, in one pass over typed records."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from explorer.anatomy.atlas import Record
from explorer.anatomy.model import KnowledgeBase
from explorer.knowledge.faults import Fault

__all__ = ["LINK", "unresolved"]

#: ``[[id]]`` or ``[[id|words]]`` in a text links to another record.
LINK = re.compile(r"\[\[([^\]|]+)(?:\|([^\]]*))?\]\]")


def unresolved(knowledge: KnowledgeBase) -> tuple[Fault, ...]:
    """Ids that are named but do not exist, or exist twice."""
    return tuple(_faults(knowledge))


def _faults(kb: KnowledgeBase) -> Iterator[Fault]:
    collections: dict[str, tuple[Record, ...]] = {
        "regions": kb.regions,
        "muscles": kb.muscles,
        "trigger_points": kb.trigger_points,
        "techniques": kb.techniques,
        "complaints": kb.complaints,
        "cautions": kb.cautions,
        "guide": kb.guide,
        "references": kb.references,
    }
    counts = Counter(r.id for records in collections.values() for r in records)
    for name, records in collections.items():
        for i, record in enumerate(records):
            if counts[record.id] > 1:
                yield Fault(f"$.{name}[{i}].id", f"the id {record.id!r} is used more than once")
    ids = {name: {r.id for r in records} for name, records in collections.items()}

    def known(path: str, value: str, collection: str) -> Iterator[Fault]:
        if value not in ids[collection]:
            yield Fault(path, f"{value!r} is not among the {collection.replace('_', ' ')}")

    def each(path: str, values: tuple[str, ...], collection: str) -> Iterator[Fault]:
        for i, value in enumerate(values):
            yield from known(f"{path}[{i}]", value, collection)

    for i, region in enumerate(kb.regions):
        if region.points_at is not None:
            yield from known(f"$.regions[{i}].points_at", region.points_at, "regions")
        elif region.depth == "deep":
            yield Fault(f"$.regions[{i}].points_at", "a deep region must name the skin over it")
    for i, muscle in enumerate(kb.muscles):
        here = f"$.muscles[{i}]"
        yield from each(f"{here}.cautions", muscle.cautions, "cautions")
        yield from each(f"{here}.evidence.sources", muscle.evidence.sources, "references")
        yield from each(f"{here}.synergists", muscle.synergists, "muscles")
        yield from each(f"{here}.antagonists", muscle.antagonists, "muscles")
    for i, point in enumerate(kb.trigger_points):
        here = f"$.trigger_points[{i}]"
        yield from known(f"{here}.muscle", point.muscle, "muscles")
        yield from each(f"{here}.cautions", point.cautions, "cautions")
        yield from each(f"{here}.complaints", point.complaints, "complaints")
        yield from each(f"{here}.evidence.sources", point.evidence.sources, "references")
        for j, zone in enumerate(point.zones):
            yield from each(f"{here}.zones[{j}].regions", zone.regions, "regions")
            yield from each(f"{here}.zones[{j}].fill", zone.fill, "regions")
        for j, treatment in enumerate(point.treatment):
            yield from known(f"{here}.treatment[{j}].technique", treatment.technique, "techniques")
    for i, technique in enumerate(kb.techniques):
        yield from each(
            f"$.techniques[{i}].evidence.sources", technique.evidence.sources, "references"
        )
    for i, complaint in enumerate(kb.complaints):
        here = f"$.complaints[{i}]"
        yield from each(f"{here}.regions", complaint.regions, "regions")
        yield from each(f"{here}.points", complaint.points, "trigger_points")
        yield from each(f"{here}.red_flags", complaint.red_flags, "cautions")
        yield from each(f"{here}.evidence.sources", complaint.evidence.sources, "references")
    for i, caution in enumerate(kb.cautions):
        yield from each(f"$.cautions[{i}].regions", caution.regions, "regions")
        yield from each(f"$.cautions[{i}].sources", caution.sources, "references")
        if caution.limits is not None:
            limits = f"$.cautions[{i}].limits"
            yield from each(f"{limits}.regions", caution.limits.regions, "regions")
            yield from each(f"{limits}.techniques", caution.limits.techniques, "techniques")
    everything = set().union(*ids.values())
    for i, page in enumerate(kb.guide):
        here = f"$.guide[{i}]"
        yield from each(f"{here}.sources", page.sources, "references")
        for j, target in enumerate(page.see_also):
            if target not in everything:
                yield Fault(f"{here}.see_also[{j}]", f"{target!r} is no id of this knowledge base")
        for j, section in enumerate(page.sections):
            for match in LINK.finditer(section.text):
                if match.group(1) not in everything:
                    yield Fault(
                        f"{here}.sections[{j}].text",
                        f"the link {match.group(1)!r} is no id of this knowledge base",
                    )
