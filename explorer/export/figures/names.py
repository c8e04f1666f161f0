"""What a figure names, and at which pixel of the body's picture each of it is seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.anatomy.model import Evidence, Side
from explorer.body.landmarks import load_landmarks
from explorer.body.topology import load_topology
from explorer.export.figures.spec import FigureSpec, FreeLabel
from explorer.export.structures_in_sight import InSight, structures_in_sight
from explorer.scene.marker_sizes import MARKER_RADIUS
from explorer.scene.overlay import Overlay
from explorer.scene.stage import Stage
from explorer.session.view_state import PointRef, ViewState

__all__ = ["MOST_NAMES", "Named", "Seen", "names_in_sight", "out_of_sight"]

Array = npt.NDArray[np.float64]
Soft = tuple[float, float, float, float]
#: Structures that were looked for before, by view, size of the picture and its soft edges: to look
#: takes a second, and while somebody types a title it is the same picture again and again.
Seen = dict[tuple[ViewState, tuple[int, int], Soft], tuple[InSight, ...]]

#: More names than this nobody reads.
MOST_NAMES = 40
#: A place is seen when the skin at its pixel is no farther from it than this, mm.
_SEEN = 6.0
#: So many places of a region are tried before it counts as out of sight.
_TRIES = 24
#: Skin that looks away more than this (cosine) is no place to point to.
_FACING = 0.25
#: Ring round the selected point, beyond its marker (logical pixels).
_RING = 6.0


@dataclass(frozen=True, slots=True)
class Named:
    """A name, what is said under it, and its pixel; ``radius`` of the sign that stands there.

    Without a sign there is a dot instead.
    """

    text: str
    detail: str
    pixel: tuple[float, float]
    radius: float = 0.0


def names_in_sight(
    stage: Stage,
    state: ViewState,
    spec: FigureSpec,
    overlay: Overlay,
    soft: Soft = (0.0, 0.0, 0.0, 0.0),
    kept: Seen | None = None,
) -> tuple[Named, ...]:
    """All that the figure names and the stage's present picture shows, the most important first.

    Parameters
    ----------
    overlay
        What is drawn over that picture.
    soft
        Pixels at its left, top, right and lower edge in which it fades away.
    kept
        What was found before on this stage; what is found now is kept there instead.
    """
    found = [*_points(stage, spec, overlay), *_free(stage, spec)]
    if "muscles" in spec.labels:
        markers = sum(m.state != "plain" for m in overlay.markers)
        skipped = markers + len(overlay.spots)
        found += [Named(n.text, n.detail, n.anchor) for n in overlay.names[skipped:]]
    if "regions" in spec.labels:
        found += _regions(stage, state)
    if "structures" in spec.labels:
        have = {name.text.lower() for name in found}
        found += [
            Named(each.name, each.side or "", each.pixel)
            for each in _structures(stage, state, soft, kept)
            if each.name.lower() not in have
        ]
    width, height = stage.size
    inside = [n for n in found if 0 <= n.pixel[0] < width and 0 <= n.pixel[1] < height]
    return tuple(inside[:MOST_NAMES])


def _structures(
    stage: Stage, state: ViewState, soft: Soft, kept: Seen | None
) -> tuple[InSight, ...]:
    key = state, stage.size, soft
    if kept is None:
        return structures_in_sight(stage, soft)
    if key not in kept:
        kept.clear()
        kept[key] = structures_in_sight(stage, soft)
    return kept[key]


def out_of_sight(stage: Stage, spec: FigureSpec, names: tuple[Named, ...]) -> tuple[str, ...]:
    """Shown points and names of one's own that are asked for and that the view does not show."""
    have, points = {name.text for name in names}, stage.atlas.points
    shown = [r.point for r in spec.view.shown if r.point in points and "points" in spec.labels]
    wanted = [*map(stage.atlas.point_name, shown), *(free.text for free in spec.free)]
    return tuple(dict.fromkeys(text for text in wanted if text not in have))


def _points(stage: Stage, spec: FigureSpec, overlay: Overlay) -> Iterator[Named]:
    if "points" not in spec.labels:
        return
    atlas = stage.atlas
    for marker in reversed(overlay.markers):
        if marker.state == "plain":
            continue
        ref = stage.ref(marker.index)
        detail: str = ref.side
        if spec.certainty:
            detail += certainty_words(atlas.points[ref.point].evidence)
        radius = marker.radius + (_RING if marker.state == "selected" else 0.0)
        pixel = marker.x, marker.y
        yield Named(atlas.point_name(ref.point), detail, pixel, radius * overlay.scale)
    rest = overlay.names[sum(m.state != "plain" for m in overlay.markers) :]
    for name in rest[: len(overlay.spots)]:
        yield Named(name.text, name.detail, name.anchor, MARKER_RADIUS["shown"] * overlay.scale)


def certainty_words(evidence: Evidence) -> str:
    """Grade and doubt as they stand behind a side."""
    doubt = {"high": "", "medium": ", less certain", "low": ", uncertain"}[evidence.confidence]
    return f", grade {evidence.grade}{doubt}"


def _free(stage: Stage, spec: FigureSpec) -> Iterator[Named]:
    for free in spec.free:
        pixel = _seen_at(stage, _landmark(stage, free))
        if pixel is not None:
            yield Named(free.text, free.detail, pixel)


def _landmark(stage: Stage, free: FreeLabel) -> Array:
    mark = load_landmarks()[free.landmark]
    left = free.side == "left" and mark.side == "paired"
    point = mark.point.mirrored(load_topology().mirror) if left else mark.point
    return stage.placed.skin_point(point)[0]


def _seen_at(stage: Stage, place: Array) -> tuple[float, float] | None:
    """The pixel of a place on the skin, where the eye can see it."""
    lens = stage.lens
    pixels, depth = lens.project(place[None])
    x, y = pixels[0].tolist()
    if depth[0] <= 0 or not (0 <= x < lens.width and 0 <= y < lens.height):
        return None
    hit = stage.skin_at(x, y)
    near = hit is not None and float(np.linalg.norm(np.subtract(hit.point, place))) < _SEEN
    return (x, y) if near else None


def _regions(stage: Stage, state: ViewState) -> Iterator[Named]:
    """The chosen region, and those in which the essential zones of shown points lie."""
    atlas, zones = stage.atlas, stage.placed.zones
    wanted: dict[tuple[str, Side], list[PointRef]] = {}
    side: Side = state.subject.side if state.subject is not None else "right"
    if state.region is not None and state.region in atlas.regions:
        wanted[state.region, side] = []
    for ref in state.shown if state.zones else ():
        for zone in atlas.points[ref.point].zones if ref.point in atlas.points else ():
            for region in zone.regions if zone.level == "essential" else ():
                if atlas.regions[region].depth == "surface":
                    wanted.setdefault((region, ref.side), []).append(ref)
    for (region, side), refs in wanted.items():
        inside = zones.region_mask(region, side)
        painted = zones.merged(((r.point, r.side) for r in refs), "essential")
        if painted is not None and (inside & (painted < 0)).any():
            inside = inside & (painted < 0)
        pixel = _seen_in(stage, np.flatnonzero(inside))
        if pixel is not None:
            record = atlas.regions[region]
            yield Named(
                record.name[:1].upper() + record.name[1:], side if record.paired else "", pixel
            )


def _seen_in(stage: Stage, vertices: npt.NDArray[np.intp]) -> tuple[float, float] | None:
    """A pixel of a patch of the skin near the middle of what can be seen of it."""
    figure, eye = stage.placed.figure, np.asarray(stage.lens.pose.position, float)
    places = figure.vertices[vertices].astype(float)
    line = eye - places
    line /= np.maximum(np.linalg.norm(line, axis=1), 1e-9)[:, None]
    places = places[np.einsum("ij,ij->i", line, figure.normals[vertices].astype(float)) > _FACING]
    if not len(places):
        return None
    pixels, _ = stage.lens.project(places)
    seen = []
    for i in np.unique(np.linspace(0, len(places) - 1, _TRIES).astype(int)):
        pixel = _seen_at(stage, places[i])
        if pixel is not None:
            seen.append(pixel)
    if not seen:
        return None
    middle = np.median(np.array(seen), axis=0)
    for i in np.argsort(np.hypot(*(pixels - middle).T))[:_TRIES]:
        pixel = _seen_at(stage, places[i])
        if pixel is not None:
            return pixel
    return None
