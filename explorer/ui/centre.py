"""The middle of the window: messages, the body, and a line of what is under the cursor."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from explorer.ui.elided import ElidedLabel
from explorer.ui.message_bar import MessageBar
from explorer.ui.viewport import Viewport

__all__ = ["Centre"]

_HINT = "Drag to turn · scroll to zoom · click a point or bare skin"


class Centre(QWidget):
    """Holds the viewport; ``messages`` and ``status`` say things about it."""

    def __init__(self, viewport: Viewport, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("centre")
        self._filter, self._usual = "", _HINT
        self.messages = MessageBar(self)
        self.status = ElidedLabel("", self)
        self.status.setObjectName("status")
        self.status.setAccessibleName("Under the cursor")
        self.hint = hint = ElidedLabel(_HINT, self)
        hint.setObjectName("hint")
        hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.messages)
        layout.addWidget(viewport, 1)
        self._layout = layout
        row = QHBoxLayout()
        row.setContentsMargins(12, 4, 12, 5)
        row.setSpacing(18)
        row.addWidget(self.status)
        row.addWidget(hint, 1)
        layout.addLayout(row)

    def add_bar(self, bar: QWidget) -> None:
        """Put a strip between the body and the line below it."""
        self._layout.insertWidget(self._layout.count() - 1, bar)

    def set_filter(self, words: str) -> None:
        """Say what is left out of the picture; without words the usual hint stands there."""
        self._filter = words
        self._say()

    def set_hint(self, words: str) -> None:
        """Say what the hand does to the body now; without words what it usually does."""
        self._usual = words or _HINT
        self._say()

    def _say(self) -> None:
        self.hint.setText(self._filter or self._usual)
        font = self.hint.font()
        font.setBold(bool(self._filter))
        self.hint.setFont(font)
