"""Building blocks of the cards, as Qt's rich text has them: sheet, headings, lists, links."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import Caution, Evidence, Side
from explorer.anatomy.wording import GRADE_WORDS
from explorer.knowledge.references import LINK
from explorer.ui.links import Link, LinkKind, anchor, kind_of, record_title
from explorer.ui.theme import Theme

__all__ = [
    "GRADES_PAGE",
    "capital",
    "cautions",
    "doubt",
    "evidence_line",
    "heading",
    "joined_links",
    "less_certain",
    "link_list",
    "notice",
    "page",
    "paragraphs",
    "record_link",
    "sources",
    "style_sheet",
    "text",
    "title",
]

#: The page of the guide that explains grades and confidence.
GRADES_PAGE = "guide_reading_the_map"
_CONFIDENCE = {
    "high": "repeated here with high confidence",
    "medium": "repeated here with medium confidence",
    "low": "repeated here with low confidence",
}
#: How a note says that the sources do not agree.
_DIFFER = re.compile(
    r"\bdisagree|\bdiffers? (?:between|among|from)\b|\bsources (?:differ|vary|place|give)\b"
    r"|\bgiven differently\b|\bdifferent authors\b|\bdisputed\b|\bnot by (?:everybody|all)\b"
    r"|\b(?:some|other) (?:authors|sources|manuals)\b",
    re.IGNORECASE,
)


def style_sheet(theme: Theme, scale: float) -> str:
    """The sheet of all cards; ``scale`` multiplies every size of text."""

    def px(size: float) -> str:
        return f"{max(8, round(size * scale))}px"

    return f"""
    body {{ color: {theme.text}; font-size: {px(13.5)}; }}
    p.h1 {{ font-size: {px(21)}; font-weight: 600; margin: 0 0 3px 0; line-height: 115%; }}
    p.h2 {{ font-size: {px(15)}; font-weight: 600; margin: 20px 0 5px 0; }}
    p {{ margin: 0 0 7px 0; line-height: 138%; }}
    p.lead {{ font-size: {px(14.5)}; margin: 10px 0 6px 0; line-height: 142%; }}
    p.sub {{ color: {theme.soft}; margin: 0 0 3px 0; }}
    p.small, li.small {{ color: {theme.soft}; font-size: {px(12)}; }}
    td {{ line-height: 136%; }}
    td.key {{ color: {theme.soft}; padding: 2px 14px 5px 0; }}
    td.value {{ padding: 2px 0 5px 0; }}
    td.notice {{ padding: 8px 12px 8px 12px; }}
    td.number {{ color: {theme.soft}; font-weight: 600; padding: 1px 10px 9px 0; }}
    td.step {{ padding: 1px 0 9px 0; }}
    span.soft {{ color: {theme.soft}; }}
    span.essential {{ color: {theme.danger}; font-weight: 600; }}
    span.warn {{ color: {theme.warning}; font-weight: 600; }}
    span.danger {{ color: {theme.danger}; font-weight: 600; }}
    span.good {{ color: {theme.good}; font-weight: 600; }}
    p.doubt {{ color: {theme.soft}; margin: 2px 0 7px 0; }}
    a {{ color: {theme.accent}; text-decoration: none; }}
    a.term, a.place {{ color: {theme.text}; }}
    ul {{ margin: 0 0 6px 0; -qt-list-indent: 1; }}
    li {{ margin: 0 0 4px 0; line-height: 134%; }}
    """


def page(content: str) -> str:
    """A whole page of a card."""
    return f"<html><body>{content}</body></html>"


def capital(words: str) -> str:
    """The words with a capital at the beginning."""
    return words[:1].upper() + words[1:]


def title(words: str, *below: str) -> str:
    """The page's title and quiet lines below it (plain text)."""
    lines = "".join(f'<p class="sub">{escape(line)}</p>' for line in below if line)
    return f'<p class="h1">{escape(words)}</p>{lines}'


def heading(words: str) -> str:
    """The heading of a section. No ``h2``: Qt enlarges those beyond the size of the sheet."""
    return f'<p class="h2">{escape(words)}</p>'


def text(atlas: Atlas, words: str, side: Side = "right") -> str:
    """Plain text as HTML, with its ``[[id|words]]`` links turned into links."""
    parts: list[str] = []
    end = 0
    for match in LINK.finditer(words):
        parts.append(escape(words[end : match.start()]))
        id, shown = match.group(1), match.group(2)
        parts.append(record_link(atlas, id, side, shown or record_title(atlas, id)))
        end = match.end()
    parts.append(escape(words[end:]))
    return "".join(parts)


def paragraphs(atlas: Atlas, words: str, side: Side = "right") -> str:
    """Paragraphs, which empty lines separate; lines that begin with ``- `` make a list."""
    blocks = []
    for block in words.split("\n\n"):
        lines = [line.strip() for line in block.strip().splitlines()]
        if not lines:
            continue
        if all(line.startswith("- ") for line in lines):
            items = "".join(f"<li>{text(atlas, line[2:], side)}</li>" for line in lines)
            blocks.append(f"<ul>{items}</ul>")
        else:
            blocks.append(f"<p>{text(atlas, ' '.join(lines), side)}</p>")
    return "".join(blocks)


def record_link(atlas: Atlas, id: str, side: Side = "right", words: str | None = None) -> str:
    """A link to a record's page; plain words where it has none."""
    kind = kind_of(atlas, id)
    shown = words if words is not None else record_title(atlas, id)
    if kind is None:
        return escape(shown)
    return anchor(Link(kind, id, side), shown)


def link_list(links: Iterable[str]) -> str:
    """Links below each other."""
    items = "".join(f"<li>{link}</li>" for link in links)
    return f"<ul>{items}</ul>" if items else ""


def joined_links(atlas: Atlas, kind: LinkKind, ids: Iterable[str], side: Side) -> str:
    """Links in one line, with commas."""
    return ", ".join(
        anchor(
            Link(kind, id, side),
            atlas.regions[id].name if kind == "region" else record_title(atlas, id),
        )
        for id in ids
    )


def notice(theme: Theme, content: str, tone: str = "warning") -> str:
    """A quiet block with a coloured edge, for what must not be overlooked (HTML)."""
    edge, ground = {
        "warning": (theme.warning, theme.warning_soft),
        "danger": (theme.danger, theme.danger_soft),
        "good": (theme.good, theme.raised),
    }[tone]
    return (
        '<table width="100%" cellspacing="0" cellpadding="0" style="margin: 3px 0 8px 0;"><tr>'
        f'<td width="3" style="background-color: {edge};"></td>'
        f'<td class="notice" style="background-color: {ground};">{content}</td>'
        "</tr></table>"
    )


def cautions(atlas: Atlas, theme: Theme, ids: Iterable[str], *, full: bool = False) -> str:
    """Cautions as notices, red flags first.

    On the card of a point red flags are named in one line, so that they are seen and the page
    still leads on; ``full`` says of each what it is and what to do.
    """
    records = [atlas.cautions[id] for id in dict.fromkeys(ids) if id in atlas.cautions]
    flags = [c for c in records if c.kind == "red_flag"]
    others = [c for c in records if c.kind != "red_flag"]
    blocks = []
    if flags and not full:
        names = " · ".join(record_link(atlas, c.id) for c in flags)
        blocks.append(notice(theme, f"<b>See a doctor instead, if:</b> {names}", "danger"))
    elif flags:
        blocks.append(notice(theme, _caution_rows(atlas, flags, full=True), "danger"))
    if others:
        blocks.append(notice(theme, _caution_rows(atlas, others, full=full), "warning"))
    return "".join(blocks)


def _caution_rows(atlas: Atlas, records: Iterable[Caution], *, full: bool) -> str:
    rows = []
    for caution in records:
        words = f"{caution.text} {caution.advice}" if full else caution.advice
        rows.append(
            f'<p style="margin: 0 0 5px 0;"><b>{record_link(atlas, caution.id)}</b>. '
            f"{escape(words)}</p>"
        )
    return "".join(rows)


def evidence_line(atlas: Atlas, evidence: Evidence) -> str:
    """Grade and confidence in words; the grade leads to the page that explains both."""
    grade = f"Evidence {evidence.grade}"
    if GRADES_PAGE in atlas.guide:
        grade = record_link(atlas, GRADES_PAGE, words=grade)
    return (
        f'<p class="small">{grade}: {GRADE_WORDS[evidence.grade]}; '
        f"{_CONFIDENCE[evidence.confidence]}.</p>"
    )


def doubt(evidence: Evidence) -> str:
    """What is less than certain about a pattern, in a quiet line of words; else nothing."""
    note = escape(evidence.note)
    if evidence.confidence == "high":
        differ = _DIFFER.search(evidence.note) is not None
        return f'<p class="doubt"><b>Sources differ:</b> {note}</p>' if differ else ""
    label = "Less certain" if evidence.confidence == "medium" else "Uncertain"
    return f'<p class="doubt"><b>{label}:</b> {note or f"{_CONFIDENCE[evidence.confidence]}."}</p>'


def less_certain(evidence: Evidence) -> str:
    """The same in a word, for lists."""
    if evidence.confidence == "high":
        return ""
    word = "less certain" if evidence.confidence == "medium" else "uncertain"
    return f' <span class="soft">({word})</span>'


def sources(atlas: Atlas, ids: Iterable[str], note: str = "") -> str:
    """Citations, with what is still to be checked in print said so."""
    items = []
    for id in dict.fromkeys(ids):
        record = atlas.references.get(id)
        if record is None:
            continue
        words = escape(record.citation)
        if record.doi:
            url = f"https://doi.org/{escape(record.doi, quote=True)}"
            words += f' <a href="{url}">doi:{escape(record.doi)}</a>'
        if not record.seen:
            words += " (recalled, still to be checked in print)"
        items.append(f'<li class="small">{words}</li>')
    if not items and not note:
        return ""
    extra = f'<p class="small">{escape(note)}</p>' if note else ""
    return f"{heading('Sources')}{extra}<ul>{''.join(items)}</ul>"
