"""What can be done to a lesson on its page, as named steps that can be undone."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from explorer.session.lesson import (
    Lesson,
    LessonView,
    add_view,
    change_view,
    duplicate_view,
    move_view,
    remove_view,
    rename_lesson,
    replace_view,
    sign_lesson,
)
from explorer.session.lesson_editor import LessonEdit
from explorer.session.view_state import ViewState

__all__ = [
    "added",
    "asking_first",
    "duplicated",
    "moved",
    "removed",
    "replaced",
    "rewritten",
    "signed",
    "titled",
]

#: Words of a view that are typed, and how the step is called that changes them.
_TYPED = {"title": "Rename view", "notes": "Write notes", "question": "Write question"}


def added(view: LessonView, at: int) -> LessonEdit:
    """Add a view at a place of the order, from 0."""
    return LessonEdit("Add view", partial(add_view, view=view, at=at))


def moved(id: str, to: int) -> LessonEdit:
    """Put a view at another place, counted as if it were taken out."""
    return LessonEdit("Move view", partial(move_view, id=id, to=to))


def removed(id: str) -> LessonEdit:
    """Take a view out."""
    return LessonEdit("Remove view", partial(remove_view, id=id))


def duplicated(id: str) -> LessonEdit:
    """Put a copy of a view after it."""
    return LessonEdit("Duplicate view", partial(duplicate_view, id=id))


def replaced(id: str, state: ViewState) -> LessonEdit:
    """Show something else in a view."""
    return LessonEdit("Replace view", partial(replace_view, id=id, state=state))


def rewritten(id: str, field: str, words: str, go: str) -> LessonEdit:
    """Change the ``title``, ``notes`` or ``question`` of a view.

    Parameters
    ----------
    go
        A name for the go of typing that it belongs to; one go is one step of undo. Without one
        it is a step of its own.
    """

    def apply(lesson: Lesson) -> Lesson:
        return change_view(lesson, id, lambda view: replace(view, **{field: words}))  # type: ignore[arg-type]

    return LessonEdit(_TYPED[field], apply, f"{field} {id} {go}" if go else None)


def asking_first(id: str, asks: bool) -> LessonEdit:
    """Let a view come first without names and zones, or not."""
    text = "Ask first" if asks else "Do not ask first"

    def apply(lesson: Lesson) -> Lesson:
        return change_view(lesson, id, lambda view: replace(view, hides_answer=asks))

    return LessonEdit(text, apply)


def titled(title: str, go: str) -> LessonEdit:
    """Give the lesson another title."""
    return LessonEdit("Rename lesson", partial(rename_lesson, title=title), f"lesson title {go}")


def signed(author: str, go: str) -> LessonEdit:
    """Give the lesson another author."""
    return LessonEdit("Change author", partial(sign_lesson, author=author), f"author {go}")
