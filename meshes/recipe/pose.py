"""Turn the A-pose of the MakeHuman base into the standard anatomical position.

The arm must turn by about a right angle before the palms face forward. Plain skinning wrings the
wrist like a sweet wrapper, so here every vertex of a limb gets its own share of the twist, spread
evenly along the bone, and the segments are blended with dual quaternions, which keep volume.
Frame: MakeHuman's (Y up, facing +Z, +X to the body's left).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from makehuman import Array, Bone

FORWARD = np.array([0.0, 0.0, 1.0])
# The base spreads its fingers wide; degrees by which each is brought towards the middle finger.
GATHER = {"finger1-1": 14.0, "finger2-1": 8.0, "finger4-1": -2.0, "finger5-1": -5.0}


@dataclass(frozen=True, slots=True)
class Stance:
    """Angles in degrees, and the sideways distance of an ankle from the midline in decimetres."""

    abduction: float = 12.0
    carrying: float = 6.0
    ankle: float = 1.05


@dataclass(frozen=True, slots=True)
class Motion:
    """Rigid motion of one segment: unit quaternions (n, 4) or (4,), rest pivot, posed pivot."""

    quaternion: Array
    pivot: Array
    target: Array


def turn(axis: Array, degrees: Array | float) -> Array:
    """Unit quaternion(s) (..., 4), scalar first, of a rotation about `axis`."""
    half = np.radians(np.asarray(degrees, float)) / 2
    unit = axis / np.linalg.norm(axis)
    return np.concatenate([np.cos(half)[..., None], np.sin(half)[..., None] * unit], -1)


def product(p: Array, q: Array) -> Array:
    """Quaternion product: the rotation `q` followed by `p`."""
    pw, pv, qw, qv = p[..., :1], p[..., 1:], q[..., :1], q[..., 1:]
    scalar = pw * qw - (pv * qv).sum(-1, keepdims=True)
    return np.concatenate([scalar, pw * qv + qw * pv + np.cross(pv, qv)], -1)


def rotate(q: Array, v: Array) -> Array:
    """Rotate vectors (..., 3) by unit quaternions (..., 4)."""
    t = 2 * np.cross(q[..., 1:], v)
    return v + q[..., :1] * t + np.cross(q[..., 1:], t)


def swing(a: Array, b: Array) -> Array:
    """The shortest rotation that takes the direction of `a` to that of `b`."""
    a, b = a / np.linalg.norm(a), b / np.linalg.norm(b)
    q = np.concatenate([[1 + a @ b], np.cross(a, b)])
    return np.asarray(q / np.linalg.norm(q))


def angle_about(axis: Array, a: Array, b: Array) -> float:
    """Signed angle in degrees that turns `a` towards `b` about the unit `axis`."""
    a, b = a - (a @ axis) * axis, b - (b @ axis) * axis
    return float(np.degrees(np.arctan2(np.cross(a, b) @ axis, a @ b)))


def along(vertices: Array, head: Array, tail: Array, start: float, stop: float) -> Array:
    """Smooth ramp 0..1 between the fractions `start` and `stop` of a bone, (n,)."""
    axis = tail - head
    t = ((vertices - head) @ axis / (axis @ axis) - start) / (stop - start)
    t = np.clip(t, 0, 1)
    return t * t * (3 - 2 * t)


def motions(vertices: Array, bones: Mapping[str, Bone], stance: Stance) -> dict[str, Motion]:
    """The motion of every moving segment, keyed by the bone that starts it."""
    result: dict[str, Motion] = {}
    for side, sign in (("L", 1.0), ("R", -1.0)):
        joint = {n[:-2]: b.head for n, b in bones.items() if n.endswith(f".{side}")}
        result.update(
            (f"{name}.{side}", motion)
            for name, motion in (
                *_arm(vertices, joint, sign, stance),
                *_leg(joint, sign, stance),
            )
        )
    return result


def _arm(
    vertices: Array, joint: Mapping[str, Array], sign: float, stance: Stance
) -> list[tuple[str, Motion]]:
    shoulder, elbow, wrist = joint["upperarm01"], joint["lowerarm01"], joint["wrist"]
    upper, fore = elbow - shoulder, wrist - elbow
    hang = np.radians([stance.abduction, stance.abduction + stance.carrying])
    upper_to = np.array([sign * np.sin(hang[0]), -np.cos(hang[0]), 0.0])
    fore_to = np.array([sign * np.sin(hang[1]), -np.cos(hang[1]), 0.06])
    fore_to /= np.linalg.norm(fore_to)
    lowered = np.degrees(np.arctan2(abs(upper[0]), -upper[1])) - stance.abduction

    # The girdle follows only a little: more makes the shoulders droop.
    clavicle = turn(FORWARD, -sign * lowered * 0.03)
    girdle = turn(FORWARD, -sign * lowered * 0.08)
    pivot_girdle = joint["clavicle"] + rotate(clavicle, joint["shoulder01"] - joint["clavicle"])
    pivot_arm = pivot_girdle + rotate(girdle, shoulder - joint["shoulder01"])
    upper_swing, fore_swing = swing(upper, upper_to), swing(fore, fore_to)
    pivot_elbow = pivot_arm + rotate(upper_swing, upper)

    # Upper arm: outward rotation brings the bend of the elbow, which is slightly flexed at rest,
    # to the front. Forearm: the rest of the turn that the palm needs.
    outward = angle_about(upper_to, rotate(upper_swing, fore), FORWARD) * 0.9
    palm = sign * np.cross(joint["finger5-1"] - wrist, joint["finger2-1"] - wrist)
    full = angle_about(fore_to, rotate(fore_swing, palm), FORWARD)
    upper_share = outward * along(vertices, shoulder, elbow, 0.0, 0.9)
    fore_share = outward + (full - outward) * along(vertices, elbow, wrist, 0.05, 1.05)
    hand = product(turn(fore_to, full), fore_swing)
    fingers = [
        (
            name,
            Motion(
                product(hand, turn(palm, -sign * degrees)),
                joint[name],
                pivot_elbow + rotate(hand, joint[name] - elbow),
            ),
        )
        for name, degrees in GATHER.items()
    ]
    return [
        ("clavicle", Motion(clavicle, joint["clavicle"], joint["clavicle"])),
        ("shoulder01", Motion(girdle, joint["shoulder01"], pivot_girdle)),
        (
            "upperarm01",
            Motion(product(turn(upper_to, upper_share), upper_swing), shoulder, pivot_arm),
        ),
        (
            "lowerarm01",
            Motion(product(turn(fore_to, fore_share), fore_swing), elbow, pivot_elbow),
        ),
        *fingers,
    ]


def _leg(joint: Mapping[str, Array], sign: float, stance: Stance) -> list[tuple[str, Motion]]:
    hip, ankle = joint["upperleg01"], joint["foot"]
    drop = np.hypot(*(ankle - hip)[:2])
    angle = np.degrees(
        np.arcsin((abs(ankle[0]) - abs(hip[0])) / drop)
        - np.arcsin((stance.ankle - abs(hip[0])) / drop)
    )
    leg = turn(FORWARD, -sign * angle)
    still = turn(FORWARD, 0.0)  # the foot keeps its sole level
    return [
        ("upperleg01", Motion(leg, hip, hip)),
        ("foot", Motion(still, ankle, hip + rotate(leg, ankle - hip))),
    ]


def segment_weights(
    names: list[str], weights: Array, bones: Mapping[str, Bone], segments: list[str]
) -> Array:
    """Sum the skin weights (n, bones) of each segment; the unmoved trunk comes last.

    Returns
    -------
    Array
        (n, segments + 1), rows sum to 1.
    """
    result = np.zeros((len(weights), len(segments) + 1))
    for column, name in enumerate(names):
        while name and name not in segments:
            name = bones[name].parent
        result[:, segments.index(name) if name else -1] += weights[:, column]
    result[:, -1] += 1 - result.sum(1)  # vertices without weights stay
    return result


def pose(vertices: Array, weights: Array, moves: list[Motion]) -> Array:
    """Blend the motions of the segments over the vertices with dual quaternions.

    Parameters
    ----------
    vertices
        Rest positions, (n, 3).
    weights
        From `segment_weights`, (n, len(moves) + 1).
    moves
        One motion per segment, in the order of the columns.
    """
    count = len(vertices)
    real = np.zeros((count, 4))
    real[:, 0] = weights[:, -1]
    dual = np.zeros((count, 4))
    for column, move in enumerate(moves):
        q = np.broadcast_to(move.quaternion, (count, 4))
        q = q * np.where(q[:, :1] < 0, -1.0, 1.0)
        shift = np.zeros((count, 4))
        shift[:, 1:] = move.target - rotate(q, np.broadcast_to(move.pivot, (count, 3)))
        w = weights[:, column : column + 1]
        real += w * q
        dual += w * 0.5 * product(shift, q)
    norm = np.linalg.norm(real, axis=1, keepdims=True)
    real, dual = real / norm, dual / norm
    conjugate = real * np.array([1.0, -1.0, -1.0, -1.0])
    return rotate(real, vertices) + 2 * product(dual, conjugate)[:, 1:]
