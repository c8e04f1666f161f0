"""A list whose rows are rearranged by drag and drop, with a line where the row would come."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QCursor,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QWidget

from explorer.ui.lessons.view_rows import CARRIED_WIDTH, ID
from explorer.ui.theme import Theme

__all__ = ["DropList"]

#: What is carried while a row is dragged: its id.
_CARRIED = "application/x-trigger-point-explorer-view"


class DropList(QListWidget):
    """Tells what was dropped where, and moves nothing by itself.

    Signals
    -------
    moved
        The id of a row and its new place, counted as if it were taken out.
    """

    moved = Signal(str, int)

    def __init__(self, theme: Callable[[], Theme], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._drop: int | None = None
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDropIndicatorShown(False)  # a line of our own is drawn instead

    @property
    def current_id(self) -> str:
        """The id of the row that is marked, or an empty text."""
        row = self.currentRow()
        return "" if row < 0 else self.id_at(row)

    def id_at(self, row: int) -> str:
        """The id of a row."""
        return str(self.item(row).data(ID))

    @property
    def drop_place(self) -> int | None:
        """Before which row the line is drawn; None while nothing is dragged."""
        return self._drop

    # Carrying ----------------------------------------------------------------------------------

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Carry the marked row; Qt's own way would take it out by itself."""
        carried = QMimeData()
        carried.setData(_CARRIED, self.current_id.encode())
        row = self.visualRect(self.currentIndex())
        drag = QDrag(self)
        drag.setMimeData(carried)
        # Number and picture are carried: the whole row would hide the line where it would come.
        seen = QRect(row.topLeft(), QSize(min(CARRIED_WIDTH, row.width()), row.height()))
        drag.setPixmap(self.viewport().grab(seen))
        at = self.viewport().mapFromGlobal(QCursor.pos()) - row.topLeft()
        drag.setHotSpot(QPoint(min(at.x(), seen.width() - 10), at.y()))
        drag.exec(Qt.DropAction.MoveAction)
        self._show_drop(None)

    def mimeTypes(self) -> list[str]:
        return [_CARRIED]

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(_CARRIED):
            super().dragEnterEvent(event)
            event.acceptProposedAction()
        else:
            event.ignore()  # a file: the window takes it

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)  # scrolls at the edges
        self._show_drop(self._gap(event.position().toPoint()))
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._show_drop(None)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell where the row belongs; the list follows what is told."""
        gap = self._gap(event.position().toPoint())
        id = bytes(event.mimeData().data(_CARRIED).data()).decode()
        self._show_drop(None)
        self.stopAutoScroll()
        self.setState(QAbstractItemView.State.NoState)
        event.acceptProposedAction()
        ids = [self.id_at(row) for row in range(self.count())]
        if id in ids:
            row = ids.index(id)
            to = gap - (gap > row)
            if to != row:
                self.moved.emit(id, to)

    def _gap(self, at: QPoint) -> int:
        """Before which row something would be dropped."""
        for row in range(self.count()):
            if at.y() < self.visualItemRect(self.item(row)).center().y():
                return row
        return self.count()

    # The line ----------------------------------------------------------------------------------

    def _show_drop(self, gap: int | None) -> None:
        if gap != self._drop:
            self._drop = gap
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._drop is None or not self.count():
            return
        last = self._drop == self.count()
        box = self.visualItemRect(self.item(self._drop - 1 if last else self._drop))
        y = min(max(box.bottom() if last else box.top(), 3), self.viewport().height() - 4)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme().accent), 2.0))
        painter.drawEllipse(QPoint(5, y), 3, 3)
        painter.drawLine(QPoint(9, y), QPoint(self.viewport().width() - 4, y))
        painter.end()
