from __future__ import annotations

from typing import Any

import msgspec
import numpy as np
import pytest
from small import content, document

from explorer.anatomy.model import KnowledgeBase
from explorer.body.anchors import AnchorResolver
from explorer.body.checked_body import Body
from explorer.body.checking import problems_on_body


@pytest.fixture
def body() -> Body:
    """A box 200 mm wide and deep and 1000 mm high, with three landmarks and two patches."""
    low, high = np.array([-100.0, -100.0, 0.0]), np.array([100.0, 100.0, 1000.0])
    corners = np.array([[x, y, z] for x in (0, 1) for y in (0, 1) for z in (0, 1)])
    vertices = low + corners * (high - low)
    faces = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
    triangles = np.array([t for a, b, c, d in faces for t in ((a, b, c), (a, c, d))])
    normals = np.where(corners == 1, 1.0, -1.0) / np.sqrt(3)
    places = {
        "c7_spinous_process": np.array([0.0, 100.0, 800.0]),
        "acromion_tip": np.array([-100.0, 0.0, 800.0]),
        "mastoid_tip": np.array([-60.0, 100.0, 950.0]),
    }
    return Body(
        frozenset(places),
        ("neck_side", "head_temple"),
        AnchorResolver(places, vertices, triangles),
        vertices,
        normals,
    )


def problems(doc: Any, body: Body) -> dict[str, str]:
    knowledge = msgspec.json.decode(content(doc), type=KnowledgeBase)
    return dict(problems_on_body(knowledge, body))


def test_a_sound_document_fits_the_body(body: Body) -> None:
    assert problems(document(), body) == {}


def test_unknown_landmarks_are_told_in_anchors_waypoints_and_strokes(body: Body) -> None:
    doc = document()
    doc["trigger_points"][0]["anchor"]["landmarks"] = {"nowhere": 0.5, "acromion_tip": 0.5}
    doc["trigger_points"][0]["zones"][0]["strokes"][0]["through"][1] = "not_here"
    stroke = doc["trigger_points"][1]["zones"][1]["strokes"][0]
    stroke["through"][1] = {"landmarks": {"nor_here": 1}}
    found = problems(doc, body)
    assert list(found) == [
        "$.trigger_points[0].anchor.landmarks.nowhere",
        "$.trigger_points[0].zones[0].strokes[0].through[1]",
        "$.trigger_points[1].zones[1].strokes[0].through[1].landmarks.nor_here",
    ]
    assert "'not_here'" in found["$.trigger_points[0].zones[0].strokes[0].through[1]"]


@pytest.mark.parametrize(("weight", "wrong"), [(0.3, True), (0.9, True), (0.51, False)])
def test_weights_sum_to_one_up_to_rounding(body: Body, weight: float, wrong: bool) -> None:
    doc = document()
    doc["trigger_points"][0]["anchor"]["landmarks"]["acromion_tip"] = weight
    assert list(problems(doc, body)) == ["$.trigger_points[0].anchor.landmarks"] * wrong


def test_an_anchor_without_landmarks_is_told_and_not_placed(body: Body) -> None:
    doc = document()
    doc["trigger_points"][0]["anchor"]["landmarks"] = {}
    assert list(problems(doc, body)) == ["$.trigger_points[0].anchor.landmarks"]


def test_a_shift_along_a_line_needs_two_landmarks(body: Body) -> None:
    doc = document()
    doc["trigger_points"][1]["anchor"]["landmarks"] = {"acromion_tip": 1}
    assert list(problems(doc, body)) == ["$.trigger_points[1].anchor.shift.along"]


def test_a_stroke_has_one_width_or_one_for_each_waypoint(body: Body) -> None:
    doc = document()
    doc["trigger_points"][0]["zones"][0]["strokes"][0]["width_mm"] = [10, 20, 30]
    found = problems(doc, body)
    assert list(found) == ["$.trigger_points[0].zones[0].strokes[0].width_mm"]
    assert "2 waypoints; found 3" in next(iter(found.values()))


def test_the_patches_of_the_file_and_of_the_body_are_the_same(body: Body) -> None:
    doc = document()
    doc["regions"].append({**doc["regions"][0], "id": "tail"})
    assert list(problems(doc, body)) == ["$.regions[3].id"]
    doc = document()
    del doc["regions"][0]
    found = problems(doc, body)
    assert list(found) == ["$.regions"]
    assert "'neck_side'" in found["$.regions"]


def test_a_place_inside_the_body_is_no_patch_of_it_unless_it_points_at_itself(body: Body) -> None:
    doc = document()
    doc["regions"][0] |= {"depth": "deep", "points_at": "head_temple"}
    assert list(problems(doc, body)) == ["$.regions[0].points_at"]
    doc["regions"][0]["points_at"] = "neck_side"
    assert problems(doc, body) == {}


def test_a_place_inside_the_body_cannot_be_painted_whole(body: Body) -> None:
    doc = document()
    doc["trigger_points"][1]["zones"][0]["fill"].append("face_behind_eye")
    found = problems(doc, body)
    assert list(found) == ["$.trigger_points[1].zones[0].fill[1]"]
    assert "inside the body" in next(iter(found.values()))


def test_a_marker_over_the_midline_is_told(body: Body) -> None:
    doc = document()
    doc["trigger_points"][0]["anchor"]["shift"] = {"medial": 60}
    found = problems(doc, body)
    assert list(found) == ["$.trigger_points[0].anchor"]
    assert "10 mm over the midline" in next(iter(found.values()))


def test_a_push_away_from_the_body_is_told(body: Body) -> None:
    doc = document()
    anchor = {"landmarks": {"acromion_tip": 1}}
    doc["trigger_points"][0]["anchor"] = anchor
    doc["trigger_points"][0]["pressing"]["direction"] = "lateral"
    assert list(problems(doc, body)) == ["$.trigger_points[0].pressing.direction"]
    doc["trigger_points"][0]["pressing"]["direction"] = "medial"
    assert problems(doc, body) == {}


@pytest.mark.parametrize("shift", [1e4, 1e308])
def test_a_shift_out_of_all_bounds_is_left_to_the_schema(body: Body, shift: float) -> None:
    doc = document()
    doc["trigger_points"][0]["anchor"]["shift"] = {"superior": shift}
    assert problems(doc, body) == {}


def test_a_course_is_checked_place_by_place(body: Body) -> None:
    doc = document()
    place = {"landmarks": {"acromion_tip": 1}}
    doc["muscles"][0]["course"] = {
        "parts": [
            {"strands": [[place, place]], "thickness_mm": [8]},
            {
                "strands": [[place, {"landmarks": {"nowhere": 1}}], [place, place]],
                "thickness_mm": [8],
                "flesh": [0.8, 0.2],
            },
        ]
    }
    assert list(problems(doc, body)) == [
        "$.muscles[0].course.parts[0].width_mm",
        "$.muscles[0].course.parts[1].flesh",
        "$.muscles[0].course.parts[1].strands[0][1].landmarks.nowhere",
    ]


def test_a_danger_path_is_checked_place_by_place(body: Body) -> None:
    doc = document()
    place = {"landmarks": {"acromion_tip": 1}}
    doc["cautions"][0]["paths"] = [
        {"name": "artery", "places": [place, {"landmarks": {"nowhere": 1}}], "radius_mm": 3},
        {"name": "nerve", "places": [place, place], "radius_mm": [3, 4, 5]},
    ]
    assert list(problems(doc, body)) == [
        "$.cautions[0].paths[0].places[1].landmarks.nowhere",
        "$.cautions[0].paths[1].radius_mm",
    ]
