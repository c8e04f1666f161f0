"""The window: it puts the parts together and shows each change of state in all of them."""

from __future__ import annotations

import base64
import contextlib
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import Side
from explorer.body.figure import list_figures
from explorer.errors import ExplorerError
from explorer.session import commands
from explorer.session.session import Session
from explorer.session.settings import SettingsFile
from explorer.session.view_state import Sides, ViewState
from explorer.ui.actions import COMMANDS, make_actions, shortcut_text
from explorer.ui.baking import Baker
from explorer.ui.bodies import Bodies
from explorer.ui.card import Card
from explorer.ui.centre import Centre
from explorer.ui.dropping import DropFilter
from explorer.ui.evidence_filter import EvidenceFilter
from explorer.ui.first_steps import FirstSteps
from explorer.ui.handlers import make_handlers, take_file
from explorer.ui.icons import icon
from explorer.ui.inside import Inside
from explorer.ui.lessons.desk import LessonDesk
from explorer.ui.menus import fill_menu_bar
from explorer.ui.navigation import Navigation
from explorer.ui.navigator import Navigator
from explorer.ui.notes_side import NotesSide
from explorer.ui.opening import first_stage
from explorer.ui.output.desk import OutputDesk
from explorer.ui.pain import Pain
from explorer.ui.panels import Panels
from explorer.ui.theme import Theme, ThemeChoice, apply_theme, resolve_theme
from explorer.ui.toolbar import ToolBar
from explorer.ui.view_buttons import ViewButtons
from explorer.ui.viewport import Viewport

__all__ = ["MainWindow"]

_TITLE = "Trigger Point Explorer"


class MainWindow(QMainWindow):
    """Shows one atlas. The session's state is the only truth; widgets follow it.

    Parameters
    ----------
    atlas
        What can be shown.
    settings
        The user's settings, saved again when the window closes.
    cache
        Folder for baked results, or None.
    figure
        Body to show; by default the one of the settings.

    Signals
    -------
    file_opened
        An :class:`Atlas` read from another file, for a new window to show.
    closed
        After everything was given back.
    """

    file_opened = Signal(object)
    closed = Signal()

    def __init__(
        self,
        atlas: Atlas,
        settings: SettingsFile,
        cache: Path | None = None,
        figure: str | None = None,
    ) -> None:
        super().__init__()
        self.atlas = atlas
        self.settings = settings
        self.cache = cache
        self.baker = Baker()
        self._bakes = False
        self._theme = resolve_theme(settings.value.theme)
        stage, state = first_stage(atlas, settings, cache, figure)
        self.session = Session(state)
        self.setWindowTitle(_TITLE)
        self.setMinimumSize(480, 360)
        self.actions_by_id = make_actions(self, make_handlers(self))
        fill_menu_bar(self.menuBar(), self.actions_by_id)
        self.toolbar = ToolBar(self.actions_by_id, list_figures(), self)
        self.addToolBar(self.toolbar)
        self.navigator = Navigator(atlas, self)
        self.card = Card(atlas, self)
        self.viewport = Viewport(stage, self.session)
        self.centre = centre = Centre(self.viewport)
        self.messages, self.status = centre.messages, centre.status
        self.notes = NotesSide(self.card)
        self.panels = Panels(self.navigator, centre, self.notes)
        self.setCentralWidget(self.panels)
        self.view_buttons = ViewButtons(self.actions_by_id, self.viewport)
        self.first_steps = FirstSteps(self.viewport)
        self.navigation = Navigation(atlas, self.session, self.viewport, self.run)
        self.evidence = EvidenceFilter(self, centre.set_filter)
        self.inside = Inside(self)
        self.bodies = Bodies(self)
        self.pain = Pain(self, centre.set_hint)
        self.output = OutputDesk(self)
        self.lessons = LessonDesk(self)
        DropFilter(self, partial(take_file, self))
        self.card.set_body(self.inside.notes_of)
        self._connect()
        self._unsubscribe = self.session.subscribe(self._state_changed)
        self._history: tuple[str | None, str | None] = ("", "")
        self._closing = False
        self._arrange()
        self._dress()
        self._show_everything()

    # Putting together --------------------------------------------------------------------------

    def _connect(self) -> None:
        do = self.session.do
        self.viewport.hovered.connect(self.status.setText)
        self.viewport.region_clicked.connect(
            lambda region, side: self.navigation.open_region(region, cast(Side, side))
        )
        self.viewport.failed.connect(self.messages.say)
        self.viewport.frame_painted.connect(self.card.frame_painted)
        self.viewport.frame_painted.connect(self.navigator.frame_painted)
        self.navigator.chosen.connect(self.navigation.follow)
        self.card.link_clicked.connect(self.navigation.follow)
        self.card.side_chosen.connect(lambda side: self.navigation.set_side(cast(Side, side)))
        self.toolbar.figure_chosen.connect(self.bodies.show)
        self.toolbar.sides_chosen.connect(lambda s: do(commands.set_sides(cast(Sides, s))))
        self.panels.arranged.connect(self._show_panels)
        self.first_steps.finished.connect(self._first_steps_finished)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.viewport)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self.actions_by_id["copy_picture"].trigger)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._scheme_changed)

    def _arrange(self) -> None:
        self.resize(1280, 800)
        with contextlib.suppress(ValueError):  # written by hand, or by another program
            geometry = base64.b64decode(self.settings.value.window_geometry)
            self.restoreGeometry(QByteArray(geometry))
        self.panels.arrange(self.settings.value.window_state)
        self.panels.make_room(self.width())
        self.setTabOrder(self.navigator.search, self.navigator.muscles)
        self.setTabOrder(self.navigator.muscles, self.viewport)
        self.setTabOrder(self.viewport, self.card.browser)
        self.setTabOrder(self.card.browser, self.toolbar)
        self.viewport.setFocus(Qt.FocusReason.OtherFocusReason)

    # What is shown -----------------------------------------------------------------------------

    def _show_everything(self) -> None:
        state = self.session.state
        self.card.set_scale(self.settings.value.text_scale)
        self.card.set_subject(state.subject)
        self.navigator.set_subject(state.subject)
        self._show_controls(state)
        self._show_panels()
        if self.settings.warning:
            self.messages.say(self.settings.warning)

    def _state_changed(self, old: ViewState, new: ViewState) -> None:
        """Show the difference between two snapshots in every widget but the viewport."""
        if old.subject != new.subject:
            self.card.set_subject(new.subject)
            self.navigator.set_subject(new.subject)
        if replace(old, camera=new.camera) != new:
            self._show_controls(new)
        else:
            self.show_history()
        if old.figure != new.figure:
            self.card.refresh()
        if old.figure != new.figure and self._bakes:
            QTimer.singleShot(0, self.start_baking)

    def _show_controls(self, state: ViewState) -> None:
        self.toolbar.show_state(state)
        for id, on in (
            ("free", state.rotation == "trackball"),
            ("markers", state.markers),
            ("labels", state.labels),
            ("legend", state.legend),
        ):
            self.actions_by_id[id].setChecked(on)
        subject = state.subject
        sided = subject is not None and subject.kind in ("point", "muscle", "region", "complaint")
        self.actions_by_id["other_side"].setEnabled(sided)
        self.inside.show_state(state)
        self.evidence.show_state(state)
        self.show_history()

    def show_history(self) -> None:
        """Say what undo takes back: of the lesson while the keyboard is on its page."""
        texts = (self.session.undo_text, self.session.redo_text)
        if self.lessons.has_focus:
            texts = self.lessons.history
        if texts == self._history:
            return
        self._history = texts
        for id, text in zip(("undo", "redo"), texts, strict=True):
            action = self.actions_by_id[id]
            spec = next(s for s in COMMANDS if s.id == id)
            what = f": {text[:1].lower()}{text[1:]}" if text else ""
            action.setEnabled(text is not None)
            action.setToolTip(f"{spec.tip}{what} ({shortcut_text(spec)})")

    def _show_panels(self) -> None:
        for name in ("find", "notes"):
            self.actions_by_id[f"{name}_panel"].setChecked(self.panels.shown(name))

    def _dress(self) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        apply_theme(application, self._theme)
        ratio = self.devicePixelRatioF()
        for spec in COMMANDS:
            if spec.icon:
                on = self._theme.accent if spec.checkable else ""
                self.actions_by_id[spec.id].setIcon(
                    icon(spec.icon, self._theme.text, self._theme.line, on, ratio)
                )
        self.setWindowIcon(icon("app", self._theme.accent, self._theme.line, ratio=ratio))
        self.toolbar.set_more_icon(icon("more", self._theme.text, self._theme.line, ratio=ratio))
        self.card.set_theme(self._theme)
        self.pain.refresh()
        self.navigator.set_theme(self._theme)
        self.viewport.set_palette(self._theme.scene)
        choice = self.settings.value.theme
        for name in ("system", "light", "dark"):
            self.actions_by_id[f"theme_{name}"].setChecked(choice == name)

    # Doing -------------------------------------------------------------------------------------

    @property
    def theme(self) -> Theme:
        """The colours in use."""
        return self._theme

    def run(self, id: str) -> None:
        """Run a command of the table."""
        if id in self.actions_by_id:
            self.actions_by_id[id].trigger()

    def attempt(self, work: Callable[[], Any]) -> Any:
        """Do something that may fail in an expected way, and then say so."""
        try:
            return work()
        except ExplorerError as error:
            self.messages.say_error(error)
            return None

    def set_theme(self, choice: ThemeChoice) -> None:
        """Choose the colours and remember them."""
        self._save(theme=choice)
        self._theme = resolve_theme(choice)
        self._dress()

    def set_text_scale(self, scale: float) -> None:
        """Set the size of the text on the notes and remember it."""
        scale = min(2.0, max(0.7, round(scale, 2)))
        self._save(text_scale=scale)
        self.card.set_scale(scale)
        self.pain.refresh()

    def start_baking(self) -> None:
        """Make muscles and zones of the shown figure in the background."""
        if not self._closing:
            self._bakes = True
            stage, figure = self.viewport.stage, self.session.state.figure
            self.baker.start(
                lambda _: stage.interior.prepare(figure),
                stage.placed.zones.fill,
                lambda stop: stage.pain.prepare(stop),
                lambda stop: stage.danger.prepare(stop),
            )

    def _save(self, **values: Any) -> None:
        if not self.settings.change(**values):
            self.status.setText("The settings could not be saved; they hold until you quit.")

    def _first_steps_finished(self) -> None:
        if not self.settings.value.first_run_done:
            self._save(first_run_done=True)
        self.viewport.setFocus(Qt.FocusReason.OtherFocusReason)

    def _scheme_changed(self) -> None:
        if not self._closing and self.settings.value.theme == "system":
            self._theme = resolve_theme("system")
            self._dress()

    # Events ------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.panels.make_room(event.size().width())

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._closing and not self.lessons.may_close():
            event.ignore()
            return
        if not self._closing:
            self._closing = True
            QGuiApplication.styleHints().colorSchemeChanged.disconnect(self._scheme_changed)
            self._unsubscribe()
            self.baker.stop()
            self.output.shutdown()
            for page in self.findChildren(QDialog):
                if hasattr(page, "shutdown"):
                    page.shutdown()
            self.settings.change(
                window_geometry=base64.b64encode(bytes(self.saveGeometry().data())).decode(),
                window_state=self.panels.arrangement(),
                figure=self.session.state.figure,
                rotation=self.session.state.rotation,
            )
            self.viewport.shutdown()
            self.closed.emit()
        super().closeEvent(event)
