"""The view flown to shows the point: no hand, arm or other leg in front of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import Side
from explorer.body.figure import load_figure
from explorer.body.placement import PlacedAtlas
from explorer.scene import framing
from explorer.scene.clear_view import skin_of
from explorer.scene.framing import frame_shown
from explorer.session.view_state import CameraPose, PointRef

ASPECT = 1.4
#: Where skin lies on skin no eye sees the point.
UNSEEN = {
    "male": {"subscapularis.trp2"},
    "female": {"subscapularis.trp2", "serratus_anterior.trp1"},
}
#: Points that the arm, the hand or the other leg hides from straight in front of them.
BEHIND = ("coracobrachialis.trp1", "flexor_digitorum_profundus.trp1", "gracilis.trp1")


@dataclass(frozen=True)
class Body:
    """As much of a stage as a view is framed by."""

    atlas: Atlas
    placed: PlacedAtlas
    has_skin: bool = True

    def frame(self, *points: str, side: Side = "right", **how: object) -> CameraPose:
        refs = tuple(PointRef(p, side) for p in points)
        return frame_shown(self, refs, ASPECT, **how)  # type: ignore[arg-type]

    def sees(self, pose: CameraPose, point: str, side: Side = "right") -> bool:
        marker, eye = self.placed.point(point, side), np.asarray(pose.position)
        steep = (eye - marker.position) @ marker.normal / np.linalg.norm(eye - marker.position)
        return steep > 0.1 and bool(skin_of(self.placed).open_to(eye, marker.position[None])[0])


@pytest.fixture(scope="module", params=["male", "female"])
def body(request: pytest.FixtureRequest, atlas: Atlas) -> Body:
    return Body(atlas, PlacedAtlas(atlas, load_figure(request.param)))


def straight(monkeypatch: pytest.MonkeyPatch) -> None:
    """Frame without looking whether anything is in the way."""
    monkeypatch.setattr(framing, "clear_direction", lambda _p, _s, direction, _e, _t: direction)


def test_every_point_is_seen_in_the_view_flown_to(body: Body, atlas: Atlas) -> None:
    unseen = UNSEEN[body.placed.figure.info.id]
    for side in ("right", "left"):
        hidden = {
            p.id
            for p in atlas.knowledge.trigger_points
            if not body.sees(body.frame(p.id, side=side, towards="points"), p.id, side)
        }
        assert hidden == unseen


def test_a_view_that_was_good_is_not_turned(
    body: Body, atlas: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    points = [p.id for p in atlas.knowledge.trigger_points]
    found = [body.frame(p, towards="points") for p in points]
    straight(monkeypatch)
    before = [body.frame(p, towards="points") for p in points]
    good = [body.sees(pose, p) for pose, p in zip(before, points, strict=True)]
    moved = [p for p, a, b in zip(points, before, found, strict=True) if a != b]
    assert not {p for p, fine in zip(points, good, strict=True) if fine} & set(moved)
    assert set(BEHIND) <= set(moved)


def test_a_point_that_no_eye_sees_is_looked_at_from_in_front(
    body: Body, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = body.frame("subscapularis.trp2", towards="points")
    straight(monkeypatch)
    assert found == body.frame("subscapularis.trp2", towards="points")


@pytest.mark.parametrize("point", BEHIND)
def test_a_turned_view_is_level_and_stays_clear_when_the_eye_moves_a_little(
    body: Body, point: str
) -> None:
    pose = body.frame(point, towards="points")
    back = np.subtract(pose.position, pose.focal_point)
    right = np.cross(pose.view_up, back)
    assert right[2] == pytest.approx(0, abs=1e-6 * np.linalg.norm(right))
    assert pose.view_up[2] > 0
    for move in (right, -right, np.asarray(pose.view_up) * np.linalg.norm(right)):
        moved = np.asarray(pose.position) + 0.05 * move
        assert body.sees(CameraPose(tuple(moved), pose.focal_point, pose.view_up, 18.0), point)


def test_a_picture_of_zones_turns_little_and_a_chosen_view_not_at_all(
    body: Body, monkeypatch: pytest.MonkeyPatch
) -> None:
    points = (*BEHIND, "gluteus_minimus.trp2", "psoas_major.trp1", "occipitalis.trp1")
    found = [body.frame(p) for p in points]
    chosen = [body.frame(p, view="right lateral") for p in points]
    straight(monkeypatch)
    for point, new, side in zip(points, found, chosen, strict=True):
        old = body.frame(point)
        a, b = (np.subtract(p.position, p.focal_point) for p in (old, new))
        cosine = a @ b / np.linalg.norm(a) / np.linalg.norm(b)
        assert cosine > np.cos(np.radians(49))
        assert old == new or body.sees(new, point)
        assert side == body.frame(point, view="right lateral")


def test_several_points_are_all_seen_where_one_eye_can(
    body: Body, atlas: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    points = [p.id for p in atlas.points_of("adductor_magnus")]
    pose = body.frame(*points, towards="points")
    assert all(body.sees(pose, p) for p in points)
    straight(monkeypatch)
    before = body.frame(*points, towards="points")
    assert not all(body.sees(before, p) for p in points)


def test_a_body_without_skin_hides_nothing(body: Body, monkeypatch: pytest.MonkeyPatch) -> None:
    bare = Body(body.atlas, body.placed, has_skin=False)
    found = bare.frame("gracilis.trp1", towards="points")
    straight(monkeypatch)
    assert found == body.frame("gracilis.trp1", towards="points")
