"""On which body something is shown: as each view has it, or all on one."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.body.figure import FigureInfo
from explorer.ui.flat_combo_box import FlatComboBox

__all__ = ["BodyChoice"]


class BodyChoice(FlatComboBox):
    """The first choice leaves each view its own body.

    Signals
    -------
    chosen
        Another one was chosen.
    """

    chosen = Signal()

    def __init__(
        self, figures: Iterable[FigureInfo], chosen: str | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName("Body")
        self.setToolTip("The body that all views are shown on; what is shown goes along")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.addItem("As each view has it", None)
        for figure in figures:
            self.addItem(figure.name, figure.id)
            if figure.description:
                row = self.count() - 1
                self.setItemData(row, figure.description, Qt.ItemDataRole.ToolTipRole)
        self.setCurrentIndex(max(0, self.findData(chosen)) if chosen else 0)
        self.currentIndexChanged.connect(lambda _: self.chosen.emit())

    @property
    def figure(self) -> str | None:
        """The body for all views, or None."""
        value = self.currentData()
        return None if value is None else str(value)

    def sizeHint(self) -> QSize:
        return QSize(160, super().sizeHint().height())
