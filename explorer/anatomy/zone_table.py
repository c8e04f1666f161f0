"""Which cells of the skin each zone lies in, laid out for ranking all points at once.

A cell is any small patch with an area: :mod:`explorer.body.zone_cells` takes one for each vertex
of the shared topology. The table is stored by cell, so that ranking costs what was painted and not
what is known: it grows with the number of zones that meet the painted area.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.anatomy.model import Side

__all__ = ["Explained", "Row", "ZoneTable"]

Array = npt.NDArray[np.float64]
#: A trigger point on one side of the body.
Row = tuple[str, Side]
#: Coverage 0..1 of cells by one zone: cell numbers and shares.
Cover = tuple[npt.NDArray[np.integer], Array]
Bytes = npt.NDArray[np.uint8]

_FULL = 255.0


@dataclass(frozen=True, slots=True, eq=False)
class Explained:
    """How a pain and the zones of each row meet; all arrays (rows,), shares 0..1.

    Attributes
    ----------
    essential, spillover
        Share of the pain that lies in the row's essential zone, and in its spillover zone but not
        in the essential one.
    felt
        Share of the row's own zones that hurts: spillover counts less, as
        ``ZoneTable.spillover_counts`` says.
    """

    essential: Array
    spillover: Array
    felt: Array
    painted: Explained | None = None


@dataclass(frozen=True, slots=True, eq=False)
class ZoneTable:
    """The zones of all rows over one set of cells.

    Attributes
    ----------
    rows
        (r,) point and side of each row.
    area
        (c,) area of each cell, mm2.
    start
        (c + 1,) where the entries of each cell begin.
    row, essential, spillover
        (e,) row of each entry and how much of the cell its zones cover, 0..255.
    whole
        (r,) area of each row's zones, spillover counted less, mm2.
    """

    rows: tuple[Row, ...]
    area: Array
    start: npt.NDArray[np.int64]
    row: npt.NDArray[np.int32]
    essential: npt.NDArray[np.uint8]
    spillover: npt.NDArray[np.uint8]
    whole: Array
    spillover_counts: float

    @classmethod
    def build(
        cls,
        area: Array,
        zones: Iterable[tuple[Row, Cover, Cover]],
        spillover_counts: float,
    ) -> ZoneTable:
        """Lay out the zones of all rows.

        Parameters
        ----------
        area
            (c,) mm2.
        zones
            For each row its essential and its spillover cover.
        spillover_counts
            What an area of spillover counts against one of an essential zone.
        """
        # Each row's cells are kept small until all are known, and then dealt to their places: a
        # sort of all entries would need several times the memory of the table itself.
        rows: list[Row] = []
        parts: list[tuple[npt.NDArray[np.uint32], Bytes, Bytes]] = []
        count = np.zeros(len(area) + 1, np.int64)
        for row, (e_cell, e_share), (s_cell, s_share) in zones:
            cell = np.union1d(e_cell, s_cell).astype(np.uint32)
            essential, spillover = np.zeros(len(cell)), np.zeros(len(cell))
            essential[np.searchsorted(cell, e_cell)] = e_share
            spillover[np.searchsorted(cell, s_cell)] = s_share
            # A cell can be covered but once, and the essential zone lies on top.
            spillover = np.minimum(spillover, 1.0 - essential)
            rows.append(row)
            parts.append((cell, _bytes(essential), _bytes(spillover)))
            count[cell + 1] += 1
        start = np.cumsum(count)
        total = int(start[-1])
        row_of = np.zeros(total, np.int32)
        e_of, s_of = np.zeros(total, np.uint8), np.zeros(total, np.uint8)
        whole = np.zeros(len(rows))
        free = start[:-1].copy()
        for number, (cell, essential_bytes, spillover_bytes) in enumerate(parts):
            at = free[cell]
            row_of[at], e_of[at], s_of[at] = number, essential_bytes, spillover_bytes
            free[cell] += 1
            counted = essential_bytes / _FULL + spillover_counts * (spillover_bytes / _FULL)
            whole[number] = counted @ area[cell]
        return cls(tuple(rows), area, start, row_of, e_of, s_of, whole, spillover_counts)

    def explain(self, pain: Array) -> Explained:
        """How much of a pain each row explains, and how much of each row is felt.

        Parameters
        ----------
        pain
            (c,) how much each cell hurts, 0 not at all; only ratios matter for what is explained,
            and whether it is above 0.5 of the strongest for what is felt.
        """
        count = len(self.rows)
        mass = pain * self.area
        total = float(mass.sum())
        if total <= 0 or not count:
            return Explained(np.zeros(count), np.zeros(count), np.zeros(count))
        cells, lengths, entries = self._entries(pain)
        row = self.row[entries]
        essential = self.essential[entries] / np.float32(_FULL)
        spillover = self.spillover[entries] / np.float32(_FULL)
        weight = np.repeat((mass[cells] / total).astype(np.float32), lengths)
        # Half the strongest pain is pain enough: a zone is not felt less for a paler edge.
        felt = np.minimum(1.0, 2.0 * pain[cells] / pain.max()) * self.area[cells]
        counted = (essential + np.float32(self.spillover_counts) * spillover) * np.repeat(
            felt.astype(np.float32), lengths
        )
        whole = np.maximum(self.whole, 1e-9)
        return Explained(
            np.asarray(np.bincount(row, essential * weight, minlength=count), np.float64),
            np.asarray(np.bincount(row, spillover * weight, minlength=count), np.float64),
            np.minimum(1.0, np.bincount(row, counted, minlength=count) / whole),
        )

    def _entries(
        self, pain: Array
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """The cells that hurt, how many entries each has, and the entries in their order."""
        cells = np.flatnonzero(pain > 0)
        lengths = self.start[cells + 1] - self.start[cells]
        entries = np.repeat(self.start[cells] - np.cumsum(lengths) + lengths, lengths)
        entries += np.arange(len(entries))
        return cells, lengths, entries

    def coverage(
        self, rows: npt.NDArray[np.integer], pain: Array, spillover: float = 0.7
    ) -> tuple[Array, Array]:
        """How much some rows cover of each cell that hurts.

        Parameters
        ----------
        spillover
            What a spillover zone explains against an essential one.

        Returns
        -------
        cover, mass
            (k, m) 0..1 for the k rows and the m cells that hurt, and (m,) the share of the pain
            in each of these.
        """
        cells, lengths, entries = self._entries(pain)
        place = np.full(len(self.rows), -1)
        place[rows] = np.arange(len(rows))
        at = place[self.row[entries]]
        column = np.repeat(np.arange(len(cells)), lengths)[at >= 0]
        entries = entries[at >= 0]
        cover = np.zeros((len(rows), len(cells)))
        cover[at[at >= 0], column] = (
            self.essential[entries] + spillover * self.spillover[entries]
        ) / _FULL
        mass = pain[cells] * self.area[cells]
        return cover, mass / max(float(mass.sum()), 1e-12)


def _bytes(share: Array) -> npt.NDArray[np.uint8]:
    return np.round(np.clip(share, 0.0, 1.0) * _FULL).astype(np.uint8)
