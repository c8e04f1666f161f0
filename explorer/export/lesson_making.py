"""Lessons without a hand: one view for each id, framed by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import Side
from explorer.errors import ExplorerError
from explorer.export.plates import plate_state
from explorer.export.showing import Showing
from explorer.session.lesson import Lesson, LessonView, add_view
from explorer.session.view_state import PointRef, ViewState

__all__ = ["lesson_of", "view_title"]

#: How a lesson of many things is called that nobody has named.
TITLE = "Trigger points and their commonly described patterns"
#: Height of the pictures (pixels) by which it is found out what can be seen.
_HEIGHT = 400
#: So many points are named in a title.
_NAMED = 3


def lesson_of(
    showing: Showing,
    ids: Sequence[str],
    *,
    aspect: float,
    figure: str | None = None,
    side: Side = "right",
    title: str = "",
    author: str = "",
) -> Lesson:
    """A lesson with one view for each point, muscle, region or complaint.

    A point on the other side of the body than its pattern gets two: the point, then the pattern.

    Parameters
    ----------
    aspect
        Width over height of the pictures it is made for.

    Raises
    ------
    ExplorerError
        When an id is none of these, none is given, or there is no such figure.
    """
    if not ids:
        raise ExplorerError("Nothing was named to be shown.", "Name points, muscles or regions.")
    atlas = showing.stage.atlas
    body = figure or showing.state.figure
    states = [
        plate_state(atlas, id, side, body) for id in ids
    ]  # all ids are right, or none is used
    showing.stage.set_size(round(_HEIGHT * aspect), _HEIGHT)
    lesson = Lesson(title, author)
    for state in states:
        name = view_title(atlas, state)
        framed = showing.framed(state, aspect)
        hidden = _out_of_sight(showing, framed)
        if hidden is not None:
            closer = showing.close_to(state, hidden, aspect)
            lesson = add_view(lesson, LessonView(lesson.free_id(), name, state=closer))
            name = f"{name}: the pattern"
        lesson = add_view(lesson, LessonView(lesson.free_id(), name, state=framed))
    named = view_title(atlas, states[0]) if len(states) == 1 else TITLE
    return lesson if title else replace(lesson, title=named)


def _out_of_sight(showing: Showing, state: ViewState) -> PointRef | None:
    """The point that a view is about, where it shows its pattern but not the point itself."""
    subject = state.subject
    if subject is None or subject.kind != "point":
        return None
    showing.show(state)
    ref = PointRef(subject.id, subject.side)
    visible = showing.stage.visible()[0]
    return None if showing.stage.index_of(ref) in visible else ref


def view_title(atlas: Atlas, state: ViewState) -> str:
    """How a view is called that nobody has named: after its subject, or the points it shows."""
    subject = state.subject
    if subject is not None:
        if subject.id in atlas.points:
            return atlas.point_name(subject.id)
        record = atlas.find(subject.id)
        name = str(getattr(record, "name", "") or getattr(record, "title", ""))
        if name:
            return name[:1].upper() + name[1:]
    shown = [atlas.point_name(r.point) for r in state.shown if r.point in atlas.points]
    if shown:
        return ", ".join(shown[:_NAMED]) + (" and others" if len(shown) > _NAMED else "")
    return "The body"
