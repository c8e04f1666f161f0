"""What is wrong with a view that came from a file, though it has the shape of one."""

from __future__ import annotations

import math

from explorer.anatomy.pain import stroke_fault
from explorer.session.view_state import ViewState

__all__ = ["view_fault"]

#: No eye stands farther away (mm).
_FARTHEST = 1e6


def view_fault(state: ViewState) -> str:
    """Why a state cannot be shown, as words that end a sentence; empty when it can."""
    camera = state.camera
    numbers = (*camera.position, *camera.focal_point, *camera.view_up, camera.view_angle)
    if not all(math.isfinite(n) and abs(n) <= _FARTHEST for n in numbers):
        return "the eye is nowhere"
    if math.dist(camera.position, camera.focal_point) < 1e-3:
        return "the eye is where it looks"
    if math.hypot(*camera.view_up) < 1e-6:
        return "nothing is up"
    if not 0.1 <= camera.view_angle <= 120:
        return f"an angle of view of {camera.view_angle:g} degrees"
    for layer in ("skin", "superficial", "deep", "bones"):
        opacity = state.opacity(layer)
        if not 0 <= opacity <= 1:
            return f"an opacity of {opacity:g}"
    faults = (stroke_fault(stroke) for stroke in state.pain.strokes)
    return next((fault for fault in faults if fault), "")
