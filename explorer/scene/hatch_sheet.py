"""Hatched patches on the skin: lines that keep their slant and spacing in the picture.

A hatch is read by its slant. Lines fixed to the skin would lie level on the flank, whatever their
slant on the chest, and mirror-wise on the back; so they are laid in the picture, from the present
camera, and cut out by the patch. Panning carries them along.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from vtkmodules.vtkCommonDataModel import vtkPolyData

from explorer.scene.camera import Lens
from explorer.scene.skin_sheet import NO_TRIANGLES, SkinSheet, inked, patch_of

__all__ = ["Hatch", "HatchSheet", "Slant", "picture_scale"]

Array = npt.NDArray[np.float64]
Field = npt.NDArray[np.float32]
Colour = tuple[int, int, int]
Slant = Literal["/", "\\", "-"]

#: How fast a line's phase grows to the right and down, for each slant.
_ACROSS: dict[Slant, tuple[float, float]] = {
    "/": (np.sqrt(0.5), np.sqrt(0.5)),
    "\\": (np.sqrt(0.5), -np.sqrt(0.5)),
    "-": (0.0, 1.0),
}
#: The distances (mm) that are told apart, and the size of the picture.
_INNER, _OUTER = -16.0, 3.0
_COLUMNS, _ROWS = 32, 256
_DISTANCES = np.interp(np.arange(_ROWS) + 0.5, (2, _ROWS - 2), (_INNER, _OUTER))
#: Height of the window that a picture's scale is measured by: a still is the window, only larger.
_USUAL_HEIGHT = 900.0


@dataclass(frozen=True, slots=True)
class Hatch:
    """How a patch is hatched.

    Attributes
    ----------
    spacing
        Between lines, logical pixels.
    line
        How much of the spacing a line takes, 0 to 1.
    ink, wash, rim
        Opacity of the lines, of what lies between them, and of the border.
    fade
        How far inside the border, mm, all this is reached.
    """

    slant: Slant
    spacing: float = 7.0
    line: float = 0.34
    ink: float = 0.9
    wash: float = 0.22
    rim: float = 0.8
    fade: float = 1.0

    def picture(self, colour: Colour, paper: Colour | None = None) -> npt.NDArray[np.uint8]:
        """Colour and opacity (rows, columns, 4): across the lines, down the distance."""
        phase = (np.arange(_COLUMNS) + 0.5) / _COLUMNS - 0.5
        distance = _DISTANCES[:, None]
        soft = 1.6 / _COLUMNS
        line = np.clip((self.line / 2 - np.abs(phase)) / soft + 0.5, 0.0, 1.0)[None]
        inside = np.clip(0.2 - distance / self.fade, 0.0, 1.0)
        # Clear of the border itself: where two zones end together the one leaves no trace.
        border = self.rim * np.exp(-(((distance + 1.1) / 0.6) ** 2))
        alpha = inside * (self.wash + (self.ink - self.wash) * line)
        alpha = alpha + (1 - alpha) * border
        picture = inked(colour, alpha, paper, inside * np.ones_like(alpha))
        picture[0, :, 3] = 0
        return picture


def picture_scale(lens: Lens) -> float:
    """Pixels to a logical one: larger pictures have larger ink."""
    return max(min(lens.height, 0.9 * lens.width) / _USUAL_HEIGHT, 0.35)


class HatchSheet:
    """One hatched patch in the scene. Setters in, nothing out."""

    def __init__(self, hatch: Hatch) -> None:
        self._sheet = SkinSheet(repeat=True)
        self.actor = self._sheet.actor
        self._hatch = hatch
        self._points = np.zeros((0, 3))

    def set_colour(self, colour: Colour, paper: Colour) -> None:
        """Set the ink, and the colour of what lies under it where the skin is away."""
        hatch = self._hatch
        self._sheet.set_pictures(hatch.picture(colour), hatch.picture(colour, paper))

    def set_field(self, skin: vtkPolyData | None, field: Field | None, lens: Lens) -> None:
        """Hatch where the signed distance (n,) mm is negative, or nowhere."""
        if skin is None or field is None or not (field < 0).any():
            self._points = np.zeros((0, 3))
            self._sheet.set_triangles(NO_TRIANGLES)
            return
        part = patch_of(skin, field < _OUTER)
        uv = np.zeros((len(part.vertices), 2), np.float32)
        # Off the ends: the picture repeats itself downwards, too.
        rows = np.clip((field[part.vertices] - _INNER) / (_OUTER - _INNER), 0.0, 1.0)
        uv[:, 1] = 2 / _ROWS + rows * (1 - 4 / _ROWS)
        self._sheet.set_points(part.points, part.normals, uv)
        self._sheet.set_triangles(part.triangles)
        self._points = part.points.astype(float)
        self.follow(lens)

    def follow(self, lens: Lens) -> None:
        """Lay the lines in the picture anew: the camera has moved."""
        if not len(self._points):
            return
        right, down = _ACROSS[self._hatch.slant]
        pixels = lens.project(self._points)[0] - _home(lens)
        spacing = self._hatch.spacing * picture_scale(lens)
        self._sheet.uv[:, 0] = pixels @ np.array([right, down]) / spacing
        self._sheet.touch()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        return self._sheet.empty

    def set_visible(self, visible: bool, *, alone: bool) -> None:
        """Show or hide the patch; ``alone`` where there is no skin."""
        self._sheet.set_visible(visible, alone=alone)


def _home(lens: Lens) -> Array:
    """The pixel that lines are laid from: that of the body's middle, so that they move with it."""
    return np.asarray(lens.project(np.array([[0.0, 0.0, 900.0]]))[0][0])
