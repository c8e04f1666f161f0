"""Where along its muscle a place lies: at an end, or in the belly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

__all__ = ["MuscleAxis", "along_muscle", "kind_fits", "part_of_muscle"]

Array = npt.NDArray[np.float64]
Part = Literal["belly", "end"]

#: The belly lies between these shares of the flesh's length.
BELLY = (0.15, 0.85)
#: An attachment point lies within this share of an end.
NEAR_END = 0.3
#: A muscle is measured along its own longest axis when it is so many times as long as broad.
LONG = 1.7
#: ... and when its fibres run along that axis: the cosine of the angle between them.
ALIGNED = 0.6
#: Slices across a muscle; the flesh is where they are at least this share of the thickest.
SLICES = 20
FLESH = 0.3


@dataclass(frozen=True, slots=True, eq=False)
class MuscleAxis:
    """What a place is measured along.

    Attributes
    ----------
    curve
        The middle line of a long muscle (k, 3), mm; from origin to insertion where ``directed``.
        None for a broad one, which is measured between its origins and its insertions.
    first, last
        Shares of the curve at which the flesh begins and ends: what is thin is bare tendon.
    origins, insertions
        Where the fibres of the muscle's course begin and end (s, 3), mm.
    """

    curve: Array | None
    directed: bool
    first: float
    last: float
    origins: Array
    insertions: Array

    @classmethod
    def of_flesh(
        cls,
        vertices: npt.NDArray[np.floating[Any]],
        triangles: npt.NDArray[np.integer[Any]],
        fibres: Sequence[Array] = (),
        shared: bool = False,
    ) -> MuscleAxis | None:
        """The axis of a muscle's surface.

        Parameters
        ----------
        fibres
            Lines (k, 3) of its course from origin to insertion, mm, where one is known.
        shared
            Whether the surface is flesh of other muscles too, so that its own shape tells nothing.

        Returns None for a surface without any extent.
        """
        places, weights = _spread(np.asarray(vertices, float), triangles)
        if len(places) < 3:
            return None
        origins = np.array([fibre[0] for fibre in fibres]).reshape(-1, 3)
        insertions = np.array([fibre[-1] for fibre in fibres]).reshape(-1, 3)
        middle = np.average(places, axis=0, weights=weights)
        offset = places - middle
        _, axes = np.linalg.eigh((offset * weights[:, None]).T @ offset)
        breadth, length = np.ptp(offset @ axes[:, 1:], axis=0)
        run = (insertions - origins).sum(axis=0)  # of the fibres, all in all
        aligned = float(run @ axes[:, 2]) / max(float(np.linalg.norm(run)), 1e-9)
        if len(origins) and (shared or length < LONG * breadth or abs(aligned) < ALIGNED):
            return cls(None, True, 0.0, 1.0, origins, insertions)
        curve, girth = _slices(places, weights, offset @ axes[:, 2])
        if aligned < 0:
            curve, girth = curve[::-1], girth[::-1]
        thick = np.flatnonzero(girth >= FLESH * girth.max())
        first, last = thick[0] / len(girth), (thick[-1] + 1) / len(girth)
        return cls(curve, len(origins) > 0, float(first), float(last), origins, insertions)


def along_muscle(place: Array, axis: MuscleAxis) -> float:
    """Where along a muscle's flesh a place lies.

    Returns
    -------
    0 at the origin to 1 at the insertion; for an axis that is not directed the share from the
    nearer end, 0 to 0.5.
    """
    if axis.curve is None:
        ends = (axis.origins, axis.insertions)
        begin, end = (float(np.linalg.norm(e - place, axis=1).min()) for e in ends)
        return begin / max(begin + end, 1e-9)
    share = _share(np.asarray(place, float), axis.curve)
    share = min(max((share - axis.first) / (axis.last - axis.first), 0.0), 1.0)
    return share if axis.directed else min(share, 1 - share)


def part_of_muscle(along: float) -> Part:
    """The word for a place along a muscle."""
    return "belly" if BELLY[0] <= along <= BELLY[1] else "end"


def kind_fits(kind: str, along: float) -> bool:
    """Whether a point of that kind may lie there: central ones in the belly, others at an end."""
    if kind == "central":
        return part_of_muscle(along) == "belly"
    return kind != "attachment" or min(along, 1 - along) < NEAR_END


def _spread(places: Array, triangles: npt.NDArray[np.integer[Any]]) -> tuple[Array, Array]:
    """Places all over a surface, and how much of its area each stands for."""
    corners = places[triangles]
    across = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    area = np.linalg.norm(across, axis=1)
    # Corners, middles of edges and of faces: triangles may be as long as a slice is thick.
    weights = np.array(
        [[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 0], [0, 1, 1], [1, 0, 1], [1, 1, 1]]
    )
    weights = weights / weights.sum(axis=1, keepdims=True)
    spread = np.einsum("gk,tkx->tgx", weights, corners)[area > 0].reshape(-1, 3)
    return spread, np.repeat(area[area > 0], len(weights))


def _slices(places: Array, weights: Array, along: Array) -> tuple[Array, Array]:
    """The middles of slices across an axis, with both ends (k, 3), and how thick each slice is."""
    span = np.linspace(along.min(), along.max(), SLICES + 1)
    slot = np.clip(np.searchsorted(span, along, side="right") - 1, 0, SLICES - 1)
    girth: Array = np.bincount(slot, weights, SLICES).astype(float)
    filled = np.flatnonzero(girth > 0)
    sums = np.column_stack([np.bincount(slot, weights * places[:, k], SLICES) for k in range(3)])
    middles = np.asarray(sums, float)[filled] / girth[filled, None]
    # A bend is smoothed away by one neighbour on each side, a stray slice too.
    padded = np.vstack([middles[:1], middles, middles[-1:]])
    middles = (padded[:-2] + padded[1:-1] + padded[2:]) / 3 if len(middles) > 2 else middles
    first, last = int(np.argmin(along)), int(np.argmax(along))
    return np.vstack([places[first], middles, places[last]]), girth


def _share(place: Array, curve: Array) -> float:
    """The share of a curve's length at its point nearest to a place."""
    steps = np.diff(curve, axis=0)
    long = np.maximum(np.linalg.norm(steps, axis=1), 1e-9)
    offset = place - curve[:-1]
    share = np.clip(np.einsum("kj,kj->k", offset, steps) / long**2, 0, 1)
    near = int(np.linalg.norm(offset - share[:, None] * steps, axis=1).argmin())
    return float((long[:near].sum() + share[near] * long[near]) / long.sum())
