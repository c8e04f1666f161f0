"""The one kind of error a user is meant to read.

Everything else is a defect and reaches the user as a report that can be copied.
"""

from __future__ import annotations

__all__ = ["ExplorerError"]


class ExplorerError(Exception):
    """An expected failure: one plain sentence, and a hint about what to do.

    Parameters
    ----------
    message
        One sentence that names what went wrong and where.
    hint
        What the user can do about it; may be empty.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()
