"""What lies under the skin at a pixel, what hides it, and what it is called there."""

from __future__ import annotations

import numpy as np

from explorer.anatomy.atlas import Atlas
from explorer.body.structures import Structures
from explorer.scene.annotations import Named
from explorer.scene.camera import Lens
from explorer.scene.inside import Inside
from explorer.scene.naming import Namer
from explorer.scene.structure_picking import StructureHit, StructurePicker
from explorer.scene.xray import Disc, disc_covers, disc_reaches
from explorer.session.view_state import ViewState

__all__ = ["LookingIn"]

#: Skin fainter than this lets the cursor through.
_FAINT = 0.5


class LookingIn:
    """Answers about the structures of one body; its locator is built when first needed."""

    def __init__(self, inside: Inside, structures: Structures, atlas: Atlas) -> None:
        self._inside = inside
        self._structures = structures
        self._namer = Namer(structures, atlas)
        self._picker: StructurePicker | None = None
        self._number = {item.id: i for i, item in enumerate(structures.items)}

    def prepare(self) -> StructurePicker:
        """Lines of sight against all structures, hidden ones too.

        To build the locator takes a tenth of a second for half a million triangles.
        """
        if self._picker is None:
            self._picker = StructurePicker(self._structures)
        return self._picker

    def at(
        self, state: ViewState, lens: Lens, skin: float, discs: list[Disc], x: float, y: float
    ) -> StructureHit | None:
        """The frontmost structure that can be pointed at, where the skin lets one through."""
        faint = skin < _FAINT
        windows = [disc for disc in discs if disc_covers(disc, x, y)]
        if not faint and not windows:
            return None
        tangible = self._inside.shown.tangible(self._structures, state)
        hit = self.prepare().hit(lens, x, y, tangible)
        if hit is None or faint:
            return hit
        depth = float(lens.project(np.array([hit.point]))[1][0])
        return hit if any(disc_reaches(disc, depth) for disc in windows) else None

    def covering(self, state: ViewState, lens: Lens, id: str) -> tuple[str, ...]:
        """Ids of the structures that hide one, those that hide most of it first."""
        index = self._number.get(id)
        if index is None:
            return ()
        visible = self._inside.shown.visible(self._structures, state)
        eye = np.asarray(lens.pose.position, float)
        found = self.prepare().covering(eye, index, visible)
        return tuple(self._structures.items[i].id for i in found)

    def names(
        self, state: ViewState, lens: Lens, skin: float, discs: list[Disc]
    ) -> tuple[Named, ...]:
        """Names of the lit muscles that can be seen."""

        def look(x: float, y: float) -> int | None:
            hit = self.at(state, lens, skin, discs, x, y)
            return None if hit is None else hit.index

        return self._namer.names(self._inside.parts, lens, look)
