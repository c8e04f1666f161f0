"""What is wrong with a view that came from a file, though it has the shape of one."""

from __future__ import annotations

import math

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
    for stroke in state.pain.strokes:
        if not stroke.places:
            return "a stroke of pain has no place"
        if not 1 <= stroke.radius_mm <= 120:
            return f"a brush of {stroke.radius_mm:g} mm"
        if not 1 <= stroke.intensity <= 10:
            return f"a pain of {stroke.intensity} out of 10"
        for place in stroke.places:
            weights = place.weights
            if min(place.vertices) < 0 or not all(math.isfinite(w) for w in weights):
                return "a place of pain is not on the body"
            if min(weights) < -1e-3 or abs(sum(weights) - 1.0) > 1e-2:
                return "the weights of a place do not add up"
    return ""
