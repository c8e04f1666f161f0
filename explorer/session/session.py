"""The running session: one state, its history, and who is told of a change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from explorer.session.history import HISTORY_LIMIT, History
from explorer.session.view_state import ViewState

__all__ = ["HISTORY_LIMIT", "Listener", "Session"]

Listener = Callable[[ViewState, ViewState], None]


class Session(History[ViewState]):
    """Holds the current :class:`ViewState` and the way back; changed by commands only."""

    _busy = "a listener sent a command while it was being told of a change"

    def __init__(self, state: ViewState | None = None) -> None:
        super().__init__(state or ViewState())

    @property
    def state(self) -> ViewState:
        """The current snapshot."""
        return self._value

    def replace_figure(self, gone: str, instead: str) -> None:
        """A body can be shown no longer: put another one in its place, now and in the history.

        Not a step of undo, for no way back may lead to it.
        """
        self._rewrite(lambda s: s if s.figure != gone else replace(s, figure=instead))
