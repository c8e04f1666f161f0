"""Small things that were said or marked, each with a way to take it back."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from explorer.ui.flow import FlowLayout

__all__ = ["Chip", "Chips"]

_PAD, _CROSS, _HEIGHT = 9, 20, 24


class Chip(QAbstractButton):
    """One of them: words and a cross; pressing it anywhere takes it away."""

    def __init__(self, words: str, tip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chip")
        self.setText(words)
        self.setToolTip(tip)
        self.setAccessibleName(tip)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(width + 2 * _PAD + _CROSS - 4, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self.palette()
        edge = colours.accent() if self.hasFocus() else colours.mid()
        painter.setPen(QPen(edge.color(), 1.0))
        painter.setBrush(colours.midlight() if self.underMouse() else colours.button())
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, _HEIGHT / 2, _HEIGHT / 2)
        painter.setPen(colours.buttonText().color())
        room = self.rect().adjusted(_PAD, 0, -_CROSS, 0)
        words = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        strong = self.underMouse() or self.hasFocus()
        pen = colours.buttonText() if strong else colours.placeholderText()
        painter.setPen(QPen(pen.color(), 1.4, c=Qt.PenCapStyle.RoundCap))
        cross = QRectF(self.width() - 15.5, self.height() / 2 - 3, 6, 6)
        painter.drawLine(cross.topLeft(), cross.bottomRight())
        painter.drawLine(cross.bottomLeft(), cross.topRight())
        painter.end()


class Chips(QWidget):
    """A paragraph of chips; setters in, ``removed`` out: the key of the one that was pressed.

    Parameters
    ----------
    after
        The widget from which the tab key leads to the first chip.
    """

    removed = Signal(object)

    def __init__(self, name: str, after: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._after = after
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._flow = FlowLayout(self)
        self._shown: tuple[tuple[Hashable, str], ...] = ()
        self.hide()

    @property
    def words(self) -> tuple[str, ...]:
        """What the chips say."""
        return tuple(words for _, words in self._shown)

    def chip(self, words: str) -> Chip:
        """The chip that says this."""
        at = self._flow.itemAt(self.words.index(words))
        assert at is not None
        widget = at.widget()
        assert isinstance(widget, Chip)
        return widget

    def show_chips(self, chips: Sequence[tuple[Hashable, str]]) -> None:
        """Show these: a key for each, and its words."""
        if tuple(chips) == self._shown:
            return
        self._shown = tuple(chips)
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        before = self._after
        for key, words in chips:
            chip = Chip(words, f"Take away: {words}", self)
            chip.clicked.connect(lambda _checked=False, k=key: self.removed.emit(k))
            self._flow.addWidget(chip)
            self.setTabOrder(before, chip)
            before = chip
            chip.show()
        self.setVisible(bool(chips))
        self.updateGeometry()
