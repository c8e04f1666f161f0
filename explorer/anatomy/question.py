"""What is asked of the source finder, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

from explorer.anatomy.model import Caution, Side
from explorer.anatomy.pain import Quality, RegionRef
from explorer.anatomy.zone_table import ZoneTable

__all__ = ["Finding", "Painted", "Question", "Source", "SourceSide"]

Array = npt.NDArray[np.float64]
SourceSide = Literal["right", "left", "both"]


@dataclass(frozen=True, slots=True, eq=False)
class Painted:
    """A painted pain on one figure.

    Attributes
    ----------
    table
        The zones of that figure; rows are the points of the atlas in its order, each right then
        left.
    pain
        (c,) how much each cell of the table hurts.
    regions
        Region and side -> share of it that was painted, 0..1.
    """

    table: ZoneTable
    pain: Array
    regions: Mapping[tuple[str, Side], float]

    @property
    def weight(self) -> float:
        """What it weighs against named regions: as many as it fills, one at least."""
        return max(1.0, float(sum(self.regions.values())))


@dataclass(frozen=True, slots=True)
class Question:
    """What is known of a pain.

    Attributes
    ----------
    regions
        Named regions and how surely each is meant, 0..1.
    complaints
        Complaint ids and how well each fits, 0..1.
    qualities
        How it feels.
    painted
        What was painted, if anything.
    tried
        Points that were pressed, and whether that brought the client's own pain.
    flags
        Red flags whose warning words were said.
    """

    regions: Mapping[RegionRef, float] = field(default_factory=dict)
    complaints: Mapping[str, float] = field(default_factory=dict)
    qualities: tuple[Quality, ...] = ()
    painted: Painted | None = None
    tried: Mapping[tuple[str, Side], bool] = field(default_factory=dict)
    flags: tuple[str, ...] = ()

    @property
    def places(self) -> frozenset[str]:
        """Every region that hurts, named or painted."""
        named = {ref.region for ref in self.regions}
        if self.painted is not None:
            named |= {r for (r, _), share in self.painted.regions.items() if share >= 0.08}
        return frozenset(named)


@dataclass(frozen=True, slots=True)
class Source:
    """A point that may be behind a pain, what speaks for it and what against.

    ``explains`` is the share of the pain that lies in its zones. ``side`` is "both" where the pain
    was shown on no side in particular. ``tried`` is what pressing it brought, None when not tried.
    """

    trigger_point: str
    muscle: str
    group: str
    score: float
    reasons: tuple[str, ...]
    against: tuple[str, ...] = ()
    side: SourceSide = "both"
    explains: float = 0.0
    tried: bool | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Red flags to ask about first, then likely sources, best first.

    ``together`` is a small set of sources that explains the whole pain as far as any can, and
    ``together_explains`` the share that it does.
    """

    red_flags: tuple[Caution, ...]
    sources: tuple[Source, ...]
    together: tuple[Source, ...] = ()
    together_explains: float = 0.0
