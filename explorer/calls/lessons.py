"""Lessons that are named on the command line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.anatomy.atlas import Atlas
from explorer.errors import ExplorerError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explorer.session.lesson import Lesson

__all__ = ["lesson_file", "read_named_lesson", "tell_missing_bodies"]


def lesson_file(named: list[str]) -> Path | None:
    """The lesson, when that is what was named: a file, or what looks like the name of one.

    Raises
    ------
    ExplorerError
        When something else was named beside it.
    """
    files = [name for name in named if name.lower().endswith(".json") or Path(name).is_file()]
    if not files:
        return None
    if len(named) > 1:
        raise ExplorerError(
            f"{files[0]!r} is a lesson, and something else was named beside it.",
            "Name one lesson, or points, muscles, regions and complaints.",
        )
    return Path(files[0])


def read_named_lesson(atlas: Atlas, file: Path) -> Lesson:
    """A lesson from its file; what is not known here is told.

    Raises
    ------
    ExplorerError
        When it cannot be read, is newer, or its painted pain lies on no part of the body.
    """
    from explorer.body.pain_skin import require_on_skin
    from explorer.body.topology import load_topology
    from explorer.session.lesson_file import read_lesson

    lesson, missing = read_lesson(file, atlas.ids, load_topology().fingerprint())
    for view in lesson.views:
        require_on_skin(view.state.pain.strokes)
    if missing:
        sys.stderr.write(f"Not known here, and left out: {', '.join(missing)}\n")
    return lesson


def tell_missing_bodies(figures: Iterable[str]) -> None:
    """Say which bodies of a lesson are not installed."""
    from explorer.export.showing import FALLBACK

    for figure in figures:
        sys.stderr.write(
            f"The figure {figure!r} is not installed; {FALLBACK!r} stands in for it.\n"
        )
