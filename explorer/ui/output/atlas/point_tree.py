"""All trigger points by area and muscle, each with a box to tick."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from explorer.anatomy.atlas import AREA_NAMES, Atlas

__all__ = ["PointTree"]

_ID = Qt.ItemDataRole.UserRole
_TICKED, _BARE = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class PointTree(QWidget):
    """A tree with tick boxes, and a field above it that finds rows.

    Signals
    -------
    changed
        Somebody has ticked something; sent once however many points that were.
    """

    changed = Signal()

    def __init__(self, atlas: Atlas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        self.search = QLineEdit(self)
        self.search.setAccessibleName("Find muscles in the list")
        self.search.setPlaceholderText("Find in the list")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        layout.addWidget(self.search)
        self.tree = QTreeWidget(self)
        self.tree.setAccessibleName("Points")
        self.tree.setHeaderHidden(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setIndentation(15)
        self.tree.setObjectName("pointTree")
        self.tree.setMinimumHeight(120)
        layout.addWidget(self.tree, 1)
        self._points: dict[str, QTreeWidgetItem] = {}
        self._fill(atlas)
        self._told = QTimer(self)
        self._told.setSingleShot(True)
        self._told.timeout.connect(self.changed)
        # Ticking a muscle ticks its points one by one: all of them are one change.
        self.tree.itemChanged.connect(lambda *_: self._told.start(0))

    @property
    def chosen(self) -> tuple[str, ...]:
        """Ids of the points that are ticked, from head to foot."""
        return tuple(id for id, item in self._points.items() if item.checkState(0) == _TICKED)

    def choose(self, ids: Collection[str]) -> None:
        """Tick these and no others, without telling anybody."""
        wanted = set(ids)
        with QSignalBlocker(self.tree):
            for id, item in self._points.items():
                state = _TICKED if id in wanted else _BARE
                if item.checkState(0) != state:
                    item.setCheckState(0, state)
        self._told.stop()
        self.tree.viewport().update()

    def item_of(self, point: str) -> QTreeWidgetItem:
        """The row of a point."""
        return self._points[point]

    def _fill(self, atlas: Atlas) -> None:
        flags = Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsAutoTristate
        for area, name in AREA_NAMES.items():
            muscles = [m for m in atlas.knowledge.muscles if m.area == area]
            heading: QTreeWidgetItem | None = None
            for muscle in muscles:
                points = atlas.points_of(muscle.id)
                if not points:
                    continue
                if heading is None:
                    heading = QTreeWidgetItem(self.tree, [name])
                    heading.setFlags(heading.flags() | flags)
                row = QTreeWidgetItem(heading, [muscle.name])
                row.setToolTip(0, f"{muscle.name}\n{muscle.latin}")
                row.setFlags(row.flags() | flags)
                for point in points:
                    leaf = QTreeWidgetItem(row, [point.label])
                    leaf.setData(0, _ID, point.id)
                    leaf.setFlags(leaf.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                    leaf.setCheckState(0, _BARE)
                    self._points[point.id] = leaf

    def _filter(self, words: str) -> None:
        """Show only rows with these words in them, in their muscle or area."""
        wanted = words.casefold().split()
        for heading in _children(self.tree.invisibleRootItem()):
            left = False
            for row in _children(heading):
                text = f"{heading.text(0)} {row.text(0)} {row.toolTip(0)}"
                text += " ".join(leaf.text(0) for leaf in _children(row))
                found = all(word in text.casefold() for word in wanted)
                row.setHidden(not found)
                left = left or found
            heading.setHidden(not left)
            heading.setExpanded(bool(wanted) and left)


def _children(item: QTreeWidgetItem) -> Iterator[QTreeWidgetItem]:
    for row in range(item.childCount()):
        child = item.child(row)
        if child is not None:
            yield child
