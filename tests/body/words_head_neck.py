"""Where the texts of head and neck say that their points lie (see ``words_of_place.py``)."""

from __future__ import annotations

from words_of_place import (
    FINGER,
    THUMB,
    Row,
    away,
    between,
    beyond,
    from_midline,
    level,
    near,
    side,
)

ROWS: tuple[Row, ...] = (
    (
        "sternocleidomastoid_sternal.trp1",
        "two to three finger's breadths below the mastoid",
        beyond("down", "mastoid_tip", 2.5 * FINGER),
    ),
    (
        "sternocleidomastoid_sternal.trp2",
        "halfway between the mastoid",
        between("mastoid_tip", "sternoclavicular_joint"),
    ),
    ("sternocleidomastoid_sternal.trp3", "level with the voice box", level("laryngeal_prominence")),
    (
        "sternocleidomastoid_sternal.trp4",
        "one to two finger's breadths above the breastbone",
        beyond("up", "sternoclavicular_joint", 1.5 * FINGER, 14),
    ),
    (
        "sternocleidomastoid_clavicular.trp1",
        "halfway from the collarbone to the mastoid",
        between("clavicle_medial_third", "mastoid_tip"),
    ),
    (
        "sternocleidomastoid_clavicular.trp2",
        "one to two finger's breadths below the mastoid",
        beyond("down", "mastoid_tip", 1.5 * FINGER, 14),
    ),
    (
        "masseter_superficial.trp1",
        "a finger's breadth below the cheekbone",
        beyond("down", "zygomatic_prominence", FINGER),
    ),
    (
        "masseter_superficial.trp2",
        "halfway between the cheekbone and the angle of the jaw",
        between("zygomatic_arch_middle", "gonion"),
    ),
    (
        "masseter_superficial.trp3",
        "just above and in front of the angle of the jaw",
        near("gonion"),
        side("up", "gonion"),
        side("forward", "gonion"),
    ),
    (
        "masseter_deep.trp1",
        "a finger's breadth or two in front of the ear opening",
        beyond("forward", "ear_concha", 1.5 * FINGER, 14),
    ),
    (
        "temporalis.trp2",
        "one finger's breadth above the zygomatic arch",
        beyond("up", "zygomatic_arch_middle", FINGER),
    ),
    (
        "temporalis.trp4",
        "one to two finger's breadths above the upper edge of the ear",
        beyond("up", "ear_top", 1.5 * FINGER, 14),
        side("forward", "ear_top"),
    ),
    (
        "digastric_posterior.trp1",
        "Behind the angle of the jaw, between it and the tip of the mastoid",
        between("gonion", "mastoid_tip"),
        side("back", "gonion"),
    ),
    (
        "digastric_anterior.trp1",
        "a thumb's breadth behind the tip of the jaw",
        beyond("back", "menton", THUMB),
    ),
    (
        "zygomaticus_major.trp1",
        "two finger's breadths above and outward of the corner of the mouth",
        away("cheilion", 2 * FINGER),
        side("up", "cheilion"),
        side("out", "cheilion"),
    ),
    (
        "platysma.trp1",
        "about two centimetres above the collarbone",
        beyond("up", "clavicle_medial_third", 20, 12),
    ),
    (
        "buccinator.trp1",
        "halfway between the corner of the mouth and the front edge of the jaw",
        between("cheilion", "mandible_ramus_front"),
    ),
    (
        "frontalis.trp1",
        "about a finger's breadth above the eyebrow",
        beyond("up", "supraorbital_notch", FINGER),
    ),
    ("occipitalis.trp1", "about 4 cm from the midline", from_midline(40, 12)),
    ("corrugator_supercilii.trp1", "At the inner end of the eyebrow", near("eyebrow_inner", 18)),
    (
        "procerus.trp1",
        "In the midline at the root of the nose",
        from_midline(0, 3),
        between("glabella", "nasion"),
    ),
    (
        "splenius_capitis.trp1",
        "two fingers below the bump behind the ear",
        beyond("down", "mastoid_tip", 2 * FINGER),
    ),
    (
        "splenius_cervicis.trp1",
        "about three fingers below the bump behind the ear",
        beyond("down", "mastoid_tip", 3 * FINGER),
    ),
    (
        "splenius_cervicis.trp2",
        "level with the prominent bone at the base of the neck (C7)",
        level("c7_spinous_process", give=18),
    ),
    (
        "semispinalis_capitis.trp1",
        "one to two centimetres from the midline",
        from_midline(15, 10),
    ),
    (
        "semispinalis_capitis.trp2",
        "level with the third and fourth vertebrae and two to three centimetres out",
        level("c3_spinous_process", "c4_spinous_process"),
        from_midline(25),
    ),
    (
        "semispinalis_cervicis.trp1",
        "level with the bony tips of C2 and C3",
        level("c2_spinous_process", "c3_spinous_process"),
    ),
    (
        "multifidus_cervicis.trp1",
        "level with C4 and C5, one to two centimetres out",
        level("c4_spinous_process", "c5_spinous_process"),
        from_midline(15),
    ),
    ("rotatores_cervicis.trp1", "the level of C6", level("c6_spinous_process")),
    (
        "rectus_capitis_posterior_major.trp1",
        "two to three centimetres from the midline",
        from_midline(25),
    ),
    ("rectus_capitis_posterior_minor.trp1", "one finger from the midline", from_midline(FINGER)),
    (
        "obliquus_capitis_inferior.trp1",
        "halfway along the line from the bony tip of C2 to the side bump of C1",
        between("c2_spinous_process", "c1_transverse_process"),
    ),
    (
        "longissimus_capitis.trp1",
        "level with the third and fourth vertebrae",
        level("c3_spinous_process", "c4_spinous_process", 16),
    ),
    ("mylohyoid.trp1", "midway between chin and jaw angle", between("menton", "gonion")),
    (
        "geniohyoid.trp1",
        "between the chin and the hyoid bone",
        between("menton", "hyoid_body", 0.3, 0.9),
    ),
    (
        "sternohyoid.trp1",
        "below the voice box and above the notch of the breastbone",
        between("laryngeal_prominence", "jugular_notch", 0.15, 0.85),
    ),
    (
        "thyrohyoid.trp1",
        "between the voice box and the hyoid bone, a finger to the side of the midline",
        level("laryngeal_prominence", "hyoid_body", 8),
        from_midline(FINGER),
    ),
    (
        "omohyoid.trp1",
        "a finger above it",
        beyond("up", "clavicle_middle", FINGER, 12),
    ),
    (
        "scalenus_anterior.trp1",
        "level with the fourth and fifth neck bones",
        level("c4_spinous_process", "c5_spinous_process", 16),
    ),
    (
        "scalenus_medius.trp1",
        "level with the fourth to sixth neck bones",
        level("c4_spinous_process", "c6_spinous_process", 16),
    ),
)
