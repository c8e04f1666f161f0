"""The size of a figure: usual ones by name, any other in pixels or millimetres."""

from __future__ import annotations

from typing import Literal, cast

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QWidget,
)

from explorer.export.figures.spec import PageSize
from explorer.ui.flat_combo_box import FlatComboBox
from explorer.ui.output.figure.options import PRESETS, preset_of

__all__ = ["FigureSizeBox", "NumberBox"]

_ANOTHER = "Another size"
#: The fields take more than a figure may have, and a sentence says what it may.
_MOST = 999_999.0
_MM_PER_INCH = 25.4


class NumberBox(QDoubleSpinBox):
    """A number without idle noughts behind the point."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setDecimals(2)
        self.setRange(0.0, _MOST)
        self.setKeyboardTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(66)

    def textFromValue(self, value: float) -> str:
        text = super().textFromValue(value)
        point = self.locale().decimalPoint()
        return text.rstrip("0").rstrip(point) if point in text else text


class FigureSizeBox(QWidget):
    """``page`` is the size that is chosen.

    Signals
    -------
    preset_taken
        The number of a preset that was chosen by its name; ``changed`` follows.
    changed
        It is another size.
    """

    preset_taken = Signal(int)
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(8)
        self.preset = FlatComboBox(self)
        self.preset.setAccessibleName("Size of the figure")
        self.preset.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for preset in PRESETS:
            self.preset.addItem(preset.name)
        self.preset.addItem(_ANOTHER)
        form.addRow("&Size", self.preset)
        self.width_box = NumberBox("Width of the figure", self)
        self.height_box = NumberBox("Height of the figure", self)
        self.unit = FlatComboBox(self)
        self.unit.setAccessibleName("Unit of width and height")
        self.unit.addItem("px", "px")
        self.unit.addItem("mm", "mm")
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.width_box, 1)
        row.addWidget(QLabel("x", self))
        row.addWidget(self.height_box, 1)
        row.addWidget(self.unit)
        wide = QLabel("&Width, height", self)
        wide.setBuddy(self.width_box)
        form.addRow(wide, row)
        self.dpi = NumberBox("Dots per inch", self)
        self.dpi.setSuffix(" dpi")
        self.dpi.setToolTip("How many pixels are printed on an inch")
        self.other = QLabel("", self)
        self.other.setObjectName("hint")
        self.other.setMinimumWidth(1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.dpi)
        row.addWidget(self.other, 1)
        dots = QLabel("&Resolution", self)
        dots.setBuddy(self.dpi)
        form.addRow(dots, row)
        self._unit = "px"
        self.preset.activated.connect(self._take_preset)
        self.unit.activated.connect(self._convert)
        for box in (self.width_box, self.height_box, self.dpi):
            box.valueChanged.connect(self._edited)

    @property
    def page(self) -> PageSize:
        """The size that is chosen; it may be one that cannot be."""
        unit = cast(Literal["px", "mm"], self._unit)
        width, height = self.width_box.value(), self.height_box.value()
        return PageSize(width, height, unit, self.dpi.value())

    def set_page(self, page: PageSize) -> None:
        """Show a size without telling anybody."""
        self._unit = page.unit
        for box, value in (
            (self.width_box, page.width),
            (self.height_box, page.height),
            (self.dpi, page.dpi),
        ):
            with QSignalBlocker(box):
                box.setValue(value)
        self.unit.setCurrentIndex(self.unit.findData(page.unit))
        self._tell()

    def _take_preset(self, row: int) -> None:
        if row < len(PRESETS):
            self.set_page(PRESETS[row].size)
            self.preset_taken.emit(row)
            self.changed.emit()
        else:
            self.width_box.setFocus()
            self.width_box.selectAll()

    def _convert(self) -> None:
        """The same page in the other unit."""
        unit = str(self.unit.currentData())
        if unit == self._unit:
            return
        page = self.page
        if page.dpi > 0:
            scale = page.dpi / _MM_PER_INCH if unit == "px" else _MM_PER_INCH / page.dpi
            digits = 0 if unit == "px" else 1
            width, height = (round(side * scale, digits) for side in (page.width, page.height))
            page = PageSize(width, height, page.unit, page.dpi)
        self.set_page(PageSize(page.width, page.height, cast(Literal["px", "mm"], unit), page.dpi))
        self.changed.emit()

    def _edited(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        """Name the size, and say how much it is in the other unit."""
        page = self.page
        known = preset_of(page)
        self.preset.setCurrentIndex(len(PRESETS) if known is None else known)
        if page.dpi <= 0:
            self.other.setText("")
        elif page.unit == "mm":
            self.other.setText("{} x {} px".format(*page.pixels))
        else:
            self.other.setText("{:.0f} x {:.0f} mm".format(*page.millimetres))
