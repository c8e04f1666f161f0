"""What a handout says about self-care: never more than conditions and answers allow."""

from __future__ import annotations

from html import escape

import pytest

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.client import allowed_for, conditions_of, self_care_offered
from explorer.anatomy.red_flags import is_general
from explorer.export.handout.html import Level, Said, handout_parts
from explorer.export.handout.words import (
    care_words,
    doctor_words,
    general_signs,
    raised,
    source_words,
)
from explorer.export.plain_words import dose_words, plain
from explorer.session.pain_file import PainRecord
from explorer.session.view_state import PointRef


def record(*conditions: str, answers: tuple[tuple[str, bool], ...] = ()) -> PainRecord:
    return PainRecord(conditions=conditions, answers=answers)


@pytest.mark.parametrize(
    ("dose", "said"),
    [
        ("30-60 s, 4-6/10, 2-3 times", "30 to 60 seconds, 4 to 6 out of 10, 2 to 3 times"),
        ("60-90 s a spot, 5-6/10", "60 to 90 seconds a spot, 5 to 6 out of 10"),
        ("5 slow turns, 2 sets", "5 slow turns, 2 sets"),
    ],
)
def test_doses_are_said_as_people_say_them(dose: str, said: str) -> None:
    assert dose_words(dose) == said


def test_without_conditions_the_points_own_words_hold(atlas: Atlas) -> None:
    point = atlas.points["infraspinatus.trp1"]
    care = care_words(atlas, record(), point, "scapula_body")
    assert care.what == dose_words(plain(atlas, point.self_care))
    assert care.rule == ""
    assert care.stretch


def test_every_point_has_self_care_with_a_dose_or_a_rule(atlas: Atlas) -> None:
    for point in atlas.knowledge.trigger_points:
        care = care_words(atlas, record(), point, "")
        assert care.what
        if atlas.muscle_of(point).press_class != "open":
            assert care.rule == self_care_offered(atlas.muscle_of(point).press_class, None)


def test_a_yes_to_a_danger_sign_withholds_all_self_care(atlas: Atlas) -> None:
    flag = record(answers=(("flag_chest.1", True), ("flag_trauma.1", False)))
    assert [c.id for c in raised(atlas, flag)] == ["flag_chest"]
    for point in atlas.knowledge.trigger_points[::20]:
        care = care_words(atlas, flag, point, "")
        assert (care.what, care.stretch) == ("", "")
        assert "Do not press" in care.rule


def test_what_a_condition_touches_is_never_said_in_words_for_anybody(atlas: Atlas) -> None:
    limited = 0
    for condition in conditions_of(atlas):
        for point in atlas.knowledge.trigger_points:
            allowed = allowed_for(atlas, point.id, [condition.id])
            care = care_words(atlas, record(condition.id), point, "")
            if allowed.nothing:
                assert (care.what, care.stretch) == ("", "")
            if allowed.nothing or not allowed.pressed or allowed.light or allowed.dropped:
                limited += 1
                assert plain(atlas, point.self_care) not in care.what
                assert care.rule
                kept = {dose_words(t.dose) for t in allowed.kept}
                assert not care.what or any(dose in care.what for dose in kept)
    assert limited > 1000


def test_a_ball_is_not_named_to_somebody_on_blood_thinners(atlas: Atlas) -> None:
    point = atlas.points["infraspinatus.trp1"]
    care = care_words(atlas, record("caution_blood_thinners"), point, "scapula_body")
    assert "ball" not in care.what + care.stretch
    assert "lightly" in care.rule


def test_loose_joints_are_not_told_to_stretch(atlas: Atlas) -> None:
    for point in atlas.knowledge.trigger_points:
        assert not care_words(atlas, record("caution_loose_joints"), point, "").stretch


def test_red_flags_of_the_points_come_by_urgency_and_in_detail(atlas: Atlas) -> None:
    refs = [PointRef("infraspinatus.trp1", "right"), PointRef("piriformis.trp1", "right")]
    groups = doctor_words(atlas, refs, 2)
    heads = [head for head, _ in groups]
    assert heads[0].startswith("Get emergency help now")
    assert len(heads) == len(set(heads))
    signs = dict(sign for _, own in groups for sign in own)
    expected = {
        atlas.cautions[c].title
        for ref in refs
        for c in (
            *atlas.points[ref.point].cautions,
            *atlas.muscle_of(atlas.points[ref.point]).cautions,
        )
        if atlas.cautions[c].kind == "red_flag"
    }
    assert set(signs) == expected
    brief = dict(sign for _, own in doctor_words(atlas, refs, 1) for sign in own)
    none = dict(sign for _, own in doctor_words(atlas, refs, 0) for sign in own)
    title = "Chest pain that may be the heart"
    assert len(signs[title]) > len(brief[title]) > len(none[title]) == 0


def test_nobody_goes_without_the_signs_of_any_pain(atlas: Atlas) -> None:
    general = {c.title for c in atlas.knowledge.cautions if is_general(c)}
    assert len(general) >= 4
    assert set(general_signs(atlas, ())) == general
    assert set(general_signs(atlas, {"Fall, crash or blow"})) == general - {"Fall, crash or blow"}
    for point in atlas.points:
        refs = [PointRef(point, "right")]
        told = {title for _, own in doctor_words(atlas, refs, 1) for title, _ in own}
        said = Said(PainRecord(), tuple(refs), (), (), (), "", "#000000")
        html = " ".join(handout_parts(atlas, said, Level(10.0, 40, 1))).lower()
        assert "when to see a doctor instead" in html, point
        for title in told | general:
            assert escape(title).lower() in html, point


def test_what_pressing_brought_is_told_for_the_side_it_was_tried_on(atlas: Atlas) -> None:
    right, left = (PointRef("soleus.trp1", side) for side in ("right", "left"))
    tried = PainRecord(tried=((right, True), (left, False)))
    assert "you felt the pain that you know" in source_words(atlas, tried, right, "").tried
    assert "did not bring" in source_words(atlas, tried, left, "").tried
    assert source_words(atlas, PainRecord(), right, "").tried == ""
