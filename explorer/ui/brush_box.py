"""The handles of brush and eraser: how wide, how strong, how deep, one side or both."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QSlider, QVBoxLayout, QWidget

from explorer.ui.brush_settings import LARGEST_RADIUS, SMALLEST_RADIUS, BrushSettings
from explorer.ui.segments import Segments

__all__ = ["BrushBox", "strength_words"]

_STRENGTHS = ((2, "hardly felt"), (4, "mild"), (6, "clear"), (8, "strong"), (9, "very strong"))


def strength_words(intensity: int) -> str:
    """How an intensity is said: "6 of 10, clear"."""
    word = next((w for most, w in _STRENGTHS if intensity <= most), "the worst")
    return f"{intensity} of 10, {word}"


class BrushBox(QWidget):
    """``changed`` sends the :class:`BrushSettings`; tool and quality are not chosen here."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        start = BrushSettings()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 0)
        layout.setSpacing(3)
        self._size = QLabel("", self)
        self.breadth = _slider("Width of the brush", SMALLEST_RADIUS, LARGEST_RADIUS, self)
        self.breadth.setValue(round(start.radius_mm))
        self.breadth.setPageStep(5)
        self._strength = QLabel("", self)
        self.strength = _slider("How strong the pain is", 1, 10, self)
        self.strength.setValue(start.intensity)
        self.strength.setPageStep(2)
        self.deepness = Segments(
            "How deep it is felt",
            (
                ("surface", "On the surface", "The skin itself feels sore or burns"),
                ("deep", "Deep inside", "Felt under the skin, as in muscle or bone"),
            ),
            self,
            wide=True,
        )
        self.deepness.set_value("deep" if start.deep else "surface")
        self.both = QCheckBox("Same on the other side", self)
        self.both.setToolTip("What is painted right is painted left, too, and the other way round")
        layout.addWidget(self._size)
        layout.addWidget(self.breadth)
        self._of_brush: tuple[QWidget, ...] = (self._strength, self.strength, self.deepness)
        for widget in self._of_brush:
            layout.addWidget(widget)
        layout.addWidget(self.both)
        self.breadth.valueChanged.connect(self._tell)
        self.strength.valueChanged.connect(self._tell)
        self.deepness.chosen.connect(self._tell)
        self.both.toggled.connect(self._tell)
        self._say()

    def show_for(self, *, eraser: bool) -> None:
        """Show the handles of the eraser alone, or all."""
        for widget in self._of_brush:
            widget.setVisible(not eraser)

    def _tell(self, _value: object = None) -> None:
        self._say()
        self.changed.emit(
            BrushSettings(
                radius_mm=float(self.breadth.value()),
                intensity=self.strength.value(),
                deep=self.deepness.value == "deep",
                both=self.both.isChecked(),
            )
        )

    def _say(self) -> None:
        self._size.setText(f"Brush {2 * self.breadth.value()} mm wide")
        self._strength.setText(f"Strength {strength_words(self.strength.value())}")


def _slider(name: str, low: int, high: int, parent: QWidget) -> QSlider:
    slider = QSlider(Qt.Orientation.Horizontal, parent)
    slider.setRange(low, high)
    slider.setAccessibleName(name)
    slider.setToolTip(name)
    return slider
