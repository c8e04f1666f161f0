"""Pages about the body: a trigger point, a muscle, a region."""

from __future__ import annotations

from html import escape

from explorer.anatomy.atlas import AREA_NAMES, Atlas
from explorer.anatomy.model import Muscle, Side, TriggerPoint
from explorer.anatomy.wording import PRESS_WORDS
from explorer.ui.client_html import own_pain, treatment_and_care
from explorer.ui.inside_html import BodyNotes, depth_words, near_words, related_muscles, see_it
from explorer.ui.links import Link, anchor
from explorer.ui.markup import (
    capital,
    cautions,
    doubt,
    evidence_line,
    heading,
    joined_links,
    less_certain,
    link_list,
    notice,
    page,
    paragraphs,
    record_link,
    sources,
    text,
    title,
)
from explorer.ui.theme import Theme

__all__ = ["muscle_page", "point_page", "region_page"]

_NO_NOTES = BodyNotes()
#: Points that refer to the same place, at most this many on a card.
_NEIGHBOURS = 6
_TONES = {"open": "good", "care": "warning", "licensed": "danger"}
_LEVELS = {"essential": "Essential", "spillover": "Spillover"}


def point_page(
    atlas: Atlas, theme: Theme, point: TriggerPoint, side: Side, notes: BodyNotes = _NO_NOTES
) -> str:
    """Everything about one trigger point, in the order in which one works."""
    muscle = atlas.muscle_of(point)
    name = record_link(atlas, muscle.id, side, muscle.name)
    where = f"{side} side" if muscle.paired else "in the midline"
    note = "" if doubt(point.evidence) else point.evidence.note  # else it stands by the pattern
    parts = [
        title(atlas.point_name(point.id)),
        f'<p class="sub"><i>{escape(muscle.latin)}</i> · {where}</p>',
        evidence_line(atlas, point.evidence),
        own_pain(atlas, theme, point, side, notes),
        _pattern(atlas, point, side),
        heading("What you may feel"),
        paragraphs(atlas, point.sensation, side),
        heading("Where it is"),
        paragraphs(atlas, point.location, side),
        f'<p class="sub">{escape(depth_words(point, notes))}</p>',
        heading("Before you press"),
        _press(theme, muscle),
        near_words(atlas, notes),
        cautions(atlas, theme, (*point.cautions, *muscle.cautions)),
        heading("How to find it"),
        _table(
            atlas,
            (
                ("Position", point.palpation.position),
                ("Search", point.palpation.search),
                ("Sign", point.palpation.sign),
            ),
        ),
        treatment_and_care(atlas, theme, point, muscle, side, notes),
        heading("Stretch"),
        paragraphs(atlas, muscle.stretch, side),
        heading("The muscle"),
        f"<p>{name}. {text(atlas, muscle.summary, side)}</p>",
        see_it(),
        _facts(atlas, muscle),
        _see_also(atlas, point, side),
        sources(atlas, (*point.evidence.sources, *muscle.evidence.sources), note),
    ]
    return page("".join(parts))


def muscle_page(atlas: Atlas, theme: Theme, muscle: Muscle, side: Side) -> str:
    """Everything about one muscle, its points first."""
    points = atlas.points_of(muscle.id)
    parts = [
        title(muscle.name),
        f'<p class="sub"><i>{escape(muscle.latin)}</i> · '
        f"{escape(AREA_NAMES.get(muscle.area, muscle.area))} · {muscle.layer}</p>",
        evidence_line(atlas, muscle.evidence),
        f'<p class="lead">{text(atlas, muscle.summary, side)}</p>',
        see_it(),
    ]
    if points:
        parts += [heading("Its trigger points"), _point_table(atlas, points, side)]
    parts += [
        heading("Before you press"),
        _press(theme, muscle),
        cautions(atlas, theme, muscle.cautions),
        heading("What overloads it"),
        paragraphs(atlas, muscle.overload, side),
        heading("Stretch"),
        paragraphs(atlas, muscle.stretch, side),
        heading("So that it stays calm"),
        paragraphs(atlas, muscle.prevention, side),
        heading("Anatomy"),
        _facts(atlas, muscle),
        related_muscles(atlas, muscle, side),
    ]
    others = [m for m in atlas.parts_of_group(muscle.group) if m.id != muscle.id]
    if others:
        parts.append(heading("Other parts of this muscle"))
        parts.append(link_list(record_link(atlas, m.id, side) for m in others))
    parts.append(sources(atlas, muscle.evidence.sources, muscle.evidence.note))
    return page("".join(parts))


def region_page(atlas: Atlas, id: str, side: Side) -> str:
    """Which points are commonly described to refer pain to a region."""
    region = atlas.regions[id]
    points = atlas.points_referring_to(id)
    named = f"{side} side" if region.paired else "midline"
    also = ", ".join(region.other_words)
    parts = [
        title(capital(region.name)),
        f'<p class="sub">{f"<i>{escape(region.latin)}</i> · " if region.latin else ""}{named}</p>',
        f'<p class="sub">Also called: {escape(also)}</p>' if also else "",
    ]
    if region.depth == "deep":
        parts.append('<p class="sub">Felt inside; the skin over it is tinted.</p>')
    if not points:
        parts.append("<p>No point of this atlas is described to send pain here.</p>")
        return page("".join(parts))
    show = anchor(Link("show", id, side), "Show them together on the body")
    parts += [
        '<p class="lead">Pain here is commonly described to come from these points.</p>',
        f"<p>{show}</p>",
    ]
    essential = [
        p for p in points if any(z.level == "essential" and id in z.regions for z in p.zones)
    ]
    rest = [p for p in points if p not in essential]
    if essential:
        parts += [heading("Most often"), _grouped(atlas, essential, side)]
    if rest:
        parts += [heading("In some people"), _grouped(atlas, rest, side)]
    complaints = [c for c in atlas.knowledge.complaints if id in c.regions]
    if complaints:
        parts.append(heading("Complaints felt here"))
        parts.append(link_list(record_link(atlas, c.id) for c in complaints))
    return page("".join(parts))


def _pattern(atlas: Atlas, point: TriggerPoint, side: Side) -> str:
    parts = [heading("Commonly described pattern")]
    if not point.zones:
        parts.append("<p>No pattern of referred pain is described for this point.</p>")
    if point.zone_kind == "autonomic":
        parts.append("<p>Not pain but other signs are described here.</p>")
    for zone in point.zones:
        kind = "essential" if zone.level == "essential" else "soft"
        parts.append(
            f'<p><span class="{kind}">{_LEVELS[zone.level]}.</span> '
            f"{text(atlas, zone.words, side)}<br>"
            f"{joined_links(atlas, 'region', zone.regions, side)}</p>"
        )
    parts.append(doubt(point.evidence))
    return "".join(parts)


def _press(theme: Theme, muscle: Muscle) -> str:
    tone, words = _TONES[muscle.press_class], PRESS_WORDS[muscle.press_class]
    return notice(theme, f"<b>{words}</b> {escape(muscle.press_note)}", tone)


def _facts(atlas: Atlas, muscle: Muscle) -> str:
    return _table(
        atlas,
        (
            ("Origin", muscle.origin),
            ("Insertion", muscle.insertion),
            ("Nerve", muscle.nerve),
            ("Action", muscle.action),
        ),
    )


def _table(atlas: Atlas, rows: tuple[tuple[str, str], ...]) -> str:
    cells = "".join(
        f'<tr><td class="key">{escape(key)}</td><td class="value">{text(atlas, value)}</td></tr>'
        for key, value in rows
        if value
    )
    return f'<table width="100%" cellspacing="0">{cells}</table>'


def _point_table(atlas: Atlas, points: tuple[TriggerPoint, ...], side: Side) -> str:
    rows = []
    for point in points:
        felt = next((z.words for z in point.zones if z.level == "essential"), point.location)
        rows.append(
            f'<tr><td class="number">{anchor(Link("point", point.id, side), point.label)}</td>'
            f'<td class="step">{text(atlas, felt, side)}{less_certain(point.evidence)}</td></tr>'
        )
    return f'<table width="100%" cellspacing="0">{"".join(rows)}</table>'


def _grouped(atlas: Atlas, points: list[TriggerPoint], side: Side) -> str:
    """Points by muscle, one line for each muscle."""
    by_muscle: dict[str, list[TriggerPoint]] = {}
    for point in points:
        by_muscle.setdefault(point.muscle, []).append(point)
    return link_list(
        f"{record_link(atlas, muscle, side)}: "
        + ", ".join(
            anchor(Link("point", p.id, side), p.label) + less_certain(p.evidence) for p in members
        )
        for muscle, members in by_muscle.items()
    )


def _see_also(atlas: Atlas, point: TriggerPoint, side: Side) -> str:
    parts = []
    others = [p for p in atlas.points_of(point.muscle) if p.id != point.id]
    if others:
        parts.append(heading("Other points of this muscle"))
        parts.append(
            "<p>" + ", ".join(anchor(Link("point", p.id, side), p.label) for p in others) + "</p>"
        )
    near = [p for p, _ in atlas.points_sharing_zone(point) if p.muscle != point.muscle]
    if near:
        parts.append(heading("Also refer to this place"))
        parts.append(link_list(record_link(atlas, p.id, side) for p in near[:_NEIGHBOURS]))
    complaints = dict.fromkeys((*(c.id for c in atlas.complaints_of(point.id)), *point.complaints))
    if complaints:
        parts.append(heading("Complaints it may play a part in"))
        parts.append(link_list(record_link(atlas, c) for c in complaints))
    return "".join(parts)
