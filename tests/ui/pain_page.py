"""The page "Where does it hurt?" and its sources, handled as a user would."""

from __future__ import annotations

import re

from page_links import click_link
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from explorer.ui.main_window import MainWindow
from explorer.ui.pain_links import PainLink
from explorer.ui.pain_panel import PainPanel
from explorer.ui.pain_sources import PainSources
from explorer.ui.sources import SourcesView

NONE = PainLink("none").url


def open_pain(window: MainWindow, qtbot: QtBot) -> PainPanel:
    """Press W, with the keyboard on the body."""
    window.viewport.setFocus()
    qtbot.keyClicks(window.viewport, "w")
    assert window.pain.panel is not None
    assert window.pain.panel.isVisible()
    return window.pain.panel


def say(window: MainWindow, qtbot: QtBot, words: str) -> None:
    """Type words into the field, in place of those that are there."""
    assert window.pain.panel is not None
    field = window.pain.panel.words
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, words)


def sources_of(window: MainWindow) -> PainSources:
    """The sources as the window handles them."""
    assert window.pain.sources is not None
    return window.pain.sources


def text_of(window: MainWindow) -> str:
    """What the sources say, brought up to date."""
    return sources_of(window).text


def view_of(window: MainWindow) -> SourcesView:
    """The page of sources, brought up to date."""
    assert text_of(window)
    return sources_of(window).view


def answer_none(window: MainWindow, qtbot: QtBot) -> None:
    """Click "None of these", where questions are asked."""
    view = view_of(window)
    if view.kind == "questions":
        click_link(qtbot, view.browser, NONE)


def muscles_listed(window: MainWindow) -> list[str]:
    """Ids of the muscles that are listed, best first, as their headings say."""
    text = text_of(window)
    assert "One by one, best first" in text, text[:300]
    listed = text[text.index("One by one, best first") :]
    names = {m.name: m.id for m in window.atlas.muscles.values()}
    found = []
    for line in listed.splitlines():
        for name in sorted(names, key=len, reverse=True):
            if re.fullmatch(rf"{re.escape(name)}( right| left)?", line.strip()):
                found.append(names[name])
                break
    return found


def undo(window: MainWindow, qtbot: QtBot) -> None:
    """Press Ctrl+Z, wherever the keyboard is."""
    widget = window.focusWidget() or window.viewport
    qtbot.keyClick(widget, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
