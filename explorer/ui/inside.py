"""What lies under the skin, as the window handles it: layers page, peel, hide, isolate, x-ray."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import Side
from explorer.body.structures import Structure, structure_id
from explorer.errors import ExplorerError
from explorer.export.credits import caption
from explorer.packs.figure_ids import pack_of_figure
from explorer.session.commands import Command, select_point
from explorer.session.layer_commands import (
    bring_back,
    hide_structures,
    isolate,
    peel,
    peel_of,
    set_course,
    set_related,
    set_xray,
    set_zones,
)
from explorer.session.pain_commands import set_danger
from explorer.session.view_state import PointRef, Subject, ViewState
from explorer.ui.inside_html import BodyNotes
from explorer.ui.layers import LayersPage
from explorer.ui.marker_place import marker_region
from explorer.ui.measured import MeasuredBody
from explorer.ui.peel import PeelCard

if TYPE_CHECKING:
    from explorer.body.danger_areas import Nearness
    from explorer.ui.main_window import MainWindow

__all__ = ["Inside", "structure_name"]

_SWITCHES: Mapping[str, Callable[[bool], Command]] = {
    "xray": set_xray,
    "related": set_related,
    "course": set_course,
    "zones": set_zones,
    "danger": set_danger,
}
#: What one press of a key peels.
_HALF = 0.5


#: From this opacity on nothing is seen through the skin.
_SOLID = 0.85
#: How much of the skin is left when one looks at a point in its muscle.
_FAINT = 0.2
_SCHEMATIC = (
    "Bones: simplified from real ones. Muscles: schematic, drawn from origin to insertion; "
    "real ones can be installed."
)
_SOURCES = {
    "built-in": "A simplified bone of the built-in skeleton, fitted to this figure.",
    "schematic": "Schematic, drawn from its origin to its insertion. Not a real muscle's shape.",
}


def structure_name(atlas: Atlas, id: str, structure: Structure | None = None) -> str:
    """The name of a structure with its side, from the atlas where it knows the muscle."""
    kind, _, rest = id.partition(":")
    name, _, side = rest.partition(":")
    if kind == "muscle" and name in atlas.muscles:
        words = atlas.muscles[name].name
    elif structure is not None:
        words = structure.name
    else:
        words = name.replace("_", " ").capitalize()
    return f"{words}, {side}" if side else words


def _with_a_view(command: Command, *, open_skin: bool) -> Command:
    """A command after which something of it can be seen: solid skin is taken off with it."""

    def apply(state: ViewState) -> ViewState:
        new = command.apply(state)
        if open_skin and not new.xray and new.skin_opacity >= _SOLID:
            new = replace(new, skin_opacity=0.0)
        return new

    return Command(command.text, apply)


class Inside(QObject):
    """Ties the peel, the page of layers and their commands to the session."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.measured = MeasuredBody(window.viewport.stage)
        self.peel = PeelCard(window.viewport)
        self.page = LayersPage(self.name_of, window.actions_by_id["anatomy"], window)
        window.navigator.add_page("layers", self.page)
        self.page.asked.connect(window.session.do)
        self.peel.peeled.connect(lambda amount: window.session.do(peel(amount)))
        window.viewport.structure_clicked.connect(self.open_structure)
        window.viewport.menu_asked.connect(self.show_menu)
        window.viewport.frame_painted.connect(self._tell_problem)

    # Showing -----------------------------------------------------------------------------------

    def show_state(self, state: ViewState) -> None:
        """Show a state in every control, without telling anybody."""
        actions = self._window.actions_by_id
        for id in _SWITCHES:
            actions[id].setChecked(bool(getattr(state, id)))
        chosen = bool(self.chosen())
        for id in ("hide", "hide_covering", "isolate"):
            actions[id].setEnabled(chosen)
        actions["bring_back"].setEnabled(bool(state.hidden or state.isolated))
        actions["related"].setEnabled(chosen)
        self.peel.show_state(state)
        self.page.show_state(state)
        self.page.set_source(self.source_words())
        self._window.viewport.caption = caption(state)

    def name_of(self, id: str) -> str:
        """The name of a structure with its side."""
        return structure_name(self._window.atlas, id, self._structure(id))

    def source_words(self) -> str:
        """Where muscles and bones of the shown body come from."""
        pack = pack_of_figure(self._window.session.state.figure)
        return _SCHEMATIC if pack is None else self._window.bodies.source_words(pack)

    def notes_of(self, subject: Subject) -> BodyNotes:
        """What the shown body says about a subject, for its page."""
        if subject.kind == "structure":
            found = self._structure(subject.id)
            if found is None:
                return BodyNotes(name=self.name_of(subject.id))
            return BodyNotes(
                name=found.name,
                latin=found.latin,
                kind=found.kind,
                source=_SOURCES.get(found.source, "") or self.source_words(),
                muscles=found.muscles,
            )
        if subject.kind == "point" and subject.id in self._window.atlas.points:
            return self._point_notes(PointRef(subject.id, subject.side))
        return BodyNotes()

    def _point_notes(self, ref: PointRef) -> BodyNotes:
        state, stage = self._window.session.state, self._window.viewport.stage
        return BodyNotes(
            depth=self._depth_of(ref),
            conditions=state.conditions,
            region=marker_region(stage, ref) if state.conditions else "",
            pain=not state.pain.empty,
            near=self._near(ref),
            tried=dict(state.tried).get(ref),
        )

    def _near(self, ref: PointRef) -> tuple[Nearness, ...]:
        """What the finger comes near on this body, once that has been measured."""
        stage = self._window.viewport.stage
        if not stage.has_skin:
            return ()
        # Until that was measured a click does not wait: the cautions of the point stand anyway.
        danger = stage.danger_measured
        return () if danger is None else danger.near(ref.point, ref.side)

    def _tell_problem(self) -> None:
        problem = self._window.viewport.stage.take_problem()
        if problem is not None:
            self._window.messages.say_error(problem)

    def _depth_of(self, ref: PointRef) -> str:
        """What is measured for the page of a point; its needle ends there, too."""
        window = self._window
        state = window.session.state
        try:
            words = self.measured.sentence(state, ref)
            targets = self.measured.targets(state)
        except ExplorerError as error:  # the pack was damaged since it was listed
            window.messages.say_error(error)
            return ""
        if targets:
            window.viewport.stage.set_targets(targets)
            window.viewport.update()
        return words

    def chosen(self) -> tuple[str, ...]:
        """Ids of the structures of what is selected: a muscle, the muscle of a point, a bone."""
        subject = self._window.session.state.subject
        if subject is None:
            return ()
        if subject.kind == "structure":
            return (subject.id,)
        atlas = self._window.atlas
        muscle = atlas.muscles.get(subject.id) if subject.kind == "muscle" else None
        if subject.kind == "point" and subject.id in atlas.points:
            muscle = atlas.muscle_of(atlas.points[subject.id])
        if muscle is None:
            return ()
        structures = self._window.viewport.stage.structures
        if structures is not None:
            found = structures.of_muscle(muscle.id, subject.side)
            return tuple(structures.items[i].id for i in found)
        return (structure_id("muscle", muscle.id, subject.side if muscle.paired else None),)

    def _structure(self, id: str) -> Structure | None:
        structures = self._window.viewport.stage.structures
        items = () if structures is None else structures.items
        return next((item for item in items if item.id == id), None)

    # Doing -------------------------------------------------------------------------------------

    def run(self, id: str) -> None:
        """Run one of the commands of the menu Layers."""
        w = self._window
        state = w.session.state
        if id in _SWITCHES:
            w.session.do(_SWITCHES[id](w.actions_by_id[id].isChecked()))
        elif id == "peel_more":
            w.session.do(peel(peel_of(state) + _HALF))
        elif id == "peel_less":
            w.session.do(peel(peel_of(state) - _HALF))
        elif id == "bring_back":
            w.session.do(bring_back())
        elif id == "isolate":
            self.isolate(self.chosen())
        elif id == "hide":
            self.hide(self.chosen())
        elif id == "hide_covering":
            self.hide_covering(self.chosen())

    def isolate(self, ids: tuple[str, ...]) -> None:
        """Show structures alone, or all again where they are alone already.

        Behind solid skin nothing would be seen of it: the skin goes in the same step.
        """
        session = self._window.session
        again = session.state.isolated == ids
        session.do(_with_a_view(isolate(() if again else ids), open_skin=not again))

    def hide(self, ids: tuple[str, ...]) -> None:
        """Take structures away."""
        if ids:
            names = ", ".join(map(self.name_of, ids))
            self._window.session.do(hide_structures(ids, f"Hide {names}"))

    def hide_covering(self, ids: tuple[str, ...]) -> None:
        """Take away what hides structures from where one looks; the skin first of all."""
        stage = self._window.viewport.stage
        covering = tuple(dict.fromkeys(c for id in ids for c in stage.covering(id) if c not in ids))
        if not covering and self._window.session.state.skin_opacity < _SOLID:
            self._window.status.setText("Nothing lies in front of it from here.")
            return
        self._window.session.do(
            _with_a_view(hide_structures(covering, "Hide what covers it"), open_skin=True)
        )

    def look_at_point(self, figure: str, point: str, side: Side) -> None:
        """Show a point on a body with faint skin, its muscle lit, and fly to it."""
        window = self._window
        if not window.bodies.show(figure):
            return

        def apply(state: ViewState) -> ViewState:
            shown = select_point(point, side).apply(state)
            return replace(shown, skin_opacity=_FAINT, superficial=1.0, deep=1.0, bones=1.0)

        window.session.do(Command("Look at point", apply))
        window.navigation.fly_to_points((PointRef(point, side),))

    def open_structure(self, id: str) -> None:
        """Open the page of a structure: its muscle where the atlas knows it."""
        found = self._structure(id)
        self._window.navigation.open_structure(id, () if found is None else found.muscles)

    def show_menu(self, id: str, at: QPoint) -> None:
        """What can be done with the structure under the cursor, or with the view."""
        actions = self._window.actions_by_id
        menu = QMenu(self._window)
        menu.setObjectName("structureMenu")
        if id:
            name = self.name_of(id)
            title = menu.addAction(name)
            title.setEnabled(False)
            menu.addAction("Select", lambda: self.open_structure(id))
            menu.addAction("Hide", lambda: self.hide((id,)))
            menu.addAction("Isolate", lambda: self.isolate((id,)))
            menu.addAction("Hide what covers it", lambda: self.hide_covering((id,)))
            menu.addSeparator()
        for action in ("bring_back", "xray", "peel_more", "peel_less", "whole"):
            menu.addAction(actions[action])
        menu.popup(at)
        menu.aboutToHide.connect(menu.deleteLater)
