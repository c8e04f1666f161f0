"""The shape of a lesson's file, and whether a file has it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from explorer.errors import ExplorerError
from explorer.own_files import convert_own, read_own

__all__ = ["FORMAT", "VERSION", "LessonFile", "ViewRow", "lesson_content"]

FORMAT = "trigger-point-explorer lesson"
VERSION = 1
#: Longer lessons were not made by hand.
MOST_VIEWS = 1000


@dataclass(frozen=True, slots=True)
class ViewRow:
    """A view as it stands in the file."""

    state: dict[str, Any]
    id: str = ""
    title: str = ""
    notes: str = ""
    question: str = ""
    hides_answer: bool = False


@dataclass(frozen=True, slots=True)
class LessonFile:
    """The file; ``topology`` is the mesh that painted pain is numbered on."""

    format: str
    format_version: int
    topology: str = ""
    title: str = ""
    author: str = ""
    views: tuple[ViewRow, ...] = ()


def lesson_content(path: Path) -> tuple[LessonFile, list[str]]:
    """What a file holds, and the names in it that are not known here.

    Raises
    ------
    ExplorerError
        When it cannot be read, is no lesson, is newer than this program, or is damaged.
    """
    return _decoded(path)


def _decoded(path: Path) -> tuple[LessonFile, list[str]]:
    """The file, and the names in it that are not known here."""
    head = read_own(path, "lesson", FORMAT, VERSION)
    file = convert_own(head, LessonFile, path, "lesson")
    if len(file.views) > MOST_VIEWS:
        raise ExplorerError(
            f"The lesson in {path.name} has {len(file.views)} views.",
            f"A lesson may have {MOST_VIEWS}.",
        )
    unknown = set(head) - {f.name for f in fields(LessonFile)}
    for row in head.get("views", ()):
        unknown |= set(row) - {f.name for f in fields(ViewRow)}
    return file, sorted(unknown)
