"""Muscles and bones in the scene: one mesh for each layer, coloured by one small picture.

Across, the picture has two columns for each structure, its belly and its tendon; down, the fibres.
Lighting a muscle up rewrites some columns; hiding one rewrites the list of triangles; vertices are
handed to the graphics card once.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from vtkmodules.util.numpy_support import numpy_to_vtk
from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkImageData, vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper, vtkRenderer, vtkTexture

from explorer.body.structures import Structures
from explorer.scene.geometry import surface
from explorer.scene.structure_shading import FIBRE_PERIOD, Shading

__all__ = ["StructureLayer", "StructureTexture", "dressed"]

Mask = npt.NDArray[np.bool_]

#: What is left of red, green and blue where no light gets to: shade is warm.
_SHADE = (0.46, 0.34, 0.31)


class StructureTexture:
    """The picture that all structures of a body are coloured by."""

    def __init__(self) -> None:
        self._image = vtkImageData()
        self.texture = vtkTexture()
        self.texture.InterpolateOn()
        self.texture.RepeatOn()
        self.texture.SetInputData(self._image)

    def set_pixels(self, pixels: npt.NDArray[np.uint8]) -> None:
        """Set the picture (rows, two columns a structure, 3)."""
        rows, columns, _ = pixels.shape
        data = numpy_to_vtk(np.ascontiguousarray(pixels).reshape(-1, 3), deep=True)
        self._image.SetDimensions(columns, rows, 1)
        self._image.GetPointData().SetScalars(data)
        self._image.Modified()
        self.texture.Modified()


class StructureLayer:
    """The structures of one layer. Setters in, nothing out.

    Parameters
    ----------
    sheen
        How much light glances off: muscles are moist, bones are not.
    """

    def __init__(self, renderer: vtkRenderer, texture: StructureTexture, sheen: float) -> None:
        self._mesh, self._kept = vtkPolyData(), vtkPolyData()
        self._actors = tuple(_actor(renderer, texture, sheen) for _ in range(2))
        self._owner = np.zeros(0, np.int32)
        self._triangles = np.zeros((0, 3), np.int32)
        self._members = np.zeros(0, bool)
        self._has = [False, False]

    def set_structures(self, dressed: vtkPolyData, structures: Structures, chosen: Mask) -> None:
        """Show the chosen (k,) structures of a :func:`dressed` body, all of them."""
        own = np.repeat(chosen, np.diff(structures.first_triangle))
        numbers = np.arange(len(structures.items), dtype=np.int32)
        self._triangles = structures.triangles[own]
        self._owner = np.repeat(numbers, np.diff(structures.first_triangle))[own]
        self._mesh, self._kept = vtkPolyData(), vtkPolyData()
        for actor, mesh in zip(self._actors, (self._mesh, self._kept), strict=True):
            mesh.ShallowCopy(dressed)
            actor.GetMapper().SetInputData(mesh)
        self._members = chosen
        self.show(chosen)
        self.keep(np.zeros_like(chosen))

    def holds(self, any_of: Mask) -> bool:
        """Whether any of these (k,) structures is in this layer."""
        return bool((any_of & self._members).any())

    def show(self, chosen: Mask) -> None:
        """Draw these of all (k,) structures, as far as they are in this layer."""
        self._has[0] = self._fill(self._mesh, chosen)

    def keep(self, chosen: Mask) -> None:
        """Draw these even where the layer is faded."""
        self._has[1] = self._fill(self._kept, chosen)

    def _fill(self, mesh: vtkPolyData, chosen: Mask) -> bool:
        corners = self._triangles
        if not chosen[self._members].all():
            corners = (
                corners[chosen[self._owner]] if (chosen & self._members).any() else corners[:0]
            )
        cells = vtkCellArray()
        cells.SetData(3, numpy_to_vtk(corners.ravel(), deep=True))
        mesh.SetPolys(cells)
        mesh.Modified()
        return bool(len(corners))

    @property
    def empty(self) -> bool:
        """Whether the layer has nothing to draw, apart from what is kept."""
        return not self._has[0]

    def set_visible(self, layer: bool, kept: bool) -> None:
        """Draw the layer, what is kept of it, both, or neither."""
        for actor, has, wanted in zip(self._actors, self._has, (layer, kept), strict=True):
            actor.SetVisibility(has and wanted)


def dressed(structures: Structures, shading: Shading) -> vtkPolyData:
    """The vertices of a body with their place in the picture and their light, and no triangles.

    All layers share it, on the graphics card too.
    """
    count = len(structures.items)
    own = np.repeat(np.arange(count, dtype=np.float32), np.diff(structures.first_vertex))
    uv = np.empty((len(own), 2), np.float32)
    uv[:, 0] = (2 * own + np.float32(0.5) + shading.tendon) / np.float32(max(2 * count, 1))
    uv[:, 1] = shading.across / np.float32(FIBRE_PERIOD)
    shade = np.asarray(_SHADE, np.float32)
    light = 255 * (shade + (1 - shade) * shading.light[:, None]) + np.float32(0.5)
    mesh = surface(structures.vertices, np.zeros((0, 3), int), structures.normals)
    mesh.GetPointData().SetTCoords(_named(uv, "structure and fibre"))
    mesh.GetPointData().SetScalars(_named(light.astype(np.uint8), "light"))
    return mesh


def _actor(renderer: vtkRenderer, texture: StructureTexture, sheen: float) -> vtkActor:
    actor, mapper = vtkActor(), vtkPolyDataMapper()
    actor.SetMapper(mapper)
    actor.SetTexture(texture.texture)
    look = actor.GetProperty()
    look.SetInterpolationToPhong()
    look.SetAmbient(0.30)
    look.SetDiffuse(0.74)
    look.SetSpecular(sheen)
    look.SetSpecularPower(24.0)
    look.BackfaceCullingOn()  # triangles are outward; a third of the frame is saved
    actor.SetVisibility(False)
    renderer.AddActor(actor)
    return actor


def _named(values: npt.NDArray[Any], name: str) -> Any:
    data = numpy_to_vtk(np.ascontiguousarray(values), deep=True)
    data.SetName(name)
    return data
