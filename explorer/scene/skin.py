"""The skin with its painted zones: one mesh, one texture, no shader.

Two numbers per vertex are looked up in one small picture: across, the signed distance to the
essential zones; down, how open the place is to light. Both are interpolated over each triangle
before they are looked up, so the edge of a zone is as soft and smooth as the picture says, however
coarse the mesh. A click rewrites one column of numbers and nothing else.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from vtkmodules.util.numpy_support import numpy_to_vtk
from vtkmodules.vtkCommonDataModel import vtkImageData, vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper, vtkRenderer, vtkTexture

from explorer.scene.geometry import surface
from explorer.scene.palette import Palette

__all__ = ["ZONE_STRENGTH", "SkinLayer"]

#: Distances (mm) at the left and right border of the texture.
INNER, OUTER = -28.0, 16.0
_WIDTH, _HEIGHT = 512, 64
#: The edge of an essential zone fades over this many mm to each side of its border.
SOFT_EDGE = 4.5
#: How much of its colour covers the skin where a pattern is described with confidence.
ZONE_STRENGTH = 0.88


def _smoothstep(low: float, high: float, x: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    t = np.clip((x - low) / (high - low), 0.0, 1.0)
    return np.asarray(t * t * (3 - 2 * t))


def zone_texture(palette: Palette, zone_strength: float) -> npt.NDArray[np.uint8]:
    """The look-up picture (height, width, 3) uint8; row 0 is the most shadowed place."""
    distance = np.linspace(INNER, OUTER, _WIDTH)
    openness = np.linspace(0.0, 1.0, _HEIGHT)[:, None, None]
    weight = (1 - _smoothstep(-SOFT_EDGE, SOFT_EDGE, distance)) * zone_strength
    # A little paler towards the rim than in the middle, as a crayon would leave it.
    weight = weight * (0.86 + 0.14 * (1 - _smoothstep(-24.0, -3.0, distance)))
    weight = weight[None, :, None]
    skin = np.asarray(palette.skin, float)
    shadow = np.asarray(palette.skin_shadow, float)
    red = np.asarray(palette.essential, float)
    # Shadow deepens as a curve: creases read as drawn lines, open skin stays even.
    depth = openness**0.75
    body = shadow * (1 - depth) + skin * depth
    painted = red * (0.62 + 0.38 * depth)
    picture = body * (1 - weight) + painted * weight
    return np.clip(picture + 0.5, 0, 255).astype(np.uint8)


class SkinLayer:
    """The skin of one figure in the scene.

    Setters in, nothing out. ``mesh`` holds the geometry, which may be read but not changed;
    :func:`explorer.scene.geometry.as_pyvista` shows it as a PyVista data set.
    """

    def __init__(self, renderer: vtkRenderer) -> None:
        self._texture = vtkTexture()
        self._texture.InterpolateOn()
        self._texture.RepeatOff()
        self._texture.EdgeClampOn()
        self._image = vtkImageData()
        self._texture.SetInputData(self._image)
        self._mapper = vtkPolyDataMapper()
        self._mapper.ScalarVisibilityOff()
        self._actor = self._make_actor()
        self.mesh = vtkPolyData()
        self._coordinates: Any = None
        self._uv = np.zeros((0, 2), np.float32)
        renderer.AddActor(self._actor)

    def _make_actor(self) -> vtkActor:
        actor = vtkActor()
        actor.SetMapper(self._mapper)
        actor.SetTexture(self._texture)
        look = actor.GetProperty()
        look.SetInterpolationToPhong()
        look.SetColor(1.0, 1.0, 1.0)
        look.SetAmbient(0.40)
        look.SetDiffuse(0.64)
        look.SetSpecular(0.03)
        look.SetSpecularPower(18.0)
        look.BackfaceCullingOn()
        return actor

    def set_figure(
        self,
        vertices: npt.NDArray[np.float32],
        triangles: npt.NDArray[np.integer[Any]],
        normals: npt.NDArray[np.float32],
        occlusion: npt.NDArray[np.float32],
    ) -> None:
        """Show another body; zones are cleared."""
        mesh = surface(vertices, triangles, normals)
        self._uv = np.empty((len(vertices), 2), np.float32)
        self._uv[:, 0] = 1.0
        self._uv[:, 1] = np.clip(occlusion, 0.0, 1.0) * (1 - 1 / _HEIGHT) + 0.5 / _HEIGHT
        # The mapper reads this very array: VTK keeps a view, self._uv owns the memory.
        self._coordinates = numpy_to_vtk(self._uv, deep=False)
        self._coordinates.SetName("zone and light")
        mesh.GetPointData().SetTCoords(self._coordinates)
        self.mesh = mesh
        self._mapper.SetInputData(mesh)

    def set_zone(self, distance: npt.NDArray[np.float32] | None) -> None:
        """Paint essential zones by their signed distance (n,) mm, or none."""
        if distance is None:
            self._uv[:, 0] = 1.0
        else:
            scale = np.float32(1.0 / (OUTER - INNER))
            np.clip((distance - np.float32(INNER)) * scale, 0.0, 1.0, out=self._uv[:, 0])
        self._coordinates.Modified()
        self.mesh.GetPointData().Modified()
        self.mesh.Modified()

    def set_colours(self, palette: Palette, zone_strength: float = ZONE_STRENGTH) -> None:
        """Set the theme's colours."""
        picture = zone_texture(palette, zone_strength)
        pixels = numpy_to_vtk(np.ascontiguousarray(picture).reshape(-1, 3), deep=True)
        self._image.SetDimensions(_WIDTH, _HEIGHT, 1)
        self._image.GetPointData().SetScalars(pixels)
        self._image.Modified()
        self._texture.Modified()

    def set_visible(self, visible: bool) -> None:
        """Show or hide the skin."""
        self._actor.SetVisibility(visible)
