"""How well the base lies on a skin: distances and folds, for each part of the body."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.body.topology import load_topology
from explorer.packs.wrapping.outer_skin import OuterSkin
from explorer.packs.wrapping.parts import PARTS, Source, table_row
from explorer.packs.wrapping.polish import Surface

__all__ = ["PartFit", "WrapFit", "folded_quads", "measure"]

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class PartFit:
    """Distances of a part's surface to the skin, mm, and its folded quads."""

    median_mm: float
    p95_mm: float
    folded_quads: int


@dataclass(frozen=True, slots=True)
class WrapFit:
    """How well the base lies on a skin.

    Attributes
    ----------
    median_mm, p95_mm
        Distance from the middles of the base's visible triangles to the skin, without those in the
        regions of toes, perineum and inside of the mouth.
    bare_mm
        95 % of the skin is nearer to the base than this.
    folded_quads
        Visible quads whose two triangles look opposite ways, toes and all.
    by_part
        The same for each part of the body; here toes and perineum are in.
    symmetric
        Whether the skin was found to be its own mirror image, and the base made so.
    landmarks
        Number of landmarks that were found on the body's own bones.
    """

    median_mm: float
    p95_mm: float
    bare_mm: float
    folded_quads: int
    by_part: Mapping[str, PartFit]
    symmetric: bool
    landmarks: int

    def as_json(self) -> dict[str, Any]:
        """The same as plain values."""
        return asdict(self)


def folded_quads(here: Floats, source: Source) -> Mask:
    """Visible quads whose two triangles look opposite ways (q,)."""
    quads, triangles = load_topology().quads, load_topology().triangles
    a, b, c = (here[triangles[:, k]] for k in range(3))
    one, other = np.cross(b - a, c - a).reshape(-1, 2, 3).transpose(1, 0, 2)
    folded = (one * other).sum(axis=1) < 0
    return np.asarray(folded & source.visible[quads].all(axis=1))


def _bare(here: Floats, skin: OuterSkin) -> float:
    from scipy.spatial import cKDTree

    triangles = load_topology().triangles
    middles = here[triangles].mean(axis=1)
    cross = np.cross(
        here[triangles[:, 1]] - here[triangles[:, 0]], here[triangles[:, 2]] - here[triangles[:, 0]]
    )
    normals = cross / np.maximum(np.linalg.norm(cross, axis=1), 1e-12)[:, None]
    some = skin.points[::10]
    near = cKDTree(middles).query(some, k=4)[1]
    off = np.abs(((some[:, None] - middles[near]) * normals[near]).sum(axis=2)).min(axis=1)
    beside = np.linalg.norm(some - middles[near[:, 0]], axis=1)
    return float(np.percentile(np.where(beside < 40.0, off, beside), 95))


def measure(
    here: Floats,
    skin: OuterSkin,
    surface: Surface,
    source: Source,
    *,
    symmetric: bool,
    landmarks: int,
) -> WrapFit:
    """Measure a wrapped base (v, 3)."""
    triangles = load_topology().triangles
    middles = here[triangles].mean(axis=1)
    off = np.linalg.norm(surface.nearest(middles)[0] - middles, axis=1)
    visible = source.visible[triangles].all(axis=1)
    folded = folded_quads(here, source)
    rows = np.array([table_row(name) for name in PARTS])[source.part[triangles[:, 0]]]
    table = {}
    for row in dict.fromkeys(table_row(name) for name in PARTS):
        median, p95 = np.percentile(off[visible & (rows == row)], [50, 95])
        count = int((folded & (rows[::2] == row)).sum())
        table[row] = PartFit(round(float(median), 2), round(float(p95), 2), count)
    median, p95 = np.percentile(off[source.judged[triangles].all(axis=1)], [50, 95])
    return WrapFit(
        round(float(median), 2),
        round(float(p95), 2),
        round(_bare(here, skin), 2),
        int(folded.sum()),
        table,
        symmetric,
        landmarks,
    )
