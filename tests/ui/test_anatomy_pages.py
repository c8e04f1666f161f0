"""Installing, showing, checking and removing anatomy in the window."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tiny_anatomy import parts, stub_wrap, tiny_glb, tiny_zip

from explorer.packs.cancelling import Cancelled
from explorer.packs.store import list_packs, packs_dir
from explorer.session.view_state import PointRef
from explorer.ui.anatomy_dialog import AnatomyDialog, open_anatomy
from explorer.ui.check_dialog import CheckDialog, open_check
from explorer.ui.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton
# What a dialog asks of a desktop that is not there.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRIGGER_POINT_ANATOMY", str(tmp_path / "anatomy"))
    # The real wrap has tests of its own; a body of boxes has no skin to wrap.
    monkeypatch.setattr("explorer.packs.wrapping.wrap", stub_wrap)


@pytest.fixture
def page(window: MainWindow) -> AnatomyDialog:
    return open_anatomy(window)


def drop(widget: QWidget, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, keys = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(10, 10), copy, data, LEFT, keys)
    QApplication.sendEvent(widget, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(widget, QDropEvent(QPointF(10, 10), copy, data, LEFT, keys))


def until_cancelled(target: Any, *, progress: Any, cancelled: Callable[[], bool]) -> Any:
    """In place of the wrap: it takes as long as one lets it."""
    while not cancelled():
        time.sleep(0.01)
    raise Cancelled("stopped")


def finished(page: AnatomyDialog, qtbot: QtBot) -> str:
    qtbot.waitUntil(lambda: not page.running, timeout=30_000)
    return page.message.text()


def with_skin(tmp_path: Path) -> Path:
    return tiny_zip(tmp_path / "Tiny body.zip", rows=parts(skin=True))


def bodies(window: MainWindow) -> list[str]:
    combo = window.toolbar.figures
    return [str(combo.itemData(i)) for i in range(combo.count())]


def test_a_dropped_file_becomes_a_body_with_all_points(
    window: MainWindow, page: AnatomyDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    assert "No pack is installed yet" in page.about.toPlainText()
    assert not page.show_button.isEnabled()
    drop(page.drop, with_skin(tmp_path))
    assert page.running
    assert page.progress.isVisible()
    assert finished(page, qtbot).startswith("Installed: ")
    assert not page.progress.isVisible()
    about = page.about.toPlainText()
    assert "with a skin of its own" in about
    assert "left infraspinatus" in about
    assert "Not in the file" in about
    assert bodies(window)[-1] == "pack:tiny_body"
    qtbot.mouseClick(page.show_button, LEFT)
    assert window.session.state.figure == "pack:tiny_body"
    assert window.toolbar.figures.currentData() == "pack:tiny_body"
    ref = PointRef("rectus_femoris.trp1", "right")
    qtbot.waitUntil(lambda: window.viewport.marker_position(ref) is not None)
    window.session.undo()
    assert window.session.state.figure == "male"


def test_a_file_dropped_on_the_window_opens_the_page(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    drop(window, with_skin(tmp_path))
    page = window.findChild(AnatomyDialog)
    assert page is not None
    assert page.isVisible()
    assert finished(page, qtbot).startswith("Installed: ")


def test_the_notes_tell_how_deep_the_muscle_lies_on_this_body(
    window: MainWindow, page: AnatomyDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    page.install(with_skin(tmp_path))
    finished(page, qtbot)
    window.navigation.follow("explorer:point/rectus_femoris.trp1/right")
    assert "On this body" not in window.card.plain_text
    window.bodies.show("pack:tiny_body")
    window.viewport.finish_flight()
    qtbot.waitUntil(lambda: "On this body" in window.card.plain_text)


def test_cancelling_leaves_no_pack(
    page: AnatomyDialog, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("explorer.packs.wrapping.wrap", until_cancelled)
    page.install(with_skin(tmp_path))
    qtbot.waitUntil(lambda: page.progress.value() > 400, timeout=30_000)
    page.install(tmp_path / "another.zip")
    assert "under way" in page.message.text()
    qtbot.mouseClick(page.cancel, LEFT)
    assert finished(page, qtbot) == "Cancelled; nothing was changed."
    assert list_packs(packs_dir()) == ()
    assert page.list.count() == 0


@pytest.mark.parametrize("content", [b"", b"not an archive", b"PK\x03\x04 cut short"])
def test_a_bad_file_is_told_in_one_sentence_and_the_former_pack_stays(
    page: AnatomyDialog, tmp_path: Path, qtbot: QtBot, content: bytes
) -> None:
    page.install(with_skin(tmp_path))
    finished(page, qtbot)
    bad = tmp_path / "again" / "Tiny body.zip"
    bad.parent.mkdir()
    bad.write_bytes(content)
    page.install(bad)
    words = finished(page, qtbot)
    assert "Tiny body.zip" in words
    assert "Traceback" not in words
    assert [p.name for p in list_packs(packs_dir())] == ["tiny_body"]
    assert page.list.count() == 1


def test_a_body_without_a_skin_is_shown_in_place_and_says_so(
    window: MainWindow, page: AnatomyDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    page.install(tiny_glb(tmp_path / "bones.glb"))
    finished(page, qtbot)
    assert "holds no skin" in page.about.toPlainText()
    assert not page.check_button.isEnabled()
    qtbot.mouseClick(page.show_button, LEFT)
    qtbot.waitUntil(lambda: not window.viewport._dirty)
    stage = window.viewport.stage
    assert not stage.has_skin
    assert stage.structures is not None
    assert len(stage.visible()[0]) == 0
    assert "no skin" in window.inside.page._source.text()


def test_removing_the_body_that_is_shown_puts_another_one_there(
    window: MainWindow, page: AnatomyDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    page.install(with_skin(tmp_path))
    finished(page, qtbot)
    qtbot.mouseClick(page.show_button, LEFT)
    page.remove("tiny_body")
    assert window.session.state.figure == "female"
    assert bodies(window)[-1] != "pack:tiny_body"
    assert list_packs(packs_dir()) == ()
    while window.session.undo():  # no way back leads to a body that is gone
        assert window.session.state.figure != "pack:tiny_body"
    window.viewport.repaint()


def test_the_check_lists_the_doubtful_first_and_flies_to_them(
    window: MainWindow, page: AnatomyDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    page.install(with_skin(tmp_path))
    finished(page, qtbot)
    qtbot.mouseClick(page.check_button, LEFT)
    check = window.findChild(CheckDialog)
    assert check is not None
    qtbot.waitUntil(lambda: "muscle the pack has" in check.summary.text(), timeout=30_000)
    doubtful = check.table.rowCount()
    assert doubtful > 0
    distances = [float(check.table.item(i, 2).text().split()[0]) for i in range(doubtful)]
    assert distances[0] == max(distances)
    check.doubtful.setChecked(False)
    assert check.table.rowCount() > doubtful
    check.table.cellDoubleClicked.emit(0, 0)
    window.viewport.finish_flight()
    state = window.session.state
    assert state.figure == "pack:tiny_body"
    assert state.subject is not None
    assert window.atlas.point_name(state.subject.id) == check.table.item(0, 0).text()
    assert state.skin_opacity < 0.5
    assert window.viewport.stage.structures is not None


def test_without_a_pack_the_check_says_what_to_do(window: MainWindow) -> None:
    check = open_check(window)
    assert "Real anatomy" in check.summary.text()


def test_closing_the_window_gives_an_import_up(
    window: MainWindow,
    page: AnatomyDialog,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("explorer.packs.wrapping.wrap", until_cancelled)
    page.install(with_skin(tmp_path))
    qtbot.waitUntil(lambda: page.progress.value() > 400, timeout=30_000)
    window.close()
    assert list_packs(packs_dir()) == ()
    assert not list(packs_dir().glob(".new*"))
