"""Where the texts of hip and leg say that their points lie (see ``words_of_place.py``)."""

from __future__ import annotations

from words_of_place import FINGER, HAND, THUMB, Row, away, beside, between, beyond, level, side

ROWS: tuple[Row, ...] = (
    (
        "gluteus_maximus.trp1",
        "about two fingers outside the edge of the sacrum",
        beyond("out", "sacrum_lateral_edge", 2 * FINGER),
    ),
    (
        "gluteus_medius.trp2",
        "two fingers below the pelvic rim at about the middle of its length",
        beyond("down", "iliac_crest_top", 2 * FINGER, 16),
    ),
    (
        "gluteus_minimus.trp3",
        "midway between the rear pelvic rim and the bony hip point",
        between("iliac_crest_posterior", "greater_trochanter_top"),
    ),
    (
        "tensor_fasciae_latae.trp1",
        "two to three fingers below and outward of the front hip bone",
        away("asis", 2.5 * FINGER, 18),
        side("down", "asis"),
        side("out", "asis"),
    ),
    (
        "piriformis.trp1",
        "In the outer third of the line from the upper rim of the greater sciatic foramen",
        between("greater_sciatic_notch", "greater_trochanter_top", 0.6, 1.0),
    ),
    (
        "quadratus_femoris.trp1",
        "in the outer half of that gap",
        between("ischial_tuberosity", "greater_trochanter", 0.5, 1.0, along="out"),
    ),
    (
        "gemellus_inferior.trp1",
        "on the outer half of a line from the top of the sit bone to the bony point of the hip",
        between("ischial_tuberosity", "greater_trochanter", 0.5, 1.0, along="out"),
    ),
    (
        "obturator_externus.trp1",
        "a little below and outside the bony bump of the pubis",
        side("down", "pubic_tubercle"),
        side("out", "pubic_tubercle"),
    ),
    (
        "sartorius.trp1",
        "about a hand's breadth below the front hip bone",
        beyond("down", "asis", HAND),
    ),
    ("sartorius.trp2", "halfway between hip and knee", between("asis", "patella_top")),
    (
        "sartorius.trp3",
        "three to four fingers above the inner knee bone",
        beyond("up", "femur_medial_epicondyle", 3.5 * FINGER),
    ),
    (
        "rectus_femoris.trp1",
        "three to four fingers below the front hip bone",
        beyond("down", "asis", 3.5 * FINGER),
    ),
    (
        "rectus_femoris.trp2",
        "about three fingers above the upper border of the kneecap",
        beyond("up", "patella_top", 3 * FINGER),
    ),
    (
        "vastus_medialis.trp1",
        "about three to four fingers above and to the inner side of the kneecap",
        away("patella_medial", 3.5 * FINGER),
        side("up", "patella_medial"),
        side("in", "patella_center"),
    ),
    (
        "vastus_medialis.trp2",
        "about the middle of the thigh",
        between("pubic_tubercle", "femur_medial_epicondyle"),
    ),
    (
        "vastus_lateralis.trp1",
        "two to three fingers above the upper outer corner of the kneecap",
        beyond("up", "patella_top", 2.5 * FINGER),
        side("out", "patella_lateral"),
    ),
    (
        "vastus_lateralis.trp2",
        "a hand's breadth above the outer knee",
        beyond("up", "femur_lateral_epicondyle", HAND),
    ),
    (
        "vastus_lateralis.trp3",
        "At mid-thigh",
        between("greater_trochanter", "femur_lateral_epicondyle"),
    ),
    (
        "vastus_lateralis.trp4",
        "at the outer side of mid-thigh",
        between("greater_trochanter", "femur_lateral_epicondyle"),
    ),
    (
        "vastus_lateralis.trp5",
        "two to three fingers below the bony knob at the outer hip",
        beyond("down", "greater_trochanter", 2.5 * FINGER),
    ),
    (
        "adductor_longus.trp1",
        "two to three fingers below its attachment to the pubic bone",
        # The cord is fixed a thumb's breadth below the bump.
        away("pubic_tubercle", 2.5 * FINGER + THUMB, 18),
    ),
    (
        "adductor_longus.trp2",
        "about a third of the way from the pubic bone to the knee",
        between("pubic_tubercle", "femur_medial_epicondyle", 0.22, 0.44),
    ),
    (
        "popliteus.trp1",
        "about three to four fingers below the knee joint",
        beyond("down", "knee_joint_line_medial", 3.5 * FINGER),
    ),
    (
        "popliteus.trp2",
        "behind the outer knob of the thigh bone at the level of the joint",
        level("knee_joint_line_lateral", "femur_lateral_epicondyle"),
        side("back", "femur_lateral_epicondyle"),
    ),
    (
        "tibialis_anterior.trp1",
        "about two fingers to the outer side of the sharp edge of the shin bone",
        between("tibial_tuberosity", "ankle_front_middle", 0.05, 0.4),
        beside("tibial_tuberosity", "tibia_front_middle", 2 * FINGER),
        side("out", "tibia_front_middle"),
    ),
    (
        "fibularis_longus.trp1",
        "two to four centimetres below the head of the fibula",
        beyond("down", "fibular_head", 30, 14),
    ),
    (
        "fibularis_brevis.trp1",
        "near the join of the middle and lower thirds",
        between("fibular_head", "lateral_malleolus", 0.57, 0.77),
    ),
    (
        "fibularis_tertius.trp1",
        "about four fingers above the outer ankle",
        beyond("up", "lateral_malleolus", 4 * FINGER),
    ),
    (
        "gastrocnemius.trp3",
        "two to three fingers below the knee crease",
        beyond("down", "popliteal_middle", 2.5 * FINGER),
        side("in", "popliteal_middle"),
    ),
    (
        "gastrocnemius.trp4",
        "two to three fingers below the knee crease",
        beyond("down", "popliteal_middle", 2.5 * FINGER),
        side("out", "popliteal_middle"),
    ),
    (
        "soleus.trp1",
        "two to three centimetres below the lower end of the calf bulges",
        beyond("down", "calf_muscle_tendon_junction", 25, 14),
    ),
    (
        "soleus.trp2",
        "about a hand's breadth below the outer knee and behind the fibula",
        beyond("down", "fibular_head", HAND),
        side("back", "fibular_head"),
    ),
    (
        "plantaris.trp1",
        "about level with the knee crease",
        level("popliteal_middle"),
        side("out", "popliteal_middle"),
    ),
    (
        "tibialis_posterior.trp1",
        "about a hand and a half below the knee crease",
        beyond("down", "popliteal_middle", 1.5 * HAND),
        side("out", "popliteal_middle"),
    ),
    (
        "extensor_digitorum_longus.trp1",
        "about a hand's breadth below the head of the fibula",
        beyond("down", "fibular_head", HAND),
    ),
    (
        "extensor_hallucis_longus.trp1",
        "below its middle",
        between("tibial_tuberosity", "ankle_front_middle", 0.5, 0.8),
    ),
    (
        "flexor_digitorum_longus.trp1",
        "upper third",
        between("knee_joint_line_medial", "medial_malleolus", 0.27, 0.4),
    ),
    (
        "flexor_hallucis_longus.trp1",
        "about the join of the middle and lower thirds",
        between("fibular_head", "lateral_malleolus", 0.57, 0.77),
    ),
    (
        "extensor_digitorum_brevis.trp1",
        "two fingers in front of the outer ankle",
        beyond("forward", "lateral_malleolus", 2 * FINGER),
    ),
    (
        "abductor_hallucis.trp1",
        "between the heel and the navicular bump",
        between("calcaneus_medial", "navicular_tuberosity", 0.25, 0.95, 0.7),
    ),
    (
        "flexor_digitorum_brevis.trp1",
        "about halfway between the heel and the ball of the foot",
        between("calcaneus_bottom", "metatarsal3_head_sole"),
    ),
    (
        "abductor_digiti_minimi_foot.trp1",
        "half-way between the heel and the little toe, just behind the bump",
        between("calcaneus_back", "little_toe_tip"),
        side("back", "metatarsal5_base"),
    ),
    (
        "lumbricals_foot.trp1",
        "at the rear edge of the ball of the foot",
        beyond("back", "metatarsal3_head_sole", FINGER, 14),
    ),
    (
        "adductor_hallucis.trp2",
        "under the row of toe joints in the ball of the foot",
        beyond("back", "metatarsal3_head_sole", 8, 12),
    ),
    (
        "flexor_digiti_minimi_foot.trp1",
        "half-way between its base and the little-toe joint",
        between("metatarsal5_base", "mtp5_lateral"),
    ),
)
