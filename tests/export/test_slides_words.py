"""Words on slides and in the speaker's notes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.anatomy.atlas import Atlas
from explorer.export.plates import plate_state
from explorer.export.slides.notes import (
    answer_words,
    citation,
    question_words,
    sources_of,
    speaker_notes,
)
from explorer.export.slides.pictures import concealed
from explorer.export.slides.text import LINE, clean, fitted, lines_of, shortened, width_of
from explorer.session.lesson import LessonView
from explorer.session.view_state import PointRef, ViewState


def view(atlas: Atlas, id: str, **words: str) -> LessonView:
    return LessonView("v", "Title", state=plate_state(atlas, id, "left", "female"), **words)


def test_every_point_has_notes_with_sources_and_no_marks_of_links(atlas: Atlas) -> None:
    for id in atlas.points:
        said = speaker_notes(atlas, view(atlas, id))
        assert "[[" not in said
        assert "SOURCES" in said
        assert atlas.points[id].location.split("[[")[0] in said
        assert "(none" not in said


def test_notes_begin_with_the_authors_and_end_with_the_disclaimer(atlas: Atlas) -> None:
    said = speaker_notes(atlas, view(atlas, "soleus.trp1", notes="  My words. "))
    assert said.startswith("My words.\n\nSOLEUS TRP1 (LEFT)")
    assert said.endswith(atlas.knowledge.disclaimer)


def test_muscle_complaint_and_region_are_described_before_their_points(atlas: Atlas) -> None:
    muscle = speaker_notes(atlas, view(atlas, "soleus"))
    assert f"Origin: {atlas.muscles['soleus'].origin}" in muscle
    assert muscle.index("Origin:") < muscle.index("Where it is:")
    complaint = speaker_notes(atlas, view(atlas, "complaint_headache"))
    assert "See a doctor instead, if:" in complaint
    assert "First steps:" in complaint
    region = speaker_notes(atlas, view(atlas, "head_temple"))
    assert "Commonly described sources of pain here: " in region
    assert "Temporalis TrP1" in region


def test_many_points_are_named_but_not_all_described(atlas: Atlas) -> None:
    shown = tuple(PointRef(p, "right") for p in list(atlas.points)[:12])
    said = speaker_notes(atlas, LessonView("v", "Many", state=ViewState(shown=shown)))
    assert said.count("Where it is:") == 8
    for ref in shown:
        assert atlas.point_name(ref.point).casefold() in said.casefold()


def test_points_that_are_not_known_are_passed_over(atlas: Atlas) -> None:
    lost = LessonView("v", "Lost", state=ViewState(shown=(PointRef("gone.trp1", "left"),)))
    assert speaker_notes(atlas, lost) == atlas.knowledge.disclaimer
    assert answer_words(atlas, lost) == "Lost"


def test_each_source_is_cited_once_in_the_order_of_names(atlas: Atlas) -> None:
    states = [view(atlas, id).state for id in ("soleus", "soleus.trp1", "infraspinatus.trp1")]
    cited = [citation(r) for r in sources_of(atlas, states)]
    assert len(cited) == len(set(cited)) > 2
    assert cited == sorted(cited, key=str.casefold)
    unseen = replace(atlas.references["ref_delphi_2018"], seen=False)
    assert "doi:10.1093/pm/pnx207" in citation(unseen)
    assert "to be checked" in citation(unseen)


def test_a_question_asks_for_what_can_be_seen(atlas: Atlas) -> None:
    one, two = view(atlas, "soleus.trp1"), view(atlas, "gluteus_medius")
    assert question_words(atlas, one, one.state.shown).startswith("Which trigger point is this")
    assert question_words(atlas, two, two.state.shown).startswith("Which trigger points are")
    # What cannot be seen cannot be asked for, but by its name.
    assert "pain of Soleus TrP1" in question_words(atlas, one, ())
    assert "this place" in question_words(atlas, view(atlas, "head_temple"), ())
    assert question_words(atlas, view(atlas, "soleus.trp1", question=" Why? "), ()) == "Why?"
    assert answer_words(atlas, one) == "Soleus TrP1 (left)"


def test_what_gives_the_answer_away_is_hidden(atlas: Atlas) -> None:
    state = view(atlas, "soleus.trp1").state
    state = concealed(replace(state, danger=True, compared=state.shown * 2))
    assert (state.labels, state.zones, state.legend, state.course) == (False,) * 4
    assert (state.danger, state.compared) == (False, ())
    assert state.shown
    assert state.camera == ViewState().camera


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\x00b\x1bc\x7f", "abc"),
        ("a\r\nb\rc\vd", "a\nb\nc\nd"),
        ("x\ud800y\ufffe", "xy"),
        ("<b>&\u00e4\U0001f9e0", "<b>&\u00e4\U0001f9e0"),
    ],
)
def test_what_no_file_can_hold_is_taken_out(text: str, kept: str) -> None:
    assert clean(text) == kept


@given(st.text(st.sampled_from("abc wxyz\n"), max_size=300), st.floats(60, 800))
@settings(deadline=None, max_examples=60)
def test_text_is_made_to_fit_its_box(qapp: object, text: str, width: float) -> None:
    said, size = fitted(text, (28.0, 20.0, 14.0), width, 60.0)
    assert size in (28.0, 20.0, 14.0)
    assert lines_of(said, size, width) * size * LINE <= 60.0 or said == "…"
    assert said == text or (size == 14.0 and said.endswith("…"))


def test_short_text_stays_and_long_text_is_cut_at_its_end(qapp: object) -> None:
    assert shortened("short", 20, 400, 1) == "short"
    cut = shortened("many words " * 50, 20, 400, 2)
    assert cut.startswith("many words many")
    assert cut.endswith("…")
    assert lines_of(cut, 20, 400) == 2
    assert width_of("wide", 20, True) > width_of("wide", 10) > 0
    assert lines_of("x" * 300, 20, 100) > 10
