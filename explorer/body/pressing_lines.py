"""Pressing lines: what lies under a point of the skin in the direction in which it is pressed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.body.figure import Figure
from explorer.body.line_geometry import (
    across,
    blocks,
    boxes_met,
    hits,
    is_inside,
    nearest_to_segment,
)
from explorer.body.regions import load_region_map
from explorer.body.structures import Structures
from explorer.body.topology import load_topology

__all__ = [
    "LINE_LENGTH",
    "Meeting",
    "Passage",
    "PressingLine",
    "Underneath",
    "follow",
    "outer_skin",
    "target_of",
]

Array = npt.NDArray[np.float64]
Skin = tuple[npt.NDArray[np.floating[Any]], npt.NDArray[np.integer[Any]]]

#: How far a pressing line is followed, mm.
LINE_LENGTH = 70.0
#: A target lies in the middle of the flesh first met, and no further in than this, mm.
WELL_INSIDE = 8.0
#: A line that leaves the skin sooner than this has not yet been in the body, mm.
SKIN_DEPTH = 3.0
#: The gap between lips, eyelids or folds of skin: a line goes on across it, mm.
SLIT = 4.0
#: Ways into the flesh closer than this are one, mm.
SAME = 0.01
#: Closer than this a line touches, mm.
TOUCH = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class PressingLine:
    """A straight line into the body.

    Attributes
    ----------
    start
        On the skin, mm in the body frame (3,).
    direction
        Into the body (3,); of any length when given, of length 1 ever after.
    length
        How far it is followed, mm.
    """

    start: Array
    direction: Array
    length: float = LINE_LENGTH

    def __post_init__(self) -> None:
        direction = np.asarray(self.direction, float)
        long = float(np.linalg.norm(direction))
        if not np.isfinite(long) or long < 1e-9:
            raise ValueError("a pressing line needs a direction")
        object.__setattr__(self, "start", np.asarray(self.start, float))
        object.__setattr__(self, "direction", direction / long)

    def at(self, depth_mm: float) -> Array:
        """The place at a depth, mm (3,)."""
        return np.asarray(self.start + depth_mm * self.direction)


@dataclass(frozen=True, slots=True)
class Meeting:
    """A structure that a line goes through: its number, and where it is in its flesh, mm.

    ``flesh`` are pairs of depths from where the line enters to where it leaves, at least one.
    """

    structure: int
    flesh: tuple[tuple[float, float], ...]

    @property
    def depth_mm(self) -> float:
        """How deep under the skin the line meets it."""
        return self.flesh[0][0]


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """What a pressing line meets.

    Attributes
    ----------
    line
        As long as it is inside the body.
    meetings
        All structures that it meets, in order.
    own
        The first meeting with the point's own muscle; None where the line misses it.
    distance_mm
        From the line to the own muscle; 0 where it meets it, None without one.
    nearest, nearest_depth_mm, nearest_structure
        The place of the own muscle that is met, or nearest (3,), the depth there, and the number
        of its structure.
    """

    line: PressingLine
    meetings: tuple[Meeting, ...]
    own: Meeting | None
    distance_mm: float | None
    nearest: Array | None
    nearest_depth_mm: float | None
    nearest_structure: int | None

    def before_target(self) -> tuple[Meeting, ...]:
        """What is met on the way, up to the own muscle and with it where it is met."""
        end = np.inf if self.nearest_depth_mm is None else self.nearest_depth_mm
        way = tuple(m for m in self.meetings if m is not self.own and m.depth_mm < end)
        return way if self.own is None else (*way, self.own)


class Underneath:
    """Structures made ready for many lines.

    Parameters
    ----------
    structures
        What a line may meet.
    skin
        Vertices (n, 3), mm, and outward triangles (m, 3) of the skin; a line ends where it leaves
        it on the far side.
    """

    def __init__(self, structures: Structures, skin: Skin | None = None) -> None:
        self._structures = structures
        self._skin = blocks(*skin) if skin is not None and len(skin[1]) else None
        boxes = np.full((len(structures.items), 2, 3), np.nan)
        full = np.flatnonzero(np.diff(structures.first_vertex) > 0)
        if len(full):
            first = structures.first_vertex[:-1][full]
            boxes[full, 0] = np.minimum.reduceat(structures.vertices, first, axis=0)
            boxes[full, 1] = np.maximum.reduceat(structures.vertices, first, axis=0)
        self._boxes = boxes

    def follow(self, line: PressingLine, own: Sequence[int] = ()) -> Passage:
        """Follow a line.

        Parameters
        ----------
        own
            Numbers of the structures that are the point's own muscle.
        """
        frame = across(line.direction)
        line = PressingLine(line.start, line.direction, self._inside_body(line, frame))
        meetings = [
            meeting
            for number in boxes_met(line.start, line.direction, line.length + SLIT, self._boxes)
            if (meeting := self._meet(line, frame, number)) is not None
        ]
        meetings.sort(key=lambda meeting: meeting.depth_mm)
        met = next((m for m in meetings if m.structure in own), None)
        if met is not None:
            depth = met.depth_mm
            return Passage(line, tuple(meetings), met, 0.0, line.at(depth), depth, met.structure)
        reach = [self._reach(line, number) for number in own]
        distance, share, place, number = min(
            reach, key=lambda each: each[0], default=(np.inf, 0.0, line.start, -1)
        )
        if not np.isfinite(distance):
            return Passage(line, tuple(meetings), None, None, None, None, None)
        depth = share * line.length
        if distance > TOUCH:
            return Passage(line, tuple(meetings), None, distance, place, depth, number)
        touch = Meeting(number, ((depth, depth),))
        meetings = sorted([*meetings, touch], key=lambda meeting: meeting.depth_mm)
        return Passage(line, tuple(meetings), touch, 0.0, place, depth, number)

    def _meet(self, line: PressingLine, frame: Array, number: int) -> Meeting | None:
        vertices, triangles = self._structures.mesh(number)
        _, depths, entering = hits((vertices - line.start) @ frame.T, triangles)
        low, high = self._boxes[number]
        around = bool(len(depths)) and bool(((line.start >= low) & (line.start <= high)).all())
        inside = around and is_inside(line.start, vertices, triangles)
        ahead = depths > 0
        # All of the line beyond its end counts, so that flesh that it ends in has an end too.
        flesh = _flesh(depths[ahead], entering[ahead], inside)
        within = tuple(
            (start, min(end, line.length)) for start, end in flesh if start <= line.length
        )
        return Meeting(number, within) if within else None

    def _reach(self, line: PressingLine, number: int) -> tuple[float, float, Array, int]:
        vertices, triangles = self._structures.mesh(number)
        found = nearest_to_segment(line.start, line.at(line.length), vertices, triangles)
        return (*found, number)

    def _inside_body(self, line: PressingLine, frame: Array) -> float:
        """The length of a line up to where it leaves the body, mm."""
        if self._skin is None:
            return line.length
        corners, first, boxes = self._skin
        near = [
            corners[first[n] : first[n + 1]]
            for n in boxes_met(line.start, line.direction, line.length + SLIT, boxes)
        ]
        if not near:
            return line.length
        met = np.concatenate(near).reshape(-1, 3)
        triangles = np.arange(len(met)).reshape(-1, 3)
        _, depths, entering = hits((met - line.start) @ frame.T, triangles)
        ahead = (depths > SKIN_DEPTH) & (depths < line.length + SLIT)
        depths, entering = depths[ahead], entering[ahead]
        for depth in depths[~entering]:
            back = depths[entering & (depths > depth)]
            if not len(back) or back[0] - depth > SLIT:
                return min(float(depth), line.length)
        return line.length


def _flesh(
    depths: Array, entering: npt.NDArray[np.bool_], inside: bool
) -> list[tuple[float, float]]:
    """Pairs of depths between which a line is in flesh, from its hits in order.

    A surface turned inside out is told by what is met first; shells inside one another count as
    one body; a way in or out that is missing, at a crack, leaves a touch at the other.
    """
    if not len(depths):
        return [(0.0, np.inf)] if inside else []
    # On an edge or a corner several triangles are met at once.
    once = np.ones(len(depths), bool)
    once[1:] = (np.diff(depths) > SAME) | (entering[1:] != entering[:-1])
    depths, entering = depths[once], entering[once]
    inward = entering if bool(entering[0]) != inside else ~entering
    found: list[tuple[float, float]] = []
    layers, start = (1, 0.0) if inside else (0, 0.0)
    for depth, enters in zip(depths.tolist(), inward.tolist(), strict=True):
        if enters:
            start = depth if layers == 0 else start
            layers += 1
        elif layers == 0:
            found.append((depth, depth))
        else:
            layers -= 1
            if layers == 0:
                found.append((start, depth))
    if layers:
        found.append((start, max(start, float(depths[-1]))))
    return found


def follow(
    line: PressingLine,
    structures: Structures,
    own: Sequence[int] = (),
    skin: Skin | None = None,
) -> Passage:
    """Follow one line; for many lines on the same structures keep an :class:`Underneath`."""
    return Underneath(structures, skin).follow(line, own)


def outer_skin(figure: Figure) -> Skin:
    """The skin at which a line ends: all of a figure's but the mouth, which lies inside it."""
    topology, regions = load_topology(), load_region_map()
    inside = regions.triangle_labels(topology.triangles) == regions.index("mouth_tongue_palate")
    shown = topology.subdivision.triangles.reshape(-1, 4, 3)[~inside]
    return figure.vertices, shown.reshape(-1, 3)


def target_of(passage: Passage, typical_depth_mm: float) -> Array:
    """Where a point's target lies, mm (3,).

    In the middle of the flesh of its muscle that the line meets first, a few millimetres in; on a
    body without that muscle, or where the line misses it, at the typical depth.
    """
    if passage.own is None:
        return passage.line.at(typical_depth_mm)
    start, end = passage.own.flesh[0]
    return passage.line.at(start + min((end - start) / 2, WELL_INSIDE))
