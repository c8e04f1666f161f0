"""The published schema turned into types, for a verdict in milliseconds.

The schema stays the only place where the shape is written: these types are made from it. They
answer yes or no; the thorough check says what is wrong and where.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Annotated, Any, Literal, Union

import msgspec

from explorer.knowledge.schema import Schema, load_schema, python_pattern, resolve

__all__ = ["has_the_shape", "mended"]

_PLAIN: dict[str, Any] = {
    "string": str,
    "number": float,
    "integer": int,
    "boolean": bool,
    "null": None,
}
_LIMITS = {
    "minLength": "min_length",
    "maxLength": "max_length",
    "minItems": "min_length",
    "maxItems": "max_length",
    "minProperties": "min_length",
    "maxProperties": "max_length",
    "minimum": "ge",
    "maximum": "le",
    "exclusiveMinimum": "gt",
}
_APPLIES = {
    "string": {"minLength", "maxLength"},
    "array": {"minItems", "maxItems"},
    "object": {"minProperties", "maxProperties"},
    "number": {"minimum", "maximum", "exclusiveMinimum"},
    "integer": {"minimum", "maximum", "exclusiveMinimum"},
}


def has_the_shape(content: bytes) -> bool:
    """Whether a file is of the published shape.

    Quicker than the thorough check by two orders of magnitude, and as strict, but for what cannot
    break a reader: entries that stand in a list twice, and a key given twice.
    """
    try:
        _decoder().decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return True


@functools.cache
def _decoder() -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(_type(load_schema(), "KnowledgeBase", {}))


def _type(schema: Schema, name: str, made: dict[str, Any]) -> Any:
    if "$ref" in schema:
        key = schema["$ref"]
        if key not in made:
            made[key] = _type(resolve(schema), key.rsplit("/", 1)[-1], made)
        return made[key]
    if "anyOf" in schema:
        return _either(_type(s, f"{name}_{i}", made) for i, s in enumerate(schema["anyOf"]))
    if "const" in schema:
        return Literal[schema["const"]]
    if "enum" in schema:
        return Literal[tuple(schema["enum"])]
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return _either(_of_kind(kind, schema, name, made) for kind in kinds)


def _either(types: Iterable[Any]) -> Any:
    return Union[tuple(types)]  # noqa: UP007 - the types are known only now


def _of_kind(kind: str, schema: Schema, name: str, made: dict[str, Any]) -> Any:
    limits: dict[str, Any] = {
        word: schema[keyword]
        for keyword, word in _LIMITS.items()
        if keyword in schema and keyword in _APPLIES.get(kind, ())
    }
    plain: Any
    if kind == "array":
        plain = list[_type(schema["items"], f"{name}_item", made)]  # type: ignore[misc]
    elif kind == "object" and "properties" in schema:
        required = set(schema.get("required", ()))
        fields: list[Any] = []
        for key, member in schema["properties"].items():
            member_type = _type(member, f"{name}_{key}", made)
            fields.append((key, member_type) if key in required else (key, member_type, None))
        return msgspec.defstruct(name, fields, forbid_unknown_fields=True, kw_only=True)
    elif kind == "object":
        names = schema["propertyNames"]
        key_type = Annotated[str, msgspec.Meta(pattern=python_pattern(names["pattern"]))]
        plain = dict[key_type, _type(schema["additionalProperties"], name, made)]  # type: ignore
    else:
        plain = _PLAIN[kind]
        if kind == "string" and "pattern" in schema:
            limits["pattern"] = python_pattern(schema["pattern"])
    return Annotated[plain, msgspec.Meta(**limits)] if limits else plain


def mended(value: Any, schema: Schema | None = None) -> Any:
    """A copy of a document in which whatever is of the wrong kind is replaced by a stand-in.

    So a file with one wrong value can still be searched for other faults. Places do not move:
    entry 3 of a list stays entry 3. What stands in is never shown and never used otherwise.
    """
    schema = resolve(load_schema() if schema is None else schema)
    if "anyOf" in schema:
        fitting = [s for s in schema["anyOf"] if _fits(value, resolve(s))]
        return mended(value, (fitting or schema["anyOf"])[0])
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        known = isinstance(value, str) or value is None
        return value if known and value in schema["enum"] else schema["enum"][0]
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if "null" in kinds and (value is None or not _fits(value, {"type": kinds[0]})):
        return None
    match kinds[0]:
        case "object" if "properties" in schema:
            given = value if isinstance(value, dict) else {}
            return {
                key: mended(given.get(key), member)
                for key, member in schema["properties"].items()
                if key in given or key in schema.get("required", ())
            }
        case "object":
            given = value if isinstance(value, dict) else {}
            return {k: mended(v, schema["additionalProperties"]) for k, v in given.items()}
        case "array":
            return [mended(v, schema["items"]) for v in (value if isinstance(value, list) else ())]
        case kind:
            if _fits(value, {"type": kind}):
                return value
            return {"string": "", "boolean": False}.get(kind, 0)


def _fits(value: Any, schema: Schema) -> bool:
    match schema.get("type"):
        case "string":
            return isinstance(value, str)
        case "boolean":
            return isinstance(value, bool)
        case "integer":
            return isinstance(value, int) and not isinstance(value, bool)
        case "number":
            return isinstance(value, (int, float)) and not isinstance(value, bool)
        case "array":
            return isinstance(value, list)
        case "object":
            return isinstance(value, dict)
    return False
