"""``figure``: one publication figure as PNG, SVG or PDF, from the command line."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import Side
from explorer.arguments import size
from explorer.calls.interrupting import interruptible
from explorer.errors import ExplorerError

if TYPE_CHECKING:
    from explorer.export.figures.spec import FigureSpec, PageSize

__all__ = ["run_figure"]

#: How wide the body's part of a page with names is, before they are known.
_GUESS = 0.55


def run_figure(arguments: argparse.Namespace, atlas: Atlas) -> tuple[int, Any]:
    """Make one figure; returns the exit code and what ``--json`` prints.

    Raises
    ------
    ExplorerError
        When the id, an option or the file cannot be, or nothing can be written there.
    """
    from explorer.body.topology import load_topology
    from explorer.export.figures.file import is_figure_file, write_figure_file
    from explorer.export.figures.writing import require_target, write_figure

    if arguments.output is None and arguments.save_spec is None:
        raise ExplorerError("Nothing would be written.", "Give -o FILE, --save-spec FILE, or both.")
    if arguments.output is not None:
        require_target(arguments.output)
    notes: tuple[str, ...] = ()
    if is_figure_file(arguments.what):
        spec, notes = _from_file(arguments, atlas)
    else:
        spec = _from_id(arguments, atlas)
    if arguments.save_spec is not None:
        write_figure_file(arguments.save_spec, spec, load_topology().fingerprint())
    value: dict[str, Any] = {"figure": None, "file": None, "notes": list(notes)}
    if arguments.save_spec is not None:
        value["figure"] = str(arguments.save_spec)
    if arguments.output is not None:
        with interruptible() as cancelled:
            report = write_figure(atlas, spec, arguments.output, cancelled=cancelled)
        value |= {"file": str(report.path), "bytes": report.size}
        value["notes"] = [*notes, *report.notes]
    for note in value["notes"]:
        sys.stderr.write(f"{note}\n")
    if not arguments.json:
        for file in (value["file"], value["figure"]):
            if file is not None:
                print(file)
    return 0, value


def _from_file(arguments: argparse.Namespace, atlas: Atlas) -> tuple[FigureSpec, tuple[str, ...]]:
    """The figure of a file, with what the options change in it."""
    from explorer.body.landmarks import load_landmarks
    from explorer.body.pain_skin import require_on_skin
    from explorer.body.topology import load_topology
    from explorer.export.figures.file import read_figure

    for name in ("view", "side"):
        if getattr(arguments, name, None) is not None:
            raise ExplorerError(
                f"A figure's file already says its view, so --{name} cannot be given.",
                "Name a point, muscle, region or complaint instead of a file.",
            )
    file, fingerprint = Path(arguments.what), load_topology().fingerprint()
    spec, missing = read_figure(file, atlas.ids, load_landmarks(), fingerprint)
    require_on_skin(spec.view.pain.strokes)
    spec = _with_options(spec, arguments)
    if arguments.figure is not None:
        spec = replace(spec, view=replace(spec.view, figure=arguments.figure))
    note = (f"Not known here and left out: {', '.join(missing)}.",) if missing else ()
    return spec.checked(), note


def _from_id(arguments: argparse.Namespace, atlas: Atlas) -> FigureSpec:
    """A figure of a record, framed by itself."""
    from explorer.export.borrowed_stage import BorrowedStage
    from explorer.export.figures.layout import picture_aspect
    from explorer.export.figures.spec import FigureSpec
    from explorer.export.plates import gui, plate_state
    from explorer.packs.figures import figure_by_id
    from explorer.scene.camera import VIEWS, View
    from explorer.scene.framing import frame_shown
    from explorer.scene.stage import Stage

    view = (arguments.view or "").replace("-", " ") or None
    if view is not None and view not in VIEWS:
        raise ExplorerError(f"No view is called {view!r}.", f"Choose one of: {', '.join(VIEWS)}.")
    side: Side = arguments.side or "right"
    figure = arguments.figure or "female"
    figure_by_id(figure)
    state = plate_state(atlas, arguments.what, side, figure)
    if arguments.peel or arguments.xray:
        from explorer.session.layer_commands import peel

        state = replace(peel(arguments.peel or 0.0).apply(state), xray=bool(arguments.xray))
    spec = _with_options(FigureSpec(view=state), arguments).checked()
    width, height = spec.size.pixels
    aspect = width / height * (_GUESS if spec.labels else 1.0)
    with gui():
        stage = Stage(atlas, state)
        try:
            for _ in range(2):  # how wide the names are shows when the body is framed
                pose = frame_shown(
                    stage, state.shown, aspect, state.region, cast("View | None", view), side=side
                )
                spec = replace(spec, view=replace(state, camera=pose), view_aspect=aspect)
                with BorrowedStage(stage, state) as lent:
                    aspect = picture_aspect(lent, spec)
        finally:
            stage.close()
    return spec


def _with_options(spec: FigureSpec, arguments: argparse.Namespace) -> FigureSpec:
    """A figure as the options of the call change it; what is not given stays."""
    changes: dict[str, Any] = {"size": _size(spec.size, arguments)}
    for name in ("title", "subtitle", "font_size"):
        value = getattr(arguments, name, None)
        if value is not None:
            changes[name] = value
    for name in ("transparent", "dark", "certainty"):
        if getattr(arguments, name, False):
            changes[name] = True
    if arguments.labels is not None:
        words = (word.strip() for word in arguments.labels.split(","))
        chosen = tuple(dict.fromkeys(w for w in words if w and w != "none"))
        changes["labels"] = chosen
    return replace(spec, **changes)


def _size(former: PageSize, arguments: argparse.Namespace) -> PageSize:
    if arguments.size is not None and arguments.mm is not None:
        raise ExplorerError(
            "A figure has a size in pixels or in millimetres, not both.", "Leave one of them out."
        )
    made = former
    if arguments.size is not None:
        width, height = size(arguments.size)
        made = replace(made, width=float(width), height=float(height), unit="px")
    if arguments.mm is not None:
        parts = arguments.mm.lower().split("x")
        try:
            width_mm, height_mm = (float(part) for part in parts)
        except ValueError:
            raise ExplorerError(
                f"The size {arguments.mm!r} is not of the form WxH, such as 180x120.",
                "Give width and height in millimetres.",
            ) from None
        made = replace(made, width=width_mm, height=height_mm, unit="mm")
    if arguments.dpi is not None:
        made = replace(made, dpi=arguments.dpi)
    return made
