"""A picture for a slide on the clipboard, by one key."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QClipboard, QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from explorer.export.figures import picture as figure_picture
from explorer.session import commands
from explorer.ui.links import Link
from explorer.ui.main_window import MainWindow
from explorer.ui.output.figure.options import KIND, FigureOptions
from explorer.ui.output.remembered import remember

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def clipboard(qapp: QGuiApplication) -> Iterator[QClipboard]:
    board = qapp.clipboard()
    board.setText("before")
    yield board
    board.clear()


def press_s(qtbot: QtBot, window: MainWindow) -> None:
    window.viewport.setFocus()
    qtbot.keyClick(window.viewport, Qt.Key.Key_S)


def texts(content: QMimeData) -> list[str]:
    root = ElementTree.fromstring(content.data("image/svg+xml").data())
    return ["".join(each.itertext()) for each in root.iter(f"{SVG}text")]


def test_one_key_copies_a_composed_picture_and_leaves_the_body_as_it_was(
    qtbot: QtBot, window: MainWindow, clipboard: QClipboard
) -> None:
    window.navigation.open(Link("point", "infraspinatus.trp1"))
    window.viewport.finish_flight()
    window.viewport.finish_picture()
    before, state = window.viewport.grab().toImage(), window.session.state
    lens = window.viewport.stage.lens
    press_s(qtbot, window)
    content = clipboard.mimeData()
    picture = content.imageData()
    assert isinstance(picture, QImage)
    assert picture.size().toTuple() == (1920, 1080)
    assert picture.pixelColor(1900, 500).getRgb() == (255, 255, 255, 255)
    assert QImage.fromData(content.data("image/png")).size() == picture.size()
    words = texts(content)
    assert words.count("Infraspinatus TrP1") == 2  # the title, and the name with its line
    assert "Essential zone" in words
    assert any("does not diagnose" in each for each in words)
    assert "Copied for a slide: Infraspinatus TrP1, 1920 x 1080" in window.status.text()
    assert window.session.state == state
    assert window.viewport.stage.lens == lens
    assert window.viewport.grab().toImage() == before
    assert QGuiApplication.overrideCursor() is None


def test_it_is_dark_where_figures_were_and_shows_what_the_window_shows(
    qtbot: QtBot, window: MainWindow, clipboard: QClipboard
) -> None:
    remember(window.settings, KIND, FigureOptions(tone="dark", width=300.0, ground="transparent"))
    window.navigation.open(Link("point", "soleus.trp1"))
    window.viewport.finish_flight()
    window.session.do(commands.set_labels(False))
    window.session.do(commands.set_legend(False))
    press_s(qtbot, window)
    content = clipboard.mimeData()
    picture = content.imageData()
    assert picture.size().toTuple() == (1920, 1080)
    corner = picture.pixelColor(1900, 500)
    assert corner.alpha() == 255
    assert corner.lightness() < 80
    words = texts(content)
    assert words.count("Soleus TrP1") == 1
    assert "Essential zone" not in words


def test_what_cannot_be_drawn_is_said_and_the_clipboard_kept(
    qtbot: QtBot, window: MainWindow, clipboard: QClipboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.viewport.finish_picture()
    before = window.viewport.grab().toImage()
    monkeypatch.setattr(figure_picture, "_free_memory", lambda: 1_000_000)
    press_s(qtbot, window)
    assert "does not fit the memory" in window.messages.words
    assert clipboard.text() == "before"
    window.messages.dismiss()
    assert QGuiApplication.overrideCursor() is None
    qtbot.waitUntil(lambda: window.viewport.grab().toImage().size() == before.size(), timeout=5000)
    monkeypatch.undo()
    press_s(qtbot, window)
    assert clipboard.mimeData().hasImage()


_LEFT_BEHIND = """
from PySide6.QtGui import QGuiApplication, QImage
from explorer.ui.output.figure.clipboard import put_on_clipboard

class Drawn:
    def picture(self):
        image = QImage(8, 6, QImage.Format.Format_RGBA8888)
        image.fill(0)
        return image

    def svg(self):
        return b"<svg/>"

    def png(self, picture):
        return b"png"

application = QGuiApplication([])
assert put_on_clipboard(Drawn()) == (8, 6)
content = application.clipboard().mimeData()
assert content.data("image/svg+xml").data() == b"<svg/>"
assert sorted(content.formats()) == ["application/x-qt-image", "image/png", "image/svg+xml"]
"""


def test_the_program_ends_well_with_a_figure_still_on_the_clipboard() -> None:
    done = subprocess.run([sys.executable, "-c", _LEFT_BEHIND], timeout=60, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
