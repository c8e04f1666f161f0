"""A handout for a client: asked for on the left, seen on the right exactly as it will be."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
)

from explorer.errors import ExplorerError
from explorer.export.handout.content import Handout
from explorer.export.handout.writing import Written, write_handout
from explorer.export.showing import FALLBACK
from explorer.session.pain_file import PainRecord, record_of
from explorer.session.view_state import ViewState
from explorer.ui.output.handout.form import HandoutForm, HandoutOptions
from explorer.ui.output.handout.pages import HandoutPages
from explorer.ui.output.handout.sources import Proposed, propose, session_words, warning_words
from explorer.ui.output.remembered import remember, remembered
from explorer.ui.zones_ready import ZonesReady

if TYPE_CHECKING:
    from explorer.ui.main_window import MainWindow

__all__ = ["HandoutDialog", "open_handout"]

_KIND = "handout"
_FORM_WIDTH = 384


def open_handout(window: MainWindow) -> HandoutDialog:
    """Ask for a handout.

    What was typed is there again while the session is about the same pain; it is kept in no file.
    """
    state = window.session.state
    dialog = window.findChild(HandoutDialog)
    if dialog is not None and (dialog.record != record_of(state) or dialog.record == PainRecord()):
        dialog.shutdown()
        dialog.setParent(None)
        dialog.deleteLater()
        dialog = None
    if dialog is None:
        dialog = HandoutDialog(window, record_of(state))
    dialog.begin(state)
    dialog.open()
    return dialog


class HandoutDialog(QDialog):
    """Points, words and paper; the pages; Save and Print.

    Parameters
    ----------
    record
        What the session holds of the client's pain.
    """

    def __init__(self, window: MainWindow, record: PainRecord) -> None:
        super().__init__(window)
        self.setObjectName("handout")
        self.setWindowTitle("Handout")
        self.resize(1100, 740)
        self.record = record
        self._window = window
        self._figure = FALLBACK
        self._selected: tuple[object, ...] | None = None
        self._ready: ZonesReady | None = None
        options = remembered(window.settings, _KIND, HandoutOptions())
        self.form = HandoutForm(window.atlas, options, self)
        self.pages = HandoutPages(window, self._wanted, self)
        left = QScrollArea(self)
        left.setObjectName("layersPage")
        left.setFrameShape(QScrollArea.Shape.NoFrame)
        left.setWidgetResizable(True)
        left.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        left.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left.setFixedWidth(_FORM_WIDTH)
        left.setWidget(self.form)
        columns = QHBoxLayout()
        columns.setSpacing(6)
        columns.addWidget(left)
        columns.addWidget(self.pages, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(columns, 1)
        layout.addLayout(self._foot())
        self.form.changed.connect(self.pages.ask)
        self.pages.judged.connect(self.save.setEnabled)
        self.pages.judged.connect(self.print.setEnabled)
        self.finished.connect(lambda _: self.pages.stop())

    def _foot(self) -> QHBoxLayout:
        box = QDialogButtonBox(self)
        role = QDialogButtonBox.ButtonRole
        self.print = box.addButton("Pri&nt…", role.ActionRole)
        self.print.setToolTip("Print the pages as they are shown")
        self.print.setAutoDefault(False)
        box.addButton("Cancel", role.RejectRole).setAutoDefault(False)
        self.save = box.addButton("&Save PDF…", role.AcceptRole)
        self.save.setToolTip("Write the pages into a PDF file on this computer")
        self.save.setDefault(True)
        self.print.clicked.connect(self._print)
        box.accepted.connect(self._save)
        box.rejected.connect(self.reject)
        private = QLabel("Made on this computer; nothing is sent anywhere.", self)
        private.setObjectName("hint")
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 0, 16, 14)
        foot.addWidget(private)
        foot.addWidget(box, 1)
        return foot

    # What the session says ---------------------------------------------------------------------

    def begin(self, state: ViewState) -> None:
        """Take from the session what it proposes; ticks and words that fit it still are kept."""
        window = self._window
        self._figure = state.figure if window.viewport.stage.has_skin else FALLBACK
        proposed = self._proposed(state)
        selected = state.subject, state.shown, state.compared
        if selected != self._selected:
            self._selected = selected
            self.form.sources.begin_anew(proposed.rows)
        self.form.set_warning(*warning_words(proposed))
        self.form.set_about(session_words(window.atlas, self.record, proposed))
        self.form.set_theme(window.theme, danger=bool(proposed.raised))
        self.pages.set_theme(window.theme)
        self.pages.say_problem("")
        if proposed.waiting:
            self._wait_for_zones()
        self.form.sources.rows.setFocus()
        self.pages.ask()

    def _proposed(self, state: ViewState) -> Proposed:
        stage = self._window.viewport.stage
        return propose(self._window.atlas, state, stage.pain if state.pain.strokes else None)

    def _wait_for_zones(self) -> None:
        """Propose once more when the patterns are laid over this body."""
        if self._ready is None:
            self._ready = ZonesReady(self._window.viewport.stage, self)
            self._ready.done.connect(self._zones_ready)
            self._ready.failed.connect(lambda error: self.pages.say_problem(str(error)))
        self._ready.start()

    def _zones_ready(self) -> None:
        proposed = self._proposed(self._window.session.state)
        self.form.sources.offer(proposed.rows)
        self.form.set_about(session_words(self._window.atlas, self.record, proposed))

    # Handing over ------------------------------------------------------------------------------

    @property
    def handout(self) -> Handout:
        """The handout as it is asked for now."""
        return self.form.handout(self.record, self._figure)

    def _wanted(self) -> tuple[Handout, QImage | None]:
        return self.handout, self.form.logo.image

    def _save(self) -> None:
        if not self.pages.refresh():
            return
        try:
            path = self._asked_path()
        except ExplorerError as error:
            self.pages.say_problem(str(error))
            return
        if path is None:
            return
        window, handout = self._window, self.handout
        work = partial(
            write_handout,
            window.atlas,
            handout.record,
            path,
            sources=handout.sources,
            done=handout.done,
            practice=handout.practice,
            logo=self.form.logo.path,
            on=handout.on,
            large=handout.large,
            paper=handout.paper,
            figure=handout.figure,
            cache=window.cache,
        )
        if window.output.write("Handout", work, path, notes=_notes):
            self._remember()
            self.accept()

    def _asked_path(self) -> Path | None:
        """Where the file is to lie; None when the user thought better.

        The folder is not remembered: it may be named after the client.
        """
        window = self._window
        if window.output.busy:
            raise ExplorerError("Something else is still being written.", "Wait for it to end.")
        folder = Path(window.settings.value.picture_folder or Path.home())
        place = folder if folder.is_dir() else Path.home()
        chosen, _ = QFileDialog.getSaveFileName(
            self, "Save handout", str(place / self._file_name()), "PDF document (*.pdf)"
        )
        if not chosen:
            return None
        path = Path(chosen)
        if path.suffix.lower() != ".pdf":
            path = path.with_name(f"{path.name}.pdf")
            if path.exists():  # nobody was asked about this one
                raise ExplorerError(f"{path.name} is there already.", "Choose it to replace it.")
        return path

    def _file_name(self) -> str:
        """Named after muscles; the client's name is not known here, and need not be."""
        atlas = self._window.atlas
        points = (atlas.points[ref.point] for ref in self.handout.sources)
        names = dict.fromkeys(atlas.muscle_of(point).name for point in points)
        return re.sub(r'[<>:"/\\|?*\x00-\x1f]', " ", f"Handout, {', '.join(names)}.pdf")

    def _print(self) -> None:
        from explorer.ui.output.handout.printing import print_handout

        try:
            laid = self.pages.complete()
            printed = laid is not None and print_handout(laid, self.handout.paper, self)
        except ExplorerError as error:
            self.pages.say_problem(str(error))
            return
        if printed:
            self._remember()
            self.pages.state.setText("Sent to the printer.")

    def _remember(self) -> None:
        remember(self._window.settings, _KIND, self.form.options())

    def shutdown(self) -> None:
        """The window closes."""
        self.pages.stop()
        if self._ready is not None:
            self._ready.finish()


def _notes(written: Written) -> tuple[str, ...]:
    return written.warnings
