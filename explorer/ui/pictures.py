"""Saving and copying what is shown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from explorer.anatomy.atlas import Atlas
from explorer.session.settings import SettingsFile
from explorer.session.view_state import ViewState
from explorer.ui.links import record_title
from explorer.ui.viewport import Viewport

__all__ = ["copy_picture", "picture_title", "save_picture"]


def picture_title(atlas: Atlas, state: ViewState) -> str:
    """What a picture shows, for its file name and metadata."""
    if state.subject is None:
        return "Body"
    name = record_title(atlas, state.subject.id)
    return f"{name}, {state.subject.side}" if state.subject.kind == "point" else name


def copy_picture(viewport: Viewport, state: ViewState, *, dark: bool) -> tuple[int, int]:
    """Put the picture on the clipboard at twice the window's size; returns that size."""
    from explorer.export.stills import LARGEST_SIDE, StillOptions, render_still

    width, height = _device_size(viewport)
    factor = min(2.0, LARGEST_SIDE / max(width, height))
    options = StillOptions(
        round(width * factor),
        round(height * factor),
        labels=state.labels,
        legend=state.legend,
        dark=dark,
    )
    with _busy(viewport):
        image = render_still(viewport.stage, state, options, (width, height))
    QGuiApplication.clipboard().setImage(image)
    return options.width, options.height


def save_picture(
    viewport: Viewport,
    atlas: Atlas,
    state: ViewState,
    settings: SettingsFile,
    parent: QWidget,
    *,
    dark: bool,
) -> Path | None:
    """Ask how and where, then save; returns the file, or None when the user thought better.

    Raises
    ------
    ExplorerError
        When the picture could not be drawn or written.
    """
    from explorer.export.stills import render_still, save_still
    from explorer.ui.picture_dialog import PictureDialog

    size = _device_size(viewport)
    dialog = PictureDialog(settings.value, size, state.legend, parent)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    options = dialog.options(dark=dark)
    dialog.deleteLater()
    if not accepted:
        return None
    title = picture_title(atlas, state)
    folder = settings.value.picture_folder
    place = Path(folder) if folder and Path(folder).is_dir() else Path.home()
    chosen, _ = QFileDialog.getSaveFileName(
        parent, "Save picture", str(place / f"{title}.png"), "PNG picture (*.png)"
    )
    if not chosen:
        return None
    path = Path(chosen) if Path(chosen).suffix else Path(chosen).with_suffix(".png")
    with _busy(viewport):
        image = render_still(viewport.stage, state, options, size)
        save_still(image, path, title)
    settings.change(
        picture_folder=str(path.parent),
        picture_width=options.width,
        picture_height=options.height,
        picture_transparent=options.transparent,
        picture_labels=options.labels,
    )
    return path


def _device_size(viewport: Viewport) -> tuple[int, int]:
    ratio = viewport.devicePixelRatioF()
    return round(viewport.width() * ratio), round(viewport.height() * ratio)


@contextmanager
def _busy(viewport: Viewport) -> Iterator[None]:
    """A busy cursor; afterwards the window draws itself anew at its own size."""
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QGuiApplication.restoreOverrideCursor()
        viewport.schedule()
