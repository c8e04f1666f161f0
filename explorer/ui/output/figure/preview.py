"""The left side of the figure composer: the page as it will be, and what there is to say of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.errors import ExplorerError
from explorer.export.figures.drawing import Composed
from explorer.export.figures.spec import FigureSpec
from explorer.ui.output.figure.drawer import FigureDrawer
from explorer.ui.output.figure.notes import FigureNotes
from explorer.ui.output.figure.preview_pane import FigurePreviewPane

if TYPE_CHECKING:
    from explorer.ui.main_window import MainWindow

__all__ = ["FigurePreview"]

#: How long after the last change the page is drawn (ms), so that typing stays fluid; what takes
#: long is drawn less often.
_PATIENCE, _MOST_PATIENCE = 150, 900
#: After how much of the drawing the page is shown anew: between them it hardly changes.
_SHOWN_AT = (0.5, 1.0)


class FigurePreview(QWidget):
    """Follows the figure that is wanted whenever it is told that this has changed.

    Parameters
    ----------
    wanted
        The figure; raises :class:`ExplorerError` when it is one that cannot be made.

    Signals
    -------
    judged
        Whether the figure can be made.
    drawn
        The :class:`FigureSpec` that is seen now.
    """

    judged = Signal(bool)
    drawn = Signal(object)

    def __init__(
        self, window: MainWindow, wanted: Callable[[], FigureSpec], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._wanted = wanted
        self._spec = FigureSpec()
        self._note = ""
        self._fault: ExplorerError | None = None  # that was met while it was drawn
        self._refused: ExplorerError | None = None  # why the last thing could not be done
        self._outcome = ""  # of what was done last
        self._over = False
        self.pane = FigurePreviewPane(self)
        self.pane.resized.connect(self._ask)
        self.notes = FigureNotes(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.pane, 1)
        column.addWidget(self.notes)
        self.drawer = FigureDrawer(window, self)
        self.drawer.began.connect(self._began)
        self.drawer.advanced.connect(self._advanced)
        self.drawer.failed.connect(self._failed)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._draw)

    @property
    def crisp(self) -> bool:
        """Whether the page is what is wanted, and finished."""
        return not (self._patience.isActive() or self.drawer.under_way)

    def follow(self) -> None:
        """Another figure is wanted: say at once whether it can be, and draw it before long."""
        self._refused, self._outcome = None, ""
        self.judge()
        self._ask()

    def set_note(self, note: str) -> None:
        """Say something besides what is to be said of each figure."""
        self._note = note
        self.notes.show_notes((note,))

    def tell(self, outcome: str = "", refused: ExplorerError | None = None) -> None:
        """Say what became of what was asked for; it stays until another figure is wanted.

        The page is drawn anew when these words take room from it, and must not wipe them away.
        """
        self._outcome, self._refused = outcome, refused
        self.notes.show_notes((self._note, outcome))
        self.judge()

    def judge(self) -> FigureSpec | None:
        """The figure that is wanted; None, and it is said why, when it cannot be made."""
        fault, spec = self._fault, None
        try:
            spec = self._wanted()
        except ExplorerError as error:
            fault = error
        self.notes.show_fault(fault or self._refused)
        self.judged.emit(fault is None)
        return spec if fault is None else None

    def stop(self) -> None:
        """Draw nothing any more."""
        self._over = True
        self._patience.stop()
        self.drawer.stop()

    def _ask(self) -> None:
        if not self._over:
            wait = max(_PATIENCE, min(_MOST_PATIENCE, round(1000 * self.drawer.seconds)))
            self._patience.start(wait)

    def _draw(self) -> None:
        if self._window.isActiveWindow() and QGuiApplication.mouseButtons():
            self._patience.start(_PATIENCE)  # the body is being turned
            return
        self._fault = None
        spec = self.judge()
        if spec is None:
            self.drawer.stop()
            self.pane.fade()
            return
        self._spec = spec
        page, room = spec.size.pixels, self.pane.room
        self.drawer.start(spec, min(room[0] / page[0], room[1] / page[1]))

    def _began(self, composed: Composed) -> None:
        self.notes.show_notes((self._note, self._outcome, *composed.notes))
        self.drawn.emit(self._spec)
        self._show()

    def _advanced(self, share: float) -> None:
        if share in _SHOWN_AT:
            self._show()

    def _show(self) -> None:
        try:
            picture = self.drawer.sketch.picture()
        except ExplorerError as error:
            self._failed(error)
            return
        self.pane.show_picture(picture, clear=self._spec.transparent)

    def _failed(self, error: ExplorerError) -> None:
        self.drawer.stop()
        self._fault = error
        self.judge()
        self.pane.fade()
