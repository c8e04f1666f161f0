"""One table makes menus, keys and the page of shortcuts; here they are held against it."""

from __future__ import annotations

from collections import Counter

from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from explorer.session.view_state import PointRef
from explorer.ui.actions import COMMANDS
from explorer.ui.dialogs import shortcuts_page
from explorer.ui.links import Link
from explorer.ui.main_window import MainWindow

POINT = "soleus.trp1"


def test_no_key_means_two_things() -> None:
    keys = Counter(QKeySequence(k).toString() for spec in COMMANDS for k in spec.keys)
    assert [k for k, n in keys.items() if n > 1] == []
    assert "" not in keys, "a key that Qt cannot read"


def test_no_two_entries_of_a_menu_share_a_letter() -> None:
    letters = Counter(
        (spec.menu, spec.submenu, spec.text[spec.text.index("&") + 1].lower())
        for spec in COMMANDS
        if "&" in spec.text
    )
    assert [k for k, n in letters.items() if n > 1] == []
    assert all("&" in spec.text for spec in COMMANDS)


def test_every_command_stands_in_its_menu_with_its_key(window: MainWindow) -> None:
    listed = {}
    for top in window.menuBar().actions():
        menus = [top.menu()]
        while menus:
            menu = menus.pop()
            for action in menu.actions():
                if action.menu() is not None:
                    menus.append(action.menu())
                elif not action.isSeparator():
                    listed[action.objectName()] = top.text().replace("&", "")
    assert listed == {spec.id: spec.menu for spec in COMMANDS}
    undo = window.actions_by_id["undo"]
    assert "Ctrl+Z" in undo.toolTip()


def test_the_page_of_shortcuts_names_every_key() -> None:
    page = shortcuts_page()
    for spec in COMMANDS:
        if spec.keys:
            assert spec.tip in page
            assert (
                QKeySequence(spec.keys[0])
                .toString(QKeySequence.SequenceFormat.NativeText)
                .replace("&", "&amp;")
                in page
            )


def test_back_takes_selection_and_flight_together(window: MainWindow, qtbot: QtBot) -> None:
    before = window.session.state
    window.navigation.open(Link("point", POINT))
    window.viewport.finish_flight()
    arrived = window.session.state
    assert arrived.camera != before.camera
    window.run("undo")
    assert window.session.state == before
    window.run("redo")
    assert window.session.state == arrived


def test_back_in_mid_flight_goes_all_the_way(window: MainWindow) -> None:
    before = window.session.state
    window.navigation.open(Link("point", POINT))
    window.run("undo")
    window.viewport._flight._advance()
    assert window.session.state == before


def test_back_after_an_own_turn_undoes_the_turn_alone(window: MainWindow) -> None:
    window.navigation.open(Link("point", POINT))
    window.viewport.finish_flight()
    arrived = window.session.state
    window.viewport.show_view("superior")
    window.viewport.finish_flight()
    window.run("undo")
    assert window.session.state == arrived
    assert window.session.state.shown == (PointRef(POINT, "right"),)


def test_undo_is_offered_only_when_there_is_something(window: MainWindow) -> None:
    undo, redo = window.actions_by_id["undo"], window.actions_by_id["redo"]
    assert not undo.isEnabled()
    window.run("markers")
    assert undo.isEnabled()
    assert "show markers" in undo.toolTip()
    undo.trigger()
    assert not undo.isEnabled()
    assert redo.isEnabled()
