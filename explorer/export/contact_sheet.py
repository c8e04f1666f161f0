"""Many points on one sheet, each with its zones in two views: for reviewing the content by eye."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from explorer.anatomy.atlas import Atlas
from explorer.errors import ExplorerError
from explorer.export.painting import InkStyle
from explorer.export.plates import gui, plate_state
from explorer.export.stills import StillOptions, render_still, save_still
from explorer.scene.camera import orbit
from explorer.scene.framing import frame_shown
from explorer.scene.palette import LIGHT
from explorer.scene.stage import Stage
from explorer.session.view_state import CameraPose, PointRef

__all__ = ["contact_sheet"]

_WORDS_HEIGHT = 78
#: How far the second view is turned from the first (degrees).
_TURN = 70.0


def contact_sheet(
    atlas: Atlas,
    points: Sequence[str],
    output: Path,
    *,
    figure: str = "female",
    columns: int = 4,
    tile: int = 300,
    cache: Path | None = None,
) -> None:
    """Draw two views of each point side by side, with its id and where its words say it lies.

    Raises
    ------
    ExplorerError
        When a point is unknown or the sheet would be larger than a picture can be.
    """
    unknown = [p for p in points if p not in atlas.points]
    if unknown or not points:
        raise ExplorerError(
            f"No trigger point is called {unknown[0]!r}." if unknown else "No point was named.",
            "`list points` names them.",
        )
    rows = -(-len(points) // columns)
    options = StillOptions(columns * 2 * tile, rows * (tile + _WORDS_HEIGHT)).checked()
    with gui():
        sheet = QImage(options.width, options.height, QImage.Format.Format_RGB32)
        sheet.fill(QColor(255, 255, 255))
        state = plate_state(atlas, points[0], "right", figure)
        stage = Stage(atlas, state, cache)
        painter = QPainter(sheet)
        try:
            for number, point in enumerate(points):
                x = (number % columns) * 2 * tile
                y = (number // columns) * (tile + _WORDS_HEIGHT)
                new = plate_state(atlas, point, "right", figure)
                for turn in (0, 1):
                    pose = _pose(stage, new.shown, turn)
                    framed = replace(new, camera=pose, labels=False)
                    stage.update(state, framed)
                    state = framed
                    small = StillOptions(tile, tile, labels=False, legend=False)
                    painter.drawImage(x + turn * tile, y, render_still(stage, framed, small))
                _words(painter, QRectF(x + 6, y + tile, 2 * tile - 12, _WORDS_HEIGHT), atlas, point)
        finally:
            painter.end()
            stage.close()
        save_still(sheet, output, f"{len(points)} points on the {figure} figure")


def _pose(stage: Stage, shown: tuple[PointRef, ...], turn: int) -> CameraPose:
    """First from in front of the zones; then of the point, or turned where that is the same."""
    first = frame_shown(stage, shown, 1.0)
    if not turn:
        return first
    second = frame_shown(stage, shown, 1.0, towards="points")
    a, b = (np.subtract(p.position, p.focal_point) for p in (first, second))
    angle = np.degrees(np.arccos(a @ b / (np.linalg.norm(a) * np.linalg.norm(b))))
    if angle > _TURN / 2:
        return second
    inward = _TURN if first.position[0] < first.focal_point[0] else -_TURN
    return orbit(first, inward, 0.0, "turntable")


def _words(painter: QPainter, box: QRectF, atlas: Atlas, point: str) -> None:
    style = InkStyle(LIGHT)
    painter.setPen(QColor(20, 20, 20))
    painter.setFont(style.font(13, bold=True))
    painter.drawText(box, Qt.AlignmentFlag.AlignTop, f"{atlas.point_name(point)}   {point}")
    painter.setFont(style.font(11))
    words = " | ".join(
        [
            atlas.points[point].location,
            *(f"{z.level}: {z.words}" for z in atlas.points[point].zones),
        ]
    )
    painter.drawText(
        box.adjusted(0, 17, 0, 0), int(Qt.AlignmentFlag.AlignTop) | Qt.TextFlag.TextWordWrap, words
    )
