"""What each command of the table does in a window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from explorer.errors import ExplorerError
from explorer.scene.camera import VIEWS, View, roll_upright
from explorer.session import commands

if TYPE_CHECKING:
    from explorer.ui.main_window import MainWindow

__all__ = ["make_handlers", "take_file"]


def make_handlers(window: MainWindow) -> Mapping[str, Callable[[], None]]:
    """A handler for every command; the window's parts are looked up when one is run."""
    w = window

    def toggle(make: Callable[[bool], commands.Command], id: str) -> Callable[[], None]:
        return lambda: w.session.do(make(w.actions_by_id[id].isChecked()))

    handlers: dict[str, Callable[[], None]] = {
        "save_picture": lambda: _save_picture(w),
        "copy_picture": lambda: _copy_picture(w),
        "open_file": lambda: _open_file(w),
        "quit": lambda: _ignore(w.close()),
        "undo": lambda: _undo(w),
        "redo": lambda: _redo(w),
        "clear": lambda: _escape(w),
        "whole": lambda: _whole(w),
        "free": lambda: _free(w),
        "markers": toggle(commands.set_markers, "markers"),
        "labels": toggle(commands.set_labels, "labels"),
        "legend": toggle(commands.set_legend, "legend"),
        "support_all": lambda: w.session.do(commands.set_support("all")),
        "support_sure": lambda: w.session.do(commands.set_support("sure")),
        "support_studied": lambda: w.session.do(commands.set_support("studied")),
        "theme": lambda: w.set_theme("light" if w.theme.name == "dark" else "dark"),
        "theme_system": lambda: w.set_theme("system"),
        "theme_light": lambda: w.set_theme("light"),
        "theme_dark": lambda: w.set_theme("dark"),
        "find_panel": lambda: _panel(w, "find"),
        "notes_panel": lambda: _panel(w, "notes"),
        "text_bigger": lambda: w.set_text_scale(w.settings.value.text_scale + 0.1),
        "text_smaller": lambda: w.set_text_scale(w.settings.value.text_scale - 0.1),
        "text_normal": lambda: w.set_text_scale(1.0),
        "search": lambda: _search(w),
        "previous_point": lambda: w.navigation.step(-1),
        "next_point": lambda: w.navigation.step(1),
        "other_side": lambda: w.navigation.set_side(
            "left" if w.navigation.side == "right" else "right"
        ),
        "muscles": lambda: _page(w, "muscles"),
        "complaints": lambda: _page(w, "complaints"),
        "guide": lambda: _page(w, "guide"),
        "layers": lambda: _page(w, "layers"),
        "pain": lambda: _page(w, "pain"),
        "pain_clear": lambda: w.pain.clear(),
        "pain_open": lambda: _open_pain(w),
        "pain_save": lambda: _save_pain(w),
        "anatomy": lambda: _anatomy(w),
        "anatomy_check": lambda: _anatomy_check(w),
        "shortcuts": lambda: _shortcuts(w),
        "first_steps": lambda: w.first_steps.open(),
        "about": lambda: _about(w),
    }
    for kind in ("figure", "slides", "page", "handout", "model", "atlas"):
        handlers[f"export_{kind}"] = partial(_export, w, kind)
    handlers["copy_slide"] = partial(_export, w, "copy_slide")
    for id in ("page", "new", "open", "save", "save_as", "add", "replace", "play", "play_here"):
        handlers[f"lesson_{id}"] = partial(_lesson, w, id)
    for id in (
        "zones",
        "danger",
        "course",
        "xray",
        "related",
        "peel_more",
        "peel_less",
        "isolate",
        "hide",
        "hide_covering",
        "bring_back",
    ):
        handlers[id] = partial(_inside, w, id)
    for view in VIEWS:
        handlers[f"view_{view}"] = partial(_view, w, view)
    return handlers


def _ignore(_: object) -> None:
    return None


def _save_picture(w: MainWindow) -> None:
    from explorer.ui.pictures import save_picture

    dark = w.theme.name == "dark"
    path = w.attempt(
        lambda: save_picture(w.viewport, w.atlas, w.session.state, w.settings, w, dark=dark)
    )
    if path is not None:
        w.status.setText(f"Saved as {path}")


def _copy_picture(w: MainWindow) -> None:
    from explorer.ui.pictures import copy_picture

    dark = w.theme.name == "dark"
    size = w.attempt(lambda: copy_picture(w.viewport, w.session.state, dark=dark))
    if size is not None:
        w.status.setText(f"Picture copied, {size[0]} x {size[1]} pixels")


def _open_file(w: MainWindow) -> None:
    chosen, _ = QFileDialog.getOpenFileName(
        w, "Open knowledge base", "", "Knowledge base (*.json);;All files (*)"
    )
    if chosen:
        open_knowledge_base(w, Path(chosen))


def open_knowledge_base(w: MainWindow, path: Path) -> None:
    """Read another knowledge base; what is open stays when that one is faulty."""
    from explorer.anatomy.atlas import Atlas
    from explorer.knowledge.faults import KnowledgeBaseError
    from explorer.knowledge.reading import read_knowledge_base
    from explorer.ui.dialogs import FaultsDialog

    try:
        knowledge = read_knowledge_base(path)
    except KnowledgeBaseError as error:
        dialog = FaultsDialog(error, "Keep the present one", w)
        use = dialog.exec() == FaultsDialog.DialogCode.Accepted
        dialog.deleteLater()
        if not use:
            return
        from explorer.body.resources import data_dir

        builtin = data_dir() / "trigger_points.json"
        knowledge = w.attempt(lambda: read_knowledge_base(builtin))
    except ExplorerError as error:
        w.messages.say_error(error)
        return
    if knowledge is not None:
        w.file_opened.emit(Atlas(knowledge))


def take_file(w: MainWindow, path: Path) -> None:
    """A file was dropped on the window: what we write ourselves is opened, anatomy installed."""
    if path.suffix.lower() == ".json":
        _take_json(w, path)
        return
    from explorer.ui.anatomy_dialog import open_anatomy

    open_anatomy(w, path)


def _take_json(w: MainWindow, path: Path) -> None:
    from explorer.export.figures.file import FORMAT as FIGURE
    from explorer.own_files import own_format
    from explorer.session.lesson_format import FORMAT as LESSON
    from explorer.session.pain_file import FORMAT as PAIN

    format = own_format(path)
    if format == PAIN:
        from explorer.ui.pain_files import take_pain

        if take_pain(w, path):
            _page(w, "pain")
    elif format == LESSON:
        w.lessons.take(path)
    elif format == FIGURE:
        w.output.take_figure(path)
    else:
        open_knowledge_base(w, path)


def _undo(w: MainWindow) -> None:
    """Take back a step: of the lesson while the keyboard is on its page, else of what is shown."""
    if w.lessons.has_focus:
        w.lessons.undo()
    else:
        w.lessons.finish_flight()
        w.navigation.back()


def _redo(w: MainWindow) -> None:
    if w.lessons.has_focus:
        w.lessons.redo()
    else:
        w.lessons.finish_flight()
        w.navigation.forward()


def _escape(w: MainWindow) -> None:
    """Close what is uppermost: hints, search, message, brush, and only then the selection."""
    if w.first_steps.isVisible():
        w.first_steps.finish()
    elif w.navigator.searching and w.navigator.isVisible():
        w.navigator.clear_search()
    elif w.messages.isVisible():
        w.messages.dismiss()
    elif not w.pain.put_down():
        w.session.do(commands.clear())


def _view(w: MainWindow, view: View) -> None:
    w.viewport.show_view(view)


def _whole(w: MainWindow) -> None:
    """Show the whole body from the anatomical view nearest to where one stands."""
    import numpy as np

    pose = roll_upright(w.session.state.camera)
    back = np.subtract(pose.position, pose.focal_point)
    nearest = max(VIEWS, key=lambda view: float(np.dot(VIEWS[view][0], back)))
    w.viewport.show_view(nearest)


def _free(w: MainWindow) -> None:
    free = w.actions_by_id["free"].isChecked()
    w.session.do(commands.set_rotation("trackball" if free else "turntable"))


def _panel(w: MainWindow, name: str) -> None:
    w.panels.set_shown(name, w.actions_by_id[f"{name}_panel"].isChecked())


def _search(w: MainWindow) -> None:
    if not w.panels.shown("find"):
        w.panels.set_shown("find", True)
    w.navigator.focus_search()


def _page(w: MainWindow, page: str) -> None:
    if not w.panels.shown("find"):
        w.panels.set_shown("find", True)
    w.navigator.focus_page(page)


def _inside(w: MainWindow, id: str) -> None:
    w.inside.run(id)


def _export(w: MainWindow, kind: str) -> None:
    w.output.run(kind)


def _lesson(w: MainWindow, id: str) -> None:
    w.lessons.run(id)


def _open_pain(w: MainWindow) -> None:
    from explorer.ui.pain_files import open_pain

    open_pain(w)


def _save_pain(w: MainWindow) -> None:
    from explorer.ui.pain_files import save_pain

    save_pain(w)


def _anatomy(w: MainWindow) -> None:
    from explorer.ui.anatomy_dialog import open_anatomy

    open_anatomy(w)


def _anatomy_check(w: MainWindow) -> None:
    from explorer.ui.check_dialog import open_check

    open_check(w)


def _shortcuts(w: MainWindow) -> None:
    from explorer.ui.dialogs import PageDialog, shortcuts_page

    PageDialog("Shortcuts", shortcuts_page(), w.theme, w).show()


def _about(w: MainWindow) -> None:
    from explorer.ui.dialogs import PageDialog, about_page

    PageDialog("About", about_page(w.atlas), w.theme, w).show()
