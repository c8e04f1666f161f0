from __future__ import annotations

import dataclasses
import json
import os
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small import content, document

from explorer.anatomy.model import (
    Anchor,
    GuidePage,
    GuideSection,
    KnowledgeBase,
    Reference,
    Region,
    Stroke,
    TriggerPoint,
    Zone,
)
from explorer.errors import ExplorerError
from explorer.knowledge.checking import check_content
from explorer.knowledge.reading import read_knowledge_base
from explorer.knowledge.writing import encode, write_knowledge_base


def small() -> KnowledgeBase:
    return msgspec.json.decode(content(document()), type=KnowledgeBase)


TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
NUMBER = st.floats(allow_nan=False, allow_infinity=False)
st.register_type_strategy(str, TEXT)
ANCHOR = st.builds(
    Anchor,
    landmarks=st.dictionaries(TEXT, NUMBER, max_size=3),
    shift=st.dictionaries(st.sampled_from(["along", "lateral"]), NUMBER, max_size=2),
    facing=st.sampled_from([None, "anterior", "posterolateral"]),
)
STROKE = st.builds(
    Stroke,
    through=st.lists(TEXT | ANCHOR, max_size=3).map(tuple),
    width_mm=NUMBER | st.lists(NUMBER, max_size=3).map(tuple),
)
ZONE = st.builds(
    Zone,
    level=st.sampled_from(["essential", "spillover"]),
    words=TEXT,
    regions=st.lists(TEXT, max_size=2).map(tuple),
    strokes=st.lists(STROKE, max_size=2).map(tuple),
    fill=st.lists(TEXT, max_size=2).map(tuple),
)
WORDS = st.lists(TEXT, max_size=2).map(tuple)
REGION = st.builds(
    Region,
    id=TEXT,
    name=TEXT,
    area=TEXT,
    view=TEXT,
    paired=st.booleans(),
    depth=st.sampled_from(["surface", "deep"]),
    points_at=st.none() | TEXT,
    latin=TEXT,
    other_words=WORDS,
)
PAGE = st.builds(
    GuidePage,
    id=TEXT,
    title=TEXT,
    lead=TEXT,
    sections=st.lists(st.builds(GuideSection, heading=TEXT, text=TEXT), max_size=2).map(tuple),
    see_also=WORDS,
    sources=WORDS,
)
REFERENCE = st.builds(
    Reference, id=TEXT, citation=TEXT, year=st.integers(), seen=st.booleans(), doi=TEXT
)


@st.composite
def knowledge_bases(draw: st.DrawFn) -> KnowledgeBase:
    base = small()
    points: list[TriggerPoint] = [
        dataclasses.replace(
            point,
            location=draw(TEXT),
            anchor=draw(ANCHOR),
            zones=draw(st.lists(ZONE, max_size=2).map(tuple)),
            complaints=draw(WORDS),
        )
        for point in base.trigger_points
    ]
    return dataclasses.replace(
        base,
        title=draw(TEXT),
        regions=draw(st.lists(REGION, max_size=2).map(tuple)),
        trigger_points=tuple(points),
        guide=draw(st.lists(PAGE, max_size=2).map(tuple)),
        references=draw(st.lists(REFERENCE, max_size=2).map(tuple)),
    )


@given(knowledge_bases())
@settings(max_examples=100, deadline=None)
def test_what_is_written_reads_back_the_same_and_writes_the_same_again(
    knowledge: KnowledgeBase,
) -> None:
    data = encode(knowledge)
    again = msgspec.json.decode(data, type=KnowledgeBase)
    assert again == knowledge
    assert encode(again) == data


def test_a_written_file_is_sound_and_reads_back(tmp_path: Path) -> None:
    file = tmp_path / "kb.json"
    write_knowledge_base(small(), file)
    assert check_content(file.read_bytes()) == ()
    assert read_knowledge_base(file) == small()
    assert [p.name for p in tmp_path.iterdir()] == ["kb.json"]


def test_the_form_is_stable_and_readable() -> None:
    data = encode(small())
    assert data == encode(read(data))
    assert data.endswith(b"}\n")
    lines = data.decode().splitlines()
    assert lines[1] == '  "format": "trigger-point-explorer knowledge base",'
    written = json.loads(data)
    assert list(written) == [f.name for f in dataclasses.fields(KnowledgeBase)]
    assert "points_at" not in written["regions"][0]  # what has its default is left out
    assert "é".encode() in encode(dataclasses.replace(small(), title="é"))


def read(data: bytes) -> KnowledgeBase:
    return msgspec.json.decode(data, type=KnowledgeBase)


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_a_number_no_file_can_hold_is_refused_and_the_former_file_stays(
    tmp_path: Path, bad: float
) -> None:
    file = tmp_path / "kb.json"
    file.write_bytes(b"former")
    point = small().trigger_points[0]
    pressing = dataclasses.replace(point.pressing, depth_mm=bad)
    broken = dataclasses.replace(
        small(), trigger_points=(dataclasses.replace(point, pressing=pressing),)
    )
    with pytest.raises(ExplorerError, match="cannot hold"):
        write_knowledge_base(broken, file)
    assert file.read_bytes() == b"former"


@pytest.mark.parametrize(
    "change",
    [{"title": "half \ud800"}, {"format_version": 1.5}, {"title": None}, {"title": object()}],
)
def test_a_value_of_the_wrong_kind_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ExplorerError, match="cannot hold"):
        encode(dataclasses.replace(small(), **change))


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failure_while_writing_leaves_the_former_file_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    file = tmp_path / "kb.json"
    file.write_bytes(b"former")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(ExplorerError, match=r"kb\.json could not be written: No space left"):
        write_knowledge_base(small(), file)
    assert file.read_bytes() == b"former"
    assert [p.name for p in tmp_path.iterdir()] == ["kb.json"]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ExplorerError, match="could not be written"):
        write_knowledge_base(small(), tmp_path / "none" / "kb.json")


@pytest.mark.skipif(os.name != "posix", reason="modes and links as on POSIX systems")
def test_a_link_stays_a_link_and_a_mode_is_kept(tmp_path: Path) -> None:
    target, link = tmp_path / "kb.json", tmp_path / "link.json"
    target.write_bytes(b"former")
    target.chmod(0o640)
    link.symlink_to(target)
    write_knowledge_base(small(), link)
    assert link.is_symlink()
    assert read_knowledge_base(target) == small()
    assert target.stat().st_mode & 0o777 == 0o640
