"""A real window, off screen, with settings of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from explorer.anatomy.atlas import Atlas
from explorer.session.settings import SettingsFile
from explorer.ui.application import application
from explorer.ui.main_window import MainWindow


@pytest.fixture(scope="session")
def qapp_cls() -> type:
    """The program's own application, so that sizes of text are those of the program."""
    from PySide6.QtWidgets import QApplication

    return QApplication


@pytest.fixture(scope="session")
def bake_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Baked results are shared by all windows of a run, as they are by all starts."""
    return tmp_path_factory.mktemp("baked")


@pytest.fixture
def settings(tmp_path: Path) -> SettingsFile:
    file = SettingsFile(tmp_path / "settings" / "settings.json")
    file.change(first_run_done=True, theme="light", figure="male")
    return file


@pytest.fixture
def make_window(
    qtbot: QtBot, atlas: Atlas, bake_folder: Path, nothing_left: None
) -> Iterator[Callable[[SettingsFile], MainWindow]]:
    windows: list[MainWindow] = []

    def make(settings: SettingsFile, size: tuple[int, int] = (1280, 800)) -> MainWindow:
        application()
        window = MainWindow(atlas, settings, bake_folder)
        window.resize(*size)
        windows.append(window)
        window.show()
        qtbot.waitExposed(window)
        qtbot.waitUntil(lambda: window.viewport.frames > 0)
        return window

    yield make
    for window in windows:
        window.lessons.let_go()  # nobody is there to be asked about an unsaved lesson
        window.close()
        window.deleteLater()
    windows.clear()


@pytest.fixture
def window(make_window: Callable[[SettingsFile], MainWindow], settings: SettingsFile) -> MainWindow:
    return make_window(settings)
