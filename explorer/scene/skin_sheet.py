"""A film over part of the skin: two numbers per vertex are looked up in one see-through picture.

As many films as are wanted lie over one another, in the order in which their ``actor`` joins a
renderer. To change what one shows, two columns of numbers
and a list of triangles are rewritten; the points are those of the skin that are needed, or of a
finer mesh on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from vtkmodules.util.numpy_support import numpy_to_vtk, numpy_to_vtkIdTypeArray, vtk_to_numpy
from vtkmodules.vtkCommonCore import vtkPoints
from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkImageData, vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper, vtkTexture

__all__ = ["NO_TRIANGLES", "SkinPatch", "SkinSheet", "inked", "patch_of"]

Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float32]
Picture = npt.NDArray[np.uint8]
Array = npt.NDArray[np.float64]
#: How much skin is left under a film where the skin is away.
_PAPER = 0.72
Ints = npt.NDArray[np.int64]
NO_TRIANGLES = np.zeros((0, 3), np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class SkinPatch:
    """A part of a skin: numbers (k,) of its vertices, points and normals (k, 3), triangles (m, 3)
    of the part's own numbers."""

    vertices: Ints
    points: Floats
    normals: Floats
    triangles: Ints


def patch_of(skin: vtkPolyData, near: Mask) -> SkinPatch:
    """The triangles of a skin that touch some vertices (n,)."""
    triangles = vtk_to_numpy(skin.GetPolys().GetConnectivityArray()).reshape(-1, 3)
    a, b, c = triangles.T
    corners = triangles[near[a] | near[b] | near[c]]
    used = np.zeros(len(near), bool)
    used[corners] = True
    vertices = np.flatnonzero(used)
    number = np.zeros(len(near), np.int64)
    number[vertices] = np.arange(len(vertices))
    points = vtk_to_numpy(skin.GetPoints().GetData())[vertices]
    normals = vtk_to_numpy(skin.GetPointData().GetNormals())[vertices]
    return SkinPatch(vertices, points, normals, number[corners])


class SkinSheet:
    """One film in the scene.

    Parameters
    ----------
    fine
        Whether it lies on a finer mesh than the skin's own triangles.
    repeat
        Whether the picture repeats itself, as a hatch does, or ends at its border.
    """

    def __init__(self, *, fine: bool = False, repeat: bool = False) -> None:
        self._textures = tuple(_texture(repeat) for _ in range(2))
        self._mapper = vtkPolyDataMapper()
        self._mapper.ScalarVisibilityOff()
        # It lies exactly on the skin: pull it towards the eye or it would flicker, but only by a
        # hair, or the walls of the eye's socket would come out of the cheek.
        self._mapper.SetResolveCoincidentTopologyToPolygonOffset()
        slope = -1.0 if fine else -0.3
        self._mapper.SetRelativeCoincidentTopologyPolygonOffsetParameters(slope, -0.05)
        self.actor = vtkActor()
        self.actor.SetMapper(self._mapper)
        self.actor.SetTexture(self._textures[0])
        look = self.actor.GetProperty()
        look.SetColor(1.0, 1.0, 1.0)
        # Mostly its own colour: what is painted must not vanish in the shade.
        look.SetAmbient(0.62)
        look.SetDiffuse(0.42)
        look.SetSpecular(0.0)
        look.BackfaceCullingOn()
        self.actor.ForceTranslucentOn()
        self.actor.SetVisibility(False)
        self._mesh = vtkPolyData()
        self._coordinates: Any = None
        self.uv = np.zeros((0, 2), np.float32)
        self._has, self._wanted = False, True

    def set_points(self, points: Floats, normals: Floats, uv: Floats) -> None:
        """Lie on points of its own (n, 3); memory is shared with all three arrays."""
        self._new_mesh(uv)
        places = vtkPoints()
        places.SetData(numpy_to_vtk(points, deep=False))
        self._mesh.SetPoints(places)
        directions = numpy_to_vtk(normals, deep=False)
        directions.SetName("Normals")
        self._mesh.GetPointData().SetNormals(directions)

    def set_triangles(self, corners: npt.NDArray[np.integer[Any]]) -> None:
        """Draw these triangles (m, 3)."""
        self._has = len(corners) > 0
        if self._has:
            cells = vtkCellArray()
            data = np.ascontiguousarray(corners, np.int64).ravel()
            cells.SetData(3, numpy_to_vtkIdTypeArray(data, deep=True))
            self._mesh.SetPolys(cells)
        self._apply()

    def _new_mesh(self, uv: Floats) -> None:
        self._mesh = vtkPolyData()
        # The mapper reads this very array: VTK keeps a view, self.uv owns the memory.
        self.uv = uv
        self._coordinates = numpy_to_vtk(uv, deep=False)
        self._coordinates.SetName("film")
        self._mesh.GetPointData().SetTCoords(self._coordinates)
        self._mapper.SetInputData(self._mesh)

    def touch(self, *, points: bool = False) -> None:
        """Show what was written into ``uv`` (n, 2), and with ``points`` into the points, too."""
        self._coordinates.Modified()
        if points:
            self._mesh.GetPoints().GetData().Modified()
            self._mesh.GetPoints().Modified()
            self._mesh.GetPointData().GetNormals().Modified()
        self._mesh.GetPointData().Modified()
        self._mesh.Modified()

    def set_pictures(self, on_skin: Picture, alone: Picture) -> None:
        """Set what is looked up (rows, columns, 4): ``uv`` 0, 0 is its first pixel.

        Where the skin is away another picture may be needed to be seen on muscles.
        """
        for texture, picture in zip(self._textures, (on_skin, alone), strict=True):
            rows, columns, _ = picture.shape
            image = vtkImageData()
            image.SetDimensions(columns, rows, 1)
            pixels = np.ascontiguousarray(picture).reshape(-1, 4)
            image.GetPointData().SetScalars(numpy_to_vtk(pixels, deep=True))
            texture.SetInputData(image)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self._has

    def set_visible(self, visible: bool, *, alone: bool = False) -> None:
        """Show or hide what there is; ``alone``, without a skin, its far side is seen, too."""
        self._wanted = visible
        self.actor.GetProperty().SetBackfaceCulling(not alone)
        self.actor.SetTexture(self._textures[alone])
        self._apply()

    def _apply(self) -> None:
        self.actor.SetVisibility(self._has and self._wanted)


def inked(
    colour: npt.ArrayLike, opacity: Array, paper: npt.ArrayLike | None, extent: Array
) -> Picture:
    """A picture (rows, columns, 4) of a colour (3,) or colours (rows, columns, 3).

    Where the skin is away a piece of ``paper`` of its colour is left under the ink, as far as the
    film's ``extent`` (rows, columns), 0 to 1: on muscles a wash could not be told from others.
    """
    under = np.zeros_like(opacity) if paper is None else _PAPER * extent
    whole = opacity + (1 - opacity) * under
    share = (opacity / np.maximum(whole, 1e-6))[..., None]
    tone = np.asarray(colour) * share + np.asarray(colour if paper is None else paper) * (1 - share)
    picture = np.concatenate([tone, 255 * whole[..., None]], axis=2)
    return np.clip(picture + 0.5, 0, 255).astype(np.uint8)


def _texture(repeat: bool) -> vtkTexture:
    texture = vtkTexture()
    texture.InterpolateOn()
    texture.SetRepeat(repeat)
    texture.SetEdgeClamp(not repeat)
    return texture
