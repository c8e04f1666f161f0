"""Fit the bones into one figure: under its bony landmarks, joined at their joints, inside its skin.

`skeleton_ties.json` says what belongs together: ``landmarks`` (landmark of the skin, bone, spot on
the bone in source mm, usual depth of that spot below the skin in mm), ``joints`` (two bones,
tolerance in mm, the same places in source mm on the one and on the other) and ``size_per_metre``
(scale of a bone per metre of stature).
"""

from __future__ import annotations

import fnmatch
import json
from pathlib import Path
from typing import Any

import numpy as np
from skeleton_bones import BONES
from skeleton_skin import Skin
from skeleton_solve import Bond, Pose, Prior, Pull, rotation, step
from skeleton_source import Array, Mesh

TIES = Path(__file__).with_name("skeleton_ties.json")
# The source's hands hang with the thumbs forward; rotation vectors (degrees) to turn the palms
# forward.
_TURNS = (
    ("ulna", (0, -15, -25)), ("radius", (0, -15, -80)), ("carpal", (-20, -15, -90)),
    ("metacarpal_*", (-20, -15, -90)), ("phalanx_*_finger_*", (-20, -15, -90)),
)  # fmt: skip
# How far (mm) one round pulls a vertex back under the skin.
_STRIDE = 5.0
_CARPALS = {
    "scaphoid", "lunate", "triquetrum", "pisiform", "trapezium", "trapezoid", "capitate", "hamate",
}  # fmt: skip


def fit(parts: dict[str, Mesh], skin: Skin, rounds: int = 45) -> Pose:
    """Where every bone of `parts` lies in a figure."""
    ties = json.loads(TIES.read_text(encoding="utf-8"))
    number = {bone.slug: index for index, bone in enumerate(BONES)}
    pose, prior = _start(parts, skin, ties["size_per_metre"])
    bonds = [
        Bond(number[a], number[b], np.array(on_a), np.array(on_b), tolerance)
        for a, b, tolerance, on_a, on_b in ties["joints"]
    ]
    for round_ in range(rounds):
        if round_ == 8:
            pose.free[:] = _freedom()
        pulls = [*_landmark_pulls(pose, skin, ties["landmarks"], number), *_midline_pulls(number)]
        if round_ >= 15:
            pulls += _skin_pulls(pose, skin, parts, 1.0 if round_ < rounds - 15 else 0.3)
        step(pose, pulls, bonds, prior, 0.7 if round_ > 20 else 1.0)
    return pose


def _freedom() -> Array:
    free = np.ones((len(BONES), 9))
    for index, bone in enumerate(BONES):
        if bone.side == "midline":
            free[index, [1, 2, 6]] = 0
    return free


def _start(parts: dict[str, Mesh], skin: Skin, size: dict[str, float]) -> tuple[Pose, Prior]:
    count = len(BONES)
    centre = np.array([parts[bone.slug].vertices.mean(0) for bone in BONES])
    axes, turns = np.tile(np.eye(3), (count, 1, 1)), np.tile(np.eye(3), (count, 1, 1))
    log_size = np.log([size[bone.slug] * skin.stature for bone in BONES])
    for index, bone in enumerate(BONES):
        if bone.side == "midline":
            centre[index, 0] = 0.0
        elif bone.long or bone.slug in ("scapula", "patella"):
            own = np.linalg.svd(parts[bone.slug].vertices - centre[index], full_matrices=False)[2].T
            axes[index] = own * np.sign(np.linalg.det(own))
        kind = "carpal" if bone.slug in _CARPALS else bone.slug
        for name, degrees in _TURNS:
            if fnmatch.fnmatch(kind, name):
                turns[index] = rotation(np.radians(degrees))
    free = _freedom()
    free[:, :6] = 0  # first only find the places
    shift = centre * skin.stature / 1.71
    pose = Pose(turns.copy(), np.repeat(log_size[:, None], 3, 1), shift, centre, axes, free)
    tight = 0.03 if skin.heavy else 0.06
    wide = 0.04 if skin.heavy else 0.06
    uneven = np.array([wide if bone.slug in ("hip_bone", "sacrum") else 0.04 for bone in BONES])
    return pose, Prior(log_size, np.full(count, tight), uneven, turns, np.full(count, 0.6))


def _landmark_pulls(pose: Pose, skin: Skin, rows: list[Any], number: dict[str, int]) -> list[Pull]:
    """Bony spots to their depth below the landmarks of the skin."""
    by_bone: dict[str, list[Any]] = {}
    for row in rows:
        by_bone.setdefault(row[1], []).append(row)
    pulls = []
    for slug, own in by_bone.items():
        bone, spots = number[slug], np.array([spot for _, _, spot, _ in own], float)
        depth = np.array([[depth] for *_, depth in own])
        place, out = (
            np.array(each) for each in zip(*(skin.spots[name] for name, *_ in own), strict=True)
        )
        goals = place - depth * out
        too_deep = ((goals - pose.place(bone, spots)) * out).sum(1, keepdims=True) > 0
        padded = np.where(depth > 20, 8.0, 3.0) if skin.heavy else 1.0
        loose = (2.0 + 0.2 * depth) * padded
        along = np.where(too_deep, loose, 1.0 + 0.04 * depth)
        across = _across(slug) * (1.5 if skin.heavy else 1.0) + 0.08 * depth
        normal = out[:, :, None] * out[:, None] * (1 / along - 1 / across)[:, :, None]
        pulls.append(Pull(bone, spots, goals, np.eye(3) / across[:, :, None] + normal))
    return pulls


def _across(slug: str) -> float:
    """How far (mm) a landmark may be off along the skin."""
    if "finger" in slug or slug.startswith("metacarpal"):
        return 1.8
    if "toe" in slug or slug.startswith("metatarsal"):
        return 2.5
    return 4.0


def _midline_pulls(number: dict[str, int]) -> list[Pull]:
    """The hip bones meet in the midline."""
    sideways = np.zeros((1, 3, 3))
    sideways[0, 0, 0] = 1 / 1.0
    return [
        Pull(
            number["hip_bone"], np.array([[-1.0, 108.0, 908.0]]), np.array([[-2.0, 0, 0]]), sideways
        )
    ]


def _skin_pulls(pose: Pose, skin: Skin, parts: dict[str, Mesh], tolerance: float) -> list[Pull]:
    """Vertices that are too close to the skin, or outside it, back in."""
    pulls = []
    for arm in (True, False):
        own = [k for k, bone in enumerate(BONES) if in_arm(bone.slug) == arm]
        placed = [pose.place(k, parts[BONES[k].slug].vertices) for k in own]
        outside, normals = (skin.arm if arm else skin.rest).depth(np.concatenate(placed))
        last = np.cumsum([len(points) for points in placed])
        for k, points, over, out in zip(
            own, placed, np.split(outside, last[:-1]), np.split(normals, last[:-1]), strict=True
        ):
            over = np.minimum(over + _margin(BONES[k].slug), _STRIDE)
            proud = over > 0
            if not proud.any():
                continue
            rows = np.zeros((int(proud.sum()), 3, 3))
            rows[:, 0] = out[proud] / tolerance
            goals = points[proud] - out[proud] * over[proud][:, None]
            pulls.append(Pull(k, parts[BONES[k].slug].vertices[proud], goals, rows))
    return pulls


def in_arm(slug: str) -> bool:
    """Whether a bone lies in the arm."""
    return (
        slug in ("humerus", "ulna", "radius", *_CARPALS) or "finger" in slug or "metacarpal" in slug
    )


def _margin(slug: str) -> float:
    """The least thickness of what lies over a bone, mm."""
    if "finger" in slug or "toe" in slug:
        return 1.5
    return 2.5
