"""NumPy arrays -> VTK surfaces, without importing what a first frame does not need.

PyVista's data sets are VTK's own objects with a friendlier face; :func:`as_pyvista` puts it on
for exports and for whoever works with the scene by hand. Importing it costs a quarter of a second,
which is why drawing does without.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from vtkmodules.util.numpy_support import numpy_to_vtk, numpy_to_vtkIdTypeArray
from vtkmodules.vtkCommonCore import vtkPoints
from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkPolyData

if TYPE_CHECKING:
    import pyvista

__all__ = ["as_pyvista", "surface"]


def surface(
    vertices: npt.NDArray[np.floating[Any]],
    faces: npt.NDArray[np.integer[Any]],
    normals: npt.NDArray[np.floating[Any]] | None = None,
) -> vtkPolyData:
    """A surface of faces with equally many corners.

    Parameters
    ----------
    vertices
        (n, 3).
    faces
        (m, k) corners of each face.
    normals
        (n, 3) unit normals, or None.
    """
    points = vtkPoints()
    points.SetData(numpy_to_vtk(np.ascontiguousarray(vertices, np.float32), deep=True))
    cells = vtkCellArray()
    corners = np.ascontiguousarray(faces, np.int64).ravel()
    cells.SetData(faces.shape[1], numpy_to_vtkIdTypeArray(corners, deep=True))
    mesh = vtkPolyData()
    mesh.SetPoints(points)
    mesh.SetPolys(cells)
    if normals is not None:
        data = numpy_to_vtk(np.ascontiguousarray(normals, np.float32), deep=True)
        data.SetName("Normals")
        mesh.GetPointData().SetNormals(data)
    return mesh


def as_pyvista(mesh: vtkPolyData) -> pyvista.PolyData:
    """The same surface as a PyVista data set; it shares memory with the one that is drawn."""
    import pyvista.core

    return pyvista.core.PolyData(mesh)
