from __future__ import annotations

from typing import Any

import msgspec
import pytest
from small import content, document

from explorer.anatomy.model import KnowledgeBase
from explorer.knowledge.references import unresolved


def dangling(doc: Any) -> dict[str, str]:
    knowledge = msgspec.json.decode(content(doc), type=KnowledgeBase)
    return {f.path: f.message for f in unresolved(knowledge)}


#: Every place of the small document that names another record.
NAMES = [
    ("regions", 2, "points_at"),
    ("muscles", 0, "cautions", 0),
    ("muscles", 0, "evidence", "sources", 0),
    ("trigger_points", 0, "muscle"),
    ("trigger_points", 0, "cautions", 0),
    ("trigger_points", 0, "complaints", 0),
    ("trigger_points", 0, "evidence", "sources", 0),
    ("trigger_points", 1, "zones", 0, "regions", 1),
    ("trigger_points", 1, "zones", 0, "fill", 0),
    ("trigger_points", 1, "treatment", 0, "technique"),
    ("techniques", 0, "evidence", "sources", 0),
    ("complaints", 0, "regions", 0),
    ("complaints", 0, "points", 1),
    ("complaints", 0, "red_flags", 0),
    ("complaints", 0, "evidence", "sources", 0),
    ("cautions", 0, "regions", 0),
    ("cautions", 0, "sources", 0),
    ("guide", 0, "see_also", 1),
    ("guide", 0, "sources", 0),
]


def test_every_name_of_the_small_document_resolves() -> None:
    assert dangling(document()) == {}


@pytest.mark.parametrize("path", NAMES, ids=lambda p: ".".join(map(str, p)))
def test_a_name_that_does_not_exist_is_told_where_it_stands(path: tuple[Any, ...]) -> None:
    doc = document()
    parent: Any = doc
    for part in path[:-1]:
        parent = parent[part]
    parent[path[-1]] = "not_there"
    faults = dangling(doc)
    shown = "$" + "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in path)
    assert list(faults) == [shown]
    assert "'not_there'" in faults[shown]


@pytest.mark.parametrize(
    "path", [p for p in NAMES if p != ("guide", 0, "see_also", 1)], ids=lambda p: str(p[0])
)
def test_a_name_of_another_kind_of_record_does_not_do(path: tuple[Any, ...]) -> None:
    doc = document()
    parent: Any = doc
    for part in path[:-1]:
        parent = parent[part]
    parent[path[-1]] = "guide_start"
    assert len(dangling(doc)) == 1


def test_links_in_guide_texts_must_lead_somewhere() -> None:
    doc = document()
    doc["guide"][0]["sections"][0]["text"] = "See [[nowhere]], [[gone|words]] and [[pincer]]."
    faults = unresolved(msgspec.json.decode(content(doc), type=KnowledgeBase))
    assert [f.path for f in faults] == ["$.guide[0].sections[0].text"] * 2
    assert "'nowhere'" in faults[0].message
    assert "'gone'" in faults[1].message


def test_an_id_used_twice_is_told_at_both_places_even_across_collections() -> None:
    doc = document()
    doc["guide"][0]["id"] = "neck_side"
    assert set(dangling(doc)) == {"$.regions[0].id", "$.guide[0].id"}


def test_a_deep_region_must_name_the_skin_over_it() -> None:
    doc = document()
    doc["regions"][2]["points_at"] = None
    assert list(dangling(doc)) == ["$.regions[2].points_at"]
