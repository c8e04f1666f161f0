"""Whether what a knowledge base says in landmarks and regions can be found on the body."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from explorer.anatomy.model import Anchor, CoursePlace, KnowledgeBase, Pressing, Stroke
from explorer.body.anchors import BODY_AXES, direction_vector
from explorer.body.checked_body import Body, Problem, load_body
from explorer.body.on_course import points_off_course

__all__ = ["BodyCheck", "check_on_body", "problems_on_body"]

#: The weights of an anchor sum to 1 up to rounding in the second decimal.
WEIGHT_TOLERANCE = 0.02
#: A shift beyond this (mm) leaves the body, and the schema refuses it already.
SHIFT_LIMIT = 1000.0
#: A pinched point is pushed along the skin: how far outward such a push may lean (a cosine).
OUTWARD_TOLERANCE = 0.2
#: How far over the midline the marker of a right-hand point may fall, mm.
MIDLINE_TOLERANCE = 5.0


@dataclass(frozen=True, slots=True)
class BodyCheck:
    """The number of landmarks on the body, and problems as (JSON path, message)."""

    landmarks: int
    problems: tuple[Problem, ...]


def check_on_body(knowledge: KnowledgeBase) -> BodyCheck:
    """Check a knowledge base against the program's own body."""
    body = load_body()
    return BodyCheck(len(body.landmarks), problems_on_body(knowledge, body))


def problems_on_body(knowledge: KnowledgeBase, body: Body) -> tuple[Problem, ...]:
    """What cannot be found on a body, each with its path in the file."""
    return (
        *_regions(knowledge, body),
        *_courses(knowledge, body),
        *_danger_paths(knowledge, body),
        *_points(knowledge, body),
        *points_off_course(knowledge, body),
    )


def _regions(knowledge: KnowledgeBase, body: Body) -> Iterator[Problem]:
    on_body = set(body.regions)
    for i, region in enumerate(knowledge.regions):
        here = f"$.regions[{i}]"
        own_patch = region.points_at is None or region.points_at == region.id
        if own_patch and region.id not in on_body:
            yield f"{here}.id", f"the body has no patch of skin called {region.id!r}"
        elif not own_patch and region.id in on_body:
            yield (
                f"{here}.points_at",
                f"{region.id!r} is a patch of skin on the body and need not point elsewhere",
            )
    listed = {region.id for region in knowledge.regions}
    for id in body.regions:
        if id not in listed:
            yield "$.regions", f"the body's patch of skin {id!r} is not described"


def _courses(knowledge: KnowledgeBase, body: Body) -> Iterator[Problem]:
    for i, muscle in enumerate(knowledge.muscles):
        for j, part in enumerate(muscle.course.parts if muscle.course else ()):
            here = f"$.muscles[{i}].course.parts[{j}]"
            if len(part.strands) == 1 and not part.width_mm:
                yield f"{here}.width_mm", "a part of one strand needs its width"
            if part.flesh[0] >= part.flesh[1]:
                yield f"{here}.flesh", "expected the beginning of the flesh before its end"
            for k, strand in enumerate(part.strands):
                for n, place in enumerate(strand):
                    yield from _anchor(f"{here}.strands[{k}][{n}]", place, body)


def _danger_paths(knowledge: KnowledgeBase, body: Body) -> Iterator[Problem]:
    for i, caution in enumerate(knowledge.cautions):
        for j, path in enumerate(caution.paths):
            here = f"$.cautions[{i}].paths[{j}]"
            for n, place in enumerate(path.places):
                yield from _anchor(f"{here}.places[{n}]", place, body)
            if isinstance(path.radius_mm, tuple) and len(path.radius_mm) != len(path.places):
                yield (
                    f"{here}.radius_mm",
                    f"expected one radius, or one for each of the {len(path.places)} places; "
                    f"found {len(path.radius_mm)}",
                )


def _points(knowledge: KnowledgeBase, body: Body) -> Iterator[Problem]:
    inside = {
        r.id for r in knowledge.regions if r.depth == "deep" and r.points_at not in (None, r.id)
    }
    for i, point in enumerate(knowledge.trigger_points):
        here = f"$.trigger_points[{i}]"
        faults = tuple(_anchor(f"{here}.anchor", point.anchor, body))
        yield from faults
        near = all(abs(mm) <= SHIFT_LIMIT for mm in point.anchor.shift.values())
        if near and not faults:
            yield from _marker(here, point.anchor, point.pressing, body)
        for j, zone in enumerate(point.zones):
            for k, stroke in enumerate(zone.strokes):
                yield from _stroke(f"{here}.zones[{j}].strokes[{k}]", stroke, body)
            for k, region in enumerate(zone.fill):
                if region in inside:
                    yield (
                        f"{here}.zones[{j}].fill[{k}]",
                        f"{region!r} is inside the body and cannot be painted; "
                        "paint the skin over it",
                    )


def _stroke(path: str, stroke: Stroke, body: Body) -> Iterator[Problem]:
    for i, waypoint in enumerate(stroke.through):
        here = f"{path}.through[{i}]"
        if isinstance(waypoint, Anchor):
            yield from _anchor(here, waypoint, body)
        elif waypoint != "self" and waypoint not in body.landmarks:
            yield here, f"the body has no landmark called {waypoint!r}"
    if isinstance(stroke.width_mm, tuple) and len(stroke.width_mm) != len(stroke.through):
        yield (
            f"{path}.width_mm",
            f"expected one width, or one for each of the {len(stroke.through)} waypoints; "
            f"found {len(stroke.width_mm)}",
        )


def _anchor(path: str, anchor: Anchor | CoursePlace, body: Body) -> Iterator[Problem]:
    if not anchor.landmarks:
        yield f"{path}.landmarks", "expected at least one landmark"
        return
    for id in anchor.landmarks:
        if id not in body.landmarks:
            key = f".{id}" if id.isidentifier() else f"[{id!r}]"
            yield f"{path}.landmarks{key}", f"the body has no landmark called {id!r}"
    total = sum(anchor.landmarks.values())
    if not abs(total - 1.0) <= WEIGHT_TOLERANCE:
        yield f"{path}.landmarks", f"the weights should sum to 1; they sum to {total:.3g}"
    for word in anchor.shift:
        if word not in BODY_AXES and len(anchor.landmarks) < 2:
            yield f"{path}.shift.{word}", f"a shift {word!r} needs a second landmark"


def _marker(here: str, anchor: Anchor, pressing: Pressing, body: Body) -> Iterator[Problem]:
    """Problems of where the marker of a point falls, once its words are sound."""
    mark = body.resolver.resolve(anchor)
    corners = list(mark.vertices)
    weights = np.asarray(mark.weights)
    place = weights @ body.vertices[corners]
    if not np.isfinite(place).all():
        yield f"{here}.anchor", "it does not fall onto the skin"
        return
    if place[0] > MIDLINE_TOLERANCE:
        yield (
            f"{here}.anchor",
            f"it falls {place[0]:.0f} mm over the midline; places are said for the right side",
        )
    if pressing.direction is not None:
        inward = -(weights @ body.normals[corners])
        if float(inward @ direction_vector(pressing.direction)) < -OUTWARD_TOLERANCE:
            yield (
                f"{here}.pressing.direction",
                f"a push {pressing.direction!r} would lead away from the body there",
            )
