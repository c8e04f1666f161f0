"""Keeping a pain drawing in a file, and bringing one back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from explorer.session.pain_commands import set_pain

if TYPE_CHECKING:
    from explorer.ui.main_window import MainWindow

__all__ = ["open_pain", "save_pain", "take_pain"]

_KIND = "Pain drawing (*.pain.json)"
_ENDING = ".pain.json"
#: So many unknown names are told.
_NAMED = 4


def open_pain(window: MainWindow) -> None:
    """Ask for a drawing and show it; undo takes it away again."""
    chosen, _ = QFileDialog.getOpenFileName(
        window, "Open pain drawing", str(_folder(window)), f"{_KIND};;All files (*)"
    )
    if chosen:
        take_pain(window, Path(chosen))


def take_pain(window: MainWindow, path: Path) -> bool:
    """Show a drawing from a file; False, and nothing changes, when it cannot be read."""
    from explorer.export.pain_drawings import open_pain_drawing

    found = window.attempt(lambda: open_pain_drawing(path, window.atlas))
    if found is None:
        return False
    record, missing = found
    window.session.do(set_pain(record))
    window.status.setText(f"Opened {path.name}")
    if missing:
        names = ", ".join(missing[:_NAMED]) + (" and more" if len(missing) > _NAMED else "")
        window.messages.say(f"Left out of {path.name}, for this atlas does not know it: {names}.")
    return True


def save_pain(window: MainWindow) -> None:
    """Ask where, and save what was shown, said, answered and tried."""
    chosen, _ = QFileDialog.getSaveFileName(
        window, "Save pain drawing", str(_folder(window) / f"My pain{_ENDING}"), _KIND
    )
    if not chosen:
        return
    path = Path(chosen)
    if path.suffix.lower() != ".json":
        path = path.with_name(path.name + _ENDING)
    from explorer.body.topology import load_topology
    from explorer.session.pain_file import record_of, write_pain

    def work() -> bool:
        write_pain(path, record_of(window.session.state), load_topology().fingerprint())
        return True

    if window.attempt(work):
        window.status.setText(f"Saved as {path}")


def _folder(window: MainWindow) -> Path:
    folder = window.settings.value.picture_folder
    return Path(folder) if folder and Path(folder).is_dir() else Path.home()
