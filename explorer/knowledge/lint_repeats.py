"""The same sentence in two records: readers notice, and one of the two is seldom true."""

from __future__ import annotations

import re
from collections.abc import Iterator

from explorer.anatomy.model import KnowledgeBase
from explorer.knowledge.faults import Fault, shorten
from explorer.knowledge.lint_prose import passages, sentences, words

__all__ = ["repeats"]

#: Shorter sentences are common property.
_FEWEST_WORDS = 6
#: What may be said of many: how long a stretch is held, and how a client lies or sits.
_DOSE = re.compile(r"(?:hold|breathe|repeat|push)\b.*\d|\d", re.IGNORECASE)
_POSTURE = re.compile(r"(?:sit|sitting|lie|lying|stand|standing|kneel)\b", re.IGNORECASE)
_POSTURE_FIELDS = ("palpation.position", "stretch")
#: Where two points are described to hurt in the same place, the same words are right.
_SHARED_FIELDS = ("zones.words",)
#: Advice of safety is best said the same way each time. So may all that a caution says be
#: repeated anywhere, word for word, and these.
SAFETY = frozenset(
    {
        "a medical act named not taught",
        "this is done only by licensed clinicians",
        "touched only by a licensed clinician",
        "this first classification has not yet been reviewed by a clinician",
    }
)


def repeats(knowledge: KnowledgeBase) -> Iterator[Fault]:
    """Sentences that stand in another record already."""
    advice = {
        _normal(sentence)
        for caution in knowledge.cautions
        for text in (caution.text, caution.advice)
        for sentence in sentences(text)
    }
    said: dict[str, str] = {}
    for passage in passages(knowledge):
        if passage.field in _SHARED_FIELDS or passage.collection == "cautions":
            continue
        for sentence in sentences(passage.text):
            normal = _normal(sentence)
            if normal.count(" ") < _FEWEST_WORDS - 1 or normal in SAFETY or normal in advice:
                continue
            if _DOSE.match(sentence) and passage.field == "stretch":
                continue
            if _POSTURE.match(sentence) and passage.field in _POSTURE_FIELDS:
                continue
            first = said.setdefault(normal, passage.record)
            if first != passage.record:
                yield Fault(
                    passage.path, f"{shorten(sentence)} is said of {first!r} in the same words"
                )


def _normal(sentence: str) -> str:
    return " ".join(words(sentence.replace("’", "'"))).casefold()
