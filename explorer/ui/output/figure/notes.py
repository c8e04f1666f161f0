"""What is said under the preview of a figure: its view, what could not be done, what is wrong."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from explorer.errors import ExplorerError
from explorer.ui.elided import ElidedLabel, plain_tip

__all__ = ["FigureNotes"]

#: Longer notes are cut; all of them is their tooltip.
_LONGEST = 240
_FOLLOWS = "Turn the body in the window, beside or behind this page: the figure follows."


class FigureNotes(QWidget):
    """``view_asked``: the view of the window is wanted instead of a file's."""

    view_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        row = QHBoxLayout()
        self.source = ElidedLabel(_FOLLOWS, self)
        self.source.setObjectName("hint")
        row.addWidget(self.source, 1)
        self.take_view = QPushButton("Take the w&indow's view", self)
        self.take_view.setObjectName("small")
        self.take_view.setAutoDefault(False)
        self.take_view.clicked.connect(self.view_asked)
        row.addWidget(self.take_view)
        column.addLayout(row)
        self.notes = _words(self)
        self.notes.setAccessibleName("Notes on the figure")
        column.addWidget(self.notes)
        self._bar = QFrame(self)
        self._bar.setObjectName("messageBar")
        self._bar.setAccessibleName("What is wrong")
        inside = QHBoxLayout(self._bar)
        inside.setContentsMargins(12, 8, 12, 8)
        self.fault = _words(self._bar)
        inside.addWidget(self.fault)
        column.addWidget(self._bar)
        self.show_source("")
        self.show_notes(())
        self.show_fault(None)

    def show_source(self, file: str) -> None:
        """Say where the view comes from: a file, or the window."""
        self.source.setText(f"The view is the one of {file}." if file else _FOLLOWS)
        self.take_view.setVisible(bool(file))

    def show_notes(self, notes: tuple[str, ...]) -> None:
        """Say what could not be done as it was wished."""
        words = " ".join(filter(None, notes))
        short = words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()} …"
        self.notes.setText(short)
        self.notes.setToolTip(plain_tip(words) if short != words else "")
        self.notes.setVisible(bool(words))

    def show_fault(self, error: ExplorerError | None) -> None:
        """Say why the figure cannot be made, or that it can."""
        self.fault.setText("" if error is None else f"{error.message} {error.hint}".strip())
        self._bar.setVisible(error is not None)


def _words(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
