"""From the frame and unit of a file to the body frame, told by what lies where.

The names decide: heads lie above feet, left muscles to the left, shoulder blades behind the
breastbone. What the names leave open is taken from the rule that no body is its mirror image, and
from the file format's own convention.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.errors import ExplorerError
from explorer.packs.body_plan import HEIGHTS, OPPOSITES
from explorer.packs.identity import Identity

__all__ = ["Frame", "Placed", "find_frame"]

Floats = npt.NDArray[np.float64]

_UNITS = (("metres", 1000.0), ("decimetres", 100.0), ("centimetres", 10.0), ("millimetres", 1.0))
_SHORTEST, _TALLEST = 1200.0, 2300.0
_ASKEW = np.cos(np.radians(30))
_SPREAD = 150.0  # mm of height over which structures must be spread to tell which way is up
_HINT = "Give a whole body in anatomical position, with names for left and right."


@dataclass(frozen=True, slots=True)
class Placed:
    """What the frame is found from: a mesh's identity, its middle, low and high corner (3,)."""

    identity: Identity
    middle: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """How a point of the file becomes one of the body: ``axes @ p * mm``, then moved.

    Attributes
    ----------
    axes
        (3, 3): rows are the body's left, posterior and superior in the axes of the file.
    mirrored
        Whether triangles must be turned over, because the file shows the body's mirror image.
    unit, mm
        The file's unit and how many millimetres it is.
    notes
        Sentences for the report.
    """

    axes: Floats
    mirrored: bool
    unit: str
    mm: float
    notes: tuple[str, ...]

    def apply(self, points: npt.NDArray[np.floating]) -> Floats:
        """Points (n, 3) of the file in the body's axes, mm; the origin is still the file's."""
        return np.asarray(points, np.float64) @ (self.axes * self.mm).T


def find_frame(
    meshes: Sequence[Placed], convention: Floats | None, usual_mm: float | None
) -> Frame:
    """Axes and unit of a file.

    Parameters
    ----------
    convention
        (3, 3) what the format says of its axes, as in :class:`Frame`; None where it says nothing.
    usual_mm
        Its usual unit in millimetres, taken when the names and the size do not tell.

    Raises
    ------
    ExplorerError
        When it cannot be told which way the body stands, when it stands askew, or when it has
        the size of no human body in any unit.
    """
    up, scale = _up(meshes)
    left = _left(meshes)
    back = _back(meshes, up)
    axes = _axes(left, back, up, convention)
    mirrored = bool(np.linalg.det(axes) < 0)
    unit, mm = _unit(meshes, axes, scale, usual_mm)
    notes = []
    if mirrored:
        notes.append(
            "The file shows the body's mirror image: what it names left lies on the right. It was "
            "mirrored back by the names."
        )
    if convention is not None and not np.allclose(np.abs(axes @ convention.T), np.eye(3)):
        notes.append("The body does not stand as its file format has it; it was turned upright.")
    elif convention is not None and not mirrored and not np.allclose(axes, convention):
        notes.append("The body looks another way than its file format has it; it was turned round.")
    return Frame(axes, mirrored, unit, mm, tuple(notes))


def _up(meshes: Sequence[Placed]) -> tuple[Floats | None, float | None]:
    """The direction in which known heights grow, (3,), and mm per unit of the file."""
    rows = [(m.middle, HEIGHTS[m.identity.slug]) for m in meshes if m.identity.slug in HEIGHTS]
    if len(rows) < 2:
        return None, None
    heights = np.array([row[1] for row in rows])
    if np.ptp(heights) < _SPREAD:
        return None, None
    places = np.array([row[0] for row in rows])
    away, rise = places - places.mean(axis=0), heights - heights.mean()
    # Along each axis what height explains of the place; arms held out do not tilt this as they
    # would a fit of height by place.
    slope = rise @ away / (rise @ rise)
    length = float(np.linalg.norm(slope))
    return (slope / length, 1.0 / length) if length > 0 else (None, None)


def _left(meshes: Sequence[Placed]) -> Floats | None:
    """From right to left, by the middles of what has both sides, (3,)."""
    sides: dict[str, dict[str, list[Floats]]] = defaultdict(lambda: defaultdict(list))
    for m in meshes:
        if m.identity.side is not None:
            sides[m.identity.slug][m.identity.side].append(m.middle)
    found = [
        np.mean(both["left"], axis=0) - np.mean(both["right"], axis=0)
        for both in sides.values()
        if both["left"] and both["right"]
    ]
    return _direction(np.sum(found, axis=0)) if found else None


def _back(meshes: Sequence[Placed], up: Floats | None) -> Floats | None:
    """From front to back, by what lies behind and before one another, (3,)."""
    total = np.zeros(3)
    for behind, before in OPPOSITES:
        rear = [m.middle for m in meshes if m.identity.slug in behind]
        front = [m.middle for m in meshes if m.identity.slug in before]
        if rear and front:
            way = np.mean(rear, axis=0) - np.mean(front, axis=0)
            total += way if up is None else way - (way @ up) * up
    return _direction(total)


def _direction(way: Floats) -> Floats | None:
    length = float(np.linalg.norm(way))
    return way / length if length > 1e-9 else None


def _snapped(way: Floats | None) -> Floats | None:
    """The axis of the file along which a direction runs, if it does."""
    if way is None:
        return None
    axis = int(np.argmax(np.abs(way)))
    if abs(way[axis]) < _ASKEW:
        raise ExplorerError(
            "The body stands askew in the file, along none of its axes.",
            "Turn it upright, facing along an axis, and export it again.",
        )
    made = np.zeros(3)
    made[axis] = np.sign(way[axis])
    return made


def _axes(
    left: Floats | None, back: Floats | None, up: Floats | None, convention: Floats | None
) -> Floats:
    """Rows left, posterior, superior; what is not known follows from the other two."""
    x, z = _snapped(left), _snapped(up)
    if back is not None and x is not None:
        back = _direction(back - (back @ x) * x)
    y = _snapped(back)
    known = [row is not None for row in (x, y, z)]
    if sum(known) < 2:
        if convention is None:
            raise ExplorerError(
                "It cannot be told which way the body stands: too few structures bear names "
                "that are known.",
                _HINT,
            )
        for row, own in zip((x, y, z), convention, strict=True):
            if row is not None and not np.allclose(row, own):
                raise ExplorerError(
                    "It cannot be told which way the body stands: it differs from its file "
                    "format's own axes.",
                    _HINT,
                )
        return convention
    if x is None and y is not None and z is not None:
        x = np.cross(y, z)
    elif y is None and x is not None and z is not None:
        y = np.cross(z, x)
    elif z is None and x is not None and y is not None:
        z = np.cross(x, y)
    axes = np.array([x, y, z], float)
    if abs(np.linalg.det(axes)) < 0.5:
        raise ExplorerError(
            "It cannot be told which way the body stands: left, back and up run along the same "
            "axis of the file.",
            _HINT,
        )
    return axes


def _unit(
    meshes: Sequence[Placed], axes: Floats, scale: float | None, usual_mm: float | None
) -> tuple[str, float]:
    low = np.min([m.low for m in meshes], axis=0)
    high = np.max([m.high for m in meshes], axis=0)
    height = float(np.abs(axes[2] @ (high - low)))
    whole = any(m.identity.kind == "skin" for m in meshes) or scale is None
    for name, mm in _UNITS:
        fits = scale is None or 0.5 < scale / mm < 2.0
        if fits and (not whole or _SHORTEST <= height * mm <= _TALLEST):
            return name, mm
    if scale is None and usual_mm is not None and 20 < height * usual_mm < _SHORTEST:
        return next(row for row in _UNITS if row[1] == usual_mm)
    raise ExplorerError(
        f"The body is {height:.4g} units tall, which is no human body in metres, decimetres, "
        "centimetres or millimetres.",
        "Scale it to its true size and export it again.",
    )
