"""The course of a muscle drawn on the skin: fine dark lines that run as its fibres do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt
from vtkmodules.util.numpy_support import numpy_to_vtk
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper, vtkRenderer

from explorer.scene.geometry import surface
from explorer.scene.palette import Palette

__all__ = ["FibreLayer", "FibreLine"]

Array = npt.NDArray[np.float64]

#: Width of a line in its middle and height above the skin, mm.
_WIDTH, _LIFT = 1.1, 0.35
_ALPHA = 0.42
#: Length of a dash and of the gap after it, mm: deep fibres are dashed.
_DASH, _GAP = 5.0, 3.5
#: Distance between the cross-sections of a drawn line, mm.
_STEP = 1.5


class FibreLine(Protocol):
    """A line on the skin: places and outward normals (n, 3) in mm; deep ones are dashed."""

    @property
    def points(self) -> npt.NDArray[np.floating]: ...
    @property
    def normals(self) -> npt.NDArray[np.floating]: ...
    @property
    def deep(self) -> bool: ...


class FibreLayer:
    """The lines in the scene. They are ribbons: OpenGL draws no line of a width in mm."""

    def __init__(self, renderer: vtkRenderer) -> None:
        self._mapper = vtkPolyDataMapper()
        # The ribbons lie on the skin: pull them towards the eye or they would flicker.
        self._mapper.SetResolveCoincidentTopologyToPolygonOffset()
        self._mapper.SetRelativeCoincidentTopologyPolygonOffsetParameters(-2.0, -2.0)
        self._actor = vtkActor()
        self._actor.SetMapper(self._mapper)
        look = self._actor.GetProperty()
        look.SetAmbient(1.0)
        look.SetDiffuse(0.0)
        look.SetSpecular(0.0)
        look.BackfaceCullingOn()
        self._actor.ForceTranslucentOn()
        self._actor.SetVisibility(False)
        renderer.AddActor(self._actor)
        self._lines: tuple[FibreLine, ...] = ()
        self._ink = (40, 24, 20)
        self._has_lines, self._on_show, self._wanted = False, True, True

    def set_colours(self, palette: Palette) -> None:
        """Set the theme's colours."""
        if palette.marker_edge != self._ink:
            self._ink = palette.marker_edge
            self.set_lines(self._lines)

    def set_lines(self, lines: Sequence[FibreLine]) -> None:
        """Draw these lines, or none."""
        self._lines = tuple(lines)
        ribbons = [_ribbon(line) for line in self._lines if len(line.points) > 1]
        ribbons = [r for r in ribbons if len(r[1])]
        self._has_lines = bool(ribbons)
        if ribbons:
            start = np.cumsum([0, *(len(r[0]) for r in ribbons)])
            vertices = np.concatenate([r[0] for r in ribbons])
            faces = np.concatenate([r[1] + s for r, s in zip(ribbons, start, strict=False)])
            mesh = surface(vertices, faces, np.concatenate([r[2] for r in ribbons]))
            colour = np.empty((len(vertices), 4), np.uint8)
            colour[:, :3] = self._ink
            colour[:, 3] = np.round(255 * np.concatenate([r[3] for r in ribbons]))
            data = numpy_to_vtk(colour, deep=True)
            data.SetName("ink")
            mesh.GetPointData().SetScalars(data)
            self._mapper.SetInputData(mesh)
        self._apply()

    def set_visible(self, visible: bool) -> None:
        """Show or hide the lines, if there are any, in the next frame."""
        self._on_show = visible
        self._apply()

    def set_wanted(self, wanted: bool) -> None:
        """Whether lines are shown at all."""
        self._wanted = wanted
        self._apply()

    def _apply(self) -> None:
        self._actor.SetVisibility(self._has_lines and self._on_show and self._wanted)


def _ribbon(line: FibreLine) -> tuple[Array, npt.NDArray[np.int64], Array, Array]:
    """Vertices, quads, normals and opacity of one line, thin and faint towards its ends."""
    points, normals = np.asarray(line.points, float), np.asarray(line.normals, float)
    length = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
    count = max(2, int(length[-1] / _STEP) + 1)
    at = np.linspace(0.0, length[-1], count)
    points = np.column_stack([np.interp(at, length, points[:, i]) for i in range(3)])
    normals = np.column_stack([np.interp(at, length, normals[:, i]) for i in range(3)])
    normals /= np.maximum(np.linalg.norm(normals, axis=1), 1e-9)[:, None]
    across = np.cross(normals, np.gradient(points, axis=0))
    across /= np.maximum(np.linalg.norm(across, axis=1), 1e-9)[:, None]
    t = at / max(length[-1], 1e-9)
    taper = np.clip(np.minimum(t, 1 - t) / 0.18, 0.0, 1.0)
    half = (_WIDTH / 2 * (0.35 + 0.65 * taper))[:, None]
    middle = points + normals * _LIFT
    # Counter-clockwise seen from outside: first the side that `across` points away from.
    vertices = np.stack([middle - across * half, middle + across * half], axis=1).reshape(-1, 3)
    first = 2 * np.arange(count - 1)
    quads = np.column_stack([first, first + 2, first + 3, first + 1])
    if line.deep:
        quads = quads[(at[:-1] % (_DASH + _GAP)) < _DASH]
    alpha = np.repeat(_ALPHA * (0.25 + 0.75 * taper), 2)
    return vertices, quads, np.repeat(normals, 2, axis=0), alpha
