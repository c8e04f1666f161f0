"""How a pack's body is called among the figures; a start asks this, so nothing is read here."""

from __future__ import annotations

__all__ = ["figure_of_pack", "pack_of_figure"]

_PREFIX = "pack:"


def figure_of_pack(name: str) -> str:
    """The id of the figure that a pack brings."""
    return _PREFIX + name


def pack_of_figure(id: str) -> str | None:
    """Name of the pack that a figure belongs to; None for a built-in figure."""
    return id.removeprefix(_PREFIX) if id.startswith(_PREFIX) else None
