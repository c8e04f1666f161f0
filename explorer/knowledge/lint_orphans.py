"""Records that nothing leads to, so that no reader would ever find them."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.anatomy.model import KnowledgeBase
from explorer.knowledge.faults import Fault
from explorer.knowledge.lint_prose import every_text
from explorer.knowledge.references import LINK

__all__ = ["orphans"]

_COLLECTIONS = (
    *("regions", "muscles", "trigger_points", "techniques"),
    *("complaints", "cautions", "guide", "references"),
)


def orphans(knowledge: KnowledgeBase) -> Iterator[Fault]:
    """Techniques, cautions, references and places inside the body that nobody names.

    Nothing is said of a file that is half written or half read (a collection without entries, a
    record without its id): what is missing may be just what names them. A patch of skin is
    described because the body has it, used or not.
    """
    for name in _COLLECTIONS:
        records = getattr(knowledge, name)
        if not records or not all(record.id for record in records):
            return
    used = set(_named(knowledge))
    for i, technique in enumerate(knowledge.techniques):
        if technique.id not in used:
            yield Fault(
                f"$.techniques[{i}].id", "no point is treated by it and no page links to it"
            )
    for i, caution in enumerate(knowledge.cautions):
        if caution.id not in used:
            yield Fault(f"$.cautions[{i}].id", "no record names it and no page links to it")
    for i, reference in enumerate(knowledge.references):
        if reference.id not in used:
            yield Fault(f"$.references[{i}].id", "it is nobody's source")
    for i, region in enumerate(knowledge.regions):
        inside = region.depth == "deep" and region.points_at != region.id
        if inside and region.id not in used:
            yield Fault(f"$.regions[{i}].id", "no zone, complaint or caution names it")


def _named(kb: KnowledgeBase) -> Iterator[str]:
    for muscle in kb.muscles:
        yield from muscle.cautions
        yield from muscle.evidence.sources
    for point in kb.trigger_points:
        yield from point.cautions
        yield from point.evidence.sources
        yield from (choice.technique for choice in point.treatment)
        for zone in point.zones:
            yield from zone.regions
            yield from zone.fill
    for technique in kb.techniques:
        yield from technique.evidence.sources
    for complaint in kb.complaints:
        yield from complaint.regions
        yield from complaint.red_flags
        yield from complaint.evidence.sources
    for caution in kb.cautions:
        yield from caution.regions
        yield from caution.sources
    for page in kb.guide:
        yield from page.see_also
        yield from page.sources
    for collection in _COLLECTIONS:
        for record in getattr(kb, collection):
            for _, _, text in every_text("$", record):
                for link in LINK.finditer(text) if "[[" in text else ():
                    if link.group(1) != record.id:
                        yield link.group(1)
