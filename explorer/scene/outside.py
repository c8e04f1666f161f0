"""The surface of the body in the scene: skin, eyes, painted zones, the lit region."""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt
from vtkmodules.vtkCommonDataModel import vtkPolyData
from vtkmodules.vtkRenderingCore import vtkRenderer

from explorer.body.figure import Figure
from explorer.body.stipple import load_stipple
from explorer.body.topology import load_topology
from explorer.scene.eyes import EyesLayer
from explorer.scene.fibres import FibreLayer
from explorer.scene.films import Films
from explorer.scene.palette import Palette
from explorer.scene.shell import ShellLayer, region_alpha, zone_alpha
from explorer.scene.skin import ZONE_STRENGTH, SkinLayer
from explorer.scene.spillover import SpilloverLayer, Stipple

__all__ = ["Appearance", "Outside"]

Field = npt.NDArray[np.float32]
#: The skin with all that lies on it; the zones alone, where the skin is away; nothing.
Appearance = Literal["skin", "zones", "nothing"]


class Outside:
    """Setters in, nothing out; ``mesh`` and ``essential`` may be read."""

    def __init__(self, renderer: vtkRenderer) -> None:
        self._skin = SkinLayer(renderer)
        self._tint = ShellLayer(renderer, both_faces=False)
        self._zone_shell = ShellLayer(renderer, both_faces=True)
        self._eyes = EyesLayer(renderer)
        self._spillover = SpilloverLayer(renderer)
        self.fibres = FibreLayer(renderer)
        self.films = Films(renderer)
        self._has_skin = True
        self._palette: Palette | None = None
        self._strength = ZONE_STRENGTH
        self.essential: Field | None = None
        self._has_spillover = False
        self._has_tint = False
        self._shell_stale = True
        self._appearance: Appearance | None = None

    @property
    def mesh(self) -> vtkPolyData:
        """The skin's geometry."""
        return self._skin.mesh

    def set_figure(self, figure: Figure, has_skin: bool) -> None:
        """Show another body, without zones; ``has_skin`` False lets nothing be painted on it."""
        self._has_skin = has_skin
        triangles = load_topology().subdivision.triangles
        self._skin.set_figure(figure.vertices, triangles, figure.normals, figure.occlusion)
        eyes = figure.eyes
        self._eyes.set_figure(eyes.vertices, eyes.triangles, eyes.normals, eyes.iris)
        stipple = load_stipple()
        self._spillover.set_figure(
            Stipple(stipple.corners, stipple.weights), figure.vertices, figure.normals
        )
        self.fibres.set_lines(())
        self.films.set_figure(self._skin.mesh if has_skin else None)
        self._appearance = None

    def set_zones(
        self, essential: Field | None, spillover: Field | None, strength: float = ZONE_STRENGTH
    ) -> None:
        """Paint zones by their signed distances (n,) mm over the skin, or none.

        ``strength`` is how much of the zones' colour covers the skin, 0 to 1: doubt looks softer.
        """
        if strength != self._strength:
            self._strength = strength
            self._colour_zones()
        if not self._has_skin:
            essential = spillover = None
        self._skin.set_zone(essential)
        self.essential = essential
        self._has_spillover = spillover is not None
        self._shell_stale = True
        self._spillover.set_zone(spillover, essential)
        self._appearance = None

    def set_region(self, field: Field | None) -> None:
        """Light the part of the skin where a signed distance (n,) mm is negative, or none."""
        if not self._has_skin:
            field = None
        self._tint.set_field(self._skin.mesh, field)
        self._has_tint = field is not None
        self._appearance = None

    def set_colours(self, palette: Palette) -> None:
        """Set the theme's colours."""
        self._palette = palette
        self._colour_zones()
        self._tint.set_colour(palette.region, region_alpha(ShellLayer.distances()))
        self._eyes.set_colours(palette)
        self._spillover.set_colours(palette)
        self.fibres.set_colours(palette)
        self.films.set_colours(palette)

    def _colour_zones(self) -> None:
        if self._palette is None:
            return
        self._skin.set_colours(self._palette, self._strength)
        alpha = zone_alpha(ShellLayer.distances()) * (self._strength / ZONE_STRENGTH)
        self._zone_shell.set_colour(self._palette.essential, alpha)

    @property
    def painted(self) -> bool:
        """Whether anything is drawn where the skin is away."""
        zones = self.essential is not None or self._has_spillover
        return zones or self._has_tint or not self.films.empty

    def show(self, appearance: Appearance) -> None:
        """Choose what the next frame draws."""
        if appearance == self._appearance:
            return
        self._appearance = appearance
        skin, drawn = appearance == "skin", appearance != "nothing"
        if appearance == "zones" and self._shell_stale:
            self._zone_shell.set_field(self._skin.mesh, self.essential)
            self._shell_stale = False
        self._skin.set_visible(skin)
        self._eyes.set_visible(skin)
        self.fibres.set_visible(skin)
        self._tint.set_visible(drawn)
        self._zone_shell.set_visible(appearance == "zones")
        self._spillover.set_visible(drawn)
        self.films.set_visible(drawn, alone=not skin)
