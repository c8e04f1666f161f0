"""Named patches of the skin: together they cover it, each base vertex lying in exactly one.

The patches hang on the topology, so they are the same on every figure. How they were drawn stands
in ``meshes/recipe/region_seeds.py``.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from explorer.body.resources import meshes_dir
from explorer.body.topology import load_topology
from explorer.errors import ExplorerError

__all__ = ["PatchSide", "RegionMap", "load_region_map"]

PatchSide = Literal["right", "left", "both"]
_SIGN = {"right": -1, "left": 1}


@dataclass(frozen=True, slots=True, eq=False)
class RegionMap:
    """Region of every base vertex.

    Attributes
    ----------
    ids
        Region ids; a label is a number in this tuple.
    label
        (v,) region number of each base vertex.
    side
        (v,) -1 right, 0 on the midline, 1 left.
    """

    ids: tuple[str, ...]
    label: npt.NDArray[np.int64]
    side: npt.NDArray[np.int8]

    def index(self, id: str) -> int:
        """Number of a region.

        Raises
        ------
        ExplorerError
            When no patch of the skin has this id.
        """
        try:
            return self.ids.index(id)
        except ValueError:
            raise ExplorerError(
                f"No patch of the skin is called {id!r}.",
                "`list regions` names all regions; a deep one points at the patch over it.",
            ) from None

    def region_of_vertex(self, vertex: int) -> str:
        """Id of the region that a base vertex lies in."""
        return self.ids[int(self.label[vertex])]

    def region_at(self, vertices: Sequence[int], weights: Sequence[float]) -> str:
        """Id of the region at a point of a triangle: that of its heaviest corner."""
        return self.region_of_vertex(vertices[int(np.argmax(weights))])

    def mask(self, id: str, side: PatchSide = "both") -> npt.NDArray[np.bool_]:
        """Base vertices of a region (v,); one side's include those on the midline."""
        inside = self.label == self.index(id)
        if side == "both":
            return np.asarray(inside)
        return np.asarray(inside & (self.side != -_SIGN[side]))

    def neighbours(self, id: str) -> frozenset[str]:
        """Regions that share a border with this one."""
        return _borders(self)[self.index(id)]

    def triangle_labels(self, triangles: npt.NDArray[np.integer[Any]]) -> npt.NDArray[np.int64]:
        """Region number of each triangle (t,): the one most of its corners are in.

        A triangle with corners in three regions joins the one with the lowest number.
        """
        a, b, c = self.label[triangles].T
        lowest = np.minimum(np.minimum(a, b), c)
        return np.asarray(np.where((a == b) | (a == c), a, np.where(b == c, b, lowest)))

    def area_cm2(
        self, vertices: npt.NDArray[np.floating[Any]], triangles: npt.NDArray[np.integer[Any]]
    ) -> Mapping[str, Mapping[PatchSide, float]]:
        """Area of each region on a figure, cm2: right, left and both sides together.

        Parameters
        ----------
        vertices
            (v, 3) base vertices of the figure, mm.
        triangles
            (t, 3) of the base mesh.
        """
        v = np.asarray(vertices, float)
        a, b, c = (v[triangles[:, k]] for k in range(3))
        area = np.linalg.norm(np.cross(b - a, c - a), axis=1) / 200.0
        label, count = self.triangle_labels(triangles), len(self.ids)
        # No triangle crosses the midline, so one corner off it tells the side.
        turn = np.sign(self.side[triangles].sum(axis=1, dtype=np.int64))
        right, left = (
            np.bincount(label, area * np.where(turn == sign, 1.0, 0.0), minlength=count)
            for sign in (-1, 1)
        )
        whole = np.bincount(label, area, minlength=count)
        return {
            id: {"right": float(right[k]), "left": float(left[k]), "both": float(whole[k])}
            for k, id in enumerate(self.ids)
        }


@functools.lru_cache(maxsize=2)
def _borders(regions: RegionMap) -> tuple[frozenset[str], ...]:
    ends = regions.label[load_topology().subdivision.edges]
    crossing = np.unique(ends[ends[:, 0] != ends[:, 1]], axis=0)
    found: list[set[str]] = [set() for _ in regions.ids]
    for a, b in crossing.tolist():
        found[a].add(regions.ids[b])
        found[b].add(regions.ids[a])
    return tuple(frozenset(f) for f in found)


@functools.cache
def load_region_map() -> RegionMap:
    """The regions of the shared topology.

    Raises
    ------
    ExplorerError
        When the region file is missing or damaged.
    """
    path = meshes_dir() / "regions.npz"
    try:
        with np.load(path, allow_pickle=False) as file:
            ids = tuple(str(id) for id in file["ids"])
            label = file["label"].astype(np.int64)
            side = file["side"].astype(np.int8)
        if label.shape != side.shape or label.max() >= len(ids):
            raise ValueError("labels, sides and names do not belong together")
    except (OSError, ValueError, KeyError, EOFError) as error:
        raise ExplorerError(
            f"The regions of the skin in {path} could not be read: {error}.",
            "Install the explorer again to get its own files back.",
        ) from error
    return RegionMap(ids, label, side)
