"""The three columns of the window: find, body, notes; and how they make room."""

from __future__ import annotations

import base64
import json

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

__all__ = ["Panels"]

#: Below these widths of the window a panel steps aside by itself (logical pixels).
FIND_NEEDS, NOTES_NEEDS = 900, 680
_WIDTHS = (292, 690, 392)


class Panels(QSplitter):
    """A splitter whose outer panels can be put away.

    A panel that stepped aside for lack of room comes back with it; one that the user put away
    stays away.

    Signals
    -------
    arranged
        After a panel came or went.
    """

    arranged = Signal()

    def __init__(self, find: QWidget, centre: QWidget, notes: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._find, self._notes = find, notes
        self._wanted = {"find": True, "notes": True}
        self._forced: set[str] = set()
        for panel in (find, centre, notes):
            self.addWidget(panel)
        self.setHandleWidth(1)
        self.setCollapsible(0, False)
        self.setCollapsible(1, False)
        self.setCollapsible(2, False)
        for index, stretch in enumerate((0, 1, 0)):
            self.setStretchFactor(index, stretch)
        self.setSizes(list(_WIDTHS))

    def shown(self, name: str) -> bool:
        """Whether ``find`` or ``notes`` is shown."""
        return not self._panel(name).isHidden()

    def set_shown(self, name: str, shown: bool) -> None:
        """Show or put away a panel, as the user wishes, whatever the room."""
        self._wanted[name] = shown
        if shown:
            self._forced.add(name)
            if self.width() < NOTES_NEEDS:  # one at a time in a very small window
                other = "notes" if name == "find" else "find"
                self._panel(other).setVisible(False)
        else:
            self._forced.discard(name)
        self._panel(name).setVisible(shown)
        self.arranged.emit()

    def make_room(self, width: int) -> None:
        """Let panels step aside or come back as the window's width allows."""
        before = (self.shown("find"), self.shown("notes"))
        for name, needs in (("find", FIND_NEEDS), ("notes", NOTES_NEEDS)):
            if width >= needs:
                self._forced.discard(name)
                self._panel(name).setVisible(self._wanted[name])
            elif name not in self._forced:
                self._panel(name).setVisible(False)
        if before != (self.shown("find"), self.shown("notes")):
            self.arranged.emit()

    def arrangement(self) -> str:
        """Sizes and panels as a text for the settings."""
        state = base64.b64encode(bytes(self.saveState().data())).decode("ascii")
        return json.dumps({"sizes": state, **self._wanted})

    def arrange(self, text: str) -> None:
        """Take up an arrangement; one that cannot be read is ignored."""
        try:
            content = json.loads(text)
            sizes = base64.b64decode(content["sizes"])
            wanted = {name: bool(content[name]) for name in ("find", "notes")}
        except (ValueError, KeyError, TypeError):
            return
        self.restoreState(QByteArray(sizes))
        self._wanted = wanted
        for name, shown in wanted.items():
            self._panel(name).setVisible(shown)
        self.arranged.emit()

    def _panel(self, name: str) -> QWidget:
        return self._find if name == "find" else self._notes
