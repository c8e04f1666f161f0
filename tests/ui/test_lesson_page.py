"""The page of the lesson: views are added, shown, moved, named and taken back."""

from __future__ import annotations

import sys
from dataclasses import replace
from types import ModuleType

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetrics,
    QMouseEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from explorer.anatomy.pain import NO_PAIN, Pain, RegionRef
from explorer.session import commands
from explorer.session.lesson import Lesson, LessonView, add_view, new_view
from explorer.session.lesson_editor import LessonEditor
from explorer.session.pain_commands import answer, say_pain
from explorer.session.view_state import PointRef, ViewState
from explorer.ui.lessons.edits import removed, rewritten
from explorer.ui.lessons.lesson_page import LessonPage
from explorer.ui.lessons.thumbnails import Thumbnails
from explorer.ui.lessons.view_flight import for_this_client
from explorer.ui.lessons.view_rows import NOTE, _wrapped
from explorer.ui.links import Link
from explorer.ui.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|does not support")

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
POINTS = ("soleus.trp1", "infraspinatus.trp1", "piriformis.trp1")


def open_page(window: MainWindow) -> LessonPage:
    window.run("lesson_page")
    assert window.lessons.page is not None
    assert window.lessons.page.isVisible()
    return window.lessons.page


def show(window: MainWindow, point: str) -> None:
    window.navigation.open(Link("point", point))
    window.viewport.finish_flight()


def lesson_of_points(window: MainWindow, *points: str) -> LessonPage:
    """A lesson of one view for each point, saved, with the page in front."""
    lesson = Lesson()
    for point in points or POINTS:
        state = commands.select_point(point, "right").apply(window.session.state)
        x, y, z = state.camera.position
        camera = replace(state.camera, position=(x + 10 * len(lesson.views), y + 900, z))
        title = window.atlas.point_name(point)
        lesson = add_view(lesson, new_view(lesson, title, replace(state, camera=camera)))
    window.lessons.begin(lesson, None)
    return open_page(window)


def titles(window: MainWindow) -> list[str]:
    """What the list shows, which is what the lesson says."""
    page = window.lessons.page
    assert page is not None
    rows = [page.views.item(row).text() for row in range(page.views.count())]
    assert rows == [view.title for view in window.lessons.lesson.views]
    return rows


def click_row(qtbot: QtBot, page: LessonPage, row: int) -> None:
    box = page.views.visualItemRect(page.views.item(row))
    qtbot.mouseClick(page.views.viewport(), LEFT, pos=box.center())


# Without a window ------------------------------------------------------------------------------


def test_what_belongs_to_the_client_stays_with_him() -> None:
    mine = ViewState(
        pain=Pain(words="my heel", regions=(RegionRef("knee_outer", "left"),)),
        answers=(("flag.a", False),),
        tried=((PointRef("soleus.trp1", "left"), True),),
        conditions=("caution.pregnancy",),
        figure="male",
    )
    view = ViewState(shown=(PointRef("soleus.trp1", "right"),), xray=True)
    seen = for_this_client(view, mine)
    assert (seen.answers, seen.tried, seen.conditions) == (
        mine.answers,
        mine.tried,
        mine.conditions,
    )
    assert seen.pain == replace(NO_PAIN, words="my heel")
    assert replace(seen, answers=(), tried=(), conditions=(), pain=NO_PAIN) == view


def test_one_go_of_typing_is_one_step_and_a_rename_in_the_list_is_its_own() -> None:
    editor = LessonEditor(add_view(Lesson(), LessonView("view-1", "a")))
    for words in ("b", "bc"):
        editor.do(rewritten("view-1", "notes", words, "1"))
    editor.do(rewritten("view-1", "notes", "bcd", "2"))
    editor.undo()
    assert editor.lesson.views[0].notes == "bc"
    editor.undo()
    assert editor.lesson.views[0].notes == ""
    for title in ("one", "two"):
        editor.do(rewritten("view-1", "title", title, ""))
    editor.undo()
    assert editor.lesson.views[0].title == "one"
    editor.do(removed("view-1"))
    assert editor.undo_text == "Remove view"


def test_long_titles_keep_to_their_lines(qapp: QApplication) -> None:
    metrics = QFontMetrics(qapp.font())
    width = metrics.horizontalAdvance("Sternocleidomastoid")
    lines = _wrapped("Headache of the tension type and its many sources", metrics, width, 2)
    assert len(lines) == 2
    assert lines[0].startswith("Headache of")
    assert lines[1].endswith("…")
    assert _wrapped("x" * 200, metrics, width, 2)[0].endswith("…")
    assert _wrapped("Soleus", metrics, width, 2) == ["Soleus"]


# Making ----------------------------------------------------------------------------------------


def test_a_adds_what_is_shown_from_anywhere(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.mouseClick(window.navigator.tabs.button("lesson"), LEFT)
    page = window.lessons.page
    assert page is not None
    assert page.empty.isVisible()
    assert "press A" in page.empty.text()
    assert not page.buttons["lesson_play"].isEnabled()
    assert window.windowTitle() == "Trigger Point Explorer"
    for number, point in enumerate(POINTS, 1):
        show(window, point)
        window.viewport.setFocus()
        qtbot.keyClicks(window.viewport, "a")
        name = window.atlas.point_name(point)
        assert window.status.text() == f"Added as view {number}: {name}"
    assert titles(window) == [window.atlas.point_name(point) for point in POINTS]
    assert window.navigator.muscles is not None  # brought up to date with what is selected
    assert window.navigator.page == "lesson"  # a point that is chosen does not take it away
    assert not page.empty.isVisible()
    assert window.lessons.lesson.views[1].state.subject is not None
    assert window.lessons.lesson.views[1].state.subject.id == POINTS[1]
    assert window.isWindowModified()
    click_row(qtbot, page, 0)
    qtbot.mouseClick(page.buttons["lesson_add"], LEFT)
    assert titles(window)[0] == titles(window)[1] == "Soleus TrP1"
    assert page.views.currentRow() == 1


def test_pictures_of_the_views_come_by_themselves(window: MainWindow, qtbot: QtBot) -> None:
    window.viewport.finish_picture()
    before = window.viewport.grab().toImage()
    size = window.viewport.stage.size
    lesson_of_points(window)
    thumbnails = window.lessons.thumbnails
    assert thumbnails is not None
    views = window.lessons.lesson.views
    qtbot.waitUntil(
        lambda: all(thumbnails.of(view.state) is not None for view in views), timeout=20_000
    )
    pictures = [thumbnails.of(view.state) for view in views]
    assert len({picture.toImage().constBits().tobytes() for picture in pictures}) == len(views)  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: thumbnails.waiting == 0)
    assert window.viewport.stage.size == size
    window.viewport.schedule()
    window.viewport.finish_picture()
    assert window.viewport.grab().toImage() == before
    window.set_theme("dark")
    assert thumbnails.of(views[0].state) is None  # in the other colours
    qtbot.waitUntil(lambda: thumbnails.of(views[0].state) is not None)


def test_no_picture_is_drawn_while_the_body_is_held(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.viewport.finish_picture()
    asked: list[bool] = []
    quiet = Thumbnails._quiet

    def spy(thumbnails: Thumbnails) -> bool:
        asked.append(quiet(thumbnails))
        return asked[-1]

    monkeypatch.setattr(Thumbnails, "_quiet", spy)
    handle, none = window.windowHandle(), Qt.KeyboardModifier.NoModifier
    at = window.viewport.mapTo(window, QPoint(200, 300))
    QTest.mousePress(handle, LEFT, none, at)
    lesson_of_points(window)
    thumbnails = window.lessons.thumbnails
    assert thumbnails is not None
    view = window.lessons.lesson.views[0].state
    qtbot.waitUntil(lambda: len(asked) > 3)
    assert not any(asked)
    assert thumbnails.of(view) is None
    QTest.mouseRelease(handle, LEFT, none, at)
    qtbot.waitUntil(lambda: thumbnails.of(view) is not None)


def test_a_click_shows_a_view_as_one_step(window: MainWindow, qtbot: QtBot) -> None:
    page = lesson_of_points(window)
    window.session.do(say_pain("my heel", "1"))
    window.session.do(answer("caution_fever", True))
    before = window.session.state
    click_row(qtbot, page, 1)
    view = window.lessons.lesson.views[1].state
    qtbot.waitUntil(lambda: window.session.state.camera == view.camera)
    assert window.session.state.shown == view.shown
    assert window.session.state == for_this_client(view, before)
    assert window.card.plain_text.startswith("Infraspinatus TrP1")
    assert page.views.hasFocus()
    assert window.navigator.page == "lesson"
    window.viewport.setFocus()
    assert "show view" in window.actions_by_id["undo"].toolTip()
    qtbot.keyClick(window.viewport, Qt.Key.Key_Z, CONTROL)
    assert window.session.state == before
    page.views.setFocus()
    qtbot.keyClick(page.views, Qt.Key.Key_Down)
    assert window.session.state == before
    qtbot.keyClick(page.views, Qt.Key.Key_Return)
    assert window.session.state.shown == window.lessons.lesson.views[2].state.shown
    # Somebody takes the body into his hand: the flight is over.
    window.viewport.setFocus()
    qtbot.keyClick(window.viewport, Qt.Key.Key_Left)
    pose = window.session.state.camera
    flight = window.lessons._flight
    assert flight is not None
    assert not flight.under_way
    qtbot.wait(60)
    assert window.session.state.camera == pose
    assert pose != window.lessons.lesson.views[2].state.camera


def test_the_body_of_a_view_that_is_not_installed_is_no_obstacle(
    window: MainWindow, qtbot: QtBot
) -> None:
    page = lesson_of_points(window)
    lesson = window.lessons.lesson
    gone = replace(lesson.views[0], state=replace(lesson.views[0].state, figure="pack:gone"))
    window.lessons.begin(replace(lesson, views=(gone, *lesson.views[1:])), None)
    click_row(qtbot, page, 0)
    assert window.session.state.figure == "male"
    assert window.session.state.shown == gone.state.shown
    assert "pack:gone, is not installed" in window.messages.words
    thumbnails = window.lessons.thumbnails
    assert thumbnails is not None
    qtbot.waitUntil(lambda: thumbnails.of(gone.state) is not None)


def test_keys_move_remove_duplicate_and_rename(window: MainWindow, qtbot: QtBot) -> None:
    page = lesson_of_points(window)
    soleus, infra, piri = titles(window)
    views = page.views
    views.setFocus()
    views.setCurrentRow(0)
    qtbot.keyClick(views, Qt.Key.Key_Down, CONTROL)
    assert titles(window) == [infra, soleus, piri]
    qtbot.keyClick(views, Qt.Key.Key_Down, CONTROL)
    qtbot.keyClick(views, Qt.Key.Key_Down, CONTROL)  # it is the last already
    assert titles(window) == [infra, piri, soleus]
    assert views.currentRow() == 2
    qtbot.keyClick(views, Qt.Key.Key_Up, CONTROL)
    assert titles(window) == [infra, soleus, piri]
    qtbot.keyClick(views, Qt.Key.Key_D, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert titles(window) == [infra, soleus, soleus, piri]
    assert window.theme.name == "light"  # Ctrl+D is the window's
    qtbot.keyClick(views, Qt.Key.Key_F2)
    editor = views.findChild(QLineEdit)
    assert editor is not None
    qtbot.keyClicks(editor, "The other calf")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: titles(window) == [infra, soleus, "The other calf", piri])
    qtbot.keyClick(views, Qt.Key.Key_Delete)
    assert titles(window) == [infra, soleus, piri]
    assert views.currentRow() == 2
    assert page.undo.toolTip() == "Undo: remove view (Ctrl+Z on this page)"
    qtbot.mouseClick(page.undo, LEFT)
    assert titles(window)[2] == "The other calf"
    assert views.currentRow() == 2
    qtbot.mouseClick(page.redo, LEFT)
    assert len(titles(window)) == 3
    menu = views.menu_of(views.currentRow())
    possible = {a.text().replace("&", ""): a for a in menu.actions()}
    assert not possible["Move down"].isEnabled()
    possible["Move up"].trigger()
    assert titles(window) == [infra, piri, soleus]
    for _ in range(3):
        views.setFocus()
        qtbot.keyClick(views, Qt.Key.Key_Delete)
    assert titles(window) == []
    assert page.empty.isVisible()
    assert page.isAncestorOf(QApplication.focusWidget())


def test_a_view_is_dragged_to_its_place(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = lesson_of_points(window)
    soleus, infra, piri = titles(window)
    views, port = page.views, page.views.viewport()
    rows = [views.visualItemRect(views.item(row)) for row in range(3)]
    seen: list[int | None] = []
    target = QPoint()
    move, none = Qt.DropAction.MoveAction, Qt.KeyboardModifier.NoModifier

    def carry(drag: QDrag, _actions: object) -> Qt.DropAction:
        """What a hand does on a screen; off screen nothing can be dragged."""
        carried, at = drag.mimeData(), QPointF(target)
        assert 60 < drag.pixmap().deviceIndependentSize().width() < views.width() / 2
        QApplication.sendEvent(port, QDragEnterEvent(rows[0].center(), move, carried, LEFT, none))
        QApplication.sendEvent(port, QDragMoveEvent(target, move, carried, LEFT, none))
        seen.append(views.drop_place)
        assert not port.grab().isNull()  # with the line
        QApplication.sendEvent(port, QDropEvent(at, move, carried, LEFT, none))
        return move

    def drag_first_row() -> None:
        start = rows[0].center()
        qtbot.mousePress(port, LEFT, pos=start)
        for step in (6, 30):
            at = QPointF(start + QPoint(0, step))
            there = port.mapToGlobal(at)
            event = QMouseEvent(
                QEvent.Type.MouseMove, at, there, Qt.MouseButton.NoButton, LEFT, none
            )
            QApplication.sendEvent(port, event)
        qtbot.mouseRelease(port, LEFT, pos=QPoint(4, 4))

    monkeypatch.setattr(QDrag, "exec", carry)
    target = rows[2].center() + QPoint(0, 20)
    drag_first_row()
    assert titles(window) == [infra, piri, soleus]
    assert views.current_id == window.lessons.lesson.views[2].id
    target = rows[1].center() - QPoint(0, 5)
    drag_first_row()
    assert titles(window) == [infra, piri, soleus]  # it is there already
    target = rows[1].center() + QPoint(0, 5)
    drag_first_row()
    assert titles(window) == [piri, infra, soleus]
    assert seen == [3, 1, 2]
    assert views.drop_place is None
    window.run("undo")
    assert titles(window) == [infra, piri, soleus]
    file = QMimeData()
    file.setUrls([QUrl.fromLocalFile("/tmp/x.json")])
    event = QDragEnterEvent(target, move, file, LEFT, none)
    views.dragEnterEvent(event)
    assert not event.isAccepted()  # the window takes files


def test_undo_marks_the_view_that_it_changes(window: MainWindow, qtbot: QtBot) -> None:
    page = lesson_of_points(window)
    first, second, _ = (view.id for view in window.lessons.lesson.views)
    click_row(qtbot, page, 0)
    page.fields.notes.setFocus()
    qtbot.keyClicks(page.fields.notes, "Heel")
    click_row(qtbot, page, 1)
    window.run("lesson_add")
    assert page.views.currentRow() == 2
    page.views.setFocus()
    window.run("undo")
    assert page.views.current_id == second  # where it had been added
    window.run("undo")
    assert page.views.current_id == first
    assert page.fields.notes.toPlainText() == ""
    window.run("redo")
    assert page.fields.notes.toPlainText() == "Heel"


def test_words_of_the_teacher_are_no_markup_and_begin_at_their_beginning(
    window: MainWindow, qtbot: QtBot
) -> None:
    page = lesson_of_points(window)
    click_row(qtbot, page, 0)
    page.title.setFocus()
    qtbot.keyClicks(page.title, "A lesson on all that hurts in the neck and further down")
    page.fields.title.setFocus()
    assert page.title.cursorPosition() == 0
    page.fields.title.selectAll()
    qtbot.keyClicks(page.fields.title, "Angle <b>")
    assert page.views.item(0).toolTip() == "<p>Angle &lt;b&gt;</p>"


def test_undo_is_the_lessons_while_the_keyboard_is_on_its_page(
    window: MainWindow, qtbot: QtBot
) -> None:
    page = lesson_of_points(window)
    show(window, "soleus.trp1")
    shown = window.session.state
    click_row(qtbot, page, 1)
    window.lessons.finish_flight()
    there = window.session.state
    assert there != shown
    fields = page.fields
    fields.notes.setFocus()
    qtbot.keyClicks(fields.notes, "far from it")
    fields.question.setFocus()
    qtbot.keyClicks(fields.question, "Where?")
    view = window.lessons.lesson.views[1]
    assert (view.notes, view.question) == ("far from it", "Where?")
    assert page.views.item(1).data(NOTE) == "Asks: Where?"
    assert fields.asks.isChecked()
    assert not fields.asks.isEnabled()
    assert "write question" in window.actions_by_id["undo"].toolTip()
    qtbot.keyClick(fields.question, Qt.Key.Key_Z, CONTROL)
    assert fields.question.text() == ""
    qtbot.keyClick(fields.question, Qt.Key.Key_Z, CONTROL)
    assert fields.notes.toPlainText() == ""
    assert not window.actions_by_id["undo"].isEnabled()
    qtbot.keyClick(fields.question, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert fields.notes.toPlainText() == "far from it"
    fields.notes.setFocus()
    qtbot.keyClick(fields.notes, Qt.Key.Key_Z, CONTROL)
    assert window.lessons.lesson.views[1].notes == ""
    assert window.session.state == there  # the body was left alone
    window.viewport.setFocus()
    qtbot.keyClick(window.viewport, Qt.Key.Key_Z, CONTROL)
    assert window.session.state == shown
    qtbot.mouseClick(fields.asks, LEFT, pos=QPoint(8, fields.asks.height() // 2))
    assert window.lessons.lesson.views[1].hides_answer
    assert page.views.item(1).data(NOTE) == "Asks first"
    page.title.setFocus()
    qtbot.keyClicks(page.title, "Heels")
    qtbot.keyClicks(page.author, "Somebody")
    assert (window.lessons.lesson.title, window.lessons.lesson.author) == ("Heels", "Somebody")
    assert window.windowTitle() == "Heels[*] – Trigger Point Explorer"


def test_playing_begins_where_it_is_asked_to(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    played: list[tuple[int, int]] = []
    player = ModuleType("explorer.ui.lessons.player")
    player.play = lambda _window, lesson, start=0: played.append((len(lesson.views), start))  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "explorer.ui.lessons.player", player)
    window.run("lesson_play")
    assert window.messages.words.startswith("The lesson has no views yet. ")
    window.run("lesson_replace")
    assert window.messages.words.startswith("No view of the lesson is chosen.")
    page = lesson_of_points(window)
    click_row(qtbot, page, 1)
    qtbot.mouseClick(page.buttons["lesson_play"], LEFT)
    window.run("lesson_play_here")
    assert played == [(3, 0), (3, 1)]
    show(window, "soleus.trp1")
    window.run("lesson_replace")
    view = window.lessons.lesson.views[1]
    assert view.title == "Infraspinatus TrP1"
    assert view.state.shown == (PointRef("soleus.trp1", "right"),)
    assert window.status.text() == "View 2 shows this now"
