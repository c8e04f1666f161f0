"""What the pressing lines of shown points meet on a body with real muscles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from explorer.anatomy.model import Side
from explorer.packs.figure_ids import pack_of_figure
from explorer.session.view_state import PointRef, ViewState

if TYPE_CHECKING:
    from explorer.packs.checking import PointCheck, PointChecker
    from explorer.scene.stage import Stage

__all__ = ["MeasuredBody"]


class MeasuredBody:
    """Follows pressing lines on the shown body, if that is a pack with a skin; keeps the results.

    The first point of a body takes half a second, for the body's flesh is read for it; the next
    ones take a frame's time or less.
    """

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._figure = ""
        self._checker: PointChecker | None = None
        self._known: dict[PointRef, PointCheck | None] = {}

    def forget(self) -> None:
        """The pack that was measured has changed."""
        self._figure = ""

    def check(self, state: ViewState, ref: PointRef) -> PointCheck | None:
        """What the line of a point meets; None where that cannot be measured."""
        stage = self._stage
        if pack_of_figure(state.figure) is None or not stage.has_skin:
            return None
        if state.figure != self._figure:
            # Imported when used: few look at a pack.
            from explorer.packs.checking import PointChecker

            structures = stage.interior.structures(state.figure)
            self._checker = PointChecker(stage.atlas, stage.placed, structures)
            self._figure, self._known = state.figure, {}
        if ref not in self._known:
            assert self._checker is not None
            self._known[ref] = self._checker.check(stage.placed.point(ref.point, ref.side))
        return self._known[ref]

    def sentence(self, state: ViewState, ref: PointRef) -> str:
        """How deep a point lies on this body and through what; empty where nothing is known."""
        found = self.check(state, ref)
        if found is None:
            return ""
        from explorer.packs.depth_words import depth_sentence

        structures = self._stage.interior.structures(state.figure)
        return depth_sentence(found, self._stage.atlas, structures)

    def targets(self, state: ViewState) -> dict[tuple[str, Side], npt.NDArray[np.float64]]:
        """Where the needles of the shown points end."""
        found = [check for ref in state.shown if (check := self.check(state, ref)) is not None]
        if not found:
            return {}
        from explorer.packs.checking import targets_of

        return targets_of(found)
