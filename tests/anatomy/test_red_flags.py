from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_atlas import atlas as made_atlas
from small_atlas import caution, complaint, point

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import Caution
from explorer.anatomy.red_flags import (
    asked,
    is_general,
    questions_for,
    urgency_words,
    verdict,
)

AREAS = {"calf": "leg", "thigh": "thigh", "loin": "low_back", "crown": "head", "palm": "hand"}
RANK = {"emergency": 0, "today": 1, "soon": 2}


def flag(id: str, urgency: Any, regions: tuple[str, ...] = (), count: int = 2) -> Caution:
    questions = tuple(f"{id} question {i}" for i in range(count))
    return replace(caution(id, regions=regions), urgency=urgency, questions=questions)


def small() -> Atlas:
    atlas = made_atlas(
        [point("soleus.trp1", ["calf", "thigh", "loin", "crown", "palm"])],
        [
            complaint("cramp", ["soleus.trp1"], ["flag_worn", "flag_swollen"], ["calf"]),
            complaint("numb_leg", ["soleus.trp1"], [], ["calf"]),
        ],
        [
            flag("flag_slow", "soon", ("calf",)),
            flag("flag_fall", "today"),
            flag("flag_swollen", "today", ("calf",)),
            flag("flag_near", "today", ("calf", "thigh")),
            flag("flag_worn", "today", ("crown",)),
            flag("flag_hard", "emergency", ("calf",)),
            flag("flag_cancer", "soon"),
            flag("flag_burst", "emergency", ("crown",)),
            flag("flag_stroke", "emergency", ("crown",)),
            flag("flag_cauda_equina", "emergency", ("loin",)),
            flag("flag_spreading_weakness", "today"),
            flag("flag_foot_drop", "today", ("shin",)),
            flag("flag_shingles", "today", ("chest",)),
            caution("caution_calf", "danger_area", ["calf"]),
        ],
    )
    regions = tuple(replace(r, area=AREAS.get(r.id, "other")) for r in atlas.knowledge.regions)
    return Atlas(replace(atlas.knowledge, regions=regions))


SMALL = small()
GENERAL = {"flag_fall", "flag_cancer", "flag_spreading_weakness"}


def ids(cautions: tuple[Caution, ...]) -> list[str]:
    return [c.id for c in cautions]


def test_a_region_asks_its_own_flags_most_urgent_first_and_the_general_ones_last() -> None:
    assert ids(questions_for(SMALL, ["calf"])) == [
        "flag_hard",
        "flag_swollen",
        "flag_near",
        "flag_slow",
        "flag_fall",
        "flag_spreading_weakness",
        "flag_cancer",
    ]


def test_the_flag_that_knows_more_of_the_painful_places_comes_first() -> None:
    near, swollen = "flag_near", "flag_swollen"
    one = ids(questions_for(SMALL, ["calf"]))
    both = ids(questions_for(SMALL, ["calf", "thigh"]))
    assert one.index(swollen) < one.index(near)
    assert both.index(near) < both.index(swollen)


def test_flags_of_a_complaint_lead_their_urgency_in_their_order_but_not_an_emergency() -> None:
    assert ids(questions_for(SMALL, ["calf"], ["cramp"]))[:5] == [
        "flag_hard",
        "flag_worn",
        "flag_swollen",
        "flag_near",
        "flag_slow",
    ]


def test_a_complaint_alone_is_asked_about_with_the_general_flags() -> None:
    assert ids(questions_for(SMALL, (), ["cramp"])) == [
        "flag_worn",
        "flag_swollen",
        "flag_fall",
        "flag_spreading_weakness",
        "flag_cancer",
    ]


@pytest.mark.parametrize("quality", ["numb", "tingling"])
@pytest.mark.parametrize(
    ("region", "added"),
    [
        ("calf", {"flag_stroke", "flag_foot_drop"}),
        ("thigh", {"flag_stroke", "flag_foot_drop"}),
        ("loin", {"flag_stroke", "flag_cauda_equina"}),
        ("palm", {"flag_stroke"}),
    ],
)
def test_numbness_asks_about_the_nerves_of_that_place(
    quality: str, region: str, added: set[str]
) -> None:
    plain = set(ids(questions_for(SMALL, [region])))
    found = questions_for(SMALL, [region], (), [quality])
    assert set(ids(found)) == plain | added


def test_the_nerves_lead_their_urgency_and_weakness_is_no_general_question_then() -> None:
    assert ids(questions_for(SMALL, ["calf"], (), ["numb"])) == [
        "flag_stroke",
        "flag_hard",
        "flag_spreading_weakness",
        "flag_foot_drop",
        "flag_swollen",
        "flag_near",
        "flag_slow",
        "flag_fall",
        "flag_cancer",
    ]


def test_numbness_in_words_alone_takes_the_place_from_the_complaint() -> None:
    assert "flag_foot_drop" in ids(questions_for(SMALL, (), ["numb_leg"], ["numb"]))
    assert "flag_foot_drop" not in ids(questions_for(SMALL, ["palm"], ["numb_leg"], ["numb"]))


def test_burning_asks_about_shingles_where_they_run_in_strips() -> None:
    assert "flag_shingles" in ids(questions_for(SMALL, ["loin"], (), ["burning"]))
    assert "flag_shingles" not in ids(questions_for(SMALL, ["loin"], (), ["ache"]))
    assert "flag_shingles" not in ids(questions_for(SMALL, ["palm"], (), ["burning"]))


def test_no_pain_asks_nothing_and_an_unknown_place_asks_what_is_general() -> None:
    assert questions_for(SMALL) == ()
    assert set(ids(questions_for(SMALL, ["elsewhere"]))) == GENERAL


@given(
    st.lists(st.sampled_from([*AREAS, "shin", "chest"]), unique=True),
    st.lists(st.sampled_from(["cramp", "numb_leg"]), unique=True),
    st.lists(st.sampled_from(["ache", "burning", "tingling", "stabbing", "numb"]), unique=True),
)
def test_nothing_dangerous_is_left_out_or_asked_twice(
    regions: list[str], complaints: list[str], qualities: list[str]
) -> None:
    found = questions_for(SMALL, regions, complaints, qualities)
    assert len(set(ids(found))) == len(found)
    assert all(c.kind == "red_flag" for c in found)
    if not (regions or complaints or qualities):
        return
    assert set(ids(found)) >= GENERAL
    for c in SMALL.knowledge.cautions:
        if c.kind == "red_flag" and set(c.regions) & set(regions):
            assert c in found
    for id in complaints:
        assert set(SMALL.complaints[id].red_flags) <= set(ids(found))
    special = [c for c in found if not is_general(c)]
    ranks = [RANK[c.urgency or "today"] for c in special]
    assert ranks == sorted(ranks)


def test_a_yes_to_one_question_raises_the_flag_most_urgent_first() -> None:
    slow, hard, near = (asked(SMALL.cautions[i]) for i in ("flag_slow", "flag_hard", "flag_near"))
    answers = {key: False for a in (slow, hard, near) for key in a.keys}
    assert verdict(SMALL, answers) == ()
    answers |= {slow.keys[0]: True, hard.keys[-1]: True}
    assert ids(verdict(SMALL, answers)) == ["flag_hard", "flag_slow"]


def test_a_yes_may_name_the_flag_itself_and_strangers_are_passed_over() -> None:
    assert ids(verdict(SMALL, {"flag_near": True, "flag_gone.1": True})) == ["flag_near"]
    assert verdict(SMALL, {"caution_calf": True, "flag_hard": False}) == ()


def test_a_flag_without_questions_is_asked_by_its_title_and_not_taken_lightly() -> None:
    bare = replace(caution("flag_bare"), title="A drooping lid")
    assert asked(bare).questions == ("A drooping lid: is it so?",)
    assert asked(bare).keys == ("flag_bare.1",)
    assert urgency_words(bare.urgency) == urgency_words("today")


def test_a_flag_that_does_not_say_how_urgent_stands_before_those_that_can_wait() -> None:
    bare = caution("flag_bare", regions=["calf"])
    cautions = (*SMALL.knowledge.cautions, bare)
    made = Atlas(replace(SMALL.knowledge, cautions=cautions))
    raised = verdict(made, {"flag_slow": True, "flag_bare": True, "flag_hard": True})
    assert ids(raised) == ["flag_hard", "flag_bare", "flag_slow"]


def test_each_urgency_says_when() -> None:
    assert "112" in urgency_words("emergency")
    assert "today" in urgency_words("today")
    assert "days" in urgency_words("soon")


# The built-in content


def test_every_red_flag_asks_one_to_three_short_plain_questions(atlas: Atlas) -> None:
    faults = []
    for c in (c for c in atlas.knowledge.cautions if c.kind == "red_flag"):
        if not (1 <= len(c.questions) <= 3 and c.urgency):
            faults.append(f"{c.id}: {len(c.questions)} questions, urgency {c.urgency}")
        for q in c.questions:
            words = q.lower().rstrip("?").replace(",", "").split()
            if not q.endswith("?") or len(words) > 22:
                faults.append(f"{c.id}: {q}")
            # a yes must mean the flag: no "Are you not ..."
            if {"not", "never", "isn't", "don't"}.intersection(words[:4]):
                faults.append(f"{c.id}, turned round: {q}")
    questions = [q for c in atlas.knowledge.cautions for q in c.questions]
    assert not faults
    assert len(questions) == len(set(questions))


def test_no_place_is_asked_about_more_than_it_takes(atlas: Atlas) -> None:
    general = [c.id for c in atlas.knowledge.cautions if is_general(c)]
    assert 1 <= len(general) <= 6
    crowded = {
        region: special
        for region in atlas.regions
        if len(special := [c.id for c in questions_for(atlas, [region]) if not is_general(c)]) > 5
    }
    assert not crowded


@pytest.mark.parametrize(
    ("region", "there", "not_there"),
    [
        ("chest_heart_area", "flag_chest", "flag_calf_swelling"),
        ("calf_lower", "flag_calf_swelling", "flag_thunderclap"),
        ("head_temple", "flag_temporal_arteritis", "flag_cauda_equina"),
        ("head_occiput", "flag_thunderclap", "flag_foot_drop"),
        ("low_back_lower", "flag_cauda_equina", "flag_stroke"),
        ("perineum", "flag_cauda_equina", "flag_chest"),
        ("back_mid_spine", "flag_fever_back", "flag_groin"),
        ("neck_back", "flag_neck_trauma", "flag_calf_swelling"),
        ("abd_navel", "flag_pulsing_belly", "flag_eye_sudden"),
        ("face_behind_eye", "flag_eye_sudden", "flag_chest"),
        ("shin", "flag_foot_drop", "flag_chest"),
        ("groin", "flag_groin", "flag_dental_infection"),
        ("arm_inner", "flag_chest", "flag_acute_belly"),
    ],
)
def test_the_dangers_of_a_place_are_asked_about_there_and_no_others(
    atlas: Atlas, region: str, there: str, not_there: str
) -> None:
    found = ids(questions_for(atlas, [region]))
    assert there in found
    assert not_there not in found


def test_the_worst_is_said_first(atlas: Atlas) -> None:
    everything = {c.id: True for c in atlas.knowledge.cautions}
    raised = verdict(atlas, everything)
    assert len(raised) == sum(c.kind == "red_flag" for c in atlas.knowledge.cautions)
    ranks = [RANK[c.urgency or "today"] for c in raised]
    assert ranks == sorted(ranks)
    first = {c.id for c in raised if c.urgency == "emergency"}
    assert first >= {
        "flag_chest",
        "flag_thunderclap",
        "flag_stroke",
        "flag_cauda_equina",
        "flag_neck_trauma",
    }


@given(data=st.data())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_each_answer_of_the_content_raises_its_own_flag_alone(
    atlas: Atlas, data: st.DataObject
) -> None:
    c = data.draw(st.sampled_from([c for c in atlas.knowledge.cautions if c.kind == "red_flag"]))
    key = data.draw(st.sampled_from(asked(c).keys))
    others = {k: False for o in atlas.knowledge.cautions for k in asked(o).keys}
    assert verdict(atlas, others | {key: True}) == (c,)
