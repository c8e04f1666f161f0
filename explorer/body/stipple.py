"""Evenly spread places on the skin for stippling, made once on the topology.

Poisson-disk ("blue noise") points about 5 mm apart on the reference figure, right side, mirrored.
"""

from __future__ import annotations

import functools
import zipfile
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.body.resources import meshes_dir
from explorer.body.topology import load_topology
from explorer.errors import ExplorerError

__all__ = ["SkinStipple", "load_stipple", "spread_points"]


@dataclass(frozen=True, slots=True, eq=False)
class SkinStipple:
    """Corners (k, 3) on the subdivided skin and weights (k, 3) of each place."""

    corners: npt.NDArray[np.int32]
    weights: npt.NDArray[np.float32]


@functools.cache
def load_stipple() -> SkinStipple:
    """The stipple of both sides.

    Raises
    ------
    ExplorerError
        When the stipple file is missing or damaged.
    """
    path = meshes_dir() / "stipple.npz"
    try:
        with path.open("rb") as handle, np.load(handle) as file:
            triangle = file["triangle"].astype(np.int64)
            weights = file["weights"].astype(np.float32) / np.float32(255.0)
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise ExplorerError(
            f"The stipple in {path} could not be read: {error}.",
            "Install the explorer again to get its own files back.",
        ) from error
    subdivision = load_topology().subdivision
    corners = np.asarray(subdivision.triangles)[triangle].astype(np.int32)
    weights = weights / weights.sum(axis=1, keepdims=True)
    mirrored = np.asarray(subdivision.mirror)[corners].astype(np.int32)
    return SkinStipple(np.concatenate([corners, mirrored]), np.concatenate([weights, weights]))


def spread_points(
    vertices: npt.NDArray[np.float64],
    triangles: npt.NDArray[np.integer[Any]],
    spacing: float,
    seed: int = 0,
    crowding: int = 9,
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """Poisson-disk points on the triangles with x <= 0: dart throwing among random candidates.

    Returns
    -------
    triangle, weights
        Triangle number (k,) and barycentric weights (k, 3), no two nearer than ``spacing`` mm.
    """
    from scipy.spatial import cKDTree

    rng = np.random.default_rng(seed)
    half = np.flatnonzero(vertices[triangles].mean(axis=1)[:, 0] < 0)
    a, b, c = (vertices[triangles[half, k]] for k in range(3))
    area = np.linalg.norm(np.cross(b - a, c - a), axis=1) / 2
    cumulative = np.cumsum(area)
    count = int(crowding * cumulative[-1] / spacing**2)
    pick = np.searchsorted(cumulative, rng.random(count) * cumulative[-1])
    r = np.sqrt(rng.random(count))
    s = rng.random(count)
    weights = np.column_stack([1 - r, r * (1 - s), r * s])
    points = np.einsum("ij,ijk->ik", weights, vertices[triangles[half[pick]]])
    # Near the midline a point would crowd its own mirror image.
    allowed = points[:, 0] < -spacing / 2
    pairs = cKDTree(points).query_pairs(spacing, output_type="ndarray")
    order = np.argsort(pairs.max(axis=1), kind="stable")
    low, high = pairs.min(axis=1)[order], pairs.max(axis=1)[order]
    starts = np.searchsorted(high, np.arange(count + 1))
    keep = allowed.copy()
    for i in range(count):
        if keep[i] and keep[low[starts[i] : starts[i + 1]]].any():
            keep[i] = False
    return half[pick[keep]].astype(np.int64), weights[keep]
