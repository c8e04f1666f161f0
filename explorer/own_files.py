"""Reading files that this program wrote: pain drawings, figures, lessons.

Each is JSON that names its format and version, so that a stranger's file, a newer one and a damaged
one each get a sentence of their own.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import msgspec

from explorer.errors import ExplorerError

__all__ = ["convert_own", "own_format", "read_own"]

#: Larger files were not made by hand.
LARGEST = 20_000_000

_T = TypeVar("_T")


def read_own(
    path: Path, kind: str, format: str, version: int, largest: int = LARGEST
) -> dict[str, Any]:
    """What stands in a file of a format, up to a version.

    Parameters
    ----------
    kind
        What the file holds, as one says it: ``pain drawing``.

    Raises
    ------
    ExplorerError
        When it cannot be read, is no such file, or is newer than this program.
    """
    hint = f"Choose a file that was saved as a {kind}."
    try:
        if path.stat().st_size > largest:
            raise ExplorerError(f"{path.name} is far too large for a {kind}.", hint)
        content = path.read_bytes()
    except OSError as error:
        raise ExplorerError(
            f"{path} could not be read: {error.strerror or error}.", hint
        ) from error
    try:
        head: Any = msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ExplorerError(f"{path.name} is no {kind}, or is damaged: {error}.", hint) from error
    if not isinstance(head, dict) or head.get("format") != format:
        raise ExplorerError(f"{path.name} is no {kind}.", hint)
    found = head.get("format_version")
    if isinstance(found, int) and found > version:
        raise ExplorerError(
            f"{path.name} was saved by a newer version of this program.",
            "Install the newer version to open it.",
        )
    return head


def own_format(path: Path) -> str:
    """The format that a JSON file names; empty where it names none or cannot be read."""
    try:
        if path.stat().st_size > LARGEST:
            return ""
        head: Any = msgspec.json.decode(path.read_bytes())
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ""
    format = head.get("format") if isinstance(head, dict) else None
    return format if isinstance(format, str) else ""


def convert_own(head: dict[str, Any], record: type[_T], path: Path, kind: str) -> _T:
    """The record that a file holds.

    Raises
    ------
    ExplorerError
        When something in it has the wrong shape.
    """
    try:
        return msgspec.convert(head, record)
    except msgspec.ValidationError as error:
        raise ExplorerError(
            f"The {kind} in {path.name} is damaged: {error}.", "Open an earlier copy of it."
        ) from error
