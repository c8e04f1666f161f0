"""The recipe makes the skeleton that is committed, and its parts do what they say."""

from __future__ import annotations

import importlib
import json
import os
import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from scipy.spatial import cKDTree

MESHES = Path(__file__).resolve().parents[2] / "meshes"
RECIPE = MESHES / "recipe"
MODULES = (
    "build_skeleton", "skeleton_bones", "skeleton_fit", "skeleton_parts", "skeleton_skin",
    "skeleton_solve", "skeleton_source", "surface", "makehuman",
)  # fmt: skip
CUBE = np.array([[x, y, z] for x in (0.0, 1.0) for y in (0.0, 1.0) for z in (0.0, 1.0)])
# Outward triangles of CUBE.
SIDES = np.array([
    [0, 1, 3], [0, 3, 2], [4, 6, 7], [4, 7, 5], [0, 4, 5], [0, 5, 1],
    [2, 3, 7], [2, 7, 6], [0, 2, 6], [0, 6, 4], [1, 5, 7], [1, 7, 3],
])  # fmt: skip


@pytest.fixture(scope="module")
def recipe() -> Iterator[SimpleNamespace]:
    """The recipe's modules, which are scripts and not part of the package."""
    sys.path.insert(0, str(RECIPE))
    try:
        names = [name for name in MODULES if "skeleton" in name]
        yield SimpleNamespace(**{name: importlib.import_module(name) for name in names})
    finally:
        sys.path.remove(str(RECIPE))
        for name in MODULES:
            sys.modules.pop(name, None)


@pytest.fixture(scope="module")
def parts(recipe: SimpleNamespace) -> Any:
    folder = os.environ.get("TRIGGER_POINT_SKELETON")
    if not folder:
        pytest.skip("TRIGGER_POINT_SKELETON does not name a folder with the unpacked bone meshes")
    source = recipe.skeleton_source.read_source(Path(folder))
    return recipe.skeleton_parts.build_parts(source)


def surface_volume(vertices: np.ndarray[Any, Any], triangles: np.ndarray[Any, Any]) -> float:
    a, b, c = vertices[triangles].transpose(1, 0, 2)
    return float(np.einsum("ij,ij->", a, np.cross(b, c)) / 6)


def test_committed_skeleton_is_what_the_recipe_makes(recipe: SimpleNamespace, parts: Any) -> None:
    """Every bone's mesh, and one figure's fit; the other figures go the same way."""
    figures = json.loads((MESHES / "figures.json").read_text(encoding="utf-8"))
    about = json.loads((MESHES / "skeleton.json").read_text(encoding="utf-8"))
    assert about["figures"] == [figure["id"] for figure in figures]
    figure = figures[0]
    skin = recipe.skeleton_skin.read_skin(MESHES, figure)
    maps = recipe.build_skeleton.maps_of(recipe.skeleton_fit.fit(parts, skin))
    arrays, made = recipe.build_skeleton.pack(parts, {figure["id"]: maps})
    for value in ("figures", "origin_steps"):
        made[value] = about[value]
    assert made == about
    with np.load(MESHES / "skeleton.npz") as file:
        kept = {name: file[name] for name in file.files}
    same = np.array_equal(arrays["triangles"], kept["triangles"])
    for made_bone, kept_bone in zip(clouds(arrays, about), clouds(kept, about), strict=True):
        # Another version of VTK may thin a bone out to other vertices of the same surface.
        off = cKDTree(made_bone).query(kept_bone)[0]
        assert np.quantile(off, 0.95) < (0.05 if same else 4.0)
    points = np.concatenate(clouds(kept, about))
    bone = np.repeat(np.arange(len(about["bones"])), kept["vertex_counts"])
    moved = np.einsum(
        "nij,nj->ni",
        (arrays["maps"][0] - kept["maps"][0])[bone],
        np.c_[points, np.ones(len(points))],
    )
    assert np.abs(moved).max() < (0.3 if same else 3.0)


def clouds(arrays: Any, about: Any) -> list[np.ndarray[Any, Any]]:
    """The vertices of every bone, mm."""
    points = (arrays["vertices"].astype(float) + about["origin_steps"]) * about["step_mm"]
    return np.split(points, np.cumsum(arrays["vertex_counts"].astype(int))[:-1])


def test_bodies_are_placed_along_their_chain(recipe: SimpleNamespace, tmp_path: Path) -> None:
    """Positions, Euler angles, quaternions, scales and included files of the model."""
    model = tmp_path / "musclemimic_models" / "model"
    (model / "body").mkdir(parents=True)
    (model / "meshes").mkdir()
    row = struct.pack("<12fH", 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0)
    for name in ("near", "far", "l_far"):
        (model / "meshes" / f"{name}.stl").write_bytes(b" " * 80 + struct.pack("<I", 1) + row)
    (model / "body" / "part.xml").write_text(
        '<mujocoinclude><body pos="0 0 1" quat="0.70710678 0 0 0.70710678">'
        '<geom mesh="m_far" pos="1 0 0"/><geom mesh="m_left"/></body></mujocoinclude>'
    )
    (model / "body" / "myofullbody.xml").write_text(
        '<mujoco><asset><mesh name="m_near" file="meshes/near.stl" scale="1 2 1"/>'
        '<mesh name="m_far" file="meshes/far.stl"/><mesh name="m_left" file="meshes/l_far.stl"/>'
        '</asset><worldbody><body pos="1 0 0" euler="1.5707963 0 0"><geom mesh="m_near"/>'
        '<include file="part.xml"/></body></worldbody></mujoco>'
    )
    placed = recipe.skeleton_source.read_source(tmp_path)
    assert set(placed) == {"near", "far"}
    # corner (0, 1, 0), stretched to (0, 2, 0), tipped about x to z, moved by 1 m
    near = placed["near"]
    corner = near.vertices[np.argmax(near.vertices[:, 2])]
    assert corner == pytest.approx([1000, 0, 2000], abs=1e-3)
    # (1, 0, 0): turned about z to y, +x of the geom to +y, up by 1; then tipped about x
    far = {tuple(np.round(point).tolist()) for point in placed["far"].vertices}
    assert far == {(1000, -1000, 2000), (0, -1000, 1000), (1000, -2000, 1000)}


def test_a_clipped_cube_keeps_its_half(recipe: SimpleNamespace) -> None:
    module = recipe.skeleton_parts
    cube = recipe.skeleton_source.Mesh(CUBE, SIDES)
    assert surface_volume(CUBE, SIDES) == pytest.approx(1)
    half = module.clip(cube, CUBE[:, 0] - 0.25)
    assert half.vertices[:, 0].max() == pytest.approx(0.25)
    closed = module.capped(half)
    assert surface_volume(closed.vertices, closed.triangles) == pytest.approx(0.25)


def test_a_smoothed_cube_stays_closed_and_inside(recipe: SimpleNamespace) -> None:
    cube = recipe.skeleton_source.Mesh(CUBE, SIDES)
    smooth = recipe.skeleton_parts.loop_step(cube)
    assert len(smooth.triangles) == 48
    assert 0 <= smooth.vertices.min() < smooth.vertices.max() <= 1
    corner = smooth.triangles[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2)
    there = {tuple(edge) for edge in corner.tolist()}
    assert len(there) == 144
    assert {(b, a) for a, b in there} == there
    assert 0.3 < surface_volume(smooth.vertices, smooth.triangles) < 1


def scattered(recipe: SimpleNamespace, seed: int = 4) -> tuple[Any, Any]:
    solve = recipe.skeleton_solve
    rng = np.random.default_rng(seed)
    turns = np.array([solve.rotation(rng.normal(0, 0.4, 3)) for _ in range(2)])
    pose = solve.Pose(
        turns, rng.normal(0, 0.1, (2, 3)), rng.normal(0, 50, (2, 3)), rng.normal(0, 50, (2, 3)),
        np.array([solve.rotation(rng.normal(0, 1, 3)) for _ in range(2)]), np.ones((2, 9)),
    )  # fmt: skip
    loose = np.full(2, 1e3)
    prior = solve.Prior(np.zeros(2), loose, loose, np.tile(np.eye(3), (2, 1, 1)), loose)
    return pose, prior


def test_the_jacobian_is_the_change_of_the_points(recipe: SimpleNamespace) -> None:
    solve = recipe.skeleton_solve
    pose, _ = scattered(recipe)
    points = np.random.default_rng(1).normal(0, 80, (5, 3))
    jacobian = pose.jacobian(0, points)
    for k in range(9):
        moved, change = pose.copy(), 1e-6 * np.eye(9)[k]
        moved.turn[0] = solve.rotation(change[:3]) @ moved.turn[0]
        moved.scale[0] += change[3:6]
        moved.shift[0] += change[6:]
        slope = (moved.place(0, points) - pose.place(0, points)) / 1e-6
        assert slope == pytest.approx(jacobian[:, :, k], abs=1e-2)


def test_pulls_and_bonds_bring_two_bones_home(recipe: SimpleNamespace) -> None:
    """One bone is pulled to where it belongs, the other hangs on it by three bonds."""
    solve = recipe.skeleton_solve
    goal, prior = scattered(recipe)
    rng = np.random.default_rng(2)
    points, ties = rng.normal(0, 80, (12, 3)), rng.normal(0, 80, (6, 3))
    goals = goal.place(0, points)
    across = np.array([np.linalg.solve(goal.matrix(1), p - goal.shift[1]) for p in
                       goal.place(0, ties)]) + goal.centre[1]  # fmt: skip
    pose = goal.copy()
    pose.turn[:], pose.scale[:], pose.shift[:] = np.eye(3), 0, 0
    rows = np.tile(np.eye(3), (12, 1, 1))
    for _ in range(25):
        move = solve.step(
            pose, [solve.Pull(0, points, goals, rows)], [solve.Bond(0, 1, ties, across, 1.0)],
            prior,
        )  # fmt: skip
    assert move < 1e-3
    assert pose.place(0, points) == pytest.approx(goals, abs=0.01)
    assert pose.place(1, across) == pytest.approx(goal.place(0, ties), abs=0.01)


def test_rotation_vectors_come_back(recipe: SimpleNamespace) -> None:
    solve = recipe.skeleton_solve
    for turn in ([0, 0, 0], [0.3, -0.2, 1.1], [0, 3.0, 0]):
        assert solve.vector(solve.rotation(np.array(turn, float))) == pytest.approx(turn)


def test_a_sealed_hole_is_flat(recipe: SimpleNamespace) -> None:
    """A pit in a plate goes back to the plane of its rim."""
    side = np.arange(7.0)
    plate = np.stack([*np.meshgrid(side, side), np.zeros((7, 7))], -1).reshape(-1, 3)
    pit = ((plate[:, :2] > 1.5) & (plate[:, :2] < 4.5)).all(1)
    plate[pit, 2] = -3.0
    number = np.arange(49).reshape(7, 7)
    edges = np.concatenate([
        np.c_[number[:, :-1].ravel(), number[:, 1:].ravel()],
        np.c_[number[:-1].ravel(), number[1:].ravel()],
    ])  # fmt: skip
    sealed = recipe.skeleton_skin.seal(plate, pit, edges)
    assert np.abs(sealed[:, 2]).max() < 1e-9
    assert np.array_equal(sealed[~pit], plate[~pit])


def test_every_tie_names_bones_and_landmarks_that_exist(recipe: SimpleNamespace) -> None:
    ties = json.loads(recipe.skeleton_fit.TIES.read_text(encoding="utf-8"))
    slugs = {bone.slug for bone in recipe.skeleton_bones.BONES}
    landmarks = json.loads((MESHES / "landmarks.json").read_text(encoding="utf-8"))["landmarks"]
    known = {row["id"] for row in landmarks}
    assert {name for name, *_ in ties["landmarks"]} <= known
    assert {slug for _, slug, *_ in ties["landmarks"]} <= slugs
    assert {slug for a, b, *_ in ties["joints"] for slug in (a, b)} == slugs
    assert set(ties["size_per_metre"]) == slugs
    assert all(len(on_a) == len(on_b) > 0 for *_, on_a, on_b in ties["joints"])
