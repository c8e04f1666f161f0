"""Parts of the body between which a skin is matched: an arm only ever finds an arm.

Each base vertex belongs to the part that its named region lies in; limbs are told apart by side.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.body.anchors import REFERENCE_FIGURE
from explorer.body.figure import load_figure
from explorer.body.landmarks import landmark_places
from explorer.body.regions import load_region_map
from explorer.body.topology import load_topology

__all__ = [
    "FACE_BANDS",
    "NEIGHBOURS",
    "PARTS",
    "Source",
    "load_source",
    "plain_part",
    "table_row",
]

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

_LIMB = (
    "arm",
    "forearm",
    "hand",
    *(f"finger{i}" for i in range(1, 6)),
    "thigh",
    "leg",
    "foot",
    *(f"toe{i}" for i in range(1, 6)),
)
#: The face is matched in bands: otherwise the upper lip is drawn onto the nose.
FACE_BANDS = ("nose", "upper lip", "lower face")
PARTS: tuple[str, ...] = (
    "trunk",
    "neck",
    "head",
    *FACE_BANDS,
    *(f"{side} {part}" for side in ("right", "left") for part in _LIMB),
)

_REGIONS = (
    (("foot_", "ankle_", "heel_"), "foot"),
    (("big_toe",), "toe1"),
    (("lesser_toes",), "toe2"),
    (("thigh_", "knee_"), "thigh"),
    (("shin", "leg_", "calf_", "achilles"), "leg"),
    (("hand_", "thumb_base", "wrist_"), "hand"),
    (("thumb_",), "finger1"),
    (("index_",), "finger2"),
    (("middle_",), "finger3"),
    (("ring_",), "finger4"),
    (("little_",), "finger5"),
    (("forearm_", "elbow_"), "forearm"),
    (("arm_", "shoulder_front", "shoulder_outer", "shoulder_back"), "arm"),
    (("neck_under_jaw", "head_", "face_", "ear_", "mouth_"), "head"),
    (("neck_collarbone", "neck_angle"), "trunk"),
    (("neck_",), "neck"),
)
_ROWS = (
    (("finger",), "fingers"),
    (("toe",), "toes"),
    (("nose", "upper lip", "lower face"), "face"),
)
#: Regions that are left out of the figures of a fit: toes, perineum and mouth.
UNJUDGED = (
    "big_toe_top",
    "big_toe_sole",
    "lesser_toes_top",
    "lesser_toes_sole",
    "perineum",
    "genital_region",
    "anal_region",
    "mouth_tongue_palate",
)
#: Vertices less open to light than this look at other skin: inside of mouth, nose and lids.
_OPEN, _OPEN_FACE = 0.03, 0.12


def plain_part(name: str) -> str:
    """A part's name without its side."""
    return name.removeprefix("right ").removeprefix("left ")


def table_row(name: str) -> str:
    """The row of the table of fit in which a part is counted."""
    plain = plain_part(name)
    return next((row for starts, row in _ROWS if plain.startswith(starts)), plain)


def _neighbours() -> Mapping[int, tuple[int, ...]]:
    central = {
        "trunk": ("neck", "head", "lower face"),
        "neck": ("trunk", "head", "lower face"),
        "head": ("neck", "trunk", *FACE_BANDS),
        "nose": ("head",),
        "upper lip": ("head",),
        "lower face": ("head", "neck", "trunk"),
    }
    limb = {
        "arm": ("forearm",),
        "forearm": ("arm", "hand"),
        "hand": ("forearm", *(f"finger{i}" for i in range(1, 6))),
        "thigh": ("leg",),
        "leg": ("thigh", "foot"),
        "foot": ("leg", *(f"toe{i}" for i in range(1, 6))),
        **{f"finger{i}": ("hand",) for i in range(1, 6)},
        **{f"toe{i}": ("foot",) for i in range(1, 6)},
    }
    found: dict[int, tuple[int, ...]] = {}
    for part, near in central.items():
        names = [part, *near]
        if part == "trunk":
            names += [f"{side} {root}" for side in ("right", "left") for root in ("arm", "thigh")]
        found[PARTS.index(part)] = tuple(PARTS.index(name) for name in names)
    for side in ("right", "left"):
        for part, near in limb.items():
            names = [f"{side} {part}", *(f"{side} {other}" for other in near)]
            names += ["trunk"] if part in ("arm", "thigh") else []
            found[PARTS.index(f"{side} {part}")] = tuple(PARTS.index(name) for name in names)
    return found


#: Part number -> the parts in which its points may find their partners, itself first.
NEIGHBOURS: Mapping[int, tuple[int, ...]] = _neighbours()


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """The figure that is wrapped onto a body.

    Attributes
    ----------
    vertices
        (v, 3) mm.
    part
        (v,) number in :data:`PARTS`.
    visible
        (v,) whether a vertex lies on the outside.
    matched
        (v,) whether it has a partner on a skin: the figure has no genitals, and skins are often
        closed at the perineum.
    judged
        (v,) whether it counts in the figures of a fit.
    stiffness
        (v,) how much more than the rest of the skin the surroundings keep their shape.
    """

    vertices: Floats
    part: npt.NDArray[np.int64]
    visible: Mask
    matched: Mask
    judged: Mask
    stiffness: Floats


@functools.cache
def load_source() -> Source:
    """The reference figure with its parts.

    Raises
    ------
    ExplorerError
        When a file of the body is missing or damaged.
    """
    figure = load_figure(REFERENCE_FIGURE)
    vertices = figure.base_vertices.astype(float)
    regions = load_region_map()
    names = np.array([_part_of_region(id) for id in regions.ids])[regions.label]
    marks = landmark_places(vertices)
    _split_toes(names, vertices, marks)
    limb = np.isin(names, _LIMB)
    side = np.where(vertices[:, 0] > 0, "left ", "right ")
    names = np.where(limb, np.char.add(side, names), names)
    _face_bands(names, vertices, marks)
    part = np.array([PARTS.index(name) for name in names], np.int64)
    head = np.isin(names, ["head", *FACE_BANDS])
    open_to_light = figure.occlusion[: len(vertices)]
    inner = np.isin(regions.label, [regions.index("mouth_tongue_palate")])
    visible = (open_to_light >= np.where(head, _OPEN_FACE, _OPEN)) & ~inner
    mirror = load_topology().mirror
    visible &= visible[mirror]
    judged = visible & ~np.isin(regions.label, [regions.index(id) for id in UNJUDGED])
    free = ("perineum", "genital_region")
    matched = visible & ~np.isin(regions.label, [regions.index(id) for id in free])
    return Source(vertices, part, visible, matched, judged, _stiffness(names, head, visible))


def _part_of_region(id: str) -> str:
    return next((part for starts, part in _REGIONS if id.startswith(starts)), "trunk")


def _split_toes(names: npt.NDArray[np.str_], vertices: Floats, marks: Mapping[str, Floats]) -> None:
    """The regions know the lesser toes as one: give each vertex to the nearest toe's axis."""
    lesser = np.flatnonzero(names == "toe2")
    right = vertices[lesser] * np.where(vertices[lesser, :1] > 0, [-1.0, 1.0, 1.0], 1.0)
    starts = [marks["mtp2_top"], marks["mtp3_top"], (marks["mtp3_top"] + marks["mtp5_top"]) / 2]
    starts.append(marks["mtp5_top"])
    tips = [marks[f"{toe}_toe_tip"] for toe in ("second", "third", "fourth", "little")]
    away = []
    for start, tip in zip(starts, tips, strict=True):
        axis = (tip - start)[:2]
        along = np.clip((right[:, :2] - start[:2]) @ axis / (axis @ axis), 0, 1.2)
        away.append(np.linalg.norm(right[:, :2] - start[:2] - along[:, None] * axis, axis=1))
    names[lesser] = np.array([f"toe{i}" for i in range(2, 6)])[np.argmin(away, axis=0)]


def _face_bands(names: npt.NDArray[np.str_], vertices: Floats, marks: Mapping[str, Floats]) -> None:
    front = (names == "head") & (np.abs(vertices[:, 0]) < 55)
    front &= vertices[:, 1] < marks["outer_canthus"][1]
    under_nose = marks["subnasale"][2]
    lips = (marks["labrale_superius"][2] + marks["labrale_inferius"][2]) / 2
    z = vertices[:, 2]
    names[front & (z > under_nose)] = "nose"
    names[front & (z <= under_nose) & (z > lips)] = "upper lip"
    names[front & (z <= lips) & (z > marks["menton"][2])] = "lower face"


def _stiffness(names: npt.NDArray[np.str_], head: Mask, visible: Mask) -> Floats:
    regions = load_region_map()
    stiffness = np.ones(len(names))
    stiffness[np.char.find(names, "toe") >= 0] = 6.0
    stiffness[np.char.find(names, "finger") >= 0] = 2.0
    for id, value in (
        ("face_upper_lip", 3.0),
        ("face_nose", 3.0),
        ("ear_deep", 4.0),
        ("face_around_eye", 4.0),
    ):
        stiffness[regions.mask(id)] = value
    near = ~visible
    edges = load_topology().subdivision.edges
    for _ in range(2):
        grown = near.copy()
        grown[edges[near[edges[:, 0]], 1]] = True
        grown[edges[near[edges[:, 1]], 0]] = True
        near = grown
    stiffness[near & head] = np.maximum(stiffness[near & head], 5.0)
    stiffness[~visible] = np.maximum(stiffness[~visible], 2.0)
    return stiffness
