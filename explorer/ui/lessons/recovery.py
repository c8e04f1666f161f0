"""An unsaved lesson outlives a crash: it is kept beside the settings until it is saved."""

from __future__ import annotations

import itertools
from collections.abc import Container
from pathlib import Path

from PySide6.QtCore import QLockFile

from explorer.errors import ExplorerError
from explorer.files import set_aside
from explorer.session.lesson import Lesson
from explorer.session.lesson_file import ENDING, read_lesson, write_lesson

__all__ = ["KeptLesson", "free_place", "left_behind", "read_kept"]

_NAME = "unsaved"


class KeptLesson:
    """A file for one unsaved lesson, which no other window touches meanwhile.

    The lock names the process that holds it: what a process that has ended left behind is free.
    """

    def __init__(self, path: Path, lock: QLockFile) -> None:
        self.path = path
        self._lock = lock

    def keep(self, lesson: Lesson, topology: str) -> bool:
        """Write the lesson; False where that is not possible."""
        try:
            write_lesson(self.path, lesson, topology)
        except ExplorerError:
            return False
        return True

    def remove(self) -> None:
        """It is saved, or nobody wants it."""
        try:
            self.path.unlink(missing_ok=True)
        except OSError:
            return
        finally:
            self.let_go()

    def let_go(self) -> None:
        """Leave the file, if there is one, for the next start."""
        self._lock.unlock()


def free_place(folder: Path) -> KeptLesson | None:
    """A file that nobody uses; None where nothing can be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    for number in itertools.count(1):
        path = folder / f"{_NAME}{f'-{number}' if number > 1 else ''}{ENDING}"
        lock = _lock_of(path)
        if lock.tryLock(0):
            if not path.exists():
                return KeptLesson(path, lock)
            lock.unlock()  # left behind by another run, and not asked about yet
        elif lock.error() != QLockFile.LockError.LockFailedError:
            return None
    raise AssertionError("numbers do not end")


def left_behind(folder: Path) -> list[KeptLesson]:
    """What runs that did not end well have left; it is locked until it is let go."""
    found = []
    for path in sorted(folder.glob(f"{_NAME}*{ENDING}")):
        lock = _lock_of(path)
        if lock.tryLock(0):
            found.append(KeptLesson(path, lock))
    return found


def read_kept(
    kept: KeptLesson, known: Container[str], topology: str
) -> tuple[Lesson, tuple[str, ...]]:
    """The lesson that was kept, and the names in it that are not known here.

    Raises
    ------
    ExplorerError
        When it cannot be read; it has been set aside then, and the sentence says where.
    """
    try:
        return read_lesson(kept.path, known, topology)
    except ExplorerError as error:
        aside = set_aside(kept.path)
        kept.let_go()
        where = f"It is kept as {aside}." if aside else f"It was left as {kept.path}."
        raise ExplorerError(
            f"An unsaved lesson was found, but it cannot be read. {error.message}", where
        ) from error


def _lock_of(path: Path) -> QLockFile:
    lock = QLockFile(str(path) + ".lock")
    lock.setStaleLockTime(0)  # however old, it holds while its process lives
    return lock
