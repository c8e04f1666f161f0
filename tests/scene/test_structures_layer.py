"""Muscles light up, dim, and keep their colours apart; fibres, tendons and hollows are there."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from balls_inside import (
    BALLS,
    LONGISSIMUS,
    OBLIQUE,
    PSOAS,
    RECTUS,
    RECTUS_LEFT,
    RIB,
    SPINE,
    BallScene,
    ball,
    balls,
    bony,
)

from explorer.anatomy.atlas import Atlas
from explorer.body.structures import Structure, Structures
from explorer.scene.palette import DARK, LIGHT
from explorer.scene.structure_colours import Parts, colour_picture, tones
from explorer.scene.structure_shading import baked_shading, fibre_pattern, shade
from explorer.session.view_state import CameraPose, PointRef, Subject


def lightness(colour: np.ndarray) -> float:
    return float(colour @ [0.3, 0.59, 0.11])


def saturation(colour: np.ndarray) -> float:
    return float((colour.max() - colour.min()) / colour.max())


@pytest.mark.parametrize(
    "subject",
    [Subject("muscle", "rectus_abdominis"), Subject("point", "rectus_abdominis.trp2")],
)
def test_the_selected_muscle_is_lit_on_its_side_and_the_others_dimmed(
    inside: BallScene, subject: Subject
) -> None:
    inside.show(skin_opacity=0.0)
    ids = (RECTUS, RECTUS_LEFT, OBLIQUE, RIB)
    before = {id: inside.colour_of(id) for id in ids}
    inside.show(subject=subject)
    after = {id: inside.colour_of(id) for id in ids}
    assert saturation(after[RECTUS]) > saturation(before[RECTUS]) + 0.1
    for other in (RECTUS_LEFT, OBLIQUE):
        assert saturation(after[other]) < saturation(before[other]) - 0.1
    assert after[RIB] == pytest.approx(before[RIB], abs=2)
    inside.show(subject=Subject(subject.kind, subject.id, "left"))
    assert saturation(inside.colour_of(RECTUS_LEFT)) > 0.6
    inside.show(subject=None)
    assert inside.colour_of(RECTUS) == pytest.approx(before[RECTUS], abs=1)


def test_a_bone_or_an_unknown_muscle_can_be_the_subject(inside: BallScene) -> None:
    inside.show(skin_opacity=0.0, subject=Subject("structure", RIB))
    assert saturation(inside.colour_of(RIB)) > 0.5


def test_related_muscles_differ_in_lightness_too(inside: BallScene) -> None:
    inside.show(skin_opacity=0.0, hidden=(RECTUS_LEFT,))
    inside.show(subject=Subject("muscle", "rectus_abdominis"), related=True)
    lit, synergist, antagonist = (inside.colour_of(id) for id in (RECTUS, OBLIQUE, LONGISSIMUS))
    assert lightness(synergist) > lightness(lit) + 25
    assert lightness(antagonist) < lightness(lit) - 15
    assert antagonist[2] > antagonist[0]
    inside.show(related=False)
    assert saturation(inside.colour_of(LONGISSIMUS)) < saturation(antagonist)


def test_a_lit_muscle_is_seen_though_its_layer_is_off_unless_it_was_hidden(
    inside: BallScene,
) -> None:
    inside.show(skin_opacity=0.0, superficial=0.0, deep=0.0)
    assert bony(inside.colour_of(SPINE))
    inside.show(subject=Subject("muscle", "rectus_abdominis"))
    assert saturation(inside.colour_of(RECTUS)) > 0.6
    assert inside.hit(BALLS[RECTUS][0]) == RECTUS
    inside.show(hidden=(RECTUS,))
    assert bony(inside.colour_of(SPINE))


def test_lighting_a_muscle_up_touches_no_geometry(
    inside: BallScene, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside.show(skin_opacity=0.0)
    from explorer.scene.structures import StructureLayer

    filled: list[str] = []
    monkeypatch.setattr(
        StructureLayer, "show", lambda _, chosen: filled.append(f"{chosen.sum()} shown")
    )
    inside.show(subject=Subject("muscle", "rectus_abdominis"))
    inside.show(superficial=0.4)
    assert filled == []
    inside.show(hidden=(RECTUS,))
    assert filled == ["6 shown"]  # of the one layer it belongs to


def test_the_x_ray_opens_the_skin_round_the_selected_point_only(inside: BallScene) -> None:
    closed = inside.stage.render().copy()
    subject = Subject("point", "rectus_abdominis.trp1")
    inside.show(xray=True, zones=False, course=False)
    assert np.array_equal(inside.stage.render(), closed)  # round nothing
    inside.show(subject=subject, shown=(PointRef(subject.id, "right"),))
    inside.show(shown=())
    opened = inside.stage.render()
    x, y = inside.at(RECTUS)
    assert saturation(opened[round(y), round(x), :3].astype(float)) > 0.6
    assert inside.hit(BALLS[RECTUS][0]) == RECTUS
    rows, columns = np.nonzero((opened != closed).any(axis=2))
    point = inside.stage.placed.point(subject.id, "right").position
    middle, edge = inside.pixel(point), inside.pixel(point + [70.0, 0.0, 0.0])
    distance = np.hypot(columns - middle[0], rows - middle[1])
    radius = edge[0] - middle[0]
    assert 0.8 * radius < distance.max() < 1.05 * radius
    assert inside.hit(point + [90.0, 0.0, 0.0]) is None  # solid skin there


def test_the_x_ray_does_not_open_the_far_side(inside: BallScene) -> None:
    inside.show(subject=Subject("point", "infraspinatus.trp1"), course=False)
    closed = inside.stage.render().copy()
    inside.show(xray=True)
    assert np.array_equal(inside.stage.render(), closed)


def test_the_x_ray_leaves_an_arm_before_the_body_alone(inside: BallScene) -> None:
    """The hip from the side: the forearm hangs before the window."""
    point = inside.stage.placed.point("gluteus_medius.trp2", "right")
    eye = point.position + [-1500.0, 350.0, 0.0]
    inside.show(camera=CameraPose(tuple(eye), tuple(point.position), (0.0, 0.0, 1.0)))
    inside.show(subject=Subject("point", point.id), course=False)
    closed = inside.stage.render().copy()
    inside.show(xray=True)
    opened = (inside.stage.render() != closed).any(axis=2)
    lens = inside.stage.lens
    _, depth = lens.project(point.position[None])
    nearer, seen = 0, 0
    for row, column in np.argwhere(opened)[::29].tolist():
        hit = inside.stage.skin_at(column, row)
        if hit is not None:
            far = float(lens.project(np.array([hit.point]))[1][0])
            nearer += far < depth[0] - 90
            seen += 1
    assert seen > 100
    assert nearer < 0.02 * seen
    disc = (
        inside.pixel(point.position + [0.0, 0.0, 0.0]),
        inside.pixel(point.position + [0.0, 0.0, 70.0]),
    )
    radius = abs(disc[1][1] - disc[0][1])
    arms = [
        hit.point
        for angle in np.linspace(0, 2 * np.pi, 60)
        if (
            hit := inside.stage.skin_at(
                disc[0][0] + 0.6 * radius * np.cos(angle), disc[0][1] + 0.6 * radius * np.sin(angle)
            )
        )
    ]
    assert (lens.project(np.array(arms))[1] < depth[0] - 90).any()  # the arm is in the way


def test_both_palettes_keep_the_accents_apart() -> None:
    for palette in (LIGHT, DARK):
        dark, middle, light = (
            lightness(np.array(c)) for c in (palette.antagonist, palette.lit, palette.synergist)
        )
        assert dark + 20 < middle < light - 40


def test_neighbours_differ_and_sides_do_not() -> None:
    items = balls().items
    tone = tones(items)
    by_id = {item.id: tone[i] for i, item in enumerate(items)}
    assert np.array_equal(by_id[RECTUS], by_id[RECTUS_LEFT])
    assert not np.allclose(by_id[RECTUS], by_id[OBLIQUE])
    assert np.abs(tone).max() <= 1.0


def test_the_picture_has_two_columns_for_each_structure_and_fibres_on_muscles() -> None:
    items = balls().items
    lit = next(i for i, item in enumerate(items) if item.id == PSOAS)
    plain = colour_picture(items, Parts(), LIGHT, 0.0)
    assert plain.shape[1:] == (2 * len(items), 3)
    assert np.ptp(plain.astype(int), axis=0).max() == 0  # from afar no fibres
    near = colour_picture(items, Parts(frozenset({lit})), LIGHT, 1.0)
    spread = np.ptp(near.astype(int), axis=0).max(axis=1).reshape(-1, 2)
    for i, item in enumerate(items):
        assert (spread[i, 0] > 10) == (item.kind == "muscle")
    assert near[:, 2 * lit].mean(axis=0) == pytest.approx(np.array(LIGHT.lit), abs=6)


def test_sinew_and_cartilage_are_no_flesh() -> None:
    def named(name: str, kind: str) -> Structure:
        return Structure(f"{kind}:x", name, "", kind, None, "superficial", (), "pack")  # type: ignore[arg-type]

    picture = colour_picture(
        [named("Linea alba", "muscle"), named("Cartilage of rib", "bone")], Parts(), LIGHT, 0.0
    )
    assert picture[0, 0] == pytest.approx(np.array(LIGHT.tendon), abs=40)
    assert picture[0, 2, 2] > picture[0, 0, 2]


def test_fibres_repeat_without_a_seam() -> None:
    wave = fibre_pattern(64, 1.0)
    assert abs(wave[0] - wave[-1]) < 3 * np.abs(np.diff(wave)).max()
    assert wave.mean() == pytest.approx(1.0, abs=1e-6)


def test_a_hollow_is_darker_than_open_flesh() -> None:
    def flesh(id: str) -> Structure:
        return Structure(id, id, "", "muscle", None, "superficial", (), "pack")

    # Two balls that touch: between them it is dark, on their far sides light.
    parts = [(flesh(n), *ball((x, 0, 0), 30.0)) for n, x in (("a", -30.0), ("b", 30.0))]
    body = Structures.merged(parts)
    light = shade(body).light
    x = body.vertices[:, 0]
    assert light[np.abs(x) < 6].mean() < light[np.abs(x) > 45].mean() - 0.3
    assert light[np.abs(x) > 45].mean() > 0.9


def test_the_ends_of_a_spindle_are_tendons() -> None:
    vertices, normals, triangles = ball((0, 0, 0), 10.0, rows=40)
    vertices *= np.array([1, 1, 12], np.float32)
    spindle = Structure("s", "S", "", "muscle", None, "superficial", (), "pack")
    shading = shade(Structures.merged([(spindle, vertices, normals, triangles)]))
    z = np.abs(vertices[:, 2])
    assert shading.tendon[z > 112].min() > 0.5
    assert shading.tendon[z < 40].max() < 0.1


def test_shading_is_baked_and_read_again(tmp_path: Path, atlas: Atlas) -> None:
    body = balls()
    made = baked_shading(body, tmp_path, "pack:x")
    assert len(list(tmp_path.glob("shading-*.npz"))) == 1
    read = baked_shading(body, tmp_path, "pack:x")
    assert read.light == pytest.approx(made.light, abs=0.003)
    assert read.tendon == pytest.approx(made.tendon, abs=0.003)
    assert read.across == pytest.approx(made.across, abs=0.05)
