from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy.spatial import cKDTree

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import Course, CoursePart, CoursePlace
from explorer.body.courses import BodySide, body_side, skin_fibres
from explorer.body.figure import list_figures, load_figure
from explorer.body.landmarks import load_landmarks
from explorer.body.schematic import schematic_muscles

BELLY = CoursePart(
    (
        (
            CoursePlace({"fibular_head": 0.5, "popliteal_middle": 0.5}),
            CoursePlace({"calf_upper_middle": 1.0}, depth_mm=20.0),
            CoursePlace({"achilles_insertion": 1.0}, depth_mm=4.0),
        ),
    ),
    thickness_mm=(8.0, 20.0, 5.0),
    width_mm=(20.0, 50.0, 10.0),
)


@pytest.fixture(scope="module")
def one_muscle(atlas: Atlas) -> Atlas:
    """An atlas in which only the soleus has a course."""
    kb = atlas.knowledge
    muscles = tuple(
        replace(m, course=Course((BELLY,)) if m.id == "soleus" else None) for m in kb.muscles
    )
    return Atlas(replace(kb, muscles=muscles))


def test_a_place_without_depth_is_the_mean_of_its_landmarks() -> None:
    figure = load_figure("female")
    marks = load_landmarks()
    body = BodySide(figure.base_vertices)
    place = body.place(
        CoursePlace({"arm_front_middle": 0.25, "arm_back_middle": 0.75}, {"superior": 7})
    )
    front = marks["arm_front_middle"].point.on(figure.base_vertices)
    back = marks["arm_back_middle"].point.on(figure.base_vertices)
    assert place == pytest.approx(0.25 * front + 0.75 * back + [0, 0, 7])


@pytest.mark.parametrize("figure", ["male", "female_heavy"])
def test_a_place_with_depth_lies_that_deep_under_the_skin(figure: str) -> None:
    body = BodySide(load_figure(figure).base_vertices)
    place = body.place(CoursePlace({"l3_erector_belly": 1.0}, depth_mm=18.0))
    skin = load_landmarks()["l3_erector_belly"].point.on(body.vertices)
    assert np.linalg.norm(place - skin) == pytest.approx(18.0)
    assert place[1] < skin[1] - 12  # deeper is further to the front, on the back


def test_the_left_muscle_is_the_mirror_image_of_the_right(one_muscle: Atlas) -> None:
    made = schematic_muscles(one_muscle, load_figure("female"))
    assert [i.id for i in made.items] == ["muscle:soleus:right", "muscle:soleus:left"]
    (right, right_faces), (left, left_faces) = made.mesh(0), made.mesh(1)
    assert right[:, 0].max() < 0 < left[:, 0].min()
    assert left * [-1, 1, 1] == pytest.approx(right, abs=0.6)
    for vertices, faces in ((right, right_faces), (left, left_faces)):
        a, b, c = (vertices[faces[:, k]].astype(float) for k in range(3))
        assert np.einsum("ij,ij->", a, np.cross(b, c)) > 0  # outward on both sides


def test_real_flesh_takes_the_place_of_the_schematic(one_muscle: Atlas) -> None:
    made = schematic_muscles(
        one_muscle, load_figure("female"), skip=frozenset({"muscle:soleus:left"})
    )
    assert [i.id for i in made.items] == ["muscle:soleus:right"]
    assert made.items[0].source == "schematic"
    assert made.items[0].muscles == ("soleus",)


@pytest.mark.parametrize("figure", [f.id for f in list_figures()])
def test_fibres_lie_on_the_skin_of_every_figure(one_muscle: Atlas, figure: str) -> None:
    body = load_figure(figure)
    tree = cKDTree(body.vertices)
    for side, sign in (("right", -1), ("left", 1)):
        lines = skin_fibres(one_muscle, body, "soleus", side)  # type: ignore[arg-type]
        assert len(lines) == 5
        for line in lines:
            distance, near = tree.query(line.points)
            assert distance.max() < 15  # the widest triangle
            over = np.einsum("ij,ij->i", line.points - body.vertices[near], body.normals[near])
            assert np.abs(over).max() < 1.5
            assert (line.points[:, 0] * sign > 0).all()
            assert line.points[0, 2] > line.points[-1, 2] + 200  # from the knee to the heel
            assert np.linalg.norm(line.normals, axis=1) == pytest.approx(1.0)
            assert line.deep  # it lies under the gastrocnemius


def test_a_muscle_without_a_course_draws_nothing(one_muscle: Atlas) -> None:
    assert skin_fibres(one_muscle, load_figure("male"), "masseter_deep", "right") == ()


def test_the_left_body_reads_as_a_right_one() -> None:
    figure = load_figure("male")
    left, right = body_side(figure, "left"), body_side(figure, "right")
    assert left.vertices == pytest.approx(right.vertices, abs=0.6)


def test_baked_flesh_is_the_same_and_changes_with_the_course(
    one_muscle: Atlas, tmp_path: Path
) -> None:
    figure = load_figure("female")
    fresh = schematic_muscles(one_muscle, figure)
    schematic_muscles(one_muscle, figure, cache=tmp_path)
    (file,) = tmp_path.iterdir()
    again = schematic_muscles(one_muscle, figure, cache=tmp_path)
    assert again.items == fresh.items
    assert (again.vertices == fresh.vertices).all()
    assert (again.triangles == fresh.triangles).all()
    kb = one_muscle.knowledge
    thicker = replace(BELLY, thickness_mm=(8.0, 30.0, 5.0))
    muscles = tuple(
        replace(m, course=Course((thicker,))) if m.id == "soleus" else m for m in kb.muscles
    )
    other = schematic_muscles(Atlas(replace(kb, muscles=muscles)), figure, cache=tmp_path)
    assert np.ptp(other.vertices, axis=0).max() > 0
    assert not np.allclose(other.vertices, fresh.vertices)
    assert [f.name for f in tmp_path.iterdir()] != [file.name]  # the stale one is gone
    file.write_bytes(b"damaged")
    assert (schematic_muscles(one_muscle, figure, cache=tmp_path).vertices == fresh.vertices).all()


def test_the_course_says_where_flesh_ends_and_how_fibres_run(one_muscle: Atlas) -> None:
    made = schematic_muscles(one_muscle, load_figure("female"))
    assert made.grain is not None
    right = made.grain[: made.first_vertex[1]]
    tendon, across = right.T
    height = made.mesh(0)[0][:, 2]
    assert tendon[height < np.quantile(height, 0.05)].min() == 1.0  # at the heel
    assert tendon[np.abs(height - np.median(height)) < 30].max() == 0.0
    assert np.ptp(across) == pytest.approx(50.0, abs=0.5)  # as wide as said
    only = made.only({"muscle:soleus:left"})
    assert [i.id for i in only.items] == ["muscle:soleus:left"]
    assert only.grain is not None
    assert (only.grain == made.grain[made.first_vertex[1] :]).all()
