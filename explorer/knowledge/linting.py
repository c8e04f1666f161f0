"""Faults of content that no schema can see, reported only where they are certain."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from explorer.anatomy.model import KnowledgeBase, TriggerPoint
from explorer.knowledge.faults import Fault

__all__ = ["questionable"]

#: What may not be said: evidence speaks against it, or nobody can promise it.
CLAIMS = (
    (
        re.compile(r"(?<!botulinum )(?<!botulinum-)\btoxins?\b", re.IGNORECASE),
        "toxins are not what hurts or what pressing removes",
    ),
    (
        re.compile(
            r"\b(?:flush|wash|clear|remov|releas|squeez|drain|dissolv|dispers|disperse)\w*\b"
            r"[^.!?]{0,40}\blactic acid\b|\blactic acid (?:is|gets|will be) "
            r"(?:flushed|washed|cleared|removed|released|squeezed|drained)",
            re.IGNORECASE,
        ),
        "pressing does not remove lactic acid",
    ),
    (
        re.compile(
            r"\b(?:break|breaks|breaking|broke|broken|dissolv\w*|melt\w*)\b[^.!?]{0,30}\badhesions?\b",
            re.IGNORECASE,
        ),
        "nothing shows that hands break up adhesions",
    ),
    (re.compile(r"\bguarante(?:e|es|ed)\b", re.IGNORECASE), "nothing can be guaranteed"),
    (re.compile(r"\b(?:cures|will cure|can cure)\b", re.IGNORECASE), "a cure cannot be promised"),
)
#: In a sentence with one of these the claim may be denied or reported: then it is not certain.
DOUBT = re.compile(
    r"\b(?:no|not|never|nothing|nobody|none|neither|nor|cannot|without|myths?|outdated|wrong"
    r"|wrongly|once|old|older|claim\w*|said to|refuted|unproven|idea|ideas|beliefs?|believed"
    r"|theory|instead of|rather than|avoid|evidence|heard)\b|n[’']t\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
_PARAGRAPH_END = re.compile(r"\n\s*\n")
#: Collections that make statements of their own; references only quote titles.
_STATEMENTS = ("regions", "muscles", "trigger_points", "techniques", "complaints", "cautions")


def questionable(knowledge: KnowledgeBase) -> tuple[Fault, ...]:
    """Claims that may not be made, and records that contradict themselves."""
    return (*_claims(knowledge), *_regions(knowledge), *_points(knowledge))


def _claims(knowledge: KnowledgeBase) -> Iterator[Fault]:
    for name in ("title", "disclaimer"):
        yield from _claims_in(f"$.{name}", getattr(knowledge, name), _SENTENCE_END)
    for collection in _STATEMENTS:
        for path, text in _texts(f"$.{collection}", getattr(knowledge, collection)):
            yield from _claims_in(path, text, _SENTENCE_END)
    # The guide may tell an old idea in one sentence and correct it in the next.
    for path, text in _texts("$.guide", knowledge.guide):
        yield from _claims_in(path, text, _PARAGRAPH_END)


def _texts(path: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from _texts(f"{path}[{i}]", item)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _texts(f"{path}.{field.name}", getattr(value, field.name))


def _claims_in(path: str, text: str, parts: re.Pattern[str]) -> Iterator[Fault]:
    for claim, why in CLAIMS:
        if not claim.search(text):
            continue
        for part in parts.split(text):
            match = claim.search(part)
            if match and not DOUBT.search(part):
                yield Fault(path, f"it says {match.group(0)!r}, but {why}")
                break


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
