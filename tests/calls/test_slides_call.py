"""``slides`` from the command line."""

from __future__ import annotations

import argparse
import functools
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from explorer.anatomy.atlas import Atlas
from explorer.body.topology import load_topology
from explorer.calls.slides import run_slides
from explorer.errors import ExplorerError
from explorer.export.lesson_making import lesson_of, view_title
from explorer.export.showing import showing
from explorer.export.slides.writing import SlideOptions
from explorer.session.lesson import Lesson, LessonView
from explorer.session.lesson_file import write_lesson
from explorer.session.view_state import PointRef, Subject, ViewState


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Slides with small pictures, if there can be any."""
    pytest.importorskip("pptx", reason="python-pptx, which writes slides, is not installed")
    few = functools.partial(SlideOptions, width=240)
    monkeypatch.setattr("explorer.export.slides.writing.SlideOptions", few)


def arguments(output: Path, *what: str, **changes: Any) -> argparse.Namespace:
    usual = {"figure": None, "side": "right", "title": None, "author": None, "questions": None}
    return argparse.Namespace(what=list(what), output=output, **(usual | changes))


def saved(folder: Path) -> Path:
    path = folder / "one.lesson.json"
    view = LessonView("v", "Saved view", state=ViewState(shown=(PointRef("soleus.trp1", "left"),)))
    write_lesson(path, Lesson("Saved", "Somebody", (view,)), load_topology().fingerprint())
    return path


def titles(path: Path) -> list[str]:
    from pptx import Presentation

    return [s.shapes.title.text_frame.text for s in Presentation(str(path)).slides]


def test_ids_make_a_lesson_on_the_spot(
    atlas: Atlas, qapp: object, small: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "deck.pptx"
    call = arguments(path, "soleus.trp1", side="left", title="Calves", questions=True)
    assert run_slides(call, atlas) == 0
    found = titles(path)
    assert found[0] == "Calves"
    assert found[2] == "Soleus TrP1"
    assert len(found) == 4
    assert f"{path}: 4 slides" in capsys.readouterr().out


def test_a_lesson_is_read_and_what_is_unknown_is_told(
    atlas: Atlas, qapp: object, small: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lesson = saved(tmp_path)
    content = json.loads(lesson.read_text(encoding="utf-8"))
    content["views"][0]["state"]["shown"].append({"point": "moon.trp1", "side": "left"})
    content["views"][0]["state"]["figure"] = "pack:gone"
    lesson.write_text(json.dumps(content), encoding="utf-8")
    path = tmp_path / "deck.pptx"
    assert run_slides(arguments(path, str(lesson), author="Me"), atlas) == 0
    assert titles(path)[:2] == ["Saved", "Saved view"]
    told = capsys.readouterr().err
    assert "moon.trp1" in told
    assert "pack:gone" in told


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        (["soleus.trp9"], "Did you mean 'soleus.trp"),
        (["none.lesson.json"], "could not be read"),
        (["one.lesson.json", "soleus.trp1"], "beside it"),
    ],
)
def test_wrong_names_are_told_before_any_work(
    atlas: Atlas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: list[str], sentence: str
) -> None:
    saved(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("explorer.export.showing.Stage", None)
    with pytest.raises(ExplorerError) as error:
        run_slides(arguments(tmp_path / "deck.pptx", *what), atlas)
    assert sentence in str(error.value)
    assert not (tmp_path / "deck.pptx").exists()


def test_a_point_behind_its_pattern_gets_a_view_of_its_own(atlas: Atlas, qapp: object) -> None:
    with showing(atlas) as show:
        lesson = lesson_of(show, ["infraspinatus.trp1"], aspect=2.0, side="left")
        assert [v.title for v in lesson.views] == [
            "Infraspinatus TrP1",
            "Infraspinatus TrP1: the pattern",
        ]
        seen = []
        for view in lesson.views:
            show.show(view.state)
            number = show.stage.index_of(PointRef("infraspinatus.trp1", "left"))
            seen.append(number in show.stage.visible()[0])
        assert seen == [True, False]
        both = lesson_of(show, ["soleus.trp1", "head_temple", "complaint_headache"], aspect=2.0)
        assert [v.title for v in both.views][:2] == ["Soleus TrP1", "Temple"]
        assert len(both.views) == 3
        with pytest.raises(ExplorerError, match="nothing"):
            lesson_of(show, ["nothing"], aspect=2.0)
        with pytest.raises(ExplorerError, match="Nothing was named"):
            lesson_of(show, [], aspect=2.0)


def test_views_are_called_after_what_they_show(atlas: Atlas) -> None:
    points = ("soleus.trp1", "soleus.trp2", "infraspinatus.trp1", "piriformis.trp1")
    shown = tuple(PointRef(p, "left") for p in points)
    assert view_title(atlas, ViewState()) == "The body"
    assert view_title(atlas, ViewState(shown=shown[:2])) == "Soleus TrP1, Soleus TrP2"
    assert view_title(atlas, ViewState(shown=shown)).endswith("Infraspinatus TrP1 and others")
    subject = Subject("muscle", "soleus", "left")
    assert view_title(atlas, ViewState(subject=subject, shown=shown)) == "Soleus"


def test_without_the_library_one_is_told_what_to_install(
    atlas: Atlas, qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pptx", None)
    with pytest.raises(ExplorerError, match=r"python-pptx.*\[slides\]"):
        run_slides(arguments(tmp_path / "a.pptx", "soleus.trp1"), atlas)
