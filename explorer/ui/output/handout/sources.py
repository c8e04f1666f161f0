"""Which sources a handout is proposed to name, and what must be said before any of them."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import Caution
from explorer.anatomy.question import Source
from explorer.anatomy.red_flags import questions_for, urgency_words, verdict
from explorer.anatomy.source_finder import SourceFinder
from explorer.body.pain_on_figure import PainOnFigure
from explorer.body.regions import load_region_map
from explorer.session.pain_file import PainRecord
from explorer.session.view_state import PointRef, ViewState
from explorer.ui.pain_question import Told, ask, tell
from explorer.ui.questions_html import open_keys
from explorer.ui.sources_html import source_ref

__all__ = ["Proposal", "Proposed", "propose", "session_words", "warning_words"]

#: So many of the likely sources are offered, and so many points of what is selected.
_OFFERED = 6
_MOST_SOURCES = 3


@dataclass(frozen=True, slots=True)
class Proposal:
    """One point that may go on the handout; ``why`` says in a few words where it comes from."""

    ref: PointRef
    ticked: bool
    why: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a session proposes.

    Attributes
    ----------
    rows
        Points in their order; at most three are ticked.
    waiting
        Whether likely sources are still missing: the zones of this body are not at hand yet.
    raised
        Red flags that were answered with a yes, the most urgent first.
    unasked
        How many questions about warning signs have no answer yet.
    """

    rows: tuple[Proposal, ...]
    waiting: bool
    raised: tuple[Caution, ...]
    unasked: int


def propose(atlas: Atlas, state: ViewState, on: PainOnFigure | None) -> Proposed:
    """What was compared, else what is selected, else the first of the likely sources.

    Parameters
    ----------
    on
        The shown figure; needed where something was painted.
    """
    told = tell(atlas, state.pain, on if state.pain.strokes else None)
    ranked = () if state.pain.empty or told.waiting else _ranked(atlas, state, told)
    side = state.subject.side if state.subject is not None else "right"
    likely = [source_ref(source, side) for source in ranked]
    selected = _selected(atlas, state)
    known = [ref for ref in state.compared if ref.point in atlas.points]
    if known:
        first, why = known, "compared"
    elif selected and (not likely or state.subject is None or state.subject.kind == "point"):
        first, why = selected, "selected"
    else:
        first, why = [], ""
    ticked = _ticked(state, first, bool(known)) or tuple(likely[:_MOST_SOURCES])
    rows = {ref: Proposal(ref, ref in ticked, why) for ref in first[:_OFFERED]}
    for number, ref in enumerate(likely[:_OFFERED], 1):
        rows.setdefault(ref, Proposal(ref, ref in ticked, f"likely, number {number}"))
    return Proposed(
        tuple(rows.values()),
        told.waiting,
        verdict(atlas, dict(state.answers)),
        _unasked(atlas, state, told),
    )


def _ticked(state: ViewState, first: list[PointRef], compared: bool) -> tuple[PointRef, ...]:
    """Of what was chosen point by point all, of what came together only the first."""
    chosen = compared or (state.subject is not None and state.subject.kind == "point")
    return tuple(first[: _MOST_SOURCES if chosen else 1])


def _selected(atlas: Atlas, state: ViewState) -> list[PointRef]:
    """The points that are shown; those of a muscle in their order."""
    return [ref for ref in state.shown if ref.point in atlas.points]


def _ranked(atlas: Atlas, state: ViewState, told: Told) -> tuple[Source, ...]:
    """The best point of each likely muscle, as the page of sources lists them."""
    if told.nothing or told.everywhere:
        return ()
    regions = load_region_map()
    beside = {id: regions.neighbours(id) for id in regions.ids if id in atlas.regions}
    finding = SourceFinder(atlas, beside).find(ask(atlas, told, state.tried), 40)
    best: dict[str, Source] = {}
    for source in finding.sources:
        best.setdefault(source.muscle, source)
    return tuple(best.values())


def _unasked(atlas: Atlas, state: ViewState, told: Told) -> int:
    complaints = tuple(told.said.complaints)
    if state.pain.empty or not (told.places or complaints):
        return 0
    flags = questions_for(atlas, told.places, complaints, told.qualities)
    return len(open_keys(flags, dict(state.answers)))


def warning_words(proposed: Proposed) -> tuple[str, str]:
    """What has to be said before any source, as a heading and words; empty when nothing has."""
    if proposed.raised:
        titles = "; ".join(c.title for c in proposed.raised)
        return (
            f"See a doctor first. {urgency_words(proposed.raised[0].urgency)}.",
            f"A warning sign was answered with yes: {titles}. The handout begins with it and "
            "gives no self-care.",
        )
    if proposed.unasked:
        count = proposed.unasked
        questions = "One question" if count == 1 else f"{count} questions"
        return (
            "Warning signs are not asked about yet.",
            f"{questions} on the page of sources {'has' if count == 1 else 'have'} no answer. "
            "Ask before you hand anything over.",
        )
    return "", ""


def session_words(atlas: Atlas, record: PainRecord, proposed: Proposed) -> str:
    """What else the session says about this client, a line each."""
    lines = []
    if record.pain.empty:
        lines.append("No pain is painted or described, so the handout shows none.")
    own = [atlas.cautions[id].asked_as for id in record.conditions if id in atlas.cautions]
    if own:
        lines.append(f"The handout respects: {'; '.join(own)}.")
    if proposed.waiting:
        lines.append("Finding the likely sources of what is painted…")
    return "\n".join(lines)
