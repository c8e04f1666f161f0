"""A stage that shows one view after another, on whatever figure is there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np

from explorer.anatomy.atlas import Atlas
from explorer.errors import ExplorerError
from explorer.export.plates import gui
from explorer.scene.camera import View, view_pose
from explorer.scene.carried_camera import carried
from explorer.scene.framing import frame_shown
from explorer.scene.stage import Stage
from explorer.session.view_state import PointRef, ViewState

__all__ = ["FALLBACK", "Showing", "showing"]

#: The body that stands in for one that is not installed.
FALLBACK = "female"
#: A view of one point shows so much of the body above and below it (mm).
_CLOSE = 250.0


class Showing:
    """Shows views on a stage that nobody else uses meanwhile.

    Parameters
    ----------
    state
        What the stage shows now.
    """

    def __init__(self, stage: Stage, state: ViewState) -> None:
        self.stage = stage
        self.state = state

    def show(self, state: ViewState) -> None:
        """Show another view."""
        self.stage.update(self.state, state)
        self.state = state

    def has(self, figure: str) -> bool:
        """Whether a body is there; one of a pack is while the pack is installed."""
        try:
            self.stage.placed_on(figure)
        except ExplorerError:
            return False
        return True

    def framed(self, state: ViewState, aspect: float) -> ViewState:
        """The view with a camera that shows all of it, for a picture of width over height."""
        self.show(state)
        if not (state.shown or state.region):
            return self.whole(state, aspect, "anterior")
        side = state.subject.side if state.subject is not None else "right"
        pose = frame_shown(self.stage, state.shown, aspect, state.region, side=side)
        return replace(state, camera=pose)

    def close_to(self, state: ViewState, ref: PointRef, aspect: float) -> ViewState:
        """The view with a camera that shows one point from in front, wherever its zones are."""
        self.show(state)
        pose = frame_shown(self.stage, (ref,), aspect, towards="points")
        back = np.subtract(pose.position, pose.focal_point)
        place = self.stage.placed.point(ref.point, ref.side).position
        distance = _CLOSE / np.tan(np.radians(pose.view_angle) / 2)
        x, y, z = (place + back / np.linalg.norm(back) * distance).tolist()
        fx, fy, fz = (float(c) for c in place)
        near = replace(pose, position=(x, y, z), focal_point=(fx, fy, fz))
        return replace(state, camera=near)

    def whole(self, state: ViewState, aspect: float, view: View) -> ViewState:
        """The view with a camera that shows the whole body from one side."""
        self.show(state)
        return replace(state, camera=view_pose(view, self.stage.bounds, aspect))

    def on_figure(self, state: ViewState, figure: str, aspect: float) -> ViewState:
        """The view as it looks on another figure, which is there.

        The camera goes along with the body; where the view's own body is not there to be compared,
        the view is framed anew.
        """
        if figure == state.figure:
            return state
        new = replace(state, figure=figure)
        if not self.has(state.figure):
            return self.framed(new, aspect)
        bodies = (self.stage.placed_on(f).figure.base_vertices for f in (state.figure, figure))
        return replace(new, camera=carried(state.camera, *bodies))


@contextmanager
def showing(atlas: Atlas, figure: str = FALLBACK, cache: Path | None = None) -> Iterator[Showing]:
    """A stage of one's own, with all that drawing needs, closed at the end.

    Raises
    ------
    ExplorerError
        When there is no such figure.
    """
    with gui():
        state = ViewState(figure=figure)
        stage = Stage(atlas, state, cache)
        try:
            yield Showing(stage, state)
        finally:
            stage.close()
