"""The two eyes, coloured by how near each vertex is to the pupil."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from vtkmodules.util.numpy_support import numpy_to_vtk
from vtkmodules.vtkCommonDataModel import vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper, vtkRenderer

from explorer.scene.geometry import surface
from explorer.scene.palette import Palette

__all__ = ["EyesLayer"]


class EyesLayer:
    """The eyes in the scene."""

    def __init__(self, renderer: vtkRenderer) -> None:
        self._mapper = vtkPolyDataMapper()
        self._actor = vtkActor()
        self._actor.SetMapper(self._mapper)
        look = self._actor.GetProperty()
        look.SetInterpolationToPhong()
        look.SetAmbient(0.34)
        look.SetDiffuse(0.66)
        look.SetSpecular(0.12)
        look.SetSpecularPower(40.0)
        renderer.AddActor(self._actor)
        self._mesh: vtkPolyData | None = None
        self._iris = np.zeros(0, np.float32)

    def set_figure(
        self,
        vertices: npt.NDArray[np.float32],
        triangles: npt.NDArray[np.integer[Any]],
        normals: npt.NDArray[np.float32],
        iris: npt.NDArray[np.float32],
    ) -> None:
        """Show another figure's eyes; ``iris`` runs from 0 (white) to 1 (pupil)."""
        mesh = surface(vertices, triangles, normals)
        self._mesh, self._iris = mesh, iris
        self._mapper.SetInputData(mesh)

    def set_colours(self, palette: Palette) -> None:
        """Set the theme's colours."""
        if self._mesh is None:
            return
        t = np.clip((self._iris - 0.15) / 0.25, 0, 1)[:, None]
        pupil = np.clip((self._iris - 0.72) / 0.12, 0, 1)[:, None]
        colour = np.asarray(palette.eye_white, float) * (1 - t) + np.asarray(palette.eye_iris) * t
        colour = colour * (1 - pupil) + 26.0 * pupil
        data = numpy_to_vtk(np.ascontiguousarray(colour.astype(np.uint8)), deep=True)
        data.SetName("colour")
        self._mesh.GetPointData().SetScalars(data)
        self._mesh.Modified()

    def set_visible(self, visible: bool) -> None:
        """Hide the eyes when the skin fades, or they would stare out of a ghost."""
        self._actor.SetVisibility(visible)
