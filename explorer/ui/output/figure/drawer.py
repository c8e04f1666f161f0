"""A figure drawn on the window's own stage, a frame at a time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from explorer.errors import ExplorerError
from explorer.export.figures.sketch import Sketch
from explorer.export.figures.spec import FigureSpec
from explorer.session.view_state import ViewState

if TYPE_CHECKING:
    from explorer.ui.main_window import MainWindow

__all__ = ["FigureDrawer", "own_stage", "put_back_hover"]

#: What takes longer (s) shows the cursor of a busy program.
_SLOW = 0.3


def put_back_hover(window: MainWindow) -> None:
    """Put the body back as the session has it, where a link under the cursor shows another."""
    if window.pain.sources is not None:
        window.pain.sources.preview.show(())


@contextmanager
def own_stage(window: MainWindow, figure: str) -> Iterator[ViewState]:
    """The window's stage as its state says and no hand disturbs it, to draw on; gives that state.

    Parameters
    ----------
    figure
        The body that will be drawn.
    """
    stage, shown = window.viewport.stage, window.session.state
    put_back_hover(window)
    stage.set_quiet(False)  # while a tool is in hand, the window leaves out most markers
    try:
        yield shown
    finally:
        stage.set_quiet(window.pain.brush.tool != "turn")
        if figure != shown.figure:  # what was measured on the window's body has to be told again
            stage.set_targets(window.inside.measured.targets(shown))


class FigureDrawer(QObject):
    """Draws one figure after the other; between two frames the window does what it has to.

    Signals
    -------
    began
        The page is laid out and its first frame drawn: sends the :class:`Composed`.
    advanced
        How much of it is drawn, 0 to 1; at 1 it is crisp.
    failed
        An :class:`ExplorerError`: it cannot be drawn so.
    """

    began = Signal(object)
    advanced = Signal(float)
    failed = Signal(object)

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self.sketch = Sketch(window.viewport.stage)
        self._figure = ""
        self.seconds = 0.0  # that the last laying out took
        self._steps = QTimer(self)
        self._steps.timeout.connect(self._step)

    @property
    def under_way(self) -> bool:
        """Whether frames are still to be drawn."""
        return self._steps.isActive()

    def start(self, spec: FigureSpec, scale: float) -> None:
        """Draw a figure, ``scale`` pixels to each of its page, instead of what was begun before."""
        self._steps.stop()
        slow = self.seconds > _SLOW
        if slow:
            QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        began = time.perf_counter()
        try:
            with own_stage(self._window, spec.view.figure) as shown:
                composed = self.sketch.begin(spec, shown, scale)
        except ExplorerError as error:
            self.failed.emit(error)
            return
        finally:
            if slow:
                QGuiApplication.restoreOverrideCursor()
        self.seconds = time.perf_counter() - began
        self._figure = spec.view.figure
        self._steps.start(0)
        self.began.emit(composed)

    def stop(self) -> None:
        """Draw no more."""
        self._steps.stop()

    def _step(self) -> None:
        try:
            with own_stage(self._window, self._figure) as shown:
                more = self.sketch.refine(shown)
        except ExplorerError as error:
            self._steps.stop()
            self.failed.emit(error)
            return
        if not more:
            self._steps.stop()
        self.advanced.emit(self.sketch.share)
