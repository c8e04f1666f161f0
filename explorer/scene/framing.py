"""From where to look at what is shown, so that a plate needs no hand."""

from __future__ import annotations

from typing import Literal, cast

import numpy as np
import numpy.typing as npt

from explorer.anatomy.model import Side
from explorer.body.zone_fields import Level
from explorer.scene.camera import VIEWS, View
from explorer.scene.clear_view import Subject, Turns, clear_direction, skin_of
from explorer.scene.stage import Stage
from explorer.session.view_state import CameraPose, PointRef

__all__ = ["frame_shown"]

Array = npt.NDArray[np.float64]
Towards = Literal["zones", "points"]

_UPWARDS = np.array([0.0, 0.0, 1.0])
#: A plate shows at least this much around its subject (mm from the middle), so that one can tell
#: which part of the body it is.
_LEAST_RADIUS = 170.0
_MARGIN = 1.25
_VIEW_ANGLE = 18.0
#: How far above and below the horizon a plate is seen from at most (degrees): seen from below a
#: body looks strange.
_HIGHEST, _LOWEST = 22.0, 10.0
#: Soles and perineum look at the floor (cosine against straight down): only from below are they
#: seen at all.
_FACES_FLOOR, _FROM_BELOW = 0.75, 62.0
#: What a marker counts for the direction, beside the zones' 1 or 1e-6.
_MARKER_COUNTS: dict[Towards, float] = {"points": 1.0, "zones": 1e-3}
#: A view turns from what hides the markers: towards points as far as it takes, towards zones only a
#: little, as those are what the picture is of.
_TURNS: dict[Towards, Turns] = {
    "points": Turns(100.0, 0.0, modest=False),
    "zones": Turns(48.5, 0.75, modest=True),
}


def _subject(
    stage: Stage,
    refs: tuple[PointRef, ...],
    region: str | None,
    side: Side,
    towards: Towards,
) -> tuple[Array, Array, Array]:
    """Places and normals of all that is shown, and what each counts for the direction."""
    placed = stage.placed
    figure = placed.figure
    vertices, normals = figure.vertices, figure.normals
    places: list[Array] = []
    facing: list[Array] = []
    weights: list[Array] = []
    for ref in refs:
        if ref.point not in stage.atlas.points:
            continue
        point = placed.point(ref.point, ref.side)
        places.append(point.position[None])
        facing.append(point.normal[None])
        weights.append(np.array([_MARKER_COUNTS[towards]]))
        zone = 1e-6 if towards == "points" else 1.0
        levels: tuple[tuple[Level, float], ...] = (("essential", zone), ("spillover", 0.2 * zone))
        for level, weight in levels:
            field = placed.zones.field(ref.point, ref.side, level)
            if field is None:
                continue
            inside = np.flatnonzero(field < 0)[::7]
            places.append(vertices[inside].astype(float))
            facing.append(normals[inside].astype(float))
            weights.append(np.full(len(inside), weight))
    if region is not None and region in stage.atlas.regions:
        inside = np.flatnonzero(placed.zones.region_mask(region, side))[::3]
        places.append(vertices[inside].astype(float))
        facing.append(normals[inside].astype(float))
        weights.append(np.ones(len(inside)))
    if not places:
        sample = slice(None, None, 50)
        return (
            vertices[sample].astype(float),
            np.tile([0.0, -1.0, 0.0], (len(vertices[sample]), 1)),
            np.ones(len(vertices[sample])),
        )
    return np.concatenate(places), np.concatenate(facing), np.concatenate(weights)


def frame_shown(
    stage: Stage,
    refs: tuple[PointRef, ...],
    aspect: float,
    region: str | None = None,
    view: View | None = None,
    towards: Towards = "zones",
    side: Side = "right",
) -> CameraPose:
    """The pose that shows points with their zones, or a region, large and from in front of it.

    Without a ``view`` the direction is the mean outward direction of what is painted, so that most
    of it can be seen, or with ``towards`` "points" that of the points themselves; where another
    part of the body would hide the points, it is turned until it does not. ``side`` is the
    region's.
    """
    places, facing, weights = _subject(stage, refs, region, side, towards)
    if view is not None:
        direction = np.asarray(VIEWS[view][0], float)
        return _pose(places, direction, np.asarray(VIEWS[view][1], float), aspect)
    direction = _mean_direction(facing, weights)
    markers = [stage.placed.point(r.point, r.side) for r in refs if r.point in stage.atlas.points]
    if stage.has_skin and (len(markers) == 1 or (markers and towards == "points")):
        painted = weights != _MARKER_COUNTS[towards]
        subject = Subject(
            np.array([m.position for m in markers]),
            np.array([m.normal for m in markers]),
            places[painted],
            facing[painted],
            weights[painted],
        )

        def eyes(directions: Array) -> Array:
            return _eyes(places, directions, _UPWARDS, aspect)

        direction = clear_direction(
            skin_of(stage.placed), subject, direction, eyes, _TURNS[towards]
        )
    return _pose(places, direction, _UPWARDS, aspect)


def _pose(places: Array, direction: Array, up: Array, aspect: float) -> CameraPose:
    """The pose that shows all places from one direction."""

    def three(v: Array) -> tuple[float, float, float]:
        return cast(tuple[float, float, float], tuple(float(c) for c in v))

    eye = _eyes(places, direction[None], up, aspect)[0]
    right = np.cross(up, direction)
    right /= max(float(np.linalg.norm(right)), 1e-9)
    return CameraPose(
        three(eye), three(_middle(places)), three(np.cross(direction, right)), _VIEW_ANGLE
    )


def _middle(places: Array) -> Array:
    return np.asarray((places.min(axis=0) + places.max(axis=0)) / 2)


def _eyes(places: Array, directions: Array, up: Array, aspect: float) -> Array:
    """Where the eye stands that shows all places large, for each of (k, 3) directions (k, 3)."""
    right = np.cross(up, directions)
    right /= np.maximum(np.linalg.norm(right, axis=1), 1e-9)[:, None]
    centre = _middle(places)
    offset = places - centre
    half_w = np.abs(offset @ right.T).max(axis=0)
    half_h = np.abs(offset @ np.cross(directions, right).T).max(axis=0)
    half = np.maximum(np.maximum(half_h, half_w / max(aspect, 1e-3)), _LEAST_RADIUS) * _MARGIN
    distance = half / np.tan(np.radians(_VIEW_ANGLE) / 2) + (offset @ directions.T).max(axis=0)
    return np.asarray(centre + directions * distance[:, None])


def _mean_direction(facing: Array, weights: Array) -> Array:
    mean = (facing * weights[:, None]).sum(axis=0)
    if float(np.linalg.norm(mean)) < 0.15 * float(weights.sum()):
        mean = facing[0].copy()  # zones all around a limb: look at the point itself
    horizontal = float(np.hypot(mean[0], mean[1]))
    if horizontal < 1e-6:
        return np.array([0.0, -1.0, 0.0])
    faces_floor = -mean[2] > _FACES_FLOOR * float(np.linalg.norm(mean))
    lowest = -horizontal * float(np.tan(np.radians(_FROM_BELOW if faces_floor else _LOWEST)))
    if faces_floor:  # from in front, where a sole's small tilt would else decide
        mean[:2] = 0.0, -horizontal
    highest = horizontal * float(np.tan(np.radians(_HIGHEST)))
    mean[2] = float(np.clip(mean[2], lowest, highest))
    return np.asarray(mean / np.linalg.norm(mean))
