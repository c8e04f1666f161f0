"""Danger areas: amber on the skin over them and under it, and a mark on points beside them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from film_scene import FilmScene, room

from explorer.anatomy.atlas import Atlas
from explorer.body.danger_areas import DangerTube, all_near, danger_tubes, pressing_path, skin_over
from explorer.export.legend import legend_rows
from explorer.export.painting import InkStyle, paint_overlay
from explorer.scene.danger_layer import OVER_MM, tube_surface
from explorer.scene.overlay import Marker, Overlay
from explorer.scene.palette import LIGHT


@pytest.fixture
def scene(atlas: Atlas) -> Iterator[FilmScene]:
    made = FilmScene(atlas)
    yield made
    made.stage.close()


def tubes_of(scene: FilmScene) -> tuple[DangerTube, ...]:
    return danger_tubes(scene.stage.atlas, scene.stage.placed.figure)


def yellower(after: np.ndarray, before: np.ndarray) -> float:
    """How much blue a window lost beside red."""
    change = (after - before).reshape(-1, 3).mean(axis=0)
    return float(change[0] - change[2])


def amber(colour: np.ndarray) -> bool:
    r, g, b = colour
    return bool(r > 1.2 * g and g > 2.0 * b)


@pytest.mark.parametrize(("figure", "dark"), [("female", False), ("male", True)])
def test_skin_over_danger_is_hatched_in_amber_and_other_skin_is_not(
    atlas: Atlas, figure: str, dark: bool
) -> None:
    scene = FilmScene(atlas, figure, dark=dark)
    body = scene.stage.placed.figure
    depth = skin_over(tubes_of(scene), body)
    open_skin = body.occlusion > 0.7
    rng = np.random.default_rng(2)
    over = rng.choice(np.flatnonzero((depth < 4) & open_skin), 3)
    clear = rng.choice(np.flatnonzero((depth > OVER_MM + 12) & open_skin), 3)
    for vertex in (*over, *clear):
        place, normal = body.vertices[vertex].astype(float), body.normals[vertex].astype(float)
        scene.show(danger=False)
        scene.face_place(place, normal, 420.0)
        before = scene.window(5)
        scene.show(danger=True)
        change = yellower(scene.window(5), before)
        assert change > 25 if vertex in over else abs(change) < 3
    scene.stage.close()


def test_a_danger_area_comes_and_goes_without_a_trace(scene: FilmScene) -> None:
    scene.face("mid_inguinal_point")
    bare = scene.picture()
    scene.show(danger=True)
    assert not np.array_equal(scene.picture(), bare)
    scene.show(danger=False)
    assert np.array_equal(scene.picture(), bare)


def seen_tube(scene: FilmScene) -> np.ndarray:
    """Look at a place of the femoral artery, with nothing but balls inside."""
    tube = next(t for t in tubes_of(scene) if t.name == "femoral artery" and t.side == "right")
    place = tube.points[len(tube.points) // 2]
    scene.face_place(place, np.array([0.0, -1.0, 0.0]), 500.0)
    return np.asarray(place)


@pytest.mark.parametrize("skin", [0.0, 0.3])
def test_the_vessels_themselves_are_seen_under_faded_skin(scene: FilmScene, skin: float) -> None:
    seen_tube(scene)
    scene.show(skin_opacity=skin)
    assert not amber(scene.middle(1))
    without = scene.middle(1)
    scene.show(danger=True)  # the skin was away before
    if skin == 0.0:
        assert amber(scene.middle(1))
    assert yellower(scene.window(1), np.full((3, 3, 3), without)) > 25
    scene.show(danger=False)
    assert scene.middle(1) == pytest.approx(without)


def test_solid_skin_hides_them(scene: FilmScene) -> None:
    seen_tube(scene)
    scene.show(danger=True)
    assert not amber(scene.middle(1))


def test_a_muscle_before_a_vessel_hides_it(scene: FilmScene) -> None:
    """The ball of the superficial muscle lies before the aorta."""
    scene.show(skin_opacity=0.0, danger=True)
    scene.look_at((-26.0, -85.0, 1138.0), 600.0)
    assert not amber(scene.middle(1))


def warned(scene: FilmScene) -> set[int]:
    overlay = scene.stage.overlay(room)
    return {marker.index for marker in overlay.markers if marker.warned}


def test_points_whose_pressing_path_comes_near_are_marked(scene: FilmScene) -> None:
    scene.show(markers=True, camera=scene.stage.framing("anterior"))
    assert warned(scene) == set()
    scene.show(danger=True)
    points = scene.stage.placed.points
    near = all_near([pressing_path(p) for p in points], tubes_of(scene))
    expected = {i for i, found in enumerate(near) if found}
    seen = set(scene.stage.visible()[0].tolist())
    assert warned(scene) == expected & seen
    assert expected & seen
    assert seen - expected
    scene.show(figure="male")
    other = scene.stage.placed.points
    near = all_near([pressing_path(p) for p in other], tubes_of(scene))
    assert warned(scene) <= {i for i, found in enumerate(near) if found}
    scene.show(danger=False)
    assert warned(scene) == set()


@pytest.mark.parametrize("state", ["plain", "selected"])
def test_the_mark_is_an_amber_triangle_beside_the_marker(qapp: object, state: str) -> None:
    from PySide6.QtGui import QImage, QPainter

    pictures = []
    for flag in (False, True):
        image = QImage(80, 80, QImage.Format.Format_RGB888)
        image.fill(0xFFFFFF)
        painter = QPainter(image)
        marker = Marker(0, 40, 40, "central", state, 6.0, 1.0, flag)  # type: ignore[arg-type]
        paint_overlay(painter, Overlay(80, 80, (marker,)), InkStyle(LIGHT, 2.0))
        painter.end()
        bits = np.frombuffer(bytes(image.constBits()), np.uint8)
        pictures.append(bits.reshape(80, -1)[:, :240].reshape(80, 80, 3).astype(int))
    changed = np.argwhere((pictures[0] != pictures[1]).any(axis=2))
    assert 20 < len(changed) < 500
    rows, columns = changed.mean(axis=0)
    assert rows < 40 < columns  # above, to the right
    ink = pictures[1][round(rows), round(columns)]
    assert np.abs(ink - LIGHT.danger).max() < 12


def test_the_legend_explains_danger_areas(scene: FilmScene, atlas: Atlas) -> None:
    scene.show(danger=True, markers=True)
    assert [kind for kind, _ in legend_rows(scene.state, atlas)] == ["danger", "warned"]
    scene.show(markers=False)
    assert [kind for kind, _ in legend_rows(scene.state, atlas)] == ["danger"]
    assert list(legend_rows(scene.state, atlas, has_skin=False)) == []


@pytest.mark.parametrize("count", [1, 2, 9])
def test_a_tube_is_closed_looks_outwards_and_has_its_radius(count: int) -> None:
    line = np.linspace(0, 1, count)[:, None] * np.array([10.0, 20.0, 60.0])
    line[:, 0] += 4 * np.sin(np.linspace(0, 3, count))
    radius = np.linspace(5.0, 7.0, count)
    vertices, quads, normals = tube_surface(line, radius)
    assert np.linalg.norm(normals, axis=1) == pytest.approx(1.0)
    a, b, c, d = (vertices[quads[:, i]] for i in range(4))
    outward = np.cross(c - a, d - b)
    assert (np.einsum("ij,ij->i", outward, normals[quads[:, 0]]) > -1e-9).all()
    volume = np.einsum("ij,ij->i", (a + b + c + d) / 4, outward).sum() / 6
    length = np.linalg.norm(np.diff(line, axis=0), axis=1).sum() if count > 1 else 0.0
    mean = radius.mean()
    solid = np.pi * mean**2 * length + 4 / 3 * np.pi * mean**3
    assert volume == pytest.approx(solid, rel=0.12)
    apart = np.linalg.norm(vertices[:, None] - line, axis=2) - radius
    assert np.abs(apart.min(axis=1)).max() < 1.2


def test_nothing_is_made_before_danger_areas_are_wanted(scene: FilmScene) -> None:
    scene.show(markers=True, skin_opacity=0.5)
    scene.stage.render()
    assert scene.stage._outside.films._layers == ()
