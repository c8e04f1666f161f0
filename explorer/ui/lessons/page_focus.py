"""Whether the keyboard is on the page of the lesson: undo is the lesson's then."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar, QWidget

__all__ = ["PageFocus"]


class PageFocus(QObject):
    """Follows the keyboard about.

    A menu that opens, or another program, takes the keyboard for a while only: until it comes back
    it counts as being where it was.

    Signals
    -------
    changed
        The keyboard has come to the page, or left it.
    """

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.page: QWidget | None = None
        self.inside = False
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self._application = application
        application.focusChanged.connect(self._moved)

    def close(self) -> None:
        """Follow no longer."""
        self._application.focusChanged.disconnect(self._moved)

    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or isinstance(new, QMenu | QMenuBar):
            return
        inside = self.page is not None and self.page.isAncestorOf(new)
        if inside is not self.inside:
            self.inside = inside
            self.changed.emit()
