"""Keys that turn and zoom the body."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from explorer.scene.camera import orbit, zoom
from explorer.session.view_state import CameraPose, Rotation

__all__ = ["key_move"]

#: Degrees that an arrow key turns, and with Shift.
TURN, FINE = 12.0, 3.0
ZOOM = 1.16


def key_move(
    event: QKeyEvent, pose: CameraPose, rotation: Rotation
) -> tuple[CameraPose, str] | None:
    """Where a key moves the camera and what the gesture is called; None for any other key."""
    shift, keypad = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.KeypadModifier
    if event.modifiers() & ~(shift | keypad):
        return None
    step = FINE if event.modifiers() & shift else TURN
    turns = {
        Qt.Key.Key_Left: (-step, 0.0),
        Qt.Key.Key_Right: (step, 0.0),
        Qt.Key.Key_Up: (0.0, step),
        Qt.Key.Key_Down: (0.0, -step),
    }
    key = event.key()
    if key in turns:
        return orbit(pose, *turns[Qt.Key(key)], rotation), "keys"
    if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
        return zoom(pose, ZOOM), "zoom keys"
    if key in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
        return zoom(pose, 1 / ZOOM), "zoom keys"
    return None
