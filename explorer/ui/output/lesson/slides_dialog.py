"""A lesson as PowerPoint slides: what goes in, how, and each slide as it will be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtWidgets import QCheckBox, QTextBrowser, QVBoxLayout

from explorer.export.slides.deck import HOW_TO_INSTALL, MISSING, has_library
from explorer.export.slides.outline import ASPECT, Leaf, Outline, SlideOptions
from explorer.export.slides.painting import paint_slide
from explorer.export.slides.template import SIZE
from explorer.session.lesson import Lesson
from explorer.ui.output.lesson.body_choice import BodyChoice
from explorer.ui.output.lesson.dialog_parts import fields_form, heading, words_field
from explorer.ui.output.lesson.lesson_dialog import LessonDialog
from explorer.ui.output.lesson.preview_canvas import Drawn
from explorer.ui.output.lesson.previews import Sheet
from explorer.ui.output.remembered import remember, remembered
from explorer.ui.segments import Segments

if TYPE_CHECKING:
    from explorer.export.slides.writing import SlidesMade
    from explorer.ui.main_window import MainWindow

__all__ = ["SlideChoices", "SlidesDialog", "open_slides"]

Questions = Literal["asked", "all", "none"]

KIND = "slides"
QUESTIONS = (
    ("asked", "As asked", "A question slide before the views of the lesson that ask"),
    ("all", "All", "A question slide before every view, then its answer"),
    ("none", "None", "No question slides"),
)
WANTED: dict[str, bool | None] = {"asked": None, "all": True, "none": False}
#: Pixels of the pictures on previewed slides, and frames that they are averaged over.
_WIDTH, _SUBPIXELS = 1440, 4
_NEEDED = f"{MISSING} {HOW_TO_INSTALL}"


@dataclass(frozen=True, slots=True)
class SlideChoices:
    """What is remembered of the last deck."""

    questions: Questions = "asked"
    figure: str | None = None
    sources: bool = True
    author: str = ""


def open_slides(window: MainWindow) -> SlidesDialog:
    """Ask how the slides are to be."""
    dialog = SlidesDialog(window)
    dialog.open()
    return dialog


class SlidesDialog(LessonDialog):
    """Shows every slide and what its speaker reads."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(
            window, "Slides", (".pptx", "PowerPoint slides"), (SIZE[0] / SIZE[1], ASPECT)
        )
        last = remembered(window.settings, KIND, SlideChoices())
        column = QVBoxLayout()
        column.addWidget(heading("What goes in", self))
        column.addWidget(self.goes_in)
        column.addSpacing(6)
        column.addWidget(heading("Words", self))
        self.author = words_field("Author", self)
        self.author.setPlaceholderText("None")
        self.author.setText(window.lessons.lesson.author or last.author)
        self.author.textChanged.connect(lambda _: self.changed())
        column.addLayout(fields_form(("&Title", self.title), ("&Author", self.author)))
        column.addSpacing(6)
        column.addWidget(heading("Question slides", self))
        self.questions = Segments("Question slides", QUESTIONS, self, wide=True)
        self.questions.set_value(last.questions)
        self.questions.chosen.connect(lambda _: self.changed())
        column.addWidget(self.questions)
        column.addSpacing(6)
        column.addWidget(heading("Slides", self))
        self.body = BodyChoice(window.bodies.figures(), last.figure, self)
        self.body.chosen.connect(self.changed)
        column.addLayout(fields_form(("&Body", self.body)))
        self.sources = QCheckBox("List the s&ources at the end", self)
        self.sources.setToolTip("They stand in the speaker's notes in any case; credits always do")
        self.sources.setChecked(last.sources)
        self.sources.toggled.connect(lambda _: self.changed())
        column.addWidget(self.sources)
        column.addSpacing(6)
        column.addWidget(self.warning)
        self.notes = QTextBrowser(self)
        self.notes.document().setDocumentMargin(10)
        self.notes.setTabChangesFocus(True)
        self.notes.setAccessibleName("Speaker's notes")
        self.notes.setPlaceholderText("This slide has no speaker's notes.")
        self.notes.setFixedHeight(112)
        self.previews.shown.connect(self._show_notes)
        self.arrange(column, self.notes)
        if not self.can_save:
            self.save.setToolTip(_NEEDED)

    @property
    def can_save(self) -> bool:
        """Whether the library that writes slides is installed."""
        return has_library()

    @property
    def options(self) -> SlideOptions:
        """How the slides are to be."""
        return SlideOptions(
            figure=self.body.figure,
            questions=WANTED[self.questions.value or "asked"],
            sources=self.sources.isChecked(),
        )

    def show_lesson(self, lesson: Lesson) -> None:
        """Show a preview of each slide."""
        lesson = replace(lesson, author=self.author.text().strip())
        options = self.options
        outline = self.stage.draw(lambda show: Outline(show, lesson, options))
        self.warn((*_missing(outline.missing), *(() if self.can_save else (_NEEDED,))))

        def draw(number: int) -> Drawn:
            leaf = outline.leaves[number]
            content = self.stage.draw(lambda show: outline.draw(show, leaf, _WIDTH, _SUBPIXELS))
            return Drawn(
                lambda painter, width: paint_slide(painter, content, number + 1, width),
                content.notes,
                content.title,
            )

        sheets = [
            Sheet(_name(leaf), (number, _looks(outline, leaf, lesson, options)))
            for number, leaf in enumerate(outline.leaves)
        ]
        self.previews.set_pages(sheets, draw)

    def work(self, lesson: Lesson, path: Path) -> tuple[Callable[..., Any], Callable[..., Any]]:
        """What writes the deck."""
        from explorer.export.slides.writing import require_pptx_name, write_slides

        require_pptx_name(path)
        author = self.author.text().strip()
        choices = SlideChoices(
            questions=self.questions.value or "asked",  # type: ignore[arg-type]
            figure=self.body.figure,
            sources=self.sources.isChecked(),
            author=author,
        )
        remember(self._window.settings, KIND, choices)
        lesson = replace(lesson, author=author)
        work = partial(
            write_slides, self._window.atlas, lesson, path, self.options, cache=self._window.cache
        )
        return work, _notes

    def _show_notes(self, drawn: Drawn) -> None:
        self.notes.setPlainText(drawn.words)


def _name(leaf: Leaf) -> str:
    return f"Question: {leaf.name}" if leaf.kind == "question" else leaf.name


def _looks(outline: Outline, leaf: Leaf, lesson: Lesson, options: SlideOptions) -> Any:
    """All that the look of a slide depends on."""
    if leaf.kind == "cover":
        return "cover", lesson.title, lesson.author, lesson.views[0].state.figure, options.figure
    if leaf.kind == "credits":
        return outline.draw_credits(leaf)
    return leaf.kind, lesson.views[leaf.number], options.figure


def _missing(figures: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        f"The body “{figure}” is not installed; the female body stands in for it."
        for figure in figures
    )


def _notes(made: SlidesMade) -> tuple[str, ...]:
    return _missing(made.missing)
