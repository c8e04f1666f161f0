"""The published JSON Schema, and its verdict in plain words."""

from __future__ import annotations

import difflib
import functools
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from explorer.errors import ExplorerError
from explorer.knowledge.faults import Fault, shorten
from explorer.knowledge.parsing import json_path

__all__ = ["Schema", "load_schema", "python_pattern", "resolve", "schema_faults", "schema_path"]

Schema = Mapping[str, Any]

_TYPES = {
    "string": "a text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "array": "a list",
    "object": "an object",
    "null": "null",
}


def schema_path() -> Path:
    """The schema that belongs to this program: inside a wheel, or beside the package."""
    package = Path(__file__).resolve().parent.parent
    bundled = package / "_bundled" / "data"
    folder = bundled if bundled.is_dir() else package.parent / "data"
    return folder / "trigger_points.schema.json"


@functools.cache
def load_schema() -> Schema:
    """The schema as plain values.

    Raises
    ------
    ExplorerError
        When the program's own file is missing or damaged.
    """
    path = schema_path()
    try:
        schema = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(schema, dict) or "$defs" not in schema:
            raise ValueError("it is no schema of a knowledge base")
    except (OSError, ValueError) as error:
        raise ExplorerError(
            f"The schema of the knowledge base in {path} could not be read: {error}.",
            "Install the explorer again to get its own files back.",
        ) from error
    return schema


def resolve(schema: Schema) -> Schema:
    """Follow a ``$ref`` of the published schema; what stands beside it is only a description."""
    while "$ref" in schema:
        schema = load_schema()["$defs"][schema["$ref"].removeprefix("#/$defs/")]
    return schema


def schema_faults(document: Any) -> tuple[Fault, ...]:
    """Every place where a document is not of the published shape."""
    faults: list[Fault] = []
    for error in _validator().iter_errors(document):
        faults.extend(_in_words(error))
    return tuple(dict.fromkeys(faults))  # a missing key is reported once for each missing key


@functools.cache
def _validator() -> Any:
    import jsonschema
    from jsonschema.validators import extend

    base = jsonschema.Draft202012Validator
    # 3.0 is a whole number to JSON Schema but not to the typed reader: be as strict as that.
    checker = base.TYPE_CHECKER.redefine(
        "integer", lambda _, value: isinstance(value, int) and not isinstance(value, bool)
    )
    return extend(base, {"pattern": _pattern}, type_checker=checker)(load_schema())


def _pattern(_validator: Any, pattern: str, instance: Any, _schema: Schema) -> Iterator[Any]:
    from jsonschema import ValidationError

    if isinstance(instance, str) and not re.search(python_pattern(pattern), instance):
        yield ValidationError("does not match")


def python_pattern(pattern: str) -> str:
    """A pattern as JSON Schema means it: ``$`` is the end, not also before a last line break."""
    return pattern[:-1] + r"\Z" if pattern.endswith("$") else pattern


def _in_words(error: Any) -> Iterator[Fault]:
    path = tuple(error.absolute_path)
    keyword, limit, value = error.validator, error.validator_value, error.instance
    if "propertyNames" in error.relative_schema_path:
        yield Fault(json_path((*path, value)), f"the key should be {expected(error.schema)}")
    elif keyword == "anyOf":
        yield from _any_of(error, path)
    elif keyword == "required":
        for name in limit:
            if name not in value:
                member = error.schema["properties"][name]
                yield Fault(
                    json_path((*path, name)),
                    f"missing; expected {expected(member)} ({member['description']})",
                )
    elif keyword == "additionalProperties":
        known = list(error.schema.get("properties", {}))
        for name in value:
            if name not in known:
                near = difflib.get_close_matches(name[:80], known, n=1)
                hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}"
                yield Fault(json_path((*path, name)), f"unknown key; {hint}")
    elif keyword == "pattern" and value == "" and "minLength" in error.schema:
        return  # said by minLength
    else:
        yield Fault(json_path(path), _sentence(keyword, limit, value, error.schema))


def _any_of(error: Any, path: tuple[str | int, ...]) -> Iterator[Fault]:
    branches: dict[int, list[Any]] = {}
    for child in error.context:
        branches.setdefault(child.relative_schema_path[0], []).append(child)
    for children in branches.values():
        wrong_kind = any(c.validator == "type" and not c.relative_path for c in children)
        if not wrong_kind:  # the branch the writer meant: say what is wrong within it
            for child in children:
                yield from _in_words(child)
            return
    words = " or ".join(expected(branch) for branch in error.validator_value)
    yield Fault(json_path(path), f"expected {words}, found {shown(error.instance)}")


def _sentence(keyword: str, limit: Any, value: Any, schema: Schema) -> str:
    found = f"found {shown(value)}"
    match keyword:
        case "minLength":
            return f"expected {expected(schema)}, found an empty text"
        case "maxLength":
            return f"expected at most {limit} characters, found {len(value)}"
        case "minimum":
            return f"expected a number of {limit} or more, {found}"
        case "maximum":
            return f"expected a number of {limit} or less, {found}"
        case "exclusiveMinimum":
            return f"expected a number above {limit}, {found}"
        case "minItems" | "minProperties":
            return f"expected at least {_entries(limit)}, found {_entries(len(value))}"
        case "maxItems" | "maxProperties":
            return f"expected at most {_entries(limit)}, found {_entries(len(value))}"
        case "uniqueItems":
            return f"{shown(_repeated(value))} stands in the list more than once"
        case "const":
            return f"expected {limit!r}, {found}"
        case _:
            return f"expected {expected(schema)}, {found}"


def _entries(count: int) -> str:
    return "nothing" if count == 0 else "one entry" if count == 1 else f"{count} entries"


def _repeated(values: list[Any]) -> Any:
    return next((v for i, v in enumerate(values) if v in values[:i]), values)


def expected(schema: Schema) -> str:
    """What a schema asks for, in a few words."""
    schema = resolve(schema)
    if "anyOf" in schema:
        return " or ".join(expected(branch) for branch in schema["anyOf"])
    if "const" in schema:
        return repr(schema["const"])
    if "enum" in schema:
        return "one of " + ", ".join("null" if v is None else str(v) for v in schema["enum"])
    types = schema["type"] if isinstance(schema.get("type"), list) else [schema.get("type")]
    words = [_TYPES[name] for name in types if name in _TYPES]
    if "patternErrorMessage" in schema:
        words = [schema["patternErrorMessage"], *words[1:]]
    return " or ".join(words) or "another value"


def shown(value: Any) -> str:
    """A value as it may stand in a message; what is inside lists and objects is left out."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    if isinstance(value, dict):
        return "an object"
    return shorten(value)
