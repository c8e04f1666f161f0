from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest

from explorer.anatomy.atlas import Atlas
from explorer.body.figure import list_figures, load_figure
from explorer.body.placement import PlacedAtlas
from explorer.body.topology import load_topology
from explorer.body.zones import FIELD_LIMIT

POINT = "upper_trapezius.trp1"


@pytest.fixture(scope="module")
def placed(atlas: Atlas) -> PlacedAtlas:
    return PlacedAtlas(atlas, load_figure("male"))


@pytest.mark.parametrize("figure", [f.id for f in list_figures()])
def test_every_point_lies_on_the_skin_of_its_side_of_every_figure(
    atlas: Atlas, figure: str
) -> None:
    body = PlacedAtlas(atlas, load_figure(figure))
    vertices = body.figure.vertices
    for point in body.points:
        gap = np.linalg.norm(vertices - point.position, axis=1).min()
        assert gap < 12.0, point.id
        assert np.linalg.norm(point.normal) == pytest.approx(1, abs=1e-6)
        x = point.position[0] if point.side == "left" else -point.position[0]
        assert x > -0.5, f"{point.id} lies on the other side"


def test_left_is_the_mirror_image_of_right(placed: PlacedAtlas) -> None:
    mirror = np.array([-1.0, 1.0, 1.0])
    for id in list(placed.atlas.points)[::9]:
        right, left = placed.point(id, "right"), placed.point(id, "left")
        assert left.position == pytest.approx(right.position * mirror, abs=1e-3)
        assert left.target == pytest.approx(right.target * mirror, abs=1e-3)
        a = placed.zones.field(id, "right", "essential")
        b = placed.zones.field(id, "left", "essential")
        if a is not None and b is not None:
            assert np.array_equal(b, a[load_topology().subdivision.mirror])


def test_the_target_lies_at_its_depth_under_the_skin(placed: PlacedAtlas) -> None:
    for point in placed.points[::7]:
        depth = placed.atlas.points[point.id].pressing.depth_mm
        assert np.linalg.norm(point.target - point.position) == pytest.approx(depth, abs=1e-6)


def test_a_zone_is_painted_where_its_point_refers(placed: PlacedAtlas) -> None:
    covers = {c.level: c for c in placed.zones.covers(POINT)}
    assert covers["essential"].area_cm2 > 10
    named = placed.atlas.points[POINT].zones[0].regions
    surface = [r for r in named if placed.atlas.regions[r].depth == "surface"]
    assert all(covers["essential"].regions.get(r, 0) > 0.1 for r in surface)
    assert max(covers["essential"].regions.values()) <= 1.0


def test_zones_are_the_same_baked_and_fresh(atlas: Atlas, tmp_path: Path) -> None:
    small = Atlas(
        type(atlas.knowledge)(
            **{
                **{f: getattr(atlas.knowledge, f) for f in atlas.knowledge.__slots__},
                "trigger_points": atlas.knowledge.trigger_points[:4],
                "complaints": (),
            }
        )
    )
    first = PlacedAtlas(small, load_figure("female"), tmp_path)
    first.zones.fill()
    assert list(tmp_path.glob("zones-female-*.npz"))
    again = PlacedAtlas(small, load_figure("female"), tmp_path)
    again.zones._resolve = None  # type: ignore[assignment,method-assign]  # must come from the file
    for point in small.knowledge.trigger_points:
        for zone in point.zones:
            fresh = first.zones.field(point.id, "right", zone.level)
            baked = again.zones.field(point.id, "right", zone.level)
            assert fresh is not None
            assert np.array_equal(fresh, baked)
            assert fresh.min() < 0
            assert fresh.max() == FIELD_LIMIT


def test_filling_stops_when_told(atlas: Atlas, tmp_path: Path) -> None:
    stop = threading.Event()
    stop.set()
    body = PlacedAtlas(atlas, load_figure("female"), tmp_path)
    body.zones.fill(stop)
    assert not list(tmp_path.glob("zones-*"))
