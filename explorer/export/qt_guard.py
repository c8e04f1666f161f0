"""Keeps Python alive under a Qt binding that miscounts.

PySide6 6.12.0 on Python before 3.12 takes one reference from ``None`` at every call of Qt that
returns nothing. After some thousand calls, a minute of work, the count reaches zero and Python ends
with "Fatal Python error: none_dealloc". From Python 3.12 on ``None`` is immortal and the fault has
no effect; PySide6 6.11 does not have it.
"""

from __future__ import annotations

import ctypes
import sys

__all__ = ["keep_none_alive", "none_is_lost"]

#: References added: more than can be taken away in years.
_PLENTY = 1 << 46
_CALLS = 64
_done = False


def none_is_lost() -> bool:
    """Whether this interpreter and this Qt binding lose references to ``None``."""
    if sys.implementation.name != "cpython" or sys.version_info >= (3, 12):
        return False
    from PySide6.QtCore import QObject

    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(_CALLS):
        thing.setObjectName("")
    return sys.getrefcount(None) < before - _CALLS // 2


def keep_none_alive() -> None:
    """Make up for lost references to ``None``, once; does nothing where none are lost."""
    global _done
    if _done:
        return
    _done = True
    if none_is_lost() and sys.maxsize > 2**32 and not hasattr(sys, "gettotalrefcount"):
        # The count is the first field of every object in a release build of CPython.
        ctypes.c_ssize_t.from_address(id(None)).value += _PLENTY
