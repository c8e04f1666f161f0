"""The right side of the handout's dialog: the pages exactly as they will be."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from explorer.errors import ExplorerError
from explorer.export.handout.content import Handout
from explorer.export.handout.layout import Laid
from explorer.export.handout.preview import HandoutPreview, Wanted
from explorer.ui.output.handout.paper_view import PaperView
from explorer.ui.output.lent_stage import LentStage
from explorer.ui.theme import Theme

if TYPE_CHECKING:
    from explorer.ui.main_window import MainWindow

__all__ = ["HandoutPages"]

#: Typing goes on so long (ms) before the pages follow, and the next picture is begun.
_PAUSE, _BREATH = 150, 40


class HandoutPages(QWidget):
    """Follows the handout that is wanted whenever it is told that this has changed.

    Pictures are drawn one at a time on the window's own stage, so that the hand can go on between
    them; blanks stand in their place meanwhile.

    Parameters
    ----------
    wanted
        The handout, and the practice's logo.

    Signals
    -------
    judged
        Whether such a handout can be made.
    """

    judged = Signal(bool)

    def __init__(
        self,
        window: MainWindow,
        wanted: Callable[[], tuple[Handout, QImage | None]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._stage = LentStage(window)
        self._wanted = wanted
        self._preview = HandoutPreview(window.atlas)
        self._laid: Laid | None = None
        self.state = QLabel("", self)
        self.state.setObjectName("hint")
        self.problem = QLabel("", self)
        self.problem.setObjectName("problem")
        self.problem.setWordWrap(True)
        self.view = PaperView("Preview of the pages", self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 16, 0)
        layout.setSpacing(6)
        layout.addWidget(self.state)
        layout.addWidget(self.problem)
        layout.addWidget(self.view, 1)
        self._later, self._drawing = QTimer(self), QTimer(self)
        for timer, pause, work in (
            (self._later, _PAUSE, self.refresh),
            (self._drawing, _BREATH, self._draw_next),
        ):
            timer.setSingleShot(True)
            timer.setInterval(pause)
            timer.timeout.connect(work)
        self.view.width_changed.connect(self._later.start)

    @property
    def waiting(self) -> bool:
        """Whether the pages are still to follow what was asked for last."""
        return self._later.isActive() or self._drawing.isActive()

    @property
    def images(self) -> tuple[QImage, ...]:
        """The pages that are shown."""
        return self.view.pages

    @property
    def words(self) -> str:
        """What the pages say, without their layout."""
        if self._laid is None:
            return ""
        placed = (block for page in self._laid.pages for block, _ in page)
        return "\n".join(block.document.toPlainText() for block in placed)

    def set_theme(self, theme: Theme) -> None:
        """Set the colours round the paper."""
        self.setStyleSheet(
            f"QLabel#problem {{ color: {theme.danger}; }}"
            f"QScrollArea#pages {{ border: 1px solid {theme.line}; border-radius: 6px; }}"
        )

    def ask(self) -> None:
        """Follow before long: something has changed."""
        self._drawing.stop()
        self._later.start()

    def refresh(self) -> bool:
        """Follow at once; pictures that are not drawn yet come after. Whether it can be made."""
        self._later.stop()
        handout, logo = self._wanted()
        try:
            self._laid = self._preview.lay_out(handout, logo)
        except ExplorerError as error:
            self._refuse(handout, error)
            return False
        images = self._preview.paint(self._laid, handout.paper, self.view.page_pixels)
        self.view.setAccessibleDescription(self.words)
        self.view.show_pages(images)
        self.say_problem("")
        self._say_pages(handout, len(images))
        if self._preview.missing(handout):
            self._drawing.start()
        self.judged.emit(True)
        return True

    def complete(self) -> Laid | None:
        """The pages with all pictures, drawn at once; None where there can be none.

        Raises
        ------
        ExplorerError
            When a picture cannot be drawn.
        """
        if not self.refresh():
            return None
        self._drawing.stop()
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            for missing in self._preview.missing(self._wanted()[0]):
                self._draw(missing)
        finally:
            QGuiApplication.restoreOverrideCursor()
        self.refresh()
        return self._laid

    def stop(self) -> None:
        """Draw no more."""
        self._later.stop()
        self._drawing.stop()

    def say_problem(self, words: str) -> None:
        """Say in a sentence why something cannot be done; nothing where there is no problem."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    def _refuse(self, handout: Handout, error: ExplorerError) -> None:
        """Keep the last pages where something is too much; show none where there is no point."""
        if handout.sources:
            self.state.setText("")
            self.say_problem(str(error))
        else:
            self.state.setText("Tick one to three points.")
            self.say_problem("")
            self.view.show_pages(())
        self.judged.emit(False)

    def _say_pages(self, handout: Handout, count: int) -> None:
        words = f"{'One page' if count == 1 else f'{count} pages'}, {handout.paper}"
        missing = len(self._preview.missing(handout))
        if missing:
            words += f". Drawing {'a picture' if missing == 1 else f'{missing} pictures'}…"
        self.state.setText(words)

    def _draw_next(self) -> None:
        missing = self._preview.missing(self._wanted()[0])
        if not missing:
            return
        try:
            self._draw(missing[0])
        except ExplorerError as error:
            self.say_problem(str(error))
            return
        self.refresh()

    def _draw(self, wanted: Wanted) -> None:
        self._stage.draw(lambda on: self._preview.draw(wanted, on))
