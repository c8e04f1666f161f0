"""Which points an atlas is made of: some under a name, or those that are ticked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from explorer.anatomy.atlas import Atlas
from explorer.ui.flat_combo_box import FlatComboBox
from explorer.ui.output.atlas.options import ALL, NAMED, Choice
from explorer.ui.output.atlas.point_tree import PointTree

__all__ = ["PointsBox"]


class PointsBox(QWidget):
    """A list of names on top, and below it the tree that shows and changes what they mean.

    Signals
    -------
    changed
        Other points are chosen.
    """

    changed = Signal()

    def __init__(self, atlas: Atlas, choices: Sequence[Choice], parent: QWidget) -> None:
        super().__init__(parent)
        self._choices = {choice.id: choice for choice in choices}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        row = QHBoxLayout()
        label = QLabel("&Points", self)
        self.names = FlatComboBox(self)
        self.names.setAccessibleName("Points")
        self.names.setMinimumContentsLength(12)
        for choice in choices:
            self.names.addItem(f"{choice.name} ({len(choice.points)})", choice.id)
        self.names.addItem("Ticked below", NAMED)
        label.setBuddy(self.names)
        row.addWidget(label)
        row.addWidget(self.names, 1)
        column.addLayout(row)
        self.tree = PointTree(atlas, self)
        column.addWidget(self.tree, 1)
        self.names.currentIndexChanged.connect(self._named)
        self.tree.changed.connect(self._ticked)

    @property
    def chosen(self) -> tuple[str, ...]:
        """Ids of the points, from head to foot."""
        return self.tree.chosen

    @property
    def choice(self) -> str:
        """Under which name they are chosen."""
        return str(self.names.currentData())

    def choose(self, id: str, named: tuple[str, ...]) -> None:
        """Choose what goes by a name, or all of it when there is none of it now.

        Parameters
        ----------
        named
            What is ticked when that is the choice.
        """
        if id == NAMED and named:
            self.tree.choose(named)
        elif id not in self._choices:
            id = ALL
        self._show(id)
        self._named()

    def _show(self, id: str) -> None:
        with QSignalBlocker(self.names):
            self.names.setCurrentIndex(self.names.findData(id))

    def _named(self) -> None:
        choice = self._choices.get(self.choice)
        if choice is not None:
            self.tree.choose(choice.points)
        self.changed.emit()

    def _ticked(self) -> None:
        chosen = set(self.tree.chosen)
        same = [c.id for c in self._choices.values() if set(c.points) == chosen]
        self._show(same[0] if same else NAMED)
        self.changed.emit()
