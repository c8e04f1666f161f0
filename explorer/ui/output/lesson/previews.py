"""Pages of what will be written, one at a time, drawn when they are looked at."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from explorer.errors import ExplorerError
from explorer.ui.elided import ElidedLabel
from explorer.ui.output.lesson.preview_canvas import Drawn, PreviewCanvas

__all__ = ["Previews", "Sheet"]

#: So long (ms) the hand rests before a page is drawn: typing stays fluid.
_PAUSE = 150
#: So many drawn pages are kept.
_KEPT = 16


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page that can be drawn: its name, and all that its look depends on."""

    name: str
    key: Hashable


class Previews(QWidget):
    """Shows one page as large as there is room, with the way back and on.

    Parameters
    ----------
    aspect
        Width over height of the pages.

    Signals
    -------
    shown
        The :class:`Drawn` that is in front now.
    """

    shown = Signal(object)

    def __init__(self, name: str, aspect: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._draw: Callable[[int], Drawn] | None = None
        self._sheets: tuple[Sheet, ...] = ()
        self._kept: dict[Hashable, Drawn] = {}
        self._at = 0
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self.canvas = PreviewCanvas(aspect, self)
        self.canvas.setAccessibleName(name)
        self.canvas.stepped.connect(lambda step: self.go(self._at + step))
        layout.addWidget(self.canvas, 1)
        row = QHBoxLayout()
        row.setSpacing(10)
        self.previous = self._button("P&revious", "The page before (Page Up)")
        self.next = self._button("&Next", "The next page (Page Down)")
        self.count = QLabel("", self)
        self.count.setAccessibleName("Which page")
        self.title = ElidedLabel("", self)
        self.title.setObjectName("hint")
        self.previous.clicked.connect(lambda: self.go(self._at - 1))
        self.next.clicked.connect(lambda: self.go(self._at + 1))
        row.addWidget(self.previous)
        row.addWidget(self.count)
        row.addWidget(self.next)
        row.addWidget(self.title, 1)
        layout.addLayout(row)
        for key, step in ((Qt.Key.Key_PageUp, -1), (Qt.Key.Key_PageDown, 1)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(lambda s=step: self.go(self._at + s))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._draw_now)
        self._show_place()

    @property
    def position(self) -> int:
        """Which page is in front, from 0."""
        return self._at

    @property
    def drawn(self) -> Drawn | None:
        """What is in front, once it was drawn; None while that is still to be done."""
        if not self._sheets:
            return None
        return self._kept.get(self._sheets[self._at].key)

    def set_pages(self, sheets: Sequence[Sheet], draw: Callable[[int], Drawn]) -> None:
        """Show other pages; the reader keeps the place, and what looks the same is not redrawn."""
        self._sheets, self._draw = tuple(sheets), draw
        self._at = max(0, min(self._at, len(self._sheets) - 1))
        self._show_place()

    def set_waiting(self, words: str) -> None:
        """There is nothing to show yet: say why."""
        self._sheets, self._draw = (), None
        self._at = 0
        self.canvas.say(words)
        self._show_place()

    def stop(self) -> None:
        """Draw no more: the stage may be gone before long."""
        self._later.stop()
        self._draw = None

    def go(self, number: int) -> None:
        """Turn to a page, from 0; beyond the first and the last there is none."""
        if 0 <= number < len(self._sheets) and number != self._at:
            self._at = number
            self._show_place()

    def _show_place(self) -> None:
        count = len(self._sheets)
        self.count.setText(f"{self._at + 1} of {count}" if count else "")
        self.title.setText(self._sheets[self._at].name if count else "")
        self.previous.setEnabled(self._at > 0)
        self.next.setEnabled(self._at + 1 < count)
        if self.drawn is not None:
            self._later.stop()
            self._bring(self.drawn)
        elif count:
            self.canvas.fade()
            self._later.start(_PAUSE)
        else:
            self._later.stop()

    def _draw_now(self) -> None:
        if self._draw is None or not self._sheets:
            return
        key = self._sheets[self._at].key
        try:
            drawn = self._draw(self._at)
        except ExplorerError as error:
            self.canvas.say(str(error))
            return
        while len(self._kept) >= _KEPT:
            del self._kept[next(iter(self._kept))]
        self._kept[key] = drawn
        self._bring(drawn)

    def _bring(self, drawn: Drawn) -> None:
        self.canvas.show_page(drawn)
        self.shown.emit(drawn)

    def _button(self, words: str, tip: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName("small")
        button.setToolTip(tip)
        button.setAutoDefault(False)
        return button
