"""The explorer, driven and measured from outside: it contains no code for benchmarks itself.

    python benchmarks/explorer_window.py prepare SKIN.npz   skin for the other program, baked zones
    python benchmarks/explorer_window.py start|session|click|hover

Settings and cache are where XDG_CONFIG_HOME and XDG_CACHE_HOME say.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

from bare_frame import BareFrame, skin_of
from measuring import (
    VIEW_SIZE,
    drag,
    idle_cpu_seconds,
    median_ms,
    memory_mb,
    process_for,
    report,
    send_mouse,
    since_start_ms,
    until,
)

if TYPE_CHECKING:
    from explorer.ui.main_window import MainWindow

#: How many markers are clicked, and how many places hovered.
_CLICKS = 12
_HOVERS = 200


def prepare(skin_file: str) -> None:
    """Write the skin that both programs show, and bake what a second start finds baked."""
    import numpy as np

    from explorer.anatomy.atlas import Atlas
    from explorer.body.figure import load_figure
    from explorer.body.placement import PlacedAtlas
    from explorer.body.resources import data_dir
    from explorer.body.topology import load_topology
    from explorer.knowledge.reading import read_knowledge_base
    from explorer.session.settings import SettingsFile
    from explorer.ui.start import cache_folder, settings_path

    settings = SettingsFile(settings_path())
    settings.change(first_run_done=True)
    figure = load_figure(settings.value.figure)
    spread = np.linspace(0, len(figure.vertices) - 1, 240).astype(int)
    np.savez(
        skin_file,
        vertices=figure.vertices,
        triangles=load_topology().subdivision.triangles,
        normals=figure.normals,
        markers=figure.vertices[spread],
    )
    atlas = Atlas(read_knowledge_base(data_dir() / "trigger_points.json"))
    PlacedAtlas(atlas, figure, cache_folder()).zones.fill()
    report(points=2 * len(atlas.points))


def start() -> None:
    """The whole program as a user starts it, to its first complete frame."""
    from PySide6.QtCore import QTimer

    from explorer.cli import main
    from explorer.ui.viewport import Viewport

    initialise = Viewport.__init__

    def watched(self: Viewport, *args: Any, **kwargs: Any) -> None:
        initialise(self, *args, **kwargs)
        # One turn later the frame is on the screen, not only drawn.
        self.frame_painted.connect(
            lambda: QTimer.singleShot(0, lambda: report(start_ms=since_start_ms()))
        )

    Viewport.__init__ = watched  # type: ignore[method-assign]
    sys.exit(main(["open"]))


def open_window() -> MainWindow:
    """The main window, painted, its 3D view of the measured size, without background work."""
    from explorer.anatomy.atlas import Atlas
    from explorer.body.resources import data_dir
    from explorer.knowledge.reading import read_knowledge_base
    from explorer.session.settings import SettingsFile
    from explorer.ui.application import application
    from explorer.ui.main_window import MainWindow
    from explorer.ui.start import settings_path

    application()
    atlas = Atlas(read_knowledge_base(data_dir() / "trigger_points.json"))
    # Without a cache every zone is computed when first clicked, which `click` measures.
    window = MainWindow(atlas, SettingsFile(settings_path()), None)
    window.show()
    view = window.viewport
    for _ in range(5):
        until(lambda: view.frames > 0, "the first paint")
        process_for(0.3)
        wide, high = VIEW_SIZE[0] - view.width(), VIEW_SIZE[1] - view.height()
        if not wide and not high:
            break
        window.resize(window.width() + wide, window.height() + high)
    process_for(1.0)
    return window


def session() -> None:
    """Drag step, memory and idle time."""
    window = open_window()
    view = window.viewport
    camera = window.session.state.camera
    seconds = drag(view, lambda: view.frames)
    if window.session.state.camera == camera:
        raise RuntimeError("the drag did not turn the body")
    report(
        drag_ms=median_ms(seconds),
        memory_mb=memory_mb(),
        idle_cpu_s=idle_cpu_seconds(),
        view=[view.width(), view.height()],
    )


def click() -> None:
    """Click on marker after marker, in turn with bare frames; first unknown zones, then known."""
    window = open_window()
    view = window.viewport
    bare = BareFrame(window.session.state.camera, skin_of(view.stage))
    index, pixels = view.stage.visible()
    chosen = range(0, len(index), max(1, len(index) // _CLICKS))
    ratio = view.devicePixelRatioF()
    places = [tuple(pixels[i] / ratio) for i in chosen]
    passes: list[list[float]] = []
    frames = [bare.seconds() for _ in range(3)]
    for _ in range(2):
        passes.append([])
        for x, y in places:
            frames.append(bare.seconds())
            shown = window.session.state.shown
            before, began = view.frames, time.perf_counter()
            send_mouse(view, "press", x, y, held=True)
            send_mouse(view, "release", x, y, held=False)
            if window.session.state.shown == shown:
                continue  # two markers so near that both places hit the same one
            until(lambda seen=before: view.frames > seen, "the paint after a click")  # type: ignore[misc]
            passes[-1].append(time.perf_counter() - began)
            until(lambda: view.crisp, "the picture's rest")
    report(
        click_computed_ms=median_ms(passes[0]),
        click_known_ms=median_ms(passes[1]),
        bare_frame_ms=median_ms(frames),
        clicks=len(passes[1]),
        opengl=bare.renderer_name(),
    )


def hover() -> None:
    """What is under the cursor, asked as every mouse move asks it."""
    from explorer.scene.camera import orbit
    from explorer.session.commands import look_from

    window = open_window()
    stage = window.viewport.stage
    _, pixels = stage.visible()
    places = [tuple(pixels[i % len(pixels)] + 3.0) for i in range(_HOVERS)]

    def timed(call: Any) -> list[float]:
        seconds = []
        for x, y in places:
            start = time.perf_counter()
            call(x, y)
            seconds.append(time.perf_counter() - start)
        return seconds

    resting = timed(lambda x, y: stage.marker_at(x, y, 13.0))
    skin = timed(stage.skin_at)
    moved = []
    for x, y in places[:50]:
        window.session.do(look_from(orbit(window.session.state.camera, 0.5, 0.0, "turntable")))
        start = time.perf_counter()
        stage.marker_at(x, y, 13.0)
        moved.append(time.perf_counter() - start)
    report(
        marker_resting_ms=median_ms(resting),
        marker_moved_ms=median_ms(moved),
        skin_ms=median_ms(skin),
        markers=len(stage.placed.points),
    )


def main() -> None:
    """Measure what was asked for."""
    measures = {"start": start, "session": session, "click": click, "hover": hover}
    if sys.argv[1] == "prepare":
        prepare(sys.argv[2])
    else:
        measures[sys.argv[1]]()


if __name__ == "__main__":
    main()
