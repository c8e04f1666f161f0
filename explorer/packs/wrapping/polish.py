"""The last millimetre: vertices onto the skin itself, and what folded smoothed out again."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from explorer.body.topology import load_topology, vertex_normals
from explorer.packs.wrapping.outer_skin import OuterSkin
from explorer.packs.wrapping.parts import PARTS, Source
from explorer.packs.wrapping.registration import Bond, mirrored_mean, settle

__all__ = ["Surface", "creased_triangles", "lay_on", "unfold"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

_REACH_MM, _ALIKE = 6.0, 0.4
#: Share of its neighbours that must lie on the skin with a vertex.
_COMPANY = 0.4
#: How strongly what has no skin stays where the surface fit left it.
_STAY = 0.1
#: Triangles that look away from where the unlaid surface looked are taken back.
_TURNED = 0.2
_CREASED = 0.0
_ATTEMPTS = 8
#: Pull onto the skin where a fold is smoothed out, against the shape that is to come back.
_ONTO = 1.0


class Surface:
    """Nearest places on the triangles of a skin."""

    def __init__(self, skin: OuterSkin) -> None:
        from scipy.spatial import cKDTree

        self._tree = cKDTree(skin.points)
        self._on = skin.on_triangle
        self._corners = skin.vertices[skin.triangles]
        cross = np.cross(
            self._corners[:, 1] - self._corners[:, 0], self._corners[:, 2] - self._corners[:, 0]
        )
        self._normals = cross / np.maximum(np.linalg.norm(cross, axis=1), 1e-12)[:, None]

    def nearest(self, points: Floats) -> tuple[Floats, Floats]:
        """Nearest places on the skin and the normals there, each (n, 3)."""
        _, near = self._tree.query(points, k=10)
        triangle = self._on[near]
        place = closest_on_triangles(points[:, None, :], self._corners[triangle])
        best = np.argmin(np.linalg.norm(place - points[:, None, :], axis=2), axis=1)
        rows = np.arange(len(points))
        return place[rows, best], self._normals[triangle[rows, best]]


def closest_on_triangles(points: Floats, corners: Floats) -> Floats:
    """Closest places on triangles (..., 3, 3) to points (..., 3): on the face or on an edge."""
    a, b, c = corners[..., 0, :], corners[..., 1, :], corners[..., 2, :]
    e1, e2, s = b - a, c - a, points - a
    d11, d12, d22 = (e1 * e1).sum(-1), (e1 * e2).sum(-1), (e2 * e2).sum(-1)
    s1, s2 = (s * e1).sum(-1), (s * e2).sum(-1)
    det = np.maximum(d11 * d22 - d12 * d12, 1e-12)
    v, w = (d22 * s1 - d12 * s2) / det, (d11 * s2 - d12 * s1) / det
    best = a + v[..., None] * e1 + w[..., None] * e2
    inside = (v >= 0) & (w >= 0) & (v + w <= 1)
    distance = np.where(inside, np.linalg.norm(best - points, axis=-1), np.inf)
    for start, end in ((a, b), (b, c), (c, a)):
        along = end - start
        t = ((points - start) * along).sum(-1) / np.maximum((along * along).sum(-1), 1e-12)
        place = start + np.clip(t, 0, 1)[..., None] * along
        off = np.linalg.norm(place - points, axis=-1)
        best = np.where((off < distance)[..., None], place, best)
        distance = np.minimum(off, distance)
    return np.asarray(best)


def lay_on(
    here: Floats,
    surface: Surface,
    source: Source,
    bond: Bond,
    symmetric: bool,
    tick: Callable[[], None],
) -> Floats:
    """Lay visible vertices onto the skin where both look the same way; the rest goes along."""
    triangles = load_topology().triangles
    normals = vertex_normals(here.astype(np.float32), triangles).astype(float)
    place, facing = surface.nearest(here)
    off = np.linalg.norm(place - here, axis=1)
    laid = source.matched & (off < _REACH_MM) & ((facing * normals).sum(axis=1) > _ALIKE)
    for _ in range(2):  # a lone vertex that found the skin in a closed armpit would stand out
        laid &= np.asarray(bond.even @ laid.astype(float)) > _COMPANY
    if symmetric:
        laid &= laid[load_topology().mirror]
    moved = np.where(laid[:, None], place, here)
    hold = np.where(laid, 50.0, _STAY)
    goals = np.where(laid[:, None], place, here)
    blocks = hold[:, None, None] * np.eye(3)
    for _ in range(6):
        tick()
        moved = settle(bond, source.vertices, moved, 1.0, blocks, hold[:, None] * goals, 3)
    moved[laid] = place[laid]
    for _ in range(5):
        turned = _looks_away(here, moved, triangles)
        if symmetric:
            turned = np.union1d(turned, load_topology().mirror[turned])
        if not len(turned):
            break
        moved[turned] = 0.3 * moved[turned] + 0.7 * here[turned]
    return mirrored_mean(moved) if symmetric else moved


def _cross(v: Floats, triangles: npt.NDArray[np.integer]) -> Floats:
    a, b, c = (v[triangles[:, k]] for k in range(3))
    return np.asarray(np.cross(b - a, c - a))


def _looks_away(before: Floats, after: Floats, triangles: npt.NDArray[np.integer]) -> Ints:
    a, b = _cross(before, triangles), _cross(after, triangles)
    size = np.linalg.norm(a, axis=1) * np.linalg.norm(b, axis=1)
    return np.unique(triangles[(a * b).sum(axis=1) < _TURNED * size]).astype(np.int64)


def creased_triangles(here: Floats, source: Source) -> Mask:
    """Triangles that fold back onto a neighbour, though the figure's own do not (m,)."""
    subdivision, triangles = load_topology().subdivision, load_topology().triangles
    pairs = _edge_pairs(subdivision.edge_of_corner)
    cosines = []
    for body in (here, source.vertices):
        cross = _cross(body, triangles)
        unit = cross / np.maximum(np.linalg.norm(cross, axis=1), 1e-12)[:, None]
        cosines.append((unit[pairs[:, 0]] * unit[pairs[:, 1]]).sum(axis=1))
    seen = np.asarray(source.visible[triangles].all(axis=1))
    bad = (cosines[0] < _CREASED) & (cosines[1] > 0.3) & seen[pairs].all(axis=1)
    creased = np.zeros(len(triangles), bool)
    creased[pairs[bad].ravel()] = True
    return creased


def _edge_pairs(edge_of_corner: npt.NDArray[np.integer]) -> Ints:
    """The two triangles at each edge (e, 2)."""
    order = np.argsort(edge_of_corner.ravel(), kind="stable")
    return np.asarray((order // 3).reshape(-1, 2), np.int64)


def unfold(
    here: Floats,
    surface: Surface,
    source: Source,
    bond: Bond,
    symmetric: bool,
    tick: Callable[[], None],
) -> Floats:
    """Smooth out folds by letting their surroundings take the figure's own shape again."""
    triangles = load_topology().triangles
    toes = np.isin(source.part, [k for k, name in enumerate(PARTS) if " toe" in name])
    for attempt in range(_ATTEMPTS):
        creased = creased_triangles(here, source)
        if attempt > 1:  # toes that grew together would draw ever more of the foot off its skin
            creased &= ~toes[triangles].any(axis=1)
        if not creased.any():
            break
        tick()
        loose = _around(triangles[creased], 1 + attempt // 2, len(here), symmetric)
        place, facing = surface.nearest(here)
        hold = np.where(loose, 0.0, 50.0)
        blocks = hold[:, None, None] * np.eye(3)
        pulls = hold[:, None] * here
        near = loose & source.matched & (np.linalg.norm(place - here, axis=1) < _REACH_MM)
        plane = _ONTO * facing[near][:, :, None] * facing[near][:, None, :]
        blocks[near] += plane
        pulls[near] += np.einsum("nab,nb->na", plane, place[near])
        relaxed = here
        for _ in range(3):
            tick()
            relaxed = settle(bond, source.vertices, relaxed, 1.0, blocks, pulls, 3 + attempt)
        here = np.where(loose[:, None], relaxed, here)
        if symmetric:
            here = mirrored_mean(here)
    return _lay_again(here, surface, source, symmetric)


def _around(triangles: npt.NDArray[np.integer], rings: int, count: int, symmetric: bool) -> Mask:
    """Vertices of triangles and so many rings of neighbours (v,)."""
    edges = load_topology().subdivision.edges
    found = np.zeros(count, bool)
    found[triangles.ravel()] = True
    for _ in range(rings):
        grown = found.copy()
        grown[edges[found[edges[:, 0]], 1]] = True
        grown[edges[found[edges[:, 1]], 0]] = True
        found = grown
    return found | found[load_topology().mirror] if symmetric else found


def _lay_again(here: Floats, surface: Surface, source: Source, symmetric: bool) -> Floats:
    """What was loosened goes back onto the skin wherever that makes no new fold."""
    triangles = load_topology().triangles
    normals = vertex_normals(here.astype(np.float32), triangles).astype(float)
    place, facing = surface.nearest(here)
    free = source.matched & ((facing * normals).sum(axis=1) > _ALIKE)
    free &= np.linalg.norm(place - here, axis=1) < _REACH_MM
    if symmetric:
        free &= free[load_topology().mirror]
    before = creased_triangles(here, source)
    for rings in (0, 0, 1, 1, 2):
        moved = np.where(free[:, None], place, here)
        moved = mirrored_mean(moved) if symmetric else moved
        worse = creased_triangles(moved, source) & ~before
        if not worse.any():
            return moved
        free &= ~_around(triangles[worse], rings, len(here), symmetric)
    return here
