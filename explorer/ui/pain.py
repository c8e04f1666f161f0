"""A client's pain as the window handles it: the page, the brush, the questions and the sources."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from explorer.anatomy.pain import RegionRef
from explorer.session.commands import Command
from explorer.session.pain_commands import (
    clear_pain,
    say_pain,
    set_condition,
    set_qualities,
    toggle_region,
)
from explorer.session.view_state import Subject, ViewState
from explorer.ui.brush_settings import BrushSettings

if TYPE_CHECKING:
    from explorer.ui.brush import Brush
    from explorer.ui.main_window import MainWindow
    from explorer.ui.pain_panel import PainPanel
    from explorer.ui.pain_sources import PainSources
    from explorer.ui.pain_understood import Item

__all__ = ["Pain"]

#: Fields of the state that change what the sources say.
_FIELDS = ("pain", "answers", "tried", "conditions", "compared", "figure")
#: A sentence about words that were not understood waits for the hand to rest (ms).
_PAUSE = 700
_HINTS = {
    "brush": "Drag to paint · drag beside the body to turn it",
    "eraser": "Drag to erase · drag beside the body to turn it",
    "region": "Click what hurts · drag beside the body to turn it",
}


class Pain(QObject):
    """Ties the page, the sources and the brush to the session; each is made when first needed.

    Parameters
    ----------
    say_hint
        Says under the body what the hand does to it; without words what it usually does.
    """

    def __init__(self, window: MainWindow, say_hint: Callable[[str], None]) -> None:
        super().__init__(window)
        self._window = window
        self._say_hint = say_hint
        self.panel: PainPanel | None = None
        self.sources: PainSources | None = None
        self._brush: Brush | None = None
        self._held = False
        self._help = QTimer(self)
        self._help.setSingleShot(True)
        self._help.timeout.connect(self._say_help)
        window.navigator.add_page_later("pain", self._make_panel)
        window.navigator.page_changed.connect(self._page_changed)
        window.notes.chosen.connect(self._side_chosen)
        window.card.link_clicked.connect(self._card_clicked)
        self._unsubscribe = window.session.subscribe(self._state_changed)
        window.closed.connect(self._close)
        self._show_actions(window.session.state)

    # Parts made when first needed --------------------------------------------------------------

    @property
    def brush(self) -> BrushSettings:
        """What the brush does now."""
        return self.panel.brush if self.panel is not None else BrushSettings()

    def _make_panel(self) -> PainPanel:
        from explorer.ui.pain_panel import PainPanel

        window = self._window
        do = window.session.do
        panel = self.panel = PainPanel(window.atlas, window.actions_by_id, window)
        panel.words_changed.connect(lambda words, go: do(say_pain(words, go)))
        panel.item_removed.connect(self._take_out)
        panel.place_chosen.connect(self._mark)
        panel.place_removed.connect(self._unmark)
        panel.quality_chosen.connect(lambda q: do(set_qualities((q,))))
        panel.condition_set.connect(lambda id, holds: do(set_condition(id, holds)))
        panel.brush_changed.connect(self._brush_changed)
        self._show_panel(window.session.state)
        panel.follow_in_tabs(window.navigator.tabs.button("layers"))
        return panel

    def _make_sources(self) -> PainSources:
        from explorer.ui.pain_sources import PainSources

        if self.sources is None:
            self.sources = PainSources(self._window)
        return self.sources

    def _bring_sources(self) -> None:
        """Put the sources in front; they are brought up to date before long."""
        sources = self._make_sources()
        self._window.notes.show_page("sources")
        sources.refresh()

    def refresh(self) -> None:
        """Something that the sources depend on has changed."""
        if self.sources is not None:
            self.sources.refresh()

    def _card_clicked(self, url: str) -> None:
        """A link of the notes may be about the pain."""
        if url.startswith("pain:"):
            self._make_sources().follow(url)

    # Following the state -----------------------------------------------------------------------

    def _state_changed(self, old: ViewState, new: ViewState) -> None:
        if self.sources is not None:
            self.sources.preview.state_changed(new)
        window = self._window
        if old.subject != new.subject:
            self._subject_changed(new.subject)
        if all(getattr(old, f) == getattr(new, f) for f in _FIELDS):
            return
        before = old.tried, old.conditions, old.pain.empty
        if before != (new.tried, new.conditions, new.pain.empty):
            window.card.refresh()
        if new.pain.empty and self.sources is not None:
            self.sources.begin_anew()
        if self.panel is not None:
            self._show_panel(new)
        self._show_actions(new)
        if self._in_front and (old.pain, old.answers) != (new.pain, new.answers):
            self._bring_sources()
        elif not self._offered(new):
            window.notes.show_page("notes")
        self.refresh()

    def _show_actions(self, state: ViewState) -> None:
        actions = self._window.actions_by_id
        something = not state.pain.empty or state.answers or state.tried or state.compared
        actions["pain_clear"].setEnabled(bool(something))
        actions["pain_save"].setEnabled(not state.pain.empty)
        self._window.notes.set_switch(self._offered(state))

    @property
    def _in_front(self) -> bool:
        return self._window.navigator.page == "pain"

    def _offered(self, state: ViewState) -> bool:
        return self._in_front or not state.pain.empty

    def _page_changed(self, page: str) -> None:
        self._window.notes.set_switch(self._offered(self._window.session.state))
        if page == "pain":
            self._bring_sources()
            return
        if self.panel is not None:
            self.panel.set_tool("turn")  # who reads the lists does not want to paint
        self._window.notes.show_page("notes")

    def _subject_changed(self, subject: Subject | None) -> None:
        if subject is not None:
            self._window.notes.show_page("notes")
        elif self._in_front:
            self._bring_sources()

    def _side_chosen(self, page: str) -> None:
        if page == "sources":
            self._bring_sources()
        else:
            self._window.notes.show_page("notes")

    def _show_panel(self, state: ViewState) -> None:
        from explorer.ui.pain_question import quality_of, said_of
        from explorer.ui.pain_understood import items

        assert self.panel is not None
        said = said_of(self._window.atlas, state.pain)
        self.panel.show_state(state, items(said), quality_of(state.pain, said))
        self.panel.set_help("")
        self._help.start(_PAUSE)

    def _say_help(self) -> None:
        from explorer.anatomy.pain_said import helpful_sentence
        from explorer.ui.pain_question import said_of

        pain = self._window.session.state.pain
        if self.panel is not None and pain.words.strip():
            said = said_of(self._window.atlas, pain)
            self.panel.set_help(helpful_sentence(said) or "")

    # The page ----------------------------------------------------------------------------------

    def _take_out(self, item: Item) -> None:
        """What was understood is not meant: take the words for it out of the sentence.

        Places that went with the same words, and are meant, are marked by name instead.
        """
        from explorer.ui.pain_question import said_of
        from explorer.ui.pain_understood import without

        atlas, pain = self._window.atlas, self._window.session.state.pain
        words, lost = without(atlas, pain.words, item)
        sides = said_of(atlas, pain).sides

        def refs(region: str) -> list[RegionRef]:
            if not sides or not atlas.regions[region].paired:
                return [RegionRef(region)]
            return [RegionRef(region, side) for side in sides]

        kept = [ref for region in lost for ref in refs(region)]

        def apply(state: ViewState) -> ViewState:
            regions = tuple(dict.fromkeys((*state.pain.regions, *kept)))
            return replace(state, pain=replace(state.pain, words=words, regions=regions))

        self._window.session.do(Command("Correct what was understood", apply))

    def _mark(self, place: RegionRef) -> None:
        if place not in self._window.session.state.pain.regions:
            self._window.session.do(toggle_region(place))

    def _unmark(self, place: object) -> None:
        if isinstance(place, RegionRef):
            self._window.session.do(toggle_region(place))
        else:
            self._window.session.do(
                Command("Erase pain", lambda s: replace(s, pain=replace(s.pain, strokes=())))
            )

    def clear(self) -> None:
        """Begin anew; undo brings everything back."""
        self._window.session.do(clear_pain())

    # The brush ---------------------------------------------------------------------------------

    def _brush_changed(self, brush: BrushSettings) -> None:
        from explorer.ui.brush import Brush

        viewport = self._window.viewport
        if self._brush is None:
            self._brush = Brush(viewport.stage, self._window.session, lambda: self.brush)
        held = brush.tool != "turn"
        if held is not self._held:
            self._held = held
            viewport.set_tool(self._brush if held else None)
            if held:
                self._make_sources().ready.start()  # while the hand paints, not after it
        self._say_hint(_HINTS.get(brush.tool, ""))
        viewport.update()

    def put_down(self) -> bool:
        """Put the brush down; False when there was none in hand."""
        if self.panel is None or self.brush.tool == "turn":
            return False
        self.panel.set_tool("turn")
        return True

    def _close(self) -> None:
        self._unsubscribe()
        if self.sources is not None:
            self.sources.ready.finish()
