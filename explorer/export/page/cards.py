"""The cards of a page: what the knowledge base says of a point, a muscle, a complaint, a region."""

from __future__ import annotations

from html import escape

from explorer.anatomy.model import Complaint, Muscle, Region, TriggerPoint
from explorer.anatomy.wording import PRESS_WORDS
from explorer.export.page.text import Words, heading, notice, table

__all__ = ["point_card", "subject_card"]

_TONES = {"open": "good", "care": "warning", "licensed": "danger"}
_LEVELS = {"essential": "Essential zone.", "spillover": "Spillover zone."}
#: The page writes the side of the body here.
_SIDE = '<span class="side"></span>'


def point_card(words: Words, point: TriggerPoint) -> str:
    """Everything about one trigger point, in the order in which one works."""
    atlas = words.atlas
    muscle = atlas.muscle_of(point)
    where = f"{_SIDE} side" if muscle.paired else "in the midline"
    pressing = point.pressing
    way = f"towards {pressing.direction}" if pressing.direction else "straight in"
    return "".join(
        [
            f"<h3>{escape(atlas.point_name(point.id))}</h3>",
            f'<p class="sub"><i>{escape(muscle.latin)}</i> · {where}</p>',
            words.evidence(point.evidence),
            _pattern(words, point),
            heading("What you may feel"),
            words.paragraphs(point.sensation),
            heading("Where it is"),
            words.paragraphs(point.location),
            f'<p class="sub">About {pressing.depth_mm:.0f} mm deep on a lean adult, '
            f"pressed {escape(way)}.</p>",
            heading("Before you press"),
            _press(muscle),
            words.cautions((*point.cautions, *muscle.cautions)),
            heading("How to find it"),
            table(
                (
                    ("Position", words.text(point.palpation.position)),
                    ("Search", words.text(point.palpation.search)),
                    ("Sign", words.text(point.palpation.sign)),
                )
            ),
            _treatment(words, point),
            heading("Self-care"),
            _self_care(words, point, muscle),
            heading("Stretch"),
            words.paragraphs(muscle.stretch),
            heading("The muscle"),
            f"<p><b>{escape(muscle.name)}.</b> {words.text(muscle.summary)}</p>",
            words.sources((*point.evidence.sources, *muscle.evidence.sources), point.evidence.note),
        ]
    )


def subject_card(words: Words, kind: str, id: str) -> str:
    """What a view is about, where that is a muscle, a complaint or a region; else nothing."""
    atlas = words.atlas
    if kind == "muscle" and id in atlas.muscles:
        return _muscle(words, atlas.muscles[id])
    if kind == "complaint" and id in atlas.complaints:
        return _complaint(words, atlas.complaints[id])
    if kind == "region" and id in atlas.regions:
        return _region(words, atlas.regions[id])
    return ""


def _pattern(words: Words, point: TriggerPoint) -> str:
    parts = [heading("Commonly described pattern")]
    if not point.zones:
        parts.append("<p>No pattern of referred pain is described for this point.</p>")
    if point.zone_kind == "autonomic":
        parts.append("<p>Not pain but other signs are described here.</p>")
    for zone in point.zones:
        parts.append(
            f'<p><b class="{zone.level}">{_LEVELS[zone.level]}</b> {words.text(zone.words)}</p>'
        )
    if point.evidence.confidence != "high" and point.evidence.note:
        label = "Less certain" if point.evidence.confidence == "medium" else "Uncertain"
        parts.append(f'<p class="sub"><b>{label}:</b> {escape(point.evidence.note)}</p>')
    return "".join(parts)


def _press(muscle: Muscle) -> str:
    tone, said = _TONES[muscle.press_class], PRESS_WORDS[muscle.press_class]
    return notice(f"<p><b>{said}</b> {escape(muscle.press_note)}</p>", tone)


def _treatment(words: Words, point: TriggerPoint) -> str:
    if not point.treatment:
        return ""
    rows = []
    for choice in point.treatment:
        detail = " · ".join(escape(w) for w in (choice.tool, choice.dose) if w)
        rows.append(
            f"<li><b>{words.link(choice.technique)}</b><br>"
            f'<span class="sub">{detail}</span><br>{words.text(choice.how)}</li>'
        )
    return f"{heading('Treatment, in order of choice')}<ol>{''.join(rows)}</ol>"


def _self_care(words: Words, point: TriggerPoint, muscle: Muscle) -> str:
    said = words.paragraphs(point.self_care)
    if muscle.press_class == "open":
        return said
    return f"<p><b>{PRESS_WORDS[muscle.press_class]}</b></p>{said}"


def _muscle(words: Words, muscle: Muscle) -> str:
    facts = ("origin", "insertion", "nerve", "action")
    return "".join(
        [
            f"<h3>{escape(muscle.name)}</h3>",
            f'<p class="sub"><i>{escape(muscle.latin)}</i></p>',
            words.evidence(muscle.evidence),
            words.paragraphs(muscle.summary),
            heading("Before you press"),
            _press(muscle),
            words.cautions(muscle.cautions),
            heading("What overloads it"),
            words.paragraphs(muscle.overload),
            heading("Stretch"),
            words.paragraphs(muscle.stretch),
            heading("So that it stays calm"),
            words.paragraphs(muscle.prevention),
            heading("Anatomy"),
            table((name.capitalize(), words.text(getattr(muscle, name))) for name in facts),
            words.sources(muscle.evidence.sources, muscle.evidence.note),
        ]
    )


def _complaint(words: Words, complaint: Complaint) -> str:
    flags = words.cautions(complaint.red_flags, full=True)
    sources = "".join(f"<li>{words.link(p)}</li>" for p in complaint.points)
    return "".join(
        [
            f"<h3>{escape(complaint.name)}</h3>",
            words.evidence(complaint.evidence),
            heading("First: see a doctor if") + flags if flags else "",
            words.paragraphs(complaint.summary),
            heading("First steps"),
            words.paragraphs(complaint.first_steps),
            heading("Likely sources, likeliest first") + f"<ol>{sources}</ol>" if sources else "",
            words.sources(complaint.evidence.sources, complaint.evidence.note),
        ]
    )


def _region(words: Words, region: Region) -> str:
    points = words.atlas.points_referring_to(region.id)
    listed = "".join(f"<li>{words.link(p.id)}</li>" for p in points)
    said = (
        f"<p>Pain here is commonly described to come from these points.</p><ul>{listed}</ul>"
        if listed
        else "<p>No point of this atlas is described to send pain here.</p>"
    )
    latin = f'<p class="sub"><i>{escape(region.latin)}</i></p>' if region.latin else ""
    return f"<h3>{escape(words.name(region.id))}</h3>{latin}{said}"
