"""What is asked for a handout: points, words, practice, paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QDate, QLocale, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from explorer.anatomy.atlas import Atlas
from explorer.export.handout.content import LONGEST_PRACTICE, MOST_SOURCES, Handout
from explorer.export.paper import Paper
from explorer.session.pain_file import PainRecord
from explorer.ui.output.handout.done_field import DoneField
from explorer.ui.output.handout.logo_field import LogoField
from explorer.ui.output.handout.source_list import SourceList
from explorer.ui.segments import Segments
from explorer.ui.theme import Theme

__all__ = ["HandoutForm", "HandoutOptions"]


#: Room above each group of fields, beside the usual.
_BETWEEN = 5


@dataclass(frozen=True, slots=True)
class HandoutOptions:
    """What is remembered from one handout to the next: the practice's, never the client's."""

    practice: str = ""
    logo: str = ""
    paper: Paper = "A4"
    large: bool = False


class HandoutForm(QWidget):
    """The left side of the dialog.

    Signals
    -------
    changed
        The handout is another one.
    """

    changed = Signal()

    def __init__(self, atlas: Atlas, options: HandoutOptions, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("form")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 16, 14)
        layout.setSpacing(7)
        self.warning = QFrame(self)
        self.warning.setObjectName("alarm")
        inside = QVBoxLayout(self.warning)
        inside.setContentsMargins(12, 9, 12, 10)
        inside.setSpacing(3)
        self.warning_head, self.warning_words = QLabel(self.warning), QLabel(self.warning)
        self.warning_head.setObjectName("heading")
        for label in (self.warning_head, self.warning_words):
            label.setWordWrap(True)
            inside.addWidget(label)
        layout.addWidget(self.warning)
        self.about = QLabel("", self)
        self.about.setObjectName("field")
        self.about.setWordWrap(True)
        layout.addWidget(self.about)
        self.sources = SourceList(atlas, MOST_SOURCES, self)
        layout.addWidget(self._heading("Where it may come &from", self.sources.rows))
        layout.addWidget(self.sources)
        self.refusal = QLabel("", self)
        self.refusal.setObjectName("problem")
        self.refusal.setWordWrap(True)
        layout.addWidget(self.refusal)
        self.done = DoneField(self)
        self.done.changed.connect(self.changed)
        layout.addSpacing(_BETWEEN)
        layout.addWidget(self.done)
        self._add_practice(layout, options)
        self._add_paper(layout, options)
        layout.addStretch(1)
        self.sources.refused.connect(self._refuse)
        self.sources.changed.connect(self.changed)
        self._refuse("")
        self.set_warning("", "")

    def _add_practice(self, layout: QVBoxLayout, options: HandoutOptions) -> None:
        self.practice = QLineEdit(options.practice[:LONGEST_PRACTICE], self)
        self.practice.setAccessibleName("Name of the practice")
        self.practice.setPlaceholderText("Name, and perhaps place and telephone")
        self.practice.setMaxLength(LONGEST_PRACTICE)
        self.practice.textChanged.connect(self.changed)
        self.logo = LogoField(options.logo, self)
        self.logo.changed.connect(self.changed)
        layout.addSpacing(_BETWEEN)
        layout.addWidget(self._heading("&Practice", self.practice))
        layout.addWidget(self.practice)
        layout.addWidget(self.logo)

    def _add_paper(self, layout: QVBoxLayout, options: HandoutOptions) -> None:
        self.dated = QCheckBox("&Date", self)
        self.dated.setChecked(True)
        self.day = QDateEdit(QDate.currentDate(), self)
        self.day.setLocale(QLocale(QLocale.Language.English))  # as it stands on the page
        self.day.setDisplayFormat("d MMMM yyyy")
        self.day.setCalendarPopup(True)
        self.day.setAccessibleName("Date on the handout")
        self.dated.toggled.connect(self.day.setEnabled)
        self.dated.toggled.connect(self.changed)
        self.day.dateChanged.connect(self.changed)
        self.paper = Segments(
            "Paper",
            (("A4", "A4", "210 x 297 mm"), ("Letter", "Letter", "8.5 x 11 inches")),
            self,
        )
        self.paper.set_value(options.paper)
        self.paper.chosen.connect(lambda _: self.changed.emit())
        self.large = QCheckBox("La&rge print", self)
        self.large.setToolTip("Nothing smaller than 14 points, on up to three pages")
        self.large.setChecked(options.large)
        self.large.toggled.connect(self.changed)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(7)
        grid.addWidget(self.dated, 0, 0)
        grid.addWidget(self.day, 0, 1)
        grid.addWidget(self.paper, 1, 0)
        grid.addWidget(self.large, 1, 1)
        grid.setColumnStretch(2, 1)
        layout.addSpacing(_BETWEEN)
        layout.addWidget(self._heading("Page"))
        layout.addLayout(grid)

    # What was asked for ------------------------------------------------------------------------

    def handout(self, record: PainRecord, figure: str) -> Handout:
        """The handout as it is asked for now."""
        return Handout(
            record,
            self.sources.chosen,
            self.done.words,
            self.practice.text(),
            self._on,
            self.large.isChecked(),
            self._paper,
            figure,
        )

    def options(self) -> HandoutOptions:
        """What may be remembered of it."""
        logo = "" if self.logo.path is None else str(self.logo.path)
        return HandoutOptions(self.practice.text(), logo, self._paper, self.large.isChecked())

    @property
    def _on(self) -> date | None:
        if not self.dated.isChecked():
            return None
        day = self.day.date()
        return date(day.year(), day.month(), day.day())

    @property
    def _paper(self) -> Paper:
        return "Letter" if self.paper.value == "Letter" else "A4"

    # Showing -----------------------------------------------------------------------------------

    def set_warning(self, head: str, words: str) -> None:
        """Say what has to be said before any source; nothing where there is nothing."""
        self.warning.setVisible(bool(head))
        self.warning_head.setText(head)
        self.warning_words.setText(words)
        self.warning.setAccessibleName(f"{head} {words}".strip())

    def set_about(self, words: str) -> None:
        """Say whom the handout is for, as far as the session knows."""
        self.about.setText(words)
        self.about.setVisible(bool(words))

    def set_theme(self, theme: Theme, *, danger: bool) -> None:
        """Set the colours of what is to be seen first."""
        ground, edge = (
            (theme.danger_soft, theme.danger) if danger else (theme.warning_soft, theme.warning)
        )
        self.setStyleSheet(
            f"QFrame#alarm {{ background: {ground}; border: none; border-left: 4px solid {edge}; }}"
            f"QLabel#problem, QLabel#over {{ color: {theme.danger}; }}"
            f"QPlainTextEdit {{ background: {theme.raised}; border: 1px solid {theme.line}; "
            f"border-radius: 6px; padding: 3px 5px; }}"
            f"QPlainTextEdit:focus {{ border: 1px solid {theme.accent}; }}"
            f"QListView {{ background: {theme.raised}; border: 1px solid {theme.line}; "
            f"border-radius: 6px; }}"
            f"QListView::item {{ padding: 2px 3px; color: {theme.text}; }}"
            f"QListView::item:selected {{ background: {theme.accent_soft}; }}"
        )
        self.logo.picture.setStyleSheet(
            f"background: #ffffff; border: 1px solid {theme.line}; border-radius: 4px;"
        )

    def _heading(self, words: str, buddy: QWidget | None = None) -> QLabel:
        label = QLabel(words, self)
        label.setObjectName("heading")
        if buddy is not None:
            label.setBuddy(buddy)
        return label

    def _refuse(self, words: str) -> None:
        self.refusal.setText(words)
        self.refusal.setVisible(bool(words))
