"""Pages that are looked at in the browser before they are saved."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from explorer.errors import ExplorerError

if TYPE_CHECKING:
    from explorer.ui.main_window import MainWindow

__all__ = ["BrowserPreviews"]


class BrowserPreviews(QObject):
    """Keeps their files as long as the window is there: a browser may read them again."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._folder: Path | None = None
        self._count = 0
        window.closed.connect(self.forget)

    @classmethod
    def of(cls, window: MainWindow) -> BrowserPreviews:
        """Those of a window, made when first asked for."""
        return window.findChild(cls) or cls(window)

    def new_path(self) -> Path:
        """Where the next page can lie.

        Raises
        ------
        ExplorerError
            When there is no place for it.
        """
        if self._folder is None or not self._folder.is_dir():
            try:
                self._folder = Path(tempfile.mkdtemp(prefix="trigger-point-page-"))
            except OSError as error:
                raise ExplorerError(
                    f"There is no place for a preview: {error.strerror or error}.",
                    "Make room on the disk, or save the page and open it.",
                ) from error
        self._count += 1
        return self._folder / f"preview-{self._count}.html"

    def open(self, path: Path) -> None:
        """Open a page with the browser.

        Raises
        ------
        ExplorerError
            When no program opens it.
        """
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            raise ExplorerError(
                "No browser could be opened.", "Save the page and open it where there is one."
            )

    def forget(self) -> None:
        """Take the files away."""
        folder, self._folder = self._folder, None
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
