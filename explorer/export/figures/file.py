"""A figure as a small readable file of its own, which makes the same picture again."""

from __future__ import annotations

import json
import os
from collections.abc import Container
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from explorer.errors import ExplorerError
from explorer.export.figures.spec import FigureSpec, FreeLabel, LabelKind, PageSize
from explorer.files import write_bytes
from explorer.own_files import convert_own, read_own
from explorer.session.saved_view import view_from, view_record
from explorer.session.view_state import ViewState

__all__ = ["ENDING", "FORMAT", "is_figure_file", "read_figure", "write_figure_file"]

FORMAT = "trigger-point-explorer figure"
VERSION = 1
#: How the names of figure files end.
ENDING = ".figure.json"
_VIEW_FIELDS = {field.name for field in fields(ViewState)}


@dataclass(frozen=True, slots=True)
class _File:
    format: str
    format_version: int
    size: PageSize
    view: dict[str, Any]
    view_aspect: float = 1.0
    topology: str = ""
    labels: tuple[LabelKind, ...] = ()
    free: tuple[FreeLabel, ...] = ()
    legend: bool = True
    certainty: bool = False
    compass: bool = True
    credits: bool = True
    title: str = ""
    subtitle: str = ""
    font: str = ""
    font_size: float | None = None
    dark: bool = False
    transparent: bool = False
    background: str | None = None


def is_figure_file(text: str) -> bool:
    """Whether words of a command line mean a file, and not the id of a record."""
    return text.lower().endswith(".json") or os.path.sep in text


def write_figure_file(path: Path, spec: FigureSpec, topology: str) -> None:
    """Write a figure's file whole, or not at all.

    Parameters
    ----------
    topology
        Fingerprint of the mesh that painted pain is numbered on.

    Raises
    ------
    ExplorerError
        When the figure cannot be, the file cannot be written, or there is one of this name that is
        no figure which this program can read; what was there is untouched.
    """
    values = asdict(spec.checked())
    values["view"] = view_record(spec.view)
    if os.path.exists(path):
        try:
            _decoded(path)
        except ExplorerError as error:
            raise ExplorerError(
                f"{path.name} was not written over. {error.message}",
                "Save the figure under another name.",
            ) from error
    head = {"format": FORMAT, "format_version": VERSION, "topology": topology}
    text = json.dumps(head | values, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    write_bytes(path, text.encode("utf-8", "replace"))


def read_figure(
    path: Path, known: Container[str], landmarks: Container[str], topology: str
) -> tuple[FigureSpec, tuple[str, ...]]:
    """Read a figure.

    Parameters
    ----------
    known
        Ids of points, muscles, regions and whatever else can be shown.
    landmarks
        Ids of the places that names of one's own may stand at.

    Returns
    -------
    spec, missing
        The figure without what is not known here, and the names of what was left out.

    Raises
    ------
    ExplorerError
        When the file cannot be read, is no figure, is newer than this program, or is damaged.
    """
    file, missing = _decoded(path)
    missing += sorted(set(file.view) - _VIEW_FIELDS)
    record = {name: value for name, value in file.view.items() if name in _VIEW_FIELDS}
    try:
        view, gone = view_from(record, known)
        if view.pain.strokes and file.topology != topology:
            missing.append("pain that was painted on another body mesh")
            view = replace(view, pain=replace(view.pain, strokes=()))
        missing += [*gone, *(f.landmark for f in file.free if f.landmark not in landmarks)]
        chosen = {f.name: getattr(file, f.name) for f in fields(FigureSpec) if f.name != "view"}
        free = tuple(f for f in file.free if f.landmark in landmarks)
        spec = FigureSpec(**(chosen | {"view": view, "free": free})).checked()
    except ExplorerError as error:
        raise ExplorerError(
            f"The figure in {path.name} cannot be drawn. {error.message}",
            error.hint or "Open an earlier copy of it.",
        ) from error
    return spec, tuple(dict.fromkeys(missing))


def _decoded(path: Path) -> tuple[_File, list[str]]:
    """The file, and the names in it that are not known here."""
    head = read_own(path, "figure", FORMAT, VERSION)
    file = convert_own(head, _File, path, "figure")
    return file, sorted(set(head) - {f.name for f in fields(_File)})
