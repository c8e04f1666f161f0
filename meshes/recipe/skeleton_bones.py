"""The bones of the built-in skeleton: names, sides, and where each lies in the source meshes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BoneSide = Literal["right", "midline"]

# The part of a source mesh that is a bone: its file's stem, and the number of the connected piece
# in it (None: the whole mesh).
Piece = tuple[str, int | None]


@dataclass(frozen=True, slots=True)
class Bone:
    """A bone of the right side, or of the midline.

    ``long`` bones may be stretched more along one direction than the others.
    """

    slug: str
    name: str
    latin: str
    side: BoneSide
    piece: Piece
    long: bool = False


_ORDINALS = (
    "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth",
    "Eleventh", "Twelfth",
)  # fmt: skip
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_LATIN = ("primum", "secundum", "tertium", "quartum", "quintum")
_DIGITS = ("thumb", "index finger", "middle finger", "ring finger", "little finger")
_TOES = ("big toe", "second toe", "third toe", "fourth toe", "little toe")

# Numbers of the connected pieces, in the order in which the pieces of a file are found.
_CERVICAL = (6, 5, 4, 3, 2, 1, 0)
_RIBS = (21, 19, 17, 13, 11, 9, 7, 3, 1, 5, 15, 23)
_METATARSALS = (10, 9, 8, 5, 2)
_TOE_PROXIMAL = (5, 4, 2, 1, 0)
_TOE_MIDDLE = (11, 9, 7, 3)
_TOE_DISTAL = (12, 13, 10, 8, 6)
# The breastbone and all costal cartilages are one piece; skeleton_parts.py cuts it.
STERNUM_PIECE = 24


def _spine() -> list[Bone]:
    bones = [
        Bone("vertebra_c1", "Atlas (C1)", "Atlas", "midline", ("hat_cervical", _CERVICAL[0])),
        Bone("vertebra_c2", "Axis (C2)", "Axis", "midline", ("hat_cervical", _CERVICAL[1])),
    ]
    for number in range(3, 8):
        piece = ("hat_cervical", _CERVICAL[number - 1])
        bones.append(_vertebra("c", "cervicalis", number, piece))
    for number in range(1, 13):
        bones.append(_vertebra("t", "thoracica", number, (f"thoracic{number}_s", None)))
    for number in range(1, 6):
        bones.append(_vertebra("l", "lumbalis", number, (f"lumbar{number}", None)))
    bones.append(
        Bone("sacrum", "Sacrum and coccyx", "Os sacrum et os coccygis", "midline", ("sacrum", None))
    )
    return bones


def _vertebra(letter: str, latin: str, number: int, piece: Piece) -> Bone:
    return Bone(
        f"vertebra_{letter}{number}",
        f"Vertebra {letter.upper()}{number}",
        f"Vertebra {latin} {_ROMAN[number - 1]}",
        "midline",
        piece,
    )


def _chest() -> list[Bone]:
    bones = [Bone("sternum", "Sternum", "Sternum", "midline", ("sternum", None))]
    for number, piece in enumerate(_RIBS, 1):
        name, latin = f"{_ORDINALS[number - 1]} rib", f"Costa {_ROMAN[number - 1]}"
        bones.append(Bone(f"rib_{number}", name, latin, "right", ("thorax", piece)))
    for number in range(1, 6):
        name = f"{_ORDINALS[number - 1]} costal cartilage"
        latin = f"Cartilago costalis {_ROMAN[number - 1]}"
        slug = f"costal_cartilage_{number}"
        bones.append(Bone(slug, name, latin, "right", ("cartilage", number)))
    bones.append(
        Bone("costal_cartilages_6_10", "Costal cartilages of ribs 6 to 10",
             "Cartilagines costales VI-X", "right", ("cartilage", 6))
    )  # fmt: skip
    return bones


def _hand() -> list[Bone]:
    bones = []
    for slug, latin in (
        ("scaphoid", "scaphoideum"), ("lunate", "lunatum"), ("triquetrum", "triquetrum"),
        ("pisiform", "pisiforme"), ("trapezium", "trapezium"), ("trapezoid", "trapezoideum"),
        ("capitate", "capitatum"), ("hamate", "hamatum"),
    ):  # fmt: skip
        name = f"{slug.capitalize()} bone"
        bones.append(Bone(slug, name, f"Os {latin}", "right", (slug, None)))
    for number, digit in enumerate(_DIGITS, 1):
        name, latin = f"{_ORDINALS[number - 1]} metacarpal bone", _LATIN[number - 1]
        bones.append(
            Bone(f"metacarpal_{number}", name, f"Os metacarpale {latin}", "right",
                 (f"{number}mc", None), True)
        )  # fmt: skip
        stems = (
            {"proximal": "thumbprox", "distal": "thumbdist"}
            if number == 1
            else {
                "proximal": f"{number}proxph",
                "middle": f"{number}midph",
                "distal": f"{number}distph",
            }
        )
        bones += [
            _phalanx("finger", "manus", part, number, digit, (stem, None))
            for part, stem in stems.items()
        ]
    return bones


def _foot() -> list[Bone]:
    bones = [Bone("talus", "Talus", "Talus", "right", ("r_talus", None))]
    for slug, name, latin, piece in (
        ("calcaneus", "Calcaneus", "Calcaneus", 0),
        ("navicular", "Navicular bone", "Os naviculare", 3),
        ("cuboid", "Cuboid bone", "Os cuboideum", 1),
        ("cuneiform_medial", "Medial cuneiform bone", "Os cuneiforme mediale", 7),
        ("cuneiform_intermediate", "Intermediate cuneiform bone", "Os cuneiforme intermedium", 6),
        ("cuneiform_lateral", "Lateral cuneiform bone", "Os cuneiforme laterale", 4),
    ):
        bones.append(Bone(slug, name, latin, "right", ("r_foot", piece)))
    for number, digit in enumerate(_TOES, 1):
        name, latin = f"{_ORDINALS[number - 1]} metatarsal bone", _LATIN[number - 1]
        bones.append(
            Bone(f"metatarsal_{number}", name, f"Os metatarsale {latin}", "right",
                 ("r_foot", _METATARSALS[number - 1]), True)
        )  # fmt: skip
        parts = {"proximal": _TOE_PROXIMAL[number - 1]}
        if number > 1:
            parts["middle"] = _TOE_MIDDLE[number - 2]
        parts["distal"] = _TOE_DISTAL[number - 1]
        bones += [
            _phalanx("toe", "pedis", part, number, digit, ("r_bofoot", piece))
            for part, piece in parts.items()
        ]
    return bones


def _phalanx(limb: str, latin: str, part: str, number: int, digit: str, piece: Piece) -> Bone:
    third = {"proximal": "proximalis", "middle": "media", "distal": "distalis"}[part]
    return Bone(
        f"phalanx_{part}_{limb}_{number}",
        f"{part.capitalize()} phalanx of the {digit}",
        f"Phalanx {third} digiti {('primi', 'secundi', 'tertii', 'quarti', 'quinti')[number - 1]}"
        f" {latin}",
        "right",
        piece,
        True,
    )


BONES: tuple[Bone, ...] = (
    Bone("skull", "Skull", "Cranium", "midline", ("hat_skull", None)),
    Bone("mandible", "Mandible", "Mandibula", "midline", ("hat_jaw", None)),
    *_spine(),
    *_chest(),
    Bone("clavicle", "Clavicle", "Clavicula", "right", ("clavicle", None), True),
    Bone("scapula", "Scapula", "Scapula", "right", ("scapula", None)),
    Bone("humerus", "Humerus", "Humerus", "right", ("humerus", None), True),
    Bone("ulna", "Ulna", "Ulna", "right", ("ulna", None), True),
    Bone("radius", "Radius", "Radius", "right", ("radius", None), True),
    *_hand(),
    Bone("hip_bone", "Hip bone", "Os coxae", "right", ("r_pelvis", None)),
    Bone("femur", "Femur", "Femur", "right", ("r_femur", None), True),
    Bone("patella", "Patella", "Patella", "right", ("r_patella", None)),
    Bone("tibia", "Tibia", "Tibia", "right", ("r_tibia", None), True),
    Bone("fibula", "Fibula", "Fibula", "right", ("r_fibula", None), True),
    *_foot(),
)
