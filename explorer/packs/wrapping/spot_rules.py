"""Where on a bone a landmark lies, and from where a finger presses it.

A rule reads: landmark, bone, the direction in which its spot is the bone's furthest point (or
``centre``), the direction from which it is pressed (empty: the same), and the part of the bone
that counts, as fractions of its length or of its box. Meant on the right side.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["RULES", "Rule"]

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Rule:
    """One spot.

    Attributes
    ----------
    landmark, bone
        Id of the landmark, key of the bone.
    along
        Direction words, or ``centre``.
    press
        Direction words from the bone out to the skin.
    frame
        Whose words these are: ``body`` or a limb.
    length
        Part of the bone along the limb, 0 near the trunk.
    lateral, back, up
        Part of the bone's box in the body.
    thick_mm
        The skin is no further out than this; beyond lies another part of the body.
    usual_mm
        How far out the skin is taken to be where there is none, as in an armpit that was closed.
    """

    landmark: str
    bone: str
    along: str
    press: str = ""
    frame: str = "body"
    length: Span = (0.0, 1.0)
    lateral: Span = (0.0, 1.0)
    back: Span = (0.0, 1.0)
    up: Span = (0.0, 1.0)
    thick_mm: float = 130.0
    usual_mm: float | None = None


_MIDLINE: Span = (0.4, 0.6)
_HEAD: Span = (0.86, 1.0)
_FINGERS = {2: "index", 3: "middle", 4: "ring", 5: "little"}

_HEAD_RULES = (
    Rule("bregma", "frontal", "back", "up", lateral=(0.45, 0.55)),
    Rule("glabella", "frontal", "front", lateral=(0.45, 0.55), up=(0.05, 0.3)),
    Rule("nasion", "nasal", "up", "front"),
    Rule("pogonion", "mandible", "front", lateral=_MIDLINE, up=(0.0, 0.2)),
    Rule("menton", "mandible", "down", lateral=_MIDLINE, back=(0.0, 0.25)),
    Rule("inion", "occipital", "back", lateral=(0.45, 0.55), up=(0.3, 0.45)),
    Rule("lambda", "occipital", "up", "back", lateral=_MIDLINE),
    Rule("eyebrow_outer", "zygomatic", "up", "front+0.75*lateral"),
    Rule("zygomatic_prominence", "zygomatic", "front+0.75*lateral", up=(0.1, 0.6)),
    Rule("zygomatic_arch_middle", "temporal", "lateral", back=(0.0, 0.2), up=(0.2, 0.55)),
    Rule("jaw_joint", "mandible", "lateral", lateral=(0.6, 1), back=(0.8, 1), up=(0.85, 1)),
    Rule(
        *("mastoid_tip", "temporal", "down", "lateral+0.3*back"), lateral=(0.6, 1), back=(0.55, 1)
    ),
    Rule("gonion", "mandible", "back+down", "lateral", lateral=(0.6, 1.0)),
)
_TRUNK_RULES = (
    Rule("laryngeal_prominence", "thyroid", "front", lateral=_MIDLINE),
    Rule("jugular_notch", "manubrium", "up", "front", lateral=_MIDLINE),
    Rule("sternal_angle", "sternum", "up", "front", lateral=_MIDLINE),
    Rule("sternum_middle", "sternum", "front", lateral=_MIDLINE, up=(0.45, 0.55)),
    Rule("xiphoid_tip", "xiphoid", "down", "front"),
    *(
        Rule(f"{key}_spinous_process", key, "back", lateral=_MIDLINE)
        for key in ("c2", "c4", "c7", *(f"t{n}" for n in range(1, 13)))
    ),
    *(Rule(f"l{n}_spinous_process", f"l{n}", "back", lateral=_MIDLINE) for n in range(1, 6)),
    Rule("coccyx_tip", "coccyx", "down", "back+0.5*down"),
    Rule("sternoclavicular_joint", "clavicle", "medial+front", "front"),
    Rule("clavicle_middle", "clavicle", "front+up", lateral=(0.47, 0.53)),
    Rule("clavicle_lateral_third", "clavicle", "front+up", lateral=(0.8, 0.86)),
    Rule("acromioclavicular_joint", "clavicle", "lateral", "up"),
    Rule("acromion_tip", "scapula", "lateral", "lateral+up", up=(0.8, 1.0)),
    Rule(
        *("acromial_angle", "scapula", "lateral+back", "up+0.67*back+0.53*lateral"),
        lateral=(0.8, 1.0),
        up=(0.8, 1.0),
    ),
    Rule("coracoid_process", "scapula", "front"),
    Rule("scapula_superior_angle", "scapula", "up", "back", lateral=(0.0, 0.35)),
    Rule("scapular_spine_root", "scapula", "medial", "back", up=(0.68, 0.76)),
    Rule("scapula_medial_border_middle", "scapula", "medial", "back", up=(0.4, 0.46)),
    Rule("scapula_inferior_angle", "scapula", "down", "back"),
    Rule("rib3_midclavicular", "rib3", "front", lateral=(0.62, 0.7), back=(0.0, 0.5)),
    Rule("rib5_midclavicular", "rib5", "front", lateral=(0.56, 0.64), back=(0.0, 0.5)),
    Rule("rib4_midaxillary", "rib4", "lateral", thick_mm=30.0, usual_mm=12.0),
    Rule("rib6_midaxillary", "rib6", "lateral", thick_mm=45.0, usual_mm=12.0),
    Rule("rib8_midaxillary", "rib8", "lateral", thick_mm=60.0),
    Rule("rib5_angle", "rib5", "back", lateral=(0.33, 0.4)),
    Rule("rib8_angle", "rib8", "back", lateral=(0.46, 0.54)),
    Rule("rib10_angle", "rib10", "back+0.32*lateral", "back"),
    Rule("costal_margin_lateral", "costal10", "down", "lateral+0.44*front"),
    Rule("pubic_symphysis", "hip", "up", "front", lateral=(0.0, 0.06)),
    Rule("pubic_tubercle", "hip", "front+up", "front", lateral=(0.14, 0.2), up=(0.1, 0.35)),
    Rule("asis", "hip", "front", "front+0.32*lateral", up=(0.5, 1.0)),
    Rule("iliac_tubercle", "hip", "lateral", up=(0.7, 1.0)),
    Rule("iliac_crest_top", "hip", "lateral", up=(0.93, 0.97)),
    Rule("iliac_crest_posterior", "hip", "up", "back", back=(0.82, 0.86)),
    Rule("psis", "hip", "back", up=(0.45, 0.85)),
    Rule("ischial_tuberosity", "hip", "down+0.75*back", "back", up=(0.0, 0.3)),
    Rule("costal_margin_middle", "costal9", "down", "front", lateral=(0.0, 0.2)),
    Rule("lesser_trochanter_front", "femur", "medial+back", "front", up=(0.78, 0.86)),
    Rule(*("greater_trochanter_top", "femur", "up", "lateral"), lateral=(0.7, 1.0), up=(0.8, 1.0)),
    Rule("greater_trochanter", "femur", "lateral", up=(0.85, 1.0)),
)
_ARM_RULES = (
    Rule("greater_tubercle", "humerus", "lateral", up=(0.9, 1.0)),
    Rule("bicipital_groove", "humerus", "front", "front+0.32*lateral", up=(0.88, 0.93)),
    Rule("deltoid_tuberosity", "humerus", "lateral", up=(0.53, 0.58)),
    Rule("medial_epicondyle_humerus", "humerus", "medial", "", "arm", (0.88, 0.98)),
    Rule("lateral_epicondyle_humerus", "humerus", "lateral", "", "arm", (0.88, 0.98)),
    Rule("olecranon", "ulna", "back+0.5*up", "back", "forearm", (0.0, 0.12)),
    Rule("radial_head", "radius", "centre", "lateral+0.5*back", "forearm", (0.0, 0.05)),
    Rule("ulnar_border_upper", "ulna", "back", "back+0.3*medial", "forearm", (0.22, 0.28)),
    Rule("ulnar_border_middle", "ulna", "back", "back+0.5*medial", "forearm", (0.47, 0.53)),
    Rule("ulnar_border_lower", "ulna", "back+medial", "", "forearm", (0.72, 0.78)),
    Rule("radial_styloid", "radius", "down+0.5*lateral", "lateral", "forearm", (0.9, 1.0)),
    Rule("ulnar_styloid", "ulna", "down+0.5*medial", "back+medial", "forearm", (0.9, 1.0)),
    Rule("dorsal_radial_tubercle", "radius", "back", "", "forearm", (0.92, 0.99)),
    Rule("pisiform", "pisiform", "centre", "palmar+0.3*ulnar", "hand"),
    Rule(
        *("scaphoid_tubercle", "scaphoid", "palmar+0.5*down+0.3*radial", "palmar+0.3*radial"),
        "hand",
    ),
    Rule("thumb_cmc_joint", "metacarpal1", "centre", "radial+0.3*dorsal", "hand", (0.0, 0.2)),
    Rule("thumb_mcp_back", "metacarpal1", "centre", "dorsal", "thumb", _HEAD),
    Rule("thumb_mcp_palm", "metacarpal1", "centre", "radial+0.6*palmar", "thumb", _HEAD),
    Rule("thumb_ip_back", "finger1-proximal", "centre", "dorsal", "thumb", _HEAD),
    Rule("thumb_tip", "finger1-distal", "down", "", "thumb"),
    Rule("metacarpal2_base_back", "metacarpal2", "centre", "dorsal", "hand", (0.0, 0.16)),
    Rule("metacarpal5_base_ulnar", "metacarpal5", "centre", "ulnar", "hand", (0.0, 0.16)),
    *(Rule(f"mcp{n}_back", f"metacarpal{n}", "centre", "dorsal", "hand", _HEAD) for n in _FINGERS),
    *(Rule(f"mcp{n}_palm", f"metacarpal{n}", "centre", "palmar", "hand", _HEAD) for n in _FINGERS),
    *(
        Rule(f"{name}_pip_{face}", f"finger{n}-proximal", "centre", press, "hand", _HEAD)
        for n, name in _FINGERS.items()
        for face, press in (("back", "dorsal"), ("palm", "palmar"))
    ),
    *(Rule(f"{name}_tip", f"finger{n}-distal", "down", "", "hand") for n, name in _FINGERS.items()),
)
_LEG_RULES = (
    Rule("femur_medial_epicondyle", "femur", "medial", "", "thigh", (0.92, 0.98)),
    Rule("femur_lateral_epicondyle", "femur", "lateral", "", "thigh", (0.92, 0.98)),
    Rule("patella_top", "patella", "up", "front", "thigh"),
    Rule("patella_center", "patella", "centre", "front", "thigh"),
    Rule("patella_apex", "patella", "down", "front", "thigh"),
    Rule("patella_medial", "patella", "medial", "medial+front", "thigh"),
    Rule("patella_lateral", "patella", "lateral", "lateral+front", "thigh"),
    Rule("knee_joint_line_medial", "tibia", "medial+up", "medial", "leg", (0.0, 0.08)),
    Rule("knee_joint_line_lateral", "tibia", "lateral+up", "lateral", "leg", (0.0, 0.08)),
    Rule("tibial_tuberosity", "tibia", "front", "", "leg", (0.07, 0.16)),
    Rule("fibular_head", "fibula", "lateral", "", "leg", (0.0, 0.06)),
    Rule("tibia_front_middle", "tibia", "front", "", "leg", (0.48, 0.52)),
    Rule("tibia_front_lower", "tibia", "front", "", "leg", (0.73, 0.77)),
    Rule("tibia_posteromedial_middle", "tibia", "medial+0.5*back", "medial", "leg", (0.48, 0.52)),
    Rule("medial_malleolus", "tibia", "medial", "", "leg", (0.92, 1.0)),
    Rule("lateral_malleolus", "fibula", "lateral", "", "leg", (0.9, 1.0)),
    Rule("achilles_insertion", "calcaneus", "back+up", "back", "foot"),
    Rule("calcaneus_back", "calcaneus", "back", "", "foot"),
    Rule("calcaneus_bottom", "calcaneus", "down", "", "foot", (0.0, 0.4)),
    Rule("calcaneus_medial", "calcaneus", "centre", "medial", "foot", (0.05, 0.45)),
    Rule("calcaneus_lateral", "calcaneus", "centre", "lateral", "foot", (0.05, 0.45)),
    Rule("navicular_tuberosity", "navicular", "medial", "", "foot"),
    Rule("metatarsal5_base", "metatarsal5", "lateral+back", "lateral", "foot", (0.0, 0.35)),
    Rule("metatarsal1_base_top", "metatarsal1", "centre", "up+0.4*medial", "foot", (0.0, 0.16)),
    Rule("metatarsal3_middle_top", "metatarsal3", "centre", "up", "foot", (0.4, 0.6)),
    Rule("metatarsal4_base_top", "metatarsal4", "centre", "up+0.5*lateral", "foot", (0.0, 0.16)),
    Rule("mtp1_medial", "metatarsal1", "centre", "medial", "foot", _HEAD),
    Rule("mtp5_lateral", "metatarsal5", "centre", "lateral", "foot", _HEAD),
    *(Rule(f"mtp{n}_top", f"metatarsal{n}", "centre", "up", "foot", _HEAD) for n in (1, 2, 3, 5)),
    *(
        Rule(f"metatarsal{n}_head_sole", f"metatarsal{n}", "centre", "down", "foot", _HEAD)
        for n in (1, 3, 5)
    ),
    Rule("big_toe_ip_top", "toe1-proximal", "centre", "up", "foot", _HEAD),
    *(
        Rule(f"{name}_toe_tip", f"toe{n}-distal", "distal", "", "foot")
        for n, name in enumerate(("big", "second", "third", "fourth", "little"), 1)
    ),
)
RULES = (*_HEAD_RULES, *_TRUNK_RULES, *_ARM_RULES, *_LEG_RULES)
