"""What a window shows first, before there is any history."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from explorer.anatomy.atlas import Atlas
from explorer.body.figure import list_figures
from explorer.packs.figure_ids import pack_of_figure
from explorer.scene.stage import Stage
from explorer.session.settings import SettingsFile
from explorer.session.view_state import ViewState

__all__ = ["first_stage"]

#: About the size of the picture in a new window. Only the body's height matters to the framing.
_WIDTH, _HEIGHT = 620, 640


def _there(figure: str) -> bool:
    """Whether a remembered figure can still be shown: a pack may have been removed since."""
    name = pack_of_figure(figure)
    if name is None:
        return any(figure == info.id for info in list_figures())
    # Imported only for who had a pack open: reading it takes a start's time.
    from explorer.packs.store import list_packs, packs_dir

    return any(name == info.name for info in list_packs(packs_dir()))


def first_stage(
    atlas: Atlas, settings: SettingsFile, cache: Path | None, figure: str | None
) -> tuple[Stage, ViewState]:
    """The stage with the whole body framed from in front, before there is any history."""
    wanted = figure or settings.value.figure
    if figure is None and not _there(wanted):
        wanted = list_figures()[0].id
    state = ViewState(figure=wanted, rotation=settings.value.rotation)
    stage = Stage(atlas, state, cache)
    stage.set_size(_WIDTH, _HEIGHT)
    framed = replace(state, camera=stage.framing("anterior"))
    stage.update(state, framed)
    return stage, framed
