"""How a view stands in the list: its number, a small picture, its title and what is asked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from explorer.session.view_state import ViewState
from explorer.ui.lessons.thumbnails import HEIGHT, WIDTH
from explorer.ui.theme import Theme

__all__ = ["CARRIED_WIDTH", "ID", "NOTE", "STATE", "ViewRows"]

#: Roles of a row: the view's id, what it shows, and the quiet line below its title.
ID = Qt.ItemDataRole.UserRole + 1
STATE = Qt.ItemDataRole.UserRole + 2
NOTE = Qt.ItemDataRole.UserRole + 3

_NUMBER = 22
_PADDING = 6
_GAP = 9
_ROUND = 5.0
#: How much of a row is number and picture.
CARRIED_WIDTH = 1 + _NUMBER + WIDTH + _PADDING

Index = QModelIndex | QPersistentModelIndex


class ViewRows(QStyledItemDelegate):
    """Draws the rows, and lets a title be written where it stands.

    Parameters
    ----------
    picture
        The thumbnail of a state, or None while there is none.
    theme
        The colours in use.
    """

    def __init__(
        self,
        picture: Callable[[ViewState], QPixmap | None],
        theme: Callable[[], Theme],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._picture = picture
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, HEIGHT + 2 * _PADDING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, box = self._theme(), option.rect.adjusted(1, 1, -1, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent_soft if chosen else theme.hover))
            painter.drawRoundedRect(box, _ROUND, _ROUND)
        painter.setPen(QColor(theme.soft))
        number = QRect(box.left(), box.top(), _NUMBER, box.height())
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(index.row() + 1))
        self._thumbnail(painter, _frame(box), index.data(STATE))
        words = _words(box)
        note = str(index.data(NOTE) or "")
        lines = 1 if note else 2
        title = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        _write(painter, words, title or "Untitled", note, lines, (theme.text, theme.soft))
        painter.restore()

    def _thumbnail(self, painter: QPainter, frame: QRectF, state: ViewState) -> None:
        theme = self._theme()
        shape = QPainterPath()
        shape.addRoundedRect(frame, 4.0, 4.0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.surface))
        painter.drawPath(shape)
        picture = self._picture(state)
        if picture is not None:
            painter.save()
            painter.setClipPath(shape)
            painter.drawPixmap(frame, picture, QRectF(picture.rect()))
            painter.restore()
        painter.setPen(QPen(QColor(theme.line), 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape)

    # Writing a title in place ------------------------------------------------------------------

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QLineEdit:
        editor = QLineEdit(parent)
        editor.setAccessibleName("Title of the view")
        return editor

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        words = _words(option.rect.adjusted(1, 1, -1, -1))
        height = editor.sizeHint().height()
        top = words.center().y() - height // 2
        editor.setGeometry(words.left() - 4, top, words.width() + 6, height)


def _frame(box: QRect) -> QRectF:
    """Where the picture stands."""
    top = box.center().y() + 1 - HEIGHT / 2
    return QRectF(box.left() + _NUMBER + 0.5, top, WIDTH, HEIGHT)


def _words(box: QRect) -> QRect:
    """Where the title stands."""
    return box.adjusted(_NUMBER + WIDTH + _GAP, _PADDING, -_PADDING, -_PADDING)


def _write(
    painter: QPainter, box: QRect, title: str, note: str, lines: int, colours: tuple[str, str]
) -> None:
    """The title on as many lines as there are, and the quiet line below it, in the middle."""
    font = QFont(painter.font())
    metrics = QFontMetrics(font)
    small = QFont(font)
    small.setPixelSize(max(9, font.pixelSize() - 1))
    written = _wrapped(title, metrics, box.width(), lines)
    height = metrics.height() * len(written) + (metrics.height() if note else 0)
    y = box.top() + (box.height() - height) // 2
    painter.setPen(QColor(colours[0]))
    for line in written:
        painter.drawText(box.left(), y + metrics.ascent(), line)
        y += metrics.height()
    if note:
        painter.setFont(small)
        painter.setPen(QColor(colours[1]))
        quiet = QFontMetrics(small)
        line = quiet.elidedText(note, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box.left(), y + quiet.ascent() + 1, line)


def _wrapped(words: str, metrics: QFontMetrics, width: int, lines: int) -> list[str]:
    """Words set in at most so many lines; what is left over is cut short."""
    written: list[str] = []
    rest = words.split()
    while rest and len(written) < lines - 1:
        count = 1
        while count < len(rest) and metrics.horizontalAdvance(" ".join(rest[: count + 1])) <= width:
            count += 1
        if metrics.horizontalAdvance(" ".join(rest[:count])) > width:
            break  # one long word: it is cut short
        written.append(" ".join(rest[:count]))
        rest = rest[count:]
    if rest:
        last = metrics.elidedText(" ".join(rest), Qt.TextElideMode.ElideRight, width)
        written.append(last)
    return written
