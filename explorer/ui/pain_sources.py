"""The sources of a pain as the window handles them: asked for, shown, pointed at and clicked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from explorer.anatomy.model import Side
from explorer.session.pain_commands import (
    answer,
    answer_all,
    compare,
    say_pain,
    stop_comparing,
    try_point,
)
from explorer.session.view_state import PointRef
from explorer.ui.later import Later
from explorer.ui.links import parse
from explorer.ui.pain_asking import Asking, Reading
from explorer.ui.pain_links import PainLink, parse_pain
from explorer.ui.preview import Preview
from explorer.ui.sources import SourcesView
from explorer.ui.zones_ready import ZonesReady

if TYPE_CHECKING:
    from explorer.ui.main_window import MainWindow

__all__ = ["PainSources"]


class PainSources(QObject):
    """Keeps the page of sources up to date while it is in front; made when first needed."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._asking = Asking(window.atlas, window.viewport.stage)
        self._reading = Reading()
        self.preview = Preview(window.viewport, window.session)
        self.ready = ZonesReady(window.viewport.stage, self)
        self.ready.failed.connect(window.messages.say_error)
        self.view = SourcesView(window)
        self.handout = self._handout_button()
        self.view.link_clicked.connect(self._clicked)
        self.view.hovered.connect(self._hovered)
        self._later = Later(self._update, self)
        self.ready.done.connect(self._later.ask)
        window.viewport.frame_painted.connect(self._later.frame_painted)
        window.notes.set_sources(self.view)
        window.setTabOrder(window.card.browser, self.view.browser)
        window.setTabOrder(self.view.browser, self.handout)

    def _handout_button(self) -> QPushButton:
        """Under the page, for it is what comes after it."""
        action = self._window.actions_by_id["export_handout"]
        self.view.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        button = QPushButton("Handout…", self.view)
        button.setObjectName("small")
        button.setAccessibleName("Handout")
        button.setToolTip(action.statusTip())
        button.clicked.connect(action.trigger)
        row = QHBoxLayout()
        row.setContentsMargins(18, 6, 12, 10)
        row.addWidget(button)
        row.addStretch(1)
        layout = self.view.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addLayout(row)
        button.hide()
        return button

    @property
    def text(self) -> str:
        """What the page says, brought up to date."""
        self._later.now()
        return self.view.plain_text

    def refresh(self) -> None:
        """Bring the page up to date when the body has been drawn, or before long."""
        self._later.ask()

    def begin_anew(self) -> None:
        """Another pain: the reader begins at the top."""
        self._reading = Reading()

    def _update(self) -> None:
        """Ask, rank and show, where the sources are in front."""
        window = self._window
        if window.notes.page != "sources":
            return
        state = window.session.state
        self.handout.setVisible(not state.pain.empty)
        kind, html = self._asking.page(state, window.theme, self._reading)
        self.view.set_dress(window.theme, window.settings.value.text_scale)
        self.view.show_page(kind, html)
        if kind == "waiting":
            self.ready.start()

    def _read(self, reading: Reading) -> None:
        """Go on reading without a change of the state."""
        self._reading = reading
        self._later.ask()

    # Links -------------------------------------------------------------------------------------

    def _clicked(self, url: str) -> None:
        self.preview.show(())
        if parse_pain(url) is not None:
            self.follow(url)
        else:
            self._window.navigation.follow(url)

    def follow(self, url: str) -> None:
        """Do what a link about the pain says; other links are passed over."""
        link = parse_pain(url)
        if link is None:
            return
        do, reading = self._window.session.do, self._reading
        yes = {"yes": True, "no": False}.get(link.value)
        if link.verb == "answer":
            if yes:
                self._read(replace(reading, reviewing=False))
            do(answer(link.id, yes))
        elif link.verb == "none":
            self._read(replace(reading, reviewing=False))
            do(answer_all(self._asking.open_questions, False))
        elif link.verb == "review":
            self._read(replace(reading, reviewing=not reading.reviewing))
        elif link.verb == "apart":
            do(stop_comparing())
        elif link.verb == "more":
            self._read(replace(reading, everything=True))
        elif link.verb == "fold":
            self._read(replace(reading, turned=reading.turned ^ {link.id}))
        elif link.verb == "words" and link.id in self._window.atlas.complaints:
            name = self._window.atlas.complaints[link.id].name
            do(say_pain(f"{name[:1].lower()}{name[1:]}"))
        else:
            ref = self._ref(link)
            if ref is not None:
                do(compare(ref) if link.verb == "compare" else try_point(ref, yes))
                compared = self._window.session.state.compared
                if link.verb == "compare" and len(compared) > 1:
                    self._window.navigation.fly_to_zones(compared)

    def _ref(self, link: PainLink) -> PointRef | None:
        if link.id not in self._window.atlas.points or link.side not in ("right", "left"):
            return None
        side: Side = "left" if link.side == "left" else "right"
        return PointRef(link.id, side)

    def _hovered(self, url: str) -> None:
        """Show on the body what the link under the pointer would show."""
        link, pain = parse(url), parse_pain(url)
        refs: tuple[PointRef, ...] = ()
        if link is not None and link.kind == "point" and link.id in self._window.atlas.points:
            refs = (PointRef(link.id, link.side),)
        elif link is not None and link.kind == "muscle":
            own = [s.trigger_point for s in self._asking.sources if s.muscle == link.id]
            refs = tuple(PointRef(point, link.side) for point in dict.fromkeys(own))
        elif pain is not None and pain.verb in ("compare", "tried"):
            ref = self._ref(pain)
            refs = () if ref is None else (ref,)
        self.preview.show(refs)
