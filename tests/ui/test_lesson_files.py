"""Lessons and their files in the window: nothing that was made is ever lost unasked."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from explorer.anatomy.atlas import Atlas
from explorer.body.topology import load_topology
from explorer.session import commands
from explorer.session.lesson import Lesson, LessonView, add_view, new_view
from explorer.session.lesson_file import read_lesson, write_lesson
from explorer.session.settings import SettingsFile
from explorer.session.view_state import PointRef, ViewState
from explorer.ui.application import Program
from explorer.ui.lessons.lesson_files import file_name
from explorer.ui.lessons.recovery import free_place, left_behind
from explorer.ui.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|does not support")

Make = Callable[..., MainWindow]
Button = QMessageBox.StandardButton
LEFT = Qt.MouseButton.LeftButton
KEPT = "unsaved.lesson.json"


def topology() -> str:
    return load_topology().fingerprint()


def lesson(title: str = "Calves", count: int = 2) -> Lesson:
    """A lesson that can be written down."""
    made = Lesson(title, "Somebody")
    for number in range(count):
        state = commands.select_point("soleus.trp1", "right").apply(ViewState(figure="male"))
        made = add_view(made, new_view(made, f"View {number + 1}", state))
    return made


def add(window: MainWindow) -> None:
    """Something that is not saved."""
    window.run("lesson_add")
    assert window.lessons.unsaved


def answer(button: Button, tries: int = 200) -> list[str]:
    """Press a button of the next question; what it asked comes into the list."""
    asked: list[str] = []

    def press(left: int) -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            plain = box.textFormat() == Qt.TextFormat.PlainText  # a title may hold "<b>"
            asked.append(box.text() if plain else f"as markup: {box.text()}")
            box.button(button).click()
        elif left:
            QTimer.singleShot(20, lambda: press(left - 1))

    QTimer.singleShot(0, lambda: press(tries))
    return asked


def choose(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> list[str]:
    """Let the file dialogs answer with a path; what they proposed comes into the list."""
    proposed: list[str] = []

    def ask(_parent: object, _title: str, start: str, _kind: str) -> tuple[str, str]:
        proposed.append(start)
        return ("" if path is None else str(path)), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(ask))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", staticmethod(ask))
    return proposed


# Without a window ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Calves", "Calves.lesson.json"),
        ("Neck / shoulder: what?", "Neck shoulder what.lesson.json"),
        ("../../etc", "etc.lesson.json"),
        ("  ", "Lesson.lesson.json"),
        ("<b>\n\0</b>", "b b.lesson.json"),
        ("x" * 300, "x" * 80 + ".lesson.json"),
    ],
)
def test_a_file_is_named_after_the_lesson(title: str, name: str) -> None:
    assert file_name(title) == name


def test_two_windows_keep_their_lessons_apart(tmp_path: Path) -> None:
    first, second = free_place(tmp_path / "new"), free_place(tmp_path / "new")
    assert first is not None
    assert second is not None
    assert first.path != second.path
    assert first.keep(lesson("One"), topology())
    assert second.keep(lesson("Two"), topology())
    assert left_behind(tmp_path / "new") == []  # both are still at work
    first.let_go()
    found = left_behind(tmp_path / "new")
    assert [kept.path for kept in found] == [first.path]
    third = free_place(tmp_path / "new")
    assert third is not None
    assert third.path not in (first.path, second.path)
    for kept in (*found, second, third):
        kept.remove()
    assert list((tmp_path / "new").iterdir()) == []
    (tmp_path / "file").write_text("")
    assert free_place(tmp_path / "file") is None


def test_what_a_killed_process_left_is_found(tmp_path: Path) -> None:
    code = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from explorer.session.lesson import Lesson\n"
        "from explorer.ui.lessons.recovery import free_place\n"
        "kept = free_place(Path(sys.argv[1]))\n"
        "kept.keep(Lesson('Killed'), 'topology')\n"
        "os.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False, timeout=60)
    assert (tmp_path / f"{KEPT}.lock").exists()
    found = left_behind(tmp_path)
    assert [kept.path.name for kept in found] == [KEPT]
    found[0].remove()
    assert list(tmp_path.iterdir()) == []


# Saving and opening ----------------------------------------------------------------------------


def test_a_lesson_is_saved_and_opened_again(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(window)
    folder = tmp_path / "lessons"
    folder.mkdir()
    proposed = choose(monkeypatch, folder / "calves")
    window.run("lesson_save")
    path = folder / "calves.lesson.json"
    assert Path(proposed[0]).name == "Lesson.lesson.json"
    assert path.exists()
    assert window.status.text() == f"Saved as {path}"
    assert window.windowTitle() == "calves[*] – Trigger Point Explorer"
    assert not window.isWindowModified()
    add(window)
    assert window.isWindowModified()
    window.run("lesson_save")  # asks no more
    assert len(proposed) == 1
    saved = window.lessons.lesson
    window.run("lesson_new")
    assert window.lessons.lesson == Lesson()
    assert window.windowTitle() == "Trigger Point Explorer"
    choose(monkeypatch, path)
    window.run("lesson_open")
    assert window.lessons.lesson == saved
    assert window.lessons.page is not None
    assert window.lessons.page.isVisible()
    assert not window.lessons.unsaved
    window.run("lesson_new")
    add(window)
    again = choose(monkeypatch, folder / "calves")  # the dialog has not asked about this name
    asked = answer(Button.Cancel)
    window.run("lesson_save_as")
    assert asked == ["calves.lesson.json exists already. Replace it?"]
    assert Path(again[0]).parent == folder
    assert window.lessons.unsaved
    assert len(json.loads(path.read_text())["views"]) == 2


def test_a_title_that_is_just_being_written_is_saved(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "x.lesson.json"
    write_lesson(path, lesson(), topology())
    window.lessons.take(path)
    page = window.lessons.page
    assert page is not None
    page.views.setCurrentRow(0)
    qtbot.keyClick(page.views, Qt.Key.Key_F2)
    editor = page.views.findChild(QLineEdit)
    assert editor is not None
    qtbot.keyClicks(editor, "Half written")
    window.run("lesson_save")
    assert json.loads(path.read_text())["views"][0]["title"] == "Half written"
    assert not window.lessons.unsaved


def test_what_cannot_be_opened_changes_nothing(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(window)
    mine = window.lessons.lesson
    good = tmp_path / "good.lesson.json"
    write_lesson(good, lesson(), topology())
    text = good.read_text()
    cases = {
        "newer.lesson.json": (text.replace('"format_version": 1', '"format_version": 2'), "newer"),
        "cut.lesson.json": (text[:200], "no lesson, or is damaged"),
        "foreign.lesson.json": ('{"a": 1}', "is no lesson"),
        "nowhere.lesson.json": (text.replace('"view_angle": 18.0', '"view_angle": 900'), "damaged"),
    }
    for name, (content, words) in cases.items():
        (tmp_path / name).write_text(content)
        choose(monkeypatch, tmp_path / name)
        window.run("lesson_open")
        assert words in window.messages.words, name
        assert window.lessons.lesson is mine
        assert window.lessons.unsaved
        window.run("lesson_save_as")  # and what is there is not written over
        assert "was not written over" in window.messages.words, name
        assert (tmp_path / name).read_text() == content
        assert window.lessons.unsaved
    choose(monkeypatch, tmp_path / "no such folder" / "x.lesson.json")
    window.run("lesson_save")
    assert "could not be written" in window.messages.words
    assert window.lessons.unsaved
    assert window.lessons.path is None


def test_what_is_not_known_is_named(window: MainWindow, tmp_path: Path) -> None:
    gone = PointRef("muscle_of_tomorrow.trp1", "right")
    made = lesson()
    state = replace(made.views[0].state, shown=(*made.views[0].state.shown, gone))
    made = replace(made, views=(replace(made.views[0], state=state), made.views[1]))
    path = tmp_path / "tomorrow.lesson.json"
    write_lesson(path, made, topology())
    window.lessons.take(path)
    assert window.messages.words == (
        "Left out of tomorrow.lesson.json, for this atlas does not know it: "
        "muscle_of_tomorrow.trp1."
    )
    assert window.lessons.lesson.views[0].state.shown == (PointRef("soleus.trp1", "right"),)
    page = window.lessons.page
    assert page is not None
    assert page.isVisible()
    assert page.views.count() == 2


# Closing ---------------------------------------------------------------------------------------


def test_closing_asks_about_what_is_not_saved(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(window)
    asked = answer(Button.Cancel)
    window.run("quit")
    assert asked == ["The lesson “Lesson” has changes that are not saved."]
    assert window.isVisible()
    window.viewport.finish_picture()  # it goes on as if nothing had been
    mine = window.lessons.lesson
    answer(Button.Cancel)
    window.run("lesson_new")
    assert window.lessons.lesson is mine
    choose(monkeypatch, None)
    answer(Button.Save)  # and then no file is chosen
    assert not window.close()
    assert window.isVisible()
    path = tmp_path / "kept.lesson.json"
    choose(monkeypatch, path)
    answer(Button.Save)
    assert window.close()
    kept, _ = read_lesson(path, window.atlas.ids, topology())
    assert kept == mine


def test_what_is_discarded_is_gone(window: MainWindow, settings: SettingsFile) -> None:
    add(window)
    window.lessons.safe.keep_now()
    kept = settings.path.parent / KEPT
    assert kept.exists()
    asked = answer(Button.Discard)
    assert window.close()
    assert asked
    assert not kept.exists()


def test_another_knowledge_base_waits_for_the_answer(
    qtbot: QtBot, atlas: Atlas, settings: SettingsFile, bake_folder: Path, nothing_left: None
) -> None:
    program = Program(settings, bake_folder)
    window = program.open(atlas)
    try:
        qtbot.waitUntil(lambda: window.viewport.frames > 0)
        add(window)
        asked = answer(Button.Cancel)
        window.file_opened.emit(atlas)
        qtbot.waitUntil(lambda: bool(asked))
        assert program.window is window
        assert window.lessons.unsaved
        asked = answer(Button.Discard)
        window.file_opened.emit(atlas)
        qtbot.waitUntil(lambda: program.window is not window)
        assert program.window is not None
        assert not window.isVisible()
        assert program.window.lessons.lesson == Lesson()
        add(program.window)
    finally:
        program.close()  # the program ends without asking
    assert (settings.path.parent / KEPT).exists()


# After a crash ---------------------------------------------------------------------------------


def test_an_unsaved_lesson_is_offered_again(
    make_window: Make, settings: SettingsFile, qtbot: QtBot
) -> None:
    folder = settings.path.parent
    window = make_window(settings)
    add(window)
    qtbot.waitUntil((folder / KEPT).exists)  # a moment after the change
    mine = window.lessons.lesson
    window.lessons.let_go()  # as if it had crashed
    window.close()
    assert (folder / KEPT).exists()
    write_lesson(folder / "unsaved-2.lesson.json", lesson("Older"), topology())
    other = make_window(settings)
    other.lessons.greet()
    bar = other.lessons.safe.bar
    assert bar is not None
    assert bar.isVisible()
    assert bar.words == "An unsaved lesson was found: Older, 2 views"
    qtbot.mouseClick(bar.discard, LEFT)
    assert not (folder / "unsaved-2.lesson.json").exists()
    assert bar.words == "An unsaved lesson was found: 1 view"
    qtbot.mouseClick(bar.open, LEFT)
    assert not bar.isVisible()
    assert other.lessons.lesson == mine
    assert other.lessons.unsaved
    assert other.lessons.page is not None
    assert other.lessons.page.isVisible()
    assert (folder / KEPT).exists()  # as safe as before
    other.lessons.editor.mark_saved()
    other.close()
    assert not (folder / KEPT).exists()
    assert not list(folder.glob("*.lock"))


def test_a_copy_that_cannot_be_read_is_set_aside(
    window: MainWindow, settings: SettingsFile
) -> None:
    kept = settings.path.parent / KEPT
    kept.write_text("{half of a les")
    window.lessons.greet()
    assert not kept.exists()
    aside = list(settings.path.parent.glob(f"{KEPT}.unreadable-*"))
    assert len(aside) == 1
    assert "An unsaved lesson was found, but it cannot be read." in window.messages.words
    assert str(aside[0]) in window.messages.words
    assert window.lessons.safe.bar is None
    window.messages.dismiss()
    window.lessons.greet()
    assert window.messages.words == ""


def test_a_change_that_is_taken_back_leaves_no_copy(
    window: MainWindow, settings: SettingsFile
) -> None:
    add(window)
    window.lessons.safe.keep_now()
    assert (settings.path.parent / KEPT).exists()
    window.lessons.undo()
    window.lessons.safe.keep_now()
    assert not (settings.path.parent / KEPT).exists()
    assert window.close()  # nothing to ask about


def test_a_lesson_of_the_longest_takes_no_more(window: MainWindow) -> None:
    state = window.session.state
    views = tuple(LessonView(f"view-{n}", "One of many", state=state) for n in range(1000))
    window.lessons.begin(Lesson("Long", views=views), None)
    window.run("lesson_add")
    assert len(window.lessons.lesson.views) == 1000
    assert window.messages.words.startswith("A lesson may have 1000 views.")
