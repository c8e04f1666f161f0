"""Which muscles and bones a picture shows, and where each of them is at its widest."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.anatomy.model import Side
from explorer.scene.stage import Stage

__all__ = ["InSight", "structures_in_sight"]

Mask = npt.NDArray[np.bool_]

#: Lines of sight along the shorter side of the picture.
_LINES = 64
#: What is met by fewer of them is too small to be named.
_LEAST = 6


@dataclass(frozen=True, slots=True)
class InSight:
    """One name, the pixel it points to, and its side where only one of two is seen."""

    name: str
    pixel: tuple[float, float]
    side: Side | None


def structures_in_sight(
    stage: Stage, soft: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
) -> tuple[InSight, ...]:
    """What can be seen under the skin, the largest first, each name once.

    A pair is named on the side that shows more of it.

    Parameters
    ----------
    soft
        Pixels at the left, top, right and lower edge that do not count: the picture fades there.
    """
    width, height = stage.size
    step = min(width, height) / _LINES
    columns, rows = int(width / step), int(height / step)
    seen: dict[tuple[str, Side | None], Mask] = defaultdict(lambda: np.zeros((rows, columns), bool))
    for row in range(int(soft[1] / step), rows - int(soft[3] / step)):
        for column in range(int(soft[0] / step), columns - int(soft[2] / step)):
            hit = stage.structure_at((column + 0.5) * step, (row + 0.5) * step)
            if hit is not None and stage.structures is not None:
                item = stage.structures.items[hit.index]
                seen[item.name, item.side][row, column] = True
    sides: dict[str, list[tuple[int, Side | None]]] = defaultdict(list)
    for (name, side), mask in seen.items():
        if mask.sum() >= _LEAST:
            sides[name].append((int(mask.sum()), side))
    found = []
    for name, shown in sides.items():
        size, side = max(shown, key=lambda row: (row[0], row[1] or ""))
        row, column = _widest(seen[name, side])
        pixel = (column + 0.5) * step, (row + 0.5) * step
        found.append((-size, name, InSight(name, pixel, side if len(shown) == 1 else None)))
    return tuple(each for _, _, each in sorted(found, key=lambda row: row[:2]))


def _widest(mask: Mask) -> tuple[int, int]:
    """The cell farthest from the border of a patch, the one nearest to its middle of equals."""
    inner = mask
    while True:
        padded = np.pad(inner, 1)
        smaller = (
            inner & padded[:-2, 1:-1] & padded[2:, 1:-1] & padded[1:-1, :-2] & padded[1:-1, 2:]
        )
        if not smaller.any():
            break
        inner = smaller
    cells = np.argwhere(inner)
    middle = np.argwhere(mask).mean(axis=0)
    row, column = cells[int(np.argmin(((cells - middle) ** 2).sum(axis=1)))]
    return int(row), int(column)
