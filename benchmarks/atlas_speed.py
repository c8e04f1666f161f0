"""How much faster two processes draw an atlas than one.

    .venv/bin/python benchmarks/atlas_speed.py --points 120 --rounds 2

Whole runs into empty folders, processes started and pages written, in turn (1 2 2 1 1 2 ...), so
that whatever else the computer does meets both alike. Each process uses one core, the software
renderer included, as it does for a user. The load of the computer is told with the figures: a
second process can win nothing where the second core is busy with other work. The processor time of
the runs does not depend on that load: where both take the same, what is left is a matter of cores.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from pathlib import Path

from explorer.anatomy.atlas import Atlas
from explorer.body.resources import data_dir
from explorer.export.atlas.plan import Plan, chosen_points, make_plan
from explorer.export.atlas.pool import all_cores
from explorer.export.atlas.run import run_atlas
from explorer.knowledge.reading import read_knowledge_base

__all__ = ["main"]


def busy_elsewhere() -> tuple[float, float]:
    """Processor time (s) of all work of the computer so far, and of this program's own."""
    import psutil

    total = psutil.cpu_times()
    times = os.times()
    own = times.user + times.system + times.children_user + times.children_system
    return float(sum(total) - total.idle - getattr(total, "iowait", 0.0)), own


def measure(atlas: Atlas, plan: Plan, workers: int) -> tuple[float, float, float, float]:
    """Seconds to the last plate and to the end, own processor time, cores of other work."""
    drawn = 0.0

    def progress(_share: float, words: str) -> None:
        nonlocal drawn
        if words == "Writing the pages":
            drawn = time.perf_counter() - start

    with tempfile.TemporaryDirectory() as folder:
        all_before, own_before = busy_elsewhere()
        start = time.perf_counter()
        run_atlas(atlas, plan, Path(folder), workers=workers, progress=progress)
        seconds = time.perf_counter() - start
        all_after, own_after = busy_elsewhere()
    own = own_after - own_before
    others = max(all_after - all_before - own, 0.0)
    return drawn, seconds, own, others / seconds


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--points", type=int, default=120, help="how many plates")
    parser.add_argument("--rounds", type=int, default=2, help="pairs of runs")
    arguments = parser.parse_args()
    atlas = Atlas(read_knowledge_base(data_dir() / "trigger_points.json"))
    step = max(1, len(atlas.points) // max(1, arguments.points))
    points = chosen_points(atlas)[::step][: arguments.points]
    plan = make_plan(atlas, points, ("best",), ("female",), (1000, 1250))
    print(f"{len(plan.plates)} plates, {all_cores()} cores, load {os.getloadavg()[0]:.1f}")
    runs: dict[int, list[tuple[float, float, float, float]]] = {1: [], 2: []}
    for number in range(arguments.rounds):
        for workers in (1, 2) if number % 2 == 0 else (2, 1):
            run = measure(atlas, plan, workers)
            runs[workers].append(run)
            print(
                f"{workers} process{'es' if workers > 1 else '  '}: plates {run[0]:6.1f} s, "
                f"with pages {run[1]:6.1f} s, processor time {run[2]:6.1f} s, "
                f"other work on {run[3]:.2f} cores",
                flush=True,
            )
    for column, what in ((0, "plates"), (1, "with pages")):
        ratios = [a[column] / b[column] for a, b in zip(runs[1], runs[2], strict=True)]
        best = min(r[column] for r in runs[1]) / min(r[column] for r in runs[2])
        print(
            f"{what}: two processes {statistics.median(ratios):.2f} times as fast (median of "
            f"pairs), {best:.2f} comparing the quickest runs"
        )


if __name__ == "__main__":
    main()
