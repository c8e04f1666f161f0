"""Files dropped on the window: anatomy is installed, a knowledge base is opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent

if TYPE_CHECKING:
    from explorer.ui.main_window import MainWindow

__all__ = ["DropFilter", "dropped_file"]


def dropped_file(event: QDropEvent) -> Path | None:
    """The one local file that is being dragged, if it is one."""
    urls = event.mimeData().urls()
    if len(urls) == 1 and urls[0].isLocalFile():
        return Path(urls[0].toLocalFile())
    return None


class DropFilter(QObject):
    """Lets the whole window take a file."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in (QEvent.Type.DragEnter, QEvent.Type.Drop):
            return False
        assert isinstance(event, QDropEvent)
        path = dropped_file(event)
        if path is None:
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self._take(path)
        return True

    def _take(self, path: Path) -> None:
        if path.suffix.lower() == ".json":
            from explorer.ui.handlers import open_knowledge_base

            open_knowledge_base(self._window, path)
        else:
            from explorer.ui.anatomy_dialog import open_anatomy

            open_anatomy(self._window, path)
