"""The needle: a fine line from a point on the skin to the place that pressing reaches."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import numpy as np
import numpy.typing as npt

from explorer.anatomy.model import Side
from explorer.body.placement import PlacedAtlas
from explorer.scene.camera import Lens
from explorer.scene.overlay import Needle
from explorer.session.view_state import PointRef

__all__ = ["Targets", "lay_needles"]

#: (point, side) -> where its pressing line ends, mm (3,).
Targets = Mapping[tuple[str, Side], npt.NDArray[np.floating]]

#: A needle shorter than this in the picture (pixels) would only blot its marker.
_SHORTEST = 3.0


def lay_needles(
    lens: Lens,
    placed: PlacedAtlas,
    shown: Iterable[PointRef],
    visible: Collection[int],
    targets: Targets,
    selected: PointRef | None,
) -> tuple[Needle, ...]:
    """Needles of those shown points whose marker is seen.

    Parameters
    ----------
    targets
        Where pressing lines end on this body, where it is known better than by typical depth.
    """
    needles = []
    for ref in shown:
        if ref.point not in placed.atlas.points:
            continue
        index = placed.index_of(ref.point, ref.side)
        if index not in visible:
            continue
        point = placed.points[index]
        target = np.asarray(targets.get((ref.point, ref.side), point.target), float)
        pixels, depth = lens.project(np.array([point.position, target]))
        (x0, y0), (x1, y1) = pixels.tolist()
        if depth.min() > 0 and np.hypot(x1 - x0, y1 - y0) >= _SHORTEST:
            needles.append(Needle((x0, y0), (x1, y1), ref == selected))
    return tuple(needles)
