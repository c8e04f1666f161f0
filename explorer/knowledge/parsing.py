"""Bytes -> plain JSON values, with every fault of the JSON itself.

Stricter than the standard library: what JSON forbids or what two readers would understand
differently (a key given twice, NaN, half a surrogate pair) is a fault with its path.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from explorer.knowledge.faults import Fault, shorten

__all__ = ["MISSING", "json_path", "parse"]

#: A knowledge base is nine levels deep; far beyond that something else is in the file.
DEPTH_LIMIT = 64
#: Stands for "there is no document", since None is a document (``null``).
MISSING: Final = object()

_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")
_SURROGATE = re.compile("[\ud800-\udfff]")


class _Object(dict[str, Any]):
    """A JSON object that remembers which keys were given more than once."""

    repeated: tuple[str, ...] = ()


def json_path(parts: Iterable[str | int]) -> str:
    """``["muscles", 3, "nerve"]`` -> ``$.muscles[3].nerve``; an odd key stands in quotes."""
    path = "$"
    for part in parts:
        if isinstance(part, int):
            path += f"[{part}]"
        elif _PLAIN_KEY.match(part):
            path += f".{part}" if len(part) <= 60 else f".{part[:59]}…"
        else:
            path += f"[{shorten(part, 40)}]"
    return path


def parse(content: bytes) -> tuple[Any, tuple[Fault, ...]]:
    """The document in a file, and what is wrong with it as JSON.

    Returns
    -------
    document, faults
        ``MISSING`` as the document where there is none to speak of; otherwise faults that leave
        a document behind (a key given twice: the last one counts).
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - (content.rfind(b"\n", 0, error.start) + 1) + 1
        found = content[error.start]
        return MISSING, (
            Fault(
                "$",
                f"this is not UTF-8 text: byte 0x{found:02x} at line {line}, column {column} "
                "cannot stand there; save the file as UTF-8",
            ),
        )
    if text.startswith("\ufeff"):
        return MISSING, (
            Fault("$", "it begins with a byte order mark; save the file as UTF-8 without one"),
        )
    if not text.strip():
        return MISSING, (Fault("$", "the file is empty; expected a JSON object"),)
    try:
        document = json.loads(text, object_pairs_hook=_object, parse_int=_whole_number)
    except json.JSONDecodeError as error:
        return MISSING, (Fault("$", _syntax(text, error)),)
    except RecursionError:
        return MISSING, (Fault("$", _too_deep()),)
    faults, too_deep = _walk(document)
    return (MISSING if too_deep else document), faults


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    made = _Object(pairs)
    if len(made) < len(pairs):
        counts = Counter(key for key, _ in pairs)
        made.repeated = tuple(key for key, count in counts.items() if count > 1)
    return made


def _whole_number(text: str) -> int | float:
    # Python refuses to read integers of thousands of digits; no field is near that size.
    return int(text) if len(text) < 300 else math.inf


def _syntax(text: str, error: json.JSONDecodeError) -> str:
    where = f"at line {error.lineno}, column {error.colno}"
    if not text[error.pos :].strip():
        return f"this is not JSON: the file ends too soon, {where}"
    if error.msg.startswith("Unterminated string"):
        return f"this is not JSON: a text that begins {where} is never closed"
    return f"this is not JSON: {error.msg[:1].lower()}{error.msg[1:]} {where}"


def _too_deep() -> str:
    return f"it is nested deeper than {DEPTH_LIMIT} levels, which no knowledge base is"


def _walk(document: Any) -> tuple[tuple[Fault, ...], bool]:
    """Faults of single values; without recursion, as the document may be nested at will."""
    faults: list[Fault] = []
    stack: list[tuple[Any, tuple[str | int, ...]]] = [(document, ())]
    while stack:
        value, path = stack.pop()
        if len(path) > DEPTH_LIMIT:
            return (Fault(json_path(path[:3]), _too_deep()),), True
        if isinstance(value, dict):
            for key in getattr(value, "repeated", ()):
                faults.append(
                    Fault(json_path((*path, key)), "this key is given twice in one object")
                )
            for key in value:
                if _SURROGATE.search(key):
                    faults.append(Fault(json_path((*path, key)), _half_pair("the key")))
            stack.extend((v, (*path, k)) for k, v in reversed(value.items()))
        elif isinstance(value, list):
            stack.extend((value[i], (*path, i)) for i in range(len(value) - 1, -1, -1))
        elif isinstance(value, str):
            if _SURROGATE.search(value):
                faults.append(Fault(json_path(path), _half_pair("the text")))
        elif isinstance(value, float) and not math.isfinite(value):
            faults.append(
                Fault(json_path(path), "expected a number; this is none that JSON can hold")
            )
    return tuple(faults), False


def _half_pair(what: str) -> str:
    return f"{what} holds half of a surrogate pair (\\ud800 to \\udfff), which is no character"
