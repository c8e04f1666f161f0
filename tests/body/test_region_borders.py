"""Where the borders of the skin's patches run, told by the bones that can be felt under them."""

from __future__ import annotations

import importlib
import sys

import numpy as np
import numpy.typing as npt
import pytest

from explorer.body.landmarks import load_landmarks
from explorer.body.regions import RegionMap, load_region_map
from explorer.body.resources import meshes_dir
from explorer.body.topology import load_topology

Floats = npt.NDArray[np.float64]


@pytest.fixture(scope="module")
def regions() -> RegionMap:
    return load_region_map()


@pytest.fixture(scope="module")
def reference() -> Floats:
    """The figure the regions are drawn on, mm (13380, 3)."""
    with np.load(meshes_dir() / "recipe" / "region_figure.npz") as file:
        return np.asarray(file["tenths_mm"] / 10.0)


def place(landmark: str, vertices: Floats) -> Floats:
    """Where a landmark of the right side lies, mm (3,)."""
    point = load_landmarks()[landmark].point
    return np.asarray(np.array(point.weights) @ vertices[list(point.vertices)])


@pytest.mark.parametrize(
    ("landmark", "region"),
    [
        ("pisiform", "wrist_front"),
        ("scaphoid_tubercle", "wrist_front"),
        ("wrist_crease_middle", "wrist_front"),
        ("radial_styloid", "wrist_thumb_side"),
        ("ulnar_styloid", "wrist_little_side"),
        ("dorsal_radial_tubercle", "wrist_back"),
        ("wrist_back_middle", "wrist_back"),
        ("metacarpal2_base_back", "hand_back"),
        ("metacarpal5_base_ulnar", "hand_back"),
        ("asis", "hip_front"),
        ("iliac_tubercle", "iliac_crest_side"),
        ("xiphoid_tip", "chest_breastbone"),
        ("sternum_middle", "chest_breastbone"),
        ("lambda", "head_occiput"),
        ("sacrum_inferior_lateral_angle", "sacrum"),
        ("s2_spinous_process", "sacrum"),
        ("sacrum_lateral_edge", "sacroiliac"),
        ("l4_transverse_tip", "low_back_lower"),
        ("iliac_crest_posterior", "iliac_crest_back"),
    ],
)
def test_bones_lie_in_the_patches_named_after_them(
    landmark: str, region: str, regions: RegionMap
) -> None:
    point = load_landmarks()[landmark].point
    assert regions.region_at(point.vertices, point.weights) == region


@pytest.mark.parametrize(
    "region", ["wrist_front", "wrist_back", "wrist_thumb_side", "wrist_little_side"]
)
def test_the_wrist_lies_over_the_carpal_bones(
    region: str, regions: RegionMap, reference: Floats
) -> None:
    crease = place("wrist_crease_middle", reference)
    along = place("forearm_front_lower", reference) - crease
    up = (reference[regions.mask(region, "right")] - crease) @ along / np.linalg.norm(along)
    assert up.max() < 12
    assert up.min() < -15


def test_the_patches_over_the_heart_leave_the_breastbone_free(regions: RegionMap) -> None:
    inside = regions.mask("chest_heart_area")
    assert not (inside & (regions.side == 0)).any()
    ends = load_topology().subdivision.edges
    sides = regions.side[ends[inside[ends].all(axis=1)]]
    assert (sides[:, 0] == sides[:, 1]).all()


def test_the_back_of_the_head_ends_at_lambda(regions: RegionMap, reference: Floats) -> None:
    top = reference[regions.mask("head_occiput"), 2].max()
    assert abs(top - place("lambda", reference)[2]) < 8
    assert "head_vertex" in regions.neighbours("head_occiput")


def test_the_rim_of_the_pelvis_keeps_to_the_crest(regions: RegionMap, reference: Floats) -> None:
    rim = reference[regions.mask("iliac_crest_side", "right")]
    behind = rim[rim[:, 1] > place("iliac_tubercle", reference)[1]]
    crest = place("iliac_crest_top", reference)[2]
    assert crest - 27 < behind[:, 2].min() < crest
    assert crest < behind[:, 2].max() < crest + 15


def test_small_patches_of_the_low_back_keep_their_size(regions: RegionMap) -> None:
    assert regions.mask("sacroiliac", "right").sum() >= 4
    assert regions.mask("low_back_lower", "right").sum() >= 7


def test_the_border_of_a_firm_patch_is_as_drawn(
    regions: RegionMap, reference: Floats, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(meshes_dir() / "recipe"))
    recipe = importlib.import_module("build_regions")
    strokes = [s for s in importlib.import_module("region_seeds").STROKES if s.firm]
    for name in ("build_regions", "region_seeds"):
        sys.modules.pop(name, None)
    assert [s.label for s in strokes] == ["sacroiliac"]
    mirrored = reference * [-1.0, 1.0, 1.0]
    where = recipe.coordinates(mirrored, np.zeros_like(mirrored))
    drawn = recipe.lay_on(tuple(strokes), where, np.full(len(mirrored), "core"))
    right = np.asarray(drawn == "sacroiliac")
    assert (regions.mask("sacroiliac", "right") <= right).all()
    covered = right & (regions.side == -1)
    later = {"low_back_spine", "iliac_crest_back"}
    assert {regions.ids[k] for k in regions.label[covered]} - later == {"sacroiliac"}
