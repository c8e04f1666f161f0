"""``slides``: a lesson, or points named on the spot, as a PowerPoint deck."""

from __future__ import annotations

import argparse
import difflib
from dataclasses import replace
from pathlib import Path

from explorer.anatomy.atlas import Atlas
from explorer.calls.interrupting import ProgressLine, interruptible
from explorer.calls.lessons import lesson_file, read_named_lesson, tell_missing_bodies
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
    file = lesson_file(named)
    if file is None:
        _require_known(atlas, named)
    lesson = None if file is None else read_named_lesson(atlas, file)
    if lesson is not None:
        title, author = arguments.title or lesson.title, arguments.author or lesson.author
        lesson = replace(lesson, title=title, author=author)
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
    tell_missing_bodies(made.missing)
    print(f"{path}: {made.slides} slides")
    return 0


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
