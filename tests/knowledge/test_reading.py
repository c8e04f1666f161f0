from __future__ import annotations

from pathlib import Path

import pytest
from small import content, document

from explorer.errors import ExplorerError
from explorer.knowledge import file_format
from explorer.knowledge.checking import check_content, check_file
from explorer.knowledge.faults import KnowledgeBaseError
from explorer.knowledge.reading import read_knowledge_base


def test_a_sound_file_is_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "kb.json"
    file.write_bytes(content(document()))
    knowledge = read_knowledge_base(file)
    assert [p.id for p in knowledge.trigger_points] == [
        "upper_trapezius.trp1",
        "upper_trapezius.trp2",
    ]
    assert knowledge.trigger_points[1].anchor.facing == "posterior"
    assert knowledge.trigger_points[0].zones[0].strokes[0].width_mm == (30.0, 20.5)


def test_a_damaged_file_is_refused_with_every_fault(tmp_path: Path) -> None:
    doc = document()
    del doc["muscles"][0]["nerve"]
    doc["trigger_points"][0]["muscle"] = "another"
    file = tmp_path / "kb.json"
    file.write_bytes(content(doc))
    with pytest.raises(KnowledgeBaseError) as caught:
        read_knowledge_base(file)
    assert [f.path for f in caught.value.faults] == [
        "$.muscles[0].nerve",
        "$.trigger_points[0].muscle",
    ]
    assert str(file) in caught.value.message
    assert "$.muscles[0].nerve" in caught.value.message
    assert "and 1 more" in caught.value.message
    assert caught.value.hint


def test_a_dangling_reference_alone_is_refused(tmp_path: Path) -> None:
    doc = document()
    doc["complaints"][0]["points"] = ["nobody.trp1"]
    file = tmp_path / "kb.json"
    file.write_bytes(content(doc))
    with pytest.raises(KnowledgeBaseError, match=r"complaints\[0\]\.points\[0\]"):
        read_knowledge_base(file)


@pytest.mark.parametrize("reader", [read_knowledge_base, check_file])
def test_a_file_that_is_not_there_is_told_with_its_name(reader: object, tmp_path: Path) -> None:
    with pytest.raises(ExplorerError, match=r"There is no knowledge base at .*none\.json") as e:
        reader(tmp_path / "none.json")  # type: ignore[operator]
    assert e.value.hint


@pytest.mark.parametrize("reader", [read_knowledge_base, check_file])
def test_a_folder_in_place_of_a_file_is_told(reader: object, tmp_path: Path) -> None:
    with pytest.raises(ExplorerError, match="could not be read"):
        reader(tmp_path)  # type: ignore[operator]


def test_a_file_far_too_large_is_not_even_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "kb.json"
    file.write_bytes(content(document()))
    monkeypatch.setattr(file_format, "SIZE_LIMIT", 100)
    with pytest.raises(ExplorerError, match="larger than"):
        read_knowledge_base(file)


def test_a_sound_file_pays_nothing_for_the_thorough_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(_: bytes) -> None:
        raise AssertionError("the thorough check ran on a sound file")

    monkeypatch.setattr("explorer.knowledge.checking.check_content", never)
    file = tmp_path / "kb.json"
    file.write_bytes(content(document()))
    assert read_knowledge_base(file).title == "A small atlas"


def test_faults_of_a_newer_format_reach_the_reader(tmp_path: Path) -> None:
    doc = {**document(), "format_version": 2}
    file = tmp_path / "kb.json"
    file.write_bytes(content(doc))
    with pytest.raises(KnowledgeBaseError, match="made by a newer explorer") as caught:
        read_knowledge_base(file)
    assert caught.value.faults == check_content(content(doc))
