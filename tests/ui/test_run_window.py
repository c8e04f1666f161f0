"""The whole program, from its start to the closing of its window."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox
from pytestqt.qtbot import QtBot

from explorer.anatomy.atlas import Atlas
from explorer.knowledge.faults import Fault, KnowledgeBaseError
from explorer.session.settings import SettingsFile
from explorer.ui.application import run_window
from explorer.ui.dialogs import FaultsDialog
from explorer.ui.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def when_ready(seen: list[str]) -> None:
    """Look at the window once it has drawn itself and works in the background, then close it."""
    windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
    ready = [w for w in windows if w.isVisible() and w.viewport.frames and w.baker.busy]
    if not ready:
        QTimer.singleShot(50, lambda: when_ready(seen))
        return
    seen.append(ready[0].card.plain_text)
    seen.append("hints" if ready[0].first_steps.isVisible() else "no hints")
    ready[0].close()


def test_the_program_runs_until_its_window_is_closed(
    qtbot: QtBot, atlas: Atlas, settings: SettingsFile, tmp_path: Path, nothing_left: None
) -> None:
    hook = sys.excepthook
    seen: list[str] = []
    QTimer.singleShot(50, lambda: when_ready(seen))
    code = run_window(atlas, settings=settings, cache=tmp_path, point="soleus.trp1")
    assert code == 0
    assert seen[0].startswith("Soleus TrP1")
    assert seen[1] == "no hints"
    assert sys.excepthook is hook
    assert SettingsFile(settings.path).value.window_geometry


def test_the_first_start_shows_the_hints(
    qtbot: QtBot, atlas: Atlas, settings: SettingsFile, tmp_path: Path, nothing_left: None
) -> None:
    settings.change(first_run_done=False)
    seen: list[str] = []
    QTimer.singleShot(50, lambda: when_ready(seen))
    assert run_window(atlas, settings=settings, cache=tmp_path) == 0
    assert seen[1] == "hints"


@pytest.mark.parametrize(("answer", "code"), [("Rejected", 1), ("Accepted", 0)])
def test_a_faulty_knowledge_base_ends_in_a_choice(
    qtbot: QtBot,
    settings: SettingsFile,
    tmp_path: Path,
    nothing_left: None,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
    code: int,
) -> None:
    choice = getattr(QDialog.DialogCode, answer)
    monkeypatch.setattr(FaultsDialog, "exec", lambda _: choice)
    error = KnowledgeBaseError(tmp_path / "kb.json", (Fault("$.muscles", "missing"),))
    seen: list[str] = []
    if code == 0:
        QTimer.singleShot(50, lambda: when_ready(seen))
    assert run_window(None, settings=settings, cache=tmp_path, faults=error) == code
    assert bool(seen) == (code == 0)


def test_a_body_that_does_not_exist_is_told_of_before_any_window(
    qtbot: QtBot,
    atlas: Atlas,
    settings: SettingsFile,
    nothing_left: None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box.text()))
    assert run_window(atlas, settings=settings, cache=None, figure="nobody") == 1
    assert "nobody" in told[0]
    assert "nobody" in capsys.readouterr().err
