"""The program with a window: one application, one window at a time, one door for errors."""

from __future__ import annotations

import gc
import sys
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from explorer import __version__
from explorer.anatomy.atlas import Atlas
from explorer.errors import ExplorerError
from explorer.knowledge.faults import KnowledgeBaseError
from explorer.session.settings import SettingsFile
from explorer.ui.links import Link
from explorer.ui.main_window import MainWindow
from explorer.ui.theme import apply_theme, resolve_theme

__all__ = ["Program", "application", "run_window"]

#: The background work begins this long after the first frame (ms), when the picture is crisp.
_BAKE_AFTER = 900
#: Size of the window's text, logical pixels.
_TEXT_PIXELS = 13


class Program:
    """Holds the window that is open and puts a new one in its place for another file."""

    def __init__(self, settings: SettingsFile, cache: Path | None) -> None:
        self._settings = settings
        self._cache = cache
        self.window: MainWindow | None = None
        self._reports: list[str] = []

    def open(self, atlas: Atlas, figure: str | None = None, point: str | None = None) -> MainWindow:
        """Open a window on an atlas; a window that is open gives way to it.

        Raises
        ------
        ExplorerError
            When there is no such figure or point, or the body's files cannot be read.
        """
        if point is not None and point not in atlas.points:
            raise ExplorerError(
                f"There is no trigger point called {point!r}.",
                "`trigger-point-explorer list points` names them all.",
            )
        former = self.window
        window = MainWindow(atlas, self._settings, self._cache, figure)
        self.window = window
        window.file_opened.connect(lambda other: self._replace(other))
        window.viewport.frame_painted.connect(self._first_frame)
        window.show()
        if former is not None:
            former.close()
            former.deleteLater()
        if point is not None:
            window.navigation.open(Link("point", point))
        elif not self._settings.value.first_run_done:
            window.first_steps.open()
        return window

    def close(self) -> None:
        """Close the window and delete it now: at the end of the process nobody else would."""
        window, self.window = self.window, None
        if window is not None:
            window.lessons.let_go()  # the last chance to be asked has gone
            window.close()
            window.deleteLater()
            QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)

    def _replace(self, atlas: Atlas) -> None:
        # Later: the window that asks must first return from its own handler.
        QTimer.singleShot(0, lambda: self._open_instead(atlas))

    def _open_instead(self, atlas: Atlas) -> None:
        if self.window is None or self.window.lessons.may_close():
            self.open(atlas)

    def _first_frame(self) -> None:
        gc.enable()  # the start had switched it off
        if self.window is not None:
            self.window.viewport.frame_painted.disconnect(self._first_frame)
            QTimer.singleShot(_BAKE_AFTER, self.window, self.window.start_baking)
            QTimer.singleShot(_BAKE_AFTER, self.window, self.window.bodies.greet)
            QTimer.singleShot(_BAKE_AFTER, self.window, self.window.lessons.greet)

    def report(
        self, kind: type[BaseException], value: BaseException, trace: TracebackType | None
    ) -> None:
        """The one door for errors: a sentence for expected ones, a report for all others."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        if isinstance(value, ExplorerError) and self.window is not None:
            self.window.messages.say_error(value)
            return
        text = "".join(traceback.format_exception(kind, value, trace))
        sys.stderr.write(text)
        if text in self._reports:  # the same defect at every frame is reported once
            return
        self._reports.append(text)
        from explorer.ui.dialogs import ReportDialog

        head = f"Trigger Point Explorer {__version__}, Python {sys.version}, {sys.platform}\n\n"
        ReportDialog(head + text, self.window).show()


def application() -> QApplication:
    """The one QApplication of the process, made when first asked for."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
        app.setApplicationName("Trigger Point Explorer")
        app.setDesktopFileName("trigger-point-explorer")
    if app.font().pixelSize() != _TEXT_PIXELS:
        font = app.font()
        font.setPixelSize(_TEXT_PIXELS)
        app.setFont(font)
    return app


def run_window(
    atlas: Atlas | None,
    *,
    settings: SettingsFile,
    cache: Path | None,
    figure: str | None = None,
    point: str | None = None,
    faults: KnowledgeBaseError | None = None,
) -> int:
    """Run the window until it is closed; the exit code of the program.

    Parameters
    ----------
    atlas
        What can be shown; None when the knowledge base asked for has ``faults``.
    faults
        What is wrong with it: the user sees every fault and may go on with the built-in one.
    """
    app = application()
    apply_theme(app, resolve_theme(settings.value.theme))
    if faults is not None:
        atlas = _after_faults(faults)
    if atlas is None:
        return 1
    program = Program(settings, cache)
    before = sys.excepthook
    try:
        try:
            program.open(atlas, figure, point)
        except ExplorerError as error:
            _say_at_start(error)
            return 1
        sys.excepthook = program.report
        return int(app.exec())
    finally:
        sys.excepthook = before
        program.close()


def _after_faults(faults: KnowledgeBaseError) -> Atlas | None:
    from explorer.body.resources import data_dir
    from explorer.knowledge.reading import read_knowledge_base
    from explorer.ui.dialogs import FaultsDialog

    if FaultsDialog(faults).exec() != FaultsDialog.DialogCode.Accepted:
        return None
    try:
        return Atlas(read_knowledge_base(data_dir() / "trigger_points.json"))
    except ExplorerError as error:
        _say_at_start(error)
        return None


def _say_at_start(error: ExplorerError) -> None:
    sys.stderr.write(f"{error}\n")
    box = QMessageBox(QMessageBox.Icon.Warning, "Trigger Point Explorer", error.message)
    box.setInformativeText(error.hint)
    box.exec()
