"""Resolves the zones of a figure while the user looks, so that every click is quick."""

from __future__ import annotations

import contextlib
import logging
import os
import threading

from explorer.body.zone_fields import ZoneFields

__all__ = ["Baker"]

_log = logging.getLogger(__name__)

#: How long closing the window waits for the thread (s).
PATIENCE = 2.0


class Baker:
    """One background thread at low priority. It touches neither Qt nor VTK."""

    def __init__(self) -> None:
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()

    def start(self, zones: ZoneFields) -> None:
        """Begin with a figure's zones; work on another figure is left unfinished."""
        self.stop()
        self._stop = threading.Event()
        self._thread = threading.Thread(
            target=_bake, args=(zones, self._stop), name="bake zones", daemon=True
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
        """Whether zones are being resolved."""
        return self._thread is not None and self._thread.is_alive()


def _bake(zones: ZoneFields, stop: threading.Event) -> None:
    # A thread has a priority of its own on Linux only; elsewhere it runs at the normal one.
    with contextlib.suppress(OSError, AttributeError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 10)
    try:
        zones.fill(stop)
    except Exception:
        # Whatever is wrong with a zone is told when somebody asks for that zone.
        _log.info("The zones could not be resolved ahead of time.", exc_info=True)
