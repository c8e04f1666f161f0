"""Bodies, points and zones as a page carries them.

A page carries the base mesh and subdivides it itself: a fifth of the size of the skin that is
shown, and normals as good as the program's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.anatomy.model import Side
from explorer.body.courses import skin_fibres
from explorer.body.placement import PlacedAtlas
from explorer.body.stipple import load_stipple
from explorer.body.topology import load_topology
from explorer.body.zone_fields import Level
from explorer.body.zones import FIELD_LIMIT
from explorer.export.page.packing import Box, octahedral, packed, steps_of_distance

__all__ = ["figure_part", "mark_rows", "stipple_part", "topology_part"]

Field = npt.NDArray[np.float32]
#: A place that a page shows: a point and its side.
Mark = tuple[str, Side]
_LEVELS: tuple[Level, Level] = ("essential", "spillover")
#: Outside of this (mm) a spillover zone needs no dots.
_NEAR = 8.0


def topology_part() -> dict[str, Any]:
    """What all figures share."""
    topology = load_topology()
    return {
        "count": len(topology.mirror),
        "triangles": packed(topology.triangles.ravel(), 16),
        "mirror": packed(topology.mirror, 16),
        "eyes": packed(topology.eye_triangles.ravel(), 16),
        "iris": packed(np.round(np.clip(topology.eye_iris, 0, 1) * 255).astype(int), 8),
    }


def figure_part(
    placed: PlacedAtlas,
    marks: Sequence[Mark],
    regions: Iterable[tuple[str, Side | None]],
    muscles: Iterable[tuple[str, Side]],
) -> dict[str, Any]:
    """One body with what lies on it.

    Parameters
    ----------
    marks
        Points whose places are needed; their zones come once for both sides.
    regions
        Regions that are lit, of one side or of both (None).
    muscles
        Muscles whose course may be drawn.
    """
    figure = placed.figure
    count = load_topology().subdivision.base_count
    box = Box.around(figure.vertices, figure.base_vertices)
    eyes = Box.around(figure.eyes.vertices)
    openness = np.clip(figure.occlusion[:count].astype(float), 0, 1)
    points = dict.fromkeys(point for point, _ in marks)
    return {
        "name": figure.info.name,
        "box": box.record(),
        "places": box.packed(figure.base_vertices),
        "openness": packed(np.round(openness * 255).astype(int), 8),
        "eyeBox": eyes.record(),
        "eyes": eyes.packed(figure.eyes.vertices),
        "marks": mark_rows(placed, marks),
        "zones": {p: {level: _zone(placed, p, level) for level in _LEVELS} for p in points},
        "regions": {
            f"{region} {side or 'both'}": _sparse(placed.zones.region_field(region, side))
            for region, side in dict.fromkeys(regions)
        },
        "courses": {
            f"{muscle} {side}": _course(placed, muscle, side, box)
            for muscle, side in dict.fromkeys(muscles)
        },
    }


def mark_rows(placed: PlacedAtlas, marks: Sequence[Mark]) -> list[list[float]]:
    """Place and normal of each mark, x, y, z, nx, ny, nz in mm."""
    rows = []
    for point, side in marks:
        found = placed.point(point, side)
        rows.append(
            [round(float(c), 2) for c in found.position]
            + [round(float(c), 3) for c in found.normal]
        )
    return rows


def _zone(placed: PlacedAtlas, point: str, level: Level) -> dict[str, str] | None:
    """A zone of the right side, near where it is; the page mirrors it."""
    near = placed.zones.near(point, level)
    if near is None:
        return None
    vertices, field = near
    return _packed_field(vertices, field)


def _sparse(field: Field) -> dict[str, str]:
    near = np.flatnonzero(field < FIELD_LIMIT - 0.25)
    return _packed_field(near, field[near])


def _packed_field(
    vertices: npt.NDArray[np.integer[Any]], field: npt.NDArray[np.floating[Any]]
) -> dict[str, str]:
    return {"where": packed(vertices, 16), "steps": packed(steps_of_distance(field), 8)}


def _course(placed: PlacedAtlas, muscle: str, side: Side, box: Box) -> dict[str, Any]:
    """The fibres of a muscle on the skin: all places in one row, and how many each line has."""
    lines = list(skin_fibres(placed.atlas, placed.figure, muscle, side))
    places = np.concatenate([np.zeros((0, 3)), *(line.points for line in lines)])
    normals = np.concatenate([np.zeros((0, 3)), *(line.normals for line in lines)])
    return {
        "places": box.packed(places),
        "normals": octahedral(normals),
        "lengths": [len(line.points) for line in lines],
        "deep": [line.deep for line in lines],
    }


def stipple_part(placed: Iterable[PlacedAtlas], marks: Iterable[Mark]) -> dict[str, str]:
    """The dots that any spillover zone of the marks may need, by their triangles."""
    stipple = load_stipple()
    wanted = np.zeros(len(stipple.corners), bool)
    marks = tuple(marks)
    for body in placed:
        field = body.zones.merged(marks, "spillover")
        if field is not None:
            wanted |= field[stipple.corners[:, 0]] < _NEAR
    corners, weights = stipple.corners[wanted], stipple.weights[wanted]
    return {
        "corners": packed(corners.ravel(), 16),
        "weights": packed(np.clip(np.round(weights[:, :2] * 255), 0, 255).astype(int).ravel(), 8),
    }
