"""The course of a muscle as ink on the skin."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from balls_inside import BallScene

from explorer.scene.fibres import FibreLayer, _ribbon
from explorer.session.view_state import Subject


@dataclass
class Line:
    points: np.ndarray
    normals: np.ndarray
    deep: bool = False


def across_the_belly(scene: BallScene, *, deep: bool = False) -> Line:
    """A line down the front of the body, from the skin itself."""
    places = []
    for z in np.linspace(1180, 1080, 40):
        hit = scene.stage.skin_at(*scene.pixel((-40.0, -120.0, z)))
        assert hit is not None
        places.append(hit.point)
    return Line(np.array(places), np.tile([0.0, -1.0, 0.0], (40, 1)), deep)


def layer(scene: BallScene) -> FibreLayer:
    return scene.stage._outside.fibres


def darkened(scene: BallScene, line: Line) -> np.ndarray:
    """How much darker the picture got along a line."""
    layer(scene).set_lines(())
    before = scene.stage.render().astype(int)
    layer(scene).set_lines((line,))
    after = scene.stage.render().astype(int)
    pixels = [scene.pixel(p) for p in line.points]
    rows = [(round(y), round(x)) for x, y in pixels]
    return np.array([(before[r] - after[r])[:3].mean() for r in rows])


def test_a_fibre_is_dark_ink_on_the_skin_and_thin_at_its_ends(inside: BallScene) -> None:
    inside.look_at((-40.0, -120.0, 1130.0), 420.0)
    drop = darkened(inside, across_the_belly(inside))
    assert drop[12:28].min() > 15
    assert drop[0] < drop[12:28].mean() / 2


def test_deep_fibres_are_dashed(inside: BallScene) -> None:
    inside.look_at((-40.0, -120.0, 1130.0), 420.0)
    drop = darkened(inside, across_the_belly(inside, deep=True))[8:32]
    assert (drop > 15).any()
    assert (drop < 4).any()


def test_fibres_go_with_the_skin_they_lie_on(inside: BallScene) -> None:
    line = across_the_belly(inside)
    inside.show(skin_opacity=0.4)
    layer(inside).set_lines(())
    without = inside.stage.render().copy()
    layer(inside).set_lines((line,))
    assert np.array_equal(inside.stage.render(), without)
    inside.show(skin_opacity=0.8)
    assert not np.array_equal(inside.stage.render(), without)


@pytest.mark.parametrize("kind", ["muscle", "point"])
def test_the_course_of_what_is_selected_is_drawn_and_can_be_put_away(
    inside: BallScene, kind: str
) -> None:
    bare = inside.stage.render().copy()
    id = "rectus_abdominis" if kind == "muscle" else "rectus_abdominis.trp1"
    inside.show(subject=Subject(kind, id, "right"))  # type: ignore[arg-type]
    assert np.array_equal(inside.stage.render(), bare)  # a click does not wait for it
    assert inside.stage.settle()
    assert not inside.stage.settle()
    drawn = np.nonzero((inside.stage.render() != bare).any(axis=2))
    assert len(drawn[0]) > 50
    middle = inside.pixel((0.0, -120.0, 1138.0))[0]
    assert drawn[1].max() < middle + 3  # the right half only, left in the picture
    inside.show(course=False)
    assert not inside.stage.settle()
    assert np.array_equal(inside.stage.render(), bare)


def test_a_ribbon_has_the_width_it_was_given_and_lies_flat() -> None:
    line = Line(np.array([[0.0, 0, 0], [50.0, 0, 0]]), np.tile([0.0, 0, 1.0], (2, 1)))
    vertices, quads, normals, alpha = _ribbon(line)
    assert np.ptp(vertices[:, 1]) == pytest.approx(1.1, abs=0.02)
    assert np.ptp(vertices[:, 2]) == pytest.approx(0.0, abs=1e-9)
    a, b, c = (vertices[quads[:, i]] for i in range(3))
    assert (np.cross(b - a, c - a)[:, 2] > 0).all()  # faces outward
    assert (normals == [0, 0, 1]).all()
    assert alpha.max() < 0.5
