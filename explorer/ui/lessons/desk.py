"""The lesson that is being made in the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from explorer.session.lesson import Lesson
from explorer.session.lesson_editor import LessonEditor
from explorer.ui.lessons.page_focus import PageFocus
from explorer.ui.lessons.safekeeping import Safekeeping

if TYPE_CHECKING:
    from explorer.ui.lessons.lesson_files import LessonFiles
    from explorer.ui.lessons.lesson_page import LessonPage
    from explorer.ui.lessons.thumbnails import Thumbnails
    from explorer.ui.lessons.view_flight import ViewFlight
    from explorer.ui.main_window import MainWindow

__all__ = ["LessonDesk"]

#: The page's name in the navigator.
_PAGE = "lesson"


class LessonDesk(QObject):
    """Holds the lesson; its page, its files and its player are made when first needed.

    Attributes
    ----------
    editor
        The lesson with its undo.
    path
        The file in which it stands, or None.
    chosen
        The id of the view that is marked, or an empty text; new views come after it.
    page
        The page in the left panel, once it has been shown.
    safe
        Keeps what is unsaved safe from a crash.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.editor = LessonEditor()
        self.path: Path | None = None
        self.chosen = ""
        self.page: LessonPage | None = None
        self.thumbnails: Thumbnails | None = None
        self._flight: ViewFlight | None = None
        self._files: LessonFiles | None = None
        self._dropped: Lesson | None = None  # discarded, and not changed since
        self._asks = True
        self._caption = window.windowTitle()
        self._focus = PageFocus(self)
        self._focus.changed.connect(window.show_history)
        self.safe = Safekeeping(
            window, lambda: self.lesson if self.unsaved else None, self._recovered
        )
        self.editor.subscribe(self._changed)
        window.navigator.add_page_later(_PAGE, self._make_page)
        window.closed.connect(self._close)

    @property
    def lesson(self) -> Lesson:
        """The lesson as it is now."""
        return self.editor.lesson

    @property
    def unsaved(self) -> bool:
        """Whether anything would be lost if the lesson were closed now."""
        return self.editor.unsaved and self.lesson is not self._dropped

    @property
    def name(self) -> str:
        """What the lesson is called."""
        if self.lesson.title.strip():
            return self.lesson.title.strip()
        return self.path.name.split(".")[0] if self.path is not None else "Lesson"

    @property
    def files(self) -> LessonFiles:
        """Opens and saves it."""
        if self._files is None:
            from explorer.ui.lessons.lesson_files import LessonFiles

            self._files = LessonFiles(self._window, self)
        return self._files

    # Commands ----------------------------------------------------------------------------------

    def run(self, id: str) -> None:
        """Run a command of the Lesson menu."""
        commands: dict[str, Any] = {
            "page": self._open_page,
            "new": self.files.new,
            "open": self._open,
            "save": self.files.save,
            "save_as": self.files.save_as,
            "add": self.add,
            "replace": self.replace,
            "play": self.play,
            "play_here": lambda: self.play(self.chosen),
        }
        self.settle()
        commands[id]()

    def _open(self) -> None:
        if self.files.open():
            self._open_page()

    def take(self, path: Path) -> None:
        """Open a lesson's file, and show it."""
        self.settle()
        if self.files.take(path):
            self._open_page()

    def add(self) -> None:
        """Add what is shown as a view, after the one that is marked."""
        from explorer.ui.lessons.making import add_shown

        self._arrive()
        self._window.attempt(lambda: add_shown(self._window, self))

    def replace(self) -> None:
        """Show in the marked view what is shown now; its words stay."""
        from explorer.ui.lessons.making import replace_with_shown

        self._arrive()
        self._window.attempt(lambda: replace_with_shown(self._window, self))

    def play(self, start: str = "") -> None:
        """Play the lesson, from a view on."""
        if not self.lesson.views:
            self._window.messages.say(
                "The lesson has no views yet.", "Show something on the body and press A to add it."
            )
            return
        from explorer.ui.lessons.player import play

        self._arrive()
        first = self.lesson.position(start) if start else 0
        self._window.attempt(lambda: play(self._window, self.lesson, first))

    def show(self, id: str) -> None:
        """Show a view on the body."""
        from explorer.ui.lessons.view_flight import ViewFlight

        if self._flight is None:
            self._flight = ViewFlight(self._window)
        flight, view = self._flight, self.lesson.view(id)
        self._window.attempt(lambda: flight.show(view.state))

    def choose(self, id: str) -> None:
        """Mark a view, or none."""
        self.chosen = id
        self._show()

    def settle(self) -> None:
        """Take over what is just being written in the list."""
        if self.page is not None:
            self.page.views.finish_editing()

    def finish_flight(self) -> None:
        """Let a view that is being shown arrive."""
        if self._flight is not None:
            self._flight.finish()

    def _arrive(self) -> None:
        self.finish_flight()
        self._window.viewport.finish_flight()

    # Undo --------------------------------------------------------------------------------------

    @property
    def has_focus(self) -> bool:
        """Whether the keyboard is on the page: undo is the lesson's then."""
        return self._focus.inside

    @property
    def history(self) -> tuple[str | None, str | None]:
        """What undo would take back, and redo bring again."""
        return self.editor.undo_text, self.editor.redo_text

    def undo(self) -> None:
        """Take back the last change of the lesson."""
        marked, ids = self.chosen, [view.id for view in self.lesson.views]
        self.editor.undo()
        if marked and all(view.id != marked for view in self.lesson.views):
            # A view that had been added is gone: mark the one that it had been added after.
            self.choose(ids[max(ids.index(marked) - 1, 0)] if self.lesson.views else "")

    def redo(self) -> None:
        """Bring it again."""
        self.editor.redo()

    # Showing -----------------------------------------------------------------------------------

    def _open_page(self) -> None:
        window = self._window
        if not window.panels.shown("find"):
            window.panels.set_shown("find", True)
        window.navigator.focus_page(_PAGE)

    def _make_page(self) -> LessonPage:
        from explorer.ui.lessons.page_making import make_page

        self.page, self.thumbnails = make_page(self._window, self)
        self._focus.page = self.page
        self._show()
        self.page.follow_in_tabs(self._window.navigator.tabs.button("layers"))
        return self.page

    def _changed(self, old: Lesson, new: Lesson) -> None:
        before, ids = [view.id for view in old.views], [view.id for view in new.views]
        fresh = [id for id in ids if id not in before]
        if len(fresh) == 1:
            self.chosen = fresh[0]
        elif self.chosen not in ids:
            # The view that stands now where the marked one stood.
            at = before.index(self.chosen) if self.chosen in before else len(ids)
            self.chosen = ids[min(at, len(ids) - 1)] if ids else ""
        elif before == ids:
            changed = [a.id for a, b in zip(old.views, new.views, strict=True) if a != b]
            if len(changed) == 1:  # an undo may be one of another view: let it be seen
                (self.chosen,) = changed
        self._show()
        self.safe.changed()

    def _show(self) -> None:
        """Show the lesson wherever it can be seen."""
        window = self._window
        if self.page is not None:
            self.page.show_lesson(self.lesson, self.chosen)
            self.page.show_history(*self.history)
        if self.has_focus:
            window.show_history()
        if not self.lesson.views:
            window.setWindowModified(False)
            window.setWindowTitle(self._caption)
            return
        # Qt takes "[*]" for the place of the star, and twice that for the characters themselves.
        window.setWindowTitle(f"{self.name.replace('[*]', '[*][*]')}[*] – {self._caption}")
        window.setWindowModified(self.unsaved)

    # Beginning and ending ----------------------------------------------------------------------

    def begin(self, lesson: Lesson, path: Path | None) -> None:
        """Begin with another lesson; the former one is saved, or nobody wants it."""
        self.path, self._dropped = path, None
        self.editor.open(lesson)
        self.safe.forget()
        self.choose("")

    def saved(self, lesson: Lesson, path: Path) -> None:
        """The lesson stands in a file now."""
        self.path = path
        self.editor.mark_saved(lesson)
        if not self.unsaved:
            self.safe.forget()
        self._show()

    def discard(self) -> None:
        """Nobody wants the lesson as it is now."""
        self._dropped = self.lesson
        self.safe.forget()

    def may_close(self) -> bool:
        """Whether the window may close: changes are saved, or the user says what to do."""
        self.settle()
        return not self._asks or self.files.may_leave()

    def let_go(self) -> None:
        """The program ends without asking: what is unsaved is left for the next start."""
        self._asks = False

    def greet(self) -> None:
        """Offer what an earlier run could not save."""
        self.safe.greet()

    def _recovered(self, lesson: Lesson) -> bool:
        """Go on with a lesson that an earlier run could not save."""
        if not self.files.may_leave():
            return False
        self.begin(lesson, None)
        self.editor.mark_saved(Lesson())
        self._show()
        self._open_page()
        return True

    def _close(self) -> None:
        self._focus.close()
        if self._flight is not None:
            self._flight.close()
        if self.thumbnails is not None:
            self.thumbnails.close()
        self.safe.close()
