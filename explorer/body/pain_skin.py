"""A pain drawing on one figure: what each place of the shown skin hurts, kept up as it grows.

A drawing is replayed stroke by stroke, in its order. While one stroke grows, only what the brush
has gone over since is painted: laying a stroke of a hundred places anew at each move of the mouse
would cost more than drawing the frame.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from explorer.anatomy.model import Side
from explorer.anatomy.pain import QUALITIES, PainStroke, SkinPlace
from explorer.body.figure import Figure
from explorer.body.regions import load_region_map
from explorer.body.skin_cells import SkinCells
from explorer.body.surface_distance import SurfaceGraph
from explorer.body.topology import load_topology
from explorer.errors import ExplorerError

__all__ = ["PainSkin", "PaintedSkin", "painted_regions", "require_on_skin", "skin_place"]

Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.float64]

#: The height (mm) of the adult whose brush is as wide as the drawing says.
USUAL_HEIGHT = 1700.0
#: The brush fades over this share of its radius.
SOFT = 0.3
#: Skin that looks away from the place under the brush by more than this is not painted (cosine):
#: the other side of a hand, the next finger.
FACING = -0.2
#: A region counts as painted from this share on.
LEAST_SHARE = 0.01


@dataclass(frozen=True, slots=True, eq=False)
class PaintedSkin:
    """What was painted, per vertex of the shown skin.

    Attributes
    ----------
    intensity
        (n,) 0 where nothing hurts, to 10.
    quality
        (n,) number in ``QUALITIES``.
    deep
        (n,) whether it is felt deep inside.
    """

    intensity: Floats
    quality: npt.NDArray[np.int8]
    deep: npt.NDArray[np.bool_]

    @property
    def empty(self) -> bool:
        """Whether nothing is painted."""
        return not bool((self.intensity > 0).any())


class PainSkin:
    """Replays drawings on one figure; asked again and again with a growing drawing.

    Parameters
    ----------
    graph
        The figure's skin, for nearness over the surface.
    """

    def __init__(self, figure: Figure, graph: SurfaceGraph) -> None:
        self._figure = figure
        self._graph = graph
        self._scale = figure.info.height_mm / USUAL_HEIGHT
        self._mirror = load_topology().subdivision.mirror
        self._before: tuple[PainStroke, ...] = ()
        self._below = self._blank()
        self._last: PainStroke | None = None
        self._cover = np.zeros(len(figure.vertices), np.float32)
        self._result = self._below

    def resolve(self, strokes: tuple[PainStroke, ...]) -> PaintedSkin:
        """The drawing on this figure.

        Raises
        ------
        ValueError
            When a place lies on no triangle of the topology.
        """
        if not strokes:
            self._start(())
            return self._below
        if strokes[:-1] != self._before:
            self._start(strokes[:-1])
        stroke, last = strokes[-1], self._last
        if last == stroke:
            return self._result
        new = stroke.places
        if last is not None and _grew(last, stroke):
            # The last place is laid again: the way from it to the next one is new.
            new = stroke.places[len(last.places) - 1 :]
        else:
            self._cover[:] = 0.0
        self._lay(stroke, new)
        self._last = stroke
        self._result = _over(self._below, stroke, self._cover)
        return self._result

    def _blank(self) -> PaintedSkin:
        count = len(self._figure.vertices)
        return PaintedSkin(
            np.zeros(count, np.float32), np.zeros(count, np.int8), np.zeros(count, bool)
        )

    def _start(self, strokes: tuple[PainStroke, ...]) -> None:
        """Paint strokes that are finished; those painted before are kept."""
        if self._last is not None and strokes == (*self._before, self._last):
            self._below = self._result
        else:
            below = self._blank()
            for stroke in strokes:
                self._cover[:] = 0.0
                self._lay(stroke, stroke.places)
                below = _over(below, stroke, self._cover)
            self._below = below
        self._before, self._last = strokes, None
        self._cover[:] = 0.0

    def _lay(self, stroke: PainStroke, places: tuple[SkinPlace, ...]) -> None:
        """Add some places of a stroke to what it covers."""
        radius = stroke.radius_mm * self._scale
        for point, vertex in self._on_skin(places, radius / 3):
            near, distance = self._near(point, vertex, radius * (1 + SOFT / 2))
            share = np.clip((radius - distance) / (radius * SOFT) + 0.5, 0.0, 1.0)
            # Between the vertices of a coarse trunk a narrow brush would paint nothing.
            share[near == vertex] = np.maximum(share[near == vertex], 0.6)
            self._cover[near] = np.maximum(self._cover[near], share)
            if stroke.both:
                other = self._mirror[near]
                self._cover[other] = np.maximum(self._cover[other], share)

    def _on_skin(self, places: tuple[SkinPlace, ...], step: float) -> list[tuple[Places, int]]:
        """Places (3,) mm no farther apart than a step, each with a vertex beside it."""
        subdivision = load_topology().subdivision
        vertices, weights = subdivision.locate_all(
            np.array([p.vertices for p in places], np.int32),
            np.array([p.weights for p in places], float),
        )
        points = (np.asarray(self._figure.vertices[vertices], float) * weights[:, :, None]).sum(
            axis=1
        )
        beside = vertices[np.arange(len(vertices)), np.argmax(weights, axis=1)]
        found = [(points[0], int(beside[0]))]
        for a, b, last in zip(points, points[1:], beside[1:], strict=False):
            length = float(np.linalg.norm(b - a))
            # A leap over the background is no stroke: the brush was lifted by the outline.
            pieces = int(np.ceil(length / step)) if length < 20 * step else 1
            for k in range(1, pieces):
                between = a + (b - a) * (k / pieces)
                found.append((between, int(self._graph.tree.query(between)[1])))
            found.append((b, int(last)))
        return found

    def _near(
        self, point: Places, vertex: int, reach: float
    ) -> tuple[npt.NDArray[np.int64], Places]:
        """Vertices within reach that face the same way and hang together, and their distance."""
        v, normals = self._graph.vertices, self._graph.normals
        near = np.asarray(self._graph.tree.query_ball_point(point, reach), np.int64)
        near = near[normals[near] @ normals[vertex] > FACING]
        if vertex not in near:
            near = np.append(near, vertex)
        near = near[self._graph.together(near, vertex)]
        return near, np.linalg.norm(v[near] - point, axis=1)


def _grew(last: PainStroke, stroke: PainStroke) -> bool:
    """Whether a stroke is the last one with more places."""
    return replace(stroke, places=stroke.places[: len(last.places)]) == last


def _over(below: PaintedSkin, stroke: PainStroke, cover: Floats) -> PaintedSkin:
    """A stroke laid over what is there."""
    if stroke.erase:
        faded = below.intensity * (1 - cover)
        return PaintedSkin(np.where(faded < 0.05, 0, faded), below.quality, below.deep)
    intensity = below.intensity * (1 - cover) + stroke.intensity * cover
    mine = cover > 0.5 * (below.intensity > 0)
    return PaintedSkin(
        np.asarray(intensity, np.float32),
        np.where(mine, QUALITIES.index(stroke.quality), below.quality).astype(np.int8),
        np.where(mine, stroke.deep, below.deep),
    )


def require_on_skin(strokes: tuple[PainStroke, ...]) -> None:
    """Make sure that a drawing that was read from a file lies on the body.

    Raises
    ------
    ExplorerError
        When a place lies on no triangle of the topology.
    """
    places = [place for stroke in strokes for place in stroke.places]
    if not places:
        return
    topology = load_topology()
    vertices = np.array([p.vertices for p in places], np.int64)
    try:
        if vertices.max() >= len(topology.mirror):
            raise ValueError("a vertex beyond the last one")
        topology.subdivision.locate_all(
            vertices.astype(np.int32), np.array([p.weights for p in places], float)
        )
    except ValueError as error:
        raise ExplorerError(
            "The drawing is damaged: a place of it lies on no part of the body.",
            "Open an earlier copy of it.",
        ) from error


def skin_place(triangle: int, weights: tuple[float, float, float]) -> SkinPlace:
    """A place on a triangle of the shown skin, said on the base mesh.

    Parameters
    ----------
    triangle, weights
        Number of the triangle of the subdivided skin, and the place's weights on its corners.
    """
    topology = load_topology()
    base, part = divmod(triangle, 4)
    corners = topology.triangles[base]
    # Rows are the three corners of each part, written in weights of the base corners.
    middle = {0: (0.5, 0.5, 0.0), 1: (0.0, 0.5, 0.5), 2: (0.5, 0.0, 0.5)}
    if part == 3:
        rows = np.array([middle[0], middle[1], middle[2]])
    else:
        rows = np.array([np.eye(3)[part], middle[part], middle[(part + 2) % 3]])
    w = np.clip(np.asarray(weights) @ rows, 0.0, 1.0)
    w = w / w.sum()
    a, b, c = (int(i) for i in corners)
    return SkinPlace(
        (a, b, c),
        (
            round(float(w[0]), 5),
            round(float(w[1]), 5),
            float(round(1.0 - round(float(w[0]), 5) - round(float(w[1]), 5), 5)),
        ),
    )


def painted_regions(
    pain: npt.NDArray[np.float64], cells: SkinCells
) -> dict[tuple[str, Side], float]:
    """Which share of each region of each side is painted, most first.

    Parameters
    ----------
    pain
        (c,) how much each cell hurts.
    """
    if not pain.any():
        return {}
    regions = load_region_map()
    there = np.minimum(1.0, 2.0 * pain / pain.max()) * cells.area
    shares: dict[tuple[str, Side], float] = {}
    sides: tuple[tuple[Side, int], ...] = (("right", 1), ("left", -1))
    for side, other in sides:
        own = regions.side != other
        count = len(regions.ids)
        painted = np.bincount(regions.label[own], there[own], minlength=count)
        whole = np.bincount(regions.label[own], cells.area[own], minlength=count)
        share = painted / np.maximum(whole, 1e-9)
        for k in np.flatnonzero(share >= LEAST_SHARE):
            shares[(regions.ids[int(k)], side)] = round(float(share[k]), 4)
    return dict(sorted(shares.items(), key=lambda item: -item[1]))
