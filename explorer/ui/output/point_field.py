"""A field that offers trigger points while one types."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from explorer.anatomy.atlas import Atlas

__all__ = ["PointField"]

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PointField(QLineEdit):
    """``chosen`` sends the id of the point that was taken."""

    chosen = Signal(str)

    def __init__(self, atlas: Atlas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._atlas = atlas
        self._points: dict[str, str] = {}
        self.setPlaceholderText("Add a point by its name")
        self.setToolTip("Type part of a muscle's name and choose a point from the list")
        self.setAccessibleName("Add a point by its name")
        self.setClearButtonEnabled(True)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._offer()
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self.text().strip():
            self._take_first()  # Enter is the dialog's main action only while nothing is typed
            return
        super().keyPressEvent(event)

    def take(self, words: str) -> None:
        """Take a point by what the list says."""
        point = self._points.get(words)
        if point is not None:
            self.chosen.emit(point)
        # Qt writes what was chosen into the field after this.
        QTimer.singleShot(0, self, self.clear)

    def _offer(self) -> None:
        """Make the list when somebody first types here."""
        if self._points:
            return
        atlas = self._atlas
        names = {atlas.point_name(id): id for id in atlas.points}
        self._points = dict(sorted(names.items()))
        completer = QCompleter(self)
        completer.setModel(QStringListModel(list(self._points), completer))
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(9)
        completer.activated.connect(self.take)
        self.setCompleter(completer)

    def _take_first(self) -> None:
        self._offer()
        words = self.text().strip().lower()
        begins = [name for name in self._points if name.lower().startswith(words)]
        found = begins or [name for name in self._points if words in name.lower()]
        if found:
            self.take(found[0])
