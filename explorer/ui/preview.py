"""Shows on the body what a link would show, for as long as the pointer rests on it."""

from __future__ import annotations

from dataclasses import replace

from explorer.session.session import Session
from explorer.session.view_state import PointRef, ViewState
from explorer.ui.viewport import Viewport

__all__ = ["Preview"]


class Preview:
    """Draws a state that is nobody's: the session never hears of it, and no undo leads there."""

    def __init__(self, viewport: Viewport, session: Session) -> None:
        self._viewport = viewport
        self._session = session
        self._drawn: ViewState | None = None

    @property
    def shown(self) -> tuple[PointRef, ...]:
        """The points that are previewed."""
        return self._drawn.shown if self._drawn is not None else ()

    def show(self, refs: tuple[PointRef, ...]) -> None:
        """Preview the zones of points; none puts the picture back."""
        state = self._session.state
        wanted = replace(state, shown=refs, region=None, zones=True) if refs else None
        if wanted == self._drawn:
            return
        before, self._drawn = self._drawn or state, wanted
        self._viewport.stage.update(before, wanted or state)
        self._viewport.schedule()

    def state_changed(self, new: ViewState) -> None:
        """The session has moved on: whatever was previewed is gone.

        The stage was told of the change as if there had been no preview; telling it of the whole
        way from the preview to the new state puts right what that left.
        """
        drawn, self._drawn = self._drawn, None
        if drawn is not None:
            self._viewport.stage.update(drawn, new)
            self._viewport.schedule()
