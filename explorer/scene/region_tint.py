"""A named region lit up on the skin: a calm tint with a soft edge, over skin and zones."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyvista.core as pvc
from vtkmodules.util.numpy_support import numpy_to_vtk
from vtkmodules.vtkCommonCore import vtkLookupTable
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper, vtkRenderer

from explorer.scene.palette import Palette

__all__ = ["RegionTintLayer"]

_STEPS = 256
_LOW, _HIGH = -12.0, 8.0


class RegionTintLayer:
    """The tinted region in the scene."""

    def __init__(self, renderer: vtkRenderer) -> None:
        self._table = vtkLookupTable()
        self._table.SetNumberOfTableValues(_STEPS)
        self._table.SetTableRange(_LOW, _HIGH)
        self._mapper = vtkPolyDataMapper()
        self._mapper.SetLookupTable(self._table)
        self._mapper.UseLookupTableScalarRangeOn()
        self._mapper.InterpolateScalarsBeforeMappingOn()
        # The tint lies exactly on the skin: pull it towards the eye or it would flicker.
        self._mapper.SetResolveCoincidentTopologyToPolygonOffset()
        self._mapper.SetRelativeCoincidentTopologyPolygonOffsetParameters(-1.0, -1.0)
        self._actor = vtkActor()
        self._actor.SetMapper(self._mapper)
        self._actor.GetProperty().LightingOff()
        self._actor.GetProperty().BackfaceCullingOn()
        self._actor.ForceTranslucentOn()
        self._actor.SetVisibility(False)
        renderer.AddActor(self._actor)

    def set_field(self, skin: pvc.PolyData, field: npt.NDArray[np.float64] | None) -> None:
        """Tint where the signed distance (n,) mm to a region's border is negative."""
        if field is None or not (field < _HIGH).any():
            self._actor.SetVisibility(False)
            return
        triangles = np.asarray(skin.regular_faces)
        near = (field[triangles] < _HIGH).any(axis=1)
        used, numbering = np.unique(triangles[near], return_inverse=True)
        mesh = pvc.PolyData.from_regular_faces(
            np.asarray(skin.points)[used], numbering.reshape(-1, 3)
        )
        data = numpy_to_vtk(field[used].astype(np.float32), deep=True)
        data.SetName("distance")
        mesh.GetPointData().SetScalars(data)
        self._mapper.SetInputData(mesh)
        self._actor.SetVisibility(True)

    def set_colours(self, palette: Palette) -> None:
        """Set the theme's colours: a firm rim, a light inside."""
        distance = np.linspace(_LOW, _HIGH, _STEPS)
        inside = 1 / (1 + np.exp(distance / 0.9))
        rim = np.exp(-((distance + 1.2) ** 2) / 3.0)
        alpha = np.clip(0.34 * inside + 0.45 * rim, 0, 0.85)
        colour = np.broadcast_to(np.asarray(palette.region, float), (_STEPS, 3))
        table = np.column_stack([colour, 255 * alpha]).astype(np.uint8)
        self._table.SetTable(numpy_to_vtk(np.ascontiguousarray(table), deep=True))
