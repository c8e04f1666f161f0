"""Fewer triangles, shared out so that small muscles keep their shape."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.packs.progress import Steps

__all__ = ["BUDGET", "cleaned", "decimated", "shares"]

Mesh = tuple[npt.NDArray[np.float32], npt.NDArray[np.int32]]

#: Triangles of all muscles and bones of a pack together.
BUDGET = 520_000
_FLOOR = 320
_WELD_MM = 0.01
# A share by area alone would leave too little for fingers and the muscles of the face.
_POWER = 0.75


def cleaned(vertices: npt.NDArray[Any], triangles: npt.NDArray[Any]) -> Mesh:
    """Weld corners (mm), drop degenerate and repeated triangles, and turn all outwards.

    May return no triangles at all.
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    grid = np.round(np.asarray(vertices, np.float64) / _WELD_MM).astype(np.int64)
    _, first, number = np.unique(grid, axis=0, return_index=True, return_inverse=True)
    points = np.asarray(vertices, np.float32)[first]
    faces = number.ravel()[triangles]
    a, b, c = faces.T
    faces = faces[(a != b) & (b != c) & (c != a)]
    _, once = np.unique(np.sort(faces, axis=1), axis=0, return_index=True)
    faces = faces[np.sort(once)]
    if not len(faces):
        return np.zeros((0, 3), np.float32), np.zeros((0, 3), np.int32)
    corners = points[faces].astype(np.float64)
    area = np.linalg.norm(
        np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1
    )
    faces = faces[area > 1e-9]
    if not len(faces):
        return np.zeros((0, 3), np.float32), np.zeros((0, 3), np.int32)
    faces = _consistent(points, faces)
    ends = (np.concatenate([faces[:, 0], faces[:, 1]]), np.concatenate([faces[:, 1], faces[:, 2]]))
    links = coo_array((np.ones(len(ends[0]), np.int8), ends), shape=(len(points),) * 2)
    part = connected_components(links, directed=False)[1][faces[:, 0]]
    corners = points[faces].astype(np.float64) - points.mean(axis=0)
    volume = np.einsum("ij,ij->i", corners[:, 0], np.cross(corners[:, 1], corners[:, 2]))
    inward = np.bincount(part, volume) < 0
    faces[inward[part]] = faces[inward[part]][:, ::-1]
    return _compact(points, faces)


def shares(
    areas: npt.NDArray[np.float64], counts: npt.NDArray[np.int64], budget: int
) -> npt.NDArray[np.int64]:
    """How many triangles each of k structures may keep, (k,), together at most ``budget``."""
    if counts.sum() <= budget:
        return counts.copy()
    floor = np.minimum(counts, min(_FLOOR, budget // max(len(counts), 1)))
    weight = np.maximum(areas, 1e-6) ** _POWER
    low, high = 0.0, float((counts / weight).max())
    for _ in range(60):
        middle = (low + high) / 2
        total = np.clip(middle * weight, floor, counts).sum()
        low, high = (middle, high) if total <= budget else (low, middle)
    return np.clip(low * weight, floor, counts).astype(np.int64)


def decimated(meshes: Sequence[Mesh], budget: int, steps: Steps) -> list[Mesh]:
    """Clean meshes with fewer triangles, in the same order.

    Raises
    ------
    Cancelled
        When the user has asked to stop.
    """
    areas = np.array([_area(*mesh) for mesh in meshes])
    counts = np.array([len(mesh[1]) for mesh in meshes], np.int64)
    wanted = shares(areas, counts, budget)
    found = []
    for i, (mesh, count) in enumerate(zip(meshes, wanted, strict=True)):
        steps.at(i / len(meshes), "Thinning out the meshes")
        found.append(_quadric(mesh, int(count), steps) if count < len(mesh[1]) else mesh)
    return found


def _quadric(mesh: Mesh, count: int, steps: Steps) -> Mesh:
    """One mesh brought down to ``count`` triangles, or a few less."""
    from vtkmodules.util.numpy_support import vtk_to_numpy
    from vtkmodules.vtkFiltersCore import vtkQuadricDecimation

    thin = vtkQuadricDecimation()

    def watch(*_: Any) -> None:
        if steps.cancelled():
            thin.SetAbortExecute(True)

    thin.AddObserver("ProgressEvent", watch)
    thin.SetInputData(_poly_data(*mesh))
    thin.VolumePreservationOn()
    thin.SetTargetReduction(1 - count / len(mesh[1]))
    thin.Update()
    thin.RemoveAllObservers()
    steps.check()
    out = thin.GetOutput()
    if out.GetNumberOfPolys() < 4:
        return mesh
    points = vtk_to_numpy(out.GetPoints().GetData()).astype(np.float32)
    faces = vtk_to_numpy(out.GetPolys().GetConnectivityArray()).reshape(-1, 3).astype(np.int64)
    if not np.isfinite(points).all():
        return mesh
    made = cleaned(points, faces)
    return made if len(made[1]) else mesh


def _consistent(points: npt.NDArray[Any], faces: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    """The same triangles, neighbours turned the same way."""
    from vtkmodules.util.numpy_support import vtk_to_numpy
    from vtkmodules.vtkFiltersCore import vtkPolyDataNormals

    turn = vtkPolyDataNormals()
    turn.SetInputData(_poly_data(points, faces))
    turn.SplittingOff()
    turn.ConsistencyOn()
    turn.NonManifoldTraversalOff()
    turn.ComputePointNormalsOff()
    turn.ComputeCellNormalsOn()  # with neither kind of normals the filter does nothing
    turn.Update()
    polys = turn.GetOutput().GetPolys()
    return np.array(vtk_to_numpy(polys.GetConnectivityArray()), np.int64).reshape(-1, 3)


def _poly_data(points: npt.NDArray[Any], faces: npt.NDArray[Any]) -> Any:
    from vtkmodules.util.numpy_support import numpy_to_vtk, numpy_to_vtkIdTypeArray
    from vtkmodules.vtkCommonCore import vtkPoints
    from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkPolyData

    places = vtkPoints()
    places.SetData(numpy_to_vtk(np.ascontiguousarray(points, np.float32), deep=True))
    cells = vtkCellArray()
    cells.SetData(3, numpy_to_vtkIdTypeArray(np.ascontiguousarray(faces, np.int64).ravel(), True))
    made = vtkPolyData()
    made.SetPoints(places)
    made.SetPolys(cells)
    return made


def _area(points: npt.NDArray[Any], faces: npt.NDArray[Any]) -> float:
    corners = points[faces].astype(np.float64)
    cross = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    return float(np.linalg.norm(cross, axis=1).sum() / 2)


def _compact(points: npt.NDArray[np.float32], faces: npt.NDArray[np.int64]) -> Mesh:
    used = np.unique(faces)
    number = np.zeros(len(points), np.int32)
    number[used] = np.arange(len(used), dtype=np.int32)
    return points[used], number[faces]
