"""The list of sources: what it shows, what its links do, and what pointing at them shows."""

from __future__ import annotations

import pytest
from page_links import click_link, links, place, point_at_link
from pain_page import (
    answer_none,
    muscles_listed,
    open_pain,
    say,
    sources_of,
    text_of,
    undo,
    view_of,
)
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from explorer.anatomy.pain import RegionRef
from explorer.session.pain_commands import set_condition, toggle_region
from explorer.session.view_state import PointRef
from explorer.ui.guide_html import FIRST_COMPLAINTS
from explorer.ui.links import Link, parse
from explorer.ui.main_window import MainWindow
from explorer.ui.pain_links import PainLink, parse_pain

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def listed(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """A window that lists the sources of low back pain on the left."""
    open_pain(window, qtbot)
    say(window, qtbot, "low back pain on the left")
    answer_none(window, qtbot)
    assert view_of(window).kind == "sources"
    return window


def first_point(window: MainWindow) -> Link:
    """Where the first "Show" leads."""
    found = [parse(url) for url, words in links(view_of(window).browser) if words == "Show"]
    assert found[0] is not None
    return found[0]


def test_without_a_pain_the_page_says_what_to_do(window: MainWindow, qtbot: QtBot) -> None:
    open_pain(window, qtbot)
    view = view_of(window)
    assert view.plain_text.startswith("Where does it hurt?")
    examples = [parse_pain(url) for url, _ in links(view.browser)]
    assert [e.id for e in examples if e is not None] == list(FIRST_COMPLAINTS)
    click_link(qtbot, view.browser, PainLink("words", "complaint_knee").url)
    assert window.session.state.pain.words == "knee pain"
    assert view_of(window).kind == "questions"
    undo(window, qtbot)
    assert view_of(window).kind == "empty"


def test_each_muscle_has_its_reasons_and_what_speaks_against(listed: MainWindow) -> None:
    text = text_of(listed)
    assert "Understood:" in text
    assert "left" in text[text.index("Understood:") :].splitlines()[0]
    assert "Commonly described in" in text
    assert "Against: " in text
    assert "not a diagnosis" in text
    muscles = muscles_listed(listed)
    assert len(muscles) == 8
    assert len(set(muscles)) == 8


def test_more_of_the_list_is_shown_when_asked(listed: MainWindow, qtbot: QtBot) -> None:
    few = muscles_listed(listed)
    click_link(qtbot, view_of(listed).browser, PainLink("more").url)
    many = muscles_listed(listed)
    assert many[: len(few)] == few
    assert len(many) > len(few)


def test_a_muscle_unfolds_into_its_points(listed: MainWindow, qtbot: QtBot) -> None:
    second = muscles_listed(listed)[1]
    view = view_of(listed)
    fold = PainLink("fold", second).url
    before = listed.session.state
    pressing = [u for u, words in links(view.browser) if words == "brought my pain"]
    click_link(qtbot, view.browser, fold)
    text_of(listed)
    after = [u for u, words in links(view.browser) if words == "brought my pain"]
    assert len(after) > len(pressing)
    assert listed.session.state == before, "reading on is no change of the state"
    click_link(qtbot, view.browser, fold)
    assert [u for u, w in links(view_of(listed).browser) if w == "brought my pain"] == pressing


def test_a_small_set_that_explains_all_is_named(window: MainWindow, qtbot: QtBot) -> None:
    open_pain(window, qtbot)
    for region in ("head_temple", "heel_bottom"):
        window.session.do(toggle_region(RegionRef(region, "right")))
    answer_none(window, qtbot)
    text = text_of(window)
    assert "Together" in text
    together = text[text.index("Together") : text.index("One by one")]
    assert "explain" in together
    assert len([line for line in together.splitlines() if "TrP" in line]) >= 2


def test_show_opens_the_card_and_the_switch_leads_back(listed: MainWindow, qtbot: QtBot) -> None:
    link = first_point(listed)
    camera = listed.session.state.camera
    click_link(qtbot, view_of(listed).browser, link.url)
    listed.viewport.finish_flight()
    assert listed.session.state.shown == (PointRef(link.id, link.side),)
    assert link.side == "left"
    assert listed.session.state.camera != camera
    assert listed.notes.page == "notes"
    assert listed.atlas.point_name(link.id) in listed.card.plain_text
    assert listed.navigator.page == "pain"
    qtbot.mouseClick(listed.notes.switch.button("sources"), LEFT)
    assert listed.notes.page == "sources"
    assert muscles_listed(listed)


def test_what_pressing_brought_is_noted_and_taken_back(listed: MainWindow, qtbot: QtBot) -> None:
    first = muscles_listed(listed)[0]
    link = first_point(listed)
    no = PainLink("tried", link.id, link.side, "no").url
    click_link(qtbot, view_of(listed).browser, no)
    assert listed.session.state.tried == ((PointRef(link.id, link.side), False),)
    text_of(listed)
    if muscles_listed(listed)[0] != first:  # it fell behind: unfold it where it is now
        click_link(qtbot, view_of(listed).browser, PainLink("fold", first).url)
    assert "Pressing it did not bring your pain." in text_of(listed)
    back = PainLink("tried", link.id, link.side, "back").url
    click_link(qtbot, view_of(listed).browser, back)
    assert listed.session.state.tried == ()
    assert muscles_listed(listed)[0] == first


def test_the_card_asks_the_same_and_shows_the_note(listed: MainWindow, qtbot: QtBot) -> None:
    link = first_point(listed)
    click_link(qtbot, view_of(listed).browser, link.url)
    assert "Does pressing this bring your pain" in listed.card.plain_text
    yes = PainLink("tried", link.id, link.side, "yes").url
    click_link(qtbot, listed.card.browser, yes)
    assert listed.session.state.tried == ((PointRef(link.id, link.side), True),)
    assert "Pressing it brought your pain." in listed.card.plain_text
    assert listed.notes.page == "notes", "the card stays in front"
    undo(listed, qtbot)
    assert "Does pressing this bring your pain" in listed.card.plain_text
    listed.run("pain_clear")
    assert "bring your pain" not in listed.card.plain_text


def test_two_sources_are_compared_and_no_longer(listed: MainWindow, qtbot: QtBot) -> None:
    link = first_point(listed)
    url = PainLink("compare", link.id, link.side).url
    click_link(qtbot, view_of(listed).browser, url)
    assert listed.session.state.compared == (PointRef(link.id, link.side),)
    assert "Compared: " in text_of(listed)
    click_link(qtbot, view_of(listed).browser, PainLink("apart").url)
    assert listed.session.state.compared == ()
    assert "Compared: " not in text_of(listed)


# Pointing ----------------------------------------------------------------------------------------


def zones_drawn(window: MainWindow) -> bool:
    """Whether the stage draws other zones than the session shows."""
    return window.viewport.stage._state.shown != window.session.state.shown


def test_pointing_at_a_source_previews_its_zones(listed: MainWindow, qtbot: QtBot) -> None:
    link = first_point(listed)
    ref = PointRef(link.id, link.side)
    before, undo_text = listed.session.state, listed.session.undo_text
    qtbot.waitUntil(lambda: listed.viewport.crisp)
    plain = listed.viewport.grab().toImage()
    point_at_link(qtbot, view_of(listed).browser, link.url)
    assert sources_of(listed).preview.shown == (ref,)
    assert listed.viewport.stage._state.shown == (ref,)
    qtbot.waitUntil(lambda: listed.viewport.crisp)
    assert listed.viewport.grab().toImage() != plain
    assert listed.session.state is before
    assert listed.session.undo_text == undo_text
    QApplication.sendEvent(view_of(listed).browser, QEvent(QEvent.Type.Leave))
    assert sources_of(listed).preview.shown == ()
    assert not zones_drawn(listed)
    qtbot.waitUntil(lambda: listed.viewport.crisp)
    assert listed.viewport.grab().toImage() == plain


def test_leaving_the_link_for_plain_words_ends_the_preview(
    listed: MainWindow, qtbot: QtBot
) -> None:
    browser = view_of(listed).browser
    point_at_link(qtbot, browser, first_point(listed).url)
    assert zones_drawn(listed)
    qtbot.mouseMove(browser.viewport(), QPoint(browser.viewport().width() - 3, 2))
    assert not zones_drawn(listed)


def test_pointing_at_a_muscle_previews_all_its_listed_points(
    listed: MainWindow, qtbot: QtBot
) -> None:
    muscle = muscles_listed(listed)[0]
    point_at_link(qtbot, view_of(listed).browser, Link("muscle", muscle, "left").url)
    shown = sources_of(listed).preview.shown
    assert shown
    assert {listed.atlas.points[r.point].muscle for r in shown} == {muscle}


@pytest.mark.parametrize("change", ["words", "undo", "figure", "click"])
def test_no_change_of_the_state_leaves_a_preview_behind(
    listed: MainWindow, qtbot: QtBot, change: str
) -> None:
    browser = view_of(listed).browser
    link = first_point(listed)
    point_at_link(qtbot, browser, link.url)
    assert zones_drawn(listed)
    if change == "words":
        listed.run("labels")
    elif change == "undo":
        listed.run("undo")
    elif change == "figure":
        listed.bodies.show("female")
    else:
        qtbot.mouseClick(browser.viewport(), LEFT, pos=place(browser, link.url))
        listed.viewport.finish_flight()
        assert listed.session.state.shown == (PointRef(link.id, link.side),)
    assert not zones_drawn(listed)
    assert listed.viewport.stage._state == listed.session.state
    qtbot.waitUntil(lambda: listed.viewport.crisp)
    listed.viewport.finish_picture()
    here = listed.viewport.grab().toImage()
    # A stage that has never shown a preview draws the same.
    state = listed.session.state
    listed.viewport.stage._show_figure()
    listed.viewport.stage._paint.show(None, state, listed.viewport.stage.placed)
    listed.viewport.schedule()
    listed.viewport.finish_picture()
    assert listed.viewport.grab().toImage() == here


# A client with conditions ------------------------------------------------------------------------


def test_the_card_leaves_out_what_is_not_for_this_client(window: MainWindow, qtbot: QtBot) -> None:
    window.navigation.open(Link("point", "upper_trapezius.trp2", "right"))
    assert "Not for this client" not in window.card.plain_text
    window.session.do(set_condition("caution_blood_thinners", True))
    text = window.card.plain_text
    left_out = text.split("Not for this client")[1].split("\nSelf-care\n")[0]
    assert "Blood thinners or a bleeding disorder: no " in left_out
    assert "With a light hand for this client" in text
    undo(window, qtbot)
    assert "Not for this client" not in window.card.plain_text


def test_the_card_follows_the_place_on_the_body(window: MainWindow) -> None:
    window.session.do(set_condition("caution_pregnancy", True))
    window.navigation.open(Link("point", "soleus.trp1", "right"))
    assert "This place is not pressed with this client." in window.card.plain_text
    window.navigation.open(Link("point", "infraspinatus.trp1", "right"))
    assert "This place is not pressed" not in window.card.plain_text
    assert "With a light hand" in window.card.plain_text


def test_the_card_says_when_nothing_is_for_this_client(window: MainWindow) -> None:
    window.navigation.open(Link("point", "soleus.trp1", "right"))
    own = window.atlas.points["soleus.trp1"].self_care[:40]
    assert own in window.card.plain_text
    window.session.do(set_condition("caution_fever", True))
    text = window.card.plain_text
    assert "Nothing of this is for this client for now." in text
    assert "No self-care for now" in text
    assert own not in text


def test_what_must_not_be_pressed_is_not_offered_to_press(listed: MainWindow, qtbot: QtBot) -> None:
    listed.session.do(set_condition("caution_fever", True))
    text = text_of(listed)
    assert "Not to be pressed with this client." in text
    assert "brought my pain" not in text
    click_link(qtbot, view_of(listed).browser, first_point(listed).url)
    assert "Not to be pressed with this client." in listed.card.plain_text


def test_the_sources_wear_the_theme_and_the_size_of_text(listed: MainWindow) -> None:
    view = view_of(listed)
    before = view.browser.document().defaultStyleSheet()
    listed.run("theme")
    text_of(listed)
    dark = view.browser.document().defaultStyleSheet()
    assert dark != before
    assert listed.theme.text in dark
    listed.run("text_bigger")
    text_of(listed)
    assert view.browser.document().defaultStyleSheet() != dark
