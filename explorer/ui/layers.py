"""The page of layers: what is shown of the body, how solid, and what was taken away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from explorer.session import commands
from explorer.session.layer_commands import (
    bring_back,
    set_course,
    set_layer,
    set_related,
    set_xray,
    set_zones,
)
from explorer.session.view_state import LAYERS, Layer, ViewState

__all__ = ["LayersPage"]

_NAMES: dict[Layer, str] = {
    "skin": "Skin",
    "superficial": "Superficial muscles",
    "deep": "Deep muscles",
    "bones": "Bones",
}
_SWITCHES: tuple[tuple[str, str, str, Callable[[bool], commands.Command]], ...] = (
    ("markers", "Trigger points", "The crosses on the skin (M)", commands.set_markers),
    ("zones", "Referral zones", "The red on the skin (Z)", set_zones),
    ("course", "Fibres of the selected muscle", "Drawn on the skin (F)", set_course),
    ("xray", "X-ray at the selected point", "See into the body there (X)", set_xray),
    ("related", "Synergists and antagonists", "Light them beside it (R)", set_related),
)


class LayersPage(QScrollArea):
    """Setters in, commands out.

    Parameters
    ----------
    name_of
        The name of a structure by its id.

    Signals
    -------
    asked
        A :class:`~explorer.session.commands.Command`.
    """

    asked = Signal(object)

    def __init__(
        self, name_of: Callable[[str], str], real_anatomy: QAction, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("layersPage")
        self.setAccessibleName("Layers")
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._name_of = name_of
        content = QWidget(self)
        content.setObjectName("layersContent")
        layout = QVBoxLayout(content)
        layout.setContentsMargins(6, 4, 8, 8)
        layout.setSpacing(6)
        self.sliders: dict[Layer, QSlider] = {}
        grid = QGridLayout()
        grid.setVerticalSpacing(2)
        self._boxes: dict[Layer, QCheckBox] = {}
        for row, layer in enumerate(LAYERS):
            box = QCheckBox(_NAMES[layer], content)
            box.setToolTip(f"Show or hide: {_NAMES[layer].lower()}")
            box.clicked.connect(
                lambda on, which=layer: self.asked.emit(set_layer(which, 1.0 if on else 0.0))
            )
            slider = QSlider(Qt.Orientation.Horizontal, content)
            slider.setRange(0, 100)
            slider.setPageStep(10)
            slider.setAccessibleName(f"Opacity: {_NAMES[layer].lower()}")
            slider.setToolTip(f"How solid: {_NAMES[layer].lower()}")
            slider.valueChanged.connect(
                lambda value, which=layer: self.asked.emit(set_layer(which, value / 100))
            )
            grid.addWidget(box, 2 * row, 0)
            grid.addWidget(slider, 2 * row + 1, 0)
            self._boxes[layer], self.sliders[layer] = box, slider
        layout.addLayout(grid)
        layout.addSpacing(8)
        self.switches: dict[str, QCheckBox] = {}
        for id, words, tip, make in _SWITCHES:
            switch = QCheckBox(words, content)
            switch.setToolTip(tip)
            switch.clicked.connect(lambda on, make=make: self.asked.emit(make(on)))
            layout.addWidget(switch)
            self.switches[id] = switch
        layout.addSpacing(8)
        self._alone = QLabel("", content)
        self._alone.setWordWrap(True)
        layout.addWidget(self._alone)
        self._heading = QLabel("Taken away", content)
        layout.addWidget(self._heading)
        self.hidden = QListWidget(content)
        self.hidden.setAccessibleName("Taken away")
        self.hidden.setToolTip("Double-click or press Enter to bring one back")
        self.hidden.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hidden.setMinimumHeight(60)
        self.hidden.itemActivated.connect(
            lambda item: self.asked.emit(bring_back([item.data(Qt.ItemDataRole.UserRole)]))
        )
        layout.addWidget(self.hidden, 1)
        self.all_back = QPushButton("Bring all back", content)
        self.all_back.setToolTip("Show everything that was hidden or left out (B)")
        self.all_back.clicked.connect(lambda: self.asked.emit(bring_back()))
        layout.addWidget(self.all_back)
        self._nothing = QLabel(
            "Nothing is hidden. Right-click a muscle or bone to hide or isolate it.", content
        )
        self._nothing.setObjectName("hint")
        self._nothing.setWordWrap(True)
        layout.addWidget(self._nothing)
        layout.addStretch(1)
        self._source = QLabel("", content)
        self._source.setObjectName("hint")
        self._source.setWordWrap(True)
        layout.addWidget(self._source)
        self.anatomy = QPushButton("Real anatomy…", content)
        self.anatomy.setToolTip(real_anatomy.toolTip())
        self.anatomy.clicked.connect(real_anatomy.trigger)
        layout.addWidget(self.anatomy)
        self.setWidget(content)

    def set_source(self, words: str) -> None:
        """Say where the muscles and bones come from."""
        self._source.setText(words)

    def show_state(self, state: ViewState) -> None:
        """Show a state without telling anybody."""
        for layer in LAYERS:
            opacity = state.opacity(layer)
            with QSignalBlocker(self.sliders[layer]), QSignalBlocker(self._boxes[layer]):
                self.sliders[layer].setValue(round(100 * opacity))
                self._boxes[layer].setChecked(opacity > 0)
        for id, switch in self.switches.items():
            switch.setChecked(bool(getattr(state, id)))
        with QSignalBlocker(self.hidden):
            self.hidden.clear()
            for id in state.hidden:
                item = QListWidgetItem(self._name_of(id))
                item.setData(Qt.ItemDataRole.UserRole, id)
                self.hidden.addItem(item)
        self._alone.setText("Only shown: " + ", ".join(map(self._name_of, state.isolated)))
        self._alone.setVisible(bool(state.isolated))
        self._heading.setVisible(bool(state.hidden))
        self.hidden.setVisible(bool(state.hidden))
        self.all_back.setVisible(bool(state.hidden or state.isolated))
        self._nothing.setVisible(not (state.hidden or state.isolated))
