"""The rows of the points on a handout."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QSizePolicy, QWidget

__all__ = ["SourceRows"]

#: So few and so many rows are seen at once.
_FEWEST, _MOST = 3, 6


class SourceRows(QListWidget):
    """Dragged with the mouse, or moved with Alt and the arrows.

    Signals
    -------
    moved
        -1 or 1, where the chosen row is to go.
    """

    moved = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("Points on the handout")
        self.setToolTip("Tick one to three; drag them into the order in which they are named")
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if by and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(by)
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        row = self.sizeHintForRow(0) if self.count() else self.fontMetrics().height() + 8
        rows = min(_MOST, max(_FEWEST, self.count()))
        return QSize(200, row * rows + 2 * self.frameWidth() + 6)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
