"""The frozen snapshot of everything that is shown.

The scene and the panels each compare two snapshots and redraw the difference; undo, saved views
and deterministic tests follow from that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from explorer.anatomy.model import Side
from explorer.anatomy.pain import NO_PAIN, Pain
from explorer.anatomy.support import Support

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
    pain
        Where the client hurts: painted, named and in words.
    answers
        Ids of red flags that were asked about, and whether the answer was yes.
    tried
        Points that were pressed, and whether that brought the client's own pain.
    conditions
        Ids of cautions that hold for this client, such as a pregnancy.
    compared
        Points whose zones are told apart on the skin; none or one means that nothing is compared.
    danger
        Whether danger areas are shown.
    support
        How well a point must be supported for its marker to be there; shown points always are.
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
    support: Support = "all"
    pain: Pain = NO_PAIN
    answers: tuple[tuple[str, bool], ...] = ()
    tried: tuple[tuple[PointRef, bool], ...] = ()
    conditions: tuple[str, ...] = ()
    compared: tuple[PointRef, ...] = ()
    danger: bool = False

    def opacity(self, layer: Layer) -> float:
        """The opacity of a layer."""
        return float(getattr(self, _FIELD[layer]))


_FIELD: dict[Layer, str] = {
    "skin": "skin_opacity",
    "superficial": "superficial",
    "deep": "deep",
    "bones": "bones",
}
