"""Every zone paints the regions that it names, and little else, on a man and on a woman."""

from __future__ import annotations

import numpy as np
import pytest

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import Zone
from explorer.body.figure import load_figure
from explorer.body.placement import PlacedAtlas
from explorer.body.regions import load_region_map

#: An essential region on the skin is covered at least so far; a spillover one so far.
COVERED = {"essential": 0.25, "spillover": 0.1}
#: So much of what is painted lies in named regions or their neighbours.
INSIDE = 0.8
#: So much of the spillover may lie under the essential zone.
HIDDEN = 0.5
#: A zone fades over so many mm at its edge.
EDGE = 4.0


@pytest.fixture(scope="module", params=["male", "female"])
def placed(request: pytest.FixtureRequest, atlas: Atlas) -> PlacedAtlas:
    return PlacedAtlas(atlas, load_figure(request.param))


def named_on_skin(atlas: Atlas, zone: Zone) -> set[str]:
    """The regions named, those that are not on the skin by where one would point."""
    return {atlas.regions[region].points_at or region for region in zone.regions}


def test_named_regions_are_covered(placed: PlacedAtlas, atlas: Atlas) -> None:
    bare = []
    for point in atlas.knowledge.trigger_points:
        covers = {cover.level: cover for cover in placed.zones.covers(point.id)}
        for zone in point.zones:
            for region in zone.regions:
                share = covers[zone.level].regions.get(region, 0.0)
                if atlas.regions[region].depth == "surface" and share < COVERED[zone.level]:
                    bare.append((point.id, zone.level, region, round(share, 2)))
    assert not bare


def test_what_is_painted_lies_in_named_regions_or_beside_them(
    placed: PlacedAtlas, atlas: Atlas
) -> None:
    regions = load_region_map()
    stray = []
    for point in atlas.knowledge.trigger_points:
        for zone in point.zones:
            field = placed.zones.field(point.id, "right", zone.level)
            assert field is not None, point.id
            named = named_on_skin(atlas, zone) & set(regions.ids)
            near = named.union(*(regions.neighbours(region) for region in named))
            painted = placed.zones.vertex_area * np.clip(0.5 - field / EDGE, 0, 1)
            by_region = np.bincount(placed.zones.vertex_label, painted, len(regions.ids))
            inside = sum(by_region[regions.index(region)] for region in near) / painted.sum()
            if inside < INSIDE:
                stray.append((point.id, zone.level, round(float(inside), 2)))
    assert not stray


def test_spillover_shows_beside_the_essential_zone(placed: PlacedAtlas, atlas: Atlas) -> None:
    area = placed.zones.vertex_area
    hidden = []
    for point in atlas.knowledge.trigger_points:
        essential = placed.zones.field(point.id, "right", "essential")
        spillover = placed.zones.field(point.id, "right", "spillover")
        if essential is None or spillover is None:
            continue
        under = area[(spillover < 0) & (essential < 0)].sum() / area[spillover < 0].sum()
        if under > HIDDEN:
            hidden.append((point.id, round(float(under), 2)))
    assert not hidden
