"""Small pictures of views, drawn on the window's own stage while nobody needs it."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from explorer.errors import ExplorerError
from explorer.export.ink_style import InkStyle
from explorer.export.painting import paint_overlay
from explorer.export.showing import Showing
from explorer.session.view_state import ViewState
from explorer.ui.output.lent_stage import LentStage

if TYPE_CHECKING:
    from explorer.ui.main_window import MainWindow

__all__ = ["HEIGHT", "WIDTH", "Thumbnails"]

#: Size of a thumbnail in logical pixels.
WIDTH, HEIGHT = 68, 51
#: Drawn at least so fine, for the ink's sake.
_LEAST_RATIO = 2.0
#: Frames averaged for smooth edges.
_SUBPIXELS = 4
#: Rings of points are drawn so small (1 is their size in the window).
_INK = 0.42
#: Between two thumbnails, and while the hand is at work, the window gets so long to itself (ms).
_PAUSE = 60
#: So many are kept; older ones are drawn anew when they are seen again.
_KEPT = 200

_Key = tuple[ViewState, str]


class Thumbnails(QObject):
    """Gives pictures that it has, and draws the others one at a time when all is quiet.

    Signals
    -------
    drawn
        One more can be had.
    """

    drawn = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._kept: OrderedDict[_Key, QPixmap | None] = OrderedDict()
        self._wanted: dict[_Key, None] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._next)

    def of(self, state: ViewState) -> QPixmap | None:
        """The picture of a view, or None until it has been drawn."""
        key = state, self._window.theme.name
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        self._wanted[key] = None
        if not self._timer.isActive():
            self._timer.start()
        return None

    @property
    def waiting(self) -> int:
        """How many are still to be drawn."""
        return len(self._wanted)

    def close(self) -> None:
        """Draw no more."""
        self._timer.stop()
        self._wanted.clear()

    def _next(self) -> None:
        key = self._first_that_can_be_drawn() if self._quiet() else None
        if key is not None:
            del self._wanted[key]
            self._kept[key] = self._draw(key[0])  # None, too: it is not tried again and again
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            self.drawn.emit()
        if self._wanted:
            self._timer.start()

    def _first_that_can_be_drawn(self) -> _Key | None:
        theme, stage = self._window.theme.name, self._window.viewport.stage
        # Muscles and bones that are just being made ready are not made a second time.
        waits = self._window.baker.busy and stage.structures is None
        for key in tuple(self._wanted):
            state, dressed = key
            if dressed != theme:
                del self._wanted[key]
            elif not (waits and (state.xray or state.skin_opacity < 1.0)):
                return key
        return None

    def _quiet(self) -> bool:
        """Whether the stage shows what the session says, and nobody would notice its absence."""
        window = self._window
        sources = window.pain.sources
        return (
            window.navigator.isVisible()  # while a lesson is played it is not
            and window.viewport.crisp
            and QApplication.mouseButtons() == Qt.MouseButton.NoButton
            and QApplication.activeWindow() in (window, None)
            and not (sources is not None and sources.preview.shown)
        )

    def _draw(self, state: ViewState) -> QPixmap | None:
        view = replace(state, markers=False, danger=False)
        try:
            # A lender of its own each time, for nobody waits for it and no cursor need say so.
            return LentStage(self._window).draw(lambda show: self._picture(show, view))
        except ExplorerError:
            return None

    def _picture(self, show: Showing, view: ViewState) -> QPixmap:
        window, stage = self._window, show.stage
        palette = window.theme.scene
        ratio = max(window.devicePixelRatioF(), _LEAST_RATIO)
        width, height = round(WIDTH * ratio), round(HEIGHT * ratio)
        stage.set_size(width, height)
        stage.set_palette(palette)
        there = show.has(view.figure)
        show.show(view if there else show.on_figure(view, show.state.figure, WIDTH / HEIGHT))
        frame = stage.average(_SUBPIXELS)
        format = QImage.Format.Format_RGBA8888
        image = QImage(frame.data, width, height, 4 * width, format).copy()
        overlay = stage.overlay(lambda *_: (0.0, 0.0), _INK * ratio, labels=False)
        painter = QPainter(image)
        style = InkStyle(palette, _INK * ratio)
        paint_overlay(painter, replace(overlay, compass=(), needles=()), style)
        painter.end()
        picture = QPixmap.fromImage(image)
        picture.setDevicePixelRatio(ratio)
        return picture
