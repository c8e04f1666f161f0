"""Long work beside the window: it tells how far it is, and can be cancelled."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from explorer.errors import ExplorerError

__all__ = ["Job", "Report", "Work"]

#: Told the share done (0..1) and what is being done.
Report = Callable[[float, str], None]
#: The work: given how to tell of progress and how to ask whether to stop.
Work = Callable[[Report, Callable[[], bool]], Any]


class Job(QObject):
    """One piece of work in a thread of its own; it touches neither Qt nor the scene.

    Exactly one of ``done``, ``failed`` and ``cancelled`` is sent at its end.

    Signals
    -------
    progressed
        The share done (0..1) and what is being done.
    done
        What the work returned.
    failed
        An :class:`ExplorerError`, or the text of a defect.
    cancelled
        Nothing was changed.
    """

    progressed = Signal(float, str)
    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True, name="job")

    @property
    def running(self) -> bool:
        """Whether the thread is still at it."""
        return self._thread.is_alive()

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def cancel(self) -> None:
        """Ask it to stop; it says ``cancelled`` when it has."""
        self._stop.set()

    def finish(self, seconds: float) -> bool:
        """Stop and wait so long at most; whether the thread has ended."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        from explorer.packs.cancelling import Cancelled

        try:
            result = self._work(self._tell, self._stop.is_set)
        except Cancelled:
            self._send(self.cancelled)
        except ExplorerError as error:
            self._send(self.failed, error)
        except MemoryError:
            self._send(
                self.failed,
                ExplorerError(
                    "There is not enough memory for this file.", "Close other programs, try again."
                ),
            )
        except Exception as error:  # a defect must not vanish in a thread
            import traceback

            self._send(self.failed, ExplorerError(f"This failed: {error}.", traceback.format_exc()))
        else:
            self._send(self.done, result)

    def _tell(self, share: float, words: str) -> None:
        self._send(self.progressed, share, words)

    def _send(self, signal: Any, *values: Any) -> None:
        try:
            signal.emit(*values)
        except RuntimeError:  # the window has gone while the thread was still at it
            self._stop.set()
