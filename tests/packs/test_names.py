"""Names of structures in many spellings, and what they are taken for."""

from __future__ import annotations

import pytest

from explorer.anatomy.atlas import Atlas
from explorer.body.skeleton import load_skeleton
from explorer.packs.bone_names import bone_name, bone_slug, is_midline
from explorer.packs.matching import Matcher
from explorer.packs.plain_names import plain_name, slug


@pytest.fixture(scope="module")
def matcher(atlas: Atlas) -> Matcher:
    return Matcher(atlas)


@pytest.mark.parametrize(
    ("name", "side"),
    [
        ("left latissimus dorsi", "left"),
        ("Latissimus dorsi, left", "left"),
        ("Musculus_infraspinatus.l", "left"),
        ("infraspinatus.R", "right"),
        ("infraspinatus.r.001", "right"),
        ("R_femur", "right"),
        ("L-infraspinatus", "left"),
        ("(R) Infraspinatus", "right"),
        ("Infraspinatus (L)", "left"),
        ("LeftInfraspinatus", "left"),
        ("LInfraspinatus", "left"),
        ("infraspinatusR", "right"),
        ("M. infraspinatus dexter", "right"),
        ("Abductor digiti minimi of left foot", "left"),
        ("Musculus infraspinatus sinister", "left"),
        ("infraspinatus_lt", "left"),
        ("left and right infraspinatus", None),
        ("infraspinatus", None),
        ("L1 vertebra", None),
        ("L 1", None),
        ("sternal", None),
    ],
)
def test_sides(name: str, side: str | None) -> None:
    assert plain_name(name).side == side


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("left latissimus dorsi", "Latissimus dorsi"),
        ("R_femur", "Femur"),
        ("Abductor digiti minimi of left foot", "Abductor digiti minimi of foot"),
        ("MEDIAL RECTUS", "Medial rectus"),
        ("Lateral crico-arytenoid.l", "Lateral crico arytenoid"),
    ],
)
def test_text(name: str, text: str) -> None:
    assert plain_name(name).text == text


def test_slug_is_a_safe_name() -> None:
    assert slug("Z-Anatomy (2024).glb é") == "z_anatomy_2024_glb_e"
    assert slug("../..") == ""


SAME = [
    ("Left infraspinatus muscle", ("infraspinatus",)),
    ("Musculus infraspinatus.l", ("infraspinatus",)),
    ("M. infraspinatus dexter", ("infraspinatus",)),
    ("INFRASPINATUS_L", ("infraspinatus",)),
    ("left peroneus longus", ("fibularis_longus",)),
    ("Musculus deltoideus, pars acromialis", ("deltoid_middle",)),
    ("Acromial part of deltoid muscle.r", ("deltoid_middle",)),
    ("Descending part of left trapezius", ("upper_trapezius",)),
    ("Pars descendens musculi trapezii", ()),
    ("Long head of left biceps brachii", ("biceps_brachii",)),
    ("Caput breve musculus biceps femoris", ("biceps_femoris",)),
    ("Lateral head of left triceps brachii", ("triceps_brachii_lateral_head",)),
    ("Medial head of right gastrocnemius", ("gastrocnemius",)),
    ("Humeral head of left pronator teres", ("pronator_teres",)),
    ("left scalenus medius", ("scalenus_medius",)),
    ("Middle scalene (right)", ("scalenus_medius",)),
    ("Rectus posterior major capitis", ("rectus_capitis_posterior_major",)),
    ("First lumbrical of left foot", ("lumbricals_foot",)),
    ("abductor digiti minimi of hand", ("abductor_digiti_minimi_hand",)),
    ("Abductor digiti minimi of foot", ("abductor_digiti_minimi_foot",)),
    ("musculus tensor fasciae latae", ("tensor_fasciae_latae",)),
    ("pterygoideus lateralis", ("lateral_pterygoid",)),
    ("Deep part of external anal sphincter", ("external_anal_sphincter",)),
]


@pytest.mark.parametrize(("name", "muscles"), SAME)
def test_muscles(name: str, muscles: tuple[str, ...], matcher: Matcher) -> None:
    assert matcher.identify(name).muscles == muscles


DIFFERENT = [
    ("biceps", "could be either"),
    ("long head of biceps", "could be either"),
    ("flexor longus", "which?"),
    ("abductor digiti minimi", "hand or foot?"),
    ("lumbricals", "hand or foot?"),
    ("medial rectus", "of the eye"),
    ("superior oblique", "of the eye"),
    ("inferior oblique", "of the eye"),
    ("tendon of biceps brachii", "no flesh"),
    ("fascia of trapezius muscle", "no flesh"),
    ("nerve to subclavius", "no flesh"),
    ("iliotibial tract", "no flesh"),
    ("anterolateral head of lateral papillary muscle of left ventricle", "heart"),
    ("deep part of masseter region skin", "skin"),
    ("temporal bone", "bone"),
    ("Temporal", "bone"),
    ("Left frontal", "bone"),
    ("frontal bone", "bone"),
    ("nasal bone", "bone"),
    ("lateral part of trapezius", "which of three?"),
    ("infraspinatus.ol", "mark of an origin"),
    ("rectus", "which?"),
    ("", "nothing"),
    ("Cube.001", "nothing"),
]


@pytest.mark.parametrize(("name", "why"), DIFFERENT)
def test_no_wild_guesses(name: str, why: str, matcher: Matcher) -> None:
    assert matcher.identify(name).muscles == (), why


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("biceps femoris", "biceps brachii"),
        ("flexor pollicis longus", "flexor hallucis longus"),
        ("extensor pollicis brevis", "extensor hallucis brevis"),
        ("adductor pollicis", "adductor hallucis"),
        ("rhomboid major", "rhomboid minor"),
        ("teres major", "teres minor"),
        ("longus capitis", "longissimus capitis"),
        ("quadratus femoris", "quadratus lumborum"),
        ("splenius capitis", "semispinalis capitis"),
    ],
)
def test_like_names_stay_apart(one: str, other: str, matcher: Matcher) -> None:
    first, second = matcher.identify(one).muscles, matcher.identify(other).muscles
    assert len(first) == len(second) == 1
    assert first != second


def test_every_muscle_is_found_by_its_own_names(atlas: Atlas, matcher: Matcher) -> None:
    for muscle in atlas.muscles.values():
        for name in (muscle.name, muscle.latin, f"left {muscle.name}", f"{muscle.latin}.r"):
            if name.startswith("left Biceps") or name == "Biceps":
                continue  # a stranger's file may mean another
            found = matcher.identify(name).muscles
            assert found[:1] == (muscle.id,), name


def test_a_concept_id_decides(matcher: Matcher, atlas: Atlas) -> None:
    fma = atlas.muscles["infraspinatus"].fma_id
    assert fma is not None
    one = matcher.identify("FJ1500", ["FMA32547", fma, "FMA5022"])
    assert (one.muscles, one.how) == (("infraspinatus",), "concept")


def test_a_muscle_that_is_not_in_the_atlas_is_still_one(matcher: Matcher) -> None:
    one = matcher.identify("left risorius muscle")
    assert (one.kind, one.muscles, one.side, one.layer) == ("muscle", (), "left", "superficial")
    assert one.structure_id == "muscle:risorius:left"
    assert matcher.identify("FJ1", ["FMA49041", "FMA5022"]).kind == "muscle"


@pytest.mark.parametrize("name", ["skin", "Skin", "body", "Integument", "cutis", "human_body"])
def test_skins(name: str, matcher: Matcher) -> None:
    assert matcher.identify(name).kind == "skin"


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("Femur.l", "Femur"),
        ("Os femoris dextrum", "Femur"),
        ("R_tibia", "Tibia"),
        ("Left hip bone", "Hip bone"),
        ("Atlas (C1)", "Atlas"),
        ("Vertebra T4", "Fourth thoracic vertebra"),
        ("Fourth thoracic vertebra", "Fourth thoracic vertebra"),
        ("L5", "Fifth lumbar vertebra"),
        ("Rib 7 left", "Seventh rib"),
        ("Left first rib", "First rib"),
        ("Costal cartilage of third rib.l", "Costal cartilage of third rib"),
        ("Distal phalanx of left big toe", "Distal phalanx of big toe"),
        ("Distal phalanx of first finger of foot.l", "Distal phalanx of big toe"),
        ("Middle phalanx of left middle finger", "Middle phalanx of middle finger"),
        ("Middle phalanx of third finger of hand.l", "Middle phalanx of middle finger"),
        ("Proximal phalanx of thumb.r", "Proximal phalanx of thumb"),
        ("Fifth metatarsal bone.l", "Fifth metatarsal bone"),
        ("Navicular bone of left foot", "Navicular bone"),
        ("Upper first molar tooth.l", "Upper first molar tooth"),
        ("Manubrium of sternum", "Manubrium"),
    ],
)
def test_bones(name: str, own: str) -> None:
    assert bone_name(plain_name(name)) == own


@pytest.mark.parametrize(
    "name", ["Sinus of frontal bone", "Middle cells of ethmoid bone.l", "Cube"]
)
def test_no_bones(name: str) -> None:
    assert bone_name(plain_name(name)) is None


def test_midline_bones() -> None:
    assert is_midline("Fourth thoracic vertebra")
    assert is_midline("Sacrum")
    assert not is_midline("Femur")


def test_bones_have_the_ids_of_the_built_in_skeleton() -> None:
    known = 0
    for item in load_skeleton("male").items:
        own = bone_name(plain_name(item.name))
        if own is not None:
            assert bone_slug(own) == item.id.split(":")[1], item.name
            known += 1
    assert known > 150
