"""What the conditions of a client leave of the treatment of a point.

Conditions are cautions that can be set for a client, such as a pregnancy. They take away techniques
or whole places, or ask for a light hand; they never add anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import Caution, ClientLimits, Technique, Treatment
from explorer.errors import ExplorerError

__all__ = ["Allowed", "Dropped", "allowed_for", "conditions_of", "self_care_offered"]

PressClass = Literal["open", "care", "licensed"]
#: Kinds of technique that work on the place itself.
_ON_THE_PLACE = ("pressure", "stroke", "clinician")
#: Counted among those that lengthen, yet it begins with pressure.
_COMBINED = "inhibition_combo"


@dataclass(frozen=True, slots=True)
class Dropped:
    """A treatment that the conditions rule out, and why in a sentence."""

    treatment: Treatment
    reason: str


@dataclass(frozen=True, slots=True)
class Allowed:
    """What is left of the treatment of one point for one client.

    Attributes
    ----------
    kept
        In their order of choice.
    dropped
        What is ruled out, each with the first reason.
    nothing
        A condition forbids all treatment for now.
    pressed
        Whether the place may be pressed at all, by anybody.
    light
        Pressure that is left is given lightly.
    reasons
        One sentence or more for each condition that matters here, in their order.
    """

    kept: tuple[Treatment, ...]
    dropped: tuple[Dropped, ...]
    nothing: bool
    pressed: bool
    light: bool
    reasons: tuple[str, ...]


def conditions_of(atlas: Atlas) -> tuple[Caution, ...]:
    """The cautions that can be set for a client, in the order of the knowledge base."""
    return tuple(c for c in atlas.knowledge.cautions if c.asked_as)


def _limits(caution: Caution) -> ClientLimits:
    if caution.limits is not None:
        return caution.limits
    # Nothing written down means caution, not freedom.
    return ClientLimits(nothing=caution.kind == "no_pressure", light=caution.kind == "ask_first")


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]


def _presses(technique: Technique) -> bool:
    return technique.family in _ON_THE_PLACE or technique.id == _COMBINED


def _ruling(atlas: Atlas, treatment: Treatment, caution: Caution, region: str) -> str | None:
    """Why a condition takes a treatment away at a place, or None where it leaves it."""
    limits, name = _limits(caution), caution.asked_as or caution.title
    technique = atlas.techniques[treatment.technique]
    if limits.nothing:
        return f"{name}: no treatment for now."
    if technique.id in limits.techniques:
        return f"{name}: no {_small(technique.name)}."
    if region in limits.regions:
        if _presses(technique):
            return f"{name}: this place is not pressed."
        place = atlas.regions.get(region)
        if place is not None and place.area == "neck":
            # What must not be pressed in the neck must not be pulled or turned there either.
            return f"{name}: the neck is neither pressed nor stretched."
    return None


def allowed_for(
    atlas: Atlas, point_id: str, conditions: Iterable[str], *, region: str = ""
) -> Allowed:
    """What the conditions of a client leave of a point's treatment.

    Parameters
    ----------
    point_id
        The trigger point.
    conditions
        Ids of cautions that hold for the client, see :func:`conditions_of`.
    region
        Id of the region in which the marker lies on the body; without it no condition that names
        regions can be judged, so each of them is taken to hold here.

    Raises
    ------
    ExplorerError
        When a condition or the point is not in the atlas: nothing is allowed on a guess.
    """
    point = atlas.points.get(point_id)
    if point is None:
        raise ExplorerError(f"There is no trigger point {point_id!r}.")
    holding: list[Caution] = []
    for id in dict.fromkeys(conditions):
        caution = atlas.cautions.get(id)
        if caution is None:
            raise ExplorerError(
                f"There is no condition {id!r}.", "Set the conditions of the client again."
            )
        holding.append(caution)

    kept, dropped = [], []
    for treatment in point.treatment:
        rulings = (_ruling(atlas, treatment, c, _place(c, region)) for c in holding)
        reason = next((r for r in rulings if r), None)
        if reason is None:
            kept.append(treatment)
        else:
            dropped.append(Dropped(treatment, reason))
    limits = [_limits(c) for c in holding]
    nothing = any(x.nothing for x in limits)
    return Allowed(
        kept=tuple(kept),
        dropped=tuple(dropped),
        nothing=nothing,
        pressed=not nothing
        and not any(_place(c, region) in x.regions for c, x in zip(holding, limits, strict=True)),
        light=any(x.light for x in limits),
        reasons=tuple(_reason(c) for c in holding if _matters(c, point.treatment, region)),
    )


def _place(caution: Caution, region: str) -> str:
    """The region to hold against a condition: an unknown place is taken for one of its own."""
    regions = _limits(caution).regions
    return region or (regions[0] if regions else "")


def _matters(caution: Caution, treatments: tuple[Treatment, ...], region: str) -> bool:
    limits = _limits(caution)
    elsewhere = not (limits.nothing or limits.light) and (limits.regions or limits.techniques)
    if not elsewhere:
        return True  # it holds everywhere, or for a spot that only the client can show
    used = {t.technique for t in treatments}
    return _place(caution, region) in limits.regions or not used.isdisjoint(limits.techniques)


def _reason(caution: Caution) -> str:
    return f"{caution.asked_as or caution.title}: {_small(caution.advice)}"


def self_care_offered(press_class: PressClass, allowed: Allowed | None = None) -> str:
    """What a client may do at a point of a muscle without help, in a sentence.

    Parameters
    ----------
    press_class
        That of the muscle.
    allowed
        What the conditions of the client leave; without it a client without any condition.
    """
    if allowed is not None and allowed.nothing:
        return "No self-care for now: rest, and ask a doctor first."
    if allowed is not None and not allowed.kept and allowed.dropped:
        return "Leave this place alone until a clinician has agreed."
    if press_class == "licensed":
        return "Do not press here yourself; stretching, resting positions and movement are yours."
    if allowed is not None and not allowed.pressed:
        return "Do not press here yourself; gentle stretching and movement are what is left."
    if press_class == "care":
        return (
            "Press only lightly, with a finger, after somebody trained has shown you how; "
            "3 to 4 out of 10 at most."
        )
    if allowed is not None and allowed.light:
        return "Press only lightly and briefly; 3 to 4 out of 10 at most."
    return "You may press here yourself; 4 to 6 out of 10, and stop when it turns sharp."
