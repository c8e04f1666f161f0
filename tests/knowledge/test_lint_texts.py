from __future__ import annotations

from typing import Any

import msgspec
import pytest
from small import content, document

from explorer.anatomy.model import KnowledgeBase
from explorer.knowledge.checking import check_content
from explorer.knowledge.lint_prose import sentences, words
from explorer.knowledge.linting import questionable


def questions(doc: Any) -> dict[str, str]:
    knowledge = msgspec.json.decode(content(doc), type=KnowledgeBase)
    return {f.path: f.message for f in questionable(knowledge)}


@pytest.mark.parametrize(
    "text",
    [
        "Pressing dissolves the knot.",
        "The knots are released after a minute.",
        "Iron out stubborn knots with the elbow.",
        "It removes waste products.",
        "A detox for the muscle.",
        "The pain will heal.",
        "Instant relief for the neck.",
        "This always works.",
        "The ache is gone for good.",
        "This is the exact location of the point.",
        "The point lies exactly between neck and shoulder.",
        "The trigger point always sits there.",
        "You definitely have a tight muscle.",
        "It is clinically proven.",
    ],
)
def test_promises_exact_places_and_released_knots_are_told(text: str) -> None:
    doc = document()
    doc["trigger_points"][0]["self_care"] = text
    assert list(questions(doc)) == ["$.trigger_points[0].self_care"]
    assert [f.path for f in check_content(content(doc))] == ["$.trigger_points[0].self_care"]


@pytest.mark.parametrize(
    "text",
    [
        "Nobody can show that a knot is released.",
        "It is said to lie exactly here, which is an old idea.",
        "Many people feel some relief.",
        "Tie the cord with a knot.",
        "The bones of the wrist lie precisely side by side.",
        "Secure the door.",
    ],
)
def test_plain_words_that_only_resemble_a_claim_are_left_alone(text: str) -> None:
    doc = document()
    doc["trigger_points"][0]["self_care"] = text
    assert questions(doc) == {}


@pytest.mark.parametrize("text", ["TODO", "To be written: TBD.", "…", "n/a", "Press. ???", "12-34"])
@pytest.mark.parametrize("place", [("techniques", "dose"), ("muscles", "nerve")])
def test_a_text_still_to_be_written_is_missing(text: str, place: tuple[str, str]) -> None:
    doc = document()
    collection, field = place
    doc[collection][0][field] = text
    assert list(questions(doc)) == [f"$.{collection}[0].{field}"]


def test_a_text_that_stops_in_the_middle_is_told() -> None:
    doc = document()
    doc["trigger_points"][1]["palpation"]["sign"] = "It aches and then"
    found = questions(doc)
    assert list(found) == ["$.trigger_points[1].palpation.sign"]
    assert "full stop" in found["$.trigger_points[1].palpation.sign"]
    doc["trigger_points"][1]["palpation"]["sign"] = 'They say: "That is it."'
    assert questions(doc) == {}


def test_a_page_of_the_guide_needs_sections() -> None:
    doc = document()
    doc["guide"].append({"id": "guide_empty", "title": "Empty", "lead": "Soon.", "sections": []})
    assert list(questions(doc)) == ["$.guide[1].sections"]


@pytest.mark.parametrize("collection", ["muscles", "trigger_points", "techniques", "complaints"])
def test_who_doubts_says_why(collection: str) -> None:
    doc = document()
    record = doc[collection][0]
    record["evidence"] = {"grade": "C", "confidence": "medium", "sources": ["ref_manual"]}
    assert list(questions(doc)) == [f"$.{collection}[0].evidence.note"]
    record["evidence"]["note"] = "Seldom described."
    assert questions(doc) == {}


def sentence(count: int) -> str:
    return " ".join(["word"] * (count - 1)) + " end."


def test_a_sentence_has_at_most_45_words() -> None:
    doc = document()
    doc["complaints"][0]["summary"] = f"{sentence(46)} One. Two. Three."
    assert list(questions(doc)) == ["$.complaints[0].summary"]
    doc["complaints"][0]["summary"] = f"{sentence(45)} One. Two. Three."
    assert questions(doc) == {}


def test_the_sentences_of_a_text_have_at_most_24_words_on_average() -> None:
    doc = document()
    doc["muscles"][0]["overload"] = f"{sentence(25)} {sentence(24)}"
    assert list(questions(doc)) == ["$.muscles[0].overload"]
    doc["muscles"][0]["overload"] = f"{sentence(24)} {sentence(24)}"
    assert questions(doc) == {}


def test_the_texts_of_a_record_are_weighed_together() -> None:
    doc = document()
    doc["cautions"][1]["text"] = sentence(30)
    assert questions(doc) == {}  # a long sentence beside a short one
    doc["cautions"][1]["advice"] = sentence(31).replace("word", "other")
    assert list(questions(doc)) == ["$.cautions[1]"]


def test_words_and_sentences_are_counted_as_they_are_read() -> None:
    text = "Press 4-5/10, at the [[pincer|pincer grip's]] edge (gently). Then let go.\n\n- Rest"
    assert [len(words(s)) for s in sentences(text)] == [8, 3, 1]
    assert len(sentences("From C7 to T1 it is 1.5 cm. Done.")) == 2


def test_a_link_outside_the_guide_must_lead_somewhere_too() -> None:
    doc = document()
    doc["muscles"][0]["summary"] = "See [[nowhere|there]] and [[pincer]]."
    found = questions(doc)
    assert list(found) == ["$.muscles[0].summary"]
    assert "'nowhere'" in found["$.muscles[0].summary"]


def test_a_link_to_its_own_page_or_half_a_link_is_told() -> None:
    doc = document()
    doc["techniques"][0]["how"] = "Lift as in [[pincer]]."
    assert list(questions(doc)) == ["$.techniques[0].how"]
    doc = document()
    doc["guide"][0]["sections"][0]["text"] = "Read [[pincer] and [[neck_side|neck]]."
    assert list(questions(doc)) == ["$.guide[0].sections[0].text"]


@pytest.mark.parametrize(
    ("collection", "field"),
    [("muscles", "press_note"), ("cautions", "advice"), ("references", "citation")],
)
def test_a_link_where_the_pages_show_none_is_told(collection: str, field: str) -> None:
    doc = document()
    doc[collection][0][field] = "See [[guide_start]]."
    assert list(questions(doc)) == [f"$.{collection}[0].{field}"]
