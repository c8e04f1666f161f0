"""One file at a time, written beside the window: what the strip says, and how it ends."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import beside_works as works
import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from explorer.session.settings import SettingsFile
from explorer.ui.dialogs import ReportDialog
from explorer.ui.main_window import MainWindow
from explorer.ui.output import desk
from explorer.ui.output.output_bar import OutputBar
from explorer.ui.output.remembered import remember, remembered

# The platform without a screen says so whenever a small window is shown.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

#: Longer than any of it may take (ms).
LONG = 40_000


def press(qtbot: QtBot, button: QPushButton) -> None:
    assert button.isVisible()
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def ended(window: MainWindow) -> bool:
    return not window.output.busy


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What the desktop was asked to open."""
    asked: list[Path] = []

    def open_url(url: QUrl) -> bool:
        asked.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return asked


def test_progress_is_shown_and_then_where_the_file_lies(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, opened: list[Path]
) -> None:
    file, go = tmp_path / "knee.pptx", tmp_path / "go"
    window.messages.say("An old message.")
    work = partial(works.write_slowly, file, go)
    assert window.output.write("Slides", work, file, lambda result: result)
    bar = window.output.bar
    assert window.messages.words == ""
    assert bar.isVisible()
    assert bar.words == "Writing knee.pptx …"
    qtbot.waitUntil(lambda: bar.words == "Writing knee.pptx: page 2 of 5", timeout=LONG)
    assert bar.progress.value() == 400
    assert bar.progress.isVisible()
    assert bar.cancel.isVisible()
    assert not bar.open.isVisible()
    # Inside the strip, one beside the other: nothing lies on something else.
    places = [w.geometry() for w in (bar.label, bar.progress, bar.cancel)]
    assert all(bar.rect().contains(place) for place in places)
    assert not any(a.intersects(b) for a, b in itertools.combinations(places, 2))
    assert bar.geometry().top() >= window.viewport.geometry().bottom()
    go.touch()
    qtbot.waitUntil(lambda: ended(window), timeout=LONG)
    assert bar.words == f"Slides written: knee.pptx, in {tmp_path}"
    assert window.messages.words == "One picture is missing."
    assert not bar.cancel.isVisible()
    assert not bar.progress.isVisible()
    press(qtbot, bar.open)
    press(qtbot, bar.folder)
    assert opened == [file, tmp_path]
    file.unlink()
    press(qtbot, bar.open)
    assert bar.words == f"{file} is no longer there."
    press(qtbot, bar.close_button)
    assert not bar.isVisible()


def test_cancel_stops_it_and_says_so(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "knee.pptx"
    window.output.write("Slides", partial(works.write_slowly, file, tmp_path / "go"), file)
    bar = window.output.bar
    qtbot.waitUntil(lambda: "page 2" in bar.words, timeout=LONG)
    window.viewport.setFocus()
    press(qtbot, bar.cancel)
    assert window.viewport.hasFocus()  # it does not jump to the toolbar
    assert bar.words == "Writing knee.pptx: stopping"
    assert not bar.cancel.isEnabled()
    qtbot.waitUntil(lambda: ended(window), timeout=LONG)
    assert not bar.isVisible()
    assert window.status.text() == "Slides cancelled; nothing was written."
    assert window.messages.words == ""
    assert not file.exists()


def test_a_failure_is_one_sentence_at_the_top(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.output.write("Slides", works.refuse, tmp_path / "a.pptx")
    qtbot.waitUntil(lambda: ended(window), timeout=LONG)
    assert window.messages.words == "The disk is full. Make room."
    assert not window.output.bar.isVisible()
    assert window.findChild(ReportDialog) is None


def test_a_defect_is_a_report_and_no_wall_of_text_over_the_body(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.output.write("Slides", works.divide, tmp_path / "a.pptx")
    qtbot.waitUntil(lambda: ended(window), timeout=LONG)
    assert "division by zero" in window.messages.words
    assert "Traceback" not in window.messages.words
    report = window.findChild(ReportDialog)
    assert report is not None
    assert "in divide" in report.text.toPlainText()
    report.close()


def test_a_second_file_has_to_wait_and_the_first_goes_on(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    file, go = tmp_path / "a.pptx", tmp_path / "go"
    assert window.output.write("Slides", partial(works.write_slowly, file, go), file)
    other = tmp_path / "b.pdf"
    assert not window.output.write("Handout", partial(works.touch, other), other)
    assert window.messages.words == f"{desk.BUSY} {desk.BUSY_HINT}"
    go.touch()
    qtbot.waitUntil(lambda: ended(window), timeout=LONG)
    assert file.exists()
    assert not other.exists()
    assert window.output.write("Handout", partial(works.touch, other), other)
    qtbot.waitUntil(lambda: ended(window), timeout=LONG)
    assert window.output.bar.words == f"Handout written: b.pdf, in {tmp_path}"


def test_closing_the_window_ends_the_work(
    make_window: Callable[[SettingsFile], MainWindow],
    settings: SettingsFile,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    psutil = pytest.importorskip("psutil")
    window = make_window(settings)
    file = tmp_path / "pid"
    window.output.write("Atlas", partial(works.until_stopped, file), file)
    qtbot.waitUntil(lambda: file.exists() and file.read_text() != "", timeout=LONG)
    pid = int(file.read_text())
    assert psutil.pid_exists(pid)
    window.close()
    assert not window.isVisible()
    assert not psutil.pid_exists(pid)


def test_closing_the_window_ends_work_that_does_not_listen(
    make_window: Callable[[SettingsFile], MainWindow],
    settings: SettingsFile,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    drain: Callable[[], None],
) -> None:
    psutil = pytest.importorskip("psutil")
    monkeypatch.setattr(desk, "_LAST_WAIT", 0.1)
    monkeypatch.setattr("explorer.export.beside._HURRY", 0.1)
    window = make_window(settings)
    file = tmp_path / "pid"
    window.output.write("Atlas", partial(works.deaf, file), file)
    qtbot.waitUntil(lambda: file.exists() and file.read_text() != "", timeout=LONG)
    pid = int(file.read_text())
    window.close()
    end = time.monotonic() + LONG / 1000
    while psutil.pid_exists(pid):
        assert time.monotonic() < end
        drain()  # what its end says comes to a window that has gone
    window.status.setText("")
    qtbot.waitUntil(lambda: not [t for t in threading.enumerate() if t.name == "job"], timeout=LONG)
    drain()
    assert window.status.text() == ""


# The strip and the settings by themselves ------------------------------------------------------


def test_the_strip_bears_any_share_and_says_nothing_new_while_stopping(qtbot: QtBot) -> None:
    bar = OutputBar()
    qtbot.addWidget(bar)
    bar.begin("Writing a.pdf")
    bar.tell(1.7, "")
    assert bar.progress.value() == 1000
    assert bar.words == "Writing a.pdf"
    stopped: list[bool] = []
    bar.cancelled.connect(lambda: stopped.append(True))
    press(qtbot, bar.cancel)
    bar.tell(0.5, "page 3")
    assert bar.words == "Writing a.pdf: stopping"
    assert stopped == [True]


def test_where_nothing_opens_a_file_its_folder_is_named(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: False)
    file = tmp_path / "a.glb"
    file.touch()
    bar = OutputBar()
    qtbot.addWidget(bar)
    bar.say_written(file, "Model written")
    press(qtbot, bar.open)
    assert "No program that opens a.glb" in bar.words
    assert str(tmp_path) in bar.words


def test_open_may_open_something_in_the_folder(
    qtbot: QtBot, tmp_path: Path, opened: list[Path]
) -> None:
    index = tmp_path / "index.html"
    index.touch()
    bar = OutputBar()
    qtbot.addWidget(bar)
    bar.say_written(tmp_path, "Atlas written", index)
    press(qtbot, bar.open)
    press(qtbot, bar.folder)
    assert opened == [index, tmp_path]


def options() -> Any:
    from explorer.ui.output.atlas.options import AtlasOptions

    return AtlasOptions()


def test_options_come_back_as_they_were_kept(tmp_path: Path) -> None:
    from dataclasses import replace

    settings = SettingsFile(tmp_path / "settings.json")
    assert remembered(settings, "atlas", options()) == options()
    chosen = replace(options(), views=("anterior", "best"), width=1600, dark=True, pace=1.25)
    remember(settings, "atlas", chosen)
    remember(settings, "other", options())
    again = SettingsFile(settings.path)
    assert remembered(again, "atlas", options()) == chosen
    assert remembered(again, "other", options()) == options()


@pytest.mark.parametrize("kept", [7, [1], None, {"width": "wide"}, {"nobody": 1}, {"views": 3}])
def test_what_cannot_be_read_costs_only_itself(tmp_path: Path, kept: Any) -> None:
    settings = SettingsFile(tmp_path / "settings.json")
    if isinstance(kept, dict):
        kept = {**kept, "height": 999}
    settings.change(outputs={"atlas": kept})
    found = remembered(settings, "atlas", options())
    assert found.width == options().width
    assert found.views == options().views
    assert found.height == (999 if isinstance(kept, dict) else options().height)
