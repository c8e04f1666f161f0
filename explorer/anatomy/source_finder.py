"""From where it hurts to where that may come from.

A first, plain ranking over the named regions of the referral zones: how much of what hurts a point
explains, and how much of what it refers is expected but absent.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import Caution, TriggerPoint

__all__ = ["Finding", "Source", "find_sources"]

#: What a spillover zone counts against an essential one among all that a point refers.
SPILLOVER_WEIGHT = 0.4
#: How well a spillover zone explains pain there, against 1 for an essential zone.
SPILLOVER_EXPLAINS = 0.85
#: How much a zone that is expected but does not hurt speaks against a point.
ABSENCE_WEIGHT = 0.35


@dataclass(frozen=True, slots=True)
class Source:
    """A point that may be behind a pain, and why."""

    trigger_point: str
    muscle: str
    group: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Red flags to ask about first, then likely sources, best first."""

    red_flags: tuple[Caution, ...]
    sources: tuple[Source, ...]


def _weights(point: TriggerPoint) -> dict[str, float]:
    weights: dict[str, float] = {}
    for zone in point.zones:
        if point.zone_kind == "none":
            continue
        weight = 1.0 if zone.level == "essential" else SPILLOVER_WEIGHT
        for region in zone.regions:
            weights[region] = max(weights.get(region, 0.0), weight)
    return weights


def _names(atlas: Atlas, regions: Iterable[str]) -> str:
    names = [atlas.regions[r].name for r in regions]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _score(atlas: Atlas, point: TriggerPoint, regions: frozenset[str]) -> tuple[float, list[str]]:
    weights = _weights(point)
    hit = {r: w for r, w in weights.items() if r in regions}
    if not hit:
        return 0.0, []
    explained = sum(1.0 if w == 1.0 else SPILLOVER_EXPLAINS for w in hit.values()) / len(regions)
    absent = sum(w for r, w in weights.items() if r not in regions) / sum(weights.values())
    score = explained * (1 - ABSENCE_WEIGHT * absent)
    reasons = []
    essential = sorted(r for r, w in hit.items() if w == 1.0)
    spillover = sorted(r for r, w in hit.items() if w < 1.0)
    if essential:
        reasons.append(f"commonly described in the {_names(atlas, essential)}")
    if spillover:
        reasons.append(f"sometimes spreads to the {_names(atlas, spillover)}")
    missing = sorted(r for r, w in weights.items() if w == 1.0 and r not in regions)
    if missing:
        reasons.append(f"would also be expected in the {_names(atlas, missing[:3])}")
    return score, reasons


def find_sources(
    atlas: Atlas,
    regions: Iterable[str] = (),
    complaints: Iterable[str] = (),
) -> Finding:
    """Rank the points that may be behind pain in some regions, or behind complaints.

    Parameters
    ----------
    regions
        Region ids where it hurts.
    complaints
        Complaint ids; their listed points come first, in their order, and their red flags are
        asked about.

    Returns
    -------
    Finding
        Sources with a score in 0..1, best first; ties in the order of the knowledge base.
    """
    painful = frozenset(regions)
    named = [atlas.complaints[c] for c in complaints]
    scores: dict[str, tuple[float, list[str]]] = {}
    if painful:
        for point in atlas.knowledge.trigger_points:
            score, reasons = _score(atlas, point, painful)
            if score > 0:
                scores[point.id] = (score, reasons)
    for complaint in named:
        for rank, id in enumerate(complaint.points):
            listed = 0.95 - 0.45 * rank / max(len(complaint.points), 1)
            before, reasons = scores.get(id, (0.0, []))
            reason = f"among the points commonly held to be behind {complaint.name.lower()}"
            combined = listed if not painful else 1 - (1 - before) * (1 - 0.6 * listed)
            scores[id] = (max(before, combined), [*reasons, reason])
    order = {p.id: i for i, p in enumerate(atlas.knowledge.trigger_points)}
    ranked = sorted(scores.items(), key=lambda item: (-item[1][0], order[item[0]]))
    sources = tuple(
        Source(
            id,
            atlas.points[id].muscle,
            atlas.muscles[atlas.points[id].muscle].group,
            round(score, 4),
            tuple(reasons),
        )
        for id, (score, reasons) in ranked
    )
    flags: dict[str, Caution] = {}
    for complaint in named:
        for flag in complaint.red_flags:
            flags.setdefault(flag, atlas.cautions[flag])
    for caution in atlas.knowledge.cautions:
        if caution.kind == "red_flag" and painful.intersection(caution.regions):
            flags.setdefault(caution.id, caution)
    return Finding(tuple(flags.values()), sources)
