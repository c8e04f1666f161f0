"""Where the viewer stands and how a gesture moves him. Pure NumPy; VTK only follows.

Frame of reference: millimetres, x to the body's left, y posterior, z superior. Pixels have their
origin at the top left, x to the right, y down, as in Qt.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt

from explorer.session.view_state import CameraPose

__all__ = [
    "VIEWS",
    "Lens",
    "View",
    "fly",
    "focus_on",
    "orbit",
    "pan",
    "roll_upright",
    "view_pose",
    "zoom",
]

Array = npt.NDArray[np.float64]
View = Literal["anterior", "posterior", "left lateral", "right lateral", "superior", "inferior"]

#: Direction from the body to the viewer, and what is up in the picture.
VIEWS: dict[View, tuple[tuple[float, float, float], tuple[float, float, float]]] = {
    "anterior": ((0.0, -1.0, 0.0), (0.0, 0.0, 1.0)),
    "posterior": ((0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "left lateral": ((1.0, 0.0, 0.0), (0.0, 0.0, 1.0)),
    "right lateral": ((-1.0, 0.0, 0.0), (0.0, 0.0, 1.0)),
    "superior": ((0.0, 0.0, 1.0), (0.0, -1.0, 0.0)),
    "inferior": ((0.0, 0.0, -1.0), (0.0, -1.0, 0.0)),
}

#: The turntable stops this far from the poles (degrees), where "up" would flip.
POLE_MARGIN = 1.0
#: Nearest and farthest the camera goes from its focal point (mm).
NEAREST, FARTHEST = 120.0, 20_000.0


def _unit(v: Array) -> Array:
    return v / max(float(np.linalg.norm(v)), 1e-12)


def _tuple(v: Array) -> tuple[float, float, float]:
    return (float(v[0]), float(v[1]), float(v[2]))


def _axes(pose: CameraPose) -> tuple[Array, Array, Array, float]:
    """Right, up and backward unit vectors, and the distance to the focal point."""
    back = np.subtract(pose.position, pose.focal_point)
    distance = float(np.linalg.norm(back))
    back = _unit(back)
    right = _unit(np.cross(np.asarray(pose.view_up, float), back))
    return right, np.cross(back, right), back, distance


def _rotate(v: Array, axis: Array, degrees: float) -> Array:
    """Rodrigues' rotation of ``v`` around a unit ``axis``."""
    t = np.radians(degrees)
    c, s = float(np.cos(t)), float(np.sin(t))
    return v * c + np.cross(axis, v) * s + axis * float(axis @ v) * (1 - c)


def view_pose(
    view: View, bounds: Array, aspect: float, margin: float = 1.06, view_angle: float = 18.0
) -> CameraPose:
    """Frame a box from one of the anatomical directions.

    Parameters
    ----------
    bounds
        (2, 3) lower and upper corner, mm.
    aspect
        Width of the picture over its height.
    """
    direction, up = (np.asarray(v, float) for v in VIEWS[view])
    centre = bounds.mean(axis=0)
    right = np.cross(up, direction)
    half = (bounds[1] - bounds[0]) / 2
    half_w, half_h, half_d = (float(np.abs(a) @ half) for a in (right, up, direction))
    tangent = float(np.tan(np.radians(view_angle) / 2))
    distance = max(half_h, half_w / max(aspect, 1e-3)) * margin / tangent + half_d
    return CameraPose(_tuple(centre + direction * distance), _tuple(centre), _tuple(up), view_angle)


def orbit(pose: CameraPose, right_deg: float, up_deg: float, rotation: str) -> CameraPose:
    """Turn the body under the hand: positive angles follow a drag to the right and up.

    ``turntable`` turns around the body's long axis and keeps the head up; ``trackball`` turns
    around the axes of the picture.
    """
    right, up, back, distance = _axes(pose)
    focal = np.asarray(pose.focal_point, float)
    if rotation == "trackball":
        new = _rotate(_rotate(back, up, -right_deg), right, up_deg)
        new_up = _rotate(up, right, up_deg)
        return replace(pose, position=_tuple(focal + new * distance), view_up=_tuple(_unit(new_up)))
    axis = np.array([0.0, 0.0, 1.0])
    elevation = float(np.degrees(np.arcsin(np.clip(back[2], -1, 1))))
    limit = 90.0 - POLE_MARGIN
    wanted = float(np.clip(elevation - up_deg, -limit, limit))
    level = right.copy()
    level[2] = 0.0
    if float(np.linalg.norm(level)) < 1e-6:  # rolled by trackball: take what the picture's up says
        level = np.cross(axis, back) if abs(back[2]) < 0.999 else np.array([1.0, 0.0, 0.0])
    level = _unit(level)
    outward = np.cross(level, axis)  # horizontal direction from the body to the viewer
    new = outward * np.cos(np.radians(wanted)) + axis * np.sin(np.radians(wanted))
    new = _rotate(new, axis, -right_deg)
    level = _rotate(level, axis, -right_deg)
    return replace(
        pose,
        position=_tuple(focal + new * distance),
        view_up=_tuple(_unit(np.cross(new, level))),
    )


def roll_upright(pose: CameraPose) -> CameraPose:
    """Take out any roll, so that the head is up again."""
    return orbit(pose, 0.0, 0.0, "turntable")


def pan(pose: CameraPose, dx: float, dy: float, height: int) -> CameraPose:
    """Move the body by (dx, dy) pixels in the picture, at the depth of the focal point."""
    right, up, _, distance = _axes(pose)
    per_pixel = 2 * distance * np.tan(np.radians(pose.view_angle) / 2) / max(height, 1)
    shift = (-right * dx + up * dy) * per_pixel
    return replace(
        pose,
        position=_tuple(np.add(pose.position, shift)),
        focal_point=_tuple(np.add(pose.focal_point, shift)),
    )


def zoom(pose: CameraPose, factor: float, at: Array | None = None) -> CameraPose:
    """Come nearer by ``factor`` (> 1), keeping the place ``at`` (mm) under the cursor."""
    _, _, back, distance = _axes(pose)
    new_distance = float(np.clip(distance / factor, NEAREST, FARTHEST))
    ratio = new_distance / distance
    focal = np.asarray(pose.focal_point, float)
    if at is not None:
        focal = at + (focal - at) * ratio
    return replace(pose, position=_tuple(focal + back * new_distance), focal_point=_tuple(focal))


def focus_on(
    pose: CameraPose, point: Array, normal: Array | None = None, distance: float | None = None
) -> CameraPose:
    """Look at a place on the skin, from in front of it when its ``normal`` is given.

    The head stays up; a normal that points straight up or down is tilted towards the horizon.
    """
    _, _, back, current = _axes(pose)
    new = back
    if normal is not None:
        lifted = np.asarray(normal, float).copy()
        lifted[2] *= 0.6
        new = _unit(lifted)
        limit = np.sin(np.radians(90 - POLE_MARGIN))
        new[2] = float(np.clip(new[2], -limit, limit))
        new = _unit(new)
    length = current if distance is None else distance
    axis = np.array([0.0, 0.0, 1.0])
    level = np.cross(axis, new)
    if float(np.linalg.norm(level)) < 1e-6:
        level = np.array([1.0, 0.0, 0.0])
    up = np.cross(new, _unit(level))
    return replace(
        pose,
        position=_tuple(np.asarray(point, float) + new * length),
        focal_point=_tuple(np.asarray(point, float)),
        view_up=_tuple(_unit(up)),
    )


def fly(start: CameraPose, end: CameraPose, t: float) -> CameraPose:
    """The pose at ``t`` in 0..1 of a smooth flight that swings around, not through, the body."""
    s = float(np.clip(t, 0, 1))
    s = s * s * (3 - 2 * s)
    _, up0, back0, d0 = _axes(start)
    _, up1, back1, d1 = _axes(end)
    focal = (1 - s) * np.asarray(start.focal_point) + s * np.asarray(end.focal_point)
    back, up = _swing(back0, back1, s), _swing(up0, up1, s)
    up = _unit(up - back * float(up @ back))
    distance = float(np.exp((1 - s) * np.log(d0) + s * np.log(d1)))
    angle = (1 - s) * start.view_angle + s * end.view_angle
    return CameraPose(_tuple(focal + back * distance), _tuple(focal), _tuple(up), angle)


def _swing(a: Array, b: Array, s: float) -> Array:
    """Spherical interpolation of unit vectors; opposite ones turn around the long axis."""
    cosine = float(np.clip(a @ b, -1, 1))
    angle = float(np.arccos(cosine))
    if angle < 1e-6:
        return b
    axis = np.cross(a, b)
    if float(np.linalg.norm(axis)) < 1e-6:
        axis = np.array([0.0, 0.0, 1.0]) if abs(a[2]) < 0.9 else np.array([1.0, 0.0, 0.0])
    return _rotate(a, _unit(axis), np.degrees(angle) * s)


@dataclass(frozen=True, slots=True)
class Lens:
    """A pose seen through a picture of ``width`` x ``height`` pixels."""

    pose: CameraPose
    width: int
    height: int

    @property
    def pixels_per_mm(self) -> float:
        """Scale of the picture at the focal point."""
        distance = float(np.linalg.norm(np.subtract(self.pose.position, self.pose.focal_point)))
        angle = np.radians(self.pose.view_angle) / 2
        return float(self.height / (2 * max(distance, 1e-9) * np.tan(angle)))

    def project(self, points: npt.NDArray[np.floating]) -> tuple[Array, Array]:
        """Pixels (n, 2) of points (n, 3) in mm, and their distance in front of the eye (n,)."""
        right, up, back, _ = _axes(self.pose)
        v = np.asarray(points, float) - np.asarray(self.pose.position)
        depth = -(v @ back)
        scale = self.height / (2 * np.tan(np.radians(self.pose.view_angle) / 2))
        safe = np.where(np.abs(depth) < 1e-9, 1e-9, depth)
        x = self.width / 2 + (v @ right) / safe * scale
        y = self.height / 2 - (v @ up) / safe * scale
        return np.column_stack([x, y]), depth

    def ray(self, x: float, y: float) -> tuple[Array, Array]:
        """Origin (mm) and unit direction of the line of sight through a pixel."""
        right, up, back, _ = _axes(self.pose)
        scale = 2 * np.tan(np.radians(self.pose.view_angle) / 2) / self.height
        direction = right * (x - self.width / 2) * scale - up * (y - self.height / 2) * scale - back
        return np.asarray(self.pose.position, float), _unit(direction)
