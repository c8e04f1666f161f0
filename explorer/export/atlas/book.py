"""The plates of an atlas as a book: a PDF with a title page, contents, a plate a page, sources."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from html import escape
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage

from explorer.anatomy.atlas import Atlas
from explorer.errors import ExplorerError
from explorer.export.atlas.pages import (
    Area,
    Entry,
    atlas_credits,
    by_area,
    citations,
)
from explorer.export.atlas.plan import Plan, Plate, plate_words
from explorer.export.atlas.plates import HIDDEN, MARKER_WORD
from explorer.export.pdf_pages import Block, PdfPages
from explorer.export.plain_words import evidence_words, pattern_words, plain
from explorer.export.plates import gui
from explorer.packs.cancelling import Cancelled

__all__ = ["write_book"]

_LEFT, _TOP, _FOOT = 20.0, 18.0, 14.0
#: Most of a page's height (mm) that a plate takes, and its pixels on paper to the inch.
_PICTURE, _SHARP = 182.0, 170
#: A picture that would hardly get smaller is put in as it is.
_NOT_WORTH_IT = 0.8
_LARGEST, _SMALLEST = 10.5, 6.0
_SHEET = """
p { margin: 0 0 5px 0; line-height: 128%; }
p.h1 { font-size: 15pt; font-weight: 600; margin: 0 0 2px 0; }
p.h2 { font-size: 13pt; font-weight: 600; margin: 12px 0 4px 0; }
p.title { font-size: 30pt; font-weight: 600; margin: 0 0 10px 0; }
p.sub, p.small { color: #5d666f; }
p.small { font-size: 8pt; }
p.row { margin: 0 0 4px 0; line-height: 118%; }
td { line-height: 122%; }
"""
_ROW = '<table width="62%" cellspacing="0"><tr><td>{}</td><td align="right">{}</td></tr></table>'


def write_book(
    atlas: Atlas,
    plan: Plan,
    folder: Path,
    path: Path,
    progress: Callable[[float, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> int:
    """Write the book of a plan whose plates lie in a folder; returns how many pages it has.

    Raises
    ------
    Cancelled
        When ``cancelled`` says so; a former book is untouched.
    ExplorerError
        When a plate is missing, or the file cannot be written.
    """
    areas = by_area(atlas, plan)
    with gui(), PdfPages(path, f"Atlas: {plan.title}") as pages:
        _title_page(atlas, plan, folder, pages)
        _contents(areas, pages)
        entries = [(a, e, plate) for a in areas for e in a.entries for plate in e.plates]
        with closing(_images(folder, [plate for _, _, plate in entries])) as images:
            for done, ((area, entry, plate), image) in enumerate(
                zip(entries, images, strict=True), 1
            ):
                if cancelled is not None and cancelled():
                    raise Cancelled("Stopped; the book is as it was.")
                pages.new_page()
                _plate_page(atlas, area, entry, plate, image, pages)
                if progress is not None:
                    progress(done / len(plan.plates), f"Page {pages.pages} of the book")
        _sources(atlas, plan, pages)
        return pages.pages


def _title_page(atlas: Atlas, plan: Plan, folder: Path, pages: PdfPages) -> None:
    points = len({plate.id for plate in plan.plates})
    figures = ", ".join(dict.fromkeys(plate.figure for plate in plan.plates))
    count = "1 trigger point" if points == 1 else f"{points} trigger points"
    html = (
        f'<p class="title">Atlas of<br>{count}</p><p class="h2">{escape(plan.title)}</p>'
        f'<p class="sub">Version {escape(plan.knowledge_version)}. Figures: {escape(figures)}.</p>'
        f"<p>&nbsp;</p><p>{escape(plain(atlas, atlas.knowledge.disclaimer))}</p>"
        "<p>Solid red is where the pain of a point is commonly described, dots are where it "
        "sometimes spreads. The body shown is not the body you treat: places are typical.</p>"
    )
    pages.draw(pages.block(html, pages.width - 2 * _LEFT - 30, 12, _SHEET), _LEFT, 38)
    last = len(plan.plates) - 1
    width = (pages.width - 2 * _LEFT - 8) / 3
    for number, place in enumerate(dict.fromkeys((0, last // 2, last))):
        image = _sharp(_read(folder / plan.plates[place].file), width, 90)
        pages.picture(image, _LEFT + number * (width + 4), 185, width, 90)


def _contents(areas: Sequence[Area], pages: PdfPages) -> None:
    """Every muscle with the page of its first plate."""
    # Laid out once to learn how many pages the contents take.
    own = len(_columns(_content_rows(areas, first=999), pages))
    for column in _columns(_content_rows(areas, first=own + 2), pages):
        pages.new_page()
        pages.draw(column, _LEFT, _TOP)
        _page_number(pages)


def _content_rows(areas: Sequence[Area], first: int) -> list[str]:
    rows, page = [], first
    for area in areas:
        rows.append(f'<p class="h2">{escape(area.name)}</p>')
        for muscle, entries in itertools.groupby(area.entries, lambda entry: entry.muscle):
            rows.append(_ROW.format(escape(muscle.name), page))
            page += sum(len(entry.plates) for entry in entries)
    return rows


def _columns(rows: Sequence[str], pages: PdfPages) -> list[Block]:
    return _flow(['<p class="h1">Contents</p>', *rows], pages, 10)


def _flow(rows: Sequence[str], pages: PdfPages, points: float) -> list[Block]:
    """Rows as blocks that each fill a page."""
    room = pages.height - _TOP - _FOOT - 6
    blocks, start = [], 0
    while start < len(rows):
        low, high = start + 1, len(rows)
        while low < high:  # the most rows that fit
            middle = (low + high + 1) // 2
            if _block(rows[start:middle], pages, points).height <= room:
                low = middle
            else:
                high = middle - 1
        blocks.append(_block(rows[start:low], pages, points))
        start = low
    return blocks


def _block(rows: Sequence[str], pages: PdfPages, points: float) -> Block:
    return pages.block("".join(rows), pages.width - 2 * _LEFT, points, _SHEET)


def _plate_page(
    atlas: Atlas, area: Area, entry: Entry, plate: Plate, image: QImage, pages: PdfPages
) -> None:
    width = pages.width - 2 * _LEFT
    hidden = image.text(MARKER_WORD) == HIDDEN
    words = _words(atlas, area, entry, plate, hidden=hidden)
    points = _LARGEST
    text = pages.block(words, width, points, _SHEET)
    while text.height > pages.height - _TOP - _FOOT - _PICTURE and points > _SMALLEST:
        points -= 0.5
        text = pages.block(words, width, points, _SHEET)
    room = min(pages.height - _TOP - _FOOT - text.height - 6, _PICTURE)
    pages.picture(_sharp(image, width, room), _LEFT, _TOP, width, room)
    pages.draw(text, _LEFT, _TOP + room + 5)
    _page_number(pages)


def _images(folder: Path, plates: Sequence[Plate]) -> Generator[QImage]:
    """The pictures of plates, each read while the page before it is written."""
    with ThreadPoolExecutor(1, "read plates") as reader:
        ahead = None
        for plate in plates:
            following = reader.submit(_read, folder / plate.file)
            if ahead is not None:
                yield ahead.result()
            ahead = following
        if ahead is not None:
            yield ahead.result()


def _read(file: Path) -> QImage:
    image = QImage(str(file))
    if image.isNull():
        raise ExplorerError(f"The plate {file} cannot be read.", "Run the same call again.")
    return image


def _sharp(image: QImage, width: float, height: float) -> QImage:
    """A picture in hardly more pixels than a box on paper (mm) can show."""
    share = min(width / image.width(), height / image.height()) / 25.4 * _SHARP
    if share > _NOT_WORTH_IT:
        return image
    size = QSize(round(image.width() * share), round(image.height() * share))
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return image.scaled(size, keep, smooth)


def _words(atlas: Atlas, area: Area, entry: Entry, plate: Plate, *, hidden: bool) -> str:
    point = entry.point
    note = " The point lies on the far side in this view." if hidden else ""
    pattern = "".join(
        f"<p><b>{how} described:</b> {escape(words)}</p>"
        for how, words in pattern_words(atlas, point)
    )
    return (
        f'<p class="h1">{escape(entry.name)}</p>'
        f'<p class="sub">{escape(area.name)} · {escape(plate_words(plate))}.{note}</p>'
        f"<p><b>Where:</b> {escape(plain(atlas, point.location))}</p>{pattern}"
        f'<p class="small">{escape(evidence_words(point.evidence))}</p>'
    )


def _page_number(pages: PdfPages) -> None:
    html = f'<p class="small" align="center">{pages.pages}</p>'
    block = pages.block(html, pages.width - 2 * _LEFT, 8, _SHEET)
    pages.fill(QColor(217, 220, 223), _LEFT, pages.height - _FOOT, pages.width - 2 * _LEFT, 0.2)
    pages.draw(block, _LEFT, pages.height - _FOOT + 2)


def _sources(atlas: Atlas, plan: Plan, pages: PdfPages) -> None:
    rows = ['<p class="h1">Sources</p>']
    rows += [f'<p class="row">{escape(words)}</p>' for words in citations(atlas, plan)]
    rows += [
        '<p class="h2">Credits</p>',
        f"<p>{escape(atlas_credits(plan))}</p>",
        f"<p>{escape(plan.title)}, version {escape(plan.knowledge_version)}, "
        f"{escape(atlas.knowledge.licence)}.</p>",
    ]
    for block in _flow(rows, pages, 9.5):
        pages.new_page()
        pages.draw(block, _LEFT, _TOP)
        _page_number(pages)
