"""Spillover zones as stipple: small discs that lie on the skin, spread evenly.

The places come from one blue-noise set over the whole skin of the topology, so that the stipple
stays where it is on the skin while a zone is shown and looks the same on every figure.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper, vtkRenderer

from explorer.scene.geometry import surface
from explorer.scene.palette import Palette

__all__ = ["SpilloverLayer", "Stipple"]

_CORNERS = 10
_RADIUS = 1.55
#: Discs float this far above the skin (mm): enough against z-fighting, too little to be seen.
_LIFT = 0.45


@dataclass(frozen=True, slots=True, eq=False)
class Stipple:
    """Evenly spread places on the shown skin: triangle corners (k, 3) and weights (k, 3)."""

    corners: npt.NDArray[np.int32]
    weights: npt.NDArray[np.float32]


class SpilloverLayer:
    """The stippled zones in the scene."""

    def __init__(self, renderer: vtkRenderer) -> None:
        self._mapper = vtkPolyDataMapper()
        self._mapper.ScalarVisibilityOff()
        self._actor = vtkActor()
        self._actor.SetMapper(self._mapper)
        look = self._actor.GetProperty()
        look.SetAmbient(0.45)
        look.SetDiffuse(0.6)
        look.SetSpecular(0.0)
        self._actor.SetVisibility(False)
        self._has_zone, self._wanted = False, True
        renderer.AddActor(self._actor)
        self._stipple: Stipple | None = None
        self._centres = np.zeros((0, 3), np.float32)
        self._normals = np.zeros((0, 3), np.float32)
        turn = np.linspace(0, 2 * np.pi, _CORNERS, endpoint=False)
        self._circle = np.column_stack([np.cos(turn), np.sin(turn)]).astype(np.float32)

    def set_figure(
        self,
        stipple: Stipple,
        vertices: npt.NDArray[np.float32],
        normals: npt.NDArray[np.float32],
    ) -> None:
        """Lay the stipple on another body; nothing is shown until a zone is."""
        self._stipple = stipple
        weights = stipple.weights[:, :, None]
        self._centres = (vertices[stipple.corners] * weights).sum(axis=1)
        n = (normals[stipple.corners] * weights).sum(axis=1)
        self._normals = n / np.maximum(np.linalg.norm(n, axis=1), 1e-9)[:, None]
        self._found(False)

    def set_colours(self, palette: Palette) -> None:
        """Set the theme's colours."""
        self._actor.GetProperty().SetColor(*(c / 255.0 for c in palette.spillover))

    def set_zone(
        self,
        spillover: npt.NDArray[np.float32] | None,
        essential: npt.NDArray[np.float32] | None,
    ) -> None:
        """Stipple where the spillover distance (n,) is negative and no essential zone is."""
        if spillover is None or self._stipple is None:
            self._found(False)
            return
        corners, weights = self._stipple.corners, self._stipple.weights
        # Most of the skin is far away: look at one corner before interpolating over three.
        near = np.flatnonzero(spillover[corners[:, 0]] < 8.0)
        inside = (spillover[corners[near]] * weights[near]).sum(axis=1) < 0.0
        if essential is not None:
            inside &= (essential[corners[near]] * weights[near]).sum(axis=1) > 2.5
        self._draw(near[inside])

    def _draw(self, chosen: npt.NDArray[np.intp]) -> None:
        if not len(chosen):
            self._found(False)
            return
        normal = self._normals[chosen]
        helper = np.where(np.abs(normal[:, :1]) < 0.9, [[1.0, 0, 0]], [[0, 1.0, 0]])
        u = np.cross(normal, helper).astype(np.float32)
        u /= np.linalg.norm(u, axis=1)[:, None]
        v = np.cross(normal, u)
        centre = self._centres[chosen] + normal * np.float32(_LIFT)
        c, s = self._circle[:, 0] * _RADIUS, self._circle[:, 1] * _RADIUS
        rim = centre[:, None] + u[:, None] * c[None, :, None] + v[:, None] * s[None, :, None]
        count = len(chosen) * _CORNERS
        faces = np.arange(count).reshape(-1, _CORNERS)
        normals = np.repeat(normal, _CORNERS, axis=0)
        self._mapper.SetInputData(surface(rim.reshape(-1, 3), faces, normals))
        self._found(True)

    def set_visible(self, visible: bool) -> None:
        """Show or hide the stipple, if there is any."""
        self._wanted = visible
        self._actor.SetVisibility(self._has_zone and visible)

    def _found(self, zone: bool) -> None:
        self._has_zone = zone
        self._actor.SetVisibility(zone and self._wanted)
