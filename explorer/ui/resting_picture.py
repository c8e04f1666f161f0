"""The picture of a camera at rest: plain at first, crisp after a few more frames."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from explorer.scene.offscreen import SUBPIXELS, Image, Sum, add_premultiplied, straight

__all__ = ["RestingPicture"]

#: Numbers of frames after which the mean is worth showing; between them it hardly changes.
_SHOWN_AFTER = (4, len(SUBPIXELS))


class RestingPicture:
    """The mean of frames drawn at sub-pixel offsets, one at a time.

    Parameters
    ----------
    render
        Draws a frame at a sub-pixel offset.
    """

    def __init__(self, render: Callable[[tuple[float, float]], Image]) -> None:
        self._render = render
        self._total: Sum | None = None
        self._first: Image | None = None
        self._samples = 0

    @property
    def complete(self) -> bool:
        """Whether all frames are in."""
        return self._samples >= len(SUBPIXELS)

    def reset(self) -> None:
        """Something has changed: what was gathered is of no use."""
        self._total, self._first, self._samples = None, None, 0

    def begin(self, frame: Image) -> None:
        """A plain frame has been drawn; it counts as the first."""
        self._total, self._first, self._samples = None, frame, 1

    def refine(self) -> Image | None:
        """Add one frame; the mean so far where it is worth showing, else None."""
        if self._first is None or self.complete:
            return None
        if self._total is None:
            self._total = np.zeros(self._first.shape, np.uint16)
            add_premultiplied(self._total, self._first)
        add_premultiplied(self._total, self._render(SUBPIXELS[self._samples]))
        self._samples += 1
        picture = straight(self._total, self._samples) if self._samples in _SHOWN_AFTER else None
        if self._samples == len(SUBPIXELS):
            self._total = None
        return picture
