"""Everything under the skin in the scene: bones, deep and superficial muscles, and their roles."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from vtkmodules.vtkRenderingCore import vtkRenderer

from explorer.anatomy.atlas import Atlas
from explorer.body.structures import Structures
from explorer.scene.palette import Palette
from explorer.scene.roles import Shown, parts_played, what_is_shown
from explorer.scene.structure_colours import Parts, colour_picture
from explorer.scene.structure_shading import Shading
from explorer.scene.structures import StructureLayer, StructureTexture, dressed
from explorer.session.view_state import Layer, ViewState

__all__ = ["INNER_LAYERS", "Inside"]

#: Layers under the skin from the inside out, in the order they are drawn over one another.
INNER_LAYERS: tuple[Layer, ...] = ("bones", "deep", "superficial")
#: How much light glances off each layer.
_SHEEN = {"bones": 0.05, "deep": 0.09, "superficial": 0.09}
#: Fibres are drawn in full from this many pixels a millimetre on, and not below the lower one.
_FIBRES = (0.55, 1.6)


class Inside:
    """The structures of one body in the scene. Nothing is held until there are any.

    ``structures``, ``shown`` and ``parts`` may be read.
    """

    def __init__(self, renderer: vtkRenderer, atlas: Atlas) -> None:
        self._atlas = atlas
        self._texture = StructureTexture()
        # Drawn first what lies outermost: what it hides is then not shaded in vain.
        self._layers = {
            layer: StructureLayer(renderer, self._texture, _SHEEN[layer])
            for layer in reversed(INNER_LAYERS)
        }
        self.structures: Structures | None = None
        self.shown = Shown(np.zeros(0, bool), np.zeros(0, bool))
        self.parts = Parts()
        self._fibres = 0.0

    def set_structures(
        self, structures: Structures, shading: Shading, state: ViewState, palette: Palette
    ) -> None:
        """Show another body's muscles and bones."""
        self.structures = structures
        of_layer = np.array([item.layer for item in structures.items])
        body = dressed(structures, shading)
        for name, layer in self._layers.items():
            layer.set_structures(body, structures, of_layer == name)
        everything = np.ones(len(structures.items), bool)
        self.shown, self.parts = Shown(everything, ~everything), Parts()
        self.set_state(state)
        self.set_colours(palette)

    def clear(self) -> None:
        """Forget them: the next body has not been looked into yet."""
        self.structures = None

    def set_state(self, state: ViewState) -> bool:
        """Mirror what is shown and lit; whether colours have to be set anew."""
        if self.structures is None:
            return False
        parts = parts_played(state, self._atlas, self.structures)
        shown = what_is_shown(state, self.structures, parts)
        recolour = parts != self.parts
        for name, mine, new in (
            ("show", self.shown.layer, shown.layer),
            ("keep", self.shown.kept, shown.kept),
        ):
            changed = mine != new
            for layer in self._layers.values():
                if changed.any() and layer.holds(changed):
                    getattr(layer, name)(new)
        self.shown, self.parts = shown, parts
        return recolour

    def set_colours(self, palette: Palette) -> None:
        """Set the theme's colours, and everybody's part."""
        if self.structures is not None and self.structures.items:
            picture = colour_picture(self.structures.items, self.parts, palette, self._fibres)
            self._texture.set_pixels(picture)

    def set_nearness(self, pixels_per_mm: float) -> bool:
        """Draw fibres as strongly as this scale bears; whether that changed anything."""
        low, high = _FIBRES
        strength = round(8 * min(1.0, max(0.0, (pixels_per_mm - low) / (high - low)))) / 8
        changed = strength != self._fibres
        self._fibres = strength
        return changed

    def empty(self, layer: Layer) -> bool:
        """Whether a layer has nothing to draw."""
        return self.structures is None or self._layers[layer].empty

    def set_visible(self, layers: Collection[Layer], kept: bool) -> None:
        """Draw these layers, and what is kept whatever its layer says."""
        there = self.structures is not None
        for name, layer in self._layers.items():
            layer.set_visible(there and name in layers, there and kept)
