"""A tiny body through every format, and what comes out of the store."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tiny_anatomy import (
    STRUCTURES,
    box,
    moved,
    obj,
    parts,
    put_in,
    tell_nobody,
    tiny_glb,
    tiny_zip,
    zipped,
)

from explorer.anatomy.atlas import Atlas
from explorer.body.figure import load_figure
from explorer.packs.decimation import cleaned, decimated, shares
from explorer.packs.figure_ids import pack_of_figure
from explorer.packs.figures import all_figures, figure_by_id
from explorer.packs.obj_format import read_obj
from explorer.packs.pack_figure import occlusion_of, placed_eyes
from explorer.packs.progress import Steps
from explorer.packs.store import list_packs, load_pack, packs_dir, remove_pack

QUIET = Steps(tell_nobody, lambda: False)


@pytest.mark.parametrize("kind", ["obj", "ply", "stl", "glb"])
def test_formats(kind: str, tmp_path: Path, atlas: Atlas) -> None:
    done = put_in(tiny_zip(tmp_path / "Tiny body.zip", kind), tmp_path / "packs", atlas)
    structures = load_pack(tmp_path / "packs", "tiny_body").structures
    assert done.info.structures == len(structures.items) == STRUCTURES
    assert {i.layer for i in structures.items} == {"superficial", "deep", "bones"}
    (number,) = structures.of_muscle("infraspinatus", "right")
    item = structures.items[number]
    assert (item.id, item.source) == ("muscle:infraspinatus:right", "pack")
    assert item.latin == atlas.muscles["infraspinatus"].latin
    vertices, triangles = structures.mesh(number)
    np.testing.assert_allclose(vertices.mean(axis=0)[0], -80, atol=0.1)
    assert len(triangles) == 12
    assert np.allclose(np.linalg.norm(structures.normals, axis=1), 1, atol=1e-3)


def test_a_scene(tmp_path: Path, atlas: Atlas) -> None:
    path = tiny_glb(tmp_path / "body.glb", copyright="(c) 2024 The Tiny Project, CC BY-SA 4.0")
    done = put_in(path, tmp_path / "packs", atlas)
    assert done.info.licence == "CC BY-SA 4.0"
    assert "Tiny Project" in done.info.credit
    assert done.info.structures == STRUCTURES
    assert done.report.notes[-1].startswith("The file holds no skin")


def test_nodes_are_placed_as_their_parents_say(tmp_path: Path, atlas: Atlas) -> None:
    from tiny_anatomy import glb, glb_document

    document, binary = glb_document(parts())
    count = len(document["nodes"])
    for node in document["nodes"]:
        node["translation"] = [0, 0.5, 0]
    document["nodes"].append(
        {"name": "root", "children": list(range(count)), "translation": [0, 0.25, 0.125]}
    )
    document["scenes"] = [{"nodes": [count]}]
    (tmp_path / "moved.glb").write_bytes(glb(document, binary))
    tiny_glb(tmp_path / "plain.glb")
    for name in ("moved", "plain"):
        put_in(tmp_path / f"{name}.glb", tmp_path / "packs", atlas)
    from explorer.packs.glb_format import read_glb

    raw, _ = read_glb((tmp_path / "moved.glb").read_bytes(), "moved")
    plain, _ = read_glb((tmp_path / "plain.glb").read_bytes(), "plain")
    np.testing.assert_allclose(raw[0].vertices, plain[0].vertices + [0, 0.75, 0.125], atol=1e-6)
    ours, theirs = (load_pack(tmp_path / "packs", n).structures for n in ("moved", "plain"))
    np.testing.assert_allclose(ours.vertices, theirs.vertices, atol=0.05)


def test_a_bodyparts3d_archive(tmp_path: Path, atlas: Atlas) -> None:
    path = _bodyparts3d(tmp_path / "isa_BP3D_4.0_obj_99.zip", tables=True)
    done = put_in(path, tmp_path / "packs", atlas)
    assert done.info.title == "BodyParts3D 4.0"
    assert done.info.credit.startswith("BodyParts3D, (c) The Database Center for Life Science")
    assert "CC BY 4.0" in done.info.licence
    structures = load_pack(tmp_path / "packs", done.info.name).structures
    assert len(structures.items) == STRUCTURES
    how = {row.structure: row.how for row in done.report.muscles}
    assert how["muscle:infraspinatus:left"] == "concept"
    assert how["muscle:biceps_brachii:left"] == "part"
    assert any("Nipple" in row.name for row in done.report.skipped)


def test_bodyparts3d_tables_beside_the_archive_or_nowhere(tmp_path: Path, atlas: Atlas) -> None:
    path = _bodyparts3d(tmp_path / "bp.zip", tables=False)
    alone = put_in(path, tmp_path / "packs", atlas)
    assert any("told by their English names" in note for note in alone.report.notes)
    assert alone.info.structures == STRUCTURES
    (tmp_path / "isa_element_parts.txt").write_text(_table())
    beside = put_in(path, tmp_path / "packs", atlas)
    assert beside.replaced
    assert not any("told by their English names" in note for note in beside.report.notes)


def _bodyparts3d(path: Path, *, tables: bool) -> Path:
    members = []
    for i, (name, vertices, triangles) in enumerate(parts()):
        side, _, rest = name.partition(" ")
        english = f"{side.capitalize()} {rest}" if side in ("left", "right") else name
        header = (
            "# The license for this database is specified elsewhere: see there.\n"
            "# http://example.org/lic.html\n#\n# Compatibility version : 4.0\n"
            f"# File ID : FJ{i:04}\n# Concept ID : FMA99{i:03}\n# English name : {english}\n#"
        )
        data = obj(vertices, triangles, header)
        members.append((f"isa_BP3D_4.0_obj_99/FJ{i:04}.obj", data))
    other = "# File ID : FJ9999\n# Concept ID : FMA1\n# English name : Nipple\n#"
    members.append(("isa_BP3D_4.0_obj_99/FJ9999.obj", obj(*box((0, 0, 0), (1, 1, 1)), other)))
    if tables:
        members.append(("isa_element_parts.txt", _table().encode()))
    return zipped(path, members)


def _table() -> str:
    rows = ["concept id\tname\telement file id", "a row that is none"]
    for i, (name, _, _) in enumerate(parts()):
        muscle = "infraspinatus" in name
        rows.append(f"FMA99{i:03}\t{name}\tFJ{i:04}")
        rows += [f"FMA32546\tinfraspinatus\tFJ{i:04}"] if muscle else []
        rows.append(f"FMA67135\tanatomical structure\tFJ{i:04}")
    return "\n".join(rows) + "\n"


def test_heads_of_one_muscle_are_one_structure(tmp_path: Path, atlas: Atlas) -> None:
    put_in(tiny_zip(tmp_path / "body.zip"), tmp_path / "packs", atlas)
    structures = load_pack(tmp_path / "packs", "body").structures
    (number,) = structures.of_muscle("biceps_brachii", "left")
    assert len(structures.mesh(number)[1]) == 24


def test_both_sides_in_one_mesh_are_taken_apart(tmp_path: Path, atlas: Atlas) -> None:
    rows = parts()
    (_, left, faces), (_, right, _) = rows[0], rows[1]
    joined = ("infraspinatus", np.concatenate([left, right]), np.concatenate([faces, faces + 8]))
    put_in(tiny_zip(tmp_path / "b.zip", rows=[joined, *rows[2:]]), tmp_path / "packs", atlas)
    structures = load_pack(tmp_path / "packs", "b").structures
    for side, sign in (("left", 1), ("right", -1)):
        (number,) = structures.of_muscle("infraspinatus", side)  # type: ignore[arg-type]
        assert (sign * structures.mesh(number)[0][:, 0] > 0).all()


def test_no_side_in_the_name_but_in_the_folder_or_the_place(tmp_path: Path, atlas: Atlas) -> None:
    rows = parts()
    members = [("Left/infraspinatus.obj", obj(*rows[0][1:])), ("infraspinatus2.obj", b"")]
    members += [("R/infraspinatus.obj", obj(*rows[1][1:]))]
    sacrum = next(row for row in rows if row[0] == "Sacrum")
    members += [(f"{n}.obj", obj(v, t)) for n, v, t in rows[2:] if n != "left soleus"]
    soleus = next(row for row in rows if row[0] == "left soleus")
    members += [("soleus.obj", obj(*soleus[1:]))]
    done = put_in(zipped(tmp_path / "b.zip", members), tmp_path / "packs", atlas)
    ids = {row.structure for row in done.report.muscles}
    assert {"muscle:infraspinatus:left", "muscle:infraspinatus:right"} <= ids
    assert "muscle:soleus:left" in ids
    assert sacrum[0] in {row.name for row in done.report.bones}


def test_the_origin_is_on_the_floor_between_the_feet(tmp_path: Path, atlas: Atlas) -> None:
    rows = moved(parts(skin=True), np.eye(3), (300, -200, 77))
    put_in(tiny_zip(tmp_path / "body.zip", rows=rows), tmp_path / "packs", atlas)
    structures = load_pack(tmp_path / "packs", "body").structures
    sternum = next(i for i, s in enumerate(structures.items) if s.id == "bone:body_of_sternum")
    assert structures.items[sternum].side is None
    middle = structures.mesh(sternum)[0].mean(axis=0)
    assert abs(middle[0]) < 0.1
    assert abs(middle[2] - 1300) < 0.1


def test_a_part_of_a_body_stands_where_it_belongs(tmp_path: Path, atlas: Atlas) -> None:
    wanted = ("Femur", "biceps femoris", "rectus femoris", "soleus", "tibialis anterior")
    rows = [row for row in parts() if any(name in row[0] for name in wanted)]
    rows = moved(rows, np.eye(3) / 1000, (0, 0, 5))
    done = put_in(tiny_zip(tmp_path / "legs.zip", rows=rows), tmp_path / "packs", atlas)
    structures = load_pack(tmp_path / "packs", "legs").structures
    femur = next(i for i, s in enumerate(structures.items) if s.id == "bone:femur:left")
    assert abs(structures.mesh(femur)[0][:, 2].mean() - 690) < 60
    assert any("only a part of a body" in note for note in done.report.notes)


def test_a_skin_becomes_a_figure(tmp_path: Path, atlas: Atlas) -> None:
    said: list[tuple[float, str]] = []
    done = put_in(
        tiny_zip(tmp_path / "body.zip", rows=parts(skin=True)),
        tmp_path / "packs",
        atlas,
        progress=lambda share, words: said.append((share, words)),
    )
    shares_done = [share for share, _ in said]
    assert shares_done == sorted(shares_done)
    assert (shares_done[0], shares_done[-1]) == (0, 1)
    assert done.info.has_skin
    assert done.info.fit == {"median_mm": 0.5}
    folder = tmp_path / "packs"
    (info,) = [f for f in all_figures(folder) if pack_of_figure(f.id)]
    assert (info.id, info.name, info.height_mm) == ("pack:body", "body", 1750)
    figure = figure_by_id("pack:body", folder)
    man = load_figure("male")
    np.testing.assert_array_equal(figure.base_vertices, man.base_vertices)
    np.testing.assert_allclose(figure.eyes.vertices, man.eyes.vertices, atol=0.01)
    assert np.abs(figure.occlusion - man.occlusion).mean() < 0.03
    pack = load_pack(folder, "body")
    assert pack.figure is not None
    np.testing.assert_array_equal(pack.figure.vertices, figure.vertices)


def test_built_in_figures_come_first(tmp_path: Path) -> None:
    assert all_figures(tmp_path)[0].id == "female"
    assert figure_by_id("female", tmp_path) is load_figure("female")


def test_eyes_follow_the_lids() -> None:
    man, woman = load_figure("male"), load_figure("female")
    away = np.linalg.norm(placed_eyes(woman.base_vertices) - woman.eyes.vertices, axis=1)
    assert away.max() < 4
    lifted = placed_eyes(man.base_vertices * np.float32(1.1) + np.float32(50))
    np.testing.assert_allclose(lifted, man.eyes.vertices * 1.1 + 50, atol=0.05)


def test_shade_is_that_of_the_built_in_figures() -> None:
    man = load_figure("male")
    made = occlusion_of(man.base_vertices, QUIET).astype(float) / 255
    assert np.corrcoef(made, man.occlusion[: len(made)])[0, 1] > 0.995


def test_a_mapping_overrules_names(tmp_path: Path, atlas: Atlas) -> None:
    path = tiny_zip(tmp_path / "body.zip")
    first = put_in(path, tmp_path / "packs", atlas)
    mapping = tmp_path / "packs" / "body" / "mapping.json"
    content = json.loads(mapping.read_text())
    assert set(content) == {name for name, _, _ in parts()}
    assert content["left infraspinatus"] == {"muscle": "infraspinatus", "side": "left"}
    assert content["Sacrum"] == {"bone": "Sacrum"}
    assert content["left medial rectus"] == {"other_muscle": "Medial rectus", "side": "left"}
    content["left infraspinatus"] = {"muscle": ["teres_minor", "teres_major"], "side": "left"}
    content["left medial rectus"] = {"skip": True}
    content["right medial rectus"] = {"bone": "Lens", "side": "right"}
    edited = tmp_path / "edited.json"
    edited.write_text(json.dumps(content))
    second = put_in(path, tmp_path / "packs", atlas, mapping=edited)
    structures = load_pack(tmp_path / "packs", "body").structures
    assert len(structures.of_muscle("infraspinatus", "left")) == 0
    assert structures.of_muscle("teres_major", "left") == structures.of_muscle(
        "teres_minor", "left"
    )
    ids = {item.id for item in structures.items}
    assert "bone:lens:right" in ids
    assert "muscle:medial_rectus:left" not in ids
    assert second.info.structures == first.info.structures - 1
    assert json.loads(mapping.read_text()) == content


def test_a_mapping_written_by_an_import_changes_nothing(tmp_path: Path, atlas: Atlas) -> None:
    path = tiny_zip(tmp_path / "body.zip")
    put_in(path, tmp_path / "packs", atlas)
    first = load_pack(tmp_path / "packs", "body").structures
    mapping = tmp_path / "packs" / "body" / "mapping.json"
    put_in(path, tmp_path / "packs", atlas, mapping=mapping)
    second = load_pack(tmp_path / "packs", "body").structures
    assert second.items == first.items
    np.testing.assert_array_equal(second.vertices, first.vertices)


def test_list_and_remove(tmp_path: Path, atlas: Atlas) -> None:
    folder = tmp_path / "packs"
    assert list_packs(folder) == ()
    put_in(tiny_zip(tmp_path / "b.zip"), folder, atlas)
    put_in(tiny_zip(tmp_path / "a.zip"), folder, atlas, name="Con")
    assert [p.name for p in list_packs(folder)] == ["con_pack", "b"]  # by title: a, b
    info = list_packs(folder)[0]
    assert len(info.sha256) == 64
    assert info.source_file.endswith(".zip")
    assert info.installed.endswith("+00:00")
    remove_pack(folder, "b")
    assert [p.name for p in list_packs(folder)] == ["con_pack"]
    assert [p.name for p in folder.iterdir()] == ["con_pack"]


def test_the_folder_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert packs_dir().parts[-2:] == ("trigger-point-explorer", "anatomy")
    monkeypatch.setenv("TRIGGER_POINT_ANATOMY", str(tmp_path))
    assert packs_dir() == tmp_path


def test_a_file_of_anothers_name_is_told_by_what_is_inside(tmp_path: Path, atlas: Atlas) -> None:
    tiny_zip(tmp_path / "body.zip").rename(tmp_path / "body.download")
    assert put_in(tmp_path / "body.download", tmp_path / "packs", atlas).info.name == "body"


def test_a_licence_beside_the_meshes_is_kept(tmp_path: Path, atlas: Atlas) -> None:
    path = tiny_zip(tmp_path / "body.zip")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("LICENSE.txt", "Copyright 2020 Tiny Lab\nCreative Commons BY 4.0\n")
    done = put_in(path, tmp_path / "packs", atlas)
    assert "4.0" in done.info.licence
    assert done.info.credit == "Copyright 2020 Tiny Lab"
    assert not any("licence" in note for note in done.report.notes)


# --- meshes -----------------------------------------------------------------------------------


def test_obj_forms() -> None:
    text = (
        b"# a quad, a pentagon and triangles in all spellings\r\nv 0 0 0 1 0 0\r\nv 1 0 0 1 0 0\r\n"
        b"v 1 1 0 1 0 0\nv 0 1 0 1 0 0\nvt 0 0\nvn 0 0 1\n"
        b"f 1/1/1 2/1/1 3/1/1 4/1/1\nf 1//1 2//1 3//1\nf 1/1 2/1 3/1\nf -4 -3 \\\n-2 -1\n"
        b"v 2 2 0 1 0 0\nf -5 -4 -3 -2 -1\n"
    )
    vertices, triangles = read_obj(text, "x")
    assert len(vertices) == 5
    expected = [
        [0, 1, 2], [0, 2, 3], [0, 1, 2], [0, 1, 2], [0, 1, 2], [0, 2, 3],
        [0, 1, 2], [0, 2, 3], [0, 3, 4],
    ]  # fmt: skip
    assert triangles.tolist() == expected


def test_cleaning_turns_outwards_and_welds() -> None:
    vertices, triangles = box((0, 0, 0), (10, 10, 10))
    loose = vertices[triangles].reshape(-1, 3)
    faces = np.arange(36).reshape(-1, 3)
    faces[::2] = faces[::2, ::-1]
    faces = np.concatenate([faces, faces[:3], [[0, 0, 1]]])
    points, found = cleaned(loose, faces)
    assert (len(points), len(found)) == (8, 12)
    a, b, c = (points[found[:, k]].astype(float) for k in range(3))
    assert np.einsum("ij,ij->i", a, np.cross(b, c)).sum() / 6 == pytest.approx(8000)
    assert (np.einsum("ij,ij->i", a, np.cross(b, c)) > 0).all()


def test_shares_keep_the_budget_and_the_small() -> None:
    counts = np.array([100_000, 20_000, 400, 90])
    areas = np.array([1e5, 1e4, 300.0, 50.0])
    found = shares(areas, counts, 10_000)
    assert found.sum() <= 10_000
    assert found.sum() > 9_900
    assert found[2] >= 320
    assert found[3] == 90
    assert (shares(areas, counts, 10**6) == counts).all()


def test_thinning_keeps_the_shape() -> None:
    import trimesh

    ball = trimesh.creation.icosphere(4, 50.0)
    small = trimesh.creation.icosphere(3, 5.0)
    meshes = [cleaned(m.vertices, m.faces) for m in (ball, small)]
    found = decimated(meshes, 1600, QUIET)
    assert sum(len(t) for _, t in found) <= 1600
    for (vertices, triangles), radius in zip(found, (50.0, 5.0), strict=True):
        assert len(triangles) > 250
        assert np.abs(np.linalg.norm(vertices, axis=1) / radius - 1).max() < 0.02
        corners = vertices[triangles].astype(float)
        volume = np.einsum("ij,ij->i", corners[:, 0], np.cross(corners[:, 1], corners[:, 2]))
        assert volume.sum() / 6 == pytest.approx(4 / 3 * np.pi * radius**3, rel=0.05)


def test_a_budget_is_kept(tmp_path: Path, atlas: Atlas) -> None:
    import trimesh

    rows: list[Any] = parts()
    for i in range(2):
        ball = trimesh.creation.icosphere(4, 20.0)
        rows[i] = (rows[i][0], ball.vertices + rows[i][1].mean(axis=0), ball.faces)
    path = tiny_zip(tmp_path / "body.zip", rows=rows)
    done = put_in(path, tmp_path / "packs", atlas, budget=2000)
    assert done.info.triangles <= 2000
    structures = load_pack(tmp_path / "packs", "body").structures
    assert len(structures.mesh(structures.of_muscle("soleus", "left")[0])[1]) == 12
