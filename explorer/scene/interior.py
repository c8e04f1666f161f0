"""Where muscles and bones of a figure come from: its skeleton, schematic muscles, or a pack.

Nothing is read until somebody looks under the skin.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from explorer.anatomy.atlas import Atlas
from explorer.body.figure import Figure, load_figure
from explorer.body.structures import Structures, structure_id
from explorer.packs.figure_ids import pack_of_figure

__all__ = ["Interior"]

Loader = Callable[[str], Structures]


class Interior:
    """The structures of each figure, read when first asked for; from any thread.

    Parameters
    ----------
    loader
        Reads the structures of a figure by its id; the built-in way when None.
    cache
        Folder for baked flesh, or None.
    """

    def __init__(
        self, atlas: Atlas, loader: Loader | None = None, cache: Path | None = None
    ) -> None:
        self._atlas = atlas
        self._cache = cache
        self._loader = loader or self._load
        self._kept: tuple[str, Structures] | None = None
        self._skin: tuple[str, Figure | None] | None = None
        self._lock = threading.Lock()

    def structures(self, figure: str) -> Structures:
        """Muscles and bones of a figure; those of the last one asked for are kept.

        Raises
        ------
        ExplorerError
            When a file of them cannot be read.
        """
        with self._lock:
            if self._kept is None or self._kept[0] != figure:
                self._kept = None
                self._kept = figure, self._loader(figure)
            return self._kept[1]

    def prepare(self, figure: str) -> None:
        """Make ahead of time, in a thread, what a first look into a figure needs.

        It is baked; that of a pack is kept, too, for who shows a pack wants to see what is in it.
        """
        # Imported when used: a start with solid skin does without.
        from explorer.scene.structure_shading import baked_shading

        keep = pack_of_figure(figure) is not None
        if keep or self._cache is not None:
            whole = self.structures(figure) if keep else self._loader(figure)
            baked_shading(whole, self._cache, figure)

    def forget(self, figure: str) -> None:
        """Read a figure anew when it is asked for again."""
        with self._lock:
            if self._kept is not None and self._kept[0] == figure:
                self._kept = None
            self._skin = None

    def skin(self, figure: str) -> Figure | None:
        """A figure's skin; None for a pack that has none.

        Raises
        ------
        ExplorerError
            When there is no such figure, or its file cannot be read.
        """
        name = pack_of_figure(figure)
        if name is None:
            return load_figure(figure)
        kept = self._skin
        if kept is None or kept[0] != figure:
            kept = self._skin = figure, self._pack_skin(name)
        return kept[1]

    def _pack_skin(self, name: str) -> Figure | None:
        # Imported when used: most starts show a built-in figure.
        from explorer.packs.store import list_packs, load_pack_figure, packs_dir

        folder = packs_dir()
        if any(info.name == name and not info.has_skin for info in list_packs(folder)):
            return None
        return load_pack_figure(folder, name)

    def _load(self, figure: str) -> Structures:
        real, skin = self._real(figure), self.skin(figure)
        if skin is None:
            return real
        # Imported when used: a start with solid skin does without.
        from explorer.body.schematic import schematic_muscles

        there = frozenset(
            structure_id("muscle", muscle, item.side)
            for item in real.items
            for muscle in item.muscles
        )
        return Structures.joined([real, schematic_muscles(self._atlas, skin, there, self._cache)])

    def _real(self, figure: str) -> Structures:
        """What has been measured: the skeleton, or all that a pack holds."""
        name = pack_of_figure(figure)
        if name is not None:
            from explorer.packs.store import load_pack, packs_dir

            return load_pack(packs_dir(), name, with_figure=False).structures
        from explorer.body.skeleton import load_skeleton

        return load_skeleton(figure)
