"""Lessons in files: what goes in comes out, and bad files lose nothing."""

from __future__ import annotations

import errno
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.anatomy.pain import Pain, PainStroke, RegionRef, SkinPlace
from explorer.errors import ExplorerError
from explorer.session.lesson import Lesson, LessonView
from explorer.session.lesson_file import read_lesson, write_lesson
from explorer.session.lesson_format import FORMAT, MOST_VIEWS
from explorer.session.view_state import CameraPose, PointRef, Subject, ViewState

KNOWN = {"a.trp1", "b.trp1", "muscle", "temple", "flag", "caution_pregnancy"}
STROKE = PainStroke((SkinPlace((1, 2, 3), (0.2, 0.3, 0.5)),), 20.0, 7)
FULL = ViewState(
    figure="pack:mine",
    subject=Subject("point", "a.trp1", "left"),
    shown=(PointRef("a.trp1", "left"), PointRef("b.trp1", "right")),
    region="temple",
    hidden=("muscle:x:left",),
    skin_opacity=0.5,
    pain=Pain((STROKE,), (RegionRef("temple", "left"),)),
)
LESSON = Lesson(
    "Kopf & Hals",
    "Ä. Autor",
    (
        LessonView("view-1", "First", "Say this.\nThen that.", FULL, "What is it?"),
        LessonView("view-2", "Second", state=ViewState(), hides_answer=True),
    ),
)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
offsets = st.floats(-3000, 3000, allow_nan=False)
vectors = st.tuples(offsets, offsets, offsets)
cameras = st.builds(
    lambda focal, away, angle: CameraPose(
        (focal[0] + 10.0, focal[1] + away, focal[2]), focal, (0.0, 0.0, 1.0), angle
    ),
    vectors,
    st.floats(0, 9000),
    st.floats(1, 90),
)
states = st.builds(
    ViewState,
    figure=st.sampled_from(["female", "male", "pack:mine"]),
    subject=st.none() | st.just(Subject("muscle", "muscle", "left")),
    shown=st.lists(st.sampled_from([PointRef("a.trp1", "left"), PointRef("b.trp1", "right")])).map(
        tuple
    ),
    camera=cameras,
    skin_opacity=st.floats(0, 1),
    xray=st.booleans(),
    pain=st.just(FULL.pain) | st.just(Pain()),
    conditions=st.just(()) | st.just(("caution_pregnancy",)),
)
lessons = st.lists(st.tuples(texts, texts, states, texts, st.booleans()), max_size=4).flatmap(
    lambda rows: st.builds(
        Lesson,
        texts,
        texts,
        st.just(
            tuple(LessonView(f"view-{i}", *row) for i, row in enumerate(rows, 1)),
        ),
    )
)


def written(folder: Path, lesson: Lesson = LESSON) -> Path:
    path = folder / "one.lesson.json"
    write_lesson(path, lesson, "mesh")
    return path


def changed(path: Path, change: Any) -> Path:
    content = json.loads(path.read_text(encoding="utf-8"))
    content = change(content) or content
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def refused(path: Path) -> str:
    """The sentence with which a file is refused; neither reading nor writing changes it."""
    before = path.read_bytes()
    with pytest.raises(ExplorerError) as error:
        read_lesson(path, KNOWN, "mesh")
    with pytest.raises(ExplorerError, match="not written over"):
        write_lesson(path, LESSON, "mesh")
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == [path.name]
    return str(error.value)


@given(lessons)
@settings(deadline=None, max_examples=60)
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, lesson: Lesson
) -> None:
    path = tmp_path_factory.mktemp("lesson") / "one.lesson.json"
    write_lesson(path, lesson, "mesh")
    assert read_lesson(path, KNOWN, "mesh") == (lesson, ())


def test_the_file_can_be_read_by_people(tmp_path: Path) -> None:
    text = written(tmp_path).read_text(encoding="utf-8")
    content = json.loads(text)
    assert (content["format"], content["format_version"]) == (FORMAT, 1)
    assert "Kopf & Hals" in text
    assert "Ä. Autor" in text
    assert content["views"][0]["question"] == "What is it?"
    assert content["views"][0]["state"]["shown"][0] == {"point": "a.trp1", "side": "left"}
    assert set(content["views"][1]["state"]) == {"figure", "camera"}


def test_a_lesson_is_saved_over_an_older_one_of_its_kind(tmp_path: Path) -> None:
    path = written(tmp_path)
    new = replace(LESSON, title="New")
    write_lesson(path, new, "mesh")
    assert read_lesson(path, KNOWN, "mesh")[0] == new


def test_what_is_not_known_here_is_left_out_and_named(tmp_path: Path) -> None:
    def add(content: Any) -> None:
        content["music"] = "loud"
        content["views"][0]["film"] = 1
        content["views"][0]["state"]["hologram"] = True
        content["views"][0]["state"]["conditions"] = ["moon_sickness", "caution_pregnancy"]
        content["views"][0]["state"]["tried"] = [[{"point": "gone.trp1", "side": "left"}, True]]

    path = changed(written(tmp_path), add)
    lesson, missing = read_lesson(path, KNOWN - {"b.trp1"}, "mesh")
    assert set(missing) == {"music", "film", "hologram", "moon_sickness", "gone.trp1", "b.trp1"}
    state = lesson.views[0].state
    assert state.shown == (PointRef("a.trp1", "left"),)
    assert state.conditions == ("caution_pregnancy",)
    assert state.tried == ()
    assert state.figure == "pack:mine"
    assert lesson.views[1] == LESSON.views[1]


def test_pain_painted_on_another_mesh_is_left_out_and_named(tmp_path: Path) -> None:
    lesson, missing = read_lesson(written(tmp_path), KNOWN, "another mesh")
    assert len(missing) == 1
    assert "another body mesh" in missing[0]
    assert lesson.views[0].state.pain == Pain(regions=FULL.pain.regions)


def test_views_that_share_a_name_or_have_none_get_one(tmp_path: Path) -> None:
    def spoil(content: Any) -> None:
        del content["views"][0]["id"]
        content["views"].append(dict(content["views"][1]))

    lesson, missing = read_lesson(changed(written(tmp_path), spoil), KNOWN, "mesh")
    assert missing == ()
    assert [v.title for v in lesson.views] == ["First", "Second", "Second"]
    assert len({v.id for v in lesson.views}) == 3


def test_a_newer_lesson_is_refused_and_kept(tmp_path: Path) -> None:
    path = changed(written(tmp_path), lambda c: c | {"format_version": 2, "views": "elsewhere"})
    assert "newer version" in refused(path)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "no lesson"),
        (b"{", "no lesson"),
        (b"\xff\xfe\x00", "no lesson"),
        (b"[]", "no lesson"),
        (b"[" * 100_000, "no lesson"),
        (b'{"format": "a thesis"}', "no lesson"),
        (json.dumps({"format": FORMAT}).encode(), "damaged"),
        (json.dumps({"format": FORMAT, "format_version": "1"}).encode(), "damaged"),
        (json.dumps({"format": FORMAT, "format_version": 1, "views": [7]}).encode(), "damaged"),
        (json.dumps({"format": FORMAT, "format_version": 1, "views": [{}]}).encode(), "damaged"),
        (
            json.dumps(
                {"format": FORMAT, "format_version": 1, "views": [{"state": {}}] * (MOST_VIEWS + 1)}
            ).encode(),
            str(MOST_VIEWS),
        ),
    ],
)
def test_a_file_that_is_no_lesson_is_refused_and_kept(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    path = tmp_path / "bad.lesson.json"
    path.write_bytes(content)
    assert sentence in refused(path)


CAMERA = {"position": [0, -1000, 800], "focal_point": [0, 0, 800], "view_up": [0, 0, 1]}


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ({"skin_opacity": "thick"}, "damaged"),
        ({"skin_opacity": 1.5}, "an opacity of 1.5"),
        ({"camera": {"position": [1, 2]}}, "damaged"),
        ({"camera": CAMERA | {"position": [0, 0, 800]}}, "the eye is where it looks"),
        ({"camera": CAMERA | {"position": [0, 1e300, 800]}}, "the eye is nowhere"),
        ({"camera": CAMERA | {"view_up": [0, 0, 0]}}, "nothing is up"),
        ({"camera": CAMERA | {"view_angle": 180}}, "180 degrees"),
        ({"subject": {"kind": "podcast", "id": "a.trp1"}}, "damaged"),
        ({"pain": {"strokes": [{"places": []}]}}, "no place"),
        (
            {"pain": {"strokes": [{"places": [{"vertices": [1, 2, 3], "weights": [9, 9, 9]}]}]}},
            "do not add up",
        ),
    ],
)
def test_a_view_that_cannot_be_shown_is_named_by_its_number(
    tmp_path: Path, state: dict[str, Any], sentence: str
) -> None:
    def spoil(content: Any) -> None:
        content["views"][1]["state"] = state

    said = refused(changed(written(tmp_path), spoil))
    assert "View 2" in said
    assert sentence in said


def test_missing_files_and_folders_get_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ExplorerError, match="could not be read"):
        read_lesson(tmp_path / "none.json", KNOWN, "mesh")
    with pytest.raises(ExplorerError, match="could not be read"):
        read_lesson(tmp_path, KNOWN, "mesh")
    with pytest.raises(ExplorerError, match="could not be written"):
        write_lesson(tmp_path / "no folder" / "a.json", LESSON, "mesh")
    with pytest.raises(ExplorerError, match="not written over"):
        write_lesson(tmp_path, LESSON, "mesh")


def test_a_full_disk_leaves_the_former_lesson(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("explorer.files.os.replace", full)
    with pytest.raises(ExplorerError, match="No space left"):
        write_lesson(path, replace(LESSON, title="New"), "mesh")
    assert read_lesson(path, KNOWN, "mesh")[0] == LESSON
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_half_a_character_does_not_keep_a_lesson_from_being_saved(tmp_path: Path) -> None:
    path = written(tmp_path, replace(LESSON, title="A\ud800B"))
    assert read_lesson(path, KNOWN, "mesh")[0].title == "A?B"
