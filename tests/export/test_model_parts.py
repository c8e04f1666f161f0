"""Which parts of a view go into a model."""

from __future__ import annotations

import json
import struct
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from explorer.anatomy.atlas import Atlas
from explorer.errors import ExplorerError
from explorer.export.model_parts import ModelParts, model_nodes, model_size, parts_of
from explorer.export.models import write_view_model
from explorer.export.plates import plate_state
from explorer.packs.cancelling import Cancelled
from explorer.scene.interior import Interior
from explorer.session.view_state import PointRef, Subject, ViewState


def head(file: Path) -> dict[str, Any]:
    content = file.read_bytes()
    (size,) = struct.unpack("<I", content[12:16])
    return dict(json.loads(content[20 : 20 + size]))


@pytest.fixture(scope="module")
def bake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("baked")


@pytest.fixture
def state(atlas: Atlas) -> ViewState:
    return plate_state(atlas, "soleus.trp1", "right", "female")


def test_a_view_of_solid_skin_has_nothing_under_it(state: ViewState) -> None:
    assert parts_of(state) == ModelParts(True, True, True, False, False)
    assert parts_of(ViewState()) == ModelParts(True, False, False, False, False)
    assert parts_of(replace(state, zones=False)).zones is False


def test_a_view_through_the_skin_has_what_is_seen(state: ViewState) -> None:
    assert parts_of(replace(state, skin_opacity=0.3)) == ModelParts(True, True, True, True, True)
    peeled = replace(state, skin_opacity=0.0, superficial=0.0, deep=0.0)
    assert parts_of(peeled) == ModelParts(False, True, True, False, True)


def test_the_list_of_names_is_that_of_the_file_and_its_size_about_right(
    atlas: Atlas, state: ViewState, tmp_path: Path, bake: Path
) -> None:
    seen = replace(state, skin_opacity=0.3, bones=0.0)
    structures = Interior(atlas, cache=bake).structures("female")
    parts = parts_of(seen)
    nodes = list(model_nodes(atlas, seen, parts, structures))
    file = tmp_path / "a.glb"
    size = write_view_model(atlas, seen, file, parts, cache=bake)
    assert size == file.stat().st_size
    found = [node["name"] for node in head(file)["nodes"] if "mesh" in node]
    assert found == [node.name for node in nodes]
    assert not any(node.kind == "bone" for node in nodes)
    assert 0.7 < model_size(nodes) / size < 1.4


def test_isolated_muscles_come_alone(
    atlas: Atlas, state: ViewState, tmp_path: Path, bake: Path
) -> None:
    alone = replace(
        state, skin_opacity=0.0, bones=0.0, isolated=("muscle:soleus:right",), zones=False
    )
    file = tmp_path / "a.glb"
    write_view_model(atlas, alone, file, cache=bake)
    tree = head(file)
    assert {n["name"] for n in tree["nodes"] if "mesh" in n} == {
        "muscle soleus right",
        "soleus.trp1 right",
    }
    groups = {n["name"]: n for n in tree["nodes"] if "children" in n}
    assert {"muscles", "points"} <= set(groups)


def test_a_lit_region_is_painted_on_its_side(atlas: Atlas, tmp_path: Path) -> None:
    trimesh = pytest.importorskip("trimesh")
    region = next(r for r in atlas.regions if "knee" in r)
    subject = Subject("region", region, "left")
    plain, lit = ViewState(), ViewState(region=region, subject=subject)
    colours = []
    for number, view in enumerate((plain, lit)):
        write_view_model(atlas, view, tmp_path / f"{number}.glb")
        skin = trimesh.load(tmp_path / f"{number}.glb", process=False).geometry["skin"]
        colours.append(skin.visual.vertex_attributes["color"][:, :3].astype(int))
    changed = np.abs(colours[1] - colours[0]).max(axis=1) > 8
    assert 50 < changed.sum() < len(changed) / 10
    assert skin.vertices[changed, 0].min() > -0.02  # the body's left
    assert (colours[1][changed, 0] < colours[0][changed, 0]).all()  # blue over skin


def test_the_camera_stands_where_the_view_was_seen_from(
    atlas: Atlas, state: ViewState, tmp_path: Path
) -> None:
    file = tmp_path / "a.glb"
    write_view_model(atlas, state, file)
    tree = head(file)
    node = next(n for n in tree["nodes"] if n.get("camera") == 0)
    matrix = np.array(node["matrix"]).reshape(4, 4).T
    x, y, z = state.camera.position
    assert matrix[:3, 3] == pytest.approx([x / 1000, z / 1000, -y / 1000])
    assert matrix[:3, :3].T @ matrix[:3, :3] == pytest.approx(np.eye(3), abs=1e-6)
    assert np.linalg.det(matrix[:3, :3]) == pytest.approx(1.0)
    focal = np.array(state.camera.focal_point) / 1000
    ahead = np.array([focal[0], focal[2], -focal[1]]) - matrix[:3, 3]
    assert -matrix[:3, 2] == pytest.approx(ahead / np.linalg.norm(ahead), abs=1e-6)
    assert tree["cameras"][0]["perspective"]["yfov"] == pytest.approx(
        np.radians(state.camera.view_angle)
    )
    assert "CC BY 4.0" in tree["asset"]["copyright"]
    assert tree["asset"]["generator"].startswith("Trigger Point Explorer")


def test_points_that_are_not_known_are_left_out(atlas: Atlas, tmp_path: Path) -> None:
    view = ViewState(shown=(PointRef("nobody.trp1", "right"), PointRef("soleus.trp1", "left")))
    file = tmp_path / "a.glb"
    write_view_model(atlas, view, file)
    found = {n["name"] for n in head(file)["nodes"] if "mesh" in n}
    assert found == {"skin", "eyes", "soleus.trp1 left"}


def test_nothing_at_all_is_refused_and_a_former_file_stays(atlas: Atlas, tmp_path: Path) -> None:
    file = tmp_path / "a.glb"
    file.write_text("mine")
    with pytest.raises(ExplorerError, match="nothing to be written"):
        write_view_model(atlas, ViewState(), file, ModelParts(skin=False))
    assert file.read_text() == "mine"


@pytest.mark.parametrize("after", range(0, 6, 2))
def test_cancelled_nothing_is_left_behind(
    atlas: Atlas, state: ViewState, tmp_path: Path, bake: Path, after: int
) -> None:
    told: list[float] = []
    with pytest.raises(Cancelled):
        write_view_model(
            atlas,
            replace(state, skin_opacity=0.5),
            tmp_path / "a.glb",
            cache=bake,
            progress=lambda share, _words: told.append(share),
            cancelled=lambda: len(told) >= after,
        )
    assert list(tmp_path.iterdir()) == []


def test_progress_only_rises_and_ends_at_one(
    atlas: Atlas, state: ViewState, tmp_path: Path, bake: Path
) -> None:
    told: list[float] = []
    seen = replace(state, skin_opacity=0.5)
    write_view_model(
        atlas,
        seen,
        tmp_path / "a.glb",
        cache=bake,
        progress=lambda share, _words: told.append(share),
    )
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)
