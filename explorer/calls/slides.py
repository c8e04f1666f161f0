"""``slides``: a lesson, or points named on the spot, as a PowerPoint deck."""

from __future__ import annotations

import argparse
import difflib
import sys
from pathlib import Path
from typing import Any

from explorer.anatomy.atlas import Atlas
from explorer.calls.interrupting import ProgressLine, interruptible
from explorer.errors import ExplorerError

__all__ = ["run_slides"]


def run_slides(arguments: argparse.Namespace, atlas: Atlas) -> int:
    """Carry out one call; returns the exit code.

    Raises
    ------
    ExplorerError
        When a name is unknown, the lesson cannot be read, or the deck cannot be written.
    """
    from explorer.export.lesson_making import lesson_of
    from explorer.export.showing import FALLBACK, showing
    from explorer.export.slides.writing import ASPECT, SlideOptions, require_pptx_name, write_slides

    path: Path = arguments.output
    require_pptx_name(path)
    named: list[str] = arguments.what
    file = _lesson_file(named)
    if file is None:
        _require_known(atlas, named)
    lesson = None if file is None else _read(atlas, file, arguments)
    options = SlideOptions(figure=arguments.figure, questions=arguments.questions)
    with interruptible() as cancelled, showing(atlas, arguments.figure or FALLBACK) as show:
        if lesson is None:
            lesson = lesson_of(
                show,
                named,
                aspect=ASPECT,
                side=arguments.side,
                title=arguments.title or "",
                author=arguments.author or "",
            )
        made = write_slides(
            atlas, lesson, path, options, progress=ProgressLine(), cancelled=cancelled, show=show
        )
    for figure in made.missing:
        sys.stderr.write(
            f"The figure {figure!r} is not installed; {FALLBACK!r} stands in for it.\n"
        )
    print(f"{path}: {made.slides} slides")
    return 0


def _lesson_file(named: list[str]) -> Path | None:
    """The lesson, when that is what was named: a file, or what looks like the name of one."""
    files = [name for name in named if name.lower().endswith(".json") or Path(name).is_file()]
    if not files:
        return None
    if len(named) > 1:
        raise ExplorerError(
            f"{files[0]!r} is a lesson, and something else was named beside it.",
            "Name one lesson, or points, muscles, regions and complaints.",
        )
    return Path(files[0])


def _read(atlas: Atlas, file: Path, arguments: argparse.Namespace) -> Any:
    from dataclasses import replace

    from explorer.body.pain_skin import require_on_skin
    from explorer.body.topology import load_topology
    from explorer.session.lesson_file import read_lesson

    lesson, missing = read_lesson(file, atlas.ids, load_topology().fingerprint())
    for view in lesson.views:
        require_on_skin(view.state.pain.strokes)
    if missing:
        sys.stderr.write(f"Not known here, and left out: {', '.join(missing)}\n")
    return replace(
        lesson,
        title=arguments.title or lesson.title,
        author=arguments.author or lesson.author,
    )


def _require_known(atlas: Atlas, named: list[str]) -> None:
    known = [*atlas.points, *atlas.muscles, *atlas.regions, *atlas.complaints]
    for id in named:
        if id not in known:
            near = difflib.get_close_matches(id, known, n=1)
            meant = f"Did you mean {near[0]!r}? " if near else ""
            raise ExplorerError(
                f"There is no point, muscle, region or complaint called {id!r}, and no such file.",
                f"{meant}`list points` and its sisters name them.",
            )
