"""Named patches of the skin."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.body.resources import meshes_dir


@dataclass(frozen=True, slots=True, eq=False)
class RegionMap:
    """Region number of every base vertex."""

    ids: tuple[str, ...]
    label: npt.NDArray[np.int64]


@functools.cache
def load_region_map() -> RegionMap:
    """The regions."""
    with np.load(meshes_dir() / "regions.npz", allow_pickle=False) as f:
        return RegionMap(tuple(f["ids"].tolist()), f["label"].astype(np.int64))
