"""What all tests share: no display, no home, no network; the real atlas, read once."""

from __future__ import annotations

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_API"] = "pyside6"
os.environ.setdefault("OMP_NUM_THREADS", "1")

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from explorer.anatomy.atlas import Atlas
from explorer.body.resources import data_dir
from explorer.knowledge.reading import read_knowledge_base


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    """The built-in knowledge base."""
    return Atlas(read_knowledge_base(data_dir() / "trigger_points.json"))


@pytest.fixture(autouse=True)
def _no_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing a test does may reach the settings or caches of whoever runs it."""
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))


@pytest.fixture
def drain() -> Callable[[], None]:
    """Carry out every deferred deletion, those of children too."""

    def run() -> None:
        from PySide6.QtCore import QCoreApplication, QEvent

        for _ in range(3):
            QCoreApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.collect()

    return run


@pytest.fixture
def nothing_left(drain: Callable[[], None]) -> Iterator[None]:
    """After a test no window is open, no widget of the top level lives, and no thread bakes."""
    import threading

    from PySide6.QtWidgets import QApplication

    yield
    drain()
    left = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    assert not left, f"still open: {left}"
    names = [type(w).__name__ for w in QApplication.topLevelWidgets()]
    assert "MainWindow" not in names, f"a window outlived its test: {names}"
    busy = [t.name for t in threading.enumerate() if t.name == "bake zones" and t.is_alive()]
    assert not busy, "the background work outlived its window"
