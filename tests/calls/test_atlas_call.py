"""``atlas`` from the command line."""

from __future__ import annotations

import argparse
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from atlas_stand_ins import Drawer

from explorer.anatomy.atlas import Atlas
from explorer.calls.atlas import run_atlas_call
from explorer.errors import ExplorerError
from explorer.export.atlas import run as atlas_run

_CALL = """
import sys
from explorer.cli import main
small = ["--size", "64x80", "--workers", "1"]
sys.exit(main(["atlas", "--out", sys.argv[1], "--points", "all", *small]))
"""


def arguments(folder: Path, **changes: object) -> argparse.Namespace:
    usual = {
        "out": folder,
        "points": "soleus.trp1,infraspinatus",
        "views": "best,front",
        "figures": "female,male",
        "size": "60x80",
        "workers": None,
        "scheduler": None,
        "dark": False,
    }
    return argparse.Namespace(**usual | changes)


@pytest.fixture
def drawer(monkeypatch: pytest.MonkeyPatch, qapp: object) -> Drawer:
    made = Drawer()
    monkeypatch.setattr(atlas_run, "in_processes", made)
    return made


def test_a_call_makes_plates_pages_and_says_where(
    atlas: Atlas, tmp_path: Path, drawer: Drawer, capsys: pytest.CaptureFixture[str]
) -> None:
    former = signal.getsignal(signal.SIGINT)
    assert run_atlas_call(arguments(tmp_path), atlas) == 0
    said = capsys.readouterr()
    count = (1 + len(atlas.points_of("infraspinatus"))) * 2 * 2
    assert f"{count} plates, {count} drawn now, 0 kept" in said.out
    assert str(tmp_path / "index.html") in said.out
    assert "100%" in said.err
    assert len(drawer.files) == count
    assert signal.getsignal(signal.SIGINT) is former
    run_atlas_call(arguments(tmp_path), atlas)
    assert f"0 drawn now, {count} kept" in capsys.readouterr().out


def test_all_means_every_point(atlas: Atlas, tmp_path: Path, drawer: Drawer) -> None:
    call = arguments(tmp_path, points="all", views="best", figures="female", size="16x20")
    assert run_atlas_call(call, atlas) == 0
    assert len(drawer.files) == len(atlas.points)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"points": "nobody"}, "nobody"),
        ({"points": " , "}, "No trigger point was named"),
        ({"views": "sideways"}, "sideways"),
        ({"figures": "giant"}, "giant"),
        ({"figures": ","}, "No figure"),
        ({"size": "9000x20"}, "9000"),
        ({"workers": 0}, "0 processes"),
    ],
)
def test_what_cannot_be_done_is_told_before_anything_is_written(
    atlas: Atlas, tmp_path: Path, drawer: Drawer, changes: dict[str, object], said: str
) -> None:
    with pytest.raises(ExplorerError, match=said):
        run_atlas_call(arguments(tmp_path / "new", **changes), atlas)
    assert not (tmp_path / "new").exists()
    assert drawer.files == []


@pytest.mark.skipif(sys.platform == "win32", reason="an interrupt is another thing there")
def test_an_interrupt_leaves_whole_plates_and_no_half_file(tmp_path: Path) -> None:
    folder = tmp_path / "atlas"
    process = subprocess.Popen(
        [sys.executable, "-c", _CALL, str(folder)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        end = time.monotonic() + 90
        while not list(folder.glob("plates/*/*.png")) and time.monotonic() < end:
            time.sleep(0.05)
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
    assert process.returncode == 130
    assert "the same call goes on from there" in said
    assert "Traceback" not in said
    files = [f for f in folder.rglob("*") if f.is_file()]
    plates = [f for f in files if f.suffix == ".png"]
    assert {f.name for f in files} == {"plan.json", *(f.name for f in plates)}
    assert not [f for f in files if f.name.startswith(".")]
    for plate in plates:
        assert plate.read_bytes().endswith(b"IEND\xaeB`\x82")
