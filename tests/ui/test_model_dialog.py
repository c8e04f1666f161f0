"""A 3D model of what is shown, asked for in the window."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from explorer.session.commands import select_point
from explorer.session.layer_commands import hide_structures, peel
from explorer.ui.main_window import MainWindow
from explorer.ui.output.model.dialog import ModelDialog

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

#: Longer than any of it may take (ms).
LONG = 60_000


def open_dialog(window: MainWindow, qtbot: QtBot) -> ModelDialog:
    window.run("export_model")
    dialog = window.findChild(ModelDialog)
    assert dialog is not None
    assert dialog.isVisible()
    rest(dialog, qtbot)
    return dialog


def rest(dialog: ModelDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: dialog._job is None and not dialog.preview.waiting, timeout=LONG)


def tick(qtbot: QtBot, dialog: ModelDialog, part: str) -> None:
    tree = dialog.parts.tree
    row = tree.visualItemRect(dialog.parts.row(part))
    place = QPoint(row.left() + 8, row.center().y())
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    rest(dialog, qtbot)


def names(file: Path) -> set[str]:
    """The nodes with meshes of a GLB file."""
    content = file.read_bytes()
    (size,) = struct.unpack("<I", content[12:16])
    head: dict[str, Any] = json.loads(content[20 : 20 + size])
    return {node["name"] for node in head["nodes"] if "mesh" in node}


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """What the file dialog answers; what was proposed comes after it."""
    answer = [str(tmp_path / "back.glb")]

    def ask(_parent: object, _title: str, proposed: str, _filter: str) -> tuple[str, str]:
        answer.append(proposed)
        return answer[0], ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    return answer


def test_what_is_shown_becomes_a_file(
    window: MainWindow, qtbot: QtBot, chosen: list[str], tmp_path: Path
) -> None:
    window.session.do(select_point("infraspinatus.trp1", "left"))
    stage, before = window.viewport.stage, window.session.state
    size = stage.size
    dialog = open_dialog(window, qtbot)
    assert dialog.parts.row("points").text(0) == "Points (1)"
    assert dialog.parts.row("points").child(0).text(0) == "Infraspinatus TrP1, left"
    assert dialog.parts.row("muscles").checkState(0) == Qt.CheckState.Unchecked
    assert dialog.summary.text() == "3 named parts, about 2.9 MB."
    assert dialog.note.text() == ""
    assert not dialog.preview.pixmap().isNull()
    assert (stage.size, window.session.state) == (size, before)
    qtbot.keyClick(dialog.parts.tree, Qt.Key.Key_Return)  # Enter is the main action
    assert not dialog.isVisible()
    assert Path(chosen[1]).name == "Infraspinatus TrP1.glb"
    qtbot.waitUntil(lambda: not window.output.busy, timeout=LONG)
    assert window.messages.words == ""
    assert window.output.bar.words == f"3D model written: back.glb, in {tmp_path}"
    file = tmp_path / "back.glb"
    assert names(file) == {"skin", "eyes", "infraspinatus.trp1 left"}
    assert abs(file.stat().st_size - 2.9e6) < 0.2e6
    assert window.settings.value.picture_folder == str(tmp_path)


def test_what_lies_under_the_skin_comes_along_but_for_what_is_unticked_or_hidden(
    window: MainWindow, qtbot: QtBot, chosen: list[str], tmp_path: Path
) -> None:
    window.session.do(select_point("infraspinatus.trp1", "right"))
    window.session.do(peel(1.0))
    window.session.do(hide_structures(("muscle:upper_trapezius:right",)))
    dialog = open_dialog(window, qtbot)
    assert dialog.parts.row("skin").checkState(0) == Qt.CheckState.Unchecked
    muscles = dialog.parts.row("muscles")
    assert muscles.checkState(0) == Qt.CheckState.Checked
    listed = {muscles.child(i).text(0) for i in range(muscles.childCount())}
    assert "Infraspinatus, right" in listed
    assert "Upper trapezius, left" in listed
    assert "Upper trapezius, right" not in listed
    with_bones = dialog.preview.pixmap().toImage()
    tick(qtbot, dialog, "bones")
    assert dialog.preview.pixmap().toImage() != with_bones
    count = muscles.childCount() + 2  # zones and the point
    assert dialog.summary.text().startswith(f"{count} named parts, ")
    chosen[0] = str(tmp_path / "without an ending")
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.output.busy, timeout=LONG)
    found = names(tmp_path / "without an ending.glb")
    assert len(found) == count
    assert "muscle infraspinatus right" in found
    assert "zones" in found
    assert not any(name.startswith("bone ") for name in found)
    dialog = open_dialog(window, qtbot)  # what was left out is left out again
    assert dialog.parts.row("bones").checkState(0) == Qt.CheckState.Unchecked
    assert dialog.parts.row("muscles").checkState(0) == Qt.CheckState.Checked


def test_nothing_ticked_is_nothing_to_be_saved(
    window: MainWindow, qtbot: QtBot, chosen: list[str]
) -> None:
    dialog = open_dialog(window, qtbot)
    assert dialog.parts.row("points").text(0) == "Points (none are shown)"
    assert dialog.parts.row("points").isDisabled()
    assert dialog.summary.text() == "2 named parts, about 2.8 MB."
    tick(qtbot, dialog, "skin")
    assert dialog.summary.text() == "Tick at least one part that is there."
    assert not dialog.save.isEnabled()
    assert dialog.preview.text() == "Nothing is left to be shown."
    tick(qtbot, dialog, "bones")
    assert dialog.save.isEnabled()
    assert not dialog.preview.pixmap().isNull()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert not window.output.busy


def test_a_file_nobody_was_asked_about_is_not_replaced(
    window: MainWindow, qtbot: QtBot, chosen: list[str], tmp_path: Path
) -> None:
    (tmp_path / "knee.glb").write_text("mine")
    chosen[0] = str(tmp_path / "knee")
    dialog = open_dialog(window, qtbot)
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert dialog.note.text().startswith("knee.glb is there already.")
    assert (tmp_path / "knee.glb").read_text() == "mine"
    dialog.reject()


def test_what_a_model_cannot_show_is_named(window: MainWindow, qtbot: QtBot) -> None:
    from explorer.session.layer_commands import set_xray
    from explorer.session.pain_commands import set_danger

    window.session.do(set_danger(True))
    window.session.do(set_xray(True))
    dialog = open_dialog(window, qtbot)
    assert dialog.note.text() == "Danger areas and the x-ray window stay in the window."
    dialog.reject()
