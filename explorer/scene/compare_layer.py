"""Two or three patterns told apart on the skin, by the slant of their hatch and by colour.

Each point has a slant and a colour of its own, which differ in lightness, too; where the essential
zones of several lie they are cross-hatched in a dark ink. Spillover has fine lines and no wash.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from vtkmodules.vtkCommonDataModel import vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor

from explorer.body.placement import PlacedAtlas
from explorer.body.telling_apart import best_spot, only, pattern_of, shared, spills
from explorer.scene.camera import Lens
from explorer.scene.hatch_sheet import Hatch, HatchSheet, Slant
from explorer.scene.palette import Palette
from explorer.session.view_state import PointRef

__all__ = ["SLANTS", "BestSpot", "CompareLayer"]

Field = npt.NDArray[np.float32]

#: The slant of each of the compared points, in their order.
SLANTS: tuple[Slant, ...] = ("/", "\\", "-")

#: A finger points to skin that is more open to light than this: not into the nose or behind a lid.
_OPEN = 0.35


@dataclass(frozen=True, slots=True, eq=False)
class BestSpot:
    """The place, mm (3,), that best tells one compared point from the others."""

    number: int
    ref: PointRef
    place: npt.NDArray[np.float64]
    normal: npt.NDArray[np.float64]


class CompareLayer:
    """The told-apart zones in the scene; made when there first are any.

    ``spots`` and ``field``, the distance (n,) mm to all essential zones, may be read.
    """

    def __init__(self) -> None:
        fine = Hatch("/", line=0.16, ink=0.8, wash=0.03, rim=0.35)
        self._spilt = [HatchSheet(replace(fine, slant=s)) for s in SLANTS]
        self._only = [HatchSheet(Hatch(s)) for s in SLANTS]
        self._shared = [
            HatchSheet(Hatch("/", line=0.26)),
            HatchSheet(Hatch("\\", line=0.26, wash=0.0, rim=0.0)),
        ]
        self.spots: tuple[BestSpot, ...] = ()
        self.field: Field | None = None

    @property
    def actors(self) -> list[vtkActor]:
        """What is drawn, from below upwards."""
        return [sheet.actor for sheet in self._sheets]

    @property
    def _sheets(self) -> list[HatchSheet]:
        return [*self._spilt, *self._only, *self._shared]

    def show(
        self, skin: vtkPolyData | None, refs: Sequence[PointRef], placed: PlacedAtlas, lens: Lens
    ) -> None:
        """Tell these points apart on a skin, or nothing."""
        self.spots, self.field = (), None
        fields: list[Field | None] = [None] * len(self._sheets)
        if skin is not None and refs:
            figure, kinds = placed.figure, len(SLANTS)
            count = len(figure.vertices)
            patterns = [pattern_of(placed.zones, r.point, r.side, count) for r in refs]
            for i, pattern in enumerate(patterns):
                fields[i] = spills(pattern)
                fields[kinds + i] = only(patterns, i)
            fields[2 * kinds] = fields[2 * kinds + 1] = shared(patterns)
            self.field = np.minimum.reduce([p.essential for p in patterns])
            spots = []
            reachable = figure.occlusion > _OPEN
            for i, (ref, pattern) in enumerate(zip(refs, patterns, strict=True)):
                vertex = best_spot(pattern, patterns[:i] + patterns[i + 1 :], reachable)
                if vertex is not None:
                    place, normal = figure.vertices[vertex], figure.normals[vertex]
                    spots.append(BestSpot(i, ref, place.astype(float), normal.astype(float)))
            self.spots = tuple(spots)
        for sheet, field in zip(self._sheets, fields, strict=True):
            sheet.set_field(skin, field, lens)

    def follow(self, lens: Lens) -> None:
        """The camera has moved."""
        for sheet in self._sheets:
            sheet.follow(lens)

    def set_colours(self, palette: Palette) -> None:
        """Set the theme's colours."""
        for sheets in (self._spilt, self._only):
            for sheet, colour in zip(sheets, palette.compared, strict=True):
                sheet.set_colour(colour, palette.skin)
        for sheet in self._shared:
            sheet.set_colour(palette.compared_shared, palette.skin)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        return all(sheet.empty for sheet in self._sheets)

    def set_visible(self, visible: bool, *, alone: bool) -> None:
        """Show or hide the patches; ``alone`` where there is no skin."""
        for sheet in self._sheets:
            sheet.set_visible(visible, alone=alone)
