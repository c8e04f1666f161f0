"""Names of one's own at landmarks: a row for each, of words and a place."""

from __future__ import annotations

import itertools
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from explorer.export.figures.spec import FreeLabel
from explorer.ui.output.figure.landmark_field import LandmarkField, LandmarkPlace

__all__ = ["OwnNamesBox"]

_MOST = 40


class OwnNamesBox(QWidget):
    """``changed`` tells that there are other names; ``names`` are those that are whole.

    Parameters
    ----------
    before
        What the Tab key meets before the first of them.
    """

    changed = Signal()

    def __init__(self, before: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before = before
        self.setAccessibleName("Names of your own")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(6)
        self.rows: list[_Row] = []
        self.add = QPushButton("Add a &name at a landmark", self)
        self.add.setObjectName("small")
        self.add.setAutoDefault(False)
        self.add.setToolTip("Words of your own with a line to a place of the body")
        self.add.clicked.connect(lambda: self._add(None))
        self._layout.addWidget(self.add)

    @property
    def names(self) -> tuple[FreeLabel, ...]:
        """Names with words and a place."""
        return tuple(name for row in self.rows if (name := row.label) is not None)

    @property
    def unknown(self) -> str:
        """Words that stand where a landmark should and are none; empty as a rule."""
        return next((row.place.unknown for row in self.rows if row.place.unknown), "")

    def finish(self) -> None:
        """What is typed now is meant so."""
        for row in self.rows:
            row.place.finish()

    def set_names(self, names: tuple[FreeLabel, ...]) -> None:
        """Show names without telling anybody."""
        self.blockSignals(True)
        for row in list(self.rows):
            self._remove(row)
        for name in names:
            self._add(name)
        self.blockSignals(False)

    def _add(self, name: FreeLabel | None) -> None:
        row = _Row(self, name)
        row.words.textChanged.connect(lambda _: self.changed.emit())
        row.place.changed.connect(self.changed)
        row.remove.clicked.connect(lambda: self._remove(row))
        self.rows.append(row)
        self._layout.insertWidget(len(self.rows) - 1, row)
        # A new row stands above the button, but at the end of the way that Tab takes.
        before = self.rows[-2].remove if len(self.rows) > 1 else self._before
        way = (before, row.words, row.place, row.remove, self.add)
        for first, second in itertools.pairwise(way):
            self.setTabOrder(first, second)
        self.add.setEnabled(len(self.rows) < _MOST)
        if name is None:
            row.words.setFocus()

    def _remove(self, row: _Row) -> None:
        number = self.rows.index(row)
        self.rows.remove(row)
        self._layout.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.add.setEnabled(True)
        following = self.rows[number].words if number < len(self.rows) else self.add
        following.setFocus()
        self.changed.emit()


class _Row(QWidget):
    """One name; what stands under it in a figure's file is kept."""

    def __init__(self, parent: QWidget, name: FreeLabel | None) -> None:
        super().__init__(parent)
        self._kept = name
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        self.words = QLineEdit(self)
        self.words.setPlaceholderText("Words")
        self.words.setAccessibleName("Words of the name")
        self.place = LandmarkField(self)
        self.remove = QToolButton(self)
        self.remove.setText("×")
        self.remove.setToolTip("Remove this name")
        self.remove.setAccessibleName("Remove this name")
        row.addWidget(self.words, 4)
        row.addWidget(self.place, 5)
        row.addWidget(self.remove)
        if name is not None:
            self.words.setText(name.text)
            self.place.set_place(LandmarkPlace(name.landmark, name.side))

    @property
    def label(self) -> FreeLabel | None:
        """The name, or None while words or place are wanting."""
        text, place = self.words.text().strip(), self.place.place
        if not text or place is None:
            return None
        made = FreeLabel(text, place.landmark, place.side)
        return made if self._kept is None else replace(made, detail=self._kept.detail)
