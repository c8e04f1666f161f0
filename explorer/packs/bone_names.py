"""Which names are bones, teeth or cartilages, and what they are called here."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping

from explorer.packs.plain_names import PlainName, plain_name, slug

__all__ = ["bone_name", "bone_slug", "is_midline"]

_RANKS = (
    "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth",
    "Eleventh", "Twelfth",
)  # fmt: skip
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_FINGERS = ("thumb", "index finger", "middle finger", "ring finger", "little finger")
_TOES = ("big toe", "second toe", "third toe", "fourth toe", "little toe")
_SPINE = (
    ("cervical", "cervicalis", "C", 7),
    ("thoracic", "thoracica", "T", 12),
    ("lumbar", "lumbalis", "L", 5),
)
#: Ids that the built-in skeleton has otherwise than by the name.
_IDS = {
    "Cuboid bone": "cuboid",
    "Navicular bone": "navicular",
    "Medial cuneiform bone": "cuneiform_medial",
    "Intermediate cuneiform bone": "cuneiform_intermediate",
    "Lateral cuneiform bone": "cuneiform_lateral",
    "Triquetral": "triquetrum",
}

# Name here: other names, Latin among them. The words bone and os count for nothing.
_PAIRED = """
Femur: thigh; os femoris
Tibia: shin
Fibula
Patella: kneecap
Hip bone: innominate; os coxae; coxal
Ilium: os ilium
Ischium
Pubis: os pubis
Humerus
Radius
Ulna
Scapula: shoulder blade
Clavicle: clavicula; collar
Talus: astragalus
Calcaneus: heel
Cuboid bone: os cuboideum; cuboid of foot
Navicular bone: os naviculare; navicular of foot
Medial cuneiform bone: first cuneiform; os cuneiforme mediale
Intermediate cuneiform bone: second cuneiform; middle cuneiform; os cuneiforme intermedium
Lateral cuneiform bone: third cuneiform; os cuneiforme laterale
Scaphoid: os scaphoideum; navicular of hand
Lunate: os lunatum
Triquetral: triquetrum; os triquetrum
Pisiform: os pisiforme
Trapezium: os trapezium
Trapezoid: os trapezoideum
Capitate: os capitatum
Hamate: os hamatum
Sesamoid bone of foot: sesamoid bones of foot
Sesamoid bone of hand: sesamoid bones of hand
Parietal bone: os parietale
Temporal bone: os temporale
Zygomatic bone: os zygomaticum; malar; cheek
Nasal bone: os nasale
Lacrimal bone: os lacrimale
Palatine bone: os palatinum
Maxilla: upper jaw
Inferior nasal concha: concha nasalis inferior; inferior turbinate
Malleus
Incus
Stapes
Arytenoid cartilage
Corniculate cartilage
Major alar cartilage
Minor alar cartilage
Lateral process of nasal septal cartilage: lateral nasal cartilage
Carpal bones: carpus; carpals; ossa carpi
Tarsal bones: tarsus; tarsals; ossa tarsi
Ribs: costae
Costal cartilages
Metacarpal bones: metacarpals; metacarpus
Metatarsal bones: metatarsals; metatarsus
Phalanges of hand: fingers; finger bones
Phalanges of foot: toes; toe bones
"""
_MIDLINE = """
Sacrum: os sacrum; sacral
Coccyx: os coccygis; tail
Sternum: breastbone
Manubrium: manubrium of sternum; manubrium sterni
Body of sternum: corpus sterni; gladiolus
Xiphoid process: processus xiphoideus; xiphoid; xiphisternum
Mandible: mandibula; lower jaw
Hyoid bone: os hyoideum; hyoid
Vomer
Ethmoid bone: ethmoid; os ethmoidale
Frontal bone: os frontale
Occipital bone: os occipitale
Sphenoid bone: sphenoid; os sphenoidale
Skull: cranium
Spine: vertebral column; columna vertebralis; vertebrae
Pelvis: bony pelvis
Rib cage: thoracic cage
Skeleton
Thyroid cartilage
Cricoid cartilage
Nasal septal cartilage: septal nasal cartilage
"""
_TOOTH = re.compile(r"\b(tooth|teeth|molar|premolar|incisor|canine|dens|dentes)\b")
_BONE = re.compile(r"\b(bones?|os|ossa)$|^(os|ossa) ")
_HOLLOW = re.compile(r"\b(sinus|cells?|cavity|foramen|canal|marrow|antrum|fossa|suture|joint)\b")
_IGNORED = frozenset({"bone", "bones", "os", "ossis", "ossa", "finger"})


def _key(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in _IGNORED)


def bone_name(name: PlainName) -> str | None:
    """The name of a bone, tooth or cartilage, without its side; None for everything else."""
    spoken = " ".join(name.text.casefold().split())
    if _HOLLOW.search(spoken):
        return None
    known = _known().get(_key(name.words))
    if known is not None:
        return known
    if _TOOTH.search(spoken) or _BONE.search(spoken):
        return name.text
    return None


def bone_slug(name: str) -> str:
    """The middle of a bone's id by its name here: the same as in the built-in skeleton."""
    return _slugs().get(name, slug(name))


def is_midline(name: str) -> bool:
    """Whether a bone by its name here lies in the midline."""
    return name in _midline_names()


@functools.cache
def _known() -> Mapping[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for own, _, others in _rows():
        for text in (own, *others):
            found.setdefault(_key(plain_name(text).words), own)
    return found


@functools.cache
def _slugs() -> Mapping[str, str]:
    return {own: id for own, id, _ in _rows()}


@functools.cache
def _midline_names() -> frozenset[str]:
    return frozenset(
        [line.split(":")[0].strip() for line in _MIDLINE.strip().splitlines()]
        + [own for own, id, _ in _rows() if id.startswith("vertebra_")]
    )


def _rows() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Name here, middle of the id, and other names of every bone."""
    for line in (_PAIRED + _MIDLINE).strip().splitlines():
        if line.strip():
            own, _, listed = (part.strip() for part in line.partition(":"))
            id = _IDS.get(own, slug(own))
            yield own, id, tuple(o.strip() for o in listed.split(";") if o.strip())
    yield "Atlas", "vertebra_c1", ("c1", "vertebra c1", "atlas c1", "first cervical vertebra")
    yield "Axis", "vertebra_c2", ("c2", "vertebra c2", "axis c2", "second cervical vertebra")
    for level, latin, letter, count in _SPINE:
        for i in range(3 if letter == "C" else 1, count + 1):
            own, short = f"{_RANKS[i - 1]} {level} vertebra", f"{letter}{i}"
            others: tuple[str, ...] = (short, f"vertebra {short}", f"{level} vertebra {i}")
            others += (f"vertebra {latin} {_ROMAN[i - 1]}", f"{own} {short}")
            yield own, f"vertebra_{short.lower()}", others
    for i in range(1, 13):
        rank, roman = _RANKS[i - 1], _ROMAN[i - 1]
        yield f"{rank} rib", f"rib_{i}", (f"rib {i}", f"costa {roman}", f"rib{i}")
        others = (f"{rank} costal cartilage", f"costal cartilage {i}")
        yield f"Costal cartilage of {rank.lower()} rib", f"costal_cartilage_{i}", others
    for i in range(1, 6):
        for own in ("metacarpal", "metatarsal"):
            others = (f"os {own}e {_ROMAN[i - 1]}", f"{own} {i}", f"{own}{i}")
            yield f"{_RANKS[i - 1]} {own} bone", f"{own}_{i}", others
        yield from _phalanges(i)


def _phalanges(i: int) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    rank = _RANKS[i - 1].lower()
    for level, latin in (("Proximal", "proximalis"), ("Middle", "media"), ("Distal", "distalis")):
        for digit, limb, also in (
            (_FINGERS[i - 1], "hand", "finger"),
            (_TOES[i - 1], "foot", "toe"),
        ):
            others = [
                f"{level} phalanx of {rank} {also} of {limb}",
                f"{level} phalanx of {rank} finger of {limb}",
                f"{level} phalanx of {rank} digit of {limb}",
                f"{level} phalanx of {rank} {also}",
                f"{level} phalanx {rank} of {limb}",
                f"phalanx {latin} digiti {_ROMAN[i - 1]} {'manus' if limb == 'hand' else 'pedis'}",
            ]
            if digit == "big toe":
                others += [f"{level} phalanx of great toe", f"{level} phalanx of hallux"]
            yield (
                f"{level} phalanx of {digit}",
                f"phalanx_{level.lower()}_{also}_{i}",
                tuple(others),
            )
