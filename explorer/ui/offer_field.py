"""A field that offers named things while one types."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QWidget

from explorer.ui.words_field import PlainField

__all__ = ["OfferField"]

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class OfferField(PlainField):
    """Takes one of many things by part of its name, and is empty again.

    Signals
    -------
    chosen
        The thing that was taken.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offered: Mapping[str, object] = {}
        self.setClearButtonEnabled(True)

    def offers(self) -> Mapping[str, object]:
        """What there is, by name, in the order of the list; asked when somebody first types."""
        raise NotImplementedError

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._offer()
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self.text().strip():
            self._take_first()  # Enter is a dialog's main action only while nothing is typed
            return
        super().keyPressEvent(event)

    def take(self, words: str) -> None:
        """Take a thing by what the list says."""
        self._offer()
        if words in self._offered:
            self.chosen.emit(self._offered[words])
        # Qt writes what was chosen into the field after this.
        QTimer.singleShot(0, self, self.clear)

    def _offer(self) -> None:
        if self._offered:
            return
        self._offered = self.offers()
        completer = QCompleter(self)
        completer.setModel(QStringListModel(list(self._offered), completer))
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(9)
        completer.activated.connect(self.take)
        self.setCompleter(completer)

    def _take_first(self) -> None:
        self._offer()
        words = self.text().strip().lower()
        begins = [name for name in self._offered if name.lower().startswith(words)]
        found = begins or [name for name in self._offered if words in name.lower()]
        if found:
            self.take(found[0])
