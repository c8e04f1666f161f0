"""A lesson of points, muscles and complaints on either side, made as long outputs are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import Side
from explorer.errors import ExplorerError
from explorer.export.lesson_making import TITLE, lesson_of
from explorer.export.showing import showing
from explorer.packs.progress import Steps
from explorer.session.lesson import Lesson, add_view

__all__ = ["lesson_of_points"]


def lesson_of_points(
    atlas: Atlas,
    ids: Sequence[tuple[str, Side]],
    *,
    figure: str,
    aspect: float,
    title: str = "",
    markers: bool = False,
    cache: Path | None = None,
    progress: Callable[[float, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Lesson:
    """A lesson with a view for each id, or two where a point lies opposite to its pattern.

    Parameters
    ----------
    ids
        Points, muscles, regions or complaints, each with a side of the body.
    aspect
        Width over height of the pictures it is made for.
    markers
        Whether all points have markers.

    Raises
    ------
    ExplorerError
        When an id or the figure is unknown, or no id is given.
    Cancelled
        When the user has asked to stop.
    """
    if not ids:
        raise ExplorerError("Nothing was named to be shown.", "Choose a muscle or a point first.")
    steps = Steps(progress or (lambda *_: None), cancelled or (lambda: False))
    lesson = Lesson(title or TITLE)
    steps.at(0.0, "Finding the best views")
    with showing(atlas, figure, cache) as show:
        for number, (id, side) in enumerate(ids):
            steps.at(number / len(ids), "Finding the best views")
            for view in lesson_of(show, [id], aspect=aspect, figure=figure, side=side).views:
                state = replace(view.state, markers=True) if markers else view.state
                lesson = add_view(lesson, replace(view, id=lesson.free_id(), state=state))
    steps.check()
    return lesson
