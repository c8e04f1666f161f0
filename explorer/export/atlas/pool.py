"""Plates drawn by several processes of this computer, each on one core."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool

from explorer.errors import ExplorerError
from explorer.export.atlas.plan import Plate
from explorer.export.atlas.worker import Setup, begin, draw_here

__all__ = ["Group", "all_cores", "in_processes"]

#: Plates of one point on one figure: drawn together, their zones are resolved once.
Group = tuple[Plate, ...]

#: How often (s) somebody who wants to stop is heard.
_HEARD = 0.2


def all_cores() -> int:
    """How many processor cores this program may use."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return max(1, os.cpu_count() or 1)


def in_processes(
    setup: Setup, groups: Sequence[Group], workers: int, cancelled: Callable[[], bool]
) -> Iterator[tuple[Group, tuple[bytes, ...]]]:
    """Draw groups of plates; each comes out with its PNG files as soon as it is drawn.

    When ``cancelled`` says so, no further group is begun, and those that were come out.

    Raises
    ------
    ExplorerError
        When a plate cannot be drawn, or a process ends that should not.
    """
    # Not forked: a copy of a process that has a graphics context draws nothing, or crashes.
    context = multiprocessing.get_context("spawn")
    left = iter(groups)
    running: dict[Future[tuple[bytes, ...]], Group] = {}
    with ProcessPoolExecutor(
        workers, mp_context=context, initializer=begin, initargs=(setup,)
    ) as pool:
        try:
            while True:
                # One waits for the first who is free; more would have to be drawn after a Cancel.
                while len(running) <= workers and not cancelled():
                    group = next(left, None)
                    if group is None:
                        break
                    running[pool.submit(draw_here, group)] = group
                if cancelled():
                    running = {f: g for f, g in running.items() if not f.cancel()}
                if not running:
                    return
                done, _ = wait(running, _HEARD, FIRST_COMPLETED)
                for future in done:
                    yield running.pop(future), future.result()
        except BrokenProcessPool as error:
            raise ExplorerError(
                "A process that draws plates has ended unexpectedly, perhaps for want of memory.",
                "Run the same call again, with fewer --workers; finished plates are kept.",
            ) from error
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
