"""A lesson while it is being edited: one lesson, the way back, and what is not saved yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from explorer.session.history import HISTORY_LIMIT, History
from explorer.session.lesson import Lesson

__all__ = ["HISTORY_LIMIT", "LessonEdit", "LessonEditor", "LessonListener"]

LessonListener = Callable[[Lesson, Lesson], None]


@dataclass(frozen=True, slots=True)
class LessonEdit:
    """A named change. ``text`` is what the undo menu says.

    An edit with a ``merge`` key joins the step before it when that has the same key, so that typing
    a title is one step of undo.
    """

    text: str
    apply: Callable[[Lesson], Lesson]
    merge: str | None = None


class LessonEditor(History[Lesson]):
    """Holds the current :class:`Lesson` and the way back, and knows whether it is saved."""

    _busy = "a listener edited the lesson while it was being told of a change"

    def __init__(self, lesson: Lesson | None = None) -> None:
        super().__init__(lesson or Lesson())
        self._saved = self._value

    @property
    def lesson(self) -> Lesson:
        """The lesson as it is now."""
        return self._value

    @property
    def unsaved(self) -> bool:
        """Whether anything would be lost if it were closed now."""
        return self._value != self._saved

    def open(self, lesson: Lesson) -> None:
        """Begin with another lesson, as it stands in its file; there is no way back from here."""
        self._refuse_while_telling()
        self._saved = lesson
        self._begin_with(lesson)

    def mark_saved(self, lesson: Lesson | None = None) -> None:
        """What is now, or the ``lesson`` that was written meanwhile, stands in a file."""
        self._saved = self._value if lesson is None else lesson
