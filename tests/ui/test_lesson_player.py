"""Playing a lesson: driven by keys and clicks as at a lecture, and everything back afterwards."""

from __future__ import annotations

import base64
import threading
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QByteArray, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from explorer.anatomy.atlas import Atlas
from explorer.errors import ExplorerError
from explorer.scene.camera import View, orbit
from explorer.session.commands import select_point
from explorer.session.lesson import Lesson, LessonView
from explorer.session.settings import SettingsFile
from explorer.session.view_state import PointRef, Subject, ViewState
from explorer.ui.lessons import player as playing
from explorer.ui.lessons import player_projector
from explorer.ui.lessons.player import LessonPlayer, play
from explorer.ui.lessons.player_keys import Keys
from explorer.ui.lessons.player_ready import NextReady
from explorer.ui.lessons.player_steps import Step, first_of, on_the_way, steps_of
from explorer.ui.main_window import MainWindow

K = Qt.Key
_SIDES: tuple[View, ...] = ("posterior", "anterior", "posterior")
POINTS = ("infraspinatus.trp1", "upper_trapezius.trp1", "soleus.trp1")


def _views(window: MainWindow) -> list[LessonView]:
    stage = window.viewport.stage
    views = []
    for number, (point, side) in enumerate(zip(POINTS, _SIDES, strict=True)):
        state = replace(
            window.session.state,
            camera=stage.framing(side),
            subject=Subject("point", point, "right"),
            shown=(PointRef(point, "right"),),
            markers=False,
        )
        views.append(LessonView(f"view-{number}", f"View of {point}", state=state))
    return views


@pytest.fixture
def lesson(window: MainWindow) -> Lesson:
    """Three views, the second of which asks."""
    first, second, third = _views(window)
    second = replace(second, question="Where may this hurt?", notes="Let them guess.")
    return Lesson("Three points", "", (first, second, third))


def _started(window: MainWindow, lesson: Lesson, start: int = 0) -> LessonPlayer:
    play(window, lesson, start)
    player = window.findChild(LessonPlayer)
    assert isinstance(player, LessonPlayer)
    return player


def _press(window: MainWindow, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(window.viewport, key)


def _settle(qtbot: QtBot, window: MainWindow, player: LessonPlayer) -> ViewState:
    """Let the flight arrive; what is shown then."""
    window.viewport.finish_flight()
    qtbot.waitUntil(lambda: not player.projector.busy, timeout=10_000)
    return player.projector.state


def _count(player: LessonPlayer) -> str:
    return player.page.caption.count.text()


def _title(player: LessonPlayer) -> str:
    return player.page.caption.title.text()


def _tool(window: MainWindow) -> object:
    return window.viewport.tool


def _hovered(window: MainWindow) -> int | None:
    return window.viewport.stage.hovered


def _flying(window: MainWindow) -> bool:
    return window.viewport.flying


def _chain(window: MainWindow) -> list[int]:
    numbers, widget = [], window.nextInFocusChain()
    while widget is not None and widget is not window:
        numbers.append(id(widget))
        widget = widget.nextInFocusChain()
    return numbers


def _look(window: MainWindow) -> dict[str, Any]:
    """Everything of a window that has to come back."""
    viewport = window.viewport
    floating = viewport.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return {
        "geometry": window.geometry(),
        "state": window.windowState(),
        "sizes": window.panels.sizes(),
        "session": window.session.state,
        "undo": (window.session.undo_text, window.session.redo_text),
        "tabs": _chain(window),
        "parts": [
            part.isVisible()
            for part in (window.menuBar(), window.toolbar, window.panels, window.centre.hint)
        ],
        "panels": [window.panels.shown(name) for name in ("find", "notes")],
        "floating": [(type(part).__name__, part.isVisible(), part.pos()) for part in floating],
        "place": (viewport.parentWidget(), viewport.geometry(), viewport.ink_size),
        "caption": viewport.caption,
        "clickable": viewport.clickable,
        "focus": window.focusWidget(),
    }


# The window round it -----------------------------------------------------------------------------


def test_only_the_body_is_there_and_everything_comes_back(
    window: MainWindow, lesson: Lesson, qtbot: QtBot, drain: Callable[[], None]
) -> None:
    window.session.do(select_point("masseter_superficial.trp1", "left"))
    window.session.undo()
    window.panels.setSizes([330, 560, 388])
    window.navigator.search.setFocus()
    dialog = QDialog(window)
    dialog.show()
    QApplication.processEvents()
    before = _look(window)
    player = _started(window, lesson)
    assert window.isFullScreen()
    assert player.page.geometry() == window.rect()
    assert player.page.isAncestorOf(window.viewport)
    for part in (window.menuBar(), window.toolbar, window.panels, window.view_buttons, dialog):
        assert not part.isVisible()
    assert not window.inside.peel.isVisible()
    assert window.viewport.height() > 0.8 * window.height()
    window.resize(900, 700)  # floating buttons show themselves when the size changes
    QApplication.processEvents()
    assert not window.view_buttons.isVisible()
    _press(window, K.Key_Right, K.Key_Right, K.Key_Right)
    _settle(qtbot, window, player)
    assert window.session.state == before["session"]
    _press(window, K.Key_Escape)
    drain()
    assert window.findChild(LessonPlayer) is None
    assert _look(window) == before
    assert window.viewport.stage._state == before["session"]
    assert dialog.isVisible()
    assert window.session.redo()
    dialog.close()


def test_a_panel_called_into_a_narrow_window_is_there_again(
    window: MainWindow, lesson: Lesson, drain: Callable[[], None]
) -> None:
    window.resize(780, 600)
    window.panels.set_shown("find", True)
    window.panels.setSizes([240, 250, 290])
    QApplication.processEvents()
    before = _look(window)
    assert before["panels"] == [True, True]
    _started(window, lesson)
    window.resize(1000, 700)  # a screen on which all panels have room
    QApplication.processEvents()
    _press(window, K.Key_Escape)
    drain()
    assert _look(window) == before


def test_no_key_reaches_the_window(window: MainWindow, lesson: Lesson, qtbot: QtBot) -> None:
    window.session.do(select_point("masseter_superficial.trp1", "left"))
    state, made = window.session.state, window.lessons.lesson
    player = _started(window, lesson)
    _settle(qtbot, window, player)
    run: list[str] = []
    for id, action in window.actions_by_id.items():
        action.triggered.connect(lambda _=False, id=id: run.append(id))
    for key in (K.Key_A, K.Key_F5, K.Key_S, K.Key_Slash, K.Key_Tab, K.Key_BracketRight, K.Key_X):
        _press(window, key)
    for key in (K.Key_Z, K.Key_E, K.Key_O):
        QTest.keyClick(window.viewport, key, Qt.KeyboardModifier.ControlModifier)
    assert run == []
    assert (window.session.state, window.lessons.lesson) == (state, made)
    assert window.findChildren(LessonPlayer) == [player]
    assert (player.at, _count(player)) == (0, "1 / 3")
    assert window.focusWidget() is window.viewport


def test_a_window_closed_while_playing_is_remembered_as_it_was(
    window: MainWindow, lesson: Lesson, settings: SettingsFile, qtbot: QtBot
) -> None:
    window.resize(780, 600)  # the screen of the tests is no larger
    QApplication.processEvents()
    size, sizes = window.size(), window.panels.sizes()
    _started(window, lesson)
    _press(window, K.Key_Right)  # in mid flight
    window.close()
    assert window.findChild(LessonPlayer) is None
    other = QMainWindow()
    geometry = base64.b64decode(settings.value.window_geometry)
    assert other.restoreGeometry(QByteArray(geometry))
    assert (other.isFullScreen(), other.size()) == (False, size)
    assert window.panels.sizes() == sizes
    other.deleteLater()


def test_a_brush_is_put_down_and_a_flight_arrives_first(
    window: MainWindow, lesson: Lesson, qtbot: QtBot
) -> None:
    window.run("pain")
    assert window.pain.panel is not None
    window.pain.panel.set_tool("brush")
    brush = window.viewport.tool
    assert brush is not None
    there = window.viewport.stage.framing("posterior")
    window.viewport.fly_to(there, "view")
    player = _started(window, lesson)
    assert window.session.state.camera == there
    assert _tool(window) is None
    _settle(qtbot, window, player)
    QTest.mousePress(
        window.viewport, Qt.MouseButton.LeftButton, pos=window.viewport.rect().center()
    )
    QTest.mouseRelease(window.viewport, Qt.MouseButton.LeftButton)
    assert window.session.state.pain.empty
    _press(window, K.Key_Escape)
    assert _tool(window) is brush
    assert window.viewport.cursor().shape() == Qt.CursorShape.CrossCursor
    assert window.session.state.camera == there


# Going through it --------------------------------------------------------------------------------


def test_keys_go_as_in_every_presentation(window: MainWindow, lesson: Lesson, qtbot: QtBot) -> None:
    player = _started(window, lesson, start=1)
    assert (_count(player), _title(player)) == ("2 / 3", "Where may this hurt?")
    _press(window, K.Key_Home)
    assert (_count(player), _title(player)) == ("1 / 3", "View of infraspinatus.trp1")
    for key in (K.Key_Space, K.Key_PageDown, K.Key_N):
        at = player.at
        _press(window, key)
        assert player.at == at + 1
    assert _count(player) == "3 / 3"
    for key in (K.Key_Left, K.Key_PageUp, K.Key_Backspace):
        at = player.at
        _press(window, key)
        assert player.at == at - 1
    _press(window, K.Key_P)
    assert player.at == 0
    _press(window, K.Key_3)
    assert "3" in player.page.caption.quiet.text()
    _press(window, K.Key_Return)
    assert _count(player) == "3 / 3"
    _press(window, K.Key_1, K.Key_7, K.Key_Enter)
    assert _count(player) == "3 / 3"
    assert "no view 17" in player.page.caption.quiet.text()
    assert _settle(qtbot, window, player) == lesson.views[2].state
    held = QKeyEvent(QEvent.Type.KeyPress, K.Key_Left, Qt.KeyboardModifier.NoModifier, autorep=True)
    QApplication.sendEvent(window.viewport, held)
    assert _count(player) == "3 / 3"
    _press(window, K.Key_Down)
    assert "End of the lesson" in player.page.curtain.words
    assert "Esc" in player.page.curtain.words
    _press(window, K.Key_Up)
    assert player.page.curtain.words == ""
    assert _count(player) == "3 / 3"
    _press(window, K.Key_Return, K.Key_Return)
    assert window.findChild(LessonPlayer) is None
    assert not window.isFullScreen()


def test_a_screen_is_blanked_and_comes_back_without_going_on(
    window: MainWindow, lesson: Lesson, qtbot: QtBot
) -> None:
    player = _started(window, lesson)
    _settle(qtbot, window, player)
    for key, back in ((K.Key_B, K.Key_B), (K.Key_Period, K.Key_Right), (K.Key_W, K.Key_Left)):
        _press(window, key)
        assert player.page.curtain.isVisible()
        assert player.page.curtain.geometry() == player.page.rect()
        white = key == K.Key_W
        colour = player.page.grab().toImage().pixelColor(40, 40)
        assert colour == (Qt.GlobalColor.white if white else Qt.GlobalColor.black)
        _press(window, back)
        assert not player.page.curtain.isVisible()
        assert player.at == 0


def test_a_view_that_asks_shows_its_answer_with_the_next_key(
    window: MainWindow, lesson: Lesson, qtbot: QtBot
) -> None:
    player = _started(window, lesson, start=1)
    asked = _settle(qtbot, window, player)
    assert (asked.zones, asked.labels, asked.legend) == (False, False, False)
    assert asked.shown == lesson.views[1].state.shown
    assert _title(player) == "Where may this hurt?"
    viewport = window.viewport
    _press(window, K.Key_T)
    QApplication.processEvents()  # the body makes room for notes
    assert player.page.caption.notes.text() == ""  # they may give the answer away
    marker = viewport.marker_position(asked.shown[0])
    assert marker is not None
    QTest.mouseMove(viewport, marker + QPoint(60, 60))
    QTest.mouseMove(viewport, marker)
    assert _hovered(window) is None
    _press(window, K.Key_Right)
    assert _settle(qtbot, window, player) == lesson.views[1].state
    assert _title(player) == "View of upper_trapezius.trp1"
    assert player.page.caption.notes.text() == "Let them guess."
    assert _count(player) == "2 / 3"
    marker = viewport.marker_position(asked.shown[0])
    assert marker is not None
    QTest.mouseMove(viewport, marker + QPoint(60, 60))
    QTest.mouseMove(viewport, marker)
    assert _hovered(window) is not None
    assert "pper trapezius" in player.page.caption.quiet.text()


def test_the_hand_turns_the_body_and_clicks_beside_it_to_go_on(
    window: MainWindow, lesson: Lesson, qtbot: QtBot
) -> None:
    player = _started(window, lesson)
    before = _settle(qtbot, window, player)
    viewport, kept = window.viewport, window.session.state
    middle = viewport.rect().center()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=middle)
    for step in range(1, 6):
        QTest.mouseMove(viewport, middle + QPoint(20 * step, 0))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=middle + QPoint(100, 0))
    turned = player.projector.state
    assert turned.camera != before.camera
    assert (window.session.state, window.session.undo_text) == (kept, None)
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=middle)
    QApplication.processEvents()
    assert (player.at, player.projector.state) == (0, turned)
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=QPoint(8, 30))
    qtbot.waitUntil(lambda: player.at == 1)
    assert viewport.flying
    assert _settle(qtbot, window, player).camera == lesson.views[1].state.camera
    wheel = QWheelEvent(
        QPointF(middle),
        QPointF(middle),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, wheel)
    near = player.projector.state.camera
    assert near != lesson.views[1].state.camera
    QTest.mouseClick(player.page.caption.buttons["next"], Qt.MouseButton.LeftButton)
    assert player.at == 2
    assert player.projector.state.camera == near  # the answer is looked at from here
    assert window.session.state == kept
    QTest.mouseClick(viewport, Qt.MouseButton.RightButton, pos=QPoint(8, 30))
    qtbot.waitUntil(lambda: player.at == 1)


def test_a_hand_in_mid_flight_stops_it_and_all_of_the_view_is_shown(
    window: MainWindow, lesson: Lesson, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(player_projector, "FLIGHT_SECONDS", 60.0)
    player = _started(window, lesson)
    assert _flying(window)
    on_way = player.projector.state
    assert (on_way.shown, on_way.labels) == (lesson.views[0].state.shown, False)
    QTest.keyClick(window.viewport, K.Key_Plus)
    qtbot.waitUntil(lambda: player.projector.state.labels)
    assert not _flying(window)
    assert player.projector.state.camera != lesson.views[0].state.camera
    _press(window, K.Key_Right)
    _press(window, K.Key_Right)  # the one after the next, from wherever it has come to
    assert _settle(qtbot, window, player) == lesson.views[1].state


def test_cursor_and_buttons_come_with_the_mouse_and_go_with_rest(
    window: MainWindow, lesson: Lesson, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(playing, "_HINT_MS", 400)
    player = _started(window, lesson)
    assert player.page.hint.isVisible()
    qtbot.waitUntil(lambda: not player.page.hint.isVisible())
    _settle(qtbot, window, player)
    viewport, controls = window.viewport, player.page.caption.controls
    qtbot.waitUntil(lambda: not controls.isVisible())
    assert viewport.cursor().shape() == Qt.CursorShape.BlankCursor
    QTest.mouseMove(viewport, QPoint(20, 60))
    QTest.mouseMove(viewport, QPoint(30, 70))
    assert controls.isVisible()
    assert viewport.cursor().shape() == Qt.CursorShape.ArrowCursor
    player._hand._rest.start(0)
    qtbot.waitUntil(lambda: not controls.isVisible())
    assert viewport.cursor().shape() == Qt.CursorShape.BlankCursor
    QTest.keyClick(viewport, K.Key_Escape)
    assert viewport.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_notes_and_the_hint_are_remembered(
    window: MainWindow, lesson: Lesson, qtbot: QtBot
) -> None:
    player = _started(window, lesson, start=1)
    _press(window, K.Key_Right)
    caption = player.page.caption
    assert player.page.hint.text() == "Right arrow: next · Esc: end"
    assert not caption.notes.isVisible()
    high = window.viewport.height()
    _press(window, K.Key_T)
    qtbot.waitUntil(lambda: window.viewport.height() < high)
    assert caption.notes.isVisible()
    low = window.viewport.height()
    _press(window, K.Key_Right)
    QApplication.processEvents()
    assert window.viewport.height() == low  # as large in a view without notes
    _press(window, K.Key_Escape)
    again = _started(window, lesson, start=1)
    assert again.page.caption.notes.isVisible()
    assert not again.page.hint.isVisible()
    _press(window, K.Key_F1)
    assert again.page.hint.isVisible()
    assert "Shift and arrows" in again.page.hint.text()


# What is not there -------------------------------------------------------------------------------


def test_an_empty_lesson_is_refused(window: MainWindow) -> None:
    with pytest.raises(ExplorerError, match="no views"):
        play(window, Lesson("Nothing"))
    assert not window.isFullScreen()


def test_other_bodies_missing_bodies_and_missing_points(
    window: MainWindow, lesson: Lesson, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured_anew: list[str] = []
    refresh = lambda: measured_anew.append(window.session.state.figure)  # noqa: E731
    monkeypatch.setattr(window.card, "refresh", refresh)
    first = lesson.views[0]
    strange = (PointRef("no_such.trp1", "right"), *first.state.shown)
    views = (
        replace(first, state=replace(first.state, figure="female")),
        replace(first, state=replace(first.state, figure="pack:gone"), title=""),
        replace(first, state=replace(first.state, shown=strange)),
    )
    player = _started(window, Lesson("Bodies", "", views))
    assert window.viewport.stage._state.figure == "female"
    shown = _settle(qtbot, window, player)
    assert (shown, player.page.caption.quiet.text()) == (views[0].state, "")
    _press(window, K.Key_Right)
    shown = _settle(qtbot, window, player)
    assert (shown.figure, shown.shown) == ("female", first.state.shown)
    assert "'gone' is not installed" in player.page.caption.quiet.text()
    assert _title(player) == "View 2"
    assert window.viewport.marker_position(shown.shown[0]) is not None or shown.zones
    _press(window, K.Key_Right)
    assert _settle(qtbot, window, player).shown == first.state.shown
    assert "no_such.trp1" in player.page.caption.quiet.text()
    _press(window, K.Key_Escape)
    assert window.viewport.stage._state == window.session.state
    assert measured_anew == ["male"]  # its needles went with the body


def test_long_titles_and_markup_stay_in_the_strip(
    window: MainWindow, lesson: Lesson, qtbot: QtBot
) -> None:
    title = "<b>Where</b> may this hurt, and " + "why is it felt so far away " * 30
    views = (replace(lesson.views[0], title=title, notes="word " * 900), lesson.views[2])
    player = _started(window, Lesson("Long", "", views))
    _press(window, K.Key_T)
    QApplication.processEvents()
    caption = player.page.caption
    assert caption.title.text().startswith("<b>Where</b> may")
    assert caption.title.text().endswith("…")
    assert caption.height() < 0.45 * player.page.height()
    assert caption.width() == player.page.width()


# Without a window --------------------------------------------------------------------------------


def test_a_view_that_asks_is_two_steps() -> None:
    plain, asks, hides = (
        LessonView("a", "A"),
        LessonView("b", "B", question="What?"),
        LessonView("c", "C", hides_answer=True),
    )
    steps = steps_of(Lesson("", "", (plain, asks, hides)))
    assert steps == (Step(0), Step(1, True), Step(1), Step(2, True), Step(2))
    assert [first_of(steps, view) for view in (-1, 0, 1, 2, 9)] == [0, 0, 1, 3, 3]


def test_the_skin_stays_closed_on_the_way_where_it_was_or_will_be() -> None:
    solid, open_ = ViewState(xray=True), ViewState(skin_opacity=0.0, xray=True, deep=0.4)
    camera = orbit(solid.camera, 30, 0, "turntable")
    for old, new, skin, xray in (
        (solid, open_, 1.0, False),
        (open_, solid, 1.0, False),
        (open_, open_, 0.0, True),
    ):
        way = on_the_way(old, new, camera)
        assert (way.skin_opacity, way.xray, way.camera) == (skin, xray, camera)
        assert (way.labels, way.legend, way.deep) == (False, False, new.deep)


def _key(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, held)


def test_keys_are_read_one_after_the_other() -> None:
    keys = Keys()
    shift, ctrl = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
    assert keys.read(_key(K.Key_Return)) == "next"
    assert keys.read(_key(K.Key_Backspace)) == "previous"
    assert [keys.read(_key(k)) for k in (K.Key_1, K.Key_2, K.Key_Backspace, K.Key_4)] == [
        "typing"
    ] * 4
    assert (keys.read(_key(K.Key_Enter)), keys.taken(), keys.number) == ("go", 14, "")
    keys.read(_key(K.Key_5))
    assert (keys.read(_key(K.Key_Right)), keys.number) == ("next", "")
    assert keys.read(_key(K.Key_Right, shift)) == "turn"
    assert keys.read(_key(K.Key_Minus)) == "turn"
    assert keys.read(_key(K.Key_N, shift)) == ""
    assert keys.read(_key(K.Key_Right, ctrl)) == ""
    assert keys.read(_key(K.Key_F5)) == ""


def test_the_view_wanted_last_is_made_ready_beside_the_window(qtbot: QtBot, atlas: Atlas) -> None:
    asked: list[tuple[str, str, str]] = []
    free = threading.Event()

    def near(point: str, level: str) -> None:
        free.wait(10)
        asked.append((point, level, threading.current_thread().name))

    placed = SimpleNamespace(zones=SimpleNamespace(near=near, graph=None), figure=None)
    stage: Any = SimpleNamespace(atlas=atlas, placed_on=lambda _: placed, structures=None)
    views = [ViewState(shown=(PointRef(p, "right"),), course=False) for p in POINTS]
    ready = NextReady(stage, None, _parent := QWidget())
    qtbot.addWidget(_parent)
    for view in views:
        ready.prepare(view, "female")
    free.set()
    qtbot.waitUntil(lambda: not ready.busy, timeout=5000)
    assert all(name == "job" for *_, name in asked)
    points = list(dict.fromkeys(point for point, *_ in asked))
    assert points in ([POINTS[0], POINTS[2]], [POINTS[2]])
    assert (POINTS[2], "spillover", "job") in asked
