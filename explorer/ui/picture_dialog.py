"""How a picture is to be saved."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from explorer.export.stills import LARGEST_SIDE, StillOptions
from explorer.session.settings import Settings
from explorer.ui.flat_combo_box import FlatComboBox

__all__ = ["PictureDialog"]

_PRESETS = (
    ("Full HD, 1920 x 1080", 1920, 1080),
    ("4K, 3840 x 2160", 3840, 2160),
    ("8K, 7680 x 4320", 7680, 4320),
)


class PictureDialog(QDialog):
    """Size, background, labels and legend of a picture to be saved.

    Parameters
    ----------
    window_size
        Pixels of the body's view, offered as one of the sizes.
    """

    def __init__(
        self,
        settings: Settings,
        window_size: tuple[int, int],
        legend: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Save picture")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(14)
        form = QFormLayout()
        form.setVerticalSpacing(10)
        self.preset = FlatComboBox(self)
        self.preset.setAccessibleName("Size")
        width, height = window_size
        self._sizes: list[tuple[int, int] | None] = [window_size]
        self.preset.addItem(f"As in the window, {width} x {height}")
        for name, w, h in _PRESETS:
            self.preset.addItem(name)
            self._sizes.append((w, h))
        self.preset.addItem("Another size")
        self._sizes.append(None)
        form.addRow("&Size", self.preset)
        self.width_box, self.height_box = self._box("Width"), self._box("Height")
        row = QHBoxLayout()
        row.addWidget(self.width_box)
        row.addWidget(QLabel("x", self))
        row.addWidget(self.height_box)
        row.addWidget(QLabel("pixels", self))
        row.addStretch(1)
        form.addRow("Pixels", row)
        self.transparent = QCheckBox("&Transparent background", self)
        self.transparent.setChecked(settings.picture_transparent)
        self.labels = QCheckBox("&Names beside the points", self)
        self.labels.setChecked(settings.picture_labels)
        self.legend = QCheckBox("Le&gend", self)
        self.legend.setChecked(legend)
        for box in (self.transparent, self.labels, self.legend):
            form.addRow("", box)
        layout.addLayout(form)
        buttons = QDialogButtonBox(self)
        buttons.addButton("Cancel", QDialogButtonBox.ButtonRole.RejectRole)
        save = buttons.addButton("Save…", QDialogButtonBox.ButtonRole.AcceptRole)
        save.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.preset.currentIndexChanged.connect(self._preset_changed)
        size = (settings.picture_width, settings.picture_height)
        known = [i for i, s in enumerate(self._sizes) if s == size]
        self.width_box.setValue(size[0])
        self.height_box.setValue(size[1])
        self.preset.setCurrentIndex(known[-1] if known else len(self._sizes) - 1)
        self._preset_changed(self.preset.currentIndex())

    def options(self, *, dark: bool) -> StillOptions:
        """What was chosen."""
        return StillOptions(
            width=self.width_box.value(),
            height=self.height_box.value(),
            transparent=self.transparent.isChecked(),
            labels=self.labels.isChecked(),
            legend=self.legend.isChecked(),
            dark=dark,
        )

    def _box(self, name: str) -> QSpinBox:
        box = QSpinBox(self)
        box.setAccessibleName(name)
        box.setRange(16, LARGEST_SIDE)
        box.setSingleStep(10)
        return box

    def _preset_changed(self, row: int) -> None:
        size = self._sizes[row]
        self.width_box.setEnabled(size is None)
        self.height_box.setEnabled(size is None)
        if size is not None:
            self.width_box.setValue(size[0])
            self.height_box.setValue(size[1])
