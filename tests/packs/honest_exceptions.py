"""Where the points and the bodies of the packs are known not to agree, and why.

``docs/truth.md`` tells the same. A point in FAR that is not far any more fails a test, and so do
words that its text no longer has.
"""

from __future__ import annotations

GLB, ZIP = "z_anatomy.glb", "bodyparts3d_development.zip"
BOTH = (GLB, ZIP)

#: A straight line of 70 mm cannot reach these, on these bodies.
FAR: dict[str, tuple[tuple[str, ...], str]] = {
    "multifidus_lumborum.trp2": ((GLB,), "the mesh ends above the sacrum"),
    "multifidus_lumborum.trp3": ((GLB,), "the mesh ends above the sacrum"),
    "palmar_interossei.trp1": ((GLB,), "the mesh holds one of the three"),
    "pectoralis_major_costal.trp1": ((ZIP,), "the mesh holds the lowest fibres only"),
    "pectoralis_major_costal.trp2": ((ZIP,), "the mesh holds the lowest fibres only"),
    "psoas_major.trp1": (BOTH, "deeper than a line is followed"),
    "obturator_internus.trp1": (BOTH, "deeper than a line is followed"),
    "piriformis.trp2": ((GLB,), "deeper than a line is followed"),
    "subscapularis.trp2": (BOTH, "the finger slides in under the shoulder blade: no straight way"),
}
#: Of these the same line, followed further, meets the muscle.
DEEP = ("psoas_major.trp1", "obturator_internus.trp1", "piriformis.trp2")

#: Central points whose own text puts them near an end of their muscle, in its words.
NEAR_AN_END: dict[str, str] = {
    "extensor_carpi_ulnaris.trp1": "(7-8 cm) below the elbow",
    "extensor_digitorum_longus.trp1": "a hand's breadth below the head of the fibula",
    "fibularis_longus.trp1": "two to four centimetres below the head of the fibula",
    "flexor_digitorum_longus.trp1": "at the lower end of its upper third",
    "iliocostalis_thoracis.trp2": "at about the height of T11",
    "pectoralis_major_clavicular.trp1": "Below the inner half of the collarbone",
    "pectoralis_major_costal.trp2": "between the edge of the breastbone and the line",
    "piriformis.trp1": "In the outer third of the line",
    "quadratus_femoris.trp1": "in the outer half of that gap",
    "rectus_femoris.trp1": "Near the top of the muscle",
    "rhomboid_major.trp2": "Along the inner border of the shoulder blade",
    "sartorius.trp1": "a hand's breadth below the front hip bone",
    "semispinalis_cervicis.trp1": "level with the bony tips of C2 and C3",
    "subscapularis.trp1": "close to its outer border",
    "supraspinatus.trp1": "In the inner part of the belly",
    "teres_major.trp1": "near its lower tip",
    "tibialis_posterior.trp1": "in the upper calf",
    "vastus_lateralis.trp1": "In the lowest part of the muscle",
    "vastus_lateralis.trp2": "In the lower outer and rear part",
}
#: Central points found near an end because of the mesh or of what is measured.
END_OF_THE_MESH: dict[str, str] = {
    "external_anal_sphincter.trp1": "a ring has no ends",
    "multifidus_cervicis.trp1": "the mesh is a row of thin bundles",
    "multifidus_lumborum.trp2": "the mesh ends above the sacrum",
    "multifidus_lumborum.trp3": "the mesh ends above the sacrum",
    "semispinalis_capitis.trp2": "the mesh holds the upper part only",
}
