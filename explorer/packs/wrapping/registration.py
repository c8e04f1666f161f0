"""Fit the bent figure to a skin: as rigid as possible, and ever softer.

Each round finds the point of the skin that belongs to each vertex, by place and direction and
within neighbouring parts of the body; then the vertices move towards the tangent planes there
while each keeps the shape of its surroundings up to a turn and a change of size.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.body.topology import load_topology, vertex_normals
from explorer.packs.wrapping.outer_skin import OuterSkin
from explorer.packs.wrapping.parts import NEIGHBOURS, PARTS, Source, load_source
from explorer.packs.wrapping.start import Control, pull

__all__ = [
    "STAGES",
    "Bond",
    "SkinMatcher",
    "Stage",
    "fit_stage",
    "mirrored_mean",
    "parts_by_figure",
    "settle",
]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_FLIP = np.array([-1.0, 1.0, 1.0])
_ENOUGH, _MOST_STEPS = 1e-3, 150
_TOUCH_MM = 3.0


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the fit.

    Attributes
    ----------
    stiffness
        Weight of keeping shape against that of the skin.
    turn_mm
        What a quarter turn of the normal counts as, when partners are sought.
    reach_mm
        Vertices further away from their partner are not drawn.
    slide
        Share of the pull that acts along the skin and not only towards it.
    control
        Weight of the landmarks.
    spread
        Rounds by which the local turns are evened out.
    """

    stiffness: float
    turn_mm: float
    reach_mm: float
    rounds: int
    slide: float
    control: float
    spread: int


STAGES = (
    Stage(20.0, 60.0, 80.0, 6, 0.5, 20.0, 6),
    Stage(6.0, 60.0, 60.0, 6, 0.3, 10.0, 5),
    Stage(2.0, 40.0, 50.0, 7, 0.2, 6.0, 4),
    Stage(0.7, 40.0, 40.0, 7, 0.12, 3.0, 3),
    Stage(0.25, 20.0, 30.0, 8, 0.08, 1.5, 2),
    Stage(0.08, 20.0, 20.0, 8, 0.05, 0.6, 2),
)


class Bond:
    """The edges that hold the figure together, and the work done along them."""

    def __init__(self, stiffness: Floats) -> None:
        from scipy.sparse import csr_matrix

        quads = load_topology().quads.astype(np.int64)
        pairs = np.concatenate([quads[:, [a, b]] for a, b in _QUAD_EDGES])
        edges = np.unique(np.sort(np.concatenate([pairs, _touching_lips()]), axis=1), axis=0)
        self.count = n = len(stiffness)
        self.start = np.concatenate([edges[:, 0], edges[:, 1]])
        self.end = np.concatenate([edges[:, 1], edges[:, 0]])
        weight = (stiffness[self.start] + stiffness[self.end]) / 2
        rows = np.arange(len(self.start))
        self.gather: Any = csr_matrix(
            (np.ones(len(rows)), (self.start, rows)), shape=(n, len(rows))
        )
        self.weighted: Any = csr_matrix((weight, (self.start, rows)), shape=(n, len(rows)))
        degree = np.bincount(self.start, minlength=n)
        self.even: Any = csr_matrix((1 / degree[self.start], (self.start, self.end)), shape=(n, n))
        self.degree = np.bincount(self.start, weight, n)
        across = csr_matrix((weight, (self.start, self.end)), shape=(n, n))
        self.laplace: Any = (
            csr_matrix((self.degree, (np.arange(n), np.arange(n))), shape=(n, n)) - across
        )

    def turns(self, rest: Floats, here: Floats, spread: int) -> Floats:
        """The turn and change of size (n, 3, 3) that best takes each surroundings along."""
        before, after = rest[self.end] - rest[self.start], here[self.end] - here[self.start]
        outer = (after[:, :, None] * before[:, None, :]).reshape(-1, 9)
        size = np.stack([(before**2).sum(axis=1), (after**2).sum(axis=1)], axis=1)
        sums = self.gather @ size
        turn = (self.gather @ outer) / (sums[:, :1] + 1e-6 * sums[:, 0].mean())
        grown = np.log(np.sqrt((sums[:, 1] + 1e-9) / (sums[:, 0] + 1e-9)))
        for _ in range(spread):
            turn = 0.5 * turn + 0.5 * (self.even @ turn)
            grown = 0.5 * grown + 0.5 * (self.even @ grown)
        u, _, vt = np.linalg.svd(turn.reshape(-1, 3, 3))
        u[:, :, 2] *= np.sign(np.linalg.det(u @ vt))[:, None]
        scale = np.exp(np.clip(grown, -0.45, 0.45))
        return np.asarray((u @ vt) * scale[:, None, None])

    def kept_shape(self, rest: Floats, turns: Floats) -> Floats:
        """Right side (n, 3) of the equations that keep the edges of ``rest`` after ``turns``."""
        before = rest[self.end] - rest[self.start]
        mean = (turns[self.start] + turns[self.end]) / 2
        return np.asarray(-(self.weighted @ np.einsum("eab,eb->ea", mean, before)))


def _touching_lips() -> Ints:
    """Pairs of vertices of upper and lower lip that touch: a closed mouth stays closed."""
    from scipy.spatial import cKDTree

    source = load_source()
    upper, lower = (
        np.flatnonzero(source.part == PARTS.index(band)) for band in ("upper lip", "lower face")
    )
    off, near = cKDTree(source.vertices[lower]).query(source.vertices[upper])
    return np.asarray(np.column_stack([upper, lower[near]])[off < _TOUCH_MM], np.int64)


_QUAD_EDGES = ((0, 1), (1, 2), (2, 3), (3, 0), (0, 2), (1, 3))


def settle(
    bond: Bond, rest: Floats, here: Floats, alpha: float, blocks: Floats, pulls: Floats, spread: int
) -> Floats:
    """One step: vertices that keep their shape (times ``alpha``) and obey the pulls.

    Parameters
    ----------
    blocks, pulls
        (n, 3, 3) and (n, 3): what each vertex is drawn to, as ``blocks @ x = pulls``.
    """
    right = alpha * bond.kept_shape(rest, bond.turns(rest, here, spread)) + pulls + 1e-6 * here
    blocks = blocks + 1e-6 * np.eye(3)
    return here + _solve(bond, alpha, blocks, right, here)


def _solve(bond: Bond, alpha: float, blocks: Floats, right: Floats, here: Floats) -> Floats:
    """Conjugate gradients, each vertex preconditioned by itself; the change from ``here``.

    Written out for (n, 3) unknowns, which takes half the time of a general solver. A thousandth of
    the first residual is near enough, as the next round asks anew.
    """
    inverse = np.linalg.inv(blocks + (alpha * bond.degree)[:, None, None] * np.eye(3))

    def work(x: Floats) -> Floats:
        return np.asarray(alpha * (bond.laplace @ x) + (blocks @ x[:, :, None])[:, :, 0])

    change = np.zeros_like(here)
    residual = right - work(here)
    nearly = (inverse @ residual[:, :, None])[:, :, 0]
    way, size = nearly, float((residual * nearly).sum())
    enough = _ENOUGH**2 * size
    for _ in range(_MOST_STEPS):
        if size <= enough:
            break
        moved = work(way)
        step = size / float((way * moved).sum())
        change += step * way
        residual -= step * moved
        nearly = (inverse @ residual[:, :, None])[:, :, 0]
        size, before = float((residual * nearly).sum()), size
        way = nearly + (size / before) * way
    return change


class SkinMatcher:
    """Finds the partner of each vertex on a skin.

    Parameters
    ----------
    part
        (p,) body part of each point of the skin.
    """

    def __init__(self, skin: OuterSkin, part: Ints, source: Source) -> None:
        self._skin, self._part, self._source = skin, part, source
        self._trees: dict[tuple[int, float, int], tuple[Any, Ints]] = {}

    def partners(
        self, here: Floats, normals: Floats, turn_mm: float, stride: int
    ) -> tuple[Floats, Floats]:
        """Places and normals (n, 3) of the partners; not a number where a part has none."""
        places, facing = np.full_like(here, np.nan), np.full_like(here, np.nan)
        asked = np.column_stack([here, normals * turn_mm])
        for number in np.unique(self._source.part):
            rows = np.flatnonzero((self._source.part == number) & self._source.matched)
            tree, points = self._tree(int(number), turn_mm, stride)
            if tree is None or not len(rows):
                continue
            found = points[tree.query(asked[rows])[1]]
            places[rows], facing[rows] = self._skin.points[found], self._skin.normals[found]
        return places, facing

    def relabel(self, part: Ints) -> None:
        """Take other body parts for the points of the skin."""
        self._part = part
        self._trees.clear()

    def _tree(self, number: int, turn_mm: float, stride: int) -> tuple[Any, Ints]:
        from scipy.spatial import cKDTree

        key = (number, turn_mm, stride)
        if key not in self._trees:
            for old in [k for k in self._trees if k[1:] != key[1:]]:
                del self._trees[old]
            points = np.flatnonzero(np.isin(self._part, NEIGHBOURS[number]))
            if len(points) > 4000 * stride:
                points = points[::stride]
            tree = None
            if len(points):
                tree = cKDTree(
                    np.column_stack(
                        [self._skin.points[points], self._skin.normals[points] * turn_mm]
                    ),
                    balanced_tree=False,
                )
            self._trees[key] = (tree, points)
        return self._trees[key]


def parts_by_figure(here: Floats, source: Source, skin: OuterSkin) -> Ints:
    """Body part of the points of a skin: that of the figure's vertex they look most like (p,)."""
    from scipy.spatial import cKDTree

    normals = vertex_normals(here.astype(np.float32), load_topology().triangles)
    some = np.flatnonzero(source.visible)
    tree = cKDTree(np.column_stack([here[some], normals[some] * 30.0]))
    near = tree.query(np.column_stack([skin.points, skin.normals * 30.0]))[1]
    return np.asarray(source.part[some[near]])


def mirrored_mean(here: Floats) -> Floats:
    """The mean of a body and its mirror image."""
    return np.asarray((here + here[load_topology().mirror] * _FLIP) / 2)


def fit_stage(
    stage: Stage,
    bond: Bond,
    rest: Floats,
    here: Floats,
    matcher: SkinMatcher,
    controls: Sequence[Control],
    source: Source,
    symmetric: bool,
    tick: Callable[[], None],
) -> Floats:
    """Run one stage; ``tick`` is called in every round and may raise."""
    triangles = load_topology().triangles
    eye = np.eye(3)
    for _ in range(stage.rounds):
        tick()
        normals = vertex_normals(here.astype(np.float32), triangles).astype(float)
        stride = 4 if stage.stiffness > 1 else 1
        places, facing = matcher.partners(here, normals, stage.turn_mm, stride)
        tick()
        alike = np.einsum("na,na->n", facing, normals)
        near = np.linalg.norm(places - here, axis=1) < stage.reach_mm
        drawn = (alike > 0.5) & near & source.matched
        weight = np.where(drawn, np.clip(alike, 0, 1), 0.0)
        places, facing = np.nan_to_num(places), np.nan_to_num(facing)
        blocks = facing[:, :, None] * facing[:, None, :] + stage.slide * eye
        blocks *= weight[:, None, None]
        pulls = np.einsum("nab,nb->na", blocks, places)
        goals, strength = pull(controls, len(here), here)
        blocks += (stage.control * strength)[:, None, None] * eye
        pulls += (stage.control * strength)[:, None] * goals
        here = settle(bond, rest, here, stage.stiffness, blocks, pulls, stage.spread)
        if symmetric:
            here = mirrored_mean(here)
    return here
