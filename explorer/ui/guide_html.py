"""Pages of reading: complaints, techniques, cautions, the guide, and the empty card."""

from __future__ import annotations

from html import escape

from explorer.anatomy.atlas import SHOWN_TOGETHER, Atlas
from explorer.anatomy.glossary import GLOSSARY
from explorer.anatomy.model import Caution, Complaint, GuidePage, Side, Technique
from explorer.ui.links import Link, anchor
from explorer.ui.markup import (
    capital,
    cautions,
    doubt,
    evidence_line,
    heading,
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
from explorer.ui.terms_html import glossary_html
from explorer.ui.theme import Theme

__all__ = [
    "FIRST_COMPLAINTS",
    "caution_page",
    "complaint_page",
    "empty_page",
    "guide_page",
    "technique_page",
]

#: Where most people begin: the empty page offers them, the guided tour draws them.
FIRST_COMPLAINTS = (
    "complaint_upper_back",
    "complaint_low_back",
    "complaint_headache",
    "complaint_hand",
    "complaint_calf_cramp",
    "complaint_knee",
    "complaint_jaw",
    "complaint_plantar_heel",
)
#: Points listed on the page of a technique.
_EXAMPLES = 12
#: Other names of a complaint that its page gives; the search knows them all.
_ALSO = 4
_FAMILIES = {
    "pressure": "Pressure",
    "stroke": "Stroke and friction",
    "lengthen": "Lengthen and relax",
    "clinician": "For clinicians",
}
_WHO = {
    "self": "yourself",
    "partner": "a partner",
    "therapist": "a trained therapist",
    "licensed": "a licensed clinician",
}
_CAUTION_KINDS = {
    "red_flag": "Red flag: see a doctor",
    "no_pressure": "No pressure at all",
    "not_here": "Not on this place",
    "ask_first": "Ask first",
    "danger_area": "Danger area",
    "stop_sign": "Stop at once",
}


def complaint_page(atlas: Atlas, theme: Theme, complaint: Complaint, side: Side) -> str:
    """A complaint: red flags first, then where it may come from."""
    also = ", ".join(complaint.also_called[:_ALSO])
    parts = [
        title(complaint.name, f"Also called: {also}" if also else ""),
        evidence_line(atlas, complaint.evidence),
    ]
    if complaint.red_flags:
        parts.append(heading("First: see a doctor if"))
        parts.append(cautions(atlas, theme, complaint.red_flags, full=True))
    parts.append(f'<p class="lead">{text(atlas, complaint.summary, side)}</p>')
    parts += [heading("First steps"), paragraphs(atlas, complaint.first_steps, side)]
    if complaint.points:
        show = anchor(
            Link("show", complaint.id, side), f"Show the first {_count(complaint)} on the body"
        )
        parts += [
            heading("Likely sources, likeliest first"),
            doubt(complaint.evidence),
            f"<p>{show}</p>",
        ]
        parts.append(_sources(atlas, complaint, side))
    if complaint.regions:
        parts.append(heading("Where it is felt"))
        links = (anchor(Link("region", r, side), atlas.regions[r].name) for r in complaint.regions)
        parts.append(f"<p>{', '.join(links)}</p>")
    told = bool(complaint.points) and bool(doubt(complaint.evidence))
    note = "" if told else complaint.evidence.note
    parts.append(sources(atlas, complaint.evidence.sources, note))
    return page("".join(parts))


def technique_page(atlas: Atlas, theme: Theme, technique: Technique) -> str:
    """A technique: what, how, dose, limits, and where it is a choice."""
    who = ", ".join(_WHO[w] for w in technique.who)
    parts = [
        title(technique.name, _FAMILIES[technique.family]),
        evidence_line(atlas, technique.evidence),
        f'<p class="lead">{text(atlas, technique.what)}</p>',
        heading("How"),
        paragraphs(atlas, technique.how),
        _table(
            (
                ("Tool", technique.tool),
                ("Dose", technique.dose),
                ("Good for", technique.good_for),
                ("By", capital(who)),
            )
        ),
    ]
    if technique.not_for:
        parts.append(notice(theme, f"<b>Not for:</b> {text(atlas, technique.not_for)}"))
    points = atlas.points_using(technique.id)
    if points:
        parts.append(heading("Among the choices for"))
        parts.append(link_list(record_link(atlas, p.id) for p in points[:_EXAMPLES]))
        if len(points) > _EXAMPLES:
            parts.append(f'<p class="sub">and {len(points) - _EXAMPLES} more points.</p>')
    parts.append(sources(atlas, technique.evidence.sources, technique.evidence.note))
    return page("".join(parts))


def caution_page(atlas: Atlas, theme: Theme, caution: Caution) -> str:
    """A caution: what may be behind it and what to do."""
    tone = "danger" if caution.kind == "red_flag" else "warning"
    parts = [
        title(caution.title, _CAUTION_KINDS[caution.kind]),
        f'<p class="lead">{text(atlas, caution.text)}</p>',
        notice(theme, f"<b>What to do.</b> {text(atlas, caution.advice)}", tone),
    ]
    if caution.regions:
        parts.append(heading("Where"))
        links = (anchor(Link("region", r), atlas.regions[r].name) for r in caution.regions)
        parts.append(f"<p>{', '.join(links)}</p>")
    parts.append(sources(atlas, caution.sources))
    return page("".join(parts))


def guide_page(atlas: Atlas, guide: GuidePage) -> str:
    """A page of the guide."""
    parts = [title(guide.title), f'<p class="lead">{text(atlas, guide.lead)}</p>']
    for number, section in enumerate(guide.sections):
        words = paragraphs(atlas, section.text)
        if guide.id == GLOSSARY:
            parts.append(glossary_html(guide, words, number))
        else:
            parts += [heading(section.heading), words]
    if guide.see_also:
        parts.append(heading("See also"))
        parts.append(link_list(record_link(atlas, id) for id in guide.see_also))
    parts.append(sources(atlas, guide.sources))
    return page("".join(parts))


def empty_page(atlas: Atlas) -> str:
    """What to do when nothing is chosen yet."""
    first = [atlas.complaints[id] for id in FIRST_COMPLAINTS if id in atlas.complaints]
    rest = [c for c in atlas.knowledge.complaints if c not in first]
    starts = link_list(
        anchor(Link("complaint", c.id), c.name) for c in (*first, *rest)[: len(FIRST_COMPLAINTS)]
    )
    find = anchor(Link("action", "search"), "search")
    hurts = anchor(Link("action", "pain"), "Show where it hurts")
    guide = next(iter(atlas.knowledge.guide), None)
    parts = [
        title("Choose a point, a place or a complaint"),
        "<p class='lead'>Click a cross on the body to see where its pain is commonly described, "
        f"click bare skin to see what may send pain there, or {find} for a muscle.</p>",
        f"<p><b>{hurts}</b>: paint it, name it or say it, and see where it may come from.</p>",
    ]
    if starts:
        parts += [heading("Or begin with a complaint"), starts]
    if guide is not None:
        parts += [heading("New here?"), f"<p>{record_link(atlas, guide.id)}</p>"]
    parts.append(f'<p class="small">{escape(atlas.knowledge.disclaimer)}</p>')
    return page("".join(parts))


def _count(complaint: Complaint) -> str:
    number = min(len(complaint.points), SHOWN_TOGETHER)
    return ("point", "two", "three", "four", "five")[number - 1]


def _sources(atlas: Atlas, complaint: Complaint, side: Side) -> str:
    rows = []
    for number, id in enumerate(complaint.points, 1):
        point = atlas.points[id]
        shared = [
            atlas.regions[r].name for z in point.zones for r in z.regions if r in complaint.regions
        ]
        reason = (
            f"described to be felt in: {', '.join(dict.fromkeys(shared))}"
            if shared
            else next((z.words for z in point.zones), point.location)
        )
        rows.append(
            f'<tr><td class="number">{number}</td><td class="step">'
            f"{record_link(atlas, id, side)}{less_certain(point.evidence)}<br>"
            f'<span class="soft">{escape(capital(reason))}</span></td></tr>'
        )
    return f'<table width="100%" cellspacing="0">{"".join(rows)}</table>'


def _table(rows: tuple[tuple[str, str], ...]) -> str:
    cells = "".join(
        f'<tr><td class="key">{escape(key)}</td><td class="value">{escape(value)}</td></tr>'
        for key, value in rows
        if value
    )
    return f'<table width="100%" cellspacing="0">{cells}</table>'
