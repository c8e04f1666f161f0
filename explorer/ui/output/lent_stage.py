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
from explorer.ui.output.figure.drawer import put_back_hover

if TYPE_CHECKING:
    from explorer.ui.main_window import MainWindow

__all__ = ["LentStage"]

T = TypeVar("T")
#: After a drawing that took longer (s) the next one shows the cursor of a busy program.
_SLOW = 0.3


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
        window = self._window
        stage, shown = window.viewport.stage, window.session.state
        show = _Remembering(stage, shown)
        put_back_hover(window)
        begun = time.perf_counter()
        if self._slow:
            QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        stage.set_quiet(False)
        stage.set_hovered(None)
        try:
            with BorrowedStage(stage, shown) as lent:
                try:
                    return work(show)
                finally:
                    lent.state = show.state
        finally:
            stage.set_quiet(window.pain.brush.tool != "turn")
            if show.left:
                # Another body was shown: what was measured on this one has to be told again.
                stage.set_targets(window.inside.measured.targets(shown))
            if self._slow:
                QGuiApplication.restoreOverrideCursor()
            self._slow = time.perf_counter() - begun > _SLOW


class _Remembering(Showing):
    """Knows whether the body that was shown at first was left."""

    left = False

    def show(self, state: ViewState) -> None:
        """Show another view."""
        former = self.state.figure
        super().show(state)
        self.left = self.left or former != self.state.figure
