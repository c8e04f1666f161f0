"""The client's pain on the skin: a violet wash, strong where it hurts much.

Pain at the surface has a firm rim, pain deep inside a soft one. Marked regions wear the same
violet, fainter. The wash lies over the zones, whose red is another colour in every light.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from vtkmodules.vtkCommonDataModel import vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor

from explorer.anatomy.pain import PainStroke, RegionRef
from explorer.body.painted_film import PaintedFilm, Signs
from explorer.body.painted_places import MARGIN
from explorer.body.placement import PlacedAtlas
from explorer.body.stipple import load_stipple
from explorer.body.stipple_levels import SPACINGS, stipple_levels
from explorer.scene.camera import Lens
from explorer.scene.hatch_sheet import picture_scale
from explorer.scene.pain_signs import PainSigns, sign_level
from explorer.scene.palette import Palette
from explorer.scene.skin_sheet import NO_TRIANGLES, SkinSheet, inked, patch_of

__all__ = ["PainLayer"]

Array = npt.NDArray[np.float64]
Field = npt.NDArray[np.float32]

#: Distances (mm) at the left and right border of the picture, and its size.
_INNER, _OUTER = -12.0, MARGIN
_WIDTH, _HEIGHT = 256, 64
#: Nothing is drawn farther outside than this, mm.
_VISIBLE = 2.0
#: How much of the wash covers the skin, from pain hardly felt to the worst.
_FAINT, _FULL = 0.20, 0.72
#: A sign keeps so far from the border, as a share of the spacing of signs.
_CLEAR = 0.25
_NOWHERE = np.zeros((0, 3), np.float32)


class PainLayer:
    """The pain in the scene. Setters in, nothing out; made when there first is any."""

    def __init__(self) -> None:
        self._tint = SkinSheet()
        self._washes = {deep: SkinSheet(fine=True) for deep in (False, True)}
        self._signs = PainSigns()
        self._skin: vtkPolyData | None = None
        self._placed: PlacedAtlas | None = None
        self._film: PaintedFilm | None = None
        self._levels = np.zeros(0, np.int8)
        self._level = 0
        self._points, self._drawn = _NOWHERE, 0
        self._regions: tuple[RegionRef, ...] = ()
        self._fields: dict[RegionRef, Field] = {}

    @property
    def actors(self) -> list[vtkActor]:
        """What is drawn, from below upwards."""
        return [*(sheet.actor for sheet in self._sheets), self._signs.actor]

    @property
    def _sheets(self) -> tuple[SkinSheet, ...]:
        return self._tint, *self._washes.values()

    def lie_on(self, skin: vtkPolyData | None, placed: PlacedAtlas) -> None:
        """Lie on this body's skin, if it has one; what lay on another one is gone."""
        if skin is self._skin:
            return
        self._skin, self._placed, self._film = skin, placed, None
        self._regions, self._fields = (), {}
        for sheet in self._sheets:
            sheet.set_triangles(NO_TRIANGLES)
        self._show_signs()

    def set_strokes(self, strokes: tuple[PainStroke, ...]) -> None:
        """Show what is painted."""
        if self._skin is None:
            return
        if self._film is None and strokes:
            self._film = self._new_film()
            self._points = _NOWHERE
        if self._film is not None:
            self._show_wash(self._film, strokes)
        self._show_signs()

    def _show_wash(self, film: PaintedFilm, strokes: tuple[PainStroke, ...]) -> None:
        touched = film.paint(strokes)
        places, triangles = film.places, film.triangles
        some = slice(0, len(places)) if touched is None else touched
        for deep, wash in self._washes.items():
            if places.points is not self._points:
                uv = np.zeros((len(places.points), 2), np.float32)
                uv[:, 0] = 1.0  # outside, wherever nothing has been painted
                wash.set_points(places.points, places.normals, uv)
                some = slice(0, len(places))
            outline = places.shown.deep if deep else places.shown.surface
            wash.uv[some, 0] = (outline[some] - _INNER) * np.float32(1 / (_OUTER - _INNER))
            wash.uv[some, 1] = places.shown.intensity[some] * np.float32(0.1)
            wash.touch(points=len(places) != self._drawn)
            near = outline < _VISIBLE
            a, b, c = triangles.T
            wash.set_triangles(triangles[near[a] | near[b] | near[c]])
        self._points, self._drawn = places.points, len(places)

    def _new_film(self) -> PaintedFilm:
        assert self._placed is not None
        figure, stipple, levels = self._placed.figure, load_stipple(), stipple_levels()
        chosen = levels >= 0
        self._levels = levels[chosen]
        corners, weights = stipple.corners[chosen], stipple.weights[chosen][:, :, None]
        normals = (figure.normals[corners] * weights).sum(axis=1)
        normals /= np.maximum(np.linalg.norm(normals, axis=1), 1e-9)[:, None]
        beside = corners[np.arange(len(corners)), np.argmax(weights[..., 0], axis=1)]
        points = (figure.vertices[corners] * weights).sum(axis=1)
        return PaintedFilm(
            figure, self._placed.zones.graph, Signs(points, normals, beside.astype(np.int64))
        )

    def follow(self, lens: Lens) -> None:
        """Set signs as densely as the picture's scale bears."""
        level = sign_level(lens.pixels_per_mm / picture_scale(lens))
        if level != self._level:
            self._level = level
            self._show_signs()

    def _show_signs(self) -> None:
        if self._film is None:
            self._signs.set_signs(_NOWHERE, _NOWHERE, np.zeros(0, np.int8), 1.0)
            return
        signs, spacing = self._film.signs, SPACINGS[self._level]
        count = len(signs)
        outline = np.minimum(signs.shown.surface[:count], signs.shown.deep[:count])
        quality = signs.shown.quality[:count]
        chosen = (outline < -_CLEAR * spacing) & (self._levels >= self._level)
        for kind in np.unique(quality[outline < 0]).tolist():
            # From afar a small place may hold none of the few signs: it gets one in its middle.
            for side in (signs.points[:count, 0] < 0, signs.points[:count, 0] > 0):
                own = side & (quality == kind) & (outline < 0)
                if own.any() and not chosen[own].any():
                    chosen[np.argmin(np.where(own, outline, np.inf))] = True
        some = np.flatnonzero(chosen)
        self._signs.set_signs(signs.points[some], signs.normals[some], quality[some], spacing)

    def set_regions(self, regions: tuple[RegionRef, ...]) -> None:
        """Tint these regions."""
        if regions == self._regions or self._skin is None:
            return
        self._regions = regions
        fields = [field for field in map(self._field, regions) if field is not None]
        if not fields:
            self._tint.set_triangles(NO_TRIANGLES)
            return
        field = np.minimum.reduce(fields)
        part = patch_of(self._skin, field < _OUTER)
        uv = np.full((len(part.vertices), 2), 0.5, np.float32)
        uv[:, 0] = (field[part.vertices] - _INNER) / (_OUTER - _INNER)
        self._tint.set_points(part.points, part.normals, uv)
        self._tint.set_triangles(part.triangles)

    def _field(self, region: RegionRef) -> Field | None:
        """Signed distance (n,) mm to a region; None where there is no such one."""
        assert self._placed is not None
        zones = self._placed.zones
        if region.region not in self._placed.atlas.regions:
            return None
        if region not in self._fields:
            side = None if region.side == "both" else region.side
            self._fields[region] = zones.region_field(region.region, side)
        return self._fields[region]

    def set_colours(self, palette: Palette) -> None:
        """Set the theme's colours."""
        self._tint.set_pictures(*(_region_picture(palette, alone) for alone in (False, True)))
        for deep, wash in self._washes.items():
            pictures = (pain_picture(palette, deep=deep, alone=alone) for alone in (False, True))
            wash.set_pictures(*pictures)
        self._signs.set_colours(palette)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        return all(sheet.empty for sheet in self._sheets)

    def set_visible(self, visible: bool, *, alone: bool) -> None:
        """Show or hide the pain; ``alone`` where there is no skin."""
        for sheet in self._sheets:
            sheet.set_visible(visible, alone=alone)
        self._signs.set_visible(visible, alone=alone)


def pain_picture(palette: Palette, *, deep: bool, alone: bool) -> npt.NDArray[np.uint8]:
    """Colour and opacity (rows, columns, 4): across the distance to the border, down the pain."""
    distance = np.linspace(_INNER, _OUTER, _WIDTH)[None]
    intensity = np.linspace(0.0, 10.0, _HEIGHT)[:, None]
    wash = _FAINT + (_FULL - _FAINT) * np.clip((intensity - 1) / 9, 0, 1)
    inside = _fall(distance, -9.0, 1.8) if deep else _fall(distance, -0.7, 0.7)
    rim = _rim(distance) * (0.0 if deep else 0.5 + 0.04 * intensity)
    return _picture(palette, inside, wash, rim, alone)


def _region_picture(palette: Palette, alone: bool) -> npt.NDArray[np.uint8]:
    """A light inside and a firm rim (1, columns, 4)."""
    distance = np.linspace(_INNER, _OUTER, _WIDTH)[None]
    return _picture(palette, _fall(distance, -0.7, 0.7), 0.3, 0.75 * _rim(distance), alone)


def _picture(
    palette: Palette, inside: Array, wash: Array | float, rim: Array, alone: bool
) -> npt.NDArray[np.uint8]:
    """A rim laid over a wash, each an opacity (rows, columns)."""
    under = inside * wash
    whole = under + (1 - under) * rim
    share = (rim / np.maximum(whole, 1e-6))[..., None]
    colour = np.asarray(palette.pain) * (1 - share) + np.asarray(palette.pain_ink) * share
    return inked(colour, whole, palette.skin if alone else None, inside * np.ones_like(whole))


def _rim(distance: Array) -> Array:
    return np.asarray(np.exp(-(((distance + 0.9) / 0.8) ** 2)))


def _fall(x: Array, low: float, high: float) -> Array:
    """1 up to ``low``, 0 from ``high`` on."""
    t = np.clip((x - low) / (high - low), 0.0, 1.0)
    return np.asarray(1 - t * t * (3 - 2 * t))
