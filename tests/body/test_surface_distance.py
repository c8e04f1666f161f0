from __future__ import annotations

import numpy as np
import pytest

from explorer.body.surface_distance import SurfaceGraph, surface_graph
from explorer.body.zones import FIELD_LIMIT, patch_field, rounded, stroke_field


def sphere(radius: float = 100.0, rings: int = 48) -> SurfaceGraph:
    """A closed sphere of latitude rings; its exact surface distance is radius times angle."""
    points = [[0.0, 0.0, radius]]
    for i in range(1, rings):
        polar = np.pi * i / rings
        for j in range(2 * rings):
            turn = np.pi * (j + 0.5 * (i % 2)) / rings
            points.append(
                [
                    radius * np.sin(polar) * np.cos(turn),
                    radius * np.sin(polar) * np.sin(turn),
                    radius * np.cos(polar),
                ]
            )
    points.append([0.0, 0.0, -radius])
    from scipy.spatial import ConvexHull

    vertices = np.array(points)
    triangles = ConvexHull(vertices).simplices
    a, b, c = (vertices[triangles[:, k]] for k in range(3))
    inward = np.einsum("ij,ij->i", np.cross(b - a, c - a), a + b + c) < 0
    triangles[inward] = triangles[inward][:, ::-1]
    return surface_graph(vertices, vertices / radius, triangles)


@pytest.fixture(scope="module")
def ball() -> SurfaceGraph:
    return sphere()


def test_distance_over_a_sphere_is_near_the_great_circle(ball: SurfaceGraph) -> None:
    distance = ball.distance(np.array([0]), 200.0)
    exact = 100.0 * np.arccos(np.clip(ball.vertices[:, 2] / 100.0, -1, 1))
    near = exact < 190
    assert np.abs(distance[near] - exact[near]).max() < 6.5
    assert np.abs(distance[near] - exact[near]).mean() < 2.5
    assert np.isinf(distance[exact > 215]).all()


def test_a_line_between_two_places_is_smooth_and_on_the_skin(ball: SurfaceGraph) -> None:
    ends = np.array([[100.0, 0, 0], [0.0, 70.71, 70.71]])
    line, progress, _ = ball.polyline(ends)
    assert np.allclose(line[0], ends[0])
    assert np.allclose(line[-1], ends[1])
    assert np.abs(np.linalg.norm(line, axis=1) - 100).max() < 1.5
    length = np.linalg.norm(np.diff(line, axis=0), axis=1).sum()
    assert length == pytest.approx(100 * np.pi / 2, rel=0.02)
    assert progress[0] == 0
    assert progress[-1] == 1


@pytest.mark.parametrize("turn", [0.3, 0.5, 0.8, 1.3])
def test_a_long_line_does_not_keep_the_zigzag_of_the_mesh(ball: SurfaceGraph, turn: float) -> None:
    start = np.array([1.0, 0, 0])
    end = np.array([np.cos(1.4), np.sin(1.4) * np.cos(turn), np.sin(1.4) * np.sin(turn)])
    line, _, _ = ball.polyline(100 * np.array([start, end]))
    across = np.cross(start, end)
    across /= np.linalg.norm(across)
    assert np.abs(line @ across).max() < 1.5  # on 140 mm


def test_widths_between_waypoints_have_no_corners_and_stay_between_neighbours() -> None:
    stations, widths = np.array([0.0, 30, 80, 90, 140]), np.array([10.0, 40, 44, 20, 20])
    at = np.linspace(0, 140, 1401)
    curve = rounded(at, stations, widths)
    assert np.allclose(curve[np.searchsorted(at, stations - 1e-6)], widths)
    for i in range(4):
        within = curve[(at >= stations[i]) & (at <= stations[i + 1])]
        low, high = sorted(widths[i : i + 2])
        assert low - 1e-9 <= within.min()
        assert within.max() <= high + 1e-9
    slope = np.diff(curve) / 0.1
    assert np.abs(np.diff(slope)).max() < 0.15  # a corner would be a jump of 0.9 at 30
    assert np.allclose(rounded(at, stations[:2], widths[:2])[:300], 10 + at[:300])


def test_a_stroke_has_the_width_it_was_given(ball: SurfaceGraph) -> None:
    field = stroke_field(ball, np.array([[100.0, 0, 0], [0.0, 100.0, 0]]), 40.0)
    halfway = np.argmin(np.linalg.norm(ball.vertices - [70.7, 70.7, 0], axis=1))
    assert field[halfway] == pytest.approx(-20, abs=3)
    for lift, inside in ((15.0, True), (25.0, False)):
        angle = lift / 100.0
        place = [70.7 * np.cos(angle), 70.7 * np.cos(angle), 100 * np.sin(angle)]
        vertex = np.argmin(np.linalg.norm(ball.vertices - place, axis=1))
        assert (field[vertex] < 0) == inside


def test_a_tapering_stroke_is_wider_at_its_wide_end(ball: SurfaceGraph) -> None:
    ends = np.array([[100.0, 0, 0], [0.0, 100.0, 0]])
    field = stroke_field(ball, ends, (60.0, 10.0))
    first, last = (np.argmin(np.linalg.norm(ball.vertices - e, axis=1)) for e in ends)
    assert field[first] < -25
    assert -9 < field[last] < 0


def two_plates(gap: float) -> SurfaceGraph:
    """Two flat squares facing each other across a gap, joined by nothing: like two fingers."""
    n = 21
    x, y = np.meshgrid(np.arange(n) * 5.0, np.arange(n) * 5.0, indexing="ij")
    flat = np.column_stack([x.ravel(), y.ravel(), np.zeros(n * n)])
    i = (np.arange(n - 1)[:, None] * n + np.arange(n - 1)).ravel()
    triangles = np.concatenate(
        [np.column_stack([i, i + n, i + 1]), np.column_stack([i + n, i + n + 1, i + 1])]
    )
    vertices = np.concatenate([flat, flat + [0, 0, gap]])
    normals = np.repeat([[0.0, 0, 1], [0.0, 0, -1]], n * n, axis=0)
    return surface_graph(vertices, normals, np.concatenate([triangles, triangles + n * n]))


def test_a_stroke_does_not_leak_across_a_gap() -> None:
    plates = two_plates(gap=4.0)
    field = stroke_field(plates, np.array([[20.0, 50, 0], [80.0, 50, 0]]), 30.0)
    other = plates.vertices[:, 2] > 1
    assert (field[~other] < 0).any()
    assert (field[other] > FIELD_LIMIT).all()


def test_a_patch_is_negative_inside_and_does_not_leak() -> None:
    plates = two_plates(gap=4.0)
    v = plates.vertices
    inside = (np.hypot(v[:, 0] - 50, v[:, 1] - 50) < 21) & (v[:, 2] < 1)
    field = patch_field(plates, inside)
    assert (field[inside] < 0).all()
    assert (field[~inside] > 0).all()
    assert (field[v[:, 2] > 1] > FIELD_LIMIT).all()
