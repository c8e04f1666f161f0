from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.session.layer_commands import (
    PEEL_STEPS,
    bring_back,
    hide_structures,
    isolate,
    peel,
    peel_of,
    set_course,
    set_layer,
    set_related,
    set_xray,
    set_zones,
)
from explorer.session.session import Session
from explorer.session.view_state import LAYERS, ViewState

DELTOID, FEMUR = "muscle:deltoid_middle:right", "bone:femur:right"


@given(st.floats(0, PEEL_STEPS))
def test_the_peel_reads_back_as_it_was_set(amount: float) -> None:
    assert peel_of(peel(amount).apply(ViewState())) == pytest.approx(amount)


@given(st.floats(0, PEEL_STEPS), st.floats(0, PEEL_STEPS))
def test_peeling_deeper_never_brings_a_layer_back(one: float, two: float) -> None:
    less, more = (peel(a).apply(ViewState()) for a in sorted((one, two)))
    assert all(more.opacity(layer) <= less.opacity(layer) for layer in LAYERS)
    assert more.bones == 1.0


def test_the_peel_takes_layers_one_after_the_other() -> None:
    state = peel(1.5).apply(ViewState())
    assert [state.opacity(layer) for layer in LAYERS] == [0.0, 0.5, 1.0, 1.0]


@given(st.floats())
def test_any_number_peels_within_bounds(amount: float) -> None:
    assert 0.0 <= peel_of(peel(amount).apply(ViewState())) <= PEEL_STEPS


def test_one_drag_of_the_peel_is_one_step_of_undo() -> None:
    session = Session()
    for amount in (0.2, 0.9, 1.7):
        session.do(peel(amount))
    assert session.undo()
    assert session.state == ViewState()
    assert not session.undo()


def test_hidden_structures_are_listed_once_and_come_back_one_by_one() -> None:
    state = hide_structures([DELTOID, FEMUR, DELTOID]).apply(ViewState())
    state = hide_structures([FEMUR]).apply(state)
    assert state.hidden == (DELTOID, FEMUR)
    assert bring_back([DELTOID]).apply(state).hidden == (FEMUR,)
    assert bring_back().apply(state).hidden == ()


def test_what_is_isolated_is_not_hidden_and_what_is_hidden_not_isolated() -> None:
    state = hide_structures([DELTOID]).apply(ViewState())
    alone = isolate([DELTOID, DELTOID]).apply(state)
    assert (alone.isolated, alone.hidden) == ((DELTOID,), ())
    gone = hide_structures([DELTOID]).apply(alone)
    assert (gone.isolated, gone.hidden) == ((), (DELTOID,))
    assert isolate([]).apply(alone).isolated == ()
    assert bring_back().apply(alone).isolated == ()


def test_each_step_under_the_skin_can_be_undone() -> None:
    session = Session()
    states = [session.state]
    for command in (
        set_layer("deep", 0.3),
        hide_structures([FEMUR]),
        isolate([DELTOID]),
        set_xray(True),
        set_related(True),
        set_course(False),
        set_zones(False),
    ):
        session.do(command)
        assert session.undo_text == command.text
        states.append(session.state)
    assert len(set(map(repr, states))) == 8
    for state in states[-2::-1]:
        session.undo()
        assert session.state == state


def test_switches_change_one_thing_each() -> None:
    start = ViewState()
    assert set_xray(True).apply(start) == replace(start, xray=True)
    assert set_related(True).apply(start) == replace(start, related=True)
    assert set_course(False).apply(start) == replace(start, course=False)
    assert set_zones(False).apply(start) == replace(start, zones=False)
