"""People mistype, use Latin or everyday words; the right record must still come first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.search import SearchIndex, fold


@pytest.fixture(scope="module")
def index(atlas: Atlas) -> SearchIndex:
    return SearchIndex(atlas)


def first(index: SearchIndex, words: str) -> tuple[str, str]:
    hits = index.search(words)
    assert hits, f"nothing was found for {words!r}"
    return hits[0].kind, hits[0].id


def test_every_name_finds_its_own_record_first(atlas: Atlas, index: SearchIndex) -> None:
    missed = []
    for kind, names in (
        ("muscle", {m.id: m.name for m in atlas.knowledge.muscles}),
        ("point", {p.id: atlas.point_name(p.id) for p in atlas.knowledge.trigger_points}),
        ("complaint", {c.id: c.name for c in atlas.knowledge.complaints}),
        ("technique", {t.id: t.name for t in atlas.knowledge.techniques}),
        ("region", {r.id: r.name for r in atlas.knowledge.regions}),
    ):
        for id, name in names.items():
            best = index.search(name)[:3]
            if (kind, id) not in [(h.kind, h.id) for h in best]:
                missed.append((kind, name))
    assert not missed


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("temporlis", "temporalis"),
        ("tempralis", "temporalis"),
        ("infraspinatsu", "infraspinatus"),
        ("pirifromis", "piriformis"),
        ("quadratis lumborum", "quadratus_lumborum"),
        ("gluteus minumus", "gluteus_minimus"),
        ("SOLEUS", "soleus"),
        ("soelus", "soleus"),
        ("  soleus  ", "soleus"),
        ("rectus fem", "rectus_femoris"),
    ],
)
def test_slips_of_the_fingers_find_the_muscle(
    index: SearchIndex, typed: str, expected: str
) -> None:
    assert first(index, typed) == ("muscle", expected)


def test_latin_finds_the_english_muscle(index: SearchIndex) -> None:
    hits = index.search("musculus trapezius descendens")
    assert hits[0].id == "upper_trapezius"


def test_words_of_people_find_the_complaint(atlas: Atlas, index: SearchIndex) -> None:
    for complaint in atlas.knowledge.complaints:
        for words in complaint.also_called:
            best = [h.id for h in index.search(words)[:6]]
            assert complaint.id in best, f"{words!r} does not find {complaint.name!r}: {best}"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("my stiff neck hurts", "complaint_neck_stiff"),
        ("heel", "complaint_plantar_heel"),
        ("sore knee", "complaint_knee"),
        ("pain in the jaw", "complaint_jaw"),
    ],
)
def test_a_pain_in_plain_words_finds_its_complaint_first(
    index: SearchIndex, typed: str, expected: str
) -> None:
    assert first(index, typed) == ("complaint", expected)


def test_other_words_find_the_region(atlas: Atlas, index: SearchIndex) -> None:
    assert "head_vertex" in [h.id for h in index.search("crown")]


def test_a_beginning_is_enough(index: SearchIndex) -> None:
    ids = [h.id for h in index.search("trap")]
    assert {"upper_trapezius", "middle_trapezius", "lower_trapezius"} <= set(ids)


def test_a_point_is_found_by_muscle_and_number(index: SearchIndex) -> None:
    assert first(index, "soleus trp1") == ("point", "soleus.trp1")
    assert first(index, "soleus trp 2")[1] == "soleus.trp2"


def test_all_words_count_before_some(index: SearchIndex) -> None:
    for hit in index.search("upper trapezius")[:3]:
        words = fold(hit.title + hit.detail)
        assert "trapezius" in words
        assert "upper" in words


@pytest.mark.parametrize("typed", ["", "   ", "!?", "qqqqxxzz", "\0"])
def test_nothing_is_found_where_nothing_is_meant(index: SearchIndex, typed: str) -> None:
    assert index.search(typed) == ()


def test_the_limit_holds(index: SearchIndex) -> None:
    assert len(index.search("a", limit=5)) <= 5
    assert len(index.search("m", limit=3)) == 3


def test_accents_and_case_do_not_matter() -> None:
    assert fold("Plantàr FÁSCIA") == "plantar fascia"


@given(st.text(max_size=60))
def test_any_text_can_be_searched(text: str) -> None:
    hits = _INDEX[0].search(text)
    assert len({(h.kind, h.id) for h in hits}) == len(hits)
    scores = [round(h.score, 2) for h in hits]
    assert scores == sorted(scores, reverse=True)


_INDEX: list[SearchIndex] = []


@pytest.fixture(autouse=True, scope="module")
def _shared_index(index: SearchIndex) -> None:
    _INDEX.append(index)
