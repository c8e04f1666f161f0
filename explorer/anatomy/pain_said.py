"""What was understood of somebody's words for a pain, and what to tell where it is too little."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from explorer.anatomy.model import Side

__all__ = ["CLEAR", "EXAMPLE", "Said", "helpful_sentence"]

#: What somebody may type.
EXAMPLE = "burning at the bottom of my right heel in the morning"
#: Below this no region is meant clearly.
CLEAR = 0.3
_EMPTY: Mapping[str, float] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Said:
    """What a text says about a pain.

    Attributes
    ----------
    regions
        Region ids with how surely each is meant, 0..1, best first. When only a complaint is named
        ("sciatica"), its regions, at half of how well it is named and less.
    complaints
        Complaint ids with how well the words match, 0..1, best first.
    qualities
        Of "ache", "burning", "tingling", "stabbing", "numb", in this order.
    sides
        "right" and "left" as said; both of them for "both sides"; none when none is said.
    deep
        Whether it is said to be deep inside (True), on the skin (False), or neither.
    flags
        Ids of red flags whose warning words are said, with how strongly, strongest first.
    times
        When it hurts, as it can be shown: "in the morning".
    unknown
        Words that are not understood, as they were typed.
    contradictions
        A sentence for each thing that is said both so and not so.
    """

    regions: Mapping[str, float] = field(default_factory=lambda: _EMPTY)
    complaints: Mapping[str, float] = field(default_factory=lambda: _EMPTY)
    qualities: tuple[str, ...] = ()
    sides: tuple[Side, ...] = ()
    deep: bool | None = None
    flags: Mapping[str, float] = field(default_factory=lambda: _EMPTY)
    times: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    contradictions: tuple[str, ...] = ()


def helpful_sentence(said: Said) -> str | None:
    """What to tell somebody whose words say nothing, too little, or two things at once."""
    if said.contradictions:
        return f"{said.contradictions[0]} Which is right? Say it once, for example: “{EXAMPLE}”."
    if said.regions or said.complaints:
        best = next(iter(said.regions.values()), 1.0)
        if best < CLEAR + 0.25 and not said.complaints and len(said.regions) > 8:
            return f"That may be many places. Say which part of it, for example: “{EXAMPLE}”."
        return None
    if said.flags:
        return None
    if said.unknown:
        words = ", ".join(f"“{word}”" for word in said.unknown[:4])
        more = " and more" if len(said.unknown) > 4 else ""
        return (
            f"The words {words}{more} are not understood. "
            f"Say in plain English where it hurts, for example: “{EXAMPLE}”."
        )
    if said.qualities or said.times or said.sides or said.deep is not None:
        return f"That does not say where it hurts. Name the place too, for example: “{EXAMPLE}”."
    return f"Say where it hurts and how it feels, for example: “{EXAMPLE}”."
