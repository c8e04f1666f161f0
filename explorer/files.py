"""Small files that must never be lost: written whole or not at all, set aside if unreadable."""

from __future__ import annotations

import json
import os
import tempfile
import time
from pathlib import Path
from typing import Any

from explorer.errors import ExplorerError

__all__ = ["make_folder", "read_json", "set_aside", "write_bytes", "write_json"]


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file whole: to a neighbour first, then renamed over the target.

    A link stays a link, and a file that was there keeps its access rights. The folder must exist:
    a slip in a path is better told than turned into a new folder.

    Raises
    ------
    ExplorerError
        When the folder cannot be written to or the disk is full; the former file is untouched.
    """
    target = path.resolve()
    temporary: str | None = None
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if os.name == "posix":  # mkstemp makes files private; keep the former mode, or the usual
            umask = os.umask(0)
            os.umask(umask)
            mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~umask
            os.chmod(temporary, mode)
        os.replace(temporary, target)
    except OSError as error:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        raise ExplorerError(
            f"{path} could not be written: {error.strerror or error}.",
            "Choose a folder you may write to, with room left on the disk.",
        ) from error


def make_folder(folder: Path) -> None:
    """Make a folder that pictures are to go into, with those above it.

    Raises
    ------
    ExplorerError
        When it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExplorerError(
            f"The folder {folder} cannot be made: {error.strerror or error}.",
            "Choose a place where you may write.",
        ) from error


def write_json(path: Path, content: Any) -> None:
    """Write JSON readably and whole."""
    text = json.dumps(content, indent=2, ensure_ascii=False) + "\n"
    write_bytes(path, text.encode("utf-8"))


def read_json(path: Path) -> Any:
    """Read a JSON file; raises ``OSError`` or ``ValueError`` as the reader found it."""
    return json.loads(path.read_text(encoding="utf-8"))


def set_aside(path: Path) -> Path | None:
    """Rename an unreadable file so that it is kept and a fresh one can be written.

    Returns the new path, or None when the file could not be moved (a read-only folder).
    """
    target = path.with_name(f"{path.name}.unreadable-{time.strftime('%Y%m%d-%H%M%S')}")
    count = 1
    while target.exists():
        count += 1
        target = target.with_name(
            f"{path.name}.unreadable-{time.strftime('%Y%m%d-%H%M%S')}-{count}"
        )
    try:
        path.rename(target)
    except OSError:
        return None
    return target
