"""An off-screen VTK window whose picture is read back as an array.

Painting that array in an own widget measured faster than any OpenGL widget here, works without a
display, and lets the window, stills and tests share one renderer. Only ``vtkmodules`` that a first
frame needs are imported: ``pyvista.plotting`` alone would cost half a second of the start.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.errors import ExplorerError
from explorer.session.view_state import CameraPose

if sys.platform.startswith("linux") and not os.environ.get("DISPLAY"):
    # Without a display VTK would first try X and warn; EGL is what it ends up with anyway.
    os.environ.setdefault("VTK_DEFAULT_OPENGL_WINDOW", "vtkEGLRenderWindow")

import vtkmodules.vtkRenderingOpenGL2  # noqa: F401  registers the OpenGL factories
from vtkmodules.util.numpy_support import vtk_to_numpy
from vtkmodules.vtkCommonCore import vtkFloatArray, vtkObject, vtkUnsignedCharArray
from vtkmodules.vtkRenderingCore import vtkRenderer, vtkRenderWindow

__all__ = ["SUBPIXELS", "OffscreenWindow", "Sum", "add_premultiplied", "average", "mix", "straight"]

Image = npt.NDArray[np.uint8]
Sum = npt.NDArray[np.uint16]

_ROWS = 64

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

    def set_camera(self, pose: CameraPose) -> None:
        """Look from a pose."""
        camera = self.renderer.GetActiveCamera()
        camera.SetPosition(*pose.position)
        camera.SetFocalPoint(*pose.focal_point)
        camera.SetViewUp(*pose.view_up)
        camera.SetViewAngle(pose.view_angle)
        distance = float(np.linalg.norm(np.subtract(pose.position, pose.focal_point)))
        # Fixed by the body's size, not by what is drawn: the depth of a marker must not jump.
        camera.SetClippingRange(max(5.0, distance - 2600.0), distance + 2600.0)

    def render(
        self,
        subpixel: tuple[float, float] = (0.0, 0.0),
        into: Image | None = None,
        *,
        keep_colours: bool = False,
        keep_depth: bool = False,
    ) -> Image:
        """Draw a frame and return it: (height, width, 4) uint8, top row first.

        A picture of the same size may be given to be written ``into``: fresh memory for every
        frame of a drag costs a millisecond each. With ``keep_colours`` and ``keep_depth`` it is
        drawn over the frame before it.

        Raises
        ------
        ExplorerError
            When this computer offers no usable OpenGL.
        """
        width, height = self.size
        camera = self.renderer.GetActiveCamera()
        camera.SetWindowCenter(2 * subpixel[0] / width, 2 * subpixel[1] / height)
        self.renderer.SetPreserveColorBuffer(keep_colours)
        self.renderer.SetPreserveDepthBuffer(keep_depth)
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

    def depth(self, box: tuple[slice, slice]) -> npt.NDArray[np.float32]:
        """How far (h, w) mm in front of the eye is what the last frame shows in some rows, columns.

        Where there is nothing it is the farthest that can be drawn.
        """
        rows, columns = box
        height = self.size[1]
        values = vtkFloatArray()
        low, high = height - rows.stop, height - 1 - rows.start
        self.window.GetZbufferData(columns.start, low, columns.stop - 1, high, values)
        z = vtk_to_numpy(values).reshape(rows.stop - rows.start, columns.stop - columns.start)[::-1]
        near, far = self.renderer.GetActiveCamera().GetClippingRange()
        return np.asarray(near * far / (far - z * (far - near)), np.float32)

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
    total: Sum | None = None
    for offset in offsets:
        frame = render(offset)
        if total is None:
            total = np.zeros(frame.shape, np.uint16)
        add_premultiplied(total, frame)
    assert total is not None
    return straight(total, len(offsets))


def mix(front: Image, behind: Image, opacity: float) -> Image:
    """Cross-fade two frames with straight alpha: ``opacity`` 1 is all ``front``."""
    weight = round(opacity * 256)
    mixed = np.empty_like(front)
    for rows in _blocks(front):
        if front[rows][..., 3].min() == 255 == behind[rows][..., 3].min():  # three times as fast
            blend = front[rows] * np.uint16(weight)
            blend += behind[rows] * np.uint16(256 - weight)
            mixed[rows] = blend >> 8
            continue
        shares = []
        for frame, share in ((front[rows], weight), (behind[rows], 256 - weight)):
            total = np.zeros(frame.shape, np.uint16)
            add_premultiplied(total, frame)
            shares.append(total * np.uint16(share))
        mixed[rows] = straight(shares[0] + shares[1], 256)
    return mixed


def add_premultiplied(total: Sum, frame: Image) -> None:
    """Add a frame (at most 257 of them) to a running sum, colours weighted by alpha."""
    for rows in _blocks(frame):
        part = frame[rows]
        alpha = part[..., 3:]
        if alpha.min() == 255:
            total[rows] += part
            continue
        product = part[..., :3].astype(np.uint16) * alpha + np.uint16(128)
        total[rows][..., :3] += (product + (product >> 8)) >> 8  # exact rounding of x / 255
        total[rows][..., 3:] += alpha


def straight(total: Sum, count: int) -> Image:
    """The mean of a running sum as straight (not premultiplied) RGBA."""
    image = np.empty(total.shape, np.uint8)
    for rows in _blocks(total):
        mean = total[rows].astype(np.float32)
        mean /= np.float32(count)
        alpha = mean[..., 3:]
        if alpha.min() < 254.5:
            mean[..., :3] *= np.float32(255.0) / np.maximum(alpha, np.float32(1e-3))
        mean += np.float32(0.5)
        np.clip(mean, 0, 255, out=mean)
        image[rows] = mean
    return image


def _blocks(image: npt.NDArray[Any]) -> Iterator[slice]:
    """Rows by the dozen: an 8K picture whole in floating point would take half a gigabyte."""
    for start in range(0, len(image), _ROWS):
        yield slice(start, start + _ROWS)
