"""An atlas drawn by the workers of a Dask cluster, and what is said when there is none."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from explorer.anatomy.atlas import Atlas
from explorer.errors import ExplorerError
from explorer.export.atlas import cluster as atlas_cluster
from explorer.export.atlas.plan import Plan, chosen_points, make_plan
from explorer.export.atlas.plates import PlatePainter
from explorer.export.atlas.run import Made, run_atlas
from explorer.packs.cancelling import Cancelled

#: Dask's own libraries warn of what they will change.
pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def plan(atlas: Atlas) -> Plan:
    points = chosen_points(atlas, ("infraspinatus.trp1", "soleus.trp1", "temporalis.trp1"))
    return make_plan(atlas, points, ("best", "posterior"), ("female",), (120, 150))


@pytest.fixture(scope="module")
def cluster() -> Iterator[object]:
    distributed = pytest.importorskip("distributed", reason="Dask is not installed")
    made = distributed.LocalCluster(
        n_workers=2, threads_per_worker=2, processes=True, dashboard_address=None
    )
    yield made
    made.close()


def test_two_workers_of_a_cluster_draw_what_one_process_draws(
    atlas: Atlas, plan: Plan, tmp_path: Path, qapp: object, cluster: object
) -> None:
    address = cluster.scheduler_address  # type: ignore[attr-defined]
    assert run_atlas(atlas, plan, tmp_path, scheduler=address) == Made(6, 0)
    painter = PlatePainter(atlas.knowledge)
    try:
        for plate in plan.plates:
            assert (tmp_path / plate.file).read_bytes() == painter.draw(plate), plate.file
    finally:
        painter.close()
    assert run_atlas(atlas, plan, tmp_path, scheduler=address) == Made(0, 6)


def test_stopped_on_a_cluster_finished_plates_are_kept(
    atlas: Atlas, plan: Plan, tmp_path: Path, qapp: object, cluster: object
) -> None:
    address = cluster.scheduler_address  # type: ignore[attr-defined]
    with pytest.raises(Cancelled, match="0 of 6"):
        run_atlas(atlas, plan, tmp_path, scheduler=address, cancelled=lambda: True)
    assert {f.name for f in tmp_path.rglob("*")} == {"plan.json"}


def test_a_worker_that_cannot_draw_is_told_in_one_sentence(
    atlas: Atlas, plan: Plan, tmp_path: Path, cluster: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = cluster.scheduler_address  # type: ignore[attr-defined]
    monkeypatch.setattr(atlas_cluster, "draw_in_thread", int)
    with pytest.raises(ExplorerError, match="could not draw a plate"):
        run_atlas(atlas, plan, tmp_path, scheduler=address)


def test_without_dask_one_sentence_says_what_to_install(
    atlas: Atlas, plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ExplorerError, match=r"trigger-point-explorer\[cluster\]"):
        run_atlas(atlas, plan, tmp_path, scheduler="tcp://127.0.0.1:8786")


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense", "tcp://127.0.0.1:99999"])
def test_a_scheduler_that_does_not_answer_is_named(
    atlas: Atlas, plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    pytest.importorskip("distributed", reason="Dask is not installed")
    monkeypatch.setattr(atlas_cluster, "_PATIENCE", 1)
    with pytest.raises(ExplorerError, match=address):
        run_atlas(atlas, plan, tmp_path, scheduler=address)


def test_dask_is_not_imported_where_it_is_not_used() -> None:
    import subprocess

    code = "import explorer.export.atlas.run, sys; print('distributed' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "False"
