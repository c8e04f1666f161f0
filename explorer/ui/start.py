"""Opening the window, or saying in one sentence why that cannot be done here."""

from __future__ import annotations

import ctypes
import gc
import os
import socket
import sys
from pathlib import Path

from explorer.errors import ExplorerError

__all__ = ["cache_folder", "display_problem", "start"]


def cache_folder() -> Path:
    """Where baked results are kept."""
    from platformdirs import user_cache_path

    return user_cache_path("trigger-point-explorer", appauthor=False)


def settings_path() -> Path:
    """The settings file of this user."""
    from platformdirs import user_config_path

    return user_config_path("trigger-point-explorer", appauthor=False) / "settings.json"


def _answers(display: str) -> bool:
    """Whether an X server listens; Qt would end the whole program where none does."""
    host, _, number = display.rpartition(":")
    number = number.split(".")[0]
    if not number.isdigit():
        return False
    if host in ("", "unix"):
        path = f"/tmp/.X11-unix/X{number}"
        targets: list[tuple[int, object]] = [
            (socket.AF_UNIX, path),
            (socket.AF_UNIX, "\0" + path),
        ]
    else:
        targets = [(socket.AF_INET, (host, 6000 + int(number)))]
    for family, address in targets:
        with socket.socket(family, socket.SOCK_STREAM) as connection:
            connection.settimeout(2.0)
            try:
                connection.connect(address)  # type: ignore[arg-type]
            except OSError:
                continue
            return True
    return False


def display_problem() -> str | None:
    """Why no window can be opened here, or None when one can."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return None
    if os.environ.get("WAYLAND_DISPLAY"):
        return None
    display = os.environ.get("DISPLAY", "")
    if not display:
        return "There is no display."
    if not _answers(display):
        return f"The display {display} does not answer."
    return None


def _need_window_libraries() -> None:
    """Say what is missing before Qt aborts over it."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return
    needed = {
        "libxcb-cursor.so.0": "libxcb-cursor0",
        "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
        "libxcb-icccm.so.4": "libxcb-icccm4",
        "libxcb-image.so.0": "libxcb-image0",
        "libxcb-keysyms.so.1": "libxcb-keysyms1",
        "libxcb-render-util.so.0": "libxcb-render-util0",
    }
    missing = []
    for library, package in needed.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    if missing and not os.environ.get("WAYLAND_DISPLAY"):
        raise ExplorerError(
            "Qt cannot open a window: system libraries are missing.",
            f"Install them with: sudo apt-get install {' '.join(missing)}",
        )


def _import_graphics() -> None:
    try:
        import explorer.scene.offscreen
        import explorer.ui.application  # noqa: F401
    except ImportError as error:
        raise ExplorerError(
            f"The 3D view cannot be loaded: {error}.",
            "On Debian or Ubuntu: sudo apt-get install libgl1 libegl1 libxkbcommon0 libdbus-1-3 "
            "libfontconfig1 libglib2.0-0",
        ) from error


def start(knowledge_base: Path, *, point: str | None = None, figure: str | None = None) -> int:
    """Open the window; where there is no display, render the guided tour instead.

    Raises
    ------
    ExplorerError
        When the knowledge base and the built-in one cannot be read, or graphics are missing.
    """
    # A start makes some hundred thousand objects that all stay: looking for garbage among them
    # costs 6 % of it. The first frame switches the collector on again.
    gc.disable()
    try:
        return _start(knowledge_base, point, figure)
    finally:
        gc.enable()


def _start(knowledge_base: Path, point: str | None, figure: str | None) -> int:
    from explorer.anatomy.atlas import Atlas
    from explorer.knowledge.faults import KnowledgeBaseError
    from explorer.knowledge.reading import read_knowledge_base

    problem = display_problem()
    if problem is None:
        _need_window_libraries()
    faults: KnowledgeBaseError | None = None
    atlas: Atlas | None = None
    try:
        atlas = Atlas(read_knowledge_base(knowledge_base))
    except KnowledgeBaseError as error:
        if problem is not None:
            raise
        faults = error
    if atlas is not None and point is not None and point not in atlas.points:
        raise ExplorerError(f"No trigger point is called {point!r}.", "`list points` names them.")
    if figure is not None:
        from explorer.packs.figures import figure_by_id

        figure_by_id(figure)
    if problem is not None:
        from explorer.ui.tour import render_tour

        print(f"{problem} Rendering the guided tour into out/ instead of opening the window.")
        assert atlas is not None
        render_tour(atlas, Path("out"), say=print)
        return 0
    _import_graphics()
    from explorer.session.settings import SettingsFile
    from explorer.ui.application import run_window

    return run_window(
        atlas,
        settings=SettingsFile(settings_path()),
        cache=cache_folder(),
        figure=figure,
        point=point,
        faults=faults,
    )
