"""The page "Where does it hurt?": every widget changes the state, and follows it back."""

from __future__ import annotations

import pytest
from pain_page import open_pain, say, undo
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from explorer.anatomy.client import conditions_of
from explorer.anatomy.pain import PainStroke, RegionRef
from explorer.body.pain_skin import skin_place
from explorer.session.pain_commands import paint
from explorer.ui.brush_settings import BrushSettings
from explorer.ui.main_window import MainWindow
from explorer.ui.pain_understood import items, without
from explorer.ui.segments import Segments

LEFT = Qt.MouseButton.LeftButton
TEMPLE = RegionRef("head_temple", "left")


def click(qtbot: QtBot, segments: Segments, value: str) -> None:
    qtbot.mouseClick(segments.button(value), LEFT)


def test_the_page_is_made_when_it_is_first_shown(window: MainWindow, qtbot: QtBot) -> None:
    assert window.pain.panel is None
    assert window.pain.sources is None
    assert not window.notes.switch.isVisible()
    qtbot.mouseClick(window.navigator.tabs.button("pain"), LEFT)
    assert window.pain.panel is not None
    assert window.pain.panel.isVisible()
    assert window.notes.switch.isVisible()
    assert window.notes.page == "sources"


def test_a_person_in_pain_finds_the_page_from_everywhere(window: MainWindow, qtbot: QtBot) -> None:
    assert "Show where it hurts" in window.card.plain_text
    window.card.link_clicked.emit("explorer:action/pain/right")
    assert window.navigator.page == "pain"
    window.navigator.show_page("guide")
    button = window.toolbar.widgetForAction(window.actions_by_id["pain"])
    assert button.isVisible()
    qtbot.mouseClick(button, LEFT)
    assert window.navigator.page == "pain"
    assert window.pain.panel is not None
    assert window.pain.panel.words.hasFocus()


def test_words_typed_in_one_go_are_one_step_of_undo(window: MainWindow, qtbot: QtBot) -> None:
    panel = open_pain(window, qtbot)
    say(window, qtbot, "burning behind my right eye")
    assert window.session.state.pain.words == "burning behind my right eye"
    assert panel.understood.words == ("behind the eye", "right side", "burning")
    assert panel.qualities.value == "burning"
    assert panel.brush.quality == "burning"
    undo(window, qtbot)
    assert window.session.state.pain.words == ""
    assert panel.words.text() == ""
    assert not panel.understood.isVisible()
    assert panel.qualities.value == "ache"


def test_a_chip_takes_its_words_out_of_the_sentence(window: MainWindow, qtbot: QtBot) -> None:
    panel = open_pain(window, qtbot)
    say(window, qtbot, "burning behind my right eye")
    qtbot.mouseClick(panel.understood.chip("burning"), LEFT)
    assert panel.words.text() == "behind my right eye"
    qtbot.mouseClick(panel.understood.chip("right side"), LEFT)
    assert panel.words.text() == "behind my eye"
    assert panel.understood.words == ("behind the eye",)
    undo(window, qtbot)
    assert "right side" in panel.understood.words


def test_places_that_went_with_a_chip_stay_by_name(window: MainWindow, qtbot: QtBot) -> None:
    panel = open_pain(window, qtbot)
    say(window, qtbot, "my neck hurts")
    names = {r.name for r in window.atlas.regions.values()}
    before = names.intersection(panel.understood.words)
    assert len(before) > 1
    gone = panel.understood.words[0]
    qtbot.mouseClick(panel.understood.chip(gone), LEFT)
    shown = {*panel.understood.words, *panel.places.words}
    assert gone not in shown
    assert before - {gone} <= shown


def test_taking_an_item_out_leaves_the_others(window: MainWindow) -> None:
    from explorer.anatomy.pain_words import understand

    text = "numb at my left temple in the morning"
    for item in items(understand(window.atlas, text)):
        rest, _ = without(window.atlas, text, item)
        assert item not in items(understand(window.atlas, rest))
        assert len(rest) < len(text)


def test_words_that_mean_nothing_are_told(window: MainWindow, qtbot: QtBot) -> None:
    panel = open_pain(window, qtbot)
    say(window, qtbot, "xylophone zzz")
    qtbot.waitUntil(panel.help.isVisible)
    assert "xylophone" in panel.help.text()
    say(window, qtbot, "my left temple")
    qtbot.waitUntil(lambda: not panel.help.isVisible())


def test_the_tools_are_told_to_the_brush(window: MainWindow, qtbot: QtBot) -> None:
    panel = open_pain(window, qtbot)
    assert panel.brush == BrushSettings()
    assert not panel.brush_box.isVisible()
    heard: list[BrushSettings] = []
    panel.brush_changed.connect(heard.append)
    click(qtbot, panel.tools, "brush")
    box = panel.brush_box
    assert box.isVisible()
    assert window.pain.brush.tool == "brush"
    box.breadth.setFocus()
    qtbot.keyClick(box.breadth, Qt.Key.Key_Right)
    assert panel.brush.radius_mm == 19
    assert "38 mm" in box._size.text()
    qtbot.keyClick(box.strength, Qt.Key.Key_End)
    assert panel.brush.intensity == 10
    assert "10 of 10, the worst" in box._strength.text()
    click(qtbot, box.deepness, "deep")
    qtbot.mouseClick(box.both, LEFT, pos=QPoint(8, box.both.height() // 2))
    click(qtbot, panel.qualities, "numb")
    assert panel.brush == BrushSettings("brush", 19.0, 10, "numb", deep=True, both=True)
    assert heard[-1] == panel.brush
    click(qtbot, panel.tools, "eraser")
    assert box.breadth.isVisible()
    assert not box.strength.isVisible()


def test_a_chosen_quality_belongs_to_the_pain_and_is_undone(
    window: MainWindow, qtbot: QtBot
) -> None:
    panel = open_pain(window, qtbot)
    click(qtbot, panel.qualities, "tingling")
    assert window.session.state.pain.qualities == ("tingling",)
    undo(window, qtbot)
    assert window.session.state.pain.qualities == ()
    assert panel.qualities.value == "ache"
    assert panel.brush.quality == "ache"


def test_escape_and_other_pages_put_the_brush_down(window: MainWindow, qtbot: QtBot) -> None:
    panel = open_pain(window, qtbot)
    click(qtbot, panel.tools, "brush")
    window.viewport.setFocus()
    qtbot.keyClick(window.viewport, Qt.Key.Key_Escape)
    assert panel.tools.value == "turn"
    click(qtbot, panel.tools, "brush")
    qtbot.mouseClick(window.navigator.tabs.button("muscles"), LEFT)
    assert panel.brush.tool == "turn"


def test_painting_with_the_mouse_marks_the_page(window: MainWindow, qtbot: QtBot) -> None:
    panel = open_pain(window, qtbot)
    click(qtbot, panel.tools, "brush")
    viewport = window.viewport
    spot = QPoint(viewport.width() // 2, viewport.height() // 3)
    qtbot.mousePress(viewport, LEFT, pos=spot)
    qtbot.mouseMove(viewport, spot + QPoint(0, 12))
    qtbot.mouseRelease(viewport, LEFT, pos=spot + QPoint(0, 12))
    assert len(window.session.state.pain.strokes) == 1
    assert panel.places.words == ("painted area",)
    qtbot.mouseClick(panel.places.chip("painted area"), LEFT)
    assert window.session.state.pain.strokes == ()
    undo(window, qtbot)
    assert len(window.session.state.pain.strokes) == 1


def test_a_click_with_the_places_tool_marks_and_takes_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    panel = open_pain(window, qtbot)
    click(qtbot, panel.tools, "region")
    viewport = window.viewport
    spot = QPoint(viewport.width() // 2 + 25, viewport.height() // 3)
    qtbot.mouseClick(viewport, LEFT, pos=spot)
    assert len(panel.places.words) == 1
    assert panel.places.words[0].endswith(", left")
    qtbot.mouseClick(viewport, LEFT, pos=spot)
    assert panel.places.words == ()


@pytest.mark.qt_log_ignore("This plugin does not support")  # what popping up asks of a desktop
def test_a_place_is_added_by_part_of_its_name(window: MainWindow, qtbot: QtBot) -> None:
    panel = open_pain(window, qtbot)
    field = panel.add_place
    field.setFocus()
    qtbot.keyClicks(field, "temple, l")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.session.state.pain.regions == (TEMPLE,)
    qtbot.waitUntil(lambda: field.text() == "")
    assert panel.places.words == ("temple, left",)
    field.take("temple, left")  # what is marked is not taken back by naming it again
    assert window.session.state.pain.regions == (TEMPLE,)
    qtbot.mouseClick(panel.places.chip("temple, left"), LEFT)
    assert window.session.state.pain.regions == ()
    assert not panel.places.isVisible()


def test_what_is_known_of_the_client_is_folded_away_and_ticked(
    window: MainWindow, qtbot: QtBot
) -> None:
    panel = open_pain(window, qtbot)
    box = panel.client.boxes["caution_pregnancy"]
    assert set(panel.client.boxes) == {c.id for c in conditions_of(window.atlas)}
    assert not box.isVisible()
    qtbot.mouseClick(panel.client.fold, LEFT)
    assert box.isVisible()
    qtbot.mouseClick(box, LEFT)
    assert window.session.state.conditions == ("caution_pregnancy",)
    assert "1 ticked" in panel.client.fold.text()
    undo(window, qtbot)
    assert not box.isChecked()
    row = box.parentWidget()
    qtbot.mouseClick(row, LEFT, pos=QPoint(row.width() // 2, row.height() // 2))
    assert box.isChecked()


def test_the_tab_key_walks_down_the_page(window: MainWindow, qtbot: QtBot) -> None:
    panel = open_pain(window, qtbot)
    say(window, qtbot, "burning behind my right eye")
    stops = []
    for _ in range(12):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        focus = window.focusWidget()
        stops.append(focus.mapTo(panel, QPoint(0, 0)).y() if panel.isAncestorOf(focus) else 10_000)
    assert window.pain.panel is panel
    assert stops == sorted(stops)
    assert len(set(stops)) > 4


def test_the_line_under_the_body_says_what_a_drag_does(window: MainWindow, qtbot: QtBot) -> None:
    panel = open_pain(window, qtbot)
    hints = [label.text() for label in window.findChildren(QLabel, "hint")]
    assert any("Drag to turn" in words for words in hints)
    click(qtbot, panel.tools, "brush")
    hints = [label.text() for label in window.findChildren(QLabel, "hint")]
    assert any("Drag to paint" in words for words in hints)
    assert not any("Drag to turn" in words for words in hints)


def test_clear_forgets_the_pain_and_undo_brings_it_back(window: MainWindow, qtbot: QtBot) -> None:
    panel = open_pain(window, qtbot)
    clear = panel.buttons["pain_clear"]
    assert not clear.isEnabled()
    assert not panel.buttons["pain_save"].isEnabled()
    say(window, qtbot, "my left temple")
    stroke = PainStroke((skin_place(4000, (0.4, 0.3, 0.3)),))
    window.session.do(paint((), stroke, "1"))
    assert clear.isEnabled()
    qtbot.mouseClick(clear, LEFT)
    assert window.session.state.pain.empty
    assert panel.words.text() == ""
    undo(window, qtbot)
    assert panel.words.text() == "my left temple"
    assert window.session.state.pain.strokes == (stroke,)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 800), (700, 450)])
def test_nothing_of_the_page_is_cut_off(
    window: MainWindow, qtbot: QtBot, theme: str, size: tuple[int, int]
) -> None:
    window.run(f"theme_{theme}")
    window.resize(*size)
    panel = open_pain(window, qtbot)
    click(qtbot, panel.tools, "brush")
    say(window, qtbot, "tight chest with shoulders pulled forward on the left")
    qtbot.wait(30)
    edge = panel.mapToGlobal(QPoint(panel.width(), 0)).x()
    assert len(panel.understood.words) > 3
    for widget in (panel.words, panel.tools, panel.qualities, panel.brush_box.deepness):
        assert widget.mapToGlobal(QPoint(widget.width(), 0)).x() <= edge
    for segments in (window.navigator.tabs, panel.tools, panel.qualities):
        for button in segments._buttons.values():
            words = button.fontMetrics().horizontalAdvance(button.text())
            assert button.width() >= words + 6, f"{button.text()} is cut off"
    for button in panel.findChildren(QPushButton):
        assert button.width() >= button.fontMetrics().horizontalAdvance(button.text()) + 6
