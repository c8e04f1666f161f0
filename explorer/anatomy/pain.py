"""A pain as a client shows it: painted on the body, as named regions, and in words.

A drawing is kept on the shared topology, so it is the same on every figure; nothing here knows a
millimetre of any body but the width of the brush.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from explorer.anatomy.model import Side

__all__ = [
    "NO_PAIN",
    "QUALITIES",
    "QUALITY_WORDS",
    "Pain",
    "PainStroke",
    "Quality",
    "RegionRef",
    "SkinPlace",
    "stroke_fault",
]

Quality = Literal["ache", "burning", "tingling", "stabbing", "numb"]
QUALITIES: tuple[Quality, ...] = ("ache", "burning", "tingling", "stabbing", "numb")
QUALITY_WORDS: dict[Quality, str] = {
    "ache": "Aching",
    "burning": "Burning",
    "tingling": "Tingling",
    "stabbing": "Stabbing",
    "numb": "Numb",
}


@dataclass(frozen=True, slots=True)
class SkinPlace:
    """A place on the skin of the shared topology: a triangle of base vertices and weights."""

    vertices: tuple[int, int, int]
    weights: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class PainStroke:
    """One stroke of the brush.

    Attributes
    ----------
    places
        Where the brush went, in order, at least one.
    radius_mm
        Half the width of the brush on an adult of usual size.
    intensity
        From 1 (hardly felt) to 10 (the worst).
    deep
        Whether it is felt deep inside and not at the surface.
    both
        Whether the mirror image is painted, too.
    erase
        Whether the stroke takes away what it goes over.
    """

    places: tuple[SkinPlace, ...]
    radius_mm: float = 18.0
    intensity: int = 6
    quality: Quality = "ache"
    deep: bool = False
    both: bool = False
    erase: bool = False


def stroke_fault(stroke: PainStroke) -> str:
    """Why a stroke that came from a file cannot be laid, as words that end a sentence, or nothing.

    That its places lie on the body, only the body can tell.
    """
    if not stroke.places:
        return "a stroke of pain has no place"
    if not 1 <= stroke.radius_mm <= 120:
        return f"a brush of {stroke.radius_mm:g} mm"
    if not 1 <= stroke.intensity <= 10:
        return f"an intensity of {stroke.intensity}"
    for place in stroke.places:
        weights = place.weights
        if min(place.vertices) < 0 or not all(math.isfinite(w) for w in weights):
            return "a place of pain is not on the body"
        if min(weights) < -1e-3 or abs(sum(weights) - 1.0) > 1e-2:
            return "the weights of a place do not add up"
    return ""


@dataclass(frozen=True, slots=True)
class RegionRef:
    """A named region that hurts; ``side`` is "both" on the midline or where no side is said."""

    region: str
    side: Literal["right", "left", "both"] = "both"

    def on(self, side: Side) -> bool:
        """Whether it hurts on this side."""
        return self.side in ("both", side)


@dataclass(frozen=True, slots=True)
class Pain:
    """Everything that was shown or said about where it hurts.

    The words are kept as they were typed; :mod:`explorer.anatomy.pain_words` understands them.
    """

    strokes: tuple[PainStroke, ...] = ()
    regions: tuple[RegionRef, ...] = ()
    words: str = ""
    qualities: tuple[Quality, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing was shown and nothing was said."""
        return not (self.strokes or self.regions or self.words.strip())


NO_PAIN = Pain()
