"""The presenter's hand on the mouse: clicks that are no drags, and whether it rests."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from explorer.ui.viewport import CLICK_SLACK

__all__ = ["Hand"]

#: After so long without movement (ms) cursor and controls are put away.
REST_MS = 2500
_PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)


class Hand(QObject):
    """Watches the mouse over some widgets and takes nothing from them.

    Attributes
    ----------
    blind
        Whether movements without a button are kept from the widgets: what is under the cursor must
        not be named while it is asked for.

    Signals
    -------
    clicked
        The widget, the place in it and the button (left or right) of a click.
    moved, rested
        The mouse moves again, or has not for a while.
    """

    clicked = Signal(QWidget, QPointF, Qt.MouseButton)
    moved = Signal()
    rested = Signal()

    def __init__(self, parent: QObject, *widgets: QWidget) -> None:
        super().__init__(parent)
        self.blind = False
        self._pressed: tuple[QWidget, QPointF, Qt.MouseButton] | None = None
        self._last: QPoint | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.rested)
        for widget in widgets:
            widget.setMouseTracking(True)
            widget.installEventFilter(self)
        self._rest.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QMouseEvent) or not isinstance(watched, QWidget):
            return False
        kind = event.type()
        if kind in _PRESSES:
            self._stir(event)
            self._pressed = watched, event.position(), event.button()
        elif kind == QEvent.Type.MouseMove:
            self._stir(event)
            if self._pressed is not None:
                way = event.position() - self._pressed[1]
                if abs(way.x()) + abs(way.y()) > CLICK_SLACK:
                    self._pressed = None
            return self.blind and not event.buttons()
        elif kind == QEvent.Type.MouseButtonRelease:
            pressed, self._pressed = self._pressed, None
            if pressed is not None and pressed[0] is watched and pressed[2] == event.button():
                # When the widget has dealt with the release: it may not outlive the click.
                where = event.position()
                QTimer.singleShot(0, self, lambda: self.clicked.emit(watched, where, pressed[2]))
        return False

    def _stir(self, event: QMouseEvent) -> None:
        """Movements are counted on the screen: a widget that comes or goes is none."""
        at = event.globalPosition().toPoint()
        if at != self._last or event.type() != QEvent.Type.MouseMove:
            first, self._last = self._last is None, at
            if not first or event.type() != QEvent.Type.MouseMove:
                self.moved.emit()
                self._rest.start()
