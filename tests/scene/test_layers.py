"""Layers fade into one another, by the colours at projected places."""

from __future__ import annotations

import numpy as np
import pytest
from balls_inside import (
    BALLS,
    OBLIQUE,
    PSOAS,
    RECTUS,
    RECTUS_LEFT,
    RIB,
    SPINE,
    BallScene,
    background,
    bony,
    fleshy,
)

from explorer.anatomy.atlas import Atlas
from explorer.scene.layering import Sheet, over, plan_sheets
from explorer.session.layer_commands import peel
from explorer.session.view_state import PointRef, Subject


def test_nothing_is_read_while_the_skin_is_solid(inside: BallScene) -> None:
    inside.stage.render()
    inside.show(subject=Subject("muscle", "rectus_abdominis"), zones=False)
    inside.show(subject=Subject("point", "rectus_abdominis.trp1"), superficial=0.5)
    inside.show(hidden=(RECTUS,), isolated=(PSOAS,))
    inside.stage.structure_at(*inside.at(RECTUS))
    assert inside.interior.asked == []
    assert inside.stage.structures is None
    inside.show(skin_opacity=0.8)
    assert inside.interior.asked == ["female"]
    inside.show(skin_opacity=0.4)
    assert inside.interior.asked == ["female"]  # and only once


def test_solid_skin_looks_the_same_before_and_after_looking_inside(inside: BallScene) -> None:
    before = inside.stage.render().copy()
    inside.show(skin_opacity=0.0)
    inside.stage.render()
    inside.show(skin_opacity=1.0)
    assert np.array_equal(inside.stage.render(), before)


def test_peeling_shows_one_layer_after_the_other(inside: BallScene) -> None:
    ids = []
    for amount in (0.0, 1.0, 2.0, 3.0):
        inside.show(**_fields(inside, amount))
        ids.append(inside.hit(BALLS[SPINE][0]))
    assert ids == [None, RECTUS, PSOAS, SPINE]
    assert bony(inside.colour_of(SPINE))
    inside.show(**_fields(inside, 2.0))
    assert fleshy(inside.colour_of(SPINE))  # the deep muscle before it


def _fields(scene: BallScene, amount: float) -> dict[str, float]:
    state = peel(amount).apply(scene.state)
    return {n: getattr(state, n) for n in ("skin_opacity", "superficial", "deep", "bones")}


def test_without_skin_muscles_are_red_brown_and_bones_ivory(inside: BallScene) -> None:
    inside.show(skin_opacity=0.0)
    assert fleshy(inside.colour_of(RECTUS))
    assert fleshy(inside.colour_of(OBLIQUE))
    assert bony(inside.colour_of(RIB))
    assert inside.colour((150.0, 0.0, 1138.0)) == pytest.approx(background(inside), abs=1)


@pytest.mark.parametrize("layer", ["skin_opacity", "superficial"])
def test_half_a_layer_is_halfway_between_with_and_without(inside: BallScene, layer: str) -> None:
    inside.show(skin_opacity=0.0, hidden=(PSOAS,))
    colours = []
    for opacity in (0.0, 0.5, 1.0):
        inside.show(**{layer: opacity})
        colours.append(inside.colour_of(RECTUS))
    without, half, whole = colours
    assert np.abs(whole - without).max() > 20
    assert half == pytest.approx((without + whole) / 2, abs=2)


def test_a_faded_deep_layer_is_as_faint_beside_the_outer_one_as_behind_it(
    inside: BallScene,
) -> None:
    inside.show(skin_opacity=0.0, superficial=0.0, deep=1.0)
    solid, ground = inside.colour_of(PSOAS), background(inside)
    inside.show(bones=0.0, deep=0.5)
    alone = inside.colour_of(PSOAS)
    assert alone == pytest.approx((solid + ground) / 2, abs=3)
    inside.show(superficial=0.5, hidden=(RECTUS,))  # the outer layer is drawn, but elsewhere
    assert inside.colour_of(PSOAS) == pytest.approx(alone, abs=2)
    inside.show(hidden=())
    flesh = inside.colour_of(RECTUS)
    inside.show(superficial=1.0)
    outer = inside.colour_of(RECTUS)
    assert flesh == pytest.approx((outer + alone) / 2, abs=3)


def test_what_is_hidden_is_gone_and_comes_back(inside: BallScene) -> None:
    inside.show(skin_opacity=0.0)
    whole = inside.stage.render().copy()
    inside.show(hidden=(RECTUS, PSOAS))
    assert bony(inside.colour_of(SPINE))
    inside.show(hidden=(RECTUS, PSOAS, SPINE))
    assert inside.colour_of(SPINE) == pytest.approx(background(inside), abs=1)
    inside.show(hidden=())
    assert np.array_equal(inside.stage.render(), whole)


def test_what_is_isolated_stands_alone_over_the_bones(inside: BallScene) -> None:
    inside.show(skin_opacity=0.0, isolated=(OBLIQUE,))
    assert fleshy(inside.colour_of(OBLIQUE))
    assert bony(inside.colour_of(SPINE))
    assert inside.colour_of(RECTUS_LEFT) == pytest.approx(background(inside), abs=1)
    inside.show(superficial=0.0)  # its layer is off: it was asked for by name all the same
    assert fleshy(inside.colour_of(OBLIQUE))
    inside.show(bones=0.0)
    assert inside.colour_of(SPINE) == pytest.approx(background(inside), abs=1)


def test_zones_can_be_put_away(inside: BallScene) -> None:
    ref = PointRef("rectus_femoris.trp1", "right")
    field = inside.stage.placed.zones.field(ref.point, ref.side, "essential")
    assert field is not None
    place = inside.stage.placed.figure.vertices[int(np.argmin(field))]
    inside.look_at(place)
    bare = inside.stage.render().copy()
    inside.show(shown=(ref,))
    assert fleshy(inside.colour(place))
    inside.show(skin_opacity=0.3)
    assert fleshy(inside.colour(place))
    inside.show(zones=False)
    assert not fleshy(inside.colour(place))
    inside.show(skin_opacity=1.0)
    assert np.array_equal(inside.stage.render(), bare)


def test_zones_stay_solid_over_a_faded_layer(inside: BallScene) -> None:
    ref = PointRef("rectus_femoris.trp1", "right")
    field = inside.stage.placed.zones.field(ref.point, ref.side, "essential")
    assert field is not None
    place = inside.stage.placed.figure.vertices[int(np.argmin(field))]
    inside.look_at(place)
    inside.show(shown=(ref,), skin_opacity=0.0)
    whole = inside.colour(place)
    inside.look_at((-40.0, -60.0, 1138.0))
    inside.show(superficial=0.5)  # the layer has nothing there
    inside.look_at(place)
    assert inside.colour(place) == pytest.approx(whole, abs=3)


def test_another_figure_is_looked_into_anew(inside: BallScene) -> None:
    inside.show(skin_opacity=0.5)
    inside.show(figure="male")
    assert inside.interior.asked == ["female", "male"]
    inside.show(figure="female", skin_opacity=1.0)
    assert inside.stage.structures is None


def test_a_forgotten_body_is_read_anew(inside: BallScene) -> None:
    inside.show(skin_opacity=0.5)
    placed = inside.stage.placed
    inside.stage.forget_figure("male")
    assert inside.interior.asked == ["female"]
    inside.stage.forget_figure("female")
    assert inside.interior.asked == ["female", "female"]
    assert inside.stage.placed is not placed


def test_a_body_without_skin_shows_its_structures_and_no_points(atlas: Atlas) -> None:
    scene = BallScene(atlas, skin=False)
    try:
        assert not scene.stage.has_skin
        assert fleshy(scene.colour_of(RECTUS))
        assert scene.hit(BALLS[RECTUS][0]) == RECTUS
        scene.show(markers=True, shown=(PointRef("rectus_abdominis.trp1", "right"),))
        assert len(scene.stage.visible()[0]) == 0
        assert scene.stage.skin_at(*scene.at(RECTUS)) is None
        assert scene.stage.bounds[1][2] == pytest.approx(1216, abs=2)
    finally:
        scene.stage.close()


def test_a_transparent_picture_keeps_the_colours_of_faded_layers(inside: BallScene) -> None:
    inside.show(skin_opacity=0.0, superficial=0.5, deep=0.0, bones=0.0)
    opaque = inside.colour_of(RECTUS)
    inside.stage.set_palette(inside.stage.palette, transparent=True)
    x, y = inside.at(RECTUS)
    pixel = inside.stage.render()[round(y), round(x)].astype(float)
    assert pixel[3] == pytest.approx(128, abs=2)
    over_paper = pixel[:3] * pixel[3] / 255 + background(inside) * (1 - pixel[3] / 255)
    assert over_paper == pytest.approx(opaque, abs=4)
    assert inside.stage.render()[2, 2, 3] == 0


def test_solid_layers_share_a_sheet_and_missing_ones_cost_none() -> None:
    assert plan_sheets([("bones", 1.0), ("deep", 1.0), ("superficial", 1.0)]) == (
        Sheet(("bones", "deep", "superficial"), 1.0),
    )
    assert plan_sheets([("bones", 1.0), ("deep", 0.0), ("superficial", 0.4)]) == (
        Sheet(("bones",), 1.0),
        Sheet(("superficial",), 0.4),
    )
    assert plan_sheets([("bones", 0.2), ("deep", 1.0)]) == (
        Sheet((), 1.0),
        Sheet(("bones",), 0.2),
        Sheet(("deep",), 1.0),
    )


def test_ink_over_a_clear_picture_keeps_its_colour() -> None:
    ink = np.zeros((1, 3, 4), np.uint8)
    ink[0, 1] = (100, 50, 0, 128)  # premultiplied
    ink[0, 2] = (100, 50, 0, 128)
    picture = np.zeros((1, 3, 4), np.uint8)
    picture[0, 2] = (200, 200, 200, 255)
    done = over(ink, picture)
    assert done[0, 0].tolist() == [0, 0, 0, 0]
    assert done[0, 1] == pytest.approx(np.array([199, 99, 0, 128]), abs=1)
    assert done[0, 2] == pytest.approx(np.array([200, 150, 100, 255]), abs=1)
