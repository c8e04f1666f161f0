"""Slides on other figures, with and without questions, cancelled, refused, crowded."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from slide_reading import box, named, words

from explorer.anatomy.atlas import Atlas
from explorer.errors import ExplorerError
from explorer.export.lesson_making import lesson_of
from explorer.export.showing import Showing, showing
from explorer.export.slides.credits import add_credits, credit_lines
from explorer.export.slides.deck import new_deck
from explorer.export.slides.notes import citation, sources_of
from explorer.export.slides.writing import ASPECT, SlideOptions, write_slides
from explorer.packs.cancelling import Cancelled
from explorer.scene.camera import Lens, pan
from explorer.session.lesson import Lesson, LessonView, change_view
from explorer.session.view_state import PointRef, ViewState

pptx = pytest.importorskip("pptx", reason="python-pptx, which writes slides, is not installed")

POINT = "upper_trapezius.trp1"
SMALL = SlideOptions(width=240)


@pytest.fixture(scope="module")
def show(atlas: Atlas, qapp: object) -> Iterator[Showing]:
    with showing(atlas) as made:
        yield made


@pytest.fixture(scope="module")
def lesson(show: Showing) -> Lesson:
    return lesson_of(show, [POINT], aspect=ASPECT)


def one_view(figure: str = "female", **changes: Any) -> Lesson:
    state = replace(ViewState(figure=figure), **changes)
    return Lesson("T", "", (LessonView("v", "View", state=state),))


def test_a_body_that_is_not_there_is_replaced_and_named(
    show: Showing, lesson: Lesson, atlas: Atlas, tmp_path: Path
) -> None:
    gone = [replace(v, state=replace(v.state, figure="pack:gone")) for v in lesson.views]
    lost = replace(lesson, views=tuple(gone))
    done = write_slides(atlas, lost, tmp_path / "a.pptx", SMALL, show=show)
    assert done.missing == ("pack:gone",)
    slides = pptx.Presentation(str(tmp_path / "a.pptx")).slides
    assert named(slides[1], "Label")


def test_another_figure_is_shown_when_asked_for(
    show: Showing, lesson: Lesson, atlas: Atlas, tmp_path: Path
) -> None:
    options = replace(SMALL, figure="male")
    write_slides(atlas, lesson, tmp_path / "a.pptx", options, show=show)
    assert show.state.figure == "male"
    slides = pptx.Presentation(str(tmp_path / "a.pptx")).slides
    (label,) = named(slides[1], "Label")
    assert label.text_frame.paragraphs[0].text == "Upper trapezius TrP1"
    with pytest.raises(ExplorerError, match="nobody"):
        write_slides(atlas, lesson, tmp_path / "b.pptx", replace(SMALL, figure="nobody"), show=show)
    assert [p.name for p in tmp_path.glob("*.pptx")] == ["a.pptx"]


@pytest.mark.parametrize(
    ("questions", "asks", "slides"),
    [(None, "", 3), (None, "Why?", 4), (True, "", 4), (False, "Why?", 3)],
)
def test_questions_come_when_a_view_asks_or_on_demand(
    show: Showing, atlas: Atlas, tmp_path: Path, questions: bool | None, asks: str, slides: int
) -> None:
    lesson = change_view(one_view(), "v", lambda v: replace(v, question=asks))
    options = SlideOptions(questions=questions, width=240)
    write_slides(atlas, lesson, tmp_path / "a.pptx", options, show=show)
    found = pptx.Presentation(str(tmp_path / "a.pptx")).slides
    assert len(found) == slides
    if slides == 4 and asks:
        assert found[1].shapes.title.text_frame.text == "Why?"


def test_when_cancelled_nothing_is_left_behind(
    show: Showing, lesson: Lesson, atlas: Atlas, tmp_path: Path
) -> None:
    path = tmp_path / "a.pptx"
    path.write_bytes(b"former")
    calls = iter([False, False, True])
    with pytest.raises(Cancelled):
        write_slides(atlas, one_view(), path, SMALL, cancelled=lambda: next(calls, True), show=show)
    assert path.read_bytes() == b"former"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_leaves_the_former_deck(
    show: Showing, lesson: Lesson, atlas: Atlas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.pptx"
    path.write_bytes(b"former")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("explorer.files.os.replace", full)
    with pytest.raises(ExplorerError, match="No space left"):
        write_slides(atlas, one_view(), path, SMALL, show=show)
    assert path.read_bytes() == b"former"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("a.ppt", "PPTX"), ("a", "PPTX"), ("none/a.pptx", "no folder"), ("dir.pptx", "is a folder")],
)
def test_a_wrong_name_is_refused_before_any_work(
    atlas: Atlas, tmp_path: Path, name: str, sentence: str
) -> None:
    (tmp_path / "dir.pptx").mkdir()
    with pytest.raises(ExplorerError, match=sentence):
        write_slides(atlas, one_view(), tmp_path / name)


def test_an_empty_lesson_is_refused(atlas: Atlas, tmp_path: Path) -> None:
    with pytest.raises(ExplorerError, match="no views"):
        write_slides(atlas, Lesson("T"), tmp_path / "a.pptx")


def test_a_name_keeps_clear_of_the_legend(
    show: Showing, lesson: Lesson, atlas: Atlas, tmp_path: Path
) -> None:
    state = lesson.views[0].state
    show.show(state)
    lens = Lens(state.camera, 960, round(960 / ASPECT))
    pose = state.camera
    place = show.stage.placed.point(POINT, "right").position
    (x, y) = lens.project(place[None])[0][0]
    # The body is moved until its marker stands left of the legend.
    moved = pan(pose, 690 - x, lens.height - 70 - y, lens.height)
    there = change_view(
        lesson,
        lesson.views[0].id,
        lambda v: replace(v, state=replace(state, camera=moved)),
    )
    write_slides(atlas, there, tmp_path / "a.pptx", SMALL, show=show)
    slide = pptx.Presentation(str(tmp_path / "a.pptx")).slides[1]
    (label,), (legend,) = named(slide, "Label"), named(slide, "Legend")
    x, y, w, h = box(label)
    ox, oy, ow, _ = box(legend)
    assert x + w <= ox or ox + ow <= x or y + h <= oy


def test_many_sources_go_on_further_slides_and_none_is_lost(qapp: object, atlas: Atlas) -> None:
    deck = new_deck("T", "", "")
    shown = tuple(PointRef(p, "right") for p in atlas.points)
    add_credits(deck, atlas, [ViewState(shown=shown)])
    assert len(deck.slides) > 1
    said = [p for slide in deck.slides for p in words(slide).split("\n")]
    for reference in sources_of(atlas, [ViewState(shown=shown)]):
        assert said.count(citation(reference)) == 1


def test_whose_anatomy_is_shown_is_said(atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explorer.export.slides.credits.pack_credit", lambda figure: f"By {figure}")
    states = [ViewState(figure="pack:a"), ViewState(figure="pack:a", skin_opacity=0.0)]
    said = [line[0] for line in credit_lines(atlas, states)]
    assert said.count("By pack:a") == 1
    schematic = [line[0] for line in credit_lines(atlas, [ViewState(skin_opacity=0.0)])]
    assert any("schematic" in line for line in schematic)
