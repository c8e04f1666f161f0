"""The filter by evidence as the window handles it: its menu, its trace in the lists, its words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QActionGroup

from explorer.anatomy.support import SUPPORT_WORDS, Support, left_out
from explorer.session.view_state import ViewState

if TYPE_CHECKING:
    from explorer.ui.main_window import MainWindow

__all__ = ["EvidenceFilter"]

_CHOICES: tuple[Support, ...] = ("all", "sure", "studied")


class EvidenceFilter(QObject):
    """Shows in menu, lists and status line which points the state leaves out.

    Parameters
    ----------
    say
        Takes the words of the status line, empty while nothing is left out.
    """

    def __init__(self, window: MainWindow, say: Callable[[str], None]) -> None:
        super().__init__(window)
        self._window = window
        self._say = say
        self._shown: Support | None = None
        group = QActionGroup(self)  # one of three, and no way to choose none
        for choice in _CHOICES:
            group.addAction(window.actions_by_id[f"support_{choice}"])

    def show_state(self, state: ViewState) -> None:
        """Show a state without telling anybody."""
        if state.support == self._shown:
            return
        self._shown = state.support
        window = self._window
        window.actions_by_id[f"support_{state.support}"].setChecked(True)
        out = left_out(window.atlas, state.support)
        window.navigator.set_out(out)
        points = len(window.atlas.points)
        words = f"{SUPPORT_WORDS[state.support]}: {points - len(out)} of {points}"
        self._say(f"{words} · View menu shows all" if out else "")
