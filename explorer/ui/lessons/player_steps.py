"""What is shown one after the other when a lesson is played, and how one view becomes the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from explorer.scene.layering import OPAQUE
from explorer.session.lesson import Lesson
from explorer.session.view_state import CameraPose, ViewState

__all__ = ["Step", "first_of", "on_the_way", "steps_of"]


@dataclass(frozen=True, slots=True)
class Step:
    """A view by its place in the lesson, as the question it asks or with all it shows."""

    view: int
    asking: bool = False


def steps_of(lesson: Lesson) -> tuple[Step, ...]:
    """The steps of a lesson: a view that asks is first a question and then its answer."""
    return tuple(
        Step(number, asking)
        for number, view in enumerate(lesson.views)
        for asking in ((True, False) if view.asks else (False,))
    )


def first_of(steps: Sequence[Step], view: int) -> int:
    """The step with which a view begins; the nearest view where there is no such one."""
    views = [step.view for step in steps]
    return views.index(max(0, min(view, views[-1])))


def on_the_way(old: ViewState, new: ViewState, camera: CameraPose) -> ViewState:
    """What is shown while the camera flies from one view to the next.

    The new view's points and zones are there already; its names come when it has arrived, for they
    would jump about. The skin stays closed where it was or will be: that is drawn several times as
    fast, and it opens, or closes, while the camera stands.
    """
    closed = max(old.skin_opacity, new.skin_opacity) >= OPAQUE
    return replace(
        new,
        camera=camera,
        labels=False,
        legend=False,
        skin_opacity=1.0 if closed else new.skin_opacity,
        xray=new.xray and not closed,
    )
