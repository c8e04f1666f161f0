"""What a state lays over the skin besides zones, each made when it is first needed.

The client's pain, patterns that are told apart, danger areas.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from vtkmodules.vtkCommonDataModel import vtkPolyData
from vtkmodules.vtkRenderingCore import vtkRenderer

from explorer.anatomy.atlas import Atlas
from explorer.body.placement import PlacedAtlas
from explorer.scene.camera import Lens
from explorer.scene.palette import Palette
from explorer.session.view_state import PointRef, ViewState

if TYPE_CHECKING:
    from explorer.scene.compare_layer import BestSpot, CompareLayer
    from explorer.scene.danger_layer import DangerLayer
    from explorer.scene.pain_layer import PainLayer

__all__ = ["Films", "compared"]

#: More patterns than this cannot be told apart by eye.
_MOST = 3


def compared(state: ViewState, atlas: Atlas) -> tuple[PointRef, ...]:
    """The points that are told apart: two or three, or none."""
    known = tuple(ref for ref in state.compared if ref.point in atlas.points)[-_MOST:]
    return known if len(known) > 1 and state.zones else ()


class Films:
    """Mirrors a state into films over one skin. A body without skin has none."""

    def __init__(self, renderer: vtkRenderer) -> None:
        self._renderer = renderer
        self._skin: vtkPolyData | None = None
        self._palette: Palette | None = None
        self._lens: Lens | None = None
        self._visible, self._alone = True, False
        self._pain: PainLayer | None = None
        self._compare: CompareLayer | None = None
        self._danger: DangerLayer | None = None

    @property
    def _layers(self) -> tuple[PainLayer | CompareLayer | DangerLayer, ...]:
        """From below upwards."""
        layers = self._pain, self._danger, self._compare
        return tuple(layer for layer in layers if layer is not None)

    def set_figure(self, skin: vtkPolyData | None) -> None:
        """Another body is shown; None where it has no skin. :meth:`show` has to follow."""
        self._skin = skin

    def set_colours(self, palette: Palette) -> None:
        """Set the theme's colours."""
        self._palette = palette
        for layer in self._layers:
            layer.set_colours(palette)

    def follow(self, lens: Lens) -> None:
        """The camera or the size of the picture has changed."""
        self._lens = lens
        for layer in self._layers:
            layer.follow(lens)

    def show(self, old: ViewState | None, new: ViewState, placed: PlacedAtlas) -> None:
        """Mirror a state; ``old`` is None where another body was shown before."""
        pain = new.pain
        if old is None or (
            old.pain is not pain
            and (old.pain.strokes, old.pain.regions) != (pain.strokes, pain.regions)
        ):
            self._show_pain(new, placed)
        if old is None or (old.compared, old.zones) != (new.compared, new.zones):
            self._show_compared(new, placed)
        if old is None or old.danger != new.danger:
            self._show_danger(new, placed)

    def _show_pain(self, state: ViewState, placed: PlacedAtlas) -> None:
        strokes, regions = state.pain.strokes, state.pain.regions
        if self._pain is None and (strokes or regions):
            from explorer.scene.pain_layer import PainLayer

            self._pain = PainLayer()
            self._begin(self._pain)
        if self._pain is not None:
            self._pain.lie_on(self._skin, placed)
            self._pain.set_strokes(strokes)
            self._pain.set_regions(regions)

    def _show_compared(self, state: ViewState, placed: PlacedAtlas) -> None:
        if self._compare is None and len(state.compared) > 1:
            from explorer.scene.compare_layer import CompareLayer

            self._compare = CompareLayer()
            self._begin(self._compare)
        if self._compare is not None and self._lens is not None:
            self._compare.show(self._skin, compared(state, placed.atlas), placed, self._lens)

    def _show_danger(self, state: ViewState, placed: PlacedAtlas) -> None:
        if self._danger is None and state.danger:
            from explorer.scene.danger_layer import DangerLayer

            self._danger = DangerLayer()
            self._begin(self._danger)
        if self._danger is not None and self._lens is not None:
            self._danger.show(self._skin, placed, self._lens, state.danger)

    def _begin(self, layer: PainLayer | CompareLayer | DangerLayer) -> None:
        if self._palette is not None:
            layer.set_colours(self._palette)
        if self._lens is not None:
            layer.follow(self._lens)
        self.set_visible(self._visible, alone=self._alone)
        # In the same order whatever was first asked for: what is blended later lies on top.
        for actor in (actor for layer in self._layers for actor in layer.actors):
            self._renderer.RemoveActor(actor)
            self._renderer.AddActor(actor)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw where the skin is away."""
        return all(layer.empty for layer in self._layers)

    @property
    def spots(self) -> tuple[BestSpot, ...]:
        """Places that tell the compared points apart."""
        return () if self._compare is None else self._compare.spots

    @property
    def warned(self) -> frozenset[int]:
        """Numbers of the points that lie near a danger area, while those are shown."""
        return frozenset() if self._danger is None else self._danger.warned

    @property
    def field(self) -> npt.NDArray[np.float32] | None:
        """Distance (n,) mm to the zones that are told apart, if there are any."""
        return None if self._compare is None else self._compare.field

    def set_visible(self, visible: bool, *, alone: bool) -> None:
        """Show or hide all; ``alone`` where there is no skin.

        There danger areas themselves are to be seen instead of a hatch, with or without the rest.
        """
        self._visible, self._alone = visible, alone
        for layer in self._layers:
            layer.set_visible(visible, alone=alone)
        if self._danger is not None:
            self._danger.set_inside(alone)
