from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.knowledge.parsing import MISSING, json_path, parse


def only(content: bytes) -> tuple[str, str]:
    document, faults = parse(content)
    assert document is MISSING
    assert len(faults) == 1
    return faults[0].path, faults[0].message


def test_a_document_comes_back_as_it_is() -> None:
    value = {"a": [1, 2.5, None, True, "é", {"b": {}}]}
    assert parse(json.dumps(value).encode()) == (value, ())


@pytest.mark.parametrize("content", [b"", b"  \n\t "])
def test_an_empty_file_is_called_empty(content: bytes) -> None:
    assert "empty" in only(content)[1]


def test_bytes_that_are_no_utf8_are_named_with_their_place() -> None:
    path, message = only(b'{\n "a": "\xff"}')
    assert path == "$"
    assert "0xff" in message
    assert "line 2, column 8" in message


def test_a_byte_order_mark_is_named() -> None:
    assert "byte order mark" in only(b"\xef\xbb\xbf{}")[1]


def test_a_slip_is_named_with_line_and_column() -> None:
    message = only(b'{\n  "a": 1,\n  "b" 2\n}')[1]
    assert "not JSON" in message
    assert "line 3, column 7" in message


@pytest.mark.parametrize("cut", [b'{"a": [1, 2', b'{"a": ', b'{"a": {"b": 1}'])
def test_a_file_cut_short_is_said_to_end_too_soon(cut: bytes) -> None:
    assert "ends too soon" in only(cut)[1]


@pytest.mark.parametrize("depth", [70, 5_000, 100_000])
def test_nesting_without_end_is_refused(depth: int) -> None:
    assert "deeper than" in only(b"[" * depth + b"]" * depth)[1]


def test_a_key_given_twice_is_a_fault_at_its_path() -> None:
    document, faults = parse(b'{"a": [{"n": 1, "n": 2, "m": 0}]}')
    assert document == {"a": [{"n": 2, "m": 0}]}
    assert [(f.path, f.message) for f in faults] == [
        ("$.a[0].n", "this key is given twice in one object")
    ]


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity", "1e999", "9" * 5000])
def test_what_is_no_number_of_json_is_a_fault(word: str) -> None:
    _, faults = parse(f'{{"a": [0, {word}]}}'.encode())
    assert [f.path for f in faults] == ["$.a[1]"]
    assert "expected a number" in faults[0].message


def test_half_a_surrogate_pair_is_a_fault_in_texts_and_in_keys() -> None:
    _, faults = parse(b'{"a": "x\\ud800", "\\udc00": 1, "ok": "\\ud83d\\ude00"}')
    assert len(faults) == 2
    assert all("surrogate" in f.message for f in faults)
    for fault in faults:
        (fault.path + fault.message).encode("utf-8")  # it can be printed


@pytest.mark.parametrize(
    ("parts", "path"),
    [
        ((), "$"),
        (("muscles", 3, "nerve"), "$.muscles[3].nerve"),
        (("a b", 0), "$['a b'][0]"),
        (("",), "$['']"),
        (("x" * 100,), "$." + "x" * 59 + "…"),
    ],
)
def test_paths(parts: tuple[str | int, ...], path: str) -> None:
    assert json_path(parts) == path


@given(st.binary(max_size=200))
def test_any_bytes_give_a_document_or_faults(content: bytes) -> None:
    document, faults = parse(content)
    assert faults or document is not MISSING
    for fault in faults:
        assert fault.path.startswith("$")
        (fault.path + fault.message).encode("utf-8")
