"""A field for one landmark of the body, found by part of its name."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from explorer.anatomy.model import Side
from explorer.body.landmarks import load_landmarks

__all__ = ["LandmarkField", "LandmarkPlace", "place_name"]

#: The list is wider than the field: names of landmarks are long.
_LIST_WIDTH = 380


@dataclass(frozen=True, slots=True)
class LandmarkPlace:
    """A landmark, and on which side where there are two."""

    landmark: str
    side: Side = "right"


@functools.cache
def _places() -> dict[str, LandmarkPlace]:
    """All of them by the name under which they are offered."""
    found: dict[str, LandmarkPlace] = {}
    for mark in load_landmarks().values():
        if mark.side == "midline":
            found[mark.name] = LandmarkPlace(mark.id)
        else:
            found[f"{mark.name}, right"] = LandmarkPlace(mark.id, "right")
            found[f"{mark.name}, left"] = LandmarkPlace(mark.id, "left")
    return found


def place_name(place: LandmarkPlace) -> str:
    """How a landmark is called: "Acromion, left"."""
    for name, each in _places().items():
        if each.landmark == place.landmark and each.side == place.side:
            return name
    mark = load_landmarks().get(place.landmark)
    return mark.name if mark is not None else place.landmark


class LandmarkField(QLineEdit):
    """``changed`` tells that another landmark stands in it, or none."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("Landmark")
        self.setAccessibleName("Landmark that the name stands at")
        self.setToolTip("Type part of its name, such as scapula or knee, and choose from the list")
        self._typing = False
        self.textEdited.connect(self._typed)
        self.textChanged.connect(lambda _: self.changed.emit())

    @property
    def place(self) -> LandmarkPlace | None:
        """What is chosen; None while the field is empty or holds no landmark."""
        words = self.text().strip().lower()
        return next((p for name, p in _places().items() if name.lower() == words), None)

    @property
    def unknown(self) -> str:
        """Words in it that name no landmark, once they are no longer being typed."""
        words = self.text().strip()
        return words if words and self.place is None and not self._typing else ""

    def finish(self) -> None:
        """No more is typed for now."""
        if self._typing:
            self._typing = False
            self.changed.emit()

    def set_place(self, place: LandmarkPlace) -> None:
        """Show a landmark."""
        self.setText(place_name(place))
        self.setCursorPosition(0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._offer()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.finish()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter takes the first that fits, and is not the dialog's: nobody saves half a name.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take_first()
            event.accept()
            return
        super().keyPressEvent(event)

    def _typed(self, _words: str) -> None:
        self._typing = True

    def _offer(self) -> None:
        """Make the list when somebody first types here."""
        if self.completer() is not None:
            return
        completer = QCompleter(self)
        completer.setModel(QStringListModel(list(_places()), completer))
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(9)
        offered = completer.popup()
        assert offered is not None
        offered.setMinimumWidth(_LIST_WIDTH)
        self.setCompleter(completer)

    def _take_first(self) -> None:
        words = self.text().strip().lower()
        if not words or self.place is not None:
            return
        begins = [name for name in _places() if name.lower().startswith(words)]
        found = begins or [name for name in _places() if words in name.lower()]
        if found:
            self.setText(found[0])
            self.setCursorPosition(0)
        self.finish()
