from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.session.commands import (
    add_point,
    clear,
    hide_point,
    look_from,
    open_subject,
    select_point,
    set_figure,
    set_labels,
    set_legend,
    set_markers,
    set_rotation,
    set_sides,
    show_points,
)
from explorer.session.layer_commands import set_layer
from explorer.session.view_state import LAYERS, CameraPose, Layer, PointRef, Subject, ViewState

A, B = PointRef("a.trp1", "right"), PointRef("b.trp1", "left")
POSE = CameraPose((1.0, 2.0, 3.0), (0.0, 0.0, 0.0), (0.0, 0.0, 1.0))


def test_selecting_a_point_shows_it_alone_with_its_card() -> None:
    before = ViewState(shown=(B,), region="neck_side")
    after = select_point("a.trp1", "right").apply(before)
    assert after == ViewState(shown=(A,), subject=Subject("point", "a.trp1", "right"))
    assert before.shown == (B,)


def test_adding_a_point_keeps_those_shown_and_opens_its_card() -> None:
    after = add_point("b.trp1", "left").apply(ViewState(shown=(A,), region="neck_side"))
    assert after == ViewState(shown=(A, B), subject=Subject("point", "b.trp1", "left"))


def test_adding_a_shown_point_takes_it_away_and_the_card_is_that_of_the_last_left() -> None:
    both = add_point("b.trp1", "left").apply(select_point("a.trp1", "right").apply(ViewState()))
    one = add_point("b.trp1", "left").apply(both)
    assert one == ViewState(shown=(A,), subject=Subject("point", "a.trp1", "right"))
    none = add_point("a.trp1", "right").apply(one)
    assert none == ViewState()


def test_of_several_points_left_the_one_added_last_has_the_card() -> None:
    c = PointRef("c.trp1", "right")
    after = add_point("c.trp1", "right").apply(ViewState(shown=(A, B, c)))
    assert after == ViewState(shown=(A, B), subject=Subject("point", "b.trp1", "left"))


def test_the_two_sides_of_a_point_are_two_points() -> None:
    after = add_point("a.trp1", "left").apply(ViewState(shown=(A,)))
    assert after.shown == (A, PointRef("a.trp1", "left"))


def test_hiding_a_point_keeps_the_card() -> None:
    card = Subject("point", "a.trp1", "right")
    after = hide_point("a.trp1", "right").apply(ViewState(shown=(A, B), subject=card))
    assert after == ViewState(shown=(B,), subject=card)


def test_showing_a_region_marks_it_and_showing_a_muscle_does_not() -> None:
    region = Subject("region", "neck_side")
    assert show_points((A, B), region, "t").apply(ViewState()) == ViewState(
        shown=(A, B), subject=region, region="neck_side"
    )
    muscle = Subject("muscle", "upper_trapezius")
    after = show_points((A,), muscle, "t").apply(ViewState(region="neck_side"))
    assert after.region is None
    assert show_points((), None, "Show nothing").apply(after) == ViewState()


def test_opening_a_page_leaves_the_body_as_it_is() -> None:
    after = open_subject("guide", "guide_start").apply(ViewState(shown=(A,), region="r"))
    assert after == ViewState(shown=(A,), region="r", subject=Subject("guide", "guide_start"))


def test_clearing_leaves_view_and_switches() -> None:
    before = ViewState(
        figure="male", shown=(A,), region="r", subject=Subject("region", "r"), labels=False
    )
    assert clear().apply(before) == ViewState(figure="male", labels=False)


def test_another_figure_keeps_what_is_shown_and_the_view_unless_told() -> None:
    before = ViewState(shown=(A,), camera=POSE)
    assert set_figure("male").apply(before) == replace(before, figure="male")
    moved = CameraPose((9.0, 9.0, 9.0), (0.0, 0.0, 0.0), (0.0, 0.0, 1.0))
    assert set_figure("male", moved).apply(before).camera == moved


def test_only_moves_of_one_gesture_join() -> None:
    assert look_from(POSE).merge is None
    assert look_from(POSE, "1").merge == look_from(POSE, "1").merge
    assert look_from(POSE, "1").merge != look_from(POSE, "2").merge
    assert look_from(POSE, "1").merge != set_layer("skin", 0.5).merge
    assert look_from(POSE).apply(ViewState()) == ViewState(camera=POSE)


@given(st.sampled_from(LAYERS), st.floats())
def test_a_layer_is_between_hidden_and_solid(layer: Layer, opacity: float) -> None:
    state = set_layer(layer, opacity).apply(ViewState())
    value = state.opacity(layer)
    assert 0.0 <= value <= 1.0
    if 0.0 <= opacity <= 1.0:
        assert value == opacity
    assert all(state.opacity(other) == 1.0 for other in LAYERS if other != layer)


def test_switches_change_one_thing_each() -> None:
    start = ViewState()
    assert set_markers(False).apply(start) == replace(start, markers=False)
    assert set_labels(False).apply(start) == replace(start, labels=False)
    assert set_legend(False).apply(start) == replace(start, legend=False)
    assert set_sides("left").apply(start) == replace(start, sides="left")
    assert set_rotation("trackball").apply(start) == replace(start, rotation="trackball")


def test_a_state_cannot_be_changed_in_place() -> None:
    with pytest.raises(FrozenInstanceError):
        ViewState().labels = False  # type: ignore[misc]
