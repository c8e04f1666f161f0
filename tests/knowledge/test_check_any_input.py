"""Whatever is in the file: faults with places, never an exception, and no two opinions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small import content, document

from explorer.anatomy.model import KnowledgeBase
from explorer.knowledge.checking import check_content
from explorer.knowledge.faults import KnowledgeBaseError
from explorer.knowledge.file_format import FORMAT
from explorer.knowledge.linting import questionable
from explorer.knowledge.reading import read_knowledge_base
from explorer.knowledge.references import unresolved
from explorer.knowledge.shape import has_the_shape, mended

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 300)
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(["", " ", "self", "neck_side", "pincer", "C7", "a\n", "lateral", "x" * 90])
    | st.text(st.characters(exclude_categories=("Cs",)), max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "landmarks", "level", "acromion_tip", "B C"]), inner, max_size=3
        )
    ),
    max_leaves=4,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [path] if path else []
    entries = value.items() if isinstance(value, dict) else ()
    if isinstance(value, list):
        entries = enumerate(value)
    for key, member in entries:
        found += places(member, (*path, key))
    return found


PLACES = places(document())


@st.composite
def damaged(draw: st.DrawFn) -> Any:
    """A valid document with one to three changes anywhere."""
    doc = document()
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(PLACES))
        parent: Any = doc
        try:
            for part in path[:-1]:
                parent = parent[part]
            old = parent[path[-1]]
        except (KeyError, IndexError, TypeError):
            continue
        match draw(st.sampled_from(["replace", "delete", "twin", "rename"])):
            case "replace":
                parent[path[-1]] = draw(VALUES)
            case "delete":
                del parent[path[-1]]
            case "twin" if isinstance(parent, list):
                parent.append(old)
            case "rename" if isinstance(parent, dict):
                parent[draw(st.sampled_from(["nerve", "zz", "fill", "Bad Key"]))] = old
            case _:
                parent[path[-1]] = [old]
    return doc


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("any") / "kb.json"


def assert_one_opinion(file: Path, data: bytes) -> None:
    faults = check_content(data)
    for fault in faults:
        assert fault.path.startswith("$")
        assert fault.message
        json.dumps([fault.path, fault.message], ensure_ascii=False).encode("utf-8")
    file.write_bytes(data)
    refusal: KnowledgeBaseError | None = None
    try:
        assert isinstance(read_knowledge_base(file), KnowledgeBase)
    except KnowledgeBaseError as error:
        refusal = error
    if refusal is not None:
        assert faults
        assert refusal.faults == faults


@given(damaged())
@settings(max_examples=300, deadline=None)
def test_a_changed_document_is_sound_or_has_faults_with_places(file: Path, doc: Any) -> None:
    assert_one_opinion(file, content(doc))


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_changed_bytes_are_sound_or_have_faults_with_places(
    file: Path, data: st.DataObject
) -> None:
    changed = bytearray(content(document()))
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(changed)))
        end = data.draw(st.integers(start, min(len(changed), start + 8)))
        changed[start:end] = data.draw(
            st.binary(max_size=4) | st.sampled_from([b"NaN", b'"', b"{", b"1e999", b"\\ud800"])
        )
    assert_one_opinion(file, bytes(changed))


#: Faults that no reader trips over; the quick verdict leaves them to the thorough one.
HARMLESS = ("stands in the list more than once", "is given twice in one object")


@given(damaged())
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_quick_verdict_is_that_of_the_thorough_check(doc: Any) -> None:
    data = content(doc)
    quick = has_the_shape(data)
    knowledge = None
    if quick:
        knowledge = msgspec.json.decode(data, type=KnowledgeBase)
        quick = knowledge.format == FORMAT and not unresolved(knowledge)
    content_faults = set(questionable(knowledge)) if knowledge is not None else set()
    serious = [
        fault
        for fault in check_content(data)
        if fault not in content_faults and not fault.message.endswith(HARMLESS)
    ]
    assert quick == (not serious), serious


@given(VALUES | damaged())
@settings(max_examples=200, deadline=None)
def test_a_mended_document_always_decodes(doc: Any) -> None:
    assert isinstance(msgspec.convert(mended(doc), KnowledgeBase), KnowledgeBase)


def test_mending_changes_nothing_in_a_sound_document() -> None:
    expected = msgspec.json.decode(content(document()), type=KnowledgeBase)
    assert msgspec.convert(mended(document()), KnowledgeBase) == expected


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("muscles", 0, "nerv"), "an unknown key"),
        (("muscles", 0, "nerve"), ""),
        (("trigger_points", 0, "anchor", "landmarks"), {}),
        (("trigger_points", 0, "anchor", "landmarks", "acromion_tip"), 0),
        (("trigger_points", 0, "pressing", "depth_mm"), -1),
        (("trigger_points", 0, "zones", 0, "strokes", 0, "through"), []),
        (("trigger_points", 0, "zones", 0, "strokes", 0, "width_mm"), 0),
        (("muscles", 0, "id"), "Upper"),
    ],
)
def test_the_quick_verdict_refuses_what_decodes_but_is_wrong(path: Any, value: Any) -> None:
    doc = document()
    assert has_the_shape(content(doc))
    parent: Any = doc
    for part in path[:-1]:
        parent = parent[part]
    parent[path[-1]] = value
    msgspec.json.decode(content(doc), type=KnowledgeBase)
    assert not has_the_shape(content(doc))
