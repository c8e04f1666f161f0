"""Measure the explorer against a plain pyvistaqt program; see docs/benchmarks.md.

    python benchmarks/run.py [--rounds 5] [--json out.json] [--display own|here]

Both programs run in turn in one X server. Needs the extra ``bench`` and, for ``--display own``
(the default), Debian's packages ``xvfb`` and ``xauth``.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from measuring import STARTED

HERE = Path(__file__).resolve().parent
_TIME_LIMIT = 300.0
_PACKAGES = ("PySide6-Essentials", "vtk", "pyvista", "pyvistaqt", "numpy")

Values = dict[str, Any]


def into_xvfb() -> None:
    """Start again inside an X server of our own.

    Raises
    ------
    SystemExit
        When there is no Xvfb.
    """
    if shutil.which("xvfb-run") is None:
        sys.exit("QtInteractor needs an X server. Install xvfb and xauth, or use --display here.")
    os.environ["BENCH_INSIDE_XVFB"] = "1"
    os.environ.pop("WAYLAND_DISPLAY", None)
    screen = "-screen 0 2560x1600x24"
    os.execvp("xvfb-run", ["xvfb-run", "-a", "-s", screen, sys.executable, *sys.argv])


def measure(script: str, *arguments: str) -> Values:
    """Run one program to its end and read the line that it prints.

    Raises
    ------
    RuntimeError
        When it fails; its own words are in the message.
    """
    command = [sys.executable, str(HERE / script), *arguments]
    environment = {**os.environ, "QT_API": "pyside6"}
    if "BENCH_INSIDE_XVFB" in os.environ:
        environment["QT_QPA_PLATFORM"] = "xcb"
    # A user's Python keeps compiled modules; both programs start as his would.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment[STARTED] = repr(time.monotonic())
    done = subprocess.run(
        command,
        cwd=HERE.parent,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=_TIME_LIMIT,
        check=False,
    )
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode or not lines:
        raise RuntimeError(
            f"{' '.join(command)} failed ({done.returncode}):\n{done.stderr[-3000:]}"
        )
    values: Values = json.loads(lines[-1])
    return values


def interleaved(measurement: str, skin: str, rounds: int) -> tuple[list[Values], list[Values]]:
    """The explorer and the plain program in turn."""
    ours, theirs = [], []
    for number in range(rounds):
        say(f"{measurement} {number + 1}/{rounds}")
        ours.append(measure("explorer_window.py", measurement))
        theirs.append(measure("baseline_window.py", skin, measurement))
    return ours, theirs


def say(text: str) -> None:
    """Progress, apart from the table."""
    print(text, file=sys.stderr, flush=True)


def middle(runs: list[Values], key: str) -> float:
    """Median of one figure over the runs."""
    return float(statistics.median(run[key] for run in runs))


def machine(opengl: str) -> Values:
    """What the figures were taken on; no names of machines or people."""
    model = platform.processor() or platform.machine()
    memory = 0.0
    if Path("/proc/cpuinfo").exists():
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    system = platform.freedesktop_os_release() if sys.platform.startswith("linux") else {}
    return {
        "system": system.get("PRETTY_NAME", platform.system()),
        "processor": model,
        "cores": os.cpu_count(),
        "memory_gib": round(memory, 1),
        "opengl": opengl,
        "display": "Xvfb" if "BENCH_INSIDE_XVFB" in os.environ else "the user's own",
        "python": platform.python_version(),
        **{name: importlib.metadata.version(name) for name in _PACKAGES},
    }


def collect(rounds: int) -> Values:
    """Measure everything."""
    with tempfile.TemporaryDirectory() as folder:
        # Neither the user's settings nor the user's cache may change, or count.
        for variable in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
            os.environ[variable] = str(Path(folder) / variable)
        skin = str(Path(folder) / "skin.npz")
        say("preparing")
        measure("explorer_window.py", "prepare", skin)
        measure("explorer_window.py", "start")
        measure("baseline_window.py", skin, "start")
        ours, theirs = interleaved("start", skin, rounds)
        compared: Values = {"start_ms": pair(ours, theirs, "start_ms")}
        ours, theirs = interleaved("session", skin, max(1, rounds // 2))
        for key in ("drag_ms", "memory_mb", "idle_cpu_s"):
            compared[key] = pair(ours, theirs, key)
        if ours[0]["view"] != theirs[0]["view"]:
            raise RuntimeError(f"the views differ: {ours[0]['view']} and {theirs[0]['view']}")
        say("click, hover")
        clicks = measure("explorer_window.py", "click")
        hover = measure("explorer_window.py", "hover")
        layers = {}
        for body in ("stand-in", *installed_packs()):
            say(f"layers, {body}")
            layers[body] = measure("layers_window.py", body)
    return {
        "machine": machine(clicks.pop("opengl")),
        "rounds": rounds,
        "compared": compared,
        "click": clicks,
        "hover": hover,
        "layers": layers,
    }


def installed_packs() -> list[str]:
    """Figures of the anatomy packs that the user has installed."""
    from explorer.packs.store import list_packs, packs_dir

    return [f"pack:{info.name}" for info in list_packs(packs_dir()) if info.has_skin]


def layers_table(layers: dict[str, Values]) -> list[str]:
    """What lies under the skin: one column for each body."""
    lines = [
        "| under the skin | " + " | ".join(layers) + " |",
        "|---|" + "---|" * len(layers),
    ]

    def row(words: str, cell: Callable[[Values], str]) -> None:
        lines.append(f"| {words} | " + " | ".join(cell(v) for v in layers.values()) + " |")

    row("structures, triangles", lambda v: f"{v['structures']}, {v['triangles']}")
    row(
        "first frame, skin half faded, against solid skin",
        lambda v: f"{v['first_frame']['faded_ms']:.0f} ms, {v['first_frame']['ratio']:.2f}",
    )
    row(
        "the same, made ready in the background",
        lambda v: f"{v['first_frame']['ready_ms']:.0f} ms, {v['first_frame']['ready_ratio']:.2f}",
    )
    for key, words in (
        ("skin_half", "skin half faded"),
        ("muscles", "muscles and bones"),
        ("superficial_half", "superficial muscles half faded"),
        ("all_half", "everything half faded"),
    ):
        row(
            f"drag step, {words}, against a bare frame of the same",
            lambda v, key=key: f"{v['drag'][key]['ms']:.0f} ms, {v['drag'][key]['ratio']:.2f}",  # type: ignore[misc]
        )
    for key, words in (("peel", "peel"), ("isolate", "isolate"), ("all_again", "show all again")):
        row(
            f"{words}, until painted, against a drag step",
            lambda v, key=key: f"{v['repaint'][key]:.2f}",  # type: ignore[misc]
        )
    row(
        "muscle under the cursor, median and 95 %",
        lambda v: f"{v['pointing']['hover_ms']:.2f}, {v['pointing']['hover_95_ms']:.2f} ms",
    )
    row("click on a muscle, its page open", lambda v: f"{v['pointing']['click_ms']:.1f} ms")
    return lines


def pair(ours: list[Values], theirs: list[Values], key: str) -> Values:
    """Medians of both programs and the median of the ratios of runs side by side."""
    ratios = [a[key] / b[key] for a, b in zip(ours, theirs, strict=True) if b[key]]
    return {
        "explorer": middle(ours, key),
        "baseline": middle(theirs, key),
        "ratio": statistics.median(ratios) if ratios else None,
    }


def table(results: Values) -> str:
    """The figures as the tables of docs/benchmarks.md."""
    names = {
        "start_ms": ("start to the first complete frame", "ms", 0),
        "drag_ms": ("drag step, event to painted, 3D view of 1280x800", "ms", 1),
        "memory_mb": ("memory after 60 drag steps", "MB", 0),
        "idle_cpu_s": ("CPU while idle for 5 s", "s", 2),
    }
    lines = ["| figure | explorer | plain pyvistaqt | ratio |", "|---|---|---|---|"]
    for key, (name, unit, digits) in names.items():
        row = results["compared"][key]
        ratio = "-" if row["ratio"] is None else f"{row['ratio']:.2f}"
        lines.append(
            f"| {name} | {row['explorer']:.{digits}f} {unit} "
            f"| {row['baseline']:.{digits}f} {unit} | {ratio} |"
        )
    click, hover = results["click"], results["hover"]
    bare = click["bare_frame_ms"]
    lines += [
        "",
        "| figure | explorer | bare VTK frame of the same skin | ratio |",
        "|---|---|---|---|",
    ]
    for key, words in (("click_known_ms", "known"), ("click_computed_ms", "computed")):
        lines.append(
            f"| click on a marker to painted frame, zones {words} "
            f"| {click[key]:.1f} ms | {bare:.1f} ms | {click[key] / bare:.2f} |"
        )
    lines += [
        "",
        "| figure | explorer |",
        "|---|---|",
        f"| marker under the cursor, picture at rest | {hover['marker_resting_ms']:.3f} ms |",
        "| marker under the cursor, just after the camera moved "
        f"| {hover['marker_moved_ms']:.3f} ms |",
        f"| skin under the cursor | {hover['skin_ms']:.3f} ms |",
        "",
        *layers_table(results["layers"]),
        "",
        "Machine and versions: "
        + ", ".join(f"{name} {value}" for name, value in results["machine"].items()),
    ]
    return "\n".join(lines)


def main() -> None:
    """Measure, print the tables, write the JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=5, help="pairs of starts")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there")
    parser.add_argument(
        "--display", choices=("own", "here"), default="own", help="own: Xvfb, here: your display"
    )
    arguments = parser.parse_args()
    if arguments.display == "own" and "BENCH_INSIDE_XVFB" not in os.environ:
        into_xvfb()
    results = collect(max(1, arguments.rounds))
    print(table(results))
    if arguments.json is not None:
        arguments.json.parent.mkdir(parents=True, exist_ok=True)
        arguments.json.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
