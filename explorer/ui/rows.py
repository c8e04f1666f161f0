"""How rows of the navigator are drawn: a name, and quietly beside or below it what it is."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from explorer.ui.theme import LIGHT, Theme

__all__ = ["DETAIL", "FAINT", "KIND", "LINK", "RowDelegate"]

#: Roles of a row: the quiet text, the kind at the right edge, the link it stands for, and whether
#: a filter leaves it out.
DETAIL = Qt.ItemDataRole.UserRole + 1
KIND = Qt.ItemDataRole.UserRole + 2
LINK = Qt.ItemDataRole.UserRole + 3
FAINT = Qt.ItemDataRole.UserRole + 4

#: How much of its ink a row keeps that a filter leaves out.
_FAINT = 0.55

Index = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """Draws a row's name with its detail behind it, or below it when ``two_lines``."""

    def __init__(self, *, two_lines: bool = False) -> None:
        super().__init__()
        self._two_lines = two_lines
        self._theme = LIGHT

    def set_theme(self, theme: Theme) -> None:
        """Set the colours."""
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        height = QFontMetrics(option.font).height()
        if self._two_lines and index.data(DETAIL):
            return QSize(120, 2 * height + 13)
        return QSize(120, height + 10)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, box = self._theme, option.rect.adjusted(2, 1, -2, -1)
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(_colour(theme.accent_soft))
            painter.drawRoundedRect(box, 5, 5)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(_colour(theme.hover))
            painter.drawRoundedRect(box, 5, 5)
        inner = box.adjusted(7, 0, -8, 0)
        name_font = QFont(option.font)
        if index.data(LINK) is None and not index.parent().isValid():  # a heading, no choice
            name_font.setWeight(QFont.Weight.DemiBold)
        name = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        detail = str(index.data(DETAIL) or "")
        kind = str(index.data(KIND) or "")
        soft = QFont(option.font)
        soft.setPixelSize(max(9, _pixels(option.font) - 1))
        if kind:
            painter.setFont(soft)
            painter.setPen(_colour(theme.soft))
            width = QFontMetrics(soft).horizontalAdvance(kind)
            line = inner.adjusted(0, 5, 0, 0) if self._two_lines and detail else inner
            flag = Qt.AlignmentFlag.AlignTop if line is not inner else Qt.AlignmentFlag.AlignVCenter
            painter.drawText(line, Qt.AlignmentFlag.AlignRight | flag, kind)
            inner = inner.adjusted(0, 0, -width - 10, 0)
        if index.data(FAINT):
            painter.setOpacity(_FAINT)
        if self._two_lines and detail:
            self._two(painter, box, inner, (name, detail), (name_font, soft))
        else:
            self._one(painter, inner, (name, detail), (name_font, soft))
        painter.restore()

    def _one(
        self, painter: QPainter, box: QRect, words: tuple[str, str], fonts: tuple[QFont, QFont]
    ) -> None:
        first, second = (QFontMetrics(f) for f in fonts)
        vertical = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        name = first.elidedText(words[0], Qt.TextElideMode.ElideRight, box.width())
        painter.setFont(fonts[0])
        painter.setPen(_colour(self._theme.text))
        painter.drawText(box, vertical, name)
        rest = box.adjusted(first.horizontalAdvance(name) + 9, 0, 0, 0)
        if words[1] and rest.width() > 18:
            painter.setFont(fonts[1])
            painter.setPen(_colour(self._theme.soft))
            detail = second.elidedText(words[1], Qt.TextElideMode.ElideRight, rest.width())
            painter.drawText(rest, vertical, detail)

    def _two(
        self,
        painter: QPainter,
        box: QRect,
        inner: QRect,
        words: tuple[str, str],
        fonts: tuple[QFont, QFont],
    ) -> None:
        first, second = (QFontMetrics(f) for f in fonts)
        top = box.top() + 4
        elide = Qt.TextElideMode.ElideRight
        painter.setFont(fonts[0])
        painter.setPen(_colour(self._theme.text))
        painter.drawText(
            inner.left(), top + first.ascent(), first.elidedText(words[0], elide, inner.width())
        )
        painter.setFont(fonts[1])
        painter.setPen(_colour(self._theme.soft))
        width = box.width() - 15
        painter.drawText(
            inner.left(),
            top + first.height() + 2 + second.ascent(),
            second.elidedText(words[1], elide, width),
        )


def _pixels(font: QFont) -> int:
    size = font.pixelSize()
    return size if size > 0 else QFontMetrics(font).ascent()


def _colour(name: str) -> QColor:
    return QColor(name)
