"""What must be known of the client before anything is pressed: boxes to tick, folded away."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.client import conditions_of

__all__ = ["ClientBox"]

_TITLE = "About the client"
_HINT = "Tick what holds; the notes then leave out what is not for this client."


class ClientBox(QWidget):
    """The conditions that can be set.

    Signals
    -------
    condition_set
        The id of a caution, and whether it holds.
    """

    condition_set = Signal(str, bool)

    def __init__(self, atlas: Atlas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self.fold = QToolButton(self)
        self.fold.setObjectName("fold")
        self.fold.setCheckable(True)
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold.setToolTip("Pregnancy, blood thinners and other things that change what is done")
        self.fold.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.fold.toggled.connect(self._unfold)
        layout.addWidget(self.fold)
        self._body = QWidget(self)
        rows = QVBoxLayout(self._body)
        rows.setContentsMargins(4, 0, 0, 4)
        rows.setSpacing(4)
        hint = QLabel(_HINT, self._body)
        hint.setObjectName("hint")
        hint.setWordWrap(True)
        rows.addWidget(hint)
        self.boxes: dict[str, QCheckBox] = {}
        for caution in conditions_of(atlas):
            row = _Row(caution.asked_as, f"{caution.title}: {caution.advice}", self._body)
            row.box.clicked.connect(lambda on, id=caution.id: self.condition_set.emit(id, bool(on)))
            self.boxes[caution.id] = row.box
            rows.addWidget(row)
        layout.addWidget(self._body)
        self._count = 0
        self._unfold(False)

    def show_conditions(self, conditions: tuple[str, ...]) -> None:
        """Show what holds, without telling anybody."""
        for id, box in self.boxes.items():
            with QSignalBlocker(box):
                box.setChecked(id in conditions)
        self._count = len(conditions)
        self._say()

    def _unfold(self, on: bool) -> None:
        self.fold.setArrowType(Qt.ArrowType.DownArrow if on else Qt.ArrowType.RightArrow)
        self._body.setVisible(on)
        self._say()

    def _say(self) -> None:
        words = f"{_TITLE} · {self._count} ticked" if self._count else _TITLE
        self.fold.setText(words)
        self.fold.setAccessibleName(words)


class _Row(QWidget):
    """A box whose words may take several lines; a click on them ticks it."""

    def __init__(self, words: str, tip: str, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(7)
        self.box = QCheckBox(self)
        self.box.setAccessibleName(words)
        self.box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        layout.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        label = QLabel(words, self)
        label.setWordWrap(True)
        layout.addWidget(label, 1)
        self.setToolTip(tip)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.box.click()
