"""``atlas``: plates of all points in a folder, with an index page and a book, from the shell."""

from __future__ import annotations

import argparse
import signal
import sys
import threading

from explorer.anatomy.atlas import Atlas
from explorer.arguments import size
from explorer.errors import ExplorerError
from explorer.packs.cancelling import Cancelled

__all__ = ["run_atlas_call"]


def run_atlas_call(arguments: argparse.Namespace, atlas: Atlas) -> int:
    """Carry out one call; returns the exit code.

    Raises
    ------
    ExplorerError
        When a name is unknown, the folder cannot be used, or a plate cannot be drawn.
    """
    from explorer.export.atlas_plan import chosen_points, chosen_views, make_plan
    from explorer.export.atlas_run import BOOK, INDEX, run_atlas

    points = _names(arguments.points)
    if not points:
        raise ExplorerError("No trigger point was named.", "Give --points all, or some ids.")
    plan = make_plan(
        atlas,
        chosen_points(atlas, () if points == ["all"] else points),
        chosen_views(_names(arguments.views)),
        _figures(arguments.figures),
        size(arguments.size),
        dark=arguments.dark,
    )
    stop = threading.Event()
    # An interrupt while a file is written would leave half of it: it is asked to stop instead.
    former = signal.signal(signal.SIGINT, lambda *_: stop.set())
    try:
        made = run_atlas(
            atlas,
            plan,
            arguments.out,
            workers=arguments.workers,
            scheduler=arguments.scheduler,
            progress=_Told(sys.stderr.isatty()),
            cancelled=stop.is_set,
        )
    except Cancelled as error:
        sys.stderr.write(f"\n{error}\n")
        return 130
    finally:
        signal.signal(signal.SIGINT, former)
    print(f"{len(plan.plates)} plates, {made.drawn} drawn now, {made.kept} kept as they were")
    print(arguments.out / INDEX)
    print(arguments.out / BOOK)
    return 0


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _figures(text: str) -> list[str]:
    figures = _names(text)
    if not figures:
        raise ExplorerError("No figure was named.", "`list figures` names them.")
    return figures


class _Told:
    """Progress in one line that is written over, or in a line for every tenth in a log."""

    def __init__(self, over: bool) -> None:
        self._over = over
        self._tenth = -1

    def __call__(self, share: float, words: str) -> None:
        if self._over:
            end = "\n" if share >= 1.0 else ""
            sys.stderr.write(f"\r{share:4.0%}  {words:<40}{end}")
            sys.stderr.flush()
        elif int(share * 10) != self._tenth:
            self._tenth = int(share * 10)
            sys.stderr.write(f"{share:4.0%}  {words}\n")
