"""A handout for a client: one or two pages of PDF in plain words, with pictures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path

from PySide6.QtGui import QColor, QImage

from explorer.anatomy.atlas import Atlas
from explorer.errors import ExplorerError
from explorer.export.credits import CREDITS, pack_credit
from explorer.export.handout.html import Level, Said, handout_parts, sheet
from explorer.export.handout.pictures import HandoutPictures, logo_image
from explorer.export.handout.words import source_words
from explorer.export.pdf_pages import Block, Paper, PdfPages, require_pdf
from explorer.packs.cancelling import Cancelled
from explorer.scene.palette import LIGHT
from explorer.session.pain_file import PainRecord
from explorer.session.view_state import PointRef

__all__ = ["MOST_SOURCES", "Written", "write_handout"]

MOST_SOURCES = 3
#: Longer notes would push the rest off the pages.
_LONGEST_DONE, _LONGEST_PRACTICE = 900, 120
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


@dataclass(frozen=True, slots=True)
class Written:
    """How many pages a handout has, and what could not be done as asked."""

    pages: int
    warnings: tuple[str, ...]


def write_handout(
    atlas: Atlas,
    record: PainRecord,
    path: Path,
    *,
    sources: Sequence[PointRef],
    done: str = "",
    practice: str = "",
    logo: Path | None = None,
    on: date | None = None,
    large: bool = False,
    paper: Paper = "A4",
    figure: str = "female",
    cache: Path | None = None,
    progress: Callable[[float, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Written:
    """Write a handout of at most two pages, three in large print.

    Parameters
    ----------
    record
        What the client painted, said and answered, and the conditions to be respected.
    sources
        One to three points, the likeliest first.
    done
        What was done, in the therapist's own words.
    practice, logo
        Name and picture at the head. A logo that cannot be read is left out, with a warning.
    on
        The date at the head.

    Raises
    ------
    Cancelled
        When ``cancelled`` says so; nothing is left behind.
    ExplorerError
        When there are too many sources or too many words, an id is unknown, or the file cannot be
        written.
    """
    tell = progress or (lambda _share, _words: None)
    _check(atlas, record, path, sources, done, practice)
    warnings: list[str] = []
    images: dict[str, QImage] = {}

    def step(share: float, words: str) -> None:
        if cancelled is not None and cancelled():
            raise Cancelled("The handout was stopped; nothing was written.")
        tell(share, words)

    step(0.05, "Drawing the pain")
    with HandoutPictures(atlas, figure, cache) as pictures:
        if logo is not None:
            try:
                images["logo"] = logo_image(logo)
            except ExplorerError as error:
                warnings.append(f"{error.message} The handout is made without it.")
        drawing = [f"pain-{n}" for n in range(2)]
        shown = pictures.drawing(record.pain)
        images.update(zip(drawing, shown, strict=False))
        names: list[tuple[str, ...]] = []
        for number, ref in enumerate(sources):
            step(0.2 + 0.2 * number, f"Drawing {atlas.point_name(ref.point)}")
            own = pictures.source(ref)
            names.append(tuple(f"source-{number}-{n}" for n in range(len(own))))
            images.update(zip(names[-1], own, strict=True))
        said = Said(
            record,
            tuple(sources),
            tuple(source_words(atlas, record, r, pictures.region_of(r)) for r in sources),
            tuple(drawing[: len(shown)]),
            tuple(names),
            done,
            QColor(*LIGHT.pain).name(),
        )
        step(0.85, "Laying out the pages")
        with PdfPages(path, "Handout", paper) as pages:
            laid = _laid_out(atlas, said, pages, images, practice, on, large=large)
            step(0.95, "Writing")
            _draw(pages, laid, figure)
    tell(1.0, "Done")
    return Written(len(laid), tuple(warnings))


def _check(
    atlas: Atlas,
    record: PainRecord,
    path: Path,
    sources: Sequence[PointRef],
    done: str,
    practice: str,
) -> None:
    require_pdf(path)
    if not 1 <= len(sources) <= MOST_SOURCES:
        raise ExplorerError(
            f"A handout shows one to {MOST_SOURCES} sources, but {len(sources)} were chosen.",
            "Choose the likeliest.",
        )
    if len(set(sources)) < len(sources):
        raise ExplorerError("A source was chosen twice.", "Name each point once.")
    for ref in sources:
        if ref.point not in atlas.points:
            raise ExplorerError(
                f"No trigger point is called {ref.point!r}.", "`list points` names them."
            )
    for id in record.conditions:
        if id not in atlas.cautions:
            raise ExplorerError(
                f"There is no condition {id!r}.", "Set the conditions of the client again."
            )
    if len(done) > _LONGEST_DONE or done.count("\n") > 12:
        raise ExplorerError(
            f"What was done has {len(done)} letters, too many for a handout.",
            f"Say it in at most {_LONGEST_DONE} letters and 12 lines.",
        )
    if len(practice) > _LONGEST_PRACTICE:
        raise ExplorerError(
            "The practice's name is too long for the head of a handout.",
            f"Say it in at most {_LONGEST_PRACTICE} letters.",
        )


Placed = tuple[Block, float]


def _laid_out(
    atlas: Atlas,
    said: Said,
    pages: PdfPages,
    images: Mapping[str, QImage],
    practice: str,
    on: date | None,
    *,
    large: bool,
) -> list[list[Placed]]:
    """Blocks with their height on each page, at the most generous level that fits."""
    most, levels = (_LARGE_PAGES, _LARGE_LEVELS) if large else (_PAGES, _LEVELS)
    # A single page is worth a little less comfort, but nothing that is said.
    tries = [(1, level) for level in levels if level.detail >= 1]
    for limit, level in (*tries, *((most, level) for level in levels)):
        style = sheet(level.points)
        width = pages.width - 2 * _SIDE
        html = [_head(practice, on, "logo" in images), *handout_parts(atlas, said, level)]
        blocks = [pages.block(part, width, level.points, style, images) for part in html]
        laid = _paged(blocks, pages.height - _FOOT)
        if laid is not None and len(laid) <= limit:
            return laid
    raise ExplorerError(
        f"This does not fit {most} pages.", "Choose fewer points, or say less of what was done."
    )


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


def _head(practice: str, on: date | None, has_logo: bool) -> str:
    day = f"{on.day} {on:%B %Y}" if on is not None else ""
    under = " · ".join(escape(words) for words in (practice.strip(), day) if words)
    logo = '<td align="right" valign="top"><img src="logo" height="54"></td>' if has_logo else ""
    sub = f"<p><b>{under}</b></p>" if under else ""
    return (
        '<table width="100%" cellspacing="0" cellpadding="0"><tr><td valign="middle">'
        f'{sub}<p class="title">Your pain, and what you can do</p></td>{logo}</tr></table>'
    )


def _draw(pages: PdfPages, laid: list[list[Placed]], figure: str) -> None:
    width = pages.width - 2 * _SIDE
    credit = " ".join(filter(None, (CREDITS, pack_credit(figure))))
    for number, placed in enumerate(laid, 1):
        if number > 1:
            pages.new_page()
        for block, y in placed:
            pages.draw(block, _SIDE, y)
        html = (
            '<table width="100%" cellspacing="0" cellpadding="0"><tr>'
            f'<td><p class="small">{escape(credit)}</p></td>'
            f'<td width="70" align="right"><p class="small">Page {number} of {len(laid)}</p></td>'
            "</tr></table>"
        )
        foot = pages.block(html, width, 9.5, sheet(9.5))
        pages.fill(QColor(217, 220, 223), _SIDE, pages.height - _FOOT + 3, width, 0.2)
        pages.draw(foot, _SIDE, pages.height - _FOOT + 4.5)
