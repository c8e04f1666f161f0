"""One to three points, ticked and put in order, each on a side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import Side
from explorer.session.view_state import PointRef
from explorer.ui.output.handout.point_field import PointField
from explorer.ui.output.handout.source_rows import SourceRows
from explorer.ui.output.handout.sources import Proposal
from explorer.ui.segments import Segments

__all__ = ["SourceList"]

_POINT, _SIDE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class SourceList(QWidget):
    """A list with ticks, drag and drop, and a field that adds a point by its name.

    Signals
    -------
    changed
        Other points are ticked, or in another order, or on another side.
    refused
        A sentence on why something was not done; empty when it holds no longer.
    """

    changed = Signal()
    refused = Signal(str)

    def __init__(self, atlas: Atlas, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._atlas = atlas
        self._most = most
        self._told: tuple[PointRef, ...] = ()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(7)
        self.rows = SourceRows(self)
        self.rows.itemChanged.connect(self._ticked)
        self.rows.currentItemChanged.connect(lambda *_: self._show_side())
        self.rows.model().rowsMoved.connect(lambda *_: self._tell())
        self.rows.moved.connect(self.shift)
        layout.addWidget(self.rows)
        line = QHBoxLayout()
        line.setSpacing(6)
        self.up = self._button("Up", "Name this point earlier (Alt+Up)", -1)
        self.down = self._button("Down", "Name this point later (Alt+Down)", 1)
        line.addWidget(self.up)
        line.addWidget(self.down)
        line.addStretch(1)
        self.sides = Segments(
            "Side of the body",
            (
                ("right", "Right", "The chosen point on the right side of the body"),
                ("left", "Left", "The chosen point on the left side of the body"),
            ),
            self,
        )
        self.sides.chosen.connect(lambda side: self._set_side(cast(Side, side)))
        line.addWidget(self.sides)
        layout.addLayout(line)
        self.field = PointField(atlas, self)
        self.field.chosen.connect(self.add)
        layout.addWidget(self.field)
        self._show_side()

    @property
    def chosen(self) -> tuple[PointRef, ...]:
        """The ticked points in their order."""
        items = (self.rows.item(row) for row in range(self.rows.count()))
        return tuple(_ref(i) for i in items if i.checkState() == Qt.CheckState.Checked)

    def begin_anew(self, proposals: Sequence[Proposal]) -> None:
        """Put points in the place of those that are there."""
        with QSignalBlocker(self.rows):
            self.rows.clear()
        self.offer(proposals)

    def offer(self, proposals: Sequence[Proposal]) -> None:
        """Put points below those that are there; ticks are kept where there are any already."""
        anew = not self.chosen
        with QSignalBlocker(self.rows):
            for proposal in proposals:
                if self._row_of(proposal.ref) is None:
                    item = self._item(proposal.ref, proposal.why)
                    item.setCheckState(_check(anew and proposal.ticked))
        self.rows.updateGeometry()
        if self.rows.currentItem() is None and self.rows.count():
            self.rows.setCurrentRow(0)
        self._show_side()
        self._tell()

    def add(self, point: str) -> None:
        """Add a point, ticked, on the side of the first one."""
        side: Side = self.chosen[0].side if self.chosen else "right"
        ref = PointRef(point, side)
        row = self._row_of(ref)
        if row is None:
            with QSignalBlocker(self.rows):
                self._item(ref, "added").setCheckState(Qt.CheckState.Unchecked)
            row = self.rows.count() - 1
            self.rows.updateGeometry()
        self.rows.setCurrentRow(row)
        self.rows.scrollToItem(self.rows.item(row))
        self.rows.item(row).setCheckState(Qt.CheckState.Checked)

    def shift(self, by: int) -> None:
        """Move the chosen row up (-1) or down (1)."""
        row = self.rows.currentRow()
        if row < 0 or not 0 <= row + by < self.rows.count():
            return
        with QSignalBlocker(self.rows):
            item = self.rows.takeItem(row)
            self.rows.insertItem(row + by, item)
            self.rows.setCurrentRow(row + by)
        self._show_side()
        self._tell()

    def _item(self, ref: PointRef, why: str) -> QListWidgetItem:
        item = QListWidgetItem(self.rows)
        item.setFlags(
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsUserCheckable
            | Qt.ItemFlag.ItemIsDragEnabled
        )
        item.setData(_POINT, ref.point)
        item.setToolTip(f"{self._atlas.points[ref.point].location} ({why})" if why else "")
        self._put_side(item, ref.side)
        return item

    def _put_side(self, item: QListWidgetItem, side: Side) -> None:
        point = item.data(_POINT)
        item.setData(_SIDE, side)
        paired = self._atlas.muscle_of(self._atlas.points[point]).paired
        item.setText(self._atlas.point_name(point) + (f", {side}" if paired else ""))

    def _ticked(self, item: QListWidgetItem) -> None:
        if item.checkState() == Qt.CheckState.Checked and len(self.chosen) > self._most:
            with QSignalBlocker(self.rows):
                item.setCheckState(Qt.CheckState.Unchecked)
            self.refused.emit(f"A handout names at most {self._most} points. Untick one first.")
            return
        self._tell()

    def _tell(self) -> None:
        if self.chosen != self._told:
            self._told = self.chosen
            self.refused.emit("")
            self.changed.emit()

    def _set_side(self, side: Side) -> None:
        item = self.rows.currentItem()
        if item is None or item.data(_SIDE) == side:
            return
        if self._row_of(PointRef(item.data(_POINT), side)) is not None:
            name = self._atlas.point_name(item.data(_POINT))
            self.refused.emit(f"{name} is in the list on the {side} already.")
            self._show_side()
            return
        with QSignalBlocker(self.rows):
            self._put_side(item, side)
        self._tell()

    def _show_side(self) -> None:
        item, row = self.rows.currentItem(), self.rows.currentRow()
        paired = item is not None and (
            self._atlas.muscle_of(self._atlas.points[item.data(_POINT)]).paired
        )
        self.sides.setEnabled(paired)
        self.sides.set_value(item.data(_SIDE) if item is not None else "right")
        self.up.setEnabled(row > 0)
        self.down.setEnabled(0 <= row < self.rows.count() - 1)

    def _row_of(self, ref: PointRef) -> int | None:
        rows = range(self.rows.count())
        return next((row for row in rows if _ref(self.rows.item(row)) == ref), None)

    def _button(self, words: str, tip: str, by: int) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName("small")
        button.setToolTip(tip)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.shift(by))
        return button


def _ref(item: QListWidgetItem) -> PointRef:
    return PointRef(item.data(_POINT), item.data(_SIDE))


def _check(on: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
