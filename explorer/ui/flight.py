"""A smooth move of the camera from one pose to another."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from explorer.scene.camera import fly
from explorer.session.view_state import CameraPose

__all__ = ["FLIGHT_SECONDS", "Flight"]

FLIGHT_SECONDS = 0.42
_STEP_MS = 15


class Flight(QObject):
    """Moves the camera through ``move(pose, name)``; all of one flight's steps carry its name."""

    def __init__(self, move: Callable[[CameraPose, str], None], parent: QObject) -> None:
        super().__init__(parent)
        self._move = move
        self._way: tuple[CameraPose, CameraPose, float, str] | None = None
        self._seconds = FLIGHT_SECONDS
        self._clock = QTimer(self)
        self._clock.setInterval(_STEP_MS)
        self._clock.timeout.connect(self._advance)

    @property
    def under_way(self) -> bool:
        """Whether the camera is moving by itself."""
        return self._way is not None

    def start(
        self, begin: CameraPose, end: CameraPose, name: str, seconds: float = FLIGHT_SECONDS
    ) -> None:
        """Set off, from wherever a former flight had come."""
        self._way = (begin, end, time.perf_counter(), name)
        self._seconds = seconds
        self._clock.start()

    def stop(self) -> None:
        """Stay where the flight has come to: somebody has taken the camera into his hand."""
        self._way = None
        self._clock.stop()

    def finish(self) -> None:
        """Arrive at once."""
        if self._way is not None:
            _, end, _, name = self._way
            self.stop()
            self._move(end, name)

    def _advance(self) -> None:
        if self._way is None:
            self._clock.stop()
            return
        begin, end, since, name = self._way
        t = (time.perf_counter() - since) / self._seconds
        if t >= 1:
            self.finish()
        else:
            self._move(fly(begin, end, t), name)
