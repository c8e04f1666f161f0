"""What was done, in the therapist's own words, and how much more can be said."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from explorer.export.handout.content import LONGEST_DONE, MOST_LINES, too_much_done

__all__ = ["DoneField"]

_LINES = 4


class DoneField(QWidget):
    """Takes more than fits, so that nothing pasted is lost, and says so.

    Signals
    -------
    changed
        After every letter.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QPlainTextEdit(self)
        self.edit.setAccessibleName("What was done")
        self.edit.setPlaceholderText("In your own words; may stay empty")
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES + 18)
        heading = QLabel("&What was done", self)
        heading.setObjectName("heading")
        heading.setBuddy(self.edit)
        self.counter = QLabel("", self)
        row = QHBoxLayout()
        row.addWidget(heading)
        row.addStretch(1)
        row.addWidget(self.counter, 0, Qt.AlignmentFlag.AlignBottom)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(7)
        layout.addLayout(row)
        layout.addWidget(self.edit)
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(self._changed)
        self._count()

    @property
    def words(self) -> str:
        """What was typed."""
        return self.edit.toPlainText()

    def _changed(self) -> None:
        self._count()
        self.changed.emit()

    def _count(self) -> None:
        done = self.words
        over = too_much_done(done)
        lines = done.count("\n") + 1
        words = f"{len(done)} of {LONGEST_DONE} letters"
        if lines > MOST_LINES:
            words = f"{lines} of {MOST_LINES} lines"
        self.counter.setText(f"Too much: {words}" if over else words)
        name = "over" if over else "field"
        if self.counter.objectName() != name:
            self.counter.setObjectName(name)
            self.counter.style().unpolish(self.counter)  # the colour goes by the name
            self.counter.style().polish(self.counter)
