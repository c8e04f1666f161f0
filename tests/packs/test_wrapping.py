"""The base topology on bodies made from another figure, whose truth is known vertex by vertex."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pytest

from explorer.body.figure import load_figure
from explorer.body.landmarks import load_landmarks
from explorer.body.skeleton import load_skeleton
from explorer.body.structures import Structure, Structures, structure_id
from explorer.body.topology import load_topology, vertex_normals
from explorer.errors import ExplorerError
from explorer.packs.cancelling import Cancelled
from explorer.packs.wrapping import TargetBody, Wrapped, wrap
from explorer.packs.wrapping.bones import Bone, bone_key, find_bones, part_of_bone
from explorer.packs.wrapping.fit import folded_quads
from explorer.packs.wrapping.outer_skin import look_at_outside
from explorer.packs.wrapping.parts import PARTS, load_source
from explorer.packs.wrapping.polish import closest_on_triangles
from explorer.packs.wrapping.spots import bony_spots
from explorer.packs.wrapping.start import Control, bend, pull

Floats = npt.NDArray[np.float64]
NO_BONES = Structures.merged([])


def never() -> bool:
    return False


def quiet(_share: float, _words: str) -> None:
    return None


@dataclass(frozen=True, slots=True, eq=False)
class Made:
    """A body made from a figure: its skin, and where the base vertices truly are."""

    vertices: Floats
    triangles: npt.NDArray[np.int64]
    truth: Floats


def made_from(figure_id: str, *, scale: float, noise: float, aside: float) -> Made:
    """Subdivided, larger, a little rough, its corners and triangles in no order, moved aside."""
    rng = np.random.default_rng(5)
    figure = load_figure(figure_id)
    shift = np.array([aside, 40.0, 0.0])
    skin = figure.vertices.astype(float) * scale + shift
    skin += rng.normal(scale=noise, size=skin.shape)
    triangles = load_topology().subdivision.triangles.astype(np.int64)
    order = rng.permutation(len(skin))
    number = np.argsort(order)
    shuffled = number[triangles][rng.permutation(len(triangles))]
    truth = load_topology().subdivision.smooth(figure.base_vertices.astype(float))
    base = truth[: len(figure.base_vertices)] * scale + shift
    return Made(skin[order], shuffled, base)


def wrapped(body: Made, structures: Structures = NO_BONES) -> Wrapped:
    target = TargetBody(body.vertices, body.triangles, structures)
    return wrap(target, progress=quiet, cancelled=never)


@pytest.fixture(scope="module")
def woman() -> Made:
    return made_from("female_heavy", scale=1.05, noise=0.15, aside=7.0)


@pytest.fixture(scope="module")
def on_woman(woman: Made) -> Wrapped:
    return wrapped(woman)


def test_the_base_lies_on_the_skin(woman: Made, on_woman: Wrapped) -> None:
    from scipy.spatial import cKDTree

    corners = woman.vertices[woman.triangles]
    points = on_woman.base_vertices[load_source().judged].astype(float)
    near = cKDTree(corners.mean(axis=1)).query(points, k=12)[1]
    places = closest_on_triangles(points[:, None], corners[near])
    off = np.linalg.norm(places - points[:, None], axis=2).min(axis=1)
    assert np.median(off) < 1.0
    assert np.percentile(off, 95) < 4.0
    assert on_woman.fit.median_mm < 1.0
    assert on_woman.fit.p95_mm < 4.0
    assert on_woman.base_vertices.shape == (13380, 3)
    assert on_woman.base_vertices.dtype == np.float32


def test_few_quads_fold_and_none_on_limbs_and_trunk(on_woman: Wrapped) -> None:
    fit = on_woman.fit
    assert fit.folded_quads <= 60
    assert sum(part.folded_quads for part in fit.by_part.values()) == fit.folded_quads
    for part in ("arm", "forearm", "thigh", "leg", "neck"):
        assert fit.by_part[part].folded_quads == 0, part


def test_landmarks_land_near_their_true_places(woman: Made, on_woman: Wrapped) -> None:
    here = on_woman.base_vertices.astype(float)
    off = {
        id: float(np.linalg.norm(mark.point.on(here) - mark.point.on(woman.truth)))
        for id, mark in load_landmarks().items()
    }
    assert np.median(list(off.values())) < 12.0
    assert {id: round(d) for id, d in off.items() if d > 75.0} == {}


def test_a_symmetric_skin_gives_a_symmetric_base(on_woman: Wrapped) -> None:
    here = on_woman.base_vertices.astype(float) - [7.0, 0.0, 0.0]
    mirrored = here[load_topology().mirror] * [-1.0, 1.0, 1.0]
    middle = 2 * np.median((here + mirrored)[:, 0]) / 4
    assert on_woman.fit.symmetric
    assert abs(middle) < 1.0
    assert np.abs(here - mirrored - [2 * middle, 0.0, 0.0]).max() < 0.05


def test_the_fit_can_be_written_as_json(on_woman: Wrapped) -> None:
    row = json.loads(json.dumps(on_woman.fit.as_json()))
    assert row["median_mm"] == on_woman.fit.median_mm
    assert row["by_part"]["trunk"]["folded_quads"] == on_woman.fit.by_part["trunk"].folded_quads
    assert row["landmarks"] == 0


# With bones ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def lean_man() -> tuple[Made, Wrapped]:
    """A body with bones: those of the built-in skeleton, grown as the body is."""
    body = made_from("male_lean", scale=0.96, noise=0.1, aside=0.0)
    own = load_skeleton("male_lean")
    bones = dataclasses.replace(
        own, vertices=(own.vertices * 0.96 + [0.0, 40.0, 0.0]).astype(np.float32)
    )
    return body, wrapped(body, bones)


def test_bones_lead_landmarks_to_their_places(lean_man: tuple[Made, Wrapped]) -> None:
    body, on = lean_man
    here = on.base_vertices.astype(float)
    off = {
        id: float(np.linalg.norm(mark.point.on(here) - mark.point.on(body.truth)))
        for id, mark in load_landmarks().items()
    }
    assert on.fit.landmarks >= 60
    assert np.median(list(off.values())) < 8.0
    assert {id: round(d) for id, d in off.items() if d > 45.0} == {}


def test_with_bones_the_base_lies_on_the_skin(lean_man: tuple[Made, Wrapped]) -> None:
    fit = lean_man[1].fit
    assert fit.median_mm < 1.0
    assert fit.p95_mm < 4.0
    assert fit.folded_quads <= 60
    for part in ("arm", "forearm", "thigh", "leg", "neck"):
        assert fit.by_part[part].folded_quads == 0, part


# Refusals -----------------------------------------------------------------------------------------


def cube(_: Made) -> tuple[Floats, npt.NDArray[np.int64]]:
    side = np.linspace(0, 1, 41)
    u, v = (grid.ravel() for grid in np.meshgrid(side, side))
    k = np.arange(40 * 41).reshape(40, 41)[:, :-1].ravel()
    quad = np.concatenate([np.stack([k, k + 1, k + 42]), np.stack([k, k + 42, k + 41])], axis=1).T
    faces, points = [], []
    for axis in range(3):
        for w in (np.zeros_like(u), np.ones_like(u)):
            faces.append(quad + len(u) * len(points))
            points.append(np.roll(np.stack([u, v, w], axis=1), axis, axis=1))
    return np.concatenate(points) * 1700, np.concatenate(faces)


def lying(body: Made) -> tuple[Floats, npt.NDArray[np.int64]]:
    return body.vertices[:, [0, 2, 1]], body.triangles[:, ::-1]


def turned_round(body: Made) -> tuple[Floats, npt.NDArray[np.int64]]:
    return body.vertices * [-1.0, -1.0, 1.0], body.triangles


def upside_down(body: Made) -> tuple[Floats, npt.NDArray[np.int64]]:
    turned = body.vertices * [-1.0, 1.0, -1.0]
    return turned - [0, 0, turned[:, 2].min()], body.triangles


def few_triangles(body: Made) -> tuple[Floats, npt.NDArray[np.int64]]:
    return body.vertices, body.triangles[:100]


def not_a_number(body: Made) -> tuple[Floats, npt.NDArray[np.int64]]:
    vertices = body.vertices.copy()
    vertices[17, 1] = np.nan
    return vertices, body.triangles


def half(body: Made) -> tuple[Floats, npt.NDArray[np.int64]]:
    return body.vertices, body.triangles[body.vertices[body.triangles][:, :, 0].min(axis=1) > 7]


def without_front(body: Made) -> tuple[Floats, npt.NDArray[np.int64]]:
    middles = body.vertices[body.triangles].mean(axis=1)
    open_ = (middles[:, 1] < 0) & (middles[:, 2] > 1000) & (middles[:, 2] < 1350)
    return body.vertices, body.triangles[~open_]


def in_metres(body: Made) -> tuple[Floats, npt.NDArray[np.int64]]:
    return body.vertices / 1000, body.triangles


def without_legs(body: Made) -> tuple[Floats, npt.NDArray[np.int64]]:
    bust = body.triangles[body.vertices[body.triangles][:, :, 2].min(axis=1) > 800]
    return body.vertices * 2 - [0, 0, 1600], bust


def of_wrong_corners(body: Made) -> tuple[Floats, npt.NDArray[np.int64]]:
    return body.vertices, body.triangles + 9


def flat(body: Made) -> tuple[Floats, npt.NDArray[np.int64]]:
    return body.vertices * [1.0, 0.0, 1.0], body.triangles


def at_one_place(body: Made) -> tuple[Floats, npt.NDArray[np.int64]]:
    return np.zeros_like(body.vertices), body.triangles


REFUSED: dict[Callable[[Made], tuple[Floats, npt.NDArray[np.int64]]], str] = {
    cube: "anatomical position",
    lying: "tall|anatomical position",
    turned_round: "looks to the back",
    upside_down: "legs|feet|back",
    few_triangles: "only 100 triangles",
    not_a_number: "not a number",
    half: "half of it|anatomical position",
    without_front: "open",
    in_metres: "tall",
    without_legs: "tall|legs|left and on the right|anatomical position",
    of_wrong_corners: "does not have",
    flat: "anatomical position",
    at_one_place: "no surface|tall",
}


@pytest.mark.parametrize("spoil", REFUSED, ids=lambda spoil: spoil.__name__)
def test_what_is_no_standing_body_is_refused(
    woman: Made, spoil: Callable[[Made], tuple[Floats, npt.NDArray[np.int64]]]
) -> None:
    vertices, triangles = spoil(woman)
    target = TargetBody(vertices, triangles, NO_BONES)
    with pytest.raises(ExplorerError, match=REFUSED[spoil]) as refusal:
        wrap(target, progress=quiet, cancelled=never)
    assert refusal.value.hint
    assert refusal.value.message.endswith(".")


@pytest.mark.parametrize("polls", [1, 20, 90])
def test_it_stops_when_asked_to(woman: Made, polls: int) -> None:
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked >= polls

    target = TargetBody(woman.vertices, woman.triangles, NO_BONES)
    with pytest.raises(Cancelled):
        wrap(target, progress=quiet, cancelled=cancelled)
    assert asked == polls


# Its parts ----------------------------------------------------------------------------------------


def test_outside_leaves_inner_shells_out_and_turns_what_looks_inwards(woman: Made) -> None:
    middle = np.array([7.0, 40.0, 1250.0])
    shell = middle + (woman.vertices - middle) * 0.5  # the same body, half as large, inside
    inside = (np.abs(shell - middle) < 60).all(axis=1)
    inner = woman.triangles[inside[woman.triangles].all(axis=1)]
    vertices = np.concatenate([woman.vertices, shell])
    triangles = np.concatenate([woman.triangles[:, ::-1], inner + len(woman.vertices)])
    skin = look_at_outside(vertices, triangles, lambda: None)
    again = look_at_outside(vertices, triangles, lambda: None)
    assert len(inner) > 100
    assert (np.abs(skin.points - middle) < 60).all(axis=1).sum() == 0
    breast = skin.points[:, 1] < -60
    assert (skin.normals[breast & (skin.points[:, 2] > 1100)][:, 1] < 0).mean() > 0.95
    assert np.array_equal(skin.points, again.points)


def bone_of(name: str, side: str | None, points: Floats) -> Structures:
    """A bone as a row of small octahedra."""
    corner = np.array([[1, 0, 0], [-1, 0, 0], [0, 1, 0], [0, -1, 0], [0, 0, 1], [0, 0, -1.0]])
    faces = np.array(
        [[0, 2, 4], [2, 1, 4], [1, 3, 4], [3, 0, 4], [2, 0, 5], [1, 2, 5], [3, 1, 5], [0, 3, 5]]
    )
    vertices = (points[:, None] + corner).reshape(-1, 3).astype(np.float32)
    triangles = (np.arange(len(points))[:, None, None] * 6 + faces).reshape(-1, 3).astype(np.int32)
    item = Structure(
        structure_id("bone", name.lower(), side),  # type: ignore[arg-type]
        *(name, "", "bone", side, "bones", (), "pack"),  # type: ignore[arg-type]
    )
    return Structures.merged([(item, vertices, vertex_normals(vertices, triangles), triangles)])


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Femur", "femur"),
        ("Hip bone", "hip"),
        ("Vertebra C7", "c7"),
        ("Seventh cervical vertebra", "c7"),
        ("Atlas (C1)", "c1"),
        ("Axis", "c2"),
        ("Twelfth thoracic vertebra", "t12"),
        ("Eleventh rib", "rib11"),
        ("Costal cartilage of ninth rib", "costal9"),
        ("Distal phalanx of index finger", "finger2-distal"),
        ("Distal phalanx of second finger of hand", "finger2-distal"),
        ("Proximal phalanx of thumb", "finger1-proximal"),
        ("Middle phalanx of middle finger", "finger3-middle"),
        ("Proximal phalanx of big toe", "toe1-proximal"),
        ("Middle phalanx of fifth finger of foot", "toe5-middle"),
        ("Fifth metatarsal bone", "metatarsal5"),
        ("Body of sternum", "sternum"),
        ("Manubrium of sternum", "manubrium"),
        ("Trapezium bone", "trapezium"),
        ("Nasal bone", "nasal"),
        ("Nasal septal cartilage", None),
        ("Upper first molar tooth", None),
        ("Spleen", None),
    ],
)
def test_bones_are_known_by_their_names(name: str, key: str | None) -> None:
    assert bone_key(name) == key


def test_bones_lie_in_parts_of_the_body() -> None:
    assert PARTS[part_of_bone("finger2-distal", "left")] == "left finger2"
    assert PARTS[part_of_bone("metacarpal1", "right")] == "right hand"
    assert PARTS[part_of_bone("c3", "right")] == "neck"
    assert PARTS[part_of_bone("rib11", "left")] == "trunk"


def test_a_bone_without_a_side_gets_it_from_where_it_lies() -> None:
    row = np.column_stack([np.full(9, 80.0), np.zeros(9), np.linspace(400, 900, 9)])
    assert find_bones(bone_of("Femur", None, row)).keys() == {("femur", "left")}
    middle = row * [0.0, 1.0, 1.0]
    both = find_bones(bone_of("Vertebra T5", None, middle)).keys()
    assert both == {("t5", "left"), ("t5", "right")}


def test_a_landmark_lies_over_its_spot_on_the_bone(woman: Made) -> None:
    """A thigh bone with knobs behind the true landmarks of the left knee."""
    mirror, marks = load_topology().mirror, load_landmarks()
    goals = {
        id: marks[id].point.mirrored(mirror).on(woman.truth)
        for id in ("femur_medial_epicondyle", "femur_lateral_epicondyle")
    }
    inner, outer = goals.values()
    across = (outer - inner) / np.linalg.norm(outer - inner)
    knee, hip = (inner + outer) / 2, (inner + outer) / 2 + [20.0, 0.0, 420.0]
    shaft = knee + np.linspace(-0.05, 1, 60)[:, None] * (hip - knee)
    knobs = np.array([inner + 25 * across, outer - 25 * across])
    bones = find_bones(bone_of("Femur", "left", np.concatenate([shaft, knobs])))
    assert isinstance(bones["femur", "left"], Bone)
    skin = look_at_outside(woman.vertices, woman.triangles, lambda: None)
    found = {s.landmark: s.place for s in bony_spots(bones, skin, frozenset()) if s.left}
    for id, goal in goals.items():
        assert np.linalg.norm(found[id] - goal) < 12.0, id


def test_bending_carries_controls_to_their_goals_and_the_rest_along() -> None:
    rng = np.random.default_rng(1)
    source = rng.uniform(-100, 100, (40, 3))
    turn = np.array([[0.0, -1.1, 0], [1.1, 0, 0], [0, 0, 1.1]])
    controls = [Control("", p, turn @ p + [1.0, 2.0, 3.0]) for p in source]
    some = rng.uniform(-80, 80, (30, 3))
    assert np.abs(bend(some, controls) - (some @ turn.T + [1, 2, 3])).max() < 1e-6


def test_a_control_between_vertices_moves_them_together() -> None:
    here = np.array([[0.0, 0, 0], [10.0, 0, 0], [0, 10.0, 0], [9.0, 9, 9]])
    control = Control("", here[0], np.array([5.0, 0, 4.0]), (0, 1), (0.5, 0.5), 2.0)
    goals, weights = pull([control], 4, here)
    assert weights.tolist() == [1.0, 1.0, 0.0, 0.0]
    assert goals[0].tolist() == [0.0, 0.0, 4.0]
    assert goals[1].tolist() == [10.0, 0.0, 4.0]


def test_closest_places_on_triangles_are_inside_on_edges_and_at_corners() -> None:
    corners = np.broadcast_to(np.array([[0.0, 0, 0], [4.0, 0, 0], [0, 4.0, 0]]), (3, 3, 3))
    points = np.array([[1.0, 1, 5], [2.0, -3, 0], [9.0, -1, 2]])
    places = closest_on_triangles(points, corners)
    assert places.tolist() == [[1, 1, 0], [2, 0, 0], [4, 0, 0]]


def test_a_folded_quad_is_counted() -> None:
    source = load_source()
    assert folded_quads(source.vertices, source).sum() == 0
    folded = source.vertices.copy()
    quads = load_topology().quads
    thigh = np.isin(source.part[quads], [PARTS.index("right thigh")]).all(axis=1)
    quad = quads[np.flatnonzero(thigh)[40]]
    folded[quad[0]] += 2.2 * (folded[quad[2]] - folded[quad[0]])
    assert 1 <= folded_quads(folded, source).sum() <= 6
