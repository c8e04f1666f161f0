"""Everything the window hands out: which dialog asks, and one file written at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from explorer.errors import ExplorerError
from explorer.ui.jobs import Job, Report

if TYPE_CHECKING:
    from explorer.ui.main_window import MainWindow
    from explorer.ui.output.output_bar import OutputBar

__all__ = ["BUSY", "BUSY_HINT", "OutputDesk"]

BUSY = "Something else is still being written."
BUSY_HINT = "Wait for it, or cancel it below."

#: So long (s) the window waits at its end for a file that is being stopped.
_LAST_WAIT = 3.0


class OutputDesk(QObject):
    """Opens the dialogs of the export menu and runs what they ask for beside the window.

    Nothing of it is loaded before it is used: a start must not pay for slides.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._job: Job | None = None
        self._gone = threading.Event()
        self._bar: OutputBar | None = None

    # Asking ------------------------------------------------------------------------------------

    def run(self, kind: str) -> None:
        """Open the dialog of a kind of output, or copy at once."""
        open_dialog = getattr(self, f"_open_{kind}")
        self._window.attempt(open_dialog)

    def take_figure(self, path: Path) -> None:
        """Open a figure's file in the composer."""
        from explorer.ui.output.figure.dialog import take_figure

        self._window.attempt(lambda: take_figure(self._window, path))

    def _open_copy_slide(self) -> None:
        from explorer.ui.output.figure.slide_copy import copy_for_slide

        copy_for_slide(self._window)

    def _open_figure(self) -> None:
        from explorer.ui.output.figure.dialog import open_figure

        open_figure(self._window)

    def _open_slides(self) -> None:
        from explorer.ui.output.lesson.slides_dialog import open_slides

        open_slides(self._window)

    def _open_page(self) -> None:
        from explorer.ui.output.lesson.page_dialog import open_page

        open_page(self._window)

    def _open_handout(self) -> None:
        from explorer.ui.output.handout.dialog import open_handout

        open_handout(self._window)

    def _open_model(self) -> None:
        from explorer.ui.output.model.dialog import open_model

        open_model(self._window)

    def _open_atlas(self) -> None:
        from explorer.ui.output.atlas.dialog import open_atlas

        open_atlas(self._window)

    # Writing -----------------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        """Whether something is being written."""
        return self._job is not None

    @property
    def bar(self) -> OutputBar:
        """The strip under the body."""
        if self._bar is None:
            from explorer.ui.output.output_bar import OutputBar

            self._bar = OutputBar()
            self._bar.cancelled.connect(self._cancel)
            self._window.centre.add_bar(self._bar)
        return self._bar

    def write(
        self,
        title: str,
        work: Callable[..., Any],
        path: Path,
        notes: Callable[[Any], tuple[str, ...]] = lambda _: (),
        *,
        opens: Path | None = None,
        left: str = "nothing was written",
    ) -> bool:
        """Write a file in a process of its own, with progress and a way to stop.

        Parameters
        ----------
        title
            What is being written, as "Slides".
        work
            A ``partial`` of one of the ``write_...`` functions; it is given ``progress`` and
            ``cancelled``.
        path
            Where the file, or the folder, will lie.
        notes
            Sentences on what could not be done as asked, from what the work returned.
        opens
            What "Open" opens, where that is not the file itself.
        left
            What is there when it is cancelled half way, said after "cancelled;".

        Returns
        -------
        False, with a message, when something else is still being written.
        """
        if self._job is not None:
            self._window.messages.say(BUSY, BUSY_HINT)
            return False
        self._window.messages.dismiss()
        self._window.status.setText("")
        self.bar.begin(f"Writing {path.name}")
        # Without a parent: it may outlive the window by the few seconds that its process needs.
        job = Job(partial(_beside, work, self._gone.is_set))

        def when_current(react: Callable[..., None]) -> Callable[..., None]:
            # A word that was under way when the window closed is heard by nobody.
            def heard(*values: Any) -> None:
                if self._job is job:
                    react(*values)

            return heard

        job.progressed.connect(when_current(self.bar.tell))
        job.done.connect(when_current(lambda result: self._done(title, path, opens, notes, result)))
        job.failed.connect(when_current(self._failed))
        job.cancelled.connect(when_current(lambda: self._ended(f"{title} cancelled; {left}.")))
        self._job = job
        job.start()
        return True

    def shutdown(self) -> None:
        """Stop what is being written; no half file is left behind.

        A process that cannot stop so soon is ended a few seconds later, without the window.
        """
        job, self._job = self._job, None
        if job is not None:
            self._window.hide()  # it is closing, and should not stand there dead meanwhile
            if not job.finish(_LAST_WAIT):
                self._gone.set()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _done(
        self,
        title: str,
        path: Path,
        opens: Path | None,
        notes: Callable[[Any], tuple[str, ...]],
        result: Any,
    ) -> None:
        self._job = None
        self.bar.say_written(path, f"{title} written: {path.name}, in {path.parent}", opens)
        said = notes(result)
        if said:
            self._window.messages.say(" ".join(said))

    def _failed(self, error: ExplorerError) -> None:
        self._ended("")
        if not error.hint.startswith("Traceback"):
            self._window.messages.say_error(error)
            return
        # A defect: its place in the program is for a report, not for a line over the body.
        from explorer.ui.dialogs import ReportDialog

        self._window.messages.say(error.message, "The report says where; nothing else is lost.")
        ReportDialog(f"{error.message}\n\n{error.hint}", self._window).show()

    def _ended(self, words: str) -> None:
        self._job = None
        self.bar.hide()
        if words:
            self._window.status.setText(words)


def _beside(
    work: Callable[..., Any], gone: Callable[[], bool], tell: Report, stop: Callable[[], bool]
) -> Any:
    from explorer.export.beside import run_beside

    return run_beside(work, tell, stop, gone)
