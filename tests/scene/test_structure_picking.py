"""Which structure lies under a pixel, what hides it, its name, and the needle to a target."""

from __future__ import annotations

import numpy as np
import pytest
from balls_inside import (
    BALLS,
    OBLIQUE,
    PSOAS,
    RECTUS,
    RECTUS_LEFT,
    SPINE,
    BallScene,
)
from PySide6.QtGui import QImage, QPainter

from explorer.errors import ExplorerError
from explorer.export.painting import InkStyle, paint_overlay
from explorer.scene.interior import Interior
from explorer.scene.overlay import Overlay
from explorer.scene.palette import LIGHT
from explorer.session.view_state import CameraPose, PointRef, Subject

POINT = PointRef("rectus_abdominis.trp1", "right")


def overlay(scene: BallScene) -> Overlay:
    return scene.stage.overlay(lambda _title, _detail: (80.0, 30.0))


def test_the_frontmost_shown_structure_is_hit(inside: BallScene) -> None:
    inside.show(skin_opacity=0.3)
    hit = inside.stage.structure_at(*inside.at(RECTUS))
    assert hit is not None
    assert hit.id == RECTUS
    centre, radius, *_ = BALLS[RECTUS]
    assert np.linalg.norm(np.subtract(hit.point, centre)) == pytest.approx(radius, abs=0.5)
    assert hit.point[1] < centre[1]  # its front
    assert inside.stage.structures is not None
    assert inside.stage.structures.items[hit.index].id == RECTUS
    assert inside.hit(BALLS[OBLIQUE][0]) == OBLIQUE
    assert inside.hit((150.0, 0.0, 1138.0)) is None


def test_solid_skin_lets_no_cursor_through(inside: BallScene) -> None:
    inside.show(skin_opacity=0.3)
    inside.show(skin_opacity=0.7)
    assert inside.hit(BALLS[RECTUS][0]) is None
    assert inside.stage.skin_at(*inside.at(RECTUS)) is not None


def test_hidden_faded_and_left_out_structures_are_passed_over(inside: BallScene) -> None:
    inside.show(skin_opacity=0.0, hidden=(RECTUS,))
    assert inside.hit(BALLS[RECTUS][0]) == PSOAS
    inside.show(hidden=(), superficial=0.3)
    assert inside.hit(BALLS[RECTUS][0]) == PSOAS
    inside.show(superficial=0.6)
    assert inside.hit(BALLS[RECTUS][0]) == RECTUS
    inside.show(isolated=(OBLIQUE,))
    assert inside.hit(BALLS[RECTUS][0]) == SPINE
    inside.show(bones=0.0)
    assert inside.hit(BALLS[RECTUS][0]) is None


def test_what_covers_a_structure_is_told_from_where_one_stands(inside: BallScene) -> None:
    inside.show(skin_opacity=0.0)
    assert inside.stage.covering(PSOAS) == (RECTUS,)
    # The bigger balls hide all of the bone; the nearer one, seen larger, is no less in the way.
    assert set(inside.stage.covering(SPINE)) == {RECTUS, PSOAS}
    assert inside.stage.covering(RECTUS) == ()
    inside.show(hidden=(RECTUS,))
    assert inside.stage.covering(SPINE) == (PSOAS,)
    pose = inside.state.camera
    behind = CameraPose((-26.0, 1500.0, 1138.0), (-26.0, 0.0, 1138.0), pose.view_up)
    inside.show(hidden=(), camera=behind)
    assert inside.stage.covering(SPINE) == ()
    assert inside.stage.covering(PSOAS) == (SPINE,)
    assert inside.stage.covering("muscle:nobody:right") == ()


def test_covering_can_be_asked_before_anybody_looked_inside(inside: BallScene) -> None:
    assert inside.stage.covering(PSOAS) == (RECTUS,)


def test_a_lit_muscle_is_named_where_it_is_seen(inside: BallScene) -> None:
    inside.show(subject=Subject("muscle", "rectus_abdominis"))
    assert overlay(inside).labels == ()
    inside.show(skin_opacity=0.2)
    (label,) = overlay(inside).labels
    assert (label.text, label.detail) == ("Rectus abdominis", "right")
    assert inside.stage.structure_at(*label.anchor).id == RECTUS  # type: ignore[union-attr]
    inside.show(labels=False)
    assert overlay(inside).labels == ()
    inside.show(labels=True, subject=Subject("muscle", "psoas_major"))
    assert overlay(inside).labels == ()  # behind the other
    inside.show(superficial=0.0)
    assert [la.text for la in overlay(inside).labels] == [
        inside.stage.atlas.muscles["psoas_major"].name
    ]


def test_related_muscles_are_named_by_what_they_are(inside: BallScene) -> None:
    inside.show(skin_opacity=0.0, subject=Subject("muscle", "rectus_abdominis"), related=True)
    words = {la.text: la.detail for la in overlay(inside).labels}
    assert words["Rectus abdominis"] == "right"
    assert words["External oblique"] == "synergist"
    assert words[inside.stage.atlas.muscles["longissimus_thoracis"].name] == "antagonist"


def aside(scene: BallScene) -> None:
    """Look at the point from aside, so that its needle is seen in full length."""
    place = scene.stage.placed.point(POINT.point, POINT.side).position
    eye = place + np.array([-900.0, -900.0, 0.0])
    scene.show(camera=CameraPose(tuple(eye), tuple(place), (0.0, 0.0, 1.0)))


def test_a_needle_joins_point_and_target_once_the_skin_is_faded(inside: BallScene) -> None:
    inside.show(shown=(POINT,), subject=Subject("point", POINT.point))
    aside(inside)
    assert overlay(inside).needles == ()
    inside.show(skin_opacity=0.6)
    point = inside.stage.placed.point(POINT.point, POINT.side)
    (needle,) = overlay(inside).needles
    assert needle.start == pytest.approx(inside.pixel(point.position), abs=0.1)
    assert needle.end == pytest.approx(inside.pixel(point.target), abs=0.1)
    assert needle.selected
    target = point.position + [0.0, 60.0, 0.0]
    inside.stage.set_targets({(POINT.point, "right"): target})
    (needle,) = overlay(inside).needles
    assert needle.end == pytest.approx(inside.pixel(target), abs=0.1)
    inside.show(figure="male")
    assert overlay(inside).needles  # measured on the former body: forgotten
    assert overlay(inside).needles[0].end != pytest.approx(inside.pixel(target), abs=0.1)


def test_the_x_ray_shows_the_needle_too(inside: BallScene) -> None:
    inside.show(shown=(POINT,), subject=Subject("point", POINT.point), xray=True)
    aside(inside)
    assert len(overlay(inside).needles) == 1


def test_a_needle_is_painted_as_a_line_with_a_dot(inside: BallScene) -> None:
    inside.show(shown=(POINT,), subject=Subject("point", POINT.point), skin_opacity=0.0)
    aside(inside)
    start = inside.stage.placed.point(POINT.point, POINT.side).position
    inside.stage.set_targets({(POINT.point, "right"): start + [0.0, 80.0, 0.0]})
    drawn = Overlay(480, 480, needles=overlay(inside).needles)
    image = QImage(480, 480, QImage.Format.Format_RGBA8888)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    paint_overlay(painter, drawn, InkStyle(LIGHT))
    painter.end()
    (needle,) = drawn.needles

    def ink(share: float) -> int:
        x, y = (a + share * (b - a) for a, b in zip(needle.start, needle.end, strict=True))
        pixel = image.pixelColor(round(x), round(y))
        return min(pixel.red(), pixel.green(), pixel.blue())

    assert max(ink(0.3), ink(0.6), ink(1.0)) < 130
    x, y = needle.end
    assert image.pixelColor(round(x), round(y) + 2).red() < 130  # the dot is wider than the line
    assert image.pixelColor(round(x), round(y) + 8).red() == 255


def test_a_body_that_cannot_be_read_is_shown_without_its_inside(inside: BallScene) -> None:
    def broken(figure: str) -> object:
        raise ExplorerError("The muscles could not be read.", "Install the pack again.")

    inside.stage._depths._interior = Interior(inside.stage.atlas, broken)  # type: ignore[arg-type]
    inside.show(skin_opacity=0.3)
    inside.stage.render()
    problem = inside.stage.take_problem()
    assert problem is not None
    assert "could not be read" in str(problem)
    assert inside.stage.take_problem() is None
    assert inside.hit(BALLS[RECTUS_LEFT][0]) is None
