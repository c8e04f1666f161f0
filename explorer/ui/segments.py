"""A row of joined buttons of which one is chosen."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

__all__ = ["Segments"]


class Segments(QFrame):
    """Setters in, ``chosen`` out: the value of the button that was pressed.

    Parameters
    ----------
    options
        (value, text, tooltip) of each button, left to right.
    rows
        How many of them stand in each row; all in one when empty.
    """

    chosen = Signal(str)

    def __init__(
        self,
        name: str,
        options: Sequence[tuple[str, str, str]],
        parent: QWidget | None = None,
        *,
        wide: bool = False,
        rows: Sequence[int] = (),
    ) -> None:
        super().__init__(parent)
        self.setObjectName("segments")
        self.setAccessibleName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        ends = tuple(itertools.accumulate(rows or (len(options),)))
        lines = [QHBoxLayout() for _ in ends]
        for line in lines:
            line.setSpacing(0)
            column.addLayout(line)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        for number, (value, words, tip) in enumerate(options):
            button = QToolButton(self)
            button.setText(words)
            button.setToolTip(tip)
            button.setAccessibleName(f"{name}: {words}")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            if wide:
                button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
                # A tool button would rather cut its words short than ask for their width.
                button.setMinimumWidth(button.fontMetrics().horizontalAdvance(words) + 8)
            button.clicked.connect(lambda _checked=False, v=value: self.chosen.emit(v))
            self._group.addButton(button)
            self._buttons[value] = button
            lines[bisect.bisect_right(ends, number)].addWidget(button)
        if not wide:
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def value(self) -> str | None:
        """The chosen value."""
        return next((v for v, b in self._buttons.items() if b.isChecked()), None)

    def set_value(self, value: str) -> None:
        """Choose without telling anybody."""
        button = self._buttons[value]
        with QSignalBlocker(self._group):
            button.setChecked(True)

    def button(self, value: str) -> QToolButton:
        """The button of a value."""
        return self._buttons[value]
