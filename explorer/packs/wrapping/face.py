"""The face: nose, lips and chin are found by the outline of the head seen from the side.

A normal alone would draw the upper lip onto the nose. So the outline of the face in the median
plane is matched first, as a whole, and says how high nose, lips and chin lie.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from explorer.body.landmarks import landmark_places
from explorer.body.topology import load_topology
from explorer.packs.wrapping.outer_skin import OuterSkin
from explorer.packs.wrapping.parts import FACE_BANDS, PARTS, Source
from explorer.packs.wrapping.start import Control

__all__ = ["match_profile", "split_face"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

#: How far up or down a feature may lie from where the first fit has it.
_SHIFT_MM = 14
_STRIP_MM = 3.0


def match_profile(
    bent: Floats, source: Source, skin: OuterSkin
) -> tuple[list[Control], Floats] | None:
    """Controls along the median outline of the face, and where the bands end.

    Parameters
    ----------
    bent
        (v, 3) the figure after its first fit.

    Returns
    -------
    tuple or None
        The controls, and the heights of the nose's base and of the mouth on the body, mm; None
        when the outline is not whole.
    """
    marks = landmark_places(bent)
    low, high = marks["menton"][2] - 4.0, marks["nasion"][2] + 8.0
    middle = np.abs(skin.points[:, 0]) < _STRIP_MM
    front = skin.points[:, 1] < marks["mandible_body_middle"][1] - 8.0
    theirs = skin.points[middle & front]
    ours = bent[_median_vertices(source)]
    ours = ours[(ours[:, 2] > low) & (ours[:, 2] < high)]
    ours = ours[ours[:, 1] < marks["mandible_body_middle"][1] - 8.0]
    heights = np.arange(np.ceil(low), np.floor(high))
    wide = np.arange(heights[0] - _SHIFT_MM, heights[-1] + _SHIFT_MM + 1)
    if len(ours) < 12 or len(theirs) < 60:
        return None
    outline = _outline(theirs, wide)
    figure = _outline(_dense(ours), heights)
    if outline is None or figure is None:
        return None
    shift = _best_shift(figure, outline)
    controls = []
    for vertex in _median_vertices(source):
        place = bent[vertex]
        if not heights[0] <= place[2] <= heights[-1] or place[1] > marks["menton"][1] + 5:
            continue
        row = round(float(place[2] - heights[0]))
        if abs(figure[row] - place[1]) > 2.0:  # under the nose the outline hides behind itself
            continue
        height = place[2] + shift[row]
        goal = np.array([0.0, np.interp(height, wide, outline), height])
        controls.append(Control("profile", source.vertices[vertex], goal, (int(vertex),), (1.0,)))
    bands = [marks["subnasale"][2]]
    bands.append((marks["labrale_superius"][2] + marks["labrale_inferius"][2]) / 2)
    moved = [z + np.interp(z, heights, shift) for z in bands]
    return controls, np.array(moved)


def split_face(skin: OuterSkin, part: Ints, bent: Floats, bands: Floats) -> Ints:
    """Give the points of the face to its bands; the heights are those of the body."""
    marks = landmark_places(bent)
    p = skin.points
    face = np.isin(part, [PARTS.index(name) for name in ("head", *FACE_BANDS)])
    face &= np.abs(p[:, 0]) < 55
    face &= p[:, 1] < marks["outer_canthus"][1]
    part = np.where(face, PARTS.index("head"), part)
    nose, lip, lower = (PARTS.index(band) for band in FACE_BANDS)
    part[face & (p[:, 2] > bands[0])] = nose
    part[face & (p[:, 2] <= bands[0]) & (p[:, 2] > bands[1])] = lip
    part[face & (p[:, 2] <= bands[1]) & (p[:, 2] > marks["menton"][2] - 5)] = lower
    return part


def _median_vertices(source: Source) -> Ints:
    return np.flatnonzero(load_topology().midline & source.visible)


def _dense(points: Floats) -> Floats:
    """Points along the edges of the median plane's polygon, ordered by height."""
    order = points[np.argsort(points[:, 2])]
    t = np.linspace(0, len(order) - 1, 20 * len(order))
    return np.column_stack([np.interp(t, np.arange(len(order)), order[:, k]) for k in range(3)])


def _outline(points: Floats, heights: Floats) -> Floats | None:
    """The foremost y at each height (1 mm apart); None when a stretch of it is missing."""
    row = np.round(points[:, 2] - heights[0]).astype(int)
    inside = (row >= 0) & (row < len(heights))
    best = np.full(len(heights), np.inf)
    np.minimum.at(best, row[inside], points[inside, 1])
    known = np.flatnonzero(np.isfinite(best))
    if len(known) < 0.6 * len(heights):
        return None
    return np.asarray(np.interp(np.arange(len(heights)), known, best[known]))


def _best_shift(figure: Floats, outline: Floats) -> Floats:
    """By how many mm each row of the figure's outline goes up on the body's (Viterbi).

    Rows are alike when their slopes and, less so, their depths are; neighbours go along.
    """
    options = np.arange(2 * _SHIFT_MM + 1)
    rows = np.arange(len(figure))
    reach = rows[:, None] + options[None, :]
    steep, steep_there = np.gradient(_even(figure)), np.gradient(_even(outline))
    depth = figure[:, None] - outline[reach]
    depth -= np.median(depth)
    cost = (np.clip(steep[:, None] - steep_there[reach], -2, 2)) ** 2 * 2.0 + (depth / 12.0) ** 2
    cost += 0.002 * (options - _SHIFT_MM) ** 2
    step = 0.6 * (options[:, None] - options[None, :]) ** 2
    total, came = cost[0], np.zeros(cost.shape, int)
    for row in rows[1:]:
        through = total[None, :] + step
        came[row] = np.argmin(through, axis=1)
        total = through[options, came[row]] + cost[row]
    path = np.zeros(len(rows), int)
    path[-1] = int(np.argmin(total))
    for row in rows[:0:-1]:
        path[row - 1] = came[row, path[row]]
    return _even((path - _SHIFT_MM).astype(float))


def _even(values: Floats) -> Floats:
    padded = np.pad(values, 2, mode="edge")
    return np.convolve(padded, [0.1, 0.2, 0.4, 0.2, 0.1], mode="valid")
