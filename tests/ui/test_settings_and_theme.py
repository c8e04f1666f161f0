"""What is remembered, how the window dresses, and what it says when something is wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QCheckBox
from pytestqt.qtbot import QtBot

from explorer.session.settings import SettingsFile
from explorer.ui.links import Link
from explorer.ui.main_window import MainWindow
from explorer.ui.theme import DARK, LIGHT, Theme, apply_theme

Make = Callable[..., MainWindow]


def contrast(a: str, b: str) -> float:
    """The ratio of WCAG 2.2."""

    def light(name: str) -> float:
        parts = []
        for value in QColor(name).getRgbF()[:3]:
            parts.append(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = sorted((light(a), light(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda t: t.name)
def test_text_can_be_read_on_every_ground(theme: Theme) -> None:
    for ground in (theme.window, theme.surface, theme.raised, theme.hover):
        assert contrast(theme.text, ground) > 7, ground
        assert contrast(theme.soft, ground) > 4.5, ground
    for ground in (theme.surface, theme.raised, theme.window):
        assert contrast(theme.accent, ground) > 4.5, ground
        assert contrast(theme.danger, ground) > 4.5, ground
        assert contrast(theme.warning, ground) > 4.5, ground
    for ground in (theme.warning_soft, theme.danger_soft, theme.accent_soft):
        assert contrast(theme.text, ground) > 7, ground
        assert contrast(theme.accent, ground) > 4.5 or ground == theme.accent_soft, ground
    assert contrast(theme.accent_text, theme.accent) > 4.5


def test_the_theme_switch_changes_window_card_and_body(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1000, 700)
    corner = window.viewport.grab().toImage().pixelColor(5, 5).lightness()
    card = window.card.browser.grab().toImage().pixelColor(4, 200).lightness()
    window.run("theme")
    assert window.settings.value.theme == "dark"
    assert window.viewport.grab().toImage().pixelColor(5, 5).lightness() < corner - 100
    assert window.card.browser.grab().toImage().pixelColor(4, 200).lightness() < card - 100
    assert window.actions_by_id["theme_dark"].isChecked()
    assert not window.actions_by_id["theme_light"].isChecked()


def test_a_finished_picture_is_crisp_and_arrived(window: MainWindow) -> None:
    window.navigation.open(Link("point", "soleus.trp1"))
    window.viewport.finish_flight()
    window.viewport.finish_picture()
    assert window.viewport.crisp
    pose = window.session.state.camera
    window.set_theme("dark")
    window.viewport.finish_picture()
    assert window.viewport.crisp
    assert window.theme.name == "dark"
    assert window.session.state.camera == pose


def test_what_was_arranged_comes_back(make_window: Make, settings: SettingsFile) -> None:
    window = make_window(settings, (1100, 720))
    window.panels.set_shown("find", False)
    window.bodies.show("female")
    window.run("text_bigger")
    window.set_theme("dark")
    window.close()
    again = SettingsFile(settings.path)
    assert again.warning is None
    other = make_window(again)
    assert other.session.state.figure == "female"
    assert not other.panels.shown("find")
    assert other.theme.name == "dark"
    assert other.settings.value.text_scale == pytest.approx(1.1)


def test_settings_of_another_world_are_ignored(make_window: Make, settings: SettingsFile) -> None:
    settings.change(window_geometry="%%%", window_state="{not json", figure="nobody")
    window = make_window(settings)
    assert window.viewport.frames > 0
    assert window.panels.shown("notes")


def test_a_home_that_cannot_be_written_to_is_no_obstacle(
    make_window: Make, settings: SettingsFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = make_window(settings)
    monkeypatch.setattr(SettingsFile, "save", lambda _: False)
    window.set_theme("dark")
    assert window.theme.name == "dark"
    assert "could not be saved" in window.status.text()
    assert window.messages.words == ""


def test_unreadable_settings_are_told_of_once(make_window: Make, tmp_path: Path) -> None:
    path = tmp_path / "broken" / "settings.json"
    path.parent.mkdir()
    path.write_text("{broken")
    window = make_window(SettingsFile(path))
    assert "could not be read" in window.messages.words
    window.messages.dismiss()
    assert window.messages.words == ""


def test_first_steps_are_shown_until_they_are_closed(
    make_window: Make, settings: SettingsFile, qtbot: QtBot
) -> None:
    settings.change(first_run_done=False)
    window = make_window(settings)
    window.first_steps.open()
    assert window.first_steps.isVisible()
    qtbot.keyClick(window.first_steps, Qt.Key.Key_Escape)
    assert not window.first_steps.isVisible()
    assert SettingsFile(settings.path).value.first_run_done
    window.run("first_steps")
    assert window.first_steps.isVisible()
    qtbot.mouseClick(window.first_steps.start_button, Qt.MouseButton.LeftButton)
    assert not window.first_steps.isVisible()


def test_the_text_of_the_card_grows(window: MainWindow) -> None:
    def size() -> int:
        block = window.card.browser.document().begin().next().next()
        return block.begin().fragment().charFormat().font().pixelSize()

    before = size()
    for _ in range(5):
        window.run("text_bigger")
    assert size() > before
    window.run("text_normal")
    assert size() == before


def test_closing_ends_the_background_work(make_window: Make, settings: SettingsFile) -> None:
    window = make_window(settings)
    window.start_baking()
    assert window.baker.busy
    window.close()
    assert not window.baker.busy


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda t: t.name)
def test_a_tick_is_seen_in_both_themes(qtbot: QtBot, theme: Theme) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    before = application.styleSheet(), application.palette()
    try:
        apply_theme(application, theme)
        box = QCheckBox("Names")
        qtbot.addWidget(box)
        box.setChecked(True)
        box.resize(box.sizeHint())
        image = box.grab().toImage()
        ratio = image.devicePixelRatio()
        seen = {
            image.pixelColor(x, y).name()
            for x in range(round(14 * ratio))
            for y in range(image.height())
        }
        assert theme.accent in seen
        # The edge of the tick is blended; its middle is not.
        assert any(contrast(colour, theme.accent) > 4 for colour in seen - {theme.window})
        assert theme.accent_text in seen
    finally:
        application.setStyleSheet(before[0])
        application.setPalette(before[1])
