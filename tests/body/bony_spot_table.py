"""The bony spot of every landmark that belongs to a bone, as a rule (see ``bony_spots.py``)."""

from __future__ import annotations

from bony_spots import WHOLE, Span, Spot

MIDDLE: Span = (0.42, 0.58)
HEAD: Span = (0.86, 1.0)
BASE: Span = (0.0, 0.16)
SHAFT: Span = (0.4, 0.6)
MC1, MT1 = "First metacarpal bone.r", "First metatarsal bone.r"
RANKS = {2: "second", 3: "third", 4: "fourth", 5: "fifth"}
FINGERS = {2: "index", 3: "middle", 4: "ring", 5: "little"}


def furthest(
    bone: str,
    along: str,
    press: str = "",
    *,
    frame: str = "body",
    part: Span = WHOLE,
    lateral: Span = WHOLE,
    back: Span = WHOLE,
    up: Span = WHOLE,
    trunk_only: bool = False,
) -> Spot:
    """The end of (a part of) a bone in a direction, pressed from there unless told otherwise."""
    return Spot(bone, "furthest", along, press or along, frame, part, lateral, back, up, trunk_only)


def centre(
    bone: str,
    press: str,
    *,
    frame: str = "body",
    part: Span = WHOLE,
    lateral: Span = WHOLE,
    back: Span = WHOLE,
    up: Span = WHOLE,
) -> Spot:
    """The centre of (a part of) a bone."""
    return Spot(bone, "centre", press, press, frame, part, lateral, back, up)


def outline(bone: str, along: str, frame: str, fraction: float, press: str = "") -> Spot:
    """The furthest point in a direction of a bone's outline at a fraction of its length."""
    return Spot(bone, "outline", along, press or along, frame, (fraction, fraction))


def spine(bone: str, up: Span = WHOLE) -> Spot:
    """The tip of a spinous process."""
    return furthest(bone, "posterior", lateral=(0.4, 0.6), up=up)


def metacarpal(finger: int, press: str, part: Span) -> Spot:
    """A part of a metacarpal bone."""
    name = f"{RANKS[finger].capitalize()} metacarpal bone.r"
    return centre(name, press, frame="hand", part=part)


def metatarsal(toe: int, press: str, part: Span) -> Spot:
    """A part of a metatarsal bone."""
    name = MT1 if toe == 1 else f"{RANKS[toe].capitalize()} metatarsal bone.r"
    return centre(name, press, frame="foot", part=part)


def phalanx(which: str, rank: str) -> str:
    """Name of a bone of the fingers."""
    return f"{which} phalanx of {rank} finger of hand.r"


HEAD_SPOTS = {
    "vertex": furthest("Parietal bone.r", "up", lateral=(0, 0.25)),
    "bregma": furthest("Frontal bone", "posterior", "up", lateral=(0.45, 0.55)),
    "metopion": furthest("Frontal bone", "anterior", lateral=MIDDLE, up=(0.45, 0.55)),
    "glabella": furthest("Frontal bone", "anterior", lateral=(0.45, 0.55), up=(0.05, 0.3)),
    "nasion": furthest("Nasal bone.r", "up", "anterior"),
    "pogonion": furthest("Mandible", "anterior", lateral=MIDDLE, up=(0, 0.2)),
    "menton": furthest("Mandible", "down", lateral=MIDDLE, back=(0, 0.25)),
    "lambda": furthest("Occipital bone", "up", "posterior", lateral=MIDDLE),
    "inion": furthest("Occipital bone", "posterior", lateral=(0.45, 0.55), up=(0.3, 0.45)),
    "frontal_eminence": furthest("Frontal bone", "anterior", lateral=(0.7, 0.78), up=(0.46, 0.54)),
    "supraorbital_notch": furthest(
        "Frontal bone", "down", "anterior", lateral=(0.68, 0.73), back=(0, 0.22)
    ),
    "eyebrow_outer": furthest("Zygomatic bone.r", "up", "anterior+0.75*lateral"),
    "orbitale": furthest("Zygomatic bone.r", "anterior+up", "anterior", lateral=(0, 0.2)),
    "infraorbital_foramen": furthest("Maxilla.r", "anterior", lateral=(0.5, 0.6), up=(0.38, 0.48)),
    "zygomatic_prominence": furthest("Zygomatic bone.r", "anterior+0.75*lateral", up=(0.1, 0.6)),
    "zygomatic_arch_middle": furthest("Temporal bone.r", "lateral", back=(0, 0.2), up=(0.2, 0.55)),
    "zygomatic_arch_back": furthest(
        "Temporal bone.r", "lateral", back=(0.28, 0.36), up=(0.3, 0.55)
    ),
    "jaw_joint": furthest("Mandible", "lateral", lateral=(0.6, 1), back=(0.8, 1), up=(0.85, 1)),
    "coronoid_process": furthest(
        "Mandible", "up", "lateral", lateral=(0.6, 1), back=(0.3, 0.7), up=(0.6, 1)
    ),
    "mastoid_tip": furthest(
        "Temporal bone.r", "down", "lateral+0.32*posterior", lateral=(0.6, 1), back=(0.55, 1)
    ),
    "mastoid_base": furthest(
        "Temporal bone.r", "lateral", "lateral+posterior", back=(0.68, 0.8), up=(0.3, 0.5)
    ),
    "gonion": furthest("Mandible", "posterior+down", "lateral", lateral=(0.6, 1)),
    "mandible_ramus_middle": centre(
        "Mandible", "lateral", lateral=(0.6, 1), back=(0.62, 0.78), up=(0.4, 0.5)
    ),
    "mandible_ramus_front": furthest(
        "Mandible", "anterior", "lateral+0.5*anterior", lateral=(0.8, 1), up=(0.45, 0.52)
    ),
    "mandible_body_middle": furthest(
        "Mandible", "down", "lateral+0.69*down+0.25*anterior", lateral=(0.6, 1), back=(0.36, 0.44)
    ),
    "mandible_lower_incisor": furthest(
        "Mandible", "anterior", lateral=(0.63, 0.68), up=(0.05, 0.18)
    ),
    "upper_canine": furthest("Upper canine.r", "anterior", "anterior+0.32*lateral", up=(0.6, 0.9)),
    "upper_molars": furthest("Upper first molar tooth.r", "lateral", "lateral+anterior"),
    "pterion": furthest("Parietal bone.r", "down", "lateral", back=(0, 0.06)),
    "temporal_fossa_middle": furthest(
        "Temporal bone.r", "lateral", back=(0.2, 0.28), up=(0.74, 0.86)
    ),
    "temporal_fossa_back": furthest(
        "Parietal bone.r", "lateral", back=(0.46, 0.52), up=(0.28, 0.38)
    ),
    "parietal_eminence": furthest(
        "Parietal bone.r", "up+0.93*lateral+0.29*posterior", "lateral+up+0.29*posterior"
    ),
    "superior_nuchal_line_middle": furthest(
        "Occipital bone", "posterior", "posterior+0.5*lateral", lateral=(0.8, 0.86), up=(0.24, 0.34)
    ),
    "inferior_nuchal_line_middle": furthest(
        "Occipital bone", "posterior", lateral=(0.72, 0.78), up=(0.08, 0.16)
    ),
}

NECK_SHOULDER_SPOTS = {
    # neck
    "hyoid_body": furthest("Hyoid bone", "anterior", "down+0.75*anterior", lateral=MIDDLE),
    "laryngeal_prominence": furthest("Thyroid cartilage", "anterior", lateral=MIDDLE),
    "cricoid": furthest("Cricoid cartilage", "anterior", lateral=MIDDLE),
    "jugular_notch": furthest("Manubrium of sternum", "up", "anterior", lateral=MIDDLE),
    "c2_spinous_process": spine("Axis (C2)"),
    "c1_transverse_process": furthest("Atlas (C1)", "lateral"),
    "c2_lateral_mass": furthest(
        "Axis (C2)", "lateral", "lateral+0.5*posterior", lateral=(0.5, 1), back=(0.4, 0.7)
    ),
    "c4_lateral_mass": furthest(
        "Vertebra C4", "lateral", "lateral+0.5*posterior", lateral=(0.5, 1), back=(0.4, 0.7)
    ),
    "c6_lateral_mass": furthest(
        "Vertebra C6", "lateral", "lateral+0.21*anterior+0.16*up", lateral=(0.5, 1), back=(0.4, 0.7)
    ),
    "hyoid_greater_horn": centre(
        "Hyoid bone", "lateral+0.71*anterior+0.71*down", lateral=(0.7, 1), back=(0.4, 0.9)
    ),
    **{f"c{n}_spinous_process": spine(f"Vertebra C{n}") for n in range(3, 8)},
    # shoulder
    "sternoclavicular_joint": furthest("Clavicle.r", "medial+anterior", "anterior"),
    "clavicle_medial_third": furthest("Clavicle.r", "anterior", lateral=(0.22, 0.28)),
    "clavicle_middle": furthest("Clavicle.r", "anterior+up", lateral=(0.47, 0.53)),
    "clavicle_lateral_third": furthest("Clavicle.r", "anterior+up", lateral=(0.8, 0.86)),
    "acromioclavicular_joint": furthest("Clavicle.r", "lateral", "up"),
    "acromion_tip": furthest("Scapula.r", "lateral", "lateral+up", up=(0.8, 1)),
    "acromial_angle": furthest(
        "Scapula.r",
        "lateral+posterior",
        "up+0.67*posterior+0.53*lateral",
        lateral=(0.8, 1),
        up=(0.8, 1),
    ),
    "coracoid_process": furthest("Scapula.r", "anterior"),
    "greater_tubercle": furthest("Humerus.r", "lateral", up=(0.9, 1)),
    "bicipital_groove": furthest("Humerus.r", "anterior", "anterior+0.32*lateral", up=(0.88, 0.93)),
    "deltoid_tuberosity": furthest("Humerus.r", "lateral", up=(0.53, 0.58)),
    "scapula_superior_angle": furthest("Scapula.r", "up", "posterior", lateral=(0, 0.35)),
    "scapular_spine_root": furthest("Scapula.r", "medial", "posterior", up=(0.68, 0.76)),
    "scapular_spine_middle": furthest("Scapula.r", "posterior", lateral=(0.42, 0.48), up=(0.65, 1)),
    "scapula_medial_border_middle": furthest("Scapula.r", "medial", "posterior", up=(0.4, 0.46)),
    "scapula_inferior_angle": furthest("Scapula.r", "down", "posterior"),
    "scapula_lateral_border_middle": furthest(
        "Scapula.r", "lateral", "posterior+0.2*lateral", up=(0.32, 0.38)
    ),
    "infraspinous_fossa_middle": furthest(
        "Scapula.r", "posterior", lateral=(0.3, 0.36), up=(0.46, 0.52)
    ),
}

TRUNK_SPOTS = {
    # back
    "s2_spinous_process": spine("Sacrum", up=(0.68, 0.72)),
    "sacral_hiatus": spine("Sacrum", up=(0.05, 0.15)),
    "coccyx_tip": furthest("Coccyx", "down", "posterior+0.5*down"),
    "rib5_angle": furthest("Fifth rib.r", "posterior", lateral=(0.33, 0.4)),
    "rib8_angle": furthest("Eighth rib.r", "posterior", lateral=(0.46, 0.54)),
    "rib10_angle": furthest("Tenth rib.r", "posterior+0.32*lateral", "posterior"),
    "rib12_tip": furthest("Twelfth rib.r", "lateral", "posterior+0.44*lateral"),
    **{f"t{n}_spinous_process": spine(f"Vertebra T{n}") for n in range(1, 13)},
    **{f"l{n}_spinous_process": spine(f"Vertebra L{n}") for n in range(1, 6)},
    **{
        f"l{n}_transverse_tip": furthest(f"Vertebra L{n}", "lateral", "posterior")
        for n in (1, 3, 4)
    },
    # chest
    "sternal_angle": furthest("Body of sternum", "up", "anterior", lateral=MIDDLE),
    "sternum_middle": furthest("Body of sternum", "anterior", lateral=MIDDLE, up=(0.45, 0.55)),
    "xiphoid_tip": furthest("Xiphoid process", "down", "anterior"),
    "rib2_costal_cartilage": furthest(
        "Costal cartilage of second rib.r", "anterior", lateral=(0.1, 0.4), up=(0.45, 1)
    ),
    "rib3_midclavicular": furthest("Third rib.r", "anterior", lateral=(0.62, 0.7), back=(0, 0.5)),
    "rib5_midclavicular": furthest("Fifth rib.r", "anterior", lateral=(0.56, 0.64), back=(0, 0.5)),
    "rib4_midaxillary": furthest("Fourth rib.r", "lateral", "nearest", trunk_only=True),
    "rib6_midaxillary": furthest("Sixth rib.r", "lateral"),
    "rib8_midaxillary": furthest("Eighth rib.r", "lateral"),
    "costal_margin_middle": furthest(
        "Costal cartilage of ninth rib.r", "down", "anterior", lateral=(0, 0.2)
    ),
    "costal_margin_lateral": furthest(
        "Costal cartilage of tenth rib.r", "down", "lateral+0.44*anterior"
    ),
    # abdomen
    "pubic_symphysis": furthest("Hip bone.r", "up", "anterior", lateral=(0, 0.06)),
    "pubic_tubercle": furthest(
        "Hip bone.r", "anterior+up", "anterior", lateral=(0.14, 0.2), up=(0.1, 0.35)
    ),
    # pelvis
    "asis": furthest("Hip bone.r", "anterior", "anterior+0.32*lateral", up=(0.5, 1)),
    "iliac_tubercle": furthest("Hip bone.r", "lateral", up=(0.7, 1)),
    "iliac_crest_top": furthest("Hip bone.r", "lateral", up=(0.93, 0.97)),
    "iliac_crest_posterior": furthest("Hip bone.r", "up", "posterior", back=(0.82, 0.86)),
    "psis": furthest("Hip bone.r", "posterior", up=(0.45, 0.85)),
    "sacrum_lateral_edge": furthest(
        "Sacrum", "lateral+posterior", "posterior", lateral=(0.5, 1), up=(0.36, 0.42)
    ),
    "sacrum_inferior_lateral_angle": furthest(
        "Sacrum", "lateral", "posterior", lateral=(0.5, 1), up=(0.08, 0.2)
    ),
    "ischial_tuberosity": furthest("Hip bone.r", "down+0.75*posterior", "posterior", up=(0, 0.3)),
    "greater_trochanter": furthest("Femur.r", "lateral", up=(0.85, 1)),
    "greater_trochanter_top": furthest("Femur.r", "up", "lateral", lateral=(0.7, 1), up=(0.8, 1)),
    "lesser_trochanter_front": furthest("Femur.r", "medial+posterior", "anterior", up=(0.78, 0.86)),
}

ARM_SPOTS = {
    # arm
    "medial_epicondyle_humerus": furthest("Humerus.r", "medial", frame="arm", part=(0.88, 0.98)),
    "lateral_epicondyle_humerus": furthest("Humerus.r", "lateral", frame="arm", part=(0.88, 0.98)),
    "olecranon": furthest(
        "Ulna.r", "posterior+0.5*up", "posterior", frame="forearm", part=(0, 0.12)
    ),
    "radial_head": centre("Radius.r", "lateral+0.5*posterior", frame="forearm", part=(0, 0.05)),
    # forearm
    "ulnar_border_upper": outline(
        "Ulna.r", "posterior", "forearm", 0.25, press="posterior+0.3*medial"
    ),
    "ulnar_border_middle": outline(
        "Ulna.r", "posterior", "forearm", 0.5, press="posterior+0.5*medial"
    ),
    "ulnar_border_lower": outline(
        "Ulna.r", "posterior+medial", "forearm", 0.75, press="posterior+medial"
    ),
    "radial_styloid": furthest(
        "Radius.r", "down+0.5*lateral", "lateral", frame="forearm", part=(0.9, 1)
    ),
    "ulnar_styloid": furthest(
        "Ulna.r", "down+0.5*medial", "posterior+medial", frame="forearm", part=(0.9, 1)
    ),
    "dorsal_radial_tubercle": furthest("Radius.r", "posterior", frame="forearm", part=(0.92, 0.99)),
    # hand
    "pisiform": centre("Pisiform bone.r", "palmar+0.3*ulnar", frame="hand"),
    "scaphoid_tubercle": furthest(
        "Scaphoid bone.r", "palmar+0.5*down+0.3*radial", "palmar+0.3*radial", frame="hand"
    ),
    "thumb_cmc_joint": centre(MC1, "radial+0.3*dorsal", frame="hand", part=(0, 0.2)),
    "thumb_mcp_back": centre(MC1, "dorsal", frame="thumb", part=HEAD),
    "thumb_mcp_palm": centre(MC1, "radial+0.6*palmar", frame="thumb", part=HEAD),
    "thumb_ip_back": centre(phalanx("Proximal", "first"), "dorsal", frame="thumb", part=HEAD),
    "thumb_tip": furthest(phalanx("Distal", "first"), "down", frame="thumb"),
    "metacarpal2_base_back": metacarpal(2, "dorsal", BASE),
    "metacarpal3_middle_back": metacarpal(3, "dorsal", SHAFT),
    "metacarpal5_base_ulnar": metacarpal(5, "ulnar", BASE),
    "metacarpal5_middle_ulnar": metacarpal(5, "ulnar", SHAFT),
    **{f"mcp{n}_back": metacarpal(n, "dorsal", HEAD) for n in FINGERS},
    **{f"mcp{n}_palm": metacarpal(n, "palmar", HEAD) for n in FINGERS},
    **{
        f"{FINGERS[n]}_pip_{side}": centre(
            phalanx("Proximal", RANKS[n]), press, frame="hand", part=HEAD
        )
        for n in FINGERS
        for side, press in (("back", "dorsal"), ("palm", "palmar"))
    },
    **{
        f"{FINGERS[n]}_tip": furthest(phalanx("Distal", RANKS[n]), "down", frame="hand")
        for n in FINGERS
    },
}

LEG_SPOTS = {
    # thigh
    "adductor_tubercle": outline("Femur.r", "medial+0.5*posterior", "thigh", 0.92, press="medial"),
    # knee
    "patella_top": furthest("Patella.r", "up", "anterior", frame="thigh"),
    "patella_center": centre("Patella.r", "anterior", frame="thigh"),
    "patella_apex": furthest("Patella.r", "down", "anterior", frame="thigh"),
    "patella_medial": furthest("Patella.r", "medial", "medial+anterior", frame="thigh"),
    "patella_lateral": furthest("Patella.r", "lateral", "lateral+anterior", frame="thigh"),
    "femur_medial_epicondyle": furthest("Femur.r", "medial", frame="thigh", part=(0.92, 0.98)),
    "femur_lateral_epicondyle": furthest("Femur.r", "lateral", frame="thigh", part=(0.92, 0.98)),
    "knee_joint_line_medial": furthest(
        "Tibia.r", "medial+up", "medial", frame="leg", part=(0, 0.08)
    ),
    "knee_joint_line_lateral": furthest(
        "Tibia.r", "lateral+up", "lateral", frame="leg", part=(0, 0.08)
    ),
    "tibial_tuberosity": furthest("Tibia.r", "anterior", frame="leg", part=(0.07, 0.16)),
    "gerdy_tubercle": outline("Tibia.r", "anterior+lateral", "leg", 0.06),
    "pes_anserinus": outline("Tibia.r", "medial+anterior", "leg", 0.15),
    "fibular_head": furthest("Fibula.r", "lateral", frame="leg", part=(0, 0.06)),
    "fibular_neck": outline("Fibula.r", "lateral", "leg", 0.1),
    # leg
    "tibia_front_middle": outline("Tibia.r", "anterior", "leg", 0.5),
    "tibia_front_lower": outline("Tibia.r", "anterior", "leg", 0.75),
    "tibia_medial_middle": centre("Tibia.r", "medial+0.2*anterior", frame="leg", part=(0.47, 0.53)),
    "tibia_medial_lower": centre("Tibia.r", "medial+0.2*anterior", frame="leg", part=(0.72, 0.78)),
    "tibia_posteromedial_middle": outline(
        "Tibia.r", "medial+0.5*posterior", "leg", 0.5, press="medial"
    ),
    "tibia_posteromedial_lower": outline(
        "Tibia.r", "medial+0.5*posterior", "leg", 0.75, press="medial"
    ),
    "achilles_insertion": furthest("Calcaneus.r", "back+up", "back", frame="foot"),
    # foot
    "medial_malleolus": furthest("Tibia.r", "medial", frame="leg", part=(0.92, 1)),
    "lateral_malleolus": furthest("Fibula.r", "lateral", frame="leg", part=(0.9, 1)),
    "calcaneus_back": furthest("Calcaneus.r", "back", frame="foot"),
    "calcaneus_bottom": furthest("Calcaneus.r", "sole", frame="foot", part=(0, 0.4)),
    "calcaneus_medial": centre("Calcaneus.r", "medial", frame="foot", part=(0.05, 0.45)),
    "calcaneus_lateral": centre("Calcaneus.r", "lateral", frame="foot", part=(0.05, 0.45)),
    "navicular_tuberosity": furthest("Navicular bone.r", "medial", frame="foot"),
    "metatarsal5_base": furthest(
        "Fifth metatarsal bone.r", "lateral+back", "lateral", frame="foot", part=(0, 0.35)
    ),
    "metatarsal1_base_top": metatarsal(1, "top+0.4*medial", BASE),
    "metatarsal3_middle_top": metatarsal(3, "top", SHAFT),
    "metatarsal4_base_top": metatarsal(4, "top+0.5*lateral", BASE),
    "mtp1_medial": metatarsal(1, "medial", HEAD),
    "mtp5_lateral": metatarsal(5, "lateral", HEAD),
    "big_toe_ip_top": centre(
        "Proximal phalanx of first finger of foot.r", "top", frame="foot", part=HEAD
    ),
    **{f"mtp{n}_top": metatarsal(n, "top", HEAD) for n in (1, 2, 3, 5)},
    **{f"metatarsal{n}_head_sole": metatarsal(n, "sole", HEAD) for n in (1, 3, 5)},
}

BONY_SPOTS: dict[str, Spot] = {
    **HEAD_SPOTS,
    **NECK_SHOULDER_SPOTS,
    **TRUNK_SPOTS,
    **ARM_SPOTS,
    **LEG_SPOTS,
}
