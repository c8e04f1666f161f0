"""The figure composer: a page round the view of the window, seen as it will be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
)

from explorer.errors import ExplorerError
from explorer.export.figures.picture import require_drawable
from explorer.export.figures.spec import FigureSpec
from explorer.export.figures.writing import FigureReport, write_figure
from explorer.session.view_state import ViewState
from explorer.ui.output.figure import files as figure_files
from explorer.ui.output.figure.copy import FigureCopy
from explorer.ui.output.figure.form import FigureForm
from explorer.ui.output.figure.options import KIND, FigureOptions, options_of
from explorer.ui.output.figure.preview import FigurePreview
from explorer.ui.output.figure.words import aspect_of, title_of
from explorer.ui.output.remembered import remember, remembered

if TYPE_CHECKING:
    from explorer.ui.main_window import MainWindow

__all__ = ["FigureDialog", "open_figure", "take_figure"]

_FORM_WIDTH = 364


def open_figure(window: MainWindow) -> FigureDialog:
    """Open the composer, or bring it to the front."""
    dialog = next((d for d in window.findChildren(FigureDialog) if d.isVisible()), None)
    if dialog is None:
        dialog = FigureDialog(window)
        dialog.show()
    else:
        dialog.raise_()
        dialog.activateWindow()
    return dialog


def take_figure(window: MainWindow, path: Path) -> FigureDialog:
    """Open the composer with a figure from its file.

    Raises
    ------
    ExplorerError
        When the file cannot be read, or is no figure; nothing is opened then.
    """
    spec, note = figure_files.open_figure_file(window, path)
    dialog = open_figure(window)
    dialog.take(spec, path.name, note)
    return dialog


class FigureDialog(QDialog):
    """A live page on the left, what can be chosen of it on the right.

    It is not modal: the body can be turned meanwhile, and the figure follows.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setObjectName("figureComposer")
        self.setWindowTitle("Figure")
        self.setMinimumSize(760, 480)
        self._window = window
        self._base = FigureSpec()  # view and font of the figure; all else is in the form
        self._file = ""  # whose view is shown; empty while it is the window's
        self._own_title = False
        self._over = False
        self._make()
        self.form.set_options(remembered(window.settings, KIND, FigureOptions()))
        self._take_window_view()
        self.preview.follow()
        self._unsubscribe = window.session.subscribe(self._state_changed)
        screen = window.screen().availableSize()
        self.resize(min(1180, screen.width() - 40), min(756, screen.height() - 44))
        self.form.title.setFocus()

    def _make(self) -> None:
        self.form = FigureForm(self)
        self.form.setFixedWidth(_FORM_WIDTH)
        self.preview = FigurePreview(self._window, self._wanted, self)
        self.copying = FigureCopy(self._window, self)
        self.usual = self._button("&Usual settings", "As it was before anything was chosen")
        self.open_file = self._button("&Open figure file…", "Bring back a figure that was kept")
        self.keep = self._button("Save &figure file…", "Keep the figure, to make it again later")
        self.copy = self._button("&Copy", "Put the figure on the clipboard, to paste it elsewhere")
        self.cancel = self._button("Cancel", "Close without saving")
        self.save = self._button("Sa&ve…", "Write the figure as PNG, SVG or PDF")
        self.save.setDefault(True)
        self._connect()
        body = QHBoxLayout()
        body.setSpacing(16)
        body.addWidget(self.preview, 1)
        body.addWidget(self.form)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.usual, self.open_file, self.keep):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.copying.progress)
        role = QDialogButtonBox.ButtonRole
        box = QDialogButtonBox(self)  # in the order of the platform, as in all dialogs
        box.addButton(self.save, role.AcceptRole)
        box.addButton(self.copy, role.ActionRole)
        box.addButton(self.cancel, role.RejectRole)
        row.addWidget(box)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(14)
        layout.addLayout(body, 1)
        layout.addLayout(row)

    def _connect(self) -> None:
        self.form.changed.connect(self.preview.follow)
        self.form.titled.connect(self._titled)
        self.preview.judged.connect(self._judged)
        self.preview.drawn.connect(self.form.show_points)
        self.preview.notes.view_asked.connect(self._return_to_window)
        self.copying.ended.connect(self._copied)
        for button, run in (
            (self.usual, self._reset),
            (self.open_file, self._open_file),
            (self.keep, self._keep),
            (self.copy, self._copy),
            (self.cancel, self.reject),
            (self.save, self._save),
        ):
            button.clicked.connect(partial(self._attempt, run))

    def _button(self, words: str, tip: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setToolTip(tip)
        button.setAutoDefault(False)
        return button

    # The figure --------------------------------------------------------------------------------

    @property
    def spec(self) -> FigureSpec:
        """The figure as it is chosen; it may be one that cannot be made."""
        figure = replace(
            self._base,
            title=self.form.title.text().strip(),
            subtitle=self.form.subtitle.text().strip(),
            free=self.form.own_names.names,
        )
        return self.form.options.on(figure, self._window.theme.name == "dark")

    def take(self, spec: FigureSpec, file: str, note: str = "") -> None:
        """Show a figure of a file.

        Parameters
        ----------
        note
            A sentence on what of it is not known here.
        """
        kept = self.form.options
        self.form.set_options(options_of(spec, kept.ending, kept.colour))
        self.form.set_words(spec.title, spec.subtitle, spec.free)
        # How much is seen, and whether other points are marked, is chosen in the form.
        view = replace(spec.view, markers=spec.view.markers or bool(spec.view.shown))
        wide = spec.view_aspect if self.form.options.framing == "width" else aspect_of(self._window)
        self._base = replace(spec, view=view, view_aspect=wide)
        self._file, self._own_title = file, True
        self.preview.notes.show_source(file)
        self.preview.set_note(note)
        self.preview.follow()

    def _wanted(self) -> FigureSpec:
        unknown = self.form.own_names.unknown
        if unknown:
            raise ExplorerError(
                f"No landmark is called “{unknown}”.",
                "Type part of a name and choose from the list.",
            )
        return self.spec.checked()

    def _take_window_view(self) -> None:
        state = self._window.session.state
        self._base = replace(self._base, view=state, view_aspect=aspect_of(self._window))
        if not self._own_title:
            self.form.set_title(title_of(self._window, state))

    def _return_to_window(self) -> None:
        self._file = ""
        self.preview.notes.show_source("")
        self.preview.set_note("")
        self._take_window_view()
        self.preview.follow()

    def _state_changed(self, _old: ViewState, _new: ViewState) -> None:
        if not self._file:
            self._take_window_view()
            self.preview.follow()

    def _titled(self) -> None:
        self._own_title = True

    def _judged(self, good: bool) -> None:
        for button in (self.save, self.keep):
            button.setEnabled(good)
        self.copy.setEnabled(good or self.copying.under_way)

    # Doing -------------------------------------------------------------------------------------

    def _attempt(self, run: Callable[[], Any], _checked: bool = False) -> None:
        """Do something, and say under the preview why it could not be done."""
        try:
            run()
        except ExplorerError as error:
            self.preview.tell(refused=error)

    def _ready(self) -> FigureSpec | None:
        """The figure, to be made now; None when it cannot be."""
        self.form.own_names.finish()
        return self.preview.judge()

    def _save(self) -> None:
        spec, options, window = self._ready(), self.form.options, self._window
        if spec is None:
            return
        if window.output.busy:
            raise ExplorerError("Something else is still being written.", "Wait a little for it.")
        path = figure_files.ask_picture(window, self, spec.title, options.ending)
        if path is None:
            return
        ending = path.suffix.lower()
        if ending == ".png":
            require_drawable(*spec.size.pixels)
        work = partial(write_figure, window.atlas, spec, path, cache=window.cache)
        if window.output.write("Figure", work, path, notes=_notes_of):
            remember(window.settings, KIND, replace(options, ending=ending))
            window.settings.change(picture_folder=str(path.parent))
            self.accept()

    def _keep(self) -> None:
        spec = self._ready()
        path = figure_files.ask_figure(self._window, self, spec.title) if spec else None
        if spec is not None and path is not None:
            figure_files.keep_figure(path, spec)
            self._window.settings.change(picture_folder=str(path.parent))
            self.preview.tell(f"The figure is kept as {path}.")

    def _open_file(self) -> None:
        path = figure_files.ask_to_open(self._window, self)
        if path is not None:
            spec, note = figure_files.open_figure_file(self._window, path)
            self.take(spec, path.name, note)

    def _copy(self) -> None:
        if self.copying.under_way:
            self.copying.stop()
            return
        spec = self._ready()
        if spec is not None:
            remember(self._window.settings, KIND, self.form.options)
            self.copy.setText("Stop &copying")
            self.copying.start(spec)

    def _copied(self, outcome: str, error: ExplorerError | None) -> None:
        self.copy.setText("&Copy")
        self.preview.tell(outcome, error)

    def _reset(self) -> None:
        self.form.set_options(FigureOptions(ending=self.form.options.ending))
        self.preview.follow()

    # Events ------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_unsubscribe"):
            self.preview.follow()  # light and dark may be the window's

    def reject(self) -> None:
        if self.copying.under_way:
            self.copying.stop()
        else:
            super().reject()

    def done(self, result: int) -> None:
        self._leave()
        super().done(result)
        self.deleteLater()

    def shutdown(self) -> None:
        """The window closes, and its stage with it."""
        self._leave()
        self.hide()

    def _leave(self) -> None:
        if not self._over:
            self._over = True
            self._unsubscribe()
            self.preview.stop()
            self.copying.stop()


def _notes_of(report: FigureReport) -> tuple[str, ...]:
    return report.notes
