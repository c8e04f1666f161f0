from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.scene.camera import (
    FARTHEST,
    NEAREST,
    VIEWS,
    Lens,
    fly,
    focus_on,
    orbit,
    pan,
    roll_upright,
    view_pose,
    zoom,
)
from explorer.session.view_state import CameraPose

BODY = np.array([[-450.0, -150.0, 0.0], [450.0, 150.0, 1750.0]])
angles = st.floats(-170, 170)


def distance(pose: CameraPose) -> float:
    return float(np.linalg.norm(np.subtract(pose.position, pose.focal_point)))


def front() -> CameraPose:
    return view_pose("anterior", BODY, 1.6)


@pytest.mark.parametrize("view", list(VIEWS))
def test_a_view_frames_the_whole_body(view: str) -> None:
    pose = view_pose(view, BODY, 1.6)  # type: ignore[arg-type]
    corners = np.array([[x, y, z] for x in BODY[:, 0] for y in BODY[:, 1] for z in BODY[:, 2]])
    pixels, depth = Lens(pose, 1600, 1000).project(corners)
    assert (depth > 0).all()
    assert (pixels >= 0).all()
    assert (pixels <= [1600, 1000]).all()
    filled = np.ptp(pixels, axis=0) / [1600, 1000]
    assert filled.max() > 0.7  # and not from a mile away


def test_anterior_view_shows_the_bodys_left_on_the_right_and_the_head_up() -> None:
    lens = Lens(front(), 1600, 1000)
    (left, head, middle), _ = lens.project(np.array([[100.0, 0, 875], [0, 0, 1700], [0, 0, 875.0]]))
    assert left[0] > middle[0]
    assert head[1] < middle[1]


@given(st.floats(20, 1580), st.floats(20, 980))
def test_a_ray_goes_through_the_pixel_it_was_made_for(x: float, y: float) -> None:
    lens = Lens(front(), 1600, 1000)
    eye, direction = lens.ray(x, y)
    pixels, _ = lens.project((eye + direction * 4000.0)[None])
    assert pixels[0] == pytest.approx([x, y], abs=1e-6)


@given(angles, angles, st.sampled_from(["turntable", "trackball"]))
def test_turning_keeps_the_distance_and_square_axes(right: float, up: float, how: str) -> None:
    pose = orbit(front(), right, up, how)
    assert distance(pose) == pytest.approx(distance(front()), rel=1e-9)
    back = np.subtract(pose.position, pose.focal_point) / distance(pose)
    assert np.dot(back, pose.view_up) == pytest.approx(0, abs=1e-6)
    assert np.linalg.norm(pose.view_up) == pytest.approx(1, abs=1e-9)


@given(st.lists(st.tuples(angles, angles), max_size=8))
def test_the_turntable_keeps_the_head_up(steps: list[tuple[float, float]]) -> None:
    pose = front()
    for right, up in steps:
        pose = orbit(pose, right, up, "turntable")
        assert pose.view_up[2] > 0
        level = np.cross(pose.view_up, np.subtract(pose.position, pose.focal_point))
        assert level[2] == pytest.approx(0, abs=1e-6 * distance(pose))


def test_the_skin_follows_a_drag_to_the_right() -> None:
    near = np.array([[0.0, -150.0, 875.0]])
    before, _ = Lens(front(), 1600, 1000).project(near)
    after, _ = Lens(orbit(front(), 20, 0, "turntable"), 1600, 1000).project(near)
    assert after[0, 0] > before[0, 0] + 10


def test_the_skin_follows_a_drag_upwards() -> None:
    near = np.array([[0.0, -150.0, 875.0]])
    for how in ("turntable", "trackball"):
        before, _ = Lens(front(), 1600, 1000).project(near)
        after, _ = Lens(orbit(front(), 0, 20, how), 1600, 1000).project(near)
        assert after[0, 1] < before[0, 1] - 10, how


def test_trackball_can_roll_and_upright_takes_the_roll_out() -> None:
    pose = orbit(orbit(orbit(front(), 50, 0, "trackball"), 0, 60, "trackball"), -50, 0, "trackball")
    right = np.cross(pose.view_up, np.subtract(pose.position, pose.focal_point))
    assert abs(right[2]) > 1.0  # rolled
    level = np.cross(
        roll_upright(pose).view_up,
        np.subtract(roll_upright(pose).position, roll_upright(pose).focal_point),
    )
    assert level[2] == pytest.approx(0, abs=1e-3)


def test_panning_moves_the_focal_point_by_the_pixels_asked_for() -> None:
    pose = front()
    focal = np.asarray(pose.focal_point)[None]
    moved, _ = Lens(pan(pose, 120, -45, 1000), 1600, 1000).project(focal)
    assert moved[0] == pytest.approx([800 + 120, 500 - 45], abs=1e-6)


@given(st.floats(0.2, 5.0), st.floats(-300, 300), st.floats(200, 1500))
def test_zooming_keeps_the_place_under_the_cursor(factor: float, x: float, z: float) -> None:
    pose = front()
    place = np.array([x, -100.0, z])
    before, _ = Lens(pose, 1600, 1000).project(place[None])
    after, _ = Lens(zoom(pose, factor, place), 1600, 1000).project(place[None])
    assert after[0] == pytest.approx(before[0], abs=1e-3)


def test_zooming_stops_at_both_ends() -> None:
    assert distance(zoom(front(), 1e9)) == pytest.approx(NEAREST)
    assert distance(zoom(front(), 1e-9)) == pytest.approx(FARTHEST)


def test_a_flight_starts_and_ends_where_it_should_and_goes_around_the_body() -> None:
    start, end = front(), view_pose("posterior", BODY, 1.6)
    assert np.allclose(fly(start, end, 0).position, start.position)
    assert np.allclose(fly(start, end, 1).position, end.position)
    for t in np.linspace(0, 1, 21):
        assert distance(fly(start, end, t)) > 0.9 * distance(start)
        assert fly(start, end, t).view_up[2] > 0.5


def test_focus_looks_at_the_skin_from_in_front_of_it() -> None:
    pose = focus_on(front(), np.array([0.0, 100.0, 1400.0]), np.array([0.0, 1.0, 0.0]), 900.0)
    assert pose.focal_point == (0.0, 100.0, 1400.0)
    assert pose.position == pytest.approx((0.0, 1000.0, 1400.0))
    assert pose.view_up == pytest.approx((0.0, 0.0, 1.0))


def test_focus_from_straight_above_keeps_a_usable_up() -> None:
    pose = focus_on(front(), np.zeros(3), np.array([0.0, 0.0, 1.0]), 500.0)
    assert np.isfinite(pose.position).all()
    assert np.linalg.norm(pose.view_up) == pytest.approx(1)
