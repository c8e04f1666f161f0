"""What the keys of a presentation mean: those that every presentation program knows."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

__all__ = ["KEYS_IN_WORDS", "Keys"]

_K = Qt.Key
_NEXT = (_K.Key_Right, _K.Key_Down, _K.Key_Space, _K.Key_PageDown, _K.Key_N)
_PREVIOUS = (_K.Key_Left, _K.Key_Up, _K.Key_Backspace, _K.Key_PageUp, _K.Key_P)
_DONE: Mapping[str, tuple[Qt.Key, ...]] = {
    "next": _NEXT,
    "previous": _PREVIOUS,
    "first": (_K.Key_Home,),
    "last": (_K.Key_End,),
    "black": (_K.Key_B, _K.Key_Period),
    "white": (_K.Key_W, _K.Key_Comma),
    "notes": (_K.Key_T,),
    "keys": (_K.Key_F1, _K.Key_Question),
    "end": (_K.Key_Escape,),
}
_BY_KEY = {key: what for what, keys in _DONE.items() for key in keys}
#: What a key held down does again and again: a lesson must not run away.
_REPEATED = ("turn", "")
_ENTER = (_K.Key_Return, _K.Key_Enter)
_TURN = (_K.Key_Left, _K.Key_Right, _K.Key_Up, _K.Key_Down)
_ZOOM = (_K.Key_Plus, _K.Key_Equal, _K.Key_Minus, _K.Key_Underscore)
#: Longer numbers are no view's.
_DIGITS = 4

KEYS_IN_WORDS = (
    "Right or Space: next · Left: previous · number and Enter: go there · B: black · "
    "T: notes · Shift and arrows: turn · + and -: zoom · Esc: end"
)


class Keys:
    """Reads keys one after the other; ``number`` is what has been typed so far."""

    def __init__(self) -> None:
        self.number = ""

    def read(self, event: QKeyEvent) -> str:
        """What a key asks for.

        Returns
        -------
        what
            "next", "previous", "first", "last", "go" (to ``number``), "typing", "black", "white",
            "notes", "keys", "end", "turn" (for the body to follow), or nothing.
        """
        what = self._meaning(event)
        if what not in ("typing", "go"):
            self.number = ""
        return "" if event.isAutoRepeat() and what not in _REPEATED else what

    def taken(self) -> int:
        """The number that was typed; there is none afterwards."""
        number, self.number = self.number, ""
        return int(number)

    def _meaning(self, event: QKeyEvent) -> str:
        key = Qt.Key(event.key())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held & ~Qt.KeyboardModifier.ShiftModifier:
            return ""
        if key in _ZOOM or (held and key in _TURN):
            return "turn"
        if held and key not in (_K.Key_Question, _K.Key_F1):
            return ""
        if _K.Key_0 <= key <= _K.Key_9:
            self.number = (self.number + chr(key))[-_DIGITS:]
            return "typing"
        if self.number and key == _K.Key_Backspace:
            self.number = self.number[:-1]
            return "typing"
        if key in _ENTER:
            return "go" if self.number else "next"
        return _BY_KEY.get(key, "")
