"""The frozen snapshot of everything that is shown.

The scene and the panels each compare two snapshots and redraw the difference; undo, saved views
and deterministic tests follow from that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from explorer.anatomy.model import Side

__all__ = ["CameraPose", "PointRef", "Rotation", "Sides", "Subject", "SubjectKind", "ViewState"]

Vector = tuple[float, float, float]
Rotation = Literal["turntable", "trackball"]
Sides = Literal["both", "right", "left"]
SubjectKind = Literal["point", "muscle", "region", "complaint", "technique", "caution", "guide"]


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
    """Everything that is shown, and from where."""

    figure: str = "female"
    subject: Subject | None = None
    shown: tuple[PointRef, ...] = ()
    region: str | None = None
    camera: CameraPose = FRONT
    rotation: Rotation = "turntable"
    sides: Sides = "both"
    skin_opacity: float = 1.0
    markers: bool = True
    labels: bool = True
    legend: bool = True
