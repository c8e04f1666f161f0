"""Turn the source meshes into one clean mesh per bone: cut, closed, smoothed and thinned out.

Bones of the midline come as their right half, cut at x = 0, so that they are exactly symmetric.
"""

from __future__ import annotations

import fnmatch

import numpy as np
from skeleton_bones import BONES, STERNUM_PIECE
from skeleton_source import Array, Ints, Mesh

# The model's bodies do not stand on the midline of the frame.
_MIDLINE = -25.0
# Half the width (mm) of the breastbone at a height (mm, source): beyond it lies rib cartilage.
_STERNUM = (
    (1300.0, 1325.0, 1337.0, 1347.0, 1372.0, 1384.0, 1437.0, 1456.0, 1480.0),
    (11.0, 12.0, 15.0, 20.5, 20.5, 17.0, 16.0, 27.0, 29.0),
)
# About how many triangles a bone gets (a bone of the midline: both halves together).
_TRIANGLES = (
    ("skull", 6600), ("mandible", 1800), ("vertebra_*", 850), ("sacrum", 1100), ("sternum", 700),
    ("rib_*", 420), ("costal_cartilage_?", 140), ("costal_cartilages_*", 900), ("hip_bone", 1500),
    ("scapula", 1300), ("femur", 1100), ("tibia", 900), ("humerus", 900), ("ulna", 600),
    ("radius", 600), ("fibula", 480), ("clavicle", 500), ("patella", 350), ("calcaneus", 600),
    ("talus", 500), ("metacarpal_*", 360), ("metatarsal_*", 300), ("phalanx_*_toe_*", 180),
    ("phalanx_*_finger_*", 260), ("*", 320),
)  # fmt: skip


def build_parts(source: dict[str, Mesh]) -> dict[str, Mesh]:
    """The mesh of every bone by its slug, in mm, centred on the midline, in the source's pose."""
    shifted = {k: Mesh(m.vertices - [_MIDLINE, 0, 0], m.triangles) for k, m in source.items()}
    shifted.update(_front_of_the_chest(shifted["thorax"]))
    parts = {}
    for bone in BONES:
        stem, piece = bone.piece
        mesh = shifted[f"cartilage_{piece}" if stem == "cartilage" else stem]
        if stem != "cartilage" and piece is not None:
            mesh = _pieces(mesh)[piece]
        elif bone.side == "right":
            mesh = max(_pieces(mesh), key=lambda each: len(each.triangles))
        wanted = next(count for name, count in _TRIANGLES if fnmatch.fnmatch(bone.slug, name))
        if bone.slug == "skull":
            mesh = _without_threads(mesh)
        mesh = _resampled(capped(_outward(mesh)), wanted)
        if bone.side == "midline":
            mesh = _snapped(clip(mesh, mesh.vertices[:, 0]))
        parts[bone.slug] = mesh
    return parts


def _front_of_the_chest(thorax: Mesh) -> dict[str, Mesh]:
    """Breastbone and right rib cartilages, cut apart.

    The thorax also carries a round emblem on the breastbone, which is left out.
    """
    mesh = _pieces(thorax)[STERNUM_PIECE]
    half = np.interp(mesh.vertices[:, 2], *_STERNUM)
    right = clip(mesh, mesh.vertices[:, 0] + half)
    arms = sorted(_pieces(right), key=lambda each: -each.vertices[:, 2].mean())
    arms = [each for each in arms if len(each.triangles) > 12]
    if len(arms) != 6:
        raise ValueError(f"the rib cartilages fell into {len(arms)} pieces, not 6")
    named = {f"cartilage_{number}": arm for number, arm in enumerate(arms, 1)}
    return {"sternum": clip(mesh, np.abs(mesh.vertices[:, 0]) - half), **named}


def clip(mesh: Mesh, field: Array) -> Mesh:
    """The part of a surface where a field (n,) is negative, cut between vertices, uncapped."""
    inside = field < 0
    count = inside[mesh.triangles].sum(1)
    kept = [mesh.triangles[count == 3]]
    points, cuts = [mesh.vertices], {}
    following = len(mesh.vertices)

    def cut(a: int, b: int) -> int:
        nonlocal following
        key = (min(a, b), max(a, b))
        if key not in cuts:
            share = field[key[0]] / (field[key[0]] - field[key[1]])
            ends = mesh.vertices[list(key)]
            points.append((ends[0] + share * (ends[1] - ends[0]))[None])
            cuts[key] = following
            following += 1
        return cuts[key]

    for triangle in mesh.triangles[(count == 1) | (count == 2)]:
        single = inside[triangle].sum() == 1
        k = int(np.flatnonzero(inside[triangle] == single)[0])
        a, b, c = (int(v) for v in np.roll(triangle, -k))
        ab, ac = cut(a, b), cut(a, c)
        kept.append(np.array([[a, ab, ac]] if single else [[ab, b, c], [ab, c, ac]]))
    return compact(Mesh(np.concatenate(points), np.concatenate(kept)))


def compact(mesh: Mesh) -> Mesh:
    """Without unused vertices and triangles that have lost their area."""
    a, b, c = mesh.triangles.T
    triangles = mesh.triangles[(a != b) & (b != c) & (a != c)]
    used, number = np.unique(triangles, return_inverse=True)
    return Mesh(mesh.vertices[used], number.reshape(-1, 3))


def _without_threads(mesh: Mesh) -> Mesh:
    """Without the long slivers that hang in the air below the source's skull."""
    corner = mesh.vertices[mesh.triangles]
    longest = np.linalg.norm(corner - np.roll(corner, 1, axis=1), axis=2).max(1)
    area = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    thin = np.linalg.norm(area, axis=1) / longest < 1.0
    return compact(Mesh(mesh.vertices, mesh.triangles[~(thin & (longest > 20))]))


def _snapped(half: Mesh) -> Mesh:
    """Seam vertices exactly on the midline, and no walls within it."""
    points = half.vertices.copy()
    points[np.abs(points[:, 0]) < 0.02, 0] = 0.0
    return compact(Mesh(points, half.triangles[(points[half.triangles, 0] != 0).any(1)]))


def _pieces(mesh: Mesh) -> list[Mesh]:
    """Connected pieces, in the order of their lowest vertex number."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    ends = mesh.triangles[:, [0, 1, 1, 2]].reshape(-1, 2).T
    graph = coo_matrix((np.ones(ends.shape[1]), ends), shape=(len(mesh.vertices),) * 2)
    count, label = connected_components(graph, directed=False)
    of = label[mesh.triangles[:, 0]]
    return [compact(Mesh(mesh.vertices, mesh.triangles[of == k])) for k in range(count)]


def _outward(mesh: Mesh) -> Mesh:
    a, b, c = mesh.vertices[mesh.triangles].transpose(1, 0, 2)
    volume = np.einsum("ij,ij->", a - a.mean(0), np.cross(b - a.mean(0), c - a.mean(0)))
    return mesh if volume > 0 else Mesh(mesh.vertices, mesh.triangles[:, ::-1])


def capped(mesh: Mesh) -> Mesh:
    """Every hole closed by a fan around its middle."""
    ends = mesh.triangles[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2)
    there = {(a, b) for a, b in ends.tolist()}
    following: dict[int, list[int]] = {}
    for a, b in sorted(there):
        if (b, a) not in there:
            following.setdefault(b, []).append(a)
    points, triangles = [mesh.vertices], [mesh.triangles]
    count = len(mesh.vertices)
    while following:
        start = node = min(following)
        loop = []
        while node in following:
            loop.append(node)
            rest = following[node]
            node = rest.pop()
            if not rest:
                del following[loop[-1]]
            if node == start:
                break
        if node != start or len(loop) < 3:
            continue
        points.append(mesh.vertices[loop].mean(0)[None])
        triangles.append(np.array([loop, np.roll(loop, -1), np.full(len(loop), count)]).T)
        count += 1
    return Mesh(np.concatenate(points), np.concatenate(triangles))


def _resampled(mesh: Mesh, wanted: int) -> Mesh:
    """Smoothly refined while too coarse, then thinned out to about the wanted triangles."""
    import pyvista as pv

    while len(mesh.triangles) < 0.8 * wanted:
        mesh = loop_step(mesh)
    if len(mesh.triangles) < 1.15 * wanted:
        return mesh
    faces = np.c_[np.full(len(mesh.triangles), 3), mesh.triangles].ravel()
    surface = pv.PolyData(mesh.vertices, faces)
    thin = surface.decimate(1 - wanted / len(mesh.triangles), volume_preservation=True)
    return compact(Mesh(np.asarray(thin.points, float), thin.faces.reshape(-1, 4)[:, 1:]))


def loop_step(mesh: Mesh) -> Mesh:
    """One Loop subdivision of any triangle mesh; edges without just two faces stay creases."""
    count = len(mesh.vertices)
    corner = mesh.triangles[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2)
    low, high = corner.min(1), corner.max(1)
    keys, number, faces = np.unique(low * count + high, return_inverse=True, return_counts=True)
    edges: Ints = np.stack(np.divmod(keys, count), 1)
    across = np.zeros((len(edges), 3))
    np.add.at(across, number, mesh.vertices[mesh.triangles[:, [2, 0, 1]].ravel()])
    ends = mesh.vertices[edges].sum(1)
    smooth = faces == 2
    middle = np.where(smooth[:, None], 0.375 * ends + 0.125 * across, ends / 2)
    crease = np.zeros(count, bool)
    crease[edges[~smooth]] = True
    ring = np.zeros_like(mesh.vertices)
    np.add.at(ring, edges[:, 0], mesh.vertices[edges[:, 1]])
    np.add.at(ring, edges[:, 1], mesh.vertices[edges[:, 0]])
    valence = np.bincount(edges.ravel(), minlength=count)
    beta = np.where(valence == 3, 3 / 16, 3 / (8 * np.maximum(valence, 1)))[:, None]
    moved = (1 - valence[:, None] * beta) * mesh.vertices + beta * ring
    old = np.where(crease[:, None], mesh.vertices, moved)
    i, j, k = mesh.triangles.T
    ij, jk, ki = number.reshape(-1, 3).T + count
    four = np.array([[i, ij, ki], [j, jk, ij], [k, ki, jk], [ij, jk, ki]])
    return Mesh(np.concatenate([old, middle]), four.transpose(2, 0, 1).reshape(-1, 3))
