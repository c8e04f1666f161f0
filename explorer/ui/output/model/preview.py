"""A model as it will be, drawn on the window's own stage."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from explorer.anatomy.pain import NO_PAIN
from explorer.export.borrowed_stage import BorrowedStage
from explorer.export.model_parts import ModelParts, skin_alpha
from explorer.export.models import MARKER_RADIUS_MM
from explorer.session.view_state import ViewState
from explorer.ui.output.lent_stage import put_back_hover

if TYPE_CHECKING:
    from explorer.scene.stage import Stage
    from explorer.ui.main_window import MainWindow

__all__ = ["as_model", "model_picture"]

#: The picture is averaged over so many sub-pixel frames.
_SUBPIXELS = 4
#: Smaller than this (pixels) the ball of a point would not be seen.
_SMALLEST = 2.0


def model_picture(
    window: MainWindow, state: ViewState, parts: ModelParts, size: tuple[int, int]
) -> QImage:
    """A still of a view as a model with these parts shows it.

    Raises
    ------
    ExplorerError
        When its body cannot be read.
    """
    stage, (width, height) = window.viewport.stage, size
    with BorrowedStage(stage, put_back_hover(window)) as lent:
        stage.set_palette(window.theme.scene)
        stage.set_size(width, height)
        lent.show(as_model(state, parts))
        frame = stage.average(_SUBPIXELS)
        image = QImage(frame.data, width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()
        if parts.points and stage.has_skin:
            _paint_balls(image, stage, state)
        return image


def _paint_balls(image: QImage, stage: Stage, state: ViewState) -> None:
    """The balls of the points that can be seen."""
    index, places = stage.visible()
    seen = dict(zip(index.tolist(), places.tolist(), strict=True))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(*stage.palette.marker_core))
    for ref in state.shown:
        if ref.point in stage.atlas.points and stage.index_of(ref) in seen:
            place = stage.placed.point(ref.point, ref.side).position
            up = np.asarray(state.camera.view_up, float)
            ends, _ = stage.lens.project(np.stack([place, place + MARKER_RADIUS_MM * up]))
            radius = max(_SMALLEST, float(np.linalg.norm(ends[1] - ends[0])))
            painter.drawEllipse(QPointF(*seen[stage.index_of(ref)]), radius, radius)
    painter.end()


def as_model(state: ViewState, parts: ModelParts) -> ViewState:
    """The view as a model shows it: nothing but its parts."""
    return replace(
        state,
        skin_opacity=skin_alpha(state, parts),
        zones=parts.zones,
        superficial=state.superficial if parts.muscles else 0.0,
        deep=state.deep if parts.muscles else 0.0,
        bones=state.bones if parts.bones else 0.0,
        isolated=state.isolated if parts.muscles else (),
        shown=state.shown if parts.zones or parts.points else (),
        markers=False,
        labels=False,
        course=False,
        danger=False,
        xray=False,
        compared=(),
        pain=NO_PAIN,
    )
