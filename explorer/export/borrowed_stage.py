"""A stage that is lent for a while and given back as it was: the window's own, as a rule."""

from __future__ import annotations

from types import TracebackType

from explorer.scene.stage import Stage
from explorer.session.view_state import ViewState

__all__ = ["BorrowedStage"]


class BorrowedStage:
    """Shows other states on a stage; at the end of the ``with`` it shows again what it did.

    Meanwhile it shows nothing of the hand over it: no marker under a cursor, and all markers also
    while a tool works on the skin. What was measured on the body that it showed is told to it
    again, for it is forgotten when another body is shown.

    Parameters
    ----------
    state
        What the stage is showing.
    """

    def __init__(self, stage: Stage, state: ViewState) -> None:
        self.stage = stage
        self.state = state
        self._before = state, stage.size, stage.palette, stage.hovered, stage.quiet, stage.targets

    def show(self, state: ViewState) -> None:
        """Show another state."""
        former, self.state = self.state, state
        self.stage.update(former, state)

    def __enter__(self) -> BorrowedStage:
        self.stage.set_hovered(None)
        self.stage.set_quiet(False)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        state, size, palette, hovered, quiet, targets = self._before
        self.stage.set_palette(palette)
        self.stage.set_size(*size)
        self.show(state)
        self.stage.set_targets(targets)
        self.stage.set_quiet(quiet)
        self.stage.set_hovered(hovered)
