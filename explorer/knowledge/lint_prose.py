"""The prose of a knowledge base: which fields are written to be read, and their sentences."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from explorer.anatomy.model import KnowledgeBase
from explorer.knowledge.references import LINK

__all__ = ["PROSE", "Passage", "every_text", "passages", "sentences", "spoken", "words"]

#: Fields written in whole sentences, as paths without numbers. The others are facts (a nerve, a
#: dose, an origin) and short on purpose.
PROSE = {
    "muscles": ("summary", "overload", "stretch", "prevention", "press_note"),
    "trigger_points": (
        "location",
        "palpation.position",
        "palpation.search",
        "palpation.sign",
        "zones.words",
        "sensation",
        "treatment.how",
        "self_care",
    ),
    "techniques": ("what", "how", "good_for", "not_for"),
    "complaints": ("summary", "first_steps"),
    "cautions": ("text", "advice"),
    "guide": ("lead", "sections.text"),
}

#: The end of a sentence: a mark, what closes after it, a space; or the end of a line.
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=\S)|\s*\n+\s*")
_WORD = re.compile(r"[\w]+(?:['’.,/-][\w]+)*")
_NUMBER = re.compile(r"\[\d+\]")


@dataclass(frozen=True, slots=True)
class Passage:
    """One text of prose.

    Attributes
    ----------
    path
        JSON path, such as ``$.muscles[3].summary``.
    collection, record, field
        Where it belongs: ``trigger_points``, the record's id, ``treatment.how``.
    text
        As it stands in the file.
    """

    path: str
    collection: str
    record: str
    field: str
    text: str


def passages(knowledge: KnowledgeBase) -> Iterator[Passage]:
    """All texts of prose, in the order of the file."""
    for collection, fields in PROSE.items():
        for i, record in enumerate(getattr(knowledge, collection)):
            for field in fields:
                for path, text in _texts_at(f"$.{collection}[{i}]", record, field.split(".")):
                    yield Passage(path, collection, record.id, field, text)


def _texts_at(path: str, value: object, names: list[str]) -> Iterator[tuple[str, str]]:
    if isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from _texts_at(f"{path}[{i}]", item, names)
    elif names:
        yield from _texts_at(f"{path}.{names[0]}", getattr(value, names[0]), names[1:])
    elif isinstance(value, str):
        yield path, value


def every_text(path: str, value: object) -> Iterator[tuple[str, str, str]]:
    """Every text of a record, prose or not: path, field (a path without numbers), text."""
    start = len(path) + 1
    for place, text in _every(path, value):
        yield place, _NUMBER.sub("", place[start:]), text


def _every(path: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from _every(f"{path}[{i}]", item)
    elif dataclasses.is_dataclass(value):
        kind: type[Any] = type(value)
        for name in _texts_of(kind):
            yield from _every(f"{path}.{name}", getattr(value, name))


#: Fields of each kind of record that can hold texts, as they are asked for.
_TEXTS: dict[type[Any], tuple[str, ...]] = {}


def _texts_of(kind: type[Any]) -> tuple[str, ...]:
    """Fields that can hold texts: courses, anchors and strokes are places and hold ids only."""
    if kind not in _TEXTS:
        names = (field.name for field in dataclasses.fields(kind))
        places = ("course", "anchor", "strokes", "pressing")
        _TEXTS[kind] = tuple(name for name in names if name not in places)
    return _TEXTS[kind]


def spoken(text: str) -> str:
    """A text as it is read: of a link ``[[id|words]]`` only the words."""
    return LINK.sub(lambda link: link.group(2) or link.group(1).replace("_", " "), text)


def sentences(text: str) -> list[str]:
    """The sentences of a text, without their ends."""
    return [part for part in _SENTENCE_END.split(spoken(text)) if part.strip()]


def words(sentence: str) -> list[str]:
    """The words of a sentence; ``15-20``, ``4/10`` and ``shin-bone`` are one each."""
    return _WORD.findall(sentence)
