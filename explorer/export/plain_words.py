"""Texts of the knowledge base as plain words, for paper and for pages without links."""

from __future__ import annotations

import re

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import Evidence, TriggerPoint
from explorer.anatomy.wording import GRADE_WORDS
from explorer.knowledge.references import LINK

__all__ = ["dose_words", "evidence_words", "pattern_words", "plain"]

#: On paper it is said whom the studies were about: nothing else there explains it.
_GRADES = {**GRADE_WORDS, "B": f"{GRADE_WORDS['B']} in patients"}
_LEVELS = {"essential": "Commonly", "spillover": "Sometimes also"}


def plain(atlas: Atlas, words: str) -> str:
    """The words with ``[[id|words]]`` links turned into what they say."""

    def said(match: re.Match[str]) -> str:
        if match.group(2):
            return match.group(2)
        record = atlas.find(match.group(1))
        name = getattr(record, "name", None) or getattr(record, "title", None)
        return str(name or match.group(1))

    return LINK.sub(said, words)


def pattern_words(atlas: Atlas, point: TriggerPoint) -> list[tuple[str, str]]:
    """How often and where a point's pain is described, in words, the usual first."""
    return [(_LEVELS[z.level], plain(atlas, z.words)) for z in point.zones if z.words]


def evidence_words(evidence: Evidence) -> str:
    """Grade and confidence in words."""
    return (
        f"Evidence {evidence.grade}: {_GRADES[evidence.grade]}; "
        f"repeated here with {evidence.confidence} confidence."
    )


def dose_words(dose: str) -> str:
    """A dose as people say it: ``30-60 s, 4-6/10`` becomes ``30 to 60 seconds, 4 to 6 out of 10``.

    >>> dose_words("push 5-10 s, relax 10 s, 3-5 rounds")
    'push 5 to 10 seconds, relax 10 seconds, 3 to 5 rounds'
    """
    words = re.sub(r"(\d)\s*-\s*(\d)", r"\1 to \2", dose)
    words = re.sub(r"(\d)\s*/\s*10\b", r"\1 out of 10", words)
    words = re.sub(r"(\d)\s*s\b", r"\1 seconds", words)
    return re.sub(r"(\d)\s*min\b", r"\1 minutes", words)
