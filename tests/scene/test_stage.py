"""The stage draws what the state says: asserted by pixels at projected places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from explorer.anatomy.atlas import Atlas
from explorer.scene.camera import Lens, focus_on
from explorer.scene.stage import Stage
from explorer.session.view_state import PointRef, ViewState

SIZE = (640, 640)


class Scene:
    """A stage and the state it shows."""

    def __init__(self, atlas: Atlas) -> None:
        self.state = ViewState(figure="male")
        self.stage = Stage(atlas, self.state)
        self.stage.set_size(*SIZE)
        self.show(camera=self.stage.framing("anterior"))

    def show(self, **changes: object) -> None:
        new = replace(self.state, **changes)  # type: ignore[arg-type]
        self.stage.update(self.state, new)
        self.state = new

    def look_at(self, place: np.ndarray, normal: np.ndarray, distance: float = 1400.0) -> None:
        self.show(camera=focus_on(self.state.camera, place, normal, distance))

    def colour(self, place: np.ndarray) -> np.ndarray:
        lens = Lens(self.state.camera, *SIZE)
        (x, y), _ = (v[0] for v in lens.project(place[None]))
        return self.stage.render()[round(float(y)), round(float(x)), :3].astype(float)


@pytest.fixture
def scene(atlas: Atlas) -> Iterator[Scene]:
    made = Scene(atlas)
    yield made
    made.stage.close()


def red(colour: np.ndarray) -> bool:
    return bool(colour[0] > 1.6 * colour[1] and colour[0] > 1.6 * colour[2])


def deepest(scene: Scene, ref: PointRef) -> int:
    field = scene.stage.placed.zones.field(ref.point, ref.side, "essential")
    assert field is not None
    return int(np.argmin(field))


@pytest.mark.parametrize("side", ["right", "left"])
@pytest.mark.parametrize(
    "point",
    [
        "temporalis.trp1",
        "masseter_superficial.trp1",
        "infraspinatus.trp1",
        "longissimus_thoracis.trp1",
        "gluteus_medius.trp1",
        "rectus_femoris.trp1",
        "soleus.trp1",
    ],
)
def test_a_shown_point_paints_its_zone_red_and_nothing_else(
    scene: Scene, point: str, side: str
) -> None:
    ref = PointRef(point, side)  # type: ignore[arg-type]
    vertex = deepest(scene, ref)
    figure = scene.stage.placed.figure
    place, normal = figure.vertices[vertex].astype(float), figure.normals[vertex].astype(float)
    scene.look_at(place, normal)
    assert not red(scene.colour(place))
    scene.show(shown=(ref,))
    assert red(scene.colour(place))
    other = place * [-1, 1, 1]
    if abs(place[0]) > 60:  # the mirror image stays as it was
        scene.look_at(other, normal * [-1, 1, 1])
        assert not red(scene.colour(other))
    scene.show(shown=())
    scene.look_at(place, normal)
    assert not red(scene.colour(place))


def test_several_points_are_painted_together(scene: Scene) -> None:
    refs = (PointRef("rectus_femoris.trp1", "right"), PointRef("soleus.trp1", "left"))
    scene.show(shown=refs)
    for ref in refs:
        vertex = deepest(scene, ref)
        figure = scene.stage.placed.figure
        scene.look_at(figure.vertices[vertex].astype(float), figure.normals[vertex].astype(float))
        assert red(scene.colour(figure.vertices[vertex].astype(float)))


def test_spillover_is_stippled_not_solid(scene: Scene) -> None:
    ref = PointRef("infraspinatus.trp1", "right")
    zones = scene.stage.placed.zones
    spill, solid = (
        zones.field(ref.point, ref.side, level)  # type: ignore[arg-type]
        for level in ("spillover", "essential")
    )
    assert spill is not None
    assert solid is not None
    figure = scene.stage.placed.figure
    deep = np.where(solid > 12, spill, 99)
    vertex = int(np.argmin(deep))
    assert deep[vertex] < -4
    place, normal = figure.vertices[vertex].astype(float), figure.normals[vertex].astype(float)
    scene.look_at(place, normal, 420.0)
    bare = scene.stage.render()[260:380, 260:380, :3].astype(float)
    scene.show(shown=(ref,))
    dotted = scene.stage.render()[260:380, 260:380, :3].astype(float)
    changed = np.abs(dotted - bare).sum(axis=2) > 60
    assert 0.05 < changed.mean() < 0.75


def test_hidden_markers_cannot_be_picked_through_the_body(scene: Scene) -> None:
    front = PointRef("rectus_femoris.trp1", "right")
    back = PointRef("infraspinatus.trp1", "right")
    for view, seen, hidden in (("anterior", front, back), ("posterior", back, front)):
        scene.show(camera=scene.stage.framing(view))  # type: ignore[arg-type]
        index, pixels = scene.stage.visible()
        assert scene.stage.index_of(seen) in index
        assert scene.stage.index_of(hidden) not in index
        x, y = pixels[index.tolist().index(scene.stage.index_of(seen))]
        assert scene.stage.marker_at(x + 2, y - 2, 6) == scene.stage.index_of(seen)


def test_the_nearest_marker_within_the_radius_is_taken(scene: Scene) -> None:
    index, pixels = scene.stage.visible()
    x, y = pixels[0]
    distance = np.hypot(*(pixels - [x + 3, y]).T)
    assert scene.stage.marker_at(x + 3, y, 10) == index[int(np.argmin(distance))]
    assert scene.stage.marker_at(5, 5, 10) is None


def test_sides_and_markers_decide_which_markers_there_are(scene: Scene) -> None:
    def sides() -> set[str]:
        return {scene.stage.placed.points[i].side for i in scene.stage.visible()[0]}

    assert sides() == {"left", "right"}
    scene.show(sides="left")
    assert sides() == {"left"}
    shown = PointRef("rectus_femoris.trp1", "right")
    scene.show(markers=False, shown=(shown,))
    assert scene.stage.visible()[0].tolist() == [scene.stage.index_of(shown)]


def test_a_place_on_the_skin_knows_its_region(scene: Scene) -> None:
    place = scene.stage.placed.landmark("patella_center")
    lens = scene.stage.lens
    (x, y), _ = (v[0] for v in lens.project(place[None]))
    hit = scene.stage.skin_at(float(x), float(y))
    assert hit is not None
    assert scene.stage.region_at(hit) == "knee_front"
    assert scene.stage.skin_at(3, 3) is None


def test_a_region_is_tinted(scene: Scene) -> None:
    place = scene.stage.placed.landmark("patella_center")
    before = scene.colour(place)
    scene.show(region="knee_front")
    after = scene.colour(place)
    assert after[2] - after[0] > before[2] - before[0] + 25  # bluer
    scene.show(region=None)
    assert scene.colour(place) == pytest.approx(before, abs=2)


def test_fading_the_skin_lets_the_background_through_but_not_the_zone(scene: Scene) -> None:
    ref = PointRef("rectus_femoris.trp1", "right")
    figure = scene.stage.placed.figure
    place = figure.vertices[deepest(scene, ref)].astype(float)
    chest = scene.stage.placed.landmark("sternum_middle")
    scene.show(shown=(ref,))
    opaque = scene.colour(chest)
    scene.show(skin_opacity=0.3)
    assert np.abs(scene.colour(chest) - opaque).max() > 8
    assert red(scene.colour(place))


def test_a_resting_picture_is_smoother_than_a_moving_one(scene: Scene) -> None:
    plain, crisp = scene.stage.render(), scene.stage.average(8)
    assert plain.shape == crisp.shape == (640, 640, 4)

    def colours(image: np.ndarray) -> int:
        return len(np.unique(image.reshape(-1, 4), axis=0))

    # Averaging puts in-between colours on every outline.
    edge = np.abs(np.diff(plain[..., 0].astype(int), axis=1)).max(axis=1)
    soft = np.abs(np.diff(crisp[..., 0].astype(int), axis=1)).max(axis=1)
    assert soft[edge > 60].mean() < edge[edge > 60].mean()
    assert colours(crisp) > colours(plain)


@pytest.mark.parametrize("figure", ["female", "male_heavy", "female_older"])
def test_another_figure_keeps_what_was_shown(scene: Scene, figure: str) -> None:
    ref = PointRef("infraspinatus.trp1", "left")
    scene.show(shown=(ref,))
    scene.show(figure=figure)
    vertex = deepest(scene, ref)
    body = scene.stage.placed.figure
    assert body.info.id == figure
    scene.look_at(body.vertices[vertex].astype(float), body.normals[vertex].astype(float))
    assert red(scene.colour(body.vertices[vertex].astype(float)))


def test_a_pattern_described_with_less_confidence_looks_softer(atlas: Atlas) -> None:
    ref, sure = PointRef("rectus_femoris.trp1", "right"), PointRef("soleus.trp1", "left")
    doubts = {}
    for confidence in ("high", "medium", "low"):
        kb = atlas.knowledge
        points = tuple(
            replace(p, evidence=replace(p.evidence, confidence=confidence))  # type: ignore[arg-type]
            if p.id == ref.point
            else p
            for p in kb.trigger_points
        )
        scene = Scene(Atlas(replace(kb, trigger_points=points)))
        place = scene.stage.placed.figure.vertices[deepest(scene, ref)].astype(float)
        bare = scene.colour(place)
        scene.show(shown=(ref,))
        alone = scene.colour(place)
        scene.show(shown=(ref, sure))
        doubts[confidence] = (
            np.linalg.norm(alone - bare),
            np.linalg.norm(scene.colour(place) - bare),
        )
        scene.stage.close()
    alone = [doubts[c][0] for c in ("high", "medium", "low")]
    assert alone[0] > 1.25 * alone[1] > 1.25 * 1.15 * alone[2] > 20
    # Beside a sure one it is painted as that is: two reds on one body would say too much.
    together = [doubts[c][1] for c in ("high", "medium", "low")]
    assert together == pytest.approx([alone[0]] * 3, rel=0.02)
