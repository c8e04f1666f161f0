"""Terms explained where they stand, and doubt said where the pattern is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.glossary import GLOSSARY, glossary_of, slug
from explorer.anatomy.model import Evidence, GuidePage, GuideSection
from explorer.session.view_state import Subject
from explorer.ui.card import Card, subject_page
from explorer.ui.links import Link
from explorer.ui.terms_html import explained
from explorer.ui.theme import LIGHT

_TERM = re.compile(r'<a class="term" href="([^"]*)" title="([^"]*)">([^<]*)</a>')
TERMS = (
    GuideSection("Fascia", "Tissue that wraps <muscles> & parts them."),
    GuideSection("Referred pain, refer pain", "Pain felt elsewhere; see [[pincer|a page]]."),
    GuideSection("Tendon", "A cord of muscle."),
    *(GuideSection(f"Zword {n}", "Fills the page.\n\nAnd once more.") for n in range(60)),
    GuideSection("Zzz last", "The end of the list."),
)


@pytest.fixture(scope="module")
def told(atlas: Atlas) -> Atlas:
    """The atlas with a small glossary, and one muscle that uses its words."""
    page = GuidePage(GLOSSARY, "Words used here", "Short meanings.", TERMS)
    kb = atlas.knowledge
    guide = (*(p for p in kb.guide if p.id != GLOSSARY), page)
    first, *rest = kb.muscles
    words = "Its tendon and its fascia. The tendons again, and <zzz last>."
    first = replace(first, summary=words, overload="A tendon & more.")
    return Atlas(replace(kb, guide=guide, muscles=(first, *rest)))


@pytest.fixture
def subject(told: Atlas) -> Subject:
    return Subject("muscle", told.knowledge.muscles[0].id, "right")


@pytest.fixture
def card(told: Atlas, qtbot: QtBot, subject: Subject) -> Iterator[Card]:
    window = QWidget()
    qtbot.addWidget(window)
    card = Card(told, window)
    card.resize(380, 500)
    window.resize(400, 520)
    window.show()
    card.set_subject(subject)
    assert "Its tendon and its fascia." in card.plain_text
    yield card  # which lives as long as the window
    window.close()


def test_the_first_occurrence_on_a_page_is_a_link_with_its_meaning(
    told: Atlas, subject: Subject
) -> None:
    page = subject_page(told, LIGHT, subject)
    found = {unescape(words): (href, unescape(tip)) for href, tip, words in _TERM.findall(page)}
    assert list(found)[:3] == ["tendon", "fascia", "zzz last"]
    href, tip = found["fascia"]
    assert href == Link("guide", GLOSSARY).url
    assert tip == "<qt><b>Fascia</b>: Tissue that wraps &lt;muscles&gt; &amp; parts them.</qt>"
    assert len(_TERM.findall(page)) == len(found)  # each term once
    assert "&lt;<a " in page  # what was escaped stays so
    assert "A tendon &amp; more." in page


def test_the_page_says_the_same_words_as_without_marks(told: Atlas, atlas: Atlas) -> None:
    for record in (*told.knowledge.trigger_points[:30], *told.knowledge.guide[:5]):
        kind = "guide" if record.id in told.guide else "point"
        subject = Subject(kind, record.id, "left")  # type: ignore[arg-type]
        marked = subject_page(told, LIGHT, subject)
        bare = _TERM.sub(r"\3", marked)
        without = Atlas(
            replace(
                told.knowledge,
                guide=tuple(
                    replace(p, id="elsewhere") if p.id == GLOSSARY else p
                    for p in told.knowledge.guide
                ),
            )
        )
        assert bare == subject_page(without, LIGHT, subject)


def test_links_titles_and_small_print_are_left_alone(told: Atlas) -> None:
    page = (
        '<p class="h2">Tendon</p><p><a href="x">Tendon</a> <b>fascia</b></p>'
        '<p class="small">tendon<br>fascia</p><td class="key">Tendon</td><p>A tendon.</p>'
    )
    marked = explained(told, page)
    assert [words for *_, words in _TERM.findall(marked)] == ["tendon"]
    assert marked.endswith(">tendon</a>.</p>")


def test_what_the_title_names_needs_no_meaning(told: Atlas) -> None:
    marked = explained(told, '<p class="h1">Tendons</p><p>A tendon in fascia.</p>')
    assert [words for *_, words in _TERM.findall(marked)] == ["fascia"]


def test_the_glossary_itself_holds_every_term_as_a_place_and_no_marks(told: Atlas) -> None:
    page = subject_page(told, LIGHT, Subject("guide", GLOSSARY))
    assert not _TERM.findall(page)
    for section in TERMS:
        assert f'<a class="place" name="{slug(section.heading.split(",")[0])}">' in page
    assert "(refer pain)" in page
    assert 'class="h2">Fascia' not in page


def test_a_term_is_dotted_in_the_colour_of_the_text_with_its_meaning_on_hover(card: Card) -> None:
    document = card.browser.document()
    form = document.find("fascia").charFormat()
    assert form.underlineStyle() == QTextCharFormat.UnderlineStyle.DotLine
    assert form.foreground().color().name() == LIGHT.text
    assert "Tissue that wraps" in form.toolTip()
    link = document.find("Isolate").charFormat()
    assert link.underlineStyle() == QTextCharFormat.UnderlineStyle.NoUnderline
    plain = document.find("again").charFormat()
    assert not plain.isAnchor()
    assert plain.toolTip() == ""


def centre_of(card: Card, words: str) -> QPoint:
    found = card.browser.document().find(words)
    card.browser.setTextCursor(QTextCursor(found.block()))
    start = QTextCursor(found)
    start.setPosition(found.selectionStart())
    left, right = card.browser.cursorRect(start), card.browser.cursorRect(found)
    return QPoint((left.x() + right.x()) // 2, left.center().y())


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_a_term_leads_to_its_place_in_the_glossary(card: Card, qtbot: QtBot, by: str) -> None:
    clicked: list[str] = []
    card.link_clicked.connect(clicked.append)
    if by == "mouse":
        place = centre_of(card, "zzz last")
        qtbot.mouseClick(card.browser.viewport(), Qt.MouseButton.LeftButton, pos=place)
    else:
        card.browser.setFocus()
        for _ in range(60):
            qtbot.keyClick(card.browser, Qt.Key.Key_Tab)
            if card.browser.textCursor().selectedText() == "zzz last":
                break
        qtbot.keyClick(card.browser, Qt.Key.Key_Return)
    assert clicked == [Link("guide", GLOSSARY).url]
    card.set_subject(Subject("guide", GLOSSARY))
    assert "Zzz last" in card.plain_text
    bar = card.browser.verticalScrollBar()
    assert bar.value() > bar.maximum() * 0.7
    card.set_subject(Subject("technique", "pincer"))
    assert card.plain_text
    card.set_subject(Subject("guide", GLOSSARY))
    assert card.plain_text
    assert bar.value() == 0  # opened otherwise, it begins at its top


@pytest.mark.content
def test_the_built_in_glossary_explains_each_term_in_one_short_sentence(atlas: Atlas) -> None:
    glossary = glossary_of(atlas)
    assert glossary is not None
    assert 40 <= len(glossary.terms) <= 60
    for term, section in zip(glossary.terms, atlas.guide[GLOSSARY].sections, strict=True):
        assert "\n" not in section.text
        assert len(term.explanation.split()) <= 35, term.name
    forms = [form.lower() for term in glossary.terms for form in term.forms]
    assert len(forms) == len(set(forms))


def point_with(atlas: Atlas, evidence: Evidence) -> tuple[Atlas, Subject, str]:
    first, *rest = atlas.knowledge.trigger_points
    changed = replace(first, evidence=evidence)
    kb = replace(atlas.knowledge, trigger_points=(changed, *rest))
    return Atlas(kb), Subject("point", first.id, "right"), first.muscle


@pytest.mark.parametrize(
    ("confidence", "note", "words"),
    [
        ("medium", "Seldom <drawn>.", "Less certain:"),
        ("low", "Seldom <drawn>.", "Uncertain:"),
        ("high", "Sources disagree about <it>.", "Sources differ:"),
        ("high", "It differs between <authors>.", "Sources differ:"),
    ],
)
def test_doubt_stands_with_the_pattern_and_is_told_once(
    atlas: Atlas, confidence: str, note: str, words: str
) -> None:
    evidence = Evidence("C", confidence, ("ref_simons_1999",), note)  # type: ignore[arg-type]
    changed, subject, muscle = point_with(atlas, evidence)
    page = unescape(
        re.sub(r"<(?!drawn|it>|authors)[^>]+>", "", subject_page(changed, LIGHT, subject))
    )
    pattern = page.index("Commonly described pattern")
    assert pattern < page.index(words) < page.index("What you may feel")
    assert page.count(note) == 1
    table = subject_page(changed, LIGHT, Subject("muscle", muscle))
    expected = {"medium": "(less certain)", "low": "(uncertain)", "high": ""}[confidence]
    assert table.count("certain)") == bool(expected)
    assert expected in table


def test_a_sure_pattern_has_no_word_of_doubt_and_keeps_its_note(atlas: Atlas) -> None:
    evidence = Evidence("C", "high", ("ref_simons_1999",), "Described by many.")
    changed, subject, _ = point_with(atlas, evidence)
    page = subject_page(changed, LIGHT, subject)
    assert "ertain:" not in page
    assert "Sources differ" not in page
    assert page.index("Described by many.") > page.index(">Sources<")


def test_doubt_without_a_note_is_still_told(atlas: Atlas) -> None:
    changed, subject, _ = point_with(atlas, Evidence("C", "medium", ("ref_simons_1999",)))
    page = subject_page(changed, LIGHT, subject)
    assert "<b>Less certain:</b> repeated here with medium confidence." in page


def test_lists_of_points_say_which_are_less_certain(atlas: Atlas) -> None:
    evidence = Evidence("C", "medium", ("ref_simons_1999",), "Seldom drawn.")
    first = next(
        p
        for p in atlas.knowledge.trigger_points
        if p.evidence.confidence == "high" and p.zones and atlas.complaints_of(p.id)
    )
    doubtful = replace(first, evidence=evidence)
    points = tuple(doubtful if p.id == first.id else p for p in atlas.knowledge.trigger_points)
    complaint = replace(atlas.complaints_of(first.id)[0], evidence=evidence)
    complaints = tuple(complaint if c.id == complaint.id else c for c in atlas.knowledge.complaints)
    changed = Atlas(replace(atlas.knowledge, trigger_points=points, complaints=complaints))
    region = first.zones[0].regions[0]
    for subject in (Subject("region", region), Subject("complaint", complaint.id)):
        marks = [subject_page(a, LIGHT, subject).count("(less certain)") for a in (atlas, changed)]
        assert marks[1] == marks[0] + 1
    page = subject_page(changed, LIGHT, Subject("complaint", complaint.id))
    assert page.index("Likely sources") < page.index("<b>Less certain:</b> Seldom drawn.")
    assert page.count("Seldom drawn.") == 1
