"""The mean of frames of a body on clear ground, which leaves out what is clear in all of them.

A body covers a fifth of a wide picture. Adding up and dividing only the tiles that it touches makes
an 8K still three times as fast as with the whole frames, and takes half the memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QImage

from explorer.scene.offscreen import Image, add_premultiplied, straight

__all__ = ["CrispSum", "pixels_of"]

#: Rows and columns of a tile.
_ROWS, _COLUMNS = 64, 256
Tile = tuple[slice, slice]


def pixels_of(image: QImage) -> Image:
    """The memory of an RGBA picture as an array (height, width, 4) that may be written to."""
    rows = np.frombuffer(image.bits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 4 * image.width()].reshape(image.height(), image.width(), 4)


class CrispSum:
    """Adds frames that differ by less than a pixel.

    Parameters
    ----------
    first
        The first frame (height, width, 4), straight alpha; it is added, too.
    """

    def __init__(self, first: Image) -> None:
        self._shape = first.shape
        self._tiles = list(_touched(first))
        # Memory that is never written to is never taken.
        self._total = np.zeros(first.shape, np.uint16)
        self._count = 0
        self.add(first)

    def add(self, frame: Image) -> None:
        """Add a frame."""
        for tile in self._tiles:
            part, total = frame[tile], self._total[tile]
            if _is_all_or_nothing(part):
                total += part
            else:
                add_premultiplied(total, part)
        self._count += 1

    def mean_into(self, picture: npt.NDArray[Any]) -> None:
        """Write the mean, straight alpha, into a clear picture of the same shape."""
        for tile in self._tiles:
            picture[tile] = straight(self._total[tile], self._count)


def _is_all_or_nothing(part: Image) -> bool:
    """Whether each pixel is solid or empty, as where no film is over clear ground."""
    alpha = part[..., 3]
    if alpha.min() == 255:
        return True
    return bool(((alpha == 255) | (part.view(np.uint32)[..., 0] == 0)).all())


def _touched(frame: Image) -> Iterator[Tile]:
    """The tiles in which there is something, and those beside them, into which it may reach."""
    height, width = frame.shape[:2]
    down, across = -(-height // _ROWS), -(-width // _COLUMNS)
    pixels = np.ascontiguousarray(frame).view(np.uint32)[..., 0]
    has = np.zeros((down + 2, across + 2), bool)
    for i in range(down):
        columns = np.asarray(pixels[i * _ROWS : (i + 1) * _ROWS].any(axis=0))
        for j in range(across):
            has[i + 1, j + 1] = columns[j * _COLUMNS : (j + 1) * _COLUMNS].any()
    near = has.copy()
    near[1:] |= has[:-1]
    near[:-1] |= has[1:]
    tall = near.copy()
    near[:, 1:] |= tall[:, :-1]
    near[:, :-1] |= tall[:, 1:]
    for i, j in np.argwhere(near[1:-1, 1:-1]).tolist():
        yield (
            slice(i * _ROWS, min((i + 1) * _ROWS, height)),
            slice(j * _COLUMNS, min((j + 1) * _COLUMNS, width)),
        )
