"""The pictures of a handout: the client's own drawing, each source, and the practice's logo."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
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
from explorer.export.ink_style import InkStyle
from explorer.export.painting import paint_overlay
from explorer.export.plates import gui, plate_state
from explorer.scene.camera import VIEWS, View, view_pose
from explorer.scene.framing import Towards, frame_shown
from explorer.scene.palette import LIGHT
from explorer.scene.stage import Stage
from explorer.session.view_state import PointRef, ViewState

__all__ = ["HandoutPictures", "logo_image"]

_SIZE = (600, 750)
_INK, _SUBPIXELS = 1.5, 8
#: A picture of a pain shows at least so much of the body to each side of its middle (mm).
_LEAST = 230.0
#: A second view is shown when it adds this share of the pain.
_WORTH = 0.15
_SEEN = 0.35
_TOWARDS: tuple[Towards, Towards] = ("zones", "points")
_SIDES: tuple[Side, Side] = ("right", "left")
_LOGO_BYTES, _LOGO_PIXELS = 20_000_000, 700


class HandoutPictures:
    """Draws on a stage of its own; use it in a ``with`` statement."""

    def __init__(self, atlas: Atlas, figure: str, cache: Path | None = None) -> None:
        self._atlas = atlas
        self._gui = gui()
        self._gui.__enter__()
        self._state = ViewState(figure=figure, markers=False, labels=False, legend=False)
        self._stage = Stage(atlas, self._state, cache)
        self._stage.set_palette(LIGHT)
        self._stage.set_size(*_SIZE)

    def __enter__(self) -> HandoutPictures:
        return self

    def __exit__(self, *_: object) -> None:
        self._stage.close()
        self._gui.__exit__(None, None, None)

    def region_of(self, ref: PointRef) -> str:
        """Id of the region of the skin in which a point's marker lies."""
        place = self._stage.placed.point(ref.point, ref.side).on_topology
        return load_region_map().region_at(place.vertices, place.weights)

    def source(self, ref: PointRef) -> list[QImage]:
        """A point with what it paints; where that hides the point, a second picture shows it."""
        state = plate_state(self._atlas, ref.point, ref.side, self._state.figure)
        self._show(state)
        stage, aspect = self._stage, _SIZE[0] / _SIZE[1]
        images = []
        for towards in _TOWARDS:
            pose = frame_shown(stage, state.shown, aspect, towards=towards, side=ref.side)
            self._show(replace(state, camera=pose))
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
        vertices, normals = placed.figure.vertices[area > 0], placed.figure.normals[area > 0]
        middle = (vertices.min(axis=0) + vertices.max(axis=0)) / 2
        half = np.maximum((vertices.max(axis=0) - vertices.min(axis=0)) / 2, _LEAST)
        bounds = np.array([middle - half, middle + half], float)
        images = []
        for view in _views(normals, area[area > 0]):
            pose = view_pose(view, bounds, _SIZE[0] / _SIZE[1])
            state = replace(
                ViewState(figure=self._state.figure, markers=False), pain=pain, camera=pose
            )
            self._show(state)
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

    def _show(self, state: ViewState) -> None:
        self._stage.update(self._state, state)
        self._state = state

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


def _views(normals: npt.NDArray[np.floating], area: npt.NDArray[np.float64]) -> list[View]:
    """One or two views from which most of the painted skin is seen."""
    round_the_body: tuple[View, ...] = (
        "anterior",
        "posterior",
        "right lateral",
        "left lateral",
    )
    seen = {v: normals @ np.asarray(VIEWS[v][0]) > _SEEN for v in round_the_body}
    first = max(round_the_body, key=lambda v: float(area[seen[v]].sum()))
    added = {v: float(area[seen[v] & ~seen[first]].sum()) for v in round_the_body}
    second = max(round_the_body, key=lambda v: added[v])
    return [first, second] if added[second] > _WORTH * float(area.sum()) else [first]


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
