"""The shape of a lesson's file, and whether a file has it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import msgspec

from explorer.errors import ExplorerError

__all__ = ["FORMAT", "VERSION", "LessonFile", "ViewRow", "lesson_content"]

FORMAT = "trigger-point-explorer lesson"
VERSION = 1
#: Larger files and longer lessons were not made by hand.
LARGEST, MOST_VIEWS = 20_000_000, 1000


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
    return _decoded(path, _content(path))


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise ExplorerError(
                f"{path.name} is far too large for a lesson.", "Choose another file."
            )
        return path.read_bytes()
    except OSError as error:
        raise ExplorerError(
            f"{path} could not be read: {error.strerror or error}.", "Choose another file."
        ) from error


def _decoded(path: Path, content: bytes) -> tuple[LessonFile, list[str]]:
    """The file, and the names in it that are not known here."""
    hint = "Choose a file that was saved as a lesson."
    try:
        head: Any = msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ExplorerError(f"{path.name} is no lesson, or is damaged: {error}.", hint) from error
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        raise ExplorerError(f"{path.name} is no lesson.", hint)
    version = head.get("format_version")
    if isinstance(version, int) and version > VERSION:
        raise ExplorerError(
            f"{path.name} was saved by a newer version of this program.",
            "Install the newer version to open it.",
        )
    earlier = "Open an earlier copy of it."
    try:
        file = msgspec.convert(head, LessonFile)
    except msgspec.ValidationError as error:
        raise ExplorerError(f"The lesson in {path.name} is damaged: {error}.", earlier) from error
    if len(file.views) > MOST_VIEWS:
        raise ExplorerError(
            f"The lesson in {path.name} has {len(file.views)} views.",
            f"A lesson may have {MOST_VIEWS}.",
        )
    unknown = set(head) - {f.name for f in fields(LessonFile)}
    for row in head.get("views", ()):
        unknown |= set(row) - {f.name for f in fields(ViewRow)}
    return file, sorted(unknown)
