from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from simple_flesh import Mesh, box, cracked, flesh, merged, tube

from explorer.body.line_geometry import is_inside, nearest_to_segment
from explorer.body.pressing_lines import (
    WELL_INSIDE,
    Passage,
    PressingLine,
    Underneath,
    follow,
    target_of,
)

Array = npt.NDArray[np.float64]

#: A line from the origin straight backwards.
BACKWARDS = PressingLine(np.zeros(3), np.array([0.0, 2.0, 0.0]))


def through(mesh: Mesh, line: PressingLine = BACKWARDS) -> Passage:
    return follow(line, merged(flesh("own", mesh)), (0,))


def spans(found: Passage) -> list[tuple[float, float]]:
    """The depths between which a line is in its own muscle."""
    assert found.own is not None, found.distance_mm
    return list(found.own.flesh)


def flipped(mesh: Mesh) -> Mesh:
    return mesh[0], mesh[1][:, ::-1]


def together(*meshes: Mesh) -> Mesh:
    starts = np.cumsum([0, *(len(m[0]) for m in meshes)])
    return (
        np.concatenate([m[0] for m in meshes]),
        np.concatenate([m[1] + s for m, s in zip(meshes, starts, strict=False)]),
    )


BOX = box((-10, 20, -10), (10, 32, 10))


def test_a_muscle_in_the_way_is_met_where_its_surface_is() -> None:
    found = through(BOX)
    assert found.distance_mm == 0
    assert spans(found) == [pytest.approx((20.0, 32.0))]
    assert found.nearest == pytest.approx([0, 20, 0])
    assert target_of(found, 5) == pytest.approx([0, 26, 0]), "the middle of the flesh"


def test_the_target_in_a_thick_muscle_stays_near_its_surface() -> None:
    found = through(box((-10, 20, -10), (10, 69, 10)))
    assert target_of(found, 5) == pytest.approx([0, 20 + WELL_INSIDE, 0])


def test_a_missed_muscle_tells_how_far_it_is_and_leaves_the_typical_depth() -> None:
    found = through(box((7, 20, -10), (30, 32, 10)))
    assert found.own is None
    assert found.distance_mm == pytest.approx(7)
    assert found.nearest is not None
    assert found.nearest[0] == pytest.approx(7)
    assert target_of(found, 5) == pytest.approx([0, 5, 0])


def test_a_muscle_beyond_the_end_of_the_line_is_missed_by_the_rest() -> None:
    found = through(box((-10, 75, -10), (10, 90, 10)))
    assert (found.own, found.distance_mm) == (None, pytest.approx(5))
    assert found.nearest_depth_mm == pytest.approx(70)


def test_a_muscle_behind_the_start_is_not_met() -> None:
    found = through(box((-10, -30, -10), (10, -4, 10)))
    assert (found.own, found.distance_mm) == (None, pytest.approx(4))
    assert found.nearest_depth_mm == pytest.approx(0)


@pytest.mark.parametrize("turn", [lambda m: m, flipped])
def test_a_line_that_starts_inside_has_met_its_muscle_at_once(turn: object) -> None:
    found = through(turn(box((-10, -5, -10), (10, 12, 10))))  # type: ignore[operator]
    assert spans(found) == [pytest.approx((0.0, 12.0))]
    assert (found.distance_mm, found.nearest_depth_mm) == (0, 0)


def test_a_line_that_ends_in_the_flesh_is_followed_to_its_end_only() -> None:
    found = through(box((-10, 60, -10), (10, 90, 10)))
    assert spans(found) == [pytest.approx((60.0, 70.0))]


def test_grazing_a_corner_is_meeting_it() -> None:
    found = through(box((0, 20, 0), (10, 32, 10)))
    assert found.distance_mm == 0
    assert found.own is not None
    assert found.own.depth_mm == pytest.approx(20, abs=1e-4)


def test_a_line_never_slips_through_between_triangles() -> None:
    """Straight at the shared edges and corners of a sheet, welded or not."""
    mesh = cracked(BOX)
    for x, z in ((0, 0), (10 / 3, 10 / 3), (-5, 5), (-9.999, 3), (2, -2)):
        line = PressingLine(np.array([x, 0, z]), np.array([0.0, 1.0, 0.0]))
        for each in (BOX, mesh):
            found = through(each, line)
            assert spans(found) == [pytest.approx((20.0, 32.0), abs=1e-4)], (x, z)


def test_through_a_crack_the_flesh_is_still_met() -> None:
    """One side of the muscle is open where the line goes in."""
    vertices, triangles = BOX
    towards = np.array([-1.0 in set(np.sign(n)) for n in _normals(BOX)[:, 1:2]])
    found = through((vertices, triangles[~towards]))
    assert found.distance_mm == 0
    assert found.own is not None
    assert found.own.depth_mm == pytest.approx(32)


def test_inside_is_told_through_cracks_and_inside_out() -> None:
    mesh = tube((0, 0, -40), (0, 0, 40), 10)
    for each in (mesh, flipped(mesh), cracked(mesh, 0.05)):
        assert is_inside(np.array([3.0, 2.0, 5.0]), *each)
        assert not is_inside(np.array([14.0, 2.0, 5.0]), *each)


def test_shells_inside_one_another_are_one_body() -> None:
    found = through(together(BOX, box((-8, 22, -8), (8, 30, 8))))
    assert spans(found) == [pytest.approx((20.0, 32.0))]


def test_a_surface_twice_over_is_entered_once() -> None:
    found = through(together(BOX, BOX))
    assert spans(found) == [pytest.approx((20.0, 32.0))]


def test_two_bellies_are_two_pieces_of_flesh() -> None:
    found = through(together(BOX, box((-8, 40, -8), (8, 50, 8))))
    assert spans(found) == [pytest.approx((20.0, 32.0)), pytest.approx((40.0, 50.0))]
    assert target_of(found, 5)[1] == pytest.approx(26)


def test_what_is_crossed_comes_in_order_and_ends_with_the_own_muscle() -> None:
    structures = merged(
        flesh("own", box((-5, 30, -5), (5, 40, 5))),
        flesh("beyond", box((-5, 45, -5), (5, 50, 5))),
        flesh("rib", box((-5, 20, -5), (5, 25, 5)), kind="bone"),
        flesh("aside", box((8, 1, -5), (12, 4, 5))),
        flesh("first", box((-5, 5, -5), (5, 35, 5))),
    )
    found = follow(BACKWARDS, structures, (0,))
    names = [structures.items[m.structure].name for m in found.before_target()]
    assert names == ["first", "rib", "own"]
    assert [round(m.depth_mm) for m in found.meetings] == [5, 20, 30, 45]
    missed = follow(BACKWARDS, structures, (3,))
    assert missed.own is None
    assert [structures.items[m.structure].name for m in missed.before_target()] == []


def test_the_nearer_of_two_parts_counts() -> None:
    structures = merged(
        flesh("own", box((20, 30, -5), (25, 40, 5))), flesh("own", box((-9, 30, -5), (-6, 40, 5)))
    )
    found = follow(BACKWARDS, structures, (0, 1))
    assert (found.distance_mm, found.nearest_structure) == (pytest.approx(6), 1)


def test_empty_structures_are_in_nobodys_way() -> None:
    nothing = np.zeros((0, 3)), np.zeros((0, 3), int)
    found = follow(BACKWARDS, merged(flesh("own", nothing), flesh("other", BOX)), (0,))
    assert (found.own, found.distance_mm, found.nearest) == (None, None, None)
    assert len(found.meetings) == 1
    assert target_of(found, 9) == pytest.approx([0, 9, 0])
    assert follow(BACKWARDS, merged()).meetings == ()


def test_triangles_without_area_do_no_harm() -> None:
    vertices, triangles = BOX
    thin = np.array([[0, 0, 0], [1, 1, 2], [4, 5, 5]])
    found = through((vertices, np.concatenate([thin, triangles])))
    assert spans(found) == [pytest.approx((20.0, 32.0))]
    assert np.isfinite(nearest_to_segment(np.zeros(3), np.ones(3), vertices, thin)[0])


LIMB = box((-30, -0.5, -60), (30, 40, 60))


def test_a_line_ends_where_it_leaves_the_limb() -> None:
    structures = merged(flesh("own", box((-10, 55, -10), (10, 60, 10))))
    found = follow(BACKWARDS, structures, (0,), LIMB)
    assert found.line.length == pytest.approx(40)
    assert (found.own, found.distance_mm) == (None, pytest.approx(15))


def test_a_line_goes_on_across_a_slit_and_stops_at_a_gap() -> None:
    structures = merged(flesh("own", box((-10, 55, -10), (10, 60, 10))))
    for gap, met in ((2.0, True), (9.0, False)):
        skin = together(LIMB, box((-30, 40 + gap, -60), (30, 90, 60)))
        found = follow(BACKWARDS, structures, (0,), skin)
        assert (found.own is not None) is met


def test_a_start_a_little_outside_the_skin_is_no_way_out() -> None:
    line = PressingLine(np.array([0.0, -1.5, 0.0]), np.array([0.0, 1.0, 0.0]))
    found = Underneath(merged(), LIMB).follow(line)
    assert found.line.length == pytest.approx(41.5)


@pytest.mark.parametrize("direction", [(0, 0, 0), (np.nan, 0, 1)])
def test_a_line_needs_a_direction(direction: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError, match="direction"):
        PressingLine(np.zeros(3), np.array(direction))


def _normals(mesh: Mesh) -> Array:
    a, b, c = (mesh[0][mesh[1][:, k]] for k in range(3))
    return np.asarray(np.cross(b - a, c - a))


def brute_force(line: PressingLine, mesh: Mesh) -> float:
    """The least distance between many places of the line and many places of the triangles."""
    steps = line.start + np.linspace(0, line.length, 100)[:, None] * line.direction
    grid = [(i / 24, j / 24) for i in range(25) for j in range(25 - i)]
    u, v = np.array(grid).T
    corners = mesh[0][mesh[1]]
    w = np.column_stack([1 - u - v, u, v])
    places = np.einsum("gk,tkx->tgx", w, corners).reshape(-1, 3)
    return float(min(np.linalg.norm(places - step, axis=1).min() for step in steps))


coordinate = st.floats(-40, 40).map(lambda x: round(x, 2))
place = st.tuples(coordinate, coordinate, coordinate)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(place, place, place), min_size=1, max_size=4), place, place)
def test_the_distance_is_that_of_brute_force(
    corners: list[tuple[object, ...]], start: tuple[float, ...], end: tuple[float, ...]
) -> None:
    mesh = np.array(corners, float).reshape(-1, 3), np.arange(3 * len(corners)).reshape(-1, 3)
    push = np.subtract(end, start)
    if np.linalg.norm(push) < 1:
        return
    line = PressingLine(np.array(start), push, 50.0)
    found = through(mesh, line)
    assert found.distance_mm is not None
    if is_inside(line.start, *mesh):
        return  # among loose triangles: no distance to a surface
    expected = brute_force(line, mesh)
    # Its places are a few millimetres apart, so brute force may only be too far.
    assert found.distance_mm <= expected + 1e-4
    assert found.distance_mm >= expected - 3.5
    if found.own is None:
        assert found.nearest is not None
        assert found.nearest_depth_mm is not None
        across = np.linalg.norm(line.at(found.nearest_depth_mm) - found.nearest)
        assert across == pytest.approx(found.distance_mm, abs=1e-6)
