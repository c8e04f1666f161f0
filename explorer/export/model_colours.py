"""The colours of a 3D model's vertices: what the window paints with textures and light."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

from explorer.anatomy.atlas import Atlas
from explorer.body.placement import PlacedAtlas
from explorer.body.structures import Structures
from explorer.body.zone_fields import Level
from explorer.scene.palette import LIGHT
from explorer.scene.roles import parts_played
from explorer.scene.structure_colours import colour_picture
from explorer.scene.structure_shading import baked_shading
from explorer.session.view_state import ViewState

__all__ = ["eye_colours", "linear", "skin_colours", "structure_colours", "zone_amount"]

Colours = npt.NDArray[np.uint8]

#: Over how many mm the edge of a zone fades: a triangle of the skin is about as large.
_EDGE_MM = 4.5
_STRENGTHS: tuple[tuple[Level, float], ...] = (("essential", 0.9), ("spillover", 0.35))
#: How much of the region's colour covers the skin, and what is left of light where none gets to.
_REGION, _SHADE = 0.4, (0.46, 0.34, 0.31)


def linear(colours: npt.NDArray[np.float64]) -> Colours:
    """sRGB colours (..., 3) as light, which is what glTF takes the colours of vertices for."""
    share = np.clip(colours / 255.0, 0, 1)
    light = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return np.asarray(np.round(light * 255), np.uint8)


def zone_amount(placed: PlacedAtlas, state: ViewState) -> npt.NDArray[np.float64]:
    """How much of the zones' colour lies on each vertex (n,), 0 to 1.

    Essential zones in full red and spillover in a third of it.
    """
    amount = np.zeros(len(placed.figure.vertices))
    points = [(r.point, r.side) for r in state.shown if r.point in placed.atlas.points]
    for level, strength in _STRENGTHS:
        field = placed.zones.merged(points, level)
        if field is not None:
            amount = np.maximum(amount, strength * _inside(field))
    return amount


def _inside(field: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
    return np.asarray(np.clip(0.5 - field / (2 * _EDGE_MM), 0, 1), float)


def skin_colours(placed: PlacedAtlas, state: ViewState, zones: npt.NDArray[np.float64]) -> Colours:
    """The skin with its shade, the lit region, and zones (n,) over both."""
    open_to_light = placed.figure.occlusion.astype(float)[:, None] ** 0.75
    skin = np.asarray(LIGHT.skin, float) * open_to_light
    skin += np.asarray(LIGHT.skin_shadow, float) * (1 - open_to_light)
    region, subject = state.region, state.subject
    if region is not None and region in placed.atlas.regions:
        chosen = subject is not None and subject.kind == "region" and subject.id == region
        side = subject.side if chosen and subject is not None else None
        share = _REGION * _inside(placed.zones.region_field(region, side))[:, None]
        skin += (np.asarray(LIGHT.region, float) - skin) * share
    skin += (np.asarray(LIGHT.essential, float) - skin) * zones[:, None]
    return linear(skin)


def eye_colours(iris: npt.NDArray[np.float32]) -> Colours:
    """White and iris by how much of the iris each vertex is."""
    share = np.clip(np.asarray(iris, float), 0, 1)[:, None]
    white, ring = np.asarray(LIGHT.eye_white, float), np.asarray(LIGHT.eye_iris, float)
    return linear(white * (1 - share) + ring * share)


def structure_colours(
    atlas: Atlas, state: ViewState, structures: Structures, cache: Path | None
) -> Colours:
    """Muscles and bones (n, 3), lit as the view lights them, with tendons and shade."""
    shading = baked_shading(structures, cache, state.figure)
    parts = parts_played(state, atlas, structures)
    # The colours stand in pairs, belly and tendon; without fibres all rows are the same.
    pairs = colour_picture(structures.items, parts, LIGHT, 0.0)[0].reshape(-1, 2, 3).astype(float)
    own = np.repeat(np.arange(len(structures.items)), np.diff(structures.first_vertex))
    tendon = shading.tendon.astype(float)[:, None]
    colours = pairs[own, 0] * (1 - tendon) + pairs[own, 1] * tendon
    light = shading.light.astype(float)[:, None]
    return linear(colours * (np.asarray(_SHADE) * (1 - light) + light))
