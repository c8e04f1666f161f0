"""Links inside cards: ``explorer:point/upper_trapezius.trp1/right`` and the like.

Made in one place and read in one place, so that no page can hold a link nobody understands.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Literal, cast, get_args

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import (
    Caution,
    Complaint,
    GuidePage,
    Muscle,
    Region,
    Side,
    Technique,
    TriggerPoint,
)
from explorer.session.view_state import SubjectKind

__all__ = ["SCHEME", "Link", "LinkKind", "anchor", "kind_of", "parse", "record_title"]

SCHEME = "explorer"

#: ``show`` paints all points of a region or complaint together, ``action`` runs a command.
LinkKind = Literal[
    "point",
    "muscle",
    "region",
    "complaint",
    "technique",
    "caution",
    "guide",
    "structure",
    "show",
    "action",
]
_KINDS = get_args(LinkKind)


@dataclass(frozen=True, slots=True)
class Link:
    """Where a link leads."""

    kind: LinkKind
    id: str
    side: Side = "right"

    @property
    def url(self) -> str:
        """The link as it stands in a page."""
        return f"{SCHEME}:{self.kind}/{self.id}/{self.side}"


def parse(url: str) -> Link | None:
    """What a link in a page means, or None when it is no link of the explorer's."""
    scheme, _, rest = url.partition(":")
    parts = rest.split("/")
    if scheme != SCHEME or len(parts) not in (2, 3) or parts[0] not in _KINDS or not parts[1]:
        return None
    side = parts[2] if len(parts) == 3 else "right"
    if side not in ("right", "left"):
        return None
    return Link(cast(LinkKind, parts[0]), parts[1], cast(Side, side))


def anchor(link: Link, words: str) -> str:
    """HTML of a link; ``words`` are plain text."""
    return f'<a href="{escape(link.url, quote=True)}">{escape(words)}</a>'


def kind_of(atlas: Atlas, id: str) -> SubjectKind | None:
    """What kind of page an id opens, or None for ids without one (references)."""
    record = atlas.find(id)
    kinds: tuple[tuple[type, SubjectKind], ...] = (
        (TriggerPoint, "point"),
        (Muscle, "muscle"),
        (Region, "region"),
        (Complaint, "complaint"),
        (Technique, "technique"),
        (Caution, "caution"),
        (GuidePage, "guide"),
    )
    return next((kind for type_, kind in kinds if isinstance(record, type_)), None)


def record_title(atlas: Atlas, id: str) -> str:
    """The name of any record as a heading shows it."""
    record = atlas.find(id)
    if isinstance(record, TriggerPoint):
        return atlas.point_name(id)
    if isinstance(record, (Caution, GuidePage)):
        return record.title
    if isinstance(record, Region):
        return record.name[:1].upper() + record.name[1:]
    if isinstance(record, (Muscle, Complaint, Technique)):
        return record.name
    return id
