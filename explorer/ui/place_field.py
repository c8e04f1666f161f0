"""A field that offers the named places of the body while one types."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from PySide6.QtWidgets import QWidget

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.pain import RegionRef
from explorer.ui.offer_field import OfferField

__all__ = ["PlaceField", "place_words"]


def place_words(atlas: Atlas, place: RegionRef) -> str:
    """How a marked place is called: "temple, left"."""
    region = atlas.regions.get(place.region)
    if region is None:
        return f"{place.region} (unknown here)"
    if place.side == "both" or not region.paired:
        return region.name
    return f"{region.name}, {place.side}"


class PlaceField(OfferField):
    """``chosen`` sends the :class:`RegionRef` of the place that was taken."""

    def __init__(self, atlas: Atlas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._atlas = atlas
        self.setPlaceholderText("Add a place by its name")
        self.setToolTip("Type part of a name, such as temple or heel, and choose from the list")
        self.setAccessibleName("Add a place that hurts by its name")

    def offers(self) -> dict[str, RegionRef]:
        """All places, of both sides."""
        return {place_words(self._atlas, p): p for p in _all(self._atlas)}


def _all(atlas: Atlas) -> Iterator[RegionRef]:
    sides: tuple[Literal["right", "left"], ...] = ("right", "left")
    for region in sorted(atlas.regions.values(), key=lambda r: r.name):
        if region.paired:
            yield from (RegionRef(region.id, side) for side in sides)
        else:
            yield RegionRef(region.id)
