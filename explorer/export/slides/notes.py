"""What a speaker needs beside a view: what is known of it, in the order in which one works."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import (
    Complaint,
    Evidence,
    Muscle,
    Reference,
    Region,
    Side,
    TriggerPoint,
)
from explorer.anatomy.wording import PRESS_WORDS
from explorer.export.plain_words import evidence_words, plain
from explorer.session.lesson import LessonView
from explorer.session.view_state import PointRef, ViewState

__all__ = ["answer_words", "citation", "question_words", "sources_of", "speaker_notes"]

_LEVELS = {"essential": "Essential zone", "spillover": "Spillover zone"}
#: What stands where a treatment needs no tool.
_SAYS_NOTHING = ("", "none")
#: So many points of a view are described in full; notes are to be read while speaking.
_IN_FULL = 8


def question_words(atlas: Atlas, view: LessonView, seen: Sequence[PointRef]) -> str:
    """What the question slide of a view asks: its own question, or one that fits what it shows.

    ``seen`` are the shown points whose markers can be seen; others can only be asked by name.
    """
    if view.question.strip():
        return view.question.strip()
    if len(seen) == 1:
        return "Which trigger point is this, and where is its pain commonly described?"
    if seen:
        return "Which trigger points are these, and where is their pain commonly described?"
    hidden = _points(atlas, view.state)
    if len(hidden) == 1:
        return f"Where is the pain of {atlas.point_name(hidden[0].point)} commonly described?"
    if view.state.region in atlas.regions:
        return "Which trigger points are commonly described to refer pain to this place?"
    return "What do you see here?"


def answer_words(atlas: Atlas, view: LessonView) -> str:
    """The answer in one line, for the speaker of the question."""
    names = [_name(atlas, ref) for ref in _points(atlas, view.state)]
    return ", ".join(names) or view.title


def speaker_notes(atlas: Atlas, view: LessonView) -> str:
    """The author's notes, then what is known of all that the view shows, with sources."""
    blocks = [view.notes.strip()]
    subject = view.state.subject
    record = None if subject is None else atlas.find(subject.id)
    if isinstance(record, (Muscle, Region, Complaint)):
        blocks.append(_about(atlas, record))
    refs = _points(atlas, view.state)
    blocks += [_point(atlas, ref) for ref in refs[:_IN_FULL]]
    if len(refs) > _IN_FULL:
        rest = ", ".join(_name(atlas, ref) for ref in refs[_IN_FULL:])
        blocks.append(f"Also shown: {rest}")
    sources = [citation(r) for r in sources_of(atlas, [view.state])]
    if sources:
        blocks.append("\n".join(["SOURCES", *(f"- {words}" for words in sources)]))
    blocks.append(atlas.knowledge.disclaimer)
    return "\n\n".join(block for block in blocks if block)


def sources_of(atlas: Atlas, states: Iterable[ViewState]) -> tuple[Reference, ...]:
    """The references behind all that the states show, each once, in the order of their names."""
    ids: list[str] = []
    for state in states:
        subject = state.subject
        record = None if subject is None else atlas.find(subject.id)
        if isinstance(record, (Muscle, Complaint)):
            ids += record.evidence.sources
        for ref in _points(atlas, state):
            point = atlas.points[ref.point]
            ids += (*point.evidence.sources, *atlas.muscle_of(point).evidence.sources)
    found = {id: atlas.references[id] for id in ids if id in atlas.references}
    return tuple(sorted(found.values(), key=lambda r: (r.citation.casefold(), r.id)))


def citation(reference: Reference) -> str:
    """A reference as one reads it, with what is still to be checked in print said so."""
    doi = f" doi:{reference.doi}" if reference.doi else ""
    unseen = "" if reference.seen else " (recalled, still to be checked in print)"
    return f"{reference.citation}{doi}{unseen}"


def _points(atlas: Atlas, state: ViewState) -> list[PointRef]:
    """The shown points, the selected one first."""
    refs = [ref for ref in dict.fromkeys(state.shown) if ref.point in atlas.points]
    subject = state.subject
    if subject is not None:
        refs.sort(key=lambda ref: (ref.point, ref.side) != (subject.id, subject.side))
    return refs


def _name(atlas: Atlas, ref: PointRef) -> str:
    return f"{atlas.point_name(ref.point)} ({_side(atlas, ref.point, ref.side)})"


def _side(atlas: Atlas, point: str, side: Side) -> str:
    return side if atlas.muscle_of(atlas.points[point]).paired else "midline"


def _about(atlas: Atlas, record: Muscle | Region | Complaint) -> str:
    lines = [(record.name[:1].upper() + record.name[1:]).upper()]
    if isinstance(record, Muscle):
        lines.append(plain(atlas, record.summary))
        rows = (
            ("Origin", record.origin),
            ("Insertion", record.insertion),
            ("Nerve", record.nerve),
            ("Action", record.action),
            ("What overloads it", record.overload),
        )
        lines += [f"{key}: {plain(atlas, words)}" for key, words in rows if words]
    elif isinstance(record, Complaint):
        lines.append(plain(atlas, record.summary))
        lines += _cautions(atlas, record.red_flags)
        lines.append(f"First steps: {plain(atlas, record.first_steps)}")
    else:
        names = [atlas.point_name(p.id) for p in atlas.points_referring_to(record.id)]
        if names:
            lines.append(f"Commonly described sources of pain here: {', '.join(names)}.")
    return "\n".join(line for line in lines if line)


def _point(atlas: Atlas, ref: PointRef) -> str:
    point = atlas.points[ref.point]
    muscle = atlas.muscle_of(point)
    find = point.palpation
    lines = [
        _name(atlas, ref).upper(),
        f"Where it is: {point.location}",
        "Commonly described pattern:",
        *_pattern(point),
        f"What may be felt: {point.sensation}",
        f"How to find it: {find.position} {find.search} Sign: {find.sign}",
        f"Before pressing: {PRESS_WORDS[muscle.press_class]} {muscle.press_note}".strip(),
        *_cautions(atlas, (*point.cautions, *muscle.cautions)),
        *_treatment(atlas, point),
        _evidence(point.evidence),
    ]
    return "\n".join(plain(atlas, line) for line in lines if line)


def _pattern(point: TriggerPoint) -> list[str]:
    if not point.zones:
        return ["- No pattern of referred pain is described for this point."]
    lines = [f"- {_LEVELS[zone.level]}: {zone.words}" for zone in point.zones]
    if point.zone_kind == "autonomic":
        lines.insert(0, "- Not pain but other signs are described here.")
    return lines


def _cautions(atlas: Atlas, ids: Iterable[str]) -> list[str]:
    records = [atlas.cautions[id] for id in dict.fromkeys(ids) if id in atlas.cautions]
    flags = "; ".join(c.title for c in records if c.kind == "red_flag")
    lines = [f"See a doctor instead, if: {flags}."] if flags else []
    return lines + [f"- {c.title}: {c.advice}" for c in records if c.kind != "red_flag"]


def _treatment(atlas: Atlas, point: TriggerPoint) -> list[str]:
    if not point.treatment:
        return []
    lines = ["Treatment, in the order of choice:"]
    for number, choice in enumerate(point.treatment, 1):
        technique = atlas.techniques.get(choice.technique)
        name = choice.technique if technique is None else technique.name
        detail = "; ".join(
            words for words in (choice.tool, choice.dose) if words not in _SAYS_NOTHING
        )
        lines.append(f"{number}. {name} ({detail}): {choice.how}")
    return lines


def _evidence(evidence: Evidence) -> str:
    return f"{evidence_words(evidence)} {evidence.note}".strip()
