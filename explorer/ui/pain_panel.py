"""The page "Where does it hurt?": say it, paint it, or name the place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.pain import QUALITY_WORDS, Quality
from explorer.session.view_state import ViewState
from explorer.ui.brush_box import BrushBox
from explorer.ui.brush_settings import BrushSettings, ToolName
from explorer.ui.chips import Chips
from explorer.ui.client_box import ClientBox
from explorer.ui.pain_understood import PLACES, Item, item_words
from explorer.ui.place_field import PlaceField, place_words
from explorer.ui.segments import Segments
from explorer.ui.words_field import WordsField

__all__ = ["PAINTED", "PainPanel"]

_WORDS_HINT = "e.g. burning under my right heel"
_TOOLS = (
    ("turn", "Turn", "Drag turns the body, as usual"),
    ("brush", "Brush", "Drag over the body to paint where it hurts"),
    ("eraser", "Eraser", "Drag over painted pain to take it away"),
    ("region", "Places", "Click places on the body that hurt; click again to take one back"),
)
_TOOL_HINTS: Mapping[str, str] = {
    "turn": "Drag turns the body. Take the brush to paint where it hurts.",
    "brush": "Drag over the body where it hurts. Esc or Turn puts the brush down.",
    "eraser": "Drag over what was painted to take it away. Esc puts it down.",
    "region": "Click the places that hurt; click again to take one back.",
}
_SHORT: Mapping[Quality, str] = {
    "ache": "Ache",
    "burning": "Burn",
    "tingling": "Tingle",
    "stabbing": "Stab",
    "numb": "Numb",
}
#: The key of the chip that stands for all that was painted.
PAINTED = "painted"


class PainPanel(QWidget):
    """Setters in, signals out.

    Parameters
    ----------
    actions
        Commands of the window: ``pain_clear``, ``pain_open`` and ``pain_save`` become buttons.

    Signals
    -------
    words_changed
        What is typed, and which go of typing it belongs to.
    item_removed
        An item of what was understood that is not meant.
    place_chosen
        A :class:`~explorer.anatomy.pain.RegionRef` to mark.
    place_removed
        One to take back, or ``PAINTED`` for all that was painted.
    quality_chosen
        How it feels.
    condition_set
        The id of a caution, and whether it holds for the client.
    brush_changed
        The :class:`BrushSettings` as they are now.
    """

    words_changed = Signal(str, str)
    item_removed = Signal(object)
    place_chosen = Signal(object)
    place_removed = Signal(object)
    quality_chosen = Signal(str)
    condition_set = Signal(str, bool)
    brush_changed = Signal(object)

    def __init__(
        self, atlas: Atlas, actions: Mapping[str, QAction], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("painPage")
        self.setAccessibleName("Where does it hurt?")
        self._atlas = atlas
        self._brush = BrushSettings()
        self._scroll = QScrollArea(self)
        self._scroll.setObjectName("layersPage")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget(self._scroll)
        content.setObjectName("layersContent")
        self._layout = layout = QVBoxLayout(content)
        layout.setContentsMargins(4, 2, 8, 8)
        layout.setSpacing(6)
        self._put_words(content)
        self._put_tools(content)
        self._put_places(content)
        layout.addSpacing(8)
        self.client = ClientBox(atlas, content)
        self.client.condition_set.connect(self.condition_set)
        self.client.fold.toggled.connect(self._show_client)
        layout.addWidget(self.client)
        layout.addStretch(1)
        self._scroll.setWidget(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(6)
        outer.addWidget(self._scroll, 1)
        outer.addLayout(self._buttons(actions))
        self.setFocusProxy(self.words)
        self._say_tool()

    def _put_words(self, parent: QWidget) -> None:
        self._layout.addWidget(_heading("Say it in your own words", parent))
        self.words = WordsField(parent)
        self.words.setPlaceholderText(_WORDS_HINT)
        self.words.setToolTip("Where it hurts, how it feels, when: plain English, typos allowed")
        self.words.setAccessibleName("Where it hurts, in words")
        self.words.setClearButtonEnabled(True)
        self.words.said.connect(self.words_changed)
        self._layout.addWidget(self.words)
        self.understood = Chips("Understood", self.words, parent)
        self.understood.removed.connect(self.item_removed)
        self._layout.addWidget(self.understood)
        self._more = _hint("", parent)
        self._more.hide()
        self._layout.addWidget(self._more)
        self.help = _hint("", parent)
        self.help.hide()
        self._layout.addWidget(self.help)

    def _put_tools(self, parent: QWidget) -> None:
        self._layout.addSpacing(8)
        self._layout.addWidget(_heading("Or show it on the body", parent))
        self.tools = Segments("Tool", _TOOLS, parent, wide=True)
        self.tools.set_value("turn")
        self.tools.chosen.connect(lambda tool: self.set_tool(cast(ToolName, tool)))
        self._layout.addWidget(self.tools)
        self._tool_hint = _hint("", parent)
        self._layout.addWidget(self._tool_hint)
        self.brush_box = BrushBox(parent)
        self.brush_box.changed.connect(self._brush_chosen)
        self._layout.addWidget(self.brush_box)
        self._layout.addSpacing(8)
        self._layout.addWidget(_heading("How it feels", parent))
        self.qualities = Segments(
            "How it feels",
            tuple((q, _SHORT[q], f"{QUALITY_WORDS[q]} pain") for q in QUALITY_WORDS),
            parent,
            wide=True,
        )
        self.qualities.set_value("ache")
        self.qualities.chosen.connect(self.quality_chosen)
        self._layout.addWidget(self.qualities)

    def _put_places(self, parent: QWidget) -> None:
        self._layout.addSpacing(8)
        self._layout.addWidget(_heading("Places that hurt", parent))
        self.places = Chips("Places that hurt", self.qualities.button("numb"), parent)
        self.places.removed.connect(self.place_removed)
        self._layout.addWidget(self.places)
        self.add_place = PlaceField(self._atlas, parent)
        self.add_place.chosen.connect(self.place_chosen)
        self._layout.addWidget(self.add_place)

    def _buttons(self, actions: Mapping[str, QAction]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.setContentsMargins(4, 0, 4, 2)
        self.buttons: dict[str, QPushButton] = {}
        for id, words in (("pain_clear", "Clear"), ("pain_open", "Open…"), ("pain_save", "Save…")):
            button = QPushButton(words, self)
            button.setObjectName("small")
            button.setToolTip(actions[id].toolTip())
            button.clicked.connect(actions[id].trigger)
            row.addWidget(button, 1)
            self.buttons[id] = button
        return row

    # Setters -----------------------------------------------------------------------------------

    @property
    def brush(self) -> BrushSettings:
        """What the brush does now."""
        return self._brush

    def set_tool(self, tool: ToolName) -> None:
        """Take a tool in hand."""
        self.tools.set_value(tool)
        self._set_brush(replace(self._brush, tool=tool))
        self._say_tool()

    def show_state(self, state: ViewState, items: Sequence[Item], quality: Quality) -> None:
        """Show a state, what was understood of its words, and the quality it is painted with."""
        pain = state.pain
        self.words.show_words(pain.words)
        places = [i for i in items if i[0] == "region"]
        shown = [i for i in items if i[0] != "region" or i in places[:PLACES]]
        self.understood.show_chips([(i, item_words(self._atlas, i)) for i in shown])
        more = len(places) - PLACES
        self._more.setText(f"and {more} more place{'s' if more > 1 else ''}, less surely")
        self._more.setVisible(more > 0)
        chips: list[tuple[object, str]] = [(r, place_words(self._atlas, r)) for r in pain.regions]
        if pain.strokes:
            chips.insert(0, (PAINTED, "painted area"))
        self.places.show_chips(chips)
        self.client.show_conditions(state.conditions)
        self.buttons["pain_clear"].setEnabled(bool(not pain.empty or state.answers or state.tried))
        self.buttons["pain_save"].setEnabled(not pain.empty)
        self.qualities.set_value(quality)
        self._set_brush(replace(self._brush, quality=quality))

    def follow_in_tabs(self, first: QWidget) -> None:
        """Let the tab key come here after a widget, and go on from top to bottom."""
        for widget in self.findChildren(QWidget):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
                self.setTabOrder(first, widget)
                first = widget

    def set_help(self, sentence: str) -> None:
        """Say what was not understood; nothing where all was."""
        self.help.setText(sentence)
        self.help.setVisible(bool(sentence))

    # Telling -----------------------------------------------------------------------------------

    def _brush_chosen(self, brush: BrushSettings) -> None:
        self._set_brush(replace(brush, tool=self._brush.tool, quality=self._brush.quality))

    def _set_brush(self, brush: BrushSettings) -> None:
        if brush == self._brush:
            return
        self._brush = brush
        self.brush_changed.emit(brush)

    def _show_client(self, unfolded: bool) -> None:
        if unfolded:  # what unfolds below the edge would not be seen
            bar = self._scroll.verticalScrollBar()
            QTimer.singleShot(0, self, lambda: bar.setValue(self.client.y()))

    def _say_tool(self) -> None:
        tool = self._brush.tool
        self._tool_hint.setText(_TOOL_HINTS[tool])
        self.brush_box.setVisible(tool in ("brush", "eraser"))
        self.brush_box.show_for(eraser=tool == "eraser")


def _heading(words: str, parent: QWidget) -> QLabel:
    label = QLabel(words, parent)
    label.setObjectName("heading")
    return label


def _hint(words: str, parent: QWidget) -> QLabel:
    label = QLabel(words, parent)
    label.setObjectName("hint")
    label.setWordWrap(True)
    return label
