"""Makes ahead of time, while the user looks, what a later click or peel would have to wait for."""

from __future__ import annotations

import contextlib
import logging
import os
import threading
from collections.abc import Callable, Sequence

__all__ = ["Baker", "Work"]

#: A piece of work; it looks often at whether it should stop.
Work = Callable[[threading.Event], None]

_log = logging.getLogger(__name__)

#: How long closing the window waits for the thread (s).
PATIENCE = 2.0


class Baker:
    """One background thread at low priority. It touches neither Qt nor VTK."""

    def __init__(self) -> None:
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()

    def start(self, *work: Work) -> None:
        """Do this, one after the other; what is under way for another figure is left unfinished."""
        self.stop()
        self._stop = threading.Event()
        self._thread = threading.Thread(
            target=_bake, args=(work, self._stop), name="bake", daemon=True
        )
        self._thread.start()

    def stop(self) -> bool:
        """Ask the thread to end and wait for it; False when it is still busy."""
        thread, self._thread = self._thread, None
        if thread is None:
            return True
        self._stop.set()
        thread.join(PATIENCE)
        return not thread.is_alive()

    @property
    def busy(self) -> bool:
        """Whether something is being made."""
        return self._thread is not None and self._thread.is_alive()


def _bake(work: Sequence[Work], stop: threading.Event) -> None:
    # A thread has a priority of its own on Linux only; elsewhere it runs at the normal one.
    with contextlib.suppress(OSError, AttributeError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 10)
    for each in work:
        if stop.is_set():
            return
        try:
            each(stop)
        except Exception:
            # Whatever is wrong is told when somebody asks for it.
            _log.info("Something could not be made ahead of time.", exc_info=True)
