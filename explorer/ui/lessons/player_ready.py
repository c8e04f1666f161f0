"""Makes the next view of a lesson ready beside the window, while the present one is looked at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from explorer.packs.cancelling import Cancelled
from explorer.scene.layering import OPAQUE
from explorer.scene.roles import selected_muscle
from explorer.scene.stage import Stage
from explorer.session.view_state import ViewState
from explorer.ui.jobs import Job, Report

__all__ = ["NextReady"]

#: The end of a lesson waits so long for what is under way (s).
_PATIENCE = 0.5


class NextReady(QObject):
    """One view at a time, always the one asked for last; the hand never waits for it."""

    def __init__(self, stage: Stage, cache: Path | None, parent: QObject) -> None:
        super().__init__(parent)
        self._stage = stage
        self._cache = cache
        self._job: Job | None = None
        self._wanted: tuple[ViewState, str] | None = None

    @property
    def busy(self) -> bool:
        """Whether something is being made."""
        return self._job is not None

    def prepare(self, state: ViewState, figure: str) -> None:
        """Make a view ready while ``figure`` is shown, as soon as what is under way has stopped."""
        self._wanted = state, figure
        if self._job is None:
            self._start()
        else:
            self._job.cancel()

    def finish(self) -> None:
        """Stop, and wait a moment."""
        self._wanted = None
        if self._job is not None:
            self._job.finish(_PATIENCE)

    def _start(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is None:
            return
        state, figure = wanted
        stage, cache = self._stage, self._cache
        seen = stage.structures is not None and state.figure == figure

        def work(_tell: Report, stopped: Callable[[], bool]) -> None:
            _make(stage, cache, state, stopped, inside_there=seen)

        job = self._job = Job(work, self)
        for ended in (job.done, job.failed, job.cancelled):
            ended.connect(self._ended)
        job.start()

    def _ended(self, _: object = None) -> None:
        """Whatever is wrong is told when the view is shown."""
        if self._job is not None:
            self._job.deleteLater()
            self._job = None
        self._start()


def _make(
    stage: Stage,
    cache: Path | None,
    state: ViewState,
    stopped: Callable[[], bool],
    *,
    inside_there: bool,
) -> None:
    """Resolve all that a view needs; each part keeps what it has made."""

    def go_on() -> None:
        if stopped():
            raise Cancelled("Another view is wanted.")

    atlas, placed = stage.atlas, stage.placed_on(state.figure)
    for ref in (*state.shown, *state.compared):
        go_on()
        placed.zones.near(ref.point, "essential")
        placed.zones.near(ref.point, "spillover")
    if state.region is not None or not state.pain.empty:
        go_on()
        _ = placed.zones.graph
    if state.pain.strokes:
        from explorer.body.stipple_levels import stipple_levels

        go_on()
        stipple_levels()
    if state.danger:
        from explorer.body.danger_on_figure import danger_on

        go_on()
        danger = danger_on(placed)
        danger.prepare()
        _ = danger.over
    chosen = selected_muscle(state, atlas) if state.course else None
    if chosen is not None:
        from explorer.body.courses import skin_fibres

        go_on()
        skin_fibres(atlas, placed.figure, *chosen)
    if (state.skin_opacity < OPAQUE or state.xray) and not inside_there:
        from explorer.scene.structure_shading import baked_shading

        go_on()
        structures = stage.interior.structures(state.figure)
        go_on()
        baked_shading(structures, cache, state.figure)
