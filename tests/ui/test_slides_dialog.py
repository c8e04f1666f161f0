"""Slides from the window: what goes in, a preview of each, and a deck that is what was seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from explorer.export.plates import plate_state
from explorer.session.commands import select_point
from explorer.session.lesson import Lesson, add_view, new_view
from explorer.session.lesson_editor import LessonEdit
from explorer.session.settings import SettingsFile
from explorer.ui.main_window import MainWindow
from explorer.ui.output.lesson.slides_dialog import SlidesDialog

#: What Qt's off-screen platform says of any dialog; on a real one it is silent.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

POINTS = ("upper_trapezius.trp1", "soleus.trp1")
LEFT = Qt.MouseButton.LeftButton


def add_views(window: MainWindow, *ids: str, question: str = "") -> None:
    for id in ids:
        state = plate_state(window.atlas, id, "right", "male")
        view = new_view(window.lessons.lesson, window.atlas.point_name(id), state)
        view = replace(view, question=question, notes="Mind the neck.")
        window.lessons.editor.do(LessonEdit("Add", lambda lesson, v=view: add_view(lesson, v)))
    window.lessons.editor.mark_saved()


def opened(window: MainWindow, qtbot: QtBot) -> SlidesDialog:
    window.run("export_slides")
    (dialog,) = [d for d in window.findChildren(QDialog) if isinstance(d, SlidesDialog)]
    drawn(dialog, qtbot)
    return dialog


def drawn(dialog: SlidesDialog, qtbot: QtBot, timeout: int = 30_000) -> None:
    qtbot.waitUntil(lambda: dialog.settled and dialog.previews.drawn is not None, timeout=timeout)


def save_as(monkeypatch: pytest.MonkeyPatch, path: Path | str) -> list[str]:
    """Answer where to save; the list holds what was proposed."""
    proposed: list[str] = []

    def answer(*given: object) -> tuple[str, str]:
        proposed.append(str(given[2]))
        return str(path), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return proposed


def finished(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.output.busy, timeout=90_000)


def test_what_was_previewed_is_what_is_written(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pptx = pytest.importorskip("pptx", reason="python-pptx is not installed")
    add_views(window, POINTS[0])
    dialog = opened(window, qtbot)
    assert dialog.goes_in.button("lesson").isChecked()
    assert not dialog.goes_in.hint.isVisible()
    dialog.title.selectAll()
    qtbot.keyClicks(dialog.title, "Neck / <b>pain</b>: part 1?")
    qtbot.keyClicks(dialog.author, "An Author")
    qtbot.mouseClick(dialog.questions.button("all"), LEFT)
    drawn(dialog, qtbot)
    seen = []
    while True:
        drawn(dialog, qtbot)
        assert dialog.previews.drawn is not None
        seen.append((dialog.previews.drawn.said, dialog.notes.toPlainText()))
        if not dialog.previews.next.isEnabled():
            break
        qtbot.mouseClick(dialog.previews.next, LEFT)
    assert dialog.previews.count.text() == "4 of 4"
    proposed = save_as(monkeypatch, tmp_path / "deck")
    qtbot.mouseClick(dialog.save, LEFT)
    assert Path(proposed[0]).name == "Neck b pain b part 1.pptx"
    assert window.output.busy  # ... and the window can be used meanwhile
    window.session.do(select_point("soleus.trp1", "left"))
    finished(window, qtbot)
    assert "deck.pptx" in window.output.bar.words
    slides = list(pptx.Presentation(str(tmp_path / "deck.pptx")).slides)
    made = [(slide.shapes.title.text_frame.text, _notes(slide)) for slide in slides]
    assert made == seen
    assert made[0][0] == "Neck / <b>pain</b>: part 1?"
    assert made[2][1].startswith("Mind the neck.")
    assert "An Author" in slides[0].placeholders[1].text_frame.text
    assert [p.name for p in tmp_path.glob("deck*")] == ["deck.pptx"]


def _notes(slide: object) -> str:
    has = slide.has_notes_slide  # type: ignore[attr-defined]
    return slide.notes_slide.notes_text_frame.text if has else ""  # type: ignore[attr-defined]


def test_without_a_lesson_what_is_shown_goes_in_and_a_hint_says_how_to_make_one(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.session.do(select_point("soleus.trp1", "right"))
    stage = window.viewport.stage
    window.viewport.finish_picture()
    before = stage.size, stage.palette, stage.render().tobytes()
    dialog = opened(window, qtbot)
    assert dialog.goes_in.button("shown").isChecked()
    assert dialog.goes_in.hint.isVisible()
    assert "press A" in dialog.goes_in.hint.text()
    assert dialog.title.text() == "Soleus TrP1"
    # Cover, one view, credits; all on the window's own stage, which is as it was.
    assert dialog.previews.count.text() == "1 of 3"
    stage.settle()  # as the window does when it next draws
    same = (stage.size, stage.palette, stage.render().tobytes()) == before
    assert same
    qtbot.keyClick(dialog.title, Qt.Key.Key_PageDown)
    drawn(dialog, qtbot)
    assert dialog.previews.drawn is not None
    assert dialog.previews.drawn.said == "Soleus TrP1"
    assert "Where it is:" in dialog.notes.toPlainText()
    page = dialog.previews.canvas.grab().toImage()
    box = dialog.previews.canvas.box().toRect()
    colours = {page.pixel(x, box.center().y()) for x in range(box.left(), box.right(), 3)}
    assert len(colours) > 10  # a body is there
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert not window.output.busy


def test_all_points_of_a_muscle_are_framed_beside_the_window(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.session.do(select_point("gluteus_medius.trp1", "left"))
    dialog = opened(window, qtbot)
    button = dialog.goes_in.button("points")
    assert button.text().replace("&", "") == "All points of gluteus medius"
    button.click()
    assert dialog.busy.isVisible()
    assert not dialog.save.isEnabled()
    drawn(dialog, qtbot, 60_000)
    assert not dialog.busy.isVisible()
    lesson = dialog.lesson
    assert lesson is not None
    subjects = {(v.state.subject.id, v.state.subject.side) for v in lesson.views if v.state.subject}
    points = {(p.id, "left") for p in window.atlas.points_of("gluteus_medius")}
    assert subjects == points | {("gluteus_medius", "left")}
    assert dialog.title.text() == "Gluteus medius: all trigger points"
    # What was made once is there at once.
    dialog.goes_in.button("shown").click()
    assert dialog.title.text() == "Gluteus medius TrP1"
    button.click()
    assert not dialog.busy.isVisible()


def test_finding_the_views_can_be_stopped(window: MainWindow, qtbot: QtBot) -> None:
    window.session.do(select_point("gluteus_medius.trp1", "left"))
    dialog = opened(window, qtbot)
    dialog.goes_in.button("points").click()
    qtbot.mouseClick(dialog.busy.stop, LEFT)
    assert dialog.goes_in.button("shown").isChecked()
    assert not dialog.busy.isVisible()
    assert not dialog.busy.busy
    drawn(dialog, qtbot)
    assert dialog.save.isEnabled()


def test_cancelled_half_way_nothing_is_left_behind(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pytest.importorskip("pptx", reason="python-pptx is not installed")
    add_views(window, *POINTS * 4)
    dialog = opened(window, qtbot)
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "deck.pptx").write_bytes(b"former")
    save_as(monkeypatch, folder / "deck.pptx")
    qtbot.mouseClick(dialog.save, LEFT)
    bar = window.output.bar
    qtbot.waitUntil(lambda: bar.progress.value() > 100, timeout=60_000)
    assert bar.progress.value() < 1000
    qtbot.mouseClick(bar.cancel, LEFT)
    finished(window, qtbot)
    assert "cancelled; nothing was written" in window.status.text()
    assert [p.name for p in folder.iterdir()] == ["deck.pptx"]
    assert (folder / "deck.pptx").read_bytes() == b"former"


def test_without_the_library_it_says_how_to_install_it_and_still_shows_the_slides(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("explorer.ui.output.lesson.slides_dialog.has_library", lambda: False)
    dialog = opened(window, qtbot)
    assert not dialog.save.isEnabled()
    assert dialog.warning.isVisible()
    assert 'pip install "trigger-point-explorer[slides]"' in dialog.warning.text()
    assert dialog.previews.drawn is not None


def test_the_choices_are_remembered_and_wrong_names_refused(
    make_window: Callable[[SettingsFile], MainWindow],
    settings: SettingsFile,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    window = make_window(settings)
    add_views(window, POINTS[0])
    written: list[Path] = []
    monkeypatch.setattr(window.output, "write", lambda *given: written.append(given[2]))
    monkeypatch.setattr("explorer.ui.output.lesson.slides_dialog.has_library", lambda: True)
    dialog = opened(window, qtbot)
    qtbot.mouseClick(dialog.questions.button("none"), LEFT)
    qtbot.mouseClick(dialog.sources, LEFT, pos=dialog.sources.rect().center() / 8)
    qtbot.keyClicks(dialog.author, "Me")
    dialog.body.setCurrentIndex(dialog.body.findData("female"))
    drawn(dialog, qtbot)
    (tmp_path / "there.pptx").write_bytes(b"former")
    save_as(monkeypatch, tmp_path / "there")
    qtbot.mouseClick(dialog.save, LEFT)
    assert "there.pptx is there already" in dialog.messages.words
    assert dialog.isVisible()
    save_as(monkeypatch, tmp_path / "none" / "a.pptx")
    qtbot.mouseClick(dialog.save, LEFT)
    assert "There is no folder" in dialog.messages.words
    save_as(monkeypatch, tmp_path / "there.pptx")
    qtbot.keyClick(dialog.title, Qt.Key.Key_Return)
    assert written == [tmp_path / "there.pptx"]
    assert settings.value.picture_folder == str(tmp_path)
    again = SettingsFile(settings.path).value.outputs["slides"]
    assert again == {"questions": "none", "figure": "female", "sources": False, "author": "Me"}
    window.lessons.editor.open(Lesson())
    dialog.deleteLater()
    qtbot.waitUntil(lambda: not window.findChildren(SlidesDialog))
    dialog = opened(window, qtbot)
    assert dialog.questions.value == "none"
    assert dialog.body.figure == "female"
    assert not dialog.sources.isChecked()
    assert dialog.author.text() == "Me"
