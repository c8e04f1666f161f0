"""A stage that is lent for a while and given back as it was: the window's own, as a rule."""

from __future__ import annotations

from types import TracebackType

from explorer.scene.stage import Stage
from explorer.session.view_state import ViewState

__all__ = ["BorrowedStage"]


class BorrowedStage:
    """Shows other states on a stage; at the end of the ``with`` it shows again what it did.

    Parameters
    ----------
    state
        What the stage is showing.
    """

    def __init__(self, stage: Stage, state: ViewState) -> None:
        self.stage = stage
        self.state = state
        self._before = state, stage.size, stage.palette, stage.hovered

    def show(self, state: ViewState) -> None:
        """Show another state."""
        former, self.state = self.state, state
        self.stage.update(former, state)

    def __enter__(self) -> BorrowedStage:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        state, size, palette, hovered = self._before
        self.stage.set_palette(palette)
        self.stage.set_size(*size)
        self.show(state)
        self.stage.set_hovered(hovered)
