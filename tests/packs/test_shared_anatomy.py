"""The development copies of real anatomy, where they are at hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tiny_anatomy import put_in

from explorer.anatomy.atlas import Atlas
from explorer.packs.decimation import BUDGET
from explorer.packs.pack import InstallReport, Pack
from explorer.packs.store import load_pack

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "anatomy"
BODYPARTS3D, Z_ANATOMY = "bodyparts3d_development.zip", "z_anatomy.glb"

#: What each file truly lacks.
MISSING = {
    BODYPARTS3D: """masseter_superficial masseter_deep temporalis medial_pterygoid
        lateral_pterygoid orbicularis_oculi zygomaticus_major buccinator frontalis occipitalis
        corrugator_supercilii procerus multifidus_cervicis multifidus_thoracis multifidus_lumborum
        scalenus_minimus latissimus_dorsi adductor_pollicis first_dorsal_interosseus_hand
        dorsal_interossei_hand palmar_interossei lumbricals_hand sternalis levatores_costarum
        quadratus_lumborum psoas_minor rectus_abdominis pyramidalis internal_oblique
        transversus_abdominis bulbospongiosus ischiocavernosus transversus_perinei_superficialis
        extensor_digitorum_brevis adductor_hallucis dorsal_interossei_foot""",
    Z_ANATOMY: """semispinalis_capitis tensor_fasciae_latae scalenus_minimus sternalis psoas_minor
        bulbospongiosus ischiocavernosus transversus_perinei_superficialis""",
}


@pytest.fixture(scope="module", params=[BODYPARTS3D, Z_ANATOMY])
def installed(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, atlas: Atlas
) -> tuple[str, InstallReport, Pack]:
    path = SHARED / request.param
    if not path.is_file():
        pytest.skip("the development copies of real anatomy are not here")
    folder = tmp_path_factory.mktemp("packs")
    done = put_in(path, folder, atlas)
    return request.param, done, load_pack(folder, done.info.name)


Installed = tuple[str, InstallReport, Pack]


def test_what_is_in_the_file_is_found(installed: Installed, atlas: Atlas) -> None:
    file, done, _ = installed
    if not any(muscle.other_names for muscle in atlas.muscles.values()):
        pytest.skip("the knowledge base has no other names for muscles yet")
    assert set(done.report.missing) == set(MISSING[file].split())
    assert done.info.muscles_known == len(atlas.muscles) - len(MISSING[file].split())
    for muscle in atlas.muscles.values():
        known = muscle.id not in done.report.missing
        sides = [bool(installed[2].structures.of_muscle(muscle.id, s)) for s in ("right", "left")]
        one_side_only = file == BODYPARTS3D and muscle.id == "longus_colli"
        assert sides == [known and not one_side_only, known], muscle.id


def test_no_flesh_and_no_bone_is_lost(installed: Installed) -> None:
    file, done, pack = installed
    bones = {BODYPARTS3D: 200, Z_ANATOMY: 265}[file]
    assert done.info.bones >= bones
    muscles = {BODYPARTS3D: 340, Z_ANATOMY: 395}[file]
    assert done.info.muscles >= muscles
    assert len(pack.structures.items) == done.info.structures
    skipped = " ".join(row.name.casefold() for row in done.report.skipped if "not known" in row.how)
    for word in ("rectus", "flexor", "rib", "vertebra", "femur", "phalanx"):
        assert word not in skipped


def test_left_is_left(installed: Installed) -> None:
    _, _, pack = installed
    structures = pack.structures
    paired = [(i, item) for i, item in enumerate(structures.items) if item.side is not None]
    assert len(paired) > 480
    for i, item in paired:
        vertices, triangles = structures.mesh(i)
        x = float(vertices[triangles].mean(axis=(0, 1))[0])
        # The two oblique arytenoids cross each other in the midline.
        assert x * (1 if item.side == "left" else -1) > (-4 if "arytenoid" in item.id else 0)


def test_the_body_stands_upright_in_millimetres(installed: Installed) -> None:
    _, done, pack = installed
    s = pack.structures
    place = {item.id: s.mesh(i)[0].mean(axis=0) for i, item in enumerate(s.items)}
    assert 1650 < done.info.height_mm < 1800
    assert 0 < s.vertices[:, 2].min() < 30
    assert place["bone:frontal_bone"][2] > 1550
    assert place["bone:calcaneus:left"][2] < 90
    assert place["bone:patella:left"][1] < place["muscle:gastrocnemius:left"][1] - 30
    assert abs(place["bone:sacrum"][0]) < 5
    assert place["bone:sacrum"][1] > place["bone:manubrium"][1] + 60


def test_the_budget_is_kept_and_surfaces_look_outwards(installed: Installed) -> None:
    _, done, pack = installed
    s = pack.structures
    assert 0.95 * BUDGET < done.info.triangles <= BUDGET
    inside_out = []
    for i, item in enumerate(s.items):
        vertices, triangles = s.mesh(i)
        assert len(triangles) >= 24, item.id
        corners = vertices[triangles].astype(float) - vertices.mean(axis=0)
        volume = np.einsum("ij,ij->i", corners[:, 0], np.cross(corners[:, 1], corners[:, 2]))
        inside_out += [item.id] if volume.sum() < 0 else []
        ring = np.sort(triangles, axis=1)
        assert (np.diff(ring, axis=1) > 0).all(), item.id
    assert inside_out == []


def test_where_it_came_from_is_kept(installed: Installed) -> None:
    file, done, pack = installed
    assert pack.info == done.info
    assert pack.info.source_file == file
    assert pack.info.has_skin
    assert pack.figure is not None
    if file == BODYPARTS3D:
        assert pack.info.title == "BodyParts3D 4.0"
        assert "Database Center for Life Science" in pack.info.credit
    else:
        assert pack.info.licence == "licence not stated by the file"
