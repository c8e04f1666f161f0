"""Every page of the atlas: its links lead somewhere, its text is text, cautions come first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

import pytest

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import Caution, KnowledgeBase
from explorer.session.view_state import Subject
from explorer.ui.actions import COMMANDS
from explorer.ui.card import subject_page
from explorer.ui.links import Link, kind_of, parse
from explorer.ui.markup import cautions, paragraphs, text
from explorer.ui.theme import DARK, LIGHT

_HREF = re.compile(r'href="([^"]*)"')


def subjects(atlas: Atlas) -> Iterator[Subject | None]:
    kb = atlas.knowledge
    yield None
    for kind, records in (
        ("point", kb.trigger_points),
        ("muscle", kb.muscles),
        ("region", kb.regions),
        ("complaint", kb.complaints),
        ("technique", kb.techniques),
        ("caution", kb.cautions),
        ("guide", kb.guide),
    ):
        for record in records:
            yield Subject(kind, record.id, "left")  # type: ignore[arg-type]


def test_every_link_of_every_page_leads_to_a_page(atlas: Atlas) -> None:
    actions = {spec.id for spec in COMMANDS}
    pages = 0
    for subject in subjects(atlas):
        pages += 1
        for url in _HREF.findall(subject_page(atlas, LIGHT, subject)):
            url = unescape(url)
            if url.startswith("https://doi.org/"):
                continue
            link = parse(url)
            assert link is not None, (subject, url)
            if link.kind == "action":
                assert link.id in actions
            elif link.kind == "show":
                assert link.id in atlas.regions or link.id in atlas.complaints
            else:
                assert kind_of(atlas, link.id) == link.kind, (subject, url)
            assert (link.kind, link.id) != (subject and (subject.kind, subject.id))
    assert pages > 300


def test_no_page_shows_raw_markup_or_nothing(atlas: Atlas) -> None:
    for subject in subjects(atlas):
        page = subject_page(atlas, DARK, subject)
        words = re.sub(r"<[^>]+>", " ", page)
        assert "[[" not in words, subject
        assert "]]" not in words, subject
        assert len(words.split()) >= 4, subject


def test_links_keep_the_side_that_is_looked_at(atlas: Atlas) -> None:
    point = atlas.knowledge.trigger_points[0]
    page = subject_page(atlas, LIGHT, Subject("point", point.id, "left"))
    sides = {
        parse(unescape(u)).side
        for u in _HREF.findall(page)  # type: ignore[union-attr]
        if "explorer:region/" in u or "explorer:point/" in u
    }
    assert sides == {"left"}


@pytest.mark.parametrize(
    "link",
    [
        Link("point", "upper_trapezius.trp1", "left"),
        Link("region", "head_temple"),
        Link("action", "search"),
    ],
)
def test_a_link_survives_being_written_and_read(link: Link) -> None:
    assert parse(link.url) == link


@pytest.mark.parametrize(
    "url",
    ["", "explorer:", "explorer:point", "explorer:point/", "explorer:nobody/x", "http://a/b",
     "explorer:point/a/up", "explorer:point/a/right/b", "javascript:alert(1)"],
)  # fmt: skip
def test_what_is_no_link_is_refused(url: str) -> None:
    assert parse(url) is None


def test_text_from_the_knowledge_base_cannot_become_markup(atlas: Atlas) -> None:
    assert text(atlas, "a < b & <script>") == "a &lt; b &amp; &lt;script&gt;"
    assert "<b>" not in paragraphs(atlas, "<b>bold</b>\n\n- <i>item</i>")
    linked = text(atlas, "see [[soleus|the <calf>]] and [[no such id]]")
    assert 'href="explorer:muscle/soleus/right"' in linked
    assert "the &lt;calf&gt;" in linked
    assert "no such id" in linked


def test_red_flags_stand_before_other_cautions(atlas: Atlas) -> None:
    flag = next(c for c in atlas.knowledge.cautions if c.kind == "red_flag")
    other = next(c for c in atlas.knowledge.cautions if c.kind != "red_flag")
    for full in (True, False):
        block = cautions(atlas, LIGHT, (other.id, flag.id, other.id), full=full)
        assert block.index(flag.id) < block.index(other.id)
        assert block.count(f"/{other.id}/") == 1


def test_a_licensed_point_says_so_before_how_to_find_it(atlas: Atlas) -> None:
    muscle = atlas.knowledge.muscles[0]
    closed = replace(muscle, press_class="licensed", press_note="Ask a clinician about it.")
    kb: KnowledgeBase = replace(
        atlas.knowledge,
        muscles=tuple(closed if m.id == muscle.id else m for m in atlas.knowledge.muscles),
    )
    changed = Atlas(kb)
    point = changed.points_of(muscle.id)[0]
    page = subject_page(changed, LIGHT, Subject("point", point.id))
    words = re.sub(r"<[^>]+>", " ", page)
    assert words.index("never press it yourself") < words.index("How to find it")
    assert words.index("Ask a clinician about it.") < words.index("Treatment, in order")


def test_an_unknown_subject_shows_the_way_in(atlas: Atlas) -> None:
    page = subject_page(atlas, LIGHT, Subject("point", "no_such.trp1"))
    assert "Choose a point" in page


def test_a_caution_page_tells_what_to_do(atlas: Atlas) -> None:
    caution: Caution = atlas.knowledge.cautions[0]
    page = unescape(subject_page(atlas, LIGHT, Subject("caution", caution.id)))
    assert caution.advice[:40] in page
