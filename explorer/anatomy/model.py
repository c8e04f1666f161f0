"""The records of the knowledge base, as the field names them.

Every record is immutable. Positions are words and landmarks here, never coordinates:
:mod:`explorer.body` resolves them onto a figure.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

__all__ = [
    "Anchor",
    "Caution",
    "ClientLimits",
    "Complaint",
    "Course",
    "CoursePart",
    "CoursePlace",
    "DangerPath",
    "Direction",
    "Evidence",
    "GuidePage",
    "GuideSection",
    "KnowledgeBase",
    "Muscle",
    "Palpation",
    "Pressing",
    "Reference",
    "Region",
    "Side",
    "Stroke",
    "Technique",
    "Treatment",
    "TriggerPoint",
    "Zone",
]

Side = Literal["right", "left"]
Direction = Literal[
    "anterior",
    "posterior",
    "superior",
    "inferior",
    "medial",
    "lateral",
    "anterolateral",
    "anteromedial",
    "posterolateral",
    "posteromedial",
    "superolateral",
    "superomedial",
    "inferolateral",
    "inferomedial",
    "anterosuperior",
    "anteroinferior",
    "posterosuperior",
    "posteroinferior",
]
Shift = Literal[
    "anterior", "posterior", "superior", "inferior", "medial", "lateral", "along", "across"
]
Level = Literal["essential", "spillover"]
#: How often a muscle is commonly held to be behind a pain.
Commonness = Literal["very_common", "common", "occasional", "rare"]
#: How soon a red flag wants a doctor.
Urgency = Literal["emergency", "today", "soon"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """How well a statement is supported, and by whom.

    ``grade`` A: several trials or a meta-analysis; B: one or a few small studies in patients;
    C: practice tradition, described in the standard manuals. ``confidence`` says how sure this
    knowledge base is that it repeats the description rightly.
    """

    grade: Literal["A", "B", "C"]
    confidence: Literal["high", "medium", "low"]
    sources: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place on the skin, said in landmarks as textbooks say it.

    The weighted mean of the landmarks, moved by ``shift`` (mm, in body axes, or ``along`` the line
    from the first landmark to the second, or ``across`` it towards lateral), then projected onto
    the skin: along ``facing`` where given, else to the nearest point.
    """

    landmarks: dict[str, float]
    shift: dict[Shift, float] = field(default_factory=dict)
    facing: Direction | None = None


@dataclass(frozen=True, slots=True)
class Pressing:
    """How a point is pressed: direction of the push (None: straight in), depth on a lean adult."""

    depth_mm: float
    direction: Direction | None = None


@dataclass(frozen=True, slots=True)
class Stroke:
    """A brush stroke over the skin through waypoints.

    A waypoint is a landmark id, the word ``self`` (the trigger point), or an anchor.
    ``width_mm`` is the full width; one number, or one for each waypoint (linear in between).
    """

    through: tuple[str | Anchor, ...]
    width_mm: float | tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Zone:
    """Where a trigger point is commonly described to refer pain.

    ``regions`` are the named regions it is described in; ``strokes`` and ``fill`` (whole regions)
    are what is painted.
    """

    level: Level
    words: str
    regions: tuple[str, ...]
    strokes: tuple[Stroke, ...] = ()
    fill: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Palpation:
    """How to find a point: position of the client, the search, and what tells you are on it."""

    position: str
    search: str
    sign: str


@dataclass(frozen=True, slots=True)
class Treatment:
    """One technique for one point; their order is the order of choice."""

    technique: str
    tool: str
    dose: str
    how: str


@dataclass(frozen=True, slots=True)
class TriggerPoint:
    """One commonly described trigger point of one muscle."""

    id: str
    muscle: str
    label: str
    kind: Literal["central", "attachment", "other"]
    location: str
    anchor: Anchor
    pressing: Pressing
    palpation: Palpation
    zone_kind: Literal["pain", "autonomic", "none"]
    zones: tuple[Zone, ...]
    sensation: str
    treatment: tuple[Treatment, ...]
    self_care: str
    cautions: tuple[str, ...]
    evidence: Evidence
    complaints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CoursePlace:
    """A place on the way of a muscle, said in landmarks.

    With ``depth_mm`` the landmarks are an anchor on the skin and the place lies that deep under it
    on a lean adult, at the middle of the flesh. Without, it is the weighted mean of the landmarks
    itself, moved by ``shift``: a mean of a landmark in front and one behind lies inside the body
    and stays there on every figure.
    """

    landmarks: dict[str, float]
    shift: dict[Shift, float] = field(default_factory=dict)
    facing: Direction | None = None
    depth_mm: float | None = None


@dataclass(frozen=True, slots=True)
class CoursePart:
    """One belly or one sheet of a muscle.

    A part of one strand is a belly, as wide and thick as ``width_mm`` and ``thickness_mm`` say at
    each place; a part of several strands, in order from one border to the other, is a sheet
    spanned between them. Every strand runs from origin to insertion. ``flesh`` says between which
    fractions of the way it is red and not tendon.
    """

    strands: tuple[tuple[CoursePlace, ...], ...]
    thickness_mm: tuple[float, ...]
    width_mm: tuple[float, ...] = ()
    flesh: tuple[float, float] = (0.1, 0.9)


@dataclass(frozen=True, slots=True)
class Course:
    """The way of a muscle from origin to insertion, schematic, right side or midline."""

    parts: tuple[CoursePart, ...]


@dataclass(frozen=True, slots=True)
class Muscle:
    """A muscle, or a part of one where the parts behave as muscles of their own."""

    id: str
    name: str
    latin: str
    group: str
    area: str
    layer: Literal["superficial", "deep"]
    paired: bool
    origin: str
    insertion: str
    nerve: str
    action: str
    summary: str
    overload: str
    stretch: str
    prevention: str
    press_class: Literal["open", "care", "licensed"]
    press_note: str
    cautions: tuple[str, ...]
    evidence: Evidence
    ta2_id: int | None = None
    fma_id: str | None = None
    course: Course | None = None
    synergists: tuple[str, ...] = ()
    antagonists: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()
    commonness: Commonness = "occasional"
    entraps: str = ""


@dataclass(frozen=True, slots=True)
class Region:
    """A named patch of the body surface, or a place inside that people point to."""

    id: str
    name: str
    area: str
    view: str
    paired: bool
    depth: Literal["surface", "deep"]
    points_at: str | None = None
    latin: str = ""
    other_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Technique:
    """A hands-on technique, with its dose and its limits."""

    id: str
    name: str
    family: Literal["pressure", "stroke", "lengthen", "clinician"]
    what: str
    how: str
    tool: str
    dose: str
    good_for: str
    not_for: str
    who: tuple[Literal["self", "partner", "therapist", "licensed"], ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Complaint:
    """A complaint in people's words and the points commonly held to be behind it, best first."""

    id: str
    name: str
    also_called: tuple[str, ...]
    summary: str
    regions: tuple[str, ...]
    points: tuple[str, ...]
    red_flags: tuple[str, ...]
    first_steps: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class DangerPath:
    """A vessel, nerve or organ that must not be pressed, as a tube through places in the body.

    ``radius_mm`` is one number, or one for each place (linear in between).
    """

    name: str
    places: tuple[CoursePlace, ...]
    radius_mm: float | tuple[float, ...]


@dataclass(frozen=True, slots=True)
class ClientLimits:
    """What a condition of the client rules out.

    ``nothing`` stops all pressing; ``light`` keeps pressure light wherever it is still given;
    ``regions`` are not pressed at all; ``techniques`` are not used.
    """

    nothing: bool = False
    light: bool = False
    regions: tuple[str, ...] = ()
    techniques: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Caution:
    """A warning: red flags send to a doctor, the others change what is pressed or how.

    ``questions`` are asked of a client before muscles are named, and a yes leads to ``advice`` with
    the ``urgency`` it has. ``asked_as`` names a condition that can be set for a client, with its
    ``limits``. ``paths`` say where a danger area lies under the skin.
    """

    id: str
    kind: Literal["red_flag", "no_pressure", "not_here", "ask_first", "danger_area", "stop_sign"]
    title: str
    text: str
    advice: str
    regions: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    urgency: Urgency | None = None
    asked_as: str = ""
    limits: ClientLimits | None = None
    paths: tuple[DangerPath, ...] = ()


@dataclass(frozen=True, slots=True)
class GuideSection:
    """One headed part of a guide page; paragraphs are separated by empty lines."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class GuidePage:
    """One page of the guide."""

    id: str
    title: str
    lead: str
    sections: tuple[GuideSection, ...]
    see_also: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """A citation. ``seen`` is False where it is recalled and still to be checked in print."""

    id: str
    citation: str
    year: int
    seen: bool
    doi: str = ""


@dataclass(frozen=True, slots=True)
class KnowledgeBase:
    """Everything the explorer says, as read from one file."""

    format: str
    format_version: int
    title: str
    version: str
    licence: str
    disclaimer: str
    regions: tuple[Region, ...]
    muscles: tuple[Muscle, ...]
    trigger_points: tuple[TriggerPoint, ...]
    techniques: tuple[Technique, ...]
    complaints: tuple[Complaint, ...]
    cautions: tuple[Caution, ...]
    guide: tuple[GuidePage, ...]
    references: tuple[Reference, ...]
