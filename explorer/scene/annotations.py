"""What is written over a picture: which markers, in which state, with which names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.body.placement import PlacedAtlas
from explorer.scene.camera import Lens
from explorer.scene.overlay import (
    MARKER_STATES,
    Marker,
    MarkerState,
    Needle,
    Overlay,
    compass,
    place_labels,
)
from explorer.session.view_state import PointRef, ViewState

__all__ = ["MeasureText", "Named", "Visible", "annotate", "marker_candidates"]

#: (title, detail) -> width and height of a label's box in pixels.
MeasureText = Callable[[str, str], tuple[float, float]]
#: Numbers and pixels of the markers that can be seen.
Visible = tuple[npt.NDArray[np.intp], npt.NDArray[np.float64]]

_COMPASS_RADIUS = 24.0


@dataclass(frozen=True, slots=True)
class Named:
    """Something that is named besides points: the pixel, the name, and what is said under it."""

    pixel: tuple[float, float]
    text: str
    detail: str


def marker_candidates(state: ViewState, placed: PlacedAtlas) -> npt.NDArray[np.bool_]:
    """Which markers (n,) may be shown at all: those of the chosen sides, and the shown points."""
    shown = set(state.shown)
    return np.array(
        [
            (state.markers and state.sides in ("both", p.side)) or PointRef(p.id, p.side) in shown
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
    """
    atlas = placed.atlas
    selected = _selected(state, placed)
    shown = {placed.index_of(r.point, r.side) for r in state.shown if r.point in atlas.points}

    def marker_state(index: int) -> MarkerState:
        if index == selected:
            return "selected"
        if index == hovered:
            return "hovered"
        return "shown" if index in shown else "plain"

    markers = [
        Marker(i, x, y, atlas.points[placed.points[i].id].kind, marker_state(i))
        for i, (x, y) in zip(visible[0].tolist(), visible[1].tolist(), strict=True)
    ]
    markers.sort(key=lambda m: MARKER_STATES.index(m.state))
    named = [m for m in markers if m.state != "plain" and (labels or m.state == "hovered")]
    named.reverse()
    texts: list[tuple[str, str]] = [
        (atlas.point_name(placed.points[m.index].id), placed.points[m.index].side) for m in named
    ]
    texts += [(s.text, s.detail) for s in structures]
    names = place_labels(
        [*((m.x, m.y) for m in named), *(s.pixel for s in structures)],
        [measure(*t) for t in texts],
        texts,
        lens.width,
        lens.height,
        gap=8.0 * scale,
        reach=64.0 * scale,
        painted=_extent(lens, painted),
    )
    ring = compass(lens, _COMPASS_RADIUS * scale)
    return Overlay(lens.width, lens.height, tuple(markers), names, ring, needles)


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
