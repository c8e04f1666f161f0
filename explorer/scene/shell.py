"""A soft-edged patch that lies on the skin: a lit region, or a zone seen through faded skin."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from vtkmodules.util.numpy_support import numpy_to_vtk, vtk_to_numpy
from vtkmodules.vtkCommonCore import vtkLookupTable
from vtkmodules.vtkCommonDataModel import vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper, vtkRenderer

from explorer.scene.geometry import surface

__all__ = ["ShellLayer", "region_alpha", "zone_alpha"]

Curve = npt.NDArray[np.float64]

_STEPS = 256
_LOW, _HIGH = -14.0, 10.0


def region_alpha(distance: Curve) -> Curve:
    """A firm rim, a light inside."""
    inside = 1 / (1 + np.exp(distance / 0.9))
    rim = np.exp(-((distance + 1.2) ** 2) / 3.0)
    return np.clip(0.34 * inside + 0.45 * rim, 0, 0.85)


def zone_alpha(distance: Curve) -> Curve:
    """Solid inside, fading over the edge as the painted skin does."""
    t = np.clip((distance + 4.5) / 9.0, 0.0, 1.0)
    return 0.9 * (1 - t * t * (3 - 2 * t))


class ShellLayer:
    """One patch in the scene. Setters in, nothing out.

    Parameters
    ----------
    both_faces
        Whether the patch is also seen from inside the body.
    """

    def __init__(self, renderer: vtkRenderer, *, both_faces: bool) -> None:
        self._table = vtkLookupTable()
        self._table.SetNumberOfTableValues(_STEPS)
        self._table.SetTableRange(_LOW, _HIGH)
        self._mapper = vtkPolyDataMapper()
        self._mapper.SetLookupTable(self._table)
        self._mapper.UseLookupTableScalarRangeOn()
        self._mapper.InterpolateScalarsBeforeMappingOn()
        # The patch lies exactly on the skin: pull it towards the eye or it would flicker. A whole
        # unit is up to 11 mm when near, and a region would shine through an ear.
        self._mapper.SetResolveCoincidentTopologyToPolygonOffset()
        self._mapper.SetRelativeCoincidentTopologyPolygonOffsetParameters(-0.3, -0.05)
        self._actor = vtkActor()
        self._actor.SetMapper(self._mapper)
        # Mostly its own colour: a lit region must not vanish in the shade.
        self._actor.GetProperty().SetAmbient(0.62)
        self._actor.GetProperty().SetDiffuse(0.42)
        self._actor.GetProperty().SetSpecular(0.0)
        self._actor.GetProperty().SetBackfaceCulling(not both_faces)
        self._actor.ForceTranslucentOn()
        self._has_patch = False
        self._wanted = True
        self._actor.SetVisibility(False)
        renderer.AddActor(self._actor)

    def set_field(self, skin: vtkPolyData, field: npt.NDArray[np.floating] | None) -> None:
        """Show where the signed distance (n,) mm is negative, or nothing."""
        self._has_patch = field is not None and bool((field < _HIGH).any())
        if field is not None and self._has_patch:
            triangles = vtk_to_numpy(skin.GetPolys().GetConnectivityArray()).reshape(-1, 3)
            near = (field[triangles] < _HIGH).any(axis=1)
            used, numbering = np.unique(triangles[near], return_inverse=True)
            mesh = surface(
                vtk_to_numpy(skin.GetPoints().GetData())[used],
                numbering.reshape(-1, 3),
                vtk_to_numpy(skin.GetPointData().GetNormals())[used],
            )
            data = numpy_to_vtk(np.asarray(field[used], np.float32), deep=True)
            data.SetName("distance")
            mesh.GetPointData().SetScalars(data)
            self._mapper.SetInputData(mesh)
        self._actor.SetVisibility(self._has_patch and self._wanted)

    def set_visible(self, visible: bool) -> None:
        """Show or hide the patch, if there is one."""
        self._wanted = visible
        self._actor.SetVisibility(self._has_patch and visible)

    def set_colour(self, colour: tuple[int, int, int], alpha: Curve) -> None:
        """Set the colour, and its opacity (256,) from well inside to well outside."""
        table = np.empty((_STEPS, 4), np.uint8)
        table[:, :3] = colour
        table[:, 3] = np.round(255 * alpha)
        self._table.SetTable(numpy_to_vtk(table, deep=True))

    @staticmethod
    def distances() -> Curve:
        """The distances (256,) mm that an opacity curve is given for."""
        return np.linspace(_LOW, _HIGH, _STEPS)
