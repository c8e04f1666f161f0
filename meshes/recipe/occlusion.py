"""Ambient occlusion of the skin, per base vertex, by shadow maps in pure numpy."""

from __future__ import annotations

import numpy as np
from makehuman import Array, Ints

DIRECTIONS = 128
CELL = 3.5  # mm, cell of a shadow map
STEP = 2.0  # mm, spacing of the surface samples that are splatted
LIFT = 3.0  # mm, how far a vertex is lifted off its own surface
BIAS = 3.0  # mm of depth that counts as the surface itself


def samples(vertices: Array, triangles: Ints) -> Array:
    """Points on the surface no further than about STEP apart, (n, 3)."""
    corners = vertices[triangles]
    longest = np.linalg.norm(corners - np.roll(corners, 1, 1), axis=2).max(1)
    parts = np.clip(np.ceil(longest / STEP), 1, 24).astype(int)
    points = []
    for n in np.unique(parts):
        a, b = np.meshgrid(np.arange(n) + 1 / 3, np.arange(n) + 1 / 3)
        inside = a + b < n
        weights = np.stack([a[inside], b[inside], n - a[inside] - b[inside]], 1) / n
        points.append((weights @ corners[parts == n]).reshape(-1, 3))
    return np.concatenate(points)


def directions(count: int) -> Array:
    """Directions spread evenly over the sphere (a Fibonacci spiral), (count, 3)."""
    k = np.arange(count) + 0.5
    z = 1 - 2 * k / count
    turn = k * np.pi * (3 - np.sqrt(5))
    flat = np.sqrt(1 - z * z)
    return np.stack([flat * np.cos(turn), flat * np.sin(turn), z], 1)


def openness(vertices: Array, normals: Array, surface: Array) -> Array:
    """Cosine-weighted share of the sky that each vertex sees, (n,) in 0..1.

    Parameters
    ----------
    vertices, normals
        Where to look from, (n, 3) mm and unit.
    surface
        Everything that can stand in the way, points (m, 3) mm from `samples`.
    """
    eye = vertices + LIFT * normals
    seen = np.zeros(len(vertices))
    weight = np.zeros(len(vertices))
    for light in directions(DIRECTIONS):
        cosine = normals @ light
        lit = np.flatnonzero(cosine > 0.02)
        frame = np.linalg.svd(light[None])[2]
        flat, depth = surface @ frame[1:].T, surface @ light
        low = flat.min(0) - 2 * CELL
        cell = ((flat - low) / CELL).astype(int)
        width = cell[:, 1].max() + 3
        nearest = np.full((cell[:, 0].max() + 3) * width, -np.inf)
        np.maximum.at(nearest, cell[:, 0] * width + cell[:, 1], depth)
        # Compare with the four cells around, weighted by overlap, for a soft edge.
        place = (eye[lit] @ frame[1:].T - low) / CELL - 0.5
        corner = np.clip(place.astype(int), 0, None)
        part = place - corner
        own = eye[lit] @ light
        clear = np.zeros(len(lit))
        for dx in (0, 1):
            for dy in (0, 1):
                share = np.abs(1 - dx - part[:, 0]) * np.abs(1 - dy - part[:, 1])
                index = (corner[:, 0] + dx) * width + corner[:, 1] + dy
                clear += share * (nearest[np.clip(index, 0, len(nearest) - 1)] <= own + BIAS)
        seen[lit] += cosine[lit] * clear
        weight[lit] += cosine[lit]
    return seen / np.maximum(weight, 1e-9)


def smooth(values: Array, edges: Ints, steps: int) -> Array:
    """Average each vertex's value with its neighbours', `steps` times."""
    valence = np.bincount(edges.ravel(), minlength=len(values))
    for _ in range(steps):
        ring = np.bincount(edges[:, 0], values[edges[:, 1]], len(values))
        ring += np.bincount(edges[:, 1], values[edges[:, 0]], len(values))
        values = 0.5 * values + 0.5 * ring / valence
    return values
