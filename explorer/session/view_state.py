"""The frozen snapshot of everything that is shown.

The scene and the panels each compare two snapshots and redraw the difference; undo, saved views
and deterministic tests follow from that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from explorer.anatomy.model import Side

__all__ = [
    "LAYERS",
    "CameraPose",
    "Layer",
    "PointRef",
    "Rotation",
    "Sides",
    "Subject",
    "SubjectKind",
    "ViewState",
]

Vector = tuple[float, float, float]
Rotation = Literal["turntable", "trackball"]
Sides = Literal["both", "right", "left"]
SubjectKind = Literal[
    "point", "muscle", "region", "complaint", "technique", "caution", "guide", "structure"
]
Layer = Literal["skin", "superficial", "deep", "bones"]

#: Layers from the outside in, as the peel takes them away.
LAYERS: tuple[Layer, ...] = ("skin", "superficial", "deep", "bones")


@dataclass(frozen=True, slots=True)
class PointRef:
    """One trigger point on one side of the body."""

    point: str
    side: Side


@dataclass(frozen=True, slots=True)
class Subject:
    """What the card on the right is about."""

    kind: SubjectKind
    id: str
    side: Side = "right"


@dataclass(frozen=True, slots=True)
class CameraPose:
    """Where the viewer stands: millimetres in the body frame, angle in degrees."""

    position: Vector
    focal_point: Vector
    view_up: Vector
    view_angle: float = 18.0


#: The whole body from in front; ``explorer.scene.camera`` frames it anew for each figure.
FRONT = CameraPose((0.0, -6200.0, 860.0), (0.0, 0.0, 860.0), (0.0, 0.0, 1.0))


@dataclass(frozen=True, slots=True)
class ViewState:
    """Everything that is shown, and from where.

    Attributes
    ----------
    skin_opacity, superficial, deep, bones
        Opacity of each layer, 0 hidden to 1 solid.
    hidden
        Ids of structures (muscles, bones) that were taken away one by one.
    isolated
        When not empty, the only muscles shown; bones stay as their layer says.
    xray
        Whether the skin is see-through round the selected point.
    related
        Whether synergists and antagonists of the selected muscle are lit beside it.
    course
        Whether the fibres of the selected muscle are drawn on the skin.
    """

    figure: str = "female"
    subject: Subject | None = None
    shown: tuple[PointRef, ...] = ()
    region: str | None = None
    camera: CameraPose = FRONT
    rotation: Rotation = "turntable"
    sides: Sides = "both"
    skin_opacity: float = 1.0
    superficial: float = 1.0
    deep: float = 1.0
    bones: float = 1.0
    zones: bool = True
    hidden: tuple[str, ...] = ()
    isolated: tuple[str, ...] = ()
    xray: bool = False
    related: bool = False
    course: bool = True
    markers: bool = True
    labels: bool = True
    legend: bool = True

    def opacity(self, layer: Layer) -> float:
        """The opacity of a layer."""
        return float(getattr(self, _FIELD[layer]))


_FIELD: dict[Layer, str] = {
    "skin": "skin_opacity",
    "superficial": "superficial",
    "deep": "deep",
    "bones": "bones",
}
