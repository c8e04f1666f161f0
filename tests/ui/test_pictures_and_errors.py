"""Pictures leave the window as they were asked for; errors come through one door."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from explorer.anatomy.atlas import Atlas
from explorer.body.resources import data_dir
from explorer.errors import ExplorerError
from explorer.knowledge.faults import Fault, KnowledgeBaseError
from explorer.session.settings import SettingsFile
from explorer.ui.application import Program, application
from explorer.ui.dialogs import FaultsDialog, ReportDialog
from explorer.ui.handlers import open_knowledge_base
from explorer.ui.links import Link
from explorer.ui.main_window import MainWindow
from explorer.ui.picture_dialog import PictureDialog

#: What Qt's off-screen platform says of any dialog; on a real one it is silent.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def answer(
    monkeypatch: pytest.MonkeyPatch, path: Path | None, change: Callable[[PictureDialog], None]
) -> None:
    """Let the dialogs be answered as a user would."""

    def accept(dialog: PictureDialog) -> QDialog.DialogCode:
        change(dialog)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(PictureDialog, "exec", accept)
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_: ("" if path is None else str(path), "")
    )


def test_a_picture_is_saved_at_the_size_asked_for_and_the_window_is_as_before(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    window.navigation.open(Link("point", "soleus.trp1"))
    window.viewport.finish_flight()
    seen = window.viewport.grab().toImage().size()
    size = window.viewport.stage.lens.width

    def choose(dialog: PictureDialog) -> None:
        dialog.preset.setCurrentIndex(dialog.preset.count() - 1)
        dialog.width_box.setValue(640)
        dialog.height_box.setValue(480)
        dialog.transparent.setChecked(True)

    answer(monkeypatch, tmp_path / "calf", choose)
    window.run("save_picture")
    image = QImage(str(tmp_path / "calf.png"))
    assert (image.width(), image.height()) == (640, 480)
    assert image.pixelColor(2, 2).alpha() == 0
    assert image.text("Title") == "Soleus TrP1, right"
    assert str(tmp_path / "calf.png") in window.status.text()
    assert window.viewport.stage.lens.width == size
    assert window.viewport.grab().toImage().size() == seen
    again = SettingsFile(window.settings.path).value
    assert (again.picture_width, again.picture_height) == (640, 480)
    assert again.picture_transparent
    assert again.picture_folder == str(tmp_path)


def test_a_picture_that_cannot_be_written_is_told_of(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def choose(dialog: PictureDialog) -> None:
        dialog.preset.setCurrentIndex(0)

    blocked = tmp_path / "file"
    blocked.write_text("")
    answer(monkeypatch, blocked / "inside.png", choose)
    window.run("save_picture")
    assert "could not be written" in window.messages.words


def test_thinking_better_of_it_saves_nothing(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    answer(monkeypatch, None, lambda _: None)
    window.run("save_picture")
    assert list(tmp_path.glob("**/*.png")) == []
    assert window.messages.words == ""


def test_the_picture_on_the_clipboard_is_twice_the_window(window: MainWindow) -> None:
    QGuiApplication.clipboard().clear()
    window.run("copy_picture")
    image = QGuiApplication.clipboard().image()
    assert image.width() == 2 * window.viewport.width()
    assert image.height() == 2 * window.viewport.height()
    QGuiApplication.clipboard().clear()


@pytest.fixture
def program(settings: SettingsFile, bake_folder: Path, nothing_left: None) -> Iterator[Program]:
    application()
    made = Program(settings, bake_folder)
    yield made
    for widget in application().topLevelWidgets():
        if isinstance(widget, (MainWindow, QDialog)):
            widget.close()
            widget.deleteLater()


def test_an_expected_error_is_one_sentence_in_the_window(program: Program, atlas: Atlas) -> None:
    window = program.open(atlas)
    error = ExplorerError("The disk is full.", "Make room.")
    program.report(ExplorerError, error, None)
    assert window.messages.words == "The disk is full. Make room."
    assert window.findChildren(ReportDialog) == []


def test_a_defect_is_reported_once_and_can_be_copied(
    program: Program, atlas: Atlas, capsys: pytest.CaptureFixture[str]
) -> None:
    window = program.open(atlas)
    for _ in range(3):
        program.report(ZeroDivisionError, ZeroDivisionError("a defect"), None)
    dialogs = window.findChildren(ReportDialog)
    assert len(dialogs) == 1
    assert "ZeroDivisionError: a defect" in dialogs[0].text.toPlainText()
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_a_point_asked_for_is_shown_first(program: Program, atlas: Atlas) -> None:
    window = program.open(atlas, point="soleus.trp1")
    assert "Soleus TrP1" in window.card.plain_text
    with pytest.raises(ExplorerError, match="no_such"):
        program.open(atlas, point="no_such")


def test_every_fault_of_a_file_is_listed_with_its_place(qtbot: QtBot, tmp_path: Path) -> None:
    faults = (Fault("$.muscles[3].nerve", "missing"), Fault("$.regions[0].id", "used twice"))
    dialog = FaultsDialog(KnowledgeBaseError(tmp_path / "kb.json", faults))
    qtbot.addWidget(dialog)
    rows = [
        (dialog.table.item(r, 0).text(), dialog.table.item(r, 1).text())
        for r in range(dialog.table.rowCount())
    ]
    assert rows == [(f.path, f.message) for f in faults]
    dialog.copy_button.click()
    assert "$.regions[0].id\tused twice" in QGuiApplication.clipboard().text()
    QGuiApplication.clipboard().clear()


def test_another_file_opens_in_a_new_window(
    program: Program, atlas: Atlas, qtbot: QtBot, tmp_path: Path
) -> None:
    content = json.loads((data_dir() / "trigger_points.json").read_text(encoding="utf-8"))
    content["title"] = "Another atlas"
    path = tmp_path / "other.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    first = program.open(atlas)
    open_knowledge_base(first, path)
    qtbot.waitUntil(lambda: program.window is not first)
    assert program.window is not None
    assert program.window.atlas.knowledge.title == "Another atlas"
    assert not first.isVisible()


def test_a_missing_file_leaves_the_window_as_it_is(window: MainWindow, tmp_path: Path) -> None:
    open_knowledge_base(window, tmp_path / "nothing.json")
    assert "nothing.json" in window.messages.words


def test_a_faulty_file_may_be_refused(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened: list[object] = []
    window.file_opened.connect(opened.append)
    shown: list[int] = []

    def refuse(dialog: FaultsDialog) -> QDialog.DialogCode:
        shown.append(dialog.table.rowCount())
        return QDialog.DialogCode.Rejected

    monkeypatch.setattr(FaultsDialog, "exec", refuse)
    path = tmp_path / "faulty.json"
    path.write_text('{"format": "trigger-point-explorer knowledge base", "muscles": 3}')
    open_knowledge_base(window, path)
    assert shown
    assert shown[0] >= 1
    assert opened == []
