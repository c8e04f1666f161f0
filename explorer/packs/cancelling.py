"""What a long piece of work raises when the user no longer wants it."""

from __future__ import annotations

__all__ = ["Cancelled"]


class Cancelled(Exception):  # noqa: N818 - not an error: the user asked for it
    """The work was stopped on request; nothing was changed."""
