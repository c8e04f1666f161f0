from __future__ import annotations

from typing import Any

import msgspec
import pytest
from small import content, document

from explorer.anatomy.model import KnowledgeBase
from explorer.knowledge.checking import check_content
from explorer.knowledge.linting import questionable


def questions(doc: Any) -> dict[str, str]:
    knowledge = msgspec.json.decode(content(doc), type=KnowledgeBase)
    return {f.path: f.message for f in questionable(knowledge)}


@pytest.mark.parametrize(
    "text",
    [
        "Deep pressure releases toxins from the tissue.",
        "This flushes lactic acid out of the muscle.",
        "Lactic acid is washed away by each stroke.",
        "Friction breaks up adhesions between the layers.",
        "Relief is guaranteed within a week.",
        "It cures tension headache.",
        "It is pleasant. It will cure the pain. Rest then.",
    ],
)
def test_a_claim_that_may_not_be_made_is_told(text: str) -> None:
    doc = document()
    doc["muscles"][0]["summary"] = text
    assert list(questions(doc)) == ["$.muscles[0].summary"]
    assert [f.path for f in check_content(content(doc))] == ["$.muscles[0].summary"]


@pytest.mark.parametrize(
    "text",
    [
        "Pressing does not release toxins.",
        "It was once believed that friction breaks up adhesions.",
        "Nothing is guaranteed here.",
        "It doesn’t flush lactic acid.",
        "Botulinum toxin is injected by a doctor.",
        "The band obscures the pulse, and the strap secures the arm.",
        "The muscle makes lactic acid in a sprint.",
        "Scars and adhesions after surgery change how the skin glides.",
    ],
)
def test_a_denied_reported_or_other_use_of_the_words_is_left_alone(text: str) -> None:
    doc = document()
    doc["muscles"][0]["summary"] = text
    assert questions(doc) == {}


def test_the_guide_may_tell_an_old_idea_and_correct_it_in_the_next_sentence() -> None:
    doc = document()
    section = doc["guide"][0]["sections"][0]
    section["text"] = "Massage flushes lactic acid and toxins. That idea is outdated."
    assert questions(doc) == {}
    section["text"] = "Massage flushes lactic acid.\n\nThat is an outdated idea."
    assert list(questions(doc)) == ["$.guide[0].sections[0].text"]


def test_titles_of_cited_works_are_not_claims() -> None:
    doc = document()
    doc["references"][0]["citation"] = "Smith. Massage removes lactic acid. 1950."
    assert questions(doc) == {}


def test_two_points_may_not_share_the_words_of_their_place() -> None:
    doc = document()
    doc["trigger_points"][1]["location"] = "place 1  on the free edge."
    faults = questions(doc)
    assert list(faults) == ["$.trigger_points[1].location"]
    assert "'upper_trapezius.trp1'" in faults["$.trigger_points[1].location"]


def test_a_point_that_refers_needs_a_zone() -> None:
    doc = document()
    doc["trigger_points"][0]["zones"] = []
    assert list(questions(doc)) == ["$.trigger_points[0].zones"]
    doc["trigger_points"][0]["zone_kind"] = "none"
    assert questions(doc) == {}


def test_a_second_zone_of_one_level_and_a_zone_without_paint_are_told() -> None:
    doc = document()
    zones = doc["trigger_points"][1]["zones"]
    zones[1]["level"] = "essential"
    del zones[0]["fill"]
    assert set(questions(doc)) == {
        "$.trigger_points[1].zones[0]",
        "$.trigger_points[1].zones[1].level",
    }


def test_a_region_points_at_skin_and_only_from_inside() -> None:
    doc = document()
    doc["regions"][0]["points_at"] = "head_temple"
    assert list(questions(doc)) == ["$.regions[0].points_at"]
    doc = document()
    doc["regions"].append({**doc["regions"][2], "id": "teeth", "points_at": "face_behind_eye"})
    doc["cautions"][0]["regions"].append("teeth")
    assert list(questions(doc)) == ["$.regions[3].points_at"]
    doc["regions"][3]["points_at"] = "teeth"  # a patch of skin and what lies under it
    assert questions(doc) == {}
