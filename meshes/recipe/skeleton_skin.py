"""The outer skin of a figure, for fitting bones under it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import surface
from skeleton_source import Array, Ints

Mask = np.ndarray[Any, np.dtype[np.bool_]]

# Openness to light (of 255) below which the skin of the head is the lining of mouth, nostrils,
# ear canals and lids, and how far above the breastbone the head begins, mm.
_LINING = 12
_HEAD = 40.0
_NEIGHBOURS = 9
_REACH = 20.0


_ARM = ("arm_", "elbow_", "forearm_", "wrist_", "hand_", "thumb_", "index_", "middle_", "ring_",
        "little_")  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Cloud:
    """Points on a skin with outward normals."""

    points: Array
    normals: Array
    tree: Any

    def depth(self, points: Array) -> tuple[Array, Array]:
        """How far outside points (n, 3) are, mm (inside negative), and which way is out.

        The median over a few neighbours, and far from any skin always inside, because the skin
        folds over itself in the armpit.
        """
        distance, near = self.tree.query(points, _NEIGHBOURS, distance_upper_bound=_REACH)
        close = np.isfinite(distance).all(1)
        outside, out = np.full(len(points), -_REACH), np.zeros((len(points), 3))
        near = near[close]
        along = np.einsum(
            "nkj,nkj->nk", points[close][:, None] - self.points[near], self.normals[near]
        )
        order = np.argsort(along, axis=1)[:, [_NEIGHBOURS // 2]]
        outside[close] = np.take_along_axis(along, order, 1)[:, 0]
        out[close] = self.normals[np.take_along_axis(near, order, 1)[:, 0]]
        return outside, out


@dataclass(frozen=True, slots=True, eq=False)
class Skin:
    """The right half of a figure's outer skin, and its landmarks.

    The arm is apart from the rest, and the armpit left out, because they sink into the chest on
    some figures; the shoulder belongs to both. ``spots`` maps a landmark to its place and outward
    normal, right side or midline.
    """

    arm: Cloud
    rest: Cloud
    spots: dict[str, tuple[Array, Array]]
    stature: float
    heavy: bool


def read_skin(meshes: Path, figure: dict[str, Any]) -> Skin:
    """The skin of a committed figure; `figure` is its row of figures.json."""
    with np.load(meshes / "topology.npz") as file:
        triangles = file["triangles"].astype(np.int64)
        edges, opposite, sides = (
            file[name].astype(np.int64) for name in ("edges", "edge_opposite", "triangle_edges")
        )
    with np.load(meshes / "figures" / f"{figure['id']}.npz") as file:
        base = file["vertices"].astype(float)
    landmarks = json.loads((meshes / "landmarks.json").read_text(encoding="utf-8"))["landmarks"]
    rows = {row["id"]: (row["vertices"], np.array(row["weights"])[:, None]) for row in landmarks}
    sealed = seal(base, _lining(meshes, base, rows["jugular_notch"][0]), edges)
    fine, faces = surface.loop_step(sealed, triangles, (edges, opposite, sides))
    normals = surface.normals(fine, faces)
    spots = {}
    for name, (numbers, weights) in rows.items():
        normal = (normals[numbers] * weights).sum(0)
        spots[name] = ((fine[numbers] * weights).sum(0), normal / np.linalg.norm(normal))
    with np.load(meshes / "regions.npz") as file:
        names, label = file["ids"], file["label"]

    def cloud(*regions: str, but: bool = False) -> Cloud:
        chosen = np.array([name.startswith(regions) for name in names])[label]
        inside = np.concatenate([chosen, chosen[edges].any(1)])[faces].all(1)
        half = fine[faces][:, :, 0].min(1) < 15
        return _cloud(fine, normals, faces[half & (inside != but)])

    return Skin(
        cloud(*_ARM, "shoulder_"),
        cloud(*_ARM, "armpit", but=True),
        spots,
        figure["height_mm"] / 1000,
        figure["id"].endswith("_heavy"),
    )


def _lining(meshes: Path, base: Array, notch: list[int]) -> Mask:
    """Vertices of the head that hardly any light reaches on one of the figures."""
    lining = np.zeros(len(base), bool)
    for path in sorted((meshes / "figures").glob("*.npz")):
        with np.load(path) as file:
            lining |= file["occlusion"] < _LINING
    return np.asarray(lining & (base[:, 2] > base[notch, 2].mean() + _HEAD))


def _cloud(vertices: Array, normals: Array, faces: Ints) -> Cloud:
    from scipy.spatial import cKDTree

    used = np.unique(faces)
    a, b, c = vertices[faces].transpose(1, 0, 2)
    flat = np.cross(b - a, c - a)
    size = np.linalg.norm(flat, axis=1, keepdims=True)
    points = np.concatenate([vertices[used], (a + b + c) / 3])
    out = np.concatenate([normals[used], flat / np.maximum(size, 1e-12)])
    return Cloud(points, out, cKDTree(points))


def seal(vertices: Array, lining: Mask, edges: Ints) -> Array:
    """Stretch a skin across the openings of the head: `lining` vertices go to a membrane."""
    from scipy.sparse import coo_matrix, diags
    from scipy.sparse.linalg import spsolve

    count = len(vertices)
    ends = np.concatenate([edges, edges[:, ::-1]])
    graph = coo_matrix((np.ones(len(ends)), ends.T), shape=(count, count)).tocsr()
    valence = np.asarray(graph.sum(1)).ravel()
    rows = (diags(valence) - graph).tocsr()[lining]
    known = -rows[:, ~lining] @ vertices[~lining]
    sealed = vertices.copy()
    sealed[lining] = spsolve(rows[:, lining].tocsc(), known)
    return sealed
