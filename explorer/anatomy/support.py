"""How well a point must be supported to be shown: a filter over grades and confidence."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import Evidence

__all__ = ["SUPPORT_WORDS", "Support", "is_supported", "left_out"]

#: All points; those whose pattern is repeated here with high confidence; those with a study.
Support = Literal["all", "sure", "studied"]

#: What a filter leaves, for legends and status lines.
SUPPORT_WORDS: Mapping[Support, str] = MappingProxyType(
    {
        "all": "All points",
        "sure": "Only patterns of high confidence",
        "studied": "Only points studied in people",
    }
)


def is_supported(evidence: Evidence, support: Support) -> bool:
    """Whether a record passes the filter.

    ``sure`` asks how surely the usual description is repeated, ``studied`` whether anybody has
    looked at it in patients or volunteers (grade A or B): neither includes the other.
    """
    if support == "sure":
        return evidence.confidence == "high"
    return support == "all" or evidence.grade in ("A", "B")


def left_out(atlas: Atlas, support: Support) -> frozenset[str]:
    """Ids of the points that the filter leaves out."""
    points = () if support == "all" else atlas.knowledge.trigger_points
    return frozenset(p.id for p in points if not is_supported(p.evidence, support))
