"""The page of the lesson in the left panel: its name, its views, and what is said about them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from explorer.session.lesson import Lesson
from explorer.session.view_state import ViewState
from explorer.ui.icons import icon
from explorer.ui.lessons.fields import TextField
from explorer.ui.lessons.view_fields import ViewFields
from explorer.ui.lessons.view_list import ViewList
from explorer.ui.theme import Theme

__all__ = ["LessonPage"]

_EMPTY = (
    "A lesson is made of views, in the order in which you teach them.\n\n"
    "Turn the body, choose a point or a muscle, and press A: what you see becomes a view. "
    "Then give it a title, notes and, if you like, a question."
)
_UNCHOSEN = "Choose a view to give it a title, notes and a question."
#: Commands that have a button: id, words, key as it is said.
_BUTTONS = (
    ("lesson_add", "Add view", "A"),
    ("lesson_play", "Play", "F5"),
    ("export_slides", "Slides…", ""),
    ("export_page", "Web page…", ""),
)


class LessonPage(QScrollArea):
    """Setters in, signals out.

    Parameters
    ----------
    actions
        The window's commands by their ids, for the buttons.
    picture
        The thumbnail of a state, or None while there is none.
    theme
        The colours in use.

    Signals
    -------
    titled, signed
        The title, or the author, and a name for the go of typing.
    undo_asked, redo_asked
        A small button was pressed.
    """

    titled = Signal(str, str)
    signed = Signal(str, str)
    undo_asked = Signal()
    redo_asked = Signal()

    def __init__(
        self,
        actions: Mapping[str, QAction],
        picture: Callable[[ViewState], QPixmap | None],
        theme: Callable[[], Theme],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("lessonPage")
        self.setAccessibleName("Lesson")
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._theme = theme
        content = QWidget(self)
        content.setObjectName("lessonContent")
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 2, 4)
        layout.setSpacing(6)
        layout.addLayout(self._head(content))
        self.views = ViewList(picture, theme, content)
        self.views.setMinimumHeight(132)
        layout.addWidget(self.views, 3)
        self.empty = QLabel(_EMPTY, content)
        self.empty.setObjectName("hint")
        self.empty.setWordWrap(True)
        self.empty.setContentsMargins(8, 8, 8, 8)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.empty)
        self.unchosen = QLabel(_UNCHOSEN, content)
        self.unchosen.setObjectName("hint")
        self.unchosen.setWordWrap(True)
        self.unchosen.setContentsMargins(8, 2, 8, 6)
        layout.addWidget(self.unchosen)
        self.fields = ViewFields(content)
        layout.addWidget(self.fields, 1)
        layout.addLayout(self._row_of_buttons(content, actions))
        layout.addStretch(0)
        self.setWidget(content)
        self._dress()

    def _head(self, parent: QWidget) -> QVBoxLayout:
        head = QVBoxLayout()
        head.setSpacing(1)
        first = QHBoxLayout()
        first.setSpacing(1)
        self.title = TextField("Title of the lesson", "Title of the lesson", parent)
        self.title.setObjectName("lessonTitle")
        self.author = TextField("Author of the lesson", "Author", parent)
        self.author.setObjectName("lessonAuthor")
        self.undo = _small("Undo", parent)
        self.redo = _small("Redo", parent)
        first.addWidget(self.title, 1)
        first.addWidget(self.undo)
        first.addWidget(self.redo)
        head.addLayout(first)
        head.addWidget(self.author)
        self.title.said.connect(self.titled)
        self.author.said.connect(self.signed)
        self.undo.clicked.connect(self.undo_asked)
        self.redo.clicked.connect(self.redo_asked)
        return head

    def _row_of_buttons(self, parent: QWidget, actions: Mapping[str, QAction]) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(5)
        self.buttons: dict[str, QPushButton] = {}
        for number, (id, words, key) in enumerate(_BUTTONS):
            button = QPushButton(f"{words}  {key}".strip(), parent)
            button.setObjectName("small")
            button.setAccessibleName(words.rstrip("…"))
            button.setToolTip(actions[id].toolTip())
            button.clicked.connect(actions[id].trigger)
            grid.addWidget(button, number // 2, number % 2)
            self.buttons[id] = button
        return grid

    # Setters -----------------------------------------------------------------------------------

    def show_lesson(self, lesson: Lesson, chosen: str) -> None:
        """Show a lesson, and what is written about one of its views, without telling anybody."""
        some = bool(lesson.views)
        focused = QApplication.focusWidget()
        inside = focused is not None and self.isAncestorOf(focused)
        self.title.show_words(lesson.title)
        self.author.show_words(lesson.author)
        self.views.show_lesson(lesson, chosen)
        self.views.setVisible(some)
        self.empty.setVisible(not some)
        for id in ("lesson_play", "export_slides", "export_page"):
            self.buttons[id].setEnabled(some)
        self.fields.setVisible(bool(chosen))
        self.unchosen.setVisible(some and not chosen)
        if chosen:
            self.fields.show_view(lesson.view(chosen))
        self.setFocusProxy(self.views if some else self.buttons["lesson_add"])
        if inside and focused is not None and focused.isHidden():
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_history(self, undo: str | None, redo: str | None) -> None:
        """Say what the small buttons take back and bring again."""
        for button, words, text, key in (
            (self.undo, "Undo", undo, "Ctrl+Z"),
            (self.redo, "Redo", redo, "Ctrl+Shift+Z"),
        ):
            what = f"{words}: {text[:1].lower()}{text[1:]}" if text else words
            button.setEnabled(text is not None)
            button.setToolTip(f"{what} ({key} on this page)")
            button.setAccessibleDescription(what)

    def follow_in_tabs(self, first: QWidget) -> None:
        """Let the tab key come here after a widget, and go on from top to bottom."""
        for widget in (
            self.title,
            self.undo,
            self.redo,
            self.author,
            self.views,
            self.fields.title,
            self.fields.notes,
            self.fields.question,
            self.fields.asks,
            *self.buttons.values(),
        ):
            self.setTabOrder(first, widget)
            first = widget

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "undo"):
            self._dress()
        super().changeEvent(event)

    def _dress(self) -> None:
        theme = self._theme()
        for name, button in (("undo", self.undo), ("redo", self.redo)):
            button.setIcon(icon(name, theme.soft, theme.line))


def _small(name: str, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setAccessibleName(f"{name} a change of the lesson")
    button.setIconSize(QSize(16, 16))
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button
