"""Painting a pain against turning the body, measured in the window; see docs/benchmarks.md.

    python benchmarks/painting_window.py

The Pain page is in front, the questions are answered, and the list of sources follows the brush.
Settings and cache are where XDG_CONFIG_HOME and XDG_CACHE_HOME say.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from explorer_window import open_window
from measuring import drag, median_ms, process_for, report, send_mouse, until

if TYPE_CHECKING:
    from explorer.ui.main_window import MainWindow

_ROUNDS = 6
_STEPS = 30


def paint(window: MainWindow, row: int) -> list[float]:
    """Lay a stroke over the trunk; seconds from each mouse move to its paint."""
    view = window.viewport
    x, y = view.width() * 0.46, view.height() * (0.30 + 0.02 * row)
    send_mouse(view, "press", x, y, held=True)
    seconds = []
    for _ in range(_STEPS):
        x += 3.0
        before, start = view.frames, time.perf_counter()
        send_mouse(view, "move", x, y, held=True)
        until(lambda seen=before: view.frames > seen, "the paint after a move of the brush")  # type: ignore[misc]
        seconds.append(time.perf_counter() - start)
    send_mouse(view, "release", x, y, held=False)
    return seconds


def main() -> None:
    """Measure and report."""
    from explorer.session.pain_commands import answer_all
    from explorer.ui.brush import Brush
    from explorer.ui.brush_settings import BrushSettings

    window = open_window()
    view = window.viewport
    window.run("pain")
    flags = tuple(c.id for c in window.atlas.knowledge.cautions if c.kind == "red_flag")
    brush = Brush(view.stage, window.session, lambda: BrushSettings(tool="brush"))
    view.set_tool(brush)
    paint(window, 0)  # everything that is made when first needed
    window.session.do(answer_all(flags, False))
    process_for(15.0)
    painting, turning = [], []
    for number in range(_ROUNDS):
        view.set_tool(brush)
        painting += paint(window, number)
        until(lambda: view.crisp, "the picture's rest")
        view.set_tool(None)
        turning += drag(view, lambda: view.frames, steps=10)
        window.session.undo()
        until(lambda: view.crisp, "the picture's rest")
    ms, turn_ms = median_ms(painting), median_ms(turning)
    report(paint_ms=ms, turn_ms=turn_ms, ratio=ms / turn_ms)


if __name__ == "__main__":
    main()
