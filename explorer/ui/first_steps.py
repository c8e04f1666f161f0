"""The hints of the first start, over the body."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

__all__ = ["FirstSteps"]

_HINTS = (
    ("Turn", "Drag the body, or use the arrow keys."),
    ("Zoom", "Scroll, or press + and -. Home shows the whole body."),
    ("Click", "A cross is a trigger point: its pain pattern appears on the skin."),
    ("Find", "Search a muscle (press /), or pick a complaint on the left."),
    ("Pain", "Press W, and show or say where it hurts: likely sources come with their reasons."),
)


class FirstSteps(QWidget):
    """Covers its parent with a veil and a card of five hints.

    Signals
    -------
    finished
        When Start was pressed or Esc typed.
    """

    finished = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("firstSteps")
        self.setAccessibleName("First steps")
        self.setCursor(Qt.CursorShape.ArrowCursor)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 12, 12, 12)
        card = QFrame(self)
        card.setObjectName("hintsCard")
        card.setMaximumWidth(460)
        outer.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(card)
        layout.setContentsMargins(26, 22, 26, 20)
        layout.setSpacing(12)
        title = QLabel("Where does it hurt, and where may it come from?", card)
        title.setWordWrap(True)
        font = title.font()
        font.setPixelSize(18)
        font.setWeight(font.Weight.DemiBold)
        title.setFont(font)
        layout.addWidget(title)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(9)
        grid.setColumnStretch(1, 1)
        for row, (word, hint) in enumerate(_HINTS):
            name = QLabel(f"<b>{word}</b>", card)
            text = QLabel(hint, card)
            text.setWordWrap(True)
            text.setMinimumWidth(150)
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(text, row, 1, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(grid)
        self.start_button = QPushButton("Start", card)
        self.start_button.setDefault(True)
        self.start_button.setToolTip("Close these hints (Esc)")
        self.start_button.clicked.connect(self.finish)
        layout.addWidget(self.start_button, 0, Qt.AlignmentFlag.AlignRight)
        self._over = parent
        parent.installEventFilter(self)
        self.setGeometry(parent.rect())
        self.hide()

    def open(self) -> None:
        """Show the hints and take the keyboard."""
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()
        self.start_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """Close the hints."""
        if self.isHidden():
            return
        self.hide()
        self.finished.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finish()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        veil = QColor(self.palette().window().color())
        veil.setAlphaF(0.62)
        painter.fillRect(self.rect(), veil)
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        return False
