"""A row that says what a dialog is waiting for, how far it is, and lets one stop it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from explorer.ui.elided import ElidedLabel
from explorer.ui.jobs import Job, Report

__all__ = ["BusyRow"]

#: So long (s) the window waits at its end for something that is being stopped.
_LAST_WAIT = 3.0


class BusyRow(QWidget):
    """Does one piece of work in a process of its own; hidden while there is none.

    Signals
    -------
    done
        What the work returned.
    failed
        An :class:`ExplorerError`.
    stopped
        Somebody has stopped it.
    """

    done = Signal(object)
    failed = Signal(object)
    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        self.label = ElidedLabel("", self)
        self.label.setObjectName("hint")
        self.label.setAccessibleName("What is being done")
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(120)
        self.stop = QPushButton("Stop", self)
        self.stop.setObjectName("small")
        self.stop.setAutoDefault(False)
        self.stop.setToolTip("Stop; nothing is left behind")
        self.stop.clicked.connect(self._stop)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.progress)
        layout.addWidget(self.stop)
        self.hide()

    @property
    def busy(self) -> bool:
        """Whether something is being done."""
        return self._job is not None

    def begin(self, words: str, work: Callable[..., Any]) -> None:
        """Do a piece of work, instead of what was begun before.

        Parameters
        ----------
        work
            A ``partial`` that can be pickled; it is given ``progress`` and ``cancelled``.
        """
        self.drop()
        self.label.setText(words)
        self.progress.setValue(0)
        # Without a parent: the process may need some seconds to stop, and the dialog does not wait.
        job = self._job = Job(_beside(work))
        job.progressed.connect(lambda share, _: self._tell(job, share))
        job.done.connect(lambda result: self._end(job, self.done, result))
        job.failed.connect(lambda error: self._end(job, self.failed, error))
        job.cancelled.connect(lambda: self._end(job, self.stopped))
        self.show()
        job.start()

    def drop(self) -> None:
        """Stop what is being done; nobody hears of it any more."""
        job, self._job = self._job, None
        self.hide()
        if job is not None:
            job.cancel()

    def shutdown(self) -> None:
        """The window closes."""
        job = self._job
        self.drop()
        if job is not None:
            job.finish(_LAST_WAIT)

    def _stop(self) -> None:
        self.drop()
        self.stopped.emit()

    def _tell(self, job: Job, share: float) -> None:
        if job is self._job:
            self.progress.setValue(round(1000 * share))

    def _end(self, job: Job, tell: Any, *values: Any) -> None:
        if job is self._job:  # else nobody wants to hear of it any more
            self._job = None
            self.hide()
            tell.emit(*values)


def _beside(work: Callable[..., Any]) -> Callable[[Report, Callable[[], bool]], Any]:
    def run(tell: Report, stop: Callable[[], bool]) -> Any:
        from explorer.export.beside import run_beside

        return run_beside(work, tell, stop, stop)

    return run
