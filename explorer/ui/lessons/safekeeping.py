"""Keeps the unsaved lesson of a window safe from a crash, and offers what a crash left behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from explorer.errors import ExplorerError
from explorer.session.lesson import Lesson

if TYPE_CHECKING:
    from explorer.ui.lessons.offer_bar import OfferBar
    from explorer.ui.lessons.recovery import KeptLesson
    from explorer.ui.main_window import MainWindow

__all__ = ["Safekeeping"]

#: The hand rests this long (ms) before a change is written.
_REST = 700


class Safekeeping(QObject):
    """Writes the lesson of a desk a moment after each change, as long as it is not saved.

    Parameters
    ----------
    unsaved
        The lesson as it is now, or None when nothing of it would be lost.
    recovered
        Called with a lesson that was left behind and is wanted; False when there is no room for it.
    """

    def __init__(
        self,
        window: MainWindow,
        unsaved: Callable[[], Lesson | None],
        recovered: Callable[[Lesson], bool],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._unsaved = unsaved
        self._recovered = recovered
        self._own: KeptLesson | None = None
        self._waiting: list[KeptLesson] = []
        self._offered: tuple[KeptLesson, Lesson, tuple[str, ...]] | None = None
        self._told = False
        self.bar: OfferBar | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REST)
        self._timer.timeout.connect(self.keep_now)

    # Keeping -----------------------------------------------------------------------------------

    def changed(self) -> None:
        """The lesson has changed: keep it when the hand rests."""
        self._timer.start()

    def keep_now(self) -> None:
        """Write the lesson, or take its copy away when it is saved."""
        from explorer.ui.lessons.lesson_files import topology
        from explorer.ui.lessons.recovery import free_place

        self._timer.stop()
        lesson = self._unsaved()
        if lesson is None:
            self.forget()
            return
        if self._own is None:
            self._own = free_place(self._window.settings.path.parent)
        kept = self._own is not None and self._own.keep(lesson, topology())
        if not kept and not self._told:
            self._told = True
            self._window.status.setText("The lesson cannot be kept safe; save it soon.")

    def forget(self) -> None:
        """The lesson is saved or discarded: nothing of it need be kept."""
        self._timer.stop()
        own, self._own = self._own, None
        if own is not None:
            own.remove()

    def close(self) -> None:
        """The window closes; what is still unsaved is left for the next start."""
        if self._unsaved() is not None:
            self.keep_now()
        else:
            self.forget()
        self._timer.stop()
        offered = [] if self._offered is None else [self._offered[0]]
        own = [] if self._own is None else [self._own]
        for kept in (*own, *offered, *self._waiting):
            kept.let_go()
        self._own, self._offered, self._waiting = None, None, []

    # Offering ----------------------------------------------------------------------------------

    def greet(self) -> None:
        """Look for lessons that were left behind, and offer them one after the other."""
        folder = self._window.settings.path.parent
        if next(folder.glob("unsaved*"), None) is None:  # nothing is loaded for nothing
            return
        from explorer.ui.lessons.recovery import left_behind

        self._waiting = left_behind(folder)
        self._offer_next()

    def _offer_next(self) -> None:
        from explorer.ui.lessons.lesson_files import topology
        from explorer.ui.lessons.recovery import read_kept

        self._offered = None
        while self._waiting and self._offered is None:
            kept = self._waiting.pop(0)
            try:
                found = read_kept(kept, self._window.atlas.ids, topology())
            except ExplorerError as error:
                self._window.messages.say_error(error)
            else:
                self._offered = kept, *found
        if self._offered is not None:
            self._bar().offer(self._offered[1])
        elif self.bar is not None:
            self.bar.hide()

    def _bar(self) -> OfferBar:
        if self.bar is None:
            from explorer.ui.lessons.offer_bar import OfferBar

            self.bar = OfferBar()
            self.bar.opened.connect(self._open)
            self.bar.discarded.connect(self._discard)
            self._window.centre.add_bar(self.bar)
        return self.bar

    def _open(self) -> None:
        from explorer.ui.lessons.lesson_files import say_missing

        if self._offered is None:
            return
        kept, lesson, missing = self._offered
        if not self._recovered(lesson):
            return
        self.forget()
        self._own = kept  # until it is saved it stays as safe as it was
        say_missing(self._window, "the unsaved lesson", missing)
        self._offer_next()

    def _discard(self) -> None:
        if self._offered is not None:
            self._offered[0].remove()
            self._window.status.setText("The unsaved lesson was discarded")
            self._offer_next()
