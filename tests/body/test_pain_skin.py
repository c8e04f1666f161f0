"""A drawing of pain on the skin: where it lies, how it grows, and that every figure carries it."""

from __future__ import annotations

import dataclasses
import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.anatomy.pain import PainStroke, SkinPlace
from explorer.body.figure import load_figure
from explorer.body.landmarks import load_landmarks
from explorer.body.pain_skin import PainSkin, PaintedSkin, painted_regions, skin_place
from explorer.body.regions import load_region_map
from explorer.body.skin_cells import SkinCells
from explorer.body.surface_distance import SurfaceGraph, surface_graph
from explorer.body.topology import load_topology

MIRROR = load_topology().subdivision.mirror


def graph_of(figure: str) -> SurfaceGraph:
    body = load_figure(figure)
    triangles = load_topology().subdivision.triangles
    return surface_graph(
        np.asarray(body.vertices, float), np.asarray(body.normals, float), triangles
    )


@pytest.fixture(scope="module")
def graph() -> SurfaceGraph:
    return graph_of("female")


@pytest.fixture
def skin(graph: SurfaceGraph) -> PainSkin:
    return PainSkin(load_figure("female"), graph)


def place_of(landmark: str, side: str = "right") -> SkinPlace:
    point = load_landmarks()[landmark].point
    if side == "left":
        point = point.mirrored(load_topology().mirror)
    return SkinPlace(point.vertices, point.weights)


def same(a: PaintedSkin, b: PaintedSkin) -> None:
    np.testing.assert_allclose(a.intensity, b.intensity, atol=1e-5)
    np.testing.assert_array_equal(a.quality, b.quality)
    np.testing.assert_array_equal(a.deep, b.deep)


WAY = tuple(
    place_of(name) for name in ("acromion_tip", "deltoid_tuberosity", "lateral_epicondyle_humerus")
)


def test_a_dab_hurts_round_its_place_and_nowhere_else(skin: PainSkin) -> None:
    painted = skin.resolve((PainStroke((WAY[0],), radius_mm=20.0, intensity=7),))
    where = np.flatnonzero(painted.intensity > 3.5)
    v = load_figure("female").vertices
    vertices, weights = load_topology().subdivision.locate(WAY[0].vertices, WAY[0].weights)
    centre = np.asarray(weights) @ v[list(vertices)]
    distance = np.linalg.norm(v[where] - centre, axis=1)
    assert len(where) > 10
    assert distance.max() < 21.0
    assert painted.intensity.max() == pytest.approx(7.0)


def test_a_stroke_is_a_band_without_gaps(skin: PainSkin, graph: SurfaceGraph) -> None:
    painted = skin.resolve((PainStroke(WAY, radius_mm=36.0),))
    line = [load_figure("female").vertices[place.vertices[0]] for place in WAY]
    for a, b in itertools.pairwise(line):
        for share in np.linspace(0.0, 1.0, 15):
            near = int(graph.tree.query(a + (b - a) * share)[1])
            assert painted.intensity[near] > 0


def test_the_finest_brush_on_the_coarsest_skin_still_paints(skin: PainSkin) -> None:
    for landmark in ("l4_spinous_process", "umbilicus", "patella_center"):
        painted = skin.resolve((PainStroke((place_of(landmark),), radius_mm=5.0),))
        assert painted.intensity.max() > 3, landmark


def test_growing_a_stroke_gives_what_painting_it_at_once_gives(graph: SurfaceGraph) -> None:
    figure = load_figure("female")
    growing, at_once = PainSkin(figure, graph), PainSkin(figure, graph)
    first = PainStroke((place_of("c7_spinous_process"),), radius_mm=30.0, quality="burning")
    for count in (1, 2, 3):
        grown = growing.resolve((first, PainStroke(WAY[:count], intensity=4)))
    same(grown, at_once.resolve((first, PainStroke(WAY, intensity=4))))


def test_undo_and_redo_give_the_former_drawing(skin: PainSkin, graph: SurfaceGraph) -> None:
    one, two = PainStroke(WAY[:1]), PainStroke(WAY[1:], quality="numb", deep=True)
    fresh = PainSkin(load_figure("female"), graph)
    both = skin.resolve((one, two))
    same(skin.resolve((one,)), fresh.resolve((one,)))
    same(skin.resolve((one, two)), both)
    assert skin.resolve(()).empty


def test_the_eraser_takes_away_what_it_goes_over(skin: PainSkin) -> None:
    stroke = PainStroke(WAY[:1], radius_mm=12.0)
    rubber = PainStroke(WAY[:1], radius_mm=25.0, erase=True)
    assert skin.resolve((stroke, rubber)).empty
    assert not skin.resolve((stroke, rubber, stroke)).empty


def test_painting_both_sides_is_painting_the_mirror_image_too(skin: PainSkin) -> None:
    painted = skin.resolve((PainStroke(WAY, both=True),))
    np.testing.assert_allclose(painted.intensity, painted.intensity[MIRROR], atol=1e-5)
    one = skin.resolve((PainStroke(WAY),))
    assert not np.allclose(one.intensity, one.intensity[MIRROR])


def test_the_latest_stroke_says_how_it_feels(skin: PainSkin) -> None:
    painted = skin.resolve(
        (PainStroke(WAY[:1], quality="ache"), PainStroke(WAY[:1], quality="stabbing", deep=True))
    )
    heart = painted.intensity > 5.5
    assert set(painted.quality[heart]) == {3}
    assert painted.deep[heart].all()


def test_a_drawing_lies_on_the_same_regions_of_every_figure() -> None:
    stroke = PainStroke((place_of("lateral_epicondyle_humerus"),), radius_mm=25.0)
    tops = set()
    for id in ("female", "male"):
        graph = graph_of(id)
        painted = PainSkin(load_figure(id), graph).resolve((stroke,))
        cells = SkinCells(vertex_areas(id))
        shares = painted_regions(cells.pain(painted.intensity), cells)
        tops.add(next(iter(shares)))
    assert tops == {("elbow_outer", "right")}


def vertex_areas(figure: str) -> np.ndarray:
    v = np.asarray(load_figure(figure).vertices, float)
    t = load_topology().subdivision.triangles
    area = np.linalg.norm(np.cross(v[t[:, 1]] - v[t[:, 0]], v[t[:, 2]] - v[t[:, 0]]), axis=1)
    return np.asarray(np.bincount(t.ravel(), np.repeat(area / 6, 3), minlength=len(v)))


def test_a_fingertip_does_not_paint_the_next_finger(skin: PainSkin, graph: SurfaceGraph) -> None:
    regions = load_region_map()
    label = regions.label
    index = np.flatnonzero((label == regions.index("index_palmar")) & (regions.side == -1))
    tip = int(index[np.argmin(load_figure("female").base_vertices[index, 2])])
    triangles = load_topology().triangles
    corner = triangles[(triangles == tip).any(axis=1)][0]
    weights = tuple(float(c == tip) for c in corner)
    place = SkinPlace(tuple(int(c) for c in corner), weights)  # type: ignore[arg-type]
    painted = skin.resolve((PainStroke((place,), radius_mm=14.0),))
    hurting = np.flatnonzero(painted.intensity[: len(label)] > 0)
    named = {regions.ids[i] for i in label[hurting]}
    assert "index_palmar" in named
    assert not {n for n in named if n.startswith(("thumb", "middle", "ring", "little"))}


@given(st.integers(0, 4 * 26756 - 1), st.floats(0, 1), st.floats(0, 1))
@settings(deadline=None)
def test_a_place_on_the_shown_skin_is_the_same_place_on_the_base(
    triangle: int, a: float, b: float
) -> None:
    if a + b > 1:
        a, b = 1 - a, 1 - b
    weights = (a, b, 1 - a - b)
    place = skin_place(triangle, weights)
    assert sum(place.weights) == pytest.approx(1.0, abs=1e-4)
    subdivision = load_topology().subdivision
    vertices, found = subdivision.locate(place.vertices, place.weights)
    v = np.asarray(load_figure("male").vertices, float)
    meant = np.asarray(weights) @ v[subdivision.triangles[triangle]]
    assert np.linalg.norm(np.asarray(found) @ v[list(vertices)] - meant) < 0.05


def test_places_off_the_topology_are_refused(skin: PainSkin) -> None:
    nowhere = SkinPlace((0, 5000, 13000), (0.3, 0.3, 0.4))
    with pytest.raises(ValueError, match="triangle"):
        skin.resolve((PainStroke((nowhere,)),))


def test_cells_hold_all_the_skin(graph: SurfaceGraph) -> None:
    areas = vertex_areas("female")
    cells = SkinCells(areas)
    assert cells.area.sum() == pytest.approx(areas.sum())
    pain = cells.pain(np.full(len(areas), 3.0))
    np.testing.assert_allclose(pain, 3.0)
    assert set(painted_regions(pain, cells).values()) == {1.0}
    assert painted_regions(np.zeros(cells.count), cells) == {}
    assert dataclasses.is_dataclass(PaintedSkin)
