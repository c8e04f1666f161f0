"""Pages of what will be written, one at a time, drawn when they are looked at."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QShortcut,
    QWheelEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from explorer.errors import ExplorerError
from explorer.ui.elided import ElidedLabel

__all__ = ["Drawn", "Previews", "Sheet"]

#: So long (ms) the hand rests before a page is drawn: typing stays fluid.
_PAUSE = 150
#: So many drawn pages are kept.
_KEPT = 16
_AIR = 2
#: How much of a page that is out of date is still seen.
_FADED = 0.35


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page that can be drawn: its name, and all that its look depends on."""

    name: str
    key: Hashable


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page that was drawn.

    Attributes
    ----------
    paint
        Paints it so many units wide.
    words
        What is said of it below.
    said
        What is on it, for those who cannot see it.
    """

    paint: Callable[[QPainter, float], None]
    words: str = ""
    said: str = ""


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
        self.canvas = _Canvas(aspect, self)
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


class _Canvas(QWidget):
    """The page itself; arrows and wheel turn pages.

    Signals
    -------
    stepped
        -1 or 1.
    """

    stepped = Signal(int)

    def __init__(self, aspect: float, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("preview")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(300, 180)
        self._aspect = aspect
        self._drawn: Drawn | None = None
        self._image: QImage | None = None
        self._words = ""
        self._faded = False
        self._turned = 0

    def show_page(self, drawn: Drawn) -> None:
        """Show a page."""
        if drawn is not self._drawn:
            self._drawn, self._image = drawn, None
            self.setAccessibleDescription(drawn.said)
        self._words, self._faded = "", False
        self.update()

    def say(self, words: str) -> None:
        """Show no page but a sentence."""
        self._drawn = self._image = None
        self._words = words
        self.update()

    def fade(self) -> None:
        """What is shown is about to be drawn anew."""
        self._faded = True
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(720, round(720 / self._aspect))

    def box(self) -> QRectF:
        """Where the page is."""
        room = QRectF(self.rect()).adjusted(_AIR, _AIR, -_AIR, -_AIR)
        width = float(int(min(room.width(), room.height() * self._aspect)))
        height = float(round(width / self._aspect))
        left = float(int(room.left() + (room.width() - width) / 2))
        return QRectF(left, float(int(room.top() + (room.height() - height) / 2)), width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = self.box()
        if self._drawn is not None:
            painter.setOpacity(_FADED if self._faded else 1.0)
            painter.drawImage(box.topLeft(), self._picture(self._drawn, box.size().toSize()))
        elif self._words or self._faded:
            painter.setPen(self.palette().placeholderText().color())
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(box.adjusted(24, 12, -24, -12), flags, self._words or "Drawing…")
        focused = self.hasFocus()
        colours = self.palette()
        painter.setOpacity(1.0)
        painter.setPen(QPen((colours.accent() if focused else colours.mid()).color(), 1.0))
        painter.drawRect(box.adjusted(-0.5, -0.5, 0.5, 0.5))
        painter.end()

    def _picture(self, drawn: Drawn, size: QSize) -> QImage:
        """The page at the size there is room for; painted once for each."""
        ratio = self.devicePixelRatioF()
        wanted = size * ratio
        if self._image is None or self._image.size() != wanted:
            image = QImage(wanted, QImage.Format.Format_RGB32)
            painter = QPainter(image)
            # To the last row: a page is seldom just so many pixels high.
            painter.scale(1.0, wanted.height() * self._aspect / wanted.width())
            try:
                drawn.paint(painter, float(wanted.width()))
            finally:
                painter.end()
            self._image = image
        self._image.setDevicePixelRatio(ratio)
        return self._image

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)

    def mousePressEvent(self, event: object) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._turned += event.angleDelta().y()
        if abs(self._turned) >= 120:
            self.stepped.emit(-1 if self._turned > 0 else 1)
            self._turned = 0
        event.accept()
