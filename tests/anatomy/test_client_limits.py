from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_atlas import atlas as made_atlas
from small_atlas import caution, point

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.client import allowed_for, conditions_of, self_care_offered
from explorer.anatomy.model import Caution, ClientLimits
from explorer.errors import ExplorerError

FAMILIES = {
    "thumb": "pressure",
    "roller": "stroke",
    "needle": "clinician",
    "easy_stretch": "lengthen",
    "inhibition_combo": "lengthen",
}


def condition(id: str, asked_as: str, limits: ClientLimits | None, kind: str) -> Caution:
    made = replace(caution(id, kind), asked_as=asked_as, limits=limits, advice="Ask first.")
    return made


def small() -> Atlas:
    atlas = made_atlas(
        [point("soleus.trp1", ["calf", "nape"], techniques=list(FAMILIES))],
        cautions=[
            condition("fever", "Fever", ClientLimits(nothing=True), "no_pressure"),
            condition("thinners", "Thin blood", ClientLimits(light=True), "ask_first"),
            condition("veins", "Wide veins", ClientLimits(techniques=("roller",)), "not_here"),
            condition("pregnant", "Pregnant", ClientLimits(regions=("calf",)), "ask_first"),
            condition("artery", "Artery", ClientLimits(regions=("nape", "calf")), "ask_first"),
            condition("wound", "A wound", ClientLimits(), "not_here"),
            condition("unwritten", "Unwritten", None, "no_pressure"),
            condition("unwritten_too", "Unwritten too", None, "ask_first"),
            caution("caution_calf", "danger_area", ["calf"]),
        ],
    )
    areas = {"calf": "leg", "nape": "neck"}
    knowledge = replace(
        atlas.knowledge,
        regions=tuple(replace(r, area=areas[r.id]) for r in atlas.knowledge.regions),
        techniques=tuple(
            replace(t, name=t.id.title(), family=FAMILIES[t.id])  # type: ignore[arg-type]
            for t in atlas.knowledge.techniques
        ),
    )
    return Atlas(knowledge)


SMALL = small()
POINT = "soleus.trp1"


def kept(conditions: list[str], region: str = "calf") -> list[str]:
    return [t.technique for t in allowed_for(SMALL, POINT, conditions, region=region).kept]


def test_without_conditions_everything_is_left_in_its_order() -> None:
    allowed = allowed_for(SMALL, POINT, [], region="calf")
    assert allowed.kept == SMALL.points[POINT].treatment
    assert (allowed.dropped, allowed.reasons) == ((), ())
    assert (allowed.pressed, allowed.light, allowed.nothing) == (True, False, False)


def test_fever_leaves_nothing_and_says_so() -> None:
    allowed = allowed_for(SMALL, POINT, ["wound", "fever"], region="calf")
    assert allowed.kept == ()
    assert {d.reason for d in allowed.dropped} == {"Fever: no treatment for now."}
    assert allowed.nothing
    assert not allowed.pressed
    assert "Fever: ask first." in allowed.reasons


def test_a_technique_that_is_ruled_out_is_named_with_its_reason() -> None:
    allowed = allowed_for(SMALL, POINT, ["veins"], region="calf")
    assert [d.treatment.technique for d in allowed.dropped] == ["roller"]
    assert allowed.dropped[0].reason == "Wide veins: no roller."
    assert len(allowed.kept) == len(FAMILIES) - 1
    assert allowed.pressed


def test_a_place_that_is_ruled_out_is_stretched_and_no_more() -> None:
    allowed = allowed_for(SMALL, POINT, ["pregnant"], region="calf")
    assert kept(["pregnant"]) == ["easy_stretch"]
    assert not allowed.pressed
    assert not allowed.nothing
    elsewhere = allowed_for(SMALL, POINT, ["pregnant"], region="nape")
    assert elsewhere.kept == SMALL.points[POINT].treatment
    assert elsewhere.pressed
    assert elsewhere.reasons == ()


def test_a_neck_that_is_not_pressed_is_not_stretched_either() -> None:
    assert kept(["artery"], "nape") == []
    assert kept(["artery"], "calf") == ["easy_stretch"]


def test_an_unknown_place_is_taken_for_a_forbidden_one() -> None:
    assert kept(["pregnant"], "") == ["easy_stretch"]
    assert not allowed_for(SMALL, POINT, ["pregnant"]).pressed


def test_light_keeps_the_techniques_but_asks_for_a_light_hand() -> None:
    allowed = allowed_for(SMALL, POINT, ["thinners"], region="calf")
    assert allowed.kept == SMALL.points[POINT].treatment
    assert allowed.light
    assert allowed.reasons == ("Thin blood: ask first.",)


def test_a_spot_that_only_the_client_knows_is_said_and_rules_nothing_out() -> None:
    allowed = allowed_for(SMALL, POINT, ["wound"], region="calf")
    assert allowed.kept == SMALL.points[POINT].treatment
    assert allowed.reasons == ("A wound: ask first.",)


def test_limits_that_nobody_wrote_are_taken_strictly() -> None:
    assert allowed_for(SMALL, POINT, ["unwritten"], region="calf").nothing
    assert allowed_for(SMALL, POINT, ["unwritten_too"], region="calf").light


@pytest.mark.parametrize(("point_id", "conditions"), [(POINT, ["gone"]), ("gone.trp1", [])])
def test_what_is_unknown_allows_nothing(point_id: str, conditions: list[str]) -> None:
    with pytest.raises(ExplorerError, match="gone"):
        allowed_for(SMALL, point_id, conditions, region="calf")


def test_only_what_is_asked_as_something_can_be_set() -> None:
    assert "caution_calf" not in {c.id for c in conditions_of(SMALL)}
    assert [c.id for c in conditions_of(SMALL)][:2] == ["fever", "thinners"]


ALL = [c.id for c in conditions_of(SMALL)]


@given(
    st.lists(st.sampled_from(ALL), unique=True),
    st.lists(st.sampled_from(ALL)),
    st.sampled_from(["calf", "nape", ""]),
)
def test_a_further_condition_never_allows_more(
    some: list[str], more: list[str], region: str
) -> None:
    before = allowed_for(SMALL, POINT, some, region=region)
    after = allowed_for(SMALL, POINT, [*some, *more], region=region)
    assert set(after.kept) <= set(before.kept)
    assert after.nothing >= before.nothing
    assert after.light >= before.light
    assert after.pressed <= before.pressed
    assert set(before.reasons) <= set(after.reasons)
    whole = (*after.kept, *(d.treatment for d in after.dropped))
    assert sorted(t.technique for t in whole) == sorted(FAMILIES)


@pytest.mark.parametrize(
    ("press_class", "conditions", "says"),
    [
        ("open", [], "You may press here yourself"),
        ("care", [], "after somebody trained has shown you"),
        ("licensed", [], "Do not press here yourself"),
        ("open", ["thinners"], "only lightly"),
        ("care", ["thinners"], "after somebody trained has shown you"),
        ("open", ["pregnant"], "Do not press here yourself"),
        ("care", ["pregnant"], "Do not press here yourself"),
        ("open", ["fever"], "No self-care for now"),
        ("licensed", ["fever"], "No self-care for now"),
    ],
)
def test_self_care_is_offered_as_far_as_muscle_and_client_allow(
    press_class: str, conditions: list[str], says: str
) -> None:
    allowed = allowed_for(SMALL, POINT, conditions, region="calf")
    assert says in self_care_offered(press_class, allowed)  # type: ignore[arg-type]


def test_a_neck_with_nothing_left_is_left_alone() -> None:
    allowed = allowed_for(SMALL, POINT, ["artery"], region="nape")
    assert "Leave this place alone" in self_care_offered("licensed", allowed)
    assert "You may press" in self_care_offered("open")


# The built-in content


def test_the_usual_conditions_can_be_set_and_each_says_what_it_limits(atlas: Atlas) -> None:
    usual = conditions_of(atlas)
    assert {c.id for c in usual} >= {
        "caution_pregnancy",
        "caution_blood_thinners",
        "caution_osteoporosis",
        "caution_fever",
        "caution_clot",
        "caution_blood_pressure",
        "caution_loose_joints",
        "caution_numb_feet",
        "caution_neck_artery",
        "caution_children",
        "caution_implant",
        "caution_varicose_veins",
    }
    assert all(c.limits is not None and c.advice for c in usual)
    assert not [c.id for c in usual if c.kind in ("red_flag", "danger_area", "stop_sign")]
    assert len({c.asked_as for c in usual}) == len(usual)


@pytest.mark.parametrize(
    "id",
    [
        "caution_fever",
        "caution_clot",
        "caution_fracture",
        "caution_blood_pressure",
        "caution_inflammation",
    ],
)
def test_what_forbids_all_pressing_does(atlas: Atlas, id: str) -> None:
    for point_id in ("soleus.trp1", "upper_trapezius.trp1", "masseter_superficial.trp1"):
        assert allowed_for(atlas, point_id, [id], region="calf_lower").kept == ()


@pytest.mark.parametrize(
    ("id", "point_id", "region", "pressed"),
    [
        ("caution_pregnancy", "soleus.trp1", "calf_lower", False),
        ("caution_pregnancy", "iliacus.trp1", "abd_lower_side", False),
        ("caution_pregnancy", "upper_trapezius.trp1", "shoulder_top", True),
        ("caution_neck_artery", "scalenus_medius.trp1", "neck_side", False),
        ("caution_neck_artery", "soleus.trp1", "calf_lower", True),
        ("caution_numb_feet", "abductor_hallucis.trp1", "foot_inner_edge", False),
        ("caution_numb_feet", "infraspinatus.trp1", "scapula_body", True),
        ("caution_osteoporosis", "intercostals.trp1", "chest_side", False),
        ("caution_osteoporosis", "gluteus_medius.trp1", "buttock_upper", True),
    ],
)
def test_places_that_a_condition_forbids_are_not_pressed(
    atlas: Atlas, id: str, point_id: str, region: str, pressed: bool
) -> None:
    allowed = allowed_for(atlas, point_id, [id], region=region)
    assert allowed.pressed is pressed
    assert bool(allowed.reasons) or pressed


@given(data=st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_thin_blood_thin_bones_and_pregnancy_keep_heavy_tools_away(
    atlas: Atlas, data: st.DataObject
) -> None:
    point_id = data.draw(st.sampled_from(sorted(atlas.points)))
    id = data.draw(
        st.sampled_from(["caution_blood_thinners", "caution_osteoporosis", "caution_pregnancy"])
    )
    region = data.draw(st.sampled_from(sorted(atlas.regions)))
    allowed = allowed_for(atlas, point_id, [id], region=region)
    left = {t.technique for t in allowed.kept}
    assert allowed.light
    assert not left & {"knuckle_elbow", "foam_roller", "roller_stick", "percussion"}
    assert all(d.reason.startswith(atlas.cautions[id].asked_as) for d in allowed.dropped)
