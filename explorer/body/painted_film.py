"""A drawing of pain as a film: a fine mesh of the skin where there is paint, and what is on it.

The shown skin is coarse on the back: a narrow brush would fall between two vertices. So triangles
that the brush comes to are divided, each by itself, on its own plane. The film stays when paint is
taken away; the next stroke is likely to be near.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from explorer.anatomy.pain import PainStroke
from explorer.body.brush_reach import BrushReach, Sweep
from explorer.body.figure import Figure
from explorer.body.pain_skin import FACING
from explorer.body.painted_places import MARGIN, Laid, PaintedPlaces
from explorer.body.surface_distance import SurfaceGraph

__all__ = ["PaintedFilm", "Signs"]

Array = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

#: Pieces of a divided triangle are no longer than this, mm.
_FINE = 5.0
_MOST_PIECES = 8


@dataclass(frozen=True, slots=True, eq=False)
class Signs:
    """Places (k, 3) mm where signs may stand, their normals, and a vertex beside each (k,)."""

    points: npt.NDArray[np.float32]
    normals: npt.NDArray[np.float32]
    beside: Ints


class PaintedFilm:
    """The film on one figure.

    ``places`` and ``triangles`` are its mesh; ``signs`` are places that are painted alike.
    """

    def __init__(self, figure: Figure, graph: SurfaceGraph, signs: Signs) -> None:
        from scipy.spatial import cKDTree

        self._graph = graph
        self._reach = BrushReach(figure, graph)
        pieces = np.ceil(self._reach.longest / _FINE)
        self._pieces = np.clip(pieces, 1, _MOST_PIECES).astype(np.int64)
        #: First of a triangle's own places, and the place of each vertex; -1 for none.
        self._first = np.full(len(self._pieces), -1, np.int64)
        self._corner = np.full(len(graph.vertices), -1, np.int64)
        self.places, self.signs = PaintedPlaces(), PaintedPlaces()
        self.signs.add(signs.points, signs.normals)
        self._beside = signs.beside
        self._sign_tree = cKDTree(signs.points)
        self._triangles: list[Ints] = []
        self._finished: list[tuple[PainStroke, Laid, Laid]] = []
        self._stroke: PainStroke | None = None

    @property
    def triangles(self) -> Ints:
        """(m, 3) numbers of ``places``."""
        if len(self._triangles) > 1:
            self._triangles = [np.concatenate(self._triangles)]
        return self._triangles[0] if self._triangles else np.zeros((0, 3), np.int64)

    def paint(self, strokes: tuple[PainStroke, ...]) -> Ints | None:
        """Show a drawing; the places that have changed, or None for all of them."""
        known = tuple(row[0] for row in self._finished)
        if strokes == known[: len(strokes)]:
            self._take_back(len(strokes))
            return None
        everything = False
        if (*known, self._stroke) == strokes[:-1]:
            self._finish()
        elif known != strokes[:-1] or not self._goes_on(strokes[-1]):
            self._take_back(_shared(known, strokes[:-1]))
            for stroke in strokes[len(self._finished) : -1]:
                self._continue(stroke)
                self._finish()
            everything = True
        touched = self._continue(strokes[-1])
        return None if everything else touched

    def _goes_on(self, stroke: PainStroke) -> bool:
        """Whether it is the stroke in hand with more places."""
        last = self._stroke
        return last is None or replace(stroke, places=stroke.places[: len(last.places)]) == last

    def _continue(self, stroke: PainStroke) -> Ints:
        """Lay what is new of a stroke."""
        first = 0 if self._stroke is None else len(self._stroke.places) - 1
        self._stroke = stroke
        radius = self._reach.radius(stroke)
        touched = [np.zeros(0, np.int64)]
        for sweep in self._reach.sweeps(stroke, first):
            around = self._reach.around(sweep, radius + MARGIN)
            touched.append(self._sweep(sweep, around, radius))
            self._sweep_signs(stroke, sweep, around, radius)
        ids = np.unique(np.concatenate(touched)) if len(touched) > 2 else touched[-1]
        self.places.show(stroke, radius, ids)
        return ids

    def _sweep(self, sweep: Sweep, around: Ints, radius: float) -> Ints:
        """Which places a sweep came nearer to than any before it."""
        triangles = self._reach.triangles(around)
        corners = self._graph.triangles[triangles]
        middle = self._graph.vertices[corners].mean(axis=1).astype(np.float32)
        apart = sweep.distance(middle) - 0.6 * self._reach.longest[triangles]
        triangles = triangles[apart < radius + MARGIN]
        self._divide(triangles[self._first[triangles] < 0])
        ids = self._places_of(triangles)
        facing = self._graph.normals[sweep.vertex].astype(np.float32)
        ids = ids[self.places.normals[ids] @ facing > FACING]
        return self.places.sweep(ids, sweep, radius)

    def _sweep_signs(self, stroke: PainStroke, sweep: Sweep, around: Ints, radius: float) -> None:
        middle = (sweep.start + sweep.end) / 2
        half = float(np.linalg.norm(sweep.end - sweep.start)) / 2
        near = np.asarray(
            self._sign_tree.query_ball_point(middle, radius + MARGIN + half), np.int64
        )
        allowed = np.zeros(len(self._corner), bool)
        allowed[around] = True
        near = near[allowed[self._beside[near]]]
        self.signs.show(stroke, radius, self.signs.sweep(near, sweep, radius))

    def _divide(self, triangles: Ints) -> None:
        """Lay the film over more of the skin's triangles."""
        if not len(triangles):
            return
        corners = self._graph.triangles[triangles]
        new = np.zeros(len(self._corner), bool)
        new[corners] = True
        new[self._corner >= 0] = False
        vertices = np.flatnonzero(new)
        self._corner[vertices] = len(self.places) + np.arange(len(vertices))
        v, n = self._graph.vertices, self._graph.normals
        self.places.add(v[vertices].astype(np.float32), n[vertices].astype(np.float32))
        for pieces in np.unique(self._pieces[triangles]).tolist():
            some = self._pieces[triangles] == pieces
            weights, parts = _grid(pieces)
            own = corners[some]
            points = np.einsum("pk,tkx->tpx", weights, v[own])
            normals = np.einsum("pk,tkx->tpx", weights, n[own])
            normals /= np.maximum(np.linalg.norm(normals, axis=2), 1e-9)[..., None]
            first = len(self.places) + len(weights) * np.arange(len(own))
            self._first[triangles[some]] = first
            inner = first[:, None] + np.arange(len(weights))
            self._triangles.append(
                np.concatenate([self._corner[own], inner], axis=1)[:, parts].reshape(-1, 3)
            )
            self.places.add(
                points.reshape(-1, 3).astype(np.float32), normals.reshape(-1, 3).astype(np.float32)
            )

    def _places_of(self, triangles: Ints) -> Ints:
        """Corners and own places of some triangles, each once."""
        corner = np.zeros(len(self._corner), bool)
        corner[self._graph.triangles[triangles]] = True
        pieces = self._pieces[triangles]
        count = (pieces + 1) * (pieces + 2) // 2 - 3
        steps = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
        own = np.repeat(self._first[triangles], count) + steps
        return np.concatenate([self._corner[np.flatnonzero(corner)], own])

    def _finish(self) -> None:
        assert self._stroke is not None
        self._finished.append((self._stroke, self.places.finish(), self.signs.finish()))
        self._stroke = None

    def _take_back(self, kept: int) -> None:
        """Keep the first finished strokes only."""
        self._finished, self._stroke = self._finished[:kept], None
        self.places.clear()
        self.signs.clear()
        for stroke, here, signs in self._finished:
            radius = self._reach.radius(stroke)
            self.places.lay_again(stroke, radius, here)
            self.signs.lay_again(stroke, radius, signs)


def _shared(known: Sequence[PainStroke], strokes: Sequence[PainStroke]) -> int:
    """How many strokes two drawings have in common from the beginning."""
    for number, (a, b) in enumerate(zip(known, strokes, strict=False)):
        if a is not b and a != b:
            return number
    return min(len(known), len(strokes))


@functools.cache
def _grid(pieces: int) -> tuple[Array, Ints]:
    """Weights (p, 3) of a divided triangle's places but its corners, and its parts (k, 3).

    Parts count the corners first, then the other places.
    """
    rows = [(i, j) for i in range(pieces + 1) for j in range(pieces + 1 - i)]
    corners = [(0, 0), (pieces, 0), (0, pieces)]
    rows = corners + [row for row in rows if row not in corners]
    number = {row: k for k, row in enumerate(rows)}
    weights = np.array([((pieces - i - j), i, j) for i, j in rows], float) / pieces
    parts = []
    for i, j in rows:
        if i + j < pieces:
            parts.append((number[i, j], number[i + 1, j], number[i, j + 1]))
        if i + j < pieces - 1:
            parts.append((number[i + 1, j], number[i + 1, j + 1], number[i, j + 1]))
    return weights[3:], np.array(parts, np.int64)
