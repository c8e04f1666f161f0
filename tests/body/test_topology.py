"""The shared topology: closed, mirrored, and its Loop step."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.body import topology as module
from explorer.body.figure import load_figure
from explorer.body.topology import Topology, load_topology, subdivide, vertex_normals
from explorer.errors import ExplorerError

TETRAHEDRON = np.array([[0, 1, 2], [0, 3, 1], [0, 2, 3], [1, 3, 2]], np.int32)


@pytest.fixture(scope="module")
def body() -> Topology:
    return load_topology()


def _directed_edges(triangles: np.ndarray) -> np.ndarray:
    return triangles[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2)


def _sorted_rows(triangles: np.ndarray) -> np.ndarray:
    """Triangles turned so that the lowest corner leads, rows in order."""
    start = triangles.argmin(1)[:, None]
    turned = np.take_along_axis(triangles, (start + np.arange(3)) % 3, 1)
    return turned[np.lexsort(turned.T[::-1])]


def test_sizes(body: Topology) -> None:
    assert body.quads.shape == (13378, 4)
    assert body.triangles.shape == (26756, 3)
    assert body.mirror.shape == (13380,)
    assert body.subdivision.triangles.shape == (107024, 3)
    assert body.subdivision.mirror.shape == (53514,)
    assert body.subdivision.vertex_count == 53514
    assert body.eye_triangles.max() + 1 == len(body.eye_iris)


@pytest.mark.parametrize("part", ["body", "subdivided", "eyes"])
def test_every_edge_has_one_triangle_on_each_side(body: Topology, part: str) -> None:
    triangles = {
        "body": body.triangles,
        "subdivided": body.subdivision.triangles,
        "eyes": body.eye_triangles,
    }[part]
    edges = _directed_edges(triangles.astype(np.int64))
    forward = edges[:, 0] * 100_000 + edges[:, 1]
    backward = edges[:, 1] * 100_000 + edges[:, 0]
    assert len(np.unique(forward)) == len(forward)
    assert np.array_equal(np.sort(forward), np.sort(backward))


def test_triangles_are_halves_of_the_quads(body: Topology) -> None:
    pairs = body.triangles.reshape(-1, 6)
    for quad, pair in zip(body.quads[::97], pairs[::97], strict=True):
        assert set(quad) == set(pair)


def test_mirror_is_an_involution(body: Topology) -> None:
    for mirror in (body.mirror, body.subdivision.mirror):
        assert np.array_equal(mirror[mirror], np.arange(len(mirror)))


def test_mirror_maps_triangles_to_triangles(body: Topology) -> None:
    for mirror, triangles in (
        (body.mirror, body.triangles),
        (body.subdivision.mirror, body.subdivision.triangles),
    ):
        image = mirror[triangles][:, ::-1]
        assert np.array_equal(_sorted_rows(image), _sorted_rows(triangles))


def test_midline_is_what_mirrors_onto_itself(body: Topology) -> None:
    on_plane = load_figure("male").base_vertices[:, 0] == 0
    assert np.array_equal(body.midline, on_plane)


def test_stored_edges_are_those_of_the_triangles(body: Topology) -> None:
    fresh, stored = subdivide(body.triangles, body.mirror), body.subdivision
    for name in ("triangles", "mirror", "edges", "valence", "edge_of_corner"):
        assert np.array_equal(getattr(stored, name), getattr(fresh, name)), name
    assert np.array_equal(np.sort(stored.wings, 1), np.sort(fresh.wings, 1))


def test_smoothing_a_constant_keeps_it(body: Topology) -> None:
    ones = np.full((13380, 2), 7.25)
    assert np.allclose(body.subdivision.smooth(ones), 7.25, atol=1e-12)


def test_smoothing_a_tetrahedron_follows_loops_rule() -> None:
    points = np.array([[0.0, 0, 0], [16, 0, 0], [0, 16, 0], [0, 0, 16]])
    step = subdivide(TETRAHEDRON, np.arange(4, dtype=np.int32))
    fine = step.smooth(points)
    # Valence 3: 7/16 of itself, 3/16 of each neighbour; an edge point 3/8, 3/8, 1/8, 1/8.
    assert np.allclose(fine[0], [3, 3, 3])
    edge = step.edges.tolist().index([0, 1])
    assert np.allclose(fine[4 + edge], [6, 2, 2])


def test_interpolation_keeps_vertices_and_halves_edges(body: Topology) -> None:
    values = np.arange(13380, dtype=np.float64)
    fine = body.subdivision.interpolate(values)
    assert np.array_equal(fine[:13380], values)
    assert np.array_equal(fine[13380:], values[body.subdivision.edges].mean(1))


@given(
    row=st.integers(0, 26755),
    turn=st.integers(0, 2),
    flip=st.booleans(),
    u=st.floats(0, 1),
    v=st.floats(0, 1),
)
def test_locate_finds_the_same_point(row: int, turn: int, flip: bool, u: float, v: float) -> None:
    body = load_topology()
    if u + v > 1:
        u, v = 1 - u, 1 - v
    weights = (u, v, max(0.0, 1 - u - v))
    corners = np.roll(body.triangles[row], turn).tolist()
    vertices = tuple(corners[::-1] if flip else corners)
    step = body.subdivision
    at, share = step.locate(vertices, weights)
    assert min(share) >= -1e-12
    assert sum(share) == pytest.approx(1)
    # A field that differs at every vertex, so that a wrong sub-triangle cannot go unseen.
    field = np.sin(np.arange(13380) * 1.7)
    fine = step.interpolate(field)
    assert fine[list(at)] @ share == pytest.approx(field[list(vertices)] @ weights, abs=1e-9)
    # The four sub-triangles of row r are stored in rows 4r to 4r + 3.
    own = {frozenset(t) for t in step.triangles[4 * row : 4 * row + 4].tolist()}
    assert frozenset(at) in own


def test_locating_many_points_is_locating_each(body: Topology) -> None:
    rng = np.random.default_rng(3)
    rows = rng.integers(0, len(body.triangles), 300)
    vertices = np.take_along_axis(
        body.triangles[rows], rng.permuted(np.tile([0, 1, 2], (300, 1)), axis=1), 1
    )
    weights = rng.dirichlet([0.6, 0.6, 0.6], 300)
    step = body.subdivision
    at, share = step.locate_all(vertices, weights)
    for row in range(300):
        one = step.locate(tuple(vertices[row].tolist()), tuple(weights[row].tolist()))
        assert dict(zip(*one, strict=True)) == pytest.approx(
            dict(zip(at[row].tolist(), share[row].tolist(), strict=True))
        )
    with pytest.raises(ValueError, match="no triangles"):
        step.locate_all(np.array([[0, 5000, 13379]]), np.array([[0.2, 0.3, 0.5]]))


def test_locate_refuses_what_is_no_triangle(body: Topology) -> None:
    a, b, _ = body.triangles[0].tolist()
    with pytest.raises(ValueError, match=r"no triangle|share no edge"):
        body.subdivision.locate((a, b, 13379), (0.2, 0.3, 0.5))


def test_an_open_surface_is_refused() -> None:
    with pytest.raises(ValueError, match="not closed"):
        subdivide(TETRAHEDRON[:3], np.arange(4, dtype=np.int32))


def test_normals_of_a_tetrahedron_point_outwards() -> None:
    points = np.array([[1, 1, 1], [1, -1, -1], [-1, 1, -1], [-1, -1, 1]], np.float32)
    normals = vertex_normals(points, TETRAHEDRON)
    a, b, c = points[TETRAHEDRON[0]]
    outward = np.sign(np.cross(b - a, c - a) @ (a + b + c))
    assert np.allclose(normals, outward * points / np.sqrt(3), atol=1e-6)


@pytest.mark.parametrize("damage", ["missing", "cut", "not a mesh"])
def test_damaged_file_gives_one_sentence(
    damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = (module.meshes_dir() / "topology.npz").read_bytes()
    if damage == "cut":
        (tmp_path / "topology.npz").write_bytes(whole[: len(whole) // 2])
    elif damage == "not a mesh":
        np.savez(tmp_path / "topology.npz", quads=np.zeros(3))
    monkeypatch.setenv("TRIGGER_POINT_MESHES", str(tmp_path))
    with pytest.raises(ExplorerError) as caught:
        load_topology.__wrapped__()
    assert "topology.npz" in caught.value.message
    assert caught.value.hint
