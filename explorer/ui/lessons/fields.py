"""Fields for the words of a lesson: what is typed in one go is one step of undo."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from explorer.ui.words_field import WordsField, asks_for_undo

__all__ = ["NotesField", "TextField"]

#: After a rest of the hand (ms) the next words are a step of their own.
_REST = 1500
#: Reasons to lose the focus after which writing goes on where it was.
_STAYING = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
)


class TextField(WordsField):
    """One line. ``said`` sends the text, and a name for the go of typing that it belongs to."""

    def __init__(self, name: str, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self._rest = _rest(self)
        self._rest.timeout.connect(self._next_go)
        self.textEdited.connect(lambda _: self._rest.start())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What is longer than the field is seen from its beginning, once it is written."""
        super().focusOutEvent(event)
        if event.reason() not in _STAYING:
            self.setCursorPosition(0)


class NotesField(QPlainTextEdit):
    """Several lines; the tab key leads on.

    Signals
    -------
    said
        The text, and a name for the go of typing that it belongs to.
    """

    said = Signal(str, str)

    def __init__(self, name: str, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)  # undo belongs to the lesson
        self._go = 0
        self._rest = _rest(self)
        self._rest.timeout.connect(self._next_go)
        self.textChanged.connect(self._tell)

    def show_words(self, words: str) -> None:
        """Show what is in the lesson; the cursor stays where it is as far as it can."""
        if words == self.toPlainText():
            return
        at = self.textCursor().position()
        with QSignalBlocker(self):
            self.setPlainText(words)
        cursor = self.textCursor()
        cursor.setPosition(min(at, len(self.toPlainText())))
        self.setTextCursor(cursor)
        self._next_go()

    def _tell(self) -> None:
        self._rest.start()
        self.said.emit(self.toPlainText(), str(self._go))

    def _next_go(self) -> None:
        self._go += 1

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._next_go()
        super().focusInEvent(event)

    def event(self, event: QEvent) -> bool:
        if asks_for_undo(event):
            event.ignore()
            return False
        return super().event(event)


def _rest(parent: QWidget) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(_REST)
    return timer
