"""The strip under the body while a lesson is played: title, place in the lesson, notes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from explorer.ui.elided import ElidedLabel
from explorer.ui.icons import icon
from explorer.ui.lessons.player_fade import fade_in_and_out

__all__ = ["Caption"]

#: Size of the title, as a share of the page's height: to be read from the back of a room.
_TITLE = 0.038
_SMALLEST_TITLE = 20
#: Sizes as shares of the title's.
_QUIET, _COUNT, _NOTES = 0.46, 0.62, 0.52
#: A long title is set smaller, and at last in two lines.
_STEPS = (1.0, 0.86, 0.74)
_TWO_LINES = 0.62
#: Notes take so much of the page's height at most.
_MOST_NOTES = 0.24
_LINE = 3
_BUTTONS = (
    ("previous", "previous", "Previous (Left arrow)"),
    ("next", "next", "Next (Right arrow)"),
    ("notes", "notes", "Notes (T)"),
    ("end", "close", "End the lesson (Esc)"),
)


class Caption(QFrame):
    """Says what is shown; its buttons come with the mouse.

    Signals
    -------
    pressed
        "previous", "next", "notes" or "end".
    """

    pressed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("caption")
        self.setAccessibleName("Caption")
        self._share = 0.0
        self._unit = 0
        self._longest: Sequence[str] = ()
        self.title = QLabel(self)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.title.setAccessibleName("Title")
        self.quiet = ElidedLabel("", self)
        self.count = QLabel(self)
        self.count.setAccessibleName("Place in the lesson")
        self.notes = QLabel(self)
        self.notes.setTextFormat(Qt.TextFormat.PlainText)
        self.notes.setWordWrap(True)
        self.notes.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.notes.setAccessibleName("Notes")
        self.notes.hide()
        self._words = ""
        self.controls = QWidget(self)
        self.buttons = {id: QToolButton(self.controls) for id, _, _ in _BUTTONS}
        row = QHBoxLayout(self.controls)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for id, _, tip in _BUTTONS:
            button = self.buttons[id]
            button.setToolTip(tip)
            button.setAccessibleName(tip.split(" (")[0])
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _=False, id=id: self.pressed.emit(id))
            row.addWidget(button)
        self.buttons["notes"].setCheckable(True)
        keeps = self.controls.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        self.controls.setSizePolicy(keeps)
        self.show_controls = fade_in_and_out(self.controls)
        self._arrange()
        self._dress()

    def _arrange(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.quiet)
        upper = QHBoxLayout()
        upper.addLayout(words, 1)
        upper.addWidget(self.controls)
        upper.addWidget(self.count)
        self._upper = upper
        self._column = column = QVBoxLayout(self)
        column.addLayout(upper)
        column.addWidget(self.notes)

    # Saying ------------------------------------------------------------------------------------

    def say(self, title: str, count: str, share: float, notes: str) -> None:
        """Show a view's title, its place, how much of the lesson is done, and its notes."""
        self._words, self._share = title, share
        self.count.setText(count)
        self.notes.setText(notes)
        self._fit_title()
        self.update()

    def say_quietly(self, words: str) -> None:
        """A small line under the title."""
        self.quiet.setText(words)

    def show_notes(self, shown: bool) -> None:
        """Show the notes or not; without notes in the lesson there is no room for them."""
        self.buttons["notes"].setChecked(shown)
        self.notes.setVisible(shown and any(self._longest))
        self._fit_notes()

    def prepare_for(self, notes: Sequence[str]) -> None:
        """Keep room for the longest of these notes: the body stays as large from view to view."""
        self._longest = notes
        self.buttons["notes"].setVisible(any(notes))

    # Looks -------------------------------------------------------------------------------------

    def set_page_height(self, height: int) -> None:
        """Set all letters in proportion to the page."""
        unit = max(_SMALLEST_TITLE, round(_TITLE * height))
        self._unit, self._most_notes = unit, round(_MOST_NOTES * height)
        for label, share in ((self.quiet, _QUIET), (self.count, _COUNT), (self.notes, _NOTES)):
            _set_size(label, max(13, round(share * unit)))
        side = round(0.85 * unit)
        for button in self.buttons.values():
            button.setIconSize(QSize(side, side))
        self.title.setFixedHeight(round(1.36 * unit))
        margin = round(0.9 * unit)
        self._column.setContentsMargins(
            margin, _LINE + round(0.28 * unit), margin, round(0.3 * unit)
        )
        self._column.setSpacing(round(0.3 * unit))
        self._upper.setSpacing(round(0.7 * unit))
        self._fit_title()
        self._fit_notes()

    def _fit_title(self) -> None:
        """The title as large as there is room for it, at last cut."""
        width = self.title.width()
        if not self._unit or width <= 0:
            return
        words = " ".join(self._words.split())
        for share in _STEPS:
            metrics = _set_size(self.title, round(share * self._unit), bold=True)
            if metrics.horizontalAdvance(words) <= width:
                self._set_title(words, wrapped=False)
                return
        metrics = _set_size(self.title, round(_TWO_LINES * self._unit), bold=True)
        cut = len(words)
        while cut and _lines(metrics, words[:cut] + ("…" if cut < len(words) else ""), width) > 2:
            cut = max(0, cut - 4)
        self._set_title(words if cut == len(words) else words[:cut].rstrip() + "…", wrapped=True)

    def _set_title(self, words: str, *, wrapped: bool) -> None:
        self.title.setWordWrap(wrapped)
        self.title.setText(words)

    def _fit_notes(self) -> None:
        if self.notes.isHidden() or not self._unit:
            return
        metrics, width = self.notes.fontMetrics(), max(self.notes.width(), 50)
        needed = max(_lines(metrics, words, width) for words in self._longest)
        lines = max(1, min(needed, self._most_notes // metrics.lineSpacing()))
        self.notes.setFixedHeight(lines * metrics.lineSpacing())

    def _dress(self) -> None:
        colours = self.palette()
        text, line = colours.windowText().color().name(), colours.mid().color().name()
        accent = colours.accent().color().name()
        for id, name, _ in _BUTTONS:
            on = accent if id == "notes" else ""
            self.buttons[id].setIcon(icon(name, text, line, on, self.devicePixelRatioF()))
        for label in (self.quiet, self.count, self.notes):
            soft = label.palette()
            soft.setColor(QPalette.ColorRole.WindowText, colours.placeholderText().color())
            label.setPalette(soft)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "controls"):
            self._dress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._column.activate()
        self._fit_title()
        self._fit_notes()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = self.palette()
        painter.fillRect(self.rect(), colours.base())
        painter.fillRect(QRectF(0, 0, self.width(), _LINE), colours.mid())
        painter.fillRect(QRectF(0, 0, self.width() * self._share, _LINE), colours.accent())
        painter.end()


def _set_size(label: QLabel, pixels: int, *, bold: bool = False) -> QFontMetrics:
    font = label.font()
    font.setPixelSize(pixels)
    font.setWeight(font.Weight.DemiBold if bold else font.Weight.Normal)
    label.setFont(font)
    return QFontMetrics(font)


def _lines(metrics: QFontMetrics, words: str, width: int) -> int:
    """How many lines a text takes."""
    box = metrics.boundingRect(0, 0, width, 100_000, Qt.TextFlag.TextWordWrap, words)
    return max(1, round(box.height() / metrics.lineSpacing()))
