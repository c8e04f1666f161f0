"""Telling how far a long import is, and stopping it when asked to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from explorer.packs.cancelling import Cancelled

__all__ = ["Steps"]


@dataclass(frozen=True, slots=True)
class Steps:
    """A stretch of the whole progress, from ``start`` to ``stop`` (0..1).

    ``progress`` is told the share done and what is being done; ``cancelled`` is asked often.
    """

    progress: Callable[[float, str], None]
    cancelled: Callable[[], bool]
    start: float = 0.0
    stop: float = 1.0

    def at(self, share: float, words: str) -> None:
        """Say how much of this stretch is done.

        Raises
        ------
        Cancelled
            When the user has asked to stop.
        """
        self.check()
        self.progress(self.start + (self.stop - self.start) * min(max(share, 0.0), 1.0), words)

    def check(self) -> None:
        """Stop here if the user has asked to.

        Raises
        ------
        Cancelled
            When the user has asked to stop.
        """
        if self.cancelled():
            raise Cancelled("It was cancelled; nothing was changed.")

    def part(self, start: float, stop: float) -> Steps:
        """A stretch of this stretch, in shares of it."""
        width = self.stop - self.start
        return Steps(
            self.progress, self.cancelled, self.start + start * width, self.start + stop * width
        )
