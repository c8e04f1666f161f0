"""Turning a view until markers that other parts of the body hide can be seen.

A marker under the arm is hidden from straight in front of it by the hand. Lines are followed from
the marker outwards, so that one call tries many eyes: the whole search takes 1 to 3 ms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from explorer.body.placement import PlacedAtlas
from explorer.body.topology import load_topology
from explorer.scene.geometry import surface
from explorer.scene.picking import SkinPicker

__all__ = ["Subject", "Turns", "clear_direction", "skin_of"]

Array = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
#: (k, 3) directions from the subject to the viewer -> the eyes there, mm (k, 3).
Eyes = Callable[[Array], Array]

#: The view is turned in such steps (degrees), and never seen from higher or lower than this.
_STEP = 12.0
_HIGHEST, _LOWEST = 60.0, -74.0
#: A marker seen flatter than the first (cosine) is not well seen; one turned to is seen steeper
#: than the second.
_TOO_FLAT, _STEEP = 0.12, 0.3
#: A marker turned to stays in sight when the eye moves so far to any side (degrees).
_MARGIN = 5.0
#: Lines start this far above the marker (mm).
_LIFT = 2.5
#: What counts like a turn of one degree: so much of the zones lost, so many degrees of height
#: outside those that a plate is usually seen from.
_ZONES_LOST, _OUT_OF_LEVEL = 0.015, 3.0
_LEVEL = (-10.0, 22.0)
#: So many views that show the markers are compared by what they show of the zones, at so many
#: places.
_COMPARED, _SAMPLES = 6, 16
_BLOCK = 24

_pickers: WeakKeyDictionary[PlacedAtlas, SkinPicker] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Subject:
    """What is looked at.

    Attributes
    ----------
    markers, normals
        (m, 3) places, mm, and outward normals.
    zones, zone_normals, zone_weights
        (n, 3) places of what is painted, mm, their normals, and what each counts (n,).
    """

    markers: Array
    normals: Array
    zones: Array
    zone_normals: Array
    zone_weights: Array


@dataclass(frozen=True, slots=True)
class Turns:
    """How far a view may go to see its markers.

    Attributes
    ----------
    farthest
        How far it may be turned, degrees.
    keeps
        The share that must stay of how large the zones look.
    modest
        Whether it stays near the horizon, and as it was where the markers are but barely seen.
    """

    farthest: float
    keeps: float
    modest: bool


def skin_of(placed: PlacedAtlas) -> SkinPicker:
    """Lines of sight against the skin of a figure, made at first need (11 ms)."""
    picker = _pickers.get(placed)
    if picker is None:
        triangles = load_topology().subdivision.triangles
        picker = _pickers[placed] = SkinPicker(surface(placed.figure.vertices, triangles))
    return picker


def clear_direction(
    picker: SkinPicker, subject: Subject, direction: Array, eyes: Eyes, turns: Turns
) -> Array:
    """The direction nearest to ``direction`` from which all markers are seen, if there is one.

    Nearest counts turns, zones lost from sight, and looking from far above or below. A direction
    that is good already comes back as it is, and so does one when no turn helps.

    Parameters
    ----------
    direction
        (3,) from the subject to the viewer.
    """
    eye = eyes(direction[None])[0]
    if _seen(picker, subject, eye):
        return direction
    before = _zones_seen(picker, subject, eye)
    candidates, cost = _turned(subject, direction, turns, before)
    compared: dict[int, float] = {}
    barely: int | None = None
    for number, eye in _open_eyes(picker, subject, candidates, eyes):
        if not _seen(picker, subject, eye):
            continue
        barely = number if barely is None else barely
        if _with_margin(picker, subject, eye):
            seen = _zones_seen(picker, subject, eye)
            kept = seen >= turns.keeps * before
            compared[number] = cost[number] + _loss(before, seen) if kept else np.inf
            if len(compared) == _COMPARED:
                break
    best = min(compared, key=compared.__getitem__, default=None)
    if best is None or np.isinf(compared[best]):
        best = None if turns.modest else barely
    return direction if best is None else np.asarray(candidates[best])


def _open_eyes(
    picker: SkinPicker, subject: Subject, candidates: Array, eyes: Eyes
) -> Iterator[tuple[int, Array]]:
    """Numbers of directions that nothing hides the markers from, and the eyes there."""
    for first in range(0, len(candidates), _BLOCK):
        places = eyes(candidates[first : first + _BLOCK])
        rows = np.arange(len(places))
        for marker, normal in zip(subject.markers, subject.normals, strict=True):
            rows = rows[_open(picker, marker, normal, places[rows])]
        for row in rows.tolist():
            yield first + row, places[row]


def _turned(subject: Subject, direction: Array, turns: Turns, before: float) -> tuple[Array, Array]:
    """Directions to try (k, 3), the best first as far as can be told without looking, and what
    the turn to each costs (k,).
    """
    height = float(np.degrees(np.arcsin(np.clip(direction[2], -1, 1))))
    around = np.arctan2(direction[1], direction[0])
    steps = int(180 / _STEP)
    azimuth = around + np.radians(_STEP) * np.arange(1 - steps, steps + 1)
    heights = height + _STEP * np.arange(-steps, steps + 1)
    lowest, highest = _LEVEL if turns.modest else (_LOWEST, _HIGHEST)
    heights = heights[(heights >= min(lowest, height)) & (heights <= max(highest, height))]
    a, h = (grid.ravel() for grid in np.meshgrid(azimuth, heights))
    c = np.cos(np.radians(h))
    directions = np.column_stack([c * np.cos(a), c * np.sin(a), np.sin(np.radians(h))])
    angle = np.degrees(np.arccos(np.clip(directions @ direction, -1, 1)))
    # A little below what is asked of the eye itself, which stands near, not far away.
    rows = (angle <= turns.farthest) & (angle > 1e-3)
    rows &= (directions @ subject.normals.T > _STEEP - 0.2).all(axis=1)
    directions, angle, h = directions[rows], angle[rows], h[rows]
    seen = _zones_faced(subject, directions)
    low, high = min(_LEVEL[0], height), max(_LEVEL[1], height)
    out = np.maximum(np.maximum(low - h, h - high), 0)
    cost = angle + out / _OUT_OF_LEVEL
    kept = np.flatnonzero(seen >= turns.keeps * before)
    order = kept[np.argsort((cost + _loss(before, seen))[kept], kind="stable")]
    return directions[order], cost[order]


def _loss(before: float, seen: npt.ArrayLike) -> Array:
    """What it costs that less is seen of the zones than before, or gains that more is."""
    return (before - np.asarray(seen)) / _ZONES_LOST


def _zones_faced(subject: Subject, directions: Array) -> Array:
    """How large the zones look from each direction, 0 to 1 for all seen straight on (k,)."""
    if not len(subject.zones):
        return np.zeros(len(directions))
    steep = np.maximum(subject.zone_normals @ directions.T, 0)
    return np.asarray(subject.zone_weights @ steep / subject.zone_weights.sum())


def _zones_seen(picker: SkinPicker, subject: Subject, eye: Array) -> float:
    """The same from an eye, less what other parts of the body hide."""
    sample = slice(None, None, -(-len(subject.zones) // _SAMPLES) or 1)
    zones, weights = subject.zones[sample], subject.zone_weights[sample]
    line = eye - zones
    steep = np.einsum("ij,ij->i", line, subject.zone_normals[sample])
    steep /= np.maximum(np.linalg.norm(line, axis=1), 1e-9)
    faced = np.flatnonzero(steep > 0)
    faced = faced[picker.open_to(eye, zones[faced])]
    return float(weights[faced] @ steep[faced]) / max(float(weights.sum()), 1e-12)


def _cosines(subject: Subject, eye: Array) -> Array:
    line = eye - subject.markers
    length = np.maximum(np.linalg.norm(line, axis=1), 1e-9)
    return np.asarray(np.einsum("ij,ij->i", line, subject.normals) / length)


def _seen(picker: SkinPicker, subject: Subject, eye: Array) -> bool:
    """Whether an eye sees all markers."""
    flattest = float(_cosines(subject, eye).min(initial=1.0))
    return flattest > _TOO_FLAT and bool(picker.open_to(eye, subject.markers).all())


def _open(picker: SkinPicker, marker: Array, normal: Array, eyes: Array) -> Bools:
    """Which eyes (k, 3) no skin hides from a marker (k,)."""
    return picker.open_to(marker + _LIFT * normal, eyes)


def _with_margin(picker: SkinPicker, subject: Subject, eye: Array) -> bool:
    """Whether an eye sees all markers well and still would from a little to any side."""
    if float(_cosines(subject, eye).min()) < _STEEP:
        return False
    for marker, normal in zip(subject.markers, subject.normals, strict=True):
        line = eye - marker
        aside = np.cross(line, [0.0, 0.0, 1.0])
        aside *= np.linalg.norm(line) / max(float(np.linalg.norm(aside)), 1e-9)
        upwards = np.cross(aside, line) / np.linalg.norm(line)
        moves = np.tan(np.radians(_MARGIN)) * np.array([aside, -aside, upwards, -upwards])
        if not _open(picker, marker, normal, eye + moves).all():
            return False
    return True
