"""A picture for a slide on the clipboard, by one key."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from explorer.export.figures.sketch import Sketch
from explorer.export.figures.spec import FigureSpec, LabelKind
from explorer.session.view_state import ViewState
from explorer.ui.output.figure.clipboard import put_on_clipboard
from explorer.ui.output.figure.options import KIND, FigureOptions
from explorer.ui.output.figure.words import aspect_of, title_of
from explorer.ui.output.lent_stage import put_back_hover
from explorer.ui.output.remembered import remembered

if TYPE_CHECKING:
    from explorer.ui.main_window import MainWindow

__all__ = ["copy_for_slide", "slide_figure"]


def copy_for_slide(window: MainWindow) -> None:
    """Compose what is shown for a slide and put it on the clipboard.

    Raises
    ------
    ExplorerError
        When it cannot be drawn; the clipboard is as it was.
    """
    window.viewport.finish_flight()
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        spec, sketch = slide_figure(window), Sketch(window.viewport.stage)
        shown = put_back_hover(window)
        composed = sketch.begin(spec, shown)
        while sketch.refine(shown):
            pass
        width, height = put_on_clipboard(sketch)
    finally:
        QGuiApplication.restoreOverrideCursor()
    what = spec.title or "the body"
    words = f"Copied for a slide: {what}, {width} x {height} pixels, as picture and as drawing."
    window.status.setText(" ".join((words, *composed.notes)))


def slide_figure(window: MainWindow) -> FigureSpec:
    """What is shown now as a figure for a slide; light or dark, and other points, as last made."""
    state = window.session.state
    options = remembered(window.settings, KIND, FigureOptions())
    bare = FigureSpec(
        view=state,
        view_aspect=aspect_of(window),
        title=title_of(window, state),
    )
    spec = FigureOptions(tone=options.tone, markers=options.markers).on(
        bare, window.theme.name == "dark"
    )
    return replace(spec, labels=_named(state), legend=state.legend)


def _named(state: ViewState) -> tuple[LabelKind, ...]:
    """Names as in the window: what is shown, and a region where that is the subject."""
    if not state.labels:
        return ()
    subject = state.subject
    region = subject is not None and subject.kind == "region"
    return ("points", "muscles", "regions") if region else ("points", "muscles")
