"""All bodies that can be shown: the built-in figures, then those of the packs."""

from __future__ import annotations

from pathlib import Path

from explorer.body.figure import Figure, FigureInfo, list_figures, load_figure
from explorer.packs.figure_ids import figure_of_pack, pack_of_figure
from explorer.packs.store import list_packs, load_pack_figure, packs_dir

__all__ = ["all_figures", "figure_by_id"]


def all_figures(folder: Path | None = None) -> tuple[FigureInfo, ...]:
    """Built-in figures, then packs with a skin of their own (in ``folder`` or the user's).

    Raises
    ------
    ExplorerError
        When the list of built-in figures is missing or damaged.
    """
    packs = tuple(
        FigureInfo(figure_of_pack(p.name), p.title, "", p.credit or p.licence, p.height_mm)
        for p in list_packs(folder or packs_dir())
        if p.has_skin
    )
    return list_figures() + packs


def figure_by_id(id: str, folder: Path | None = None) -> Figure:
    """A figure by its id; ``pack:<name>`` is that of a pack.

    Raises
    ------
    ExplorerError
        When there is no such figure, or it is damaged.
    """
    pack = pack_of_figure(id)
    return load_figure(id) if pack is None else load_pack_figure(folder or packs_dir(), pack)
