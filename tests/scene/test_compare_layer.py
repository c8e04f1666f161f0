"""Compared patterns are told apart by slant and colour, and by the spots that are named."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from film_scene import FilmScene, room

from explorer.anatomy.atlas import Atlas
from explorer.body.telling_apart import Pattern, best_spot, only, pattern_of, shared
from explorer.export.legend import legend_rows
from explorer.scene.palette import DARK, LIGHT
from explorer.session.view_state import PointRef

A = PointRef("upper_trapezius.trp1", "right")
B = PointRef("levator_scapulae.trp1", "right")
C = PointRef("infraspinatus.trp1", "right")


@pytest.fixture
def scene(atlas: Atlas) -> Iterator[FilmScene]:
    made = FilmScene(atlas)
    yield made
    made.stage.close()


def patterns(scene: FilmScene, *refs: PointRef) -> list[Pattern]:
    placed = scene.stage.placed
    count = len(placed.figure.vertices)
    return [pattern_of(placed.zones, r.point, r.side, count) for r in refs]


def face(scene: FilmScene, field: np.ndarray, distance: float = 500.0) -> int:
    """Look at the deepest open place of a field."""
    figure = scene.stage.placed.figure
    vertex = int(np.argmin(np.where(figure.occlusion > 0.5, field, 99)))
    assert field[vertex] < -4
    place, normal = figure.vertices[vertex].astype(float), figure.normals[vertex].astype(float)
    scene.face_place(place, normal, distance)
    return vertex


def slant(scene: FilmScene, half: int = 10) -> tuple[float, float]:
    """How lines run in the middle: above 0 as "/", below as "\\"; and how level they are, -1..1."""
    grey = scene.window(half).mean(axis=2)
    down, right = np.gradient(grey)
    whole = (down**2 + right**2).mean()
    return float(2 * (down * right).mean() / whole), float((down**2 - right**2).mean() / whole)


def nearest(scene: FilmScene, half: int = 10) -> int:
    """Which of the inks, the shared one last, the darkest lines in the middle are drawn with."""
    pixels = scene.window(half).reshape(-1, 3)
    ink = pixels[np.argsort(pixels.sum(axis=1))[: len(pixels) // 8]].mean(axis=0)
    palette = scene.stage.palette
    inks = np.array([*palette.compared, palette.compared_shared], float)
    return int(np.argmin(np.linalg.norm(inks - ink, axis=1)))


@pytest.mark.parametrize(("figure", "dark"), [("female", False), ("male", True)])
def test_each_class_has_its_slant_and_its_colour(atlas: Atlas, figure: str, dark: bool) -> None:
    scene = FilmScene(atlas, figure, dark=dark)
    three = patterns(scene, A, B, C)
    scene.show(compared=(A, B, C))
    found = []
    for field in (only(three, 0), only(three, 1), only(three, 2)):
        face(scene, field)
        found.append((*slant(scene), nearest(scene)))
    assert found[0][0] > 0.5
    assert found[1][0] < -0.5
    assert found[2][1] > 0.8
    assert [row[2] for row in found] == [0, 1, 2]
    face(scene, shared(three))
    assert abs(slant(scene)[0]) < 0.3
    assert nearest(scene) == 3
    scene.stage.close()


def test_slants_are_the_same_from_every_side(scene: FilmScene) -> None:
    """Lines fixed to the skin would be seen mirror-wise from the back, and level on the flank."""
    ref = PointRef("rectus_femoris.trp1", "right")
    other = PointRef("gluteus_minimus.trp1", "right")
    scene.show(compared=(ref, other))
    for number in (0, 1):
        face(scene, only(patterns(scene, ref, other), number))
        assert (slant(scene)[0] > 0.5) == (number == 0)
        for push in (-150.0, 150.0):  # and after the camera has moved sideways
            place = np.asarray(scene.state.camera.focal_point)
            normal = np.subtract(scene.state.camera.position, place)
            turned = normal + np.array([push, push, 0.0])
            scene.face_place(place, turned / np.linalg.norm(turned), 500.0)
            assert (slant(scene)[0] > 0.4) == (number == 0)


def test_lines_are_as_far_apart_from_near_as_from_far(scene: FilmScene) -> None:
    scene.show(compared=(A, C))
    field = only(patterns(scene, A, C), 1)
    spacing = []
    for distance in (350.0, 900.0):
        face(scene, field, distance)
        column = scene.window(24)[:, 24].mean(axis=1)
        spectrum = np.abs(np.fft.rfft(column - column.mean()))
        spacing.append(int(np.argmax(spectrum)))
    assert abs(spacing[0] - spacing[1]) <= 1
    assert spacing[0] > 6


def test_compared_colours_differ_in_lightness() -> None:
    for palette in (LIGHT, DARK):
        inks = np.array([*palette.compared, palette.compared_shared]) / 255.0
        linear = np.where(inks <= 0.04045, inks / 12.92, ((inks + 0.055) / 1.055) ** 2.4)
        lightness = 116 * np.cbrt(linear @ [0.2126, 0.7152, 0.0722]) - 16
        order = np.sort(lightness)
        assert np.diff(order).min() > 10


def test_red_zones_give_way_while_points_are_compared(scene: FilmScene) -> None:
    (pattern,) = patterns(scene, C)
    face(scene, pattern.essential)
    scene.show(shown=(C,))
    red = scene.picture()
    colour = scene.middle()
    assert colour[0] > 1.6 * colour[1]
    scene.show(compared=(B, C))
    colour = scene.middle(10)
    assert colour[0] < 1.6 * colour[1]
    scene.show(compared=(C,))  # one alone is compared with nothing
    assert np.array_equal(scene.picture(), red)
    scene.show(compared=(C, B))
    scene.show(compared=())
    assert np.array_equal(scene.picture(), red)
    scene.show(compared=(C, PointRef("no_such_point", "right")))
    assert np.array_equal(scene.picture(), red)


def test_spillover_is_fainter_than_the_essential_zone(scene: FilmScene) -> None:
    two = patterns(scene, A, B)
    spill = np.maximum(two[1].spillover, 8 - np.minimum(two[1].essential, two[0].whole))
    face(scene, spill)
    bare = scene.middle(10)
    scene.show(compared=(A, B))
    weak = np.linalg.norm(scene.middle(10) - bare)
    face(scene, only(two, 1))
    strong_colour = scene.middle(10)
    scene.show(compared=())
    strong = np.linalg.norm(strong_colour - scene.middle(10))
    assert 4 < weak < 0.6 * strong


def names(scene: FilmScene) -> dict[str, tuple[float, float]]:
    overlay = scene.stage.overlay(room, 1.0, True)
    return {label.text: label.anchor for label in overlay.labels}


def test_the_spots_that_tell_apart_are_named_where_they_are_seen(scene: FilmScene) -> None:
    two = patterns(scene, B, C)
    figure = scene.stage.placed.figure
    spot = best_spot(two[1], two[:1], figure.occlusion > 0.35)
    assert spot is not None
    place, normal = figure.vertices[spot].astype(float), figure.normals[spot].astype(float)
    scene.face_place(place, normal)
    assert names(scene) == {}
    scene.show(compared=(B, C))
    name = f"Hurts here: rather {scene.stage.atlas.point_name(C.point)}"
    assert names(scene)[name] == pytest.approx(scene.pixel(place))
    overlay = scene.stage.overlay(room, 1.0, True)
    assert [s.number for s in overlay.spots if (s.x, s.y) == pytest.approx(scene.pixel(place))]
    quiet = scene.stage.overlay(room, 1.0, False)
    assert quiet.spots == ()
    scene.face_place(place, -normal, 1400.0)  # from behind it is hidden
    assert name not in names(scene)
    scene.show(compared=(C,))
    assert not any(text.startswith("Hurts here") for text in names(scene))


@pytest.mark.parametrize("skin", [0.0, 0.5])
def test_hatches_stay_to_be_read_when_the_skin_is_faded(scene: FilmScene, skin: float) -> None:
    two = patterns(scene, B, C)
    scene.show(compared=(B, C))
    face(scene, only(two, 1))
    scene.show(skin_opacity=skin)
    assert slant(scene)[0] < -0.4
    assert nearest(scene) == 1
    scene.show(compared=())
    assert nearest(scene) != 1


def test_comparing_goes_on_on_another_body(scene: FilmScene) -> None:
    scene.show(compared=(B, C))
    scene.show(figure="male_older")
    face(scene, only(patterns(scene, B, C), 0))
    assert slant(scene)[0] > 0.4
    assert nearest(scene) == 0


def test_zones_that_are_switched_off_are_not_compared(scene: FilmScene, atlas: Atlas) -> None:
    face(scene, only(patterns(scene, B, C), 0))
    bare = scene.picture()
    scene.show(compared=(B, C), zones=False)
    assert np.array_equal(scene.picture(), bare)
    assert list(legend_rows(scene.state, atlas)) == []


def test_the_legend_says_whose_hatch_is_which(scene: FilmScene, atlas: Atlas) -> None:
    scene.show(compared=(A, B), shown=(A,))
    rows = dict(legend_rows(scene.state, atlas))
    assert rows["only0"] == f"Only {atlas.point_name(A.point)}"
    assert rows["only1"] == f"Only {atlas.point_name(B.point)}"
    assert rows["shared"] == "Both"
    assert "essential" not in rows
    other_side = PointRef(B.point, "left")
    scene.show(compared=(A, B, other_side))
    rows = dict(legend_rows(scene.state, atlas))
    assert rows["only1"].endswith(", right")
    assert rows["only2"].endswith(", left")
