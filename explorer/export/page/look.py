"""How the page draws: the program's own colours, light and sizes, as plain numbers.

The page's shaders repeat what ``scene.skin``, ``scene.shell``, ``scene.spillover`` and their like
set up in VTK; a test holds a picture of the page against one of the program.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from explorer.scene import marker_sizes
from explorer.scene.palette import DARK, LIGHT
from explorer.scene.skin import INNER, OUTER, SOFT_EDGE

__all__ = ["look"]

#: Direction to the light (right, up, towards the viewer), and its colour times its intensity.
_LIGHTS = (
    {"towards": (-0.55, 0.75, 1.6), "colour": (0.600, 0.591, 0.579)},
    {"towards": (0.25, 0.05, 1.0), "colour": (0.4531, 0.4554, 0.46)},
)
#: Ambient, diffuse, specular, power.
_MATERIALS = {
    "skin": (0.40, 0.64, 0.03, 18.0),
    "film": (0.62, 0.42, 0.0, 1.0),
    "dots": (0.45, 0.60, 0.0, 1.0),
    "eyes": (0.34, 0.66, 0.12, 40.0),
}


def look() -> dict[str, Any]:
    """Everything about the look that is the same on every page."""
    return {
        "palettes": {"light": asdict(LIGHT), "dark": asdict(DARK)},
        "lights": _LIGHTS,
        "materials": _MATERIALS,
        "zone": {"inner": INNER, "outer": OUTER, "edge": SOFT_EDGE},
        "dot": {"radius": 1.55, "lift": 0.45},
        "markers": {**marker_sizes.MARKER_RADIUS, "dot": marker_sizes.DOT},
    }
