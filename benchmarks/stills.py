"""Measure an 8K transparent still against bare VTK drawing the same scene as crisply.

    python benchmarks/stills.py [--rounds 3] [--size 7680x4320]

Bare VTK draws the very scene (its renderer, its window) at the same sub-pixel offsets, reads each
frame back and writes one of them as PNG with vtkPNGWriter. What the explorer adds is counted: the
mean of the frames, markers and words, and its own PNG.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

#: Beyond nine million pixels a still is the mean of so many frames.
FRAMES = 4


def bare_seconds(stage: Any, size: tuple[int, int], path: Path) -> tuple[float, float]:
    """Time of drawing and reading back, and of writing the PNG, with nothing but VTK."""
    from vtkmodules.vtkCommonCore import vtkUnsignedCharArray
    from vtkmodules.vtkCommonDataModel import vtkImageData
    from vtkmodules.vtkIOImage import vtkPNGWriter

    from explorer.scene.offscreen import SUBPIXELS

    width, height = size
    window = stage._window.window
    camera = stage._window.renderer.GetActiveCamera()
    stage.set_size(width, height)
    buffer = vtkUnsignedCharArray()
    start = time.perf_counter()
    for x, y in SUBPIXELS[:FRAMES]:
        camera.SetWindowCenter(2 * x / width, 2 * y / height)
        window.Render()
        window.GetRGBACharPixelData(0, 0, width - 1, height - 1, 0, buffer)
    drawn = time.perf_counter()
    image = vtkImageData()
    image.SetDimensions(width, height, 1)
    image.GetPointData().SetScalars(buffer)
    writer = vtkPNGWriter()
    writer.SetFileName(str(path))
    writer.SetInputData(image)
    writer.Write()
    return drawn - start, time.perf_counter() - drawn


def measure(rounds: int, size: tuple[int, int]) -> dict[str, Any]:
    """Medians over rounds in which both take turns; the most memory that either took."""
    from explorer.anatomy.atlas import Atlas
    from explorer.body.resources import data_dir
    from explorer.export.figures.spec import FigureSpec, PageSize
    from explorer.export.figures.writing import write_figure
    from explorer.export.plates import gui, plate_state
    from explorer.knowledge.reading import read_knowledge_base
    from explorer.scene.framing import frame_shown
    from explorer.scene.stage import Stage

    atlas = Atlas(read_knowledge_base(data_dir() / "trigger_points.json"))
    state = plate_state(atlas, "upper_trapezius.trp1", "right", "female")
    ours: list[float] = []
    bare: list[tuple[float, float]] = []
    with gui(), tempfile.TemporaryDirectory() as folder:
        stage = Stage(atlas, state)
        stage.set_size(1280, 800)
        framed = replace(state, camera=frame_shown(stage, state.shown, size[0] / size[1]))
        stage.update(state, framed)
        whole = PageSize(float(size[0]), float(size[1]))
        spec = FigureSpec(
            whole, framed, labels=(), legend=False, compass=False, credits=False, transparent=True
        )
        named = replace(spec, labels=("points", "regions"), legend=True, compass=True, credits=True)
        names: list[float] = []
        for number in range(rounds + 1):
            stage.set_palette(stage.palette, transparent=True)
            bare.append(bare_seconds(stage, size, Path(folder) / "bare.png"))
            for each, found in ((spec, ours), (named, names)):
                stage.set_palette(stage.palette, transparent=True)
                start = time.perf_counter()
                write_figure(atlas, each, Path(folder) / "ours.png", stage=stage, shown=framed)
                found.append(time.perf_counter() - start)
            print(f"{number}/{rounds}", file=sys.stderr, flush=True)
        stage.close()
    draw = statistics.median(d for d, _ in bare[1:])
    write = statistics.median(w for _, w in bare[1:])
    return {
        "size": f"{size[0]}x{size[1]}",
        "bare_draw_s": round(draw, 2),
        "bare_write_s": round(write, 2),
        "still_s": round(statistics.median(ours[1:]), 2),
        "figure_with_names_s": round(statistics.median(names[1:]), 2),
        "ratio": round(
            statistics.median(o / (d + w) for o, (d, w) in zip(ours[1:], bare[1:], strict=True)), 2
        ),
        "ratio_with_names": round(
            statistics.median(o / (d + w) for o, (d, w) in zip(names[1:], bare[1:], strict=True)), 2
        ),
        "most_memory_mb": most_memory_mb(),
    }


def most_memory_mb() -> int | None:
    """The most resident memory that this process had."""
    try:
        import resource
    except ImportError:  # Windows
        return None
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(most / (2**20 if sys.platform == "darwin" else 2**10))


def main() -> None:
    """Measure and print JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--size", default="7680x4320", metavar="WxH")
    arguments = parser.parse_args()
    width, height = (int(part) for part in arguments.size.split("x"))
    print(json.dumps(measure(max(1, arguments.rounds), (width, height)), indent=2))


if __name__ == "__main__":
    main()
