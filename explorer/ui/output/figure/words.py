"""What a figure of the present view is called, and how wide that view is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.session.view_state import ViewState
from explorer.ui.links import record_title

if TYPE_CHECKING:
    from explorer.ui.main_window import MainWindow

__all__ = ["aspect_of", "file_name", "title_of"]

#: Up to so many points are named in a title.
_NAMED = 3
#: What no file system bears, or what would be a folder.
_UNFIT = frozenset('\\/:*?"<>|')
_LONGEST = 80


def title_of(window: MainWindow, state: ViewState) -> str:
    """The name of what is shown; empty where nothing was chosen."""
    atlas, subject = window.atlas, state.subject
    points = list(dict.fromkeys(r.point for r in state.shown if r.point in atlas.points))
    if len(points) > 1 and (subject is None or subject.kind == "point"):
        names = [atlas.point_name(point) for point in points]
        if len(names) > _NAMED:
            return f"{len(names)} trigger points"
        return f"{', '.join(names[:-1])} and {names[-1]}"
    if subject is None:
        return ""
    if subject.kind == "structure":
        structures = window.viewport.stage.structures
        items = structures.items if structures is not None else ()
        return next((item.name for item in items if item.id == subject.id), "")
    return record_title(atlas, subject.id)


def file_name(title: str, usual: str) -> str:
    """A title as the name of a file, without what file systems do not bear."""
    kept = "".join(" " if c in _UNFIT or not c.isprintable() else c for c in title)
    return " ".join(kept.split())[:_LONGEST].strip(" .") or usual


def aspect_of(window: MainWindow) -> float:
    """Width over height of what the window shows."""
    viewport = window.viewport
    return min(20.0, max(0.1, viewport.width() / max(1, viewport.height())))
