"""A lesson as one web page: what goes in, what a page cannot show, and how it will look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout

from explorer.errors import ExplorerError
from explorer.export.page.lessons import ASPECT, on_body, page_views
from explorer.export.page.size import estimated_size
from explorer.export.page.views import PageView, left_out, needs_of
from explorer.export.page.writing import LARGEST, write_page
from explorer.packs.figure_ids import pack_of_figure
from explorer.session.lesson import Lesson
from explorer.ui.output.lesson import page_preview
from explorer.ui.output.lesson.body_choice import BodyChoice
from explorer.ui.output.lesson.browser_preview import BrowserPreviews
from explorer.ui.output.lesson.dialog_parts import fields_form, heading
from explorer.ui.output.lesson.lesson_dialog import LessonDialog
from explorer.ui.output.lesson.page_preview import paint_page, take_view
from explorer.ui.output.lesson.preview_canvas import Drawn
from explorer.ui.output.lesson.previews import Sheet
from explorer.ui.output.lesson.slides_dialog import QUESTIONS, WANTED, Questions
from explorer.ui.output.remembered import remember, remembered
from explorer.ui.segments import Segments

if TYPE_CHECKING:
    from explorer.export.page.writing import PageReport
    from explorer.ui.main_window import MainWindow

__all__ = ["PageChoices", "PageDialog", "open_page"]

KIND = "page"
#: From this share of the largest size on there is a warning: sizes are guessed to a tenth.
_NEAR = 0.9
_TIPS = {
    "asked": "A question before the views of the lesson that ask",
    "all": "A question before every view, then its answer",
    "none": "No questions",
}


@dataclass(frozen=True, slots=True)
class PageChoices:
    """What is remembered of the last page."""

    questions: Questions = "asked"
    figure: str | None = None
    notes: bool = True
    all_points: bool = False


def open_page(window: MainWindow) -> PageDialog:
    """Ask how the page is to be."""
    dialog = PageDialog(window)
    dialog.open()
    return dialog


class PageDialog(LessonDialog):
    """Shows every view of the page; a browser shows it as it is."""

    with_markers = True

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, "Web page", (".html", "Web page"), (page_preview.ASPECT, ASPECT))
        last = remembered(window.settings, KIND, PageChoices())
        column = QVBoxLayout()
        column.addWidget(heading("What goes in", self))
        column.addWidget(self.goes_in)
        column.addSpacing(6)
        column.addWidget(heading("Words", self))
        column.addLayout(fields_form(("&Title", self.title)))
        self.notes = QCheckBox("N&otes of the lesson", self)
        self.notes.setToolTip("What you wrote for each view stands beside it")
        self.notes.setChecked(last.notes)
        column.addWidget(self.notes)
        column.addSpacing(6)
        column.addWidget(heading("Questions", self))
        rows = [(value, words, _TIPS[value]) for value, words, _ in QUESTIONS]
        self.questions = Segments("Questions", rows, self, wide=True)
        self.questions.set_value(last.questions)
        self.questions.chosen.connect(lambda _: self.changed())
        column.addWidget(self.questions)
        column.addSpacing(6)
        column.addWidget(heading("Page", self))
        self.body = BodyChoice(window.bodies.figures(), last.figure, self)
        self.body.chosen.connect(self.changed)
        column.addLayout(fields_form(("&Body", self.body)))
        self.all_points = QCheckBox("&Every point can be clicked", self)
        self.all_points.setToolTip("All points of the atlas with their notes, not only those shown")
        self.all_points.setChecked(last.all_points)
        column.addWidget(self.all_points)
        for box in (self.notes, self.all_points):
            box.toggled.connect(lambda _: self.changed())
        self.size_words = QLabel("", self)
        self.size_words.setObjectName("hint")
        self.size_words.setWordWrap(True)
        column.addWidget(self.size_words)
        column.addSpacing(6)
        column.addWidget(self.warning)
        self._views: tuple[PageView, ...] = ()
        self.in_browser = self.action(
            "Preview in bro&wser", "Make the page now and open it; nothing is saved yet"
        )
        self.in_browser.clicked.connect(self._preview)
        self.arrange(column)

    def show_lesson(self, lesson: Lesson) -> None:
        """Show a preview of each view, how large the page will be and what is not on it."""
        atlas, theme = self._window.atlas, self._window.theme
        figure, all_points = self.body.figure, self.all_points.isChecked()
        lesson, missing = self.stage.draw(lambda show: on_body(show, lesson, figure))
        views = page_views(
            atlas,
            lesson,
            questions=WANTED[self.questions.value or "asked"],
            notes=self.notes.isChecked(),
            markers=all_points,
        )
        self._views = views
        marks = frozenset(needs_of(atlas, views, all_points=all_points).marks)
        title = lesson.title

        def draw(number: int) -> Drawn:
            view = views[number]
            picture = self.stage.draw(
                lambda show: take_view(show, atlas, view, marks, theme, title)
            )
            place = number + 1, len(views)
            return Drawn(
                lambda painter, width: paint_page(painter, picture, theme, place, width),
                said=view.title,
            )

        self.previews.set_pages(
            [
                Sheet(view.title, (number, view, marks, title, len(views)))
                for number, view in enumerate(views)
            ],
            draw,
        )
        self._say(views, missing, estimated_size(atlas, views, all_points=all_points))

    def work(self, lesson: Lesson, path: Path) -> tuple[Callable[..., Any], Callable[..., Any]]:
        """What writes the page."""
        choices = PageChoices(
            questions=self.questions.value or "asked",  # type: ignore[arg-type]
            figure=self.body.figure,
            notes=self.notes.isChecked(),
            all_points=self.all_points.isChecked(),
        )
        self._follow()  # what was typed a moment ago goes in, too
        remember(self._window.settings, KIND, choices)
        return self._writing(path), _notes

    def _writing(self, path: Path) -> Callable[..., Any]:
        lesson = self.lesson
        return partial(
            write_page,
            self._window.atlas,
            self._views,
            path,
            title=lesson.title if lesson is not None else "",
            all_points=self.all_points.isChecked(),
            cache=self._window.cache,
        )

    def _say(self, views: tuple[PageView, ...], missing: tuple[str, ...], size: int) -> None:
        share = size / LARGEST
        about = f"About {size / 1e6:.1f} MB; it can be mailed, and needs no network."
        self.size_words.setText(about)
        said = [
            f"The body “{figure}” is not installed; the female body stands in for it."
            for figure in missing
        ]
        if share > _NEAR:
            most = f"{LARGEST / 1e6:.0f} MB"
            said.append(
                f"About {size / 1e6:.1f} MB, and a page may have {most}: show all views on one "
                "body, or take fewer points."
            )
        self.warn((*said, *left_out(views), *self._without_skin(views)))

    def _without_skin(self, views: tuple[PageView, ...]) -> tuple[str, ...]:
        names = dict.fromkeys(pack_of_figure(view.state.figure) for view in views)
        packs = [self._window.bodies.pack(name) for name in names if name is not None]
        return tuple(
            f"{info.title} has no skin of its own; the page shows another body."
            for info in packs
            if info is not None and not info.has_skin
        )

    # In the browser ----------------------------------------------------------------------------

    def _preview(self) -> None:
        self._follow()
        if self.lesson is None:
            return
        try:
            path = BrowserPreviews.of(self._window).new_path()
        except ExplorerError as error:
            self.messages.say_error(error)
            return
        self.messages.dismiss()
        self.begin("Making the page", self._writing(path), lambda _: self._open(path))

    def _open(self, path: Path) -> None:
        try:
            BrowserPreviews.of(self._window).open(path)
        except ExplorerError as error:
            self.messages.say_error(error)


def _notes(report: PageReport) -> tuple[str, ...]:
    return report.left_out
