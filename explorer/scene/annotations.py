"""What is written over a picture: which markers, in which state, with which names."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.anatomy.support import left_out
from explorer.body.placement import PlacedAtlas
from explorer.scene.camera import Lens
from explorer.scene.marker_sizes import (
    MARKER_RADIUS,
    MARKER_STATES,
    MarkerState,
    plain_radii,
    uncrowded,
)
from explorer.scene.overlay import Box, Marker, Name, Needle, Overlay, Spot, compass
from explorer.session.view_state import PointRef, ViewState

__all__ = ["MeasureText", "Named", "Visible", "annotate", "marker_candidates"]

#: (title, detail) -> width and height of a label's box in pixels.
MeasureText = Callable[[str, str], tuple[float, float]]
#: Numbers and pixels of the markers that can be seen.
Visible = tuple[npt.NDArray[np.intp], npt.NDArray[np.float64]]

_COMPASS_LETTERS = 24.0
#: What is left of a plain marker's size and ink where there is no skin under it: muscles and bones
#: are to be seen between the markers.
_SMALL, _FAINT = 0.8, 0.6


@dataclass(frozen=True, slots=True)
class Named:
    """Something that is named besides points: the pixel, the name, and what is said under it.

    ``spot`` numbers what is marked there, too: a place that tells a compared point from others.
    """

    pixel: tuple[float, float]
    text: str
    detail: str
    spot: int | None = None


def marker_candidates(state: ViewState, placed: PlacedAtlas) -> npt.NDArray[np.bool_]:
    """Which markers (n,) may be shown at all.

    Those of the chosen sides that pass the filter by evidence, and the shown points.
    """
    shown = set(state.shown)
    out = left_out(placed.atlas, state.support)
    return np.array(
        [
            (state.markers and state.sides in ("both", p.side) and p.id not in out)
            or PointRef(p.id, p.side) in shown
            for p in placed.points
        ],
        dtype=bool,
    )


def annotate(
    state: ViewState,
    placed: PlacedAtlas,
    lens: Lens,
    visible: Visible,
    hovered: int | None,
    painted: npt.NDArray[np.floating[Any]] | None,
    measure: MeasureText,
    scale: float,
    labels: bool,
    structures: Sequence[Named] = (),
    needles: tuple[Needle, ...] = (),
    skin: npt.NDArray[np.float64] | None = None,
    taken: Sequence[Box] = (),
    warned: Collection[int] = (),
) -> Overlay:
    """Markers, names and compass over one picture.

    Parameters
    ----------
    painted
        (n, 3) places of the essential zones, mm, which names keep clear of.
    labels
        Whether the names of shown points are drawn; the one under the cursor always is.
    structures
        Muscles and bones to be named as well.
    skin
        How solid the skin is under each visible marker (k,), 0 to 1; solid when None.
    taken
        Boxes of the picture (pixels) that names keep clear of.
    warned
        Numbers of the markers that lie near a danger area.
    """
    atlas = placed.atlas
    markers = _markers(state, placed, lens, visible, hovered, scale, skin, warned)
    named = [m for m in markers if m.state != "plain" and (labels or m.state == "hovered")]
    shown = set(state.shown)
    names = []
    for m in reversed(named):
        point = placed.points[m.index]
        title, detail = atlas.point_name(point.id), point.side
        passing = not labels or PointRef(point.id, point.side) not in shown
        under_cursor = m.state == "hovered" and passing
        names.append(Name(title, detail, (m.x, m.y), measure(title, detail), under_cursor))
    names += [Name(s.text, s.detail, s.pixel, measure(s.text, s.detail)) for s in structures]
    return Overlay(
        lens.width,
        lens.height,
        markers,
        (),
        compass(lens, _COMPASS_LETTERS * scale),
        needles,
        tuple(names),
        _extent(lens, painted) if names else None,
        scale,
        tuple(Spot(*s.pixel, s.spot) for s in structures if s.spot is not None),
    ).clear_of(taken)


def _markers(
    state: ViewState,
    placed: PlacedAtlas,
    lens: Lens,
    visible: Visible,
    hovered: int | None,
    scale: float,
    skin: npt.NDArray[np.float64] | None,
    warned: Collection[int],
) -> tuple[Marker, ...]:
    """The markers in the order they are drawn.

    The one under the cursor shows in full over the others, which stay as they are.
    """
    index, pixels = visible
    if not len(index):
        return ()
    atlas, points = placed.atlas, placed.points
    refs = (r for r in state.shown if r.point in atlas.points)
    shown = {placed.index_of(r.point, r.side) for r in refs}
    selected = _selected(state, placed)
    numbers = index.tolist()
    states: list[MarkerState] = ["shown" if i in shown else "plain" for i in numbers]
    if selected in numbers:
        states[numbers.index(selected)] = "selected"
    fixed = np.array([s != "plain" for s in states])
    skin = np.ones(len(numbers)) if skin is None else skin
    _, depth = lens.project(placed.positions[index])
    focal = lens.height / (2 * np.tan(np.radians(lens.pose.view_angle) / 2))
    plain = plain_radii(focal / scale / np.maximum(depth, 1.0)) * (_SMALL + (1 - _SMALL) * skin)
    full = np.array([MARKER_RADIUS[s] for s in states])
    radii = uncrowded(pixels / scale, np.where(fixed, full, plain), fixed).tolist()
    strengths = np.where(fixed, 1.0, _FAINT + (1 - _FAINT) * skin).tolist()
    if hovered is not None and hovered != selected and hovered in numbers:
        k = numbers.index(hovered)
        states[k], radii[k], strengths[k] = "hovered", MARKER_RADIUS["hovered"], 1.0
    markers = [
        Marker(i, x, y, atlas.points[points[i].id].kind, s, r, ink, i in warned)
        for i, (x, y), s, r, ink in zip(
            numbers, pixels.tolist(), states, radii, strengths, strict=True
        )
    ]
    markers.sort(key=lambda m: MARKER_STATES.index(m.state))
    return tuple(markers)


def _selected(state: ViewState, placed: PlacedAtlas) -> int | None:
    subject = state.subject
    if subject is None or subject.kind != "point" or subject.id not in placed.atlas.points:
        return None
    return placed.index_of(subject.id, subject.side)


def _extent(
    lens: Lens, painted: npt.NDArray[np.floating[Any]] | None
) -> tuple[float, float] | None:
    """Left and right pixel of what is painted, or None when nothing is."""
    if painted is None or not len(painted):
        return None
    pixels, depth = lens.project(painted)
    x = pixels[depth > 0, 0]
    return (float(x.min()), float(x.max())) if len(x) else None
