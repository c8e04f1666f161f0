"""A field that offers the named places of the body while one types."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCompleter, QWidget

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.pain import RegionRef
from explorer.ui.words_field import PlainField

__all__ = ["PlaceField", "place_words"]


def place_words(atlas: Atlas, place: RegionRef) -> str:
    """How a marked place is called: "temple, left"."""
    region = atlas.regions.get(place.region)
    if region is None:
        return f"{place.region} (unknown here)"
    if place.side == "both" or not region.paired:
        return region.name
    return f"{region.name}, {place.side}"


class PlaceField(PlainField):
    """``chosen`` sends the :class:`RegionRef` of the place that was taken."""

    chosen = Signal(object)

    def __init__(self, atlas: Atlas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._atlas = atlas
        self._places: dict[str, RegionRef] = {}
        self.setPlaceholderText("Add a place by its name")
        self.setToolTip("Type part of a name, such as temple or heel, and choose from the list")
        self.setAccessibleName("Add a place that hurts by its name")
        self.setClearButtonEnabled(True)
        self.returnPressed.connect(self._take_first)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._offer()
        super().focusInEvent(event)

    def take(self, words: str) -> None:
        """Take a place by what the list says."""
        place = self._places.get(words)
        if place is not None:
            self.chosen.emit(place)
        # Qt writes what was chosen into the field after this.
        QTimer.singleShot(0, self, self.clear)

    def _offer(self) -> None:
        """Make the list when somebody first types here: a start needs none."""
        if self._places:
            return
        self._places = {place_words(self._atlas, p): p for p in _all(self._atlas)}
        completer = QCompleter(self)
        completer.setModel(QStringListModel(list(self._places), completer))
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(9)
        completer.activated.connect(self.take)
        self.setCompleter(completer)

    def _take_first(self) -> None:
        self._offer()
        words = self.text().strip().lower()
        if not words:
            return
        begins = [name for name in self._places if name.lower().startswith(words)]
        found = begins or [name for name in self._places if words in name.lower()]
        if found:
            self.take(found[0])


def _all(atlas: Atlas) -> Iterator[RegionRef]:
    sides: tuple[Literal["right", "left"], ...] = ("right", "left")
    for region in sorted(atlas.regions.values(), key=lambda r: r.name):
        if region.paired:
            yield from (RegionRef(region.id, side) for side in sides)
        else:
            yield RegionRef(region.id)
