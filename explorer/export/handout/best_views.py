"""From where a pain is seen best: turned to the eye, and hidden by no other part of the body."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from explorer.scene.camera import View, view_pose
from explorer.session.view_state import CameraPose

__all__ = ["best_directions", "pose_from"]

Array = npt.NDArray[np.floating]
Direction = tuple[float, float]

_DIAGONAL = math.sqrt(0.5)
#: Where the eye may be round the body (x, y), the plain views first.
_STRAIGHT: tuple[Direction, ...] = ((0.0, -1.0), (0.0, 1.0), (-1.0, 0.0), (1.0, 0.0))
_OBLIQUE: tuple[Direction, ...] = tuple(
    (x, y) for y in (-_DIAGONAL, _DIAGONAL) for x in (-_DIAGONAL, _DIAGONAL)
)
#: A view at an angle tells less of where on the body it is: it has to show so much more.
_PLAIN = 1.35
#: A second view is shown when it adds this share of the pain.
_WORTH = 0.15
#: Skin counts as seen when it is turned to the eye so far (cosine).
_SEEN = 0.3
#: Grid in which nearer skin hides what is farther (mm), and by how much it has to be nearer: skin
#: as steep as is still seen rises so far within a cell.
_CELL, _NEARER = 9.0, 40.0


def best_directions(vertices: Array, normals: Array, area: Array) -> list[Direction]:
    """One or two directions towards the eye (x, y) from which most of the painted skin is seen.

    Parameters
    ----------
    vertices, normals
        (n, 3) the whole skin, mm.
    area
        (n,) how much painted skin each vertex stands for, mm2; nought where there is none.
    """
    round_the_body = _STRAIGHT + _OBLIQUE
    seen = {d: _seen(vertices, normals, d) for d in round_the_body}

    def shown(direction: Direction, of: Array) -> float:
        return float((of * seen[direction]).sum()) * (_PLAIN if direction in _STRAIGHT else 1.0)

    first = max(round_the_body, key=lambda d: shown(d, area))
    rest = np.where(seen[first] > 0, 0.0, area)
    second = max(round_the_body, key=lambda d: shown(d, rest))
    added = float(rest[seen[second] > 0].sum())
    return [first, second] if added > _WORTH * float(area.sum()) else [first]


def _seen(vertices: Array, normals: Array, direction: Direction) -> npt.NDArray[np.float64]:
    """(n,) how far the skin is turned to an eye far away, cosine; nought where it is hidden."""
    x, y = direction
    across, near = vertices[:, :2] @ (-y, x), vertices[:, :2] @ direction
    cells = np.floor(np.stack([across, vertices[:, 2]]) / _CELL).astype(int)
    cells -= cells.min(axis=1, keepdims=True)
    cell = cells[0] * (cells[1].max() + 1) + cells[1]
    nearest = np.full(cell.max() + 1, -np.inf)
    np.maximum.at(nearest, cell, near)
    turned = (normals[:, :2] @ direction).astype(float)
    return np.where((turned > _SEEN) & (near > nearest[cell] - _NEARER), turned, 0.0)


def pose_from(direction: Direction, bounds: Array, aspect: float) -> CameraPose:
    """A pose that frames a box (2, 3), mm, with the eye in a direction (x, y)."""
    x, y = direction
    nearest: View
    if abs(y) >= abs(x):
        nearest = "anterior" if y < 0 else "posterior"
    else:
        nearest = "right lateral" if x < 0 else "left lateral"
    pose = view_pose(nearest, np.asarray(bounds, float), aspect)
    distance = math.dist(pose.position, pose.focal_point)
    at_x, at_y, at_z = pose.focal_point
    return replace(pose, position=(at_x + distance * x, at_y + distance * y, at_z))
