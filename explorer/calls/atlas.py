"""``atlas``: plates of all points in a folder, with an index page and a book, from the shell."""

from __future__ import annotations

import argparse

from explorer.anatomy.atlas import Atlas
from explorer.arguments import size
from explorer.calls.interrupting import ProgressLine, interruptible
from explorer.errors import ExplorerError

__all__ = ["run_atlas_call"]


def run_atlas_call(arguments: argparse.Namespace, atlas: Atlas) -> int:
    """Carry out one call; returns the exit code.

    Raises
    ------
    ExplorerError
        When a name is unknown, the folder cannot be used, or a plate cannot be drawn.
    """
    from explorer.export.atlas.plan import chosen_points, chosen_views, make_plan
    from explorer.export.atlas.run import BOOK, INDEX, run_atlas

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
    with interruptible() as cancelled:
        made = run_atlas(
            atlas,
            plan,
            arguments.out,
            workers=arguments.workers,
            scheduler=arguments.scheduler,
            progress=ProgressLine(),
            cancelled=cancelled,
        )
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
