"""A view of a lesson as it can be shown here, on the bodies and with the content there are."""

from __future__ import annotations

from dataclasses import dataclass, replace

from explorer.anatomy.atlas import Atlas
from explorer.body.figure import list_figures
from explorer.errors import ExplorerError
from explorer.export.showing import FALLBACK, Showing
from explorer.export.slides.notes import question_words
from explorer.packs.figure_ids import pack_of_figure
from explorer.scene.carried_camera import carried
from explorer.scene.stage import Stage
from explorer.session.lesson import LessonView
from explorer.session.saved_view import view_from, view_record
from explorer.session.view_state import CameraPose, ViewState

__all__ = ["Fitted", "asked", "camera_on", "fitted", "framed"]

#: So many missing things are named.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Fitted:
    """What is shown of a view.

    Attributes
    ----------
    words
        What is not as it was made, in a line; empty where all of it is there.
    unframed
        Whether its camera belongs to a body that is not there, so that it must be framed anew.
    """

    state: ViewState
    words: str = ""
    unframed: bool = False


def fitted(stage: Stage, view: LessonView) -> Fitted:
    """The view without what is not known here, on its own body or the one that stands in."""
    atlas = stage.atlas
    state, missing = view_from(view_record(view.state), atlas.ids)
    words = ""
    if missing:
        more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
        words = f"Not known here, and left out: {', '.join(missing[:_NAMED])}{more}."
    try:
        stage.placed_on(state.figure)
    except ExplorerError:
        name = pack_of_figure(state.figure) or state.figure
        stands_in = next(info.name for info in list_figures() if info.id == FALLBACK)
        said = f"The body {name!r} is not installed; {stands_in} stands in."
        there = replace(state, figure=FALLBACK, isolated=_known_muscles(atlas, state.isolated))
        return Fitted(there, f"{said} {words}".strip(), unframed=True)
    return Fitted(state, words)


def _known_muscles(atlas: Atlas, structures: tuple[str, ...]) -> tuple[str, ...]:
    """Those that every body has: others alone would leave nothing to be seen."""
    rows = ((id, id.split(":")) for id in structures)
    return tuple(id for id, part in rows if part[0] == "muscle" and part[1] in atlas.muscles)


def camera_on(stage: Stage, pose: CameraPose, old: str, new: str) -> CameraPose:
    """The pose that shows of a figure what this one shows of another."""
    if old == new:
        return pose
    bodies = (stage.placed_on(figure).figure.base_vertices for figure in (old, new))
    return carried(pose, *bodies)


def framed(stage: Stage, state: ViewState) -> CameraPose:
    """From where a state that the stage shows is seen whole."""
    width, height = stage.size
    return Showing(stage, state).framed(state, width / height).camera


def asked(stage: Stage, view: LessonView, shown: ViewState, state: ViewState) -> str:
    """What a view asks; ``shown`` is what the stage shows, ``state`` the question."""
    if view.question.strip():
        return view.question.strip()
    stage.update(shown, state)  # which points can be seen depends on from where one looks
    try:
        seen = [ref for ref in map(stage.ref, stage.visible()[0].tolist()) if ref in state.shown]
    finally:
        stage.update(state, shown)
    return question_words(stage.atlas, view, seen)
