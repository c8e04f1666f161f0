"""The atlas on one body: where every point lies and what each zone paints."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np
import numpy.typing as npt

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import Anchor, Side, TriggerPoint
from explorer.body.anchors import REFERENCE_FIGURE, AnchorResolver, SkinPoint, direction_vector
from explorer.body.bake import content_key, load_baked, save_baked
from explorer.body.figure import Figure, load_figure
from explorer.body.landmarks import landmark_places, load_landmarks
from explorer.body.regions import load_region_map
from explorer.body.topology import load_topology
from explorer.body.zone_fields import ZoneFields

__all__ = ["PlacedAtlas", "PlacedPoint", "resolve_points"]

Array = npt.NDArray[np.float64]


SIDES: tuple[Side, Side] = ("right", "left")


@functools.cache
def _reference_resolver() -> AnchorResolver:
    figure = load_figure(REFERENCE_FIGURE)
    landmarks = landmark_places(figure.base_vertices)
    return AnchorResolver(landmarks, figure.base_vertices, load_topology().triangles)


def resolve_points(atlas: Atlas, cache: Path | None = None) -> Mapping[str, SkinPoint]:
    """The marker of every point on the topology, right side.

    A quarter of a second of work for the whole atlas, so it is baked where ``cache`` allows.
    """
    points = atlas.knowledge.trigger_points
    key = content_key([repr([(p.id, p.anchor) for p in points]).encode(), _geometry_key()])
    baked = load_baked(cache, "points", key)
    if baked is not None and len(baked.get("vertices", ())) == len(points):
        vertices = cast(npt.NDArray[np.int32], baked["vertices"])
        weights = cast(Array, baked["weights"])
        return {
            p.id: SkinPoint(tuple(v), tuple(w))
            for p, v, w in zip(points, vertices.tolist(), weights.tolist(), strict=True)
        }
    resolver = _reference_resolver()
    placed = {p.id: resolver.resolve(p.anchor) for p in points}
    save_baked(
        cache,
        "points",
        key,
        {
            "vertices": np.array([s.vertices for s in placed.values()], np.int32).reshape(-1, 3),
            "weights": np.array([s.weights for s in placed.values()], float).reshape(-1, 3),
        },
    )
    return placed


@functools.cache
def _geometry_key() -> bytes:
    """Bytes that change with the landmarks, the regions or the reference figure."""
    marks = repr([(m.id, m.point) for m in load_landmarks().values()]).encode()
    figure = load_figure(REFERENCE_FIGURE)
    return marks + load_region_map().label.tobytes() + figure.base_vertices.tobytes()


@dataclass(frozen=True, slots=True, eq=False)
class PlacedPoint:
    """One point of one side on one figure.

    Attributes
    ----------
    position, normal
        On the shown skin, mm, and its outward normal (3,).
    push
        The direction in which it is pressed, of length 1 (3,).
    target
        Where the pressing line reaches the point's typical depth, mm (3,).
    """

    id: str
    side: Side
    position: Array
    normal: Array
    push: Array
    target: Array
    on_topology: SkinPoint


class PlacedAtlas:
    """Every point and zone of an atlas on one figure.

    Markers are placed at once; ``zones`` resolves what they paint when asked.
    """

    def __init__(self, atlas: Atlas, figure: Figure, cache: Path | None = None) -> None:
        self.atlas = atlas
        self.figure = figure
        self._topology = load_topology()
        self._subdivision = self._topology.subdivision
        self._on_topology = resolve_points(atlas, cache)
        self.points: tuple[PlacedPoint, ...] = self._place_all()
        self._number = {(p.id, p.side): i for i, p in enumerate(self.points)}
        self.positions = np.array([p.position for p in self.points]).reshape(-1, 3)
        self.normals = np.array([p.normal for p in self.points]).reshape(-1, 3)
        self.zones = ZoneFields(atlas, figure, self._waypoint_place, _geometry_key, cache)

    def point(self, id: str, side: Side) -> PlacedPoint:
        """A point of one side."""
        return self.points[self._number[(id, side)]]

    def index_of(self, id: str, side: Side) -> int:
        """The number of a point of one side in ``points``."""
        return self._number[(id, side)]

    def skin_point(self, point: SkinPoint) -> tuple[Array, Array]:
        """Place on the shown (subdivided) skin and outward normal there."""
        vertices, weights = self._subdivision.locate(point.vertices, point.weights)
        index = list(vertices)
        w = np.asarray(weights, float)
        normal = w @ np.asarray(self.figure.normals[index], float)
        return (
            w @ np.asarray(self.figure.vertices[index], float),
            normal / max(float(np.linalg.norm(normal)), 1e-12),
        )

    def _place_all(self) -> tuple[PlacedPoint, ...]:
        """All points of both sides, in one go: one at a time would cost the start 75 ms."""
        points = self.atlas.knowledge.trigger_points
        if not points:
            return ()
        places = [
            place if side == "right" else place.mirrored(self._topology.mirror)
            for place in (self._on_topology[p.id] for p in points)
            for side in SIDES
        ]
        vertices, weights = self._subdivision.locate_all(
            np.array([p.vertices for p in places], np.int32), np.array([p.weights for p in places])
        )
        w = weights[:, :, None]
        positions = (np.asarray(self.figure.vertices[vertices], float) * w).sum(axis=1)
        normals = (np.asarray(self.figure.normals[vertices], float) * w).sum(axis=1)
        normals /= np.maximum(np.linalg.norm(normals, axis=1), 1e-12)[:, None]
        rows = [(point, side) for point in points for side in SIDES]
        pushes = [_push(point, side, normals[row]) for row, (point, side) in enumerate(rows)]
        return tuple(
            PlacedPoint(
                point.id,
                side,
                positions[row],
                normals[row],
                pushes[row],
                positions[row] + pushes[row] * point.pressing.depth_mm,
                places[row],
            )
            for row, (point, side) in enumerate(rows)
        )

    def _waypoint_place(self, waypoint: str | Anchor, point: str) -> tuple[Array, int]:
        """Where a stroke's waypoint lies on the right side, and the vertex that counts most there.

        A waypoint is a landmark, an anchor, or ``self`` for the point the stroke belongs to.
        """
        if isinstance(waypoint, Anchor):
            place = _reference_resolver().resolve(waypoint)
        elif waypoint == "self":
            place = self._on_topology[point]
        else:
            place = load_landmarks()[waypoint].point
        vertices, weights = self._subdivision.locate(place.vertices, place.weights)
        return self.skin_point(place)[0], vertices[int(np.argmax(weights))]

    def landmark(self, id: str) -> Array:
        """Place of a landmark on the shown skin, right side or midline, mm (3,)."""
        return self.skin_point(load_landmarks()[id].point)[0]


def _push(point: TriggerPoint, side: Side, normal: Array) -> Array:
    """The direction in which a point is pressed: straight in, or as its words say."""
    if point.pressing.direction is None:
        return -normal
    push = direction_vector(point.pressing.direction)
    return push if side == "right" else push * np.array([-1.0, 1.0, 1.0])
