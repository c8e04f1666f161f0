"""Folders that are written whole or not at all, and what a killed import leaves behind.

A folder is written beside its place under a name that begins with ``.new-``; the former one steps
aside under ``.old-`` for the moment between two renames. Whichever moment a process is killed in,
the next start finds the former pack or the new one, whole.
"""

from __future__ import annotations

import os
import secrets
import shutil
import time
from collections.abc import Mapping
from pathlib import Path

from explorer.errors import ExplorerError

__all__ = ["clean", "delete", "folders", "write_folder"]

_NEW, _OLD = ".new-", ".old-"
_ASIDE = ".unreadable-"
_STALE_SECONDS = 24 * 3600


def folders(folder: Path) -> list[Path]:
    """The packs' folders, by name."""
    try:
        found = [p for p in folder.iterdir() if p.is_dir() and not p.name.startswith(".")]
    except OSError:
        return []
    return sorted(p for p in found if _ASIDE not in p.name)


def write_folder(place: Path, files: Mapping[str, bytes]) -> bool:
    """Write files into a folder, whole, in the place of a former one; whether there was one.

    Raises
    ------
    ExplorerError
        When they cannot be written; the former folder is then as it was.
    """
    mark = f"{place.name}-{os.getpid()}-{secrets.token_hex(4)}"
    new, old = place.parent / f"{_NEW}{mark}", place.parent / f"{_OLD}{mark}"
    replaced = False
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        new.mkdir()
        for name, content in files.items():
            write_file(new / name, content)
        if place.exists():
            place.rename(old)
            replaced = True
        try:
            new.rename(place)
        except OSError:
            if replaced:
                old.rename(place)
            raise
    except OSError as error:
        shutil.rmtree(new, ignore_errors=True)
        raise ExplorerError(
            f"The anatomy pack could not be written to {place.parent}: {error.strerror or error}.",
            "Choose a folder you may write to, with room left on the disk "
            "(TRIGGER_POINT_ANATOMY names another).",
        ) from error
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    shutil.rmtree(old, ignore_errors=True)
    return replaced


def write_file(path: Path, content: bytes) -> None:
    """One file, on the disk and not only on its way there."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def delete(place: Path) -> None:
    """Delete a folder: out of the list at once, then from the disk.

    Raises
    ------
    ExplorerError
        When it cannot be deleted.
    """
    gone = place.parent / f"{_NEW}{place.name}-{os.getpid()}-{secrets.token_hex(4)}"
    try:
        place.rename(gone)
    except OSError as error:
        raise ExplorerError(
            f"The anatomy pack {place.name!r} could not be removed: {error.strerror or error}.",
            f"Check that you may write to {place.parent}.",
        ) from error
    shutil.rmtree(gone, ignore_errors=True)


def clean(folder: Path) -> None:
    """Put back a pack that stepped aside, and delete half-written ones of processes that died."""
    try:
        hidden = [p for p in folder.iterdir() if p.name.startswith((_NEW, _OLD)) and p.is_dir()]
    except OSError:
        return
    for left in sorted(hidden):
        mark = left.name.removeprefix(_NEW).removeprefix(_OLD)
        name, _, rest = mark.partition("-")
        if not _is_dead(left, rest.partition("-")[0]):
            continue
        try:
            if left.name.startswith(_OLD) and not (folder / name).exists():
                left.rename(folder / name)
            else:
                shutil.rmtree(left, ignore_errors=True)
        except OSError:
            continue  # a read-only folder: nothing is lost by leaving it


def _is_dead(left: Path, pid: str) -> bool:
    if pid.isdigit() and int(pid) == os.getpid():
        return False
    if os.name == "posix" and pid.isdigit():
        try:
            os.kill(int(pid), 0)
        except ProcessLookupError:
            return True
        except (OSError, OverflowError):
            pass
    try:
        return time.time() - left.stat().st_mtime > _STALE_SECONDS
    except OSError:
        return False
