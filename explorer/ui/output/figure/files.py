"""Files of the figure composer: where a figure goes, and figures that were kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from explorer.errors import ExplorerError
from explorer.export.figures.file import ENDING
from explorer.export.figures.spec import FigureSpec
from explorer.export.figures.writing import FORMATS, require_target
from explorer.ui.output.figure.words import file_name

if TYPE_CHECKING:
    from explorer.ui.main_window import MainWindow

__all__ = ["ask_figure", "ask_picture", "ask_to_open", "keep_figure", "open_figure_file"]

_PICTURES = {
    ".png": "PNG picture (*.png)",
    ".svg": "SVG drawing, its words as text (*.svg)",
    ".pdf": "PDF page, its words as text (*.pdf)",
}
_FIGURES = f"Figure (*{ENDING})"
#: So many unknown names are told.
_TOLD = 4


def ask_picture(window: MainWindow, parent: QWidget, title: str, ending: str) -> Path | None:
    """Ask where a figure is to be written, and as what; None when the user thought better.

    Raises
    ------
    ExplorerError
        When no figure can be written under the name that was given.
    """
    ending = ending if ending in FORMATS else FORMATS[0]
    filters = [_PICTURES[ending], *(_PICTURES[other] for other in FORMATS if other != ending)]
    proposed = _folder(window) / f"{file_name(title, 'Figure')}{ending}"
    chosen, kind = QFileDialog.getSaveFileName(
        parent, "Save figure", str(proposed), ";;".join(filters), filters[0]
    )
    if not chosen:
        return None
    path = Path(chosen)
    if not path.suffix:
        wanted = next((end for end, words in _PICTURES.items() if words == kind), ending)
        path = path.with_name(path.name + wanted)
        if not _may_replace(path, parent):
            return None
    require_target(path)
    return path


def ask_figure(window: MainWindow, parent: QWidget, title: str) -> Path | None:
    """Ask where a figure's file is to lie."""
    proposed = _folder(window) / f"{file_name(title, 'Figure')}{ENDING}"
    chosen, _ = QFileDialog.getSaveFileName(parent, "Save figure file", str(proposed), _FIGURES)
    if not chosen:
        return None
    path = Path(chosen)
    if path.suffix.lower() != ".json":
        path = path.with_name(path.name + ENDING)
        if not _may_replace(path, parent):
            return None
    return path


def ask_to_open(window: MainWindow, parent: QWidget) -> Path | None:
    """Ask for a figure's file."""
    chosen, _ = QFileDialog.getOpenFileName(
        parent, "Open figure file", str(_folder(window)), f"{_FIGURES};;All files (*)"
    )
    return Path(chosen) if chosen else None


def keep_figure(path: Path, spec: FigureSpec) -> None:
    """Write a figure's file.

    Raises
    ------
    ExplorerError
        When it cannot be written; what was there is untouched.
    """
    from explorer.body.topology import load_topology
    from explorer.export.figures.file import write_figure_file

    write_figure_file(path, spec, load_topology().fingerprint())


def open_figure_file(window: MainWindow, path: Path) -> tuple[FigureSpec, str]:
    """A figure from its file, and a sentence on what is not known here.

    Raises
    ------
    ExplorerError
        When the file cannot be read, or is no figure.
    """
    from explorer.body.landmarks import load_landmarks
    from explorer.body.pain_skin import require_on_skin
    from explorer.body.topology import load_topology
    from explorer.export.figures.file import read_figure
    from explorer.packs.figures import figure_by_id

    fingerprint = load_topology().fingerprint()
    spec, missing = read_figure(path, window.atlas.ids, load_landmarks(), fingerprint)
    require_on_skin(spec.view.pain.strokes)
    told = []
    if missing:
        names = ", ".join(missing[:_TOLD]) + (" and more" if len(missing) > _TOLD else "")
        told.append(f"Left out of {path.name}, for this atlas does not know it: {names}.")
    figure, stands_in = spec.view.figure, window.session.state.figure
    try:
        figure_by_id(figure)
    except ExplorerError:
        spec = replace(spec, view=replace(spec.view, figure=stands_in))
        told.append(f"The body {figure} is not installed; the one of the window stands in for it.")
    return spec, " ".join(told)


def _may_replace(path: Path, parent: QWidget) -> bool:
    """Ask before a file is written over that Qt did not ask about: the ending was not typed."""
    if not path.exists():
        return True
    yes = QMessageBox.StandardButton.Yes
    words = f"{path.name} already exists. Do you want to replace it?"
    return QMessageBox.question(parent, "Save", words) == yes


def _folder(window: MainWindow) -> Path:
    folder = window.settings.value.picture_folder
    return Path(folder) if folder and Path(folder).is_dir() else Path.home()
