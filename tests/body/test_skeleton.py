"""The built-in skeleton lies inside every figure, under its bony landmarks, undistorted."""

from __future__ import annotations

import functools
import itertools
import json
import re
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from outside_skin import outside_depth
from scipy.spatial import cKDTree

from explorer.body.figure import list_figures, load_figure
from explorer.body.landmarks import Landmark, load_landmarks
from explorer.body.resources import meshes_dir
from explorer.body.skeleton import load_skeleton
from explorer.body.structures import Structures
from explorer.errors import ExplorerError

FIGURES = [figure.id for figure in list_figures()]
ORDINALS = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
]  # fmt: skip
SKULL = {
    "Parietal bone", "Frontal bone", "Nasal bone", "Occipital bone", "Zygomatic bone", "Maxilla",
    "Temporal bone", "Upper canine", "Upper first molar tooth",
}  # fmt: skip
NOT_BONE = {"Hyoid bone", "Thyroid cartilage", "Cricoid cartilage"}


def rows(skeleton: Structures) -> dict[str, int]:
    return {item.id: index for index, item in enumerate(skeleton.items)}


def of(skeleton: Structures, id: str) -> np.ndarray[Any, Any]:
    return skeleton.mesh(rows(skeleton)[id])[0]


@functools.cache
def bones_file() -> tuple[dict[str, Any], dict[str, np.ndarray[Any, Any]]]:
    about = json.loads((meshes_dir() / "skeleton.json").read_text(encoding="utf-8"))
    with np.load(meshes_dir() / "skeleton.npz") as file:
        return about, {name: file[name] for name in file.files}


@pytest.mark.parametrize("figure", FIGURES)
def test_bones_lie_inside_the_skin(figure: str) -> None:
    skeleton = load_skeleton(figure)
    right = skeleton.vertices[:, 0] <= 0.01  # the left side is its mirror image
    depth = outside_depth(skeleton.vertices[right].astype(float), figure)
    assert (depth > 0).mean() <= 0.01
    assert depth.max() <= 3.0


def test_the_measure_sees_a_bone_that_sticks_out() -> None:
    bone = of(load_skeleton("male"), "bone:patella:right") + np.float32([0, -15, 0])
    depth = outside_depth(bone.astype(float), "male")
    assert (depth > 0).mean() > 0.2
    assert 3 < depth.max() < 16


@pytest.mark.parametrize("figure", FIGURES)
def test_left_and_right_are_mirror_images(figure: str) -> None:
    skeleton = load_skeleton(figure)
    numbers = rows(skeleton)
    for id, index in numbers.items():
        vertices, triangles = skeleton.mesh(index)
        if id.endswith(":right"):
            assert vertices[:, 0].max() < 0, id
            other, turned = skeleton.mesh(numbers[id.replace(":right", ":left")])
            assert np.array_equal(other, vertices * np.float32([-1, 1, 1])), id
            assert np.array_equal(turned, triangles[:, ::-1]), id
        elif not id.endswith(":left"):
            there = {tuple(row) for row in vertices.tolist()}
            assert {(-x, y, z) for x, y, z in there} == there, id


@pytest.mark.parametrize("figure", FIGURES)
def test_no_bone_is_sheared_or_flattened(figure: str) -> None:
    """The best affine map from the bone as it was made keeps its proportions, and its hand."""
    about, arrays = bones_file()
    skeleton = load_skeleton(figure)
    first = np.concatenate([[0], np.cumsum(arrays["vertex_counts"].astype(int))])
    for index, bone in enumerate(about["bones"]):
        rest = arrays["vertices"][first[index] : first[index + 1]].astype(float) * about["step_mm"]
        suffix = ":right" if bone["side"] == "paired" else ""
        placed = of(skeleton, f"bone:{bone['slug']}{suffix}")[: len(rest)].astype(float)
        design = np.c_[rest, np.ones(len(rest))]
        affine = np.linalg.lstsq(design, placed, rcond=None)[0]
        assert np.abs(design @ affine - placed).max() < 0.01, bone["slug"]  # nothing but affine
        stretch = np.linalg.svd(affine[:3], compute_uv=False)
        assert stretch[0] / stretch[2] < (1.5 if bone["long"] else 1.35), bone["slug"]
        assert 0.5 < stretch[2] <= stretch[0] < 2.0, bone["slug"]
        assert np.linalg.det(affine[:3]) > 0, bone["slug"]


def test_triangles_look_outward_and_have_area() -> None:
    skeleton = load_skeleton("male")
    for index, item in enumerate(skeleton.items):
        vertices, triangles = skeleton.mesh(index)
        a, b, c = (vertices[triangles[:, k]].astype(float) for k in range(3))
        flat = np.cross(b - a, c - a)
        middle = vertices.mean(0)
        assert np.einsum("ij,ij->", a - middle, flat) > 0, item.id
        assert (np.linalg.norm(flat, axis=1) < 1e-4).mean() < 0.005, item.id
    length = np.linalg.norm(skeleton.normals, axis=1)
    assert np.abs(length - 1).max() < 1e-3


def test_bones_are_named() -> None:
    skeleton = load_skeleton("female")
    ids = [item.id for item in skeleton.items]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"bone:[a-z0-9_]+(:(left|right))?", id) for id in ids)
    for item in skeleton.items:
        assert (item.kind, item.layer, item.source) == ("bone", "bones", "built-in")
        assert all((item.name, item.latin))
    named = {(item.name, item.side) for item in skeleton.items}
    assert len(named) == len(ids)
    assert {
        "bone:skull", "bone:mandible", "bone:vertebra_c2", "bone:vertebra_l3", "bone:sternum",
        "bone:rib_5:right", "bone:femur:left", "bone:scaphoid:right", "bone:patella:left",
        "bone:phalanx_distal_finger_3:right", "bone:phalanx_distal_toe_1:left",
    } <= set(ids)  # fmt: skip
    assert ids == [item.id for item in load_skeleton("male").items]


def slug_of(landmark: Landmark) -> str | None:
    """The bone of the skeleton that a landmark is on."""
    name = landmark.bone or ""
    if name in NOT_BONE:
        return None
    if name in SKULL:
        return "skull"
    if "sternum" in name or name == "Xiphoid process":
        return "sternum"
    if name in ("Sacrum", "Coccyx"):
        return "sacrum"
    rib = re.fullmatch(r"Costal cartilage of (\w+) rib", name)
    if rib:
        number = ORDINALS.index(rib[1]) + 1
        return f"costal_cartilage_{number}" if number < 6 else "costal_cartilages_6_10"
    digit = re.fullmatch(r"(\w+) phalanx of (\w+) finger of (hand|foot)", name)
    if digit:
        limb = "finger" if digit[3] == "hand" else "toe"
        return f"phalanx_{digit[1].lower()}_{limb}_{ORDINALS.index(digit[2]) + 1}"
    return next(item.id for item in load_skeleton("male").items if item.name == name).split(":")[1]


# Bony spots that are felt through muscle or fat, and how far below the skin their bone may lie, mm.
DEEP = {
    "ischial_tuberosity": 90, "lesser_trochanter_front": 85, "l1_transverse_tip": 45,
    "l3_transverse_tip": 55, "l4_transverse_tip": 55, "sacrum_lateral_edge": 58,
    "sacrum_inferior_lateral_angle": 60, "c4_lateral_mass": 45, "c6_lateral_mass": 48,
    "rib4_midaxillary": 50, "rib3_midclavicular": 38, "rib5_midclavicular": 50, "rib5_angle": 46,
    "iliac_crest_top": 42, "pubic_symphysis": 40, "pubic_tubercle": 40, "lambda": 22,
    "pogonion": 20,
}  # fmt: skip
USUAL, THIN = 38, 18
# Where only skin and a tendon cover the bone.
NEAR = {
    "bregma", "glabella", "nasion", "inion", "zygomatic_arch_middle",
    "jugular_notch", "sternal_angle", "acromion_tip", "clavicle_middle", "olecranon",
    "medial_epicondyle_humerus", "radial_styloid", "ulnar_styloid", "mcp2_back", "mcp3_back",
    "index_tip", "middle_tip", "thumb_tip", "c7_spinous_process", "t4_spinous_process", "asis",
    "patella_center", "tibial_tuberosity", "tibia_front_middle", "medial_malleolus",
    "lateral_malleolus", "calcaneus_back", "mtp1_medial", "metatarsal5_base",
}  # fmt: skip


@pytest.mark.parametrize("figure", FIGURES)
def test_bones_lie_under_their_landmarks(figure: str) -> None:
    body, skeleton = load_figure(figure), load_skeleton(figure)
    trees: dict[str, Any] = {}
    found = []
    for landmark in load_landmarks().values():
        slug = slug_of(landmark) if landmark.kind == "bone" else None
        if slug is None:
            continue
        id = next(i for i in (f"bone:{slug}", f"bone:{slug}:right") if i in rows(skeleton))
        tree = trees.setdefault(id, cKDTree(of(skeleton, id)))
        weights = np.array(landmark.point.weights)[:, None]
        spot = (body.base_vertices[list(landmark.point.vertices)] * weights).sum(0)
        distance = float(tree.query(spot)[0])
        heavy = figure.endswith("_heavy")
        limit = THIN if landmark.id in NEAR else DEEP.get(landmark.id, USUAL)
        assert distance < limit * (2 if heavy else 1), landmark.id
        found.append(distance)
    assert len(found) > 190
    assert np.median(found) < (20 if figure.endswith("_heavy") else 14)


# Pairs that meet in a joint, and how far apart they may be, mm.
JOINTS = [
    ("skull", "mandible", 5), ("skull", "vertebra_c1", 8), ("sternum", "clavicle:right", 8),
    ("clavicle:right", "scapula:right", 8), ("scapula:right", "humerus:right", 8),
    ("humerus:right", "ulna:right", 6), ("humerus:right", "radius:right", 10),
    ("radius:right", "scaphoid:right", 8), ("sacrum", "hip_bone:right", 8),
    ("hip_bone:right", "femur:right", 6), ("femur:right", "tibia:right", 12),
    ("femur:right", "patella:right", 14), ("tibia:right", "fibula:right", 10),
    ("tibia:right", "talus:right", 8), ("talus:right", "calcaneus:right", 6),
    ("hip_bone:right", "hip_bone:left", 12),
]  # fmt: skip


@pytest.mark.parametrize("figure", FIGURES)
def test_neighbours_meet(figure: str) -> None:
    skeleton = load_skeleton(figure)

    def gap(a: str, b: str) -> float:
        return float(cKDTree(of(skeleton, f"bone:{a}")).query(of(skeleton, f"bone:{b}"))[0].min())

    for a, b, limit in JOINTS:
        assert gap(a, b) < limit, (a, b)
    for limb, number in itertools.product(("finger", "toe"), range(1, 6)):
        long = "metacarpal" if limb == "finger" else "metatarsal"
        middle = [] if number == 1 else [f"phalanx_middle_{limb}_{number}:right"]
        ray = [
            f"{long}_{number}:right", f"phalanx_proximal_{limb}_{number}:right", *middle,
            f"phalanx_distal_{limb}_{number}:right",
        ]  # fmt: skip
        for a, b in itertools.pairwise(ray):
            assert gap(a, b) < 5, (a, b)
    for number in range(1, 13):
        assert gap(f"vertebra_t{number}", f"rib_{number}:right") < 10, number


@pytest.mark.parametrize("figure", FIGURES)
def test_bones_are_in_order(figure: str) -> None:
    skeleton = load_skeleton(figure)

    def middle(slug: str) -> np.ndarray[Any, Any]:
        return np.asarray(of(skeleton, f"bone:{slug}").mean(0))

    spine = [f"vertebra_{k}{n}" for k, last in (("c", 7), ("t", 12), ("l", 5))
             for n in range(1, last + 1)]  # fmt: skip
    heights = [middle(slug)[2] for slug in ("skull", *spine, "sacrum")]
    steps = -np.diff(heights)
    assert (steps > 8).all()
    assert (steps[2:-1] < 55).all()
    ribs = [middle(f"rib_{n}:right")[2] for n in range(1, 12)]
    assert (np.diff(ribs) < -8).all()
    fingers = [middle(f"metacarpal_{n}:right")[0] for n in range(2, 6)]
    assert (np.diff(fingers) > 4).all()  # palms forward: the thumb side is outermost
    toes = [middle(f"metatarsal_{n}:right")[0] for n in range(1, 6)]
    assert (np.diff(toes) < -4).all()


def test_size_of_the_files() -> None:
    stored = sum((meshes_dir() / f"skeleton.{end}").stat().st_size for end in ("npz", "json"))
    assert stored < 4_000_000
    assert 60_000 <= len(load_skeleton("male").triangles) <= 100_000


def test_a_figure_without_skeleton_is_refused() -> None:
    with pytest.raises(ExplorerError, match="no built-in skeleton") as caught:
        load_skeleton("pack:somebody")
    assert "male" in caught.value.hint


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("skeleton.npz", "skeleton.json"):
        shutil.copy(meshes_dir() / name, tmp_path / name)
    monkeypatch.setenv("TRIGGER_POINT_MESHES", str(tmp_path))
    return tmp_path


def test_a_copy_is_read(copied: Path) -> None:
    assert load_skeleton("male").items


@pytest.mark.parametrize("name", ["skeleton.npz", "skeleton.json"])
@pytest.mark.parametrize("damage", ["missing", "cut", "noise"])
def test_a_damaged_file_is_explained(copied: Path, name: str, damage: str) -> None:
    path = copied / name
    if damage == "missing":
        path.unlink()
    elif damage == "cut":
        path.write_bytes(path.read_bytes()[:5000])
    else:
        path.write_bytes(b"\x93" * 2000)
    with pytest.raises(ExplorerError, match="could not be read") as caught:
        load_skeleton("male")
    assert caught.value.hint


def test_parts_that_do_not_belong_together_are_refused(copied: Path) -> None:
    with np.load(copied / "skeleton.npz") as file:
        arrays = {key: file[key] for key in file.files}
    arrays["triangles"] = arrays["triangles"] + np.uint16(5000)
    np.savez(copied / "skeleton.npz", **arrays)
    with pytest.raises(ExplorerError, match="belong together"):
        load_skeleton("male")
