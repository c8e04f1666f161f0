"""The page of the lesson, tied to the desk: every wish becomes an edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.ui.lessons.edits import (
    asking_first,
    duplicated,
    moved,
    removed,
    rewritten,
    signed,
    titled,
)
from explorer.ui.lessons.lesson_page import LessonPage
from explorer.ui.lessons.thumbnails import Thumbnails

if TYPE_CHECKING:
    from explorer.ui.lessons.desk import LessonDesk
    from explorer.ui.main_window import MainWindow

__all__ = ["make_page"]


def make_page(window: MainWindow, desk: LessonDesk) -> tuple[LessonPage, Thumbnails]:
    """The page, and what draws its small pictures."""
    thumbnails = Thumbnails(window)
    page = LessonPage(window.actions_by_id, thumbnails.of, lambda: window.theme, window)
    do = desk.editor.do
    page.titled.connect(lambda words, go: do(titled(words, go)))
    page.signed.connect(lambda words, go: do(signed(words, go)))
    page.undo_asked.connect(desk.undo)
    page.redo_asked.connect(desk.redo)
    page.fields.written.connect(lambda *what: do(rewritten(desk.chosen, *what)))
    page.fields.asking_set.connect(lambda asks: do(asking_first(desk.chosen, asks)))
    views = page.views
    views.chosen.connect(desk.choose)
    views.asked.connect(desk.show)
    views.moved.connect(lambda id, to: do(moved(id, to)))
    views.renamed.connect(lambda id, title: do(rewritten(id, "title", title, "")))
    views.removed.connect(lambda id: do(removed(id)))
    views.duplicated.connect(lambda id: do(duplicated(id)))
    views.replaced.connect(lambda _id: window.run("lesson_replace"))
    thumbnails.drawn.connect(views.viewport().update)
    return page, thumbnails
