"""An off-screen VTK window whose picture is read back as an array.

Painting that array in an own widget measured faster than any OpenGL widget here, works without a
display, and lets the window, stills and tests share one renderer. Only ``vtkmodules`` that a first
frame needs are imported: ``pyvista.plotting`` alone would cost half a second of the start.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.errors import ExplorerError

if sys.platform.startswith("linux") and not os.environ.get("DISPLAY"):
    # Without a display VTK would first try X and warn; EGL is what it ends up with anyway.
    os.environ.setdefault("VTK_DEFAULT_OPENGL_WINDOW", "vtkEGLRenderWindow")

import vtkmodules.vtkRenderingOpenGL2  # noqa: F401  registers the OpenGL factories
from vtkmodules.util.numpy_support import vtk_to_numpy
from vtkmodules.vtkCommonCore import vtkObject, vtkUnsignedCharArray
from vtkmodules.vtkRenderingCore import vtkRenderer, vtkRenderWindow

__all__ = ["SUBPIXELS", "OffscreenWindow", "add_premultiplied", "average", "mix", "straight"]

Image = npt.NDArray[np.uint8]

#: Sub-pixel offsets (Halton, bases 2 and 3) whose average is the resting picture. The first is
#: the pixel's centre, so that a moving picture and the first resting one coincide.
SUBPIXELS: tuple[tuple[float, float], ...] = (
    (0.0, 0.0),
    (-0.25, 0.167),
    (0.25, -0.389),
    (-0.375, -0.056),
    (0.125, 0.278),
    (-0.125, -0.278),
    (0.375, 0.056),
    (-0.438, 0.389),
)


class OffscreenWindow:
    """One renderer and its pixels.

    Anti-aliasing is by averaging frames drawn at sub-pixel offsets, not by multisampling: it costs
    nothing while the camera moves, is right with translucency and transparent backgrounds, and
    does not depend on what the graphics driver offers.
    """

    def __init__(self) -> None:
        # Mesa and VTK print to the console what the caller is told as a sentence.
        vtkObject.GlobalWarningDisplayOff()
        self.window = vtkRenderWindow()
        self.window.SetShowWindow(False)
        self.window.SetOffScreenRendering(1)
        self.window.SetMultiSamples(0)
        self.window.SetAlphaBitPlanes(1)
        self.renderer = vtkRenderer()
        self.window.AddRenderer(self.renderer)
        self._buffer = vtkUnsignedCharArray()
        self._checked = False
        self.set_size(64, 64)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        width, height = self.window.GetSize()
        return int(width), int(height)

    def set_size(self, width: int, height: int) -> None:
        """Set the picture's size in pixels."""
        if (width, height) != self.size:
            self.window.SetSize(max(1, width), max(1, height))

    def render(
        self, subpixel: tuple[float, float] = (0.0, 0.0), into: Image | None = None
    ) -> Image:
        """Draw a frame and return it: (height, width, 4) uint8, top row first.

        A picture of the same size may be given to be written ``into``: fresh memory for every
        frame of a drag costs a millisecond each.

        Raises
        ------
        ExplorerError
            When this computer offers no usable OpenGL.
        """
        width, height = self.size
        camera = self.renderer.GetActiveCamera()
        camera.SetWindowCenter(2 * subpixel[0] / width, 2 * subpixel[1] / height)
        self.window.Render()
        self.window.GetRGBACharPixelData(0, 0, width - 1, height - 1, 0, self._buffer)
        pixels: Any = vtk_to_numpy(self._buffer)
        upright = pixels.reshape(height, width, 4)[::-1]
        if into is not None and into.shape == upright.shape:
            frame = into
            np.copyto(frame, upright)
        else:
            frame = np.ascontiguousarray(upright)
        if not self._checked:
            self._check(frame)
        return frame

    def _check(self, frame: Image) -> None:
        # Asking costs a context of its own (10 ms): only where the first picture came out empty.
        self._checked = True
        if not frame.any() and not self.window.SupportsOpenGL():
            raise ExplorerError(
                "This computer offers no OpenGL that the 3D view can use.",
                "On Linux install libgl1 and libegl1 (Mesa); elsewhere update the graphics driver.",
            )

    def close(self) -> None:
        """Give the graphics memory back. Call before the widget that shows it goes away."""
        self.renderer.RemoveAllViewProps()
        self.window.RemoveRenderer(self.renderer)
        self.window.Finalize()


def average(render: Callable[[tuple[float, float]], Image], subpixels: int) -> Image:
    """The mean of frames at the first ``subpixels`` offsets, with straight alpha."""
    offsets = SUBPIXELS[: max(1, subpixels)]
    total: npt.NDArray[np.float32] | None = None
    for offset in offsets:
        frame = render(offset)
        if total is None:
            total = np.zeros(frame.shape, np.float32)
        add_premultiplied(total, frame)
    assert total is not None
    return straight(total, len(offsets))


def mix(front: Image, behind: Image, opacity: float) -> Image:
    """Cross-fade two frames with straight alpha: ``opacity`` 1 is all ``front``."""
    weight = round(opacity * 256)
    if front[..., 3].min() == 255 and behind[..., 3].min() == 255:
        blend = front.astype(np.uint16) * np.uint16(weight)
        blend += behind.astype(np.uint16) * np.uint16(256 - weight)
        return (blend >> 8).astype(np.uint8)
    total = np.zeros(front.shape, np.float32)
    for frame, share in ((front, opacity), (behind, 1 - opacity)):
        weighted = frame.astype(np.float32)
        weighted[..., :3] *= weighted[..., 3:] / np.float32(255.0)
        total += weighted * np.float32(share)
    return straight(total, 1)


def add_premultiplied(total: npt.NDArray[np.float32], frame: Image) -> None:
    """Add a frame to a running sum, colours weighted by alpha."""
    alpha = frame[..., 3:]
    if alpha.min() == 255:
        total += frame
        return
    weighted = frame.astype(np.float32)
    weighted[..., :3] *= weighted[..., 3:] / np.float32(255.0)
    total += weighted


def straight(total: npt.NDArray[np.float32], count: int) -> Image:
    """The mean of a running sum as straight (not premultiplied) RGBA."""
    mean = total / np.float32(count)
    alpha = mean[..., 3:]
    if alpha.min() < 254.5:
        mean[..., :3] *= np.float32(255.0) / np.maximum(alpha, np.float32(1.0))
    return np.asarray(np.clip(mean + np.float32(0.5), 0, 255).astype(np.uint8))
