"""Sparser and sparser choices of the stipple's places: signs stand on them, few from afar.

Each choice is part of the next finer one, so a sign stays where it is while more come between.
"""

from __future__ import annotations

import functools

import numpy as np
import numpy.typing as npt

from explorer.body.figure import load_figure
from explorer.body.stipple import load_stipple

__all__ = ["SPACINGS", "stipple_levels"]

#: How far apart the places of each choice are at least, mm on the reference figure.
SPACINGS = (9.0, 15.0, 24.0, 38.0)
_REFERENCE = "male"


@functools.cache
def stipple_levels() -> npt.NDArray[np.int8]:
    """The sparsest choice (k,) that each place of the stipple is in; -1 for none."""
    from scipy.spatial import cKDTree

    stipple = load_stipple()
    half = len(stipple.corners) // 2  # the second half mirrors the first
    vertices = load_figure(_REFERENCE).vertices[stipple.corners[:half]]
    points = (vertices * stipple.weights[:half, :, None]).sum(axis=1).astype(float)
    rank = np.random.default_rng(0).permutation(half)
    level = np.full(half, -1, np.int8)
    for number in range(len(SPACINGS) - 1, -1, -1):
        spacing = SPACINGS[number]
        chosen = np.flatnonzero(level >= 0)
        # Near the midline a place would crowd its own mirror image.
        free = (points[:, 0] < -spacing / 2) & (level < 0)
        if len(chosen):
            free &= cKDTree(points[chosen]).query(points, distance_upper_bound=spacing)[0] > spacing
        level[_spread(points, free, rank, spacing)] = number
    return np.concatenate([level, level])


def _spread(
    points: npt.NDArray[np.float64],
    free: npt.NDArray[np.bool_],
    rank: npt.NDArray[np.int64],
    spacing: float,
) -> npt.NDArray[np.int64]:
    """Free places no two of which are nearer than a spacing, as many as find room.

    Round by round those are chosen that go before all their neighbours; the neighbours drop out.
    """
    from scipy.spatial import cKDTree

    left = np.flatnonzero(free)
    pairs = left[cKDTree(points[left]).query_pairs(spacing, output_type="ndarray")]
    chosen = []
    free = free.copy()
    while len(left):
        lowest = np.full(len(points), len(points))
        np.minimum.at(lowest, pairs[:, 0], rank[pairs[:, 1]])
        np.minimum.at(lowest, pairs[:, 1], rank[pairs[:, 0]])
        first = left[rank[left] < lowest[left]]
        chosen.append(first)
        taken = np.zeros(len(points), bool)
        taken[first] = True
        free[first] = False
        free[pairs[taken[pairs[:, 0]], 1]] = False
        free[pairs[taken[pairs[:, 1]], 0]] = False
        left = left[free[left]]
        pairs = pairs[free[pairs].all(axis=1)]
    return np.concatenate(chosen) if chosen else np.zeros(0, np.int64)
