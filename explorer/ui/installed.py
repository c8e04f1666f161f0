"""The anatomy packs of this user, as the window knows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.body.figure import FigureInfo, list_figures
from explorer.scene.interior import PACK

if TYPE_CHECKING:
    from explorer.packs.pack import PackInfo

__all__ = ["InstalledAnatomy"]


class InstalledAnatomy:
    """Lists packs when asked to, and not before: a start shows none of them."""

    def __init__(self) -> None:
        self._packs: tuple[PackInfo, ...] | None = None

    @property
    def packs(self) -> tuple[PackInfo, ...]:
        """The packs that can be shown."""
        if self._packs is None:
            self.refresh()
        assert self._packs is not None
        return self._packs

    def refresh(self) -> tuple[str, ...]:
        """Read the folder again; returns what to say about packs that cannot be read."""
        from explorer.packs.store import damaged_packs, list_packs, packs_dir

        damaged = tuple(str(error) for error in damaged_packs(packs_dir()))
        self._packs = list_packs(packs_dir())
        return damaged

    def figures(self) -> tuple[FigureInfo, ...]:
        """The built-in figures and then every pack, with a skin or without."""
        return list_figures() + tuple(
            FigureInfo(
                PACK + info.name,
                info.title if info.has_skin else f"{info.title} (no skin)",
                "",
                " ".join(filter(None, (info.licence, info.credit))),
                info.height_mm,
            )
            for info in self.packs
        )

    def info(self, name: str) -> PackInfo | None:
        """A pack by its name."""
        return next((info for info in self.packs if info.name == name), None)

    def source_words(self, name: str) -> str:
        """Whose work a pack is, in a line."""
        info = self.info(name)
        if info is None:
            return ""
        words = f"Real muscles and bones: {info.title}. {info.credit or info.licence}"
        if not info.has_skin:
            words += " It has no skin, so no points can be shown on it."
        return words
