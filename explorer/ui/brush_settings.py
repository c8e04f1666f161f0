"""How pain is painted: what the next gesture on the body does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from explorer.anatomy.pain import Quality

__all__ = ["BrushSettings", "ToolName"]

ToolName = Literal["turn", "brush", "eraser", "region"]


@dataclass(frozen=True, slots=True)
class BrushSettings:
    """Chosen on the Pain page; see :class:`explorer.anatomy.pain.PainStroke` for the meanings."""

    tool: ToolName = "turn"
    radius_mm: float = 18.0
    intensity: int = 6
    quality: Quality = "ache"
    deep: bool = False
    both: bool = False
