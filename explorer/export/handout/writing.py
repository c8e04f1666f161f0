"""A handout for a client: one or two pages of PDF in plain words, with pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from explorer.anatomy.atlas import Atlas
from explorer.errors import ExplorerError
from explorer.export.handout.content import (
    MOST_SOURCES,
    Handout,
    Pictures,
    SourcePictures,
    require_handout,
)
from explorer.export.handout.layout import Typesetter, lay_out, paint
from explorer.export.handout.pictures import logo_image, own_pictures
from explorer.export.paper import Paper
from explorer.export.pdf_pages import PdfPages, require_pdf
from explorer.packs.cancelling import Cancelled
from explorer.session.pain_file import PainRecord
from explorer.session.view_state import PointRef

__all__ = ["MOST_SOURCES", "TITLE", "Written", "write_handout"]

#: What the file says it is; nothing of the client.
TITLE = "Handout"


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
    require_pdf(path)
    handout = Handout(record, tuple(sources), done, practice, on, large, paper, figure)
    require_handout(atlas, handout)
    warnings: list[str] = []

    def step(share: float, words: str) -> None:
        if cancelled is not None and cancelled():
            raise Cancelled("The handout was stopped; nothing was written.")
        tell(share, words)

    step(0.05, "Drawing the pain")
    image = None
    if logo is not None:
        try:
            image = logo_image(logo)
        except ExplorerError as error:
            warnings.append(f"{error.message} The handout is made without it.")
    with own_pictures(atlas, figure, cache) as made:
        drawing = tuple(made.drawing(record.pain))
        drawn = []
        for number, ref in enumerate(sources):
            step(0.2 + 0.2 * number, f"Drawing {atlas.point_name(ref.point)}")
            drawn.append(SourcePictures(tuple(made.source(ref)), made.region_of(ref)))
        pictures = Pictures(drawing, tuple(drawn), image)
        step(0.85, "Laying out the pages")
        laid = lay_out(atlas, handout, pictures, Typesetter())
        step(0.95, "Writing")
        with PdfPages(path, TITLE, paper) as pages:
            paint(pages, laid)
    tell(1.0, "Done")
    return Written(len(laid.pages), tuple(warnings))
