"""The way under the skin: muscles and bones are brought into the scene when somebody looks."""

from __future__ import annotations

from pathlib import Path

from vtkmodules.vtkRenderingCore import vtkRenderer

from explorer.anatomy.atlas import Atlas
from explorer.body.structures import Structures
from explorer.errors import ExplorerError
from explorer.scene.camera import Lens
from explorer.scene.inside import Inside
from explorer.scene.interior import Interior
from explorer.scene.looking_in import LookingIn
from explorer.scene.palette import Palette
from explorer.scene.structure_shading import baked_shading
from explorer.session.view_state import ViewState

__all__ = ["Depths"]


class Depths:
    """Structures of the shown body, in the scene and to be asked about, once they are needed.

    ``inside`` draws them; ``looking`` answers, None before.
    """

    def __init__(
        self, renderer: vtkRenderer, atlas: Atlas, interior: Interior, cache: Path | None
    ) -> None:
        self.inside = Inside(renderer, atlas)
        self.looking: LookingIn | None = None
        self._atlas = atlas
        self._interior = interior
        self._cache = cache
        self._problem: ExplorerError | None = None

    @property
    def structures(self) -> Structures | None:
        """Muscles and bones in the scene; None while nobody has looked."""
        return self.inside.structures

    def leave(self) -> None:
        """Another body is shown, and nobody has looked into it yet."""
        self.inside.clear()
        self.looking = None

    def enter(self, state: ViewState, palette: Palette, lens: Lens) -> LookingIn:
        """Bring the structures in, if they are not there.

        Where they cannot be read there are none, and :meth:`take_problem` says why.
        """
        if self.looking is None:
            try:
                structures = self._interior.structures(state.figure)
            except ExplorerError as error:
                self._problem = error
                structures = Structures.merged(())
            self.inside.set_nearness(lens.pixels_per_mm)
            shading = baked_shading(structures, self._cache, state.figure)
            self.inside.set_structures(structures, shading, state, palette)
            self.looking = LookingIn(self.inside, structures, self._atlas)
        return self.looking

    def follow(self, state: ViewState, palette: Palette) -> None:
        """Mirror what is shown and lit."""
        if self.inside.set_state(state):
            self.inside.set_colours(palette)

    def follow_lens(self, lens: Lens, palette: Palette) -> None:
        """Mirror how near the camera is."""
        if self.structures is not None and self.inside.set_nearness(lens.pixels_per_mm):
            self.inside.set_colours(palette)

    def settle(self) -> None:
        """Make ready for the cursor, while nothing moves."""
        if self.looking is not None:
            self.looking.prepare()

    def take_problem(self) -> ExplorerError | None:
        """Why there are no muscles and bones to be seen; each reason is given once."""
        problem, self._problem = self._problem, None
        return problem
