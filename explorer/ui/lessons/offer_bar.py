"""A strip under the body that offers a lesson which an earlier run could not save."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from explorer.session.lesson import Lesson
from explorer.ui.elided import ElidedLabel

__all__ = ["OfferBar"]


class OfferBar(QFrame):
    """Hidden until there is something to offer; it stays until it is answered.

    Signals
    -------
    opened, discarded
        The answer.
    """

    opened = Signal()
    discarded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lessonOffer")
        self.setAccessibleName("Unsaved lesson")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 7, 8, 7)
        layout.setSpacing(10)
        self.label = ElidedLabel("", self)
        layout.addWidget(self.label, 1)
        self.open = QPushButton("Open", self)
        self.open.setToolTip("Go on with this lesson")
        self.discard = QPushButton("Discard", self)
        self.discard.setToolTip("Throw this lesson away")
        for button, signal in ((self.open, self.opened), (self.discard, self.discarded)):
            layout.addWidget(button)
            button.clicked.connect(signal)
        self.hide()

    def offer(self, lesson: Lesson) -> None:
        """Ask about a lesson."""
        count = len(lesson.views)
        views = f"{count} view{'' if count == 1 else 's'}"
        name = f"{lesson.title}, {views}" if lesson.title else views
        self.label.setText(f"An unsaved lesson was found: {name}")
        self.show()

    @property
    def words(self) -> str:
        """What it says, or an empty string."""
        return "" if self.isHidden() else self.label.text()
