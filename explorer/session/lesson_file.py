"""A lesson in a file: readable JSON that opens on any figure and in any anatomy pack.

What is not known here is left out and named. A file that is damaged or newer than this program is
refused, and never written over.
"""

from __future__ import annotations

import json
import os
from collections.abc import Container
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from explorer.errors import ExplorerError
from explorer.files import write_bytes
from explorer.session.lesson import Lesson, LessonView, add_view
from explorer.session.lesson_format import FORMAT, VERSION, lesson_content
from explorer.session.saved_view import view_from, view_record
from explorer.session.view_faults import view_fault
from explorer.session.view_state import ViewState

__all__ = ["ENDING", "FORMAT", "lesson_record", "read_lesson", "write_lesson"]

#: How the names of lessons end.
ENDING = ".lesson.json"
_FIELDS = {field.name for field in fields(ViewState)}


class _Everything:
    """Knows every name: whether a file is a lesson does not depend on what is known here."""

    def __contains__(self, name: object) -> bool:
        return True


def lesson_record(lesson: Lesson, topology: str) -> dict[str, Any]:
    """A lesson as plain values, as they stand in its file."""
    return {
        "format": FORMAT,
        "format_version": VERSION,
        "topology": topology,
        "title": lesson.title,
        "author": lesson.author,
        "views": [
            {
                "id": view.id,
                "title": view.title,
                "notes": view.notes,
                "question": view.question,
                "hides_answer": view.hides_answer,
                "state": view_record(view.state),
            }
            for view in lesson.views
        ],
    }


def write_lesson(path: Path, lesson: Lesson, topology: str) -> None:
    """Write a lesson whole, or not at all.

    Parameters
    ----------
    topology
        Fingerprint of the mesh that painted pain is numbered on.

    Raises
    ------
    ExplorerError
        When the file cannot be written, or when there is one of this name that is no lesson which
        this program can read; what was there is untouched.
    """
    if os.path.exists(path):  # unlike Path.exists, not stopped by a folder that may not be read
        try:
            _read(path, _Everything(), topology)
        except ExplorerError as error:
            raise ExplorerError(
                f"{path.name} was not written over. {error.message}",
                "Save the lesson under another name.",
            ) from error
    text = json.dumps(lesson_record(lesson, topology), indent=2, ensure_ascii=False) + "\n"
    # Half of a character, as a broken clipboard gives it, cannot be written: it becomes a "?".
    write_bytes(path, text.encode("utf-8", "replace"))


def read_lesson(path: Path, known: Container[str], topology: str) -> tuple[Lesson, tuple[str, ...]]:
    """Read a lesson.

    Parameters
    ----------
    known
        Ids of points, muscles, regions and whatever else can be shown.

    Returns
    -------
    lesson, missing
        The lesson without what is not known here, and the names of what was left out. Figures and
        structures are kept: which there are depends on the packs that are installed.

    Raises
    ------
    ExplorerError
        When the file cannot be read, is no lesson, is newer than this program, or is damaged.
    """
    return _read(path, known, topology)


def _read(path: Path, known: Container[str], topology: str) -> tuple[Lesson, tuple[str, ...]]:
    file, missing = lesson_content(path)
    lesson = Lesson(file.title, file.author)
    for number, row in enumerate(file.views, 1):
        try:
            state, gone = _state(row.state, known, painted=file.topology == topology)
        except ExplorerError as error:
            raise ExplorerError(
                f"View {number} of {path.name} cannot be shown. {error.message}",
                "Open an earlier copy of the lesson.",
            ) from error
        missing += gone
        id = row.id or lesson.free_id()
        view = LessonView(id, row.title, row.notes, state, row.question, row.hides_answer)
        lesson = add_view(lesson, view)
    return lesson, tuple(dict.fromkeys(missing))


def _state(
    record: dict[str, Any], known: Container[str], *, painted: bool
) -> tuple[ViewState, list[str]]:
    """What a view shows, and what it would show if that were known here."""
    missing = sorted(set(record) - _FIELDS)
    record = {name: value for name, value in record.items() if name in _FIELDS}
    state, gone = view_from(record, known)
    missing += gone
    fault = view_fault(state)
    if fault:
        raise ExplorerError(f"It is damaged: {fault}.")
    if state.pain.strokes and not painted:
        missing.append("pain that was painted on another body mesh")
        state = replace(state, pain=replace(state.pain, strokes=()))
    lost = [ref.point for ref, _ in state.tried if ref.point not in known]
    lost += [flag for flag, _ in state.answers if flag.split(".")[0] not in known]
    lost += [condition for condition in state.conditions if condition not in known]
    left = replace(
        state,
        tried=tuple(row for row in state.tried if row[0].point not in lost),
        answers=tuple(row for row in state.answers if row[0] not in lost),
        conditions=tuple(c for c in state.conditions if c not in lost),
    )
    return left, missing + lost
