"""Commands about a client's pain: what hurts, what was answered, what was tried."""

from __future__ import annotations

from dataclasses import replace

from explorer.anatomy.pain import NO_PAIN, PainStroke, Quality, RegionRef
from explorer.session.commands import Command
from explorer.session.pain_file import PainRecord
from explorer.session.view_state import PointRef, ViewState

__all__ = [
    "MOST_COMPARED",
    "answer",
    "answer_all",
    "clear_pain",
    "compare",
    "paint",
    "say_pain",
    "set_condition",
    "set_danger",
    "set_pain",
    "set_qualities",
    "stop_comparing",
    "toggle_region",
    "try_point",
]

#: More patterns than this cannot be told apart by eye.
MOST_COMPARED = 3


def paint(before: tuple[PainStroke, ...], stroke: PainStroke, gesture: str) -> Command:
    """Lay a stroke over those that were there when it began; one gesture is one step of undo.

    Sent again and again while the brush moves, each time with the stroke as far as it has come.
    """
    return Command(
        "Erase pain" if stroke.erase else "Paint pain",
        lambda s: replace(s, pain=replace(s.pain, strokes=(*before, stroke))),
        merge=f"paint {gesture}",
    )


def toggle_region(region: RegionRef) -> Command:
    """Say that a named region hurts, or that it does not."""

    def apply(state: ViewState) -> ViewState:
        named = state.pain.regions
        rest = tuple(r for r in named if r != region)
        regions = rest if region in named else (*named, region)
        return replace(state, pain=replace(state.pain, regions=regions))

    return Command("Mark region", apply)


def say_pain(words: str, typing: str = "") -> Command:
    """Say in words what hurts; what is typed in one go is one step of undo."""
    return Command(
        "Describe pain",
        lambda s: replace(s, pain=replace(s.pain, words=words)),
        merge=f"words {typing}" if typing else None,
    )


def set_qualities(qualities: tuple[Quality, ...]) -> Command:
    """Say how it feels."""
    return Command("Describe pain", lambda s: replace(s, pain=replace(s.pain, qualities=qualities)))


def set_pain(record: PainRecord) -> Command:
    """Take the pain, the answers and what was tried from a file."""
    return Command(
        "Open pain drawing",
        lambda s: replace(
            s,
            pain=record.pain,
            answers=record.answers,
            tried=record.tried,
            conditions=record.conditions,
        ),
    )


def clear_pain() -> Command:
    """Begin anew: no pain, no answers, nothing tried or compared. Conditions stay."""
    return Command(
        "Clear pain",
        lambda s: replace(s, pain=NO_PAIN, answers=(), tried=(), compared=()),
    )


def answer(flag: str, yes: bool | None) -> Command:
    """Answer the questions of a red flag; None takes the answer back."""

    def apply(state: ViewState) -> ViewState:
        rest = tuple(a for a in state.answers if a[0] != flag)
        return replace(state, answers=rest if yes is None else (*rest, (flag, yes)))

    return Command("Answer", apply)


def answer_all(flags: tuple[str, ...], yes: bool) -> Command:
    """Give several red flags the same answer, as "none of these" does."""

    def apply(state: ViewState) -> ViewState:
        rest = tuple(a for a in state.answers if a[0] not in flags)
        return replace(state, answers=(*rest, *((flag, yes) for flag in flags)))

    return Command("Answer", apply)


def try_point(ref: PointRef, brought: bool | None) -> Command:
    """Note whether pressing a point brought the client's own pain; None takes the note back."""

    def apply(state: ViewState) -> ViewState:
        rest = tuple(t for t in state.tried if t[0] != ref)
        return replace(state, tried=rest if brought is None else (*rest, (ref, brought)))

    return Command("Note pressing", apply)


def set_condition(caution: str, holds: bool) -> Command:
    """Say that a condition holds for this client, or not."""

    def apply(state: ViewState) -> ViewState:
        rest = tuple(c for c in state.conditions if c != caution)
        return replace(state, conditions=(*rest, caution) if holds else rest)

    return Command("Set condition", apply)


def compare(ref: PointRef) -> Command:
    """Compare one more point, or one less; of too many the first is dropped."""

    def apply(state: ViewState) -> ViewState:
        if ref in state.compared:
            return replace(state, compared=tuple(r for r in state.compared if r != ref))
        return replace(state, compared=(*state.compared, ref)[-MOST_COMPARED:])

    return Command("Compare points", apply)


def stop_comparing() -> Command:
    """Compare nothing."""
    return Command("Stop comparing", lambda s: replace(s, compared=()))


def set_danger(shown: bool) -> Command:
    """Show or hide the danger areas."""
    return Command("Show danger areas", lambda s: replace(s, danger=shown))
