from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.anatomy.pain import Pain, PainStroke, RegionRef, SkinPlace
from explorer.errors import ExplorerError
from explorer.session.saved_view import view_from, view_record
from explorer.session.view_state import CameraPose, PointRef, Subject, ViewState

KNOWN = {"a.trp1", "b.trp1", "muscle", "temple"}
numbers = st.floats(-5000, 5000, allow_nan=False)
vectors = st.tuples(numbers, numbers, numbers)
states = st.builds(
    ViewState,
    figure=st.sampled_from(["female", "male"]),
    subject=st.none() | st.just(Subject("muscle", "muscle", "left")),
    shown=st.lists(st.sampled_from([PointRef("a.trp1", "left"), PointRef("b.trp1", "right")])).map(
        tuple
    ),
    camera=st.builds(CameraPose, vectors, vectors, vectors, st.floats(1, 90)),
    skin_opacity=st.floats(0, 1),
    hidden=st.just(("muscle:x:left",)) | st.just(()),
    markers=st.booleans(),
    pain=st.builds(
        Pain,
        st.just((PainStroke((SkinPlace((1, 2, 3), (0.2, 0.3, 0.5)),), 20.0, 7),)),
        st.just((RegionRef("temple", "left"),)),
    ),
)


@given(states)
def test_a_view_comes_back_from_json(state: ViewState) -> None:
    text = json.dumps(view_record(state))
    assert view_from(json.loads(text), KNOWN) == (state, ())


def test_what_is_as_usual_is_not_written() -> None:
    assert set(view_record(ViewState())) == {"figure", "camera"}
    assert view_record(replace(ViewState(), labels=False))["labels"] is False


def test_what_is_not_known_here_is_left_out_and_named() -> None:
    state = ViewState(
        subject=Subject("point", "gone.trp1", "left"),
        shown=(PointRef("gone.trp1", "left"), PointRef("a.trp1", "left")),
        region="moon",
        pain=Pain(regions=(RegionRef("sun"),)),
    )
    left, missing = view_from(view_record(state), KNOWN)
    assert set(missing) == {"gone.trp1", "moon", "sun"}
    assert left.shown == (PointRef("a.trp1", "left"),)
    assert left.subject is None
    assert left.region is None
    assert left.pain.regions == ()


@pytest.mark.parametrize(
    ("record", "sentence"),
    [
        ({"figure": "female", "hologram": 1}, "newer version"),
        ({"skin_opacity": "thick"}, "damaged"),
        ({"camera": {"position": [1, 2]}}, "damaged"),
    ],
)
def test_a_bad_view_gets_a_sentence(record: dict[str, object], sentence: str) -> None:
    with pytest.raises(ExplorerError) as error:
        view_from(record, KNOWN)
    assert sentence in str(error.value)
