"""Something that is edited step by step: its present value, the way back, and who is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Generic, Protocol, TypeVar

__all__ = ["Change", "History"]

T = TypeVar("T")

#: Steps kept; older ones are forgotten, so that a long day of work does not grow without bound.
HISTORY_LIMIT = 500


class Change(Protocol[T]):
    """A named change. ``text`` is what the undo menu says.

    One with a ``merge`` key joins the step before it when that has the same key.
    """

    @property
    def text(self) -> str: ...

    @property
    def apply(self) -> Callable[[T], T]: ...

    @property
    def merge(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class _Step(Generic[T]):
    text: str
    value: T
    merge: str | None


class History(Generic[T]):
    """Holds the current value and the way back.

    Listeners are called as ``listener(old, new)`` after each change, in the order they subscribed,
    and must not change anything from within the call.
    """

    #: What is said to a listener that does.
    _busy = "a listener changed something while it was being told of a change"

    def __init__(self, value: T) -> None:
        self._value = value
        self._undo: list[_Step[T]] = []
        self._redo: list[_Step[T]] = []
        self._listeners: list[Callable[[T, T], None]] = []
        self._telling = False

    @property
    def undo_text(self) -> str | None:
        """What undo would take back, or None when there is nothing."""
        return self._undo[-1].text if self._undo else None

    @property
    def redo_text(self) -> str | None:
        """What redo would bring again, or None when there is nothing."""
        return self._redo[-1].text if self._redo else None

    def subscribe(self, listener: Callable[[T, T], None]) -> Callable[[], None]:
        """Call ``listener(old, new)`` after each change; returns the way to stop it."""
        self._listeners.append(listener)

        def stop() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return stop

    def do(self, change: Change[T]) -> None:
        """Carry out a change. One that changes nothing leaves no step behind."""
        self._refuse_while_telling()
        old = self._value
        new = change.apply(old)
        if new == old:
            return
        joins = bool(
            change.merge and self._undo and not self._redo and self._undo[-1].merge == change.merge
        )
        if not joins:
            self._undo.append(_Step(change.text, old, change.merge))
            del self._undo[:-HISTORY_LIMIT]
        self._redo.clear()
        self._set(new)

    def undo(self) -> bool:
        """Take back the last step; False when there is none."""
        return self._move(self._undo, self._redo)

    def redo(self) -> bool:
        """Bring the last undone step again; False when there is none."""
        return self._move(self._redo, self._undo)

    def _rewrite(self, told: Callable[[T], T]) -> None:
        """Change the present value and every one of the past alike; no step of undo."""
        self._refuse_while_telling()
        self._undo = [replace(step, value=told(step.value)) for step in self._undo]
        self._redo = [replace(step, value=told(step.value)) for step in self._redo]
        new = told(self._value)
        if new != self._value:
            self._set(new)

    def _begin_with(self, value: T) -> None:
        """Begin anew; there is no way back from here."""
        self._refuse_while_telling()
        self._undo.clear()
        self._redo.clear()
        self._set(value)

    def _move(self, source: list[_Step[T]], target: list[_Step[T]]) -> bool:
        self._refuse_while_telling()
        if not source:
            return False
        step = source.pop()
        # The merge key is dropped: after an undo, a new drag or typing must be a step of its own.
        target.append(_Step(step.text, self._value, None))
        self._set(step.value)
        return True

    def _refuse_while_telling(self) -> None:
        if self._telling:
            raise RuntimeError(self._busy)

    def _set(self, new: T) -> None:
        old, self._value = self._value, new
        self._telling = True
        try:
            for listener in tuple(self._listeners):
                listener(old, new)
        finally:
            self._telling = False
