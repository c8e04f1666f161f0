"""A web page from the window: what is not on it, how large it is, and a page that opens."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from explorer.export.plates import plate_state
from explorer.session.commands import select_point
from explorer.session.lesson import add_view, new_view
from explorer.session.lesson_editor import LessonEdit
from explorer.session.settings import SettingsFile
from explorer.session.view_state import ViewState
from explorer.ui.main_window import MainWindow
from explorer.ui.output.lesson.page_dialog import PageDialog

#: What Qt's off-screen platform says of any dialog; on a real one it is silent.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

LEFT = Qt.MouseButton.LeftButton


def add_views(window: MainWindow, *states: ViewState, question: str = "") -> None:
    for number, state in enumerate(states, 1):
        view = new_view(window.lessons.lesson, f"View {number}", state)
        view = replace(view, notes="Mind the neck.", question=question)
        window.lessons.editor.do(LessonEdit("Add", lambda lesson, v=view: add_view(lesson, v)))
    window.lessons.editor.mark_saved()


def opened(window: MainWindow, qtbot: QtBot) -> PageDialog:
    window.run("export_page")
    (dialog,) = [d for d in window.findChildren(QDialog) if isinstance(d, PageDialog)]
    drawn(dialog, qtbot)
    return dialog


def drawn(dialog: PageDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: dialog.settled and dialog.previews.drawn is not None, timeout=30_000)


def data(path: Path) -> dict[str, object]:
    text = path.read_text(encoding="utf-8")
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.S)
    assert found is not None
    return dict(json.loads(found.group(1)))


def test_a_page_says_beforehand_what_is_not_on_it_and_is_written(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    plain = plate_state(window.atlas, "soleus.trp1", "right", "male")
    add_views(window, plain, replace(plain, skin_opacity=0.3), question="Where from?")
    dialog = opened(window, qtbot)
    assert dialog.goes_in.button("lesson").isChecked()
    assert dialog.previews.count.text() == "1 of 4"
    assert dialog.warning.text() == "Views 3 and 4 look under the skin; the page shows its skin."
    assert "About 0.5 MB" in dialog.size_words.text()
    qtbot.mouseClick(dialog.questions.button("none"), LEFT)
    drawn(dialog, qtbot)
    assert dialog.previews.count.text() == "1 of 2"
    assert dialog.warning.text().startswith("View 2 looks under the skin")
    dialog.title.selectAll()
    qtbot.keyClicks(dialog.title, '<i>Calf</i> & "heel"')
    dialog.notes.click()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "a.html"), ""))
    qtbot.keyClick(dialog.title, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.output.busy, timeout=60_000)
    text = (tmp_path / "a.html").read_text(encoding="utf-8")
    # What was typed and chosen a moment before saving counts, too.
    assert "<title>&lt;i&gt;Calf&lt;/i&gt; &amp; &quot;heel&quot;</title>" in text
    assert "Mind the neck." not in text
    views = data(tmp_path / "a.html")["views"]
    assert [view["title"] for view in views] == ["View 1", "View 2"]  # type: ignore[attr-defined]
    assert "View 2 looks under the skin" in window.messages.words


def test_every_point_makes_the_page_larger_and_two_bodies_warn(
    window: MainWindow, qtbot: QtBot
) -> None:
    views = [plate_state(window.atlas, "soleus.trp1", "right", f) for f in ("male", "female")]
    add_views(window, *views)
    dialog = opened(window, qtbot)
    assert not dialog.warning.isVisible()
    dialog.all_points.click()
    drawn(dialog, qtbot)
    assert "About 5." in dialog.size_words.text()
    assert "a page may have 6 MB" in dialog.warning.text()
    dialog.body.setCurrentIndex(dialog.body.findData("female"))
    drawn(dialog, qtbot)
    assert not dialog.warning.isVisible()
    assert "About 4.0 MB" in dialog.size_words.text()


def test_a_preview_opens_in_the_browser_and_is_gone_with_the_window(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url) or True)
    window.session.do(select_point("soleus.trp1", "right"))
    dialog = opened(window, qtbot)
    assert dialog.goes_in.button("shown").isChecked()
    qtbot.mouseClick(dialog.in_browser, LEFT)
    assert dialog.busy.isVisible()
    qtbot.waitUntil(lambda: bool(shown), timeout=60_000)
    path = Path(shown[0].toLocalFile())
    assert data(path)["marks"] == [["soleus.trp1", "right"]]
    assert dialog.isVisible()  # nothing is saved yet
    # Stopped half way: no second page.
    qtbot.mouseClick(dialog.in_browser, LEFT)
    qtbot.mouseClick(dialog.busy.stop, LEFT)
    assert not dialog.busy.isVisible()
    assert [p.name for p in path.parent.iterdir()] == [path.name]
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: False)
    qtbot.mouseClick(dialog.in_browser, LEFT)
    qtbot.waitUntil(lambda: "No browser" in dialog.messages.words, timeout=60_000)
    dialog.reject()
    window.close()
    assert not path.parent.exists()


def test_cancelled_half_way_nothing_is_left_behind_and_choices_are_remembered(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    window.session.do(select_point("soleus.trp1", "right"))
    dialog = opened(window, qtbot)
    dialog.all_points.click()
    qtbot.mouseClick(dialog.questions.button("all"), LEFT)
    folder = tmp_path / "out"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(folder / "a.html"), ""))
    qtbot.mouseClick(dialog.save, LEFT)
    bar = window.output.bar
    qtbot.waitUntil(lambda: bar.progress.value() > 100, timeout=60_000)
    qtbot.mouseClick(bar.cancel, LEFT)
    qtbot.waitUntil(lambda: not window.output.busy, timeout=60_000)
    assert "cancelled; nothing was written" in window.status.text()
    assert list(folder.iterdir()) == []
    kept = SettingsFile(window.settings.path).value.outputs["page"]
    assert kept == {"questions": "all", "figure": None, "notes": True, "all_points": True}
