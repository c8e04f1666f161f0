"""The views of a page: which points and regions they need, and what of them a page cannot show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import Side
from explorer.export.page.body import Mark
from explorer.scene.roles import selected_muscle
from explorer.session.view_state import ViewState

__all__ = ["Needs", "PageView", "left_out", "needs_of", "view_record"]

_SIDES: tuple[Side, Side] = ("right", "left")


@dataclass(frozen=True, slots=True)
class PageView:
    """One view of a page: a title, notes in plain text, and what is shown from where.

    Empty lines separate the paragraphs of the notes, and lines that begin with ``- `` make a list.
    """

    title: str
    notes: str
    state: ViewState


@dataclass(frozen=True, slots=True)
class Needs:
    """What the views of a page need of each figure."""

    figures: tuple[str, ...]
    marks: tuple[Mark, ...]
    regions: tuple[tuple[str, Side | None], ...]
    muscles: tuple[tuple[str, Side], ...]
    subjects: tuple[tuple[str, str], ...]


def needs_of(atlas: Atlas, views: Sequence[PageView], *, all_points: bool) -> Needs:
    """What must be on the page. Points that this atlas does not know are passed over."""
    marks = list(dict.fromkeys(mark for v in views for mark in _marks(atlas, v.state)))
    muscles = [(atlas.points[p].muscle, side) for p, side in marks]
    for view in views:
        chosen = selected_muscle(view.state, atlas)
        if chosen is not None:
            muscles.append(chosen)
    if all_points:
        every = ((p, side) for p in atlas.points for side in _SIDES)
        marks = list(dict.fromkeys([*marks, *every]))
    return Needs(
        tuple(dict.fromkeys(v.state.figure for v in views)),
        tuple(marks),
        tuple(dict.fromkeys(r for v in views for r in _region(atlas, v.state))),
        tuple(dict.fromkeys(muscles)),
        tuple(dict.fromkeys(s for v in views for s in _subject(v.state))),
    )


def _marks(atlas: Atlas, state: ViewState) -> Iterator[Mark]:
    for ref in (*state.shown, *state.compared):
        if ref.point in atlas.points:
            yield ref.point, ref.side
    subject = state.subject
    if subject is not None and subject.kind == "point" and subject.id in atlas.points:
        yield subject.id, subject.side


def _region(atlas: Atlas, state: ViewState) -> Iterator[tuple[str, Side | None]]:
    """The lit region: of one side where that one is the subject."""
    if state.region is None or state.region not in atlas.regions:
        return
    subject = state.subject
    own = subject is not None and subject.kind == "region" and subject.id == state.region
    yield state.region, (subject.side if own and subject is not None else None)


def _subject(state: ViewState) -> Iterator[tuple[str, str]]:
    if state.subject is not None and state.subject.kind in ("muscle", "complaint", "region"):
        yield state.subject.kind, state.subject.id


def view_record(atlas: Atlas, view: PageView, needs: Needs) -> dict[str, Any]:
    """A view as the page reads it; its title and notes stand elsewhere, as HTML."""
    state, camera = view.state, view.state.camera
    number = {mark: i for i, mark in enumerate(needs.marks)}
    shown = [number[r.point, r.side] for r in state.shown if (r.point, r.side) in number]
    subject, chosen = state.subject, selected_muscle(state, atlas)
    selected, about = -1, ""
    if subject is not None:
        if subject.kind == "point":
            selected = number.get((subject.id, subject.side), -1)
        elif (subject.kind, subject.id) in needs.subjects:
            about = f"about-{needs.subjects.index((subject.kind, subject.id))}"
    region = next((f"{r} {side or 'both'}" for r, side in _region(atlas, state)), "")
    return {
        "title": view.title,
        "figure": state.figure,
        "camera": {
            "position": list(camera.position),
            "focal": list(camera.focal_point),
            "up": list(camera.view_up),
            "angle": camera.view_angle,
        },
        "shown": list(dict.fromkeys(shown)),
        "selected": selected,
        "about": about,
        "side": subject.side if subject is not None else "",
        "sides": state.sides,
        "markers": state.markers,
        "labels": state.labels,
        "legend": state.legend,
        "zones": state.zones,
        "region": region,
        "course": " ".join(chosen) if chosen is not None and state.course else "",
        "courses": state.course,
    }


def left_out(views: Sequence[PageView]) -> tuple[str, ...]:
    """What the views show and a page does not, one sentence each."""
    said = []
    for number, view in enumerate(views, 1):
        state = view.state
        if state.skin_opacity < 1.0 or state.xray:
            said.append(f"View {number} looks under the skin; the page shows its skin.")
        if state.pain.strokes or state.pain.regions:
            said.append(f"The pain drawing of view {number} is not on the page.")
        if len(state.compared) > 1:
            said.append(f"View {number} tells points apart; the page paints them alike.")
        if state.danger:
            said.append(f"The danger areas of view {number} are not on the page.")
    return tuple(said)
