"""What the body shows becomes a view of the lesson."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.errors import ExplorerError
from explorer.export.lesson_making import view_title
from explorer.session.lesson import new_view
from explorer.session.lesson_format import MOST_VIEWS
from explorer.ui.lessons.edits import added, replaced

if TYPE_CHECKING:
    from explorer.ui.lessons.desk import LessonDesk
    from explorer.ui.main_window import MainWindow

__all__ = ["add_shown", "replace_with_shown"]


def add_shown(window: MainWindow, desk: LessonDesk) -> None:
    """Add what is shown as a view, after the one that is marked.

    Raises
    ------
    ExplorerError
        When the lesson is as long as one may be.
    """
    lesson, state = desk.lesson, window.session.state
    if len(lesson.views) >= MOST_VIEWS:
        raise ExplorerError(f"A lesson may have {MOST_VIEWS} views.", "Begin another one.")
    view = new_view(lesson, view_title(window.atlas, state), state)
    at = lesson.position(desk.chosen) + 1 if desk.chosen else len(lesson.views)
    desk.editor.do(added(view, at))
    window.status.setText(f"Added as view {at + 1}: {view.title}")


def replace_with_shown(window: MainWindow, desk: LessonDesk) -> None:
    """Show in the marked view what is shown now; its words stay.

    Raises
    ------
    ExplorerError
        When no view is marked.
    """
    if not desk.chosen:
        raise ExplorerError(
            "No view of the lesson is chosen.", "Choose one on the page of the lesson."
        )
    state = new_view(desk.lesson, "", window.session.state).state
    desk.editor.do(replaced(desk.chosen, state))
    window.status.setText(f"View {desk.lesson.position(desk.chosen) + 1} shows this now")
