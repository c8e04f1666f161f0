"""The question what to do with changes that are not saved."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

__all__ = ["Answer", "ask_about_unsaved", "ask_to_overwrite"]

Answer = Literal["save", "discard", "cancel"]


def ask_about_unsaved(name: str, parent: QWidget) -> Answer:
    """Ask; Enter saves, Esc cancels."""
    box = QMessageBox(QMessageBox.Icon.Question, "Lesson not saved", "", parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)  # a title is no markup
    box.setText(f"The lesson “{name}” has changes that are not saved.")
    box.setInformativeText("Save them before it is closed?")
    kinds = QMessageBox.StandardButton
    box.setStandardButtons(kinds.Save | kinds.Discard | kinds.Cancel)
    box.setDefaultButton(kinds.Save)
    box.setEscapeButton(kinds.Cancel)
    answers: dict[int, Answer] = {kinds.Save.value: "save", kinds.Discard.value: "discard"}
    try:
        return answers.get(box.exec(), "cancel")
    finally:
        box.deleteLater()


def ask_to_overwrite(name: str, parent: QWidget) -> bool:
    """Ask whether a file that is there may be replaced."""
    kinds = QMessageBox.StandardButton
    box = QMessageBox(QMessageBox.Icon.Question, "Save lesson", "", parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(f"{name} exists already. Replace it?")
    box.setStandardButtons(kinds.Yes | kinds.Cancel)
    box.setDefaultButton(kinds.Cancel)
    try:
        return box.exec() == kinds.Yes.value
    finally:
        box.deleteLater()
