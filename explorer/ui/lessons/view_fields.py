"""What is written about one view: its title, notes for the teacher, and a question."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from explorer.session.lesson import LessonView
from explorer.ui.lessons.fields import NotesField, TextField

__all__ = ["ViewFields"]

_NOTES_LINES = 3


class ViewFields(QWidget):
    """Setters in, signals out.

    Signals
    -------
    written
        Which of ``title``, ``notes`` and ``question`` was changed, the text, and a name for the go
        of typing.
    asking_set
        Whether the view is to come first without names and zones.
    """

    written = Signal(str, str, str)
    asking_set = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lessonFields")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(5)
        self.title = TextField("Title of the view", "Title of the view", self)
        self.notes = NotesField("Notes on the view", "Notes: what you want to say", self)
        self.notes.setObjectName("lessonNotes")
        lines = _NOTES_LINES * self.notes.fontMetrics().lineSpacing()
        self.notes.setMinimumHeight(lines + 14)
        self.question = TextField("Question", "Question, e.g. Where is it felt?", self)
        self.question.setToolTip("Asked before names and zones are shown")
        self.asks = QCheckBox("First without names and zones", self)
        self.asks.setToolTip(
            "The view comes twice: first with nothing named or painted, then with the answer"
        )
        layout.addWidget(self.title)
        layout.addWidget(self.notes, 1)
        layout.addWidget(self.question)
        layout.addWidget(self.asks)
        for name, field in (
            ("title", self.title),
            ("notes", self.notes),
            ("question", self.question),
        ):
            field.said.connect(lambda words, go, name=name: self.written.emit(name, words, go))
        self.asks.clicked.connect(self.asking_set)

    def show_view(self, view: LessonView) -> None:
        """Show the words of a view without telling anybody."""
        self.title.show_words(view.title)
        self.notes.show_words(view.notes)
        self.question.show_words(view.question)
        # A question comes first by itself.
        self.asks.setChecked(view.asks)
        self.asks.setEnabled(not view.question.strip())
