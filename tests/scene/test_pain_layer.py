"""Painted pain is violet where the brush went and nowhere else, and goes as it came."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from film_scene import FilmScene, dab, place_of, violet

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.pain import NO_PAIN, QUALITIES, Pain, PainStroke, RegionRef
from explorer.export.legend import legend_rows
from explorer.scene.camera import Lens
from explorer.scene.pain_signs import sign_level, sign_shape
from explorer.session.view_state import PointRef, Subject

#: A stroke down the front of the thigh.
WAY = tuple(
    place_of(name) for name in ("thigh_front_upper", "thigh_front_middle", "thigh_front_lower")
)


@pytest.fixture
def scene(atlas: Atlas) -> Iterator[FilmScene]:
    made = FilmScene(atlas)
    yield made
    made.stage.close()


@pytest.mark.parametrize(("figure", "dark"), [("female", False), ("male_heavy", True)])
@pytest.mark.parametrize(
    "landmark", ["l3_erector_belly", "sternum_middle", "cheek_middle", "palm_center"]
)
def test_paint_over_a_landmark_is_violet_and_can_be_rubbed_out(
    atlas: Atlas, figure: str, dark: bool, landmark: str
) -> None:
    scene = FilmScene(atlas, figure, dark=dark)
    scene.face(landmark)
    bare = scene.picture()
    assert not violet(scene.middle())
    stroke = dab(landmark)
    scene.paint(stroke)
    assert violet(scene.middle())
    assert np.array_equal(scene.picture()[:60], bare[:60])  # far from the brush nothing changed
    scene.paint(stroke, dab(landmark, erase=True, radius_mm=30.0))
    assert np.array_equal(scene.picture(), bare)
    scene.stage.close()


def test_undo_restores_every_pixel(scene: FilmScene) -> None:
    scene.face("thigh_front_middle")
    bare = scene.picture()
    first = PainStroke(WAY[:2], quality="burning")
    scene.paint(first)
    once = scene.picture()
    for count in (1, 2, 3):
        scene.paint(first, PainStroke(WAY[:count], radius_mm=30.0, intensity=9, deep=True))
    assert not np.array_equal(scene.picture(), once)
    scene.paint(first)
    assert np.array_equal(scene.picture(), once)
    scene.show(pain=NO_PAIN)
    assert np.array_equal(scene.picture(), bare)
    scene.paint(first)
    assert np.array_equal(scene.picture(), once)


def test_a_stroke_that_grows_looks_like_one_laid_at_once(scene: FilmScene, atlas: Atlas) -> None:
    scene.face("thigh_front_middle")
    below = dab("thigh_front_middle", radius_mm=40.0, intensity=3)
    for count in (1, 2, 3):
        scene.paint(below, PainStroke(WAY[:count], quality="numb", both=True))
    other = FilmScene(atlas)
    other.face("thigh_front_middle")
    other.paint(below, PainStroke(WAY, quality="numb", both=True))
    apart = np.abs(scene.picture() - other.picture())
    assert (apart > 2).mean() < 1e-4
    other.stage.close()


def test_worse_pain_covers_more_of_the_skin(scene: FilmScene) -> None:
    scene.face("sternum_middle")
    bare = scene.middle()
    cover = []
    for intensity in (1, 4, 7, 10):
        scene.paint(dab("sternum_middle", intensity=intensity))
        cover.append(np.linalg.norm(scene.middle() - bare))
    assert cover[0] > 10
    assert (np.diff(cover) > 10).all()


def test_the_narrowest_brush_shows_where_the_skin_is_coarse(scene: FilmScene) -> None:
    """Between two vertices of the back there is room for three of its dabs."""
    for name in ("l3_erector_belly", "t10_erector_belly", "buttock_center", "thigh_back_middle"):
        scene.face(name, distance=500.0)
        scene.paint(dab(name, radius_mm=5.0, intensity=9))
        assert violet(scene.middle(1)), name


def outline(scene: FilmScene) -> np.ndarray:
    """How the colour changes from the middle of the picture to the right."""
    row = scene.picture()[240, 240:].astype(float)
    return np.abs(np.diff(row, axis=0)).sum(axis=1)


def test_surface_pain_has_a_firm_rim_and_deep_pain_a_soft_one(scene: FilmScene) -> None:
    scene.face("buttock_center", distance=600.0)
    scene.paint(dab("buttock_center", radius_mm=25.0, intensity=8))
    firm = outline(scene)
    scene.paint(dab("buttock_center", radius_mm=25.0, intensity=8, deep=True))
    soft = outline(scene)
    assert violet(scene.middle())
    assert firm.max() > 3 * soft.max()


def test_deep_and_surface_pain_take_each_others_place(scene: FilmScene) -> None:
    scene.face("sternum_middle")
    scene.paint(dab("sternum_middle", deep=True))
    deep = scene.picture()
    scene.paint(dab("sternum_middle"), dab("sternum_middle", deep=True, radius_mm=30.0))
    scene.paint(
        dab("sternum_middle"),
        dab("sternum_middle", erase=True, radius_mm=40.0),
        dab("sternum_middle", deep=True),
    )
    assert np.array_equal(scene.picture(), deep)


def dark_ink(scene: FilmScene) -> np.ndarray:
    """Where signs are drawn on a wash in the middle of the picture."""
    part = scene.window(60)
    return np.asarray(part[..., 1] < 0.72 * np.median(part[..., 1]))


def test_each_quality_has_a_sign_of_its_own_and_an_ache_has_none(scene: FilmScene) -> None:
    scene.face("buttock_center", distance=420.0)
    inks = {}
    for quality in QUALITIES:
        scene.paint(dab("buttock_center", radius_mm=50.0, quality=quality, intensity=5))
        inks[quality] = dark_ink(scene)
    assert not inks["ache"].any()
    others = [q for q in QUALITIES if q != "ache"]
    for number, quality in enumerate(others):
        assert inks[quality].mean() > 0.004
        for other in others[:number]:
            assert not np.array_equal(inks[quality], inks[other])


def test_a_stabbing_sign_leans_to_the_right_wherever_one_looks_from(scene: FilmScene) -> None:
    for name in ("buttock_center", "sternum_middle", "gluteus_medius_belly"):
        scene.face(name, distance=420.0)
        scene.paint(dab(name, radius_mm=40.0, quality="stabbing", intensity=5))
        ink = dark_ink(scene).astype(float)
        rise, across = np.gradient(ink)
        assert (rise * across).mean() > 1e-4, name  # as "/" with rows counted downwards


def test_signs_are_drawn_within_their_radius_and_are_no_larger_from_near() -> None:
    assert sign_shape("ache") == []
    for quality in ("burning", "tingling", "stabbing", "numb"):
        corners = np.concatenate(sign_shape(quality))
        assert 0.7 < np.linalg.norm(corners, axis=1).max() < 1.35
        for a, b, c, d in sign_shape(quality):
            for p, q in ((b - a, c - b), (c - b, d - c)):
                assert p[0] * q[1] - p[1] * q[0] > 0
    levels = [sign_level(scale) for scale in (0.1, 0.45, 0.8, 1.3, 2.0, 8.0)]
    assert levels == sorted(levels, reverse=True)
    assert levels[0] == 3
    assert levels[-1] == 0


def test_a_small_place_seen_from_afar_has_one_sign(scene: FilmScene) -> None:
    scene.show(camera=scene.stage.framing("anterior"))
    scene.paint(dab("sternum_middle", radius_mm=24.0))
    plain = scene.picture()
    scene.paint(dab("sternum_middle", radius_mm=24.0, quality="burning"))
    assert 4 < (np.abs(scene.picture() - plain).sum(axis=2) > 60).sum() < 80


def test_pain_on_both_sides_is_painted_on_both(scene: FilmScene) -> None:
    for both in (False, True):
        scene.paint(dab("thigh_front_middle", both=both))
        for side in ("right", "left"):
            scene.face("thigh_front_middle", side)
            assert violet(scene.middle()) == (both or side == "right")


def test_the_next_finger_and_the_back_of_the_hand_stay_clean(scene: FilmScene) -> None:
    scene.paint(dab("middle_pip_palm", radius_mm=9.0, intensity=10))
    scene.face("middle_pip_palm", distance=400.0)
    assert violet(scene.middle(1))
    for clean in ("ring_tip", "middle_pip_back", "index_pip_back"):
        scene.face(clean, distance=400.0)
        assert not violet(scene.middle(1)), clean


def test_a_marked_region_is_fainter_than_paint_and_keeps_to_its_side(scene: FilmScene) -> None:
    scene.face("patella_center")
    bare = scene.middle()
    scene.show(pain=Pain(regions=(RegionRef("knee_front", "right"),)))
    marked = scene.middle()
    firm = outline(scene).max()
    scene.face("patella_center", "left")
    left = scene.middle()
    scene.show(pain=NO_PAIN)
    assert scene.middle() == pytest.approx(left)
    scene.face("patella_center")
    scene.paint(dab("patella_center", radius_mm=40.0, intensity=6))
    assert 12 < np.linalg.norm(marked - bare) < 0.75 * np.linalg.norm(scene.middle() - bare)
    assert marked[2] - marked[0] > bare[2] - bare[0] + 10
    assert firm > 40
    scene.show(pain=Pain(regions=(RegionRef("no_such_region", "right"),)))
    assert scene.middle() == pytest.approx(bare)


@pytest.mark.parametrize("skin", [0.0, 0.4])
def test_pain_stays_to_be_seen_when_the_skin_is_faded(scene: FilmScene, skin: float) -> None:
    scene.face("thigh_front_middle")
    scene.show(skin_opacity=skin)
    assert not violet(scene.middle())
    scene.paint(dab("thigh_front_middle", intensity=8))
    assert violet(scene.middle())
    scene.show(skin_opacity=1.0)
    assert violet(scene.middle())
    scene.show(pain=NO_PAIN, skin_opacity=skin)
    assert not violet(scene.middle())


def test_a_drawing_goes_with_the_client_to_another_body(scene: FilmScene) -> None:
    scene.paint(PainStroke(WAY))
    scene.show(figure="male")
    scene.face("thigh_front_middle")
    assert violet(scene.middle())
    scene.show(figure="female")
    scene.face("thigh_front_middle")
    assert violet(scene.middle())


def test_pain_can_be_told_from_a_red_zone_and_from_a_lit_region(scene: FilmScene) -> None:
    ref = PointRef("rectus_femoris.trp1", "right")
    field = scene.stage.placed.zones.field(ref.point, ref.side, "essential")
    assert field is not None
    figure, vertex = scene.stage.placed.figure, int(np.argmin(field))
    scene.face_place(figure.vertices[vertex].astype(float), figure.normals[vertex].astype(float))
    scene.show(shown=(ref,))
    assert not violet(scene.middle())
    scene.show(shown=(), region="knee_front")
    scene.face("patella_center")
    assert not violet(scene.middle())


def test_nothing_is_made_before_there_is_pain(scene: FilmScene) -> None:
    films = scene.stage._outside.films
    scene.show(shown=(PointRef("soleus.trp1", "right"),), subject=Subject("point", "soleus.trp1"))
    scene.show(pain=replace(NO_PAIN, words="my knee"))
    scene.stage.render()
    assert films._layers == ()


def test_signs_and_wash_follow_the_zoom(scene: FilmScene) -> None:
    scene.paint(PainStroke(WAY, quality="burning", radius_mm=40.0))
    pictures = []
    for distance in (500.0, 2500.0):
        scene.face("thigh_front_middle", distance=distance)
        layer = scene.stage._outside.films._pain
        assert layer is not None
        pictures.append(layer._level)
    assert pictures[0] < pictures[1]
    assert isinstance(scene.stage.lens, Lens)


def test_the_legend_explains_what_was_painted(scene: FilmScene, atlas: Atlas) -> None:
    def kinds() -> list[str]:
        return [kind for kind, _ in legend_rows(scene.state, atlas)]

    assert kinds() == []
    scene.paint(dab("sternum_middle"), dab("nipple", quality="numb", deep=True))
    assert kinds() == ["pain ache", "pain numb", "pain deep"]
    scene.show(pain=Pain(regions=(RegionRef("knee_front"),)))
    assert kinds() == ["pain region"]
    assert list(legend_rows(scene.state, atlas, has_skin=False)) == []
