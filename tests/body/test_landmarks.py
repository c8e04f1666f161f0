"""The landmarks: well-formed, in anatomical order on every figure, and over their bones."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from bony_spot_table import BONY_SPOTS
from bony_spots import FRAME_BONES, Skin, Words, direction, limb_frames, read_bones

from explorer.body.figure import Figure, list_figures, load_figure
from explorer.body.landmarks import load_landmarks
from explorer.body.topology import load_topology

FIGURES = [figure.id for figure in list_figures()]
LANDMARKS = load_landmarks()
ANATOMY = Path(__file__).resolve().parents[3] / "shared" / "anatomy"
#: A landmark may lie this far (mm) from where its bone is felt through the skin of a real man.
LIMIT = 8.0
DIGITS = ("thumb", "index", "middle", "ring", "little")
SPINE = [
    *(f"c{n}_spinous_process" for n in range(2, 8)),
    *(f"t{n}_spinous_process" for n in range(1, 13)),
    *(f"l{n}_spinous_process" for n in range(1, 6)),
    "s2_spinous_process",
    "sacral_hiatus",
    "coccyx_tip",
]

Places = dict[str, npt.NDArray[np.float64]]


class OnFigure:
    """Places of all landmarks on one figure (mm), and the outward normals there."""

    def __init__(self, figure: Figure) -> None:
        subdivision = load_topology().subdivision
        self.at: Places = {}
        self.normal: Places = {}
        for id, mark in LANDMARKS.items():
            self.at[id] = mark.point.on(figure.base_vertices)
            corners, weights = subdivision.locate(mark.point.vertices, mark.point.weights)
            normal = np.asarray(weights) @ figure.normals[list(corners)].astype(float)
            self.normal[id] = normal / np.linalg.norm(normal)

    def apart(self, a: str, b: str) -> float:
        """Distance of two landmarks, mm."""
        return float(np.linalg.norm(self.at[a] - self.at[b]))


@pytest.fixture(scope="module", params=FIGURES)
def body(request: pytest.FixtureRequest) -> OnFigure:
    return OnFigure(load_figure(request.param))


# The file -----------------------------------------------------------------------------------------


def test_there_are_enough_landmarks_with_well_formed_ids_and_names() -> None:
    text = (Path(__file__).parents[2] / "meshes" / "landmarks.json").read_text(encoding="utf-8")
    ids = re.findall(r'"id": "([^"]*)"', text)
    assert len(ids) == len(set(ids)) == len(LANDMARKS) >= 150
    names = [mark.name for mark in LANDMARKS.values()]
    assert len(set(names)) == len(names)
    for id, mark in LANDMARKS.items():
        assert re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", id)
        assert mark.id == id
        assert mark.name[:1].isupper() or mark.name[:1].isdigit()
        assert mark.side in ("midline", "paired")
        assert mark.kind in ("bone", "surface", "muscle")
        assert (mark.kind == "bone") == (mark.bone is not None), id


def test_areas_run_from_head_to_foot_without_a_break() -> None:
    areas = [mark.area for mark in LANDMARKS.values()]
    assert list(dict.fromkeys(areas)) == [
        *("head", "neck", "shoulder", "back", "chest", "abdomen", "pelvis"),
        *("arm", "forearm", "hand", "thigh", "knee", "leg", "foot"),
    ]
    assert sum(a != b for a, b in itertools.pairwise(areas)) == 13


def test_every_landmark_is_a_true_point_of_a_triangle_of_the_topology() -> None:
    triangles = {tuple(sorted(t)) for t in load_topology().triangles.tolist()}
    for id, mark in LANDMARKS.items():
        assert tuple(sorted(mark.point.vertices)) in triangles, id
        assert min(mark.point.weights) >= 0, id
        assert sum(mark.point.weights) == pytest.approx(1, abs=1e-6), id


def test_no_two_landmarks_are_the_same_place(body: OnFigure) -> None:
    places = np.array(list(body.at.values()))
    gaps = np.linalg.norm(places[:, None] - places[None], axis=2) + np.eye(len(places)) * 99
    a, b = np.unravel_index(np.argmin(gaps), gaps.shape)
    ids = list(body.at)
    assert gaps.min() > 2.0, (ids[int(a)], ids[int(b)])


def test_midline_landmarks_are_on_the_midline_and_the_others_on_the_right(body: OnFigure) -> None:
    for id, mark in LANDMARKS.items():
        if mark.side == "midline":
            assert abs(body.at[id][0]) < 0.5, id
        else:
            assert body.at[id][0] < -4.0, id


# Anatomical order ---------------------------------------------------------------------------------

#: Each is above the next (z falls), by at least 2 mm.
DESCENDING = {
    "spine": SPINE,
    "face": [
        *("vertex", "metopion", "glabella", "nasion", "nose_tip", "subnasale"),
        *("labrale_superius", "labrale_inferius", "pogonion", "menton"),
    ],
    "throat": ["menton", "hyoid_body", "laryngeal_prominence", "cricoid", "jugular_notch"],
    "side of the jaw": [
        *("pterion", "zygomatic_arch_middle", "coronoid_process"),
        *("mandible_ramus_middle", "mandible_body_middle"),
    ],
    "ear and mastoid": ["ear_top", "tragus", "earlobe_base", "gonion"],
    "back of the head": [
        *("lambda", "occipital_belly", "superior_nuchal_line_middle"),
        *("inferior_nuchal_line_middle", "suboccipital_hollow"),
    ],
    "sternomastoid": [
        *("mastoid_tip", "sternomastoid_upper_third", "sternomastoid_middle"),
        *("sternomastoid_lower_third", "sternoclavicular_joint"),
    ],
    "pillars of the neck": [
        *("c1_transverse_process", "c2_lateral_mass", "c4_lateral_mass", "c6_lateral_mass"),
    ],
    "front of the trunk": [
        *("jugular_notch", "sternal_angle", "sternum_middle", "xiphoid_tip"),
        *("epigastrium_middle", "umbilicus", "hypogastrium_middle", "pubic_symphysis"),
    ],
    "ribs at the front": ["rib2_costal_cartilage", "rib3_midclavicular", "rib5_midclavicular"],
    "ribs at the side": [
        *("rib4_midaxillary", "rib6_midaxillary", "rib8_midaxillary"),
        *("flank_middle", "iliac_crest_top", "iliac_tubercle", "greater_trochanter_top"),
        "greater_trochanter",
    ],
    "ribs at the back": ["rib5_angle", "rib8_angle", "rib10_angle", "rib12_tip"],
    "transverse processes": ["l1_transverse_tip", "l3_transverse_tip", "l4_transverse_tip"],
    "scapula": [
        *("scapula_superior_angle", "scapular_spine_root"),
        *("scapula_medial_border_middle", "scapula_inferior_angle"),
    ],
    "spine of the scapula": ["acromial_angle", "scapular_spine_middle", "scapular_spine_root"],
    "shoulder": [
        *("acromioclavicular_joint", "acromion_tip", "greater_tubercle"),
        *("deltoid_middle_belly", "deltoid_tuberosity"),
    ],
    "groin": ["asis", "mid_inguinal_point", "pubic_tubercle", "lesser_trochanter_front"],
    "back of the pelvis": [
        *("iliac_crest_posterior", "psis", "sacrum_lateral_edge"),
        *("sacrum_inferior_lateral_angle", "ischial_tuberosity", "gluteal_fold_middle"),
    ],
    "front of the arm": [
        *("bicipital_groove", "arm_front_upper", "arm_front_middle", "arm_front_lower"),
        *("cubital_fossa_middle", "forearm_front_upper", "forearm_front_middle"),
        *("forearm_front_lower", "wrist_crease_middle", "palm_center", "mcp3_palm"),
        *("middle_pip_palm", "middle_tip"),
    ],
    "back of the arm": [
        *("arm_back_upper", "arm_back_middle", "arm_back_lower", "olecranon"),
        *("ulnar_border_upper", "ulnar_border_middle", "ulnar_border_lower", "ulnar_styloid"),
    ],
    "thumb": [
        *("radial_styloid", "thumb_cmc_joint", "thumb_mcp_back", "thumb_ip_back", "thumb_tip"),
    ],
    **{
        f"{finger} finger": [f"mcp{n}_back", f"{finger}_pip_back", f"{finger}_tip"]
        for n, finger in enumerate(DIGITS[1:], 2)
    },
    "side of the neck": [
        *("neck_shoulder_angle", "posterior_triangle_middle", "interscalene_groove"),
        *("supraclavicular_hollow", "sternomastoid_clavicular_lower", "clavicle_medial_third"),
    ],
    "cheek": ["upper_molars", "cheek_middle", "mandible_body_middle"],
    "breast": ["pectoral_belly", "nipple", "inframammary_fold", "costal_margin_middle"],
    "side of the belly": [
        *("costal_margin_middle", "rectus_lateral_edge_upper", "rectus_lateral_edge_navel"),
        *("mcburney_point", "mid_inguinal_point", "adductor_longus_tendon"),
    ],
    "beside the spine": ["rib8_angle", "t10_erector_belly", "l1_erector_belly", "l3_erector_belly"],
    "hip": ["iliac_tubercle", "gluteus_medius_belly", "tensor_belly", "greater_trochanter"],
    "outside of the arm": [
        *("deltoid_tuberosity", "arm_outer_middle", "arm_outer_lower"),
        *("lateral_epicondyle_humerus", "extensor_mass_upper", "forearm_radial_middle"),
        *("forearm_radial_lower", "radial_styloid"),
    ],
    "inside of the arm": [
        *("arm_inner_middle", "arm_inner_lower", "cubital_crease_medial", "flexor_mass_upper"),
        *("forearm_front_middle", "hypothenar_belly", "little_pip_palm"),
    ],
    "back of the forearm": [
        *("olecranon", "forearm_back_upper", "forearm_back_middle", "forearm_back_lower"),
        *("wrist_back_middle", "metacarpal2_base_back", "first_dorsal_interosseous_belly"),
        *("thumb_web_back", "mcp2_back"),
    ],
    "radial side of the arm": [
        *("cubital_crease_lateral", "brachioradialis_belly", "forearm_radial_middle"),
        *("anatomical_snuffbox", "thenar_belly", "thumb_web_palm", "thumb_pad"),
    ],
    "front of the leg": [
        *("asis", "thigh_front_upper", "thigh_front_middle", "thigh_front_lower", "patella_top"),
        *("patella_center", "patella_apex", "tibial_tuberosity", "tibialis_anterior_belly"),
        *("tibia_front_middle", "tibia_front_lower", "ankle_front_middle"),
    ],
    "outside of the leg": [
        *("greater_trochanter", "thigh_outer_upper", "thigh_outer_middle", "thigh_outer_lower"),
        *("femur_lateral_epicondyle", "knee_joint_line_lateral", "fibular_head", "fibular_neck"),
        *("leg_outer_upper", "leg_outer_middle", "leg_outer_lower", "lateral_malleolus"),
        "calcaneus_lateral",
    ],
    "inside of the leg": [
        *("thigh_inner_upper", "thigh_inner_middle", "thigh_inner_lower", "adductor_tubercle"),
        *("femur_medial_epicondyle", "knee_joint_line_medial", "pes_anserinus"),
        *("tibia_medial_middle", "tibia_medial_lower", "medial_malleolus"),
        *("navicular_tuberosity", "abductor_hallucis_belly"),
    ],
    "back of the leg": [
        *("ischial_tuberosity", "gluteal_fold_middle", "thigh_back_upper", "thigh_back_middle"),
        *("thigh_back_lower", "popliteal_middle", "calf_upper_middle"),
        *("gastrocnemius_medial_belly", "calf_muscle_tendon_junction", "soleus_lower"),
        *("achilles_middle", "achilles_insertion", "calcaneus_back", "calcaneus_bottom"),
    ],
}

#: From medial to lateral (x falls) on the right side, by at least 2 mm.
OUTWARDS = {
    "eye": ["eyebrow_inner", "supraorbital_notch", "eyebrow_outer", "pterion"],
    "corners of the eye": ["inner_canthus", "upper_eyelid_middle", "outer_canthus", "tragus"],
    "face": ["nose_tip", "alare", "infraorbital_foramen", "zygomatic_prominence", "jaw_joint"],
    "collarbone": [
        *("jugular_notch", "sternoclavicular_joint", "clavicle_medial_third", "clavicle_middle"),
        *("clavicle_lateral_third", "acromioclavicular_joint", "acromion_tip", "greater_tubercle"),
    ],
    "shoulder blade": [
        *("t5_spinous_process", "scapula_medial_border_middle", "infraspinous_fossa_middle"),
        *("scapula_lateral_border_middle", "deltoid_posterior_belly"),
    ],
    "low back": ["l3_spinous_process", "l3_erector_belly", "l3_lateral_border", "flank_middle"],
    "groin": ["pubic_symphysis", "pubic_tubercle", "mid_inguinal_point", "asis"],
    "buttock": ["sacral_hiatus", "sacrum_lateral_edge", "greater_sciatic_notch"],
    "elbow": ["medial_epicondyle_humerus", "cubital_fossa_middle", "lateral_epicondyle_humerus"],
    "wrist": ["wrist_crease_ulnar", "wrist_crease_middle", "wrist_crease_radial"],
    "knuckles": ["mcp5_back", "mcp4_back", "mcp3_back", "mcp2_back", "thumb_mcp_back"],
    "palm": ["mcp5_palm", "mcp4_palm", "mcp3_palm", "mcp2_palm"],
    "finger joints": [f"{finger}_pip_back" for finger in DIGITS[:0:-1]],
    "finger tips": [f"{finger}_tip" for finger in DIGITS[:0:-1]],
    "knee": [
        *("femur_medial_epicondyle", "patella_medial", "patella_center", "patella_lateral"),
        "femur_lateral_epicondyle",
    ],
    "shin": ["pes_anserinus", "tibial_tuberosity", "gerdy_tubercle", "fibular_head"],
    "calf": ["gastrocnemius_medial_belly", "calf_upper_middle", "gastrocnemius_lateral_belly"],
    "ankle": ["medial_malleolus", "ankle_front_middle", "lateral_malleolus"],
    "mouth": ["labrale_superius", "cheilion", "cheek_middle", "mandible_ramus_middle"],
    "back of the thigh": [
        *("thigh_back_inner_middle", "thigh_back_middle", "thigh_back_outer_middle"),
        "thigh_outer_middle",
    ],
    "perineum": ["coccyx_tip", "perineum_lateral", "ischial_tuberosity"],
    "ball of the foot": [f"metatarsal{n}_head_sole" for n in (1, 3, 5)],
    "toe joints": ["mtp1_medial", "mtp1_top", "mtp2_top", "mtp3_top", "mtp5_top", "mtp5_lateral"],
    "toes": [f"{toe}_toe_tip" for toe in ("big", "second", "third", "fourth", "little")],
}

#: From back to front (y falls), by at least 2 mm.
FORWARDS = {
    "head": ["inion", "mastoid_tip", "jaw_joint", "coronoid_process", "zygomatic_prominence"],
    "jaw": ["gonion", "mandible_body_middle", "mandible_lower_incisor"],
    "temple": ["temporal_fossa_back", "temporal_fossa_middle", "pterion", "eyebrow_outer"],
    "neck": ["c4_spinous_process", "c4_lateral_mass", "sternomastoid_middle", "hyoid_body"],
    "chest": ["rib8_angle", "rib8_midaxillary", "rib5_midclavicular"],
    "pelvis": ["psis", "iliac_crest_posterior", "iliac_crest_top", "iliac_tubercle", "asis"],
    "ear": ["mastoid_base", "ear_concha", "tragus", "zygomatic_arch_back"],
    "top of the temple": ["parietal_eminence", "temporal_line_top", "frontal_eminence"],
    "deltoid": ["deltoid_posterior_belly", "deltoid_middle_belly", "deltoid_anterior_belly"],
    "inside of the knee": [
        *("popliteal_crease_medial", "femur_medial_epicondyle", "vastus_medialis_belly"),
        "patella_top",
    ],
    "outside of the ankle": ["lateral_malleolus", "sinus_tarsi", "metatarsal4_base_top"],
    "inside of the sole": ["calcaneus_bottom", "sole_medial_arch", "metatarsal1_head_sole"],
    "shin": ["leg_outer_lower", "leg_front_lower"],
    "armpit": ["posterior_axillary_fold", "axilla_center", "anterior_axillary_fold"],
    "knee": ["popliteal_middle", "popliteal_crease_lateral", "fibular_head", "gerdy_tubercle"],
    "inner ankle": ["calcaneus_back", "behind_medial_malleolus", "medial_malleolus"],
    "inner foot": [
        *("calcaneus_medial", "navicular_tuberosity", "metatarsal1_base_top", "mtp1_top"),
        *("big_toe_ip_top", "big_toe_tip"),
    ],
    "outer foot": [
        *("calcaneus_lateral", "metatarsal5_base", "foot_outer_edge_middle", "mtp5_lateral"),
        "little_toe_tip",
    ],
    "sole": ["calcaneus_bottom", "sole_outer_middle", "sole_middle", "metatarsal3_head_sole"],
}


@pytest.mark.parametrize(
    ("axis", "chains"),
    [(2, DESCENDING), (0, OUTWARDS), (1, FORWARDS)],
    ids=["descending", "outwards", "forwards"],
)
def test_landmarks_are_in_anatomical_order(
    body: OnFigure, axis: int, chains: dict[str, list[str]]
) -> None:
    wrong = [
        f"{chain}: {a} before {b}"
        for chain, ids in chains.items()
        for a, b in itertools.pairwise(ids)
        if body.at[a][axis] - body.at[b][axis] < 2.0
    ]
    assert not wrong


def test_asis_is_above_the_pubic_tubercle_by_the_height_of_a_pelvis(body: OnFigure) -> None:
    assert 60 < body.at["asis"][2] - body.at["pubic_tubercle"][2] < 150


def test_knuckles_are_evenly_spaced(body: OnFigure) -> None:
    for side in ("back", "palm"):
        gaps = [body.apart(f"mcp{n}_{side}", f"mcp{n + 1}_{side}") for n in (2, 3, 4)]
        assert min(gaps) > 12
        assert max(gaps) < 30


# Plausibility -------------------------------------------------------------------------------------

#: Distance of two landmarks, mm: skin to skin, so the heavy figures' padding counts.
DISTANCES = {
    ("femur_medial_epicondyle", "femur_lateral_epicondyle"): (70, 135),
    ("medial_malleolus", "lateral_malleolus"): (45, 90),
    ("medial_epicondyle_humerus", "lateral_epicondyle_humerus"): (55, 115),
    ("radial_styloid", "ulnar_styloid"): (38, 75),
    ("patella_top", "patella_apex"): (28, 75),
    ("patella_medial", "patella_lateral"): (32, 80),
    ("patella_apex", "tibial_tuberosity"): (18, 60),
    ("fibular_head", "lateral_malleolus"): (280, 430),
    ("greater_trochanter", "femur_lateral_epicondyle"): (300, 450),
    ("acromion_tip", "lateral_epicondyle_humerus"): (240, 370),
    ("lateral_epicondyle_humerus", "radial_styloid"): (200, 310),
    ("wrist_crease_middle", "middle_tip"): (145, 225),
    ("calcaneus_back", "big_toe_tip"): (195, 290),
    ("mtp1_medial", "mtp5_lateral"): (70, 115),
    ("sternoclavicular_joint", "acromioclavicular_joint"): (105, 185),
    ("jugular_notch", "xiphoid_tip"): (150, 250),
    ("c7_spinous_process", "l5_spinous_process"): (360, 520),
    ("scapula_superior_angle", "scapula_inferior_angle"): (120, 230),
    ("mastoid_tip", "gonion"): (25, 70),
    ("jaw_joint", "gonion"): (36, 75),
    ("inner_canthus", "outer_canthus"): (24, 40),
    ("glabella", "inion"): (165, 225),
    ("nasion", "menton"): (95, 145),
    ("umbilicus", "l4_spinous_process"): (150, 380),
    ("asis", "psis"): (120, 260),
    ("patella_center", "popliteal_middle"): (85, 160),
}

#: Distance of a landmark from its mirror image, mm.
WIDTHS = {
    "acromion_tip": (270, 430),
    "asis": (180, 330),
    "greater_trochanter": (270, 430),
    "psis": (70, 130),
    "zygomatic_arch_middle": (115, 165),
    "gonion": (85, 145),
    "mastoid_tip": (90, 140),
    "pubic_tubercle": (40, 80),
    "scapula_inferior_angle": (110, 260),
    "nipple": (160, 280),
}


def test_distances_are_those_of_adults(body: OnFigure) -> None:
    found = {pair: body.apart(*pair) for pair in DISTANCES}
    wrong = {p: d for p, d in found.items() if not DISTANCES[p][0] < d < DISTANCES[p][1]}
    widths = {id: -2 * float(body.at[id][0]) for id in WIDTHS}
    narrow = {id: w for id, w in widths.items() if not WIDTHS[id][0] < w < WIDTHS[id][1]}
    assert not wrong
    assert not narrow


#: Outward direction of the skin (x left, y back, z up); its cosine with the normal must be large.
FACING = {
    "front": (
        (0.0, -1.0, 0.0),
        [
            *("metopion", "glabella", "nose_tip", "pogonion", "laryngeal_prominence"),
            *("sternum_middle", "xiphoid_tip", "rib3_midclavicular", "umbilicus", "asis"),
            *("cubital_fossa_middle", "wrist_crease_middle", "palm_center", "mcp3_palm"),
            *("middle_pip_palm", "thigh_front_middle", "patella_center", "tibial_tuberosity"),
            *("tibia_front_middle", "ankle_front_middle", "nipple", "pectoral_belly"),
            *("mcburney_point", "rectus_lateral_edge_navel", "brachioradialis_belly"),
            *(
                "cubital_crease_lateral",
                "hypothenar_belly",
                "thenar_belly",
                "adductor_longus_tendon",
            ),
        ],
    ),
    "back": (
        (0.0, 1.0, 0.0),
        [
            *("inion", "suboccipital_hollow", *SPINE[:-1], "scapula_inferior_angle"),
            *("scapular_spine_root", "infraspinous_fossa_middle", "rib8_angle", "psis"),
            *("l3_erector_belly", "buttock_center", "ischial_tuberosity", "arm_back_middle"),
            *("olecranon", "forearm_back_middle", "mcp3_back", "middle_pip_back"),
            *("thigh_back_middle", "popliteal_middle", "calf_upper_middle", "soleus_lower"),
            *("achilles_middle", "calcaneus_back", "thigh_back_inner_middle", "wrist_back_middle"),
            *("thigh_back_outer_middle", "l1_erector_belly", "t10_erector_belly"),
            *("forearm_back_lower", "first_dorsal_interosseous_belly", "popliteal_crease_medial"),
        ],
    ),
    "outside": (
        (-1.0, 0.0, 0.0),
        [
            *("jaw_joint", "pterion", "gonion", "mastoid_tip", "rib8_midaxillary"),
            *("flank_middle", "iliac_tubercle", "greater_trochanter", "deltoid_middle_belly"),
            *("arm_outer_middle", "radial_styloid", "thigh_outer_middle", "fibular_head"),
            *("femur_lateral_epicondyle", "leg_outer_middle", "lateral_malleolus"),
            *("calcaneus_lateral", "metatarsal5_base", "sinus_tarsi", "gluteus_medius_belly"),
            *("extensor_mass_upper", "forearm_radial_middle", "forearm_radial_lower"),
            *("arm_outer_lower", "tensor_belly", "temporal_line_top", "ear_concha", "cheek_middle"),
        ],
    ),
    "inside": (
        (1.0, 0.0, 0.0),
        [
            *("arm_inner_middle", "ulnar_styloid", "metacarpal5_middle_ulnar"),
            *("thigh_inner_middle", "adductor_tubercle", "femur_medial_epicondyle"),
            *("tibia_posteromedial_middle", "medial_malleolus", "calcaneus_medial"),
            *("navicular_tuberosity", "mtp1_medial", "flexor_mass_upper", "arm_inner_lower"),
            *("cubital_crease_medial", "vastus_medialis_belly", "perineum_lateral"),
        ],
    ),
    "top": (
        (0.0, 0.0, 1.0),
        [
            *("vertex", "bregma", "acromioclavicular_joint", "supraspinous_fossa_middle"),
            *("trapezius_free_border", "metatarsal3_middle_top", "mtp1_top", "big_toe_ip_top"),
        ],
    ),
    "below": (
        (0.0, 0.0, -1.0),
        [
            *("menton", "submandibular_middle", "calcaneus_bottom", "sole_middle"),
            *("metatarsal1_head_sole", "metatarsal3_head_sole", "metatarsal5_head_sole"),
            *("big_toe_pad", "middle_tip"),
        ],
    ),
}


@pytest.mark.parametrize("side", FACING)
def test_skin_looks_to_the_side_on_which_a_landmark_belongs(body: OnFigure, side: str) -> None:
    outward, ids = FACING[side]
    flat = {id: round(float(body.normal[id] @ outward), 2) for id in ids}
    # The female knees and the elbows of all are turned: 0.3 is as far as from 73 degrees aside.
    assert {id: c for id, c in flat.items() if c < 0.3} == {}


def test_every_landmark_without_a_bone_is_checked_by_its_place() -> None:
    chains = (*DESCENDING.values(), *OUTWARDS.values(), *FORWARDS.values())
    checked = {id for chain in (*chains, *(ids for _, ids in FACING.values())) for id in chain}
    assert {id for id, mark in LANDMARKS.items() if mark.bone is None} <= checked
    assert checked <= LANDMARKS.keys()


# Over the bones of a real man ---------------------------------------------------------------------


def test_every_bony_landmark_has_a_rule_and_only_those() -> None:
    assert {id for id, mark in LANDMARKS.items() if mark.bone is not None} == BONY_SPOTS.keys()
    for id, spot in BONY_SPOTS.items():
        bone = LANDMARKS[id].bone
        assert bone is not None
        assert spot.lateral[0] < spot.lateral[1], id


@pytest.fixture(scope="session")
def man() -> tuple[Skin, dict[str, tuple[npt.NDArray[np.float64], Words]]]:
    """The topology on a real man (all its vertices, mm), and spot and words of each rule."""
    fitted, model = ANATOMY / "base_on_bodyparts3d.npz", ANATOMY / "z_anatomy.glb"
    for file in (fitted, model):
        if not file.is_file():
            pytest.skip(f"{file.name} is not beside the repository in shared/anatomy")
    with np.load(fitted) as table:
        p = table["glb_metres"].astype(float) * 1000.0
        vertices = np.column_stack([p[:, 0], -p[:, 2], p[:, 1]])
        triangles = load_topology().triangles.astype(np.int64)
        triangles = triangles[table["visible"][triangles].all(axis=1)]
        trunk = (table["part"][triangles] == "trunk").all(axis=1)
    bones = read_bones(model, {spot.bone for spot in BONY_SPOTS.values()} | FRAME_BONES)
    frames = limb_frames(bones)
    spots = {
        id: (spot.on(bones[spot.bone], frames), frames[spot.frame])
        for id, spot in BONY_SPOTS.items()
    }
    return Skin(vertices, triangles, trunk), spots


@pytest.mark.parametrize("id", BONY_SPOTS)
def test_the_landmark_is_where_the_bone_is_felt(
    id: str, man: tuple[Skin, dict[str, tuple[npt.NDArray[np.float64], Words]]]
) -> None:
    skin, spots = man
    spot, words = spots[id]
    if LANDMARKS[id].side == "midline":
        spot = spot * [0.0, 1.0, 1.0]  # a spinous process may stand a little aside
    rule = BONY_SPOTS[id]
    way = None if rule.press == "nearest" else direction(words, rule.press)
    felt = skin.over(spot, way, trunk_only=rule.trunk_only)
    here = LANDMARKS[id].point.on(skin.vertices)
    assert np.linalg.norm(here - felt) <= LIMIT, f"off by {np.round(here - felt, 1)} mm"
