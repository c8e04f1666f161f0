"""Make meshes/regions.npz: every base vertex in exactly one named region of the skin.

    python meshes/recipe/build_regions.py

The regions are drawn in ``region_seeds.py`` on the right half of one figure. Here the strokes are
laid on, the borders smoothed, islands given to the region around them, and the left half mirrored.
"""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import numpy.typing as npt
import region_seeds as seeds

from explorer.body.resources import meshes_dir
from explorer.body.topology import load_topology, vertex_normals

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

SMOOTHING_ROUNDS = 3


def inside_outline(u: Floats, v: Floats, outline: tuple[tuple[float, float], ...]) -> Mask:
    """Which points (n,), (n,) lie inside a closed outline."""
    inside = np.zeros(len(u), bool)
    for (u0, v0), (u1, v1) in zip(outline, (*outline[1:], outline[0]), strict=True):
        if v0 == v1:
            continue
        crosses = (v0 > v) != (v1 > v)
        inside ^= crosses & (u < u0 + (v - v0) / (v1 - v0) * (u1 - u0))
    return inside


def degrees_around(lat: Floats, y: Floats, centre_lat: Floats, centre_y: Floats) -> Floats:
    """0 in front, 90 on the outer side, 180 behind, negative on the inner side."""
    return np.degrees(np.arctan2(lat - centre_lat, -(y - centre_y)))


def arm_coordinates(points: Floats) -> tuple[Floats, Floats]:
    """Level along the arm's axis (as a height, mm) and degrees around it, each (n,)."""
    axis = np.array(seeds.ARM_AXIS, float)
    best = np.full(len(points), np.inf)
    level, around = np.zeros(len(points)), np.zeros(len(points))
    last = len(axis) - 2
    for k, (a, b) in enumerate(itertools.pairwise(axis)):
        t = (points - a) @ (b - a) / ((b - a) @ (b - a))
        t = np.clip(t, -np.inf if k == 0 else 0.0, np.inf if k == last else 1.0)
        foot = a + t[:, None] * (b - a)
        distance = np.linalg.norm(points - foot, axis=1)
        nearer = distance < best
        best[nearer] = distance[nearer]
        level[nearer] = foot[nearer, 2]
        angle = degrees_around(points[:, 0], points[:, 1], foot[:, 0], foot[:, 1])
        around[nearer] = angle[nearer]
    return level, around


def coordinates(points: Floats, normals: Floats) -> dict[str, Floats]:
    """All coordinates that the drawing speaks of but ``palm``, each (n,)."""
    lat, y, z = points.T
    level, arm = arm_coordinates(points)
    axis = np.array(seeds.LEG_AXIS[::-1], float)
    leg_lat, leg_y = (np.interp(z, axis[:, 2], axis[:, k]) for k in (0, 1))
    trunk_y = np.full(len(lat), seeds.TRUNK_Y)
    return {
        "lat": lat,
        "y": y,
        "z": z,
        "nl": normals[:, 0],
        "ny": normals[:, 1],
        "nz": normals[:, 2],
        "round": degrees_around(lat, y, np.zeros(len(lat)), trunk_y),
        "leg": degrees_around(lat, y, leg_lat, leg_y),
        "arm": arm,
        "s": level,
    }


def lay_on(
    strokes: tuple[seeds.Paint, ...], where: dict[str, Floats], part: npt.NDArray[np.str_]
) -> npt.NDArray[np.str_]:
    """The name that each vertex ends up with (n,); empty where no stroke reached."""
    name = np.full(len(part), "", dtype="U32")
    for stroke in strokes:
        covered = np.ones(len(part), bool)
        if stroke.parts != ("*",):
            covered &= np.isin(part, stroke.parts)
        for axis, (low, high) in stroke.limits:
            covered &= (where[axis] >= low) & (where[axis] < high)
        if stroke.axes:
            u, v = (where[axis] for axis in stroke.axes)
            covered &= inside_outline(u, v, stroke.outline)
        name[covered] = stroke.label
    return name


def body_parts(where: dict[str, Floats]) -> npt.NDArray[np.str_]:
    """Part of the body of each vertex (n,): each stroke divides a part made before it."""
    part = np.full(len(where["z"]), "core", dtype="U32")
    for stroke in seeds.PARTS:
        drawn = lay_on((stroke,), where, part)
        part = np.where(drawn == "", part, drawn)
    return part


def palm_side(points: Floats, normals: Floats, part: npt.NDArray[np.str_]) -> Floats:
    """How far each normal looks to the pad side of its digit (n,), 0 off the digits."""
    palm = np.zeros(len(points))
    for digit, (base, tip, pad) in seeds.DIGITS.items():
        along = np.subtract(tip, base) / np.linalg.norm(np.subtract(tip, base))
        pad_way = np.array(pad) - np.array(pad) @ along * along
        pad_way /= np.linalg.norm(pad_way)
        palm[part == digit] = normals[part == digit] @ pad_way
    return palm


def neighbour_lists(triangles: npt.NDArray[np.integer], count: int) -> list[Ints]:
    """Neighbours of each vertex along the edges."""
    t = triangles.astype(np.int64)
    pairs = np.unique(np.vstack([t[:, [0, 1]], t[:, [1, 2]], t[:, [2, 0]]]), axis=0)
    pairs = np.unique(np.vstack([pairs, pairs[:, ::-1]]), axis=0)
    return np.split(pairs[:, 1], np.searchsorted(pairs[:, 0], np.arange(1, count)))


def commonest(names: npt.NDArray[np.str_], own: str) -> str:
    """The commonest name, the own one where it is as common; never an empty one."""
    values, counts = np.unique(names[names != ""], return_counts=True)
    if len(values) == 0:
        return own
    top = values[counts == counts.max()]
    return own if own in top else str(top[0])


def smooth(name: npt.NDArray[np.str_], around: list[Ints], half: Ints) -> npt.NDArray[np.str_]:
    """Give a vertex to the region that two thirds of its neighbours are in."""
    for _ in range(SMOOTHING_ROUNDS):
        new = name.copy()
        for i in half:
            names = name[around[i]]
            other = commonest(names, str(name[i]))
            if name[i] == "" or (names == other).mean() >= 2 / 3:
                new[i] = other
        name = new
    return name


def patches(name: npt.NDArray[np.str_], around: list[Ints], half: Ints) -> list[Ints]:
    """Connected sets of equally named vertices of the half, largest first."""
    seen = np.ones(len(name), bool)
    seen[half] = False
    found: list[Ints] = []
    for start in half:
        if seen[start]:
            continue
        seen[start] = True
        stack, patch = [int(start)], []
        while stack:
            i = stack.pop()
            patch.append(i)
            for j in around[i]:
                if not seen[j] and name[j] == name[i]:
                    seen[j] = True
                    stack.append(int(j))
        found.append(np.array(patch))
    return sorted(found, key=len, reverse=True)


def join_islands(
    name: npt.NDArray[np.str_], around: list[Ints], half: Ints
) -> npt.NDArray[np.str_]:
    """Keep the largest patch of each region; what is left over goes to the regions around it."""
    name = name.copy()
    kept: set[str] = set()
    for patch in patches(name, around, half):
        if name[patch[0]] in kept or name[patch[0]] == "":
            name[patch] = ""
        else:
            kept.add(str(name[patch[0]]))
    in_half = np.zeros(len(name), bool)
    in_half[half] = True
    while (name[half] == "").any():
        new = name.copy()
        for i in half[name[half] == ""]:
            new[i] = commonest(name[around[i]][in_half[around[i]]], "")
        name = new
    return name


def build() -> dict[str, np.ndarray]:
    """The arrays of the region file."""
    topology = load_topology()
    mirror = topology.mirror.astype(np.int64)
    with np.load(Path(__file__).with_name("region_figure.npz")) as file:
        vertices = file["tenths_mm"].astype(float) / 10.0
    normals = vertex_normals(vertices, topology.triangles).astype(float)
    right = np.array([-1.0, 1.0, 1.0])
    half = np.flatnonzero((vertices[:, 0] < 0) | (mirror == np.arange(len(mirror))))
    points, normals = vertices * right, normals * right

    where = coordinates(points, normals)
    part = body_parts(where)
    where["palm"] = palm_side(points, normals, part)
    name = lay_on(seeds.STROKES, where, part)
    around = neighbour_lists(topology.triangles, len(vertices))
    outside = np.ones(len(name), bool)
    outside[half] = False
    name[outside] = name[mirror[outside]]
    held = lay_on(tuple(s for s in seeds.STROKES if s.firm), where, part)
    name = smooth(name, around, half[(held != name)[half] | (held == "")[half]])
    name = join_islands(name, around, half)
    name[outside] = name[mirror[outside]]

    order = {label: k for k, label in enumerate(dict.fromkeys(s.label for s in seeds.STROKES))}
    ids = sorted(set(name.tolist()), key=lambda label: order[label])
    side = np.where(mirror == np.arange(len(mirror)), 0, np.sign(vertices[:, 0])).astype(np.int8)
    return {
        "ids": np.array(ids),
        "label": np.array([ids.index(n) for n in name], np.uint8),
        "side": side,
    }


if __name__ == "__main__":
    np.savez_compressed(meshes_dir() / "regions.npz", **build())
