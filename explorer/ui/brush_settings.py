"""What the brush does when it is put on the body."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from explorer.anatomy.pain import Quality

__all__ = ["LARGEST_RADIUS", "SMALLEST_RADIUS", "BrushSettings", "ToolName"]

#: What a drag over the body does: turn it, paint pain, take painted pain away; ``region`` marks
#: the named region that is clicked.
ToolName = Literal["turn", "brush", "eraser", "region"]
SMALLEST_RADIUS, LARGEST_RADIUS = 5, 60


@dataclass(frozen=True, slots=True)
class BrushSettings:
    """The tool in hand and how it paints.

    Attributes
    ----------
    radius_mm
        Half the width of brush and eraser.
    intensity
        From 1 (hardly felt) to 10 (the worst).
    deep
        Whether it is felt deep inside and not at the surface.
    both
        Whether the mirror image is painted, too.
    """

    tool: ToolName = "turn"
    radius_mm: float = 18.0
    intensity: int = 6
    quality: Quality = "ache"
    deep: bool = False
    both: bool = False
