"""The window's own stage, lent for a moment to draw what the window does not show."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from explorer.export.borrowed_stage import BorrowedStage
from explorer.export.showing import Showing
from explorer.session.view_state import ViewState

if TYPE_CHECKING:
    from explorer.ui.main_window import MainWindow

__all__ = ["LentStage", "put_back_hover"]

T = TypeVar("T")
#: After a drawing that took longer (s) the next one shows the cursor of a busy program.
_SLOW = 0.3


def put_back_hover(window: MainWindow) -> ViewState:
    """Put the body back as the session has it, where a link under the cursor shows another.

    Returns what the session has, which the stage now shows.
    """
    if window.pain.sources is not None:
        window.pain.sources.preview.show(())
    return window.session.state


class LentStage:
    """Lets somebody show views on the window's stage, and puts back what was there.

    A graphics context cannot be shared, and a second one in the window's thread would cost as much
    memory again.
    """

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._slow = False

    def draw(self, work: Callable[[Showing], T]) -> T:
        """What the work returns, done while the window shows nothing of it."""
        stage, shown = self._window.viewport.stage, put_back_hover(self._window)
        show = Showing(stage, shown)
        begun = time.perf_counter()
        if self._slow:
            QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            with BorrowedStage(stage, shown) as lent:
                try:
                    return work(show)
                finally:
                    lent.state = show.state
        finally:
            if self._slow:
                QGuiApplication.restoreOverrideCursor()
            self._slow = time.perf_counter() - begun > _SLOW
