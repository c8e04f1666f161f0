"""What is under the cursor, in words."""

from __future__ import annotations

from explorer.body.structures import Structure
from explorer.scene.stage import Stage

__all__ = ["describe", "structure_under"]


def describe(stage: Stage, x: float, y: float, marker: int | None) -> str:
    """Words for what is under a device pixel: a marker, a muscle or bone, a region of the skin."""
    if marker is not None:
        ref = stage.ref(marker)
        return f"{stage.atlas.point_name(ref.point)}, {ref.side}"
    found = structure_under(stage, x, y)
    if found is not None:
        return f"{found.name}, {found.side}" if found.side else found.name
    hit = stage.skin_at(x, y)
    if hit is None:
        return ""
    region = stage.atlas.regions.get(stage.region_at(hit))
    if region is None:
        return ""
    side = "left" if hit.point[0] > 0 else "right"
    return f"{region.name}, {side}" if region.paired else region.name


def structure_under(stage: Stage, x: float, y: float) -> Structure | None:
    """The muscle or bone under a device pixel, where the skin lets one through."""
    hit, structures = stage.structure_at(x, y), stage.structures
    return None if hit is None or structures is None else structures.items[hit.index]
