"""Plates drawn by the workers of a Dask cluster. Dask is imported when this is used."""

from __future__ import annotations

import logging
import queue
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any

from explorer.errors import ExplorerError
from explorer.export.atlas.pool import Group
from explorer.export.atlas.worker import Setup, draw_in_thread

__all__ = ["on_cluster"]

#: How long (s) a scheduler may take to answer.
_PATIENCE = 10
#: How often (s) somebody who wants to stop is heard.
_HEARD = 0.2
#: A scheduler that was away for so long (s) does not come back.
_LOST = 20.0


def on_cluster(
    setup: Setup, groups: Sequence[Group], address: str, cancelled: Callable[[], bool]
) -> Iterator[tuple[Group, tuple[bytes, ...]]]:
    """Draw groups of plates on a cluster; each comes out as soon as it is drawn.

    When ``cancelled`` says so, no further group is begun, and those that were come out.

    Raises
    ------
    ExplorerError
        When Dask is missing, no scheduler answers, it has no workers, or a plate cannot be drawn.
    """
    client = _client(address)
    try:
        yield from _drawn(client, setup, groups, cancelled)
    finally:
        with suppress(Exception):  # a scheduler that is gone needs no goodbye
            client.close(timeout=_PATIENCE)


def _client(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        raise ExplorerError(
            "Drawing on a cluster needs Dask, which is not installed.",
            "Install it with: pip install 'trigger-point-explorer[cluster]'.",
        ) from error
    # Its own words about a scheduler that does not answer fill the screen.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    # An assertion fails in Dask when its own thread has not begun within ten seconds, which was
    # seen once on a computer that was busy with other work.
    except (OSError, ValueError, TimeoutError, AssertionError) as error:
        raise ExplorerError(
            f"No Dask scheduler answers at {address!r}.",
            "Start one with `dask scheduler`, and give the address that it prints.",
        ) from error
    if not client.scheduler_info(n_workers=-1)["workers"]:
        client.close()
        raise ExplorerError(
            f"The Dask scheduler at {address!r} has no workers.",
            "Start some with `dask worker ADDRESS`.",
        )
    return client


def _drawn(
    client: Any, setup: Setup, groups: Sequence[Group], cancelled: Callable[[], bool]
) -> Iterator[tuple[Group, tuple[bytes, ...]]]:
    shared = client.scatter(setup, broadcast=True)
    at_once = 2 * len(client.scheduler_info(n_workers=-1)["workers"])
    left = iter(groups)
    running: dict[Any, Group] = {}
    finished: queue.SimpleQueue[Any] = queue.SimpleQueue()
    silent = 0.0
    try:
        while True:
            while len(running) < at_once and not cancelled():
                group = next(left, None)
                if group is None:
                    break
                # Not pure: the graphics memory and the fonts of a worker are no arguments.
                future = client.submit(draw_in_thread, shared, group, pure=False)
                running[future] = group
                future.add_done_callback(finished.put)
            if not running:
                return
            try:
                future = finished.get(timeout=_HEARD)
            except queue.Empty:
                silent = silent + _HEARD if client.status != "running" else 0.0
                if silent > _LOST:
                    raise _lost() from None
                continue
            yield running.pop(future), _result(future)
    finally:
        with suppress(Exception):
            client.cancel(list(running))


def _lost() -> ExplorerError:
    return ExplorerError(
        "The Dask scheduler no longer answers.",
        "Run the same call again once it does; finished plates are kept.",
    )


def _result(future: Any) -> tuple[bytes, ...]:
    try:
        pngs: tuple[bytes, ...] = future.result()
    except ExplorerError:
        raise
    except Exception as error:
        words = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise ExplorerError(
            f"The cluster could not draw a plate: {words}.",
            "Each worker needs this program, in the same version; finished plates are kept.",
        ) from error
    return pngs
