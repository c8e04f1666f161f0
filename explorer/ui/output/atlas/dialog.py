"""Plates of many points with an index page and a book: what of, how, where, and how long."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
)

from explorer.errors import ExplorerError
from explorer.export.atlas.estimate import estimate, measured_pace
from explorer.export.atlas.pool import all_cores
from explorer.export.atlas.run import INDEX, PLAN, Made, run_atlas
from explorer.packs.figure_ids import pack_of_figure
from explorer.ui.jobs import Job
from explorer.ui.output.atlas.folder_field import FolderField
from explorer.ui.output.atlas.form import AtlasForm
from explorer.ui.output.atlas.look import Look, Wanted, look_at, words_of
from explorer.ui.output.atlas.options import NAMED, AtlasOptions, choices
from explorer.ui.output.atlas.points_box import PointsBox
from explorer.ui.output.atlas.preview import AtlasPreview
from explorer.ui.output.desk import BUSY, BUSY_HINT
from explorer.ui.output.remembered import remember, remembered

if TYPE_CHECKING:
    from explorer.session.settings import SettingsFile
    from explorer.ui.main_window import MainWindow

__all__ = ["AtlasDialog", "open_atlas"]

_KIND = "atlas"
_FOLDER = "Trigger point atlas"
#: How long after the last change the folder is looked into (ms), so that typing stays fluid.
_PATIENCE = 150
#: So long (s) a look into a folder may need to end.
_LAST_WAIT = 3.0


def open_atlas(window: MainWindow) -> None:
    """Ask for an atlas of plates."""
    AtlasDialog(window).open()


class AtlasDialog(QDialog):
    """Asks, says what it will take, and hands the work to the window's desk."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("atlasDialog")
        self.setWindowTitle("Atlas of plates")
        self.resize(1040, 640)
        self._window = window
        self._kept = remembered(window.settings, _KIND, AtlasOptions())
        self._job: Job | None = None
        self._look: tuple[Wanted, Look] | None = None
        self._over = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE)
        self._patience.timeout.connect(self._look_beside)
        self.points = PointsBox(window.atlas, choices(window), self)
        self.form = self._make_form()
        self.preview = AtlasPreview(window, self)
        self.folder = FolderField(
            self._proposed_folder(),
            "Folder of the atlas",
            _FOLDER,
            lambda folder: (folder / PLAN).exists(),
            self,
        )
        self._lay_out()
        known = window.atlas.points
        self.points.choose(self._kept.points, tuple(p for p in self._kept.named if p in known))
        for part in (self.points, self.form, self.folder):
            part.changed.connect(self._changed)
        self._changed()

    # Putting together --------------------------------------------------------------------------

    def _make_form(self) -> AtlasForm:
        window = self._window
        skinless = {info.name for info in window.bodies.packs if not info.has_skin}
        bodies = tuple(
            body for body in window.bodies.figures() if pack_of_figure(body.id) not in skinless
        )
        known = [body.id for body in bodies]
        shown = window.session.state.figure
        figures = tuple(figure for figure in self._kept.figures if figure in known)
        figures = figures or (shown if shown in known else known[0],)
        return AtlasForm(replace(self._kept, figures=figures), bodies, all_cores(), self)

    def _proposed_folder(self) -> Path:
        kept = Path(self._kept.folder)
        if self._kept.folder and kept.parent.is_dir():
            return kept
        former = Path(self._window.settings.value.picture_folder or Path.home())
        return (former if former.is_dir() else Path.home()) / _FOLDER

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(12)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.form)
        area.setObjectName("layersPage")  # dressed alike: the window's colour behind it
        self.form.setObjectName("layersContent")
        area.setMinimumWidth(self.form.minimumSizeHint().width() + 12)
        columns = QHBoxLayout()
        columns.setSpacing(18)
        columns.addWidget(self.points, 5)
        columns.addWidget(area, 6)
        columns.addWidget(self.preview, 6)
        layout.addLayout(columns, 1)
        layout.addWidget(self.folder)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.summary, self.note = QLabel("", self), QLabel("", self)
        self.note.setObjectName("hint")
        for each in (self.summary, self.note):
            each.setWordWrap(True)
            each.setTextFormat(Qt.TextFormat.PlainText)
            words.addWidget(each)
        buttons = QDialogButtonBox(self)
        buttons.addButton("Cancel", QDialogButtonBox.ButtonRole.RejectRole).setAutoDefault(False)
        self.start = buttons.addButton("&Make the atlas", QDialogButtonBox.ButtonRole.AcceptRole)
        self.start.setDefault(True)
        buttons.accepted.connect(self._start)
        buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.addLayout(words, 1)
        row.addWidget(buttons, 0, Qt.AlignmentFlag.AlignBottom)
        layout.addLayout(row)

    # What is asked for, and what that means ----------------------------------------------------

    @property
    def wanted(self) -> Wanted:
        """What is chosen now."""
        form = self.form
        return Wanted(
            self.points.chosen,
            form.chosen_views,
            form.chosen_figures,
            form.size_of_plates,
            form.dark,
            self.folder.folder or Path(),
        )

    def _changed(self) -> None:
        """Something else is asked for: look at it anew, when the hand rests."""
        if self._over:  # a part of a dialog that closes may still speak
            return
        wanted = self.wanted
        self.preview.show_wanted(wanted)
        self._stop_looking()
        self._look = None
        if not wanted.plates or self.folder.folder is None:
            missing = "a folder" if wanted.plates else "at least one point, view and body"
            self._say(f"Choose {missing}.", "", ready=False)
            return
        self._say(f"{wanted.plates} plates…" if wanted.plates > 1 else "1 plate…", "", ready=True)
        self._patience.start()

    def _look_beside(self) -> None:
        """Look beside the window at what is asked for."""
        wanted, atlas = self.wanted, self._window.atlas
        job = Job(lambda _tell, stop: look_at(atlas, wanted, stop))
        job.done.connect(lambda look: self._looked(job, wanted, look))
        job.failed.connect(lambda error: self._failed(job, error))
        self._job = job
        job.start()

    def _looked(self, job: Job, wanted: Wanted, look: Look) -> None:
        if self._job is not job:  # something else is asked for by now
            return
        self._job, self._look = None, (wanted, look)
        total = len(look.plan.plates)
        missing = total - look.kept
        workers = min(self.form.workers.value(), max(1, missing))
        guess = estimate(total, missing, wanted.size, workers, self._kept.pace)
        words, note = words_of(look, guess, workers, self.form.address)
        self._say(words, note, ready=not look.problem)

    def _failed(self, job: Job, error: ExplorerError) -> None:
        if self._job is job:
            self._job = None
            self._say("", error.message, ready=False)

    def _say(self, words: str, note: str, *, ready: bool) -> None:
        for label, text in ((self.summary, words), (self.note, note)):
            label.setText(text)
            label.setVisible(bool(text))
        self.start.setEnabled(ready)

    def _stop_looking(self) -> None:
        self._patience.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    # Making it ---------------------------------------------------------------------------------

    def _start(self) -> None:
        window, form = self._window, self.form
        if window.output.busy:
            self._say(self.summary.text(), f"{BUSY} {BUSY_HINT}", ready=True)
            return
        wanted = self.wanted
        look = self._look_now(wanted)
        if look is None:
            return
        work = partial(
            run_atlas,
            window.atlas,
            look.plan,
            wanted.folder,
            workers=form.workers.value(),
            scheduler=form.address or None,
            cache=window.cache,
        )
        options = self._options(wanted)
        begun = window.output.write(
            "Atlas",
            work,
            wanted.folder,
            partial(_learn, window.settings, options),
            opens=wanted.folder / INDEX,
            left="finished plates are kept, and the same atlas goes on from there",
        )
        if begun:
            remember(window.settings, _KIND, options)
            self.accept()

    def _options(self, wanted: Wanted) -> AtlasOptions:
        workers = self.form.workers.value()
        return AtlasOptions(
            self.points.choice,
            wanted.points if self.points.choice == NAMED else (),
            wanted.views,
            wanted.figures,
            *wanted.size,
            wanted.dark,
            0 if workers == all_cores() else workers,
            self.form.address,
            str(wanted.folder),
            self._kept.pace,
        )

    def _look_now(self, wanted: Wanted) -> Look | None:
        """What was seen of what is wanted; None, with the reason, when it cannot be made."""
        if self._look is not None and self._look[0] == wanted:
            return self._look[1]
        # Enter was faster than the look beside the window.
        self._stop_looking()
        if not wanted.plates:
            return None
        try:
            look = look_at(self._window.atlas, wanted, lambda: False)
        except ExplorerError as error:
            self._say("", error.message, ready=False)
            return None
        if look.problem:
            self._say("", look.problem, ready=False)
            return None
        return look

    def done(self, result: int) -> None:
        self.shutdown()
        super().done(result)

    def shutdown(self) -> None:
        """Draw and look no more: the dialog or its window closes."""
        self._over = True
        self.preview.stop()
        self._patience.stop()
        job, self._job = self._job, None
        if job is not None:
            job.finish(_LAST_WAIT)


def _learn(settings: SettingsFile, options: AtlasOptions, made: Made) -> tuple[str, ...]:
    """Keep how fast this computer is, for the next estimate; there is nothing to be said."""
    if not options.scheduler:
        size = options.width, options.height
        workers = options.workers or all_cores()
        pace = measured_pace(options.pace, made.drawn, size, workers, made.seconds)
        now = remembered(settings, _KIND, options)
        remember(settings, _KIND, replace(now, pace=pace))
    return ()
