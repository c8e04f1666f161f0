"""Figures written to files: PNG, SVG or PDF, by the ending of the name; and previews of them."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QImage

from explorer.anatomy.atlas import Atlas
from explorer.errors import ExplorerError
from explorer.export.borrowed_stage import BorrowedStage
from explorer.export.figures.drawing import Composed, compose
from explorer.export.figures.picture import body_picture, require_drawable
from explorer.export.figures.png import encode_figure_png, paint_figure
from explorer.export.figures.spec import FigureSpec
from explorer.export.plates import gui
from explorer.export.stills import LARGEST_SIDE
from explorer.files import write_bytes
from explorer.packs.figures import figure_by_id
from explorer.packs.progress import Steps
from explorer.scene.stage import Stage
from explorer.session.view_state import ViewState

__all__ = ["FORMATS", "FigureReport", "figure_preview", "require_target", "write_figure"]

#: Endings of the files that a figure can be.
FORMATS = (".png", ".svg", ".pdf")


@dataclass(frozen=True, slots=True)
class FigureReport:
    """A figure that was written, and sentences on what could not be done as it was wished."""

    path: Path
    size: int
    notes: tuple[str, ...] = ()


def write_figure(
    atlas: Atlas,
    spec: FigureSpec,
    path: Path,
    *,
    cache: Path | None = None,
    stage: Stage | None = None,
    shown: ViewState | None = None,
    progress: Callable[[float, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> FigureReport:
    """Make a figure and write it whole, or not at all.

    Parameters
    ----------
    cache
        Folder for baked results, or None.
    stage, shown
        A stage that is lent, and the state that it shows; both are given back as they were.
        Without them one is made.
    progress
        Told the share done (0 to 1) and what is being done.
    cancelled
        Asked often whether to stop.

    Raises
    ------
    ExplorerError
        When the format is unknown, the figure cannot be drawn, or the file cannot be written.
    Cancelled
        When the user has asked to stop; nothing is written.
    """
    steps = Steps(progress or (lambda *_: None), cancelled or (lambda: False))
    ending = require_target(path)
    width, height = spec.checked().size.pixels
    if ending == ".png":
        require_drawable(width, height)
    figure_by_id(spec.view.figure)
    with gui():
        own = Stage(atlas, spec.view, cache) if stage is None else None
        try:
            with BorrowedStage(own or _lent(stage), shown or spec.view) as lent:
                steps.at(0.02, "Finding places for the names")
                composed = compose(lent, spec)
                body, note = _body(lent.stage, composed, steps.part(0.15, 0.8))
        finally:
            if own is not None:
                own.close()
        steps.at(0.8, "Writing the figure")
        content = _encoded(ending, composed, body, spec)
    steps.check()
    write_bytes(path, content)
    steps.progress(1.0, "Done")
    return FigureReport(path, len(content), (*composed.notes, *note))


def figure_preview(stage: Stage, spec: FigureSpec, shown: ViewState, longest: int) -> QImage:
    """The figure as it will be, at most ``longest`` pixels long, on the window's own stage.

    Raises
    ------
    ExplorerError
        When the figure cannot be drawn.
    """
    steps = Steps(lambda *_: None, lambda: False)
    with BorrowedStage(stage, shown) as lent:
        composed = compose(lent, spec)
        drawing = composed.drawing
        scale = min(1.0, longest / max(drawing.width, drawing.height))
        _, _, w, h = drawing.picture
        size = max(1, round(w * scale)), max(1, round(h * scale))
        left, top, right, bottom = (width * scale for width in drawing.soft)
        body = body_picture(stage, *size, (left, top, right, bottom), steps)
    return paint_figure(drawing, body, scale)


def require_target(path: Path) -> str:
    """The ending of a name that a figure can be written to, before any work is done.

    Raises
    ------
    ExplorerError
        When no figure is written so, or not there.
    """
    ending = path.suffix.lower()
    if ending not in FORMATS:
        raise ExplorerError(
            f"Figures are written as PNG, SVG or PDF, but {path.name!r} ends in "
            f"{path.suffix or 'nothing'}.",
            f"Let the name end in {', '.join(FORMATS[:-1])} or {FORMATS[-1]}.",
        )
    folder = path.resolve().parent
    if not os.path.isdir(folder) or not os.access(folder, os.W_OK) or os.path.isdir(path):
        reason = (
            "it is a folder"
            if os.path.isdir(path)
            else "no writing is allowed there"
            if os.path.isdir(folder)
            else "there is no such folder"
        )
        raise ExplorerError(
            f"{path} could not be written: {reason}.", "Choose a folder you may write to."
        )
    return ending


def _lent(stage: Stage | None) -> Stage:
    assert stage is not None
    return stage


def _body(stage: Stage, composed: Composed, steps: Steps) -> tuple[QImage, tuple[str, ...]]:
    """The body's picture, as large as can be drawn."""
    _, _, w, h = composed.drawing.picture
    scale = min(1.0, LARGEST_SIDE / max(w, h))
    left, top, right, bottom = (width * scale for width in composed.drawing.soft)
    soft = left, top, right, bottom
    body = body_picture(stage, round(w * scale), round(h * scale), soft, steps)
    if scale == 1.0:
        return body, ()
    note = f"The body's picture is {body.width()} x {body.height()} pixels, the largest there are."
    return body, (note,)


def _encoded(ending: str, composed: Composed, body: QImage, spec: FigureSpec) -> bytes:
    drawing = composed.drawing
    try:
        if ending == ".png":
            return encode_figure_png(paint_figure(drawing, body), drawing, spec.size.dpi)
        if ending == ".svg":
            from explorer.export.figures.svg import figure_svg

            return figure_svg(drawing, body, spec.size.millimetres)
        from explorer.export.figures.pdf import figure_pdf

        return figure_pdf(drawing, body, spec.size.millimetres)
    except MemoryError:
        raise ExplorerError(
            "There is too little memory to write the figure.", "Choose a smaller size."
        ) from None
