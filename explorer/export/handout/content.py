"""What a handout is made of, and what is too much for one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtGui import QImage

from explorer.anatomy.atlas import Atlas
from explorer.errors import ExplorerError
from explorer.export.paper import Paper
from explorer.session.pain_file import PainRecord
from explorer.session.view_state import PointRef

__all__ = [
    "LONGEST_DONE",
    "LONGEST_PRACTICE",
    "MOST_LINES",
    "MOST_SOURCES",
    "Handout",
    "Pictures",
    "SourcePictures",
    "require_handout",
    "too_much_done",
]

MOST_SOURCES = 3
#: Longer notes would push the rest off the pages.
LONGEST_DONE, MOST_LINES, LONGEST_PRACTICE = 900, 12, 120


@dataclass(frozen=True, slots=True)
class Handout:
    """What goes on a handout, but for its pictures.

    Attributes
    ----------
    record
        What the client painted, said and answered, and the conditions to be respected.
    sources
        One to three points, the likeliest first.
    done
        What was done, in the therapist's own words.
    practice
        Name at the head.
    on
        The date at the head.
    """

    record: PainRecord
    sources: tuple[PointRef, ...]
    done: str = ""
    practice: str = ""
    on: date | None = None
    large: bool = False
    paper: Paper = "A4"
    figure: str = "female"


@dataclass(frozen=True, slots=True, eq=False)
class SourcePictures:
    """A source where it is felt and perhaps where it is found, and the region of its marker."""

    images: tuple[QImage, ...]
    region: str


@dataclass(frozen=True, slots=True, eq=False)
class Pictures:
    """The pain from one or two sides, each source in its order, and the practice's logo."""

    drawing: tuple[QImage, ...]
    sources: tuple[SourcePictures, ...]
    logo: QImage | None = None


def too_much_done(done: str) -> bool:
    """Whether what was done is too long, or has too many lines."""
    return len(done) > LONGEST_DONE or done.count("\n") >= MOST_LINES


def require_handout(atlas: Atlas, handout: Handout) -> None:
    """Refuse what no handout can be made of, before anything is drawn.

    Raises
    ------
    ExplorerError
        When there are too few or too many sources, too many words, or an id is unknown.
    """
    count = len(handout.sources)
    if not 1 <= count <= MOST_SOURCES:
        raise ExplorerError(
            f"A handout shows one to {MOST_SOURCES} sources, but {count or 'none'} were chosen.",
            "Choose the likeliest.",
        )
    if len(set(handout.sources)) < count:
        raise ExplorerError("A source was chosen twice.", "Name each point once.")
    for ref in handout.sources:
        if ref.point not in atlas.points:
            raise ExplorerError(
                f"No trigger point is called {ref.point!r}.", "`list points` names them."
            )
    for id in handout.record.conditions:
        if id not in atlas.cautions:
            raise ExplorerError(
                f"There is no condition {id!r}.", "Set the conditions of the client again."
            )
    if too_much_done(handout.done):
        raise ExplorerError(
            f"What was done has {len(handout.done)} letters in {handout.done.count(chr(10)) + 1} "
            "lines, too much for a handout.",
            f"Say it in at most {LONGEST_DONE} letters and {MOST_LINES} lines.",
        )
    if len(handout.practice) > LONGEST_PRACTICE:
        raise ExplorerError(
            "The practice's name is too long for the head of a handout.",
            f"Say it in at most {LONGEST_PRACTICE} letters.",
        )
