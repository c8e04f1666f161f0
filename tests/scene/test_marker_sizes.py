"""Markers shrink from afar and in a crowd, faint skin takes them back; the chosen ones stay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.anatomy.atlas import Atlas
from explorer.scene.camera import zoom
from explorer.scene.marker_sizes import DOT, MARKER_RADIUS, plain_radii, uncrowded
from explorer.scene.overlay import Marker, Overlay
from explorer.scene.stage import Stage
from explorer.session.view_state import PointRef, Subject, ViewState

FULL = MARKER_RADIUS["plain"]
POINT = PointRef("rectus_abdominis.trp1", "right")


def test_a_marker_is_a_dot_from_afar_and_full_near_by() -> None:
    radii = plain_radii(np.array([0.01, 0.2, 0.4, 3.0]))
    assert radii[0] == DOT
    assert radii[-1] == FULL
    assert np.all(np.diff(radii) > 0)


@given(
    st.lists(st.tuples(st.floats(0, 90), st.floats(0, 90)), min_size=1, max_size=40),
    st.data(),
)
def test_no_marker_covers_one_that_goes_before_it(
    places: list[tuple[float, float]], data: st.DataObject
) -> None:
    k = len(places)
    fixed = np.array(data.draw(st.lists(st.booleans(), min_size=k, max_size=k)))
    wanted = np.where(fixed, MARKER_RADIUS["shown"], FULL)
    pixels = np.array(places)
    radii = uncrowded(pixels, wanted, fixed)
    assert np.array_equal(radii[fixed], wanted[fixed])
    assert np.all(radii >= DOT)
    assert np.all(radii <= wanted)
    for i in range(k):
        for j in range(i + 1, k):
            apart = float(np.hypot(*(pixels[i] - pixels[j])))
            smaller = i if fixed[j] or not fixed[i] else j  # the later is nearer to the eye
            if not (fixed[i] and fixed[j]) and radii[smaller] > DOT:
                assert radii[i] + radii[j] <= apart + 1e-3


def test_the_nearest_of_a_crowd_stays_full_and_grows_out_of_it_smoothly() -> None:
    none = np.zeros(2, bool)
    sizes = [
        uncrowded(np.array([[0.0, 0.0], [d, 0.0]]), np.full(2, FULL), none)
        for d in np.linspace(0, 14, 57)
    ]
    assert all(s[1] == FULL for s in sizes)
    farther = np.array([s[0] for s in sizes])
    assert farther[0] == DOT
    assert farther[-1] == FULL
    assert np.all(np.diff(farther) >= 0)
    assert np.diff(farther).max() < 0.3


@pytest.fixture(scope="module")
def stage(atlas: Atlas) -> Iterator[Stage]:
    made = Stage(atlas, ViewState(figure="male"))
    made.set_size(700, 700)
    yield made
    made.close()


@pytest.fixture
def show(stage: Stage) -> Iterator[object]:
    start = replace(ViewState(figure="male"), camera=stage.framing("anterior"))
    state = stage._state

    def change(**values: object) -> Overlay:
        nonlocal state
        new = replace(start, **values)  # type: ignore[arg-type]
        stage.update(state, new)
        state = new
        return stage.overlay(lambda _title, _detail: (90.0, 30.0))

    yield change
    stage.set_hovered(None)


def marker(overlay: Overlay, index: int) -> Marker:
    return next(m for m in overlay.markers if m.index == index)


def test_the_whole_body_shows_small_markers_that_grow_when_one_comes_near(
    stage: Stage, show: object
) -> None:
    whole = show()  # type: ignore[operator]
    place = stage.placed.point(POINT.point, POINT.side).position
    near = show(camera=zoom(whole_pose(stage), 5.0, place))  # type: ignore[operator]
    index = stage.index_of(POINT)
    assert DOT < marker(whole, index).radius < marker(near, index).radius == FULL
    assert sum(m.radius < 2.5 for m in whole.markers) > 20  # hands, face and throat thin out
    assert all(m.strength == 1.0 for m in whole.markers)
    # What can be clicked does not depend on how it is drawn.
    again = show()  # type: ignore[operator]
    for m in again.markers:
        assert stage.marker_at(m.x, m.y, 0.5) is not None


def whole_pose(stage: Stage):  # type: ignore[no-untyped-def]
    return stage.framing("anterior")


def test_hovered_shown_and_selected_markers_are_full_and_others_stay_as_they_are(
    stage: Stage, show: object
) -> None:
    plain = show()  # type: ignore[operator]
    dot = next(m for m in plain.markers if m.radius < 2.5)
    stage.set_hovered(dot.index)
    hovered = show()  # type: ignore[operator]
    assert marker(hovered, dot.index).radius == MARKER_RADIUS["hovered"]
    assert hovered.markers[-1].index == dot.index  # drawn over the others
    rest = {m.index: m.radius for m in plain.markers if m.index != dot.index}
    assert {m.index: m.radius for m in hovered.markers if m.index != dot.index} == rest
    stage.set_hovered(None)
    ref = stage.ref(dot.index)
    shown = show(shown=(ref, POINT), subject=Subject("point", POINT.point))  # type: ignore[operator]
    assert marker(shown, dot.index).radius == MARKER_RADIUS["shown"]
    assert marker(shown, stage.index_of(POINT)).radius == MARKER_RADIUS["selected"]


def test_markers_over_bare_muscles_are_smaller_and_fainter_but_for_the_chosen(
    stage: Stage, show: object
) -> None:
    solid = show(shown=(POINT,))  # type: ignore[operator]
    bare = show(shown=(POINT,), skin_opacity=0.0)  # type: ignore[operator]
    half = show(shown=(POINT,), skin_opacity=0.5)  # type: ignore[operator]
    chosen = stage.index_of(POINT)
    assert marker(bare, chosen).strength == 1.0
    assert marker(bare, chosen).radius == MARKER_RADIUS["shown"]
    plain = [m for m in solid.markers if m.state == "plain"]
    assert plain
    for m in plain:
        b, h = marker(bare, m.index), marker(half, m.index)
        assert b.strength < h.strength < 1.0
    total = {o: sum(m.radius for m in o.markers if m.state == "plain") for o in (solid, bare)}
    assert total[bare] < 0.9 * total[solid]
    stage.set_hovered(plain[0].index)
    hovered = show(shown=(POINT,), skin_opacity=0.0)  # type: ignore[operator]
    assert marker(hovered, plain[0].index).strength == 1.0


def test_only_the_window_of_an_x_ray_makes_markers_faint(stage: Stage, show: object) -> None:
    overlay = show(shown=(POINT,), subject=Subject("point", POINT.point), xray=True)  # type: ignore[operator]
    middle = marker(overlay, stage.index_of(POINT))
    radius = 70.0 * stage.lens.pixels_per_mm
    plain = [m for m in overlay.markers if m.state == "plain"]
    away = {m: np.hypot(m.x - middle.x, m.y - middle.y) / radius for m in plain}
    within = [m for m in plain if away[m] < 0.8]
    assert within
    assert all(m.strength < 1.0 for m in within)
    assert all(m.strength == 1.0 for m in plain if away[m] > 1.0)
