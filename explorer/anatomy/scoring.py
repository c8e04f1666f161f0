"""How likely a point is behind a pain: the formula, and nothing but the formula.

For every trigger point on each side, all at once:

``fit = explained * (1 - ABSENCE * (1 - felt))``
    *explained* is the share of the pain that lies in the point's zones, spillover counted
    ``SPILLOVER_EXPLAINS``; *felt* the share of the point's own zones that hurts. What hurts and is
    not explained weighs more than what is expected and does not hurt, because few people feel a
    whole pattern.
``likely = fit * COMMON[commonness] * quality``
    How often a muscle is commonly held to be involved; a muscle that may press on a nerve explains
    tingling and numbness better than others do.
``score = 1 - (1 - likely) * (1 - LISTED * listed)``
    *listed* says how far forward a complaint that fits names the point, 1 to 0. Two independent
    hints are joined as the chance that not both are wrong.

A pain that is painted is scored by area, one that is named by regions; where both are given their
shares are joined in the proportion of what was painted to what was named.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import Commonness
from explorer.anatomy.zone_table import Explained

__all__ = [
    "ABSENCE",
    "COMMON",
    "LISTED",
    "SPILLOVER_COUNTS",
    "SPILLOVER_EXPLAINS",
    "RegionTable",
    "fit",
    "joined",
    "weighed",
]

Array = npt.NDArray[np.float64]
#: Single precision: a hundred atlases have tables of twenty megabytes each.
Table = npt.NDArray[np.float32]

#: How well a spillover zone explains pain there, against 1 for an essential zone.
SPILLOVER_EXPLAINS = 0.7
#: What a spillover zone counts against an essential one among all that a point refers.
SPILLOVER_COUNTS = 0.3
#: How much a zone that is expected but does not hurt speaks against a point.
ABSENCE = 0.4
#: How much being named for a complaint that fits speaks for a point.
LISTED = 0.6
#: The same, and what the regions of the complaint count, where nothing else is known.
LISTED_ALONE, UNSHOWN = 0.95, 0.1
#: How commonly a muscle is held to be involved.
COMMON: dict[Commonness, float] = {
    "very_common": 1.0,
    "common": 0.93,
    "occasional": 0.85,
    "rare": 0.72,
}
#: A region beside the named one, or the skin over a deep one: pain is seldom named to the border.
BESIDE, OVER = 0.25, 0.6


@dataclass(frozen=True, slots=True, eq=False)
class RegionTable:
    """Which named regions each point is described to refer to.

    Attributes
    ----------
    regions
        Region id -> column.
    essential, spillover
        (p, r) 1 where it is named, less in a region beside it, 0 else.
    explains
        (p, r) how well a point explains pain in a region.
    named
        (p, r) what the region counts among the point's own zones.
    whole
        (p,) what all zones of a point count.
    near
        (r, r) how well one region stands for another.
    """

    regions: dict[str, int]
    essential: Table
    spillover: Table
    explains: Table
    named: Table
    whole: Table
    near: Table

    @classmethod
    def of(cls, atlas: Atlas, neighbours: Mapping[str, frozenset[str]]) -> RegionTable:
        """The table of an atlas.

        Parameters
        ----------
        neighbours
            Regions that share a border with a region, where known.
        """
        regions = {r: i for i, r in enumerate(atlas.regions)}
        near = _near(atlas, regions, neighbours)
        points = atlas.knowledge.trigger_points
        named = {
            level: np.zeros((len(points), len(regions)), np.float32)
            for level in ("essential", "spillover")
        }
        for p, point in enumerate(points):
            if point.zone_kind == "none":
                continue
            for zone in point.zones:
                for region in zone.regions:
                    named[zone.level][p, regions[region]] = 1.0
        named["spillover"] *= named["essential"] == 0
        counted = named["essential"] + SPILLOVER_COUNTS * named["spillover"]
        essential = _spread(named["essential"], near)
        spillover = _spread(named["spillover"], near)
        return cls(
            regions,
            essential,
            spillover,
            np.maximum(essential, SPILLOVER_EXPLAINS * spillover),
            counted,
            counted.sum(axis=1),
            near,
        )

    def explain(self, hurting: Array) -> Explained:
        """How a pain in named regions and the zones of each point meet.

        Parameters
        ----------
        hurting
            (r,) how much each region hurts, 0..1.
        """
        total = float(hurting.sum())
        if total <= 0:
            none = np.zeros(len(self.whole))
            return Explained(none, none, none)
        essential = self.essential @ hurting / total
        # What the essential zone explains of a region, spillover cannot explain again.
        both = np.maximum(self.essential, self.spillover)
        spillover = both @ hurting / total - essential
        there = np.minimum(1.0, (self.near * hurting).max(axis=1) / hurting.max())
        felt = self.named @ there / np.maximum(self.whole, 1e-9)
        return Explained(essential, spillover, np.minimum(1.0, felt))


def _near(atlas: Atlas, regions: dict[str, int], neighbours: Mapping[str, frozenset[str]]) -> Table:
    near = np.eye(len(regions), dtype=np.float32)
    for id, beside in neighbours.items():
        for other in beside:
            if id in regions and other in regions:
                near[regions[id], regions[other]] = max(near[regions[id], regions[other]], BESIDE)
    for region in atlas.regions.values():
        if region.points_at is not None:
            a, b = regions[region.id], regions[region.points_at]
            near[a, b] = near[b, a] = OVER
    return near


def _spread(named: Table, near: Table) -> Table:
    """(p, r) the best of a region's own value and that of the regions near it."""
    spread = named.copy()
    for r in range(near.shape[0]):
        beside = np.flatnonzero(near[r])
        spread[:, r] = (named[:, beside] * near[r, beside]).max(axis=1)
    return spread


def joined(parts: list[tuple[float, Explained]]) -> Explained:
    """Several ways of showing one pain, in the proportion of their weights."""
    total = sum(w for w, _ in parts)
    if not total:
        return parts[0][1]
    return Explained(
        np.asarray(sum(w * e.essential for w, e in parts) / total),
        np.asarray(sum(w * e.spillover for w, e in parts) / total),
        np.asarray(sum(w * e.felt for w, e in parts) / total),
    )


def fit(explained: Explained) -> Array:
    """How well zones and pain fit, 0..1 (rows,)."""
    share = explained.essential + SPILLOVER_EXPLAINS * explained.spillover
    return np.asarray(np.minimum(1.0, share) * (1.0 - ABSENCE * (1.0 - explained.felt)))


def weighed(likely: Array, listed: Array, *, shown: bool) -> Array:
    """The score 0..1 of each row from how well it fits and how far forward it is listed.

    Parameters
    ----------
    shown
        Whether the client showed where it hurts. Where only a complaint was chosen its list is
        nearly all that is known, and its order stands.
    """
    if shown:
        return np.asarray(1.0 - (1.0 - likely) * (1.0 - LISTED * listed))
    return np.asarray(1.0 - (1.0 - UNSHOWN * likely) * (1.0 - LISTED_ALONE * listed))
