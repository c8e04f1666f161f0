"""What slides and pages are made of: the lesson, what is shown now, or points of one thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QLabel, QRadioButton, QVBoxLayout, QWidget

from explorer.anatomy.atlas import SHOWN_TOGETHER, Atlas
from explorer.anatomy.model import Side
from explorer.session.lesson import Lesson, add_view, new_view
from explorer.session.view_state import ViewState
from explorer.ui.links import record_title
from explorer.ui.output.figure.words import title_of
from explorer.ui.theme import Theme

if TYPE_CHECKING:
    from explorer.ui.main_window import MainWindow

__all__ = ["Choice", "WhatGoesIn", "choices_of"]

Kind = Literal["lesson", "shown", "points", "pain"]

#: So many of the points that refer pain to a region, or may be behind a pain, are taken.
_MOST = 8
_HINT = "To make a lesson, show what you want to teach and press A; do so for every view."
_RING = (
    "QRadioButton::indicator:unchecked {{ border: 1px solid {soft}; border-radius: 6px; "
    "background: {raised}; width: 11px; height: 11px; margin: 1px; }}"
    "QRadioButton::indicator:checked {{ border: 4px solid {accent}; border-radius: 6px; "
    "background: {raised}; width: 5px; height: 5px; margin: 1px; }}"
)


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can go in.

    Attributes
    ----------
    words
        How it is offered, with a mnemonic.
    lesson
        What goes in, where that is known at once.
    ids
        Else the records of which a lesson is made, each with its side.
    """

    kind: Kind
    words: str
    title: str
    lesson: Lesson | None = None
    ids: tuple[tuple[str, Side], ...] = ()


def choices_of(window: MainWindow) -> tuple[Choice, ...]:
    """What can go in now, the likeliest first."""
    choices = []
    lesson = window.lessons.lesson
    if lesson.views:
        count = "1 view" if len(lesson.views) == 1 else f"{len(lesson.views)} views"
        title = lesson.title.strip() or "Lesson"
        choices.append(Choice("lesson", f"The &lesson ({count})", title, lesson))
    state = window.session.state
    title = title_of(window, state) or "The body"
    view = new_view(Lesson(), title, state)
    shown = add_view(Lesson(title), view)
    choices.append(Choice("shown", "What is &shown now", title, shown))
    points = _points_of(window.atlas, state)
    if points is not None:
        choices.append(points)
    pain = _sources_of(window)
    if pain is not None:
        choices.append(pain)
    return tuple(choices)


def _points_of(atlas: Atlas, state: ViewState) -> Choice | None:
    """The points of the muscle, complaint or region that is selected."""
    subject = state.subject
    if subject is None:
        return None
    id, side = subject.id, subject.side
    if id in atlas.points:
        id = atlas.points[id].muscle
    name = record_title(atlas, id)
    said = name.replace("&", "&&")
    if id in atlas.muscles:
        points: Sequence[str] = [p.id for p in atlas.points_of(id)]
        words = f"All &points of {said[:1].lower()}{said[1:]}"
        title = f"{name}: all trigger points" if len(points) > 1 else name
    elif id in atlas.complaints:
        points = atlas.complaints[id].points[:SHOWN_TOGETHER]
        words, title = f"The likeliest &points of: {said}", name
    elif id in atlas.regions:
        points = [p.id for p in atlas.points_referring_to(id)][:_MOST]
        words, title = f"&Points that refer pain to: {said}", f"Pain in: {name}"
    else:
        return None
    # One point is not said twice, as its muscle and as itself.
    whole = [id] if len(points) != 1 else []
    if not points:
        return None
    return Choice("points", words, title, ids=tuple((i, side) for i in (*whole, *points)))


def _sources_of(window: MainWindow) -> Choice | None:
    """The likeliest sources of the client's pain, where all that comes first was asked."""
    state = window.session.state
    if state.pain.empty:
        return None
    from explorer.ui.pain_asking import Asking, Reading
    from explorer.ui.sources_html import source_ref

    asking = Asking(window.atlas, window.viewport.stage)
    asking.page(state, window.theme, Reading())
    refs = [source_ref(source, "right") for source in asking.sources[:_MOST]]
    ids = tuple(dict.fromkeys((ref.point, ref.side) for ref in refs))
    if not ids:
        return None
    title = "Commonly described sources of this pain"
    return Choice("pain", f"The likeliest so&urces of this pain ({len(ids)})", title, ids=ids)


class WhatGoesIn(QWidget):
    """One of the choices.

    Signals
    -------
    chosen
        Another one was chosen by hand.
    """

    chosen = Signal()

    def __init__(
        self, choices: Sequence[Choice], width: int, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        # Else the ring of what is not chosen can hardly be seen on a dark ground.
        self.setStyleSheet(_RING.format(soft=theme.soft, raised=theme.raised, accent=theme.accent))
        self.setAccessibleName("What goes in")
        self.choices = tuple(choices)
        self._made: dict[Kind, Lesson] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        self._group = QButtonGroup(self)
        self._buttons: dict[Kind, QRadioButton] = {}
        for choice in self.choices:
            button = QRadioButton(self)
            _fit(button, choice.words, width)
            button.clicked.connect(lambda _checked=False: self.chosen.emit())
            self._group.addButton(button)
            self._buttons[choice.kind] = button
            layout.addWidget(button)
        self.hint = QLabel(_HINT, self)
        self.hint.setObjectName("hint")
        self.hint.setWordWrap(True)
        self.hint.setVisible(all(choice.kind != "lesson" for choice in self.choices))
        layout.addWidget(self.hint)
        self.choose(self.choices[0].kind)

    @property
    def choice(self) -> Choice:
        """What is chosen."""
        kind = next(k for k, b in self._buttons.items() if b.isChecked())
        return next(c for c in self.choices if c.kind == kind)

    @property
    def lesson(self) -> Lesson | None:
        """The lesson that goes in; None while it still has to be made."""
        return self.choice.lesson or self._made.get(self.choice.kind)

    def choose(self, kind: Kind) -> None:
        """Choose without telling anybody."""
        with QSignalBlocker(self._group):
            self._buttons[kind].setChecked(True)

    def keep(self, kind: Kind, lesson: Lesson) -> None:
        """A lesson was made for a choice."""
        self._made[kind] = lesson

    def button(self, kind: Kind) -> QRadioButton:
        """The button of a choice."""
        return self._buttons[kind]


def _fit(button: QRadioButton, words: str, width: int) -> None:
    """Write words on a button, as many as there is room for; the rest is in its tooltip."""
    plain = words.replace("&&", "\0").replace("&", "").replace("\0", "&")
    mode = Qt.TextElideMode.ElideRight
    shown = button.fontMetrics().elidedText(words, mode, width - 28, Qt.TextFlag.TextShowMnemonic)
    button.setText(shown)
    button.setAccessibleName(plain)
    if shown != words:
        button.setToolTip(plain)
