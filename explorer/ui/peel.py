"""The peel: a small upright slider over the body, from the skin at its top to the bones."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QAbstractSlider, QFrame, QVBoxLayout, QWidget

from explorer.session.layer_commands import PEEL_STEPS, peel_of
from explorer.session.view_state import ViewState

__all__ = ["PeelCard", "PeelSlider"]

_STOPS = ("Skin", "Muscles", "Deep", "Bones")
#: Slider units for one layer; finer than a hand can tell.
_STEP = 100
_MARGIN = 12
#: A value this near to a whole layer snaps to it while dragging.
_SNAP = 7


class PeelSlider(QAbstractSlider):
    """An upright scale with a named stop for each layer. ``valueChanged`` counts in 1/100."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOrientation(Qt.Orientation.Vertical)
        self.setRange(0, int(PEEL_STEPS * _STEP))
        self.setSingleStep(10)
        self.setPageStep(_STEP)
        self.setInvertedControls(True)  # down goes deeper
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Peel")
        self.setToolTip("Peel from the skin to the bones: drag, scroll, or press ] and [")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        widest = max(self.fontMetrics().horizontalAdvance(word) for word in _STOPS)
        return QSize(widest + 30, 148)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _track(self) -> QRectF:
        return QRectF(11.0, 11.0, 4.0, max(self.height() - 22.0, 1.0))

    def _value_at(self, y: float) -> int:
        track = self._track()
        share = min(1.0, max(0.0, (y - track.top()) / track.height()))
        value = round(share * self.maximum())
        stop = round(value / _STEP) * _STEP
        return stop if abs(value - stop) <= _SNAP else value

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self.setValue(self._value_at(event.position().y()))
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self.setValue(self._value_at(event.position().y()))
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.setValue(self.value() - round(event.angleDelta().y() / 12))
        event.accept()  # at its end it must not begin to zoom the body behind it

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 10, Qt.Key.Key_Right: 10, Qt.Key.Key_Up: -10, Qt.Key.Key_Left: -10}
        key = Qt.Key(event.key())
        if key in step:
            self.setValue(self.value() + step[key])
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            down = key == Qt.Key.Key_PageDown
            self.setValue(self.value() + (_STEP if down else -_STEP))
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, track = self.palette(), self._track()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.mid())
        painter.drawRoundedRect(track, 2, 2)
        share = self.value() / self.maximum()
        gone = QRectF(track.left(), track.top(), track.width(), track.height() * share)
        painter.setBrush(colours.accent())
        painter.drawRoundedRect(gone, 2, 2)
        nearest = round(self.value() / _STEP)
        for i, word in enumerate(_STOPS):
            y = track.top() + track.height() * i / (len(_STOPS) - 1)
            on = i == nearest
            colour = colours.windowText() if on else colours.placeholderText()
            painter.setPen(QPen(colour.color(), 1.0))
            painter.drawLine(QPointF(17.5, y), QPointF(20.5, y))
            box = QRectF(24.0, y - 9, self.width() - 24.0, 18)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, word)
        y = track.top() + track.height() * share
        edge = colours.accent() if self.hasFocus() else colours.placeholderText()
        painter.setPen(QPen(edge.color(), 2.0 if self.hasFocus() else 1.2))
        painter.setBrush(colours.button())
        painter.drawEllipse(QPointF(track.center().x(), y), 7.0, 7.0)
        painter.end()


class PeelCard(QFrame):
    """The peel in the upper left corner of its parent.

    Signals
    -------
    peeled
        How far, 0 (skin) to 3 (bones).
    """

    peeled = Signal(float)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("viewButtons")
        self.setCursor(Qt.CursorShape.ArrowCursor)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 8, 4)
        self.slider = PeelSlider(self)
        self.slider.valueChanged.connect(lambda value: self.peeled.emit(value / _STEP))
        layout.addWidget(self.slider)
        self._over = parent
        self._shown = -1.0
        parent.installEventFilter(self)
        self._place()

    def show_state(self, state: ViewState) -> None:
        """Show how far a state is peeled, without telling anybody."""
        shown = peel_of(state)
        if shown == self._shown:
            return  # painted over the body, it would have the body's names laid out once more
        self._shown = shown
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(shown * _STEP))
        self.slider.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        self.adjustSize()
        self.move(_MARGIN, _MARGIN)
        # In a very small window the body matters more; the keys and the Layers page remain.
        self.setVisible(
            self._over.height() > self.height() + 120 and self._over.width() > 3 * self.width()
        )
