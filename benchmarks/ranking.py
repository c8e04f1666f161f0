"""How long ranking takes: this knowledge base, and one a hundred times its size.

``python benchmarks/ranking.py`` prints milliseconds and megabytes. The large one is made of copies
of the real points, so that it is as dense on the skin as a hundred atlases would be.
"""

from __future__ import annotations

import dataclasses
import resource
import time
from collections.abc import Iterator

import numpy as np

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.pain import RegionRef
from explorer.anatomy.source_finder import Painted, Question, SourceFinder
from explorer.anatomy.zone_table import Cover, Row, ZoneTable
from explorer.body.figure import load_figure
from explorer.body.placement import PlacedAtlas
from explorer.body.regions import load_region_map
from explorer.body.resources import data_dir
from explorer.body.skin_cells import SkinCells, zone_table
from explorer.knowledge.reading import read_knowledge_base

TIMES = 100


def _copies(atlas: Atlas, times: int) -> Atlas:
    """An atlas with each point ``times`` times, under other names."""
    points = tuple(
        dataclasses.replace(p, id=f"{p.id}_{k}")
        for k in range(times)
        for p in atlas.knowledge.trigger_points
    )
    return Atlas(dataclasses.replace(atlas.knowledge, trigger_points=points, complaints=()))


def _table_of_copies(table: ZoneTable, times: int) -> ZoneTable:
    cell_of = np.repeat(np.arange(len(table.area)), np.diff(table.start))
    order = np.argsort(table.row, kind="stable")
    bounds = np.searchsorted(table.row[order], np.arange(len(table.rows) + 1))

    def zones() -> Iterator[tuple[Row, Cover, Cover]]:
        for k in range(times):
            for r, (point, side) in enumerate(table.rows):
                own = order[bounds[r] : bounds[r + 1]]
                yield (
                    (f"{point}_{k}", side),
                    (cell_of[own], table.essential[own] / 255.0),
                    (cell_of[own], table.spillover[own] / 255.0),
                )

    return ZoneTable.build(table.area, zones(), table.spillover_counts)


def _median_ms(finder: SourceFinder, question: Question, rounds: int = 7) -> float:
    times = []
    for _ in range(rounds):
        begin = time.perf_counter()
        finder.find(question, limit=15)
        times.append((time.perf_counter() - begin) * 1e3)
    return float(np.median(times))


def main() -> None:
    """Measure and print."""
    atlas = Atlas(read_knowledge_base(data_dir() / "trigger_points.json"))
    placed = PlacedAtlas(atlas, load_figure("female"))
    placed.zones.fill()
    regions = load_region_map()
    neighbours = {id: regions.neighbours(id) for id in regions.ids}
    table = zone_table(placed)
    cells = SkinCells(placed.zones.vertex_area)
    field = placed.zones.field("upper_trapezius.trp1", "right", "essential")
    assert field is not None
    small = cells.pain((field < 0).astype(float))
    back = np.isin(regions.label, [regions.index(r) for r in regions.ids if "back" in r])
    large = back.astype(float)
    named = {RegionRef("head_temple", "right"): 1.0, RegionRef("neck_side", "right"): 1.0}
    print(f"{len(table.rows)} rows, {len(table.row)} entries")
    for times in (1, TIMES):
        made = atlas if times == 1 else _copies(atlas, times)
        finder = SourceFinder(made, neighbours)
        own = table if times == 1 else _table_of_copies(table, times)
        for name, pain in (("a neck", small), ("the whole back", large)):
            painted = Painted(own, pain, {})
            ms = _median_ms(finder, Question(painted=painted))
            print(f"{times:4d} x: {name} painted {ms:8.2f} ms")
        ms = _median_ms(finder, Question(named))
        print(f"{times:4d} x: two regions named {ms:8.2f} ms")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB")


if __name__ == "__main__":
    main()
