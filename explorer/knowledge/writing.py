"""Knowledge base -> file, always in the same form, so that versions compare line by line."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import msgspec

from explorer.anatomy.model import KnowledgeBase
from explorer.errors import ExplorerError
from explorer.files import write_bytes

__all__ = ["encode", "write_knowledge_base"]

#: Longer than this a list or an object is written on several lines.
_LINE = 100


def write_knowledge_base(knowledge: KnowledgeBase, path: Path) -> None:
    """Write a knowledge base, whole or not at all.

    Keys stand in the order of the records; what has its default value is left out.

    Raises
    ------
    ExplorerError
        When it holds what a file cannot give back, or when the file cannot be written; what was
        at ``path`` before is untouched.
    """
    write_bytes(path, encode(knowledge))


def encode(knowledge: KnowledgeBase) -> bytes:
    """The content of a knowledge base file, known to read back as the same records.

    Raises
    ------
    ExplorerError
        When a value cannot be written as JSON, such as a number that is not finite.
    """
    try:
        content = (_laid_out(_plain(knowledge)) + "\n").encode("utf-8")
        same = msgspec.json.decode(content, type=KnowledgeBase) == knowledge
    except (TypeError, ValueError, msgspec.DecodeError) as error:
        raise _unwritable(str(error)) from error
    if not same:
        raise _unwritable("it reads back as something else")
    return content


def _unwritable(why: str) -> ExplorerError:
    return ExplorerError(
        f"This knowledge base holds a value that its file cannot hold: {why}.",
        "Correct the value first; nothing was written.",
    )


def _laid_out(value: Any, indent: str = "") -> str:
    """JSON with what is short in one line, and what is long on lines of its own.

    A place of a muscle's course takes one line in this way instead of six, which makes the file
    easier to read and a third shorter.
    """
    short = json.dumps(value, ensure_ascii=False, allow_nan=False)
    if not value or not isinstance(value, (dict, list)) or len(indent) + len(short) <= _LINE:
        return short
    deeper = indent + "  "
    if isinstance(value, dict):
        rows = (
            f"{json.dumps(k, ensure_ascii=False)}: {_laid_out(v, deeper)}" for k, v in value.items()
        )
        return "{\n" + ",\n".join(deeper + row for row in rows) + f"\n{indent}}}"
    rows = (_laid_out(item, deeper) for item in value)
    return "[\n" + ",\n".join(deeper + row for row in rows) + f"\n{indent}]"


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return {
            field.name: _plain(getattr(value, field.name))
            for field in dataclasses.fields(value)
            if getattr(value, field.name) != _default(field)
        }
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value


def _default(field: dataclasses.Field[Any]) -> Any:
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return field.default
