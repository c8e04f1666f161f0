"""Lessons and their files: new, open, save, and what becomes of changes that are not saved."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from explorer.session.lesson import Lesson
from explorer.session.lesson_file import ENDING, read_lesson, write_lesson
from explorer.ui.lessons.unsaved import ask_about_unsaved, ask_to_overwrite
from explorer.ui.output.remembered import remember, remembered

if TYPE_CHECKING:
    from explorer.ui.lessons.desk import LessonDesk
    from explorer.ui.main_window import MainWindow

__all__ = ["LessonFiles", "file_name", "say_missing"]

_KIND = f"Lesson (*{ENDING})"
#: So many unknown names are told.
_NAMED = 4
#: Characters that a file name cannot have on one system or another.
_NO_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class _Place:
    """Where lessons were last kept."""

    folder: str = ""


def file_name(title: str) -> str:
    """A name for the file of a lesson of this title."""
    name = " ".join(_NO_NAME.sub(" ", title).split()).strip(". ")[:_LONGEST].strip()
    return f"{name or 'Lesson'}{ENDING}"


def topology() -> str:
    """Fingerprint of the mesh that painted pain is numbered on."""
    from explorer.body.topology import load_topology

    return load_topology().fingerprint()


def say_missing(window: MainWindow, name: str, missing: tuple[str, ...]) -> None:
    """Name what a lesson would show if it were known here."""
    if missing:
        names = ", ".join(missing[:_NAMED]) + (" and more" if len(missing) > _NAMED else "")
        window.messages.say(f"Left out of {name}, for this atlas does not know it: {names}.")


class LessonFiles:
    """Opens and saves the lesson of a desk; what fails is said, and nothing is lost."""

    def __init__(self, window: MainWindow, desk: LessonDesk) -> None:
        self._window = window
        self._desk = desk

    # Opening -----------------------------------------------------------------------------------

    def new(self) -> None:
        """Begin a lesson without views."""
        if self.may_leave():
            self._desk.begin(Lesson(), None)
            self._window.status.setText("A new lesson")

    def open(self) -> bool:
        """Ask for a lesson and open it; False, and nothing changes, when none was opened."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, "Open lesson", str(self._folder()), f"{_KIND};;All files (*)"
        )
        return bool(chosen) and self.take(Path(chosen))

    def take(self, path: Path) -> bool:
        """Open a lesson's file; False, and nothing changes, when that was not possible."""
        window = self._window
        found = window.attempt(lambda: self._read(path))
        if found is None or not self.may_leave():
            return False
        lesson, missing = found
        window.messages.dismiss()
        self._desk.begin(lesson, path)
        self._remember(path)
        window.status.setText(f"Opened {path.name}")
        say_missing(window, path.name, missing)
        return True

    def _read(self, path: Path) -> tuple[Lesson, tuple[str, ...]]:
        from explorer.body.pain_skin import require_on_skin

        lesson, missing = read_lesson(path, self._window.atlas.ids, topology())
        for view in lesson.views:
            require_on_skin(view.state.pain.strokes)
        return lesson, missing

    # Saving ------------------------------------------------------------------------------------

    def save(self) -> bool:
        """Save the lesson in its file, or ask where; False when it is not saved."""
        path = self._desk.path
        return self.save_as() if path is None else self._write(path)

    def save_as(self) -> bool:
        """Ask where, and save the lesson there; False when it is not saved."""
        path = self._desk.path
        name = path.name if path is not None else file_name(self._desk.lesson.title)
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, "Save lesson", str(self._folder() / name), _KIND
        )
        if not chosen:
            return False
        path = Path(chosen)
        if path.suffix.lower() != ".json":
            path = path.with_name(path.name.removesuffix(".lesson") + ENDING)
            # The dialog asked about the name without its ending.
            if os.path.exists(path) and not ask_to_overwrite(path.name, self._window):
                return False
        return self._write(path)

    def _write(self, path: Path) -> bool:
        window, lesson = self._window, self._desk.lesson

        def work() -> bool:
            write_lesson(path, lesson, topology())
            return True

        if not window.attempt(work):
            return False
        window.messages.dismiss()
        self._desk.saved(lesson, path)
        self._remember(path)
        window.status.setText(f"Saved as {path}")
        return True

    # Leaving -----------------------------------------------------------------------------------

    def may_leave(self) -> bool:
        """Whether the lesson may be closed: it is saved, or the user says what to do with it."""
        desk = self._desk
        if not desk.unsaved:
            return True
        answer = ask_about_unsaved(desk.name, self._window)
        if answer == "save":
            return self.save()
        if answer == "discard":
            desk.discard()
            return True
        return False

    # Where -------------------------------------------------------------------------------------

    def _folder(self) -> Path:
        settings = self._window.settings
        for folder in (
            remembered(settings, "lesson", _Place()).folder,
            settings.value.picture_folder,
        ):
            if folder and os.path.isdir(folder):
                return Path(folder)
        return Path.home()

    def _remember(self, path: Path) -> None:
        remember(self._window.settings, "lesson", _Place(str(path.resolve().parent)))
