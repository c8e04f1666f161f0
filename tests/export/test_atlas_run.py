"""An atlas from end to end: resumed, damaged, stopped, refused, and drawn by two processes."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from atlas_stand_ins import Drawer

from explorer.anatomy.atlas import Atlas
from explorer.errors import ExplorerError
from explorer.export.atlas import run as atlas_run
from explorer.export.atlas.plan import Plan, chosen_points, make_plan
from explorer.export.atlas.run import Made, run_atlas
from explorer.packs.cancelling import Cancelled

POINTS = ("infraspinatus.trp1", "soleus.trp1", "temporalis.trp1")


@pytest.fixture(scope="module")
def plan(atlas: Atlas) -> Plan:
    points = chosen_points(atlas, POINTS)
    return make_plan(atlas, points, ("anterior", "best"), ("female",), (120, 150))


@pytest.fixture
def drawer(monkeypatch: pytest.MonkeyPatch, qapp: object) -> Drawer:
    made = Drawer()
    monkeypatch.setattr(atlas_run, "in_processes", made)
    return made


def content(folder: Path) -> dict[str, bytes]:
    return {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


def test_two_processes_draw_what_one_draws(atlas: Atlas, plan: Plan, tmp_path: Path) -> None:
    for workers in (1, 2):
        folder = tmp_path / str(workers)
        assert run_atlas(atlas, plan, folder, workers=workers) == Made(6, 0)
    one, two = content(tmp_path / "1"), content(tmp_path / "2")
    del one["atlas.pdf"], two["atlas.pdf"]  # a PDF carries the time it was made
    assert one == two
    assert set(one) == {"plan.json", "index.html", *(plate.file for plate in plan.plates)}


def test_what_is_there_is_not_drawn_again(
    atlas: Atlas, plan: Plan, tmp_path: Path, drawer: Drawer
) -> None:
    assert run_atlas(atlas, plan, tmp_path / "a") == Made(6, 0)
    assert sorted(drawer.files) == sorted(plate.file for plate in plan.plates)
    drawer.files.clear()
    assert run_atlas(atlas, plan, tmp_path / "a") == Made(0, 6)
    assert drawer.files == []


def test_only_what_is_damaged_or_out_of_date_is_drawn_again(
    atlas: Atlas, plan: Plan, tmp_path: Path, drawer: Drawer
) -> None:
    run_atlas(atlas, plan, tmp_path)
    drawer.files.clear()
    cut, gone = tmp_path / plan.plates[1].file, tmp_path / plan.plates[4].file
    cut.write_bytes(cut.read_bytes()[:-20])
    gone.unlink()
    assert run_atlas(atlas, plan, tmp_path) == Made(2, 4)
    assert drawer.files == [plan.plates[1].file, plan.plates[4].file]
    drawer.files.clear()
    changed = replace(plan, plates=(replace(plan.plates[0], key="1" * 24), *plan.plates[1:]))
    assert run_atlas(atlas, changed, tmp_path) == Made(1, 5)
    assert drawer.files == [plan.plates[0].file]


def test_a_stopped_run_keeps_what_is_finished_and_goes_on_from_there(
    atlas: Atlas, plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: object
) -> None:
    stopped: list[bool] = []
    drawer = Drawer(after=lambda: stopped.append(True))
    monkeypatch.setattr(atlas_run, "in_processes", drawer)
    with pytest.raises(Cancelled, match="2 of 6 plates"):
        run_atlas(atlas, plan, tmp_path, cancelled=lambda: bool(stopped))
    assert set(content(tmp_path)) == {"plan.json", plan.plates[0].file, plan.plates[1].file}
    assert run_atlas(atlas, plan, tmp_path) == Made(4, 2)


def test_stopped_while_the_book_is_written_the_former_one_stays(
    atlas: Atlas, plan: Plan, tmp_path: Path, drawer: Drawer
) -> None:
    run_atlas(atlas, plan, tmp_path)
    book = (tmp_path / "atlas.pdf").read_bytes()
    words: list[str] = []
    with pytest.raises(Cancelled):
        run_atlas(
            atlas,
            plan,
            tmp_path,
            progress=lambda _share, said: words.append(said),
            cancelled=lambda: any("of the book" in said for said in words),
        )
    assert (tmp_path / "atlas.pdf").read_bytes() == book
    assert {f.name for f in tmp_path.iterdir()} == {
        "plates",
        "plan.json",
        "index.html",
        "atlas.pdf",
    }


def test_progress_only_rises_and_ends_at_one(
    atlas: Atlas, plan: Plan, tmp_path: Path, drawer: Drawer
) -> None:
    told: list[float] = []
    run_atlas(atlas, plan, tmp_path, progress=lambda share, _words: told.append(share))
    assert told == sorted(told)
    assert told[0] == 0.0
    assert told[-1] == 1.0


@pytest.mark.parametrize("name", ["index.html", "atlas.pdf"])
def test_files_of_somebody_else_are_not_written_over(
    atlas: Atlas, plan: Plan, tmp_path: Path, drawer: Drawer, name: str
) -> None:
    (tmp_path / name).write_text("mine")
    with pytest.raises(ExplorerError, match=name):
        run_atlas(atlas, plan, tmp_path)
    assert content(tmp_path) == {name: b"mine"}


@pytest.mark.parametrize(
    ("plan_file", "said"),
    [
        ('{"format": "a plan of something else"}', "no plan of an atlas"),
        ("[1, 2]", "no plan of an atlas"),
        ('{"format": "trigger-point-explorer atlas plan", "format_version": 99}', "newer version"),
    ],
)
def test_a_plan_that_is_not_ours_is_left_alone(
    atlas: Atlas, plan: Plan, tmp_path: Path, drawer: Drawer, plan_file: str, said: str
) -> None:
    (tmp_path / "plan.json").write_text(plan_file)
    with pytest.raises(ExplorerError, match=said):
        run_atlas(atlas, plan, tmp_path)
    assert content(tmp_path) == {"plan.json": plan_file.encode()}


def test_a_damaged_plan_is_set_aside_and_its_plates_are_kept(
    atlas: Atlas, plan: Plan, tmp_path: Path, drawer: Drawer
) -> None:
    run_atlas(atlas, plan, tmp_path)
    (tmp_path / "plan.json").write_text('{"format": "trigger')
    assert run_atlas(atlas, plan, tmp_path) == Made(0, 6)
    assert json.loads((tmp_path / "plan.json").read_text())["plates"][0]["id"] == plan.plates[0].id
    assert len(list(tmp_path.glob("plan.json.unreadable-*"))) == 1


def test_a_place_that_is_no_folder_is_refused(atlas: Atlas, plan: Plan, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("mine")
    for place in (file, file / "below"):
        with pytest.raises(ExplorerError, match="cannot be made"):
            run_atlas(atlas, plan, place)
    assert file.read_text() == "mine"


def test_a_folder_that_may_not_be_written_is_refused(
    atlas: Atlas, plan: Plan, tmp_path: Path, drawer: Drawer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("explorer.files.tempfile.mkstemp", refuse)
    with pytest.raises(ExplorerError, match="Permission denied"):
        run_atlas(atlas, plan, tmp_path)
    assert content(tmp_path) == {}
    assert drawer.files == []


def test_a_full_disk_is_told_and_leaves_no_half_file(
    atlas: Atlas, plan: Plan, tmp_path: Path, drawer: Drawer, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.replace

    def full(source: str, target: Path) -> None:
        if str(target).endswith(".png"):
            raise OSError(28, "No space left on device")
        real(source, target)

    monkeypatch.setattr("explorer.files.os.replace", full)
    with pytest.raises(ExplorerError, match="No space left"):
        run_atlas(atlas, plan, tmp_path)
    assert set(content(tmp_path)) == {"plan.json"}


@pytest.mark.parametrize("workers", [0, -1, 5000])
def test_impossible_numbers_of_processes_are_refused(
    atlas: Atlas, plan: Plan, tmp_path: Path, workers: int
) -> None:
    with pytest.raises(ExplorerError, match=str(workers)):
        run_atlas(atlas, plan, tmp_path / "a", workers=workers)
