"""The bones of a body by what they are, whichever way their file names them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.body.structures import Structures
from explorer.packs.wrapping.parts import PARTS

__all__ = ["Bone", "bone_key", "find_bones", "part_of_bone", "sure_parts"]

Floats = npt.NDArray[np.float64]

_RANKS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
]
_DIGITS = {"thumb": 1, "index": 2, "middle": 3, "ring": 4, "little": 5, "big": 1, "great": 1}
_LEVELS = {"cervical": "c", "thoracic": "t", "lumbar": "l"}
#: Words that name a bone by themselves, the more particular first.
_PLAIN = (
    *("costal", "metacarpal", "metatarsal", "manubrium", "xiphoid", "sternum", "clavicle"),
    *("scapula", "humerus", "radius", "ulna", "scaphoid", "lunate", "triquetr", "pisiform"),
    *("trapezium", "trapezoid", "capitate", "hamate", "hip", "femur", "patella", "tibia"),
    *("fibula", "talus", "calcaneus", "navicular", "cuboid", "cuneiform", "sesamoid", "sacrum"),
    *("coccyx", "rib", "frontal", "parietal", "occipital", "temporal", "zygomatic", "maxilla"),
    *("nasal", "mandible", "hyoid", "thyroid", "cricoid", "lacrimal", "sphenoid", "ethmoid"),
    *("skull", "cranium"),
)
_UNWANTED = ("concha", "sinus", "cell", "septal", "alar", "process of nasal", "tooth", "muscle")
_PARTS = (
    (r"finger\d-.*", "finger"),
    (r"toe\d-.*", "toe"),
    (r"metacarpal\d|scaphoid|lunate|triquetr|pisiform|trapez.*|capitate|hamate", "hand"),
    (r"metatarsal\d|calcaneus|cuboid|cuneiform|navicular|talus|sesamoid", "foot"),
    (r"humerus", "arm"),
    (r"radius|ulna", "forearm"),
    (r"femur|patella", "thigh"),
    (r"tibia|fibula", "leg"),
    (r"c[1-6]|hyoid|thyroid|cricoid", "neck"),
    (r"costal\d*|rib\d+|[ctl]\d+|manubrium|xiphoid|sternum|clavicle|scapula", "trunk"),
    (r"hip|sacrum|coccyx", "trunk"),
    (r"frontal|parietal|occipital|temporal|zygomatic|maxilla|nasal|mandible", "head"),
    (r"lacrimal|sphenoid|ethmoid|skull|cranium", "head"),
)


@dataclass(frozen=True, slots=True, eq=False)
class Bone:
    """A bone's surface, mm: ``points`` (n, 3), corners and middles, and their ``areas`` (n,)."""

    points: Floats
    areas: Floats


def bone_key(name: str) -> str | None:
    """A short key such as ``femur``, ``rib5``, ``t12``, ``finger2-distal``; None if unknown."""
    words = re.sub(r"[^a-z0-9]+", " ", name.lower()).replace("vertebral", "vertebra").strip()
    if any(word in words for word in _UNWANTED):
        return None
    rank = next((i + 1 for i, r in enumerate(_RANKS) if re.search(rf"\b{r}\b", words)), None)
    phalanx = re.search(r"\b(proximal|middle|distal) phalanx\b(.*)", words)
    if phalanx:
        which, rest = phalanx.groups()
        named = next((n for d, n in _DIGITS.items() if re.search(rf"\b{d}\b", rest)), rank)
        foot = re.search(r"\b(toe|foot|hallux)\b", rest)
        named = 1 if "hallux" in rest else named
        return None if named is None else f"{'toe' if foot else 'finger'}{named}-{which}"
    spine = re.search(r"\b([ctl])(\d{1,2})\b", words)
    if spine:
        return "".join(spine.groups())
    for level, letter in _LEVELS.items():
        if rank and "vertebra" in words and level in words:
            return f"{letter}{rank}"
    if re.fullmatch(r"atlas|axis", words):
        return {"atlas": "c1", "axis": "c2"}[words]
    for plain in _PLAIN:
        if re.search(rf"\b{plain}", words):
            numbered = plain in ("metacarpal", "metatarsal", "rib", "costal")
            return f"{plain}{rank or ''}" if numbered else plain
    return None


def part_of_bone(key: str, side: str) -> int:
    """Number of the body part that a bone lies in."""
    for pattern, part in _PARTS:
        if re.fullmatch(pattern, key):
            digit = re.search(r"\d", key)
            name = f"{part}{digit.group()}" if part in ("finger", "toe") and digit else part
            return PARTS.index(name if name in PARTS else f"{side} {name}")
    return PARTS.index("trunk")


def find_bones(structures: Structures) -> dict[tuple[str, str], Bone]:
    """Bones by key and side ("right", "left"); what lies in the midline stands under both.

    A bone stored in several pieces is put together; one that does not tell its side gets it from
    where it lies.
    """
    pieces: dict[tuple[str, str], list[Bone]] = {}
    for number, item in enumerate(structures.items):
        key = bone_key(item.name) if item.kind == "bone" else None
        vertices, triangles = structures.mesh(number)
        if key is None or not len(triangles) or not np.isfinite(vertices).all():
            continue
        bone = _points(vertices.astype(float), triangles)
        low, high = np.percentile(bone.points[:, 0], [5, 95])
        sides: tuple[str, ...] = ("right", "left")
        if item.side is not None:
            sides = (item.side,)
        elif high < -3 or low > 3:
            sides = ("right",) if high < -3 else ("left",)
        for side in sides:
            pieces.setdefault((key, side), []).append(bone)
    return {
        key: Bone(
            np.concatenate([b.points for b in found]), np.concatenate([b.areas for b in found])
        )
        for key, found in pieces.items()
    }


def _points(vertices: Floats, triangles: npt.NDArray[np.int32]) -> Bone:
    corners = vertices[triangles]
    ring = triangles[:, [1, 2, 0]]
    sides = corners[:, 1:] - corners[:, :1]
    area = np.linalg.norm(np.cross(sides[:, 0], sides[:, 1]), axis=1) / 2
    middles = (corners + vertices[ring]) / 2
    points = np.concatenate([vertices, corners.mean(axis=1), middles.reshape(-1, 3)])
    areas = np.concatenate([np.zeros(len(vertices)), area, np.zeros(3 * len(area))])
    return Bone(points, areas)


def sure_parts(
    bones: Mapping[tuple[str, str], Bone], points: Floats, check: Callable[[], None]
) -> npt.NDArray[np.int64]:
    """Body part of skin points (p,): that of the nearest bone; ``check`` is called now and then."""
    from scipy.spatial import cKDTree

    keys = list(bones)
    parts = [part_of_bone(*key) for key in keys]
    some = [bones[key].points[::4] for key in keys]
    tree = cKDTree(np.concatenate(some))
    numbers = np.repeat(parts, [len(points) for points in some])
    near = []
    for start in range(0, len(points), 65_536):
        check()
        near.append(tree.query(points[start : start + 65_536])[1])
    return np.asarray(numbers[np.concatenate(near)])
