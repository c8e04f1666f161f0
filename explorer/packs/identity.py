"""What a mesh is: a muscle, a bone, the skin, or nothing that is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from explorer.anatomy.model import Side
from explorer.body.structures import StructureKind, structure_id

__all__ = ["Identity", "Layer", "skipped"]

Layer = Literal["superficial", "deep", "bones"]


@dataclass(frozen=True, slots=True)
class Identity:
    """What one mesh of a file is.

    Attributes
    ----------
    slug
        The middle of the structure's id: a muscle's id in the knowledge base, else a short form
        of the name.
    side
        As the name says it; None where it says none.
    midline
        Whether it lies in the midline by nature, so that no side is looked for.
    muscles
        Muscles of the knowledge base whose flesh it is, the most particular first.
    how
        By what it was recognised: ``name``, ``part``, ``concept`` or ``mapping``; for what is
        skipped, why.
    """

    kind: Literal["muscle", "bone", "skin", "skip"]
    slug: str
    name: str
    latin: str
    side: Side | None
    midline: bool
    layer: Layer
    muscles: tuple[str, ...]
    how: str

    @property
    def structure_kind(self) -> StructureKind:
        """Bone or muscle, for what is one of them."""
        return "bone" if self.kind == "bone" else "muscle"

    @property
    def structure_id(self) -> str:
        """Id of the structure that such a mesh is a part of; empty for all else."""
        if self.kind not in ("muscle", "bone"):
            return ""
        return structure_id(self.structure_kind, self.slug, self.side)


def skipped(name: str, why: str) -> Identity:
    """The identity of what is left out."""
    return Identity("skip", "", name, "", None, False, "deep", (), why)
