from __future__ import annotations

import functools
from dataclasses import replace
from typing import cast

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from outside_skin import closed_skin
from scipy.spatial import cKDTree

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import Caution, CoursePlace, DangerPath, Side
from explorer.body.danger_areas import (
    NEAR_MM,
    PAST_MM,
    SKIN_REACH_MM,
    DangerTube,
    all_near,
    danger_near,
    danger_tubes,
    pressing_path,
    skin_over,
)
from explorer.body.figure import list_figures, load_figure
from explorer.body.placement import PlacedAtlas
from explorer.body.pressing_lines import PressingLine
from explorer.body.resources import data_dir
from explorer.body.skeleton import load_skeleton
from explorer.errors import ExplorerError
from explorer.knowledge.reading import read_knowledge_base

Array = npt.NDArray[np.float64]
FIGURES = [figure.id for figure in list_figures()]
BOTH = ["female", "male"]


@functools.cache
def built_in() -> Atlas:
    return Atlas(read_knowledge_base(data_dir() / "trigger_points.json"))


@functools.cache
def tubes_of(figure: str) -> tuple[DangerTube, ...]:
    return danger_tubes(built_in(), load_figure(figure))


@functools.cache
def placed(figure: str) -> PlacedAtlas:
    return PlacedAtlas(built_in(), load_figure(figure))


def distances(figure: str, point: str, within: float = 60.0) -> dict[str, float]:
    """The least distance of a point's pressing path to each danger area near it."""
    path = pressing_path(placed(figure).point(point, "right"))
    found = danger_near(path, tubes_of(figure), within)
    return {n.caution: n.distance_mm for n in reversed(found)}


def named(figure: str, name: str, side: Side | None = "right") -> DangerTube:
    (found,) = (t for t in tubes_of(figure) if (t.name, t.side) == (name, side))
    return found


def bone(figure: str, id: str) -> Array:
    bones = load_skeleton(figure)
    number = [item.id for item in bones.items].index(f"bone:{id}")
    return np.asarray(bones.mesh(number)[0], float)


def straight(radius: float = 5.0) -> DangerTube:
    """A tube along the z axis."""
    points = np.column_stack([np.zeros(21), np.zeros(21), np.linspace(-50, 50, 21)])
    return DangerTube("made_up", "a tube", None, points, np.full(21, radius))


def with_paths(*paths: DangerPath) -> Atlas:
    """The atlas with one caution that has these paths."""
    caution = Caution("made_up", "danger_area", "Made up", "Text.", "Advice.", paths=paths)
    return Atlas(replace(built_in().knowledge, cautions=(caution,)))


# The knowledge base


def test_every_danger_area_of_the_knowledge_base_has_its_place() -> None:
    areas = [c for c in built_in().knowledge.cautions if c.kind == "danger_area"]
    assert len(areas) >= 25
    assert [c.id for c in areas if not c.paths] == []
    assert [c.id for c in built_in().knowledge.cautions if c.paths and c not in areas] == []


@pytest.mark.parametrize("figure", FIGURES)
def test_what_must_not_be_pressed_lies_under_the_skin(figure: str) -> None:
    vertices, triangles = closed_skin(figure)
    skin = cKDTree(np.concatenate([vertices, vertices[triangles].mean(axis=1)]))
    shallow = []
    for tube in tubes_of(figure):
        if tube.side == "left":
            continue
        depth, _ = skin.query(tube.points)
        # Points are 5 mm apart: a line that leaves the skin would have one this close to it.
        assert depth.min() > 2.0, tube.name
        shallow += [tube.points[i] for i in np.flatnonzero(depth == depth.min())]
    # Whether they lie inside: the skin winds once around them, told at the shallowest of each.
    corners = vertices[triangles].astype(np.float32)
    outside = [p for p in shallow if _winding(corners, p.astype(np.float32)) < 0.5]
    assert outside == []


def _winding(corners: npt.NDArray[np.float32], place: npt.NDArray[np.float32]) -> float:
    """Source: van Oosterom and Strackee, The solid angle of a plane triangle, 1983."""
    a, b, c = (corners - place).transpose(1, 0, 2)
    la, lb, lc = (np.sqrt(np.einsum("ij,ij->i", v, v)) for v in (a, b, c))
    ab, bc, ca = (np.einsum("ij,ij->i", u, v) for u, v in ((a, b), (b, c), (c, a)))
    top = np.einsum("ij,ij->i", a, np.cross(b, c))
    return float(np.arctan2(top, la * lb * lc + ab * lc + bc * la + ca * lb).sum() / (2 * np.pi))


@pytest.mark.parametrize("figure", BOTH)
def test_vessels_and_nerves_run_past_the_bones_as_they_do(figure: str) -> None:
    def at_height(name: str, z: float) -> Array:
        tube = named(figure, name)
        return cast(Array, tube.points[np.abs(tube.points[:, 2] - z).argmin()])

    femur, hip = bone(figure, "femur:right"), bone(figure, "hip_bone:right")
    head = femur[femur[:, 2] > np.quantile(femur[:, 2], 0.9)]
    head = head[head[:, 0] > np.quantile(head[:, 0], 0.6)]
    artery = at_height("femoral artery", float(head[:, 2].mean()))
    assert artery[1] < head[:, 1].min() - 5, "in front of the hip joint"
    assert head[:, 0].min() - 12 < artery[0] < head[:, 0].max()

    tuberosity = hip[hip[:, 2] < hip[:, 2].min() + 35]
    tuberosity = tuberosity[tuberosity[:, 1].argmax()]
    trochanter = femur[femur[:, 0].argmin()]
    nerve = at_height("sciatic nerve", float(tuberosity[2]))
    assert trochanter[0] < nerve[0] < tuberosity[0], "between sit bone and outer hip bone"
    assert nerve[1] > trochanter[1]

    knee = bone(figure, "tibia:right")
    plateau = knee[knee[:, 2] > knee[:, 2].max() - 20]
    for name in ("popliteal artery", "popliteal vein", "tibial nerve"):
        place = at_height(name, float(plateau[:, 2].mean()))
        assert place[1] > np.quantile(plateau[:, 1], 0.9), f"{name} behind the knee"
    assert (
        at_height("tibial nerve", plateau[:, 2].mean())[1]
        > at_height("popliteal artery", plateau[:, 2].mean())[1]
    )

    lateral = bone(figure, "fibula:right")
    fibular = named(figure, "fibular nerve, surface branch").points[0]
    assert fibular[0] < lateral[:, 0].max(), "on the outer side of the fibula"

    c6 = bone(figure, "vertebra_c6")
    carotid = at_height("common carotid artery", float(c6[:, 2].mean()))
    assert carotid[1] < c6[:, 1].min() + 5, "in front of the neck's spine"
    assert -35 < carotid[0] < -12
    aorta = named(figure, "abdominal aorta", None).points
    l3 = bone(figure, "vertebra_l3")
    assert aorta[np.abs(aorta[:, 2] - l3[:, 2].mean()).argmin(), 1] < l3[:, 1].min()
    twelfth = bone(figure, "rib_12:right")
    kidney = named(figure, "kidney").points
    assert kidney[:, 2].max() > twelfth[:, 2].min(), "its upper half lies behind the last ribs"
    assert kidney[:, 1].max() < np.median(twelfth[:, 1]), "and in front of them"
    rib = bone(figure, "rib_1:right")
    assert np.abs(named(figure, "subclavian artery").points[:, None] - rib).sum(axis=2).min() < 25


@pytest.mark.parametrize("figure", BOTH)
@pytest.mark.parametrize(
    ("point", "caution"),
    [
        ("sternocleidomastoid_sternal.trp2", "caution_carotid"),
        ("sternocleidomastoid_sternal.trp3", "caution_carotid"),
        ("scalenus_anterior.trp1", "caution_carotid"),
        ("scalenus_anterior.trp1", "caution_above_clavicle"),
        ("longus_colli.trp1", "caution_carotid"),
        ("obliquus_capitis_inferior.trp1", "caution_vertebral_artery"),
        ("digastric_posterior.trp1", "caution_facial_nerve"),
        ("masseter_deep.trp1", "caution_facial_nerve"),
        ("subclavius.trp1", "caution_above_clavicle"),
        ("coracobrachialis.trp1", "caution_inner_arm"),
        ("pronator_teres.trp1", "caution_elbow_crease"),
        ("spinalis_thoracis.trp1", "caution_spine"),
        ("pectineus.trp1", "caution_groin"),
        ("popliteus.trp2", "caution_popliteal"),
        ("plantaris.trp1", "caution_popliteal"),
        ("extensor_digitorum_longus.trp1", "caution_fibular_neck"),
        ("abductor_hallucis.trp1", "caution_tarsal_tunnel"),
        ("orbicularis_oculi.trp1", "caution_eye"),
    ],
)
def test_a_point_beside_a_danger_area_is_near_it(figure: str, point: str, caution: str) -> None:
    # A finger more than the distance that marks a point, for what differs between bodies.
    assert distances(figure, point).get(caution, 99.0) <= NEAR_MM + 1.0


@pytest.mark.parametrize("figure", BOTH)
@pytest.mark.parametrize(
    "point",
    [
        "gluteus_maximus.trp1",
        "gluteus_maximus.trp2",
        "upper_trapezius.trp2",
        "middle_trapezius.trp5",
        "vastus_lateralis.trp1",
        "tibialis_anterior.trp1",
        "infraspinatus.trp1",
    ],
)
def test_a_point_over_thick_flesh_is_near_nothing(figure: str, point: str) -> None:
    assert distances(figure, point, NEAR_MM) == {}


@pytest.mark.parametrize("figure", BOTH)
def test_the_loin_points_come_nearest_to_the_kidney(figure: str) -> None:
    found = distances(figure, "quadratus_lumborum.trp1")
    assert min(found, key=lambda caution: found[caution]) == "caution_kidney"
    deeper = pressing_path(placed(figure).point("quadratus_lumborum.trp1", "right"), 40.0)
    assert "caution_kidney" in {n.caution for n in danger_near(deeper, tubes_of(figure))}


@pytest.mark.parametrize("figure", BOTH)
def test_the_fibular_nerve_is_what_lies_beside_fibularis_longus(figure: str) -> None:
    found = distances(figure, "fibularis_longus.trp1")
    assert min(found, key=lambda caution: found[caution]) == "caution_fibular_neck"
    assert found["caution_fibular_neck"] < 20


# The tubes


def test_paired_areas_are_mirrored_and_midline_ones_come_once() -> None:
    tubes = tubes_of("male")
    (aorta,) = (t for t in tubes if t.name == "abdominal aorta")
    assert aorta.side is None
    assert aorta.points[:, 0].mean() > 3, "a little to the left of the mid-line"
    right = [t for t in tubes if t.side == "right"]
    left = [t for t in tubes if t.side == "left"]
    assert [(t.caution, t.name) for t in right] == [(t.caution, t.name) for t in left]
    for one, other in zip(right, left, strict=True):
        assert one.points[:, 0].max() < 11, one.name
        if len(one.points) == len(other.points):
            assert other.points * [-1, 1, 1] == pytest.approx(one.points, abs=1.5), one.name
        assert other.radius.max() == pytest.approx(one.radius.max())


def test_what_is_near_on_the_right_is_near_on_the_left() -> None:
    placing = placed("male")
    for point in ("scalenus_anterior.trp1", "pectineus.trp1", "plantaris.trp1"):
        both = [
            danger_near(pressing_path(placing.point(point, side)), tubes_of("male"))
            for side in ("right", "left")
        ]
        assert [n.name for n in both[0]] == [n.name for n in both[1]]
        for one, other in zip(*both, strict=True):
            assert other.distance_mm == pytest.approx(one.distance_mm, abs=1.0)
            assert other.depth_mm == pytest.approx(one.depth_mm, abs=1.5)


def test_a_tube_goes_through_its_places_with_the_radius_said_there() -> None:
    path = DangerPath(
        "a tube",
        (
            CoursePlace({"popliteal_middle": 1.0}, depth_mm=20.0),
            CoursePlace({"calf_upper_middle": 1.0}, depth_mm=25.0),
            CoursePlace({"gastrocnemius_medial_belly": 1.0}, depth_mm=20.0),
        ),
        (2.0, 9.0, 4.0),
    )
    right, left = danger_tubes(with_paths(path), load_figure("male"))
    assert (right.side, left.side) == ("right", "left")
    assert (right.radius[0], right.radius[-1]) == (2.0, 4.0)
    assert right.radius.max() == pytest.approx(9.0)
    assert np.linalg.norm(np.diff(right.points, axis=0), axis=1).max() < 7


def test_a_path_of_one_place_is_a_ball() -> None:
    place = CoursePlace({"popliteal_middle": 1.0}, depth_mm=20.0)
    ball, _ = danger_tubes(with_paths(DangerPath("a ball", (place,), 8.0)), load_figure("male"))
    assert ball.points.shape == (1, 3)
    centre = ball.points[0]
    away = PressingLine(centre + [0.0, 60.0, 0.0], np.array([0.0, -1.0, 0.0]), 40.0)
    (found,) = danger_near(away, (ball,), 30.0)
    assert found.distance_mm == pytest.approx(12.0)
    assert found.depth_mm == pytest.approx(40.0)


def test_a_landmark_that_does_not_exist_is_named() -> None:
    wrong = DangerPath("a tube", (CoursePlace({"third_elbow": 1.0}),) * 2, 3.0)
    with pytest.raises(ExplorerError, match="third_elbow"):
        danger_tubes(with_paths(wrong), load_figure("male"))


# Distances


def test_the_distance_is_that_to_the_surface_and_the_depth_that_of_the_nearest_place() -> None:
    beside = PressingLine(np.array([12.0, -30.0, 3.0]), np.array([0.0, 1.0, 0.0]), 60.0)
    (found,) = danger_near(beside, (straight(),))
    assert (found.caution, found.name) == ("made_up", "a tube")
    assert found.distance_mm == pytest.approx(7.0)
    assert found.depth_mm == pytest.approx(30.0)
    through = PressingLine(np.array([0.0, -30.0, 3.0]), np.array([0.0, 1.0, 0.0]), 60.0)
    assert danger_near(through, (straight(),))[0].distance_mm == pytest.approx(-5.0)
    short = PressingLine(np.array([0.0, -30.0, 3.0]), np.array([0.0, 1.0, 0.0]), 10.0)
    assert danger_near(short, (straight(),)) == (), "it ends 15 mm before the surface"


def test_the_path_ends_a_little_past_the_point() -> None:
    point = placed("female").point("infraspinatus.trp1", "right")
    typical = built_in().points["infraspinatus.trp1"].pressing.depth_mm
    assert pressing_path(point).length == pytest.approx(typical + PAST_MM)
    assert pressing_path(point, 50.0).length == pytest.approx(50.0 + PAST_MM)
    assert pressing_path(point, 1.0).length == pytest.approx(typical + PAST_MM)


def test_near_ones_come_first_and_many_at_once_are_as_one_by_one() -> None:
    placing = placed("female")
    paths = [pressing_path(point) for point in placing.points]
    together = all_near(paths, tubes_of("female"))
    assert len(together) == len(paths)
    assert sum(bool(each) for each in together) > 60
    for each in together:
        values = [n.distance_mm for n in each]
        assert values == sorted(values)
        assert all(value <= NEAR_MM for value in values)
    for i in (3, 100, 333):
        assert danger_near(paths[i], tubes_of("female")) == together[i]
    assert all_near((), tubes_of("female")) == ()


places = st.tuples(*[st.floats(-60, 60)] * 3).map(np.array)
directions = places.filter(lambda v: float(np.linalg.norm(v)) > 1.0)


@given(places, directions, st.floats(5, 60), st.floats(0, 40))
def test_moving_away_from_a_tube_adds_just_that_distance(
    start: Array, direction: Array, length: float, step: float
) -> None:
    tube = straight()
    path = PressingLine(start, direction, length)
    begin, end = path.start[None], path.at(length)[None]
    (before,), (share,) = tube.distance(begin, end)
    foot = begin[0] + share * (end[0] - begin[0])
    axis = np.array([0.0, 0.0, np.clip(foot[2], -50, 50)])
    apart = float(np.linalg.norm(foot - axis))
    if apart < 1e-3:
        return
    away = (foot - axis) / apart * step
    (after,), _ = tube.distance(begin + away, end + away)
    assert after == pytest.approx(before + step, abs=1e-6)


@given(places, directions, st.floats(5, 60))
def test_the_distance_is_the_least_of_all_places_along_both(
    start: Array, direction: Array, length: float
) -> None:
    bent = np.array([[0.0, 0.0, -40.0], [0.0, 10.0, 0.0], [15.0, 5.0, 30.0]])
    tube = DangerTube("made_up", "a tube", None, bent, np.full(3, 4.0))
    path = PressingLine(start, direction, length)
    (found,), _ = tube.distance(path.start[None], path.at(length)[None])
    t = np.linspace(0, 1, 201)[:, None]
    axis = np.concatenate([bent[i] * (1 - t) + bent[i + 1] * t for i in range(2)])
    along = path.start + np.linspace(0, length, 201)[:, None] * path.direction
    tried = np.linalg.norm(axis[:, None] - along, axis=2).min() - 4.0
    assert found <= tried + 1e-9
    assert found == pytest.approx(tried, abs=0.5)


@given(places, directions, st.floats(5, 60), directions)
def test_a_tube_comes_no_nearer_than_the_path_moves(
    start: Array, direction: Array, length: float, move: Array
) -> None:
    tube = named("male", "kidney")
    start = start + tube.points.mean(axis=0)
    path = PressingLine(start, direction, length)
    begin, end = path.start[None], path.at(length)[None]
    (before,), _ = tube.distance(begin, end)
    (after,), _ = tube.distance(begin + move, end + move)
    # A tube that widens is measured at the nearest place of its axis, off by its taper.
    assert abs(after - before) <= np.linalg.norm(move) * 1.3 + 0.5


# The skin over them


def test_the_skin_over_a_danger_area_is_told_from_that_far_away() -> None:
    figure = load_figure("male")
    tubes = tubes_of("male")
    over = skin_over(tubes, figure)
    assert over.shape == (len(figure.vertices),)
    assert over.min() >= 0
    assert over.max() == SKIN_REACH_MM
    skin = cKDTree(figure.vertices)

    def at(landmark: str) -> float:
        return float(over[skin.query(placed("male").landmark(landmark))[1]])

    assert at("behind_medial_malleolus") < 8
    assert at("sternomastoid_middle") < 20
    assert at("pisiform") < 12
    assert at("thigh_outer_lower") == SKIN_REACH_MM
    assert at("gluteus_medius_belly") == SKIN_REACH_MM
    few = np.flatnonzero(over < 30)[::4000]
    spots = figure.vertices[few].astype(float)
    exact = np.min([tube.distance(spots, spots)[0] for tube in tubes], axis=0)
    assert over[few] == pytest.approx(np.maximum(exact, 0.0), abs=2.5)


def test_no_danger_areas_no_warning() -> None:
    figure = load_figure("male")
    assert (skin_over((), figure) == SKIN_REACH_MM).all()
    assert danger_tubes(with_paths(), figure) == ()
