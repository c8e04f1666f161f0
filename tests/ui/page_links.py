"""Clicking and pointing at links of a page, where they stand in it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextBrowser
from pytestqt.qtbot import QtBot


def links(browser: QTextBrowser) -> list[tuple[str, str]]:
    """Address and words of every link, top to bottom."""
    found = []
    block = browser.document().begin()
    while block.isValid():
        for fragment in block:
            piece = fragment.fragment()
            if piece.charFormat().anchorHref():
                found.append((piece.charFormat().anchorHref(), piece.text()))
        block = block.next()
    return found


def place(browser: QTextBrowser, address: str) -> QPoint:
    """Where a link stands in the viewport of a page, scrolled to."""
    block = browser.document().begin()
    while block.isValid():
        for fragment in block:
            piece = fragment.fragment()
            if piece.charFormat().anchorHref() == address:
                cursor = QTextCursor(browser.document())
                cursor.setPosition(piece.position() + piece.length() // 2)
                y = browser.cursorRect(cursor).center().y()
                bar = browser.verticalScrollBar()
                bar.setValue(bar.value() + y - browser.viewport().height() // 2)
                spot = browser.cursorRect(cursor).center()
                assert browser.anchorAt(spot) == address, f"{address} cannot be clicked"
                return spot
        block = block.next()
    raise AssertionError(f"there is no link {address} in {browser.toPlainText()[:400]}")


def click_link(qtbot: QtBot, browser: QTextBrowser, address: str) -> None:
    """Click a link with the mouse."""
    qtbot.mouseClick(browser.viewport(), Qt.MouseButton.LeftButton, pos=place(browser, address))


def point_at_link(qtbot: QtBot, browser: QTextBrowser, address: str) -> None:
    """Rest the pointer on a link."""
    spot = place(browser, address)
    qtbot.mouseMove(browser.viewport(), spot + QPoint(-1, 0))
    qtbot.mouseMove(browser.viewport(), spot)
