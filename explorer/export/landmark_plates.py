"""Labelled pictures of every landmark on a figure: for judging by eye where each one lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import KnowledgeBase
from explorer.body.figure import Figure
from explorer.body.landmarks import Landmark, load_landmarks
from explorer.body.topology import load_topology
from explorer.errors import ExplorerError
from explorer.export.painting import InkStyle, label_size, paint_overlay
from explorer.export.plates import gui
from explorer.export.stills import StillOptions, render_still, save_still
from explorer.files import make_folder
from explorer.packs.figures import figure_by_id
from explorer.scene.camera import Lens
from explorer.scene.geometry import surface
from explorer.scene.overlay import Label, Overlay, place_labels
from explorer.scene.palette import LIGHT
from explorer.scene.picking import SkinPicker, visible_markers
from explorer.scene.stage import Stage
from explorer.session.view_state import CameraPose, ViewState

__all__ = ["PLATES", "LandmarkPlate", "LandmarkScene", "landmark_plates"]

Array = npt.NDArray[np.float64]
Vector = tuple[float, float, float]

#: Skin seen at a flatter angle than this (cosine) is on the outline: too flat to judge a place.
_FACING = 0.3
#: Part of the height kept free of names, for the title above and the compass below.
_TOP, _BOTTOM = 0.035, 0.11
#: Least half height of a picture (mm): one must see which part of the body it is.
_LEAST_HALF = 45.0
_VIEW_ANGLE = 18.0
#: Least scale of the ink and least part of the width between the names: below, one cannot read.
_LEAST_SCALE, _LEAST_FREE = 0.85, 0.2
_UP: Vector = (0.0, 0.0, 1.0)


@dataclass(frozen=True, slots=True)
class LandmarkPlate:
    """One view: which areas of the body it names, and the direction from the body to the eye.

    ``through`` names also what another part of the body covers, such as the side of the chest
    behind the arm; those dots are hollow.
    """

    id: str
    title: str
    areas: tuple[str, ...]
    towards: Vector
    up: Vector = _UP
    through: bool = False


#: Right side of the body: its lateral is -x. Every landmark is named on one of them, on any figure.
PLATES = (
    LandmarkPlate("head_front", "Head, front", ("head",), (-0.2, -1.0, 0.0)),
    LandmarkPlate("head_side", "Head, side", ("head",), (-1.0, 0.0, 0.0)),
    LandmarkPlate("head_back", "Head, back", ("head",), (-0.2, 1.0, 0.0)),
    LandmarkPlate("head_top", "Head, top", ("head",), (-0.2, -0.25, 1.0), (0.0, -1.0, 0.0)),
    LandmarkPlate("head_below", "Head, below", ("head",), (-0.35, -0.6, -0.9)),
    LandmarkPlate("throat", "Throat", ("neck",), (-0.35, -0.8, -0.6)),
    LandmarkPlate("neck_front", "Neck, front", ("neck",), (-0.2, -1.0, -0.1)),
    LandmarkPlate("neck_side", "Neck, side", ("neck",), (-1.0, 0.0, 0.1)),
    LandmarkPlate("neck_back", "Neck, back", ("neck",), (-0.2, 1.0, 0.15)),
    LandmarkPlate("shoulder_front", "Shoulder, front", ("shoulder",), (-0.3, -1.0, 0.2)),
    LandmarkPlate("shoulder_side", "Shoulder, side", ("shoulder",), (-1.0, 0.0, 0.3), through=True),
    LandmarkPlate("shoulder_back", "Shoulder, back", ("shoulder",), (-0.2, 1.0, 0.1)),
    LandmarkPlate("shoulder_below", "Shoulder, below", ("shoulder",), (-0.25, -0.55, -0.8)),
    LandmarkPlate("trunk_front", "Trunk, front", ("chest", "abdomen"), (0.0, -1.0, 0.0)),
    LandmarkPlate(
        "trunk_side_front", "Trunk, side, from in front", ("chest", "abdomen"), (-0.75, -0.65, 0.0)
    ),
    LandmarkPlate(
        "trunk_side", "Trunk, side", ("chest", "abdomen"), (-1.0, 0.0, 0.0), through=True
    ),
    LandmarkPlate("trunk_side_back", "Trunk, side, from behind", ("back",), (-0.7, 0.7, 0.0)),
    LandmarkPlate("trunk_back", "Trunk, back", ("back",), (0.0, 1.0, 0.0)),
    LandmarkPlate("pelvis_front", "Pelvis, front", ("pelvis", "abdomen"), (-0.2, -1.0, 0.0)),
    LandmarkPlate("pelvis_side", "Pelvis, side", ("pelvis",), (-0.85, -0.55, 0.1)),
    LandmarkPlate("pelvis_back", "Pelvis, back", ("pelvis",), (-0.15, 1.0, 0.0)),
    LandmarkPlate("pelvis_inner", "Pelvis, inner side", ("pelvis",), (0.7, 0.6, -0.35)),
    LandmarkPlate("arm_front", "Upper arm, front", ("arm",), (0.0, -1.0, 0.0)),
    LandmarkPlate("arm_outer", "Upper arm, outer side", ("arm",), (-1.0, 0.1, 0.0)),
    LandmarkPlate("arm_back", "Upper arm, back", ("arm",), (-0.1, 1.0, 0.0)),
    LandmarkPlate("arm_inner", "Upper arm, inner side", ("arm",), (0.6, -0.75, -0.2), through=True),
    LandmarkPlate("forearm_front", "Forearm, palm side", ("forearm",), (0.0, -1.0, 0.0)),
    LandmarkPlate("forearm_outer", "Forearm, thumb side", ("forearm",), (-1.0, -0.1, 0.0)),
    LandmarkPlate("forearm_back", "Forearm, back", ("forearm",), (0.1, 1.0, 0.0)),
    LandmarkPlate("forearm_inner", "Forearm, little-finger side", ("forearm",), (0.6, 0.75, -0.2)),
    LandmarkPlate("hand_palm", "Hand, palm", ("hand",), (0.0, -1.0, 0.0)),
    LandmarkPlate("hand_thumb_side", "Hand, thumb side", ("hand",), (-1.0, -0.25, 0.1)),
    LandmarkPlate("hand_back", "Hand, back", ("hand",), (-0.1, 1.0, 0.0)),
    LandmarkPlate("hand_below", "Hand, finger tips", ("hand",), (-0.2, -0.5, -1.0)),
    LandmarkPlate(
        "hand_ulnar", "Hand, little-finger side", ("hand",), (0.75, 0.65, -0.1), through=True
    ),
    LandmarkPlate("thigh_front", "Thigh, front", ("thigh",), (0.0, -1.0, 0.0)),
    LandmarkPlate("thigh_outer", "Thigh, outer side", ("thigh",), (-1.0, 0.15, 0.0), through=True),
    LandmarkPlate("thigh_back", "Thigh, back", ("thigh",), (-0.1, 1.0, 0.0)),
    LandmarkPlate("thigh_inner", "Thigh, inner side", ("thigh",), (0.8, -0.6, 0.0), through=True),
    LandmarkPlate("knee_front", "Knee, front", ("knee",), (0.0, -1.0, 0.0)),
    LandmarkPlate("knee_outer", "Knee, outer side", ("knee",), (-1.0, 0.0, 0.0)),
    LandmarkPlate("knee_inner", "Knee, inner side", ("knee",), (0.75, -0.65, 0.1)),
    LandmarkPlate("knee_back", "Knee, back", ("knee",), (0.0, 1.0, 0.0)),
    LandmarkPlate("leg_front", "Leg, front", ("leg",), (0.0, -1.0, 0.0)),
    LandmarkPlate("leg_outer", "Leg, outer side", ("leg",), (-1.0, 0.0, 0.0)),
    LandmarkPlate("leg_inner", "Leg, inner side", ("leg",), (0.7, -0.7, 0.0)),
    LandmarkPlate("leg_back", "Leg, back", ("leg",), (0.0, 1.0, 0.0)),
    LandmarkPlate("foot_top", "Foot, top", ("foot",), (-0.1, -0.6, 1.0)),
    LandmarkPlate("foot_sole", "Foot, sole", ("foot",), (0.0, 0.1, -1.0), (0.0, -1.0, 0.0)),
    LandmarkPlate("foot_outer", "Foot, outer side", ("foot",), (-1.0, 0.0, 0.15)),
    LandmarkPlate("foot_inner", "Foot, inner side", ("foot",), (0.75, -0.55, 0.3)),
    LandmarkPlate("foot_back", "Foot, back", ("foot",), (0.2, 1.0, 0.1)),
    LandmarkPlate("foot_toes", "Foot, toes", ("foot",), (0.0, -1.0, 0.15)),
)


class LandmarkScene:
    """The landmarks of the right side and the midline on one figure, and what each plate names."""

    def __init__(self, figure: Figure) -> None:
        self.figure = figure
        subdivision = load_topology().subdivision
        self._picker = SkinPicker(surface(figure.vertices, subdivision.triangles))
        self.landmarks: tuple[Landmark, ...] = tuple(load_landmarks().values())
        places, normals = [], []
        for landmark in self.landmarks:
            # The shown skin is the subdivided one: on the base mesh dots would sink or float.
            corners, weights = subdivision.locate(landmark.point.vertices, landmark.point.weights)
            places.append(np.asarray(weights) @ figure.vertices[list(corners)])
            normals.append(np.asarray(weights) @ figure.normals[list(corners)])
        self.places = np.asarray(places, float)
        self.normals = np.asarray(normals, float)
        self.normals /= np.linalg.norm(self.normals, axis=1)[:, None]

    def facing(self, plate: LandmarkPlate) -> npt.NDArray[np.bool_]:
        """(n,) landmarks of the plate's areas whose skin looks towards the eye."""
        inside = np.array([mark.area in plate.areas for mark in self.landmarks])
        return inside & (self.normals @ _unit(plate.towards) > _FACING)

    def seen(self, plate: LandmarkPlate, lens: Lens) -> tuple[list[int], Array]:
        """Numbers of the landmarks that no skin hides on a plate, and their pixels (k, 2)."""
        index, pixels = visible_markers(
            lens, self.places, self.normals, self.facing(plate), self._picker
        )
        order = np.argsort(index)
        return [int(i) for i in index[order]], pixels[order]

    def named(self, plate: LandmarkPlate, lens: Lens) -> tuple[list[int], Array, set[int]]:
        """Numbers of the landmarks that a plate names, their pixels, and which are covered."""
        index, pixels = self.seen(plate, lens)
        if not plate.through:
            return index, pixels, set()
        every = np.flatnonzero(self.facing(plate)).tolist()
        return every, lens.project(self.places[every])[0], set(every) - set(index)

    def pose(self, plate: LandmarkPlate, aspect: float, free: float) -> CameraPose:
        """Frame the facing landmarks within the part ``free`` of the width between the names."""
        places = self.places[self.facing(plate)]
        towards = _unit(plate.towards)
        right = np.cross(plate.up, towards)
        right /= np.linalg.norm(right)
        up = np.cross(towards, right)
        axes = np.array([right, up, towards])
        local = places @ axes.T
        centre = (local.min(axis=0) + local.max(axis=0)) / 2
        half_w, half_h, _ = np.abs(local - centre).max(axis=0)
        half = max(half_h * 1.25, half_w / (aspect * free), _LEAST_HALF)
        depth = local[:, 2].max() - centre[2]
        distance = half / float(np.tan(np.radians(_VIEW_ANGLE) / 2)) + depth
        focal = centre @ axes
        return CameraPose(_three(focal + towards * distance), _three(focal), _three(up))

    def compose(
        self, plate: LandmarkPlate, size: tuple[int, int], style: InkStyle
    ) -> tuple[CameraPose, Overlay, frozenset[str]]:
        """The camera of a plate, the names over its picture, and which of them are covered.

        Raises
        ------
        ExplorerError
            When the picture is too small for the names.
        """
        width, height = size
        texts = {
            i: (self.landmarks[i].name, self.landmarks[i].id)
            for i in np.flatnonzero(self.facing(plate)).tolist()
        }
        widest = max(label_size(style, *text)[0] for text in texts.values())
        free = 1.0 - 2.0 * (widest + 40 * style.scale) / width
        if free < _LEAST_FREE:
            raise _too_small(size)
        pose = self.pose(plate, width / height, free)
        index, pixels, covered = self.named(plate, Lens(pose, width, height))
        labels = _labels(pixels, [texts[i] for i in index], size, style)
        hollow = frozenset(texts[i][0] for i in covered)
        return pose, Overlay(width, height, labels=labels), hollow


def landmark_plates(
    out: Path, figure: str, size: tuple[int, int] = (1600, 1200)
) -> tuple[Path, ...]:
    """Draw all landmarks of a figure into a folder, one PNG per view; returns the files.

    Raises
    ------
    ExplorerError
        When the figure is unknown, the size too small, or a file cannot be written.
    """
    options = StillOptions(*size, labels=False, legend=False).checked()
    scene = LandmarkScene(figure_by_id(figure))
    make_folder(out)
    style = InkStyle(LIGHT, max(_LEAST_SCALE, min(size[1] / 1100, size[0] / 1500)))
    files = []
    with gui():
        composed = [(plate, scene.compose(plate, size, style)) for plate in PLATES]
        state = ViewState(figure=figure, markers=False, labels=False)
        stage = Stage(_nothing_else(), state)
        try:
            for plate, (pose, overlay, hollow) in composed:
                framed = replace(state, camera=pose)
                stage.update(state, framed)
                state = framed
                image = render_still(stage, state, options)
                title = f"{plate.title}: {scene.figure.info.name.lower()}"
                _paint(image, overlay, hollow, title, style)
                files.append(out / f"{figure}_{plate.id}.png")
                save_still(image, files[-1], f"Landmarks. {title}")
        finally:
            stage.close()
    return tuple(files)


def _labels(
    pixels: Array, texts: Sequence[tuple[str, str]], size: tuple[int, int], style: InkStyle
) -> tuple[Label, ...]:
    """Names in two columns at the borders of the picture; without ids where those do not fit."""
    width, height = size
    top = height * _TOP
    anchors = [(float(x), float(y) - top) for x, y in pixels]
    for chosen in (texts, [(name, "") for name, _ in texts]):
        labels = place_labels(
            anchors,
            [label_size(style, *text) for text in chosen],
            chosen,
            width,
            height * (1.0 - _TOP - _BOTTOM),
            gap=5.0 * style.scale,
            reach=float(width),
        )
        if len(labels) == len(texts):
            break
    else:
        raise _too_small(size)
    return tuple(
        replace(
            label,
            anchor=(label.anchor[0], label.anchor[1] + top),
            box=(label.box[0], label.box[1] + top, label.box[2], label.box[3]),
        )
        for label in labels
    )


def _too_small(size: tuple[int, int]) -> ExplorerError:
    return ExplorerError(
        f"The names do not fit a picture of {size[0]} x {size[1]} pixels.",
        "Choose a larger picture.",
    )


def _paint(
    image: QImage, overlay: Overlay, hollow: frozenset[str], title: str, style: InkStyle
) -> None:
    painter = QPainter(image)
    try:
        paint_overlay(painter, overlay, style)
        s = style.scale
        red, white = QColor(*style.palette.essential), QColor(255, 255, 255)
        for label in overlay.labels:
            covered = label.text in hollow
            painter.setPen(QPen(red if covered else white, (1.6 if covered else 1.0) * s))
            painter.setBrush(white if covered else red)
            painter.drawEllipse(QPointF(*label.anchor), 3.6 * s, 3.6 * s)
        painter.setPen(QColor(*style.palette.text))
        painter.setFont(style.font(15, bold=True))
        strip = QRectF(0, 6 * s, overlay.width, overlay.height * _TOP)
        painter.drawText(strip, int(Qt.AlignmentFlag.AlignHCenter), title)
    finally:
        painter.end()


def _nothing_else() -> Atlas:
    """An atlas without content: landmarks do not depend on any."""
    empty: tuple[()] = ()
    return Atlas(KnowledgeBase("", 1, "", "", "", "", *(empty,) * 8))


def _unit(v: Vector) -> Array:
    return np.asarray(v, float) / float(np.linalg.norm(v))


def _three(v: Array) -> Vector:
    return (float(v[0]), float(v[1]), float(v[2]))
