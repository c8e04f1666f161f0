"""What lies under the skin, measured in the window; see docs/benchmarks.md.

    python benchmarks/layers_window.py stand-in|pack:NAME

``stand-in`` puts made-up muscles and bones of a full pack's size into the built-in figure;
``pack:NAME`` shows an installed pack.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from bare_frame import BareFrame, skin_of
from explorer_window import open_window
from measuring import VIEW_SIZE, drag, median_ms, report, send_mouse, until
from stand_in_pack import stand_in

if TYPE_CHECKING:
    from explorer.ui.main_window import MainWindow

_ROUNDS = 7
_HOVERS = 300
#: What is dragged: name -> opacity of skin, superficial and deep muscles, bones.
_PEELS = {
    "skin_half": (0.5, 1.0, 1.0, 1.0),
    "muscles": (0.0, 1.0, 1.0, 1.0),
    "superficial_half": (0.0, 0.5, 1.0, 1.0),
    "all_half": (0.5, 0.5, 0.5, 0.5),
}


def _opacities(skin: float, superficial: float, deep: float, bones: float) -> Any:
    from dataclasses import replace

    from explorer.session.commands import Command

    return Command(
        "Fade",
        lambda s: replace(
            s, skin_opacity=skin, superficial=superficial, deep=deep, bones=bones, isolated=()
        ),
    )


def first_frames(
    window: MainWindow, figure: str, folder: str
) -> tuple[list[float], list[float], list[float]]:
    """Seconds of a new stage to its first picture, in turn: solid skin; skin half faded; the same
    with the inside prepared, as the window does in the background.
    """
    from pathlib import Path

    from explorer.scene.interior import Interior
    from explorer.scene.stage import Stage
    from explorer.session.view_state import ViewState

    atlas = window.viewport.stage.atlas
    rows: tuple[list[float], list[float], list[float]] = ([], [], [])
    prepared = Interior(atlas, cache=Path(folder))
    prepared.structures(figure)
    for number in range(_ROUNDS):
        for row, skin, interior in zip(rows, (1.0, 0.5, 0.5), (None, None, prepared), strict=True):
            start = time.perf_counter()
            state = ViewState(figure=figure, skin_opacity=skin)
            stage = Stage(atlas, state, Path(folder), interior)
            stage.set_size(*VIEW_SIZE)
            stage.render()
            if number:  # the first bakes
                row.append(time.perf_counter() - start)
            stage.close()
    return rows


def drags(window: MainWindow, skin: Any, inner: Any) -> dict[str, dict[str, float]]:
    """Drag steps in turn with bare frames of everything that is drawn in them."""
    view = window.viewport
    found = {}
    for name, opacities in _PEELS.items():
        window.session.do(_opacities(*opacities))
        until(lambda: view.crisp, "the picture's rest")
        surfaces = (skin, inner) if opacities[0] else (inner,)
        bare = BareFrame(window.session.state.camera, *surfaces)
        ours, theirs = [], []
        for _ in range(_ROUNDS):
            ours += drag(view, lambda: view.frames, steps=4)
            theirs += [bare.seconds() for _ in range(4)]
        ms, bare_ms = median_ms(ours), median_ms(theirs)
        found[name] = {"ms": ms, "bare_ms": bare_ms, "ratio": ms / bare_ms}
        bare.window.Finalize()
    return found


def repaints(window: MainWindow) -> dict[str, float]:
    """Peel and isolate, until painted, as multiples of a drag step of the same picture."""
    from explorer.session.layer_commands import isolate, peel

    view, session = window.viewport, window.session
    structures = view.stage.structures
    assert structures is not None
    one = next(item.id for item in structures.items if item.kind == "muscle")
    session.do(_opacities(*_PEELS["muscles"]))

    def timed(work: Callable[[], None]) -> float:
        before, start = view.frames, time.perf_counter()
        work()
        until(lambda: view.frames > before, "the paint")
        return time.perf_counter() - start

    rows: dict[str, list[float]] = {"peel": [], "isolate": [], "all_again": [], "frame": []}
    for _ in range(_ROUNDS):
        rows["frame"] += drag(view, lambda: view.frames, steps=3)
        rows["peel"].append(timed(lambda: session.do(peel(1.3))))
        session.do(_opacities(*_PEELS["muscles"]))
        until(lambda: view.crisp, "the picture's rest")
        rows["isolate"].append(timed(lambda: session.do(isolate([one]))))
        until(lambda: view.crisp, "the picture's rest")
        rows["all_again"].append(timed(lambda: session.do(isolate([]))))
        until(lambda: view.crisp, "the picture's rest")
    frame = median_ms(rows.pop("frame"))
    return {"frame_ms": frame} | {k: median_ms(v) / frame for k, v in rows.items()}


def pointing(window: MainWindow) -> dict[str, float]:
    """What lies under the cursor, asked as every mouse move asks it; and a click on a muscle."""
    import numpy as np

    view, session = window.viewport, window.session
    stage = view.stage
    session.do(_opacities(*_PEELS["muscles"]))
    start = time.perf_counter()
    stage.structure_at(10, 10)
    first = time.perf_counter() - start
    middle = np.array(VIEW_SIZE) / 2
    places = middle + np.random.default_rng(1).uniform(-1, 1, (_HOVERS, 2)) * middle * [0.2, 0.9]
    hovers, hits = [], []
    for x, y in places.tolist():
        start = time.perf_counter()
        hit = stage.structure_at(x, y)
        hovers.append(time.perf_counter() - start)
        if hit is not None:
            hits.append((x, y))
    clicks = []
    for x, y in hits[:: max(1, len(hits) // 10)]:
        until(lambda: view.crisp, "the picture's rest")
        start = time.perf_counter()
        send_mouse(view, "press", x, y, held=True)
        send_mouse(view, "release", x, y, held=False)
        clicks.append(time.perf_counter() - start)
    return {
        "first_ms": first * 1000.0,
        "hover_ms": median_ms(hovers),
        "hover_95_ms": float(np.percentile(hovers, 95)) * 1000.0,
        "click_ms": median_ms(clicks),
        "hits": len(hits),
    }


def main() -> None:
    """Measure one body."""
    import tempfile

    from explorer.body.figure import load_figure
    from explorer.scene.interior import Interior

    asked = sys.argv[1]
    figure = "female" if asked == "stand-in" else asked
    if asked == "stand-in":
        body = load_figure(figure)
        made = stand_in(body.vertices, body.normals)
        Interior._load = lambda _self, _figure: made  # type: ignore[method-assign]
    window = open_window()
    window.bodies.show(figure)
    stage = window.viewport.stage
    with tempfile.TemporaryDirectory() as folder:
        solid, faded, ready = first_frames(window, figure, folder)
    window.session.do(_opacities(*_PEELS["skin_half"]))
    structures = stage.structures
    assert structures is not None
    inner = (structures.vertices, structures.triangles, structures.normals)
    report(
        structures=len(structures.items),
        triangles=len(structures.triangles),
        first_frame={
            "solid_ms": median_ms(solid),
            "faded_ms": median_ms(faded),
            "ratio": median_ms(faded) / median_ms(solid),
            "ready_ms": median_ms(ready),
            "ready_ratio": median_ms(ready) / median_ms(solid),
        },
        drag=drags(window, skin_of(stage), inner),
        repaint=repaints(window),
        pointing=pointing(window),
    )


if __name__ == "__main__":
    main()
