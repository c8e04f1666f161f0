from __future__ import annotations

import pytest

from explorer.anatomy.glossary import Glossary, slug
from explorer.anatomy.model import GuidePage, GuideSection

PAGE = GuidePage(
    "guide_glossary",
    "Words",
    "Meanings.",
    (
        GuideSection("Ischaemia, ischaemic", "Too little [[blood|blood]] for work. More follows."),
        GuideSection("Ischaemic compression", "An older name."),
        GuideSection("Tendon", "A cord."),
        GuideSection("Tendon sheath", "A sleeve."),
        GuideSection("Artery", "A vessel without a full stop"),
        GuideSection("Spinous process", "A bump."),
    ),
)


@pytest.fixture
def glossary() -> Glossary:
    return Glossary(PAGE)


def found(glossary: Glossary, text: str) -> list[tuple[str, str]]:
    return [(text[a:b], term.name) for a, b, term in glossary.find(text, set())]


def test_a_term_is_its_name_its_forms_and_its_first_sentence(glossary: Glossary) -> None:
    first, *_ = glossary.terms
    assert (first.name, first.forms) == ("Ischaemia", ("Ischaemia", "ischaemic"))
    assert first.explanation == "Too little blood for work."
    assert glossary.terms[4].explanation == "A vessel without a full stop"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("An ischaemic muscle.", [("ischaemic", "Ischaemia")]),
        ("ISCHAEMIA, then ischaemia again", [("ISCHAEMIA", "Ischaemia")]),
        ("The tendons and arteries.", [("tendons", "Tendon"), ("arteries", "Artery")]),
        ("Two spinous processes.", [("spinous processes", "Spinous process")]),
        (
            "A tendon sheath round the tendon",
            [("tendon sheath", "Tendon sheath"), ("tendon", "Tendon")],
        ),
        ("ischaemic compression", [("ischaemic compression", "Ischaemic compression")]),
        ("Tendinous, tendon-like, tendonitis", []),
        ("", []),
    ],
)
def test_terms_are_found_whole_and_the_longest_first(
    glossary: Glossary, text: str, expected: list[tuple[str, str]]
) -> None:
    assert found(glossary, text) == expected


def test_a_term_seen_before_is_left_alone(glossary: Glossary) -> None:
    seen = {glossary.terms[2]}
    assert list(glossary.find("a tendon", seen)) == []
    ((start, stop, term),) = glossary.find("a tendon, an artery", seen)
    assert (start, stop) == (13, 19)
    assert seen == {glossary.terms[2], term}


def test_a_page_without_sections_finds_nothing() -> None:
    empty = Glossary(GuidePage("guide_glossary", "Words", "None.", ()))
    assert found(empty, "a tendon") == []


def test_a_term_has_a_place_on_the_page() -> None:
    assert slug("Post-isometric relaxation") == "post_isometric_relaxation"
