"""What lies behind the body of a figure: paper, nothing, or a colour of one's own."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from explorer.ui.output.figure.options import Ground
from explorer.ui.segments import Segments

__all__ = ["GroundBox"]

_GROUNDS = (
    ("plain", "Plain", "White paper, or the dark ground of the window"),
    ("transparent", "Transparent", "Nothing behind the body: the slide shows through"),
    ("colour", "Colour", "A colour of your own"),
)


class GroundBox(QWidget):
    """``changed`` tells that another ground was chosen."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour = "#ffffff"
        self.kinds = Segments("Background", _GROUNDS, self, wide=True)
        self.kinds.chosen.connect(self._chosen)
        self.choose = QPushButton("Choose the bac&kground…", self)
        self.choose.setObjectName("small")
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self._choose)
        self._swatch = _Swatch(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.kinds)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._swatch)
        row.addWidget(self.choose)
        row.addStretch(1)
        column.addLayout(row)

    @property
    def ground(self) -> Ground:
        """What is chosen."""
        return cast(Ground, self.kinds.value or "plain")

    @property
    def colour(self) -> str:
        """The colour that is used, or would be, as ``#rrggbb``."""
        return self._colour

    def set_ground(self, ground: Ground, colour: str) -> None:
        """Show a ground without telling anybody."""
        self.kinds.set_value(ground)
        self._colour = colour
        self._show()

    def _chosen(self, _ground: str) -> None:
        self._show()
        self.changed.emit()

    def _choose(self) -> None:
        from PySide6.QtWidgets import QColorDialog

        chosen = QColorDialog.getColor(QColor(self._colour), self, "Background of the figure")
        if chosen.isValid():
            self.set_ground("colour", chosen.name())
            self.changed.emit()

    def _show(self) -> None:
        own = self.ground == "colour"
        self._swatch.setVisible(own)
        self.choose.setVisible(own)
        self._swatch.set_colour(self._colour)


class _Swatch(QWidget):
    """A small piece of a colour."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._colour = QColor()
        self.setFixedSize(34, 22)

    def set_colour(self, colour: str) -> None:
        self._colour = QColor(colour)
        self.setAccessibleName(f"Background {colour}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self.palette().mid().color())
        painter.setBrush(self._colour)
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 5, 5)
        painter.end()
