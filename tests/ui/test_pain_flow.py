"""From a pain to its sources, past the questions about danger, as a client would go."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from page_links import click_link, links
from pain_page import (
    NONE,
    answer_none,
    muscles_listed,
    open_pain,
    say,
    sources_of,
    text_of,
    undo,
    view_of,
)
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from explorer.anatomy.pain import NO_PAIN, Pain, PainStroke, RegionRef
from explorer.anatomy.red_flags import asked
from explorer.body.pain_skin import skin_place
from explorer.body.topology import load_topology
from explorer.session.commands import Command
from explorer.session.pain_commands import paint, toggle_region
from explorer.session.settings import SettingsFile
from explorer.ui.main_window import MainWindow
from explorer.ui.pain_links import PainLink, parse_pain

LEFT = Qt.MouseButton.LeftButton

#: The eight complaints as people say them, and muscles that the literature names for each.
SAID = {
    "aching between my shoulder blades": {
        "rhomboid_major",
        "rhomboid_minor",
        "middle_trapezius",
        "lower_trapezius",
        "levator_scapulae",
        "iliocostalis_thoracis",
        "infraspinatus",
        "serratus_posterior_superior",
        "scalenus_medius",
        "latissimus_dorsi",
    },
    "low back pain": {
        "quadratus_lumborum",
        "quadratus_lumborum_superficial",
        "psoas_major",
        "gluteus_medius",
        "iliocostalis_lumborum",
        "longissimus_thoracis",
        "multifidus_lumborum",
    },
    "tension headache": {
        "upper_trapezius",
        "temporalis",
        "sternocleidomastoid_sternal",
        "splenius_capitis",
        "rectus_capitis_posterior_major",
        "semispinalis_capitis",
    },
    "numb fingers like carpal tunnel": {
        "pronator_teres",
        "flexor_carpi_radialis",
        "flexor_digitorum_superficialis",
        "palmaris_longus",
        "scalenus_anterior",
        "scalenus_medius",
        "opponens_pollicis",
        "subscapularis",
        "brachialis",
    },
    "calf cramps at night": {"gastrocnemius", "gastrocnemius_medial", "soleus"},
    "my knee hurts going down the stairs": {
        "rectus_femoris",
        "vastus_medialis",
        "vastus_lateralis",
        "vastus_intermedius",
    },
    "my jaw hurts when I chew": {
        "masseter_superficial",
        "masseter_deep",
        "temporalis",
        "medial_pterygoid",
        "lateral_pterygoid",
    },
    "pain under the heel in the morning": {
        "soleus",
        "quadratus_plantae",
        "abductor_hallucis",
        "gastrocnemius",
        "flexor_digitorum_brevis",
    },
}


@pytest.mark.parametrize("words", SAID)
def test_each_of_the_eight_complaints_leads_to_a_muscle_that_is_known_for_it(
    window: MainWindow, qtbot: QtBot, words: str
) -> None:
    open_pain(window, qtbot)
    say(window, qtbot, words)
    answer_none(window, qtbot)
    found = muscles_listed(window)
    assert set(found[:4]) & SAID[words], found


# Danger first ------------------------------------------------------------------------------------


def test_no_muscle_is_named_before_the_questions_are_answered(
    window: MainWindow, qtbot: QtBot
) -> None:
    open_pain(window, qtbot)
    say(window, qtbot, "pain in my chest")
    text = text_of(window)
    assert text.startswith("First, a few questions")
    flag = window.atlas.cautions["flag_chest"]
    assert all(question in text for question in asked(flag).questions)
    assert not [m.name for m in window.atlas.muscles.values() if m.name in text]
    click_link(qtbot, view_of(window).browser, NONE)
    assert "pectoralis_major_sternal" in muscles_listed(window)
    undo(window, qtbot)
    assert text_of(window).startswith("First, a few questions")


def test_a_yes_leads_to_advice_and_hides_the_muscles(window: MainWindow, qtbot: QtBot) -> None:
    open_pain(window, qtbot)
    say(window, qtbot, "pain in my chest")
    view = view_of(window)
    soon = PainLink("answer", "flag_weight_loss_night_pain.1", value="yes").url
    click_link(qtbot, view.browser, soon)
    assert text_of(window).startswith("See a doctor within days")
    assert "still open" in text_of(window)
    click_link(qtbot, view.browser, PainLink("review").url)
    assert text_of(window).startswith("First, a few questions")
    click_link(qtbot, view.browser, PainLink("answer", "flag_chest.1", value="yes").url)
    text = text_of(window)
    assert text.startswith("Get emergency help now")  # the most urgent one leads
    assert window.atlas.cautions["flag_chest"].advice in text
    assert "See a doctor within days" in text
    assert "One by one" not in text
    assert not [m for m in window.atlas.muscles.values() if m.name in text]
    for key in ("flag_chest.1", "flag_weight_loss_night_pain.1"):
        click_link(qtbot, view.browser, PainLink("answer", key, value="back").url)
        text_of(window)
    assert view.kind == "questions"
    assert window.session.state.answers == ()


def test_a_yes_stays_a_yes_when_the_place_changes(window: MainWindow, qtbot: QtBot) -> None:
    open_pain(window, qtbot)
    say(window, qtbot, "pain in my chest")
    view = view_of(window)
    click_link(qtbot, view.browser, PainLink("answer", "flag_chest.1", value="yes").url)
    say(window, qtbot, "my left heel")
    assert text_of(window).startswith("Get emergency help now")
    window.run("pain_clear")
    say(window, qtbot, "my left heel")
    answer_none(window, qtbot)
    assert muscles_listed(window)


def test_words_that_sound_dangerous_are_asked_about_first(window: MainWindow, qtbot: QtBot) -> None:
    open_pain(window, qtbot)
    say(window, qtbot, "tight chest and short of breath")
    text = text_of(window)
    assert text.index("Because of what you said") < text.index("With any pain")
    assert "Are you short of breath with this pain?" in text[: text.index("With any pain")]


def test_answers_can_be_given_one_by_one_and_changed(window: MainWindow, qtbot: QtBot) -> None:
    open_pain(window, qtbot)
    say(window, qtbot, "my left heel")
    view = view_of(window)
    keys = [
        link.id
        for link in (parse_pain(url) for url, words in links(view.browser) if words == "No")
        if link is not None
    ]
    assert len(keys) > 3
    for key in keys:
        click_link(qtbot, view.browser, PainLink("answer", key, value="no").url)
        text_of(window)
    assert view.kind == "sources"
    click_link(qtbot, view.browser, PainLink("review").url)
    assert text_of(window).startswith("First, a few questions")
    click_link(qtbot, view.browser, PainLink("answer", keys[0], value="yes").url)
    text_of(window)
    assert view.kind == "advice"


def test_another_place_asks_only_what_was_not_answered(window: MainWindow, qtbot: QtBot) -> None:
    open_pain(window, qtbot)
    say(window, qtbot, "my left heel")
    answer_none(window, qtbot)
    assert view_of(window).kind == "sources"
    window.session.do(toggle_region(RegionRef("chest_upper", "left")))
    view = view_of(window)
    assert view.kind == "questions"
    open_ones = [u for u, words in links(view.browser) if words == "No"]
    assert PainLink("answer", "flag_chest.1", value="no").url in open_ones
    assert PainLink("answer", "flag_trauma.1", value="no").url not in open_ones


# Painting ----------------------------------------------------------------------------------------


def draw(window: MainWindow, qtbot: QtBot, start: QPoint, steps: int) -> None:
    viewport = window.viewport
    qtbot.mousePress(viewport, LEFT, pos=start)
    for step in range(1, steps + 1):
        qtbot.mouseMove(viewport, start + QPoint(0, 6 * step))
    qtbot.mouseRelease(viewport, LEFT, pos=start + QPoint(0, 6 * steps))


def test_painting_on_the_body_ranks_when_the_zones_are_ready(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.viewport.show_view("posterior")
    window.viewport.finish_flight()
    panel = open_pain(window, qtbot)
    qtbot.mouseClick(panel.tools.button("brush"), LEFT)
    height = window.viewport.height()
    draw(window, qtbot, QPoint(window.viewport.width() // 2 + 12, height * 44 // 100), 4)
    view = view_of(window)
    assert view.kind == "questions"
    assert "painted:" in view.plain_text
    click_link(qtbot, view.browser, NONE)
    text_of(window)
    if view.kind == "waiting":
        assert view.plain_text.startswith("Getting ready")
    qtbot.waitUntil(lambda: view_of(window).kind == "sources", timeout=90_000)
    assert "of what you painted" in view.plain_text
    before = muscles_listed(window)
    # The list lives while the brush moves: no release yet.
    spot = QPoint(window.viewport.width() // 2 + 30, height * 47 // 100)
    qtbot.mousePress(window.viewport, LEFT, pos=spot)
    first = view_of(window).plain_text
    qtbot.mouseMove(window.viewport, spot + QPoint(0, 30))
    qtbot.waitUntil(lambda: view.plain_text != first)
    qtbot.mouseRelease(window.viewport, LEFT, pos=spot + QPoint(0, 30))
    undo(window, qtbot)
    assert muscles_listed(window) == before


def test_what_was_rubbed_out_and_the_whole_body_are_told(window: MainWindow, qtbot: QtBot) -> None:
    open_pain(window, qtbot)
    here = (skin_place(4000, (0.4, 0.3, 0.3)),)
    stroke = PainStroke(here, radius_mm=10.0)
    window.session.do(paint((), stroke, "1"))
    window.session.do(paint((stroke,), PainStroke(here, radius_mm=40.0, erase=True), "2"))
    assert "Nothing of what was painted is left" in text_of(window)
    count = len(load_topology().triangles)
    everywhere = tuple(
        PainStroke((skin_place(4 * t, (0.4, 0.3, 0.3)),), radius_mm=60.0)
        for t in range(0, count, count // 260)
    )
    window.session.do(
        Command("Paint", lambda s: _with(s, Pain(everywhere)))  # one step, or it takes long
    )
    answer_none(window, qtbot)
    assert "About the whole body is painted" in text_of(window)
    assert view_of(window).kind == "nothing"


def _with(state: object, pain: Pain) -> object:
    from dataclasses import replace

    return replace(state, pain=pain)  # type: ignore[type-var]


def test_words_and_places_that_are_unknown_are_told(window: MainWindow, qtbot: QtBot) -> None:
    open_pain(window, qtbot)
    say(window, qtbot, "xylophone zzz")
    view = view_of(window)
    assert view.kind == "nothing"
    assert "xylophone" in view.plain_text
    assert "What you can try" in view.plain_text
    window.session.do(toggle_region(RegionRef("no_such_place")))
    assert "not known to this atlas" in text_of(window)
    assert window.pain.panel is not None
    assert window.pain.panel.places.words == ("no_such_place (unknown here)",)


def test_both_sides_and_one_side_are_told_apart(window: MainWindow, qtbot: QtBot) -> None:
    open_pain(window, qtbot)
    say(window, qtbot, "both heels, at the bottom")
    answer_none(window, qtbot)
    assert " left" not in text_of(window).split("One by one")[1].splitlines()[2]
    say(window, qtbot, "right heel, at the bottom")
    answer_none(window, qtbot)
    text = text_of(window)
    assert "(right)" in text or "on the right" in text
    for url, words in links(view_of(window).browser):
        if words == "Show":
            assert url.endswith("/right")


# The whole window --------------------------------------------------------------------------------


def test_undo_walks_all_the_way_back(window: MainWindow, qtbot: QtBot) -> None:
    panel = open_pain(window, qtbot)
    say(window, qtbot, "my left heel")
    answer_none(window, qtbot)
    first = next(u for u, words in links(view_of(window).browser) if words == "brought my pain")
    click_link(qtbot, view_of(window).browser, first)
    assert window.session.state.tried
    while window.session.undo():
        pass
    assert window.session.state.pain == NO_PAIN
    assert window.session.state.tried == ()
    assert panel.words.text() == ""
    assert text_of(window).startswith("Where does it hurt?")


def test_the_way_between_sources_and_notes_stays_while_there_is_a_pain(
    window: MainWindow, qtbot: QtBot
) -> None:
    open_pain(window, qtbot)
    say(window, qtbot, "my left heel")
    window.run("muscles")
    assert window.notes.page == "notes"
    assert window.notes.switch.isVisible()
    qtbot.mouseClick(window.notes.switch.button("sources"), LEFT)
    assert window.notes.page == "sources"
    window.run("pain_clear")
    assert window.notes.page == "notes"
    assert not window.notes.switch.isVisible()


def test_a_pain_survives_a_change_of_figure(window: MainWindow, qtbot: QtBot) -> None:
    open_pain(window, qtbot)
    say(window, qtbot, "my left heel")
    answer_none(window, qtbot)
    before = muscles_listed(window)
    window.bodies.show("female")
    assert muscles_listed(window) == before


def test_a_pain_is_saved_and_opened_again(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = open_pain(window, qtbot)
    say(window, qtbot, "my left heel")
    answer_none(window, qtbot)
    saved = window.session.state
    file = tmp_path / "heel"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    qtbot.mouseClick(panel.buttons["pain_save"], LEFT)
    written = file.with_name("heel.pain.json")
    assert written.is_file()
    qtbot.mouseClick(panel.buttons["pain_clear"], LEFT)
    assert window.session.state.pain.empty
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(written), ""))
    qtbot.mouseClick(panel.buttons["pain_open"], LEFT)
    assert window.session.state.pain == saved.pain
    assert window.session.state.answers == saved.answers
    assert panel.words.text() == "my left heel"
    written.write_text("no drawing")
    qtbot.mouseClick(panel.buttons["pain_open"], LEFT)
    assert window.session.state.pain == saved.pain
    assert window.messages.isVisible()


def test_a_window_with_a_pain_leaves_nothing_behind(
    make_window: Callable[[SettingsFile], MainWindow],
    settings: SettingsFile,
    qtbot: QtBot,
    drain: Callable[[], None],
) -> None:
    window = make_window(settings)
    open_pain(window, qtbot)
    say(window, qtbot, "my left heel")
    answer_none(window, qtbot)
    assert muscles_listed(window)
    window.session.do(paint((), PainStroke((skin_place(4000, (0.4, 0.3, 0.3)),)), "1"))
    text_of(window)
    ready = sources_of(window).ready
    ready.start()
    window.close()
    assert not ready.running
    listeners = window.session._listeners
    assert not [x for x in listeners if getattr(x, "__self__", None) is window.pain]
