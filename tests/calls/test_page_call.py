"""The call that writes a page."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

import pytest

from explorer.anatomy.atlas import Atlas
from explorer.body.topology import load_topology
from explorer.calls.page import run_page
from explorer.errors import ExplorerError
from explorer.export.plates import plate_state
from explorer.session.lesson import Lesson, LessonView, add_view, change_view
from explorer.session.lesson_file import write_lesson


def call(output: Path, *ids: str, **more: object) -> argparse.Namespace:
    usual: dict[str, object] = {
        "ids": list(ids),
        "output": output,
        "figure": None,
        "side": "right",
        "title": None,
        "all_points": False,
        "json": True,
    }
    return argparse.Namespace(**{**usual, **more})


def test_a_view_for_each_id_and_one_more_where_points_lie_behind(
    atlas: Atlas, tmp_path: Path
) -> None:
    file = tmp_path / "a.html"
    code, value = run_page(call(file, "soleus.trp1", "infraspinatus", side="left"), atlas)
    assert code == 0
    assert value["bytes"] == file.stat().st_size
    assert value["views"] == ["Soleus TrP1", "Infraspinatus", "Infraspinatus: the points"]
    assert '"left"' in file.read_text(encoding="utf-8")


def test_it_says_what_it_wrote(
    atlas: Atlas, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.html"
    run_page(call(file, "soleus.trp1", json=False, figure="male", title="Calf"), atlas)
    assert str(file) in capsys.readouterr().out
    assert "<title>Calf</title>" in file.read_text(encoding="utf-8")


def test_unknown_names_are_told(atlas: Atlas, tmp_path: Path) -> None:
    with pytest.raises(ExplorerError, match="nobody"):
        run_page(call(tmp_path / "a.html", "nobody"), atlas)
    with pytest.raises(ExplorerError, match="nobody"):
        run_page(call(tmp_path / "a.html", "soleus", figure="nobody"), atlas)
    assert not list(tmp_path.glob("*.html"))


def test_a_lesson_is_a_page_of_its_views_and_questions(
    atlas: Atlas, tmp_path: Path, capsys: pytest.CaptureFixture[str], qapp: object
) -> None:
    lesson = Lesson("Two muscles")
    for id in ("soleus.trp1", "infraspinatus.trp1"):
        state = plate_state(atlas, id, "right", "female")
        view = LessonView(lesson.free_id(), f"View of {id}", "Press gently", state)
        lesson = add_view(lesson, replace(view, question="Where is it felt?"))
    lesson = change_view(lesson, "view-2", lambda v: replace(v, question=""))
    lesson = change_view(
        lesson, "view-2", lambda v: replace(v, state=replace(v.state, figure="pack:gone"))
    )
    path, file = tmp_path / "two.lesson.json", tmp_path / "two.html"
    write_lesson(path, lesson, load_topology().fingerprint())
    code, value = run_page(call(file, str(path)), atlas)
    assert code == 0
    assert value["views"] == [
        "Where is it felt?",
        "View of soleus.trp1",
        "View of infraspinatus.trp1",
    ]
    text = file.read_text(encoding="utf-8")
    assert "<title>Two muscles</title>" in text
    assert "Press gently" in text
    assert "'pack:gone' is not installed" in capsys.readouterr().err
    with pytest.raises(ExplorerError, match="something else"):
        run_page(call(file, str(path), "soleus"), atlas)
