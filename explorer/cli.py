"""The command line. Every call and its JSON are fixed; see ``docs/command-line.md``."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from explorer.anatomy.atlas import Atlas
from explorer.arguments import parser, size
from explorer.body.resources import data_dir
from explorer.errors import ExplorerError
from explorer.packs.cancelling import Cancelled

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one call; returns the exit code (0 done, 1 a problem found, 2 wrong usage)."""
    arguments = parser().parse_args(argv)
    try:
        return _run(arguments)
    except ExplorerError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except BrokenPipeError:  # `... | head` closed the pipe: not our failure
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Cancelled as error:
        sys.stderr.write(f"\n{error}\n")
        return 130
    except KeyboardInterrupt:
        return 130


def _run(arguments: argparse.Namespace) -> int:
    call = arguments.call
    if call in (None, "open"):
        return _open(arguments)
    if call == "check":
        return _check(arguments)
    if call == "list":
        return _list(arguments)
    if call == "show":
        return _show(arguments)
    if call == "find":
        from explorer.calls.find import run_find

        value = run_find(arguments, _atlas(arguments))
        if arguments.json:
            _print_json(value)
        return 0
    if call == "slides":
        from explorer.calls.slides import run_slides

        return run_slides(arguments, _atlas(arguments))
    if call == "page":
        from explorer.calls.page import run_page

        code, value = run_page(arguments, _atlas(arguments))
        if arguments.json:
            _print_json(value)
        return code
    if call == "figure":
        from explorer.calls.figure import run_figure

        code, value = run_figure(arguments, _atlas(arguments))
        if arguments.json and value is not None:
            _print_json(value)
        return code
    if call == "atlas":
        from explorer.calls.atlas import run_atlas_call

        return run_atlas_call(arguments, _atlas(arguments))
    if call == "handout":
        from explorer.calls.handout import run_handout

        return run_handout(arguments, _atlas(arguments))
    if call == "sheet":
        return _sheet(arguments)
    if call == "anatomy":
        from explorer.calls.anatomy import run_anatomy

        code, value = run_anatomy(arguments, _atlas(arguments))
        if arguments.json:
            _print_json(value)
        return code
    if call == "landmarks":
        from explorer.export.landmark_plates import landmark_plates

        for file in landmark_plates(arguments.output, arguments.figure):
            print(file)
        return 0
    if call == "model":
        from explorer.calls.interrupting import ProgressLine, interruptible
        from explorer.export.models import write_model

        with interruptible() as cancelled:
            write_model(
                _atlas(arguments),
                arguments.id,
                arguments.output,
                figure=arguments.figure,
                side=arguments.side,
                progress=ProgressLine(),
                cancelled=cancelled,
            )
        return 0
    if call == "tour":
        from explorer.ui.tour import render_tour

        render_tour(_atlas(arguments), arguments.out, say=print)
        return 0
    from explorer.export.plates import render_plate

    render_plate(
        _atlas(arguments),
        arguments.id,
        arguments.output,
        view=(arguments.view or "").replace("-", " ") or None,
        figure=arguments.figure,
        side=arguments.side,
        size=size(arguments.size),
        transparent=arguments.transparent,
        labels=arguments.labels,
        peeled=arguments.peel,
        xray=arguments.xray,
    )
    return 0


def _knowledge_base(arguments: argparse.Namespace) -> Path:
    return arguments.knowledge_base or data_dir() / "trigger_points.json"


def _atlas(arguments: argparse.Namespace) -> Atlas:
    from explorer.knowledge.reading import read_knowledge_base

    return Atlas(read_knowledge_base(_knowledge_base(arguments)))


def _print_json(value: Any) -> None:
    sys.stdout.write(json.dumps(value, indent=2, ensure_ascii=False) + "\n")


def _open(arguments: argparse.Namespace) -> int:
    from explorer.ui.start import start

    return start(
        _knowledge_base(arguments),
        point=getattr(arguments, "point", None),
        figure=getattr(arguments, "figure", None),
    )


def _check(arguments: argparse.Namespace) -> int:
    from explorer.knowledge.checking import check_file

    report = check_file(arguments.file or _knowledge_base(arguments))
    if report.knowledge is not None:
        from explorer.body.checking import check_on_body

        body = check_on_body(report.knowledge)
        report = report.with_body(body.landmarks, body.problems)
    if arguments.json:
        _print_json(report.as_json())
    else:
        for problem in report.problems:
            print(f"{problem.path}: {problem.message}")
        print(
            f"{report.muscles} muscles, {report.trigger_points} trigger points, "
            f"{report.regions} regions, {report.landmarks} landmarks: "
            + _count_of_problems(len(report.problems))
        )
    return 1 if report.problems else 0


def _count_of_problems(count: int) -> str:
    if not count:
        return "no problem"
    return "1 problem" if count == 1 else f"{count} problems"


def _list(arguments: argparse.Namespace) -> int:
    from explorer.export.records import landmark_rows, point_rows
    from explorer.packs.figures import all_figures

    what = arguments.what
    if what == "landmarks":
        rows = landmark_rows()
    elif what == "figures":
        rows = [
            {"id": f.id, "name": f.name, "sex": f.sex, "description": f.description}
            for f in all_figures()
        ]
    elif what == "points":
        rows = point_rows(_atlas(arguments))
    else:
        rows = [{"id": r.id, "name": r.name} for r in getattr(_atlas(arguments), what).values()]
    if arguments.json:
        _print_json(rows)
    else:
        width = max((len(row["id"]) for row in rows), default=0)
        for row in rows:
            print(f"{row['id']:<{width}}  {row['name']}")
    return 0


def _show(arguments: argparse.Namespace) -> int:
    from explorer.export.records import full_record

    atlas = _atlas(arguments)
    record = atlas.find(arguments.id)
    if record is None:
        raise ExplorerError(
            f"Nothing is called {arguments.id!r}.",
            "`trigger-point-explorer list points` and its sisters name everything.",
        )
    placed = None
    if arguments.id in atlas.points:
        from explorer.body.placement import PlacedAtlas
        from explorer.packs.figures import figure_by_id

        placed = PlacedAtlas(atlas, figure_by_id(arguments.figure or "female"))
    elif arguments.figure:
        from explorer.packs.figures import figure_by_id

        figure_by_id(arguments.figure)
    values = full_record(atlas, record, placed)
    if arguments.json:
        _print_json(values)
    else:
        _print_plain(values)
    return 0


def _print_plain(values: dict[str, Any], indent: str = "") -> None:
    for key, value in values.items():
        if isinstance(value, dict):
            print(f"{indent}{key}:")
            _print_plain(value, indent + "  ")
        elif isinstance(value, (list, tuple)) and any(isinstance(v, dict) for v in value):
            print(f"{indent}{key}:")
            for item in value:
                _print_plain(item, indent + "  ")
                print()
        elif isinstance(value, (list, tuple)):
            print(f"{indent}{key}: {', '.join(str(v) for v in value)}")
        elif value not in (None, ""):
            print(f"{indent}{key}: {value}")


def _sheet(arguments: argparse.Namespace) -> int:
    from explorer.export.contact_sheet import contact_sheet

    atlas = _atlas(arguments)
    points: list[str] = []
    for id in arguments.points or list(atlas.points):
        points += [p.id for p in atlas.points_of(id)] or [id]
    contact_sheet(
        atlas, points, arguments.output, figure=arguments.figure, columns=arguments.columns
    )
    return 0
