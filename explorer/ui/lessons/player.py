"""Playing a lesson on the whole screen: one view after the other, with smooth moves between them.

The window itself plays: all but the body is put away, and at the end everything is as it was.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from explorer.errors import ExplorerError
from explorer.session.lesson import Lesson
from explorer.ui.lessons.player_hand import Hand
from explorer.ui.lessons.player_keys import KEYS_IN_WORDS, Keys
from explorer.ui.lessons.player_page import PlayerPage
from explorer.ui.lessons.player_projector import Projector
from explorer.ui.lessons.player_room import Room
from explorer.ui.lessons.player_steps import first_of, steps_of
from explorer.ui.output.remembered import remember, remembered

if TYPE_CHECKING:
    from explorer.ui.main_window import MainWindow

__all__ = ["LessonPlayer", "PlayOptions", "play"]

#: How long a hint, and the list of all keys, are there (ms).
_HINT_MS, _KEYS_MS = 6000, 12000
_HINT = "Right arrow: next · Esc: end"


@dataclass(frozen=True, slots=True)
class PlayOptions:
    """How lessons are played: with notes, and whether the hint was read once."""

    notes: bool = False
    hinted: bool = False


def play(window: MainWindow, lesson: Lesson, start: int = 0) -> None:
    """Play a lesson on the whole screen from a view on, counted from 0.

    Raises
    ------
    ExplorerError
        When the lesson is empty.
    """
    if not lesson.views:
        raise ExplorerError("The lesson has no views to play.", "Add a view to it first.")
    if window.findChild(LessonPlayer) is None:
        LessonPlayer(window, lesson).begin(start)


class LessonPlayer(QObject):
    """One playing of a lesson, from its start to Esc.

    Signals
    -------
    ended
        The window is as it was.
    """

    ended = Signal()

    def __init__(self, window: MainWindow, lesson: Lesson) -> None:
        super().__init__(window)
        self.setObjectName("lessonPlayer")
        self.lesson, self.steps = lesson, steps_of(lesson)
        self.at = -1
        self._window, self._viewport = window, window.viewport
        self._stage = window.viewport.stage
        self._options = remembered(window.settings, "playing", PlayOptions())
        self._over = False
        self._keys = Keys()
        self._words, self._hovered = "", ""
        self.page = PlayerPage(self._viewport, window)
        self._caption = self.page.caption
        self.projector = Projector(window, self.page.dissolve, self)
        self.projector.arrived.connect(self._prepare_next)
        self._caption.prepare_for([view.notes.strip() for view in lesson.views])
        self._room = Room(window, self.page)

    # Beginning and ending ----------------------------------------------------------------------

    def begin(self, view: int) -> None:
        """Take the screen and show the first view."""
        self._room.enter(self.page.column)
        for watched in (self._viewport, self._window):
            watched.installEventFilter(self)
        self._hand = Hand(self, self._viewport, self._caption, self.page.curtain)
        self._hand.clicked.connect(self._clicked)
        self._hand.moved.connect(lambda: self._show_hand(True))
        self._hand.rested.connect(lambda: self._show_hand(False))
        self._caption.pressed.connect(self.do)
        self._caption.show_notes(self._options.notes)
        self._viewport.hovered.connect(self._hover)
        self._viewport.failed.connect(self._say)
        self._show_hand(False)
        try:
            self.go(first_of(self.steps, view))
        except Exception:
            self.end()
            raise
        if not self._options.hinted:
            self.page.hint.say(_HINT, _HINT_MS, self.page.letters)

    def end(self) -> None:
        """Give everything back as it was."""
        if self._over:
            return
        self._over = True
        window, viewport = self._window, self._viewport
        for watched in (viewport, window):
            watched.removeEventFilter(self)
        viewport.hovered.disconnect(self._hover)
        viewport.failed.disconnect(self._say)
        self.projector.close()
        self._room.leave()
        remember(window.settings, "playing", replace(self._options, hinted=True))
        self.page.deleteLater()
        self.setParent(None)
        self.deleteLater()
        self.ended.emit()

    # Going -------------------------------------------------------------------------------------

    def do(self, what: str) -> None:
        """Do what a key or a button asks for."""
        curtain, last = self.page.curtain, len(self.steps)
        if what == "end":
            self.end()
        elif what in ("black", "white"):
            self._blank(what)
        elif what == "notes":
            self._options = replace(self._options, notes=not self._options.notes)
            self._caption.show_notes(self._options.notes)
        elif what == "keys":
            self.page.hint.say(KEYS_IN_WORDS, _KEYS_MS, self.page.letters)
        elif what == "typing":
            self._say_line()
        elif what == "go":
            self._go_to_view(self._keys.taken())
        elif what in ("next", "previous") and curtain.isVisible() and self.at < last:
            curtain.hide()  # after a blank screen one goes on where one was
        elif what == "next" and self.at == last:
            self.end()
        elif what in ("next", "previous", "first", "last"):
            self.page.hint.put_away()
            self.go(
                {"next": self.at + 1, "previous": self.at - 1, "first": 0, "last": last - 1}[what]
            )

    def go(self, at: int) -> None:
        """Go to a step by its number, or to the end behind the last one."""
        if at < 0:
            return
        if at >= len(self.steps):
            self.at = len(self.steps)
            ground = QColor(self.page.palette().window().color())
            self.page.curtain.close_over(ground, "End of the lesson", "Press Esc")
            return
        back = self.at == len(self.steps) and at == self.at - 1
        self.at = at
        self.page.curtain.hide()
        if not back:  # behind the end card the last view is still there
            self._show_step()

    def _go_to_view(self, number: int) -> None:
        if 1 <= number <= len(self.lesson.views):
            self.go(first_of(self.steps, number - 1))
            return
        many = len(self.lesson.views)
        self._say(
            f"There is no view {number}: the lesson has {many} view{'s' if many > 1 else ''}."
        )

    def _blank(self, colour: str) -> None:
        if self.at == len(self.steps):
            return
        if self.page.curtain.isVisible():
            self.page.curtain.hide()
        else:
            self.page.curtain.close_over(QColor(colour))

    # Showing a view ----------------------------------------------------------------------------

    def _show_step(self) -> None:
        step = self.steps[self.at]
        view, many = self.lesson.views[step.view], len(self.lesson.views)
        self._hand.blind = step.asking
        self._hovered = ""
        question, self._words = self.projector.show(view, asking=step.asking)
        title = question or view.title.strip() or f"View {step.view + 1}"
        share = (self.at + 1) / len(self.steps)
        notes = "" if question else view.notes.strip()
        self._caption.say(title, f"{step.view + 1} / {many}", share, notes)
        self._say_line()
        self.page.setAccessibleDescription(title)

    def _prepare_next(self) -> None:
        following = self.steps[self.at + 1 :]
        if following:
            self.projector.prepare(self.lesson.views[following[0].view])

    # Saying ------------------------------------------------------------------------------------

    def _say(self, words: str) -> None:
        self._words = words
        self._say_line()

    def _hover(self, words: str) -> None:
        self._hovered = "" if self._hand.blind else words
        self._say_line()

    def _say_line(self) -> None:
        number = self._keys.number
        asking = "Question" if self._hand.blind else ""
        words = f"Go to {number}" if number else self._words or self._hovered or asking
        self._caption.say_quietly(words)

    # Hand and keys -----------------------------------------------------------------------------

    def _show_hand(self, shown: bool) -> None:
        """Cursor and buttons come and go together."""
        self._caption.show_controls(shown=shown)
        hovered = self._stage.hovered is not None
        seen = Qt.CursorShape.PointingHandCursor if hovered else Qt.CursorShape.ArrowCursor
        shape = seen if shown else Qt.CursorShape.BlankCursor
        self._viewport.setCursor(shape)
        self.page.setCursor(Qt.CursorShape.ArrowCursor if shown else Qt.CursorShape.BlankCursor)
        if not shown:
            self._hover("")

    def _clicked(self, widget: QWidget, where: QPointF, button: Qt.MouseButton) -> None:
        if self._over or (widget is self._viewport and self._on_body(where)):
            return
        if button == Qt.MouseButton.LeftButton:
            self.do("next")
        elif button == Qt.MouseButton.RightButton:
            self.do("previous")

    def _on_body(self, where: QPointF) -> bool:
        ratio = self._viewport.devicePixelRatioF()
        x, y = where.x() * ratio, where.y() * ratio
        return self._stage.skin_at(x, y) is not None or (
            self._viewport.structure_under(x, y) is not None
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close and watched is self._window:
            self.end()
        elif isinstance(event, QKeyEvent):
            return self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        """Take every key, so that no command of the window is run; but one may still quit."""
        if event.matches(QKeySequence.StandardKey.Quit):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() != QEvent.Type.KeyPress:
            return False
        what = self._keys.read(event)
        if what == "turn":
            return self.page.curtain.isVisible()
        self.do(what)
        if not self._over and what not in ("typing", "go"):
            self._say_line()
        return True
