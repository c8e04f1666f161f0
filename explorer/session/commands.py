"""Commands: each turns one :class:`ViewState` into the next.

A gesture in the window, a line of a test and a saved lesson all speak in these. A command with a
``merge`` key joins the step before it when that has the same key, so that one drag of the mouse or
of a slider is one step of undo.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from explorer.anatomy.model import Side
from explorer.anatomy.support import Support
from explorer.session.view_state import (
    CameraPose,
    PointRef,
    Rotation,
    Sides,
    Subject,
    SubjectKind,
    ViewState,
)

__all__ = [
    "Command",
    "add_point",
    "clear",
    "hide_point",
    "look_from",
    "open_subject",
    "select_point",
    "set_figure",
    "set_labels",
    "set_legend",
    "set_markers",
    "set_rotation",
    "set_sides",
    "set_support",
    "show_points",
]


@dataclass(frozen=True, slots=True)
class Command:
    """A named change. ``text`` is what the undo menu says."""

    text: str
    apply: Callable[[ViewState], ViewState]
    merge: str | None = None


def select_point(point: str, side: Side) -> Command:
    """Show one trigger point alone: its zones on the skin and its card.

    Nothing is compared any longer: compared patterns take the place of zones.
    """
    ref = PointRef(point, side)
    return Command(
        "Select point",
        lambda s: replace(
            s, subject=Subject("point", point, side), shown=(ref,), region=None, compared=()
        ),
    )


def add_point(point: str, side: Side) -> Command:
    """Show one more point beside those shown; a point already shown is taken away."""
    ref = PointRef(point, side)

    def apply(state: ViewState) -> ViewState:
        if ref not in state.shown:
            return replace(
                state,
                subject=Subject("point", point, side),
                shown=(*state.shown, ref),
                region=None,
            )
        rest = tuple(r for r in state.shown if r != ref)
        last = rest[-1] if rest else None
        subject = Subject("point", last.point, last.side) if last else None
        return replace(state, subject=subject, shown=rest)

    return Command("Add or remove point", apply)


def hide_point(point: str, side: Side) -> Command:
    """Take one point away from those shown; the card stays."""
    ref = PointRef(point, side)
    return Command("Hide point", lambda s: replace(s, shown=tuple(r for r in s.shown if r != ref)))


def show_points(refs: tuple[PointRef, ...], subject: Subject | None, text: str) -> Command:
    """Show a set of points together, as a muscle, a region or a complaint does."""
    region = subject.id if subject is not None and subject.kind == "region" else None
    return Command(
        text, lambda s: replace(s, subject=subject, shown=refs, region=region, compared=())
    )


def open_subject(kind: SubjectKind, id: str, side: Side = "right") -> Command:
    """Open a page on the right and leave what is shown on the body."""
    return Command("Open page", lambda s: replace(s, subject=Subject(kind, id, side)))


def clear() -> Command:
    """Nothing selected, nothing painted."""
    return Command("Clear", lambda s: replace(s, subject=None, shown=(), region=None, compared=()))


def look_from(pose: CameraPose, gesture: str | None = None) -> Command:
    """Move the camera; moves of one ``gesture`` are one step of undo."""
    return Command(
        "Change view",
        lambda s: replace(s, camera=pose),
        merge=None if gesture is None else f"camera {gesture}",
    )


def set_figure(figure: str, camera: CameraPose | None = None) -> Command:
    """Show another body, with everything that was shown on the former one."""
    return Command("Change figure", lambda s: replace(s, figure=figure, camera=camera or s.camera))


def set_rotation(rotation: Rotation) -> Command:
    """Turn like a globe on its axis (turntable) or freely (trackball)."""
    return Command("Change turning", lambda s: replace(s, rotation=rotation))


def set_sides(sides: Sides) -> Command:
    """Show the points of both sides or of one."""
    return Command("Change side", lambda s: replace(s, sides=sides))


def set_support(support: Support) -> Command:
    """Mark all points, or those alone that are well enough supported."""
    return Command("Filter by evidence", lambda s: replace(s, support=support))


def set_markers(shown: bool) -> Command:
    """Show or hide the markers of all points."""
    return Command("Show markers", lambda s: replace(s, markers=shown))


def set_labels(shown: bool) -> Command:
    """Show or hide the names beside shown points."""
    return Command("Show labels", lambda s: replace(s, labels=shown))


def set_legend(shown: bool) -> Command:
    """Show or hide the legend."""
    return Command("Show legend", lambda s: replace(s, legend=shown))
