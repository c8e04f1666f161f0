"""The practice's logo: chosen, shown, taken away."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from explorer.errors import ExplorerError
from explorer.export.handout.pictures import logo_image

__all__ = ["LogoField"]

_SHOWN = (132, 44)
_KIND = "Pictures (*.png *.jpg *.jpeg *.svg)"


class LogoField(QWidget):
    """``changed`` is sent when there is another logo, or none."""

    changed = Signal()

    def __init__(self, path: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path: Path | None = None
        self.image: QImage | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(5)
        row = QHBoxLayout()
        row.setSpacing(6)
        self.picture = QLabel(self)
        self.picture.setAccessibleName("Logo")
        self.picture.setFixedSize(_SHOWN[0] + 8, _SHOWN[1] + 8)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row.addWidget(self.picture)
        self.choose = self._button("&Logo…", "Choose a PNG, JPG or SVG file")
        self.remove = self._button("Re&move", "Make the handout without a logo")
        self.choose.clicked.connect(self._choose)
        self.remove.clicked.connect(lambda: self.set_path(None))
        row.addWidget(self.choose)
        row.addWidget(self.remove)
        row.addStretch(1)
        layout.addLayout(row)
        self.problem = QLabel("", self)
        self.problem.setObjectName("problem")
        self.problem.setWordWrap(True)
        layout.addWidget(self.problem)
        self.set_path(Path(path) if path else None)

    def set_path(self, path: Path | None) -> None:
        """Take a logo from a file; one that cannot be read is told of and left out."""
        self.path, self.image, words = path, None, ""
        if path is not None:
            try:
                self.image = logo_image(path)
            except ExplorerError as error:
                self.path = None
                words = f"{error.message} The handout is made without it."
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        self._show_picture()
        self.remove.setEnabled(self.image is not None)
        self.changed.emit()

    def _show_picture(self) -> None:
        image = self.image
        self.picture.setVisible(image is not None)
        if image is None:
            return
        ratio = self.devicePixelRatioF()
        smooth, keep = Qt.TransformationMode.SmoothTransformation, Qt.AspectRatioMode
        width, height = (round(side * ratio) for side in _SHOWN)
        shown = image.scaled(width, height, keep.KeepAspectRatio, smooth)
        shown.setDevicePixelRatio(ratio)
        self.picture.setPixmap(QPixmap.fromImage(shown))

    def _choose(self) -> None:
        folder = str(self.path.parent) if self.path is not None else str(Path.home())
        chosen, _ = QFileDialog.getOpenFileName(self, "Logo of the practice", folder, _KIND)
        if chosen:
            self.set_path(Path(chosen))

    def _button(self, words: str, tip: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName("small")
        button.setToolTip(tip)
        button.setAutoDefault(False)
        return button
