"""Which slides a deck has, in their order, before any of them is drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from explorer.export.showing import FALLBACK, Showing
from explorer.export.slides.content import SlideContent
from explorer.export.slides.credits import credit_slides
from explorer.export.slides.pages import PICTURE, cover_slide, view_slide
from explorer.session.lesson import Lesson, LessonView

__all__ = ["ASPECT", "Leaf", "Outline", "SlideOptions"]

#: Width over height of the pictures on slides.
ASPECT = PICTURE[2] / PICTURE[3]


@dataclass(frozen=True, slots=True)
class SlideOptions:
    """How a deck is made.

    Attributes
    ----------
    figure
        The body that all views are shown on; each on its own when None.
    questions
        A question slide before every view (True), before none (False), or before those that ask
        (None).
    width
        Width of the pictures in pixels.
    sources
        Whether the sources are listed after the credits; they always stand in the speaker's notes.
    """

    figure: str | None = None
    questions: bool | None = None
    width: int = 2000
    sources: bool = True


@dataclass(frozen=True, slots=True)
class Leaf:
    """One slide that will be.

    Attributes
    ----------
    number
        Which view of the lesson, or which of the slides with credits, it shows.
    name
        What is told while it is drawn.
    """

    kind: Literal["cover", "question", "view", "credits"]
    number: int
    name: str


class Outline:
    """The slides of a lesson; each is drawn when it is asked for.

    ``missing`` are the bodies that are not there and were replaced, as far as was found out.
    """

    def __init__(self, show: Showing, lesson: Lesson, options: SlideOptions) -> None:
        self._has: Callable[[str], bool] = show.has
        self._lesson = lesson
        self._options = options
        self.missing: tuple[str, ...] = ()
        self._credits = credit_slides(
            show.stage.atlas,
            [replace(view.state, figure=self._figure(view)) for view in lesson.views],
            sources=options.sources,
        )
        self.leaves = self._leaves()

    def draw(
        self, show: Showing, leaf: Leaf, width: int | None = None, subpixels: int = 8
    ) -> SlideContent:
        """What is on a slide; its pictures as wide as the options say, or ``width`` pixels."""
        if leaf.kind == "credits":
            return self.draw_credits(leaf)
        view = self._lesson.views[leaf.number]
        if leaf.kind == "cover":
            return cover_slide(show, self._lesson, self._figure(view), subpixels)
        there = replace(view, state=show.on_figure(view.state, self._figure(view), ASPECT))
        question = leaf.kind == "question"
        return view_slide(
            show, there, width or self._options.width, question=question, subpixels=subpixels
        )

    def draw_credits(self, leaf: Leaf) -> SlideContent:
        """What is on a slide with credits, for which no stage is needed."""
        return self._credits[leaf.number]

    def _figure(self, view: LessonView) -> str:
        """The body that a view is shown on."""
        figure = self._options.figure or view.state.figure
        if self._has(figure):
            return figure
        self.missing = tuple(dict.fromkeys((*self.missing, figure)))
        return FALLBACK

    def _leaves(self) -> tuple[Leaf, ...]:
        leaves = [Leaf("cover", 0, "Cover")]
        for number, view in enumerate(self._lesson.views):
            name = view.title or f"View {number + 1}"
            wanted = self._options.questions
            if wanted if wanted is not None else view.asks:
                leaves.append(Leaf("question", number, name))
            leaves.append(Leaf("view", number, name))
        leaves += [Leaf("credits", number, "Credits") for number in range(len(self._credits))]
        return tuple(leaves)
