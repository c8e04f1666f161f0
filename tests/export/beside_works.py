"""Small pieces of work for processes of their own: real functions of a module, as writers are."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from explorer.errors import ExplorerError
from explorer.packs.cancelling import Cancelled

Told = Callable[[float, str], None]
Asked = Callable[[], bool]


class OfTwoWordsError(ExplorerError):
    """An error that cannot be unpacked: its arguments are not those it is made with."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(f"{first} {second}", "Try another.")


def count(steps: int, *, progress: Told, cancelled: Asked) -> list[int]:
    for step in range(steps):
        progress(step / steps, f"step {step}")
    return list(range(steps))


def where(*, progress: Told, cancelled: Asked) -> tuple[int, str | None]:
    return os.getpid(), os.environ.get("QT_QPA_PLATFORM")


def touch(file: Path, *, progress: Told, cancelled: Asked) -> None:
    file.write_text("begun")


def until_stopped(file: Path, *, progress: Told, cancelled: Asked) -> None:
    """Leaves its number in a file, tells without end, and stops when asked to."""
    file.write_text(str(os.getpid()))
    while not cancelled():
        progress(0.5, "waiting")
        time.sleep(0.01)
    raise Cancelled("Stopped in good order.")


def write_slowly(file: Path, go: Path, *, progress: Told, cancelled: Asked) -> tuple[str, ...]:
    """Writes a file once somebody has put another one there."""
    progress(0.4, "page 2 of 5")
    while not go.exists():
        if cancelled():
            raise Cancelled("Stopped.")
        time.sleep(0.01)
    file.write_text("written")
    return ("One picture is missing.",)


def deaf(file: Path, *, progress: Told, cancelled: Asked) -> None:
    """Never stops of its own will."""
    file.write_text(str(os.getpid()))
    progress(0.1, "deaf")
    time.sleep(120)


def refuse(*, progress: Told, cancelled: Asked) -> None:
    raise ExplorerError("The disk is full.", "Make room.")


def refuse_oddly(*, progress: Told, cancelled: Asked) -> None:
    raise OfTwoWordsError("Not", "possible.")


def divide(*, progress: Told, cancelled: Asked) -> float:
    return 1 / 0


def run_out(*, progress: Told, cancelled: Asked) -> None:
    raise MemoryError


def give_back_a_lambda(*, progress: Told, cancelled: Asked) -> Any:
    return lambda: None


def leave(code: int, *, progress: Told, cancelled: Asked) -> None:
    progress(0.3, "leaving")
    os._exit(code)


def die(*, progress: Told, cancelled: Asked) -> None:
    progress(0.3, "about to die")
    os.kill(os.getpid(), signal.SIGKILL)


class OnlyHere:
    """Packs well and cannot be unpacked anywhere else."""

    def __init__(self) -> None:
        self.home = os.getpid()

    def __reduce__(self) -> Any:
        return _unpack, (self.home,)


def _unpack(home: int) -> OnlyHere:
    if os.getpid() != home:
        raise ImportError("this module is not installed there")
    return OnlyHere()


def hold(_: OnlyHere, *, progress: Told, cancelled: Asked) -> None:
    return None


def with_helpers(file: Path, *, progress: Told, cancelled: Asked) -> None:
    """Draws in processes of its own, as the atlas does, and never stops."""
    from explorer.export.atlas.worker import end_with_parent

    context = multiprocessing.get_context("spawn")
    helper = context.Process(target=_help, args=(end_with_parent,))
    helper.start()
    file.write_text(f"{os.getpid()} {helper.pid}")
    time.sleep(120)


def _help(prepare: Callable[[], None]) -> None:
    prepare()
    time.sleep(120)


def alone(file: str) -> None:
    """A whole program that has work done beside it, to be ended from outside."""
    from explorer.export.beside import run_beside

    run_beside(partial(deaf, Path(file)), lambda *_: None, lambda: False)


if __name__ == "__main__":
    alone(sys.argv[1])
