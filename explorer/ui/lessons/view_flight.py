"""A view of a lesson comes onto the body: one step of undo, with a smooth move of the camera."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from explorer.errors import ExplorerError
from explorer.export.showing import Showing
from explorer.session.commands import Command
from explorer.session.view_state import CameraPose, ViewState
from explorer.ui.flight import Flight

if TYPE_CHECKING:
    from explorer.ui.main_window import MainWindow

__all__ = ["ViewFlight", "for_this_client"]

_TEXT = "Show view"


def for_this_client(view: ViewState, now: ViewState) -> ViewState:
    """What a view shows, with what the client who is here said, answered and has."""
    return replace(
        view,
        answers=now.answers,
        tried=now.tried,
        conditions=now.conditions,
        pain=replace(view.pain, words=now.pain.words),
    )


class ViewFlight(QObject):
    """Shows views in the window.

    All steps of one flight join the step that showed the view: one undo leads back to what was
    shown before. Whatever else changes meanwhile ends the flight.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._number = 0
        self._moving = False
        self._flight = Flight(self._look, self)
        self._unsubscribe = window.session.subscribe(self._state_changed)

    @property
    def under_way(self) -> bool:
        """Whether the camera is on its way to a view."""
        return self._flight.under_way

    def show(self, view: ViewState) -> None:
        """Show a view and fly to where it is seen from.

        Raises
        ------
        ExplorerError
            When no body can be drawn.
        """
        window, session = self._window, self._window.session
        window.viewport.finish_flight()
        self._flight.finish()
        self._number += 1
        name = f"lesson view {self._number}"
        now = session.state
        there = for_this_client(standing_in(window, view), now)
        self._do(Command(_TEXT, lambda s: replace(there, camera=s.camera), name))
        if now.camera != there.camera:
            self._flight.start(now.camera, there.camera, name)

    def finish(self) -> None:
        """Arrive at once."""
        self._flight.finish()

    def close(self) -> None:
        """Stay where the flight has come to, for good."""
        self._flight.stop()
        self._unsubscribe()

    def _look(self, pose: CameraPose, name: str) -> None:
        self._do(Command(_TEXT, lambda s: replace(s, camera=pose), name))

    def _do(self, command: Command) -> None:
        self._moving = True
        try:
            self._window.session.do(command)
        finally:
            self._moving = False

    def _state_changed(self, old: ViewState, new: ViewState) -> None:
        if not self._moving:
            self._flight.stop()


def standing_in(window: MainWindow, view: ViewState) -> ViewState:
    """The view on its own body, or where that is not installed on the one that is shown."""
    stage, now = window.viewport.stage, window.session.state
    try:
        stage.placed_on(view.figure)
    except ExplorerError:
        showing = Showing(stage, now)
        try:
            found = showing.on_figure(view, now.figure, aspect_of(window))
        finally:
            showing.show(now)
        window.messages.say(
            f"The body of this view, {view.figure}, is not installed.",
            "It is shown on the present one.",
        )
        return found
    return view


def aspect_of(window: MainWindow) -> float:
    """Width over height of the body's picture."""
    return window.viewport.width() / max(window.viewport.height(), 1)
