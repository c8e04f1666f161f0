"""The views of a lesson in their order, to be chosen, shown, moved, named and taken out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QListWidgetItem, QMenu, QWidget

from explorer.session.lesson import Lesson, LessonView
from explorer.session.view_state import ViewState
from explorer.ui.elided import plain_tip
from explorer.ui.lessons.drop_list import DropList
from explorer.ui.lessons.view_rows import ID, NOTE, STATE, ViewRows
from explorer.ui.theme import Theme

__all__ = ["ViewList"]

#: The key that duplicates; Ctrl+D is the window's.
_DUPLICATE = QKeySequence("Ctrl+Shift+D")


class ViewList(DropList):
    """Setters in, signals out; it changes no lesson by itself.

    Signals
    -------
    chosen
        The id of the view that is marked now, or an empty text.
    asked
        A view is to be shown on the body.
    renamed
        A view and its new title.
    replaced, removed, duplicated
        A view.
    """

    chosen = Signal(str)
    asked = Signal(str)
    renamed = Signal(str, str)
    replaced = Signal(str)
    removed = Signal(str)
    duplicated = Signal(str)

    def __init__(
        self,
        picture: Callable[[ViewState], QPixmap | None],
        theme: Callable[[], Theme],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self.setObjectName("lessonViews")
        self.setAccessibleName("Views of the lesson")
        self.setAccessibleDescription(
            "Enter shows a view, F2 renames it, Delete removes it, "
            "Ctrl with up and down moves it, Ctrl+Shift+D duplicates it."
        )
        self.setItemDelegate(ViewRows(picture, theme, self))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.currentItemChanged.connect(lambda *_: self.chosen.emit(self.current_id))
        self.itemClicked.connect(lambda item: self.asked.emit(item.data(ID)))
        self.itemChanged.connect(lambda item: self.renamed.emit(item.data(ID), item.text()))

    # Setters -----------------------------------------------------------------------------------

    def show_lesson(self, lesson: Lesson, chosen: str) -> None:
        """Show the views of a lesson and mark one of them, without telling anybody."""
        ids = [view.id for view in lesson.views]
        with QSignalBlocker(self):
            if [self.id_at(row) for row in range(self.count())] != ids:
                at = self.verticalScrollBar().value()
                self.clear()
                for _ in ids:
                    self.addItem(_item())
                self.doItemsLayout()
                self.verticalScrollBar().setValue(at)
            for row, view in enumerate(lesson.views):
                _fill(self.item(row), view)
            self.setCurrentRow(ids.index(chosen) if chosen in ids else -1)
        if chosen:
            self.scrollToItem(self.currentItem())
        self.viewport().update()

    def rename(self) -> None:
        """Write the title of the marked view where it stands."""
        if self.current_id:
            self.editItem(self.currentItem())

    def finish_editing(self) -> None:
        """Take over a title that is just being written."""
        if self.state() == QAbstractItemView.State.EditingState:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    # Keys and menu -----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        id, row, key = self.current_id, self.currentRow(), Qt.Key(event.key())
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if not id:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.asked.emit(id)
        elif key == Qt.Key.Key_Delete:
            self.removed.emit(id)
        elif key == Qt.Key.Key_F2:
            self.rename()
        elif control and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move(id, row + (1 if key == Qt.Key.Key_Down else -1))
        elif QKeySequence(event.keyCombination()) == _DUPLICATE:
            self.duplicated.emit(id)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        at = event.pos() if by_mouse else self.visualRect(self.currentIndex()).center()
        row = self.indexAt(at).row()
        if row >= 0:
            menu = self.menu_of(row)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.viewport().mapToGlobal(at) + QPoint(1, 1))

    def menu_of(self, row: int) -> QMenu:
        """What can be done with a view."""
        id, last = self.id_at(row), self.count() - 1
        menu = QMenu(self)
        for words, key, run, possible in (
            ("&Show", "Return", lambda: self.asked.emit(id), True),
            ("&Rename", "F2", lambda: self.editItem(self.item(row)), True),
            ("&Put here what is shown", "Ctrl+R", lambda: self.replaced.emit(id), True),
            ("&Duplicate", _DUPLICATE, lambda: self.duplicated.emit(id), True),
            ("Move &up", "Ctrl+Up", lambda: self._move(id, row - 1), row > 0),
            ("Move dow&n", "Ctrl+Down", lambda: self._move(id, row + 1), row < last),
            ("R&emove", "Del", lambda: self.removed.emit(id), True),
        ):
            action = menu.addAction(words)
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # said, not heard
            action.setEnabled(possible)
            action.triggered.connect(lambda _checked=False, run=run: run())
        return menu

    def _move(self, id: str, to: int) -> None:
        if 0 <= to < self.count():
            self.moved.emit(id, to)


def _item() -> QListWidgetItem:
    item = QListWidgetItem()
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
    return item


def _fill(item: QListWidgetItem, view: LessonView) -> None:
    note = _note(view)
    item.setText(view.title)
    item.setToolTip(plain_tip(f"{view.title}\n{note}" if note else view.title))
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{view.title}. {note}" if note else None)
    item.setData(ID, view.id)
    item.setData(STATE, view.state)
    item.setData(NOTE, note)


def _note(view: LessonView) -> str:
    """The quiet line below a title: what is asked, else how the notes begin."""
    if view.question.strip():
        return f"Asks: {' '.join(view.question.split())}"
    if view.hides_answer:
        return "Asks first"
    return next((line.strip() for line in view.notes.splitlines() if line.strip()), "")
