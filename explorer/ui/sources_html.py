"""The list of likely sources as a page: best first, each with what speaks for it and against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Literal

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.client import allowed_for
from explorer.anatomy.model import Side
from explorer.anatomy.question import Source
from explorer.errors import ExplorerError
from explorer.session.view_state import PointRef
from explorer.ui.links import Link, anchor
from explorer.ui.markup import capital, heading, link_list, page, title
from explorer.ui.pain_links import PainLink, pain_anchor
from explorer.ui.sources_pages import CLOSING, understood_html

__all__ = [
    "FIRST_GROUPS",
    "Listing",
    "source_ref",
    "sources_page",
    "tried_words",
]

#: So many muscles are listed before "more".
FIRST_GROUPS = 8
#: So many reasons stand on a folded muscle.
_BRIEF = 2
_FIT = ((0.75, "very good fit"), (0.5, "good fit"), (0.3, "fair fit"), (0.0, "weak fit"))


@dataclass(frozen=True, slots=True)
class Listing:
    """What the list shows.

    Attributes
    ----------
    side
        Where a source on no side in particular is shown.
    turned
        Muscles that were folded or unfolded: only the first is unfolded at first.
    everything
        Whether more than the first groups are listed.
    """

    sources: tuple[Source, ...]
    together: tuple[Source, ...]
    explains: float
    line: str
    notes: tuple[str, ...]
    asked: int
    compared: tuple[PointRef, ...]
    conditions: tuple[str, ...]
    regions: Mapping[PointRef, str]
    side: Side = "right"
    turned: frozenset[str] = frozenset()
    everything: bool = False


def source_ref(source: Source, side: Side) -> PointRef:
    """The point that a source means, on one side of the body."""
    return PointRef(source.trigger_point, side if source.side == "both" else source.side)


def sources_page(atlas: Atlas, listing: Listing) -> str:
    """The list itself."""
    groups: dict[str, list[Source]] = {}
    for source in listing.sources:
        groups.setdefault(source.muscle, []).append(source)
    parts = [title("Where it may come from"), understood_html(listing.line, listing.notes)]
    if listing.asked:
        again = pain_anchor(PainLink("review"), "Change answers")
        parts.append(f'<p class="sub">No warning sign ticked. {again}</p>')
    parts.append(_compared(atlas, listing.compared))
    if len(listing.together) > 1:
        parts.append(_together(atlas, listing))
    parts.append(heading("One by one, best first"))
    shown = list(groups.items())
    first = shown if listing.everything else shown[:FIRST_GROUPS]
    parts += [
        _group(atlas, number, muscle, members, listing)
        for number, (muscle, members) in enumerate(first, 1)
    ]
    if len(first) < len(shown):
        parts.append(f"<p>{pain_anchor(PainLink('more'), 'Show more, less likely ones')}</p>")
    parts.append(f'<p class="small">{escape(CLOSING)}</p>')
    return page("".join(parts))


def _compared(atlas: Atlas, compared: tuple[PointRef, ...]) -> str:
    if not compared:
        return ""
    names = " · ".join(
        anchor(Link("point", r.point, r.side), atlas.point_name(r.point))
        for r in compared
        if r.point in atlas.points
    )
    hint = "" if len(compared) > 1 else " Choose Compare at one or two more."
    stop = pain_anchor(PainLink("apart"), "Stop")
    return f'<p class="sub"><b>Compared:</b> {names}.{hint} {stop}</p>'


def _together(atlas: Atlas, listing: Listing) -> str:
    share = round(100 * listing.explains)
    rows = []
    for source in listing.together:
        ref = source_ref(source, listing.side)
        rows.append(
            anchor(Link("point", ref.point, ref.side), atlas.point_name(ref.point))
            + _side(atlas, source)
        )
    much = "all of it" if share > 97 else f"{share} % of it"
    return (
        heading("Together")
        + f"<p>These {_number(len(rows))} explain {much}, more than any one alone:</p>"
        + link_list(rows)
    )


def _number(count: int) -> str:
    return {2: "two", 3: "three", 4: "four"}.get(count, str(count))


def _group(
    atlas: Atlas,
    number: int,
    muscle: str,
    members: list[Source],
    listing: Listing,
) -> str:
    best = members[0]
    name = anchor(Link("muscle", muscle, source_ref(best, listing.side).side), _name(atlas, muscle))
    same = all(s.side == best.side for s in members)
    head = f"<b>{name}</b>{_side(atlas, best) if same else ''}"
    unfolded = (number == 1) is not (muscle in listing.turned)
    rows = [
        f'<tr><td class="number" width="16">{number}</td><td class="head">{head}</td>'
        f'<td class="head" align="right" width="108">{_bar(best.score)}</td></tr>'
    ]
    if not unfolded:
        words = "More ▾" if len(members) == 1 else f"{len(members)} points ▾"
        fold = pain_anchor(PainLink("fold", muscle), words)
        ref = source_ref(best, listing.side)
        show = anchor(Link("point", ref.point, ref.side), "Show")
        body = f"{_words(best, brief=True)}<br>{show} · {fold}{_tried_summary(members)}"
        rows.append(f'<tr><td></td><td class="step" colspan="2">{body}</td></tr>')
    else:
        for source in members:
            body = _point(atlas, source, listing, alone=len(members) == 1, same=same)
            rows.append(f'<tr><td></td><td class="step" colspan="2">{body}</td></tr>')
        fold = pain_anchor(PainLink("fold", muscle), "Less ▴")
        rows.append(f'<tr><td></td><td class="step" colspan="2">{fold}</td></tr>')
    return f'<table width="100%" cellspacing="0">{"".join(rows)}</table>'


def _name(atlas: Atlas, muscle: str) -> str:
    return atlas.muscles[muscle].name


def _side(atlas: Atlas, source: Source) -> str:
    if source.side == "both" or not atlas.muscles[source.muscle].paired:
        return ""
    return f' <span class="soft">{source.side}</span>'


def _words(source: Source, *, brief: bool = False) -> str:
    """The reasons as short sentences, and softly what speaks against; the first where brief."""
    most = _BRIEF if brief else None
    words = [f"{capital(escape(reason))}." for reason in source.reasons[:most]]
    against = [f"{capital(escape(reason))}." for reason in source.against[: most and 1]]
    parts = [" ".join(words)] if words else []
    if against:
        parts.append(f'<span class="soft"><i>Against:</i> {" ".join(against)}</span>')
    return "<br>".join(parts)


def _point(atlas: Atlas, source: Source, listing: Listing, *, alone: bool, same: bool) -> str:
    ref = source_ref(source, listing.side)
    link = Link("point", ref.point, ref.side)
    label = escape(atlas.points[ref.point].label)
    head = "" if alone else f"<b>{label}</b>{'' if same else _side(atlas, source)}. "
    compared = "Stop comparing" if ref in listing.compared else "Compare"
    links = " · ".join(
        (
            anchor(link, "Show"),
            pain_anchor(PainLink("compare", ref.point, ref.side), compared),
        )
    )
    pressing = tried_words(atlas, ref, source.tried, listing.conditions, listing.regions.get(ref))
    return f"{head}{_words(source)}<br>{links}<br>{pressing}"


def _tried_summary(members: list[Source]) -> str:
    if any(s.tried for s in members):
        return ' · <span class="good">one brought your pain</span>'
    if any(s.tried is False for s in members):
        return ' · <span class="soft">one tried</span>'
    return ""


def tried_words(
    atlas: Atlas,
    ref: PointRef,
    tried: bool | None,
    conditions: tuple[str, ...] = (),
    region: str | None = None,
    *,
    asking: bool = False,
) -> str:
    """What pressing a point brought, or a way to note it; nothing to press where nobody should."""

    def note(value: Literal["yes", "no", "back"], words: str) -> str:
        return pain_anchor(PainLink("tried", ref.point, ref.side, value), words)

    if tried is not None:
        said = (
            '<span class="good">Pressing it brought your pain.</span>'
            if tried
            else '<span class="soft">Pressing it did not bring your pain.</span>'
        )
        return f"{said} {note('back', 'Take back')}"
    muscle = atlas.muscle_of(atlas.points[ref.point])
    if not _pressed(atlas, ref.point, conditions, region):
        return '<span class="warn">Not to be pressed with this client.</span>'
    if asking:
        who = " when a licensed clinician presses it" if muscle.press_class == "licensed" else ""
        question = f"Does pressing this bring your pain{who}?"
        return f"<b>{question}</b> {note('yes', 'Yes')}&nbsp;&nbsp;{note('no', 'No')}"
    choices = f"{note('yes', 'brought my pain')} · {note('no', 'did not')}"
    if muscle.press_class == "licensed":
        return f'<span class="soft">Pressing it (licensed clinicians only):</span> {choices}'
    return f"Pressing it {choices}"


def _pressed(atlas: Atlas, point: str, conditions: tuple[str, ...], region: str | None) -> bool:
    if not conditions:
        return True
    try:
        return allowed_for(atlas, point, conditions, region=region or "").pressed
    except ExplorerError:
        return False


def _bar(score: float) -> str:
    words = next(words for least, words in _FIT if score >= least)
    steps = max(1, round(score * 20))  # coarse, so that a trembling score does not flicker
    return f'<img src="bar:{steps}" width="104" height="5"><br><span class="fit">{words}</span>'
