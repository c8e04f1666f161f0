"""The window put away round the body, and brought back as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QBoxLayout, QDialog, QWidget

if TYPE_CHECKING:
    from explorer.ui.main_window import MainWindow

__all__ = ["Room"]


class Room(QObject):
    """Gives the whole screen to one page of a window, and takes it back.

    The page lies over the window, on whatever screen that is; panels keep their sizes, for what is
    hidden is not laid out.

    Parameters
    ----------
    page
        A child of the window.
    """

    def __init__(self, window: MainWindow, page: QWidget) -> None:
        super().__init__(page)
        self._window, self._page = window, page
        self._before = window.windowState()
        self._geometry = window.geometry()
        self._panels = [name for name in ("find", "notes") if window.panels.shown(name)]
        self._status = window.status.text()
        self._focus = window.focusWidget()
        dialogs = [d for d in window.findChildren(QDialog) if d.isVisible()]
        self._hidden: list[QWidget] = [
            part
            for part in (window.menuBar(), window.toolbar, window.panels, *dialogs)
            if not part.isHidden()
        ]
        self._place = 0
        self._stretch = 0
        self._floating: list[tuple[QWidget, bool]] = []
        self._shelf = QWidget(window)  # never shown, and so is nothing that is put there
        self._shelf.hide()

    def enter(self, column: QBoxLayout) -> None:
        """Move the body into a column of the page, and show nothing but the page."""
        window, viewport = self._window, self._window.viewport
        self._take_down(viewport)
        home = self._home()
        self._place = home.indexOf(viewport)
        self._stretch = home.stretch(self._place)
        column.insertWidget(0, viewport, 1)
        viewport.lower()  # what lies over it is a child of the page, too
        viewport.show()
        for part in self._hidden:
            part.hide()
        window.installEventFilter(self)
        self._page.setGeometry(window.rect())
        self._page.show()
        self._page.raise_()
        window.setWindowState(self._before | Qt.WindowState.WindowFullScreen)
        viewport.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Bring everything back."""
        window, viewport = self._window, self._window.viewport
        window.removeEventFilter(self)
        self._home().insertWidget(self._place, viewport, self._stretch)
        viewport.show()
        self._page.hide()
        for part in self._hidden:
            part.show()
        window.setWindowState(self._before)
        if not self._before & (Qt.WindowState.WindowMaximized | Qt.WindowState.WindowFullScreen):
            window.setGeometry(self._geometry)  # a window manager may take a while, or too long
        window.panels.make_room(self._geometry.width())
        for name in self._panels:
            if not window.panels.shown(name):
                window.panels.set_shown(name, True)
        for part, shown in self._floating:
            part.setParent(viewport)
            part.setVisible(shown)
        self._shelf.deleteLater()
        window.status.setText(self._status)
        if self._focus is not None:
            self._focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_down(self, viewport: QWidget) -> None:
        """Put away what floats over the body; each of it may show itself, there where it is."""
        for part in viewport.findChildren(
            QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly
        ):
            self._floating.append((part, not part.isHidden()))
            part.setParent(self._shelf)

    def _home(self) -> QBoxLayout:
        home = self._window.centre.layout()
        assert isinstance(home, QBoxLayout)
        return home

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._page.setGeometry(self._window.rect())
        return event.type() in (QEvent.Type.DragEnter, QEvent.Type.Drop)  # nothing is opened now
