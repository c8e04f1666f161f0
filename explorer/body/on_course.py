"""Points that lie far from the course of their own muscle: a slip of the pen, found early.

Courses are schematic and deep muscles are pressed from where they can be reached, so the limit is
wide. Exact depths are for :mod:`explorer.packs.checking`, on real anatomy.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.anatomy.model import Anchor, CoursePart, CoursePlace, KnowledgeBase, TriggerPoint
from explorer.body.anchors import BODY_AXES, direction_vector
from explorer.body.checked_body import Body, Problem

__all__ = ["LIMIT", "distances_to_course", "points_off_course"]

Array = npt.NDArray[np.float64]

#: Beyond this (mm) a point cannot be meant where it stands; the farthest true one, pressed under
#: the blade from the armpit, lies at 44.
LIMIT = 60.0
#: A shift or a depth beyond this (mm) leaves the body; the schema refuses it already.
_FAR = 1000.0
#: A pressing line is followed a little beyond the depth that is told for lean adults.
_BEYOND = 1.3
#: Steps along a strand, from one strand to the next, and along a pressing line.
_ALONG, _BETWEEN, _DOWN = 17, 4, 20


def points_off_course(knowledge: KnowledgeBase, body: Body) -> Iterator[Problem]:
    """Points whose pressing line passes their muscle's course at more than :data:`LIMIT` mm."""
    rows = {point.id: i for i, point in enumerate(knowledge.trigger_points)}
    names = {muscle.id: muscle.name for muscle in knowledge.muscles}
    for point, distance in distances_to_course(knowledge, body):
        if distance > LIMIT:
            yield (
                f"$.trigger_points[{rows[point.id]}].anchor",
                f"it lies {distance:.0f} mm from the course of {names[point.muscle]}; "
                f"expected less than {LIMIT:.0f}",
            )


def distances_to_course(
    knowledge: KnowledgeBase, body: Body
) -> Iterator[tuple[TriggerPoint, float]]:
    """How near the pressing line of each point comes to the course of its muscle, mm.

    Points of muscles without a course, and words that cannot be placed, are left out: the latter
    are problems already.
    """
    carrier = _Carrier(body)
    courses: dict[str, Array | None] = {}
    written = {muscle.id: muscle.course for muscle in knowledge.muscles}
    for point in knowledge.trigger_points:
        course = written.get(point.muscle)
        if course is None or not _can_be_placed(point.anchor, point.pressing.depth_mm, body):
            continue
        if point.muscle not in courses:
            places = [p for part in course.parts for strand in part.strands for p in strand]
            sound = places and all(_can_be_placed(p, p.depth_mm or 0.0, body) for p in places)
            full = all(strand for part in course.parts for strand in part.strands)
            courses[point.muscle] = (
                np.concatenate([carrier.fibres(part) for part in course.parts if part.strands])
                if sound and full
                else None
            )
        fibres = courses[point.muscle]
        if fibres is not None:
            line = _pressing_line(point, body)
            yield point, float(np.linalg.norm(fibres[:, None] - line[None], axis=2).min())


def _can_be_placed(anchor: Anchor | CoursePlace, depth_mm: float, body: Body) -> bool:
    return (
        bool(anchor.landmarks)
        and body.landmarks.issuperset(anchor.landmarks)
        and 0.0 < sum(anchor.landmarks.values()) <= _FAR
        and all(0.0 <= weight <= _FAR for weight in anchor.landmarks.values())
        and all(abs(mm) <= _FAR for mm in anchor.shift.values())
        and (len(anchor.landmarks) > 1 or all(word in BODY_AXES for word in anchor.shift))
        and abs(depth_mm) <= _FAR
    )


def _pressing_line(point: TriggerPoint, body: Body) -> Array:
    mark = body.resolver.resolve(point.anchor)
    corners, weights = list(mark.vertices), np.asarray(mark.weights)
    start = weights @ body.vertices[corners]
    if point.pressing.direction is not None:
        inward = direction_vector(point.pressing.direction)
    else:
        inward = -(weights @ body.normals[corners])
        inward = inward / max(float(np.linalg.norm(inward)), 1e-12)
    depths = np.linspace(0.0, point.pressing.depth_mm * _BEYOND, _DOWN)
    return np.asarray(start + depths[:, None] * inward)


class _Carrier:
    """Puts the places of courses into a body, within some millimetres and quickly."""

    def __init__(self, body: Body) -> None:
        self._body = body
        self._tree: Any = None

    def fibres(self, part: CoursePart) -> Array:
        """Places (n, 3) on the strands of a part and between them."""
        strands = [
            _stepped(np.array([self._place(place) for place in strand]), _ALONG)
            for strand in part.strands
        ]
        if len(strands) == 1:
            return strands[0]
        sheet = np.array(strands)  # (strands, along, 3)
        steps = np.linspace(0, len(strands) - 1, _BETWEEN * (len(strands) - 1) + 1)
        low = np.minimum(steps.astype(int), len(strands) - 2)
        share = (steps - low)[:, None, None]
        return np.asarray((sheet[low] * (1 - share) + sheet[low + 1] * share).reshape(-1, 3))

    def _place(self, place: CoursePlace) -> Array:
        body = self._body
        anchor = Anchor(place.landmarks, place.shift, place.facing)
        raw = body.resolver.place(anchor)
        if place.depth_mm is None:
            return raw
        if place.facing is not None:
            mark = body.resolver.resolve(anchor)
            corners, weights = list(mark.vertices), np.asarray(mark.weights)
            skin, normal = weights @ body.vertices[corners], weights @ body.normals[corners]
        else:  # the nearest corner of the skin will do
            near = self._nearest(raw)
            skin, normal = body.vertices[near], body.normals[near]
        normal = normal / max(float(np.linalg.norm(normal)), 1e-12)
        return np.asarray(skin - place.depth_mm * normal)

    def _nearest(self, place: Array) -> int:
        from scipy.spatial import cKDTree

        if self._tree is None:
            self._tree = cKDTree(self._body.vertices)
        return int(self._tree.query(place)[1])


def _stepped(places: Array, count: int) -> Array:
    """Equal steps (count, 3) along a line through places (k, 3)."""
    lengths = np.linalg.norm(np.diff(places, axis=0), axis=1)
    at = np.concatenate([[0.0], np.cumsum(lengths)])
    wanted = np.linspace(0.0, at[-1], count)
    return np.stack([np.interp(wanted, at, places[:, axis]) for axis in range(3)], axis=1)
