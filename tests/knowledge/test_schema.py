from __future__ import annotations

import dataclasses
import types
import typing
from typing import Any

import jsonschema
import pytest

from explorer.anatomy import model
from explorer.anatomy.atlas import AREA_NAMES
from explorer.knowledge.file_format import FORMAT, FORMAT_VERSION
from explorer.knowledge.schema import load_schema, resolve

KINDS = {str: "string", float: "number", int: "integer", bool: "boolean"}


def records() -> list[tuple[type, dict[str, Any]]]:
    """Every record class beside the part of the schema that should describe it."""
    found: dict[type, Any] = {}

    def visit(kind: Any, schema: Any) -> None:
        schema = resolve(schema)
        if dataclasses.is_dataclass(kind):
            if kind in found:
                assert found[kind] == schema
                return
            found[typing.cast(type, kind)] = schema
            hints = typing.get_type_hints(kind)
            for name, member in schema["properties"].items():
                visit(hints[name], member)
        elif typing.get_origin(kind) is tuple:
            visit(typing.get_args(kind)[0], schema["items"])
        elif typing.get_origin(kind) in (typing.Union, types.UnionType):
            for part, branch in zip(typing.get_args(kind), schema.get("anyOf", ()), strict=False):
                visit(part, branch)

    visit(model.KnowledgeBase, load_schema())
    return list(found.items())


RECORDS = records()
FIELDS = [
    pytest.param(kind, schema, field, id=f"{kind.__name__}.{field.name}")
    for kind, schema in RECORDS
    for field in dataclasses.fields(kind)
]


def test_the_schema_is_itself_sound() -> None:
    jsonschema.Draft202012Validator.check_schema(dict(load_schema()))


def test_every_record_of_the_model_is_described() -> None:
    described = {kind for kind, _ in RECORDS}
    classes = {v for v in vars(model).values() if dataclasses.is_dataclass(v)}
    assert described == classes


@pytest.mark.parametrize(("kind", "schema"), RECORDS, ids=lambda v: getattr(v, "__name__", ""))
def test_a_record_has_the_keys_of_its_class_and_no_others(
    kind: type, schema: dict[str, Any]
) -> None:
    fields = dataclasses.fields(kind)
    assert list(schema["properties"]) == [f.name for f in fields]
    assert schema["additionalProperties"] is False
    needed = [
        f.name
        for f in fields
        if f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING
    ]
    assert schema["required"] == needed
    assert schema["description"]


@pytest.mark.parametrize(("kind", "schema", "field"), FIELDS)
def test_a_field_takes_what_its_type_takes(kind: type, schema: Any, field: Any) -> None:
    member = schema["properties"][field.name]
    assert len(member["description"]) > 3
    _compare(typing.get_type_hints(kind)[field.name], resolve(member))


def _compare(hint: Any, schema: Any) -> None:
    schema = resolve(schema)
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        plain = [a for a in arguments if a is not type(None)]
        if "anyOf" in schema:
            branches = [b for b in schema["anyOf"] if resolve(b).get("type") != "null"]
            assert (len(branches) < len(schema["anyOf"])) == (type(None) in arguments)
            for part, branch in zip(plain, branches, strict=True):
                _compare(part, branch)
            return
        if "enum" in schema:
            assert None in schema["enum"]
            _compare(plain[0], {**schema, "enum": [v for v in schema["enum"] if v is not None]})
            return
        assert schema["type"] == [KINDS[plain[0]], "null"]
    elif origin is typing.Literal:
        assert tuple(schema["enum"]) == arguments
    elif origin is tuple:
        assert schema["type"] == "array"
        if arguments[-1] is not ...:
            assert schema["minItems"] == schema["maxItems"] == len(arguments)
        _compare(arguments[0], schema["items"])
    elif origin is dict:
        assert schema["type"] == "object"
        key, value = arguments
        if typing.get_origin(key) is typing.Literal:
            assert tuple(schema["properties"]) == typing.get_args(key)
            members = schema["properties"].values()
        else:
            members = [schema["additionalProperties"]]
        for member in members:
            assert member["description"]
            _compare(value, member)
    elif dataclasses.is_dataclass(hint):
        assert schema["type"] == "object"
    elif "enum" in schema:  # a text that only takes known words
        assert hint is str
        assert all(isinstance(word, str) for word in schema["enum"])
    else:
        assert schema["type"] == KINDS[hint]


def test_fixed_words_are_those_of_the_program() -> None:
    properties = load_schema()["properties"]
    assert properties["format"]["const"] == FORMAT
    assert properties["format_version"]["const"] == FORMAT_VERSION
    muscle = load_schema()["$defs"]["muscle"]["properties"]
    assert muscle["area"]["enum"] == list(AREA_NAMES)


def test_every_pattern_is_explained() -> None:
    def visit(value: Any) -> None:
        if isinstance(value, dict):
            if isinstance(value.get("pattern"), str):
                assert value["patternErrorMessage"]
            for member in value.values():
                visit(member)

    visit(dict(load_schema()))
