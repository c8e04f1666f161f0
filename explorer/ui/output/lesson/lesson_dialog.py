"""What the dialogs of slides and of pages share: what goes in, previews, words, saving."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from explorer.errors import ExplorerError
from explorer.session.lesson import Lesson
from explorer.ui.message_bar import MessageBar
from explorer.ui.output.lent_stage import LentStage
from explorer.ui.output.lesson.busy_row import BusyRow
from explorer.ui.output.lesson.dialog_parts import (
    COLUMN,
    ask_where,
    choices_column,
    tint,
    words_field,
)
from explorer.ui.output.lesson.previews import Previews
from explorer.ui.output.lesson.what_goes_in import WhatGoesIn, choices_of

if TYPE_CHECKING:
    from explorer.ui.main_window import MainWindow

__all__ = ["LessonDialog"]

_LARGE, _LEAST = (1180, 700), (760, 480)
#: So long (ms) the hand rests before previews follow what was typed.
_PAUSE = 150


class LessonDialog(QDialog):
    """A column of choices beside previews; subclasses say what they write.

    Parameters
    ----------
    what
        What is written, as "Slides".
    ending
        How the names of files end, and how they are called, as ".pptx" and "PowerPoint slides".
    aspects
        Width over height of the previews, and of the pictures that lessons are made for.
    """

    def __init__(
        self,
        window: MainWindow,
        what: str,
        ending: tuple[str, str],
        aspects: tuple[float, float],
    ) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(what)
        self._window = window
        self._what, self._ending, self._aspect = what, ending, aspects[1]
        self._titled = False  # by hand
        window.viewport.finish_flight()
        self.stage = LentStage(window)
        self.messages = MessageBar(self)
        self.previews = Previews(f"Preview: {what.lower()}", aspects[0], self)
        self.busy = BusyRow(self)
        self.busy.done.connect(self._made)
        self.busy.failed.connect(self._not_made)
        self.busy.stopped.connect(self._stopped)
        self.goes_in = WhatGoesIn(choices_of(window), COLUMN - 20, window.theme, self)
        self.goes_in.chosen.connect(self._choose)
        self.title = words_field("Title", self)
        self.title.textEdited.connect(self._title_edited)
        self.title.textChanged.connect(lambda _: self.changed())
        self.warning = QLabel("", self)
        self.warning.setAccessibleName("To know before saving")
        self.warning.setWordWrap(True)
        self.warning.setTextFormat(Qt.TextFormat.PlainText)
        tint(self.warning, window.theme.warning)
        self.buttons = QDialogButtonBox(self)
        self.cancel = self.buttons.addButton("Cancel", QDialogButtonBox.ButtonRole.RejectRole)
        self.save = self.buttons.addButton("Sa&ve…", QDialogButtonBox.ButtonRole.AcceptRole)
        self.save.setDefault(True)
        self.buttons.accepted.connect(self._save)
        self.buttons.rejected.connect(self.reject)
        self._actions = QHBoxLayout()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._follow)
        self._former: str | None = None
        self._finished: Callable[[Any], None] = lambda _: None

    # Putting together --------------------------------------------------------------------------

    def arrange(self, form: QVBoxLayout, below: QWidget | None = None) -> None:
        """Lay out the dialog: ``form`` is the column, ``below`` stands under the previews."""
        outer = QVBoxLayout(self)
        outer.setContentsMargins(18, 16, 18, 14)
        outer.setSpacing(12)
        outer.addWidget(self.messages)
        row = QHBoxLayout()
        row.setSpacing(20)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.previews, 1)
        if below is not None:
            left.addWidget(below)
        row.addLayout(left, 1)
        row.addWidget(choices_column(form, self))
        outer.addLayout(row, 1)
        foot = QHBoxLayout()
        foot.setSpacing(16)
        foot.addLayout(self._actions)
        foot.addWidget(self.busy, 1)
        foot.addStretch()
        foot.addWidget(self.buttons)
        outer.addLayout(foot)
        self.setMinimumSize(*_LEAST)
        room = self._window.screen().availableSize()
        self.resize(min(_LARGE[0], room.width() - 40), min(_LARGE[1], room.height() - 60))
        self._choose()
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)
        self.title.selectAll()

    def action(self, words: str, tip: str) -> QPushButton:
        """One more button, at the other end of the foot."""
        button = QPushButton(words, self)
        button.setToolTip(tip)
        button.setAutoDefault(False)
        self._actions.addWidget(button)
        return button

    # What subclasses say -----------------------------------------------------------------------

    def show_lesson(self, lesson: Lesson) -> None:
        """Show previews of a lesson, and what is to be known of it before it is saved."""
        raise NotImplementedError

    def work(self, lesson: Lesson, path: Path) -> tuple[Callable[..., Any], Callable[..., Any]]:
        """What writes the file, and what tells of its result; remembers how it was asked for."""
        raise NotImplementedError

    @property
    def can_save(self) -> bool:
        """Whether all that writing needs is there."""
        return True

    # Following the choices ---------------------------------------------------------------------

    @property
    def lesson(self) -> Lesson | None:
        """What goes in, under the title that was typed; None while it is made."""
        lesson = self.goes_in.lesson
        if lesson is None:
            return None
        return replace(lesson, title=self.title.text().strip() or self.goes_in.choice.title)

    @property
    def settled(self) -> bool:
        """Whether all that was chosen and typed is taken in, and nothing is being made."""
        return not self._pause.isActive() and not self.busy.busy

    def changed(self) -> None:
        """Something was chosen or typed: the previews follow before long."""
        self._pause.start(_PAUSE)

    def _title_edited(self) -> None:
        self._titled = True

    def _choose(self) -> None:
        """Another source: find out what is in it, where that takes time beside the window."""
        choice = self.goes_in.choice
        if not self._titled:
            self.title.setText(choice.title)
            self.title.setCursorPosition(0)
        self.busy.drop()
        if self.goes_in.lesson is None:
            from explorer.export.lesson_of_points import lesson_of_points

            self.previews.set_waiting("Finding the best views…")
            work = partial(
                lesson_of_points,
                self._window.atlas,
                choice.ids,
                figure=self._window.session.state.figure,
                aspect=self._aspect,
                title=choice.title,
                markers=self.with_markers,
                cache=self._window.cache,
            )
            self.begin("Finding the best views", work, partial(self.goes_in.keep, choice.kind))
        else:
            self._former = choice.kind
        self._follow()

    #: Whether views that are made here have markers of all points.
    with_markers = False

    def begin(self, words: str, work: Callable[..., Any], finished: Callable[[Any], None]) -> None:
        """Do something in another process while the dialog stays alive."""
        self._finished = finished
        self.busy.begin(words, work)

    def _made(self, result: Any) -> None:
        self._finished(result)
        if self.goes_in.lesson is not None:
            self._former = self.goes_in.choice.kind
        self._follow()

    def _not_made(self, error: ExplorerError) -> None:
        self.messages.say_error(error)
        self._stopped()

    def _stopped(self) -> None:
        """Nothing was made: what went in before goes in again."""
        if self.goes_in.lesson is None:
            ready = [c.kind for c in self.goes_in.choices if c.lesson is not None]
            former = next((k for k in ready if k == self._former), ready[0])
            self.goes_in.choose(former)
            self._choose()

    def _follow(self) -> None:
        self._pause.stop()
        lesson = self.lesson
        self.save.setEnabled(lesson is not None and self.can_save)
        if lesson is None:
            self.warning.hide()
            return
        try:
            self.show_lesson(lesson)
        except ExplorerError as error:
            self.previews.set_waiting(str(error))
            self.save.setEnabled(False)

    def warn(self, sentences: tuple[str, ...]) -> None:
        """Say what is to be known before saving; nothing where there is nothing."""
        self.warning.setText("\n".join(sentences))
        self.warning.setVisible(bool(sentences))

    # Saving ------------------------------------------------------------------------------------

    def _save(self) -> None:
        lesson = self.lesson
        if lesson is None or not self.can_save:
            return
        try:
            path = ask_where(self, self._window, lesson.title, self._what, self._ending)
            if path is None:
                return
            if self._window.output.busy:
                raise ExplorerError(
                    "Something else is still being written.", "Wait for it, or cancel it first."
                )
            work, notes = self.work(lesson, path)
        except ExplorerError as error:
            self.messages.say_error(error)
            return
        self._window.settings.change(picture_folder=str(path.parent))
        self.accept()
        self._window.output.write(self._what, work, path, notes)

    def done(self, result: int) -> None:
        """Close; what is still being found out is of no use any more."""
        self._pause.stop()
        self.previews.stop()
        self.busy.drop()
        super().done(result)

    def shutdown(self) -> None:
        """The window closes."""
        self._pause.stop()
        self.previews.stop()
        self.busy.shutdown()
