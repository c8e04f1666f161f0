"""Roughly where things lie in a standing adult: enough to tell up from down and front from back.

Heights of the middle of a structure, millimetres over the floor in a man of 1.75 m. They need be
right only to a hand's breadth.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["HEIGHTS", "OPPOSITES"]

_ROWS = """
1680: parietal_bone frontalis
1650: frontal_bone temporalis
1610: occipital_bone temporal_bone occipitalis orbicularis_oculi sphenoid_bone skull
1580: zygomatic_bone maxilla nasal_bone zygomaticus_major
1550: masseter masseter_superficial buccinator lateral_pterygoid
1530: mandible vertebra_c1 medial_pterygoid
1510: vertebra_c2 vertebra_c3
1480: hyoid_bone splenius_capitis semispinalis_capitis sternocleidomastoid
1460: vertebra_c7 scalenus_medius sternocleidomastoid_sternal
1440: vertebra_t1 levator_scapulae upper_trapezius
1430: clavicle rib_1
1420: supraspinatus
1390: manubrium vertebra_t3 rhomboid_minor middle_trapezius
1370: deltoid deltoid_middle deltoid_anterior deltoid_posterior trapezius
1340: scapula infraspinatus subscapularis pectoralis_minor rhomboid_major
1320: pectoralis_major pectoralis_major_sternal vertebra_t6
1300: body_of_sternum sternum teres_major serratus_anterior lower_trapezius
1260: rib_6 coracobrachialis vertebra_t9
1230: humerus biceps_brachii triceps_brachii triceps_brachii_long_head
1200: latissimus_dorsi diaphragm vertebra_t12 brachialis
1160: external_oblique vertebra_l2
1120: rectus_abdominis internal_oblique transversus_abdominis vertebra_l4
1110: quadratus_lumborum
1050: psoas_major iliacus vertebra_l5
1020: gluteus_medius brachioradialis
980: hip_bone gluteus_minimus radius ulna pronator_teres extensor_digitorum
960: sacrum tensor_fasciae_latae piriformis flexor_digitorum_superficialis
910: gluteus_maximus coccyx pronator_quadratus
880: obturator_internus quadratus_femoris pubococcygeus
790: metacarpal_3 opponens_pollicis
780: pectineus adductor_brevis
730: rectus_femoris adductor_longus sartorius
690: femur gracilis adductor_magnus vastus_intermedius vastus_lateralis
660: biceps_femoris semitendinosus semimembranosus vastus_medialis
490: patella
460: popliteus plantaris
390: gastrocnemius
300: tibia fibula soleus tibialis_anterior fibularis_longus tibialis_posterior
90: talus
50: calcaneus metatarsal_1 abductor_hallucis flexor_digitorum_brevis
"""


def _heights() -> dict[str, float]:
    found: dict[str, float] = {}
    for row in _ROWS.strip().splitlines():
        height, _, slugs = row.partition(":")
        found.update(dict.fromkeys(slugs.split(), float(height)))
    return found


#: Middle of a bone or muscle by its slug, mm over the floor.
HEIGHTS: Mapping[str, float] = _heights()

#: What lies at the back and what at the front of one stretch of the body.
OPPOSITES: tuple[tuple[frozenset[str], frozenset[str]], ...] = tuple(
    (frozenset(back.split()), frozenset(front.split()))
    for back, front in (
        (
            "occipital_bone occipitalis splenius_capitis semispinalis_capitis",
            "frontal_bone mandible maxilla nasal_bone frontalis hyoid_bone orbicularis_oculi",
        ),
        (
            "scapula vertebra_t6 vertebra_t3 vertebra_t9 "
            "trapezius middle_trapezius lower_trapezius infraspinatus rhomboid_major "
            "latissimus_dorsi",
            "body_of_sternum sternum manubrium pectoralis_major pectoralis_major_sternal "
            "pectoralis_minor",
        ),
        (
            "quadratus_lumborum vertebra_l2 vertebra_l4 sacrum gluteus_maximus",
            "rectus_abdominis pyramidalis",
        ),
        ("triceps_brachii triceps_brachii_long_head", "biceps_brachii"),
        (
            "biceps_femoris semitendinosus semimembranosus",
            "rectus_femoris vastus_intermedius patella sartorius vastus_lateralis",
        ),
        ("gastrocnemius soleus", "tibialis_anterior"),
        ("calcaneus", "metatarsal_1 metatarsal_3 metatarsal_5"),
    )
)
