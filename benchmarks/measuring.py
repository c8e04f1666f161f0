"""What both measured programs do alike: wait for a paint, drag, idle, report.

Only the standard library is imported here at first: this module is part of a measured start.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

__all__ = [
    "STARTED",
    "VIEW_SIZE",
    "drag",
    "idle_cpu_seconds",
    "median_ms",
    "memory_mb",
    "process_for",
    "report",
    "send_mouse",
    "since_start_ms",
    "until",
]

#: Environment variable with the monotonic time just before this process was created.
STARTED = "BENCH_STARTED"
#: Size of the 3D view in both programs, logical pixels.
VIEW_SIZE = (1280, 800)
#: Something that does not happen within this time (s) never will.
_PATIENCE = 60.0


def since_start_ms() -> float:
    """Time since the process was created (the clock is the same in all processes)."""
    return (time.monotonic() - float(os.environ[STARTED])) * 1000.0


def report(**values: Any) -> None:
    """Print what was measured and end at once: taking windows down is not measured."""
    print(json.dumps(values), flush=True)
    sys.stderr.flush()
    os._exit(0)


def median_ms(seconds: Sequence[float]) -> float:
    """Median in milliseconds."""
    return statistics.median(seconds) * 1000.0


def until(done: Callable[[], bool], what: str) -> None:
    """Run the event loop until something holds.

    Raises
    ------
    TimeoutError
        When it does not come true; a measurement must not hang.
    """
    from PySide6.QtWidgets import QApplication

    end = time.monotonic() + _PATIENCE
    while not done():
        QApplication.processEvents()
        if time.monotonic() > end:
            raise TimeoutError(f"{what} did not happen within {_PATIENCE:.0f} s")


def process_for(seconds: float) -> None:
    """Run the event loop for a while, asleep where nothing happens."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def send_mouse(view: QWidget, kind: str, x: float, y: float, *, held: bool) -> None:
    """Hand a mouse event (``press``, ``move``, ``release``) of the left button to a widget."""
    from PySide6.QtCore import QEvent, QPointF, Qt
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    types = {
        "press": QEvent.Type.MouseButtonPress,
        "move": QEvent.Type.MouseMove,
        "release": QEvent.Type.MouseButtonRelease,
    }
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    place = QPointF(x, y)
    event = QMouseEvent(
        types[kind],
        place,
        QPointF(view.mapToGlobal(place.toPoint())),
        none if kind == "move" else left,
        left if held else none,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(view, event)


def drag(view: QWidget, painted: Callable[[], int], steps: int = 60) -> list[float]:
    """Turn the body by dragging; seconds from each mouse move to its paint.

    Parameters
    ----------
    painted
        How many frames the view has painted so far.
    """
    x, y = view.width() / 2, view.height() / 2
    send_mouse(view, "press", x, y, held=True)
    seconds = []
    for step in range(steps):
        x += 7.0 if step % 40 < 20 else -7.0
        before, start = painted(), time.perf_counter()
        send_mouse(view, "move", x, y, held=True)
        until(lambda seen=before: painted() > seen, "the paint after a mouse move")  # type: ignore[misc]
        seconds.append(time.perf_counter() - start)
    send_mouse(view, "release", x, y, held=False)
    return seconds


def memory_mb() -> float:
    """Resident memory of this process."""
    import psutil

    return float(psutil.Process().memory_info().rss) / 2**20


def idle_cpu_seconds(rest: float = 3.0, watched: float = 5.0) -> float:
    """Processor time used while nothing happens, after a rest."""
    process_for(rest)
    before = time.process_time()
    process_for(watched)
    return time.process_time() - before
