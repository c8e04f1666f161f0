"""Lays the zones of all points over the shown body, beside the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from explorer.scene.stage import Stage
from explorer.ui.jobs import Job, Report
from explorer.ui.pain_question import table_ready

__all__ = ["ZonesReady"]

#: Closing the window waits so long for zones that are being laid out (s).
_PATIENCE = 2.0


class ZonesReady(QObject):
    """Makes ready what a painted pain is ranked with: seconds, where nothing of it is baked.

    Signals
    -------
    done
        The zones of the body that was shown are at hand.
    failed
        An :class:`~explorer.errors.ExplorerError`.
    """

    done = Signal()
    failed = Signal(object)

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(parent)
        self._stage = stage
        self._job: Job | None = None

    @property
    def running(self) -> bool:
        """Whether it is under way."""
        return self._job is not None and self._job.running

    def start(self) -> None:
        """Begin, unless it is under way or all is at hand."""
        stage = self._stage
        if self.running or table_ready(stage.pain):
            return
        on, zones, points = stage.pain, stage.placed.zones, tuple(stage.atlas.points)

        def work(_tell: Report, stopped: Callable[[], bool]) -> None:
            for point in points:
                if stopped():
                    return
                zones.near(point, "essential")
                zones.near(point, "spillover")
            assert on.table is not None

        if self._job is not None:
            self._job.deleteLater()
        self._job = Job(work, self)
        self._job.done.connect(lambda _: self.done.emit())
        self._job.failed.connect(self.failed)
        self._job.start()

    def finish(self) -> bool:
        """Stop, and wait a moment; whether it has ended."""
        return self._job is None or self._job.finish(_PATIENCE)
