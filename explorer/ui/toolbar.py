"""The tool bar: what is used all the time, in one calm row."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import (
    QLabel,
    QSizePolicy,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from explorer.body.figure import FigureInfo
from explorer.session.view_state import ViewState
from explorer.ui.flat_combo_box import FlatComboBox
from explorer.ui.segments import Segments

__all__ = ["ToolBar"]


class ToolBar(QToolBar):
    """Setters in, signals out.

    Signals
    -------
    figure_chosen, sides_chosen
        The id of a figure; ``both``, ``right`` or ``left``.
    """

    figure_chosen = Signal(str)
    sides_chosen = Signal(str)

    def __init__(
        self,
        actions: Mapping[str, QAction],
        figures: tuple[FigureInfo, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Tools", parent)
        self.setObjectName("tools")
        self.setAccessibleName("Tools")
        self.setMovable(False)
        self.setFloatable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setIconSize(QSize(20, 20))
        self._actions = actions
        self._add("find_panel", "pain", "undo", "redo")
        self.addSeparator()
        self.figures = FlatComboBox(self, widest=132)
        self.figures.setAccessibleName("Body")
        self.figures.setToolTip("The body that is shown")
        self.set_figures(figures)
        self.figures.activated.connect(
            lambda row: self.figure_chosen.emit(str(self.figures.itemData(row)))
        )
        self.addWidget(_field("Body", self.figures))
        self.sides = Segments(
            "Points of",
            (
                ("both", "Both", "Show the points of both sides"),
                ("right", "Right", "Show the points of the right side"),
                ("left", "Left", "Show the points of the left side"),
            ),
            self,
        )
        self.sides.chosen.connect(self.sides_chosen)
        self.addWidget(_field("Points", self.sides))
        self.addSeparator()
        self._add("xray", "free", "markers", "labels", "legend")
        self.addSeparator()
        self._add("theme", "save_picture", "copy_picture")
        spacer = QWidget(self)
        spacer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(spacer)
        self._add("notes_panel")

    def set_figures(self, figures: tuple[FigureInfo, ...]) -> None:
        """Offer these bodies; the one that is shown stays chosen."""
        shown = self.figures.currentData()
        with QSignalBlocker(self.figures):
            self.figures.clear()
            for figure in figures:
                self.figures.addItem(figure.name, figure.id)
                if figure.description:
                    tip = Qt.ItemDataRole.ToolTipRole
                    self.figures.setItemData(self.figures.count() - 1, figure.description, tip)
            self.figures.setCurrentIndex(self.figures.findData(shown))

    def show_state(self, state: ViewState) -> None:
        """Show a state without telling anybody."""
        with QSignalBlocker(self.figures):
            self.figures.setCurrentIndex(self.figures.findData(state.figure))
        self.sides.set_value(state.sides)

    def set_more_icon(self, icon: QIcon) -> None:
        """Set the sign of the button that holds what does not fit into a narrow window."""
        button = self.findChild(QToolButton, "qt_toolbar_ext_button")
        if button is not None:
            button.setIcon(icon)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            button.setIconSize(QSize(12, 16))
            button.setToolTip("More tools")
            button.setAccessibleName("More tools")

    def _add(self, *ids: str) -> None:
        for id in ids:
            self.addAction(self._actions[id])
            button = self.widgetForAction(self._actions[id])
            if isinstance(button, QToolButton):
                button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
                button.setAccessibleName(self._actions[id].statusTip())


def _field(name: str, widget: QWidget) -> QWidget:
    """A control with its name below it, as the icons have theirs."""
    box = QWidget()
    layout = QVBoxLayout(box)
    layout.setContentsMargins(6, 0, 6, 0)
    layout.setSpacing(2)
    layout.addStretch(1)
    layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignCenter)
    label = QLabel(name, box)
    label.setObjectName("field")
    label.setBuddy(widget)
    layout.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
    return box
