"""Points far from their own muscle, on a box with two landmarks and a strap between them."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from explorer.anatomy.model import Anchor, Course, CoursePart, CoursePlace, Pressing
from explorer.body.anchors import AnchorResolver
from explorer.body.checked_body import Body
from explorer.body.on_course import LIMIT, distances_to_course, points_off_course

LOW, HIGH = np.array([-100.0, -100.0, 0.0]), np.array([100.0, 100.0, 1000.0])


@pytest.fixture
def body() -> Body:
    corners = np.array([[x, y, z] for x in (0, 1) for y in (0, 1) for z in (0, 1)])
    vertices = LOW + corners * (HIGH - LOW)
    faces = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
    triangles = np.array([t for a, b, c, d in faces for t in ((a, b, c), (a, c, d))])
    normals = np.where(corners == 1, 1.0, -1.0) / np.sqrt(3)
    places = {"top": np.array([-100.0, 0.0, 900.0]), "bottom": np.array([-100.0, 0.0, 100.0])}
    resolver = AnchorResolver(places, vertices, triangles)
    return Body(frozenset(places), (), resolver, vertices, normals)


def inside(name: str, **shift: float) -> CoursePlace:
    return CoursePlace({name: 1.0}, {"medial": 20.0, **shift})  # type: ignore[dict-item]


STRAP = CoursePart(((inside("top"), inside("bottom")),), (5.0,), (10.0,))


def knowledge(anchor: Anchor, parts: tuple[CoursePart, ...] | None, **pressing: Any) -> Any:
    course = None if parts is None else Course(parts)
    push = Pressing(**({"depth_mm": 20.0, "direction": "medial"} | pressing))
    return SimpleNamespace(
        muscles=(SimpleNamespace(id="strap", name="Strap", course=course),),
        trigger_points=(
            SimpleNamespace(id="strap.trp1", muscle="strap", anchor=anchor, pressing=push),
        ),
    )


def anchor(**shift: float) -> Anchor:
    return Anchor({"top": 0.5, "bottom": 0.5}, dict(shift), "lateral")  # type: ignore[arg-type]


def gap(kb: Any, body: Body) -> float:
    ((point, distance),) = distances_to_course(kb, body)
    assert point.id == "strap.trp1"
    return distance


def test_a_point_over_its_muscle_is_as_near_as_its_pressing_line_reaches(body: Body) -> None:
    assert gap(knowledge(anchor(), (STRAP,)), body) == pytest.approx(0.0, abs=1.5)
    # Pressed 10 mm deep (13 are followed), it ends 7 mm short of a strap that lies 20 mm deep.
    short = knowledge(anchor(), (STRAP,), depth_mm=10.0)
    assert gap(short, body) == pytest.approx(7.0, abs=0.5)
    # Pushed straight in or told to, on this flat face that is the same but for the rough normals.
    assert gap(knowledge(anchor(), (STRAP,), direction=None), body) < 12.0


def test_a_point_elsewhere_is_told_with_its_distance(body: Body) -> None:
    near = knowledge(anchor(anterior=LIMIT - 10), (STRAP,))
    assert list(points_off_course(near, body)) == []
    far = knowledge(anchor(anterior=LIMIT + 20), (STRAP,))
    ((path, message),) = points_off_course(far, body)
    assert path == "$.trigger_points[0].anchor"
    assert "80 mm from the course of Strap" in message


def test_the_sheet_between_strands_is_muscle_too(body: Body) -> None:
    strands = tuple(
        (inside("top", anterior=mm), inside("bottom", anterior=mm)) for mm in (0.0, 90.0)
    )
    between = knowledge(anchor(anterior=45.0), (CoursePart(strands, (5.0,)),))
    assert gap(between, body) < 15.0
    alone = knowledge(anchor(anterior=45.0), (CoursePart(strands[:1], (5.0,), (10.0,)),))
    assert gap(alone, body) == pytest.approx(45.0, abs=1.5)


def test_a_place_with_a_depth_lies_under_the_skin(body: Body) -> None:
    strand = tuple(
        CoursePlace({name: 1.0}, {}, "lateral", depth_mm=20.0) for name in ("top", "bottom")
    )
    part = CoursePart((strand,), (5.0,), (10.0,))
    assert gap(knowledge(anchor(), (part,)), body) < 15.0


def test_a_muscle_without_a_course_says_nothing(body: Body) -> None:
    assert list(distances_to_course(knowledge(anchor(), None), body)) == []


@pytest.mark.parametrize(
    "broken",
    [
        Anchor({}),
        Anchor({"nowhere": 1.0}),
        Anchor({"top": 0.0}),
        Anchor({"top": 1.0}, {"lateral": 1e300}),
        Anchor({"top": 1.0}, {"along": 5.0}),
    ],
)
def test_words_that_cannot_be_placed_are_left_to_the_other_checks(
    body: Body, broken: Anchor
) -> None:
    assert list(distances_to_course(knowledge(broken, (STRAP,)), body)) == []
    place = CoursePlace(broken.landmarks, broken.shift)
    part = replace(STRAP, strands=((inside("top"), place),))
    assert list(distances_to_course(knowledge(anchor(), (part,)), body)) == []


@pytest.mark.parametrize("strands", [(), ((),)])
def test_a_course_without_places_is_left_to_the_other_checks(body: Body, strands: Any) -> None:
    part = replace(STRAP, strands=strands)
    assert list(distances_to_course(knowledge(anchor(), (part,)), body)) == []
