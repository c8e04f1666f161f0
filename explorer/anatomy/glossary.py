"""The words of the field that a text may use unexplained, found in it.

The glossary is a page of the guide: each of its sections is a term. The heading gives its forms,
with commas between (``Ischaemia, ischaemic``), the text explains it, its first sentence alone
well enough for a hint.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import GuidePage

__all__ = ["GLOSSARY", "Glossary", "Term", "glossary_of", "slug"]

#: The id of the page.
GLOSSARY = "guide_glossary"

_LINK = re.compile(r"\[\[([^\]|]+)(?:\|([^\]]*))?\]\]")
_FIRST_SENTENCE = re.compile(r".+?[.!?](?=\s|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Term:
    """One term.

    Attributes
    ----------
    name
        As the glossary heads it.
    forms
        All its forms, the name first.
    explanation
        One sentence, plain.
    """

    name: str
    forms: tuple[str, ...]
    explanation: str


def slug(term: str) -> str:
    """A term as the name of a place on a page: small letters, digits and underscores."""
    return re.sub(r"[^a-z0-9]+", "_", term.lower()).strip("_")


class Glossary:
    """The terms of a glossary page, ready to be found in texts."""

    def __init__(self, page: GuidePage) -> None:
        self.terms = tuple(
            _term(section.heading, section.text)
            for section in page.sections
            if section.heading.strip(", ")
        )
        self._of_form = {form.lower(): term for term in self.terms for form in term.forms}
        longest_first = sorted(self._of_form, key=len, reverse=True)
        # The group names no term: which form it was is looked up, so that the pattern stays small.
        self._pattern = re.compile(
            rf"(?<![\w-])(?:{'|'.join(map(_with_plural, longest_first))})(?![\w-])",
            re.IGNORECASE,
        )

    def find(self, text: str, seen: set[Term]) -> Iterator[tuple[int, int, Term]]:
        """The first occurrence of each term in a text: where it starts and ends, and the term.

        Parameters
        ----------
        seen
            Terms to leave alone, as they were found before; those found now are added.
        """
        if not self.terms:
            return
        for match in self._pattern.finditer(text):
            term = self._term_of(match.group(0).lower())
            if term is not None and term not in seen:
                seen.add(term)
                yield match.start(), match.end(), term

    def _term_of(self, words: str) -> Term | None:
        for form in (words, words[:-1], words[:-2], f"{words[:-3]}y"):
            if form in self._of_form:
                return self._of_form[form]
        return None


def _term(heading: str, text: str) -> Term:
    forms = tuple(form for form in (part.strip() for part in heading.split(",")) if form)
    plain = " ".join(_LINK.sub(lambda link: link.group(2) or link.group(1), text).split())
    sentence = _FIRST_SENTENCE.match(plain)
    return Term(forms[0], forms, sentence.group(0) if sentence else plain)


def _with_plural(form: str) -> str:
    if form.endswith("y"):
        return rf"{re.escape(form[:-1])}(?:y|ies)"
    return rf"{re.escape(form)}(?:e?s)?"


@functools.lru_cache(maxsize=4)
def _made(page: GuidePage) -> Glossary:
    return Glossary(page)


def glossary_of(atlas: Atlas) -> Glossary | None:
    """The glossary of an atlas; None where it has no such page."""
    page = atlas.guide.get(GLOSSARY)
    return _made(page) if page is not None else None
