"""A figure on its way to the clipboard: drawn whole, with progress, and stopped when asked to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QProgressBar, QWidget

from explorer.errors import ExplorerError
from explorer.export.figures.spec import FigureSpec
from explorer.ui.output.figure.clipboard import put_on_clipboard
from explorer.ui.output.figure.drawer import FigureDrawer

if TYPE_CHECKING:
    from explorer.ui.main_window import MainWindow

__all__ = ["FigureCopy"]

#: No clipboard is handed more pixels along one side.
_LARGEST = 3840


class FigureCopy(QObject):
    """``ended`` sends what was copied in words, and an :class:`ExplorerError` or None.

    The words are empty when it was stopped.
    """

    ended = Signal(str, object)

    def __init__(self, window: MainWindow, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = window
        self._parent = parent
        self._drawer: FigureDrawer | None = None
        self.progress = QProgressBar(parent)
        self.progress.setAccessibleName("How much of the figure is drawn")
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(110)
        self.progress.hide()

    @property
    def under_way(self) -> bool:
        """Whether a figure is being drawn for the clipboard."""
        return self._drawer is not None

    def start(self, spec: FigureSpec) -> None:
        """Draw a figure as large as it is, then copy it."""
        self._drawer = drawer = FigureDrawer(self._window, self)
        drawer.advanced.connect(self._advanced)
        drawer.failed.connect(lambda error: self._end("", error))
        self.progress.setValue(0)
        self.progress.show()
        drawer.start(spec, min(1.0, _LARGEST / max(spec.size.pixels)))

    def stop(self) -> None:
        """Leave it; the clipboard is as it was."""
        if self._drawer is not None:
            self._end("", None)

    def _advanced(self, share: float) -> None:
        self.progress.setValue(round(1000 * share))
        if share < 1.0 or self._drawer is None:
            return
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            width, height = put_on_clipboard(self._drawer.sketch)
        except ExplorerError as error:
            self._end("", error)
            return
        finally:
            QGuiApplication.restoreOverrideCursor()
        self._end(f"Copied, {width} x {height} pixels, as picture and as drawing.", None)

    def _end(self, words: str, error: ExplorerError | None) -> None:
        drawer, self._drawer = self._drawer, None
        if drawer is not None:
            drawer.stop()
            drawer.deleteLater()  # and with it a picture of many megabytes
        self.progress.hide()
        self.ended.emit(words, error)
