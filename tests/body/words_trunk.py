"""Where the texts of the trunk say that their points lie (see ``words_of_place.py``)."""

from __future__ import annotations

from words_of_place import FINGER, Row, away, between, beyond, from_midline, level, side

ROWS: tuple[Row, ...] = (
    (
        "pectoralis_major_clavicular.trp1",
        "Below the inner half of the collarbone, two fingers down",
        beyond("down", "clavicle_middle", 2 * FINGER),
    ),
    (
        "pectoralis_major_sternal.trp1",
        "between breastbone and armpit",
        between("sternum_middle", "anterior_axillary_fold", 0.3, 0.7),
    ),
    (
        "pectoralis_major_costal.trp2",
        "midway between the edge of the breastbone and the line through the nipple",
        between("xiphoid_tip", "rib5_midclavicular"),
    ),
    (
        "pectoralis_minor.trp1",
        "two fingers outside a line dropped from the middle of the collarbone",
        beyond("out", "clavicle_middle", 2 * FINGER, 16),
    ),
    (
        "pectoralis_minor.trp2",
        "Two fingers below and inside the bony hook",
        away("coracoid_process", 2 * FINGER),
        side("down", "coracoid_process"),
        side("in", "coracoid_process"),
    ),
    (
        "serratus_anterior.trp1",
        "over the fifth and sixth ribs",
        level("rib6_midaxillary", give=14),
    ),
    (
        "iliocostalis_thoracis.trp1",
        "at about the height of T6, three to four fingers from the bony tips",
        level("t6_spinous_process"),
        from_midline(3.5 * FINGER, 16),
    ),
    (
        "iliocostalis_thoracis.trp2",
        "at about the height of T11, some 6 cm from the spine",
        level("t11_spinous_process"),
        from_midline(60, 12),
    ),
    (
        "iliocostalis_lumborum.trp1",
        "at about L1, three fingers or a little more from the spine",
        level("l1_spinous_process"),
        from_midline(3.3 * FINGER, 16),
    ),
    (
        "longissimus_thoracis.trp1",
        "at about T10 to T11, two fingers to the side of the bony tips",
        level("t10_spinous_process", "t11_spinous_process"),
        from_midline(2 * FINGER, 12),
    ),
    (
        "longissimus_thoracis.trp2",
        "at about L1, just below the last rib and two fingers from the spine",
        level("l1_spinous_process"),
        from_midline(2 * FINGER, 12),
    ),
    (
        "spinalis_thoracis.trp1",
        "at about T7 to T8, half a finger to one finger from the midline",
        level("t7_spinous_process", "t8_spinous_process"),
        from_midline(0.75 * FINGER, 8),
    ),
    (
        "semispinalis_thoracis.trp1",
        "at about T6, one to two fingers from the bony tips",
        level("t6_spinous_process"),
        from_midline(1.5 * FINGER, 12),
    ),
    (
        "multifidus_thoracis.trp1",
        "a finger's breadth beside the bony tips of T4 and T5",
        level("t4_spinous_process", "t5_spinous_process"),
        from_midline(FINGER),
    ),
    (
        "multifidus_lumborum.trp1",
        "beside the bony tips of L2 and L3, a finger's breadth from the midline",
        level("l2_spinous_process", "l3_spinous_process"),
        from_midline(FINGER),
    ),
    (
        "multifidus_lumborum.trp2",
        "in the hollow between the midline ridge and the dimple",
        between("s2_spinous_process", "psis", 0.2, 0.9, 0.6),
        side("up", "s2_spinous_process"),
    ),
    (
        "multifidus_lumborum.trp3",
        "beside the bony tip of L5, where the spine meets the sacrum, one finger from the midline",
        level("l5_spinous_process"),
        from_midline(FINGER),
    ),
    ("rotatores_thoracis.trp1", "the marker stands beside T7", level("t7_spinous_process")),
    ("rotatores_lumborum.trp1", "the marker stands beside L2", level("l2_spinous_process")),
    (
        "levatores_costarum.trp1",
        "the marker stands level with the tip of T7",
        level("t7_spinous_process"),
        from_midline(2 * FINGER, 12),
    ),
    ("quadratus_lumborum.trp3", "of L3", level("l3_transverse_tip", give=16)),
    ("psoas_major.trp1", "at navel height", level("umbilicus")),
    ("psoas_minor.trp1", "above navel height", side("up", "umbilicus")),
    (
        "iliacus.trp1",
        "a finger or two inside the front hip bone",
        beyond("in", "asis", 1.5 * FINGER, 16),
    ),
    (
        "rectus_abdominis.trp1",
        "in the angle between the tip of the breastbone and the edge of the ribs",
        between("xiphoid_tip", "costal_margin_middle", 0.15, 0.6),
    ),
    (
        "rectus_abdominis.trp2",
        "beside the navel, two fingers or less from the midline",
        level("umbilicus"),
        from_midline(1.5 * FINGER, 10),
    ),
    (
        "rectus_abdominis.trp3",
        "midway between the navel and the front hip bone",
        between("umbilicus", "asis"),
    ),
    (
        "rectus_abdominis.trp4",
        "just above the pubic bone, a finger's breadth from the midline",
        beyond("up", "pubic_symphysis", FINGER, 12),
        from_midline(FINGER),
    ),
    ("pyramidalis.trp1", "a finger from the midline", from_midline(FINGER, 10)),
    (
        "internal_oblique.trp1",
        "two to three fingers inwards from the front hip bone",
        beyond("in", "asis", 2.5 * FINGER),
    ),
)
