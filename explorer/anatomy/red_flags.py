"""What is asked about danger before any muscle is named, and what the answers say.

A red flag that names regions is asked about pain there. One that names none is general: it is asked
about every pain, after the others, so that a dialogue can show the general ones as one list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import Caution, Urgency

__all__ = [
    "URGENCIES",
    "Asked",
    "asked",
    "general_flags",
    "is_general",
    "questions_for",
    "urgency_words",
    "verdict",
]

#: How soon a red flag wants a doctor, the soonest first.
URGENCIES: tuple[Urgency, ...] = ("emergency", "today", "soon")
_WORDS: Mapping[Urgency, str] = {
    "emergency": "Get emergency help now: call 112, 999 or 911",
    "today": "See a doctor today",
    "soon": "See a doctor within days",
}
# Areas of the body, as the regions name them.
_LEG = frozenset({"buttock", "thigh", "knee", "leg", "ankle", "foot", "toes"})
_SADDLE = frozenset({"low_back", "pelvis", "buttock"})
_UPPER_STRIPS = frozenset({"head", "face", "neck", "shoulder", "arm", "chest", "upper_back"})
_LOWER_STRIPS = frozenset({"mid_back", "abdomen", "low_back", "hip", "buttock", "thigh"})
_NERVE: Mapping[str, frozenset[str] | None] = {
    "flag_stroke": None,
    "flag_cauda_equina": _SADDLE,
    "flag_spreading_weakness": None,
    "flag_foot_drop": _LEG,
}
#: What the kind of a pain adds: a flag, and the areas of the body it is asked for (None: all).
_QUALITY_FLAGS: Mapping[str, Mapping[str, frozenset[str] | None]] = {
    "numb": _NERVE,
    "tingling": _NERVE,
    "burning": {"flag_shingles": _UPPER_STRIPS | _LOWER_STRIPS},
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A red flag as it is asked about: each question is answered with yes or no.

    A yes to any one of the questions means the flag.
    """

    caution: Caution
    questions: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """Under what the answer to each question is kept, such as ``flag_chest.1``."""
        return tuple(f"{self.caution.id}.{i}" for i in range(1, len(self.questions) + 1))


def asked(caution: Caution) -> Asked:
    """The questions of a red flag; one that has none is asked about by its title."""
    return Asked(caution, caution.questions or (f"{caution.title}: is it so?",))


def is_general(caution: Caution) -> bool:
    """Whether a red flag is asked about every pain, wherever it is."""
    return caution.kind == "red_flag" and not caution.regions


def general_flags(atlas: Atlas) -> tuple[Caution, ...]:
    """The red flags that are asked about every pain, the most urgent first."""
    return tuple(sorted(filter(is_general, atlas.knowledge.cautions), key=_urgency))


def _urgency(caution: Caution) -> int:
    # A flag that does not say how urgent it is must not be taken lightly.
    return URGENCIES.index(caution.urgency or "today")


def _of_quality(atlas: Atlas, regions: Iterable[str], qualities: Iterable[str]) -> set[str]:
    areas = {atlas.regions[r].area for r in regions if r in atlas.regions}
    return {
        flag
        for quality in qualities
        for flag, where in _QUALITY_FLAGS.get(quality, {}).items()
        if where is None or where & areas
    }


def questions_for(
    atlas: Atlas,
    regions: Iterable[str] = (),
    complaints: Iterable[str] = (),
    qualities: Iterable[str] = (),
) -> tuple[Caution, ...]:
    """The red flags to ask about before a muscle is named for a pain.

    Parameters
    ----------
    regions
        Region ids where it hurts.
    complaints
        Complaint ids; all their red flags are asked about.
    qualities
        How it feels: numbness and tingling add the flags of the nerves, burning that of shingles.

    Returns
    -------
    tuple of Caution
        Those for this pain, the most urgent first; of the same urgency those of the complaints come
        before the others, in their order, then those that know most of the painful regions. After
        them the general ones in the same order. Empty where no pain is given.

    Raises
    ------
    KeyError
        When a complaint is not in the atlas.
    """
    painful = frozenset(regions)
    kinds = tuple(qualities)
    own: dict[str, int] = {}
    named = [atlas.complaints[c] for c in complaints]
    for complaint in named:
        for flag in complaint.red_flags:
            own.setdefault(flag, len(own))
    if not (painful or named or kinds):
        return ()
    # A complaint without a painted place is at its own places.
    places = painful or {r for complaint in named for r in complaint.regions}
    felt = _of_quality(atlas, places, kinds)

    def order(caution: Caution) -> tuple[bool, int, int, bool, int]:
        return (
            is_general(caution) and caution.id not in felt,
            _urgency(caution),
            own.get(caution.id, len(own)),
            caution.id not in felt,
            -len(painful.intersection(caution.regions)),
        )

    flags = [
        caution
        for caution in atlas.knowledge.cautions
        if caution.kind == "red_flag"
        and (
            caution.id in own
            or caution.id in felt
            or is_general(caution)
            or painful.intersection(caution.regions)
        )
    ]
    return tuple(sorted(flags, key=order))


def verdict(atlas: Atlas, answers: Mapping[str, bool]) -> tuple[Caution, ...]:
    """The red flags that were answered with a yes, the most urgent first.

    Parameters
    ----------
    answers
        By the keys of :class:`Asked`, or by the id of a caution for all its questions together.
        What this atlas does not know is passed over.
    """
    raised = {key.partition(".")[0] for key, yes in answers.items() if yes}
    flags = [c for c in atlas.knowledge.cautions if c.kind == "red_flag" and c.id in raised]
    return tuple(sorted(flags, key=_urgency))


def urgency_words(urgency: Urgency | None) -> str:
    """What an urgency asks of the client, as a heading; None counts as a doctor today."""
    return _WORDS[urgency or "today"]
