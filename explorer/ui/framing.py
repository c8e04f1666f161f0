"""Where to stand to see several points, or a region, at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from explorer.anatomy.model import Side
from explorer.scene.camera import focus_on
from explorer.scene.stage import Stage
from explorer.session.view_state import CameraPose, PointRef

__all__ = ["frame_points", "frame_region"]

#: Nearest that several points or a region are looked at from (mm), and room around them.
_NEAREST = 1300.0
_ROOM = 2.6


def frame_points(stage: Stage, pose: CameraPose, refs: Sequence[PointRef]) -> CameraPose:
    """A pose in front of several points, far enough to hold them all."""
    placed = [stage.placed.point(ref.point, ref.side) for ref in refs]
    positions = np.array([p.position for p in placed])
    normals = np.array([p.normal for p in placed])
    return _frame(pose, positions, normals.sum(axis=0), normals[0])


def frame_region(stage: Stage, pose: CameraPose, region: str, side: Side) -> CameraPose:
    """A pose in front of a region of one side."""
    inside = stage.placed.zones.region_mask(region, side)
    if not inside.any():
        return pose
    figure = stage.placed.figure
    normals = np.asarray(figure.normals[inside], float)
    return _frame(pose, np.asarray(figure.vertices[inside], float), normals.sum(axis=0), normals[0])


def _frame(
    pose: CameraPose, positions: np.ndarray, normal: np.ndarray, fallback: np.ndarray
) -> CameraPose:
    centre = (positions.min(axis=0) + positions.max(axis=0)) / 2
    size = float(np.linalg.norm(positions.max(axis=0) - positions.min(axis=0)))
    if float(np.linalg.norm(normal)) < 0.2:  # points all around the body: begin with the first
        normal = fallback
    normal = normal / max(float(np.linalg.norm(normal)), 1e-9)
    needed = size * _ROOM / (2 * np.tan(np.radians(pose.view_angle) / 2))
    away = float(np.linalg.norm(np.subtract(pose.position, pose.focal_point)))
    distance = max(_NEAREST, min(needed, max(away, 2300.0)))
    return focus_on(pose, centre, normal, distance)
