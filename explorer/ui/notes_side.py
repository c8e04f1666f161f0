"""The right side of the window: the notes, and in their place the sources of a pain."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from explorer.ui.segments import Segments

__all__ = ["NotesSide", "SidePage"]

SidePage = Literal["sources", "notes"]


class NotesSide(QWidget):
    """Shows one of two pages; the switch between them is there when there are two.

    Signals
    -------
    chosen
        ``sources`` or ``notes``, when the user chose it.
    """

    chosen = Signal(str)

    def __init__(self, notes: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notesSide")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._bar = QWidget(self)
        self._bar.setObjectName("cardHeader")
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(18, 10, 12, 0)
        self.switch = Segments(
            "On this side",
            (
                ("sources", "Sources", "Where the pain may come from"),
                ("notes", "Notes", "The notes about what is selected"),
            ),
            self._bar,
            wide=True,
        )
        self.switch.set_value("notes")
        self.switch.chosen.connect(self.chosen)
        row.addWidget(self.switch)
        self._bar.hide()
        layout.addWidget(self._bar)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(notes)
        layout.addWidget(self._stack, 1)
        self._notes = notes
        self._sources: QWidget | None = None
        self.setFocusProxy(notes)

    @property
    def page(self) -> SidePage:
        """Which of the two is in front."""
        return "notes" if self._stack.currentWidget() is self._notes else "sources"

    def set_sources(self, sources: QWidget) -> None:
        """Put the sources beside the notes; they are made when first needed."""
        self._sources = sources
        self._stack.addWidget(sources)

    def set_switch(self, shown: bool) -> None:
        """Offer the way between the two, or not."""
        self._bar.setVisible(shown)

    def show_page(self, page: SidePage) -> None:
        """Bring one of the two forward without telling anybody."""
        if page == "sources" and self._sources is not None:
            self._stack.setCurrentWidget(self._sources)
            self.setFocusProxy(self._sources)
        else:
            self._stack.setCurrentWidget(self._notes)
            self.setFocusProxy(self._notes)
        self.switch.set_value(self.page)
