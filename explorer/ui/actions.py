"""Every command of the window in one table.

Menus, toolbar, tooltips, keys and the page of shortcuts are all made from it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

__all__ = ["COMMANDS", "CommandSpec", "Menu", "make_actions", "shortcut_text"]

Menu = Literal["File", "Edit", "View", "Layers", "Go", "Lesson", "Help"]


@dataclass(frozen=True, slots=True)
class CommandSpec:
    """One command.

    ``text`` carries the menu's mnemonic, ``short`` is what stands under a toolbar icon; commands
    of one ``menu`` and ``group`` stand together.
    """

    id: str
    text: str
    tip: str
    menu: Menu
    group: int
    keys: tuple[str, ...] = ()
    icon: str = ""
    short: str = ""
    checkable: bool = False
    submenu: str = ""

    @property
    def name(self) -> str:
        """The text without mnemonic and dots."""
        return self.text.replace("&", "").rstrip("…")


def _view(id: str, text: str, anatomical: str, number: int) -> CommandSpec:
    return CommandSpec(
        f"view_{id}",
        text,
        f"See the body from {anatomical}",
        "View",
        0,
        (str(number), f"Ctrl+{number}"),
    )


C = CommandSpec
COMMANDS: tuple[CommandSpec, ...] = (
    C(
        "save_picture",
        "&Save picture…",
        "Save what is shown as a picture",
        "File",
        0,
        ("Ctrl+S",),
        "save",
        "Save",
    ),
    C(
        "copy_picture",
        "&Copy picture",
        "Copy what is shown as a picture",
        "File",
        0,
        ("Ctrl+Shift+C",),
        "copy",
        "Copy",
    ),
    C(
        "open_file",
        "&Open knowledge base…",
        "Read the contents from another file",
        "File",
        1,
        ("Ctrl+O",),
    ),
    C("pain_open", "Open &pain drawing…", "Bring back a pain that was saved", "File", 1),
    C("pain_save", "Save pain &drawing…", "Keep what was painted, said and tried", "File", 1),
    C(
        "copy_slide",
        "Copy for s&lide",
        "Copy a picture composed for a slide: title, names, legend, credits",
        "File",
        2,
        ("S",),
    ),
    C(
        "export_figure",
        "&Figure…",
        "Compose a figure for print or screen: PNG, SVG or PDF",
        "File",
        2,
        ("Ctrl+E",),
        submenu="&Export",
    ),
    C(
        "export_slides",
        "&Slides…",
        "Make a PowerPoint deck whose names and lines can be edited",
        "File",
        2,
        submenu="&Export",
    ),
    C(
        "export_page",
        "&Web page…",
        "Make one file that turns in any browser, without a network",
        "File",
        2,
        submenu="&Export",
    ),
    C(
        "export_handout",
        "&Handout…",
        "Make one or two pages for a client, in plain words",
        "File",
        2,
        submenu="&Export",
    ),
    C(
        "export_model",
        "3D &model…",
        "Save what is shown as a GLB model for other programs",
        "File",
        2,
        submenu="&Export",
    ),
    C(
        "export_atlas",
        "&Atlas of plates…",
        "Draw plates of many points, with an index page and a book",
        "File",
        2,
        submenu="&Export",
    ),
    C("quit", "&Quit", "Close the explorer", "File", 3, ("Ctrl+Q",)),
    C("undo", "&Undo", "Go back one step", "Edit", 0, ("Ctrl+Z", "Alt+Left"), "undo", "Undo"),
    C(
        "redo",
        "&Redo",
        "Go forward again",
        "Edit",
        0,
        ("Ctrl+Shift+Z", "Ctrl+Y", "Alt+Right"),
        "redo",
        "Redo",
    ),
    C("clear", "&Clear", "Show the body alone", "Edit", 1, ("Esc",)),
    C("pain_clear", "Clear &pain", "Begin anew: nothing painted, said or answered", "Edit", 1),
    _view("anterior", "&Front", "in front (anterior)", 1),
    _view("posterior", "Bac&k", "behind (posterior)", 2),
    _view("left lateral", "&Left side", "its left side (left lateral)", 3),
    _view("right lateral", "Right s&ide", "its right side (right lateral)", 4),
    _view("superior", "&Top", "above (superior)", 5),
    _view("inferior", "Botto&m", "below (inferior)", 6),
    C(
        "whole",
        "&Whole body",
        "Show the whole body from where you look",
        "View",
        0,
        ("Home",),
        "whole",
        "Whole",
    ),
    C(
        "free",
        "Tur&n freely",
        "Turn around any axis; off: the head stays up",
        "View",
        1,
        ("T",),
        "free",
        "Free turn",
        True,
    ),
    C(
        "markers",
        "Ma&rkers",
        "Show the trigger points",
        "View",
        2,
        ("M",),
        "markers",
        "Markers",
        True,
    ),
    C(
        "labels",
        "L&abels",
        "Show the names of selected points",
        "View",
        2,
        ("L",),
        "labels",
        "Labels",
        True,
    ),
    C(
        "legend",
        "Le&gend",
        "Show what the colours and signs mean",
        "View",
        2,
        ("G",),
        "legend",
        "Legend",
        True,
    ),
    C("zones", "Referral &zones", "Paint the referral zones", "View", 2, ("Z",), checkable=True),
    C(
        "danger",
        "&Danger areas",
        "Show vessels, nerves and organs that must not be pressed",
        "View",
        2,
        ("D",),
        checkable=True,
    ),
    C(
        "course",
        "Muscle fi&bres",
        "Draw the fibres of the selected muscle on the skin",
        "View",
        2,
        ("F",),
        checkable=True,
    ),
    C(
        "support_all",
        "&All points",
        "Mark all points, whatever their evidence",
        "View",
        2,
        checkable=True,
        submenu="Points by e&vidence",
    ),
    C(
        "support_sure",
        "&High confidence",
        "Mark only points whose pattern is repeated here with high confidence",
        "View",
        2,
        checkable=True,
        submenu="Points by e&vidence",
    ),
    C(
        "support_studied",
        "&Studied in people",
        "Mark only points with at least one study in people, grade A or B",
        "View",
        2,
        checkable=True,
        submenu="Points by e&vidence",
    ),
    C(
        "theme",
        "Swit&ch light and dark",
        "Switch between light and dark",
        "View",
        3,
        ("Ctrl+D",),
        "theme",
        "Theme",
    ),
    C(
        "theme_system",
        "As the &system",
        "Light or dark as the desktop is",
        "View",
        3,
        checkable=True,
        submenu="T&heme",
    ),
    C(
        "theme_light",
        "&Light",
        "Dark text on light ground",
        "View",
        3,
        checkable=True,
        submenu="T&heme",
    ),
    C(
        "theme_dark",
        "&Dark",
        "Light text on dark ground",
        "View",
        3,
        checkable=True,
        submenu="T&heme",
    ),
    C(
        "find_panel",
        "Find &panel",
        "Show search, muscles, complaints and guide",
        "View",
        4,
        ("F9",),
        "find",
        "Find",
        True,
    ),
    C(
        "notes_panel",
        "N&otes panel",
        "Show the notes beside the body",
        "View",
        4,
        ("F10",),
        "notes",
        "Notes",
        True,
    ),
    C("text_bigger", "T&ext bigger", "Bigger text on the notes", "View", 5, ("Ctrl++", "Ctrl+=")),
    C("text_smaller", "Text &smaller", "Smaller text on the notes", "View", 5, ("Ctrl+-",)),
    C("text_normal", "Text of &usual size", "Text of the usual size", "View", 5, ("Ctrl+0",)),
    C(
        "xray",
        "&X-ray",
        "See into the body round the selected point",
        "Layers",
        0,
        ("X",),
        "xray",
        "X-ray",
        True,
    ),
    C("peel_more", "&Peel deeper", "Take off half a layer more", "Layers", 0, ("]",)),
    C("peel_less", "P&eel less", "Put half a layer back", "Layers", 0, ("[",)),
    C("layers", "&Layers", "All layers on one page", "Layers", 0, ("Ctrl+L",)),
    C(
        "isolate",
        "&Isolate",
        "Show the selected muscle alone over the bones; again: show all",
        "Layers",
        1,
        ("I",),
    ),
    C("hide", "&Hide", "Take the selected muscle or bone away", "Layers", 1, ("H",)),
    C(
        "hide_covering",
        "Hide what &covers it",
        "Take away what lies in front of the selected muscle",
        "Layers",
        1,
        ("C",),
    ),
    C("bring_back", "&Bring all back", "Show all that was taken away", "Layers", 1, ("B",)),
    C(
        "related",
        "Synergists and &antagonists",
        "Light the muscles that help the selected one, and those that oppose it",
        "Layers",
        2,
        ("R",),
        checkable=True,
    ),
    C(
        "anatomy",
        "&Real anatomy…",
        "Install muscles and bones that you have downloaded",
        "Layers",
        3,
    ),
    C(
        "anatomy_check",
        "Check points &on real muscles…",
        "How near every point comes to its own muscle",
        "Layers",
        3,
    ),
    C(
        "pain",
        "&Where does it hurt?",
        "Show a pain and find its likely sources",
        "Go",
        0,
        ("W",),
        "pain",
        "Pain",
    ),
    C("search", "&Search", "Type a muscle, a place or a complaint", "Go", 0, ("Ctrl+F", "/")),
    C(
        "previous_point",
        "&Previous point",
        "The trigger point before this one",
        "Go",
        1,
        ("P", "Ctrl+PgUp"),
    ),
    C(
        "next_point",
        "&Next point",
        "The trigger point after this one",
        "Go",
        1,
        ("N", "Ctrl+PgDown"),
    ),
    C("other_side", "&Other side", "The same point on the other side", "Go", 1, ("O",)),
    C("muscles", "&Muscles", "Choose a muscle or point", "Go", 2, ("Ctrl+M",)),
    C("complaints", "&Complaints", "Choose a complaint", "Go", 2, ("Ctrl+K",)),
    C("guide", "&Guide", "Read the guide, techniques and cautions", "Go", 2, ("Ctrl+G",)),
    C("lesson_page", "&Lesson", "Show the views of the lesson", "Lesson", 0, ("Ctrl+T",)),
    C("lesson_new", "&New lesson", "Begin a lesson without views", "Lesson", 1),
    C("lesson_open", "&Open lesson…", "Bring back a lesson", "Lesson", 1, ("Ctrl+Shift+O",)),
    C("lesson_save", "&Save lesson", "Keep the lesson in its file", "Lesson", 1, ("Ctrl+Shift+S",)),
    C("lesson_save_as", "Save lesson &as…", "Keep the lesson in another file", "Lesson", 1),
    C(
        "lesson_add",
        "Add &view",
        "Add what is shown to the lesson",
        "Lesson",
        2,
        ("A",),
    ),
    C(
        "lesson_replace",
        "&Replace view",
        "Put what is shown in the place of the chosen view; its words stay",
        "Lesson",
        2,
        ("Ctrl+R",),
    ),
    C("lesson_play", "&Play", "Play the lesson on the whole screen", "Lesson", 3, ("F5",)),
    C(
        "lesson_play_here",
        "Play from &here",
        "Play the lesson from the chosen view on",
        "Lesson",
        3,
        ("Shift+F5",),
    ),
    C("shortcuts", "&Shortcuts", "All keys on one page", "Help", 0, ("F1",)),
    C("first_steps", "&First steps", "The hints of the first start", "Help", 0),
    C("about", "&About", "Version, licences and credits", "Help", 1),
)
del C


def shortcut_text(spec: CommandSpec) -> str:
    """The first key of a command as the platform writes it."""
    if not spec.keys:
        return ""
    return QKeySequence(spec.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)


def make_actions(parent: QWidget, handlers: Mapping[str, Callable[[], None]]) -> dict[str, QAction]:
    """An action for each command of the table, bound to its handler.

    Raises
    ------
    KeyError
        When a command has no handler: the table and the window would disagree.
    """
    actions: dict[str, QAction] = {}
    for spec in COMMANDS:
        action = QAction(spec.text, parent)
        action.setObjectName(spec.id)
        action.setIconText(spec.short or spec.name)
        action.setCheckable(spec.checkable)
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        key = shortcut_text(spec)
        action.setToolTip(f"{spec.tip} ({key})" if key else spec.tip)
        action.setStatusTip(spec.tip)
        handler = handlers[spec.id]
        action.triggered.connect(lambda _checked=False, run=handler: run())
        parent.addAction(action)
        actions[spec.id] = action
    return actions
