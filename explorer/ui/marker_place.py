"""Where a point's marker lies on the body that is shown."""

from __future__ import annotations

from explorer.body.regions import load_region_map
from explorer.scene.stage import Stage
from explorer.session.view_state import PointRef

__all__ = ["marker_region"]


def marker_region(stage: Stage, ref: PointRef) -> str:
    """Id of the region of the skin that a point's marker lies in."""
    place = stage.placed.point(ref.point, ref.side).on_topology
    return load_region_map().region_at(place.vertices, place.weights)
