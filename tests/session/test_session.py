from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.session.commands import (
    Command,
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
)
from explorer.session.layer_commands import set_layer
from explorer.session.session import HISTORY_LIMIT, Session
from explorer.session.view_state import LAYERS, CameraPose, ViewState

POSES = [CameraPose((0.0, -d, 900.0), (0.0, 0.0, 900.0), (0.0, 0.0, 1.0)) for d in (1e3, 2e3, 3e3)]
SIDES = st.sampled_from(["right", "left"])
IDS = st.sampled_from(["a.trp1", "a.trp2", "b.trp1"])
COMMANDS = st.one_of(
    st.builds(select_point, IDS, SIDES),
    st.builds(add_point, IDS, SIDES),
    st.builds(hide_point, IDS, SIDES),
    st.builds(look_from, st.sampled_from(POSES), st.sampled_from([None, "drag 1", "drag 2"])),
    st.builds(set_layer, st.sampled_from(LAYERS), st.floats(0, 1)),
    st.builds(set_figure, st.sampled_from(["male", "female"])),
    st.builds(set_markers, st.booleans()),
    st.builds(set_labels, st.booleans()),
    st.builds(set_legend, st.booleans()),
    st.builds(set_sides, st.sampled_from(["both", "right", "left"])),
    st.builds(set_rotation, st.sampled_from(["turntable", "trackball"])),
    st.builds(open_subject, st.just("muscle"), IDS),
    st.builds(clear),
)


@given(st.lists(COMMANDS, max_size=30))
@settings(deadline=None)
def test_undoing_all_gives_the_first_state_and_redoing_all_the_last(
    commands: list[Command],
) -> None:
    session = Session()
    first = session.state
    visited = [first]
    for command in commands:
        session.do(command)
        visited.append(session.state)
    last = session.state
    way_back = [last]
    while session.undo():
        way_back.append(session.state)
    assert session.state == first
    assert session.undo_text is None
    assert all(state in visited for state in way_back)
    way_forth = [first]
    while session.redo():
        way_forth.append(session.state)
    assert session.state == last
    assert session.redo_text is None
    assert way_forth == way_back[::-1]


@given(st.lists(COMMANDS | st.sampled_from(["undo", "redo"]), max_size=40))
@settings(deadline=None)
def test_any_mixture_moves_along_one_line_of_states(steps: list[Command | str]) -> None:
    """The session against a plain list of states and a place in it."""
    session = Session()
    line, keys, here = [session.state], [None], 0
    for step in steps:
        if step == "undo":
            assert session.undo() == (here > 0)
            if here > 0:
                here -= 1
                keys = [None] * len(keys)  # nothing joins a step once there was an undo
        elif step == "redo":
            assert session.redo() == (here < len(line) - 1)
            if here < len(line) - 1:
                here += 1
                keys[here] = None
        else:
            assert isinstance(step, Command)
            new = step.apply(line[here])
            session.do(step)
            if new != line[here]:
                joins = step.merge and here == len(line) - 1 and keys[here] == step.merge
                if not joins:
                    del line[here + 1 :], keys[here + 1 :]
                    line.append(new)
                    keys.append(step.merge)
                    here += 1
                line[here] = new
        assert session.state == line[here]
        assert (session.undo_text is None) == (here == 0)
        assert (session.redo_text is None) == (here == len(line) - 1)


def test_a_command_that_changes_nothing_leaves_no_step_and_keeps_what_was_undone() -> None:
    session = Session()
    session.do(set_markers(False))
    session.undo()
    told: list[object] = []
    session.subscribe(lambda _, new: told.append(new))
    session.do(set_markers(True))
    assert session.undo_text is None
    assert session.redo_text == "Show markers"
    assert told == []


def test_a_new_command_forgets_what_was_undone() -> None:
    session = Session()
    session.do(set_markers(False))
    session.undo()
    session.do(set_labels(False))
    assert session.redo_text is None
    assert not session.redo()
    assert session.state == ViewState(labels=False)


def test_one_drag_is_one_step_and_the_next_drag_another() -> None:
    session = Session()
    for pose in POSES:
        session.do(look_from(pose, "drag 1"))
    session.do(look_from(POSES[0], "drag 2"))
    session.undo()
    assert session.state.camera == POSES[2]
    session.undo()
    assert session.state == ViewState()


def test_a_slider_is_one_step_until_something_else_happens() -> None:
    session = Session()
    session.do(set_layer("skin", 0.8))
    session.do(set_layer("skin", 0.5))
    session.do(set_labels(False))
    session.do(set_layer("skin", 0.3))
    texts = []
    while session.undo():
        texts.append(session.state.skin_opacity)
    assert texts == [0.5, 0.5, 1.0]


def test_steps_without_a_key_never_join() -> None:
    session = Session()
    session.do(look_from(POSES[0]))
    session.do(look_from(POSES[1]))
    session.undo()
    assert session.state.camera == POSES[0]


def test_after_an_undo_a_drag_is_a_step_of_its_own() -> None:
    session = Session()
    session.do(look_from(POSES[0], "drag"))
    session.do(set_labels(False))
    session.undo()
    session.do(look_from(POSES[1], "drag"))
    session.undo()
    assert session.state.camera == POSES[0]


def test_after_undo_and_redo_a_drag_is_a_step_of_its_own() -> None:
    session = Session()
    session.do(look_from(POSES[0], "drag"))
    session.undo()
    session.redo()
    session.do(look_from(POSES[1], "drag"))
    session.undo()
    assert session.state.camera == POSES[0]


def test_the_texts_of_undo_and_redo_name_the_step() -> None:
    session = Session()
    session.do(set_legend(False))
    session.do(select_point("a.trp1", "left"))
    assert (session.undo_text, session.redo_text) == ("Select point", None)
    session.undo()
    assert (session.undo_text, session.redo_text) == ("Show legend", "Select point")


def test_only_the_newest_steps_are_kept() -> None:
    session = Session()
    for i in range(HISTORY_LIMIT + 20):
        session.do(select_point(f"p{i}", "right"))
    count = 0
    while session.undo():
        count += 1
    assert count == HISTORY_LIMIT
    assert session.state.shown[0].point == "p19"


def test_listeners_are_told_old_and_new_in_the_order_they_subscribed() -> None:
    session = Session()
    told: list[tuple[str, ViewState, ViewState]] = []
    session.subscribe(lambda old, new: told.append(("first", old, new)))
    session.subscribe(lambda old, new: told.append(("second", old, new)))
    start = session.state
    session.do(set_labels(False))
    after = session.state
    session.undo()
    session.redo()
    assert told == [
        (name, old, new)
        for old, new in ((start, after), (after, start), (start, after))
        for name in ("first", "second")
    ]


def test_a_listener_sees_the_new_state_as_current() -> None:
    session = Session()
    seen: list[bool] = []
    session.subscribe(lambda _, new: seen.append(session.state is new))
    session.do(set_labels(False))
    session.undo()
    assert seen == [True, True]


def test_a_listener_that_stopped_is_not_told_again() -> None:
    session = Session()
    told: list[ViewState] = []
    stop = session.subscribe(lambda _, new: told.append(new))
    session.do(set_labels(False))
    stop()
    session.do(set_labels(True))
    assert len(told) == 1


def test_a_listener_may_stop_itself_without_the_next_one_missing_out() -> None:
    session = Session()
    told: list[str] = []
    stops = []

    def once(old: ViewState, new: ViewState) -> None:
        told.append("once")
        stops[0]()

    stops.append(session.subscribe(once))
    session.subscribe(lambda *_: told.append("always"))
    session.do(set_labels(False))
    session.do(set_labels(True))
    assert told == ["once", "always", "always"]


def test_a_listener_must_not_send_commands() -> None:
    session = Session()
    session.subscribe(lambda *_: session.do(set_markers(False)))
    with pytest.raises(RuntimeError, match="listener"):
        session.do(set_labels(False))
    assert session.state == replace(ViewState(), labels=False)


def test_a_listener_that_fails_does_not_lock_the_session() -> None:
    session = Session()

    def fail(old: ViewState, new: ViewState) -> None:
        raise ZeroDivisionError

    stop = session.subscribe(fail)
    with pytest.raises(ZeroDivisionError):
        session.do(set_labels(False))
    stop()
    session.do(set_markers(False))
    assert session.state == replace(ViewState(), labels=False, markers=False)
    session.undo()
    session.undo()
    assert session.state == ViewState()


def test_a_body_that_is_gone_is_gone_from_the_history_too() -> None:
    session = Session()
    told: list[tuple[str, str]] = []
    session.do(set_figure("pack:x"))
    session.do(set_labels(False))
    session.do(set_figure("male"))
    session.undo()
    session.subscribe(lambda old, new: told.append((old.figure, new.figure)))
    session.replace_figure("pack:x", "female")
    assert told == [("pack:x", "female")]
    assert session.state.labels is False
    assert session.redo_text == "Change figure"
    figures = []
    while session.undo():
        figures.append(session.state.figure)
    assert figures == ["female", "female"]
    session.replace_figure("pack:y", "male")
    assert session.state.figure == "female"
