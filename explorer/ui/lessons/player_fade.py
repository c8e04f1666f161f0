"""What comes and goes softly over the body: the former picture, a curtain, a hint."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QPropertyAnimation, Qt, QTimer, QVariantAnimation
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QGraphicsOpacityEffect, QLabel, QWidget

from explorer.ui.viewport import Viewport

__all__ = ["Curtain", "Dissolve", "Hint", "fade_in_and_out"]

_DISSOLVE_MS = 260
_FADE_MS = 240
#: A new picture is waited for so long at most.
_PATIENCE_MS = 500


class Dissolve(QWidget):
    """The former picture over the new one, until it has faded: nothing changes with a flash."""

    def __init__(self, over: Viewport, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._over = over
        over.frame_painted.connect(self._drawn)
        self._picture = QPixmap()
        self._clock = QVariantAnimation(self)
        self._clock.setDuration(_DISSOLVE_MS)
        self._clock.setStartValue(1.0)
        self._clock.setEndValue(0.0)
        self._clock.setEasingCurve(QEasingCurve.Type.InOutSine)
        self._clock.valueChanged.connect(lambda _: self.update())
        self._clock.finished.connect(self.finish)
        self._waits = QTimer(self)
        self._waits.setSingleShot(True)
        self._waits.timeout.connect(self._clock.start)
        self.hide()

    def begin(self) -> None:
        """Keep what is seen now, and let it fade when the next picture has been drawn."""
        self.finish()
        self._picture = self._over.grab()
        self.setGeometry(self._over.geometry())
        self.show()
        self._waits.start(_PATIENCE_MS)

    def finish(self) -> None:
        """Show what lies beneath at once."""
        self._waits.stop()
        self._clock.stop()
        self._picture = QPixmap()
        self.hide()

    def _drawn(self) -> None:
        """None of the fading is lost, however long the new picture took."""
        if self._waits.isActive():
            self._waits.start(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        running = self._clock.state() == QVariantAnimation.State.Running
        painter = QPainter(self)
        painter.setOpacity(float(self._clock.currentValue()) if running else 1.0)
        painter.drawPixmap(0, 0, self._picture)
        painter.end()


class Curtain(QWidget):
    """Covers all of its parent: a dark or bright screen, or the end of the lesson in words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("curtain")
        self.setAccessibleName("Covered")
        self._colour = QColor(Qt.GlobalColor.black)
        self._title, self._words = "", ""
        self.hide()

    @property
    def words(self) -> str:
        """What is written on it; nothing while it is open."""
        return "" if self.isHidden() else f"{self._title} {self._words}".strip()

    def close_over(self, colour: QColor, title: str = "", words: str = "") -> None:
        """Cover everything, with a line in large letters and one below it."""
        self._colour, self._title, self._words = QColor(colour), title, words
        self.setAccessibleDescription(f"{title}. {words}" if title else "The screen is blank")
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._colour)
        middle, unit = self.rect().center().y(), self.height() / 100
        role = self.palette()
        for words, size, top, colour in (
            (self._title, 4.4, -6.0, role.windowText().color()),
            (self._words, 2.4, 1.0, role.placeholderText().color()),
        ):
            font = self.font()
            font.setPixelSize(max(14, round(size * unit)))
            painter.setFont(font)
            painter.setPen(colour)
            box = self.rect().adjusted(0, round(middle + top * unit), 0, 0)
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, words)
        painter.end()


class Hint(QLabel):
    """A line on a rounded ground that is there for some seconds."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("playHint")
        self._room = parent
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._fade = fade_in_and_out(self)
        self._away = QTimer(self)
        self._away.setSingleShot(True)
        self._away.timeout.connect(self.put_away)
        self.hide()

    def say(self, words: str, milliseconds: int, size: int) -> None:
        """Show a line in letters of ``size`` pixels, at the upper edge of the parent."""
        font = self.font()
        font.setPixelSize(size)
        self.setFont(font)
        self.setText(words)
        self.setMargin(round(0.7 * size))
        room = self._room
        widest = room.width() - 2 * size
        self.setWordWrap(self.sizeHint().width() > widest)
        self.setFixedWidth(min(widest, self.sizeHint().width() + 2 * size))
        self.adjustSize()
        self.move((room.width() - self.width()) // 2, round(0.04 * room.height()))
        self.show()
        self.raise_()
        self._fade(shown=True)
        self._away.start(milliseconds)

    def put_away(self) -> None:
        """Let it fade."""
        self._away.stop()
        self._fade(shown=False)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(self.palette().base().color())
        ground.setAlphaF(0.94)
        painter.setBrush(ground)
        painter.setPen(self.palette().mid().color())
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 10, 10)
        painter.end()
        super().paintEvent(event)


class _Fader(QPropertyAnimation):
    """Carries a widget's opacity to nothing and back; what cannot be seen is not there."""

    def __init__(self, widget: QWidget) -> None:
        effect = QGraphicsOpacityEffect(widget)
        effect.setOpacity(0.0)
        widget.setGraphicsEffect(effect)
        super().__init__(effect, b"opacity", widget)
        self.setDuration(_FADE_MS)
        self._effect, self._widget = effect, widget
        self.finished.connect(self._arrived)

    def __call__(self, *, shown: bool) -> None:
        """Let the widget come or go."""
        wanted = 1.0 if shown else 0.0
        if shown:
            self._widget.show()
        if self.endValue() == wanted:
            return
        self.stop()
        self.setStartValue(self._effect.opacity())
        self.setEndValue(wanted)
        self.start()

    def _arrived(self) -> None:
        if self.endValue() == 0.0:
            self._widget.hide()


def fade_in_and_out(widget: QWidget) -> _Fader:
    """What shows and hides a widget softly; it is hidden at first."""
    return _Fader(widget)
