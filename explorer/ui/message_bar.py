"""One sentence at the top of the picture: an expected error, or a quiet note."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from explorer.errors import ExplorerError

__all__ = ["MessageBar"]


class MessageBar(QFrame):
    """Hidden until there is something to say; never in the way of work.

    Signals
    -------
    dismissed
        After the message was closed.
    """

    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageBar")
        self.setAccessibleName("Message")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 8, 8, 8)
        self._label = QLabel(self)
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        layout.addWidget(self._label, 1)
        self._close = QToolButton(self)
        self._close.setText("Close")
        self._close.setToolTip("Close this message")
        self._close.clicked.connect(self.dismiss)
        layout.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    @property
    def words(self) -> str:
        """The message that is shown, or an empty string."""
        return self._label.text() if not self.isHidden() else ""

    def say(self, message: str, hint: str = "") -> None:
        """Show a sentence and what can be done about it."""
        self._label.setText(f"{message} {hint}".strip())
        self.show()

    def say_error(self, error: ExplorerError) -> None:
        """Show an expected error."""
        self.say(error.message, error.hint)

    def dismiss(self) -> None:
        """Put the message away."""
        self.hide()
        self.dismissed.emit()
