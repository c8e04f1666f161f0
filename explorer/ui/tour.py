"""The guided tour: the window, also peeled, and a plate for each of eight common complaints."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from explorer.anatomy.atlas import Atlas
from explorer.errors import ExplorerError
from explorer.files import make_folder

__all__ = ["render_tour"]

#: The point the window shows on its picture.
_WINDOW_POINT = "upper_trapezius.trp1"


def render_tour(atlas: Atlas, out: Path, say: Callable[[str], object]) -> tuple[Path, ...]:
    """Render the window in both themes and the plates into a folder; returns the files.

    Works without a display: Qt draws off-screen then.
    """
    if sys.platform.startswith("linux"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    make_folder(out)
    files = _window_pictures(atlas, out, say)
    from explorer.export.plates import render_plate
    from explorer.ui.guide_html import FIRST_COMPLAINTS

    for id in FIRST_COMPLAINTS:
        if id not in atlas.complaints:
            continue
        file = out / f"{id.removeprefix('complaint_').replace('_', '-')}.png"
        render_plate(atlas, id, file, labels=True)
        say(f"{file}: {atlas.complaints[id].name}")
        files.append(file)
    return tuple(files)


def _window_pictures(atlas: Atlas, out: Path, say: Callable[[str], object]) -> list[Path]:
    from explorer.session.layer_commands import peel
    from explorer.session.settings import SettingsFile
    from explorer.ui.application import application
    from explorer.ui.links import Link
    from explorer.ui.main_window import MainWindow
    from explorer.ui.theme import ThemeChoice

    app = application()
    pictures: tuple[tuple[ThemeChoice, float, str], ...] = (
        ("dark", 0.0, "window-dark.png"),
        ("light", 0.0, "window.png"),
        ("light", 1.0, "window-peeled.png"),
    )
    files = []
    with tempfile.TemporaryDirectory() as folder:
        settings = SettingsFile(Path(folder) / "settings.json")
        settings.change(first_run_done=True, theme="light")
        window = MainWindow(atlas, settings, None)
        try:
            window.resize(1440, 900)
            window.show()
            if _WINDOW_POINT in atlas.points:
                window.navigation.open(Link("point", _WINDOW_POINT))
            for theme, amount, name in pictures:
                window.set_theme(theme)
                window.session.do(peel(amount))
                window.viewport.finish_flight()
                app.processEvents()
                window.viewport.finish_picture()
                file = out / name
                if not window.grab().save(str(file)):
                    raise ExplorerError(
                        f"{file} could not be written.", "Run it where you may write."
                    )
                say(f"{file}: the window, {theme}{', peeled to the muscles' if amount else ''}")
                files.append(file)
        finally:
            window.close()
            window.deleteLater()
            app.processEvents()
    return files
