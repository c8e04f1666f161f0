"""The guided tour: the window itself, and one plate for each of the brief's eight complaints."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from explorer.anatomy.atlas import Atlas
from explorer.errors import ExplorerError

__all__ = ["TOUR_COMPLAINTS", "render_tour"]

TOUR_COMPLAINTS = (
    "complaint_upper_back",
    "complaint_low_back",
    "complaint_headache",
    "complaint_hand",
    "complaint_calf_cramp",
    "complaint_knee",
    "complaint_jaw",
    "complaint_plantar_heel",
)
#: The point the window shows on its picture.
_WINDOW_POINT = "upper_trapezius.trp1"


def render_tour(atlas: Atlas, out: Path, say: Callable[[str], object]) -> tuple[Path, ...]:
    """Render the window in both themes and the plates into a folder; returns the files.

    Works without a display: Qt draws off-screen then.
    """
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExplorerError(
            f"The folder {out} cannot be made: {error.strerror or error}.",
            "Run it where you may write.",
        ) from error
    from explorer.ui.application import application

    app = application()
    files = [*_window_pictures(atlas, out, say)]
    from explorer.export.plates import render_plate

    for id in TOUR_COMPLAINTS:
        if id not in atlas.complaints:
            continue
        file = out / f"{id.removeprefix('complaint_').replace('_', '-')}.png"
        render_plate(atlas, id, file, labels=True)
        say(f"{file}: {atlas.complaints[id].name}")
        files.append(file)
    del app
    return tuple(files)


def _window_pictures(atlas: Atlas, out: Path, say: Callable[[str], object]) -> list[Path]:
    from explorer.session.commands import select_point
    from explorer.session.settings import SettingsFile
    from explorer.ui.application import application, apply_theme, finish_picture
    from explorer.ui.main_window import MainWindow

    app = application()
    files = []
    with tempfile.TemporaryDirectory() as folder:
        settings = SettingsFile(Path(folder) / "settings.json")
        settings.change(first_run_done=True)
        window = MainWindow(atlas, settings, None)
        window.resize(1440, 900)
        window.show()
        point = _WINDOW_POINT if _WINDOW_POINT in atlas.points else None
        if point is not None:
            window.session.do(select_point(point, "right"))
        for theme, name in (("light", "window.png"), ("dark", "window-dark.png")):
            apply_theme(app, window, theme)
            finish_picture(window)
            file = out / name
            if not window.grab().save(str(file)):
                raise ExplorerError(f"{file} could not be written.", "Run it where you may write.")
            say(f"{file}: the window, {theme}")
            files.append(file)
        window.close()
    return files
