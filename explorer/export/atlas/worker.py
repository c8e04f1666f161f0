"""What runs in a process that draws plates, here or on a cluster.

Nothing heavy is imported before :func:`begin` has said that a process uses one core: the numeric
libraries and the software renderer read that when they are loaded.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.anatomy.model import KnowledgeBase

if TYPE_CHECKING:
    from explorer.export.atlas.plan import Plate
    from explorer.export.atlas.plates import PlatePainter

__all__ = ["Setup", "begin", "draw_here", "draw_in_thread", "end_with_parent"]

_THREADS = ("LP_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Setup:
    """What every worker needs to draw; ``id`` changes with it."""

    id: str
    knowledge: KnowledgeBase
    cache: Path | None = None


_setup: Setup | None = None
_painter: tuple[str, PlatePainter] | None = None
_thread: ThreadPoolExecutor | None = None
_lock = threading.Lock()


def begin(setup: Setup) -> None:
    """Make this process a worker: keep the setup, use one core, leave Ctrl+C to the parent."""
    global _setup
    for name in _THREADS:
        os.environ[name] = "1"
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    _setup = setup


def end_with_parent() -> None:
    """End this process when the one that started it has ended, however that came about.

    A pool tells its processes to end; a parent that was killed tells nobody anything.
    """
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True, name="watch parent").start()


def draw_here(plates: tuple[Plate, ...]) -> tuple[bytes, ...]:
    """Draw plates in a process that :func:`begin` has prepared; PNG files as bytes."""
    assert _setup is not None
    return _draw(_setup, plates)


def draw_in_thread(setup: Setup, plates: tuple[Plate, ...]) -> tuple[bytes, ...]:
    """Draw plates in a process that runs tasks in threads, as a Dask worker does.

    One thread draws for all of them: a graphics context belongs to the thread that made it.
    """
    global _thread
    with _lock:
        if _thread is None:
            _thread = ThreadPoolExecutor(1, "plates")
    return _thread.submit(_draw, setup, plates).result()


def _draw(setup: Setup, plates: tuple[Plate, ...]) -> tuple[bytes, ...]:
    global _painter
    from explorer.export.atlas.plates import PlatePainter

    if _painter is None or _painter[0] != setup.id:
        if _painter is not None:
            _painter[1].close()
        _painter = setup.id, PlatePainter(setup.knowledge, setup.cache)
    return tuple(_painter[1].draw(plate) for plate in plates)
