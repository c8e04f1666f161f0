"""Stories of clients against the ranking.

Two sets, written from the literature and from practice without a look at the tables that are
ranked: ``everyday`` was used while the weights of the formula were chosen, ``practice`` never was.
A story names the muscles that the literature commonly names for such a pain.
"""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from explorer.anatomy.asking import question_of
from explorer.anatomy.atlas import Atlas
from explorer.anatomy.pain import Pain, RegionRef
from explorer.anatomy.pain_words import understand
from explorer.anatomy.source_finder import SourceFinder
from explorer.body.regions import load_region_map
from explorer.body.resources import data_dir
from explorer.knowledge.reading import read_knowledge_base

Story = dict[str, Any]
FOLDER = Path(__file__).parent / "vignettes"


@dataclass(frozen=True)
class Measured:
    worst_rank: int
    reciprocal_rank: float
    recall: float


@functools.cache
def atlas() -> Atlas:
    return Atlas(read_knowledge_base(data_dir() / "trigger_points.json"))


@functools.cache
def finder() -> SourceFinder:
    regions = load_region_map()
    return SourceFinder(atlas(), {id: regions.neighbours(id) for id in regions.ids})


def stories(name: str) -> list[Story]:
    return list(json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")))


def ranked(story: Story, ways: str) -> list[str]:
    """The muscle of each source in order, when the story is shown, said, or both."""
    pain, said = Pain(), None
    if "shown" in ways:
        pain = Pain(regions=tuple(RegionRef(r, story["side"]) for r in story["regions"]))
    if "said" in ways:
        said = understand(atlas(), story["words"])
        sides = ("right", "left") if story["side"] == "both" else (story["side"],)
        said = replace(said, sides=sides if said.sides else ())
    return [s.muscle for s in finder().find(question_of(pain, said)).sources]


def measured(name: str, ways: str) -> Measured:
    ranks, recalls = [], []
    for story in stories(name):
        order, wanted = ranked(story, ways), story["muscles"]
        ranks.append(next((i + 1 for i, m in enumerate(order) if m in wanted), 999))
        recalls.append(sum(m in order[:15] for m in wanted) / len(wanted))
    count = len(ranks)
    return Measured(max(ranks), sum(1 / r for r in ranks) / count, sum(recalls) / count)


@pytest.mark.parametrize("name", ["everyday", "practice"])
def test_the_stories_are_about_what_there_is(name: str) -> None:
    told = stories(name)
    assert len(told) >= 40
    assert len({s["id"] for s in told}) == len(told)
    for story in told:
        assert set(story["regions"]) <= set(atlas().regions), story["id"]
        assert set(story["muscles"]) <= set(atlas().muscles), story["id"]


@pytest.mark.parametrize("name", ["everyday", "practice"])
@pytest.mark.parametrize("ways", ["shown", "shown and said"])
def test_the_muscles_of_the_literature_come_first(name: str, ways: str) -> None:
    found = measured(name, ways)
    assert found.worst_rank <= 5
    assert found.reciprocal_rank >= 0.9
    assert found.recall >= 0.9


@pytest.mark.parametrize("name", ["everyday", "practice"])
def test_words_alone_come_near_to_it(name: str) -> None:
    found = measured(name, "said")
    assert found.reciprocal_rank >= 0.85
    assert found.recall >= 0.9
