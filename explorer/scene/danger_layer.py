"""Danger areas: broad amber hatch on the skin over vessels, nerves and organs, and those below."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from vtkmodules.vtkCommonDataModel import vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper

from explorer.body.danger_areas import DangerTube
from explorer.body.danger_on_figure import danger_on
from explorer.body.placement import PlacedAtlas
from explorer.scene.camera import Lens
from explorer.scene.geometry import surface
from explorer.scene.hatch_sheet import Hatch, HatchSheet
from explorer.scene.palette import Palette

__all__ = ["OVER_MM", "DangerLayer", "tube_surface"]

Array = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

#: Skin is hatched where a danger area lies no deeper under it than this, mm, the more the nearer:
#: so far a thumb presses.
OVER_MM = 22.0
#: Sides of a drawn tube, and rings of the half ball at each of its ends.
_SIDES, _CAP = 16, 4


class DangerLayer:
    """The danger areas in the scene; made when they are first shown.

    ``warned`` holds the numbers of the points whose pressing path comes near one.
    """

    def __init__(self) -> None:
        hatch = Hatch("/", spacing=13.0, line=0.5, ink=0.72, wash=0.2, rim=0.0, fade=15.0)
        self._hatch = HatchSheet(hatch)
        self._mapper = vtkPolyDataMapper()
        self._mapper.ScalarVisibilityOff()
        self._actor = vtkActor()
        self._actor.SetMapper(self._mapper)
        look = self._actor.GetProperty()
        look.SetAmbient(0.34)
        look.SetDiffuse(0.66)
        look.SetSpecular(0.08)
        look.SetSpecularPower(24.0)
        look.BackfaceCullingOn()
        self._actor.SetVisibility(False)
        self.actors = [self._actor, self._hatch.actor]
        self._of: PlacedAtlas | None = None
        self._wanted, self._inside = False, False
        self._field = np.zeros(0, np.float32)
        self._near: frozenset[int] = frozenset()

    def show(self, skin: vtkPolyData | None, placed: PlacedAtlas, lens: Lens, shown: bool) -> None:
        """Show or hide the danger areas of a body."""
        self._wanted = shown and skin is not None
        if skin is None or not shown:
            self._hatch.set_field(skin, None, lens)
        else:
            self._lay_on(skin, placed, lens)
        self.set_inside(self._inside)

    def _lay_on(self, skin: vtkPolyData, placed: PlacedAtlas, lens: Lens) -> None:
        if self._of is not placed:
            self._of = placed
            danger = danger_on(placed)
            self._field = danger.over - np.float32(OVER_MM)
            self._near = frozenset(i for i, found in enumerate(danger.near_all()) if found)
            self._mapper.SetInputData(surface(*_bodies(danger.tubes)))
        self._hatch.set_field(skin, self._field, lens)

    @property
    def warned(self) -> frozenset[int]:
        """Numbers of the points to be marked."""
        return self._near if self._wanted else frozenset()

    def follow(self, lens: Lens) -> None:
        """The camera has moved."""
        self._hatch.follow(lens)

    def set_colours(self, palette: Palette) -> None:
        """Set the theme's colours."""
        self._hatch.set_colour(palette.danger, palette.skin)
        self._actor.GetProperty().SetColor(*(c / 255.0 for c in palette.danger))

    @property
    def empty(self) -> bool:
        """There is nothing to paint where the skin is away: the bodies are there to be seen."""
        return True

    def set_visible(self, visible: bool, *, alone: bool) -> None:
        """Show or hide the hatch on the skin; without a skin there is none."""
        self._hatch.set_visible(visible and not alone, alone=alone)

    def set_inside(self, visible: bool) -> None:
        """Show or hide what is under it."""
        self._inside = visible
        self._actor.SetVisibility(visible and self._wanted)


def _bodies(tubes: tuple[DangerTube, ...]) -> tuple[Array, Ints, Array]:
    """Vertices (n, 3), quadrilaterals (m, 4) and normals (n, 3) of all tubes."""
    parts = [tube_surface(tube.points, tube.radius) for tube in tubes]
    if not parts:
        return np.zeros((0, 3)), np.zeros((0, 4), np.int64), np.zeros((0, 3))
    first = np.cumsum([0, *(len(part[0]) for part in parts[:-1])])
    return (
        np.concatenate([part[0] for part in parts]),
        np.concatenate([part[1] + start for part, start in zip(parts, first, strict=True)]),
        np.concatenate([part[2] for part in parts]),
    )


def tube_surface(points: Array, radius: Array) -> tuple[Array, Ints, Array]:
    """A tube round a line (k, 3) with a radius (k,) at each place and round ends; or a ball.

    Returns
    -------
    vertices, quads, normals
        (n, 3), (m, 4) seen counter-clockwise from outside, (n, 3).
    """
    along = np.gradient(points, axis=0) if len(points) > 1 else np.array([[0.0, 0.0, 1.0]])
    along /= np.maximum(np.linalg.norm(along, axis=1), 1e-9)[:, None]
    across = _carried(along)
    up = np.cross(along, across)
    # Rings: those of one cap, one at each place, those of the other cap.
    rise = np.linspace(np.pi / 2, 0, _CAP + 1)[:-1]
    centre = [points[0] - along[0] * radius[0] * np.sin(t) for t in rise]
    centre += [*points, *(points[-1] + along[-1] * radius[-1] * np.sin(t) for t in rise[::-1])]
    size = [*(radius[0] * np.cos(rise)), *radius, *(radius[-1] * np.cos(rise[::-1]))]
    lean = [*(-np.sin(rise)), *np.zeros(len(points)), *np.sin(rise[::-1])]
    which = np.clip(np.arange(len(size)) - _CAP, 0, len(points) - 1)
    turn = np.linspace(0, 2 * np.pi, _SIDES, endpoint=False)
    out = (
        np.cos(turn)[None, :, None] * across[which][:, None]
        + np.sin(turn)[None, :, None] * up[which][:, None]
    )
    vertices = np.array(centre)[:, None] + np.array(size)[:, None, None] * out
    slope = np.array(lean)[:, None, None]
    normals = out * np.sqrt(1 - slope**2) + along[which][:, None] * slope
    ring = np.arange(len(size) - 1)[:, None] * _SIDES
    side, after = np.arange(_SIDES), (np.arange(_SIDES) + 1) % _SIDES
    quads = np.stack(
        [ring + side, ring + after, ring + _SIDES + after, ring + _SIDES + side], axis=2
    )
    return vertices.reshape(-1, 3), quads.reshape(-1, 4), normals.reshape(-1, 3)


def _carried(along: Array) -> Array:
    """A direction across a line at each place (k, 3) that turns no more than the line does."""
    start = np.eye(3)[int(np.argmin(np.abs(along[0])))]
    found = []
    for direction in along:
        start = start - (start @ direction) * direction
        start = start / max(float(np.linalg.norm(start)), 1e-9)
        found.append(start)
    return np.array(found)
