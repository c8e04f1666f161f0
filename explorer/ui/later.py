"""Work that waits until the body has answered.

A click paints a zone, lays out a card and moves a list. The eye waits for the body, so the panels
follow when its frame has gone out, or a moment later when there is none.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

__all__ = ["Later"]

#: How long the work waits for the body to be drawn first (ms).
_PATIENCE = 120
#: How long after the body has been painted it is done (ms): the frame goes out first.
_AFTER_FRAME = 10


class Later:
    """One piece of work, done at most once however often it is asked for."""

    def __init__(self, work: Callable[[], None], parent: QObject) -> None:
        self._work = work
        self._timer = QTimer(parent)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(work)

    def ask(self) -> None:
        """Do it before long."""
        self._timer.start(_PATIENCE)

    def frame_painted(self) -> None:
        """The body has been drawn: do it as soon as that is on the screen."""
        if self._timer.isActive():
            self._timer.start(_AFTER_FRAME)

    def now(self) -> None:
        """Do it at once, if it is still to be done."""
        if self._timer.isActive():
            self._timer.stop()
            self._work()
