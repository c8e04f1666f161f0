"""How open to light each place of a skin is, by shadow maps; as the built-in figures have it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from explorer.packs.progress import Steps

__all__ = ["openness"]

Floats = npt.NDArray[np.float64]
Singles = npt.NDArray[np.float32]

_DIRECTIONS = 96
_CELL = 3.5  # mm, cell of a shadow map
_STEP = 2.4  # mm, spacing of the surface samples that are splatted
_LIFT = 3.0  # mm, how far a vertex is lifted off its own surface
_BIAS = 3.0  # mm of depth that count as the surface itself


def openness(
    vertices: Floats, normals: Floats, triangles: npt.NDArray[np.integer], count: int, steps: Steps
) -> Floats:
    """Cosine-weighted share of the sky that the first ``count`` vertices see, in 0..1.

    Parameters
    ----------
    vertices, normals, triangles
        The skin: (n, 3) mm, (n, 3) unit and (m, 3).

    Raises
    ------
    Cancelled
        When the user has asked to stop.
    """
    surface = _samples(vertices, triangles).astype(np.float32)
    eye = (vertices[:count] + _LIFT * normals[:count]).astype(np.float32)
    seen, weight = np.zeros(count), np.zeros(count)
    for number, light in enumerate(_directions()):
        steps.at(number / _DIRECTIONS, "Shading the skin")
        cosine = normals[:count] @ light
        lit = np.flatnonzero(cosine > 0.02)
        # Two axes across the light and the light itself.
        axes = np.concatenate([np.linalg.svd(light[None])[2][1:], light[None]]).astype(np.float32)
        clear = _clear(axes @ eye[lit].T, axes @ surface.T)
        seen[lit] += cosine[lit] * clear
        weight[lit] += cosine[lit]
    return seen / np.maximum(weight, 1e-9)


def _clear(place: Singles, surface: Singles) -> Floats:
    """Share of the way to the light that is free (p,), for (3, p) points and (3, n) blockers.

    The last row of both is the depth, towards the light.
    """
    low = surface[:2].min(axis=1, keepdims=True) - 2 * _CELL
    cell = ((surface[:2] - low) * np.float32(1 / _CELL)).astype(np.int32)
    width = int(cell[1].max()) + 3
    nearest = np.full((int(cell[0].max()) + 3) * width, -np.inf, np.float32)
    np.maximum.at(nearest, cell[0] * width + cell[1], surface[2])
    # Compare with the four cells around, weighted by overlap, for a soft edge.
    at = (place[:2] - low) / _CELL - 0.5
    corner = np.clip(at.astype(np.int32), 0, None)
    part = at - corner
    clear = np.zeros(place.shape[1])
    for dx in (0, 1):
        for dy in (0, 1):
            share = np.abs(1 - dx - part[0]) * np.abs(1 - dy - part[1])
            index = np.clip((corner[0] + dx) * width + corner[1] + dy, 0, len(nearest) - 1)
            clear += share * (nearest[index] <= place[2] + _BIAS)
    return clear


def _samples(vertices: Floats, triangles: npt.NDArray[np.integer]) -> Floats:
    """Points on the surface no further than about a step apart, (n, 3)."""
    corners = vertices[triangles]
    longest = np.linalg.norm(corners - np.roll(corners, 1, axis=1), axis=2).max(axis=1)
    parts = np.clip(np.ceil(longest / _STEP), 1, 24).astype(int)
    points = []
    for n in np.unique(parts):
        a, b = np.meshgrid(np.arange(n) + 1 / 3, np.arange(n) + 1 / 3)
        inside = a + b < n
        weights = np.stack([a[inside], b[inside], n - a[inside] - b[inside]], axis=1) / n
        points.append((weights @ corners[parts == n]).reshape(-1, 3))
    return np.concatenate(points)


def _directions() -> Floats:
    """Directions spread evenly over the sphere (a Fibonacci spiral), (n, 3)."""
    k = np.arange(_DIRECTIONS) + 0.5
    z = 1 - 2 * k / _DIRECTIONS
    turn = k * np.pi * (3 - np.sqrt(5))
    flat = np.sqrt(1 - z * z)
    return np.stack([flat * np.cos(turn), flat * np.sin(turn), z], axis=1)
