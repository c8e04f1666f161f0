"""A lesson: views in the order in which they are taught, each with a title, notes and a question.

Everything here is frozen, and every change gives a new lesson: undo, saving and playing share the
old ones without copying.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from explorer.session.view_state import ViewState

__all__ = [
    "Lesson",
    "LessonView",
    "add_view",
    "change_view",
    "duplicate_view",
    "move_view",
    "new_view",
    "remove_view",
    "rename_lesson",
    "rename_view",
    "replace_view",
    "sign_lesson",
]

_ID = "view-"


@dataclass(frozen=True, slots=True)
class LessonView:
    """One step of a lesson.

    Attributes
    ----------
    id
        Its name within the lesson; it stays when the view is moved or renamed.
    notes
        What the teacher wants to say, for himself.
    state
        What is shown, and from where.
    question
        What is asked before names and zones are shown; may be empty.
    hides_answer
        Whether the view comes first without names and zones, also when nothing is asked.
    """

    id: str
    title: str
    notes: str = ""
    state: ViewState = field(default_factory=ViewState)
    question: str = ""
    hides_answer: bool = False

    @property
    def asks(self) -> bool:
        """Whether a question comes before it."""
        return self.hides_answer or bool(self.question.strip())


@dataclass(frozen=True, slots=True)
class Lesson:
    """Views in order, under a title, by an author."""

    title: str = ""
    author: str = ""
    views: tuple[LessonView, ...] = ()

    def view(self, id: str) -> LessonView:
        """The view of this name; ``KeyError`` where there is none."""
        return self.views[self.position(id)]

    def position(self, id: str) -> int:
        """At which place of the order a view is, from 0; ``KeyError`` where there is none."""
        for position, view in enumerate(self.views):
            if view.id == id:
                return position
        raise KeyError(id)

    def free_id(self) -> str:
        """A name that no view of the lesson has."""
        taken = {view.id for view in self.views}
        number = len(self.views) + 1
        while f"{_ID}{number}" in taken:
            number += 1
        return f"{_ID}{number}"


def new_view(lesson: Lesson, title: str, state: ViewState) -> LessonView:
    """A view of what is shown now, named so that it can be added to a lesson.

    What a client said, answered and has stays behind: a lesson is handed on. Pain that is painted
    or named is part of the picture and goes along.
    """
    shown = replace(state, pain=replace(state.pain, words=""), answers=(), tried=(), conditions=())
    return LessonView(lesson.free_id(), title, state=shown)


def add_view(lesson: Lesson, view: LessonView, at: int | None = None) -> Lesson:
    """The lesson with one view more, at the end or at a place from 0.

    A view whose name is taken gets a free one: the same view may be added twice.
    """
    if any(view.id == other.id for other in lesson.views):
        view = replace(view, id=lesson.free_id())
    at = len(lesson.views) if at is None else max(0, min(at, len(lesson.views)))
    return replace(lesson, views=(*lesson.views[:at], view, *lesson.views[at:]))


def remove_view(lesson: Lesson, id: str) -> Lesson:
    """The lesson without a view."""
    at = lesson.position(id)
    return replace(lesson, views=lesson.views[:at] + lesson.views[at + 1 :])


def move_view(lesson: Lesson, id: str, to: int) -> Lesson:
    """The lesson with a view at another place: from 0, counted as if the view were taken out."""
    return add_view(remove_view(lesson, id), lesson.view(id), to)


def duplicate_view(lesson: Lesson, id: str) -> Lesson:
    """The lesson with a second copy of a view right after it."""
    return add_view(lesson, lesson.view(id), lesson.position(id) + 1)


def change_view(lesson: Lesson, id: str, change: Callable[[LessonView], LessonView]) -> Lesson:
    """The lesson with one view changed; its name and place stay."""
    at = lesson.position(id)
    new = replace(change(lesson.views[at]), id=id)
    return replace(lesson, views=(*lesson.views[:at], new, *lesson.views[at + 1 :]))


def rename_view(lesson: Lesson, id: str, title: str) -> Lesson:
    """The lesson with another title for a view."""
    return change_view(lesson, id, lambda view: replace(view, title=title))


def replace_view(lesson: Lesson, id: str, state: ViewState) -> Lesson:
    """The lesson with something else shown in a view; its words stay."""
    return change_view(lesson, id, lambda view: replace(view, state=state))


def rename_lesson(lesson: Lesson, title: str) -> Lesson:
    """The lesson under another title."""
    return replace(lesson, title=title)


def sign_lesson(lesson: Lesson, author: str) -> Lesson:
    """The lesson by another author."""
    return replace(lesson, author=author)
