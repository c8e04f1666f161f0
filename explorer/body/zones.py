"""Strokes and whole regions -> a signed distance field over the skin of one figure.

The field is in millimetres: negative inside the zone, zero on its border, positive outside. A
painter needs nothing more to draw soft edges, and areas follow from its sign.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.anatomy.model import Anchor, Stroke, Zone
from explorer.body.surface_distance import SurfaceGraph
from explorer.body.topology import Subdivision

__all__ = [
    "FIELD_LIMIT",
    "covered_regions",
    "patch_field",
    "spread_labels",
    "stroke_field",
    "zone_field",
]

Array = npt.NDArray[np.float64]

#: Fields are exact up to this far outside a zone (mm) and clipped beyond.
FIELD_LIMIT = 16.0
#: Rounds of averaging that turn the mesh's own grain into an even edge.
SMOOTHING_ROUNDS = 3


def stroke_field(
    graph: SurfaceGraph,
    waypoints: Array,
    width_mm: float | Sequence[float],
    vertices: npt.NDArray[np.integer[Any]] | None = None,
) -> Array:
    """Signed distance to a brush stroke over the skin.

    Parameters
    ----------
    waypoints
        (k, 3) places on the skin, mm.
    width_mm
        Full width; one for all, or one for each waypoint.
    vertices
        (k,) a vertex beside each waypoint, where known.
    """
    line, progress, seeds = graph.polyline(waypoints, vertices)
    if isinstance(width_mm, (int, float)):
        half = np.full(len(line), width_mm / 2)
    else:
        step = np.linalg.norm(np.diff(line, axis=0, prepend=line[:1]), axis=1)
        along = np.cumsum(step)
        stations = along[np.searchsorted(progress, np.arange(len(waypoints)))]
        half = rounded(along, stations, np.asarray(width_mm, float) / 2)
    distance, index = graph.distance_to_line(line, seeds, float(half.max()) + FIELD_LIMIT)
    return np.asarray(distance - half[index])


def rounded(at: Array, stations: Array, values: Array) -> Array:
    """A curve through values at stations that has no corners and goes beyond no two neighbours.

    Source: Fritsch, Butland, A method for constructing local monotone piecewise cubic
    interpolants, 1984. By hand, as ``scipy.interpolate`` would cost the first zone its import.

    Parameters
    ----------
    at
        (n,) where the curve is wanted.
    stations, values
        (k,) rising, and what the curve goes through.
    """
    width = np.maximum(np.diff(stations), 1e-9)
    slope = np.diff(values) / width
    if len(values) < 3:
        return np.interp(at, stations, values)
    before, after = slope[:-1], slope[1:]
    w1, w2 = 2 * width[1:] + width[:-1], width[1:] + 2 * width[:-1]
    same = before * after > 0
    harmonic = w1 / np.where(same, before, 1.0) + w2 / np.where(same, after, 1.0)
    inner = np.where(same, (w1 + w2) / harmonic, 0.0)
    tangent = np.concatenate([[slope[0]], inner, [slope[-1]]])
    i = np.clip(np.searchsorted(stations, at, side="right") - 1, 0, len(width) - 1)
    t = np.clip((at - stations[i]) / width[i], 0, 1)
    return np.asarray(
        values[i] * (1 + 2 * t) * (1 - t) ** 2
        + values[i + 1] * t**2 * (3 - 2 * t)
        + width[i] * (tangent[i] * t * (1 - t) ** 2 - tangent[i + 1] * t**2 * (1 - t))
    )


def patch_field(graph: SurfaceGraph, inside: npt.NDArray[np.bool_]) -> Array:
    """Signed distance to the border of a patch given by its vertices."""
    from scipy.spatial import cKDTree

    if not inside.any():
        return np.full(len(inside), np.inf)
    if inside.all():
        return np.full(len(inside), -FIELD_LIMIT)
    field = np.full(len(inside), np.inf)
    v = graph.vertices
    within = np.flatnonzero(inside)
    low, high = v[within].min(axis=0) - 2 * FIELD_LIMIT, v[within].max(axis=0) + 2 * FIELD_LIMIT
    beyond = np.flatnonzero(~inside & ((v > low) & (v < high)).all(axis=1))
    field[beyond] = cKDTree(v[within]).query(v[beyond])[0]
    field[within] = -cKDTree(v[beyond]).query(v[within])[0] if len(beyond) else -FIELD_LIMIT
    # Between fingers and lips the nearest patch through space may be another surface.
    near = np.flatnonzero((field > 0) & (field < FIELD_LIMIT))
    if len(near):
        over = graph.distance(within, 2 * FIELD_LIMIT)[near]
        field[near] = np.where(over > 1.6 * field[near] + 8.0, np.inf, field[near])
    return field


def zone_field(
    zone: Zone,
    graph: SurfaceGraph,
    place: Callable[[str | Anchor], tuple[Array, int]],
    patch: Callable[[str], npt.NDArray[np.bool_]],
) -> npt.NDArray[np.float32]:
    """The field of a zone on the right side of a figure.

    Parameters
    ----------
    place
        Waypoint (landmark id, ``self`` or anchor) -> its place on this figure's skin, mm, and a
        vertex beside it.
    patch
        Region id -> which vertices lie in it on the right side (or the midline).

    Returns
    -------
    numpy.ndarray
        (n,) float32, mm, clipped to ``FIELD_LIMIT``.
    """
    field = np.full(len(graph.vertices), np.inf)
    for stroke in zone.strokes:
        np.minimum(field, _stroke(stroke, graph, place), out=field)
    for region in zone.fill:
        np.minimum(field, patch_field(graph, patch(region)), out=field)
    field = np.clip(field, -60.0, FIELD_LIMIT)
    return graph.smooth(field, SMOOTHING_ROUNDS).astype(np.float32)


def _stroke(
    stroke: Stroke, graph: SurfaceGraph, place: Callable[[str | Anchor], tuple[Array, int]]
) -> Array:
    places = [place(w) for w in stroke.through]
    return stroke_field(
        graph,
        np.array([p for p, _ in places]),
        stroke.width_mm,
        np.array([v for _, v in places]),
    )


def covered_regions(
    field: npt.NDArray[np.floating],
    vertex_area: Array,
    label: npt.NDArray[np.integer[Any]],
    side: npt.NDArray[np.bool_],
    ids: Sequence[str],
) -> tuple[float, Mapping[str, float]]:
    """Area inside a field (cm2), and the fraction covered of each region it touches.

    Parameters
    ----------
    vertex_area
        (n,) mm2.
    label, side
        Region number of each vertex, and which vertices count (one side and the midline).
    """
    inside = np.clip(0.5 - field / 4.0, 0.0, 1.0)  # half a vertex spacing of soft edge
    area = inside * vertex_area
    per_region = np.bincount(label[side], area[side], minlength=len(ids))
    whole = np.bincount(label[side], vertex_area[side], minlength=len(ids))
    fractions = {
        ids[i]: round(float(per_region[i] / whole[i]), 4)
        for i in np.argsort(-per_region)
        if whole[i] > 0 and per_region[i] / whole[i] > 0.005
    }
    return float(area.sum() / 100.0), fractions


def spread_labels(
    labels: npt.NDArray[np.integer[Any]], subdivision: Subdivision
) -> npt.NDArray[np.int64]:
    """Labels of base vertices -> labels of the subdivided skin's vertices.

    An edge point between two regions joins the one with the lower number: any rule will do, as
    long as it is the same on both sides.
    """
    label = labels.astype(np.int64)
    count = subdivision.vertex_count
    spread = np.full(count, -1, dtype=np.int64)
    spread[: len(label)] = label
    t = subdivision.triangles
    for a, b in ((0, 1), (1, 2), (2, 0), (1, 0), (2, 1), (0, 2)):
        known = spread[t[:, a]] >= 0
        even = t[:, a] < len(label)
        rows = known & even & (t[:, b] >= len(label))
        target = t[rows, b]
        best = np.full(count, np.iinfo(np.int64).max)
        np.minimum.at(best, target, spread[t[rows, a]])
        seen = best < np.iinfo(np.int64).max
        spread = np.where(seen & ((spread < 0) | (best < spread)), best, spread)
    return spread
