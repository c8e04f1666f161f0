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
    A view that ``asks`` does not list its points by name: that would be the answer.
    """

    title: str
    notes: str
    state: ViewState
    asks: bool = False


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
        "asks": view.asks,
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
    found = (
        (_sees_inside, "{views} look{s} under the skin; the page shows its skin."),
        (_hurts, "The pain drawing of {views} is not on the page."),
        (_compares, "{views} tell{s} points apart; the page paints them alike."),
        (_warns, "The danger areas of {views} are not on the page."),
    )
    said = []
    for shows, sentence in found:
        numbers = [number for number, view in enumerate(views, 1) if shows(view.state)]
        if numbers:
            words = sentence.format(views=_named(numbers), s="s" if len(numbers) == 1 else "")
            said.append(words[:1].upper() + words[1:])
    return tuple(said)


def _sees_inside(state: ViewState) -> bool:
    return state.skin_opacity < 1.0 or state.xray


def _hurts(state: ViewState) -> bool:
    return bool(state.pain.strokes or state.pain.regions)


def _compares(state: ViewState) -> bool:
    return len(state.compared) > 1


def _warns(state: ViewState) -> bool:
    return state.danger


def _named(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"view {numbers[0]}"
    return f"views {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"
