"""A lesson as the views of a page."""

from __future__ import annotations

from dataclasses import replace

from explorer.anatomy.atlas import Atlas
from explorer.export.page.views import PageView
from explorer.export.showing import FALLBACK, Showing
from explorer.export.slides.notes import question_words
from explorer.export.slides.pictures import concealed
from explorer.session.lesson import Lesson, LessonView

__all__ = ["ASPECT", "on_body", "page_views"]

#: Width over height of the part of a screen in which a page shows its body.
ASPECT = 1.2


def page_views(
    atlas: Atlas,
    lesson: Lesson,
    *,
    questions: bool | None = None,
    notes: bool = True,
    markers: bool = False,
) -> tuple[PageView, ...]:
    """The views of a page for a lesson, in its order.

    Parameters
    ----------
    questions
        A question before every view (True), before none (False), or before those that ask (None).
    notes
        Whether the author's notes stand beside the views.
    markers
        Whether all points have markers, also in views of the lesson without.
    """
    views: list[PageView] = []
    for number, view in enumerate(lesson.views, 1):
        state = replace(view.state, markers=True) if markers else view.state
        if questions if questions is not None else view.asks:
            views.append(_question(atlas, replace(view, state=state)))
        title = view.title.strip() or f"View {number}"
        views.append(PageView(title, view.notes if notes else "", state))
    return tuple(views)


def on_body(show: Showing, lesson: Lesson, figure: str | None) -> tuple[Lesson, tuple[str, ...]]:
    """The lesson with all views on one body, or each on its own (None), and the bodies that are
    not there; another stands in for them.
    """
    missing: list[str] = []
    views = []
    for view in lesson.views:
        wanted = figure or view.state.figure
        if not show.has(wanted):
            missing.append(wanted)
            wanted = FALLBACK
        views.append(replace(view, state=show.on_figure(view.state, wanted, ASPECT)))
    return replace(lesson, views=tuple(views)), tuple(dict.fromkeys(missing))


def _question(atlas: Atlas, view: LessonView) -> PageView:
    """The view without its answer: neither names nor zones, and no card beside it."""
    state = view.state
    subject = state.subject
    shown = state.shown
    if subject is not None and subject.kind != "point":
        # A lit region, or what is known of a muscle, would be half the answer.
        state = replace(state, region=state.region if not shown else None)
    return PageView(
        question_words(atlas, view, shown),
        "",
        # Without the markers of other points: which one is asked for could not be seen.
        replace(concealed(state), subject=None, markers=False),
        asks=True,
    )
