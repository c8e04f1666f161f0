"""The page of anatomy packs: install by button or by drop, show, check, remove."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from explorer.errors import ExplorerError
from explorer.packs.figure_ids import figure_of_pack
from explorer.ui.dropping import DropFilter
from explorer.ui.jobs import Job
from explorer.ui.markup import page, style_sheet
from explorer.ui.pack_html import pack_page
from explorer.ui.theme import Theme

if TYPE_CHECKING:
    from explorer.ui.main_window import MainWindow

__all__ = ["AnatomyDialog", "open_anatomy"]

_WORDS = (
    "The built-in muscles are schematic. Real ones come from a file that you have downloaded: the "
    "<b>BodyParts3D 4.0</b> archive (isa_BP3D_4.0_obj_99.zip, from the Life Science Database "
    "Archive, dbarchive.biosciencedbc.jp), or a GLB or a zip of named meshes. It is read, fitted "
    "and kept on this computer only."
)
_FILTER = "Anatomy (*.zip *.glb *.gltf *.obj *.ply *.stl);;All files (*)"


def open_anatomy(window: MainWindow, file: Path | None = None) -> AnatomyDialog:
    """Show the page, and install a file on it if one was dropped."""
    dialog = window.findChild(AnatomyDialog)
    if dialog is None:
        dialog = AnatomyDialog(window)
    if dialog.isVisible():
        dialog.raise_()
    dialog.show()
    if file is not None:
        dialog.install(file)
    return dialog


class _DropArea(QFrame):
    """Takes a file that is dropped on it."""

    dropped = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("dropArea")
        DropFilter(self, lambda path: self.dropped.emit(str(path)))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        words = QLabel("Drop a file here, or", self)
        layout.addStretch(1)
        layout.addWidget(words)
        self.choose = QPushButton("Choose file…", self)
        layout.addWidget(self.choose)
        layout.addStretch(1)


class AnatomyDialog(QDialog):
    """Lists the packs and installs new ones. The window goes on meanwhile."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setObjectName("anatomy")
        self.setWindowTitle("Real anatomy")
        self.resize(760, 620)
        self._window = window
        self._job: Job | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        words = QLabel(_WORDS, self)
        words.setWordWrap(True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(words)
        self.drop = _DropArea(self)
        self.drop.dropped.connect(lambda path: self.install(Path(path)))
        self.drop.choose.clicked.connect(self._choose)
        layout.addWidget(self.drop)
        self._under_way = QWidget(self)
        row = QHBoxLayout(self._under_way)
        row.setContentsMargins(0, 0, 0, 0)
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("Progress of the import")
        self._doing = QLabel("", self)
        self._doing.setMinimumWidth(220)
        self.cancel = QPushButton("Cancel", self)
        self.cancel.clicked.connect(self._cancel)
        for widget in (self.progress, self._doing, self.cancel):
            row.addWidget(widget)
        layout.addWidget(self._under_way)
        self.message = QLabel("", self)
        self.message.setWordWrap(True)
        self.message.setAccessibleName("Message")
        layout.addWidget(self.message)
        self.list = QListWidget(self)
        self.list.setAccessibleName("Installed packs")
        self.list.setFixedHeight(92)
        self.list.currentItemChanged.connect(self._show_pack)
        layout.addWidget(self.list)
        self.about = QTextBrowser(self)
        self.about.setAccessibleName("About the pack")
        layout.addWidget(self.about, 1)
        buttons = QHBoxLayout()
        self.show_button = QPushButton("Show this body", self)
        self.check_button = QPushButton("Check points…", self)
        self.remove_button = QPushButton("Remove…", self)
        close = QPushButton("Close", self)
        self.show_button.clicked.connect(self._show_body)
        self.check_button.clicked.connect(self._check)
        self.remove_button.clicked.connect(self._remove)
        close.clicked.connect(self.close)
        for button in (self.show_button, self.check_button, self.remove_button):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(close)
        layout.addLayout(buttons)
        self._under_way.hide()
        self.message.hide()
        self.set_theme(window.theme)
        self.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Set the colours."""
        self.about.document().setDefaultStyleSheet(style_sheet(theme, 1.0))
        self._show_pack()

    @property
    def running(self) -> bool:
        """Whether an import is under way."""
        return self._job is not None

    def refresh(self, choose: str | None = None) -> None:
        """List the packs anew; those that cannot be read are named."""
        damaged = self._window.bodies.refresh()
        wanted = choose or self._chosen_name()
        self.list.clear()
        for info in self._window.bodies.packs:
            item = QListWidgetItem(f"{info.title}, from {info.source_file}")
            item.setData(Qt.ItemDataRole.UserRole, info.name)
            self.list.addItem(item)
            if info.name == wanted:
                self.list.setCurrentItem(item)
        if self.list.currentItem() is None and self.list.count():
            self.list.setCurrentRow(0)
        self.list.setVisible(self.list.count() > 0)
        if damaged:
            self._say(" ".join(damaged))
        self._show_pack()

    # Importing ---------------------------------------------------------------------------------

    def install(self, path: Path) -> None:
        """Import a file; one at a time."""
        if self._job is not None:
            self._say("An import is under way: wait for it, or cancel it first.")
            return
        from explorer.packs.install import install
        from explorer.packs.store import packs_dir

        atlas, folder = self._window.atlas, packs_dir()
        self._job = Job(
            lambda tell, stop: install(path, folder, atlas, progress=tell, cancelled=stop), self
        )
        self._job.progressed.connect(self._progressed)
        self._job.done.connect(self._installed)
        self._job.failed.connect(self._failed)
        self._job.cancelled.connect(lambda: self._ended("Cancelled; nothing was changed."))
        self._say(f"Reading {path.name}")
        self.progress.setValue(0)
        self.cancel.setEnabled(True)
        self._under_way.show()
        self.drop.setEnabled(False)
        self._job.start()

    def _say(self, words: str) -> None:
        self.message.setText(words)
        self.message.setVisible(bool(words))

    def _progressed(self, share: float, words: str) -> None:
        self.progress.setValue(round(1000 * share))
        self._doing.setText(words)

    def _installed(self, report: Any) -> None:
        info = report.info
        word = "Replaced" if report.replaced else "Installed"
        self._ended(f"{word}: {info.title}, in {report.seconds:.0f} s.")
        self.refresh(info.name)
        self._window.bodies.changed(info.name)

    def _failed(self, error: ExplorerError) -> None:
        self._ended(str(error))

    def _ended(self, words: str) -> None:
        self._job = None
        self._under_way.hide()
        self.drop.setEnabled(True)
        self._say(words)

    def _cancel(self) -> None:
        if self._job is not None:
            self.cancel.setEnabled(False)
            self._doing.setText("Stopping…")
            self._job.cancel()

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "Install anatomy", "", _FILTER)
        if chosen:
            self.install(Path(chosen))

    # Packs -------------------------------------------------------------------------------------

    def _chosen_name(self) -> str | None:
        item = self.list.currentItem()
        return None if item is None else str(item.data(Qt.ItemDataRole.UserRole))

    def _show_pack(self) -> None:
        name = self._chosen_name()
        info = None if name is None else self._window.bodies.pack(name)
        for button in (self.show_button, self.remove_button):
            button.setEnabled(info is not None)
        self.check_button.setEnabled(info is not None and info.has_skin)
        if info is None:
            self.about.setHtml(page("<p>No pack is installed yet.</p>"))
        else:
            self.about.setHtml(pack_page(info, len(self._window.atlas.muscles)))

    def _show_body(self) -> None:
        name = self._chosen_name()
        if name is not None:
            self._window.bodies.show(figure_of_pack(name))

    def _check(self) -> None:
        from explorer.ui.check_dialog import open_check

        name = self._chosen_name()
        if name is not None:
            open_check(self._window, name)

    def _remove(self) -> None:
        name = self._chosen_name()
        if name is None:
            return
        answer = QMessageBox.question(
            self,
            "Remove anatomy",
            f"Delete the pack {name!r} from this computer? The file it was made from stays.",
        )
        if answer == QMessageBox.StandardButton.Yes:
            self.remove(name)

    def remove(self, name: str) -> None:
        """Delete a pack; a body that is shown from it gives way first."""
        from explorer.packs.store import packs_dir, remove_pack

        self._window.bodies.leave(name)
        try:
            remove_pack(packs_dir(), name)
        except ExplorerError as error:
            self._say(str(error))
        else:
            self._say(f"Removed {name}.")
        self.refresh()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._job is not None and self._window.isVisible():
            self._say("The import goes on; this page can be opened again.")
        super().closeEvent(event)

    def shutdown(self) -> None:
        """The window closes: an import is given up, and nothing of it stays."""
        if self._job is not None:
            self._job.finish(3.0)
