"""The patches of the skin: complete, connected, mirrored, where they ought to be."""

from __future__ import annotations

import dataclasses
import importlib
import sys

import numpy as np
import pytest

from explorer.body.landmarks import load_landmarks
from explorer.body.regions import RegionMap, load_region_map
from explorer.body.resources import meshes_dir
from explorer.body.topology import load_topology
from explorer.errors import ExplorerError

MIDLINE = {
    "face_nose", "face_chin", "mouth_tongue_palate", "neck_front", "back_upper_spine",
    "back_mid_spine", "low_back_spine", "chest_breastbone",
    "abd_upper_middle", "abd_navel", "abd_above_pubis", "sacrum", "tailbone", "perineum",
    "anal_region", "genital_region",
}  # fmt: skip


@pytest.fixture(scope="module")
def regions() -> RegionMap:
    return load_region_map()


@pytest.fixture(scope="module")
def reference() -> np.ndarray:
    """The figure the regions are drawn on, mm (13380, 3)."""
    with np.load(meshes_dir() / "recipe" / "region_figure.npz") as file:
        return np.asarray(file["tenths_mm"] / 10.0)


def patch_count(mask: np.ndarray) -> int:
    edges = load_topology().subdivision.edges
    inner = edges[mask[edges].all(axis=1)]
    root = {int(i): int(i) for i in np.flatnonzero(mask)}

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for a, b in inner.tolist():
        root[find(a)] = find(b)
    return len({find(i) for i in root})


def test_every_vertex_is_in_one_region_and_every_region_has_some(regions: RegionMap) -> None:
    assert regions.label.shape == (13380,)
    assert len(set(regions.ids)) == len(regions.ids) == 145
    assert np.unique(regions.label).tolist() == list(range(145))


def test_the_left_half_mirrors_the_right(regions: RegionMap) -> None:
    mirror = load_topology().mirror
    assert (regions.label[mirror] == regions.label).all()
    assert (regions.side[mirror] == -regions.side).all()
    assert ((regions.side == 0) == (mirror == np.arange(13380))).all()


def test_right_is_negative_x(regions: RegionMap, reference: np.ndarray) -> None:
    assert (reference[regions.side == -1, 0] < 0).all()
    assert (reference[regions.side == 1, 0] > 0).all()


def test_each_region_is_one_patch_on_each_side(regions: RegionMap) -> None:
    counts = {i: patch_count(regions.mask(i, "right")) for i in regions.ids}
    assert {i: n for i, n in counts.items() if n != 1} == {}


def test_a_midline_region_is_one_patch_in_all(regions: RegionMap) -> None:
    assert {i: patch_count(regions.mask(i)) for i in MIDLINE} == dict.fromkeys(MIDLINE, 1)


def test_a_side_holds_its_half_and_the_midline(regions: RegionMap) -> None:
    both = regions.mask("chest_breastbone")
    right, left = (regions.mask("chest_breastbone", s) for s in ("right", "left"))
    assert (both == (right | left)).all()
    assert (regions.side[right & left] == 0).all()
    assert (right & left).sum() > 3


def test_the_region_at_a_point_is_that_of_its_heaviest_corner(regions: RegionMap) -> None:
    ends = load_topology().subdivision.edges
    a, b = next((a, b) for a, b in ends.tolist() if regions.label[a] != regions.label[b])
    assert regions.region_at((a, b), (0.6, 0.4)) == regions.region_of_vertex(a)
    assert regions.region_at((a, b), (0.4, 0.6)) == regions.region_of_vertex(b)


def test_neighbours_are_mutual_and_anatomical(regions: RegionMap) -> None:
    for id in regions.ids:
        near = regions.neighbours(id)
        assert near, id
        assert id not in near
        assert all(id in regions.neighbours(n) for n in near)
    assert "buttock_lower" in regions.neighbours("thigh_back_upper")
    assert "forearm_back" not in regions.neighbours("arm_back")
    assert {"heel_back", "calf_lower"} <= regions.neighbours("achilles")
    for digit in ("thumb", "index", "middle", "ring", "little"):
        assert f"{digit}_palmar" in regions.neighbours(f"{digit}_dorsal")
    assert "ring_dorsal" not in regions.neighbours("index_dorsal")


def test_a_triangle_joins_the_region_of_most_of_its_corners(regions: RegionMap) -> None:
    small = dataclasses.replace(regions, label=np.array([4, 7, 7, 2, 9]))
    triangles = np.array([[0, 1, 2], [1, 0, 2], [1, 2, 0], [1, 1, 1], [0, 3, 4]])
    assert small.triangle_labels(triangles).tolist() == [7, 7, 7, 7, 2]


def test_areas_are_plausible_and_sum_to_the_skin(regions: RegionMap, reference: np.ndarray) -> None:
    triangles = load_topology().triangles
    area = regions.area_cm2(reference, triangles)
    v = reference[triangles]
    skin = np.linalg.norm(np.cross(v[:, 1] - v[:, 0], v[:, 2] - v[:, 0]), axis=1).sum() / 200
    assert sum(a["both"] for a in area.values()) == pytest.approx(skin)
    for id, a in area.items():
        assert a["right"] + a["left"] == pytest.approx(a["both"]), id
        assert a["right"] == pytest.approx(a["left"], rel=0.02), id
        assert 4 < a["right"] < 320, id
    assert area["thigh_front_upper"]["right"] > 2 * area["knee_front"]["right"]
    assert area["head_occiput"]["right"] > area["head_behind_ear"]["right"]
    assert 20 < area["hand_palm"]["right"] < 80


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("head_forehead", "face_eyebrow"),
        ("face_eyebrow", "face_around_eye"),
        ("face_upper_lip", "mouth_tongue_palate"),
        ("mouth_tongue_palate", "face_chin"),
        ("neck_back", "back_upper_spine"),
        ("back_upper_spine", "back_mid_spine"),
        ("low_back_upper", "low_back_lower"),
        ("buttock_upper", "buttock_middle"),
        ("buttock_middle", "sit_bone"),
        ("chest_upper", "chest_breast"),
        ("abd_navel", "abd_above_pubis"),
        ("thigh_inner_upper", "thigh_inner_lower"),
        ("calf_upper", "calf_lower"),
        ("achilles", "heel_back"),
    ],
)
def test_one_region_lies_above_another(
    upper: str, lower: str, regions: RegionMap, reference: np.ndarray
) -> None:
    height = {i: reference[regions.mask(i), 2].mean() for i in (upper, lower)}
    assert height[upper] > height[lower]
    assert lower in regions.neighbours(upper)


@pytest.mark.parametrize(
    ("front", "back"),
    [
        ("arm_front", "arm_back"),
        ("forearm_front", "forearm_back"),
        ("wrist_front", "wrist_back"),
        ("hand_palm", "hand_back"),
        ("index_palmar", "index_dorsal"),
        ("shoulder_front", "shoulder_back"),
        ("thigh_front_lower", "thigh_back_lower"),
        ("knee_front", "knee_back"),
        ("genital_region", "anal_region"),
    ],
)
def test_one_region_lies_in_front_of_another(
    front: str, back: str, regions: RegionMap, reference: np.ndarray
) -> None:
    assert reference[regions.mask(front), 1].mean() < reference[regions.mask(back), 1].mean()


@pytest.mark.parametrize(
    ("outer", "inner"),
    [
        ("arm_outer", "arm_inner"),
        ("forearm_thumb_side", "forearm_little_side"),
        ("knee_outer", "knee_inner"),
        ("ankle_outer", "ankle_inner"),
        ("foot_outer_edge", "foot_inner_edge"),
        ("foot_ball_outer", "foot_ball_inner"),
        ("lesser_toes_top", "big_toe_top"),
        ("scapula_body", "back_between_blades"),
    ],
)
def test_one_region_lies_further_out_than_another(
    outer: str, inner: str, regions: RegionMap, reference: np.ndarray
) -> None:
    right = {i: reference[regions.mask(i, "right"), 0].mean() for i in (outer, inner)}
    assert right[outer] < right[inner]


@pytest.mark.parametrize(
    ("landmark", "region"),
    [
        ("metopion", "head_forehead"),
        ("inion", "head_occiput"),
        ("mastoid_tip", "head_behind_ear"),
        ("temporal_fossa_middle", "head_temple"),
        ("gonion", "face_jaw_angle"),
        ("jaw_joint", "face_jaw_joint"),
        ("ear_concha", "ear_deep"),
        ("upper_canine", "face_upper_lip"),
        ("pogonion", "face_chin"),
        ("suboccipital_hollow", "neck_skull_base"),
        ("neck_shoulder_angle", "neck_angle"),
        ("clavicle_middle", "collarbone"),
        ("acromion_tip", "shoulder_point"),
        ("infraspinous_fossa_middle", "scapula_body"),
        ("scapula_inferior_angle", "scapula_lower_tip"),
        ("t8_spinous_process", "back_mid_spine"),
        ("nipple", "chest_breast"),
        ("umbilicus", "abd_navel"),
        ("iliac_crest_top", "iliac_crest_side"),
        ("psis", "sacroiliac"),
        ("buttock_center", "buttock_middle"),
        ("ischial_tuberosity", "sit_bone"),
        ("greater_trochanter", "hip_outer"),
        ("olecranon", "elbow_tip"),
        ("lateral_epicondyle_humerus", "elbow_outer"),
        ("anatomical_snuffbox", "wrist_thumb_side"),
        ("thenar_belly", "hand_thumb_pad"),
        ("hypothenar_belly", "hand_little_pad"),
        ("patella_center", "knee_front"),
        ("popliteal_middle", "knee_back"),
        ("lateral_malleolus", "ankle_outer"),
        ("metatarsal1_head_sole", "foot_ball_inner"),
        ("calcaneus_bottom", "heel_bottom"),
    ],
)
def test_landmarks_lie_in_their_regions(landmark: str, region: str, regions: RegionMap) -> None:
    point = load_landmarks()[landmark].point
    assert regions.region_at(point.vertices, point.weights) == region


def test_an_unknown_patch_is_named_in_the_error(regions: RegionMap) -> None:
    with pytest.raises(ExplorerError, match="'left_elbow'"):
        regions.mask("left_elbow")


def test_a_damaged_file_is_reported(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRIGGER_POINT_MESHES", str(tmp_path))
    load_region_map.cache_clear()
    try:
        with pytest.raises(ExplorerError, match=r"regions\.npz"):
            load_region_map()
    finally:
        load_region_map.cache_clear()


def test_the_recipe_reproduces_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(meshes_dir() / "recipe"))
    built = importlib.import_module("build_regions").build()
    for name in ("build_regions", "region_seeds"):
        sys.modules.pop(name, None)
    with np.load(meshes_dir() / "regions.npz", allow_pickle=False) as file:
        assert set(file.files) == set(built)
        for key in file.files:
            assert (file[key] == built[key]).all(), key
