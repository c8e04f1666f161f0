"""Names of structures as files spell them: which side, and which words, in one spelling.

``Musculus_infraspinatus.l``, ``LeftInfraspinatus`` and ``infraspinatus muscle (left)`` are all
the word *infraspinatus* on the left. Words are brought to one stem, English and Latin, so that
*Caput laterale musculi tricipitis* may differ from *lateral head of triceps* in nothing but
its genitive, which the names of the knowledge base cover.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from explorer.anatomy.model import Side

__all__ = ["PlainName", "plain_name", "slug"]

_LEFT = frozenset(
    ["left", "lt", "sinister", "sinistra", "sinistrum", "sinistri", "sinistrae", "links", "gauche"]
)
_RIGHT = frozenset(
    ["right", "rt", "dexter", "dextra", "dextrum", "dextri", "dextrae", "rechts", "droit", "droite"]
)
_COPY = re.compile(r"[._ ]\d{3}$")  # what modelling programs add to a second of a name
_LETTER_END = re.compile(r"(?:[._\- ]|\s*\()([lr])\)?$", re.IGNORECASE)
_LETTER_START = re.compile(r"^\(?([lr])(?:\)\s*|[._\- ])(?!\d)", re.IGNORECASE)
_CAMEL_END = re.compile(r"(?<=[a-z])([LR])$")
_CAMEL_START = re.compile(r"^([LR])(?=[A-Z][a-z])")
_ATTACHMENT = re.compile(r"\.(?:[oe][lr]?|[jgts]|st)$")
_FILLERS = frozenset(
    [
        "of",
        "the",
        "a",
        "and",
        "in",
        "to",
        "et",
        "der",
        "muscle",
        "muscles",
        "musculus",
        "musculi",
        "musculorum",
        "musc",
        "m",
        "mm",
        "organ",
        "variant",
        "proper",
        "own",
    ]
)
_PART_WORDS = frozenset(
    [
        "part",
        "parts",
        "head",
        "heads",
        "belly",
        "bellies",
        "portion",
        "portions",
        "fiber",
        "fibers",
        "fibre",
        "fibres",
        "caput",
        "capita",
        "pars",
        "partes",
        "venter",
        "ventres",
        "slip",
        "slips",
        "fascicle",
        "fascicles",
        "bundle",
        "bundles",
        "division",
        "section",
        "zone",
        "segment",
    ]
)

_STEM_ROWS = """
lateral: lateralis laterale laterales
medial: mediale medialis mediales
anterior: anterius anteriores anticus
posterior: posterius posteriores posticus
superior: superius superiores
inferior: inferius inferiores
superficial: superficialis superficiale superficiales
deep: profundus profunda profundum
long: longum
short: breve
transvers: transverse transversus transversa transversum
oblique: obliquus obliqua obliquum
descending: descendens
ascending: ascendens
clavicular: clavicularis claviculare
acromial: acromialis acromiale
sternal: sternale
costal: costalis costale
sternocostal: sternocostalis
abdominal: abdominalis
humeral: humerale humeralis
ulnar: ulnare
radial: radiale
external: externus externa externi externum
internal: internus interna interni internum
innermost: intimus intimi intima
fibularis: peroneus peronaeus fibular peroneal
interosseus: interossei interosseous interosseal
intercostal: intercostals intercostales intercostalis
lumbrical: lumbricals lumbricales lumbricalis
rotator: rotators rotatores
levator: levatores levators
costarum: costae
multifidus: multifidi
interspinalis: interspinales
intertransversarius: intertransversarii
scalenus: scalene scaleni scalenes
gemellus: gemelli
rhomboid: rhomboids
digastric: digastricus
buccinator: bucinator
piriformis: pyriformis
fascia: fasciae
lata: latae
dorsal: dorsalis dorsales
palmar: palmaris palmares
plantar: plantares plantaris
adductor: adductores
pterygoid: pterygoids
zygomaticus: zygomatic
hand: manus
foot: pedis
1: first 1st primus prima i
2: second 2nd secundus secunda ii
3: third 3rd tertium iii
4: fourth 4th quartus quarta iv
5: fifth 5th quintus quinta
6: sixth 6th vi
7: seventh 7th vii
8: eighth 8th viii
9: ninth 9th ix
10: tenth 10th
11: eleventh 11th xi
12: twelfth 12th xii
"""


def _stems() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in _STEM_ROWS.strip().splitlines():
        stem, _, words = row.partition(":")
        found.update(dict.fromkeys(words.split(), stem))
    return found


_STEM: Mapping[str, str] = _stems()


@dataclass(frozen=True, slots=True)
class PlainName:
    """A name taken apart.

    Attributes
    ----------
    text
        The name without its side, readable: ``Infraspinatus``.
    words
        Stems in alphabetical order, without fillers and words such as *head* or *part*.
    part
        Whether such a word was there.
    attachment
        Whether it is the mark of an origin, an insertion or a label, no flesh.
    """

    text: str
    words: tuple[str, ...]
    side: Side | None
    part: bool
    attachment: bool


def slug(text: str) -> str:
    """Letters and digits of a name, joined by ``_``."""
    return re.sub(r"[^a-z0-9]+", "_", _ascii(text).casefold()).strip("_")


def _ascii(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def plain_name(name: str) -> PlainName:
    """Take a name apart; a name that says both sides has none."""
    text = _COPY.sub("", _ascii(name)[:300].strip())
    attachment = bool(_ATTACHMENT.search(text))
    text = _ATTACHMENT.sub("", text) if attachment else text
    sides: set[Side] = set()
    for pattern in (_LETTER_END, _LETTER_START, _CAMEL_END, _CAMEL_START):
        if match := pattern.search(text):
            sides.add("left" if match[1].casefold() == "l" else "right")
            text = text[: match.start()] + " " + text[match.end() :]
            break
    text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    spoken = re.sub(r"[^A-Za-z0-9()]+", " ", text)
    kept = []
    for word in spoken.split():
        bare = word.strip("()").casefold()
        if bare in _LEFT:
            sides.add("left")
        elif bare in _RIGHT:
            sides.add("right")
        elif bare:
            kept.append(word)
    words = [re.sub(r"[()]", " ", word).casefold().split() for word in kept]
    flat = [part for row in words for part in row]
    readable = " ".join(kept)
    return PlainName(
        readable[:1].upper() + (readable[1:] if not readable.isupper() else readable[1:].lower()),
        tuple(sorted(_stem(w) for w in flat if w not in _FILLERS and w not in _PART_WORDS)),
        next(iter(sides)) if len(sides) == 1 else None,
        any(w in _PART_WORDS for w in flat),
        attachment,
    )


def _stem(word: str) -> str:
    if word in _STEM:
        return _STEM[word]
    for ending in ("oideus", "oidei", "oideum"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)] + "oid"
    return word
