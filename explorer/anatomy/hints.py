"""What a pain that is named in regions and complaints says of every point of an atlas."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import Side
from explorer.anatomy.question import Question
from explorer.anatomy.scoring import COMMON, RegionTable
from explorer.anatomy.zone_table import Explained

__all__ = ["Hints"]

Array = npt.NDArray[np.float64]

#: Tingling, numbness and burning come rather from a muscle that may press on a nerve.
NERVE_QUALITIES = frozenset(("tingling", "numb", "burning"))
NOT_NERVE = 0.9
#: What a complaint is worth as a hint when only its regions fit, and not its name.
FITTING_COMPLAINT = 0.6
#: A painted region counts as named from this share on, and fully from half of it.
FILLED = 0.15
#: Less alike than this, a complaint's regions do not fit.
ALIKE = 0.25


class Hints:
    """Arrays over the rows of an atlas: every point in its order, each right then left."""

    def __init__(self, atlas: Atlas, neighbours: Mapping[str, frozenset[str]]) -> None:
        self._atlas = atlas
        self._table = RegionTable.of(atlas, neighbours)
        self._column = self._table.regions
        points = atlas.knowledge.trigger_points
        self._number = {p.id: i for i, p in enumerate(points)}
        muscles = [atlas.muscles[p.muscle] for p in points]
        self.common: Array = np.repeat([COMMON[m.commonness] for m in muscles], 2)
        self._entraps = np.repeat([bool(m.entraps) for m in muscles], 2)
        self._paired = np.array([r.paired for r in atlas.regions.values()], bool)
        self._of_complaint = {c.id: self._mask(c.regions) for c in atlas.complaints.values()}

    def _mask(self, regions: tuple[str, ...]) -> Array:
        mask = np.zeros(len(self._column))
        mask[[self._column[r] for r in regions]] = 1.0
        return mask

    def hurting(self, question: Question, side: Side) -> Array:
        """How much each region hurts on a side (r,), 0..1: named, or filled by what was painted.

        A hand paints more roughly than zones are drawn: the regions that it fills are the better
        half of what it says. Where nothing was named or painted, those of the complaints stand in.
        """
        hurting = np.zeros(len(self._column))
        for ref, weight in question.regions.items():
            column = self._column[ref.region]
            if ref.on(side) or not self._paired[column]:
                hurting[column] = max(hurting[column], weight)
        if question.painted is not None:
            for (region, painted_side), share in question.painted.regions.items():
                if painted_side == side and share >= FILLED:
                    column = self._column[region]
                    hurting[column] = max(hurting[column], min(1.0, 2.0 * share))
        elif not question.regions:
            for id, match in question.complaints.items():
                np.maximum(hurting, match * self._of_complaint[id], out=hurting)
        return hurting

    def explained(self, question: Question) -> tuple[float, Explained]:
        """What all named regions weigh, and how they and the zones of each row meet."""
        right, left = self.hurting(question, "right"), self.hurting(question, "left")
        unsided = self._unsided(question)
        total = float(np.where(unsided, np.maximum(right, left), right + left).sum())
        sides = []
        for hurting in (right, left):
            meets = self._table.explain(hurting)
            share = float(hurting.sum()) / total if total > 0 else 0.0
            sides.append((meets.essential * share, meets.spillover * share, meets.felt))
        essential, spillover, felt = (
            np.stack([sides[0][k], sides[1][k]], axis=1).ravel() for k in range(3)
        )
        return total, Explained(essential, spillover, felt)

    def _unsided(self, question: Question) -> npt.NDArray[np.bool_]:
        """Regions (r,) whose pain is on no side in particular: either side explains it whole."""
        unsided = ~self._paired
        if not question.regions and question.painted is None:
            return np.ones(len(unsided), bool)
        for ref in question.regions:
            if ref.side == "both":
                unsided[self._column[ref.region]] = True
        return unsided

    def cover(self, rows: npt.NDArray[np.int64], question: Question) -> tuple[Array, Array]:
        """How much some rows explain of each named region of each side.

        Returns
        -------
        cover, weight
            (k, 2r) and (2r,): the regions of the right side, then those of the left; a pain on no
            side in particular stands with the right and is explained by either.
        """
        own = self._table.explains[rows // 2]
        on_left = (rows % 2 == 1)[:, None]
        unsided = self._unsided(question)
        cover = [
            np.where(on_left & ~unsided, 0.0, own),
            np.where(on_left & ~unsided, own, 0.0),
        ]
        weight = [
            self.hurting(question, "right"),
            np.where(unsided, 0.0, self.hurting(question, "left")),
        ]
        return np.concatenate(cover, axis=1), np.concatenate(weight)

    def listed(self, question: Question, fitting: Mapping[str, float]) -> Array:
        """How far forward the complaints that fit name each row of a side that hurts, 0..1."""
        listed = np.zeros(len(self._number))
        for id, match in fitting.items():
            points = self._atlas.complaints[id].points
            for rank, point in enumerate(points):
                number = self._number[point]
                listed[number] = max(listed[number], match * (1.0 - 0.5 * rank / len(points)))
        return np.outer(listed, self._sides(question)).ravel()

    def _sides(self, question: Question) -> Array:
        """Whether the right and the left side hurt (2,), 1 or 0; both where nothing was shown."""
        sides = np.array(
            [self.hurting(question, "right").any(), self.hurting(question, "left").any()]
        )
        if question.painted is not None:
            painted = {side for (_, side), share in question.painted.regions.items() if share > 0}
            sides |= ["right" in painted, "left" in painted]
        return np.asarray(sides if sides.any() else ~sides, float)

    def fitting(self, question: Question) -> dict[str, float]:
        """Complaints that were named, and those whose regions fit what hurts, 0..1, best first."""
        fitting = dict(question.complaints)
        if question.regions or question.painted is not None:
            where = np.maximum(self.hurting(question, "right"), self.hurting(question, "left"))
            for id, own in self._of_complaint.items():
                whole = float(np.maximum(own, where).sum())
                alike = float(np.minimum(own, where).sum()) / whole if whole else 0.0
                if alike > ALIKE:
                    fitting[id] = max(fitting.get(id, 0.0), FITTING_COMPLAINT * alike)
        return dict(sorted(fitting.items(), key=lambda item: -item[1]))

    def quality(self, question: Question) -> Array:
        """How well each row fits how the pain feels, 0..1 (rows,)."""
        if not question.qualities:
            return np.ones(len(self._entraps))
        nerve = len(NERVE_QUALITIES.intersection(question.qualities)) / len(question.qualities)
        return np.where(self._entraps, 1.0, 1.0 - (1.0 - NOT_NERVE) * nerve)

    def row(self, point: str, side: Side) -> int:
        """The row of a point on a side."""
        return 2 * self._number[point] + (side == "left")
