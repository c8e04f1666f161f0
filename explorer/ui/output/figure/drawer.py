"""A figure drawn on the window's own stage, a frame at a time."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from explorer.errors import ExplorerError
from explorer.export.figures.sketch import Sketch
from explorer.export.figures.spec import FigureSpec
from explorer.ui.output.lent_stage import put_back_hover

if TYPE_CHECKING:
    from explorer.ui.main_window import MainWindow

__all__ = ["FigureDrawer"]

#: What takes longer (s) shows the cursor of a busy program.
_SLOW = 0.3


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
            composed = self.sketch.begin(spec, put_back_hover(self._window), scale)
        except ExplorerError as error:
            self.failed.emit(error)
            return
        finally:
            if slow:
                QGuiApplication.restoreOverrideCursor()
        self.seconds = time.perf_counter() - began
        self._steps.start(0)
        self.began.emit(composed)

    def stop(self) -> None:
        """Draw no more."""
        self._steps.stop()

    def _step(self) -> None:
        try:
            more = self.sketch.refine(put_back_hover(self._window))
        except ExplorerError as error:
            self._steps.stop()
            self.failed.emit(error)
            return
        if not more:
            self._steps.stop()
        self.advanced.emit(self.sketch.share)
