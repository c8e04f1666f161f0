"""One figure, ready to be painted on and asked: everything that a drawing needs of it."""

from __future__ import annotations

import functools
import threading

from explorer.anatomy.pain import PainStroke
from explorer.anatomy.question import Painted
from explorer.anatomy.zone_table import ZoneTable
from explorer.body.pain_skin import PainSkin, PaintedSkin, painted_regions
from explorer.body.placement import PlacedAtlas
from explorer.body.skin_cells import SkinCells, zone_table

__all__ = ["PainOnFigure"]


class PainOnFigure:
    """Resolves drawings on one figure; each part is made when first needed.

    Parameters
    ----------
    placed
        The atlas on that figure.
    """

    def __init__(self, placed: PlacedAtlas) -> None:
        self._placed = placed

    @functools.cached_property
    def _skin(self) -> PainSkin:
        return PainSkin(self._placed.figure, self._placed.zones.graph)

    @functools.cached_property
    def cells(self) -> SkinCells:
        """The skin in cells."""
        return SkinCells(self._placed.zones.vertex_area)

    @functools.cached_property
    def table(self) -> ZoneTable:
        """The zones of all points over the cells; seconds, where they were not resolved before."""
        return zone_table(self._placed)

    def prepare(self, stop: threading.Event | None = None) -> None:
        """Make the table ahead, for a background thread that has resolved the zones."""
        if stop is None or not stop.is_set():
            _ = self.table

    def painted(self, strokes: tuple[PainStroke, ...]) -> PaintedSkin:
        """What each place of the shown skin hurts."""
        return self._skin.resolve(strokes)

    def question(self, strokes: tuple[PainStroke, ...]) -> Painted | None:
        """What a drawing asks of the source finder; None where nothing is painted."""
        painted = self._skin.resolve(strokes)
        if painted.empty:
            return None
        pain = self.cells.pain(painted.intensity)
        return Painted(self.table, pain, painted_regions(pain, self.cells))
