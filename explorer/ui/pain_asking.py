"""From a state to the page of sources: what was told, what must be asked first, what is likely."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import Caution, Side
from explorer.anatomy.question import Source
from explorer.anatomy.red_flags import questions_for, verdict
from explorer.anatomy.source_finder import SourceFinder
from explorer.body.regions import load_region_map
from explorer.scene.stage import Stage
from explorer.session.view_state import PointRef, ViewState
from explorer.ui import questions_html, sources_html, sources_pages
from explorer.ui.marker_place import marker_region
from explorer.ui.pain_question import ask, sentences, tell, understood_words
from explorer.ui.theme import Theme

__all__ = ["Asking", "Reading"]

#: So many points are put into words before somebody asks for more.
FIRST_SOURCES = 40


@dataclass(frozen=True, slots=True)
class Reading:
    """How far the reader has gone; none of it belongs to the pain.

    Attributes
    ----------
    reviewing
        Whether the questions are looked at again.
    turned
        Muscles that were folded or unfolded: only the first is unfolded at first.
    everything
        Whether more than the first sources are listed.
    """

    reviewing: bool = False
    turned: frozenset[str] = frozenset()
    everything: bool = False


class Asking:
    """Answers for one atlas; keeps what is worth keeping between questions.

    ``open_questions`` are the keys of those that the last page asked and nobody has answered.
    """

    def __init__(self, atlas: Atlas, stage: Stage) -> None:
        self._atlas = atlas
        self._stage = stage
        regions = load_region_map()
        beside = {id: regions.neighbours(id) for id in regions.ids if id in atlas.regions}
        self._finder = SourceFinder(atlas, beside)
        self.open_questions: tuple[str, ...] = ()
        self.sources: tuple[Source, ...] = ()

    def page(self, state: ViewState, theme: Theme, reading: Reading) -> tuple[str, str]:
        """The kind of page that is due ("empty", "advice", "questions", "nothing", "waiting",
        "sources"), and the page itself.
        """
        atlas = self._atlas
        self.open_questions, self.sources = (), ()
        if state.pain.empty:
            return "empty", sources_pages.empty_sources_page(atlas)
        told = tell(atlas, state.pain, self._stage.pain if state.pain.strokes else None)
        line, notes = understood_words(atlas, told), sentences(told)
        flags = self._flags(told.places, tuple(told.said.complaints), told.qualities)
        flags = _said_first(atlas, flags, tuple(told.said.flags))
        answers = dict(state.answers)
        self.open_questions = questions_html.open_keys(flags, answers)
        raised = verdict(atlas, answers)
        if raised and not reading.reviewing:
            page = questions_html.advice_page(atlas, theme, raised, flags, answers)
            return "advice", page
        if flags and (self.open_questions or reading.reviewing):
            said = frozenset(told.said.flags)
            shown = sources_pages.understood_html(line)
            return "questions", questions_html.questions_page(theme, flags, answers, said, shown)
        if told.everywhere or told.nothing:
            return "nothing", sources_pages.nothing_found_page(line, notes)
        if told.waiting:
            return "waiting", sources_pages.waiting_page(line)
        limit = None if reading.everything else FIRST_SOURCES
        finding = self._finder.find(ask(atlas, told, state.tried), limit)
        if not finding.sources:
            return "nothing", sources_pages.nothing_found_page(line, notes)
        self.sources = finding.sources
        side = state.subject.side if state.subject is not None else "right"
        listing = sources_html.Listing(
            finding.sources,
            finding.together,
            finding.together_explains,
            line,
            notes,
            len(flags),
            state.compared,
            state.conditions,
            self._marker_regions(finding.sources, side) if state.conditions else {},
            side,
            reading.turned,
            reading.everything,
        )
        return "sources", sources_html.sources_page(atlas, listing)

    def _flags(
        self, places: tuple[str, ...], complaints: tuple[str, ...], qualities: Iterable[str]
    ) -> tuple[Caution, ...]:
        if not places and not complaints:
            return ()
        return questions_for(self._atlas, places, complaints, qualities)

    def _marker_regions(self, sources: Iterable[Source], side: Side) -> dict[PointRef, str]:
        refs = [sources_html.source_ref(s, side) for s in sources]
        return {ref: marker_region(self._stage, ref) for ref in refs}


def _said_first(
    atlas: Atlas, flags: tuple[Caution, ...], said: tuple[str, ...]
) -> tuple[Caution, ...]:
    """What the client's own words sound like is asked about before all others."""
    own = tuple(atlas.cautions[id] for id in said if id in atlas.cautions)
    return (*own, *(c for c in flags if c not in own))
