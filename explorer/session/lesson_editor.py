"""A lesson while it is being edited: one lesson, the way back, and what is not saved yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from explorer.session.lesson import Lesson

__all__ = ["LessonEdit", "LessonEditor", "LessonListener"]

LessonListener = Callable[[Lesson, Lesson], None]

#: Steps kept; a lesson is small, yet typing in its notes for a day is many steps.
HISTORY_LIMIT = 500


@dataclass(frozen=True, slots=True)
class LessonEdit:
    """A named change. ``text`` is what the undo menu says.

    An edit with a ``merge`` key joins the step before it when that has the same key, so that typing
    a title is one step of undo.
    """

    text: str
    apply: Callable[[Lesson], Lesson]
    merge: str | None = None


@dataclass(frozen=True, slots=True)
class _Step:
    text: str
    lesson: Lesson
    merge: str | None


class LessonEditor:
    """Holds the current :class:`Lesson` and the way back.

    Listeners are called as ``listener(old, new)`` after each change, in the order they subscribed,
    and must not edit from within the call.
    """

    def __init__(self, lesson: Lesson | None = None) -> None:
        self._lesson = lesson or Lesson()
        self._saved = self._lesson
        self._undo: list[_Step] = []
        self._redo: list[_Step] = []
        self._listeners: list[LessonListener] = []
        self._telling = False

    @property
    def lesson(self) -> Lesson:
        """The lesson as it is now."""
        return self._lesson

    @property
    def unsaved(self) -> bool:
        """Whether anything would be lost if it were closed now."""
        return self._lesson != self._saved

    @property
    def undo_text(self) -> str | None:
        """What undo would take back, or None when there is nothing."""
        return self._undo[-1].text if self._undo else None

    @property
    def redo_text(self) -> str | None:
        """What redo would bring again, or None when there is nothing."""
        return self._redo[-1].text if self._redo else None

    def subscribe(self, listener: LessonListener) -> Callable[[], None]:
        """Call ``listener(old, new)`` after each change; returns the way to stop it."""
        self._listeners.append(listener)

        def stop() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return stop

    def do(self, edit: LessonEdit) -> None:
        """Carry out an edit. One that changes nothing leaves no step behind."""
        self._refuse_while_telling()
        old = self._lesson
        new = edit.apply(old)
        if new == old:
            return
        last = self._undo[-1] if self._undo and not self._redo else None
        if edit.merge is None or last is None or last.merge != edit.merge:
            self._undo.append(_Step(edit.text, old, edit.merge))
            del self._undo[:-HISTORY_LIMIT]
        self._redo.clear()
        self._set(new)

    def undo(self) -> bool:
        """Take back the last step; False when there is none."""
        return self._move(self._undo, self._redo)

    def redo(self) -> bool:
        """Bring the last undone step again; False when there is none."""
        return self._move(self._redo, self._undo)

    def open(self, lesson: Lesson) -> None:
        """Begin with another lesson, as it stands in its file; there is no way back from here."""
        self._refuse_while_telling()
        self._undo.clear()
        self._redo.clear()
        self._saved = lesson
        self._set(lesson)

    def mark_saved(self, lesson: Lesson | None = None) -> None:
        """What is now, or the ``lesson`` that was written meanwhile, stands in a file."""
        self._saved = self._lesson if lesson is None else lesson

    def _move(self, source: list[_Step], target: list[_Step]) -> bool:
        self._refuse_while_telling()
        if not source:
            return False
        step = source.pop()
        # The merge key is dropped: after an undo, new typing must be a step of its own.
        target.append(_Step(step.text, self._lesson, None))
        self._set(step.lesson)
        return True

    def _refuse_while_telling(self) -> None:
        if self._telling:
            raise RuntimeError("a listener edited the lesson while it was being told of a change")

    def _set(self, new: Lesson) -> None:
        old, self._lesson = self._lesson, new
        self._telling = True
        try:
            for listener in tuple(self._listeners):
                listener(old, new)
        finally:
            self._telling = False
