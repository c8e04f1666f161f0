from __future__ import annotations

import dataclasses
import json
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import Side
from explorer.body.figure import load_figure
from explorer.body.placement import PlacedAtlas, PlacedPoint
from explorer.body.structures import Structure, Structures, structure_id
from explorer.body.topology import vertex_normals
from explorer.packs.checking import PointCheck, check_pack, summary, targets_of

Array = npt.NDArray[np.float64]
SUPERFICIAL, DEEP, TWIN = "infraspinatus.trp1", "piriformis.trp1", "infraspinatus.trp2"
SIDES: tuple[Side, Side] = ("right", "left")

CORNERS = np.array([[x, y, z] for z in (-1, 1) for y in (-1, 1) for x in (-1, 1)], float)
TRIANGLES = np.array(
    [
        [0, 2, 3], [0, 3, 1], [4, 5, 7], [4, 7, 6], [0, 1, 5], [0, 5, 4],
        [2, 6, 7], [2, 7, 3], [0, 4, 6], [0, 6, 2], [1, 3, 7], [1, 7, 5],
    ],
    np.int32,
)  # fmt: skip


def slab(
    point: PlacedPoint, depth: float, name: str, aside: float = 0.0, kind: Any = "muscle"
) -> tuple[Any, ...]:
    """A slab 30 mm wide and 6 mm thick at a depth under a point, moved aside."""
    first = np.cross(point.push, np.eye(3)[int(np.argmin(np.abs(point.push)))])
    first /= np.linalg.norm(first)
    frame = np.array([first, np.cross(point.push, first), point.push])
    middle = point.position + (depth + 3) * point.push + aside * first
    vertices = (middle + (CORNERS * [15, 15, 3]) @ frame).astype(np.float32)
    muscles = (name,) if kind == "muscle" and ":" not in name else ()
    item = Structure(
        structure_id(kind, name.removeprefix("strange:"), point.side),
        name,
        "",
        kind,
        point.side,
        "superficial",
        muscles,
        "pack",
    )
    return item, vertices, vertex_normals(vertices, TRIANGLES), TRIANGLES


@pytest.fixture(scope="module")
def placed(atlas: Atlas) -> PlacedAtlas:
    return PlacedAtlas(atlas, load_figure("male"))


def check(
    atlas: Atlas, placed: PlacedAtlas, *parts: tuple[Any, ...]
) -> dict[tuple[str, str], PointCheck]:
    checks = check_pack(atlas, placed, Structures.merged(parts))  # type: ignore[arg-type]
    return {(c.trigger_point, c.side): c for c in checks}


def test_points_without_their_muscle_are_left_out(atlas: Atlas, placed: PlacedAtlas) -> None:
    point = placed.point(DEEP, "left")
    found = check(atlas, placed, slab(point, 20, "piriformis"))
    assert set(found) == {(p.id, "left") for p in atlas.points_of("piriformis")}
    assert check(atlas, placed) == {}


def test_depth_order_and_bones_are_told(atlas: Atlas, placed: PlacedAtlas) -> None:
    point = placed.point(DEEP, "right")
    found = check(
        atlas,
        placed,
        slab(point, 45, "piriformis"),
        slab(point, 8, "gluteus_maximus"),
        slab(point, 20, "strange:fascia"),
        slab(point, 30, "sacrum", kind="bone"),
        slab(point, 60, "obturator_internus"),
    )[(DEEP, "right")]
    assert (found.distance_mm, found.depth_mm) == (0, pytest.approx(45, abs=0.01))
    assert found.crossed == ("gluteus_maximus", "muscle:fascia:right", "piriformis")
    assert [bone for bone, _ in found.bones] == ["bone:sacrum:right"]
    assert found.bones[0][1] == pytest.approx(30, abs=0.01)
    assert (found.order, found.order_fits) == (3, True), "a deep muscle may come third"
    assert found.target == pytest.approx(point.position + 48 * point.push, abs=0.02)


def test_a_superficial_muscle_met_late_is_told(atlas: Atlas, placed: PlacedAtlas) -> None:
    point = placed.point(SUPERFICIAL, "right")
    over = [slab(point, d, n) for d, n in ((4, "deltoid_posterior"), (12, "lower_trapezius"))]
    own = slab(point, 20, "infraspinatus")
    assert check(atlas, placed, over[0], own)[(SUPERFICIAL, "right")].order_fits
    late = check(atlas, placed, *over, own)[(SUPERFICIAL, "right")]
    assert (late.order, late.order_fits) == (3, False)


def test_a_miss_is_measured_and_keeps_the_typical_depth(atlas: Atlas, placed: PlacedAtlas) -> None:
    point = placed.point(SUPERFICIAL, "left")
    found = check(atlas, placed, slab(point, 10, "infraspinatus", aside=24))
    missed = found[(SUPERFICIAL, "left")]
    assert missed.distance_mm == pytest.approx(9, abs=0.01)
    assert (missed.depth_mm, missed.order, missed.close) == (None, None, False)
    assert "infraspinatus" not in missed.crossed
    assert missed.target == pytest.approx(point.target)


def test_a_mesh_of_several_muscles_is_named_by_the_one_that_lies_there(
    atlas: Atlas, placed: PlacedAtlas
) -> None:
    trapezius = ("upper_trapezius", "middle_trapezius", "lower_trapezius")
    point = placed.point("rhomboid_major.trp1", "right")
    item, *mesh = slab(point, 4, "trapezius")
    item = dataclasses.replace(item, muscles=trapezius)
    found = check(atlas, placed, (item, *mesh), slab(point, 15, "rhomboid_major"))
    assert found[("rhomboid_major.trp1", "right")].crossed == ("lower_trapezius", "rhomboid_major")
    assert found[("lower_trapezius.trp3", "right")].muscle == "lower_trapezius"


def test_a_muscle_in_the_midline_serves_both_sides(atlas: Atlas, placed: PlacedAtlas) -> None:
    item, *mesh = slab(placed.point("diaphragm.trp1", "right"), 10, "diaphragm")
    item = dataclasses.replace(item, side=None)
    found = check(atlas, placed, (item, *mesh))
    assert {side for _, side in found} == set(SIDES)


def test_the_rows_hold_what_the_design_names(atlas: Atlas, placed: PlacedAtlas) -> None:
    point = placed.point(SUPERFICIAL, "right")
    found = check(atlas, placed, slab(point, 10, "infraspinatus"))
    row = json.loads(json.dumps(found[(SUPERFICIAL, "right")].as_json()))
    assert row["trigger_point"] == SUPERFICIAL
    assert (row["muscle"], row["side"]) == ("infraspinatus", "right")
    assert (row["distance_mm"], row["depth_mm"]) == (0, pytest.approx(10, abs=0.01))
    assert row["crossed"] == ["infraspinatus"]
    missed = next(c for c in found.values() if c.depth_mm is None)
    assert json.loads(json.dumps(missed.as_json()))["depth_mm"] is None


def test_the_summary_puts_the_worst_first(atlas: Atlas, placed: PlacedAtlas) -> None:
    point = placed.point(SUPERFICIAL, "right")
    checks = check(atlas, placed, slab(point, 10, "infraspinatus"))
    told = summary(list(checks.values()))
    assert told.points == len(checks) == len(atlas.points_of("infraspinatus"))
    assert told.close == sum(c.distance_mm <= 5 for c in checks.values()) / len(checks)
    far = [c.distance_mm for c in told.worst if not c.close]
    assert far == sorted(far, reverse=True)
    assert len(far) >= 1
    assert told.worst[0].distance_mm == max(c.distance_mm for c in checks.values())
    assert summary(()).points == 0


def test_the_targets_are_known_by_point_and_side(atlas: Atlas, placed: PlacedAtlas) -> None:
    point = placed.point(SUPERFICIAL, "right")
    checks = check(atlas, placed, slab(point, 10, "infraspinatus"))
    targets = targets_of(list(checks.values()))
    assert set(targets) == set(checks)
    assert targets[(SUPERFICIAL, "right")] == pytest.approx(
        point.position + 13 * point.push, abs=0.02
    )


def test_a_check_can_be_stopped(atlas: Atlas, placed: PlacedAtlas) -> None:
    class StopError(Exception):
        pass

    shares: list[float] = []

    def progress(share: float) -> None:
        shares.append(share)
        if share > 0.5:
            raise StopError

    with pytest.raises(StopError):
        check_pack(atlas, placed, Structures.merged(()), progress)
    assert shares == sorted(shares)
    assert len(shares) > 3
