"""The body of a figure: from where it is seen, how much of the width it takes, and its picture."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QImage

from explorer.errors import ExplorerError
from explorer.export.crisp import CrispSum, pixels_of
from explorer.export.stills import LARGEST_SIDE
from explorer.packs.progress import Steps
from explorer.scene.camera import Lens
from explorer.scene.offscreen import SUBPIXELS, Image
from explorer.scene.stage import Stage
from explorer.session.view_state import CameraPose

__all__ = ["BodyFrames", "body_extent", "body_picture", "fitted_pose", "require_drawable"]

Array = npt.NDArray[np.float64]

#: Every so many vertices are enough to tell how wide a body is.
_EACH = 5
#: What stays free beside the body, in shares of half the picture's width.
_FREE = 0.03
#: Up to so many pixels a picture is averaged over all sub-pixel frames; beyond, over fewer.
_FULL_QUALITY_PIXELS = 9_000_000
#: Memory that a pixel takes while a picture is made (bytes), and what is left to others.
_BYTES_A_PIXEL, _SPARE_BYTES = 40, 300_000_000


def _places(stage: Stage) -> Array:
    """Places all over the body (n, 3), mm."""
    structures = stage.structures
    if not stage.has_skin and structures is not None and len(structures.items):
        return structures.vertices[::_EACH].astype(float)
    return stage.placed.figure.vertices[::_EACH].astype(float)


def fitted_pose(stage: Stage, pose: CameraPose, seen: float, aspect: float) -> CameraPose:
    """The pose that shows in a narrower picture what of the body was seen in a wider one.

    The angle opens as far as the body needs, and the eye stays where it is.

    Parameters
    ----------
    seen, aspect
        Width over height of the picture that the pose was made in, and of this one.
    """
    pixels, depth = Lens(pose, 2, 2).project(_places(stage))
    x, y = (pixels - 1.0).T
    inside = (depth > 0) & (np.abs(y) <= 1.0)
    reach = min(seen, float(np.abs(x[inside]).max(initial=0.0)) + _FREE)
    if reach <= aspect * (1 + 1e-3):
        return pose
    tangent = np.tan(np.radians(pose.view_angle) / 2) * reach / aspect
    return replace(pose, view_angle=float(min(120.0, 2 * np.degrees(np.arctan(tangent)))))


def body_extent(stage: Stage) -> tuple[float, float]:
    """Left and right pixel of the body in the stage's present picture."""
    lens = stage.lens
    pixels, depth = lens.project(_places(stage))
    inside = (depth > 0) & (pixels[:, 1] >= 0) & (pixels[:, 1] <= lens.height)
    x = np.clip(pixels[inside, 0], 0.0, lens.width)
    return (float(x.min()), float(x.max())) if len(x) else (0.0, float(lens.width))


class BodyFrames:
    """The body alone with true alpha: the mean of frames, drawn one at a time.

    Parameters
    ----------
    width, height
        Size in pixels.

    Raises
    ------
    ExplorerError
        When graphics or memory do not suffice.
    """

    def __init__(self, width: int, height: int) -> None:
        require_drawable(width, height)
        self.size = width, height
        self.count = 0
        self._wanted = 8 if width * height <= _FULL_QUALITY_PIXELS else 4
        self._total: CrispSum | None = None
        self._frame: Image | None = None

    @property
    def share(self) -> float:
        """How many of the frames are drawn, 0 to 1."""
        return self.count / self._wanted

    @property
    def complete(self) -> bool:
        """Whether the picture is as crisp as it will be."""
        return self.count >= self._wanted

    def add(self, stage: Stage) -> None:
        """Draw one more frame on a stage that shows the view; the stage keeps this size.

        Raises
        ------
        ExplorerError
            When graphics or memory do not suffice.
        """
        width, height = self.size
        try:
            stage.set_size(width, height)
            if self._total is None:
                stage.settle()
            self._frame = stage.render(SUBPIXELS[self.count], self._frame)
            if self._frame.shape[:2] != (height, width):
                raise _too_large(width, height, "the graphics driver")
            if self._total is None:
                self._total = CrispSum(self._frame)
            else:
                self._total.add(self._frame)
        except MemoryError:
            raise _too_large(width, height, "this computer's memory") from None
        self.count += 1
        if self.complete:
            self._frame = None

    def image(self, soft: tuple[float, float, float, float]) -> QImage:
        """The mean of what has been drawn.

        Parameters
        ----------
        soft
            Over how many pixels it fades away at its left, top, right and lower edge.

        Raises
        ------
        ExplorerError
            When memory does not suffice.
        """
        width, height = self.size
        try:
            image = QImage(width, height, QImage.Format.Format_RGBA8888)
            if image.isNull() or self._total is None:
                raise MemoryError
            image.fill(0)
            picture = pixels_of(image)
            self._total.mean_into(picture)
            _soften(picture, soft)
        except MemoryError:
            raise _too_large(width, height, "this computer's memory") from None
        return image


def body_picture(
    stage: Stage, width: int, height: int, soft: tuple[float, float, float, float], steps: Steps
) -> QImage:
    """The body alone with true alpha, crisp; the stage keeps this size.

    Parameters
    ----------
    soft
        Over how many pixels it fades away at its left, top, right and lower edge.

    Raises
    ------
    ExplorerError
        When graphics or memory do not suffice.
    Cancelled
        When the user has asked to stop.
    """
    frames = BodyFrames(width, height)
    while not frames.complete:
        steps.at(frames.share, "Drawing the body")
        frames.add(stage)
    steps.check()
    return frames.image(soft)


def _soften(picture: Image, soft: tuple[float, float, float, float]) -> None:
    """Fade a picture away at its edges, where a body that goes on would look cut."""
    for k, width in enumerate(soft):
        count = min(round(width), picture.shape[1 - k % 2] // 2)
        t = (np.arange(count) + 0.5) / max(count, 1)
        share = np.round(256 * t * t * (3 - 2 * t)).astype(np.uint16)
        alpha = picture[..., 3] if k % 2 == 0 else picture[..., 3].T
        strip = alpha[:, :count] if k < 2 else alpha[:, ::-1][:, :count]
        strip[...] = (strip * share) >> 8


def require_drawable(width: int, height: int) -> None:
    """Refuse a picture of the body that cannot be made, naming the limit.

    Raises
    ------
    ExplorerError
        When a side is too long, or there is too little memory.
    """
    if max(width, height) > LARGEST_SIDE:
        raise ExplorerError(
            f"A picture of {width} x {height} pixels cannot be made.",
            f"Each side may have up to {LARGEST_SIDE} pixels; a PDF or SVG may be larger.",
        )
    free = _free_memory()
    if free is not None and width * height * _BYTES_A_PIXEL + _SPARE_BYTES > free:
        most = max(0.0, (free - _SPARE_BYTES) / _BYTES_A_PIXEL) / 1e6
        raise ExplorerError(
            f"A picture of {width} x {height} pixels does not fit the memory that is free.",
            f"It holds {most:.0f} million pixels now; choose fewer, or close other programs.",
        )


def _too_large(width: int, height: int, whose: str) -> ExplorerError:
    return ExplorerError(
        f"{width} x {height} pixels are beyond the limit of {whose}.", "Choose a smaller size."
    )


def _free_memory() -> int | None:
    """Bytes that programs may still take; None where nobody tells."""
    try:
        with open("/proc/meminfo", encoding="ascii") as file:
            for line in file:
                if line.startswith("MemAvailable:"):
                    return int(line.split()[1]) * 1024
    except (OSError, ValueError, IndexError):
        pass
    return None
