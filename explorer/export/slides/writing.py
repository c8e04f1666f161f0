"""A lesson as a PowerPoint deck: pictures with names, lines and legend that can be edited."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.anatomy.atlas import Atlas
from explorer.errors import ExplorerError
from explorer.export.showing import Showing, showing
from explorer.export.slides.deck import new_deck
from explorer.export.slides.outline import ASPECT, Outline, SlideOptions
from explorer.export.slides.shapes import add_slide
from explorer.files import write_bytes
from explorer.packs.cancelling import Cancelled
from explorer.session.lesson import Lesson

if TYPE_CHECKING:
    from pptx.presentation import Presentation

__all__ = ["ASPECT", "SlideOptions", "SlidesMade", "require_pptx_name", "write_slides"]


@dataclass(frozen=True, slots=True)
class SlidesMade:
    """What was written: how many slides, and the bodies that were missing and replaced."""

    slides: int
    missing: tuple[str, ...] = ()


def require_pptx_name(path: Path) -> None:
    """Refuse what cannot become a deck, before any work is done.

    Raises
    ------
    ExplorerError
        When the name does not end in .pptx, or its folder is not there.
    """
    if path.suffix.lower() != ".pptx":
        raise ExplorerError(
            f"Slides are saved as PPTX, but {path.name!r} ends in {path.suffix or 'nothing'}.",
            "Let the name end in .pptx.",
        )
    if not path.parent.is_dir():
        raise ExplorerError(f"There is no folder {path.parent}.", "Choose one that is there.")
    if path.is_dir():
        raise ExplorerError(f"{path} is a folder.", "Choose another name.")


def write_slides(
    atlas: Atlas,
    lesson: Lesson,
    path: Path,
    options: SlideOptions | None = None,
    *,
    progress: Callable[[float, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    show: Showing | None = None,
    cache: Path | None = None,
) -> SlidesMade:
    """Write a lesson as a deck, whole or not at all.

    Parameters
    ----------
    progress
        Told the share done (0..1) and what is being done.
    cancelled
        Asked before every slide whether to stop.
    show
        A stage to draw on that nobody else uses meanwhile; one of its own when None.
    cache
        Folder for baked results of a stage of its own, or None.

    Raises
    ------
    ExplorerError
        When the lesson is empty, the figure unknown, python-pptx missing, or the file cannot be
        written; what was there is untouched.
    Cancelled
        When ``cancelled`` says so; nothing was written.
    """
    options = options or SlideOptions()
    require_pptx_name(path)
    if not lesson.views:
        raise ExplorerError("The lesson has no views.", "Add a view to it first.")
    title = lesson.title.strip() or "Lesson"
    deck = new_deck(title, lesson.author, atlas.knowledge.disclaimer)
    if show is None:
        with showing(atlas, cache=cache) as own:
            made = _fill(deck, own, lesson, options, progress, cancelled)
    else:
        made = _fill(deck, show, lesson, options, progress, cancelled)
    content = io.BytesIO()
    deck.save(content)
    _check(cancelled)
    write_bytes(path, content.getvalue())
    if progress is not None:
        progress(1.0, "Done")
    return made


def _fill(
    deck: Presentation,
    show: Showing,
    lesson: Lesson,
    options: SlideOptions,
    progress: Callable[[float, str], None] | None,
    cancelled: Callable[[], bool] | None,
) -> SlidesMade:
    if options.figure is not None:
        show.stage.placed_on(options.figure)  # tells at once when there is none
    outline = Outline(show, lesson, options)
    for number, leaf in enumerate(outline.leaves):
        _check(cancelled)
        if progress is not None:
            progress((number + 0.5) / (len(outline.leaves) + 1), leaf.name)
        add_slide(deck, outline.draw(show, leaf))
    return SlidesMade(len(deck.slides), outline.missing)


def _check(cancelled: Callable[[], bool] | None) -> None:
    if cancelled is not None and cancelled():
        raise Cancelled("The slides were cancelled; nothing was written.")
