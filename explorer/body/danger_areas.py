"""Danger areas in a body, and how near a trigger point's pressing path comes to them.

Vessels, nerves and organs are tubes: a smooth line through places said in landmarks, with a radius
at each. What is measured is the way a finger really goes, from the skin to the depth of the point
and a little further, never the whole line through the body.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import DangerPath, Side
from explorer.body.anchors import REFERENCE_FIGURE
from explorer.body.courses import BodySide, body_side
from explorer.body.figure import Figure, load_figure
from explorer.body.lofting import smooth_curve
from explorer.body.placement import PlacedPoint
from explorer.body.pressing_lines import PressingLine
from explorer.body.topology import load_topology

__all__ = [
    "NEAR_MM",
    "PAST_MM",
    "SKIN_REACH_MM",
    "DangerTube",
    "Nearness",
    "all_near",
    "danger_near",
    "danger_tubes",
    "pressing_path",
    "skin_over",
]

Array = npt.NDArray[np.float64]

#: A path that comes this close to a danger area is marked, mm. A finger or thumb is about 18 mm
#: wide, so its edge presses 9 mm beside the line, and landmarks are true to a few millimetres.
NEAR_MM = 10.0
#: Firm pressure carries a finger this far past the depth of the point, mm.
PAST_MM = 5.0
#: Skin farther than this from every danger area is told apart no further, mm.
SKIN_REACH_MM = 40.0

#: A tube whose places all lie this close to the median plane is one of the midline, mm: the aorta
#: runs a finger's breadth beside it, and there is only one.
_MIDLINE = 11.0
#: The lines of tubes are told in steps of this size, mm.
_STEP = 5.0
_MIRROR = np.array([-1.0, 1.0, 1.0])


@dataclass(frozen=True, slots=True, eq=False)
class DangerTube:
    """One vessel, nerve or organ in one body.

    Attributes
    ----------
    caution
        The id of the caution that speaks of it.
    side
        None in the midline.
    points
        (n, 3) mm in the body frame, a smooth line; one point for a ball.
    radius
        (n,) mm.
    """

    caution: str
    name: str
    side: Side | None
    points: Array
    radius: Array

    def distance(self, start: Array, end: Array) -> tuple[Array, Array]:
        """From segments (k, 3) to (k, 3) to the tube's surface: mm, negative inside; and where.

        Where is the share 0..1 of each segment at which it comes nearest.
        """
        if len(self.points) == 1:
            share = _foot(self.points[None, 0], start, end)
            apart = np.linalg.norm(start + share[:, None] * (end - start) - self.points[0], axis=1)
            return apart - self.radius[0], share
        apart, s, t = _between(start, end, self.points[:-1], self.points[1:])
        apart = apart - (self.radius[:-1] * (1 - t) + self.radius[1:] * t)
        best = apart.argmin(axis=1)
        row = np.arange(len(best))
        return apart[row, best], s[row, best]


@dataclass(frozen=True, slots=True)
class Nearness:
    """A danger area beside a pressing path.

    Attributes
    ----------
    distance_mm
        From the path to the surface of what lies there; negative where the path goes into it.
    depth_mm
        How deep under the skin, along the path, it comes nearest.
    """

    caution: str
    name: str
    distance_mm: float
    depth_mm: float


def danger_tubes(atlas: Atlas, figure: Figure) -> tuple[DangerTube, ...]:
    """All danger areas of an atlas in one body: both sides, those of the midline once.

    Raises
    ------
    ExplorerError
        When a path names a landmark that does not exist.
    """
    right, left = body_side(figure, "right"), body_side(figure, "left")
    reference = body_side(load_figure(REFERENCE_FIGURE), "right")
    tubes = []
    for caution in atlas.knowledge.cautions:
        for path in caution.paths:
            if _in_the_midline(path, reference):
                tubes.append(_tube(caution.id, path, right, None))
                continue
            tubes.append(_tube(caution.id, path, right, "right"))
            tubes.append(_tube(caution.id, path, left, "left"))
    return tuple(tubes)


def pressing_path(point: PlacedPoint, reach_mm: float = 0.0) -> PressingLine:
    """The way of a finger that presses a point: from the skin to its depth and ``PAST_MM`` on.

    Parameters
    ----------
    reach_mm
        How deep the muscle lies in this body, where that is known, as a ``Passage`` says: the
        depth in the knowledge base is that of a lean adult, and deep flesh of the hip lies deeper
        in most.
    """
    depth = float(np.linalg.norm(point.target - point.position))
    return PressingLine(point.position, point.push, max(depth, reach_mm) + PAST_MM)


def danger_near(
    path: PressingLine, tubes: Sequence[DangerTube], within_mm: float = NEAR_MM
) -> tuple[Nearness, ...]:
    """The danger areas that a pressing path comes near, nearest first."""
    return all_near((path,), tubes, within_mm)[0]


def all_near(
    paths: Sequence[PressingLine], tubes: Sequence[DangerTube], within_mm: float = NEAR_MM
) -> tuple[tuple[Nearness, ...], ...]:
    """:func:`danger_near` of many paths at once, in their order."""
    if not paths:
        return ()
    start = np.array([path.start for path in paths])
    length = np.array([path.length for path in paths])
    end = start + np.array([path.direction for path in paths]) * length[:, None]
    low, high = np.minimum(start, end), np.maximum(start, end)
    found: list[list[Nearness]] = [[] for _ in paths]
    for tube in tubes:
        reach = tube.radius[:, None] + within_mm
        near = (
            (high >= (tube.points - reach).min(axis=0))
            & (low <= (tube.points + reach).max(axis=0))
        ).all(axis=1)  # fmt: skip
        some = np.flatnonzero(near)
        if not len(some):
            continue
        distance, share = tube.distance(start[some], end[some])
        for i, apart, at in zip(some.tolist(), distance.tolist(), share.tolist(), strict=True):
            if apart <= within_mm:
                found[i].append(Nearness(tube.caution, tube.name, apart, at * float(length[i])))
    return tuple(tuple(sorted(each, key=lambda n: n.distance_mm)) for each in found)


def skin_over(tubes: Sequence[DangerTube], figure: Figure) -> npt.NDArray[np.float32]:
    """How far the shown skin lies from the nearest danger area (53514,), mm.

    From 0 to ``SKIN_REACH_MM``; skin farther away counts as that far. It is measured at the
    vertices of the topology and carried to the shown ones, four times as fast.
    """
    from scipy.spatial import cKDTree

    skin = np.asarray(figure.base_vertices, float)
    distance = np.full(len(skin), SKIN_REACH_MM)
    for tube in tubes:
        reach = tube.radius[:, None] + SKIN_REACH_MM
        low, high = (tube.points - reach).min(axis=0), (tube.points + reach).max(axis=0)
        near = np.flatnonzero(((skin >= low) & (skin <= high)).all(axis=1))
        if not len(near):
            continue
        points, radius = _finer(tube)
        # Where a tube widens, a thicker place farther along may lie nearer than the nearest.
        tried = min(5, len(points))
        apart, which = cKDTree(points).query(skin[near], k=tried)
        apart, which = apart.reshape(len(near), tried), which.reshape(len(near), tried)
        distance[near] = np.minimum(distance[near], (apart - radius[which]).min(axis=1))
    shown = load_topology().subdivision.interpolate(np.maximum(distance, 0.0))
    return np.asarray(shown, np.float32)


def _in_the_midline(path: DangerPath, body: BodySide) -> bool:
    """Told on the figure of reference, so that it is the same on every other."""
    return all(abs(float(body.place(place)[0])) <= _MIDLINE for place in path.places)


def _tube(caution: str, path: DangerPath, body: BodySide, side: Side | None) -> DangerTube:
    places = np.array([body.place(place) for place in path.places])
    radius = np.broadcast_to(np.asarray(path.radius_mm, float), len(places)).copy()
    points = places
    if len(places) > 1:
        length = float(np.linalg.norm(np.diff(places, axis=0), axis=1).sum())
        points = smooth_curve(places, max(3, round(length / _STEP) + 1))
        # The curve goes through every place: the radius there is known, between them it is mixed.
        apart = np.linalg.norm(places[:, None] - points, axis=2)
        at = np.maximum.accumulate(apart.argmin(axis=1)).astype(float)
        at[0], at[-1] = 0.0, len(points) - 1.0
        radius = np.interp(np.arange(len(points)), at, radius)
    if side == "left":  # it was placed as a right one
        points = points * _MIRROR
    return DangerTube(caution, path.name, side, points, radius)


def _finer(tube: DangerTube) -> tuple[Array, Array]:
    """Points and radii of a tube at half its steps."""
    if len(tube.points) == 1:
        return tube.points, tube.radius
    middle = (tube.points[:-1] + tube.points[1:]) / 2
    between = (tube.radius[:-1] + tube.radius[1:]) / 2
    return np.concatenate([tube.points, middle]), np.concatenate([tube.radius, between])


def _foot(place: Array, start: Array, end: Array) -> Array:
    """Share 0..1 of segments (k, 3) at which they come nearest to a place (k,)."""
    line = end - start
    long = np.maximum(np.einsum("ij,ij->i", line, line), 1e-18)
    return np.asarray(np.clip(np.einsum("ij,ij->i", place - start, line) / long, 0.0, 1.0))


def _between(start: Array, end: Array, a: Array, b: Array) -> tuple[Array, Array, Array]:
    """Distances (k, m) between k segments and m others, and the shares of both where they meet.

    Source: Ericson, Real-Time Collision Detection, 2005, section 5.1.9.
    """
    d1, d2 = (end - start)[:, None], (b - a)[None]
    r = start[:, None] - a[None]
    long1 = np.maximum((d1 * d1).sum(axis=2), 1e-18)
    long2 = np.maximum((d2 * d2).sum(axis=2), 1e-18)
    along, c, f = (d1 * d2).sum(axis=2), (d1 * r).sum(axis=2), (d2 * r).sum(axis=2)
    det = long1 * long2 - along * along
    flat = det <= 1e-12 * long1 * long2
    s = np.where(flat, 0.0, (along * f - c * long2) / np.where(flat, 1.0, det))
    s = np.clip(s, 0.0, 1.0)
    t = np.clip((along * s + f) / long2, 0.0, 1.0)
    s = np.clip((along * t - c) / long1, 0.0, 1.0)
    return np.linalg.norm(r + s[..., None] * d1 - t[..., None] * d2, axis=2), s, t
