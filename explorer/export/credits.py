"""Whose work is in a picture."""

from __future__ import annotations

import functools
from pathlib import Path

from explorer.packs.figure_ids import pack_of_figure
from explorer.session.view_state import ViewState

__all__ = ["CREDITS", "SCHEMATIC", "caption", "credits_of", "pack_credit"]

#: Said wherever muscles are seen that nobody has measured.
SCHEMATIC = "Muscles: schematic, drawn from origin to insertion"

#: Of the program's own content.
CREDITS = (
    "Trigger Point Explorer (Apache-2.0). Content CC BY 4.0. "
    "Body: MakeHuman base mesh and targets, CC0 1.0. "
    "Bones: OpenSim project, CC BY 3.0, adapted."
)


def pack_credit(figure: str) -> str:
    """The credit line of the pack that a figure comes from; empty for a built-in figure."""
    name = pack_of_figure(figure)
    if name is None:
        return ""
    # Imported when used: a start with a built-in figure reads no pack.
    from explorer.packs.store import packs_dir

    folder = packs_dir()
    try:
        stamp = (folder / name).stat().st_mtime_ns
    except OSError:
        return ""
    return _credit(folder, name, stamp)


@functools.lru_cache(maxsize=8)
def _credit(folder: Path, name: str, _stamp: int) -> str:
    """Asked for with every picture, so read once for each time a pack was written."""
    from explorer.packs.store import list_packs

    info = next((info for info in list_packs(folder) if info.name == name), None)
    if info is None:
        return ""
    return f"Anatomy: {info.credit or f'{info.title}, {info.licence}'}"


def caption(state: ViewState) -> str:
    """The line under a picture that shows what lies under the skin: whose work, or how made."""
    if pack_of_figure(state.figure) is not None:
        return pack_credit(state.figure)
    return SCHEMATIC if state.skin_opacity < 1.0 or state.xray else ""


def credits_of(state: ViewState) -> str:
    """All credits of what a state shows, as they stand in a picture's metadata."""
    return " ".join(filter(None, (CREDITS, pack_credit(state.figure))))
