"""The base topology on a real man, from two files; figures of the issue, and bony spots."""

from __future__ import annotations

import json
import re
import struct
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from explorer.body.landmarks import load_landmarks
from explorer.body.structures import Structure, Structures, structure_id
from explorer.body.topology import load_topology, vertex_normals
from explorer.packs.wrapping import TargetBody, Wrapped, wrap
from explorer.packs.wrapping.parts import load_source

TESTS = Path(__file__).resolve().parents[1]
ANATOMY = TESTS.parents[1] / "shared" / "anatomy"
sys.path.append(str(TESTS / "body"))

from bony_spot_table import BONY_SPOTS  # noqa: E402
from bony_spots import FRAME_BONES, Mesh, Skin, direction, limb_frames, read_bones  # noqa: E402

LIMIT, SHOULDER_LIMIT = 10.0, 15.0
SHOULDER = {"acromion_tip", "acromial_angle", "acromioclavicular_joint", "greater_tubercle"}
SHOULDER |= {"bicipital_groove", "coracoid_process", "deltoid_tuberosity"}
#: Where that skin closes the armpit: the fourth rib's side has no skin over it at all.
UNDER_NO_SKIN = {"rib4_midaxillary"}
_NO_BONE = re.compile(r"muscle|head of|part of|pector|tract|coccygeus|costal(is|es)|tibialis", re.I)


def found(name: str) -> Path:
    path = ANATOMY / name
    if not path.is_file():
        pytest.skip(f"{name} is not beside the repository in shared/anatomy")
    return path


def merged(bones: Iterator[tuple[str, str | None, Mesh]]) -> Structures:
    rows = []
    for name, side, (points, triangles) in bones:
        id = structure_id("bone", name.lower(), side)  # type: ignore[arg-type]
        item = Structure(id, name, "", "bone", side, "bones", (), "pack")  # type: ignore[arg-type]
        p, t = points.astype(np.float32), triangles.astype(np.int32)
        rows.append((item, p, vertex_normals(p, t), t))
    return Structures.merged(rows)


def lifted(mesh: Mesh, by: float) -> Mesh:
    return mesh[0] + [0.0, 0.0, by], mesh[1]


def wrapped(skin: Mesh, bones: Structures) -> Wrapped:
    target = TargetBody(skin[0], skin[1], bones)
    return wrap(target, progress=lambda _share, _words: None, cancelled=lambda: False)


def node_names(path: Path) -> set[str]:
    content = path.read_bytes()
    (length,) = struct.unpack_from("<I", content, 12)
    return {node["name"] for node in json.loads(content[20 : 20 + length])["nodes"]}


@pytest.fixture(scope="module")
def man() -> tuple[Wrapped, dict[str, Mesh]]:
    path = found("z_anatomy.glb")
    names = {name for name in node_names(path) if name[0].isupper()}
    meshes = read_bones(path, names | {"skin"})
    floor = -float(meshes["skin"][0][:, 2].min())
    meshes = {name: lifted(mesh, floor) for name, mesh in meshes.items()}
    sides = {".l": "left", ".r": "right"}
    bones = merged(
        (name.removesuffix(".l").removesuffix(".r"), sides.get(name[-2:]), meshes[name])
        for name in sorted(names)
    )
    return wrapped(meshes["skin"], bones), meshes


def obj(text: str) -> Mesh:
    rows = [line.split() for line in text.splitlines()]
    points = np.array([row[1:4] for row in rows if row[:1] == ["v"]], float)
    corners = [[corner.split("/")[0] for corner in row[1:4]] for row in rows if row[:1] == ["f"]]
    return points, np.array(corners, np.int64) - 1


def archive_bones(archive: zipfile.ZipFile, floor: float) -> Iterator[tuple[str, str | None, Mesh]]:
    for member in archive.namelist():
        if not member.endswith(".obj"):
            continue
        text = archive.read(member).decode()
        told = re.search(r"English name : (.*)", text)
        name = told.group(1).strip() if told else ""
        if name == "Skin" or _NO_BONE.search(name):
            continue
        side = re.search(r"\b(left|right)\b", name, re.I)
        plain = re.sub(r"\s*\b(left|right)\b\s*", " ", name, flags=re.I).strip()
        yield plain, side.group(1).lower() if side else None, lifted(obj(text), floor)


@pytest.fixture(scope="module")
def archived() -> Wrapped:
    with zipfile.ZipFile(found("bodyparts3d_development.zip")) as archive:
        member = next(name for name in archive.namelist() if name.endswith("/FJ2810.obj"))
        skin = obj(archive.read(member).decode())
        floor = -float(skin[0][:, 2].min())
        return wrapped(lifted(skin, floor), merged(archive_bones(archive, floor)))


@pytest.fixture(params=["man", "archived"])
def either(request: pytest.FixtureRequest) -> Wrapped:
    result = request.getfixturevalue(request.param)
    return result[0] if isinstance(result, tuple) else result


def test_the_base_reaches_the_figures_of_the_issue(either: Wrapped) -> None:
    fit = either.fit
    assert fit.landmarks > 240
    assert fit.median_mm < 1.0
    assert fit.p95_mm < 4.0
    assert fit.folded_quads <= 60
    for part in ("trunk", "neck", "arm", "forearm", "hand", "thigh", "leg", "foot"):
        assert fit.by_part[part].folded_quads == 0, part
    for part in ("head", "face", "neck", "forearm", "hand", "fingers", "leg", "foot"):
        assert fit.by_part[part].p95_mm < 2.5, part


def test_landmarks_lie_over_their_bony_spots(man: tuple[Wrapped, dict[str, Mesh]]) -> None:
    fit, meshes = man
    vertices = fit.base_vertices.astype(float)
    source, triangles = load_source(), load_topology().triangles.astype(np.int64)
    triangles = triangles[source.visible[triangles].all(axis=1)]
    trunk: npt.NDArray[np.bool_] = (source.part[triangles] == 0).all(axis=1)
    skin = Skin(vertices, triangles, trunk)
    bones = {name: meshes[name] for name in FRAME_BONES | {s.bone for s in BONY_SPOTS.values()}}
    frames = limb_frames(bones)
    off = {}
    for id, rule in BONY_SPOTS.items():
        spot, words = rule.on(bones[rule.bone], frames), frames[rule.frame]
        mark = load_landmarks()[id]
        if mark.side == "midline":
            spot = spot * [0.0, 1.0, 1.0]
        way = None if rule.press == "nearest" else direction(words, rule.press)
        felt = skin.over(spot, way, trunk_only=rule.trunk_only)
        off[id] = float(np.linalg.norm(mark.point.on(vertices) - felt))
    far = {
        id: round(d, 1)
        for id, d in off.items()
        if d > (SHOULDER_LIMIT if id in SHOULDER else LIMIT) and id not in UNDER_NO_SKIN
    }
    assert far == {}
    assert np.median(list(off.values())) < 3.0
    assert max(off[id] for id in UNDER_NO_SKIN) < 30.0
