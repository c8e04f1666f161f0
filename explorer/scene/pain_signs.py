"""Small signs on painted skin that tell without colour how a pain feels, as body charts do.

Burning is a cross, tingling a ring, stabbing a slanted bar, numb two level bars; an ache is plain.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper

from explorer.anatomy.pain import QUALITIES, Quality
from explorer.body.stipple_levels import SPACINGS
from explorer.scene.geometry import surface
from explorer.scene.palette import Palette

__all__ = ["PainSigns", "sign_level", "sign_shape"]

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Array = npt.NDArray[np.float64]

#: Radius of a sign, and half the width of its lines, as shares of the spacing.
_SIZE, _LINE = 0.24, 0.048
#: Signs are at least so many logical pixels apart: nearer they could not be told apart.
_APART = 17.0
#: How far signs are lifted off the skin, mm, and as a share of the spacing: round limbs bend away
#: under large ones.
_LIFT, _LIFT_SHARE = 0.25, 0.055
_SIDES = 20


def sign_level(pixels_per_mm: float) -> int:
    """Which of ``SPACINGS`` suits a scale (logical pixels a millimetre)."""
    fitting = [i for i, spacing in enumerate(SPACINGS) if spacing * pixels_per_mm >= _APART]
    return min(fitting, default=len(SPACINGS) - 1)


def sign_shape(quality: Quality) -> list[Array]:
    """Quadrilaterals (4, 2) of a sign of radius 1, counter-clockwise, y upwards."""
    thin = _LINE / _SIZE
    if quality == "burning":
        return [_bar((-0.72, -0.72), (0.72, 0.72), thin), _bar((-0.72, 0.72), (0.72, -0.72), thin)]
    if quality == "stabbing":
        return [_bar((-0.42, -0.95), (0.42, 0.95), thin)]
    if quality == "numb":
        return [_bar((-0.8, y), (0.8, y), thin) for y in (-0.36, 0.36)]
    if quality == "tingling":
        turn = np.linspace(0, 2 * np.pi, _SIDES + 1)
        rim = np.column_stack([np.cos(turn), np.sin(turn)])
        outer, inner = rim * 0.84, rim * (0.84 - 2 * thin)
        return [np.array([inner[i], outer[i], outer[i + 1], inner[i + 1]]) for i in range(_SIDES)]
    return []


def _bar(start: tuple[float, float], end: tuple[float, float], half: float) -> Array:
    a, b = np.array(start), np.array(end)
    along = (b - a) / np.linalg.norm(b - a)
    across = np.array([-along[1], along[0]]) * half
    return np.array([a - across, b - across, b + across, a + across])


class PainSigns:
    """The signs in the scene. Setters in, nothing out."""

    def __init__(self) -> None:
        self._mapper = vtkPolyDataMapper()
        self._mapper.ScalarVisibilityOff()
        self._mapper.SetResolveCoincidentTopologyToPolygonOffset()
        self._mapper.SetRelativeCoincidentTopologyPolygonOffsetParameters(-1.0, -0.05)
        self.actor = vtkActor()
        self.actor.SetMapper(self._mapper)
        look = self.actor.GetProperty()
        look.SetAmbient(0.85)
        look.SetDiffuse(0.2)
        look.SetSpecular(0.0)
        # Drawn after the wash they stand on.
        self.actor.ForceTranslucentOn()
        self.actor.SetVisibility(False)
        self._key = b""
        self._has, self._wanted = False, True

    def set_colours(self, palette: Palette) -> None:
        """Set the theme's colours."""
        self.actor.GetProperty().SetColor(*(c / 255.0 for c in palette.pain_ink))

    def set_signs(
        self, points: Floats, normals: Floats, quality: npt.NDArray[np.int8], spacing: float
    ) -> None:
        """Signs at places (k, 3) with normals (k, 3), for a quality (k,) in ``QUALITIES``."""
        key = points.tobytes() + quality.tobytes() + bytes(str(spacing), "ascii")
        if key == self._key:
            return
        self._key = key
        corners: list[Array] = []
        directions: list[Floats] = []
        for number, name in enumerate(QUALITIES):
            shape = sign_shape(name)
            some = np.flatnonzero(quality == number)
            if not shape or not len(some):
                continue
            flat = np.concatenate(shape) * (_SIZE * spacing)
            right, up = _axes(normals[some])
            lift = np.float32(_LIFT + _LIFT_SHARE * spacing)
            middle = points[some] + normals[some] * lift
            quads = middle[:, None] + flat[:, :1] * right[:, None] + flat[:, 1:] * up[:, None]
            corners.append(quads.reshape(-1, 3))
            directions.append(np.repeat(normals[some], len(flat), axis=0))
        self._has = bool(corners)
        if corners:
            vertices = np.concatenate(corners)
            faces = np.arange(len(vertices)).reshape(-1, 4)
            self._mapper.SetInputData(surface(vertices, faces, np.concatenate(directions)))
        self.actor.SetVisibility(self._has and self._wanted)

    def set_visible(self, visible: bool, *, alone: bool) -> None:
        """Show or hide the signs; ``alone``, without a skin, they are seen from inside, too."""
        self._wanted = visible
        self.actor.GetProperty().SetBackfaceCulling(not alone)
        self.actor.SetVisibility(self._has and self._wanted)


def _axes(normals: Floats) -> tuple[Array, Array]:
    """Right and up (k, 3) on the skin, as one sees it who looks at it with the body upright."""
    up = np.array([0.0, 0.0, 1.0]) - normals[:, 2:] * normals
    # On the crown and under the soles "up" is forwards, as in the views from above and below.
    up = up + (np.linalg.norm(up, axis=1) < 0.25)[:, None] * np.array([0.0, -1.0, 0.0])
    up = up - (up * normals).sum(axis=1)[:, None] * normals
    up /= np.maximum(np.linalg.norm(up, axis=1), 1e-9)[:, None]
    return np.cross(up, normals), up
