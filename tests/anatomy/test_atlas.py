from __future__ import annotations

import pytest
from small_atlas import atlas, caution, complaint, point

from explorer.anatomy.atlas import AREA_NAMES, Atlas


@pytest.fixture
def head() -> Atlas:
    return atlas(
        [
            point("upper_trapezius.trp1", ["neck", "temple"], ["jaw"], techniques=["pincer"]),
            point("upper_trapezius.trp2", ["neck"], techniques=["pincer", "stretch"]),
            point("temporalis.trp1", ["temple", "teeth"], ["neck"], techniques=["flat"]),
            point("masseter.trp1", ["teeth", "jaw"], ["temple", "jaw"]),
            point("soleus.trp1", ["heel"]),
        ],
        complaints=[
            complaint("headache", ["temporalis.trp1", "upper_trapezius.trp1"]),
            complaint("toothache", ["masseter.trp1", "temporalis.trp1"]),
        ],
        cautions=[caution("caution_carotid", "danger_area")],
        groups={
            "upper_trapezius": "trapezius",
            "lower_trapezius": "trapezius",
            "masseter": "jaw_muscles",
        },
    )


def ids(records: object) -> list[str]:
    return [record.id for record in records]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "id",
    [
        "upper_trapezius",
        "soleus.trp1",
        "temple",
        "headache",
        "pincer",
        "caution_carotid",
        "guide_start",
        "ref_manual",
    ],
)
def test_every_kind_of_record_is_found_by_its_id(head: Atlas, id: str) -> None:
    found = head.find(id)
    assert found is not None
    assert found.id == id


def test_an_unknown_id_finds_nothing(head: Atlas) -> None:
    assert head.find("nobody") is None
    assert head.points_of("nobody") == ()
    assert head.points_referring_to("nowhere") == ()
    assert head.complaints_of("nobody.trp1") == ()
    assert head.parts_of_group("none") == ()
    assert head.points_using("none") == ()


def test_the_look_ups_cannot_be_changed(head: Atlas) -> None:
    with pytest.raises(TypeError):
        head.points["x"] = head.points["soleus.trp1"]  # type: ignore[index]


def test_a_muscle_and_its_points_know_each_other(head: Atlas) -> None:
    assert ids(head.points_of("upper_trapezius")) == [
        "upper_trapezius.trp1",
        "upper_trapezius.trp2",
    ]
    assert head.points_of("lower_trapezius") == ()
    for one in head.knowledge.trigger_points:
        assert one in head.points_of(head.muscle_of(one).id)


def test_points_referring_to_a_region_come_essential_first_and_once(head: Atlas) -> None:
    assert ids(head.points_referring_to("neck")) == [
        "upper_trapezius.trp1",
        "upper_trapezius.trp2",
        "temporalis.trp1",
    ]
    # The masseter refers to the jaw in both zones; the trapezius only spills over.
    assert ids(head.points_referring_to("jaw")) == ["masseter.trp1", "upper_trapezius.trp1"]


def test_every_region_of_a_zone_leads_back_to_its_point(head: Atlas) -> None:
    for one in head.knowledge.trigger_points:
        for zone in one.zones:
            for region in zone.regions:
                assert one in head.points_referring_to(region)


def test_points_share_a_zone_where_their_essential_zones_meet(head: Atlas) -> None:
    shared = head.points_sharing_zone(head.points["upper_trapezius.trp1"])
    # Both share one region: then by name; spillover does not count.
    assert [(p.id, n) for p, n in shared] == [("temporalis.trp1", 1), ("upper_trapezius.trp2", 1)]
    assert head.points_sharing_zone(head.points["soleus.trp1"]) == ()


def test_the_point_that_shares_most_comes_first() -> None:
    made = atlas([point("a.trp1", ["x", "y"]), point("b.trp1", ["x"]), point("c.trp1", ["x", "y"])])
    shared = made.points_sharing_zone(made.points["a.trp1"])
    assert [(p.id, n) for p, n in shared] == [("c.trp1", 2), ("b.trp1", 1)]


def test_complaints_of_a_point_stand_in_the_order_of_the_file(head: Atlas) -> None:
    assert ids(head.complaints_of("temporalis.trp1")) == ["headache", "toothache"]
    assert ids(head.complaints_of("masseter.trp1")) == ["toothache"]


def test_parts_of_one_group_are_together(head: Atlas) -> None:
    assert ids(head.parts_of_group("trapezius")) == ["upper_trapezius", "lower_trapezius"]


def test_points_using_a_technique(head: Atlas) -> None:
    assert ids(head.points_using("pincer")) == ["upper_trapezius.trp1", "upper_trapezius.trp2"]
    assert ids(head.points_using("stretch")) == ["upper_trapezius.trp2"]


def test_a_point_is_called_by_its_muscle_and_label(head: Atlas) -> None:
    assert head.point_name("upper_trapezius.trp2") == "Upper trapezius TrP2"


def test_areas_have_names_from_head_to_foot() -> None:
    assert next(iter(AREA_NAMES)) == "head_neck"
    assert list(AREA_NAMES)[-1] == "leg_foot"
    assert len(set(AREA_NAMES.values())) == len(AREA_NAMES) == 7
