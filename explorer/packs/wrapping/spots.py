"""Landmarks of a body from its bones: a spot on a bone, pressed out to the skin over it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.packs.wrapping.bones import Bone
from explorer.packs.wrapping.outer_skin import OuterSkin
from explorer.packs.wrapping.spot_rules import RULES, Rule

__all__ = ["Spot", "bony_spots"]

Floats = npt.NDArray[np.float64]
Words = Mapping[str, Floats]

_FLIP = np.array([-1.0, 1.0, 1.0])
#: A spot is the mean of the bone within this of its furthest point: no single stray corner.
_TIP_MM = 1.5
#: The skin over a spot is looked for from this far inside of it; this near to the line so far out,
#: and where there is none, less near but not as far.
_INSIDE_MM = 5.0
_SEARCH_MM = ((4.0, 130.0), (8.0, 40.0))
#: Every second point of the skin is near enough.
_STRIDE = 2
_LIMBS = {
    "arm": ("humerus", "humerus"),
    "forearm": ("ulna", "radius"),
    "thigh": ("femur", "femur"),
    "leg": ("tibia", "tibia"),
    "hand": ("metacarpal3", "finger3-proximal"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """Where a landmark of one side (or of the midline) lies on the skin, mm (3,)."""

    landmark: str
    left: bool
    place: Floats


def bony_spots(
    bones: Mapping[tuple[str, str], Bone],
    skin: OuterSkin,
    midline: frozenset[str],
    check: Callable[[], None] = lambda: None,
) -> list[Spot]:
    """All landmarks whose bone is there and over which skin is found.

    Parameters
    ----------
    midline
        Landmarks of the median plane; they are looked for once.
    check
        Called for every landmark; may raise.
    """
    spots = []
    for side, sign in (("right", 1.0), ("left", -1.0)):
        flip = _FLIP if sign < 0 else np.ones(3)
        mine = {key: Bone(b.points * flip, b.areas) for (key, s), b in bones.items() if s == side}
        frames = _frames(mine)
        points, normals = skin.points[::_STRIDE] * flip, skin.normals[::_STRIDE] * flip
        for rule in RULES:
            if rule.bone not in mine or rule.frame not in frames:
                continue
            if rule.landmark in midline and sign < 0:
                continue
            check()
            words = frames[rule.frame]
            spot = _on_bone(rule, mine[rule.bone], words)
            if spot is None:
                continue
            way = _direction(words, rule.press or rule.along)
            place = _over(spot, way, points, normals, rule.thick_mm)
            if place is None and rule.usual_mm is not None:
                place = spot + rule.usual_mm * way
            if place is not None:
                spots.append(Spot(rule.landmark, sign < 0, place * flip))
    return spots


def _on_bone(rule: Rule, bone: Bone, words: Words) -> Floats | None:
    p = bone.points
    low, high = p.min(axis=0), p.max(axis=0)
    box = (p - low) / np.maximum(high - low, 1e-9)
    inside = np.ones(len(p), bool)
    spans = [(1 - box[:, 0], rule.lateral), (box[:, 1], rule.back), (box[:, 2], rule.up)]
    if "distal" in words:
        t = p @ words["distal"]
        spans.append(((t - t.min()) / max(float(np.ptp(t)), 1e-9), rule.length))
    for fraction, (start, end) in spans:
        inside &= (fraction >= start - 1e-9) & (fraction <= end + 1e-9)
    if rule.along == "centre":
        inside &= bone.areas > 0
        if not inside.any():
            return None
        return np.asarray(np.average(p[inside], axis=0, weights=bone.areas[inside]))
    if not inside.any():
        return None
    reach = p[inside] @ _direction(words, rule.along)
    return np.asarray(p[inside][reach >= reach.max() - _TIP_MM].mean(axis=0))


def _over(
    spot: Floats, way: Floats, points: Floats, normals: Floats, thick: float
) -> Floats | None:
    """Where the line from a spot first leaves the skin."""
    offset = points - spot
    along = offset @ way
    beside = np.linalg.norm(offset - along[:, None] * way, axis=1)
    ahead = (along > -_INSIDE_MM) & (normals @ way > 0.2)
    for reach, far in _SEARCH_MM:
        met = ahead & (beside < reach) & (along < min(far, thick))
        if met.any():
            first = met & (along < along[met].min() + 2 * reach)
            weight = np.exp(-((beside[first] / (0.5 * reach)) ** 2))
            return np.asarray(spot + np.average(along[first], weights=weight) * way)
    return None


def _direction(words: Words, text: str) -> Floats:
    total = np.zeros(3)
    for term in text.split("+"):
        factor, _, word = term.rpartition("*")
        total = total + (float(factor) if factor else 1.0) * words[word]
    return _unit(total)


def _frames(bones: Mapping[str, Bone]) -> dict[str, Words]:
    """Direction words of the body and of the limbs of the right side whose bones are there."""
    body = _words(np.array([0.0, 0, 1]), np.array([0.0, -1, 0]), np.array([-1.0, 0, 0]))
    frames: dict[str, Words] = {"body": body}
    for limb, (top, bottom) in _LIMBS.items():
        if top in bones and bottom in bones:
            up = _unit(_ends(bones[top].points)[0] - _ends(bones[bottom].points)[1])
            front = _square(body["front"], up)
            lateral = np.cross(front, up)
            frames[limb] = _words(up, front, -lateral * np.sign(lateral[0]))
    middle = {key: bone.points.mean(axis=0) for key, bone in bones.items()}
    if "hand" in frames and {"metacarpal2", "metacarpal5"} <= middle.keys():
        up = frames["hand"]["up"]
        radial = _square(middle["metacarpal2"] - middle["metacarpal5"], up)
        palmar = np.cross(up, radial)
        frames["hand"] = _palm(up, -palmar * np.sign(palmar[1]), radial)
        frames |= _thumb(bones, middle, frames["hand"])
    else:
        frames.pop("hand", None)
    if {"metatarsal2", "calcaneus"} <= middle.keys():
        forward = _unit((middle["metatarsal2"] - middle["calcaneus"]) * [1.0, 1.0, 0.0])
        lateral = np.cross(body["up"], forward)
        foot = _words(body["up"], forward, -lateral * np.sign(lateral[0]))
        frames["foot"] = {**foot, "distal": forward}
    return frames


def _thumb(
    bones: Mapping[str, Bone], middle: Mapping[str, Floats], hand: Words
) -> dict[str, Words]:
    """The thumb is turned against the hand: the flat side of its far phalanx tells how."""
    if not {"finger1-distal", "finger1-proximal", "metacarpal1", "metacarpal5"} <= middle.keys():
        return {}
    far = bones["finger1-distal"].points
    up = _unit(middle["metacarpal1"] - far.mean(axis=0))
    flat = np.linalg.svd(far - far.mean(axis=0), full_matrices=False)[2][2]
    palmar = _square(flat, up)
    palmar = palmar * np.sign(palmar @ (middle["metacarpal5"] - middle["finger1-proximal"]))
    radial = np.cross(up, palmar)
    return {"thumb": _palm(up, palmar, radial * np.sign(radial @ hand["up"]))}


def _words(up: Floats, front: Floats, lateral: Floats) -> dict[str, Floats]:
    words = {"up": up, "down": -up, "distal": -up, "front": front, "back": -front}
    return words | {"lateral": lateral, "medial": -lateral}


def _palm(up: Floats, palmar: Floats, radial: Floats) -> dict[str, Floats]:
    words = _words(up, palmar, radial)
    return words | {"palmar": palmar, "dorsal": -palmar, "radial": radial, "ulnar": -radial}


def _unit(v: Floats) -> Floats:
    return np.asarray(v / np.linalg.norm(v))


def _square(v: Floats, axis: Floats) -> Floats:
    return _unit(v - (v @ axis) * axis)


def _ends(points: Floats) -> tuple[Floats, Floats]:
    """Upper and lower end of a long bone: the means of its last 12 mm."""
    axis = np.linalg.svd(points - points.mean(axis=0), full_matrices=False)[2][0]
    t = points @ (axis * np.sign(axis[2]))
    return points[t > t.max() - 12].mean(axis=0), points[t < t.min() + 12].mean(axis=0)
