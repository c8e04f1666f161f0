"""What a handout says, in plain words: about each source, its self-care, and when to see a doctor.

A handout goes home with somebody, so it is stricter than a card: where a condition of the client
touches a treatment, words that were written for anybody are left out rather than limited.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.client import Allowed, allowed_for, self_care_offered
from explorer.anatomy.model import Caution, Technique, Treatment, TriggerPoint
from explorer.anatomy.red_flags import URGENCIES, general_flags, urgency_words, verdict
from explorer.export.plain_words import dose_words, pattern_words, plain
from explorer.session.pain_file import PainRecord
from explorer.session.view_state import PointRef

__all__ = [
    "Care",
    "SourceWords",
    "afterwards",
    "care_words",
    "doctor_words",
    "general_signs",
    "raised",
    "source_words",
]

_HAS_DOSE = re.compile(
    r"\bseconds?\b|\bminutes?\b|\btimes\b|\bbreaths?\b|\bonce\b|\btwice\b|\bhour"
)
#: Begins with pressure, though it is counted among what lengthens.
_COMBINED = "inhibition_combo"
_LEAVE = "Do not press here until a doctor has looked at what is said at the top of this sheet."


@dataclass(frozen=True, slots=True)
class Care:
    """What a client may do at one place.

    Attributes
    ----------
    rule
        What is allowed at all, where that is less than usual; may be empty.
    what
        What to do, with its dose.
    stretch
        How to lengthen the muscle; empty where a condition speaks against it.
    """

    rule: str
    what: str
    stretch: str


@dataclass(frozen=True, slots=True)
class SourceWords:
    """What is said about one source."""

    name: str
    side: str
    label: str
    where: str
    pattern: tuple[tuple[str, str], ...]
    sensation: str
    tried: str
    care: Care


def source_words(atlas: Atlas, record: PainRecord, ref: PointRef, region: str) -> SourceWords:
    """Everything about one source; ``region`` is where its marker lies on the body."""
    point = atlas.points[ref.point]
    muscle = atlas.muscle_of(point)
    return SourceWords(
        muscle.name,
        f"{ref.side} side" if muscle.paired else "",
        point.label,
        plain(atlas, point.location),
        tuple(pattern_words(atlas, point)),
        plain(atlas, point.sensation),
        _tried(dict(record.tried).get(ref)),
        care_words(atlas, record, point, region),
    )


def _tried(brought: bool | None) -> str:
    if brought is None:
        return ""
    if brought:
        return "When this place was pressed, you felt the pain that you know."
    return "Pressing this place did not bring your pain, so it may matter less."


def care_words(atlas: Atlas, record: PainRecord, point: TriggerPoint, region: str) -> Care:
    """What the client may do at a point, as far as the answers and conditions allow it."""
    if raised(atlas, record):
        return Care(_LEAVE, "", "")
    muscle = atlas.muscle_of(point)
    allowed = allowed_for(atlas, point.id, record.conditions, region=region)
    offered = self_care_offered(muscle.press_class, allowed)
    stretch = (
        dose_words(plain(atlas, muscle.stretch)) if _may_stretch(atlas, record, allowed) else ""
    )
    limited = allowed.nothing or not allowed.pressed or allowed.light or bool(allowed.dropped)
    if limited:
        # The point's own words were written for somebody without this condition.
        own = next((t for t in allowed.kept if _gentle(atlas.techniques[t.technique])), None)
        what = "" if own is None or allowed.nothing else _treatment(atlas, own)
        return Care(offered, what, stretch)
    what = dose_words(plain(atlas, point.self_care))
    if not _HAS_DOSE.search(what):
        usual = _by_oneself(atlas, point.treatment, licensed=muscle.press_class == "licensed")
        what = f"{what} {_treatment(atlas, usual)}" if usual is not None else what
    return Care("" if muscle.press_class == "open" else offered, what, stretch)


def _gentle(technique: Technique) -> bool:
    """Whether a client may do it alone, and no place is pressed."""
    return "self" in technique.who and technique.family == "lengthen" and technique.id != _COMBINED


def _by_oneself(
    atlas: Atlas, treatments: Iterable[Treatment], *, licensed: bool
) -> Treatment | None:
    for treatment in treatments:
        technique = atlas.techniques[treatment.technique]
        if _gentle(technique) or ("self" in technique.who and not licensed):
            return treatment
    return None


def _treatment(atlas: Atlas, treatment: Treatment) -> str:
    dose = dose_words(treatment.dose)
    return f"{plain(atlas, treatment.how).rstrip('.')} ({dose})." if dose else treatment.how


def _may_stretch(atlas: Atlas, record: PainRecord, allowed: Allowed) -> bool:
    if allowed.nothing or not allowed.pressed or (allowed.dropped and not allowed.kept):
        return False
    against = {
        technique
        for id in record.conditions
        if (limits := atlas.cautions[id].limits) is not None
        for technique in limits.techniques
    }
    lost = {atlas.techniques[d.treatment.technique].family for d in allowed.dropped}
    return "stretch" not in against and "lengthen" not in lost


def raised(atlas: Atlas, record: PainRecord) -> tuple[Caution, ...]:
    """Red flags that the client answered with a yes, the most urgent first."""
    return verdict(atlas, dict(record.answers))


def doctor_words(
    atlas: Atlas, refs: Sequence[PointRef], detail: int
) -> list[tuple[str, list[tuple[str, str]]]]:
    """When to see a doctor: how soon, and the signs, each with a title and words.

    The red flags of these points and their muscles. ``detail`` 2 is all that is known of each
    sign, 1 its first sentence, less its title.
    """
    ids: dict[str, None] = {}
    for ref in refs:
        point = atlas.points[ref.point]
        ids.update(dict.fromkeys((*point.cautions, *atlas.muscle_of(point).cautions)))
    flags = [atlas.cautions[id] for id in ids if atlas.cautions[id].kind == "red_flag"]
    groups = []
    for urgency in URGENCIES:
        own = [c for c in flags if (c.urgency or "today") == urgency]
        if own:
            signs = [(c.title, _shortened(plain(atlas, c.text), detail)) for c in own]
            groups.append((urgency_words(urgency), signs))
    return groups


def general_signs(atlas: Atlas, told: Iterable[str]) -> tuple[str, ...]:
    """Titles of the red flags of any pain, but for those that were told: nobody goes without."""
    known = set(told)
    return tuple(c.title for c in general_flags(atlas) if c.title not in known)


def _shortened(words: str, detail: int) -> str:
    if detail >= 2:
        return words
    first = re.split(r"(?<=[.;])\s", words)[0].rstrip(";.")
    return f"{first}." if detail == 1 else ""


def afterwards(atlas: Atlas) -> tuple[str, str]:
    """What to expect after a treatment, and what is not normal after one."""
    page = atlas.guide.get("guide_after")
    texts: Mapping[str, str] = {}
    if page is not None:
        texts = {s.heading: plain(atlas, s.text.split("\n\n")[0]) for s in page.sections}
    usual = texts.get(
        "The next day or two",
        "Soreness as after unusual exercise is common and usually gone within a day or two.",
    )
    wrong = texts.get(
        "When it is not normal",
        "Get help if there is swelling, numbness, weakness, breathlessness or a severe headache.",
    )
    return usual, wrong
