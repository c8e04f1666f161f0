"""A handout laid out on pages: as generous as fits, no part of it torn apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtGui import QColor, QImage

from explorer.anatomy.atlas import Atlas
from explorer.errors import ExplorerError
from explorer.export.credits import CREDITS, pack_credit
from explorer.export.handout.content import Handout, Pictures
from explorer.export.handout.head import head
from explorer.export.handout.html import Level, Said, handout_parts, sheet
from explorer.export.handout.words import source_words
from explorer.export.paper import PAPERS, Block, Pages, lay_block
from explorer.scene.palette import LIGHT

__all__ = ["Laid", "Typesetter", "lay_out", "paint"]

_PAGES, _LARGE_PAGES = 2, 3
_SIDE, _TOP, _FOOT, _GAP = 15.0, 12.0, 15.0, 3.4
_LEVELS = (
    Level(10.5, 45, 2),
    Level(10.0, 42, 2),
    Level(10.0, 40, 1),
    Level(9.5, 37, 1),
    Level(9.5, 34, 0),
    Level(9.0, 30, 0),
    Level(9.0, 28, -1),
)
#: Nothing in large print is smaller than 14 points but the credits.
_LARGE_LEVELS = (
    Level(16.0, 56, 2, stacked=True),
    Level(16.0, 50, 1, stacked=True),
    Level(15.0, 46, 1, stacked=True),
    Level(15.0, 44, 0, stacked=True),
    Level(14.0, 42, 0, stacked=True),
    Level(14.0, 34, 0, stacked=True),
    Level(14.0, 34, -1, stacked=True),
    Level(14.0, 24, -1, stacked=True),
)
#: A handout is tried at so many levels, each in some twenty parts: so many are worth keeping.
_KEPT = 500


class Typesetter:
    """Lays out blocks, and keeps what it made lately: of a page most stays as it was."""

    def __init__(self) -> None:
        self._made: dict[tuple[object, ...], Block] = {}

    def block(
        self, html: str, width: float, points: float, images: Mapping[str, QImage] | None = None
    ) -> Block:
        """Lay out HTML at a width (mm) in a size of font (points)."""
        own = {name: i for name, i in (images or {}).items() if f'src="{name}"' in html}
        key = html, width, points, tuple((name, i.cacheKey()) for name, i in own.items())
        block = self._made.pop(key, None) or lay_block(html, width, points, sheet(points), own)
        self._made[key] = block
        if len(self._made) > _KEPT:
            del self._made[next(iter(self._made))]
        return block


Placed = tuple[Block, float]


@dataclass(frozen=True, slots=True, eq=False)
class Laid:
    """Blocks with their height on each page, at the most generous level that fits."""

    pages: tuple[tuple[Placed, ...], ...]
    feet: tuple[Block, ...]


def lay_out(atlas: Atlas, handout: Handout, pictures: Pictures, typesetter: Typesetter) -> Laid:
    """Lay a handout out on its pages.

    Raises
    ------
    ExplorerError
        When it is too much for two pages, or three in large print.
    """
    said, images = _said(atlas, handout, pictures)
    most, levels = (_LARGE_PAGES, _LARGE_LEVELS) if handout.large else (_PAGES, _LEVELS)
    # A single page is worth a little less comfort, but nothing that is said.
    tries = [(1, level) for level in levels if level.detail >= 1]
    width, height = PAPERS[handout.paper]
    width -= 2 * _SIDE
    logo = pictures.logo
    shape = None if logo is None else logo.width() / max(1, logo.height())
    for limit, level in (*tries, *((most, level) for level in levels)):
        top = head(handout.practice, handout.on, shape, level)
        html = [top, *handout_parts(atlas, said, level)]
        blocks = [typesetter.block(part, width, level.points, images) for part in html]
        laid = _paged(blocks, height - _FOOT)
        if laid is not None and len(laid) <= limit:
            feet = _feet(handout.figure, len(laid), width, typesetter)
            return Laid(tuple(map(tuple, laid)), feet)
    raise ExplorerError(
        f"This does not fit {most} pages.", "Choose fewer points, or say less of what was done."
    )


def _said(atlas: Atlas, handout: Handout, pictures: Pictures) -> tuple[Said, dict[str, QImage]]:
    """What the parts are about, and all pictures by the names that they have there."""
    images = {f"pain-{n}": image for n, image in enumerate(pictures.drawing)}
    drawing = tuple(images)
    names = []
    for number, source in enumerate(pictures.sources):
        own = {f"source-{number}-{n}": image for n, image in enumerate(source.images)}
        names.append(tuple(own))
        images |= own
    if pictures.logo is not None:
        images["logo"] = pictures.logo
    words = tuple(
        source_words(atlas, handout.record, ref, drawn.region)
        for ref, drawn in zip(handout.sources, pictures.sources, strict=True)
    )
    violet = QColor(*LIGHT.pain).name()
    said = Said(handout.record, handout.sources, words, drawing, tuple(names), handout.done, violet)
    return said, images


def _paged(blocks: Sequence[Block], bottom: float) -> list[list[Placed]] | None:
    """Blocks from top to bottom, none of them parted; None where one is higher than a page."""
    laid: list[list[Placed]] = [[]]
    y = _TOP
    for block in blocks:
        if y + block.height > bottom and laid[-1]:
            laid.append([])
            y = _TOP
        if y + block.height > bottom:
            return None
        laid[-1].append((block, y))
        y += block.height + _GAP
    return laid


def _feet(figure: str, count: int, width: float, typesetter: Typesetter) -> tuple[Block, ...]:
    credit = " ".join(filter(None, (CREDITS, pack_credit(figure))))
    rows = (
        '<table width="100%" cellspacing="0" cellpadding="0"><tr>'
        f'<td><p class="small">{escape(credit)}</p></td>'
        f'<td width="70" align="right"><p class="small">Page {number} of {count}</p></td>'
        "</tr></table>"
        for number in range(1, count + 1)
    )
    return tuple(typesetter.block(row, width, 9.5) for row in rows)


def paint(pages: Pages, laid: Laid) -> None:
    """Paint everything on pages that have just been begun."""
    width = pages.width - 2 * _SIDE
    for number, (placed, foot) in enumerate(zip(laid.pages, laid.feet, strict=True)):
        if number:
            pages.new_page()
        for block, y in placed:
            pages.draw(block, _SIDE, y)
        pages.fill(QColor(217, 220, 223), _SIDE, pages.height - _FOOT + 3, width, 0.2)
        pages.draw(foot, _SIDE, pages.height - _FOOT + 4.5)
