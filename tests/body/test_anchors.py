from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.anatomy.model import Anchor
from explorer.body.anchors import AnchorResolver, SkinPoint, direction_vector
from explorer.body.figure import load_figure
from explorer.body.landmarks import load_landmarks
from explorer.body.topology import load_topology
from explorer.errors import ExplorerError


@pytest.fixture(scope="module")
def resolver() -> AnchorResolver:
    figure = load_figure("male")
    places = {k: m.point.on(figure.base_vertices) for k, m in load_landmarks().items()}
    return AnchorResolver(places, figure.base_vertices, load_topology().triangles)


def place(point: SkinPoint) -> np.ndarray:
    return point.on(load_figure("male").base_vertices)


def test_a_single_landmark_resolves_to_itself(resolver: AnchorResolver) -> None:
    figure = load_figure("male")
    for id in ("mastoid_tip", "patella_center", "olecranon", "calcaneus_bottom"):
        mark = load_landmarks()[id].point.on(figure.base_vertices)
        assert place(resolver.resolve(Anchor({id: 1.0}))) == pytest.approx(mark, abs=0.01)


def test_midway_between_two_landmarks_lies_between_them(resolver: AnchorResolver) -> None:
    figure = load_figure("male")
    marks = load_landmarks()
    c7 = marks["c7_spinous_process"].point.on(figure.base_vertices)
    tip = marks["acromion_tip"].point.on(figure.base_vertices)
    middle = place(resolver.resolve(Anchor({"c7_spinous_process": 0.5, "acromion_tip": 0.5})))
    assert tip[0] < middle[0] < c7[0]
    assert np.linalg.norm(middle - (c7 + tip) / 2) < 60


def test_facing_decides_which_side_of_a_limb(resolver: AnchorResolver) -> None:
    anchor = {"patella_center": 0.5, "popliteal_middle": 0.5}
    front = place(resolver.resolve(Anchor(anchor, facing="anterior")))
    back = place(resolver.resolve(Anchor(anchor, facing="posterior")))
    assert back[1] - front[1] > 60  # posterior is +y


def test_shifts_follow_the_body_axes_of_the_right_side(resolver: AnchorResolver) -> None:
    start = resolver.place(Anchor({"t6_spinous_process": 1.0}))
    moved = resolver.place(
        Anchor({"t6_spinous_process": 1.0}, shift={"lateral": 30.0, "inferior": 20.0})
    )
    assert moved - start == pytest.approx([-30.0, 0.0, -20.0])


def test_along_runs_from_the_first_landmark_to_the_second(resolver: AnchorResolver) -> None:
    a = resolver.place(Anchor({"patella_top": 1.0}))
    b = resolver.place(Anchor({"asis": 1.0}))
    moved = resolver.place(Anchor({"patella_top": 1.0, "asis": 0.0}, shift={"along": 50.0}))
    assert np.linalg.norm(moved - a) == pytest.approx(50.0)
    assert np.linalg.norm(b - moved) == pytest.approx(np.linalg.norm(b - a) - 50.0)


def test_an_unknown_landmark_is_named(resolver: AnchorResolver) -> None:
    with pytest.raises(ExplorerError, match="left_pinky_of_zeus"):
        resolver.resolve(Anchor({"left_pinky_of_zeus": 1.0}))


def test_along_needs_a_second_landmark(resolver: AnchorResolver) -> None:
    with pytest.raises(ExplorerError, match="two landmarks"):
        resolver.resolve(Anchor({"inion": 1.0}, shift={"along": 5.0}))


@given(st.sampled_from(sorted(load_landmarks())), st.floats(-25, 25), st.floats(-25, 25))
def test_every_resolved_anchor_is_a_true_point_of_one_triangle(
    id: str, lateral: float, superior: float
) -> None:
    figure = load_figure("male")
    places = {id: load_landmarks()[id].point.on(figure.base_vertices)}
    found = AnchorResolver(places, figure.base_vertices, load_topology().triangles).resolve(
        Anchor({id: 1.0}, shift={"lateral": lateral, "superior": superior})
    )
    assert min(found.weights) >= 0
    assert sum(found.weights) == pytest.approx(1)
    triangles = {frozenset(t) for t in load_topology().triangles.tolist()}
    assert frozenset(found.vertices) in triangles


def test_compound_directions_are_unit_and_halfway() -> None:
    v = direction_vector("posterolateral")
    assert np.linalg.norm(v) == pytest.approx(1)
    assert v == pytest.approx([-np.sqrt(0.5), np.sqrt(0.5), 0])


def test_many_places_find_the_skin_as_one_by_one() -> None:
    figure = load_figure("male")
    base = figure.base_vertices
    resolver = AnchorResolver({}, base, load_topology().triangles)
    rng = np.random.default_rng(4)
    places = (
        base[rng.choice(len(base), 60)] - figure.normals[: len(base)][rng.choice(len(base), 60)]
    )
    for place, point in zip(places, resolver.nearest_all(places), strict=True):
        alone = resolver.nearest(place).on(base)
        together = point.on(base)
        assert np.linalg.norm(together - place) <= np.linalg.norm(alone - place) + 1.0
