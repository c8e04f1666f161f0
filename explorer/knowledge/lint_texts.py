"""Texts that are missing, too hard to read, or hold links that do not work."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from explorer.anatomy.model import KnowledgeBase
from explorer.knowledge.faults import Fault, shorten
from explorer.knowledge.lint_prose import PROSE, every_text, passages, sentences, words
from explorer.knowledge.references import LINK

__all__ = ["AVERAGE_WORDS", "LONGEST_SENTENCE", "hard_to_read", "links", "missing"]

#: A sentence of more words is lost on most readers, however well it is built.
LONGEST_SENTENCE = 45
#: The average sentence of a text, and of all texts of a record, has at most so many words.
AVERAGE_WORDS = 24

#: Marks of a text still to be written, and texts that are nothing else.
_TO_WRITE = re.compile(r"\b(?:TODO|TBD|TBA|FIXME|XXX+)\b|(?i:lorem ipsum)|\?{3}")
_NOTHING = re.compile(r"(?:to ?do|tb[da]|n/a|\.{3}|…)\.?", re.IGNORECASE)
_END = re.compile(r"[.!?:][\"'”’)\]]*\s*\Z")
_LETTER = re.compile(r"[^\W\d_]")

#: Prose whose links the pages show as links, and facts that do.
_LINKED = {
    "muscles": (
        *("summary", "overload", "stretch", "prevention"),
        *("origin", "insertion", "nerve", "action"),
    ),
    "trigger_points": (
        *("location", "sensation", "self_care", "treatment.how"),
        *("palpation.position", "palpation.search", "palpation.sign"),
    ),
    "techniques": ("what", "how", "not_for"),
    "complaints": ("summary", "first_steps"),
    "guide": ("lead", "sections.text"),
}
_COLLECTIONS = (*PROSE, "regions")


def missing(knowledge: KnowledgeBase) -> Iterator[Fault]:
    """Texts that say nothing yet, or stop in the middle, and doubt without a reason."""
    for collection in _COLLECTIONS:
        for path, _, text in every_text(f"$.{collection}", getattr(knowledge, collection)):
            stand_in = _TO_WRITE.search(text) or _NOTHING.fullmatch(text.strip())
            if stand_in:
                yield Fault(path, f"{shorten(stand_in.group(0))} stands in for a text")
            elif text.strip() and not _LETTER.search(text) and not text.isdigit():
                yield Fault(path, f"expected some words, found {shorten(text)}")
    for passage in passages(knowledge):
        if _LETTER.search(passage.text) and not _END.search(passage.text):
            yield Fault(
                passage.path, f"it stops without a full stop: {shorten(passage.text[-40:])}"
            )
    for i, page in enumerate(knowledge.guide):
        if page.id and not page.sections:
            yield Fault(f"$.guide[{i}].sections", "the page has no sections")
    for collection in ("muscles", "trigger_points", "techniques", "complaints"):
        for i, record in enumerate(getattr(knowledge, collection)):
            evidence = record.evidence
            here = f"$.{collection}[{i}].evidence"
            if record.id and evidence.confidence != "high" and not evidence.note.strip():
                yield Fault(
                    f"{here}.note",
                    f"the confidence is {evidence.confidence}: say in a sentence what is uncertain",
                )


def hard_to_read(knowledge: KnowledgeBase) -> Iterator[Fault]:
    """Sentences, texts and records that are longer than a first-year student likes."""
    of_record: dict[tuple[str, str], list[int]] = defaultdict(list)
    place: dict[tuple[str, str], str] = {}
    for passage in passages(knowledge):
        counts = [len(words(sentence)) for sentence in sentences(passage.text)]
        if not counts:
            continue
        key = (passage.collection, passage.record)
        of_record[key] += counts
        place.setdefault(key, passage.path.partition("]")[0] + "]")
        average = sum(counts) / len(counts)
        if max(counts) > LONGEST_SENTENCE:
            yield Fault(
                passage.path,
                f"a sentence has {max(counts)} words; at most {LONGEST_SENTENCE} can be followed",
            )
        elif len(counts) > 1 and average > AVERAGE_WORDS:
            yield Fault(
                passage.path,
                f"its sentences have {average:.0f} words on average; at most {AVERAGE_WORDS}",
            )
    for key, counts in of_record.items():
        average = sum(counts) / len(counts)
        if average > AVERAGE_WORDS:
            yield Fault(
                place[key],
                f"its texts have {average:.0f} words a sentence on average; "
                f"at most {AVERAGE_WORDS}",
            )


def links(knowledge: KnowledgeBase) -> Iterator[Fault]:
    """Links that lead nowhere, to their own page, or stand where none can be shown.

    Those in the sections of the guide that lead nowhere are found with the other references.
    """
    ids = {r.id for name in (*_COLLECTIONS, "references") for r in getattr(knowledge, name)}
    for collection in (*_COLLECTIONS, "references"):
        for i, record in enumerate(getattr(knowledge, collection)):
            for path, field, text in every_text(f"$.{collection}[{i}]", record):
                if "[[" in text or "]]" in text:
                    yield from _links_in(path, collection, field, record.id, text, ids)


def _links_in(
    path: str, collection: str, field: str, own: str, text: str, ids: set[str]
) -> Iterator[Fault]:
    if field not in _LINKED.get(collection, ()):
        yield Fault(path, "links are not shown here; write the words alone")
        return
    rest = LINK.sub("", text)
    if "[[" in rest or "]]" in rest:
        yield Fault(path, "a link is written [[id]] or [[id|words]]")
    for match in LINK.finditer(text):
        if match.group(1) == own:
            yield Fault(path, f"the link {own!r} leads to the page it stands on")
        elif match.group(1) not in ids and field != "sections.text":
            yield Fault(path, f"the link {match.group(1)!r} is no id of this knowledge base")
