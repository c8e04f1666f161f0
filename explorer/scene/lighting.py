"""Even light, as on an atlas plate: one broad key from above the viewer's left, one soft fill.

All lights travel with the camera, so no view is ever dark, and forms are read from shading that
falls off towards the outline as in a pencil drawing.
"""

from __future__ import annotations

from vtkmodules.vtkRenderingCore import vtkLight, vtkRenderer

from explorer.scene.palette import Palette

__all__ = ["add_lights", "set_background"]

#: Two lights, not more: each is paid at every pixel (1.5 ms a frame without a graphics card).
#: Direction the light comes from (right, up, towards the viewer), intensity, colour.
_LIGHTS = (
    ((-0.55, 0.75, 1.6), 0.60, (1.0, 0.985, 0.965)),
    ((0.25, 0.05, 1.0), 0.46, (0.985, 0.99, 1.0)),
)


def add_lights(renderer: vtkRenderer) -> None:
    """Replace whatever light the renderer has by the plate's own."""
    renderer.RemoveAllLights()
    renderer.AutomaticLightCreationOff()
    for direction, intensity, colour in _LIGHTS:
        light = vtkLight()
        light.SetLightTypeToCameraLight()
        light.SetPositional(False)
        light.SetPosition(*direction)
        light.SetFocalPoint(0.0, 0.0, 0.0)
        light.SetIntensity(intensity)
        light.SetColor(*colour)
        renderer.AddLight(light)


def set_background(renderer: vtkRenderer, palette: Palette, *, transparent: bool) -> None:
    """Plain paper, or nothing at all for pictures that go elsewhere.

    Not a gradient: without a graphics card it costs as much as a third of the body (8 of 33 ms).
    """
    if transparent:
        renderer.SetBackground(0.0, 0.0, 0.0)
        renderer.SetBackgroundAlpha(0.0)
        return
    renderer.SetBackgroundAlpha(1.0)
    renderer.SetBackground(*(c / 255.0 for c in palette.background))
