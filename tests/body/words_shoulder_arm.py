"""Where the texts of shoulder and arm say that their points lie (see ``words_of_place.py``)."""

from __future__ import annotations

from words_of_place import FINGER, HAND, Row, away, between, beyond, level, near, side

ROWS: tuple[Row, ...] = (
    (
        "upper_trapezius.trp1",
        "midway between the bone at the base of the neck (C7) and the bony point of the shoulder",
        between("c7_spinous_process", "acromion_tip"),
    ),
    (
        "middle_trapezius.trp5",
        "One to two centimetres inward of the upper inner corner of the shoulder blade",
        beyond("in", "scapula_superior_angle", 15, 10),
    ),
    (
        "middle_trapezius.trp6",
        "just inside the point of the shoulder",
        near("acromion_tip", 40),
        side("in", "acromion_tip"),
    ),
    (
        "lower_trapezius.trp3",
        "level with or just above the lower tip of the blade",
        beyond("up", "scapula_inferior_angle", 8, 16),
    ),
    (
        "lower_trapezius.trp4",
        "Just below the inner end of the ridge",
        near("scapular_spine_root"),
        side("down", "scapular_spine_root"),
    ),
    (
        "rhomboid_major.trp1",
        "about a finger's breadth in from the bone",
        beyond("in", "scapula_medial_border_middle", FINGER),
    ),
    (
        "rhomboid_minor.trp1",
        "level with the inner end of its ridge, about a finger's breadth in from the bone",
        level("scapular_spine_root", give=16),
        beyond("in", "scapular_spine_root", FINGER),
    ),
    (
        "infraspinatus.trp1",
        "Just below the inner quarter of the ridge",
        between("scapular_spine_root", "acromial_angle", 0.05, 0.35),
    ),
    (
        "infraspinatus.trp2",
        "Just below the middle of the ridge",
        between("scapular_spine_root", "acromial_angle", 0.3, 0.6),
    ),
    (
        "supraspinatus.trp3",
        "just under the outer edge of the shoulder roof",
        near("acromion_tip", 30),
        side("down", "acromion_tip"),
    ),
    (
        "teres_major.trp1",
        "two fingers up along its outer border",
        away("scapula_inferior_angle", 2 * FINGER),
        side("up", "scapula_inferior_angle"),
    ),
    (
        "latissimus_dorsi.trp2",
        "midway between the armpit and the pelvic rim",
        between("axilla_center", "iliac_crest_top"),
    ),
    (
        "deltoid_anterior.trp1",
        "three to four fingers below the outer collarbone",
        beyond("down", "clavicle_lateral_third", 3.5 * FINGER),
    ),
    (
        "deltoid_middle.trp1",
        "about four fingers below the edge of the acromion",
        beyond("down", "acromion_tip", 4 * FINGER),
    ),
    (
        "deltoid_posterior.trp1",
        "about three fingers below the back corner of the acromion",
        beyond("down", "acromial_angle", 3 * FINGER),
    ),
    (
        "biceps_brachii.trp1",
        "a hand's breadth above the elbow crease",
        beyond("up", "cubital_fossa_middle", HAND),
    ),
    (
        "biceps_brachii.trp2",
        "a hand's breadth above the elbow crease",
        beyond("up", "cubital_fossa_middle", HAND),
    ),
    (
        "brachialis.trp1",
        "three fingers above the elbow crease",
        beyond("up", "cubital_crease_lateral", 3 * FINGER),
    ),
    (
        "triceps_brachii_long_head.trp1",
        "about a hand's breadth below the rear armpit fold",
        beyond("down", "posterior_axillary_fold", HAND),
    ),
    (
        "triceps_brachii_lateral_head.trp3",
        "half-way between shoulder and elbow",
        between("acromion_tip", "lateral_epicondyle_humerus"),
    ),
    (
        "triceps_brachii_medial_head.trp2",
        "about three fingers (5 cm) above the outer elbow",
        beyond("up", "lateral_epicondyle_humerus", 3 * FINGER),
    ),
    (
        "triceps_brachii_medial_head.trp4",
        "one to two fingers above the tip of the elbow",
        beyond("up", "olecranon", 1.5 * FINGER, 14),
    ),
    (
        "triceps_brachii_medial_head.trp5",
        "about three fingers above the inner elbow",
        beyond("up", "medial_epicondyle_humerus", 3 * FINGER),
    ),
    (
        "anconeus.trp1",
        "between the bony knob and the tip of the elbow",
        between("lateral_epicondyle_humerus", "olecranon", 0.25, 0.9, 0.8),
    ),
    (
        "brachioradialis.trp1",
        "two to three fingers (3-5 cm) below the elbow crease",
        beyond("down", "cubital_crease_lateral", 2.5 * FINGER),
    ),
    (
        "extensor_carpi_radialis_longus.trp1",
        "a finger or two (about 2 cm) below the outer end of the elbow crease",
        beyond("down", "cubital_crease_lateral", 1.5 * FINGER, 14),
    ),
    (
        "extensor_carpi_radialis_brevis.trp1",
        "three to four fingers (5-7 cm) below the outer elbow",
        beyond("down", "lateral_epicondyle_humerus", 3.5 * FINGER),
    ),
    (
        "extensor_carpi_ulnaris.trp1",
        "(7-8 cm) below the elbow",
        beyond("down", "olecranon", 75, 14),
    ),
    (
        "extensor_digitorum.trp1",
        "about a third of the way from elbow to wrist",
        between("lateral_epicondyle_humerus", "wrist_back_middle", 0.24, 0.42),
    ),
    (
        "extensor_digiti_minimi.trp1",
        "a little above half-way to the wrist",
        between("olecranon", "ulnar_styloid", 0.33, 0.5),
    ),
    (
        "extensor_indicis.trp1",
        "about three finger's breadths above the wrist",
        beyond("up", "wrist_back_middle", 3 * FINGER),
    ),
    (
        "palmaris_longus.trp1",
        "on the line from the inner elbow to the middle of the wrist",
        between("medial_epicondyle_humerus", "wrist_crease_middle", 0.1, 0.36, 0.15),
    ),
    (
        "flexor_carpi_radialis.trp1",
        "about a hand's breadth below the inner elbow",
        beyond("down", "medial_epicondyle_humerus", HAND),
    ),
    (
        "flexor_carpi_ulnaris.trp1",
        "about a hand's breadth below the inner elbow",
        beyond("down", "medial_epicondyle_humerus", HAND),
    ),
    (
        "flexor_digitorum_profundus.trp1",
        "about the middle of the forearm",
        between("olecranon", "ulnar_styloid"),
    ),
    (
        "flexor_pollicis_longus.trp1",
        "about four fingers above the wrist crease",
        beyond("up", "wrist_crease_middle", 4 * FINGER),
    ),
    (
        "pronator_quadratus.trp1",
        "about two fingers (3-4 cm) above the wrist crease",
        beyond("up", "wrist_crease_middle", 2 * FINGER),
    ),
    (
        "abductor_pollicis_longus.trp1",
        "a good hand's breadth above the bony point of the wrist",
        beyond("up", "radial_styloid", 1.1 * HAND),
    ),
    (
        "extensor_pollicis_brevis.trp1",
        "about three fingers above the wrist",
        beyond("up", "wrist_back_middle", 3 * FINGER),
    ),
    (
        "abductor_pollicis_brevis.trp1",
        "half-way between the wrist and the thumb knuckle",
        between("wrist_crease_radial", "thumb_mcp_palm"),
    ),
    (
        "abductor_digiti_minimi_hand.trp1",
        "half-way between the wrist and the little-finger knuckle",
        between("wrist_crease_ulnar", "mcp5_palm"),
    ),
    (
        "palmar_interossei.trp1",
        "The marker lies between middle and ring finger",
        between("mcp3_palm", "mcp4_palm", 0.2, 0.8, 4),
    ),
)
