"""X-ray: a soft window in the skin round a place on it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.scene.camera import Lens

__all__ = ["RADIUS", "Disc", "Hole", "disc_at", "disc_covers", "disc_reaches", "left_of_skin"]

Array = npt.NDArray[np.float64]
#: Radius of the window, mm.
RADIUS = 70.0
#: Its edge is soft from this share of the radius on.
_SOFT = 0.72
#: The window closes as the skin turns away: from this cosine to this one.
_CLOSED, _OPEN = 0.02, 0.20
#: Skin this much nearer to the eye than the place (mm), as that of an arm before the body, stays.
_NEARER = (45.0, 80.0)


@dataclass(frozen=True, slots=True)
class Disc:
    """A window in the picture: pixels, how open it is, 0 to 1, and how far the place is, mm."""

    column: float
    row: float
    radius: float
    openness: float
    depth: float


@dataclass(frozen=True, slots=True, eq=False)
class Hole:
    """How much of the skin is left in a box of the picture, 0 to 256.

    Attributes
    ----------
    weight
        (h, w), from the row and column of ``corner`` on.
    opacity
        How much is left where something nearer than ``depth`` (mm) comes before the window.
    """

    weight: npt.NDArray[np.uint16]
    corner: tuple[int, int]
    opacity: float
    depth: float

    @property
    def box(self) -> tuple[slice, slice]:
        """Rows and columns of the picture."""
        (row, column), (height, width) = self.corner, self.weight.shape
        return slice(row, row + height), slice(column, column + width)

    def behind(self, depth: npt.NDArray[np.float32]) -> npt.NDArray[np.uint16]:
        """The weight, knowing how far (h, w) mm the skin is that is seen in the box."""
        near, far = self.depth - _NEARER[1], self.depth - _NEARER[0]
        through = np.clip((depth - near) / (far - near), 0.0, 1.0)
        left = self.weight * through + 256.0 * self.opacity * (1 - through)
        return np.asarray(np.round(left), np.uint16)


def disc_at(lens: Lens, place: Array, normal: Array) -> Disc | None:
    """The window round a place on the skin, or None where that skin faces away."""
    eye = np.subtract(lens.pose.position, place)
    distance = float(np.linalg.norm(eye))
    cosine = float(eye @ normal) / max(distance, 1e-9)
    openness = float(np.clip((cosine - _CLOSED) / (_OPEN - _CLOSED), 0.0, 1.0))
    pixels, depth = lens.project(place[None])
    if openness <= 0.0 or depth[0] <= 1.0:
        return None
    scale = lens.height / (2 * np.tan(np.radians(lens.pose.view_angle) / 2))
    x, y = pixels[0]
    far = float(depth[0])
    return Disc(float(x), float(y), float(RADIUS * scale / far), openness, far)


def disc_covers(disc: Disc, x: float, y: float) -> bool:
    """Whether a pixel is in the open part of a window."""
    middle = disc.radius * (1 + _SOFT) / 2
    return disc.openness >= 0.5 and bool(np.hypot(x - disc.column, y - disc.row) < middle)


def disc_reaches(disc: Disc, depth: float) -> bool:
    """Whether what lies this far from the eye (mm) is seen through a window, and not before it."""
    return depth > disc.depth - sum(_NEARER) / 2


def left_of_skin(lens: Lens, discs: list[Disc], opacity: float) -> Hole | None:
    """What the windows leave of the skin; None when none of them is in the picture.

    ``opacity`` is what holds outside of them.
    """
    if not discs:
        return None
    x0, y0 = (
        max(0, int(np.floor(min(v))))
        for v in ([d.column - d.radius for d in discs], [d.row - d.radius for d in discs])
    )
    x1 = min(lens.width, int(np.ceil(max(d.column + d.radius for d in discs))) + 1)
    y1 = min(lens.height, int(np.ceil(max(d.row + d.radius for d in discs))) + 1)
    if x1 <= x0 or y1 <= y0:
        return None
    columns = np.arange(x0, x1, dtype=np.float32)[None]
    rows = np.arange(y0, y1, dtype=np.float32)[:, None]
    left = np.ones((y1 - y0, x1 - x0), np.float32)
    for disc in discs:
        distance = np.hypot(columns - disc.column, rows - disc.row) / max(disc.radius, 1e-6)
        t = np.clip((distance - _SOFT) / (1 - _SOFT), 0.0, 1.0)
        left *= 1 - disc.openness * (1 - t * t * (3 - 2 * t))
    weight = np.round(256 * opacity * left).astype(np.uint16)
    return Hole(weight, (y0, x0), opacity, min(d.depth for d in discs))
