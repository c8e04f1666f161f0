"""Everything that can be chosen of a figure, in one column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from explorer.export.figures.spec import FigureSpec, FreeLabel
from explorer.ui.output.figure.ground_box import GroundBox
from explorer.ui.output.figure.options import PRESETS, FigureOptions, Framing, Tone, preset_of
from explorer.ui.output.figure.own_names_box import OwnNamesBox
from explorer.ui.output.figure.size_box import FigureSizeBox
from explorer.ui.segments import Segments

__all__ = ["FigureForm"]

_TONES = (
    ("window", "As window", "Light or dark as the window is"),
    ("light", "Light", "Dark words on light ground"),
    ("dark", "Dark", "Light words on dark ground"),
)
_FRAMINGS = (
    ("width", "All its width", "Everything that the window shows from left to right"),
    ("height", "All its height", "As near as in the window; a narrow page cuts the sides"),
)
_NAMED = (
    ("points", "&Points that are shown", "Names of the points whose zones are painted"),
    ("muscles", "&Muscles that are lit", "Names of the selected muscle and of what works with it"),
    ("regions", "Re&gions that are painted", "Names of the regions in which the pain is felt"),
    ("structures", "&All muscles and bones in sight", "Where the skin is faint or taken away"),
)
_AROUND = (
    (
        "markers",
        "Mark t&he other points",
        "Points that are not selected; without any selection all are marked",
    ),
    ("legend", "&Legend", "What the colours and signs mean"),
    ("certainty", "Scale of certaint&y", "How well the patterns that are shown are supported"),
    ("compass", "&Directions of the body", "A small compass: right, left, head, feet"),
    ("credits", "Cr&edits", "Whose work it is, and what it is not for; always kept in the file"),
)


class FigureForm(QScrollArea):
    """Options and words of a figure.

    Signals
    -------
    changed
        Something was chosen or typed.
    titled
        The title was typed by hand.
    """

    changed = Signal()
    titled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("layersPage")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._kept = FigureOptions()
        content = QWidget(self)
        content.setObjectName("layersContent")
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(2, 2, 14, 8)
        self._column.setSpacing(8)
        self._boxes: dict[str, QCheckBox] = {}
        self._make_words(content)
        self._make_page(content)
        self._make_names(content)
        self._heading("On and beside the body", content)
        self._checks(_AROUND, content)
        self._column.addStretch(1)
        self.setWidget(content)

    # What is chosen ----------------------------------------------------------------------------

    @property
    def options(self) -> FigureOptions:
        """All but view and words."""
        page = self.size_box.page
        checked: dict[str, Any] = {name: box.isChecked() for name, box in self._boxes.items()}
        return replace(
            self._kept,
            width=page.width,
            height=page.height,
            unit=page.unit,
            dpi=page.dpi,
            tone=cast(Tone, self.tone.value or "window"),
            ground=self.ground.ground,
            colour=self.ground.colour,
            framing=cast(Framing, self.framing.value or "width"),
            **checked,
        )

    def set_options(self, options: FigureOptions) -> None:
        """Show options without telling anybody."""
        self._kept = options
        self.size_box.set_page(options.size)
        self.tone.set_value(options.tone)
        self.ground.set_ground(options.ground, options.colour)
        self.framing.set_value(options.framing)
        for name, box in self._boxes.items():
            with QSignalBlocker(box):
                box.setChecked(getattr(options, name))
        self._show_name_size()

    def set_words(self, title: str, subtitle: str, names: tuple[FreeLabel, ...]) -> None:
        """Show words without telling anybody."""
        self.set_title(title)
        with QSignalBlocker(self.subtitle):
            self.subtitle.setText(subtitle)
        self.own_names.set_names(names)

    def set_title(self, title: str) -> None:
        """Show a title without telling anybody."""
        if title != self.title.text():
            with QSignalBlocker(self.title):
                self.title.setText(title)
                self.title.setCursorPosition(0)

    def show_points(self, spec: FigureSpec) -> None:
        """Say how large names are in print."""
        self.name_points.setText(f"{spec.name_pixels * 72 / spec.size.dpi:.1f} points in print")

    def box(self, name: str) -> QCheckBox:
        """The box of an option that is on or off."""
        return self._boxes[name]

    # Making ------------------------------------------------------------------------------------

    def _make_words(self, content: QWidget) -> None:
        self.title = _field("Title of the figure", "None", content)
        self.subtitle = _field("Line under the title", "None", content)
        self.title.textEdited.connect(lambda _: self.titled.emit())
        for field in (self.title, self.subtitle):
            field.textChanged.connect(lambda _: self.changed.emit())
        form = self._form()
        form.addRow("&Title", self.title)
        form.addRow("Su&btitle", self.subtitle)

    def _make_page(self, content: QWidget) -> None:
        self._heading("Page", content)
        self.size_box = FigureSizeBox(content)
        self.size_box.preset_taken.connect(self._preset_taken)
        self.size_box.changed.connect(self.changed)
        self._column.addWidget(self.size_box)
        form = self._form()
        self.tone = Segments("Light or dark", _TONES, content, wide=True)
        self.tone.chosen.connect(lambda _: self.changed.emit())
        form.addRow(_beside("Look", self.tone, content), self.tone)
        self.ground = GroundBox(content)
        self.ground.changed.connect(self.changed)
        form.addRow(_beside("Behind", self.ground.kinds, content), self.ground)
        self.framing = Segments("How much of the view", _FRAMINGS, content, wide=True)
        self.framing.chosen.connect(lambda _: self.changed.emit())
        form.addRow(_beside("View", self.framing, content), self.framing)

    def _make_names(self, content: QWidget) -> None:
        self._heading("Names", content)
        self._checks(_NAMED, content)
        self.name_size = QSpinBox(content)
        self.name_size.setRange(50, 300)
        self.name_size.setSingleStep(10)
        self.name_size.setSuffix(" %")
        self.name_size.setAccessibleName("Size of names")
        self.name_size.setToolTip("Of what is usual on a page of this size")
        self.name_size.valueChanged.connect(self._name_size_changed)
        label = QLabel("Si&ze of all words", content)
        label.setBuddy(self.name_size)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label)
        row.addWidget(self.name_size)
        self.name_points = QLabel("", content)
        self.name_points.setObjectName("hint")
        row.addWidget(self.name_points, 1)
        self._column.addLayout(row)
        self.own_names = OwnNamesBox(self.name_size, content)
        self.own_names.changed.connect(self.changed)
        self._column.addWidget(self.own_names)

    def _heading(self, words: str, content: QWidget) -> None:
        self._column.addSpacing(6)
        label = QLabel(words, content)
        label.setObjectName("heading")
        self._column.addWidget(label)

    def _checks(self, rows: Sequence[tuple[str, str, str]], content: QWidget) -> None:
        for name, words, tip in rows:
            box = QCheckBox(words, content)
            box.setToolTip(tip)
            box.toggled.connect(lambda _: self.changed.emit())
            self._boxes[name] = box
            self._column.addWidget(box)

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        form.setVerticalSpacing(8)
        self._column.addLayout(form)
        return form

    # Changing ----------------------------------------------------------------------------------

    def _preset_taken(self, number: int) -> None:
        """Words as they are usual on that page, unless their size was chosen by hand."""
        former = preset_of(self._kept.size)
        if self._kept.names == (PRESETS[former].names if former is not None else 1.0):
            self._kept = replace(self._kept, names=PRESETS[number].names)
            self._show_name_size()
        self._kept = self.options

    def _show_name_size(self) -> None:
        with QSignalBlocker(self.name_size):
            self.name_size.setValue(round(100 * self._kept.names))

    def _name_size_changed(self, percent: int) -> None:
        self._kept = replace(self._kept, names=percent / 100)
        self.changed.emit()


def _beside(words: str, buttons: Segments, parent: QWidget) -> QLabel:
    """Words level with a row of buttons."""
    label = QLabel(words, parent)
    label.setMinimumHeight(buttons.sizeHint().height())
    return label


def _field(name: str, empty: str, parent: QWidget) -> QLineEdit:
    field = QLineEdit(parent)
    field.setAccessibleName(name)
    field.setPlaceholderText(empty)
    field.setMaxLength(300)
    return field
