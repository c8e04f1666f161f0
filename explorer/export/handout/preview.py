"""A handout as it will be, on the screen: pages as pictures, at once where all is drawn."""

from __future__ import annotations

from PySide6.QtGui import QImage

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.pain import Pain
from explorer.export.handout.content import Handout, Pictures, SourcePictures, require_handout
from explorer.export.handout.html import PICTURE_SHAPE
from explorer.export.handout.layout import Laid, Typesetter, lay_out, paint
from explorer.export.handout.pictures import HandoutPictures, Shows
from explorer.export.page_pictures import PagePictures
from explorer.export.paper import Paper
from explorer.session.view_state import PointRef

__all__ = ["HandoutPreview", "Wanted"]

#: A picture of the pain, or of one source, on a figure.
Wanted = tuple[Pain | PointRef, str]
#: Stands where a picture is still to be drawn.
_BLANK = 0xFFF1F3F4


class HandoutPreview:
    """Keeps pictures and set text between one look at the pages and the next."""

    def __init__(self, atlas: Atlas) -> None:
        self._atlas = atlas
        self._typesetter = Typesetter()
        self._drawings: dict[Wanted, tuple[QImage, ...]] = {}
        self._sources: dict[Wanted, SourcePictures] = {}
        height = 300
        self._blank = QImage(round(height * PICTURE_SHAPE), height, QImage.Format.Format_RGB32)
        self._blank.fill(_BLANK)

    def missing(self, handout: Handout) -> tuple[Wanted, ...]:
        """What has to be drawn before the pages are complete."""
        figure = handout.figure
        wanted: list[Wanted] = [(ref, figure) for ref in handout.sources]
        pain = handout.record.pain
        if pain.strokes or pain.regions:
            wanted.insert(0, (pain, figure))
        return tuple(w for w in wanted if w not in self._drawings and w not in self._sources)

    def draw(self, wanted: Wanted, on: Shows) -> None:
        """Draw one of the missing pictures on a stage."""
        what, figure = wanted
        made = HandoutPictures(self._atlas, on, figure)
        if isinstance(what, PointRef):
            self._sources[wanted] = SourcePictures(tuple(made.source(what)), made.region_of(what))
        else:
            self._drawings[wanted] = tuple(made.drawing(what))

    def lay_out(self, handout: Handout, logo: QImage | None) -> Laid:
        """The handout on its pages, with blanks in the place of what is missing.

        Raises
        ------
        ExplorerError
            When no handout can be made of this.
        """
        require_handout(self._atlas, handout)
        blank = SourcePictures((self._blank,), "")
        figure, pain = handout.figure, handout.record.pain
        waiting = (self._blank,) if pain.strokes or pain.regions else ()
        pictures = Pictures(
            self._drawings.get((pain, figure), waiting),
            tuple(self._sources.get((ref, figure), blank) for ref in handout.sources),
            logo,
        )
        return lay_out(self._atlas, handout, pictures, self._typesetter)

    def pages(self, handout: Handout, logo: QImage | None, width: int) -> list[QImage]:
        """The pages from first to last, each so many pixels wide.

        Raises
        ------
        ExplorerError
            When no handout can be made of this.
        """
        return self.paint(self.lay_out(handout, logo), handout.paper, width)

    def paint(self, laid: Laid, paper: Paper, width: int) -> list[QImage]:
        """What is laid out, as pictures so many pixels wide."""
        with PagePictures(paper, width) as pages:
            paint(pages, laid)
        return pages.images
