"""Long calls on a terminal: they tell how far they are, and Ctrl+C ends them in good order."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

__all__ = ["ProgressLine", "interruptible"]


@contextmanager
def interruptible() -> Iterator[Callable[[], bool]]:
    """Let Ctrl+C ask for an end instead of forcing one; yields what says whether it was asked.

    An interrupt in the middle of drawing would leave the graphics in disorder, and one in the
    middle of writing half a file. The work raises ``Cancelled`` where it can stop, and the command
    line tells that and ends with 130.
    """
    stop = threading.Event()
    former = signal.signal(signal.SIGINT, lambda *_: stop.set())
    try:
        yield stop.is_set
    finally:
        signal.signal(signal.SIGINT, former)


class ProgressLine:
    """Progress on standard error: one line written over, or in a log a line for every tenth.

    Parameters
    ----------
    quiet
        Say nothing, for calls whose output is read by a program.
    """

    def __init__(self, quiet: bool = False) -> None:
        self._quiet = quiet
        self._over = sys.stderr.isatty()
        self._tenth = -1

    def __call__(self, share: float, words: str) -> None:
        if self._quiet:
            return
        if self._over:
            end = "\n" if share >= 1.0 else ""
            sys.stderr.write(f"\r{share:4.0%}  {words[:60]:<60}{end}")
            sys.stderr.flush()
        elif int(share * 10) != self._tenth:
            self._tenth = int(share * 10)
            sys.stderr.write(f"{share:4.0%}  {words}\n")
