"""Every point measured against its own muscle on a pack, the worst first, with a fly-to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from explorer.errors import ExplorerError
from explorer.packs.figure_ids import figure_of_pack, pack_of_figure
from explorer.ui.jobs import Job, Report

if TYPE_CHECKING:
    from collections.abc import Callable

    from explorer.packs.checking import PointCheck
    from explorer.ui.main_window import MainWindow

__all__ = ["CheckDialog", "open_check"]

_NUMBERS = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_COLUMNS = ("Point", "Side", "From its muscle", "Depth", "Along the muscle", "Crosses")


def open_check(window: MainWindow, name: str | None = None) -> CheckDialog:
    """Show the page for a pack; by default for the one that is shown, or the first."""
    dialog = window.findChild(CheckDialog)
    if dialog is None:
        dialog = CheckDialog(window)
    if dialog.isVisible():
        dialog.raise_()
    dialog.show()
    dialog.check(name)
    return dialog


class CheckDialog(QDialog):
    """A table of measurements. Double-click or Enter flies to a point with its muscle lit."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setObjectName("anatomyCheck")
        self.setWindowTitle("Points on real muscles")
        self.resize(980, 580)
        self._window = window
        self._job: Job | None = None
        self._checks: tuple[PointCheck, ...] = ()
        self._pack = ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        row = QHBoxLayout()
        self.packs = QComboBox(self)
        self.packs.setAccessibleName("Pack")
        self.packs.activated.connect(lambda i: self.check(self.packs.itemData(i)))
        row.addWidget(self.packs)
        self.doubtful = QCheckBox("Only doubtful ones", self)
        self.doubtful.setChecked(True)
        self.doubtful.toggled.connect(self._fill)
        row.addWidget(self.doubtful)
        row.addStretch(1)
        layout.addLayout(row)
        self.summary = QLabel("", self)
        self.summary.setWordWrap(True)
        layout.addWidget(self.summary)
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        layout.addWidget(self.progress)
        self.table = QTableWidget(0, len(_COLUMNS), self)
        self.table.setAccessibleName("Points")
        self.table.setHorizontalHeaderLabels(list(_COLUMNS))
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(len(_COLUMNS) - 1, QHeaderView.ResizeMode.Stretch)
        self.table.cellActivated.connect(lambda row, _column: self._go(row))
        self.table.cellDoubleClicked.connect(lambda row, _column: self._go(row))
        layout.addWidget(self.table, 1)
        buttons = QHBoxLayout()
        hint = QLabel("Double-click a row to see the point on the body, its muscle lit.", self)
        hint.setObjectName("hint")
        buttons.addWidget(hint)
        buttons.addStretch(1)
        self.cancel = QPushButton("Cancel", self)
        self.cancel.clicked.connect(self._cancel)
        close = QPushButton("Close", self)
        close.clicked.connect(self.close)
        buttons.addWidget(self.cancel)
        buttons.addWidget(close)
        layout.addLayout(buttons)
        self.progress.hide()
        self.cancel.hide()

    def check(self, name: str | None = None) -> None:
        """Measure all points on a pack, beside the window."""
        packs = [p for p in self._window.bodies.packs if p.has_skin]
        self.packs.clear()
        for info in packs:
            self.packs.addItem(info.title, info.name)
        names = [p.name for p in packs]
        if not names:
            self.summary.setText(
                "No anatomy with a skin is installed. Layers > Real anatomy… installs one."
            )
            return
        shown = pack_of_figure(self._window.session.state.figure)
        name = name if name in names else shown if shown in names else names[0]
        self.packs.setCurrentIndex(names.index(name))
        if self._job is not None or (name == self._pack and self._checks):
            return
        self._pack, self._checks = name, ()
        self._fill()
        self._job = Job(_work(self._window, name), self)
        self._job.progressed.connect(
            lambda share, _words: self.progress.setValue(int(1000 * share))
        )
        self._job.done.connect(self._done)
        self._job.failed.connect(self._failed)
        self._job.cancelled.connect(lambda: self._ended("Cancelled."))
        self.summary.setText("Following every pressing line into the body…")
        self.progress.setValue(0)
        self.progress.show()
        self.cancel.show()
        self._job.start()

    def forget(self) -> None:
        """The packs have changed: what was measured holds no longer."""
        self._pack, self._checks = "", ()
        self._fill()

    def shutdown(self) -> None:
        """The window closes."""
        if self._job is not None:
            self._job.finish(3.0)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._cancel()
        super().closeEvent(event)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _failed(self, error: ExplorerError) -> None:
        self._ended(str(error))

    def _ended(self, words: str) -> None:
        self._job = None
        self.progress.hide()
        self.cancel.hide()
        self.summary.setText(words)

    def _done(self, checks: tuple[PointCheck, ...]) -> None:
        from explorer.packs.checking import summary

        self._checks = checks
        s = summary(checks)
        self._ended(
            f"{s.points} points whose muscle the pack has. The pressing line of {s.close:.0%} "
            f"comes within 5 mm of its muscle, {s.met:.0%} meet it. {s.kind_fits:.0%} lie where "
            f"their kind belongs along the muscle; {s.order_fits:.0%} are met in a fitting order."
        )
        self._fill()

    def _fill(self) -> None:
        from explorer.packs.checking import summary

        rows: tuple[Any, ...] = ()
        if self._checks:
            rows = summary(self._checks).worst
            if not self.doubtful.isChecked():
                rest = [c for c in self._checks if not any(c is w for w in rows)]
                rows = (*rows, *rest)
        self._rows = rows
        atlas = self._window.atlas
        self.table.setRowCount(len(rows))
        for i, check in enumerate(rows):
            crossed = (atlas.muscles[m].name if m in atlas.muscles else m for m in check.crossed)
            cells = (
                atlas.point_name(check.trigger_point),
                check.side,
                f"{check.distance_mm:.1f} mm",
                "" if check.depth_mm is None else f"{check.depth_mm:.0f} mm",
                _along(check),
                " > ".join(crossed),
            )
            for column, words in enumerate(cells):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                if column in (2, 3):
                    item.setTextAlignment(
                        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                    )
                self.table.setItem(i, column, item)

    def _go(self, row: int) -> None:
        check = self._rows[row]
        self._window.inside.look_at_point(
            figure_of_pack(self._pack), check.trigger_point, check.side
        )


def _along(check: PointCheck) -> str:
    if check.along is None:
        return ""
    words = f"{check.along:.2f}"
    return words if check.kind_fits else f"{words}, odd for a {check.kind} point"


def _work(window: MainWindow, name: str) -> Callable[[Report, Callable[[], bool]], Any]:
    atlas = window.atlas

    def run(tell: Report, stop: Callable[[], bool]) -> Any:
        from explorer.body.placement import PlacedAtlas
        from explorer.packs.cancelling import Cancelled
        from explorer.packs.checking import check_pack
        from explorer.packs.store import load_pack, packs_dir

        pack = load_pack(packs_dir(), name)
        assert pack.figure is not None

        def progress(share: float) -> None:
            if stop():
                raise Cancelled("The check was cancelled.")
            tell(share, "")

        return check_pack(atlas, PlacedAtlas(atlas, pack.figure), pack.structures, progress)

    return run
