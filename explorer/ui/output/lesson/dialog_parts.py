"""Parts of a dialog with a column of choices, and the question where to save."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QFileDialog,
    QFormLayout,
    QFrame,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from explorer.errors import ExplorerError
from explorer.ui.output.figure.words import file_name

if TYPE_CHECKING:
    from explorer.ui.main_window import MainWindow

__all__ = [
    "COLUMN",
    "ask_where",
    "choices_column",
    "fields_form",
    "heading",
    "tint",
    "words_field",
]

#: Width of the column (logical pixels).
COLUMN = 306


def ask_where(
    parent: QWidget, window: MainWindow, title: str, what: str, ending: tuple[str, str]
) -> Path | None:
    """Where something is to be saved, under a name made from its title; None for nowhere.

    Parameters
    ----------
    what
        What is saved, as "Slides".
    ending
        How the names of files end, and how they are called, as ".pptx" and "PowerPoint slides".

    Raises
    ------
    ExplorerError
        When a name was typed without its ending, and there is a file of that name with it.
    """
    folder = window.settings.value.picture_folder
    place = Path(folder) if folder and Path(folder).is_dir() else Path.home()
    suffix, kind = ending
    proposed = place / f"{file_name(title, what)}{suffix}"
    chosen, _ = QFileDialog.getSaveFileName(
        parent, f"Save {what.lower()}", str(proposed), f"{kind} (*{suffix})"
    )
    if not chosen:
        return None
    path = Path(chosen)
    if path.suffix.lower() == suffix:
        return path
    # Whoever typed no ending was not asked whether the file with it may be replaced.
    whole = path.with_name(f"{path.name}{suffix}")
    if whole.exists():
        raise ExplorerError(f"{whole.name} is there already.", "Type its whole name to replace it.")
    return whole


def heading(words: str, parent: QWidget) -> QLabel:
    """A heading of the column."""
    label = QLabel(words, parent)
    label.setObjectName("heading")
    return label


def fields_form(*rows: tuple[str, QWidget]) -> QFormLayout:
    """Fields of the column with their names, in line with those of its other forms."""
    form = QFormLayout()
    form.setVerticalSpacing(8)
    form.setHorizontalSpacing(10)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
    for name, field in rows:
        label = QLabel(name, field.parentWidget())
        label.setBuddy(field)
        label.setMinimumWidth(label.fontMetrics().horizontalAdvance("Author") + 2)
        form.addRow(label, field)
    return form


def tint(label: QLabel, colour: str) -> None:
    """Write a label in a colour of the theme."""
    palette = label.palette()
    palette.setColor(QPalette.ColorRole.WindowText, QColor(colour))
    label.setPalette(palette)


def words_field(name: str, parent: QWidget) -> QLineEdit:
    """A field for one line of words."""
    field = QLineEdit(parent)
    field.setAccessibleName(name)
    field.setMaxLength(300)
    return field


def choices_column(form: QVBoxLayout, parent: QWidget) -> QScrollArea:
    """The choices, which scroll where a window is low."""
    area = QScrollArea(parent)
    area.setObjectName("layersPage")
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFixedWidth(COLUMN)
    content = QWidget(area)
    content.setObjectName("layersContent")
    form.setContentsMargins(2, 2, 12, 8)
    form.setSpacing(8)
    form.addStretch(1)
    content.setLayout(form)
    area.setWidget(content)
    return area
