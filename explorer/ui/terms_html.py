"""Terms of the glossary on a page: underlined quietly where they first occur, told on hover."""

from __future__ import annotations

import re
from html import escape, unescape

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextDocument

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.glossary import GLOSSARY, Glossary, Term, glossary_of, slug
from explorer.anatomy.model import GuidePage
from explorer.ui.links import Link
from explorer.ui.theme import Theme

__all__ = ["explained", "glossary_html", "hint", "term_at", "underline_terms"]

_TAG = re.compile(r"(<[^>]*>)")
_NAME = re.compile(r"</?([a-z0-9]+)")
#: Within these nothing is underlined: links, what stands out by itself, and the small print.
_CLOSED = re.compile(
    r'<(?:a\b|b\b|i\b|span class="|p class="(?:h1|h2|sub|small|doubt)"'
    r'|li class="small"|td class="key")'
)
_TITLE = '<p class="h1"'
_TARGET = Link("guide", GLOSSARY).url


def explained(atlas: Atlas, page: str) -> str:
    """A page with the first occurrence of each term as a quiet link to the glossary.

    What the title names needs no explanation: the page is about it.
    """
    glossary = glossary_of(atlas)
    if glossary is None:
        return page
    seen: set[Term] = set()
    closed: list[str] = []  # names of the open elements, from the outermost closed one on
    in_title = False
    parts: list[str] = []
    for part in _TAG.split(page):
        if part.startswith("<"):
            in_title = part.startswith(_TITLE) or (in_title and not part.startswith("</p"))
            _step(part, closed)
            parts.append(part)
        elif in_title:
            list(glossary.find(unescape(part), seen))
            parts.append(part)
        else:
            parts.append(part if closed or not part.strip() else _marked(glossary, part, seen))
    return "".join(parts)


def _step(tag: str, closed: list[str]) -> None:
    """Follow a tag into or out of what is closed to marks."""
    name = _NAME.match(tag)
    if name is None or tag.endswith("/>") or name.group(1) == "br":
        return
    if tag.startswith("</"):
        if closed and closed[-1] == name.group(1):
            closed.pop()
    elif closed or _CLOSED.match(tag):
        closed.append(name.group(1))


def _marked(glossary: Glossary, part: str, seen: set[Term]) -> str:
    words, end = unescape(part), 0
    pieces: list[str] = []
    for start, stop, term in glossary.find(words, seen):
        pieces.append(escape(words[end:start]))
        pieces.append(
            f'<a class="term" href="{_TARGET}" title="{escape(hint(term), quote=True)}">'
            f"{escape(words[start:stop])}</a>"
        )
        end = stop
    if not pieces:
        return part
    return "".join((*pieces, escape(words[end:])))


def hint(term: Term) -> str:
    """What is shown over a term; rich text, so that long lines are broken."""
    return f"<qt><b>{escape(term.name)}</b>: {escape(term.explanation)}</qt>"


def term_at(atlas: Atlas, cursor: QTextCursor) -> str | None:
    """The place in the glossary of the term a cursor stands in, or None."""
    tip = cursor.charFormat().toolTip()
    glossary = glossary_of(atlas)
    if not tip or glossary is None:
        return None
    return next((slug(term.name) for term in glossary.terms if hint(term) == tip), None)


def underline_terms(document: QTextDocument, theme: Theme) -> None:
    """Dot the underlines of the terms: Qt's style sheets know only solid ones."""
    dotted = QTextCharFormat()
    dotted.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    dotted.setUnderlineColor(QColor(theme.soft))
    spans: list[tuple[int, int]] = []
    block = document.begin()
    while block.isValid():
        inside = block.begin()
        while not inside.atEnd():
            fragment = inside.fragment()
            form = fragment.charFormat()
            if form.isAnchor() and form.toolTip() and form.anchorHref() == _TARGET:
                spans.append((fragment.position(), fragment.length()))
            inside += 1
        block = block.next()
    cursor = QTextCursor(document)
    for start, length in spans:
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(dotted)


def glossary_html(page: GuidePage, paragraph: str, number: int) -> str:
    """One entry of the glossary page: the term and its explanation in one paragraph.

    Parameters
    ----------
    paragraph
        The section's text as HTML, beginning with ``<p>``.
    number
        Of the section.
    """
    forms = [form.strip() for form in page.sections[number].heading.split(",") if form.strip()]
    name = forms[0] if forms else ""
    others = f' <span class="soft">({escape(", ".join(forms[1:]))})</span>' if forms[1:] else ""
    head = f'<a class="place" name="{slug(name)}"><b>{escape(name)}</b></a>{others}. '
    return paragraph.replace("<p>", f"<p>{head}", 1)
