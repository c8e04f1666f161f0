"""How the plates of an atlas look, and who draws them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from explorer.body.figure import FigureInfo
from explorer.export.atlas.plan import BEST
from explorer.export.stills import LARGEST_SIDE
from explorer.scene.camera import VIEWS
from explorer.ui.flat_combo_box import FlatComboBox
from explorer.ui.flow import FlowLayout
from explorer.ui.output.atlas.options import AtlasOptions
from explorer.ui.segments import Segments

__all__ = ["AtlasForm"]

_SIZES = (
    ("For screens, 1000 x 1250", (1000, 1250)),
    ("For print, 2000 x 2500", (2000, 2500)),
    ("Wide, 1600 x 1200", (1600, 1200)),
)


class AtlasForm(QWidget):
    """Views, bodies, size, colours, processes. Setters in, ``changed`` out.

    Signals
    -------
    changed
        Something of it is different now.
    """

    changed = Signal()

    def __init__(
        self, options: AtlasOptions, bodies: tuple[FigureInfo, ...], cores: int, parent: QWidget
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(7)
        names = {BEST: "Best for the point"}
        names.update((view, view.capitalize()) for view in VIEWS)
        self.views = self._boxes(column, "Views", names, options.views)
        known = {info.id: info.name for info in bodies}
        self.figures = self._boxes(column, "Bodies", known, options.figures)
        column.addWidget(_heading("Plates", self))
        form = QFormLayout()
        form.setVerticalSpacing(7)
        self.preset = FlatComboBox(self)
        self.preset.setAccessibleName("Size")
        for name, size in _SIZES:
            self.preset.addItem(name, size)
        self.preset.addItem("Another size", None)
        self.preset.setMinimumContentsLength(14)
        form.addRow("&Size", self.preset)
        self.wide, self.high = self._side("Width"), self._side("Height")
        self._pixels = QWidget(self)
        row = QHBoxLayout(self._pixels)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.wide, QLabel("x", self), self.high, QLabel("pixels", self)):
            row.addWidget(widget)
        row.addStretch(1)
        form.addRow("", self._pixels)
        self.colours = Segments(
            "Colours",
            (("light", "Light", "On a light ground"), ("dark", "Dark", "On a dark ground")),
            self,
        )
        self.colours.set_value("dark" if options.dark else "light")
        form.addRow("Colours", self.colours)
        column.addLayout(form)
        column.addWidget(_heading("Drawn by", self))
        form = QFormLayout()
        form.setVerticalSpacing(7)
        self.workers = QSpinBox(self)
        self.workers.setAccessibleName("Processes")
        self.workers.setRange(1, cores)
        self.workers.setValue(options.workers or cores)
        self.workers.setToolTip("How many plates are drawn at a time, each on a core of its own")
        self.workers.setSuffix(f" of {cores} cores" if cores > 1 else " of 1 core")
        form.addRow("P&rocesses", self.workers)
        self.scheduler = QLineEdit(options.scheduler, self)
        self.scheduler.setAccessibleName("Address of a Dask scheduler")
        self.scheduler.setPlaceholderText("tcp://host:8786, or empty")
        self.scheduler.setToolTip("Let the workers of a Dask cluster draw instead of this computer")
        form.addRow("&Dask cluster", self.scheduler)
        column.addLayout(form)
        column.addStretch(1)
        self._show_size((options.width, options.height))
        self.preset.activated.connect(self._preset_chosen)
        for side in (self.wide, self.high, self.workers):
            side.valueChanged.connect(self.changed)
        self.colours.chosen.connect(lambda _: self.changed.emit())
        self.scheduler.textChanged.connect(self._scheduler_changed)
        self._scheduler_changed()

    @property
    def chosen_views(self) -> tuple[str, ...]:
        """Names of the ticked views."""
        return tuple(name for name, box in self.views.items() if box.isChecked())

    @property
    def chosen_figures(self) -> tuple[str, ...]:
        """Ids of the ticked bodies."""
        return tuple(id for id, box in self.figures.items() if box.isChecked())

    @property
    def size_of_plates(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.wide.value(), self.high.value()

    @property
    def dark(self) -> bool:
        """Whether the plates have a dark ground."""
        return self.colours.value == "dark"

    @property
    def address(self) -> str:
        """Of the scheduler whose workers draw, or empty."""
        return self.scheduler.text().strip()

    def _boxes(
        self, column: QVBoxLayout, name: str, boxes: dict[str, str], ticked: tuple[str, ...]
    ) -> dict[str, QCheckBox]:
        column.addWidget(_heading(name, self))
        holder = QWidget(self)
        holder.setAccessibleName(name)
        flow = FlowLayout(holder, 9)
        made = {}
        for id, words in boxes.items():
            box = QCheckBox(words, holder)
            box.setAccessibleName(f"{name}: {words}")
            box.setChecked(id in ticked)
            box.toggled.connect(self.changed)
            flow.addWidget(box)
            made[id] = box
        column.addWidget(holder)
        return made

    def _side(self, name: str) -> QSpinBox:
        box = QSpinBox(self)
        box.setAccessibleName(name)
        box.setRange(100, LARGEST_SIDE)
        box.setSingleStep(50)
        return box

    def _show_size(self, size: tuple[int, int]) -> None:
        self.wide.setValue(size[0])
        self.high.setValue(size[1])
        known = [s for _, s in _SIZES]
        self.preset.setCurrentIndex(known.index(size) if size in known else len(known))
        self._pixels.setVisible(size not in known)

    def _preset_chosen(self, row: int) -> None:
        size = self.preset.itemData(row)
        if size is None:
            self._pixels.show()
            self.wide.setFocus()
        else:
            self._show_size(tuple(size))

    def _scheduler_changed(self) -> None:
        self.workers.setEnabled(not self.address)
        self.changed.emit()


def _heading(words: str, parent: QWidget) -> QLabel:
    label = QLabel(words, parent)
    label.setObjectName("heading")
    return label
