"""The figures that are shipped: anatomical position, symmetry, plausible bodies."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from explorer.body import figure as module
from explorer.body.figure import Figure, list_figures, load_figure
from explorer.body.resources import meshes_dir
from explorer.body.topology import load_topology, vertex_normals
from explorer.errors import ExplorerError

IDS = (
    "female",
    "male",
    "female_older",
    "male_older",
    "female_lean",
    "male_lean",
    "female_heavy",
    "male_heavy",
)
# Vertices of the right hand in the shared numbering.
PALM, BACK_OF_HAND, THUMB_TIP, LITTLE_TIP = 3653, 3671, 2680, 2503


@pytest.fixture(params=IDS)
def figure(request: pytest.FixtureRequest) -> Figure:
    return load_figure(request.param)


def _litres(figure: Figure) -> float:
    a, b, c = figure.base_vertices[load_topology().triangles].astype(float).transpose(1, 0, 2)
    return float((a * np.cross(b, c)).sum() / 6e6)


def test_all_figures_are_listed() -> None:
    assert tuple(info.id for info in list_figures()) == IDS
    assert all(info.name and info.description for info in list_figures())
    for info in list_figures():
        assert info.sex == ("female" if info.id.startswith("female") else "male")


def test_arrays_belong_together(figure: Figure) -> None:
    assert figure.base_vertices.shape == (13380, 3)
    assert figure.vertices.shape == figure.normals.shape == (53514, 3)
    assert figure.occlusion.shape == (53514,)
    for array in (figure.base_vertices, figure.vertices, figure.normals, figure.occlusion):
        assert array.dtype == np.float32
    assert np.allclose(np.linalg.norm(figure.normals, axis=1), 1, atol=1e-4)


def test_exactly_symmetric(figure: Figure) -> None:
    topology = load_topology()
    for vertices, mirror in (
        (figure.base_vertices, topology.mirror),
        (figure.vertices, topology.subdivision.mirror),
    ):
        assert np.abs(vertices[mirror] * [-1, 1, 1] - vertices).max() < 1e-3


def test_stands_on_the_floor_with_flat_feet(figure: Figure) -> None:
    z = figure.base_vertices[:, 2]
    assert z.min() == pytest.approx(0, abs=1e-3)
    right = figure.base_vertices[(z < 60) & (figure.base_vertices[:, 0] < 0)]
    middle = right[:, 1].mean()
    assert right[right[:, 1] > middle + 40, 2].min() < 4, "heel off the floor"
    assert right[right[:, 1] < middle - 20, 2].min() < 4, "ball of the foot off the floor"
    assert 40 < -2 * right[:, 0].max() < 250, "feet slightly apart"
    assert right[:, 1].min() < 0 < right[:, 1].max(), "the origin lies between the feet"


def test_height_is_what_the_list_says(figure: Figure) -> None:
    height = np.ptp(figure.base_vertices[:, 2])
    assert height == pytest.approx(figure.info.height_mm, abs=1)
    assert 1500 < height < 1900


def test_weight_is_plausible(figure: Figure) -> None:
    kilograms = _litres(figure) * 0.985
    index = kilograms / (figure.info.height_mm / 1000) ** 2
    low, high = {"lean": (18, 21), "heavy": (27, 33)}.get(figure.info.id.split("_")[-1], (19.5, 25))
    assert low < index < high


def test_palms_face_forward_and_thumbs_outward(figure: Figure) -> None:
    normals = vertex_normals(figure.base_vertices, load_topology().triangles)
    assert normals[PALM, 1] < -0.85
    assert normals[BACK_OF_HAND, 1] > 0.85
    x = figure.base_vertices[:, 0]
    assert x[THUMB_TIP] < x[LITTLE_TIP] < 0


def test_wrist_keeps_its_girth() -> None:
    """A wrung wrist collapses; a real one is oval, some 50 to 70 mm wide."""
    body = load_figure("male").base_vertices
    palm, tip = body[PALM], body[2119]
    up = (palm - tip) / np.linalg.norm(palm - tip)
    arm = body[body[:, 0] < -200]
    level = (arm - palm) @ up
    for above in (50, 70, 90, 120):
        ring = arm[np.abs(level - above) < 8]
        flat = ring - ring.mean(0)
        flat = flat - np.outer(flat @ up, up)
        size = np.sqrt(np.linalg.eigvalsh(flat.T @ flat / len(flat))[1:] * 2) * 2
        assert 30 < size[0] <= size[1] < 90, above


def test_arms_hang_slightly_abducted() -> None:
    body = load_figure("male").base_vertices
    hand = body[PALM]
    shoulder = body[(body[:, 0] < 0) & (body[:, 2] > 1350) & (body[:, 2] < 1480)]
    top = shoulder[shoulder[:, 0].argmin()]
    angle = np.degrees(np.arctan2(top[0] - hand[0], top[2] - hand[2]))
    assert 8 < angle < 24


def test_occlusion_is_dark_in_folds_and_open_outside(figure: Figure) -> None:
    occlusion = figure.occlusion
    assert 0 <= occlusion.min() < 0.2
    assert 0.95 < occlusion.max() <= 1
    top = figure.vertices[:, 2].argmax()
    assert occlusion[top] > 0.95
    midline = np.flatnonzero(load_topology().midline)
    perineum = midline[figure.base_vertices[midline, 2].argmin()]
    assert occlusion[perineum] < 0.5


def test_eyes_look_forward_from_inside_the_head(figure: Figure) -> None:
    eyes = figure.eyes
    assert eyes.vertices.shape == eyes.normals.shape == (len(eyes.iris), 3)
    assert eyes.iris.min() == 0
    assert eyes.iris.max() == 1
    pupils = eyes.iris > 0.9
    assert (eyes.normals[pupils, 1] < -0.9).all()
    left = eyes.vertices[:, 0] > 0
    assert left.sum() * 2 == len(left)
    head = figure.base_vertices[figure.base_vertices[:, 2] > 0.85 * figure.info.height_mm]
    assert (eyes.vertices > head.min(0)).all()
    assert (eyes.vertices < head.max(0)).all()


def test_size_budget() -> None:
    files = [meshes_dir() / "topology.npz", *(meshes_dir() / "figures").glob("*.npz")]
    assert len(files) == 1 + len(IDS)
    assert sum(file.stat().st_size for file in files) < 4_000_000


def test_unknown_figure_names_the_known_ones() -> None:
    with pytest.raises(ExplorerError) as caught:
        load_figure("centaur")
    assert "centaur" in caught.value.message
    assert "male_lean" in caught.value.hint


@pytest.mark.parametrize("damage", ["missing", "cut", "other body", "not a number"])
def test_damaged_figure_gives_one_sentence(
    damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = meshes_dir()
    (tmp_path / "figures").mkdir()
    shutil.copy(source / "figures.json", tmp_path)
    target = tmp_path / "figures" / "female.npz"
    with np.load(source / "figures" / "female.npz") as file:
        parts = {name: file[name] for name in file.files}
    if damage == "cut":
        whole = (source / "figures" / "female.npz").read_bytes()
        target.write_bytes(whole[: len(whole) // 2])
    elif damage == "other body":
        np.savez(target, **(parts | {"vertices": parts["vertices"][:100]}))
    elif damage == "not a number":
        parts["vertices"][7] = np.nan
        np.savez(target, **parts)
    load_topology()  # the real one: only the figure is damaged here
    monkeypatch.setenv("TRIGGER_POINT_MESHES", str(tmp_path))
    with pytest.raises(ExplorerError) as caught:
        load_figure("female")
    assert "female.npz" in caught.value.message
    assert caught.value.hint


def test_damaged_list_gives_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "figures.json").write_text('[{"id": "female"}]', encoding="utf-8")
    monkeypatch.setenv("TRIGGER_POINT_MESHES", str(tmp_path))
    with pytest.raises(ExplorerError) as caught:
        module.list_figures.__wrapped__()
    assert "figures.json" in caught.value.message
