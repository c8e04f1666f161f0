"""The recipe makes the figures that are committed, from the CC0 MakeHuman data."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

MESHES = Path(__file__).resolve().parents[2] / "meshes"
RECIPE = MESHES / "recipe"
MODULES = ("build_figures", "makehuman", "pose", "surface", "occlusion", "eyeball")


@pytest.fixture(scope="module")
def recipe() -> Iterator[ModuleType]:
    """The recipe's modules, which are scripts and not part of the package."""
    sys.path.insert(0, str(RECIPE))
    try:
        yield importlib.import_module("build_figures")
    finally:
        sys.path.remove(str(RECIPE))
        for name in MODULES:
            sys.modules.pop(name, None)


@pytest.fixture(scope="module")
def makehuman(recipe: ModuleType) -> Any:
    folder = os.environ.get("TRIGGER_POINT_MAKEHUMAN")
    if not folder:
        pytest.skip("TRIGGER_POINT_MAKEHUMAN does not name a folder with the MakeHuman data")
    return recipe.MakeHuman(Path(folder))


def test_committed_figures_are_what_the_recipe_makes(recipe: ModuleType, makehuman: Any) -> None:
    for entry in recipe.RECIPES:
        skin, eyes = recipe.build_shape(makehuman, entry)
        with np.load(MESHES / "figures" / f"{entry.id}.npz") as file:
            assert np.abs(file["vertices"] - skin).max() < 0.05, entry.id
            assert np.abs(file["eyes"] - eyes).max() < 0.05, entry.id


def test_committed_occlusion_is_what_the_recipe_makes(recipe: ModuleType, makehuman: Any) -> None:
    entry = recipe.RECIPES[0]
    topology = recipe.build_topology(makehuman)
    made = recipe.build_occlusion(topology, *recipe.build_shape(makehuman, entry))
    with np.load(MESHES / "figures" / f"{entry.id}.npz") as file:
        assert np.abs(file["occlusion"].astype(int) - made).max() <= 2


def test_committed_topology_is_what_the_recipe_makes(
    recipe: ModuleType, makehuman: Any, tmp_path: Path
) -> None:
    recipe.write_topology(recipe.build_topology(makehuman), tmp_path / "topology.npz")
    with (
        np.load(tmp_path / "topology.npz") as made,
        np.load(MESHES / "topology.npz") as kept,
    ):
        assert sorted(made.files) == sorted(kept.files)
        for name in made.files:
            assert np.array_equal(made[name], kept[name]), name


def test_twist_along_a_limb_keeps_its_girth(recipe: ModuleType) -> None:
    """A tube turned by 150 degrees must not wring thin, as plain skinning makes it."""
    pose = importlib.import_module("pose")
    angle, height = np.meshgrid(np.linspace(0, 2 * np.pi, 24, False), np.linspace(0, 1, 21))
    tube = np.stack([0.2 * np.cos(angle), height, 0.2 * np.sin(angle)], -1).reshape(-1, 3)
    up = np.array([0.0, 1.0, 0.0])
    share = pose.along(tube, np.zeros(3), up, 0.0, 1.0)
    move = pose.Motion(pose.turn(up, 150 * share), np.zeros(3), np.zeros(3))
    weights = np.stack([np.ones(len(tube)), np.zeros(len(tube))], 1)
    turned = pose.pose(tube, weights, [move])
    assert np.allclose(np.hypot(turned[:, 0], turned[:, 2]), 0.2, atol=1e-9)
    assert np.allclose(turned[:24], tube[:24], atol=1e-9)
    first, last = tube[-24], turned[-24]
    cosine = (first[[0, 2]] @ last[[0, 2]]) / 0.04
    assert np.degrees(np.arccos(np.clip(cosine, -1, 1))) == pytest.approx(150, abs=1e-6)


def test_halfway_between_two_segments_a_limb_keeps_its_girth(recipe: ModuleType) -> None:
    pose = importlib.import_module("pose")
    points = np.array([[0.2, 0.0, 0.0], [-0.2, 0.0, 0.0]])
    axis = np.array([0.0, 1.0, 0.0])
    move = pose.Motion(pose.turn(axis, 120.0), np.zeros(3), np.zeros(3))
    blended = pose.pose(points, np.full((2, 2), 0.5), [move])
    assert np.linalg.norm(blended, axis=1) == pytest.approx([0.2, 0.2])


def test_openness_of_a_plate_above_a_floor(recipe: ModuleType) -> None:
    """A point under a wide lid sees little of the sky, a free one nearly all of it."""
    occlusion = importlib.import_module("occlusion")
    grid = np.stack(np.meshgrid(np.arange(-200, 201, 2), np.arange(-200, 201, 2)), -1)
    lid = np.c_[grid.reshape(-1, 2), np.full(grid.size // 2, 30.0)]
    up = np.array([[0.0, 0.0, 1.0]])
    below = occlusion.openness(np.array([[0.0, 0.0, 0.0]]), up, lid)
    above = occlusion.openness(np.array([[0.0, 0.0, 30.0]]), up, lid)
    assert below[0] < 0.15
    assert above[0] > 0.95
