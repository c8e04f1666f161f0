"""Shows the views of a lesson in the window's own viewport, with smooth moves between them.

The viewport follows a session of the projector's meanwhile: nothing that is shown becomes a step of
undo, and at the end the viewport shows again what it did.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from explorer.export.credits import caption
from explorer.export.slides.pictures import concealed
from explorer.session.lesson import LessonView
from explorer.session.session import Session
from explorer.session.view_state import ViewState
from explorer.ui.lessons.player_ready import NextReady
from explorer.ui.lessons.player_steps import on_the_way
from explorer.ui.lessons.player_views import asked, camera_on, fitted, framed

if TYPE_CHECKING:
    from explorer.ui.lessons.player_fade import Dissolve
    from explorer.ui.main_window import MainWindow

__all__ = ["Projector"]

#: How long the camera flies from one view to the next (s).
FLIGHT_SECONDS = 0.9


class _Shown(Session):
    """What is shown while a lesson is played. There is no way back from a view."""

    def show(self, state: ViewState) -> None:
        """Show another state."""
        self._begin_with(state)


class Projector(QObject):
    """Has the viewport from when it is made until it is closed.

    Signals
    -------
    arrived
        All of a view is shown, and nothing moves any more.
    """

    arrived = Signal()

    def __init__(self, window: MainWindow, dissolve: Dissolve, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._viewport = window, window.viewport
        self._stage, self._dissolve = window.viewport.stage, dissolve
        self._arriving: ViewState | None = None  # what is shown when the camera has arrived
        self._left_body = False  # whether another one than the window's was shown
        self._ready = NextReady(self._stage, window.cache, self)
        viewport = self._viewport
        self._tool, self._foot = viewport.tool, viewport.caption
        viewport.set_tool(None)
        viewport.finish_flight()
        self._session = _Shown(window.session.state)
        viewport.follow(self._session)
        viewport.clickable = False
        self._session.subscribe(self._state_changed)

    @property
    def state(self) -> ViewState:
        """What is shown now, from where."""
        return self._session.state

    @property
    def busy(self) -> bool:
        """Whether a view is still on its way."""
        return self._arriving is not None

    def show(self, view: LessonView, *, asking: bool) -> tuple[str, str]:
        """Go to a view, from wherever the camera is.

        Returns
        -------
        question, words
            What it asks, when it is ``asking``; and what is not shown as it was made.
        """
        now, fit = self._session.state, fitted(self._stage, view)
        state = concealed(fit.state) if asking else fit.state
        self._left_body |= state.figure != self._window.session.state.figure
        begin = camera_on(self._stage, now.camera, now.figure, state.figure)
        self._dissolve.begin()
        self._stage.set_hovered(None)
        self._arriving = None
        self._session.show(on_the_way(now, state, begin))
        if fit.unframed:
            state = replace(state, camera=framed(self._stage, self._session.state))
        self._viewport.caption = caption(self._session.state)
        question = asked(self._stage, view, self._session.state, state) if asking else ""
        self._arriving = state
        self._viewport.fly_to(state.camera, "lesson", FLIGHT_SECONDS)
        self._arrive(fading=True)  # unless the camera has a way to go
        return question, fit.words

    def prepare(self, view: LessonView) -> None:
        """Make a view ready while another one is looked at."""
        self._ready.prepare(fitted(self._stage, view).state, self._session.state.figure)

    def close(self) -> None:
        """Give the viewport back to the window's session."""
        window, viewport = self._window, self._viewport
        self._arriving = None
        self._ready.finish()
        self._stage.set_hovered(None)
        viewport.follow(window.session)
        viewport.clickable, viewport.ink_size, viewport.caption = True, 1.0, self._foot
        viewport.set_tool(self._tool)
        if self._left_body:
            window.card.refresh()  # the needles that were measured went with it

    def _state_changed(self, old: ViewState, new: ViewState) -> None:
        if self._arriving is not None and not self._viewport.flying:
            # The camera has arrived, or the hand has stopped it; a listener itself changes nothing.
            QTimer.singleShot(0, self, self._arrive)

    def _arrive(self, *, fading: bool = False) -> None:
        """Show all of the view, from where the camera is now."""
        if self._arriving is None or self._viewport.flying:
            return
        state, self._arriving = replace(self._arriving, camera=self._session.state.camera), None
        if state != self._session.state:
            if not fading:
                self._dissolve.begin()
            self._session.show(state)
            self._viewport.caption = caption(state)
        self.arrived.emit()
