"""A view carried to another figure shows the same place, as large."""

from __future__ import annotations

import numpy as np
import pytest

from explorer.body.figure import load_figure
from explorer.scene.camera import Lens
from explorer.scene.carried_camera import carried
from explorer.session.view_state import CameraPose

FEMALE = load_figure("female").base_vertices.astype(float)


def looking_at(vertex: int, distance: float) -> CameraPose:
    x, y, z = FEMALE[vertex].tolist()
    return CameraPose((x, y - distance, z), (x, y, z), (0.0, 0.0, 1.0))


def test_on_the_same_body_nothing_changes() -> None:
    pose = looking_at(4000, 1500)
    new = carried(pose, FEMALE, FEMALE)
    assert np.allclose(new.position, pose.position, atol=1e-6)
    assert np.allclose(new.focal_point, pose.focal_point, atol=1e-6)


def test_a_larger_body_elsewhere_fills_the_picture_just_so() -> None:
    pose = looking_at(4000, 1500)
    other = FEMALE * 1.2 + [100.0, -50.0, 20.0]
    before, _ = Lens(pose, 900, 600).project(FEMALE)
    after, _ = Lens(carried(pose, FEMALE, other), 900, 600).project(other)
    assert np.allclose(before, after, atol=0.1)


@pytest.mark.parametrize("vertex", [100, 4000, 9000])
@pytest.mark.parametrize("figure", ["male", "male_heavy", "female_lean"])
def test_on_another_figure_the_place_stays_near_the_middle(figure: str, vertex: int) -> None:
    other = load_figure(figure).base_vertices.astype(float)
    new = carried(looking_at(vertex, 1500), FEMALE, other)
    pixels, depth = Lens(new, 900, 600).project(other[vertex][None])
    assert depth[0] > 0
    assert np.abs(pixels[0] - [450, 300]).max() < 90


def test_one_that_looks_past_the_body_is_carried_too() -> None:
    pose = CameraPose((9000.0, -9000.0, 9000.0), (9000.0, 0.0, 9000.0), (0.0, 0.0, 1.0))
    new = carried(pose, FEMALE, FEMALE + [10.0, 0.0, 0.0])
    assert np.isfinite(new.position).all()
    assert new.focal_point[0] == pytest.approx(9010.0)
