"""The nodes of a GLB file, as any 3D program lists them."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from explorer.anatomy.atlas import Atlas
from explorer.body.figure import load_figure
from explorer.body.placement import PlacedAtlas
from explorer.export.models import write_model


def head(file: Path) -> dict[str, Any]:
    """The JSON part of a GLB file."""
    content = file.read_bytes()
    magic, version, length = struct.unpack("<4sII", content[:12])
    assert (magic, version, length) == (b"glTF", 2, len(content))
    size, kind = struct.unpack("<I4s", content[12:20])
    assert kind == b"JSON"
    return dict(json.loads(content[20 : 20 + size]))


def test_nodes_and_meshes_bear_the_names_of_what_they_are(atlas: Atlas, tmp_path: Path) -> None:
    file = tmp_path / "shoulder.glb"
    write_model(atlas, "infraspinatus", file, side="left")
    gltf = head(file)
    points = [f"{p.id} left" for p in atlas.points_of("infraspinatus")]
    wanted = {"skin", "eyes", *points}
    named = {node["name"]: node for node in gltf["nodes"] if "mesh" in node}
    assert set(named) == wanted
    for name, node in named.items():
        assert gltf["meshes"][node["mesh"]]["name"] == name
        assert all(part["material"] == 0 for part in gltf["meshes"][node["mesh"]]["primitives"])
    assert gltf["materials"][0]["pbrMetallicRoughness"]["metallicFactor"] == 0  # skin, no steel
    reached = set(gltf["scenes"][gltf["scene"]]["nodes"])
    for _ in gltf["nodes"]:
        reached |= {c for n in reached for c in gltf["nodes"][n].get("children", ())}
    assert {i for i, n in enumerate(gltf["nodes"]) if "mesh" in n} <= reached
    assert all("uri" not in part for part in (*gltf["buffers"], *gltf.get("images", ())))


def test_a_model_opens_again_with_its_points_where_they_belong(
    atlas: Atlas, tmp_path: Path
) -> None:
    trimesh = pytest.importorskip("trimesh")
    file = tmp_path / "shoulder.glb"
    write_model(atlas, "infraspinatus", file, side="left")
    scene = trimesh.load(file, process=False)
    placed = PlacedAtlas(atlas, load_figure("female"))
    for point in atlas.points_of("infraspinatus"):
        name = f"{point.id} left"
        matrix, geometry = scene.graph[name]
        middle = trimesh.transform_points(scene.geometry[geometry].vertices, matrix).mean(axis=0)
        x, y, z = placed.point(point.id, "left").position / 1000
        assert middle == pytest.approx([x, z, -y], abs=0.0005)
    skin = scene.geometry["skin"]
    triangles = skin.triangles[:2000]
    faces = np.cross(triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0])
    normals = skin.vertex_normals[skin.faces[:2000]].mean(axis=1)
    assert (np.einsum("ij,ij->i", faces, normals) > 0).mean() > 0.99


def test_colours_are_stored_as_light(atlas: Atlas, tmp_path: Path) -> None:
    trimesh = pytest.importorskip("trimesh")
    file = tmp_path / "calf.glb"
    write_model(atlas, "soleus.trp1", file)
    skin = trimesh.load(file, process=False).geometry["skin"]
    brightest = skin.visual.vertex_attributes["color"][:, :3].max(axis=0)
    share = (np.array([236, 214, 197]) / 255 + 0.055) / 1.055
    assert brightest == pytest.approx(255 * share**2.4, abs=2)
