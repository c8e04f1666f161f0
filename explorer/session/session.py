"""The running session: one state, its history, and who is told of a change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from explorer.session.commands import Command
from explorer.session.view_state import ViewState

__all__ = ["Listener", "Session"]

Listener = Callable[[ViewState, ViewState], None]

#: Steps kept; older ones are forgotten, so that a long lesson does not grow without bound.
HISTORY_LIMIT = 500


@dataclass(frozen=True, slots=True)
class _Step:
    text: str
    state: ViewState
    merge: str | None


class Session:
    """Holds the current :class:`ViewState` and the way back.

    Listeners are called as ``listener(old, new)`` after each change, in the order they subscribed,
    and must not send commands from within the call.
    """

    def __init__(self, state: ViewState | None = None) -> None:
        self._state = state or ViewState()
        self._undo: list[_Step] = []
        self._redo: list[_Step] = []
        self._listeners: list[Listener] = []
        self._notifying = False

    @property
    def state(self) -> ViewState:
        """The current snapshot."""
        return self._state

    @property
    def undo_text(self) -> str | None:
        """What undo would take back, or None when there is nothing."""
        return self._undo[-1].text if self._undo else None

    @property
    def redo_text(self) -> str | None:
        """What redo would bring again, or None when there is nothing."""
        return self._redo[-1].text if self._redo else None

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener(old, new)`` after each change; returns the way to stop it."""
        self._listeners.append(listener)

        def stop() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return stop

    def do(self, command: Command) -> None:
        """Carry out a command. One that changes nothing leaves no step behind."""
        self._refuse_while_telling()
        old = self._state
        new = command.apply(old)
        if new == old:
            return
        joins = bool(
            command.merge
            and self._undo
            and not self._redo
            and self._undo[-1].merge == command.merge
        )
        if not joins:
            self._undo.append(_Step(command.text, old, command.merge))
            del self._undo[:-HISTORY_LIMIT]
        self._redo.clear()
        self._set(new)

    def replace_figure(self, gone: str, instead: str) -> None:
        """A body can be shown no longer: put another one in its place, now and in the history.

        Not a step of undo, for no way back may lead to it.
        """
        self._refuse_while_telling()

        def told(step: _Step) -> _Step:
            if step.state.figure != gone:
                return step
            return replace(step, state=replace(step.state, figure=instead))

        self._undo = [told(step) for step in self._undo]
        self._redo = [told(step) for step in self._redo]
        if self._state.figure == gone:
            self._set(replace(self._state, figure=instead))

    def undo(self) -> bool:
        """Take back the last step; False when there is none."""
        return self._move(self._undo, self._redo)

    def redo(self) -> bool:
        """Bring the last undone step again; False when there is none."""
        return self._move(self._redo, self._undo)

    def _move(self, source: list[_Step], target: list[_Step]) -> bool:
        self._refuse_while_telling()
        if not source:
            return False
        step = source.pop()
        # The merge key is dropped: after an undo, a new drag must be a step of its own.
        target.append(_Step(step.text, self._state, None))
        self._set(step.state)
        return True

    def _refuse_while_telling(self) -> None:
        if self._notifying:
            raise RuntimeError("a listener sent a command while it was being told of a change")

    def _set(self, new: ViewState) -> None:
        old, self._state = self._state, new
        self._notifying = True
        try:
            for listener in tuple(self._listeners):
                listener(old, new)
        finally:
            self._notifying = False
