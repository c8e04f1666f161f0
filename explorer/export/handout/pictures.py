"""The pictures of a handout: the client's own drawing, each source, and the practice's logo."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Protocol
from xml.etree import ElementTree

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import Side
from explorer.anatomy.pain import Pain
from explorer.body.regions import load_region_map
from explorer.errors import ExplorerError
from explorer.export.handout.best_views import best_directions, pose_from
from explorer.export.handout.html import PICTURE_SHAPE
from explorer.export.ink_style import InkStyle
from explorer.export.painting import paint_overlay
from explorer.export.plates import plate_state
from explorer.export.showing import showing
from explorer.scene.framing import Towards, frame_shown
from explorer.scene.palette import LIGHT
from explorer.scene.stage import Stage
from explorer.session.view_state import PointRef, ViewState

__all__ = ["HandoutPictures", "Shows", "logo_image", "own_pictures"]

_SIZE = (600, round(600 / PICTURE_SHAPE))
_INK, _SUBPIXELS = 1.5, 8
#: A picture of a pain shows at least so much of the body to each side of its middle (mm).
_LEAST = 230.0
_TOWARDS: tuple[Towards, Towards] = ("zones", "points")
_SIDES: tuple[Side, Side] = ("right", "left")
_LOGO_BYTES, _LOGO_PIXELS = 20_000_000, 700


class Shows(Protocol):
    """A stage that shows one state after another: one's own, or one that is borrowed."""

    stage: Stage

    def show(self, state: ViewState) -> None:
        """Show another state."""


class HandoutPictures:
    """Draws on a stage that nobody else uses meanwhile."""

    def __init__(self, atlas: Atlas, on: Shows, figure: str) -> None:
        self._atlas = atlas
        self._on = on
        self._figure = figure
        self._stage = on.stage
        self._stage.set_hovered(None)
        self._stage.set_palette(LIGHT)
        self._stage.set_size(*_SIZE)
        on.show(ViewState(figure=figure, markers=False, labels=False, legend=False))

    def region_of(self, ref: PointRef) -> str:
        """Id of the region of the skin in which a point's marker lies."""
        place = self._stage.placed.point(ref.point, ref.side).on_topology
        return load_region_map().region_at(place.vertices, place.weights)

    def source(self, ref: PointRef) -> list[QImage]:
        """A point with what it paints; where that hides the point, a second picture shows it."""
        state = plate_state(self._atlas, ref.point, ref.side, self._figure)
        self._on.show(state)
        stage, aspect = self._stage, _SIZE[0] / _SIZE[1]
        images = []
        for towards in _TOWARDS:
            pose = frame_shown(stage, state.shown, aspect, towards=towards, side=ref.side)
            self._on.show(replace(state, camera=pose))
            images.append(self._picture())
            if stage.index_of(ref) in stage.visible()[0].tolist():
                break
        return images

    def drawing(self, pain: Pain) -> list[QImage]:
        """The client's own pain from one side, or from two where that shows more of it."""
        area = self._where(pain)
        if not area.any():
            return []
        placed = self._stage.placed
        vertices = placed.figure.vertices[area > 0]
        middle = (vertices.min(axis=0) + vertices.max(axis=0)) / 2
        half = np.maximum((vertices.max(axis=0) - vertices.min(axis=0)) / 2, _LEAST)
        bounds = np.array([middle - half, middle + half], float)
        images = []
        for direction in best_directions(placed.figure.vertices, placed.figure.normals, area):
            pose = pose_from(direction, bounds, _SIZE[0] / _SIZE[1])
            state = replace(ViewState(figure=self._figure, markers=False), pain=pain, camera=pose)
            self._on.show(state)
            images.append(self._picture())
        return images

    def _where(self, pain: Pain) -> npt.NDArray[np.float64]:
        """How much skin (n,) hurts at each vertex, mm2; nought where it does not."""
        zones = self._stage.placed.zones
        hurts = np.zeros(len(zones.vertex_area), bool)
        if pain.strokes:
            hurts |= self._stage.pain.painted(pain.strokes).intensity > 0
        for ref in pain.regions:
            if ref.region in self._atlas.regions:
                for side in _SIDES:
                    if ref.on(side):
                        hurts |= zones.region_mask(ref.region, side)
        return np.where(hurts, zones.vertex_area, 0.0)

    def _picture(self) -> QImage:
        frame = self._stage.average(_SUBPIXELS)
        height, width = frame.shape[:2]
        image = QImage(frame.data, width, height, 4 * width, QImage.Format.Format_RGBA8888)
        image = image.convertToFormat(QImage.Format.Format_RGB32)
        style = InkStyle(LIGHT, _INK)
        overlay = self._stage.overlay(lambda *_: (0.0, 0.0), _INK, False)
        painter = QPainter(image)
        try:
            paint_overlay(painter, replace(overlay, compass=()), style)
        finally:
            painter.end()
        return image


@contextmanager
def own_pictures(atlas: Atlas, figure: str, cache: Path | None = None) -> Iterator[HandoutPictures]:
    """Pictures drawn on a stage of their own, closed at the end.

    Raises
    ------
    ExplorerError
        When there is no such figure.
    """
    with showing(atlas, figure, cache) as on:
        yield HandoutPictures(atlas, on, figure)


def logo_image(path: Path) -> QImage:
    """A logo from a PNG, JPEG or SVG file, in no more pixels than paper can show.

    Raises
    ------
    ExplorerError
        When the file is missing, far too large, or no picture.
    """
    try:
        if path.stat().st_size > _LOGO_BYTES:
            raise ExplorerError(f"The logo {path.name} is far too large.", "Choose a smaller one.")
        content = path.read_bytes()
    except OSError as error:
        raise ExplorerError(
            f"The logo {path} could not be read: {error.strerror or error}.",
            "Choose a PNG, JPG or SVG file.",
        ) from error
    image = _from_svg(content) if path.suffix.lower() == ".svg" else _from_pixels(path)
    if image.isNull():
        raise ExplorerError(
            f"The logo {path.name} is no picture that can be read.",
            "Choose a PNG, JPG or SVG file.",
        )
    return image


def _from_pixels(path: Path) -> QImage:
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    reader.setDecideFormatFromContent(True)
    image = reader.read()
    if max(image.width(), image.height()) <= _LOGO_PIXELS:
        return image
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return image.scaled(QSize(_LOGO_PIXELS, _LOGO_PIXELS), keep, smooth)


def _from_svg(content: bytes) -> QImage:
    from PySide6.QtSvg import QSvgRenderer

    try:
        # Qt writes to the console about what is no SVG; so it is looked at first.
        if not ElementTree.fromstring(content).tag.endswith("svg"):
            return QImage()
    except ElementTree.ParseError:
        return QImage()
    renderer = QSvgRenderer(content)
    size = renderer.defaultSize()
    if not renderer.isValid() or size.isEmpty():
        return QImage()
    size.scale(_LOGO_PIXELS, _LOGO_PIXELS, Qt.AspectRatioMode.KeepAspectRatio)
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter, QRectF(image.rect()))
    painter.end()
    return image
