"""The small column of views that floats over the body."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout, QWidget

__all__ = ["ViewButtons"]

_ROWS = (
    ("view_anterior", "Front"),
    ("view_posterior", "Back"),
    ("view_right lateral", "Right"),
    ("view_left lateral", "Left"),
    ("view_superior", "Top"),
    ("view_inferior", "Bottom"),
    ("whole", "Whole"),
)
_MARGIN = 12
#: Height that the legend below may need (logical pixels).
_LEGEND = 185


class ViewButtons(QFrame):
    """Buttons for the anatomical views, kept in the upper right corner of their parent."""

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("viewButtons")
        self.setAccessibleName("Views")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(1)
        for id, words in _ROWS:
            button = QToolButton(self)
            button.setText(words)
            button.setToolTip(actions[id].toolTip())
            button.setAccessibleName(actions[id].statusTip())
            button.setSizePolicy(
                button.sizePolicy().Policy.Expanding, button.sizePolicy().Policy.Fixed
            )
            button.setObjectName(id)
            # Only the text differs from the menu's; a default action would overwrite it.
            button.clicked.connect(actions[id].trigger)
            layout.addWidget(button)
        self._over = parent
        parent.installEventFilter(self)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        self.adjustSize()
        parent = self._over
        self.move(parent.width() - self.width() - _MARGIN, _MARGIN)
        # In a very small window the body matters more; the keys 1 to 6 and the menu remain.
        self.setVisible(parent.height() > self.height() + _LEGEND and parent.width() > 320)
