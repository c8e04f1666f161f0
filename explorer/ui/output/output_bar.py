"""A strip under the body: how far a file is, a way to stop, and then where it lies."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QWidget

from explorer.ui.elided import ElidedLabel

__all__ = ["OutputBar"]


class OutputBar(QFrame):
    """Hidden until something is written; work goes on above it.

    Signals
    -------
    cancelled
        Somebody wants to stop.
    """

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outputBar")
        self.setAccessibleName("Output")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 7, 8, 7)
        layout.setSpacing(10)
        self.label = ElidedLabel("", self)
        layout.addWidget(self.label, 1)
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(180)
        self.progress.setAccessibleName("Progress")
        layout.addWidget(self.progress)
        self.cancel = self._button("Cancel", "Stop; no half file is left behind")
        self.open = self._button("Open", "Open it with the program meant for it")
        self.folder = self._button("Show in folder", "Open the folder in which it lies")
        self.close_button = self._button("Close", "Put this away")
        self.cancel.clicked.connect(self._cancel)
        self.open.clicked.connect(self._open)
        self.folder.clicked.connect(self._open_folder)
        self.close_button.clicked.connect(self.hide)
        self._title = ""
        self._path = self._opens = Path()
        self.hide()

    def begin(self, title: str) -> None:
        """Show that something is being made."""
        self._title = title
        self.label.setText(f"{title} …")
        self.progress.setValue(0)
        self.cancel.setEnabled(True)
        self._show(busy=True)

    def tell(self, share: float, words: str) -> None:
        """Show how far it is."""
        self.progress.setValue(round(1000 * min(max(share, 0.0), 1.0)))
        if self.cancel.isEnabled():
            self.label.setText(f"{self._title}: {words}" if words else self._title)

    def say_written(self, path: Path, words: str, opens: Path | None = None) -> None:
        """Show where the file lies now.

        Parameters
        ----------
        opens
            What "Open" opens, where that is not the file itself.
        """
        self._path, self._opens = path, opens or path
        self.label.setText(words)
        self._show(busy=False)

    @property
    def words(self) -> str:
        """What it says, or an empty string."""
        return "" if self.isHidden() else self.label.text()

    def _show(self, *, busy: bool) -> None:
        self.progress.setVisible(busy)
        self.cancel.setVisible(busy)
        for button in (self.open, self.folder, self.close_button):
            button.setVisible(not busy)
        self.show()

    def _cancel(self) -> None:
        self.cancel.setEnabled(False)
        self.label.setText(f"{self._title}: stopping")
        self.cancelled.emit()

    def _open(self) -> None:
        self._show_by(self._opens, f"No program that opens {self._opens.name} is known here")

    def _open_folder(self) -> None:
        folder = self._path if self._path.is_dir() else self._path.parent
        self._show_by(folder, "No program that shows folders is known here")

    def _show_by(self, path: Path, else_say: str) -> None:
        """Hand a file or folder to the program that is meant for it."""
        if not path.exists():
            self.label.setText(f"{path} is no longer there.")
        elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.label.setText(f"{else_say}; it lies in {self._path.parent}.")

    def _button(self, text: str, tip: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName("small")
        button.setToolTip(tip)
        # A click leaves the keyboard where it is: the button goes away, and with it the focus.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(button)
        return button
