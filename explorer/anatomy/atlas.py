"""The knowledge base as an index: who belongs to whom, and what refers where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TypeVar

from explorer.anatomy.model import (
    Caution,
    Complaint,
    GuidePage,
    KnowledgeBase,
    Muscle,
    Reference,
    Region,
    Technique,
    TriggerPoint,
)

__all__ = ["AREA_NAMES", "SHOWN_TOGETHER", "Atlas", "Record"]

#: How many of a complaint's likely sources are shown together: more would hide each other.
SHOWN_TOGETHER = 5

Record = Muscle | TriggerPoint | Region | Technique | Complaint | Caution | GuidePage | Reference
_R = TypeVar("_R", bound=Record)

#: The parts of the body by which muscles are grouped, from head to foot.
AREA_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "head_neck": "Head and neck",
        "shoulder_upper_back": "Shoulder and upper back",
        "arm_forearm_hand": "Arm, forearm and hand",
        "torso_low_back_abdomen": "Trunk and low back",
        "pelvic_floor": "Pelvic floor",
        "hip_thigh": "Hip and thigh",
        "leg_foot": "Leg and foot",
    }
)


def _by_id(records: Iterable[_R]) -> Mapping[str, _R]:
    return MappingProxyType({record.id: record for record in records})


class Atlas:
    """Look-ups over one :class:`KnowledgeBase`; built once, never changed.

    Attributes are read-only mappings from id to record. Ids are unique over all collections, so
    :meth:`find` needs no kind.
    """

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self.knowledge = knowledge
        self.regions = _by_id(knowledge.regions)
        self.muscles = _by_id(knowledge.muscles)
        self.points = _by_id(knowledge.trigger_points)
        self.techniques = _by_id(knowledge.techniques)
        self.complaints = _by_id(knowledge.complaints)
        self.cautions = _by_id(knowledge.cautions)
        self.guide = _by_id(knowledge.guide)
        self.references = _by_id(knowledge.references)
        of_muscle: dict[str, list[TriggerPoint]] = defaultdict(list)
        refers: dict[str, list[TriggerPoint]] = defaultdict(list)
        for point in knowledge.trigger_points:
            of_muscle[point.muscle].append(point)
            for zone in point.zones:
                for region in zone.regions:
                    if point not in refers[region]:
                        refers[region].append(point)
        self._of_muscle = {k: tuple(v) for k, v in of_muscle.items()}
        self._refers = {k: tuple(v) for k, v in refers.items()}
        of_point: dict[str, list[Complaint]] = defaultdict(list)
        for complaint in knowledge.complaints:
            for point_id in complaint.points:
                of_point[point_id].append(complaint)
        self._complaints_of_point = {k: tuple(v) for k, v in of_point.items()}
        groups: dict[str, list[Muscle]] = defaultdict(list)
        for muscle in knowledge.muscles:
            groups[muscle.group].append(muscle)
        self._groups = {k: tuple(v) for k, v in groups.items()}

    def __reduce__(self) -> tuple[type[Atlas], tuple[KnowledgeBase]]:
        """Travel to another process as the knowledge base alone."""
        return Atlas, (self.knowledge,)

    def find(self, id: str) -> Record | None:
        """The record with this id, of whatever kind, or None."""
        for collection in (
            self.points,
            self.muscles,
            self.regions,
            self.complaints,
            self.techniques,
            self.cautions,
            self.guide,
            self.references,
        ):
            record = collection.get(id)
            if record is not None:
                return record
        return None

    @property
    def ids(self) -> frozenset[str]:
        """Ids of all that can be shown: every record but the references."""
        kinds = (self.points, self.muscles, self.regions, self.complaints)
        others = (self.techniques, self.cautions, self.guide)
        return frozenset(id for kind in (*kinds, *others) for id in kind)

    def muscle_of(self, point: TriggerPoint) -> Muscle:
        """The muscle a point belongs to."""
        return self.muscles[point.muscle]

    def points_of(self, muscle: str) -> tuple[TriggerPoint, ...]:
        """The points of a muscle in their usual order."""
        return self._of_muscle.get(muscle, ())

    def points_referring_to(self, region: str) -> tuple[TriggerPoint, ...]:
        """Points with an essential or spillover zone in a region, essential ones first."""
        points = self._refers.get(region, ())
        return tuple(
            sorted(
                points,
                key=lambda p: (
                    not any(z.level == "essential" and region in z.regions for z in p.zones)
                ),
            )
        )

    def points_sharing_zone(self, point: TriggerPoint) -> tuple[tuple[TriggerPoint, int], ...]:
        """Other points whose essential zone shares regions with this one's, most shared first."""
        own = {r for z in point.zones if z.level == "essential" for r in z.regions}
        shared = []
        for other in self.knowledge.trigger_points:
            if other.id == point.id:
                continue
            theirs = {r for z in other.zones if z.level == "essential" for r in z.regions}
            if own & theirs:
                shared.append((other, len(own & theirs)))
        return tuple(sorted(shared, key=lambda pair: (-pair[1], pair[0].id)))

    def complaints_of(self, point: str) -> tuple[Complaint, ...]:
        """Complaints that name this point among their likely sources."""
        return self._complaints_of_point.get(point, ())

    def parts_of_group(self, group: str) -> tuple[Muscle, ...]:
        """The muscles that a therapist would call by one name, such as the parts of trapezius."""
        return self._groups.get(group, ())

    def points_using(self, technique: str) -> tuple[TriggerPoint, ...]:
        """Points for which a technique is among the choices."""
        return tuple(
            p
            for p in self.knowledge.trigger_points
            if any(t.technique == technique for t in p.treatment)
        )

    def point_name(self, point: str) -> str:
        """How a point is called: its muscle and its label."""
        record = self.points[point]
        return f"{self.muscles[record.muscle].name} {record.label}"
