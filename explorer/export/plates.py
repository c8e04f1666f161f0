"""One picture of one thing, framed by itself: what ``render`` and the guided tour make."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QImage

from explorer.anatomy.atlas import SHOWN_TOGETHER, Atlas
from explorer.anatomy.model import Side
from explorer.errors import ExplorerError
from explorer.export.stills import StillOptions, render_still, require_png, save_still
from explorer.packs.figures import figure_by_id
from explorer.scene.camera import VIEWS, View
from explorer.scene.framing import frame_shown
from explorer.scene.stage import Stage
from explorer.session.layer_commands import peel
from explorer.session.view_state import PointRef, Subject, SubjectKind, ViewState

__all__ = ["gui", "plate_state", "render_plate"]


def plate_state(atlas: Atlas, id: str, side: Side, figure: str) -> ViewState:
    """What is shown for a point, muscle, region or complaint.

    Raises
    ------
    ExplorerError
        When the id is none of these.
    """
    kind: SubjectKind
    points: tuple[str, ...]
    region = None
    if id in atlas.points:
        kind, points = "point", (id,)
    elif id in atlas.muscles:
        kind, points = "muscle", tuple(p.id for p in atlas.points_of(id))
    elif id in atlas.complaints:
        kind, points = "complaint", atlas.complaints[id].points[:SHOWN_TOGETHER]
    elif id in atlas.regions:
        kind, points, region = "region", (), id
    else:
        raise ExplorerError(
            f"There is no point, muscle, region or complaint called {id!r}.",
            "`trigger-point-explorer list points` and its sisters name them.",
        )
    shown = tuple(PointRef(p, side) for p in points)
    subject = Subject(kind, id, side)
    return ViewState(
        figure=figure, subject=subject, shown=shown, region=region, markers=False, labels=True
    )


@contextmanager
def gui() -> Iterator[None]:
    """Text needs a QGuiApplication; make one where there is none."""
    application = QGuiApplication.instance()
    if application is None:
        if sys.platform.startswith("linux"):
            # A picture needs no display; where one is named but dead, Qt would end the program.
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        application = QGuiApplication([])
    yield
    del application


def plate_image(stage: Stage, state: ViewState, options: StillOptions, view: View | None) -> QImage:
    """Draw one state, framed by itself, on a stage."""
    side = state.subject.side if state.subject is not None else "right"
    aspect = options.width / options.height
    pose = frame_shown(stage, state.shown, aspect, state.region, view, side=side)
    framed = replace(state, camera=pose)
    stage.update(state, framed)
    return render_still(stage, framed, options)


def render_plate(
    atlas: Atlas,
    id: str,
    output: Path,
    *,
    view: str | None = None,
    figure: str | None = None,
    side: Side = "right",
    size: tuple[int, int] = (1600, 1200),
    transparent: bool = False,
    labels: bool = False,
    peeled: float = 0.0,
    xray: bool = False,
    cache: Path | None = None,
) -> None:
    """Render one record into a PNG.

    Parameters
    ----------
    peeled
        How far the body is peeled: 0 skin, 1 muscles, 2 deep muscles, 3 bones.
    xray
        Whether the skin is see-through round the points.

    Raises
    ------
    ExplorerError
        When the id, the figure or the size is wrong, or the file cannot be written.
    """
    if view is not None and view not in VIEWS:
        raise ExplorerError(f"No view is called {view!r}.", f"Choose one of: {', '.join(VIEWS)}.")
    options = StillOptions(
        size[0], size[1], transparent=transparent, labels=labels, legend=labels
    ).checked()
    require_png(output)
    name = figure or "female"
    figure_by_id(name)
    state = replace(peel(peeled).apply(plate_state(atlas, id, side, name)), xray=xray)
    with gui():
        stage = Stage(atlas, state, cache)
        try:
            image = plate_image(stage, state, options, view)
        finally:
            stage.close()
        save_still(image, output, f"{id}, {name} figure")
