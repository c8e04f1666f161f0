"""The course of each muscle on a figure: schematic flesh under the skin, fibres on it.

A course is said in landmarks, and landmarks are places of the topology, so the same words give the
muscle on every figure. The left side is the mirror image of the right side of the mirrored figure;
no second way of computing it exists.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import Anchor, Course, CoursePart, CoursePlace, Side
from explorer.body.anchors import REFERENCE_FIGURE, AnchorResolver, SkinPoint
from explorer.body.figure import Figure, load_figure
from explorer.body.landmarks import landmark_places
from explorer.body.lofting import ROWS, Flesh, belly, sheet, smooth_curve
from explorer.body.topology import load_topology, vertex_normals

__all__ = ["BodySide", "Polyline", "body_side", "skin_fibres", "skin_point_of"]

Array = npt.NDArray[np.float64]

#: Less open to light than this is inside the mouth or behind an eyelid.
_CLOSED = 0.03
#: Places along a fibre that is drawn on the skin.
FIBRE_PLACES = 15
#: About so many fibres of a muscle are drawn on the skin.
FIBRES = 18

_MIRROR = np.array([-1.0, 1.0, 1.0])


@dataclass(frozen=True, slots=True, eq=False)
class Polyline:
    """A line that lies on the shown skin.

    Attributes
    ----------
    points, normals
        (n, 3) mm, and the outward normals there.
    deep
        Whether the muscle lies under another one.
    """

    points: Array
    normals: Array
    deep: bool


@functools.cache
def _outer() -> npt.NDArray[np.bool_]:
    """Which base vertices are skin that can be seen: not the inside of mouth and eyelids.

    Deep flesh of the face lies nearer to the lining of the mouth than to the cheek.
    """
    openness = load_figure(REFERENCE_FIGURE).occlusion[: load_topology().subdivision.base_count]
    return np.asarray(openness >= _CLOSED)


@functools.cache
def _reference() -> AnchorResolver:
    base = load_figure(REFERENCE_FIGURE).base_vertices
    marks = landmark_places(base)
    triangles = load_topology().triangles
    return AnchorResolver(marks, base, triangles[_outer()[triangles].all(axis=1)])


@functools.lru_cache(maxsize=4096)
def _skin_point(key: tuple[object, ...]) -> SkinPoint:
    landmarks, shift, facing = key
    anchor = Anchor(dict(landmarks), dict(shift), facing)  # type: ignore[call-overload,arg-type]
    return _reference().resolve(anchor)


def skin_point_of(place: CoursePlace) -> SkinPoint:
    """Where a place with a depth lies on the skin of the topology, right side."""
    return _skin_point((tuple(place.landmarks.items()), tuple(place.shift.items()), place.facing))


class BodySide:
    """One side of a figure, seen as a right side.

    Parameters
    ----------
    base_vertices
        (13380, 3) of the figure, mm; for the left side mirrored in place and number.
    """

    def __init__(self, base_vertices: npt.NDArray[np.floating]) -> None:
        topology = load_topology()
        self.vertices = np.asarray(base_vertices, float)
        self.normals = np.asarray(vertex_normals(self.vertices, topology.triangles), float)
        marks = landmark_places(self.vertices)
        self._resolver = AnchorResolver(marks, self.vertices, topology.triangles)
        self._tree: Any = None

    def place(self, place: CoursePlace) -> Array:
        """Where a place of a course lies inside this body (3,), mm."""
        if place.depth_mm is None:
            return self._resolver.place(Anchor(place.landmarks, place.shift))
        point = skin_point_of(place)
        normal = point.on(self.normals)
        normal = normal / max(float(np.linalg.norm(normal)), 1e-12)
        return np.asarray(point.on(self.vertices) - normal * place.depth_mm)

    def outward(self, curve: Array) -> Array:
        """The way out of the body at each place of a curve (n, 3): skin normals near it."""
        from scipy.spatial import cKDTree

        if self._tree is None:
            self._tree = cKDTree(self.vertices[_outer()])
        _, near = self._tree.query(curve, k=12)
        mean = self.normals[_outer()][near].mean(axis=1)
        return np.asarray(mean / np.maximum(np.linalg.norm(mean, axis=1), 1e-9)[:, None])

    def flesh(self, part: CoursePart) -> Flesh:
        """One part of a muscle on this body."""
        strands = [np.array([self.place(p) for p in strand]) for strand in part.strands]
        middle = smooth_curve(strands[len(strands) // 2], ROWS)
        outward = self.outward(middle)
        thickness = np.asarray(part.thickness_mm)
        if len(strands) == 1:
            return belly(strands[0], outward, np.asarray(part.width_mm or (12.0,)), thickness)
        return sheet(strands, outward, thickness)


def body_side(figure: Figure, side: Side) -> BodySide:
    """One side of a figure; the left one mirrored, so that it reads as a right one."""
    base = np.asarray(figure.base_vertices, float)
    return BodySide(base if side == "right" else base[load_topology().mirror] * _MIRROR)


def skin_fibres(atlas: Atlas, figure: Figure, muscle: str, side: Side) -> tuple[Polyline, ...]:
    """The fibres of a muscle drawn on the shown skin over it; none where no course is written.

    Each fibre is carried to the nearest skin once, on the reference figure, and follows the
    topology from there, so that it needs no depth to be right on another body.
    """
    record = atlas.muscles[muscle]
    if record.course is None:
        return ()
    topology = load_topology()
    lines = []
    for fibre in _fibres_on_topology(_ByIdentity(record.course)):
        points = fibre if side == "right" else tuple(p.mirrored(topology.mirror) for p in fibre)
        vertices, weights = topology.subdivision.locate_all(
            np.array([p.vertices for p in points], np.int32),
            np.array([p.weights for p in points]),
        )
        w = weights[:, :, None]
        normals = (np.asarray(figure.normals[vertices], float) * w).sum(axis=1)
        normals /= np.maximum(np.linalg.norm(normals, axis=1), 1e-12)[:, None]
        places = (np.asarray(figure.vertices[vertices], float) * w).sum(axis=1)
        lines.append(Polyline(places, normals, record.layer == "deep"))
    return tuple(lines)


class _ByIdentity:
    """A course as a key: it holds dictionaries, which have no hash; records never change."""

    __slots__ = ("course",)

    def __init__(self, course: Course) -> None:
        self.course = course

    def __hash__(self) -> int:
        return id(self.course)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByIdentity) and other.course is self.course


@functools.lru_cache(maxsize=512)
def _fibres_on_topology(key: _ByIdentity) -> tuple[tuple[SkinPoint, ...], ...]:
    figure = load_figure(REFERENCE_FIGURE)
    body = body_side(figure, "right")
    by_part = [body.flesh(part).fibres for part in key.course.parts]
    # A muscle of many slips is told by few fibres of each.
    few = max(1, FIBRES // len(by_part))
    chosen = [fibres[i] for fibres in by_part for i in _spread(len(fibres), few)]
    lines = []
    for fibre in chosen:
        places = smooth_curve(fibre, FIBRE_PLACES)
        for _ in range(2):  # carried to the skin, made even there, and carried back to it
            points = _reference().nearest_all(places)
            places = _even(np.array([p.on(figure.base_vertices) for p in points]))
        lines.append(_reference().nearest_all(places))
    return tuple(lines)


def _spread(count: int, few: int) -> list[int]:
    """Numbers of at most ``few`` of ``count`` fibres, evenly spread."""
    if few >= count:
        return list(range(count))
    return [round((i + 0.5) * count / few - 0.5) for i in range(few)]


def _even(line: Array) -> Array:
    """A line without the zigzag of having been carried to the skin place by place."""
    for _ in range(3):
        middle = (line[:-2] + 2 * line[1:-1] + line[2:]) / 4
        line = np.concatenate([line[:1], middle, line[-1:]])
    return smooth_curve(line, len(line))
