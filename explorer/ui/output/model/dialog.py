"""What is shown as a GLB model: which parts of it, how large, and where to."""

from __future__ import annotations

from dataclasses import dataclass, replace
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
    QVBoxLayout,
)

from explorer.export.atlas.estimate import size_words
from explorer.export.model_parts import ModelParts, model_nodes, model_size, parts_of
from explorer.export.models import write_view_model
from explorer.session.view_state import ViewState
from explorer.ui.jobs import Job
from explorer.ui.output.desk import BUSY, BUSY_HINT
from explorer.ui.output.figure.words import file_name, title_of
from explorer.ui.output.model.part_tree import PartTree
from explorer.ui.output.model.preview import model_picture
from explorer.ui.output.preview_picture import PreviewPicture
from explorer.ui.output.remembered import remember, remembered

if TYPE_CHECKING:
    from explorer.body.structures import Structures
    from explorer.errors import ExplorerError
    from explorer.ui.main_window import MainWindow

__all__ = ["ModelDialog", "ModelOptions", "open_model"]

_KIND = "model"
#: Nothing slimmer than this (pixels) is worth drawing.
_LEAST = 32
#: So long (s) the look under the skin may need to end.
_LAST_WAIT = 3.0


@dataclass(frozen=True, slots=True)
class ModelOptions:
    """Parts that were last left out though they were shown, by their kind."""

    without: tuple[str, ...] = ()


def open_model(window: MainWindow) -> None:
    """Ask which parts of what is shown go into a model."""
    ModelDialog(window).open()


class ModelDialog(QDialog):
    """Lists the named parts with boxes to tick, and hands the work to the window's desk."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("modelDialog")
        self.setWindowTitle("3D model")
        self.resize(820, 600)
        self._window = window
        self.state = window.session.state
        self._structures: Structures | None = None
        self._job: Job | None = None
        self._has_skin = window.viewport.stage.has_skin
        self._usual = parts_of(self.state)
        kept = remembered(window.settings, _KIND, ModelOptions())
        left_out = {name: False for name in kept.without if name in ModelParts.__slots__}
        self._make()
        self.parts.set_parts(replace(self._usual, **left_out))
        self.parts.changed.connect(self._changed)
        self._look_inside()
        self._changed()

    def _make(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(12)
        words = QLabel(
            "A GLB file opens in PowerPoint, Blender, 3D viewers and web pages. Each part keeps "
            "its name there and can be hidden or coloured by itself.",
            self,
        )
        words.setWordWrap(True)
        layout.addWidget(words)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        self.parts = PartTree(self)
        columns.addWidget(self.parts, 5)
        self.preview = PreviewPicture(
            "The model as it will be", "Nothing is left to be shown.", self._draw, self
        )
        columns.addWidget(self.preview, 6)
        layout.addLayout(columns, 1)
        self.summary, self.note = QLabel("", self), QLabel("", self)
        self.note.setObjectName("hint")
        said = QVBoxLayout()
        said.setSpacing(2)
        for each in (self.summary, self.note):
            each.setWordWrap(True)
            each.setTextFormat(Qt.TextFormat.PlainText)
            said.addWidget(each)
        row = QHBoxLayout()
        row.addLayout(said, 1)
        buttons = QDialogButtonBox(self)
        buttons.addButton("Cancel", QDialogButtonBox.ButtonRole.RejectRole).setAutoDefault(False)
        self.save = buttons.addButton("&Save…", QDialogButtonBox.ButtonRole.AcceptRole)
        self.save.setDefault(True)
        buttons.accepted.connect(self._save)
        buttons.rejected.connect(self.reject)
        row.addWidget(buttons, 0, Qt.AlignmentFlag.AlignBottom)
        layout.addLayout(row)
        self.parts.tree.setFocus()

    # What goes into it -------------------------------------------------------------------------

    def _look_inside(self) -> None:
        """Read which muscles and bones there are, beside the window."""
        stage, figure = self._window.viewport.stage, self.state.figure
        if stage.structures is not None:
            self._structures = stage.structures
            return
        job = Job(lambda _tell, _stop: stage.interior.structures(figure))
        job.done.connect(lambda structures: self._looked(job, structures))
        job.failed.connect(lambda error: self._failed(job, error))
        self._job = job
        job.start()

    def _looked(self, job: Job, structures: Structures) -> None:
        if self._job is job:
            self._job, self._structures = None, structures
            self._changed()

    def _failed(self, job: Job, error: ExplorerError) -> None:
        if self._job is job:
            self._job = None
            self._changed()
            self.note.setText(error.message)
            self.note.show()

    def _changed(self) -> None:
        atlas, state, parts = self._window.atlas, self.state, self.parts.parts
        everything = ModelParts(muscles=True, bones=True)
        there, nodes = (
            [
                node
                for node in model_nodes(atlas, state, wanted, self._structures)
                if self._has_skin or node.kind in ("muscle", "bone")
            ]
            for wanted in (everything, parts)
        )
        self.parts.show_nodes(there, inside_known=self._structures is not None)
        if nodes:
            count = "1 named part" if len(nodes) == 1 else f"{len(nodes)} named parts"
            self.summary.setText(f"{count}, about {size_words(model_size(nodes))}.")
        else:
            self.summary.setText("Tick at least one part that is there.")
        self.save.setEnabled(bool(nodes))
        self.note.setText(_left_out(state))
        self.note.setVisible(bool(self.note.text()))
        self.preview.ask()

    def _draw(self, width: int, height: int) -> QImage | None:
        if min(width, height) < _LEAST or not self.save.isEnabled():
            return None
        return model_picture(self._window, self.state, self.parts.parts, (width, height))

    # Writing it --------------------------------------------------------------------------------

    def _save(self) -> None:
        window, parts = self._window, self.parts.parts
        if window.output.busy:
            self.note.setText(f"{BUSY} {BUSY_HINT}")
            self.note.show()
            return
        former = Path(window.settings.value.picture_folder or Path.home())
        folder = former if former.is_dir() else Path.home()
        name = file_name(title_of(window, self.state), "Body")
        chosen, _ = QFileDialog.getSaveFileName(
            self, "Save 3D model", str(folder / f"{name}.glb"), "GLB model (*.glb)"
        )
        if not chosen:
            return
        path = Path(chosen)
        if path.suffix.lower() != ".glb":
            path = path.with_name(f"{path.name}.glb")
            if path.exists():  # nobody was asked about this one
                self.note.setText(f"{path.name} is there already. Choose it to replace it.")
                self.note.show()
                return
        work = partial(write_view_model, window.atlas, self.state, path, parts, cache=window.cache)
        if window.output.write("3D model", work, path):
            without = tuple(
                name
                for name in ModelParts.__slots__
                if getattr(self._usual, name) and not getattr(parts, name)
            )
            remember(window.settings, _KIND, ModelOptions(without))
            window.settings.change(picture_folder=str(path.parent))
            self.accept()

    def done(self, result: int) -> None:
        self.shutdown()
        super().done(result)

    def shutdown(self) -> None:
        """Draw and look no more: the dialog or its window closes."""
        self.preview.stop()
        job, self._job = self._job, None
        if job is not None:
            job.finish(_LAST_WAIT)


def _left_out(state: ViewState) -> str:
    """What is on the screen and cannot be in a model."""
    words = [
        name
        for there, name in (
            (bool(state.pain.strokes or state.pain.regions), "the painted pain"),
            (state.danger, "danger areas"),
            (state.xray, "the x-ray window"),
            (len(state.compared) > 1, "compared patterns"),
        )
        if there
    ]
    if not words:
        return ""
    several = len(words) > 1 or words[0].endswith("s")
    listed = words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
    return f"{listed[:1].upper()}{listed[1:]} {'stay' if several else 'stays'} in the window."
