"""How large a page will be, before it is made."""

from __future__ import annotations

from collections.abc import Sequence

from explorer.anatomy.atlas import Atlas
from explorer.export.page.content import page_cards, page_notes
from explorer.export.page.text import Words
from explorer.export.page.views import PageView, needs_of

__all__ = ["estimated_size"]

#: Bytes of what every page carries, and of the dots that the spillover of a point needs; of a body,
#: and on each body of a point with its zones and of the course of a muscle. Means over many pages.
_PAGE, _DOTS = 345_000, 2_500
_BODY, _POINT, _MUSCLE = 139_000, 6_300, 8_500


def estimated_size(atlas: Atlas, views: Sequence[PageView], *, all_points: bool = False) -> int:
    """Bytes of a page, to within a tenth or two: its words are counted, its bodies guessed."""
    needs = needs_of(atlas, views, all_points=all_points)
    points = dict.fromkeys(point for point, _ in needs.marks)
    words = Words(atlas, points)
    written = page_cards(words, needs) + page_notes(words, views)
    on_body = _BODY + _POINT * len(points) + _MUSCLE * len(needs.muscles)
    shared = _PAGE + _DOTS * len(points) + len(written.encode("utf-8", "replace"))
    return shared + len(needs.figures) * on_body
