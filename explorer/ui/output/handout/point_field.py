"""A field that offers trigger points while one types."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from explorer.anatomy.atlas import Atlas
from explorer.ui.offer_field import OfferField

__all__ = ["PointField"]


class PointField(OfferField):
    """``chosen`` sends the id of the point that was taken."""

    def __init__(self, atlas: Atlas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._atlas = atlas
        self.setPlaceholderText("Add a point by its name")
        self.setToolTip("Type part of a muscle's name and choose a point from the list")
        self.setAccessibleName("Add a point by its name")

    def offers(self) -> dict[str, str]:
        """Ids of all points by their names, in the order of these."""
        return dict(sorted((self._atlas.point_name(id), id) for id in self._atlas.points))
