"""``page``: points, muscles, complaints or regions as one HTML file, from the command line."""

from __future__ import annotations

import argparse
import math
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import Side
from explorer.calls.interrupting import interruptible
from explorer.calls.lessons import lesson_file, read_named_lesson, tell_missing_bodies
from explorer.session.view_state import CameraPose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explorer.export.page.views import PageView
    from explorer.session.lesson import Lesson

__all__ = ["run_page"]

#: Width over height of the part of a screen in which the page shows its body.
_ASPECT = 1.2
#: Points that are seen from another side than their zones (degrees) get a view of their own.
_OTHER_SIDE = 50.0


def run_page(arguments: argparse.Namespace, atlas: Atlas) -> tuple[int, Any]:
    """Write one page of a lesson, or with a view for each id; returns the exit code and what
    ``--json`` prints.

    Raises
    ------
    ExplorerError
        When an id or the figure is unknown, the lesson cannot be read, or the page cannot be
        written.
    """
    from explorer.export.page.writing import write_page

    file, title = lesson_file(arguments.ids), arguments.title or ""
    if file is None:
        views = _views(atlas, arguments.ids, arguments.side, arguments.figure or "female")
    else:
        lesson = read_named_lesson(atlas, file)
        views, title = _lesson_views(atlas, lesson, arguments), title or lesson.title
    with interruptible() as cancelled:
        report = write_page(
            atlas,
            views,
            arguments.output,
            title=title,
            all_points=arguments.all_points,
            cancelled=cancelled,
        )
    for note in report.left_out:
        sys.stderr.write(f"{note}\n")
    value = {
        "file": str(arguments.output),
        "bytes": report.size,
        "views": [view.title for view in views],
        "left_out": list(report.left_out),
    }
    if not arguments.json:
        count = "1 view" if len(views) == 1 else f"{len(views)} views"
        print(f"{arguments.output}: {count}, {report.size / 1e6:.1f} MB")
    return 0, value


def _lesson_views(
    atlas: Atlas, lesson: Lesson, arguments: argparse.Namespace
) -> Sequence[PageView]:
    from explorer.export.page.lessons import on_body, page_views
    from explorer.export.showing import FALLBACK, showing

    with showing(atlas, arguments.figure or FALLBACK) as show:
        lesson, missing = on_body(show, lesson, arguments.figure)
    tell_missing_bodies(missing)
    return page_views(atlas, lesson, markers=arguments.all_points)


def _views(atlas: Atlas, ids: list[str], side: Side, figure: str) -> Sequence[PageView]:
    from explorer.export.page.text import Words
    from explorer.export.page.views import PageView
    from explorer.export.plates import plate_state
    from explorer.scene.framing import frame_shown
    from explorer.scene.stage import Stage

    states = [plate_state(atlas, id, side, figure) for id in ids]
    words = Words(atlas, ())
    stage = Stage(atlas, states[0])
    views = []
    try:
        for id, state in zip(ids, states, strict=True):
            title = words.name(id)
            pose = frame_shown(stage, state.shown, _ASPECT, state.region, side=side)
            views.append(PageView(title, "", replace(state, camera=pose, markers=True)))
            behind = frame_shown(
                stage, state.shown, _ASPECT, state.region, towards="points", side=side
            )
            if state.shown and _angle(pose, behind) > _OTHER_SIDE:
                points = "the point" if len(state.shown) == 1 else "the points"
                turned = replace(state, camera=behind, markers=True)
                views.append(PageView(f"{title}: {points}", "", turned))
    finally:
        stage.close()
    return views


def _angle(a: CameraPose, b: CameraPose) -> float:
    """Degrees between the directions that two poses look from."""
    first, second = (
        [p - f for p, f in zip(pose.position, pose.focal_point, strict=True)] for pose in (a, b)
    )
    cosine = sum(x * y for x, y in zip(first, second, strict=True))
    return math.degrees(
        math.acos(max(-1.0, min(1.0, cosine / (math.hypot(*first) * math.hypot(*second)))))
    )
