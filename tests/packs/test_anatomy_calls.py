"""``anatomy install | list | remove | check`` as they are typed."""

from __future__ import annotations

import json
import signal
from pathlib import Path
from typing import Any

import pytest
from tiny_anatomy import parts, stub_wrap, tiny_glb, tiny_zip

from explorer.cli import main
from explorer.packs.cancelling import Cancelled


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TRIGGER_POINT_ANATOMY", str(tmp_path / "anatomy"))
    monkeypatch.setattr("explorer.packs.wrapping.wrap", stub_wrap)
    return tmp_path / "anatomy"


@pytest.fixture
def installed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tiny_zip(tmp_path / "Tiny body.zip", rows=parts(skin=True))
    assert main(["anatomy", "install", str(path)]) == 0
    capsys.readouterr()
    return path


def test_installing_says_what_was_found_and_how_to_show_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tiny_zip(tmp_path / "Tiny body.zip", rows=parts(skin=True))
    assert main(["anatomy", "install", str(path), "--name", "mine"]) == 0
    out, err = capsys.readouterr()
    assert "Installed mine" in out
    assert "muscles of the atlas" in out
    assert "open --figure pack:mine" in out
    assert "Reading the meshes" in err
    assert main(["anatomy", "install", str(path), "--name", "mine", "--json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["id"] == "mine"
    assert err == ""


def test_packs_are_listed_and_their_bodies_are_figures(
    installed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["anatomy", "list", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["id"], row["has_skin"], row["source_file"]) == ("tiny_body", True, installed.name)
    assert main(["list", "figures", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[-1]["id"] == "pack:tiny_body"
    assert main(["show", "soleus.trp1", "--figure", "pack:tiny_body", "--json"]) == 0
    assert "position_mm" in json.loads(capsys.readouterr().out)


def test_the_check_prints_the_fixed_keys_for_every_pack(
    installed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["anatomy", "install", str(installed), "--name", "second"]) == 0
    capsys.readouterr()
    assert main(["anatomy", "check", "--json"]) == 0
    rows: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    keys = {"trigger_point", "muscle", "side", "distance_mm", "depth_mm", "crossed"}
    assert rows
    assert all(keys <= row.keys() for row in rows)
    assert {row["pack"] for row in rows} == {"tiny_body", "second"}
    assert {row["side"] for row in rows} == {"right", "left"}
    for row in rows:
        assert row["distance_mm"] >= 0
        assert (row["depth_mm"] is None) == (row["distance_mm"] > 0)
        if row["depth_mm"] is not None:
            assert row["crossed"][-1] == row["muscle"]
    assert main(["anatomy", "check", "second"]) == 0
    assert "comes within 5 mm" in capsys.readouterr().out


def test_removing(installed: Path, capsys: pytest.CaptureFixture[str], own_folder: Path) -> None:
    assert main(["anatomy", "remove", "tiny_body"]) == 0
    assert main(["anatomy", "list"]) == 0
    assert "No anatomy pack is installed" in capsys.readouterr().out
    assert not list(own_folder.glob("*/pack.json"))


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (["remove", "nothing"], "nothing"),
        (["check", "nothing"], "No anatomy pack is called 'nothing'"),
        (["check"], "There is no anatomy pack"),
        (["install", "not_there.zip"], "not_there.zip"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    call: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["anatomy", *call]) == 1
    out, err = capsys.readouterr()
    assert words in err
    assert "Traceback" not in err
    assert out == ""


@pytest.mark.parametrize("call", [[], ["install"], ["remove"], ["shrink"]])
def test_wrong_usage_ends_with_two(call: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["anatomy", *call])
    assert ended.value.code == 2


def test_a_body_without_a_skin_is_named_and_not_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["anatomy", "install", str(tiny_glb(tmp_path / "bones.glb"))]) == 0
    assert "holds no skin" in capsys.readouterr().out
    assert main(["anatomy", "check", "--json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out) == []
    assert "bones has no skin" in err


def test_an_interrupt_stops_the_import_and_leaves_nothing(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    own_folder: Path,
) -> None:
    def interrupted(target: Any, *, progress: Any, cancelled: Any) -> Any:
        signal.raise_signal(signal.SIGINT)
        if cancelled():
            raise Cancelled("stopped; nothing was changed")
        raise AssertionError("the interrupt was not noticed")

    monkeypatch.setattr("explorer.packs.wrapping.wrap", interrupted)
    path = tiny_zip(tmp_path / "Tiny body.zip", rows=parts(skin=True))
    before = signal.getsignal(signal.SIGINT)
    assert main(["anatomy", "install", str(path)]) == 130
    assert "nothing was changed" in capsys.readouterr().err
    assert signal.getsignal(signal.SIGINT) is before
    assert not list(own_folder.glob("*/pack.json"))
