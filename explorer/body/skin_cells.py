"""The skin in cells, one round each vertex of the shared topology, and the zones over them.

What is painted and what zones paint live on the shown, finer skin. For ranking they are gathered
on the base vertices: a quarter of the numbers, and the same cells on every figure.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from explorer.anatomy.model import Side
from explorer.anatomy.scoring import SPILLOVER_COUNTS
from explorer.anatomy.zone_table import Cover, Row, ZoneTable
from explorer.body.placement import PlacedAtlas
from explorer.body.topology import load_topology
from explorer.body.zones import FIELD_LIMIT

__all__ = ["SkinCells", "zone_table"]

Array = npt.NDArray[np.float64]

#: A zone's border is drawn sharp but known to a finger's breadth, and pain is painted by hand: a
#: zone counts less and less this far beyond its border, mm.
BORDER = FIELD_LIMIT

_NONE: Cover = (np.zeros(0, np.int64), np.zeros(0))


class SkinCells:
    """Cells of one figure.

    Parameters
    ----------
    vertex_area
        (n,) area that belongs to each vertex of the shown skin, mm2.
    """

    def __init__(self, vertex_area: Array) -> None:
        subdivision = load_topology().subdivision
        self.count = subdivision.base_count
        self._edges = subdivision.edges
        self._vertex_area = vertex_area
        self.area: Array = self._sum(np.arange(len(vertex_area)), vertex_area)

    def _sum(self, vertices: npt.NDArray[np.integer], amount: Array) -> Array:
        """What vertices of the shown skin hold, handed to cells: a mid-edge one gives half each."""
        own = vertices < self.count
        held = np.bincount(vertices[own], amount[own], minlength=self.count)
        ends = self._edges[vertices[~own] - self.count]
        half = np.repeat(amount[~own] / 2.0, 2)
        return np.asarray(held + np.bincount(ends.ravel(), half, minlength=self.count), float)

    def gather(self, vertices: npt.NDArray[np.integer], share: Array) -> Cover:
        """Shares of some vertices of the shown skin -> cells and their shares, 0..1."""
        held = self._sum(vertices, share * self._vertex_area[vertices])
        cells = np.flatnonzero(held > 0)
        return cells, np.minimum(1.0, held[cells] / np.maximum(self.area[cells], 1e-9))

    def pain(self, intensity: npt.NDArray[np.floating]) -> Array:
        """How much each vertex of the shown skin hurts (n,) -> how much each cell does (c,)."""
        where = np.flatnonzero(intensity > 0)
        held = self._sum(where, np.asarray(intensity[where], float) * self._vertex_area[where])
        return np.asarray(held / np.maximum(self.area, 1e-9))


def zone_table(placed: PlacedAtlas) -> ZoneTable:
    """The zones of all points of a figure, in the order of ``placed.points``.

    Zones that were not yet resolved are, which takes seconds for a whole atlas.
    """
    cells = SkinCells(placed.zones.vertex_area)
    return ZoneTable.build(cells.area, _zones(placed, cells), SPILLOVER_COUNTS)


def _zones(placed: PlacedAtlas, cells: SkinCells) -> Iterator[tuple[Row, Cover, Cover]]:
    mirror = load_topology().subdivision.mirror

    @functools.lru_cache(maxsize=2)
    def right(point: str) -> tuple[Cover, ...]:
        found: list[Cover] = []
        for level in ("essential", "spillover"):
            near = placed.zones.near(point, level)
            if near is None:
                found.append(_NONE)
                continue
            index, field = near
            share = np.clip(1.0 - field / BORDER, 0.0, 1.0)
            found.append((index[share > 0], share[share > 0]))
        return tuple(found)

    def one(point: str, side: Side) -> tuple[Row, Cover, Cover]:
        both = [
            cells.gather(index if side == "right" else mirror[index], share)
            for index, share in right(point)
        ]
        return (point, side), both[0], both[1]

    for placed_point in placed.points:
        if placed.atlas.points[placed_point.id].zone_kind == "none":
            yield (placed_point.id, placed_point.side), _NONE, _NONE
        else:
            yield one(placed_point.id, placed_point.side)
