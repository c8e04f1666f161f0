"""Pain drawings in files: what goes in comes out, and bad files lose nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.anatomy.pain import QUALITIES, Pain, PainStroke, RegionRef, SkinPlace
from explorer.errors import ExplorerError
from explorer.session.pain_commands import (
    answer,
    answer_all,
    clear_pain,
    compare,
    paint,
    say_pain,
    set_condition,
    set_pain,
    toggle_region,
    try_point,
)
from explorer.session.pain_file import FORMAT, PainRecord, read_pain, record_of, write_pain
from explorer.session.session import Session
from explorer.session.view_state import PointRef, ViewState

KNOWN = {"temple", "neck", "a.trp1", "flag", "caution_pregnancy"}
PLACE = SkinPlace((1, 2, 3), (0.2, 0.3, 0.5))
STROKE = PainStroke((PLACE,), 20.0, 7, "burning", deep=True)
RECORD = PainRecord(
    Pain((STROKE,), (RegionRef("temple", "left"),), "behind my eye", ("burning",)),
    (("flag", False),),
    ((PointRef("a.trp1", "left"), True),),
    ("caution_pregnancy",),
)

places = st.builds(
    lambda v, a, b: SkinPlace(v, (min(a, b), abs(a - b), 1 - max(a, b))),
    st.tuples(*[st.integers(0, 13379)] * 3),
    st.floats(0, 1),
    st.floats(0, 1),
)
strokes = st.builds(
    PainStroke,
    st.lists(places, min_size=1, max_size=5).map(tuple),
    st.floats(1, 120),
    st.integers(1, 10),
    st.sampled_from(QUALITIES),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
records = st.builds(
    PainRecord,
    st.builds(
        Pain,
        st.lists(strokes, max_size=3).map(tuple),
        st.lists(
            st.builds(
                RegionRef,
                st.sampled_from(["temple", "neck"]),
                st.sampled_from(["right", "left", "both"]),
            ),
            max_size=3,
        ).map(tuple),
        st.text(max_size=30).filter(lambda t: not any(0xD800 <= ord(c) < 0xE000 for c in t)),
        st.lists(st.sampled_from(QUALITIES), max_size=2).map(tuple),
    ),
)


@given(records)
@settings(deadline=None, max_examples=60)
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, record: PainRecord
) -> None:
    path = tmp_path_factory.mktemp("pain") / "drawing.json"
    write_pain(path, record, "mesh")
    assert read_pain(path, "mesh", KNOWN) == (record, ())


def test_the_file_can_be_read_by_people(tmp_path: Path) -> None:
    path = tmp_path / "drawing.json"
    write_pain(path, RECORD, "mesh")
    content = json.loads(path.read_text(encoding="utf-8"))
    assert content["format"] == FORMAT
    assert content["pain"]["strokes"][0]["quality"] == "burning"
    assert content["pain"]["regions"] == [{"region": "temple", "side": "left"}]


def test_what_is_not_known_here_is_left_out_and_named(tmp_path: Path) -> None:
    path = tmp_path / "drawing.json"
    write_pain(path, RECORD, "mesh")
    record, missing = read_pain(path, "mesh", {"flag"})
    assert set(missing) == {"temple", "a.trp1", "caution_pregnancy"}
    assert record.pain.strokes == RECORD.pain.strokes
    assert record.pain.regions == ()
    assert record.answers == RECORD.answers


def changed(path: Path, change: Any) -> None:
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(json.dumps(content), encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda c: c.update(format="something else"), "no pain drawing"),
        (lambda c: c.update(format_version=2), "newer version"),
        (lambda c: c.update(topology="other"), "another body mesh"),
        (lambda c: c["pain"]["strokes"][0].update(radius_mm=900), "brush of 900 mm"),
        (lambda c: c["pain"]["strokes"][0].update(intensity=0), "intensity of 0"),
        (lambda c: c["pain"]["strokes"][0].update(quality="itch"), "damaged"),
        (lambda c: c["pain"]["strokes"][0].update(places=[]), "no place"),
        (lambda c: c["pain"]["strokes"][0]["places"][0].update(vertices=[-1, 2, 3]), "on the body"),
        (lambda c: c["pain"]["strokes"][0]["places"][0].update(weights=[1, 1, 1]), "add up"),
        (lambda c: c.pop("pain"), "damaged"),
    ],
)
def test_a_bad_file_gets_one_clear_sentence(tmp_path: Path, change: Any, sentence: str) -> None:
    path = tmp_path / "drawing.json"
    write_pain(path, RECORD, "mesh")
    changed(path, change)
    before = path.read_bytes()
    with pytest.raises(ExplorerError, match=sentence) as error:
        read_pain(path, "mesh", KNOWN)
    assert error.value.hint
    assert path.read_bytes() == before


@given(st.binary(max_size=200))
@settings(deadline=None, max_examples=80)
def test_any_bytes_are_refused_politely(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("pain") / "drawing.json"
    path.write_bytes(content)
    with pytest.raises(ExplorerError):
        read_pain(path, "mesh", KNOWN)


def test_a_file_that_is_not_there_and_a_folder_that_is_not_are_told(tmp_path: Path) -> None:
    with pytest.raises(ExplorerError, match="could not be read"):
        read_pain(tmp_path / "none.json", "mesh", KNOWN)
    with pytest.raises(ExplorerError, match="could not be written"):
        write_pain(tmp_path / "nowhere" / "x.json", RECORD, "mesh")


# Commands ---------------------------------------------------------------------------------------


def test_one_gesture_of_the_brush_is_one_step_of_undo() -> None:
    session = Session(ViewState())
    for count in (1, 2, 3):
        session.do(paint((), PainStroke((PLACE,) * count), "1"))
    before = session.state.pain.strokes
    session.do(paint(before, STROKE, "2"))
    assert len(session.state.pain.strokes) == 2
    session.undo()
    assert session.state.pain.strokes == before == (PainStroke((PLACE,) * 3),)
    session.undo()
    assert session.state.pain.empty


def test_what_is_said_marked_answered_and_tried_can_be_taken_back() -> None:
    session = Session(ViewState())
    temple, ref = RegionRef("temple", "left"), PointRef("a.trp1", "left")
    session.do(toggle_region(temple))
    session.do(say_pain("behind", "t1"))
    session.do(say_pain("behind my eye", "t1"))
    session.do(answer("flag", True))
    session.do(answer("flag", False))
    session.do(answer_all(("other", "third"), False))
    session.do(try_point(ref, True))
    session.do(set_condition("caution_pregnancy", True))
    state = session.state
    assert state.pain.regions == (temple,)
    assert state.answers == (("flag", False), ("other", False), ("third", False))
    assert state.tried == ((ref, True),)
    assert record_of(state).conditions == ("caution_pregnancy",)
    session.do(clear_pain())
    assert session.state.pain.empty
    assert session.state.answers == session.state.tried == ()
    assert session.state.conditions == ("caution_pregnancy",)
    session.undo()
    assert session.state == state
    session.do(set_pain(RECORD))
    assert record_of(session.state) == RECORD


def test_at_most_three_points_are_compared_and_the_first_gives_way() -> None:
    session = Session(ViewState())
    refs = [PointRef(f"{name}.trp1", "right") for name in "abcd"]
    for ref in refs:
        session.do(compare(ref))
    assert session.state.compared == tuple(refs[1:])
    session.do(compare(refs[2]))
    assert session.state.compared == (refs[1], refs[3])
