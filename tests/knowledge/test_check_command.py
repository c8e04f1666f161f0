from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from small import content, document

from explorer.body import checking as body_checking
from explorer.body.checking import BodyCheck
from explorer.body.resources import data_dir, meshes_dir
from explorer.cli import main


@pytest.fixture
def calm_body(monkeypatch: pytest.MonkeyPatch) -> None:
    """A body with 338 landmarks that finds nothing wrong."""
    monkeypatch.setattr(body_checking, "check_on_body", lambda _: BodyCheck(338, ()))


def check(file: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, Any]]:
    code = main(["check", str(file), "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_a_sound_file_prints_its_counts_and_ends_well(
    calm_body: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "kb.json"
    file.write_bytes(content(document()))
    assert check(file, capsys) == (
        0,
        {"muscles": 1, "trigger_points": 2, "regions": 3, "landmarks": 338, "problems": []},
    )
    assert main(["check", str(file)]) == 0
    assert capsys.readouterr().out == (
        "1 muscles, 2 trigger points, 3 regions, 338 landmarks: no problem\n"
    )


def test_a_damaged_file_prints_every_problem_and_ends_with_one(
    calm_body: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    doc = document()
    del doc["muscles"][0]["nerve"]
    doc["trigger_points"][1]["treatment"][0]["technique"] = "hope"
    file = tmp_path / "kb.json"
    file.write_bytes(content(doc))
    code, printed = check(file, capsys)
    assert code == 1
    assert [p["path"] for p in printed["problems"]] == [
        "$.muscles[0].nerve",
        "$.trigger_points[1].treatment[0].technique",
    ]
    assert all(set(p) == {"path", "message"} for p in printed["problems"])
    assert main(["check", str(file)]) == 1
    assert "$.muscles[0].nerve: missing" in capsys.readouterr().out


def test_what_the_body_finds_is_a_problem(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = BodyCheck(2, (("$.regions", "the body's patch of skin 'x' is not described"),))
    monkeypatch.setattr(body_checking, "check_on_body", lambda _: found)
    file = tmp_path / "kb.json"
    file.write_bytes(content(document()))
    code, printed = check(file, capsys)
    assert code == 1
    assert printed["landmarks"] == 2
    assert [p["path"] for p in printed["problems"]] == ["$.regions"]


@pytest.mark.parametrize(
    ("data", "path", "words"),
    [
        (b"", "$", "empty"),
        (b'{"format": "trigger', "$", "never closed"),
        (b'{"format": 1,', "$", "ends too soon"),
        (b"\xff\xfe{}", "$", "not UTF-8"),
        (b"[1, 2]", "$", "JSON object"),
        (b'{"asset": {"version": "2.0"}}', "$.format", "another kind of file"),
        (content({**document(), "format_version": 9}), "$.format_version", "newer explorer"),
    ],
)
def test_a_file_that_is_none_is_one_problem_without_asking_the_body(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    data: bytes,
    path: str,
    words: str,
) -> None:
    def never(_: object) -> None:
        raise AssertionError("the body was asked about no knowledge base")

    monkeypatch.setattr(body_checking, "check_on_body", never)
    file = tmp_path / "kb.json"
    file.write_bytes(data)
    code, printed = check(file, capsys)
    assert code == 1
    assert [p["path"] for p in printed["problems"]] == [path]
    assert words in printed["problems"][0]["message"]


def test_a_missing_file_is_one_sentence_with_a_hint_and_no_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(tmp_path / "none.json"), "--json"]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("There is no knowledge base at ")
    assert printed.err.count("\n") == 1
    assert "Traceback" not in printed.err


@pytest.mark.skipif(
    not (meshes_dir() / "landmarks.json").exists(), reason="the meshes are not built here"
)
def test_the_true_body_is_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "kb.json"
    doc = document()
    doc["trigger_points"][0]["anchor"]["landmarks"] = {"no_such_landmark": 1}
    file.write_bytes(content(doc))
    code, printed = check(file, capsys)
    assert code == 1
    assert printed["landmarks"] > 200
    paths = [p["path"] for p in printed["problems"]]
    assert "$.trigger_points[0].anchor.landmarks.no_such_landmark" in paths
    assert "$.regions" in paths  # the small document leaves most patches out


@pytest.mark.content
@pytest.mark.skipif(
    not (data_dir() / "trigger_points.json").exists(), reason="the content is not built here"
)
def test_the_built_in_knowledge_base_has_no_problem(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["check", "--json"])
    printed = json.loads(capsys.readouterr().out)
    assert printed["problems"] == []
    assert code == 0
    assert printed["trigger_points"] > 200
