"""Bony spots: where on a bone a landmark belongs, and where a finger meets it through the skin.

A spot is a rule over one bone of a model of a real man: "the furthest point of the hip bone to the
back, between these heights". From the spot one goes straight out, in the direction from which a
finger presses, and meets the skin of the same man, on which the explorer's topology was fitted.
That place is what the landmark of the topology must match. The rules stand in
``bony_spot_table.py``; the model is no part of the project (see ``docs/landmarks.md``).

Frame: millimetres, x to the body's left, y posterior, z superior. All is meant on the RIGHT side:
lateral is -x. Direction words are joined by ``+``, each optionally with a factor:
``"lateral+0.5*posterior"``. They are words of a frame: the body's own, or that of a limb.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Mesh = tuple[Floats, Ints]  # points (n, 3) in mm, triangles (m, 3)
Words = Mapping[str, Floats]  # direction word -> unit vector
Span = tuple[float, float]

WHOLE: Span = (0.0, 1.0)
#: A spot is the mean of the bone within this of its furthest point (mm): no single stray vertex.
TIP = 1.5
#: How far inside a bone's spot (it may poke through) and outside of it the skin is looked for (mm).
INSIDE, OUTSIDE = 5.0, 130.0


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a spot lies on a bone, and how it is pressed.

    Attributes
    ----------
    bone
        Name of the bone's node.
    kind
        ``furthest``: the end of (a part of) the bone in the direction `along`; ``outline``: the
        same of the outline in which a plane cuts the bone at ``part[0]``; ``centre``: the centre
        of area of (a part of) the bone.
    press
        Direction from the bone out to the skin, or ``nearest`` for the nearest skin.
    frame
        Whose words `along` and `press` are: ``body`` or a limb.
    part
        Part of the bone that counts, as fractions of its length along the limb, 0 near the trunk.
    lateral, back, up
        The same as fractions of its box in the body: 0 is its left, front or lower end.
    trunk_only
        Press on the trunk as if the arms were away.
    """

    bone: str
    kind: Literal["furthest", "outline", "centre"]
    along: str
    press: str
    frame: str = "body"
    part: Span = WHOLE
    lateral: Span = WHOLE
    back: Span = WHOLE
    up: Span = WHOLE
    trunk_only: bool = False

    def on(self, mesh: Mesh, frames: Mapping[str, Words]) -> Floats:
        """The spot on its bone, mm (3,)."""
        points, triangles = mesh
        words = frames[self.frame]
        if self.kind == "centre":
            corners = points[triangles]
            centres = corners.mean(axis=1)
            sides = corners[:, 1:] - corners[:, :1]
            area = np.linalg.norm(np.cross(sides[:, 0], sides[:, 1]), axis=1)
            inside = self._inside(centres, points, words)
            return np.asarray(np.average(centres[inside], axis=0, weights=area[inside]))
        if self.kind == "outline":
            candidates = self._cut(points, triangles, words)
        else:
            ring = triangles[:, [1, 2, 0]]
            candidates = np.concatenate(
                [
                    points,
                    points[triangles].mean(axis=1),
                    ((points[triangles] + points[ring]) / 2).reshape(-1, 3),
                ]
            )
            candidates = candidates[self._inside(candidates, points, words)]
        reach = candidates @ direction(words, self.along)
        return np.asarray(candidates[reach >= reach.max() - TIP].mean(axis=0))

    def _along_limb(self, points: Floats, bone: Floats, words: Words) -> Floats:
        t = bone @ words["distal"]
        return np.asarray((points @ words["distal"] - t.min()) / (t.max() - t.min()))

    def _inside(self, points: Floats, bone: Floats, words: Words) -> npt.NDArray[np.bool_]:
        low, high = bone.min(axis=0), bone.max(axis=0)
        box = (points - low) / (high - low)
        fractions = [(1 - box[:, 0], self.lateral), (box[:, 1], self.back), (box[:, 2], self.up)]
        if "distal" in words:
            fractions.append((self._along_limb(points, bone, words), self.part))
        inside = np.ones(len(points), bool)
        for fraction, (start, end) in fractions:
            inside &= (fraction >= start - 1e-9) & (fraction <= end + 1e-9)
        return inside

    def _cut(self, points: Floats, triangles: Ints, words: Words) -> Floats:
        t = self._along_limb(points, points, words) - self.part[0]
        edges = triangles[:, [[0, 1], [1, 2], [2, 0]]].reshape(-1, 2)
        a, b = edges[t[edges[:, 0]] * t[edges[:, 1]] < 0].T
        w = (t[a] / (t[a] - t[b]))[:, None]
        return np.asarray(points[a] * (1 - w) + points[b] * w)


def direction(words: Words, text: str) -> Floats:
    """The unit vector (3,) of direction words."""
    total = np.zeros(3)
    for term in text.split("+"):
        factor, _, word = term.rpartition("*")
        total = total + (float(factor) if factor else 1.0) * words[word]
    return _unit(total)


def read_bones(path: Path, names: set[str]) -> dict[str, Mesh]:
    """The named nodes of a binary glTF file (metres, y up, facing +z; no node is moved).

    Read by hand, since a general reader takes seconds for the whole file.

    Raises
    ------
    LookupError
        When a node is missing.
    """
    content = path.read_bytes()
    (length,) = struct.unpack_from("<I", content, 12)
    tree = json.loads(content[20 : 20 + length])
    start = 28 + length
    types = {5121: np.uint8, 5123: np.uint16, 5125: np.uint32, 5126: np.float32}

    def array(number: int, columns: int) -> npt.NDArray[np.generic]:
        accessor = tree["accessors"][number]
        view = tree["bufferViews"][accessor["bufferView"]]
        offset = start + view.get("byteOffset", 0) + accessor.get("byteOffset", 0)
        kind, count = types[accessor["componentType"]], accessor["count"] * columns
        return np.frombuffer(content, kind, count, offset).reshape(-1, columns)

    bones = {}
    for node in tree["nodes"]:
        if node["name"] not in names:
            continue
        if {"matrix", "translation", "rotation", "scale"} & node.keys():
            raise LookupError(f"the node {node['name']!r} is moved")
        (primitive,) = tree["meshes"][node["mesh"]]["primitives"]
        p = array(primitive["attributes"]["POSITION"], 3).astype(float) * 1000.0
        triangles = array(primitive["indices"], 1).astype(np.int64).reshape(-1, 3)
        bones[node["name"]] = (np.column_stack([p[:, 0], -p[:, 2], p[:, 1]]), triangles)
    if names - bones.keys():
        raise LookupError(f"no bones are called {sorted(names - bones.keys())}")
    return bones


#: Bones from which the limb frames are taken: upper end of the first to lower end of the second.
LIMB_BONES = {
    "arm": ("Humerus.r", "Humerus.r"),
    "forearm": ("Ulna.r", "Radius.r"),
    "thigh": ("Femur.r", "Femur.r"),
    "leg": ("Tibia.r", "Tibia.r"),
    "hand": ("Third metacarpal bone.r", "Proximal phalanx of third finger of hand.r"),
}
FRAME_BONES = {name for pair in LIMB_BONES.values() for name in pair} | {
    "Second metacarpal bone.r",
    "Fifth metacarpal bone.r",
    "First metacarpal bone.r",
    "Proximal phalanx of first finger of hand.r",
    "Distal phalanx of first finger of hand.r",
    "Calcaneus.r",
    "Second metatarsal bone.r",
}


def limb_frames(bones: Mapping[str, Mesh]) -> dict[str, Words]:
    """Direction words of the body and of each limb of the right side.

    A limb's long axis comes from its bones; the other two are the body's own made square to it. In
    the hand the plane of the metacarpals gives the palm; the thumb is turned, so there the flat
    side of its far phalanx does.
    """
    middle = {name: mesh[0].mean(axis=0) for name, mesh in bones.items()}
    front = np.array([0.0, -1.0, 0.0])
    body = _words(up=np.array([0.0, 0.0, 1.0]), anterior=front, lateral=np.array([-1.0, 0, 0]))
    frames = {"body": body}
    for limb, (top, bottom) in LIMB_BONES.items():
        up = _unit(_ends(bones[top][0])[0] - _ends(bones[bottom][0])[1])
        lateral = np.cross(_square(front, up), up)
        frames[limb] = _words(up, _square(front, up), -lateral * np.sign(lateral[0]))
        frames[limb]["distal"] = -up
    up = frames["hand"]["up"]
    across = middle["Second metacarpal bone.r"] - middle["Fifth metacarpal bone.r"]
    radial = _square(across, up)
    palmar = np.cross(up, radial)
    frames["hand"] = _palm(up, -palmar * np.sign(palmar[1]), radial)

    far = bones["Distal phalanx of first finger of hand.r"][0]
    near = middle["Proximal phalanx of first finger of hand.r"]
    up = _unit(middle["First metacarpal bone.r"] - far.mean(axis=0))
    palmar = _square(np.linalg.svd(far - far.mean(axis=0), full_matrices=False)[2][2], up)
    palmar = palmar * np.sign(palmar @ (middle["Fifth metacarpal bone.r"] - near))
    radial = np.cross(up, palmar)
    frames["thumb"] = _palm(up, palmar, radial * np.sign(radial @ frames["hand"]["up"]))

    forward = (middle["Second metatarsal bone.r"] - middle["Calcaneus.r"]) * [1.0, 1.0, 0.0]
    forward = _unit(forward)
    lateral = np.cross(body["up"], forward)
    foot = _words(body["up"], forward, -lateral * np.sign(lateral[0]))
    foot |= {"top": foot["up"], "sole": foot["down"], "back": -forward, "distal": forward}
    return frames | {"foot": foot}


def _words(up: Floats, anterior: Floats, lateral: Floats) -> dict[str, Floats]:
    names = {"up": up, "down": -up, "anterior": anterior, "posterior": -anterior}
    return names | {"lateral": lateral, "medial": -lateral}


def _palm(up: Floats, palmar: Floats, radial: Floats) -> dict[str, Floats]:
    names = _words(up, palmar, radial) | {"palmar": palmar, "dorsal": -palmar}
    return names | {"radial": radial, "ulnar": -radial, "distal": -up}


def _unit(v: Floats) -> Floats:
    return np.asarray(v / np.linalg.norm(v))


def _square(v: Floats, axis: Floats) -> Floats:
    return _unit(v - (v @ axis) * axis)


def _ends(points: Floats) -> tuple[Floats, Floats]:
    """Upper and lower end of a long bone: the means of its last 12 mm."""
    centre = points.mean(axis=0)
    axis = np.linalg.svd(points - centre, full_matrices=False)[2][0]
    t = (points - centre) @ (axis * np.sign(axis[2]))
    return points[t > t.max() - 12].mean(axis=0), points[t < t.min() + 12].mean(axis=0)


@dataclass(frozen=True, slots=True, eq=False)
class Skin:
    """A skin: vertices (n, 3) in mm, triangles (m, 3) that show, and which are the trunk's (m,)."""

    vertices: Floats
    triangles: Ints
    trunk: npt.NDArray[np.bool_]

    def over(self, spot: Floats, way: Floats | None, *, trunk_only: bool = False) -> Floats:
        """Where the line from a spot along `way` first leaves the skin; without it, the nearest.

        Raises
        ------
        LookupError
            When the line meets no skin.
        """
        triangles = self.triangles[self.trunk] if trunk_only else self.triangles
        corners = self.vertices[triangles]
        if way is None:
            from trimesh.triangles import closest_point

            near = closest_point(corners, np.broadcast_to(spot, (len(corners), 3)))
            return np.asarray(near[np.argmin(np.linalg.norm(near - spot, axis=1))])
        a, e1, e2 = corners[:, 0], corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
        h = np.cross(way, e2)
        s = spot - a
        q = np.cross(s, e1)
        det = np.einsum("ij,ij->i", e1, h)
        safe = np.where(np.abs(det) < 1e-12, np.inf, det)
        u, v = np.einsum("ij,ij->i", s, h) / safe, (q @ way) / safe
        t = np.einsum("ij,ij->i", e2, q) / safe
        met = (u >= -1e-9) & (v >= -1e-9) & (u + v <= 1 + 1e-9) & (t > -INSIDE) & (t < OUTSIDE)
        met &= (np.cross(e1, e2) @ way > 0) & (np.abs(det) >= 1e-12)  # leaving, not entering
        if not met.any():
            raise LookupError("the line meets no skin")
        return np.asarray(spot + t[met].min() * way)
