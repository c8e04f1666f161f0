from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_atlas import atlas, caution, complaint, point

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.pain import RegionRef
from explorer.anatomy.source_finder import Finding, Question, SourceFinder, find_sources

REGIONS = ("temple", "neck", "jaw", "ear", "shoulder")


@pytest.fixture
def head() -> Atlas:
    return atlas(
        [
            point("trapezius.trp1", ["neck", "temple"], ["jaw"]),
            point("temporalis.trp1", ["temple"], ["ear"]),
            point("masseter.trp1", ["jaw", "ear"]),
            point("silent.trp1", ["temple"], zone_kind="none"),
        ],
        complaints=[
            complaint(
                "headache", ["masseter.trp1", "trapezius.trp1"], ["flag_thunderclap"], ["temple"]
            )
        ],
        cautions=[
            caution("flag_chest", regions=["shoulder"]),
            caution("flag_thunderclap", regions=["crown"]),
            caution("caution_temple", "danger_area", ["temple"]),
        ],
    )


def common(made: Atlas, **given: Any) -> Atlas:
    """The same atlas with some muscles more, or less, commonly involved."""
    muscles = tuple(
        dataclasses.replace(m, commonness=given.get(m.id, m.commonness))
        for m in made.knowledge.muscles
    )
    return Atlas(dataclasses.replace(made.knowledge, muscles=muscles))


def scores(finding: Finding) -> dict[str, float]:
    return {s.trigger_point: s.score for s in finding.sources}


@st.composite
def atlases(draw: st.DrawFn) -> Atlas:
    some = st.lists(st.sampled_from(REGIONS), unique=True, max_size=3)
    count = draw(st.integers(1, 5))
    return atlas(
        [point(f"m{i}.trp1", draw(some), draw(some)) for i in range(count)],
        cautions=[caution("flag", regions=REGIONS)],
    )


PAINFUL = st.lists(st.sampled_from(REGIONS), unique=True, min_size=1, max_size=5)


@given(atlases(), PAINFUL)
@settings(deadline=None)
def test_sources_are_ranked_between_nothing_and_one_and_say_why(
    made: Atlas, painful: list[str]
) -> None:
    finding = find_sources(made, painful)
    ranked = [s.score for s in finding.sources]
    assert ranked == sorted(ranked, reverse=True)
    assert all(0 < score <= 1 for score in ranked)
    assert all(s.reasons for s in finding.sources)


def test_equal_points_stand_in_the_order_of_the_knowledge_base() -> None:
    made = atlas([point(f"{name}.trp1", ["neck"]) for name in ("c", "a", "b")])
    assert list(scores(find_sources(made, ["neck"]))) == ["c.trp1", "a.trp1", "b.trp1"]
    listed = [complaint("first", ["a.trp1"]), complaint("second", ["c.trp1"])]
    made = atlas([point("c.trp1"), point("a.trp1")], complaints=listed)
    assert list(scores(find_sources(made, (), ["first", "second"]))) == ["c.trp1", "a.trp1"]


@given(atlases(), PAINFUL)
@settings(deadline=None)
def test_the_sources_are_the_points_that_refer_to_where_it_hurts(
    made: Atlas, painful: list[str]
) -> None:
    found = set(scores(find_sources(made, painful)))
    refer = {p.id for region in painful for p in made.points_referring_to(region)}
    assert found == refer


@given(atlases(), PAINFUL, st.randoms())
@settings(deadline=None)
def test_neither_the_order_nor_a_region_said_twice_matters(
    made: Atlas, painful: list[str], random: object
) -> None:
    shuffled = [*painful, painful[0]]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert find_sources(made, shuffled) == find_sources(made, painful)


@given(atlases(), PAINFUL, st.sampled_from(REGIONS))
@settings(deadline=None)
def test_pain_in_one_more_essential_region_never_speaks_against_a_point(
    made: Atlas, painful: list[str], more: str
) -> None:
    before = scores(find_sources(made, painful))
    after = scores(find_sources(made, [*painful, more]))
    for one in made.knowledge.trigger_points:
        if any(z.level == "essential" and more in z.regions for z in one.zones):
            assert after[one.id] >= before.get(one.id, 0.0)


@given(atlases(), PAINFUL, st.sampled_from(REGIONS))
@settings(deadline=None)
def test_pain_where_a_point_does_not_refer_never_speaks_for_it(
    made: Atlas, painful: list[str], more: str
) -> None:
    before = scores(find_sources(made, painful))
    after = scores(find_sources(made, [*painful, more]))
    for one in made.knowledge.trigger_points:
        if one not in made.points_referring_to(more):
            assert after.get(one.id, 0.0) <= before.get(one.id, 0.0)


def test_a_point_that_explains_everything_and_expects_no_more_is_certain() -> None:
    made = atlas([point("a.trp1", ["neck", "jaw"])])
    made = common(made, a="very_common")
    assert scores(find_sources(made, ["jaw", "neck"])) == {"a.trp1": 1.0}


def test_of_two_points_the_one_with_less_absent_comes_first() -> None:
    made = atlas([point("wide.trp1", ["neck", "jaw", "ear"]), point("narrow.trp1", ["neck"])])
    assert list(scores(find_sources(made, ["neck"]))) == ["narrow.trp1", "wide.trp1"]


def test_an_essential_zone_counts_more_than_a_spillover_zone() -> None:
    made = atlas([point("spill.trp1", ["jaw"], ["neck"]), point("core.trp1", ["neck"], ["jaw"])])
    assert list(scores(find_sources(made, ["neck"]))) == ["core.trp1", "spill.trp1"]


def test_a_region_in_both_zones_counts_as_essential() -> None:
    made = atlas([point("a.trp1", ["neck"], ["neck"])])
    (source,) = find_sources(made, ["neck"]).sources
    assert source.explains == 1.0
    assert source.reasons == ("commonly described in the neck",)
    assert source.against == ()


def test_a_point_that_does_not_refer_is_no_source(head: Atlas) -> None:
    assert "silent.trp1" not in scores(find_sources(head, ["temple"]))


def test_reasons_say_what_fits_what_spreads_and_what_is_missing(head: Atlas) -> None:
    sources = {s.trigger_point: s for s in find_sources(head, ["temple", "ear"]).sources}
    assert sources["temporalis.trp1"].reasons == (
        "commonly described in the temple",
        "sometimes spreads to the ear",
    )
    assert sources["trapezius.trp1"].reasons == (
        "commonly described in the temple",
        "among the points commonly held to be behind headache",
    )
    assert sources["trapezius.trp1"].against == ("would also be expected in the neck",)
    assert sources["masseter.trp1"].reasons[0] == "commonly described in the ear"
    assert sources["masseter.trp1"].muscle == "masseter"
    assert sources["masseter.trp1"].group == "masseter"


def test_points_of_a_complaint_come_in_its_order_and_say_so(head: Atlas) -> None:
    finding = find_sources(head, complaints=["headache"])
    assert list(scores(finding)) == ["masseter.trp1", "trapezius.trp1", "temporalis.trp1"]
    assert all("headache" in s.reasons[0] for s in finding.sources[:2])
    assert finding.sources[2].score < finding.sources[1].score / 2


@pytest.mark.parametrize("region", ["temple", "jaw", "ear", "neck"])
def test_a_complaint_beside_regions_never_lowers_a_point(head: Atlas, region: str) -> None:
    alone = scores(find_sources(head, [region]))
    both = scores(find_sources(head, [region], ["headache"]))
    assert all(both[id] >= score for id, score in alone.items())
    assert both["masseter.trp1"] > alone.get("masseter.trp1", 0.0)
    assert all(score <= 1 for score in both.values())


def test_red_flags_of_the_complaint_and_of_the_place_are_asked_once_each(head: Atlas) -> None:
    finding = find_sources(head, ["shoulder"], ["headache", "headache"])
    assert [f.id for f in finding.red_flags] == ["flag_thunderclap", "flag_chest"]


def test_other_cautions_of_the_place_are_no_red_flags(head: Atlas) -> None:
    assert find_sources(head, ["temple"]).red_flags == ()


def test_nothing_said_finds_nothing(head: Atlas) -> None:
    assert find_sources(head) == Finding((), ())


# Sides ------------------------------------------------------------------------------------------


def test_pain_on_one_side_names_points_of_that_side(head: Atlas) -> None:
    finding = SourceFinder(head).find(Question({RegionRef("temple", "left"): 1.0}))
    assert {s.side for s in finding.sources} == {"left"}
    finding = SourceFinder(head).find(Question({RegionRef("temple"): 1.0}))
    assert {s.side for s in finding.sources} == {"both"}


def test_pain_on_both_sides_needs_both_points_to_be_explained(head: Atlas) -> None:
    both = {RegionRef("temple", "right"): 1.0, RegionRef("temple", "left"): 1.0}
    finding = SourceFinder(head).find(Question(both))
    assert {s.side for s in finding.sources} == {"both"}
    assert max(s.explains for s in finding.sources) == 0.5
    assert finding.together_explains == 0.5  # the two sides of a point stand as one in the list


def test_a_region_on_the_midline_belongs_to_both_sides() -> None:
    made = atlas([point("a.trp1", ["nose"])])
    nose = dataclasses.replace(made.regions["nose"], paired=False)
    made = Atlas(dataclasses.replace(made.knowledge, regions=(nose,)))
    (source,) = SourceFinder(made).find(Question({RegionRef("nose", "left"): 1.0})).sources
    assert (source.side, source.explains) == ("both", 1.0)


# What else is known -----------------------------------------------------------------------------


def test_of_two_equal_points_the_more_common_comes_first() -> None:
    made = atlas([point("a.trp1", ["neck"]), point("b.trp1", ["neck"])])
    assert list(scores(find_sources(common(made, b="common"), ["neck"]))) == ["b.trp1", "a.trp1"]
    assert list(scores(find_sources(common(made, a="rare"), ["neck"]))) == ["b.trp1", "a.trp1"]


def test_tingling_brings_muscles_that_press_on_nerves_forward() -> None:
    made = atlas([point("a.trp1", ["hand"]), point("b.trp1", ["hand"])])
    muscles = (
        made.muscles["a"],
        dataclasses.replace(made.muscles["b"], entraps="the median nerve"),
    )
    finder = SourceFinder(Atlas(dataclasses.replace(made.knowledge, muscles=muscles)))
    hand = {RegionRef("hand"): 1.0}
    assert [s.muscle for s in finder.find(Question(hand)).sources] == ["a", "b"]
    first, second = finder.find(Question(hand, qualities=("tingling",))).sources
    assert first.muscle == "b"
    assert "a tight muscle here may press on the median nerve" in first.reasons
    assert second.score < first.score


def test_a_point_that_brought_the_pain_comes_first_and_one_that_did_not_falls_back(
    head: Atlas,
) -> None:
    finder = SourceFinder(head)
    where = {RegionRef("temple", "right"): 1.0, RegionRef("ear", "right"): 1.0}
    before = [s.trigger_point for s in finder.find(Question(where)).sources]
    tried = {(before[-1], "right"): True, (before[0], "right"): False}
    found = finder.find(Question(where, tried=tried)).sources  # type: ignore[arg-type]
    assert found[0].trigger_point == before[-1]
    assert found[0].tried is True
    assert found[0].reasons[0] == "pressing it brought the pain that you know"
    denied = next(s for s in found if s.trigger_point == before[0])
    assert denied.against[0] == "pressing it did not bring your pain"
    assert denied.score < found[0].score / 2


def test_two_pains_far_apart_are_explained_by_two_points() -> None:
    made = atlas(
        [
            point("neck.trp1", ["temple", "ear"]),
            point("neck.trp2", ["temple"]),
            point("calf.trp1", ["heel"]),
            point("toe.trp1", ["toe"]),
        ]
    )
    where = {RegionRef(r): 1.0 for r in ("temple", "ear", "heel")}
    finding = SourceFinder(made).find(Question(where))
    assert {s.trigger_point for s in finding.together} == {"neck.trp1", "calf.trp1"}
    assert finding.together_explains == 1.0


def test_a_region_beside_the_named_one_still_counts_a_little() -> None:
    made = atlas([point("a.trp1", ["temple"]), point("b.trp1", ["neck"])])
    beside = {"temple": frozenset(["ear"]), "ear": frozenset(["temple"])}
    made = Atlas(
        dataclasses.replace(
            made.knowledge,
            regions=(
                *made.knowledge.regions,
                dataclasses.replace(made.regions["neck"], id="ear", name="ear"),
            ),
        )
    )
    (source,) = SourceFinder(made, beside).find(Question({RegionRef("ear"): 1.0})).sources
    assert source.trigger_point == "a.trp1"
    assert source.reasons == ("its zone lies just beside what you named",)
    assert SourceFinder(made).find(Question({RegionRef("ear"): 1.0})).sources == ()
