"""What two records may not share, and records that nothing leads to."""

from __future__ import annotations

import dataclasses
from typing import Any

import msgspec
import pytest
from small import content, document

from explorer.anatomy.model import KnowledgeBase
from explorer.body.resources import data_dir
from explorer.knowledge.lint_prose import PROSE, passages
from explorer.knowledge.linting import questionable
from explorer.knowledge.reading import read_knowledge_base

SAID = "Rest the elbow on a soft cushion first."


def questions(doc: Any) -> dict[str, str]:
    knowledge = msgspec.json.decode(content(doc), type=KnowledgeBase)
    return {f.path: f.message for f in questionable(knowledge)}


def test_two_records_may_not_share_a_sentence() -> None:
    doc = document()
    doc["muscles"][0]["prevention"] = f"Move often. {SAID}"
    doc["trigger_points"][1]["self_care"] = f"{SAID.lower().replace('soft', 'SOFT')} Then wait."
    found = questions(doc)
    assert list(found) == ["$.trigger_points[1].self_care"]
    assert "'upper_trapezius'" in found["$.trigger_points[1].self_care"]


def test_one_record_may_repeat_itself_and_short_sentences_are_free() -> None:
    doc = document()
    doc["muscles"][0] |= {"prevention": SAID, "overload": SAID}
    for point in doc["trigger_points"]:
        point["self_care"] = "Press as long as told."  # five words
    assert questions(doc) == {}


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("stretch", "Hold 20 to 30 seconds, 3 times each side."),
        ("stretch", "Sit with the ankle on the other knee."),
    ],
)
def test_doses_and_postures_may_be_the_same(field: str, text: str) -> None:
    doc = document()
    other = {**doc["muscles"][0], "id": "soleus", "name": "Soleus", field: text}
    doc["muscles"][0][field] = text
    doc["muscles"].append(other)
    assert questions(doc) == {}
    doc["muscles"][0]["overload"] = other["overload"] = text
    assert list(questions(doc)) == ["$.muscles[1].overload"]


def test_the_same_pattern_may_be_told_in_the_same_words() -> None:
    doc = document()
    for point in doc["trigger_points"]:
        point["zones"][0]["words"] = "Up the side of the neck to the temple."
    assert questions(doc) == {}


def test_what_a_caution_says_may_be_repeated_anywhere() -> None:
    doc = document()
    doc["trigger_points"][0]["self_care"] = doc["trigger_points"][1]["self_care"] = SAID
    assert list(questions(doc)) == ["$.trigger_points[1].self_care"]
    doc["cautions"][0]["advice"] = f"Never press a pulse. {SAID}"
    assert questions(doc) == {}


NEW = {
    "techniques": {"id": "spray", "name": "Spray", "how": "Sweep along.", "what": "A spray."},
    "cautions": {"id": "caution_new", "title": "Another"},
    "references": {"id": "ref_new", "citation": "Another."},
    "regions": {"id": "teeth", "name": "teeth"},
}


@pytest.mark.parametrize("collection", NEW)
def test_a_record_that_nobody_names_is_told_and_a_use_is_enough(collection: str) -> None:
    doc = document()
    doc[collection].append({**doc[collection][-1], **NEW[collection]})
    id = NEW[collection]["id"]
    here = f"$.{collection}[{len(doc[collection]) - 1}].id"
    assert list(questions(doc)) == [here]
    match collection:
        case "techniques":
            doc["trigger_points"][0]["treatment"][0]["technique"] = id
        case "cautions":
            doc["complaints"][0]["red_flags"].append(id)
        case "references":
            doc["cautions"][0]["sources"].append(id)
        case "regions":
            doc["trigger_points"][1]["zones"][0]["regions"].append(id)
    assert questions(doc) == {}


@pytest.mark.parametrize("collection", ["techniques", "cautions"])
def test_a_link_is_a_use_but_not_from_the_page_itself(collection: str) -> None:
    doc = document()
    doc[collection].append({**doc[collection][-1], **NEW[collection]})
    id, row = NEW[collection]["id"], len(doc[collection]) - 1
    doc["guide"][0]["sections"][0]["text"] = f"Read [[{id}]] and [[pincer]]."
    assert questions(doc) == {}
    if collection == "techniques":
        doc["guide"][0]["sections"][0]["text"] = "Read [[pincer]]."
        doc[collection][row]["how"] = f"See [[{id}]]."
        assert set(questions(doc)) == {f"$.{collection}[{row}].id", f"$.{collection}[{row}].how"}


def test_a_patch_of_skin_need_not_be_used() -> None:
    doc = document()
    doc["regions"].append({**doc["regions"][0], "id": "tail", "name": "tail"})
    assert questions(doc) == {}


@pytest.mark.parametrize("lost", ["complaints", "guide", "trigger_points"])
def test_nothing_is_called_unused_in_a_file_that_is_half_written(lost: str) -> None:
    doc = document()
    doc[lost] = []
    assert questions(doc) == {}


def test_every_field_of_prose_is_one() -> None:
    knowledge = msgspec.json.decode(content(document()), type=KnowledgeBase)
    found = {(p.collection, p.field) for p in passages(knowledge)}
    assert found == {(name, field) for name, fields in PROSE.items() for field in fields}
    one = next(p for p in passages(knowledge) if p.field == "treatment.how")
    assert one.path == "$.trigger_points[0].treatment[0].how"
    assert (one.record, one.text) == ("upper_trapezius.trp1", "Lift the edge.")


@pytest.mark.content
@pytest.mark.skipif(
    not (data_dir() / "trigger_points.json").exists(), reason="the content is not built here"
)
def test_a_sentence_copied_within_the_built_in_knowledge_base_is_found() -> None:
    knowledge = read_knowledge_base(data_dir() / "trigger_points.json")
    first, second, *rest = knowledge.muscles
    copied = dataclasses.replace(second, summary=first.summary)
    changed = dataclasses.replace(knowledge, muscles=(first, copied, *rest))
    before = {f.path for f in questionable(knowledge)}
    assert {f.path for f in questionable(changed)} - before == {"$.muscles[1].summary"}
