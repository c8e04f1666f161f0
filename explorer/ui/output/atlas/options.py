"""How an atlas is to be made, as the settings keep it, and which points it can be made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from explorer.anatomy.atlas import AREA_NAMES
from explorer.export.atlas.plan import BEST, chosen_points

if TYPE_CHECKING:
    from explorer.ui.main_window import MainWindow

__all__ = ["ALL", "NAMED", "AtlasOptions", "Choice", "choices"]

ALL, NAMED = "all", "named"


@dataclass(frozen=True, slots=True)
class AtlasOptions:
    """What was last asked for.

    Attributes
    ----------
    points
        Which :class:`Choice`; ``named`` are the ones that were ticked.
    figures
        Ids of bodies; none means the one that is shown.
    workers
        How many processes draw; 0 means one on every core.
    pace
        How much slower this computer draws than the figures of the estimate say.
    """

    points: str = ALL
    named: tuple[str, ...] = ()
    views: tuple[str, ...] = (BEST,)
    figures: tuple[str, ...] = ()
    width: int = 1000
    height: int = 1250
    dark: bool = False
    workers: int = 0
    scheduler: str = ""
    folder: str = ""
    pace: float = 1.0


@dataclass(frozen=True, slots=True)
class Choice:
    """Some points under a name, such as those of an area."""

    id: str
    name: str
    points: tuple[str, ...]


def choices(window: MainWindow) -> tuple[Choice, ...]:
    """What an atlas can be made of now: all, what is selected or shown, a lesson, an area."""
    atlas, state = window.atlas, window.session.state
    found = [Choice(ALL, "All points", chosen_points(atlas))]

    def add(id: str, name: str, points: object) -> None:
        known = [p for p in points if p in atlas.points]  # type: ignore[attr-defined]
        if known:  # no id at all would mean every point
            found.append(Choice(id, name, chosen_points(atlas, known)))

    subject = state.subject
    if subject is not None and subject.kind in ("muscle", "point"):
        muscle = atlas.points[subject.id].muscle if subject.kind == "point" else subject.id
        add("muscle", atlas.muscles[muscle].name, [p.id for p in atlas.points_of(muscle)])
    add("shown", "Shown now", [ref.point for ref in state.shown])
    views = window.lessons.lesson.views
    add("lesson", "In the lesson", [ref.point for view in views for ref in view.state.shown])
    for area, name in AREA_NAMES.items():
        of_area = [p for p in atlas.points.values() if atlas.muscle_of(p).area == area]
        add(f"area {area}", name, [p.id for p in of_area])
    return tuple(found)
