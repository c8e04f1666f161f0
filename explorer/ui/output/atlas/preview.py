"""One plate of an atlas after the other as they will be, drawn on the window's own stage."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from explorer.export.atlas.plan import PLATE_SIDE, Plate
from explorer.export.borrowed_stage import BorrowedStage
from explorer.export.plates import plate_state
from explorer.ui.elided import ElidedLabel
from explorer.ui.output.lent_stage import put_back_hover
from explorer.ui.output.preview_picture import PreviewPicture

if TYPE_CHECKING:
    from explorer.ui.main_window import MainWindow
    from explorer.ui.output.atlas.look import Wanted

__all__ = ["AtlasPreview", "plate_of"]


class AtlasPreview(QWidget):
    """Shows a plate of what is wanted, with a way to the next and the one before."""

    def __init__(self, window: MainWindow, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = window
        self._wanted: Wanted | None = None
        self._number = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.picture = PreviewPicture(
            "A plate as it will be", "Choose points, a view and a body.", self._draw, self
        )
        column.addWidget(self.picture, 1)
        row = QHBoxLayout()
        self.previous, self.following = QToolButton(self), QToolButton(self)
        for button, arrow, name, step in (
            (self.previous, Qt.ArrowType.LeftArrow, "Previous plate", -1),
            (self.following, Qt.ArrowType.RightArrow, "Next plate", 1),
        ):
            button.setArrowType(arrow)
            button.setToolTip(name)
            button.setAccessibleName(name)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(partial(self._step, step))
        self.which = ElidedLabel("", self)
        self.which.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row.addWidget(self.previous)
        row.addWidget(self.which, 1)
        row.addWidget(self.following)
        column.addLayout(row)

    def show_wanted(self, wanted: Wanted) -> None:
        """Show a plate of something else; where there are as many, the same number."""
        former, self._wanted = self._wanted, wanted
        if former is not None and replace(former, folder=wanted.folder) == wanted:
            return  # it looks alike wherever it lies
        self._number = min(self._number, max(0, wanted.plates - 1))
        self._show()

    def stop(self) -> None:
        """Draw no more."""
        self.picture.stop()

    def _step(self, step: int) -> None:
        if self._wanted is not None:
            self._number = (self._number + step) % max(1, self._wanted.plates)
            self._show()

    def _show(self) -> None:
        count = self._wanted.plates if self._wanted is not None else 0
        for button in (self.previous, self.following):
            button.setEnabled(count > 1)
        words = ""
        if self._wanted is not None and count:
            plate = plate_of(self._wanted, self._number, self._wanted.size)
            words = self._window.atlas.point_name(plate.id)
            words = f"{self._number + 1} of {count}: {words}" if count > 1 else words
        self.which.setText(words)
        self.picture.ask()

    def _draw(self, width: int, height: int) -> QImage | None:
        wanted = self._wanted
        if wanted is None or not wanted.plates:
            return None
        from explorer.export.atlas.plates import plate_picture

        share = min(width / wanted.size[0], height / wanted.size[1])
        size = max(16, round(wanted.size[0] * share)), max(16, round(wanted.size[1] * share))
        plate = plate_of(wanted, self._number, size)
        window = self._window
        with BorrowedStage(window.viewport.stage, put_back_hover(window)) as lent:
            state = plate_state(window.atlas, plate.id, PLATE_SIDE, plate.figure)
            lent.show(state)
            return plate_picture(lent.stage, lent.show, state, plate)


def plate_of(wanted: Wanted, number: int, size: tuple[int, int]) -> Plate:
    """A plate by its place in the plan, which need not be made for that.

    They stand there body by body, point by point, view by view.
    """
    points, views = len(wanted.points), len(wanted.views)
    figure = wanted.figures[number // (points * views)]
    point = wanted.points[number // views % points]
    return Plate(point, figure, wanted.views[number % views], *size, wanted.dark, "", "")
