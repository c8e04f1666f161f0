"""A lesson as a page: its questions, notes and bodies, its size, and what is not on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from explorer.anatomy.atlas import Atlas
from explorer.errors import ExplorerError
from explorer.export.lesson_of_points import lesson_of_points
from explorer.export.page.lessons import ASPECT, on_body, page_views
from explorer.export.page.size import estimated_size
from explorer.export.page.views import PageView, left_out, needs_of, view_record
from explorer.export.page.writing import write_page
from explorer.export.plates import plate_state
from explorer.export.showing import Showing, showing
from explorer.packs.cancelling import Cancelled
from explorer.session.lesson import Lesson, LessonView
from explorer.session.view_state import PointRef, ViewState

POINT = "soleus.trp1"


@pytest.fixture(scope="module")
def show(atlas: Atlas, qapp: object) -> Iterator[Showing]:
    with showing(atlas) as made:
        yield made


def lesson(atlas: Atlas, *ids: str, question: str = "") -> Lesson:
    views = tuple(
        LessonView(id, id, "Say this.", plate_state(atlas, id, "right", "female"), question)
        for id in ids
    )
    return Lesson("T", "", views)


def test_a_question_comes_before_its_answer_and_does_not_tell_it(atlas: Atlas) -> None:
    views = page_views(atlas, lesson(atlas, "gluteus_medius", question="Which?"), markers=True)
    asked, answer = views
    assert (asked.title, answer.title) == ("Which?", "gluteus_medius")
    assert (asked.notes, answer.notes) == ("", "Say this.")
    record = view_record(atlas, asked, needs_of(atlas, views, all_points=False))
    assert record["asks"]
    assert (record["zones"], record["labels"], record["legend"]) == (False, False, False)
    assert (record["selected"], record["about"]) == (-1, "")
    assert record["shown"]
    assert not record["markers"]  # among all others nobody could tell which one is meant
    assert answer.state.markers


def test_questions_can_be_wanted_before_all_views_or_none(atlas: Atlas) -> None:
    made = lesson(atlas, POINT, "masseter_superficial", question="")
    assert len(page_views(atlas, made)) == 2
    assert len(page_views(atlas, made, questions=True)) == 4
    asked = lesson(atlas, POINT, question="Why?")
    assert [v.asks for v in page_views(atlas, asked, questions=False)] == [False]


def test_notes_stay_at_home_when_wanted(atlas: Atlas) -> None:
    (view,) = page_views(atlas, lesson(atlas, POINT), notes=False)
    assert view.notes == ""


def test_views_come_onto_one_body_or_one_that_is_there(show: Showing, atlas: Atlas) -> None:
    made = lesson(atlas, POINT)
    lost = replace(made.views[0], state=replace(made.views[0].state, figure="pack:gone"))
    found, missing = on_body(show, replace(made, views=(*made.views, lost)), None)
    assert [v.state.figure for v in found.views] == ["female", "female"]
    assert missing == ("pack:gone",)
    found, missing = on_body(show, made, "male")
    assert found.views[0].state.figure == "male"
    assert found.views[0].state.camera != made.views[0].state.camera
    assert missing == ()


def test_the_size_is_known_before_the_page_is_made(atlas: Atlas, tmp_path: Path) -> None:
    ids = ("gluteus_medius", "temporalis", "complaint_headache")
    views = page_views(atlas, lesson(atlas, *ids))
    report = write_page(atlas, views, tmp_path / "a.html")
    assert estimated_size(atlas, views) == pytest.approx(report.size, rel=0.15)
    assert 3.5e6 < estimated_size(atlas, views, all_points=True) < 4.5e6


def test_what_is_not_on_the_page_is_said_once_for_all_views(atlas: Atlas) -> None:
    shown, faded = ViewState(), ViewState(skin_opacity=0.5)
    pair = (PointRef(POINT, "left"), PointRef(POINT, "right"))
    views = [
        PageView("", "", s)
        for s in (shown, faded, replace(faded, xray=True), replace(shown, compared=pair), faded)
    ]
    assert left_out(views) == (
        "Views 2, 3 and 5 look under the skin; the page shows its skin.",
        "View 4 tells points apart; the page paints them alike.",
    )
    assert left_out(views[:1]) == ()


def test_a_lesson_of_points_has_each_side_as_asked_for(atlas: Atlas, qapp: object) -> None:
    told: list[float] = []
    made = lesson_of_points(
        atlas,
        [(POINT, "left"), ("gluteus_medius.trp1", "right")],
        figure="male",
        aspect=ASPECT,
        title="Mine",
        markers=True,
        progress=lambda share, _: told.append(share),
    )
    assert made.title == "Mine"
    assert len({view.id for view in made.views}) == len(made.views) >= 2
    subjects = [view.state.subject for view in made.views]
    assert next((s.id, s.side) for s in subjects if s) == (POINT, "left")
    assert all(view.state.markers and view.state.figure == "male" for view in made.views)
    assert told == sorted(told)
    with pytest.raises(ExplorerError, match="Nothing was named"):
        lesson_of_points(atlas, [], figure="male", aspect=ASPECT)
    with pytest.raises(Cancelled):
        lesson_of_points(
            atlas, [(POINT, "left")], figure="male", aspect=ASPECT, cancelled=lambda: True
        )
