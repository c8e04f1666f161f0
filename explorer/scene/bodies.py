"""The bodies that can be shown, each with the atlas on it, read when first asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from explorer.anatomy.atlas import Atlas
from explorer.body.figure import load_figure
from explorer.body.placement import PlacedAtlas
from explorer.scene.interior import Interior

if TYPE_CHECKING:
    from explorer.body.danger_on_figure import DangerOnFigure
    from explorer.body.pain_on_figure import PainOnFigure

__all__ = ["Bodies"]

#: Stands in for the skin of a body that has none: points and zones must lie on something.
_STAND_IN = "male"


class Bodies:
    """Every figure's skin with all points on it."""

    def __init__(self, atlas: Atlas, interior: Interior, cache: Path | None) -> None:
        self._atlas = atlas
        self._interior = interior
        self._cache = cache
        self._placed: dict[str, PlacedAtlas] = {}
        self._skinless: set[str] = set()
        self._pain: dict[str, PainOnFigure] = {}
        self._danger: dict[str, DangerOnFigure] = {}

    def placed(self, figure: str) -> PlacedAtlas:
        """The atlas on a figure; on another one's skin where it has none.

        Raises
        ------
        ExplorerError
            When there is no such figure, or its file cannot be read.
        """
        if figure not in self._placed:
            skin = self._interior.skin(figure)
            if skin is None:
                self._skinless.add(figure)
                skin = load_figure(_STAND_IN)
            self._placed[figure] = PlacedAtlas(self._atlas, skin, self._cache)
        return self._placed[figure]

    def pain(self, figure: str) -> PainOnFigure:
        """What resolves drawings of pain on a figure."""
        # Imported when used: a start paints no pain.
        from explorer.body.pain_on_figure import PainOnFigure

        if figure not in self._pain:
            self._pain[figure] = PainOnFigure(self.placed(figure))
        return self._pain[figure]

    def danger(self, figure: str) -> DangerOnFigure:
        """The danger areas of a figure."""
        from explorer.body.danger_on_figure import danger_on  # when used: a start shows none

        if figure not in self._danger:
            self._danger[figure] = danger_on(self.placed(figure))
        return self._danger[figure]

    def danger_measured(self, figure: str) -> DangerOnFigure | None:
        """The danger areas of a figure, where they were measured already."""
        made = self._danger.get(figure)
        return made if made is not None and made.ready else None

    def has_skin(self, figure: str) -> bool:
        """Whether a figure has a skin of its own."""
        self.placed(figure)
        return figure not in self._skinless

    def forget(self, figure: str) -> None:
        """Read a figure anew when it is asked for again: its file has changed."""
        self._placed.pop(figure, None)
        self._pain.pop(figure, None)
        self._danger.pop(figure, None)
        self._skinless.discard(figure)
