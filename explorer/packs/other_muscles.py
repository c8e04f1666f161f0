"""Muscles that the knowledge base does not know: names by which they are told from other things.

They are shown and named, but have no points.
"""

from __future__ import annotations

import functools
import re

from explorer.packs.plain_names import PlainName, plain_name

__all__ = ["is_other_muscle", "lies_near_the_skin"]

_FACE = """
corrugator supercilii; depressor anguli oris; depressor labii inferioris; depressor septi nasi;
depressor supercilii; levator anguli oris; levator labii superioris; levator nasolabialis;
levator labii superioris alaeque nasi; mentalis; nasalis; orbicularis oris; orbicularis oculi;
risorius; zygomaticus minor; temporoparietalis; auricularis anterior; auricularis posterior;
auricularis superior; procerus; sphincter ani externus
"""
_DEEP = """
superior rectus; inferior rectus; medial rectus; lateral rectus; superior oblique;
inferior oblique; levator palpebrae superioris; genioglossus; hyoglossus; styloglossus;
palatoglossus; palatopharyngeus; salpingopharyngeus; stylopharyngeus; uvular; musculus uvulae;
levator veli palatini; tensor veli palatini; superior pharyngeal constrictor;
middle pharyngeal constrictor; inferior pharyngeal constrictor; aryepiglotticus;
aryepiglottic; cricothyroid; straight part of cricothyroid; oblique part of cricothyroid;
lateral crico-arytenoid; posterior crico-arytenoid; oblique arytenoid; transverse arytenoid;
thyro-arytenoid; vocalis; thyro-epiglottic; rectus capitis anterior; rectus capitis lateralis;
rectus anterior capitis; rectus lateralis capitis; spinalis capitis; spinalis colli;
spinalis cervicis; spinalis; interspinales colli; interspinales cervicis; interspinales lumborum;
interspinales thoracis; interspinalis thoracis; interspinalis cervicis; interspinalis lumborum;
intertransversarii; lateral lumbar intertransversarius; medial lumbar intertransversarius;
dorsal parts of lateral intertransversarii lumborum; ventral parts of lateral intertransversarii
lumborum; innermost intercostal; subcostales; subcostal; transversus thoracis; adductor minimus;
articularis genus; articularis cubiti; palmaris brevis; pubo analis; puboanalis; puboperinealis;
cremaster; dartos; deep transverse perineal; external urethral sphincter; longissimus cervicis;
longissimus colli; stapedius; tensor tympani; sternalis; psoas minor; subanconeus; dilator naris;
opponens digiti minimi of foot
"""
_MUSCLE = re.compile(r"\b(muscles?|musculus|musculi)\b|^m\.? ")
_NO_MUSCLE = re.compile(
    r"\b(tendons?|tendo|tendinous|ligaments?|ligamentum|fascia|fasciae|aponeuros[ie]s|sheaths?|"
    r"retinacul\w+|bursae?|sept(?:um|a|al)|nerves?|nervus|arter\w+|veins?|vena|vessels?|vascular|lymph\w*|"
    r"glands?|membranes?|capsules?|tract|tractus|arch|raphe|linea|dis[ck]s?|menisc\w+|labrum|"
    r"cartilages?|fat|gyrus|ventricle|papillary|heart|cardiac|eyeball|retina|brain|skin|triangle|"
    r"spindle|layer|surface|origin|insertion|attachment|group|compartment|trabecula\w*|plexus)\b"
)
_STILL_MUSCLE = re.compile(r"fasciae? latae?\b")


@functools.cache
def _names() -> tuple[frozenset[tuple[str, ...]], frozenset[tuple[str, ...]]]:
    def keys(text: str) -> frozenset[tuple[str, ...]]:
        return frozenset(plain_name(name).words for name in " ".join(text.split()).split(";"))

    return keys(_FACE), keys(_DEEP)


def is_other_muscle(name: PlainName) -> bool:
    """Whether a name is that of a muscle, and of no tendon, vessel or other thing."""
    spoken = _STILL_MUSCLE.sub("", name.text.casefold())
    if _NO_MUSCLE.search(spoken):
        return False
    face, deep = _names()
    return name.words in face or name.words in deep or bool(_MUSCLE.search(spoken))


def lies_near_the_skin(name: PlainName) -> bool:
    """Whether it belongs to the superficial layer: the muscles of the face do."""
    return name.words in _names()[0]
