"""The folder in which something of many files is to lie."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

__all__ = ["FolderField"]


class FolderField(QWidget):
    """A line to write in and a button to choose by.

    Parameters
    ----------
    title
        Of the page on which a folder is chosen.
    usual
        Name of the folder that is proposed inside one that holds other things.
    ours
        Whether a folder is one that may be written to as it is.

    Signals
    -------
    changed
        It is another one now.
    """

    changed = Signal()

    def __init__(
        self, folder: Path, title: str, usual: str, ours: Callable[[Path], bool], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._title, self._usual, self._ours = title, usual, ours
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        label = QLabel("&Folder", self)
        self.line = QLineEdit(str(folder), self)
        self.line.setAccessibleName("Folder")
        label.setBuddy(self.line)
        self.choose = QPushButton("C&hoose…", self)
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self._choose)
        for widget in (label, self.line, self.choose):
            row.addWidget(widget)
        self.line.textChanged.connect(self.changed)

    @property
    def folder(self) -> Path | None:
        """What stands there; None when that is nothing."""
        words = self.line.text().strip()
        if not words:
            return None
        try:
            return Path(words).expanduser().absolute()
        except RuntimeError:  # "~nobody" is nobody's home
            return Path(words).absolute()

    def _choose(self) -> None:
        former = self.folder or Path.home()
        start = next((p for p in (former, *former.parents) if p.is_dir()), Path.home())
        chosen = QFileDialog.getExistingDirectory(self, self._title, str(start))
        if chosen:
            folder = Path(chosen)
            self.line.setText(str(folder if self._may_be(folder) else folder / self._usual))

    def _may_be(self, folder: Path) -> bool:
        try:
            return self._ours(folder) or not any(folder.iterdir())
        except OSError:  # it is said later what is wrong with it
            return True
