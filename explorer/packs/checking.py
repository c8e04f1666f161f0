"""Every point of the atlas measured against the muscles of an anatomy pack."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import Side, TriggerPoint
from explorer.body.along_muscle import MuscleAxis, along_muscle, kind_fits, part_of_muscle
from explorer.body.courses import BodySide, body_side
from explorer.body.placement import PlacedAtlas, PlacedPoint
from explorer.body.pressing_lines import (
    Meeting,
    Passage,
    PressingLine,
    Underneath,
    outer_skin,
    target_of,
)
from explorer.body.structures import Structures

__all__ = [
    "CLOSE_MM",
    "CheckSummary",
    "PointCheck",
    "PointChecker",
    "check_pack",
    "summary",
    "targets_of",
]

Array = npt.NDArray[np.float64]

#: A pressing line within this of its muscle counts as right, mm.
CLOSE_MM = 5.0
#: The line of a superficial muscle's point should meet it as one of the first so many muscles.
FIRST_FEW = 2


@dataclass(frozen=True, slots=True, eq=False)
class PointCheck:
    """One point of one side measured against its own muscle.

    Attributes
    ----------
    distance_mm
        From the pressing line to the muscle, 0 where it meets it.
    depth_mm
        How deep under the skin it meets it; None where it does not.
    crossed
        Ids of the muscles met in order up to the target, the own muscle last where it is met.
        Muscles that the knowledge base does not know go by the id of their structure.
    bones
        Ids of the bones met on the way, and how deep each lies, mm.
    along
        Where along the muscle the place met (or nearest) lies: 0 origin to 1 insertion; from the
        nearer end, 0 to 0.5, when the muscle has no course. None for a mesh without extent.
    kind_fits
        Whether a point of its kind may lie there.
    order
        The own muscle is the first, second ... muscle that is met; None where it is missed.
    order_fits
        False where a superficial muscle is met later than second.
    target
        Where the point lies in the body, mm (3,).
    """

    trigger_point: str
    muscle: str
    side: Side
    kind: str
    distance_mm: float
    depth_mm: float | None
    crossed: tuple[str, ...]
    bones: tuple[tuple[str, float], ...]
    along: float | None
    kind_fits: bool
    order: int | None
    order_fits: bool
    target: Array

    @property
    def close(self) -> bool:
        """Whether the line comes near enough to the muscle."""
        return self.distance_mm <= CLOSE_MM

    def as_json(self) -> dict[str, Any]:
        """The row of ``anatomy check``."""
        return {
            "trigger_point": self.trigger_point,
            "muscle": self.muscle,
            "side": self.side,
            "distance_mm": round(self.distance_mm, 2),
            "depth_mm": None if self.depth_mm is None else round(self.depth_mm, 2),
            "crossed": list(self.crossed),
            "bones": [{"bone": bone, "depth_mm": round(depth, 2)} for bone, depth in self.bones],
            "along": None if self.along is None else round(self.along, 3),
            "part": None if self.along is None else part_of_muscle(self.along),
            "kind": self.kind,
            "kind_fits": self.kind_fits,
            "order": self.order,
            "order_fits": self.order_fits,
            "target_mm": [round(float(x), 2) for x in self.target],
        }


@dataclass(frozen=True, slots=True, eq=False)
class CheckSummary:
    """How well the points lie on a pack: shares from 0 to 1, and the worst points first.

    ``worst`` are those too far from their muscle, farthest first, then those whose place along it
    or whose order contradicts what they are.
    """

    points: int
    close: float
    met: float
    kind_fits: float
    order_fits: float
    worst: tuple[PointCheck, ...]


def check_pack(
    atlas: Atlas,
    placed: PlacedAtlas,
    structures: Structures,
    progress: Callable[[float], None] | None = None,
) -> tuple[PointCheck, ...]:
    """Measure every point whose muscle is there, both sides, in the order of the atlas.

    Parameters
    ----------
    placed
        The atlas on the figure of the pack.
    progress
        Is told the share done, 0 to 1; what it raises ends the check.
    """
    checker = PointChecker(atlas, placed, structures)
    found = []
    for number, point in enumerate(placed.points):
        if progress is not None and number % 16 == 0:
            progress(number / len(placed.points))
        check = checker.check(point)
        if check is not None:
            found.append(check)
    return tuple(found)


def targets_of(checks: Sequence[PointCheck]) -> dict[tuple[str, Side], Array]:
    """Where each point lies in the body, mm (3,), by point and side."""
    return {(check.trigger_point, check.side): check.target for check in checks}


def summary(checks: Sequence[PointCheck]) -> CheckSummary:
    """The shares, and what to look at first."""
    n = max(len(checks), 1)
    wrong = [c for c in checks if not (c.close and c.kind_fits and c.order_fits)]
    wrong.sort(key=lambda c: (-c.distance_mm if not c.close else 0.0, c.kind_fits, c.order_fits))
    return CheckSummary(
        len(checks),
        sum(c.close for c in checks) / n,
        sum(c.depth_mm is not None for c in checks) / n,
        sum(c.kind_fits for c in checks) / n,
        sum(c.order_fits for c in checks) / n,
        tuple(wrong),
    )


class PointChecker:
    """Measures one point after the other on one body; what they share is made once."""

    def __init__(self, atlas: Atlas, placed: PlacedAtlas, structures: Structures) -> None:
        self._atlas = atlas
        self._placed = placed
        self._structures = structures
        self._underneath = Underneath(structures, outer_skin(placed.figure))
        self._records: Mapping[str, TriggerPoint] = {
            p.id: p for p in atlas.knowledge.trigger_points
        }
        sides: tuple[Side, Side] = ("right", "left")
        self._sides: Mapping[Side, BodySide] = {s: body_side(placed.figure, s) for s in sides}
        self._axes: dict[tuple[str, Side, int], MuscleAxis | None] = {}

    def check(self, point: PlacedPoint) -> PointCheck | None:
        """Measure a point; None where the body has no flesh of its muscle."""
        record = self._records[point.id]
        own = self._structures.of_muscle(record.muscle, point.side)
        if not own:
            return None
        passage = self._underneath.follow(PressingLine(point.position, point.push), own)
        if passage.distance_mm is None or passage.nearest_structure is None:
            return None
        crossed, bones = self._way(passage, record, point)
        target = target_of(passage, record.pressing.depth_mm)
        place = passage.nearest if passage.own is None else target
        assert place is not None
        along = self._along(record.muscle, point.side, passage.nearest_structure, place)
        order = len(crossed) if passage.own is not None else None
        superficial = self._atlas.muscles[record.muscle].layer == "superficial"
        return PointCheck(
            record.id,
            record.muscle,
            point.side,
            record.kind,
            passage.distance_mm,
            None if passage.own is None else passage.own.depth_mm,
            crossed,
            bones,
            along,
            along is None or kind_fits(record.kind, along),
            order,
            not superficial or order is None or order <= FIRST_FEW,
            target,
        )

    def _way(
        self, passage: Passage, record: TriggerPoint, point: PlacedPoint
    ) -> tuple[tuple[str, ...], tuple[tuple[str, float], ...]]:
        """The muscles and the bones on the way, each named once."""
        crossed: list[str] = []
        bones: list[tuple[str, float]] = []
        for meeting in passage.before_target():
            item = self._structures.items[meeting.structure]
            if item.kind == "bone":
                bones.append((item.id, meeting.depth_mm))
                continue
            name = self._name(meeting, record, point, passage)
            if name not in crossed:
                crossed.append(name)
        return tuple(crossed), tuple(bones)

    def _name(
        self, meeting: Meeting, record: TriggerPoint, point: PlacedPoint, passage: Passage
    ) -> str:
        """The muscle that a structure is; where it is several in one, the one that lies there."""
        item = self._structures.items[meeting.structure]
        if not item.muscles:
            return item.id
        if record.muscle in item.muscles:
            return record.muscle
        if len(item.muscles) == 1:
            return item.muscles[0]
        place = passage.line.at(meeting.depth_mm)
        near = [
            (float(np.linalg.norm(other.position - place)), self._records[other.id].muscle)
            for other in self._placed.points
            if other.side == point.side and self._records[other.id].muscle in item.muscles
        ]
        return min(near)[1] if near else item.muscles[0]

    def _along(self, muscle: str, side: Side, structure: int, place: Array) -> float | None:
        key = (muscle, side, structure)
        if key not in self._axes:
            self._axes[key] = self._axis(*key)
        axis = self._axes[key]
        return None if axis is None else along_muscle(place, axis)

    def _axis(self, muscle: str, side: Side, structure: int) -> MuscleAxis | None:
        course = self._atlas.muscles[muscle].course
        strands: list[Array] = []
        if course is not None:
            body = self._sides[side]
            flip = np.array([1.0 if side == "right" else -1.0, 1.0, 1.0])
            strands = [
                np.array([body.place(place) for place in strand]) * flip
                for part in course.parts
                for strand in part.strands
            ]
        shared = len(self._structures.items[structure].muscles) > 1
        return MuscleAxis.of_flesh(*self._structures.mesh(structure), strands, shared)
