"""The figure of a pack: the base topology on the pack's skin, shaded and with eyes."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from explorer.body.figure import load_figure
from explorer.body.topology import load_topology, vertex_normals
from explorer.packs.openness import openness
from explorer.packs.progress import Steps

__all__ = ["occlusion_of", "placed_eyes"]

Floats = npt.NDArray[np.float32]

_MODEL = "male"
_LID_MM = 24.0
_SMOOTHINGS = 2


def occlusion_of(base: Floats, steps: Steps) -> npt.NDArray[np.uint8]:
    """Openness to light of each base vertex (13380,), 255 is open.

    Raises
    ------
    Cancelled
        When the user has asked to stop.
    """
    subdivision = load_topology().subdivision
    fine = np.asarray(subdivision.smooth(np.asarray(base, np.float64)), np.float64)
    normals = vertex_normals(fine, subdivision.triangles).astype(np.float64)
    count = subdivision.base_count
    seen = openness(fine, normals, subdivision.triangles, count, steps)
    for _ in range(_SMOOTHINGS):
        around = np.bincount(subdivision.edges[:, 0], seen[subdivision.edges[:, 1]], count)
        around += np.bincount(subdivision.edges[:, 1], seen[subdivision.edges[:, 0]], count)
        seen = 0.5 * seen + 0.5 * around / np.maximum(subdivision.valence, 1)
    return np.clip(np.round(255 * seen), 0, 255).astype(np.uint8)


def placed_eyes(base: Floats) -> Floats:
    """The eyeballs (e, 3) of a body: those of the model, moved as the lids around them are."""
    model = load_figure(_MODEL)
    found = np.empty_like(model.eyes.vertices)
    for left in (True, False):
        eye = (model.eyes.vertices[:, 0] > 0) == left
        ball = model.eyes.vertices[eye].astype(np.float64)
        near = np.linalg.norm(model.base_vertices - ball.mean(axis=0), axis=1) < _LID_MM
        scale, turn, shift = _similarity(model.base_vertices[near], base[near])
        found[eye] = scale * ball @ turn.T + shift
    return found


def _similarity(
    source: npt.NDArray[np.floating], target: npt.NDArray[np.floating]
) -> tuple[float, npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Scale, rotation and shift that bring (n, 3) points onto others best.

    Source: Umeyama, Least-squares estimation of transformation parameters, 1991.
    """
    a, b = np.asarray(source, np.float64), np.asarray(target, np.float64)
    from_, to = a - a.mean(axis=0), b - b.mean(axis=0)
    u, size, v = np.linalg.svd(to.T @ from_)
    flip = np.array([1.0, 1.0, np.sign(np.linalg.det(u @ v))])
    turn = (u * flip) @ v
    scale = float((size * flip).sum() / (from_**2).sum())
    return scale, turn, b.mean(axis=0) - scale * turn @ a.mean(axis=0)
