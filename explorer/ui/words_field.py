"""Fields for words that are part of the state."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

__all__ = ["PlainField", "WordsField", "asks_for_undo"]


def asks_for_undo(event: QEvent) -> bool:
    """Whether a key that undoes or redoes is offered to a field, which may keep it for itself."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    undo, redo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
    return event.matches(undo) or event.matches(redo)


class PlainField(QLineEdit):
    """Keeps no history of its own: undo belongs to the window."""

    def event(self, event: QEvent) -> bool:
        if asks_for_undo(event):
            event.ignore()
            return False
        return super().event(event)


class WordsField(PlainField):
    """What hurts, as one says it.

    Signals
    -------
    said
        The text, and a name for the go of typing that it belongs to.
    """

    said = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._go = 0
        self.textEdited.connect(lambda words: self.said.emit(words, str(self._go)))
        self.editingFinished.connect(self._next_go)

    def show_words(self, words: str) -> None:
        """Show what is in the state; the cursor stays where it is as far as it can."""
        if words == self.text():
            return
        at = self.cursorPosition()
        with QSignalBlocker(self):
            self.setText(words)
        self.setCursorPosition(min(at, len(words)))
        self._next_go()

    def _next_go(self) -> None:
        self._go += 1

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._next_go()
        super().focusInEvent(event)
