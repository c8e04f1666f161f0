"""The notes on the right: one page about what is selected."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt, QUrl, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from explorer.anatomy.atlas import AREA_NAMES, Atlas
from explorer.anatomy.glossary import GLOSSARY
from explorer.session.view_state import Subject
from explorer.ui.elided import ElidedLabel
from explorer.ui.inside_html import BodyNotes
from explorer.ui.later import Later
from explorer.ui.markup import style_sheet
from explorer.ui.segments import Segments
from explorer.ui.terms_html import explained, term_at, underline_terms
from explorer.ui.theme import LIGHT, Theme

__all__ = ["Card", "subject_page"]

#: Lines longer than this many characters tire the eye.
_LINE = 82
_MARGIN = 18
_KINDS = {
    "point": "Trigger point",
    "muscle": "Muscle",
    "region": "Region",
    "complaint": "Complaint",
    "technique": "Technique",
    "caution": "Caution",
    "guide": "Guide",
    "structure": "Anatomy",
}


def subject_page(
    atlas: Atlas, theme: Theme, subject: Subject | None, notes: BodyNotes | None = None
) -> str:
    """The page about a subject; the empty page when it is unknown to this atlas.

    Terms of the glossary are explained where they first occur, but for the glossary itself.
    """
    page = _page(atlas, theme, subject, notes or BodyNotes())
    if subject is None or subject.id == GLOSSARY:
        return page
    return explained(atlas, page)


def _page(atlas: Atlas, theme: Theme, subject: Subject | None, notes: BodyNotes) -> str:
    from explorer.ui import card_html, guide_html, inside_html

    if subject is not None:
        id, side = subject.id, subject.side
        if subject.kind == "point" and id in atlas.points:
            return card_html.point_page(atlas, theme, atlas.points[id], side, notes)
        if subject.kind == "structure":
            return inside_html.structure_page(atlas, id, side, notes)
        if subject.kind == "muscle" and id in atlas.muscles:
            return card_html.muscle_page(atlas, theme, atlas.muscles[id], side)
        if subject.kind == "region" and id in atlas.regions:
            return card_html.region_page(atlas, id, side)
        if subject.kind == "complaint" and id in atlas.complaints:
            return guide_html.complaint_page(atlas, theme, atlas.complaints[id], side)
        if subject.kind == "technique" and id in atlas.techniques:
            return guide_html.technique_page(atlas, theme, atlas.techniques[id])
        if subject.kind == "caution" and id in atlas.cautions:
            return guide_html.caution_page(atlas, theme, atlas.cautions[id])
        if subject.kind == "guide" and id in atlas.guide:
            return guide_html.guide_page(atlas, atlas.guide[id])
    return guide_html.empty_page(atlas)


class Card(QWidget):
    """Shows a subject; never changes what is selected.

    Signals
    -------
    link_clicked
        The address of a link in the page.
    side_chosen
        ``right`` or ``left``.
    """

    link_clicked = Signal(str)
    side_chosen = Signal(str)

    def __init__(self, atlas: Atlas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setMinimumWidth(216)
        self._atlas = atlas
        self._theme = LIGHT
        self._scale = 1.0
        self._subject: Subject | None = None
        self._shown: tuple[Subject | None, str, float, BodyNotes] | None = None
        self._notes_of: Callable[[Subject], BodyNotes] = _no_notes
        self._goal: str | None = None  # a place on the page that is opened next
        self._later = Later(self._refresh, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        header = QWidget(self)
        header.setObjectName("cardHeader")
        row = QHBoxLayout(header)
        row.setContentsMargins(_MARGIN + 1, 10, 12, 4)
        self._kind = ElidedLabel("", header)
        self._kind.setObjectName("kind")
        row.addWidget(self._kind, 1)
        self.sides = Segments(
            "Side of the body",
            (
                ("right", "Right", "The right side of the body"),
                ("left", "Left", "The left side of the body"),
            ),
            header,
        )
        self.sides.chosen.connect(self.side_chosen)
        row.addWidget(self.sides)
        # The header keeps its height when the switch goes, so that the page does not jump.
        header.setFixedHeight(self.sides.sizeHint().height() + 16)
        layout.addWidget(header)
        self.browser = QTextBrowser(self)
        self.browser.setAccessibleName("Notes")
        self.browser.setOpenLinks(False)
        self.browser.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.browser.document().setDocumentMargin(0)
        self.browser.document().setIndentWidth(15)
        self.browser.anchorClicked.connect(self._clicked)
        layout.addWidget(self.browser, 1)
        self.setFocusProxy(self.browser)

    @property
    def plain_text(self) -> str:
        """What the page says, without its layout."""
        self._later.now()
        return self.browser.toPlainText()

    @property
    def subject(self) -> Subject | None:
        """What the page is about."""
        return self._subject

    def set_theme(self, theme: Theme) -> None:
        """Set the colours."""
        self._theme = theme
        self._refresh()

    def set_scale(self, scale: float) -> None:
        """Set the size of the text, 1 being the usual."""
        self._scale = scale
        self._refresh()

    def set_body(self, notes_of: Callable[[Subject], BodyNotes]) -> None:
        """Ask this for what the body that is shown says about a subject."""
        self._notes_of = notes_of

    def refresh(self) -> None:
        """Another body is shown: what it says about the subject may be different."""
        self._later.ask()

    def set_subject(self, subject: Subject | None) -> None:
        """Show the page about a subject, from its top.

        The header changes at once, the page when the body has been drawn: laying it out takes half
        a frame's time.
        """
        self._subject = subject
        self._show_header()
        self._later.ask()

    def frame_painted(self) -> None:
        """The body has been drawn: lay the page out as soon as that is on the screen."""
        self._later.frame_painted()

    def _refresh(self) -> None:
        notes = BodyNotes() if self._subject is None else self._notes_of(self._subject)
        wanted = (self._subject, self._theme.name, self._scale, notes)
        if wanted == self._shown:
            return
        before = self._shown
        self._shown = wanted
        bar = self.browser.verticalScrollBar()
        keep = bar.value() if before is not None and _same_page(before[0], self._subject) else 0
        document = self.browser.document()
        document.setDefaultStyleSheet(style_sheet(self._theme, self._scale))
        font = QFont(self.font())
        font.setPixelSize(round(13.5 * self._scale))
        document.setDefaultFont(font)
        self.browser.setHtml(subject_page(self._atlas, self._theme, self._subject, notes))
        underline_terms(document, self._theme)
        self._fit()  # setHtml has put the page's own margins back
        bar.setValue(keep)
        if self._subject is not None and self._subject.id == GLOSSARY and self._goal:
            self.browser.scrollToAnchor(self._goal)
        self._goal = None

    def _show_header(self) -> None:
        subject, atlas = self._subject, self._atlas
        words = _KINDS[subject.kind] if subject is not None else "Notes"
        sided = False
        if subject is not None:
            muscle = None
            if subject.kind == "point" and subject.id in atlas.points:
                muscle = atlas.muscle_of(atlas.points[subject.id])
                sided = muscle.paired
            elif subject.kind == "muscle":
                muscle = atlas.muscles.get(subject.id)
                sided = muscle is not None and muscle.paired
            elif subject.kind == "region":
                sided = subject.id in atlas.regions and atlas.regions[subject.id].paired
            elif subject.kind == "complaint":
                sided = True
            elif subject.kind == "structure":
                sided = subject.id.endswith((":left", ":right"))
            if muscle is not None:
                words += f" · {AREA_NAMES.get(muscle.area, muscle.area)}"
            with QSignalBlocker(self.sides):
                self.sides.set_value(subject.side)
        self._kind.setText(words)
        self.sides.setVisible(sided)

    def _clicked(self, url: QUrl) -> None:
        # Qt has put the cursor into the link, whether by mouse or by keyboard.
        self._goal = term_at(self._atlas, self.browser.textCursor())
        self.link_clicked.emit(url.toString())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Keep the lines at a length that reads well, however wide the panel is."""
        widest = round(_LINE * 13.5 * 0.52 * self._scale)
        spare = max(0, self.width() - 2 * _MARGIN - widest)
        frame = self.browser.document().rootFrame()
        form = frame.frameFormat()
        form.setLeftMargin(_MARGIN)
        form.setRightMargin(_MARGIN + spare)
        form.setTopMargin(4)
        form.setBottomMargin(28)
        frame.setFrameFormat(form)


def _no_notes(_subject: Subject) -> BodyNotes:
    return BodyNotes()


def _same_page(a: Subject | None, b: Subject | None) -> bool:
    """Whether only the side or the colours changed, so that the reader keeps his place."""
    if a is None or b is None:
        return a is b
    return (a.kind, a.id) == (b.kind, b.id)
