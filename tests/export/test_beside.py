"""Work in a process of its own: what is told, stopped, broken and left behind."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import beside_works as works
import pytest

from explorer.errors import ExplorerError
from explorer.export import beside
from explorer.export.beside import run_beside
from explorer.packs.cancelling import Cancelled

#: Longer than any of it may take (s).
LONG = 40.0


def never() -> bool:
    return False


def quiet(_share: float, _words: str) -> None:
    return None


def wait_for(condition: Callable[[], Any]) -> None:
    end = time.monotonic() + LONG
    while not condition():
        assert time.monotonic() < end, "this never came true"
        time.sleep(0.02)


def alive(pid: int) -> bool:
    """Whether a process runs; one that is only waiting to be seen off does not."""
    psutil = pytest.importorskip("psutil")
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


@pytest.fixture(autouse=True)
def _nothing_runs_on() -> Iterator[None]:
    yield
    assert multiprocessing.active_children() == []


def test_what_the_work_gives_comes_back_and_its_progress_in_order() -> None:
    told: list[tuple[float, str]] = []
    result = run_beside(partial(works.count, 5), lambda *row: told.append(row), never)
    assert result == [0, 1, 2, 3, 4]
    assert told == [(i / 5, f"step {i}") for i in range(5)]


def test_it_runs_elsewhere_and_opens_no_window() -> None:
    import os

    pid, platform = run_beside(works.where, quiet, never)
    assert pid != os.getpid()
    assert platform == "offscreen" or not sys.platform.startswith("linux")


def test_an_expected_error_keeps_its_words() -> None:
    with pytest.raises(ExplorerError) as caught:
        run_beside(works.refuse, quiet, never)
    assert (caught.value.message, caught.value.hint) == ("The disk is full.", "Make room.")


def test_an_error_that_cannot_be_unpacked_keeps_its_words_too() -> None:
    with pytest.raises(ExplorerError) as caught:
        run_beside(works.refuse_oddly, quiet, never)
    assert (caught.value.message, caught.value.hint) == ("Not possible.", "Try another.")


def test_a_defect_comes_back_with_its_place() -> None:
    with pytest.raises(ExplorerError, match="division by zero") as caught:
        run_beside(works.divide, quiet, never)
    assert "in divide" in caught.value.hint


def test_want_of_memory_is_told() -> None:
    with pytest.raises(ExplorerError, match="memory"):
        run_beside(works.run_out, quiet, never)


@pytest.mark.parametrize("work", [lambda **_: None, partial(works.touch, (i for i in ()))])
def test_what_cannot_be_packed_is_told_and_starts_nothing(
    work: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beside, "_serve", None)  # nothing may run
    with pytest.raises(ExplorerError, match="cannot be handed"):
        run_beside(work, quiet, never)


def test_what_cannot_be_unpacked_over_there_is_told() -> None:
    with pytest.raises(ExplorerError, match="not installed there"):
        run_beside(partial(works.hold, works.OnlyHere()), quiet, never)


def test_a_result_that_cannot_be_packed_is_told() -> None:
    with pytest.raises(ExplorerError, match="This failed"):
        run_beside(works.give_back_a_lambda, quiet, never)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no signals")
def test_a_process_ended_by_the_system_is_told() -> None:
    told: list[str] = []
    with pytest.raises(ExplorerError, match="ended by the system, perhaps for want of memory"):
        run_beside(works.die, lambda _share, words: told.append(words), never)
    assert told == ["about to die"]


def test_a_process_that_just_leaves_is_told_with_its_code() -> None:
    with pytest.raises(ExplorerError, match=r"ended unexpectedly \(code 7\)"):
        run_beside(partial(works.leave, 7), quiet, never)


def test_no_process_is_started_for_what_nobody_wants_any_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beside, "_packed", None)
    with pytest.raises(Cancelled):
        run_beside(partial(works.touch, tmp_path / "a"), quiet, lambda: True)
    assert not (tmp_path / "a").exists()


def test_stopped_while_the_process_loads_the_work_never_begins(tmp_path: Path) -> None:
    asked = iter([False])  # once, before the start; then somebody has pressed Cancel
    with pytest.raises(Cancelled):
        run_beside(partial(works.touch, tmp_path / "a"), quiet, lambda: next(asked, True))
    assert not (tmp_path / "a").exists()


def test_work_that_listens_stops_in_good_order(tmp_path: Path) -> None:
    told: list[str] = []
    file = tmp_path / "pid"
    with pytest.raises(Cancelled, match="in good order"):
        run_beside(
            partial(works.until_stopped, file),
            lambda _share, words: told.append(words),
            lambda: len(told) > 3,
        )
    assert not alive(int(file.read_text()))


def test_work_that_does_not_listen_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beside, "_PATIENCE", 0.3)
    file, told = tmp_path / "pid", []
    with pytest.raises(Cancelled, match="was ended"):
        run_beside(partial(works.deaf, file), lambda *row: told.append(row), lambda: bool(told))
    assert not alive(int(file.read_text()))


def test_when_the_window_has_gone_there_is_less_patience(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beside, "_HURRY", 0.3)
    told: list[Any] = []
    began = time.monotonic()
    with pytest.raises(Cancelled, match="was ended"):
        run_beside(
            partial(works.deaf, tmp_path / "pid"),
            lambda *row: told.append(row),
            lambda: bool(told),
            lambda: bool(told),
        )
    assert time.monotonic() - began < beside._PATIENCE


def test_an_error_of_the_listener_ends_the_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beside, "_ORPHANED", 0.3)

    def broken(_share: float, _words: str) -> None:
        raise RuntimeError("the window is gone")

    with pytest.raises(RuntimeError, match="the window is gone"):
        run_beside(partial(works.until_stopped, tmp_path / "pid"), broken, never)
    wait_for(lambda: not alive(int((tmp_path / "pid").read_text())))


@pytest.mark.skipif(sys.platform == "win32", reason="there are no signals")
def test_helpers_end_with_a_process_that_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beside, "_PATIENCE", 0.1)
    file = tmp_path / "pids"
    with pytest.raises(Cancelled):
        run_beside(partial(works.with_helpers, file), quiet, file.exists)
    for pid in map(int, file.read_text().split()):
        wait_for(lambda pid=pid: not alive(pid))


def test_it_ends_when_the_whole_program_is_killed(tmp_path: Path) -> None:
    file = tmp_path / "pid"
    program = subprocess.Popen([sys.executable, works.__file__, str(file)])
    try:
        wait_for(lambda: file.exists() and file.read_text())
        child = int(file.read_text())
        assert alive(child)
    finally:
        program.kill()
        program.wait(timeout=LONG)
    wait_for(lambda: not alive(child))


def test_no_descriptor_stays_open() -> None:
    psutil = pytest.importorskip("psutil")
    run_beside(works.where, quiet, never)
    before = psutil.Process().num_fds() if hasattr(psutil.Process, "num_fds") else 0
    for _ in range(3):
        run_beside(works.where, quiet, never)
    after = psutil.Process().num_fds() if hasattr(psutil.Process, "num_fds") else 0
    assert after <= before
