"""What lies under the skin, handled with mouse and keyboard as a user would."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from explorer.session.layer_commands import peel_of
from explorer.session.view_state import PointRef
from explorer.ui.links import Link
from explorer.ui.main_window import MainWindow

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
QUADRICEPS = "muscle:rectus_femoris:right"


def drawn(window: MainWindow, qtbot: QtBot) -> None:
    window.viewport.finish_flight()
    qtbot.waitUntil(lambda: not window.viewport._dirty)


def place_of(window: MainWindow, id: str) -> QPoint:
    """A pixel of the viewport in which a structure is the frontmost."""
    stage = window.viewport.stage
    assert stage.structures is not None
    index = next(i for i, s in enumerate(stage.structures.items) if s.id == id)
    vertices, _ = stage.structures.mesh(index)
    pixels, _ = stage.lens.project(vertices.astype(float))
    order = np.argsort(np.linalg.norm(pixels - np.median(pixels, axis=0), axis=1))
    ratio = window.viewport.devicePixelRatioF()
    for x, y in pixels[order[:: max(1, len(order) // 200)]]:
        spot = QPoint(round(float(x) / ratio), round(float(y) / ratio))
        marker = stage.marker_at(spot.x() * ratio, spot.y() * ratio, 14 * ratio)
        if under(window, spot) == id and marker is None:
            return spot
    raise AssertionError(f"{id} cannot be seen")


def under(window: MainWindow, spot: QPoint) -> str:
    ratio = window.viewport.devicePixelRatioF()
    found = window.viewport.structure_under(spot.x() * ratio, spot.y() * ratio)
    return "" if found is None else found.id


def colour(window: MainWindow, spot: QPoint) -> np.ndarray:
    ratio = window.viewport.devicePixelRatioF()
    pixel = (
        window.viewport.grab()
        .toImage()
        .pixelColor(round(spot.x() * ratio), round(spot.y() * ratio))
    )
    return np.array([pixel.red(), pixel.green(), pixel.blue()])


def peel_to(window: MainWindow, qtbot: QtBot, steps: int) -> None:
    """Click the slider at a stop: 0 skin, 1 muscles, 2 deep ones, 3 bones."""
    slider = window.inside.peel.slider
    track = slider._track()
    y = track.top() + track.height() * steps / 3
    qtbot.mouseClick(slider, LEFT, pos=QPoint(round(track.center().x()), round(y)))
    drawn(window, qtbot)


# The peel --------------------------------------------------------------------------------------


def test_the_peel_takes_off_layer_after_layer_and_undo_puts_them_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    spot = QPoint(window.viewport.width() // 2 - 45, window.viewport.height() * 6 // 10)
    colours = [colour(window, spot)]
    for steps in (1, 2, 3):
        peel_to(window, qtbot, steps)
        assert peel_of(window.session.state) == pytest.approx(steps)
        colours.append(colour(window, spot))
    assert [window.session.state.skin_opacity, window.session.state.superficial] == [0.0, 0.0]
    assert all(np.abs(a - b).max() > 8 for a, b in itertools.pairwise(colours))
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    drawn(window, qtbot)
    assert window.inside.peel.slider.value() == round(100 * peel_of(window.session.state))
    while window.session.undo():
        pass
    assert window.inside.peel.slider.value() == 0


def test_the_keys_peel_by_half_layers(window: MainWindow, qtbot: QtBot) -> None:
    for _ in range(3):
        qtbot.keyClicks(window.viewport, "]")
    assert peel_of(window.session.state) == pytest.approx(1.5)
    assert window.inside.peel.slider.value() == 150
    qtbot.keyClicks(window.viewport, "[")
    assert peel_of(window.session.state) == pytest.approx(1.0)


def test_the_arrow_keys_walk_the_slider_and_not_the_body(window: MainWindow, qtbot: QtBot) -> None:
    camera = window.session.state.camera
    window.inside.peel.slider.setFocus()
    qtbot.keyClick(window.inside.peel.slider, Qt.Key.Key_Down)
    qtbot.keyClick(window.inside.peel.slider, Qt.Key.Key_PageDown)
    assert peel_of(window.session.state) == pytest.approx(1.1)
    assert window.session.state.camera == camera


# Muscles and bones under the cursor ------------------------------------------------------------


def test_a_click_on_a_muscle_opens_its_notes(window: MainWindow, qtbot: QtBot) -> None:
    peel_to(window, qtbot, 1)
    spot = place_of(window, QUADRICEPS)
    qtbot.mouseMove(window.viewport, spot)
    qtbot.waitUntil(lambda: "Rectus femoris" in window.status.text())
    qtbot.mouseClick(window.viewport, LEFT, pos=spot)
    subject = window.session.state.subject
    assert subject is not None
    assert (subject.kind, subject.id, subject.side) == ("muscle", "rectus_femoris", "right")
    assert window.card.plain_text.startswith("Rectus femoris")


def test_a_click_on_a_bone_opens_its_own_page(window: MainWindow, qtbot: QtBot) -> None:
    peel_to(window, qtbot, 3)
    spot = place_of(window, "bone:femur:right")
    qtbot.mouseClick(window.viewport, LEFT, pos=spot)
    assert "Femur" in window.card.plain_text
    assert "A bone" in window.card.plain_text
    window.card.sides.button("left").click()
    subject = window.session.state.subject
    assert subject is not None
    assert subject.id == "bone:femur:left"


def choose(window: MainWindow, qtbot: QtBot, spot: QPoint, entry: str) -> str:
    """Choose from the menu of a right click; returns what it is headed with."""
    qtbot.mouseClick(window.viewport, RIGHT, pos=spot)
    menu = window.findChild(QMenu, "structureMenu")
    assert menu is not None
    title = menu.actions()[0].text()
    action = next(a for a in menu.actions() if a.text() == entry)
    qtbot.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())
    qtbot.waitUntil(lambda: not menu.isVisible())
    return title


@pytest.mark.qt_log_ignore("This plugin does not support")  # what popping up asks of a desktop
def test_what_is_hidden_is_listed_and_comes_back(window: MainWindow, qtbot: QtBot) -> None:
    peel_to(window, qtbot, 1)
    spot = place_of(window, QUADRICEPS)
    before = colour(window, spot)
    assert choose(window, qtbot, spot, "Hide") == "Rectus femoris, right"
    drawn(window, qtbot)
    assert under(window, spot) not in ("", QUADRICEPS)
    qtbot.mouseClick(window.navigator.tabs.button("layers"), LEFT)
    page = window.inside.page
    assert page.isVisible()
    assert [page.hidden.item(i).text() for i in range(page.hidden.count())] == [
        "Rectus femoris, right"
    ]
    page.hidden.setCurrentRow(0)
    page.hidden.setFocus()
    qtbot.keyClick(page.hidden, Qt.Key.Key_Return)
    drawn(window, qtbot)
    assert window.session.state.hidden == ()
    assert under(window, spot) == QUADRICEPS
    assert np.abs(colour(window, spot) - before).max() <= 6
    assert not page.all_back.isVisible()


def test_hiding_what_covers_a_deep_muscle_brings_it_to_light(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.navigation.open(Link("muscle", "vastus_intermedius", "right"))
    drawn(window, qtbot)
    qtbot.keyClicks(window.viewport, "c")  # the skin
    drawn(window, qtbot)
    assert window.session.state.skin_opacity == 0.0
    qtbot.keyClicks(window.viewport, "c")  # the muscles over it
    drawn(window, qtbot)
    assert QUADRICEPS in window.session.state.hidden
    place_of(window, "muscle:vastus_intermedius:right")
    qtbot.keyClicks(window.viewport, "b")
    assert window.session.state.hidden == ()


def test_isolate_shows_one_muscle_over_the_bones_and_again_all(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.navigation.open(Link("muscle", "rectus_femoris", "right"))
    drawn(window, qtbot)
    window.card.link_clicked.emit("explorer:action/isolate")
    drawn(window, qtbot)
    state = window.session.state
    assert state.isolated == (QUADRICEPS,)
    assert state.skin_opacity == 0.0
    spot = place_of(window, QUADRICEPS)
    assert under(window, spot) == QUADRICEPS
    everywhere = {
        under(window, QPoint(x, y))
        for x in range(20, window.viewport.width(), 24)
        for y in range(20, window.viewport.height(), 24)
    }
    assert {id for id in everywhere if id.startswith("muscle:")} == {QUADRICEPS}
    assert any(id.startswith("bone:") for id in everywhere)
    window.inside.page.show_state(state)
    qtbot.keyClicks(window.viewport, "i")
    assert window.session.state.isolated == ()


def test_the_x_ray_opens_the_skin_at_the_point_only(window: MainWindow, qtbot: QtBot) -> None:
    ref = PointRef("rectus_femoris.trp1", "right")
    window.navigation.open(Link("point", ref.point, ref.side))
    drawn(window, qtbot)
    spot = window.viewport.marker_position(ref)
    assert spot is not None
    near, far = spot + QPoint(0, 26), QPoint(spot.x(), window.viewport.height() - 60)
    before_near, before_far = colour(window, near), colour(window, far)
    assert under(window, near) == ""
    qtbot.keyClicks(window.viewport, "x")
    drawn(window, qtbot)
    assert window.actions_by_id["xray"].isChecked()
    assert under(window, near).startswith(("muscle:", "bone:"))
    assert np.abs(colour(window, near) - before_near).max() > 12
    assert np.abs(colour(window, far) - before_far).max() <= 6


# The page of layers ----------------------------------------------------------------------------


def test_each_layer_is_hidden_and_shown_by_its_box(window: MainWindow, qtbot: QtBot) -> None:
    window.run("layers")
    page = window.inside.page
    for layer, field in (("deep", "deep"), ("bones", "bones"), ("superficial", "superficial")):
        box = page._boxes[layer]  # type: ignore[index]
        qtbot.mouseClick(box, LEFT, pos=QPoint(8, box.height() // 2))
        assert getattr(window.session.state, field) == 0.0
        assert page.sliders[layer].value() == 0  # type: ignore[index]
        window.session.undo()
        assert box.isChecked()


@pytest.mark.parametrize("name", ["zones", "course", "xray", "related", "markers"])
def test_a_switch_on_the_page_and_its_key_do_the_same(
    window: MainWindow, qtbot: QtBot, name: str
) -> None:
    window.navigation.open(Link("muscle", "soleus", "right"))
    window.run("layers")
    switch = window.inside.page.switches[name]
    before = getattr(window.session.state, name)
    qtbot.mouseClick(switch, LEFT, pos=QPoint(8, switch.height() // 2))
    assert getattr(window.session.state, name) is not before
    assert window.actions_by_id[name].isChecked() is not before
    window.actions_by_id[name].trigger()
    assert getattr(window.session.state, name) is before
    assert switch.isChecked() is before


def test_the_notes_name_helpers_and_opponents(window: MainWindow) -> None:
    window.navigation.open(Link("muscle", "biceps_brachii", "right"))
    text = window.card.plain_text
    assert "Works together with" in text
    assert "Works against" in text
    assert "Triceps" in text[text.index("Works against") :]


def test_selecting_a_point_leaves_the_page_of_layers_in_front(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.run("layers")
    window.navigation.open(Link("point", "soleus.trp1", "right"))
    drawn(window, qtbot)
    qtbot.wait(50)
    assert window.inside.page.isVisible()
