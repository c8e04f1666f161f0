"""What of a point's treatment is for this client, and what pressing it brought."""

from __future__ import annotations

from html import escape

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.client import Allowed, allowed_for, self_care_offered
from explorer.anatomy.model import Muscle, Side, Treatment, TriggerPoint
from explorer.errors import ExplorerError
from explorer.session.view_state import PointRef
from explorer.ui.inside_html import BodyNotes
from explorer.ui.markup import capital, heading, link_list, notice, paragraphs, record_link, text
from explorer.ui.theme import Theme

__all__ = ["own_pain", "treatment_and_care"]


def own_pain(atlas: Atlas, theme: Theme, point: TriggerPoint, side: Side, notes: BodyNotes) -> str:
    """The question that tells a source from the others, while a pain is shown."""
    if not notes.pain:
        return ""
    # Imported when used: a card is shown before there is any list of sources.
    from explorer.ui.sources_html import tried_words

    ref = PointRef(point.id, side)
    words = tried_words(atlas, ref, notes.tried, notes.conditions, notes.region, asking=True)
    return notice(theme, words, "good")


def treatment_and_care(
    atlas: Atlas,
    theme: Theme,
    point: TriggerPoint,
    muscle: Muscle,
    side: Side,
    notes: BodyNotes,
) -> str:
    """Techniques in order of choice and self-care, as far as both are for this client."""
    try:
        allowed = allowed_for(atlas, point.id, notes.conditions, region=notes.region)
    except ExplorerError as error:  # nothing is allowed on a guess
        words = f"{error.message} {error.hint}"
        return heading("Treatment") + notice(theme, escape(words), "danger")
    parts = []
    if point.treatment:
        parts.append(heading("Treatment, in order of choice"))
        parts.append(_limits(theme, allowed))
        if allowed.kept:
            parts.append(_choices(atlas, allowed.kept))
        parts.append(_dropped(atlas, allowed))
    parts += [heading("Self-care"), _self_care(atlas, theme, point, muscle, side, notes, allowed)]
    return "".join(parts)


def _limits(theme: Theme, allowed: Allowed) -> str:
    """What holds for the client, said before the techniques."""
    lines = []
    if allowed.nothing:
        lines.append("<b>Nothing of this is for this client for now.</b>")
    elif not allowed.kept:
        lines.append("<b>None of these techniques is for this client at this place.</b>")
    elif not allowed.pressed:
        lines.append("<b>This place is not pressed with this client.</b>")
    elif allowed.light:
        lines.append("<b>With a light hand for this client:</b> 3 to 4 out of 10 at most.")
    lines += [escape(capital(reason)) for reason in allowed.reasons]
    if not lines:
        return ""
    hard = allowed.nothing or not allowed.kept or not allowed.pressed
    return notice(theme, "<br>".join(lines), "danger" if hard else "warning")


def _choices(atlas: Atlas, treatments: tuple[Treatment, ...]) -> str:
    rows = []
    for number, choice in enumerate(treatments, 1):
        name = record_link(atlas, choice.technique)
        detail = " · ".join(escape(w) for w in (choice.tool, choice.dose) if w)
        rows.append(
            f'<tr><td class="number">{number}</td><td class="step"><b>{name}</b><br>'
            f'<span class="soft">{detail}</span><br>{text(atlas, choice.how)}</td></tr>'
        )
    return f'<table width="100%" cellspacing="0">{"".join(rows)}</table>'


def _dropped(atlas: Atlas, allowed: Allowed) -> str:
    if not allowed.dropped:
        return ""
    lines = (
        f"{record_link(atlas, d.treatment.technique)}"
        f' <span class="soft">({escape(d.reason.rstrip("."))})</span>'
        for d in allowed.dropped
    )
    return f"<p><b>Not for this client</b></p>{link_list(lines)}"


def _self_care(
    atlas: Atlas,
    theme: Theme,
    point: TriggerPoint,
    muscle: Muscle,
    side: Side,
    notes: BodyNotes,
    allowed: Allowed,
) -> str:
    words = paragraphs(atlas, point.self_care, side)
    limited = bool(notes.conditions) and (
        allowed.nothing or not allowed.pressed or allowed.light or bool(allowed.dropped)
    )
    if not limited and muscle.press_class == "open":
        return words
    offered = escape(self_care_offered(muscle.press_class, allowed))
    if not limited:
        return f"<p><b>{offered}</b></p>{words}"
    if allowed.nothing or not allowed.pressed or not allowed.kept:
        # What the point's own words say was written for somebody without this condition.
        return notice(theme, f"<b>{offered}</b>", "danger")
    return notice(theme, f"<b>{offered}</b>", "warning") + words
